//! The decisions on contract lines.

use super::{Found, Story, cause};
use crate::domain::contract::Contract;
use crate::domain::day::{Day, headed};
use crate::domain::noun::Noun;
use crate::domain::words::ContractOutcome;

/// Days within which the decisions on several lines are one renewal.
const RENEWAL: i32 = 30;

/// The decisions on contract lines; lines that are decided within [`RENEWAL`] days are one renewal.
pub(super) fn decisions(story: &Story) -> Vec<Found> {
    let mut all = Vec::new();
    let mut dated: Vec<(Day, &Contract)> = Vec::new();
    for contract in &story.contracts {
        if let Some(decision) = contract.decision_on() {
            dated.push((decision, contract));
        } else {
            let causes = cause(Noun::Contracts, contract.external_id.as_ref(), contract.id.raw());
            let over = "the contract has no end any longer".to_owned();
            all.push(Found::new(Day::ZERO, causes, "").over(Some(over)));
        }
    }
    dated.sort_by_key(|(day, contract)| (*day, contract.id));
    let mut rest = dated.as_slice();
    while let Some((first, _)) = rest.first() {
        let count = rest.iter().take_while(|(day, _)| first.days_to(*day) <= RENEWAL).count();
        let (lines, others) = rest.split_at(count);
        all.push(renewal(*first, lines));
        rest = others;
    }
    all
}

fn renewal(on: Day, lines: &[(Day, &Contract)]) -> Found {
    let open = lines.iter().filter(|(_, line)| line.outcome.is_none());
    let mut decided = lines.iter().filter(|(_, line)| line.outcome.is_some());
    let causes = open.clone().chain(decided.clone());
    let causes =
        causes.flat_map(|(_, line)| cause(Noun::Contracts, line.external_id.as_ref(), line.id.raw())).collect();
    let over = match (open.clone().next(), decided.next_back()) {
        (None, Some((_, line))) => Some(format!(
            "the contract was {}{}",
            line.outcome.map_or("decided", ContractOutcome::word),
            line.outcome_on.map_or_else(String::new, |day| format!(" on {}", headed(day))),
        )),
        _ => None,
    };
    let on = open.map(|(day, _)| *day).next().unwrap_or(on);
    Found::new(on, causes, format!("they decide on {}", headed(on))).over(over)
}
