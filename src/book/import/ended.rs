//! Contracts that ended, and what that says of their customers: that they left with the last one, or are back with the next.

use super::importer::{Importer, RowOf, RowOutcome};
use super::sheet::standing_of;
use crate::domain::churn::Churn;
use crate::domain::contract::Contract;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::problem::{Problem, Result};
use crate::domain::words::ContractOutcome;
use crate::exchange::standing::Standing;

impl Importer<'_, '_> {
    /// What follows from a contract of a file of others: since when they are customers, and that they left with the last of
    /// their contracts.
    pub(super) fn after_contract(&mut self, row: &RowOf<'_>, became: RowOutcome) -> Result<()> {
        let mut contract: Contract = self.edit.get(Id::new(became.id()))?;
        if let Some(start) = contract.start {
            self.customer_since(contract.account.raw(), start)?;
        }
        let today = self.edit.today();
        let said = self.day(row, "churned_on");
        let left = said.is_some() || standing_of(row).is_some_and(|(standing, _)| standing == Standing::Churned);
        if !left || contract.outcome.is_some() {
            return Ok(());
        }
        let on = said.or(contract.end.filter(|end| *end <= today)).unwrap_or(today);
        contract.outcome = Some(ContractOutcome::Churned);
        contract.outcome_on = Some(on);
        contract.end = contract.end.or(Some(on));
        self.edit.put(&contract)?;
        self.ended.insert(contract.account.raw());
        Ok(())
    }

    /// Whoever has no contract left that goes on has left, with the last one.
    pub(super) fn settle_ended(&mut self) -> Result<()> {
        for id in std::mem::take(&mut self.ended) {
            let lines: Vec<Contract> = self.edit.of_account(Id::new(id))?;
            let known: Vec<Churn> = self.edit.of_account(Id::new(id))?;
            let is_over = |line: &Contract| line.outcome == Some(ContractOutcome::Churned);
            if !lines.iter().all(is_over) || known.iter().any(|churn| churn.contract.is_none()) {
                continue;
            }
            let Some(last) = lines.iter().max_by_key(|line| line.outcome_on) else { continue };
            let customer = self.account(id)?;
            let churn = Churn {
                id: self.edit.mint()?,
                account: customer.id,
                on: last.outcome_on.or(last.end).ok_or_else(|| Problem::internal("A contract ended on no day."))?,
                reason: last.reason.clone(),
                value: last.value,
                currency: last.currency,
                ..Churn::default()
            };
            self.edit.put(&churn)?;
            self.made.churns += 1;
        }
        Ok(())
    }

    /// Whoever has a contract that began after they churned, and runs, is back since it began.
    pub(super) fn settle_returns(&mut self) -> Result<()> {
        let today = self.edit.today();
        for id in std::mem::take(&mut self.churned) {
            let lines: Vec<Contract> = self.edit.of_account(Id::new(id))?;
            let runs = |line: &&Contract| line.outcome.is_none() && line.end.is_none_or(|end| end >= today);
            let starts: Vec<Day> = lines.iter().filter(runs).filter_map(|line| line.start).collect();
            let churns: Vec<Churn> = self.edit.of_account(Id::new(id))?;
            for churn in churns.into_iter().filter(|churn| churn.contract.is_none() && churn.won_back_on.is_none()) {
                let back = starts.iter().copied().filter(|start| *start > churn.on && *start <= today).min();
                if back.is_some() {
                    self.edit.put(&Churn { won_back_on: back, ..churn })?;
                }
            }
        }
        Ok(())
    }
}
