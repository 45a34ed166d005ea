//! The contracts of a made-up account, and what became of them.

use super::Scribe;
use crate::book::demo::life::NOTICE;
use crate::book::demo::said::{GAINED, GREW, SHRANK, WON};
use crate::book::demo::story::Story;
use crate::book::proof::SHOWCASE;
use crate::domain::contract::Contract;
use crate::domain::contribution::Contribution;
use crate::domain::day::Day;
use crate::domain::money::Currency;
use crate::domain::problem::Result;
use crate::domain::words::{ContractOutcome, ContributionKind};
use std::cmp::Ordering;

impl Scribe<'_, '_> {
    pub(super) fn contracts(&mut self) -> Result<()> {
        if self.life.story == Story::NoContract {
            return Ok(());
        }
        let mut start = self.life.signed;
        let first_end = start.plus_months(12).plus(-1);
        let mut value = if self.is_decided(first_end) { self.value_before() } else { self.life.value };
        while start <= self.until.plus(NOTICE) {
            let end = start.plus_months(12).plus(-1);
            let outcome = self.outcome(end, value);
            let after = match outcome {
                Some(ContractOutcome::Renewed) | None => value,
                Some(ContractOutcome::Churned) => 0,
                Some(ContractOutcome::Expanded | ContractOutcome::Downsell) => self.life.value,
            };
            self.contract((start, end), value, outcome.map(|outcome| (outcome, after)))?;
            // Nobody signs the next one before the last one is decided, or after it was lost.
            if matches!(outcome, None | Some(ContractOutcome::Churned)) {
                break;
            }
            if self.life.number % 4 == 1 {
                self.helped(end.plus(-NOTICE))?;
            }
            value = after;
            start = end.plus(1);
        }
        Ok(())
    }

    /// What it was worth before the last decision, which made of it what it is worth now.
    fn value_before(&self) -> i64 {
        match (self.life.story, self.life.number % 12) {
            (Story::Lost(_) | Story::Notice, _) => self.life.value,
            (Story::Expanded, _) | (_, 2 | 7) => self.life.value * 5 / 6,
            (Story::Downsell, _) => self.life.value * 6 / 5,
            _ => self.life.value,
        }
    }

    /// Most decide in time; whoever gave notice, or lets the date pass, has not decided to stay.
    fn is_decided(&self, end: Day) -> bool {
        let stays = !self.life.lets_dates_pass() && self.life.notice_on.is_none();
        end < self.today || (end.plus(-NOTICE) < self.today && stays)
    }

    fn outcome(&self, end: Day, value: i64) -> Option<ContractOutcome> {
        if self.life.lost.as_ref().is_some_and(|loss| loss.on <= end) {
            return Some(ContractOutcome::Churned);
        }
        if !self.is_decided(end) {
            return None;
        }
        if self.is_decided(end.plus(1).plus_months(12).plus(-1)) {
            return Some(ContractOutcome::Renewed);
        }
        Some(match value.cmp(&self.life.value) {
            Ordering::Less => ContractOutcome::Expanded,
            Ordering::Equal => ContractOutcome::Renewed,
            Ordering::Greater => ContractOutcome::Downsell,
        })
    }

    fn contract(
        &mut self,
        (start, end): (Day, Day),
        value: i64,
        decided: Option<(ContractOutcome, i64)>,
    ) -> Result<()> {
        let deadline = end.plus(-NOTICE);
        let outcome = decided.map(|(outcome, _)| outcome);
        let reason = match outcome {
            Some(ContractOutcome::Expanded) => Some(self.say(GREW, deadline)),
            Some(ContractOutcome::Downsell) => Some(self.say(SHRANK, deadline)),
            Some(ContractOutcome::Churned) => self.life.lost.as_ref().map(|loss| loss.cause.reason().to_owned()),
            _ => None,
        };
        let is_told = outcome.is_none() && self.life.number.is_multiple_of(2);
        let value_case = if is_told { Some(self.say(GAINED, self.until)) } else { None };
        let stayed = matches!(outcome, Some(ContractOutcome::Renewed | ContractOutcome::Expanded));
        let lost_on = self.life.lost.as_ref().filter(|_| outcome == Some(ContractOutcome::Churned));
        let decided_on = outcome.map(|_| lost_on.map_or(deadline, |loss| loss.decided));
        let id = self.edit.mint()?;
        self.edit.put(&Contract {
            id,
            account: self.account,
            product: Some(self.talk.product.to_owned()),
            value: Some(value),
            currency: Currency::EUR,
            start: Some(start),
            end: Some(end),
            notice_days: Some(NOTICE as u32),
            outcome,
            outcome_on: decided_on,
            outcome_value: decided.map(|(_, after)| after),
            reason,
            owner: self.life.number.is_multiple_of(5).then(|| self.staff.service(self.life.number)),
            value_case,
            // Every third of those who stayed was shown the page.
            reference: (stayed && self.life.number.is_multiple_of(3)).then(|| SHOWCASE.to_owned()),
            known_on: Some(self.today).filter(|today| start > *today),
            ..Contract::default()
        })
    }

    /// Somebody helped with the renewal that was decided on this day, and was thanked.
    fn helped(&mut self, decided: Day) -> Result<()> {
        let id = self.edit.mint()?;
        let on = decided.plus(-9);
        let what = self.say(WON, on);
        self.edit.put(&Contribution {
            id,
            account: self.account,
            member: self.staff.service(self.life.number),
            kind: ContributionKind::Win,
            on,
            what,
            thanked_on: Some(on.plus(2)),
            ..Contribution::default()
        })
    }
}
