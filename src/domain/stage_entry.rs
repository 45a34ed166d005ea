//! Stage history: when an account came and went.

use super::account::Account;
use super::day::Day;
use super::id::Id;
use serde::{Deserialize, Serialize};

/// A stay of an account in one stage.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StageEntry {
    /// Its id.
    pub id: Id<StageEntry>,
    /// Its key in the file or program it came from.
    pub external_id: Option<String>,
    /// The account it belongs to.
    pub account: Id<Account>,
    /// The key of the stage.
    pub stage: String,
    /// The first day.
    pub entered_on: Day,
    /// The day it moved on; none: still there.
    pub left_on: Option<Day>,
    /// The day the book learned it; none: the fact's own day.
    pub known_on: Option<Day>,
}
