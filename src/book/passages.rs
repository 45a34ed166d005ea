//! Find looks through what was written as well: notes, quotes, summaries of touches, custom fields.

use super::Book;
use super::cache::{Query, Reads};
use crate::domain::noun::Noun;
use crate::domain::problem::Result;
use crate::domain::text::fold;
pub use crate::store::passages::Passages;

/// Fewer letters stand everywhere.
const FEWEST: usize = 3;

/// More than anybody reads.
const MOST: usize = 40;

/// Letters looked for in what was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written(String);

impl Written {
    /// The query for what was typed; none: it is too short.
    pub fn of(typed: &str) -> Option<Self> {
        let letters = fold(typed);
        (letters.chars().count() >= FEWEST).then_some(Self(letters))
    }
}

impl Query for Written {
    type Answer = Passages;
    const READS: Reads = &[&[Noun::Accounts, Noun::Touches, Noun::Pulses, Noun::Events, Noun::CustomFields]];

    fn run(&self, book: &Book) -> Result<Passages> {
        book.store.passages(&self.0, MOST)
    }
}
