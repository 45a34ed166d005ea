//! Communications: what the company tells.

use super::account::Account;
use super::check::{self, Check};
use super::contact::Contact;
use super::day::Day;
use super::id::Id;
use super::member::Member;
use super::problem::Result;
use super::words::{Channel, CommsTopic};
use serde::{Deserialize, Serialize};

/// A one-way message of the company.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Communication {
    /// Its id.
    pub id: Id<Communication>,
    /// Its key in the file or program it came from.
    pub external_id: Option<String>,
    /// To whom; none: to all.
    pub account: Option<Id<Account>>,
    /// The day.
    pub on: Day,
    /// What about.
    pub topic: Option<CommsTopic>,
    /// What it said.
    pub title: String,
    /// How.
    pub channel: Option<Channel>,
    /// Who is responsible.
    pub member: Option<Id<Member>>,
    /// Who heard it.
    pub contact: Option<Id<Contact>>,
    /// What they did not know.
    pub gap: Option<String>,
    /// The day the book learned it; none: the fact's own day.
    pub known_on: Option<Day>,
}

impl Check for Communication {
    fn check(&self) -> Result<()> {
        check::name("title", &self.title)?;
        check::text("gap", &self.gap)
    }

    fn learned(&mut self, today: Day) {
        if self.on > today {
            self.known_on = self.known_on.or(Some(today));
        }
    }
}
