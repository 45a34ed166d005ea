//! A figure as JSON has it.

use crate::book::Book;
use crate::domain::metrics::figures::Figure;
use serde_json::{Value, json};

/// The number of a figure: money in major units.
pub(super) fn number(book: &Book, figure: Figure) -> Value {
    match figure {
        Figure::Count(count) => count.into(),
        Figure::Money(minor) => book.money(minor).major().into(),
        Figure::Share { .. } => json!(figure.number()),
    }
}
