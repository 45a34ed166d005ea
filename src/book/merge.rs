//! Two accounts, or two contacts, become one: everything of the one goes to the other, as one operation.

mod once;

use super::op::Op;
use super::{Book, Outcome};
use crate::domain::account::Account;
use crate::domain::alias::{Alias, free_heading};
use crate::domain::contact::Contact;
use crate::domain::custom_field::CustomField;
use crate::domain::id::Id;
use crate::domain::noun::Noun;
use crate::domain::problem::{Problem, ProblemKind, Result};
use crate::domain::record::{Record, Value};
use crate::domain::text::{counted, fit, fold, grouped, same_word};
use crate::domain::website::{domain_of, mailboxes};
use crate::store::Edit;
use std::collections::BTreeMap;

/// The most characters of notes; see [`crate::domain::record::kind::LINES`].
const LONGEST_NOTES: usize = 100_000;

/// How a merge that is only told is told from one that failed.
const TOLD_ONLY: &str = "Nothing was merged.";

/// How many records of each kind went to another one.
type Moved = BTreeMap<Noun, u64>;

impl Book {
    /// Merges the account `gone` into `kept`; `dry_run`: tells what would happen and changes nothing.
    pub fn merge_accounts(&mut self, kept: Id<Account>, gone: Id<Account>, dry_run: bool) -> Result<Outcome> {
        self.merge(dry_run, |edit| accounts(edit, kept, gone))
    }

    /// Merges the contact `gone` into `kept`, both of one account.
    pub fn merge_contacts(&mut self, kept: Id<Contact>, gone: Id<Contact>, dry_run: bool) -> Result<Outcome> {
        self.merge(dry_run, |edit| {
            let (one, other) = (edit.get(kept)?, edit.get(gone)?);
            if one.account != other.account {
                let sentence = "They are at two accounts; merge the accounts first, or move one of the contacts.";
                return Err(Problem::input(sentence));
            }
            let moved = contacts(edit, &one, &other)?;
            Ok(format!("merged {} into {}{}", other.name, one.name, said(&moved, 0)))
        })
    }

