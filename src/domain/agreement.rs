//! Agreements: who stands behind an action of the charter, in their words.

use super::check::{self, Check};
use super::commitment::Commitment;
use super::day::Day;
use super::id::Id;
use super::problem::Result;
use serde::{Deserialize, Serialize};

/// That somebody agreed to an action of the charter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Agreement {
    /// Its id.
    pub id: Id<Agreement>,
    /// Its key in the file or program it came from.
    pub external_id: Option<String>,
    /// The action.
    pub commitment: Id<Commitment>,
    /// Who agreed.
    pub who: String,
    /// The day.
    pub on: Day,
    /// In their words.
    pub words: Option<String>,
    /// The day the book learned it; none: the fact's own day.
    pub known_on: Option<Day>,
}

impl Check for Agreement {
    fn check(&self) -> Result<()> {
        check::name("who", &self.who)?;
        check::text("words", &self.words)
    }
}
