//! `forget`.

use super::out::{Exit, Out};
use crate::book::Book;
use crate::book::forget::Person;
use crate::domain::problem::Result;
use crate::domain::text::grouped;
use serde_json::json;

/// Forgets a person, or says what that would do.
pub(super) fn run(book: &mut Book, name: &str, at: Option<&str>, yes: bool, out: &mut Out) -> Result<Exit> {
    let person = book.person(name, at)?;
    if !yes {
        let who = match person {
            Person::Contact(id) => format!("{name}, a contact of {}", book.account_of_contact(id)?),
            Person::Member(_) => format!("{name}, one of the team"),
            Person::Removed => format!("{name}, whom only the history still knows"),
        };
        out.line(&format!(
            "{who}: name, addresses, quotes and notes would be taken out of records, history and file; dates and counts stay."
        ));
        out.line("It cannot be undone. Say it again with --yes to do it.");
        return Ok(Exit::Failed);
    }
    let done = book.forget_person(person, name)?;
    let copies = book.copies_with(name);
    if out.json {
        let copies: Vec<_> = copies.iter().map(|copy| copy.to_string_lossy()).collect();
        out.value(&json!({"fields": done.fields, "history": done.history, "copies": copies}));
        return Ok(Exit::Done);
    }
    let (fields, history) = (grouped(&done.fields.to_string()), grouped(&done.history.to_string()));
    out.line(&format!("Forgotten: {fields} fields of records and {history} places of the history were changed."));
    if !copies.is_empty() {
        out.line("These copies of the book still hold the name; remove them when you no longer need them:");
        for copy in &copies {
            out.line(&format!("  {}", copy.display()));
        }
    }
    out.line("Exports and copies elsewhere are not known here; look after those yourself.");
    Ok(Exit::Done)
}
