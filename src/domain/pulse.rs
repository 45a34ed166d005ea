//! Pulses: dated 1–5 readings.

use super::account::Account;
use super::contact::Contact;
use super::day::Day;
use super::id::Id;
use super::problem::{Problem, Result};
use super::record::record;
use super::words::{PulseSource, Topic};

record! {
    /// How one contact feels about staying, on one day.
    Pulse: Pulses {
        account: Id<Account> = "Account" [needed natural];
        contact: Option<Id<Contact>> = "Who" [natural] hint "Blank: the account at large";
        score: u8 = "Score (1–5)" [needed natural];
        source: PulseSource = "Source";
        topics: Vec<Topic> = "Topics" hint "At most three, or a quote";
        quote: Option<String> = "Quote" [natural];
        on: Day = "When" [needed natural];
    }
    title |it| format!("{}/5", it.score);
    rules Self::fits;
}

impl Pulse {
    fn fits(&self) -> Result<()> {
        if self.topics.is_empty() && self.quote.as_deref().is_none_or(|quote| quote.trim().is_empty()) {
            return Err(Problem::field("topics", "A pulse needs a reason: give a topic or their words."));
        }
        if self.topics.len() > 3 {
            return Err(Problem::field("topics", "A pulse has at most three topics; leave the least out."));
        }
        Ok(())
    }

    /// Whether it asks for something: 3 or less.
    pub fn is_low(&self) -> bool {
        self.score <= 3
    }
}
