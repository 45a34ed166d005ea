//! Pulses: dated 1–5 readings.

use super::account::Account;
use super::contact::Contact;
use super::day::Day;
use super::id::Id;
use super::words::{PulseSource, Topic};
use serde::{Deserialize, Serialize};

/// How one contact feels about staying, on one day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Pulse {
    /// Its id.
    pub id: Id<Pulse>,
    /// Its key in the file or program it came from.
    pub external_id: Option<String>,
    /// The account it belongs to.
    pub account: Id<Account>,
    /// Whose pulse; none: of the account at large.
    pub contact: Option<Id<Contact>>,
    /// The day.
    pub on: Day,
    /// 1 leaving, 2 unhappy, 3 lukewarm, 4 content, 5 would recommend.
    pub score: u8,
    /// Where it comes from.
    pub source: PulseSource,
    /// What it is about.
    pub topics: Vec<Topic>,
    /// Their words.
    pub quote: Option<String>,
    /// The day the book learned it; none: the fact's own day.
    pub known_on: Option<Day>,
}

impl Pulse {
    /// Whether it asks for something: 3 or less.
    pub fn is_low(&self) -> bool {
        self.score <= 3
    }
}
