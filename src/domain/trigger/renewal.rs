//! The decisions on contract lines.

use super::{AccountFacts, Found, cause};
use crate::domain::contract::Contract;
use crate::domain::day::{Day, headed};
use crate::domain::noun::Noun;
use crate::domain::succession::with_successors;
use crate::domain::words::ContractOutcome;

/// Days within which the decisions on several lines are one renewal.
const RENEWAL: i32 = 30;

/// A line by the day of its decision; `next`: of an undecided one, the line that took its place.
#[derive(Clone, Copy)]
struct Dated<'a> {
    on: Day,
    line: &'a Contract,
    next: Option<&'a Contract>,
}

impl Dated<'_> {
    fn is_open(&self) -> bool {
        self.line.outcome.is_none() && self.next.is_none()
    }
}

/// A day by which everything recorded is known.
const ALL: Day = Day::LAST;

/// The decisions on contract lines; lines that are decided within [`RENEWAL`] days are one renewal.
pub(super) fn decisions(story: &AccountFacts) -> Vec<Found> {
    let mut all = Vec::new();
    let mut dated: Vec<Dated<'_>> = Vec::new();
    for (contract, next) in with_successors(&story.contracts, ALL) {
        if let Some(on) = contract.decision_on() {
            dated.push(Dated { on, line: contract, next: next.filter(|_| contract.outcome.is_none()) });
        } else {
            let causes = cause(Noun::Contracts, contract.external_id.as_ref(), contract.id.raw());
            let over = "the contract has no end any longer".to_owned();
            all.push(Found::new(Day::ZERO, causes, "").over(Some(over)));
        }
    }
    dated.sort_by_key(|one| (one.on, one.line.id));
    let mut rest = dated.as_slice();
    while let Some(first) = rest.first() {
        let count = rest.iter().take_while(|one| first.on.days_to(one.on) <= RENEWAL).count();
        let (lines, others) = rest.split_at(count);
        all.push(renewal(first.on, lines));
        rest = others;
    }
    all
}

fn renewal(on: Day, lines: &[Dated<'_>]) -> Found {
    let open = lines.iter().filter(|one| one.is_open());
    let mut decided = lines.iter().filter(|one| !one.is_open());
    let causes = open.clone().chain(decided.clone());
    let causes =
        causes.flat_map(|one| cause(Noun::Contracts, one.line.external_id.as_ref(), one.line.id.raw())).collect();
    let over = match (open.clone().next(), decided.next_back()) {
        (None, Some(Dated { next: Some(next), .. })) => Some(format!(
            "a later contract took its place{}",
            next.start.map_or_else(String::new, |day| format!(" on {}", headed(day))),
        )),
        (None, Some(Dated { line, .. })) => Some(format!(
            "the outcome of the contract was {}{}",
            line.outcome.map_or("decided", ContractOutcome::word),
            line.outcome_on.map_or_else(String::new, |day| format!(" on {}", headed(day))),
        )),
        _ => None,
    };
    let on = open.map(|one| one.on).next().unwrap_or(on);
    Found::new(on, causes, format!("notice deadline {}", headed(on))).over(over)
}
