//! Contracts that ended, and what that says of their customers: that they left with the last one, or are back with the next.

use super::importer::{Importer, RowOf, RowOutcome};
use super::notes::{named, undated};
use super::sheet::standing_of;
use crate::domain::churn::Churn;
use crate::domain::contract::Contract;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::problem::{Problem, Result};
use crate::domain::text::counted;
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

    /// Whoever has a contract that began after they churned, and runs, is back since it began. Answers what is to be said of
    /// them, and of those whose contract runs though they churned.
    pub(super) fn settle_returns(&mut self) -> Result<Vec<String>> {
        let today = self.edit.today();
        let (mut back_again, mut contradicted) = (0, Vec::new());
        for id in std::mem::take(&mut self.churned) {
            let lines: Vec<Contract> = self.edit.of_account(Id::new(id))?;
            let runs = |line: &&Contract| line.outcome.is_none() && line.end.is_none_or(|end| end >= today);
            let starts: Vec<Day> = lines.iter().filter(runs).filter_map(|line| line.start).collect();
            let churns: Vec<Churn> = self.edit.of_account(Id::new(id))?;
            let (mut is_back, mut is_gone) = (false, false);
            for churn in churns.into_iter().filter(|churn| churn.contract.is_none() && churn.won_back_on.is_none()) {
                let back = starts.iter().copied().filter(|start| *start > churn.on && *start <= today).min();
                match back {
                    Some(_) => self.edit.put(&Churn { won_back_on: back, ..churn })?,
                    None => is_gone = true,
                }
                is_back |= back.is_some();
            }
            if is_gone && lines.iter().any(|line| runs(&line)) {
                contradicted.push(self.account(id)?.name);
            }
            back_again += u64::from(is_back && !is_gone);
        }
        let undated = undated(self.assumed_churns.len() as u64, today);
        Ok([undated, returned(back_again), contradiction(&contradicted)].into_iter().flatten().collect())
    }

    /// Takes out the loss that was assumed of an account for a word of state, now that the day of one is told.
    pub(super) fn told_of_loss(&mut self, account: i64) -> Result<()> {
        match self.assumed_churns.remove(&account) {
            Some(churn) => self.edit.remove(Id::<Churn>::new(churn)),
            None => Ok(()),
        }
    }
}

/// What is said of accounts that churned and bought again.
fn returned(accounts: u64) -> Option<String> {
    let many = counted(accounts, "account");
    (accounts > 0).then(|| format!("{many} churned, with a contract that began later and runs: counted as won back."))
}

/// What is said of accounts that churned by one row and have a contract that runs by another.
fn contradiction(names: &[String]) -> Option<String> {
    let many = counted(names.len() as u64, "account");
    (!names.is_empty()).then(|| {
        format!(
            "{many} churned, and a contract that began before runs on ({}): counted as churned. “mainstay came-back NAME” says otherwise.",
            named(names.iter())
        )
    })
}
