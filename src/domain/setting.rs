//! Settings: every default a rep may change, versioned and dated.

use super::day::Day;
use super::id::Id;
use serde::{Deserialize, Serialize};

/// One setting of the book, as of a day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Setting {
    /// Its id.
    pub id: Id<Setting>,
    /// Which: `stages`, `risk`, `cadence`, `currency` …
    pub key: String,
    /// Its value, as JSON.
    pub value: String,
    /// The day from which it holds.
    pub since: Day,
    /// The day the book learned it; none: the fact's own day.
    pub known_on: Option<Day>,
}
