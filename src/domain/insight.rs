//! Insights and whom they were shared with.

use super::account::Account;
use super::contact::Contact;
use super::day::Day;
use super::id::Id;
use super::member::Member;
use serde::{Deserialize, Serialize};

/// Non-sales information worth sharing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Insight {
    /// Its id.
    pub id: Id<Insight>,
    /// Its key in the file or program it came from.
    pub external_id: Option<String>,
    /// What it is.
    pub title: String,
    /// Where it is from.
    pub source: Option<String>,
    /// The day.
    pub on: Day,
    /// What it means for them.
    pub so_what: String,
    /// When it is stale.
    pub expires_on: Option<Day>,
    /// The day the book learned it; none: the fact's own day.
    pub known_on: Option<Day>,
}

/// An insight shared with an account.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Share {
    /// Its id.
    pub id: Id<Share>,
    /// Its key in the file or program it came from.
    pub external_id: Option<String>,
    /// What was shared.
    pub insight: Id<Insight>,
    /// The account it belongs to.
    pub account: Id<Account>,
    /// With whom.
    pub contact: Option<Id<Contact>>,
    /// By whom.
    pub member: Option<Id<Member>>,
    /// The day.
    pub on: Day,
    /// What they said.
    pub reaction: Option<String>,
    /// The day the book learned it; none: the fact's own day.
    pub known_on: Option<Day>,
}
