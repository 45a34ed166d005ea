//! Renewals: contract lines by decision date, and whether anybody has asked before it.

use super::{Book, Ranked};
use crate::domain::contract::Contract;
use crate::domain::day::Day;
use crate::domain::event::Event;
use crate::domain::plan::Plan;
use crate::domain::problem::Result;
use crate::domain::pulse::Pulse;
use crate::domain::words::EventKind;

/// Days ahead that are looked at where nobody says otherwise: the renewal window (domain §3).
pub const WITHIN: i32 = 120;

/// Days before and after a price rise within which it weighs on a decision (domain §5.1, X2).
const PRICE: (i32, i32) = (60, 90);

/// One contract line and what one must know before it is decided.
#[derive(Debug, Clone, PartialEq)]
pub struct Renewal {
    /// The line.
    pub contract: Contract,
    /// The day by which they decide: end minus notice.
    pub decision_on: Day,
    /// Their standing.
    pub standing: Ranked,
    /// Their key in the file or program they came from.
    pub external_id: Option<String>,
    /// The last pulse that somebody said.
    pub said: Option<Pulse>,
    /// Open issues, and how many of them are escalations.
    pub issues: (u64, u64),
    /// The plan that runs.
    pub plan: Option<Plan>,
    /// The price rise in whose window the decision is taken today.
    pub price: Option<Day>,
    /// The last quarter of the term has begun and nobody had asked before it.
    pub unasked: bool,
}

impl Book {
    /// Lines decided within `days` of today, before and after, and undecided ones of before; the soonest first.
    pub fn renewals(&mut self, days: i32) -> Result<Vec<Renewal>> {
        self.together(|book| {
            let today = book.today();
            let lines = book.store.lines_deciding(today.plus(-days), today.plus(days))?;
            let mut renewals = Vec::with_capacity(lines.len());
            for contract in lines {
                renewals.extend(book.renewal(contract)?);
            }
            Ok(renewals)
        })
    }

    fn renewal(&self, contract: Contract) -> Result<Option<Renewal>> {
        let today = self.today();
        let Some(decision_on) = contract.decision_on() else { return Ok(None) };
        let account = contract.account;
        let plans: Vec<Plan> = self.of_account(account)?;
        let events: Vec<Event> = self.of_account(account)?;
        let near = |event: &&Event| {
            event.kind == EventKind::PriceIncrease && (-PRICE.0..=PRICE.1).contains(&event.on.days_to(today))
        };
        Ok(Some(Renewal {
            decision_on,
            standing: self.standing(account)?,
            external_id: self.get(account)?.external_id,
            said: self.store.last_said(account)?,
            issues: self.store.open_issues(account, today)?,
            plan: plans.into_iter().rfind(|plan| plan.closed_on.is_none()),
            price: events.iter().filter(near).map(|event| event.on).max(),
            unasked: self.is_unasked(&contract, today)?,
            contract,
        }))
    }

    /// Whether the last quarter of a term has begun without a pulse before it.
    fn is_unasked(&self, contract: &Contract, today: Day) -> Result<bool> {
        let Some(last) = contract.last_quarter().filter(|last| contract.outcome.is_none() && *last <= today) else {
            return Ok(false);
        };
        let begin = contract.start.unwrap_or_else(|| last.plus(-365));
        Ok(!self.store.has_pulse(contract.account, begin, last)?)
    }
}
