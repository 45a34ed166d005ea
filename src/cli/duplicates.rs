//! `duplicates`, `merge`.

use super::journal::told;
use super::out::{Exit, Out};
use crate::book::Book;
use crate::book::duplicates::{Duplicate, Side};
use crate::domain::id::Id;
use crate::domain::noun::Noun;
use crate::domain::problem::{Problem, Result};
use crate::domain::text::fit;
use clap::Args;
use serde_json::{Value, json};

/// What `duplicates` takes.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  mainstay duplicates                          accounts and contacts that may be one, and why
  mainstay duplicates --json | jq '.[] | select(.noun == \"accounts\")'
  mainstay duplicates --apart 0d1xvkq8h2k4m 0d1xvkq8h2k5n
  mainstay duplicates --contact --apart jane@a.example j.roe@a.example

A pair that is told apart is not shown again. An account is known by its id, its external id or its name.")]
pub(super) struct DuplicatesArgs {
    /// Say that these two are not the same.
    #[arg(long, num_args = 2, value_names = ["A", "B"])]
    apart: Vec<String>,
    /// Of contacts only: by id, external id, mailbox or whole name.
    #[arg(long)]
    contact: bool,
}

impl DuplicatesArgs {
    /// Whether it only lists.
    pub(super) fn lists(&self) -> bool {
        self.apart.is_empty()
    }
}

/// What `merge` takes.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  mainstay merge larkfield 0d1xvkq8h2k5n       the first one stays, everything of the second goes to it
  mainstay merge larkfield 0d1xvkq8h2k5n --dry-run
  mainstay merge --contact jane@a.example j.roe@a.example

“mainstay undo” takes a merge back. “mainstay duplicates” lists ids.")]
pub(super) struct MergeArgs {
    /// The one that stays: an id, an external id, a name.
    kept: String,
    /// The one that goes into it.
    merged: String,
    /// Merge two contacts: by id, external id, mailbox or whole name.
    #[arg(long)]
    contact: bool,
    /// Tell what would happen and change nothing.
    #[arg(long)]
    dry_run: bool,
}

pub(super) fn run(book: &mut Book, args: &DuplicatesArgs, out: &mut Out) -> Result<Exit> {
    if let [one, other] = args.apart.as_slice() {
        let outcome = if args.contact {
            let (one, other) = (book.contact_called(one)?.id, book.contact_called(other)?.id);
            book.keep_contacts_apart(one, other)?
        } else {
            let (one, other) = (account(book, one)?, account(book, other)?);
            book.keep_accounts_apart(one, other)?
        };
        told(out, "Noted", &outcome);
        return Ok(Exit::Done);
    }
    let mut all = book.duplicates()?;
    all.retain(|one| !args.contact || one.noun == Noun::Contacts);
    if out.json {
        out.value(&Value::Array(all.iter().map(|pair| as_json(book, pair)).collect()));
    } else {
        print(book, &all, out);
    }
    Ok(Exit::Done)
}

pub(super) fn merge(book: &mut Book, args: &MergeArgs, out: &mut Out) -> Result<Exit> {
    let outcome = if args.contact {
        let (kept, gone) = (book.contact_called(&args.kept)?.id, book.contact_called(&args.merged)?.id);
        book.merge_contacts(kept, gone, args.dry_run)?
    } else {
        let (kept, gone) = (account(book, &args.kept)?, account(book, &args.merged)?);
        book.merge_accounts(kept, gone, args.dry_run)?
    };
    if args.dry_run && !out.json {
        out.line(&format!("Would have {}. Nothing was changed.", outcome.summary));
    } else {
        told(out, "Done", &outcome);
    }
    Ok(Exit::Done)
}

/// The account that these words mean; two of one name are told apart by their ids.
fn account(book: &Book, words: &str) -> Result<Id<crate::domain::account::Account>> {
    let named = book.account_called(words);
    named.map(|account| account.id).map_err(|problem| match problem.kind {
        crate::domain::problem::ProblemKind::Ambiguous => {
            let sentence = format!("{} “mainstay duplicates” lists ids, which are never doubtful.", problem.sentence);
            Problem::new(problem.kind, sentence)
        }
        _ => problem,
    })
}

fn print(book: &Book, all: &[Duplicate], out: &mut Out) {
    if all.is_empty() {
        out.line("No account and no contact looks like another one.");
        return;
    }
    for noun in [Noun::Accounts, Noun::Contacts] {
        let some: Vec<&Duplicate> = all.iter().filter(|one| one.noun == noun).collect();
        if some.is_empty() {
            continue;
        }
        let many = if some.len() == 1 { "1 pair".to_owned() } else { format!("{} pairs", some.len()) };
        out.line(&format!("{many} of {} that may be one", noun.word()));
        for pair in some {
            out.line("");
            out.line(&pair.reason());
            out.line(&side(book, noun, &pair.kept));
            out.line(&side(book, noun, &pair.merged));
        }
        out.line("");
    }
    let flag = if all[0].noun == Noun::Contacts { " --contact" } else { "" };
    let ids = format!("{} {}", all[0].kept.code(), all[0].merged.code());
    out.line(&format!("One company or person: mainstay merge{flag} {ids}"));
    out.line(&format!("Two of them: mainstay duplicates{flag} --apart {ids}"));
}

fn side(book: &Book, noun: Noun, side: &Side) -> String {
    format!("  {}  {}  {}", side.code(), fit(&side.name, 60), book.held_words(noun, side))
}

fn as_json(book: &Book, pair: &Duplicate) -> Value {
    let side = |side: &Side| {
        let holds = &side.holds;
        json!({
            "id": side.code(), "external_id": side.external_id, "name": side.name, "contacts": holds.contacts,
            "contracts": holds.contracts, "touches": holds.touches,
            "value": holds.value.map(|value| book.money(value).major()), "currency": book.currency().code(),
        })
    };
    let why: Vec<String> = pair.why.iter().map(crate::domain::duplicate::Reason::words).collect();
    json!({"noun": pair.noun.word(), "why": why, "kept": side(&pair.kept), "merged": side(&pair.merged)})
}
