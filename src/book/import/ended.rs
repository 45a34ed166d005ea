//! Contracts that ended, and what that says of their customers: that they left with the last one, or are back with the next.

use super::importer::{Importer, RowOf, RowOutcome};
use super::notes::{named, undated};
use super::sheet::standing_of;
use super::unsettled::Parting;
use crate::book::moves::last_parting;
use crate::domain::churn::Churn;
use crate::domain::contract::Contract;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::noun::Noun;
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
        self.parting.ended.insert(contract.account.raw(), Some(on));
        Ok(())
    }

    /// Remembers the account of a contract of which the row says that it was lost, and of a new one, in a book in which
    /// somebody churned: they may be back.
    pub(super) fn after_outcome(&mut self, row: &RowOf<'_>, became: RowOutcome) -> Result<()> {
        let is_told = row.file.preview.is_own() && row.file.brings(Noun::Churns);
        if matches!(became, RowOutcome::Created(_)) && !is_told && !self.known::<Churn>()?.was_empty {
            let contract: Contract = self.edit.get(Id::new(became.id()))?;
            self.churned.insert(contract.account.raw());
        }
        if row.cells.word(row.file.preview.field("outcome")).is_none() {
            return Ok(());
        }
        let contract: Contract = self.edit.get(Id::new(became.id()))?;
        if contract.outcome == Some(ContractOutcome::Churned) {
            self.parting.ended.entry(contract.account.raw()).or_default();
        }
        Ok(())
    }

    /// Settles who left, once all files are in; answers how many losses that made.
    pub(super) fn settle_partings(&mut self) -> Result<u64> {
        let Parting { ended, not_renewed, told } = std::mem::take(&mut self.parting);
        let mut made = 0;
        for churn in told {
            let known: Vec<Churn> = self.edit.of_account(churn.account)?;
            let whole = |one: &&Churn| one.contract.is_none();
            let is_told = |one: &Churn| {
                one.on == churn.on || one.won_back_on.is_none_or(|back| one.on <= churn.on && churn.on < back)
            };
            if !known.iter().filter(whole).any(is_told) {
                let id = self.edit.mint()?;
                self.edit.put(&Churn { id, ..churn })?;
                made += 1;
            }
        }
        for (id, on) in ended {
            made += u64::from(self.settle_ended(id, on, &not_renewed)?);
        }
        Ok(made)
    }

    /// Whoever has no contract left that goes on has left, with the last one; whoever recorded that only the contract was
    /// lost has said otherwise.
    fn settle_ended(&mut self, id: i64, on: Option<Day>, deals: &std::collections::BTreeSet<i64>) -> Result<bool> {
        let Some((last, part)) = last_parting(self.edit, Id::new(id))? else { return Ok(false) };
        self.churned.insert(id);
        if let Some(part) = part {
            if deals.contains(&last.id.raw()) {
                let kind = part.kind.or(last.last_loss(part.id).and_then(|loss| loss.kind));
                self.edit.put(&Churn { contract: None, kind, ..part })?;
            }
            return Ok(false);
        }
        let loss = last.last_loss(self.edit.mint()?);
        let loss = loss.ok_or_else(|| Problem::internal("A contract ended on no day."))?;
        // A day on which they left goes before the end of the term.
        let loss = Churn { on: on.unwrap_or(loss.on), ..loss };
        let decided_on = loss.decided_on.map(|decided| decided.min(loss.on));
        self.edit.put(&Churn { decided_on, ..loss })?;
        Ok(true)
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
            "{many} churned, and a contract that began before runs on ({}): counted as churned. “mainstay won-back NAME” says otherwise.",
            named(names.iter())
        )
    })
}
