//! Stories: what a customer went through with us, told to prospects where they consent.

use super::account::Account;
use super::contact::Contact;
use super::day::Day;
use super::id::Id;
use super::problem::Result;
use super::record::{order, record};
use super::vocabulary::words;

words! {
    /// What prospects fear, and stories answer (METHOD §7).
    Objection, "objection" {
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

record! {
    /// An experience of a customer that may be told.
    Reference: References {
        account: Id<Account> = "Account" [needed natural];
        words: String = "Quote" [needed natural];
        contact: Option<Id<Contact>> = "Who said it";
        objection: Option<Objection> = "Answers the objection" from "fear" hint "What a prospect may fear, and this answers";
        consent_on: Option<Day> = "Consent" hint "The day of consent to be quoted; blank: not quoted";
        named: bool = "By name" hint "Whether consent includes the name";
        on: Day = "When" [needed natural];
    }
    title |it| crate::domain::text::fit(&it.words, 60);
    rules |it| order("consent_on", Some(it.on), it.consent_on, ("the reference", "The consent"));
}

impl Reference {
    /// Whether it may be told on `day`: a consent that lies ahead is none yet.
    pub fn may_be_told(&self, day: Day) -> bool {
        self.consent_on.is_some_and(|on| on <= day)
    }
}
