//! The forms of the checklist: one item as an account got it, and the items of the book.

use super::Form;
use super::draft::{Draft, Names, day_text};
use super::field::{Field, Kind as FieldKind};
use crate::book::{Book, Outcome};
use crate::domain::account::Account;
use crate::domain::checklist::{Checklist, ChecklistItem, ChecklistLine};
use crate::domain::id::Id;
use crate::domain::problem::{Problem, Result};
use crate::domain::text::{counted, fit};

/// An item in the checklist of an account, as it is.
pub(crate) fn form(account: Id<Account>, item: &str, names: &Names, book: &Book) -> Result<Form> {
    let line = line(account, item, book)?;
    let (given, confirmed) = line.record.as_ref().map_or((None, None), |one| (one.given_on, one.confirmed_on));
    let by = names.theirs(line.record.as_ref().and_then(|one| one.confirmed_by));
    Ok(of(&line, names, [day_text(given), day_text(confirmed), by]))
}

/// The same with what comes next in its life filled in, so that Enter ticks it: first that it was given, then that they
/// confirmed it.
pub(crate) fn ticked(account: Id<Account>, item: &str, names: &Names, book: &Book) -> Result<Form> {
    let line = line(account, item, book)?;
    let (given, confirmed) = line.record.as_ref().map_or((None, None), |one| (one.given_on, one.confirmed_on));
    let only = if let [name] = names.their_names().as_slice() { name.clone() } else { String::new() };
    match (given, confirmed) {
        (None, _) => Ok(of(&line, names, ["today".to_owned(), String::new(), String::new()])),
        (Some(_), None) => Ok(of(&line, names, [day_text(given), "today".to_owned(), only])),
        (Some(_), Some(_)) => form(account, item, names, book),
    }
}

fn of(line: &ChecklistLine, names: &Names, [given, confirmed, by]: [String; 3]) -> Form {
    Form::new(
        format!("{}: {}", names.account, line.item),
        vec![
            Field::new("given_on", "Given", FieldKind::Day, given).hint("Blank: not given yet"),
            Field::new("confirmed_on", "Confirmed on", FieldKind::Day, confirmed).hint("Blank: not confirmed yet"),
            Field::choice("confirmed_by", "Confirmed by", names.their_names(), by),
        ],
    )
}

/// Keeps what the form of an item says.
pub(crate) fn keep(account: Id<Account>, item: &str, draft: &Draft<'_>, book: &mut Book) -> Result<Outcome> {
    let line = line(account, item, book)?;
    let before = line.record;
    if before.is_none() && draft.words("given_on").is_empty() && draft.words("confirmed_on").is_empty() {
        return Err(Problem::field("given_on", "Say on which day they were given it."));
    }
    let made = ChecklistItem {
        id: before.as_ref().map_or(Id::NEW, |one| one.id),
        external_id: before.as_ref().and_then(|one| one.external_id.clone()),
        account,
        item: line.item,
        given_on: draft.day("given_on")?,
        confirmed_on: draft.day("confirmed_on")?,
        confirmed_by: draft.contact("confirmed_by")?,
        known_on: before.map_or(Some(draft.today), |one| one.known_on),
    };
    Ok(book.keep(made)?.1)
}

/// Takes back that an account was given an item.
pub(crate) fn remove(account: Id<Account>, item: &str, book: &mut Book) -> Result<Outcome> {
    let line = line(account, item, book)?;
    let none = || Problem::not_found(format!("“{}” was not given; there is nothing to take back.", line.item));
    let record = line.record.as_ref().ok_or_else(none)?;
    book.remove(record.id)
}

fn line(account: Id<Account>, item: &str, book: &Book) -> Result<ChecklistLine> {
    let gone = || Problem::not_found(format!("“{}” is no longer on the checklist; look again.", fit(item, 40)));
    book.checklist_of(account)?.into_iter().find(|line| line.item == item).ok_or_else(gone)
}

/// The items of the book, one on each line.
pub(crate) fn list_form(book: &Book) -> Form {
    let field = Field::new("items", "Items", FieldKind::Lines, book.checklist().list.join("\n"))
        .hint("One item a line: what every new customer gets");
    Form::new("Onboarding checklist", vec![field])
}

/// Keeps the items that the form says.
pub(crate) fn keep_list(draft: &Draft<'_>, book: &mut Book) -> Result<Outcome> {
    let words = draft.words("items");
    let list = words.split(['\n', ';']).map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
    let checklist = Checklist { list };
    book.change(&checklist, &counted(checklist.list.len() as u64, "item"))
}
