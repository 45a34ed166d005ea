//! Closed months: the figures of a month as they were when it was closed. Later facts do not change them; they are
//! corrections.

use super::check::{self, Check};
use super::day::Day;
use super::id::Id;
use super::problem::Result;
use serde::{Deserialize, Serialize};

/// A month that was closed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Month {
    /// Its id.
    pub id: Id<Month>,
    /// Its key in the file or program it came from.
    pub external_id: Option<String>,
    /// Its first day.
    pub month: Day,
    /// The day it was closed.
    pub closed_on: Day,
    /// Its figures, as JSON.
    pub figures: String,
    /// The day the book learned it; none: the fact's own day.
    pub known_on: Option<Day>,
}

impl Check for Month {
    fn check(&self) -> Result<()> {
        check::words("figures", &self.figures)?;
        check::order("closed_on", Some(self.month), Some(self.closed_on), ("its first day", "The day it was closed"))
    }
}
