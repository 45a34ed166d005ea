//! The field that names what helped to win or to keep a customer.

use super::draft::or_blank;
use super::field::{Field, Kind};
use crate::book::Book;
use crate::domain::problem::Result;

/// The field, with the page and every story that may be told to choose from.
pub(super) fn field(before: Option<&String>, book: &Book) -> Result<Field> {
    let kind = Kind::Choice { options: book.proofs()?, strict: false };
    let hint = "The story or page that helped to win or keep them; other words are fine";
    Ok(Field::new("proof", "Proof used", kind, or_blank(before)).hint(hint))
}
