//! What a customer has and what they could have, line by line.

use super::contract::Contract;
use super::day::Day;
use super::opportunity::Opportunity;
use super::plan::Plan;
use super::succession::with_successors;
use super::words::{ContractOutcome, OpportunityState};

/// Where a line is written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// A contract line.
    Contract,
    /// An opportunity.
    Opportunity,
    /// The plan.
    Plan,
    /// So many other customers have it.
    Others(u64),
}

impl Source {
    /// Its word.
    pub fn word(self) -> String {
        match self {
            Source::Contract => "contract".to_owned(),
            Source::Opportunity => "opportunity".to_owned(),
            Source::Plan => "plan".to_owned(),
            Source::Others(1) => "1 other has it".to_owned(),
            Source::Others(count) => format!("{count} others have it"),
        }
    }
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it is called.
    pub what: String,
    /// Where it is written down.
    pub source: Source,
}

/// Lines sold and not sold; each is told once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lines {
    /// What they have: contract lines that run, and what the plan names besides.
    pub sold: Vec<Line>,
    /// What they could have: open opportunities, what the plan names besides, and what other customers have.
    pub unsold: Vec<Line>,
}

impl Lines {
    /// The lines on `today`; `products`: what customers have, and how many have it. What is sold is not unsold, whatever the
    /// plan says.
    pub fn new(
        contracts: &[Contract],
        opportunities: &[Opportunity],
        plan: Option<&Plan>,
        products: &[(String, u64)],
        today: Day,
    ) -> Self {
        let mut lines = Self::default();
        for (contract, next) in with_successors(contracts, today) {
            let replaced = next.and_then(|next| next.start).is_some_and(|start| start <= today);
            if replaced || !runs(contract, today) {
                continue;
            }
            let what = contract.product.clone().unwrap_or_else(|| "contract without a product".to_owned());
            add(&mut lines.sold, &[], &what, Source::Contract);
        }
        for what in plan.and_then(|plan| plan.products_owned.as_deref()).map(split).into_iter().flatten() {
            add(&mut lines.sold, &[], what, Source::Plan);
        }
        for opportunity in opportunities.iter().filter(|one| one.state == OpportunityState::Open) {
            add(&mut lines.unsold, &[], &opportunity.title, Source::Opportunity);
        }
        for what in plan.and_then(|plan| plan.whitespace.as_deref()).map(split).into_iter().flatten() {
            add(&mut lines.unsold, &lines.sold, what, Source::Plan);
        }
        for (what, count) in products {
            add(&mut lines.unsold, &lines.sold, what, Source::Others(*count));
        }
        lines
    }
}

/// Lines of a text: one a line, or separated by semicolons.
pub fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split(['\n', ';']).map(str::trim).filter(|line| !line.is_empty())
}

fn runs(contract: &Contract, today: Day) -> bool {
    let begun = contract.start.is_none_or(|start| start <= today);
    let ended = contract.end.is_some_and(|end| end < today) && contract.outcome.is_some();
    let lost = contract.outcome == Some(ContractOutcome::Churned)
        && contract.end.or(contract.outcome_on).is_some_and(|end| end < today);
    begun && !ended && !lost
}

fn add(to: &mut Vec<Line>, but: &[Line], what: &str, source: Source) {
    let same = |line: &Line| line.what.to_lowercase() == what.to_lowercase();
    if !to.iter().any(same) && !but.iter().any(same) {
        to.push(Line { what: what.to_owned(), source });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::Id;
    use crate::domain::money::Currency;
    use crate::domain::words::PlanKind;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn contract(product: &str, end: &str, outcome: Option<ContractOutcome>) -> Contract {
        Contract {
            id: Id::new(1),
            account: Id::new(1),
            product: Some(product.to_owned()),
            currency: Currency::EUR,
            start: Some(day("2024-01-01")),
            end: Some(day(end)),
            outcome,
            ..Contract::default()
        }
    }

    #[test]
    fn lines_are_sold_or_not_and_told_once() {
        let contracts = [
            contract("Platform", "2027-01-01", None),
            contract("Old kit", "2025-01-01", Some(ContractOutcome::Churned)),
            contract("platform", "2025-12-31", Some(ContractOutcome::Renewed)),
            contract("Late decision", "2026-11-01", None),
        ];
        let open = Opportunity {
            id: Id::new(1),
            account: Id::new(1),
            title: "Analytics".into(),
            currency: Currency::EUR,
            state: OpportunityState::Open,
            ..Opportunity::default()
        };
        let won = Opportunity { title: "Support".into(), state: OpportunityState::Won, ..open.clone() };
        let plan = Plan {
            id: Id::new(1),
            account: Id::new(1),
            kind: PlanKind::Internal,
            formality: crate::domain::words::Formality::default(),
            started_on: day("2026-01-01"),
            products_owned: Some("Platform; Training".into()),
            whitespace: Some("analytics\n training \n\nField kit".into()),
            ..Plan::default()
        };
        let products = [("Platform".to_owned(), 9), ("Analytics".to_owned(), 4), ("Care".to_owned(), 2)];
        let lines = Lines::new(&contracts, &[open, won], Some(&plan), &products, day("2026-11-22"));
        let told = |lines: &[Line]| {
            lines.iter().map(|line| format!("{} ({})", line.what, line.source.word())).collect::<Vec<_>>()
        };
        assert_eq!(told(&lines.sold), ["Platform (contract)", "Late decision (contract)", "Training (plan)"]);
        assert_eq!(told(&lines.unsold), ["Analytics (opportunity)", "Field kit (plan)", "Care (2 others have it)"]);
        assert_eq!(Lines::new(&[], &[], None, &[], day("2026-11-22")), Lines::default());
    }
}
