//! Who is who: the records that rows point to, by key, name, email and domain.
//!
//! Read once when an import begins and kept up as it goes on, so that a row costs no search of the book.

use crate::domain::account::Account;
use crate::domain::alias::Alias;
use crate::domain::commitment::Commitment;
use crate::domain::contact::Contact;
use crate::domain::contract::Contract;
use crate::domain::custom_field::CustomField;
use crate::domain::duplicate::fits;
use crate::domain::id::{self, Id};
use crate::domain::insight::Insight;
use crate::domain::member::Member;
use crate::domain::noun::Noun;
use crate::domain::plan::Plan;
use crate::domain::problem::{Problem, Result};
use crate::domain::record::Record;
use crate::domain::text::{company, fit, fold};
use crate::domain::website::mailboxes;
use crate::store::Edit;
use std::collections::{HashMap, HashSet};

pub(super) use crate::domain::website::{company_domain, domain_of};

/// What a key or name was found to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::book) enum Found {
    One(i64),
    Nobody,
    Several,
}

/// The records of one kind by key and by name.
#[derive(Default)]
struct Index {
    keys: HashMap<String, i64>,
    names: HashMap<String, Vec<i64>>,
    /// Companies without legal form and punctuation, each with its legal form.
    companies: HashMap<String, Vec<(i64, String)>>,
    ids: HashSet<i64>,
}

impl Index {
    fn add(&mut self, id: i64, key: Option<&str>, name: Option<&str>) {
        self.ids.insert(id);
        if let Some(key) = key {
            self.keys.insert(key.to_owned(), id);
            // Salesforce writes one key with 15 letters or with 18.
            if let Some(short) = short_key(key) {
                self.keys.entry(short.to_owned()).or_insert(id);
            }
        }
        if let Some(name) = name {
            let same = self.names.entry(fold(name)).or_default();
            if !same.contains(&id) {
                same.push(id);
            }
        }
    }

    fn by_key(&self, key: &str) -> Option<i64> {
        let by_code = || key.strip_prefix('#').and_then(id::decode).filter(|id| self.ids.contains(id));
        let by_short = || short_key(key).and_then(|short| self.keys.get(short)).copied();
        self.keys.get(key).copied().or_else(by_short).or_else(by_code)
    }

    fn add_company(&mut self, id: i64, name: &str) {
        let (name, form) = company(name);
        if name.is_empty() {
            return;
        }
        let same = self.companies.entry(name).or_default();
        if !same.contains(&(id, form.clone())) {
            same.push((id, form));
        }
    }

    /// By name without punctuation; two legal forms that differ are two companies, a missing one says nothing.
    fn by_company(&self, text: &str) -> Vec<i64> {
        let (name, form) = company(text);
        let same = self.companies.get(&name).into_iter().flatten();
        let mut ids: Vec<i64> = same.filter(|(_, known)| fits(known, &form)).map(|(id, _)| *id).collect();
        ids.dedup();
        ids
    }

    fn find(&self, text: &str) -> Found {
        self.by_key(text).map_or_else(|| one_of(self.names.get(&fold(text))), Found::One)
    }
}

/// The 15 letters that tell records of Salesforce apart, of the 18 that programs write.
fn short_key(key: &str) -> Option<&str> {
    (key.len() == 18 && key.bytes().all(|byte| byte.is_ascii_alphanumeric())).then(|| &key[..15])
}

fn one_of(ids: Option<&Vec<i64>>) -> Found {
    match ids.map(Vec::as_slice) {
        Some([id]) => Found::One(*id),
        None | Some([]) => Found::Nobody,
        Some(_) => Found::Several,
    }
}

/// Everything that rows may point to.
#[derive(Default)]
#[allow(unreachable_pub)] // It stands in the signature of a public trait.
pub struct Directory {
    kinds: HashMap<Noun, Index>,
    emails: HashMap<String, Vec<i64>>,
    domains: HashMap<String, Vec<i64>>,
    by_account: HashMap<(i64, String), Vec<i64>>,
    account_of: HashMap<i64, i64>,
    /// Keys and names of records that were merged into another one.
    aliases: HashSet<(Noun, String)>,
}

impl Directory {
    pub(in crate::book) fn read(edit: &Edit<'_>) -> Result<Self> {
        let mut directory = Self::default();
        for member in edit.all::<Member>()? {
            directory.add_member(&member);
        }
        for account in edit.all::<Account>()? {
            directory.add_account(&account);
        }
        for contact in edit.all::<Contact>()? {
            directory.add_contact(&contact);
        }
        for contract in edit.all::<Contract>()? {
            directory.add_contract(&contract);
        }
        for plan in edit.all::<Plan>()? {
            directory.add_plan(&plan);
        }
        for commitment in edit.all::<Commitment>()? {
            directory.add_commitment(&commitment);
        }
        for insight in edit.all::<Insight>()? {
            directory.add_insight(&insight);
        }
        for field in edit.aliases()? {
            directory.add_alias(&field);
        }
        Ok(directory)
    }

