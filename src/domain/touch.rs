//! Touches: what happened between people.

use super::account::Account;
use super::contact::Contact;
use super::day::Day;
use super::id::Id;
use super::member::Member;
use super::words::{Channel, ValueTag};
use serde::{Deserialize, Serialize};

/// A contact between our people and theirs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Touch {
    /// Its id.
    pub id: Id<Touch>,
    /// Its key in the file or program it came from.
    pub external_id: Option<String>,
    /// The account it belongs to.
    pub account: Id<Account>,
    /// The day.
    pub on: Day,
    /// How.
    pub channel: Channel,
    /// Ours who took part.
    pub members: Vec<Id<Member>>,
    /// Theirs who took part.
    pub contacts: Vec<Id<Contact>>,
    /// Whether one of theirs took part or replied.
    pub two_way: bool,
    /// What it gave them.
    pub value_tag: Option<ValueTag>,
    /// Minutes of preparation.
    pub prep_minutes: Option<u32>,
    /// Minutes together.
    pub contact_minutes: Option<u32>,
    /// Minutes afterwards.
    pub followup_minutes: Option<u32>,
    /// What was said.
    pub summary: Option<String>,
    /// The day the book learned it; none: the fact's own day.
    pub known_on: Option<Day>,
}