    fn merge(&mut self, dry_run: bool, work: impl FnOnce(&mut Edit<'_>) -> Result<String>) -> Result<Outcome> {
        let mut told = String::new();
        let done = self.edit(Op::Merge, |edit| {
            told = work(edit)?;
            edit.summary(told.clone());
            if dry_run { Err(Problem::new(ProblemKind::Cancelled, TOLD_ONLY)) } else { Ok(()) }
        });
        match done {
            Ok(((), outcome)) => Ok(outcome),
            Err(problem) if problem.sentence == TOLD_ONLY => Ok(Outcome {
                step: 0,
                name: Op::Merge.label().to_owned(),
                summary: told,
                changed: std::collections::BTreeSet::new(),
                accounts: Some(Vec::new()),
            }),
            Err(problem) => Err(problem),
        }
    }
}

/// `: 3 contacts, 2 contracts, 14 touches, 9 other records`.
fn said(moved: &Moved, joined: u64) -> String {
    const NAMED: [Noun; 3] = [Noun::Contacts, Noun::Contracts, Noun::Touches];
    let of = |noun: &Noun| moved.get(noun).copied().filter(|count| *count > 0).map(|count| noun.counted(count));
    let mut parts: Vec<String> = NAMED.iter().filter_map(of).collect();
    if joined > 0 {
        parts.push(format!("{} joined with one of the same name or mailbox", counted(joined, "contact")));
    }
    let others: u64 = moved.iter().filter(|(noun, _)| !NAMED.contains(noun)).map(|(_, count)| count).sum();
    match others {
        0 => {}
        1 => parts.push("1 other record".to_owned()),
        many => parts.push(format!("{} other records", grouped(&many.to_string()))),
    }
    if parts.is_empty() { String::new() } else { format!(": {}", parts.join(", ")) }
}

fn accounts(edit: &mut Edit<'_>, kept: Id<Account>, gone: Id<Account>) -> Result<String> {
    let (one, other) = (edit.get(kept)?, edit.get(gone)?);
    if kept == gone {
        return Err(Problem::input(format!("{} is named twice; name the other one, too.", fit(&one.name, 60))));
    }
    once::settle(edit, &one, &other)?;
    let joined = join_contacts(edit, kept, gone)?;
    let fields: Vec<CustomField> = edit.of_account(gone)?;
    let own = fields.into_iter().filter(CustomField::is_of_account).collect();
    let mut moved = Moved::from([(Noun::CustomFields, move_fields(edit, own, Owner::account(kept))?)]);
    for (noun, count) in edit.repoint(gone, kept)? {
        *moved.entry(noun).or_default() += count;
    }
    // What is unique in the book is free once the other one is gone, and is put back before it when that is undone.
    edit.remove(gone)?;
    edit.put(&completed_account(&one, &other)?)?;
    also(edit, Owner::account(kept), &account_aliases(&one, &other))?;
    Ok(format!("merged {} into {}{}", other.name, one.name, said(&moved, joined)))
}

/// Joins contacts who stand in both accounts: of the same mailbox, or of the same name.
fn join_contacts(edit: &mut Edit<'_>, kept: Id<Account>, gone: Id<Account>) -> Result<u64> {
    let (mut here, there): (Vec<Contact>, Vec<Contact>) = (edit.of_account(kept)?, edit.of_account(gone)?);
    let mut joined = 0;
    for other in there {
        let same_mail = here.iter().position(|one| shares_mailbox(one, &other));
        let same = same_mail.or_else(|| here.iter().position(|one| fold(&one.name) == fold(&other.name)));
        if let Some(at) = same {
            contacts(edit, &here[at], &other)?;
            here[at] = edit.get(here[at].id)?;
            joined += 1;
        }
    }
    Ok(joined)
}

fn shares_mailbox(one: &Contact, other: &Contact) -> bool {
    let known: Vec<String> = mailboxes(one.email.as_deref().unwrap_or_default()).collect();
    mailboxes(other.email.as_deref().unwrap_or_default()).any(|mailbox| known.contains(&mailbox))
}

fn contacts(edit: &mut Edit<'_>, one: &Contact, other: &Contact) -> Result<Moved> {
    if one.id == other.id {
        return Err(Problem::input(format!("{} is named twice; name the other one, too.", fit(&one.name, 60))));
    }
    once::settle_contacts(edit, one, other)?;
    let owner = Owner { account: one.account, contact: Some(one.id) };
    let fields: Vec<CustomField> = edit.of_account(other.account)?;
    let own = fields.into_iter().filter(|field| field.contact == Some(other.id)).collect();
    let mut moved = Moved::from([(Noun::CustomFields, move_fields(edit, own, owner)?)]);
    for (noun, count) in edit.repoint(other.id, one.id)? {
        *moved.entry(noun).or_default() += count;
    }
    edit.remove(other.id)?;
    let mut whole = completed(one, other, &["left_on"])?;
    // Who is still there by one of the two is still there.
    whole.left_on = one.left_on.zip(other.left_on).map(|(left, then)| left.max(then));
    edit.put(&whole)?;
    also(edit, owner, &contact_aliases(one, other))?;
    Ok(moved)
}

/// The record with its blank fields filled from the other one, all but those named.
fn completed<R: Record>(one: &R, other: &R, but: &[&str]) -> Result<R> {
    let mut whole = one.clone();
    for (at, field) in R::FIELDS.iter().enumerate() {
        let given = other.value(at);
        if one.value(at).is_none() && !given.is_none() && field.key != "known_on" && !but.contains(&field.key) {
            fill(&mut whole, at, given)?;
        }
    }
    Ok(whole)
}

fn fill<R: Record>(record: &mut R, at: usize, value: Value) -> Result<()> {
    if record.set(at, value) { Ok(()) } else { Err(Problem::internal("Two fields of one record are of two kinds.")) }
}

fn completed_account(one: &Account, other: &Account) -> Result<Account> {
    let mut whole = completed(one, other, &["notes"])?;
    if one.value.is_none() && other.value.is_some() {
        whole.currency = other.currency;
    }
    whole.strategic |= other.strategic;
    for tag in &other.tags {
        whole.say(tag, true);
    }
    whole.notes = match (&one.notes, &other.notes) {
        (Some(notes), Some(more)) if notes == more || has_no_room(notes, more) => one.notes.clone(),
        (Some(notes), Some(more)) => Some(format!("{notes}\n\n{more}")),
        (notes, more) => notes.clone().or_else(|| more.clone()),
    };
    Ok(whole)
}

fn has_no_room(notes: &str, more: &str) -> bool {
    notes.chars().count() + more.chars().count() + 2 > LONGEST_NOTES
}

/// Headings and values of what the other account was called.
fn account_aliases(one: &Account, other: &Account) -> Vec<(&'static str, String)> {
    let mut all = names(one, other, (&one.name, &other.name));
    let differs = |website: &&String| one.website.as_ref().is_some_and(|own| domain_of(own) != domain_of(website));
    all.extend(other.website.as_ref().filter(differs).map(|website| (Alias::Website.heading(), website.clone())));
    if let (Some(notes), Some(more)) = (&one.notes, &other.notes)
        && has_no_room(notes, more)
    {
        all.push(("Also notes", more.clone()));
    }
    all
}

fn contact_aliases(one: &Contact, other: &Contact) -> Vec<(&'static str, String)> {
    let mut all = names(one, other, (&one.name, &other.name));
    let known: Vec<String> = mailboxes(one.email.as_deref().unwrap_or_default()).collect();
    let more = mailboxes(other.email.as_deref().unwrap_or_default()).filter(|one| !known.contains(one));
    if one.email.is_some() {
        all.extend(more.map(|mailbox| (Alias::Mailbox.heading(), mailbox)));
    }
    all
}

fn names<R: Record>(one: &R, other: &R, (name, other_name): (&str, &str)) -> Vec<(&'static str, String)> {
    let key = other.external_id().filter(|_| one.external_id().is_some());
    let name = (name != other_name).then(|| (Alias::Name.heading(), other_name.to_owned()));
    key.map(|key| (Alias::Key.heading(), key.to_owned())).into_iter().chain(name).collect()
}

/// Whose custom fields they are.
#[derive(Debug, Clone, Copy)]
struct Owner {
    account: Id<Account>,
    contact: Option<Id<Contact>>,
}

impl Owner {
    fn account(account: Id<Account>) -> Self {
        Self { account, contact: None }
    }