    /// What a record was called that was merged into this one: files that still name it mean this one.
    fn add_alias(&mut self, field: &CustomField) {
        let Some(alias) = Alias::of(&field.name) else { return };
        let (noun, id) = match field.contact {
            Some(contact) => (Noun::Contacts, contact.raw()),
            None => (Noun::Accounts, field.account.raw()),
        };
        let value = field.value.trim();
        match alias {
            Alias::Key => {
                for key in std::iter::once(value).chain(short_key(value)) {
                    self.index(noun).keys.entry(key.to_owned()).or_insert(id);
                    self.aliases.insert((noun, key.to_owned()));
                }
            }
            Alias::Name => {
                push(self.index(noun).names.entry(fold(value)).or_default(), id);
                self.aliases.insert((noun, fold(value)));
                if noun == Noun::Accounts {
                    self.index(noun).add_company(id, value);
                } else {
                    push(self.by_account.entry((field.account.raw(), fold(value))).or_default(), id);
                }
            }
            Alias::Website => self.add_domain(field.account, value),
            Alias::Mailbox => self.add_emails(id, Some(value), noun),
        }
    }

    /// Whether this key, or without one this name, is that of a record that was merged into the one it finds.
    pub(in crate::book) fn is_alias(&self, noun: Noun, key: Option<&str>, name: Option<&str>) -> bool {
        let known = |word: String| self.aliases.contains(&(noun, word));
        match key {
            Some(key) => known(key.to_owned()) || short_key(key).is_some_and(|short| known(short.to_owned())),
            None => name.is_some_and(|name| known(fold(name))),
        }
    }

    fn index(&mut self, noun: Noun) -> &mut Index {
        self.kinds.entry(noun).or_default()
    }

    pub(in crate::book) fn add_member(&mut self, member: &Member) {
        let id = member.id.raw();
        self.index(Noun::Members).add(id, member.external_id.as_deref(), Some(&member.name));
        self.add_emails(id, member.email.as_deref(), Noun::Members);
    }

    pub(in crate::book) fn add_account(&mut self, account: &Account) {
        let id = account.id.raw();
        self.index(Noun::Accounts).add(id, account.external_id.as_deref(), Some(&account.name));
        self.index(Noun::Accounts).add_company(id, &account.name);
        if let Some(domain) = account.website.as_deref().and_then(domain_of) {
            push(self.domains.entry(domain).or_default(), id);
        }
    }

    pub(in crate::book) fn add_contact(&mut self, contact: &Contact) {
        let id = contact.id.raw();
        self.index(Noun::Contacts).add(id, contact.external_id.as_deref(), Some(&contact.name));
        push(self.by_account.entry((contact.account.raw(), fold(&contact.name))).or_default(), id);
        self.account_of.insert(id, contact.account.raw());
        self.add_emails(id, contact.email.as_deref(), Noun::Contacts);
    }

    pub(in crate::book) fn add_contract(&mut self, contract: &Contract) {
        self.index(Noun::Contracts).add(
            contract.id.raw(),
            contract.external_id.as_deref(),
            contract.product.as_deref(),
        );
    }

    pub(in crate::book) fn add_plan(&mut self, plan: &Plan) {
        self.index(Noun::Plans).add(plan.id.raw(), plan.external_id.as_deref(), None);
        self.account_of.insert(plan.id.raw(), plan.account.raw());
    }

    pub(in crate::book) fn add_commitment(&mut self, commitment: &Commitment) {
        self.index(Noun::Commitments).add(commitment.id.raw(), commitment.external_id.as_deref(), None);
    }

    pub(in crate::book) fn add_insight(&mut self, insight: &Insight) {
        self.index(Noun::Insights).add(insight.id.raw(), insight.external_id.as_deref(), Some(&insight.title));
    }

    /// The keys of all records of a kind, which only a file that points to them needs: there may be many.
    pub(in crate::book) fn add_keys<R: Record>(&mut self, edit: &Edit<'_>) -> Result<()> {
        let index = self.index(R::NOUN);
        edit.keys::<R>(|id, key| index.add(id, key, None))
    }

    /// Another name by which an account is known: the domain that a file gives beside its website.
    pub(in crate::book) fn add_domain(&mut self, account: Id<Account>, domain: &str) {
        if let Some(domain) = domain_of(domain) {
            push(self.domains.entry(domain).or_default(), account.raw());
        }
    }

    /// Emails of our team and of the account are kept apart by a mark before them.
    fn add_emails(&mut self, id: i64, emails: Option<&str>, noun: Noun) {
        for email in mailboxes(emails.unwrap_or_default()) {
            push(self.emails.entry(email_key(noun, &email)).or_default(), id);
        }
    }

