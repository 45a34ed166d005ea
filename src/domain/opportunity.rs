//! Opportunities: the radar.

use super::account::Account;
use super::check::{self, Check};
use super::day::Day;
use super::id::Id;
use super::member::Member;
use super::money::Currency;
use super::problem::Result;
use super::words::DealState;
use serde::{Deserialize, Serialize};

/// Something more they might buy.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Opportunity {
    /// Its id.
    pub id: Id<Opportunity>,
    /// Its key in the file or program it came from.
    pub external_id: Option<String>,
    /// The account it belongs to.
    pub account: Id<Account>,
    /// What.
    pub title: String,
    /// A year of it in minor units of `currency`.
    pub value: Option<i64>,
    /// The currency of `value`.
    pub currency: Currency,
    /// Who pursues it.
    pub owner: Option<Id<Member>>,
    /// How far it has come.
    pub state: DealState,
    /// When it may close.
    pub expected_on: Option<Day>,
    /// When it closed.
    pub closed_on: Option<Day>,
    /// Why.
    pub reason: Option<String>,
    /// The story or the page that helped to win it, in words.
    pub proof: Option<String>,
    /// The day the book learned it; none: the fact's own day.
    pub known_on: Option<Day>,
}

impl Check for Opportunity {
    fn check(&self) -> Result<()> {
        check::name("title", &self.title)?;
        check::amount("value", self.value)?;
        check::text("reason", &self.reason)?;
        check::text("proof", &self.proof)
    }
}