    fn fields(self, edit: &Edit<'_>) -> Result<Vec<CustomField>> {
        let all: Vec<CustomField> = edit.of_account(self.account)?;
        let is_own = |it: &CustomField| match self.contact {
            Some(contact) => it.contact == Some(contact),
            None => it.is_of_account(),
        };
        Ok(all.into_iter().filter(is_own).collect())
    }
}

/// Gives custom fields to another owner: what is said already is not said twice, another value keeps its heading with a
/// number. Answers how many were moved.
fn move_fields(edit: &mut Edit<'_>, fields: Vec<CustomField>, owner: Owner) -> Result<u64> {
    let mut moved = 0;
    for field in fields {
        let known = owner.fields(edit)?;
        if is_said(&known, &field.name, &field.value) {
            edit.remove(field.id)?;
            continue;
        }
        let name = free_heading(&field.name, |name| known.iter().any(|one| same_word(&one.name, name)));
        edit.put(&CustomField { account: owner.account, contact: owner.contact, name, ..field })?;
        moved += 1;
    }
    Ok(moved)
}

/// Adds what the other one was called.
fn also(edit: &mut Edit<'_>, owner: Owner, values: &[(&str, String)]) -> Result<()> {
    for (heading, value) in values {
        let known = owner.fields(edit)?;
        if is_said(&known, heading, value) {
            continue;
        }
        let name = free_heading(heading, |name| known.iter().any(|one| same_word(&one.name, name)));
        let (account, contact, value) = (owner.account, owner.contact, value.clone());
        let id = edit.mint()?;
        edit.put(&CustomField { id, account, contact, name, value, ..CustomField::default() })?;
    }
    Ok(())
}

/// Whether a field of this heading, with or without a number, has this value.
fn is_said(known: &[CustomField], heading: &str, value: &str) -> bool {
    let plain = |name: &str| name.rsplit_once(" (").map_or(name, |(plain, _)| plain).to_owned();
    known.iter().any(|one| {
        one.value == value && (same_word(&one.name, heading) || same_word(&plain(&one.name), &plain(heading)))
    })
}
