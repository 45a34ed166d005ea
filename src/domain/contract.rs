//! Contracts: lines with a term, and their renewal.

use super::account::Account;
use super::day::Day;
use super::id::Id;
use super::member::Member;
use super::money::Currency;
use super::record::{order, record};
use super::words::ContractOutcome;

record! {
    /// One contract line with its term and how it ended.
    Contract: Contracts {
        account: Id<Account> = "Account" [needed natural];
        product: Option<String> = "Product" [natural];
        value: Option<i64> = "Annual value" hint "Such as 240k";
        currency: Currency = "Currency";
        start: Option<Day> = "Start" [natural];
        end: Option<Day> = "End" [natural];
        notice_days: Option<u32> as NOTICE = "Notice period (days)" hint "Notice is due this many days before the end";
        outcome: Option<ContractOutcome> = "Outcome" hint "Blank while it is undecided";
        outcome_on: Option<Day> = "Decided on";
        outcome_value: Option<i64> = "New annual value";
        reason: Option<String> = "Reason";
        owner: Option<Id<Member>> = "Owner" hint "Blank: the account lead";
        value_case: Option<String> as LINES = "Outcome for them" hint "What the customer gained, in their words";
        reference: Option<String> = "Reference used" from "proof";
    }
    title |it| it.product.clone().unwrap_or_else(|| "contract".to_owned());
    ahead |it| it.start;
    rules |it| order("end", it.start, it.end, ("the start", "The end"));
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

    /// The day by which they must decide: the end less the notice (METHOD §3). None without an end.
    pub fn decision_on(&self) -> Option<Day> {
        self.end.map(|end| notice_deadline(end, self.notice_days.unwrap_or(0)))
    }
}
