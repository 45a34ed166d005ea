//! Issues and escalations.

use super::account::Account;
use super::day::Day;
use super::id::Id;
use serde::{Deserialize, Serialize};

/// A problem a customer reported.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Issue {
    /// Its id.
    pub id: Id<Issue>,
    /// Its key in the file or program it came from.
    pub external_id: Option<String>,
    /// The account it belongs to.
    pub account: Id<Account>,
    /// What it is.
    pub title: String,
    /// The day it was reported.
    pub opened_on: Day,
    /// The day it was settled.
    pub closed_on: Option<Day>,
    /// Whether it is above normal handling.
    pub escalation: bool,
    /// More about it.
    pub summary: Option<String>,
    /// The day the book learned it; none: the fact's own day.
    pub known_on: Option<Day>,
}
