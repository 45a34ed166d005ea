//! What is known after an import, what is not, and which file or command gives it.

use super::out::Out;
use crate::book::Book;
use crate::domain::problem::Result;
use crate::domain::text::{left, right};

/// Prints what the accounts lack, what the list of risk is worth with it, and asks who you are.
pub(super) fn print(book: &Book, out: &mut Out) -> Result<()> {
    let facts = book.what_is_known()?;
    if !facts.is_empty() {
        out.line("Known of the accounts:");
    }
    for fact in facts {
        let gives = match (fact.is_whole(), fact.file) {
            (true, _) => String::new(),
            (false, "") => fact.command.to_owned(),
            (false, file) => format!("{file}, or {}", fact.command),
        };
        out.line(format!("  {} {}   {gives}", left(fact.what, 14), right(&fact.count(), 16)).trim_end());
    }
    book.list_worth()?.iter().for_each(|worth| out.line(worth));
    Ok(())
}
