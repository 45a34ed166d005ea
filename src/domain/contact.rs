//! Contacts: the people at an account.

use super::account::Account;
use super::day::Day;
use super::id::Id;
use super::role::TheirRole;
use serde::{Deserialize, Serialize};

/// A person at an account.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Contact {
    /// Its id.
    pub id: Id<Contact>,
    /// Its key in the file or program it came from.
    pub external_id: Option<String>,
    /// The account it belongs to.
    pub account: Id<Account>,
    /// Their name.
    pub name: String,
    /// Their title.
    pub title: Option<String>,
    /// Their part of the organisation.
    pub function: Option<String>,
    /// Their role in staying or leaving.
    pub seat: Option<TheirRole>,
    /// Their email.
    pub email: Option<String>,
    /// Their telephone.
    pub phone: Option<String>,
    /// Their last day; they are there on it, and gone from the next one on.
    pub left_on: Option<Day>,
    /// The day the book learned it; none: the fact's own day.
    pub known_on: Option<Day>,
}

impl Contact {
    /// Whether they are still there on `day`; the last day is one of theirs, as with assignments and members.
    pub fn is_here(&self, day: Day) -> bool {
        self.left_on.is_none_or(|left| left >= day)
    }
}
