//! Deferrals: lines of Today that were put off.

use super::account::Account;
use super::day::Day;
use super::id::Id;
use super::words::LineKind;
use serde::{Deserialize, Serialize};

/// A line of Today put off or dropped that has no record of its own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Deferral {
    /// Its id.
    pub id: Id<Deferral>,
    /// The account it belongs to.
    pub account: Id<Account>,
    /// Which kind of line.
    pub line: LineKind,
    /// The day it was put off.
    pub on: Day,
    /// The day it comes back.
    pub until: Day,
    /// Whether it was dropped for this round.
    pub dropped: bool,
    /// Why.
    pub reason: Option<String>,
    /// The day the book learned it; none: the fact's own day.
    pub known_on: Option<Day>,
}