    /// By key alone.
    pub(in crate::book) fn by_key(&self, noun: Noun, key: &str) -> Option<i64> {
        self.kinds.get(&noun).and_then(|index| index.by_key(key))
    }

    /// By key, then by name, then by email.
    pub(in crate::book) fn find(&self, noun: Noun, text: &str) -> Found {
        let by_name = self.kinds.get(&noun).map_or(Found::Nobody, |index| index.find(text));
        if by_name == Found::Nobody && noun == Noun::Accounts {
            return one_of(self.kinds.get(&noun).map(|index| index.by_company(text)).as_ref());
        }
        if by_name == Found::Nobody && text.contains('@') { self.by_email(noun, text) } else { by_name }
    }

    pub(in crate::book) fn by_email(&self, noun: Noun, text: &str) -> Found {
        one_of(self.emails.get(&email_key(noun, email_in(text))))
    }

    /// By name alone, where it is unique.
    pub(in crate::book) fn by_name(&self, noun: Noun, name: &str) -> Found {
        one_of(self.kinds.get(&noun).and_then(|index| index.names.get(&fold(name))))
    }

    pub(in crate::book) fn by_domain(&self, text: &str) -> Found {
        domain_of(text).map_or(Found::Nobody, |domain| one_of(self.domains.get(&domain)))
    }

    /// A contact by key, by name within the account, by email, or by a name that is unique in the book.
    pub(in crate::book) fn contact(&self, account: Option<i64>, text: &str) -> Found {
        if let Some(id) = self.by_key(Noun::Contacts, text) {
            return Found::One(id);
        }
        if let Some(account) = account {
            // Other programs write “Name (email)”.
            let name = text.split(" (").next().unwrap_or(text);
            let here = one_of(self.by_account.get(&(account, fold(name))));
            if here != Found::Nobody {
                return here;
            }
        }
        match (self.by_email(Noun::Contacts, text), account) {
            (Found::Several, Some(account)) => self.only_here(text, account),
            (Found::Nobody, None) => self.by_name(Noun::Contacts, text),
            (Found::One(id), Some(account)) if self.account_of(id) != Some(account) => Found::Nobody,
            (found, _) => found,
        }
    }

    /// All of this name: contacts within the account, others in the book; companies whatever their punctuation, unless the
    /// name is `exact`.
    pub(in crate::book) fn namesakes(&self, noun: Noun, account: Option<i64>, name: &str, exact: bool) -> Vec<i64> {
        let found = match (noun, account) {
            (Noun::Contacts, Some(account)) => self.by_account.get(&(account, fold(name))),
            (Noun::Contacts, None) => None,
            _ => self.kinds.get(&noun).and_then(|index| index.names.get(&fold(name))),
        };
        match found {
            None if noun == Noun::Accounts && !exact => {
                self.kinds.get(&noun).map(|index| index.by_company(name)).unwrap_or_default()
            }
            found => found.cloned().unwrap_or_default(),
        }
    }

    /// The account of a mailbox: by its domain, unless anybody can have a mailbox there.
    pub(in crate::book) fn by_mailbox(&self, text: &str) -> Found {
        company_domain(text).map_or(Found::Nobody, |domain| one_of(self.domains.get(&domain)))
    }

    /// The one contact of this account among those with the same email.
    fn only_here(&self, email: &str, account: i64) -> Found {
        let all = self.emails.get(&email_key(Noun::Contacts, email_in(email)));
        let here = all.into_iter().flatten().copied().filter(|id| self.account_of(*id) == Some(account));
        one_of(Some(&here.collect()))
    }

    /// The account that a contact or a plan belongs to.
    pub(in crate::book) fn account_of(&self, id: i64) -> Option<i64> {
        self.account_of.get(&id).copied()
    }
}

fn push(ids: &mut Vec<i64>, id: i64) {
    if !ids.contains(&id) {
        ids.push(id);
    }
}

fn email_key(noun: Noun, email: &str) -> String {
    format!("{}:{}", noun.word(), email.trim().to_lowercase())
}

/// The email of “Name (email)”.
fn email_in(text: &str) -> &str {
    let inner = text.rsplit_once('(').map_or(text, |(_, rest)| rest.trim_end_matches(')'));
    if inner.contains('@') { inner } else { text }
}

/// The sentence for what was not found, or found more than once.
pub(in crate::book) fn unknown(noun: Noun, text: &str, found: Found) -> Problem {
    let shown = fit(text, 60);
    let one = noun.one();
    match found {
        Found::Several => {
            Problem::input(format!("“{shown}” is the name of more than one {one}; give the external_id."))
        }
        _ => Problem::input(format!(
            "There is no {one} “{shown}” in the book; import {} first, or correct the name.",
            noun.word()
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mailboxes_are_read_from_how_others_write_them() {
        assert_eq!(email_in("Ana Ruiz (ana@x.org)"), "ana@x.org");
    }
}
