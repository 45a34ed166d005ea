//! Stories: what a customer went through with us, told to prospects where they consent.

use super::account::Account;
use super::check::{self, Check};
use super::contact::Contact;
use super::day::Day;
use super::id::Id;
use super::problem::Result;
use super::words::words;
use serde::{Deserialize, Serialize};

words! {
    /// What prospects fear, and stories answer (domain §7).
    Fear, "fear" {
        /// Will I be abandoned?
        Abandoned = "abandoned",
        /// Whom do I call?
        WhomToCall = "whom to call",
        /// What if my rep leaves?
        RepLeaves = "my rep leaves",
        /// Will the price jump?
        PriceJumps = "price jumps",
        /// Will it work?
        WillItWork = "will it work",
    }
}

/// An experience of a customer that may be told.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Story {
    /// Its id.
    pub id: Id<Story>,
    /// Its key in the file or program it came from.
    pub external_id: Option<String>,
    /// The account it belongs to.
    pub account: Id<Account>,
    /// Who of theirs tells it.
    pub contact: Option<Id<Contact>>,
    /// The day.
    pub on: Day,
    /// The fear of a prospect that it answers.
    pub fear: Option<Fear>,
    /// Their words.
    pub words: String,
    /// The day they consented; none: it may not be told.
    pub consent_on: Option<Day>,
    /// Whether they consented to be named.
    pub named: bool,
    /// The day the book learned it; none: the fact's own day.
    pub known_on: Option<Day>,
}

impl Story {
    /// Whether it may be told on `day`: a consent that lies ahead is none yet.
    pub fn may_be_told(&self, day: Day) -> bool {
        self.consent_on.is_some_and(|on| on <= day)
    }
}

impl Check for Story {
    fn check(&self) -> Result<()> {
        check::words("words", &self.words)?;
        check::order("consent_on", Some(self.on), self.consent_on, ("the story", "The consent"))
    }
}
