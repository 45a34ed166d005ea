//! Events that change the risk.

use super::account::Account;
use super::day::Day;
use super::id::Id;
use super::words::EventKind;
use serde::{Deserialize, Serialize};

/// Something that happened at or to an account.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Its id.
    pub id: Id<Event>,
    /// Its key in the file or program it came from.
    pub external_id: Option<String>,
    /// The account it belongs to.
    pub account: Id<Account>,
    /// The day.
    pub on: Day,
    /// What happened.
    pub kind: EventKind,
    /// More about it.
    pub detail: Option<String>,
    /// The day the book learned it; none: the fact's own day.
    pub known_on: Option<Day>,
}
