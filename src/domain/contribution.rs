//! Contributions: who helped whom.

use super::account::Account;
use super::check::{self, Check};
use super::day::Day;
use super::id::Id;
use super::member::Member;
use super::problem::Result;
use super::words::ContributionKind;
use serde::{Deserialize, Serialize};

/// What one of ours did for a win or a save.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Contribution {
    /// Its id.
    pub id: Id<Contribution>,
    /// Its key in the file or program it came from.
    pub external_id: Option<String>,
    /// The account it belongs to.
    pub account: Id<Account>,
    /// Who.
    pub member: Id<Member>,
    /// What for.
    pub kind: ContributionKind,
    /// The day.
    pub on: Day,
    /// What they did.
    pub what: String,
    /// The day they were thanked.
    pub thanked_on: Option<Day>,
    /// The day the book learned it; none: the fact's own day.
    pub known_on: Option<Day>,
}

impl Check for Contribution {
    fn check(&self) -> Result<()> {
        check::words("what", &self.what)?;
        check::order("thanked_on", Some(self.on), self.thanked_on, ("the deed", "The thanks"))
    }
}
