//! Watches: who keeps an eye on an account, and who does when they cannot.

use super::account::Account;
use super::check::{self, Check};
use super::day::Day;
use super::id::Id;
use super::member::Member;
use super::problem::{Problem, Result};
use serde::{Deserialize, Serialize};

/// That one of ours keeps an eye on an account.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Watch {
    /// Its id.
    pub id: Id<Watch>,
    /// Its key in the file or program it came from.
    pub external_id: Option<String>,
    /// The account it belongs to.
    pub account: Id<Account>,
    /// Who watches.
    pub member: Id<Member>,
    /// Who does when they cannot.
    pub cover: Option<Id<Member>>,
    /// From which day.
    pub since: Day,
    /// Until which day; none: still.
    pub until: Option<Day>,
    /// The day the book learned it; none: the fact's own day.
    pub known_on: Option<Day>,
}

impl Watch {
    /// Whether `day` lies between its first and its last day, both included.
    pub fn is_held(&self, day: Day) -> bool {
        self.since <= day && self.until.is_none_or(|until| until >= day)
    }
}

impl Check for Watch {
    fn check(&self) -> Result<()> {
        if self.cover == Some(self.member) {
            return Err(Problem::field("cover", "The cover is somebody else; name another one, or nobody."));
        }
        check::order("until", Some(self.since), self.until, ("the beginning", "The end"))
    }
}
