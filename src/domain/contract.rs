//! Contracts: lines with a term, and their renewal.

use super::account::Account;
use super::day::Day;
use super::id::Id;
use super::member::Member;
use super::money::Currency;
use super::words::ContractOutcome;
use serde::{Deserialize, Serialize};

/// One contract line with its term and how it ended.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Contract {
    /// Its id.
    pub id: Id<Contract>,
    /// Its key in the file or program it came from.
    pub external_id: Option<String>,
    /// The account it belongs to.
    pub account: Id<Account>,
    /// What was sold.
    pub product: Option<String>,
    /// A year of it, in minor units of `currency`.
    pub value: Option<i64>,
    /// The currency of the values.
    pub currency: Currency,
    /// Its first day.
    pub start: Option<Day>,
    /// Its last day.
    pub end: Option<Day>,
    /// Days before the end by which it must be decided.
    pub notice_days: Option<u32>,
    /// How it ended; none: undecided.
    pub outcome: Option<ContractOutcome>,
    /// The day of the outcome.
    pub outcome_on: Option<Day>,
    /// A year of what followed, in minor units.
    pub outcome_value: Option<i64>,
    /// Why.
    pub reason: Option<String>,
    /// Who of ours answers for it; none: who leads the account.
    pub owner: Option<Id<Member>>,
    /// What they gained from it, in their words.
    pub value_case: Option<String>,
    /// The story or page that helped to keep them; none: nobody named one.
    pub proof: Option<String>,
    /// The day the book learned it; none: the fact's own day.
    pub known_on: Option<Day>,
}

/// The most days of notice that are believed, so that nonsense in a file leads to no nonsense in dates.
const LONGEST_NOTICE: u32 = 10_000;

/// The day by which a line that ends on `end` must be decided: the end less the notice. SQL has the same rule in
/// `store::renewals`.
pub fn notice_deadline(end: Day, notice_days: u32) -> Day {
    end.plus(-(notice_days.min(LONGEST_NOTICE) as i32))
}

impl Contract {
    /// The first day of the last quarter of its term; without a start the term is a year. None without an end.
    pub fn last_quarter(&self) -> Option<Day> {
        let end = self.end?;
        let term = self.start.map_or(365, |start| start.days_to(end)).max(0);
        Some(end.plus(-(term / 4)))
    }

    /// The day by which they must decide: the end less the notice (domain §3). None without an end.
    pub fn decision_on(&self) -> Option<Day> {
        self.end.map(|end| notice_deadline(end, self.notice_days.unwrap_or(0)))
    }
}
