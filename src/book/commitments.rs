//! Commitments: kept, or given up for a reason; and what comes next at an account.

use super::op::Op;
use super::{Book, Outcome};
use crate::domain::account::Account;
use crate::domain::action::Action;
use crate::domain::commitment::Commitment;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::problem::Result;
use crate::domain::words::CommitmentKind;

impl Book {
    /// A commitment was kept on the day `on`.
    pub fn keep_commitment(&mut self, id: Id<Commitment>, on: Day) -> Result<Outcome> {
        self.end_commitment(Op::CompleteLine, id, on, None)
    }

    /// A commitment was given up on the day `on`, for a reason.
    pub fn break_commitment(&mut self, id: Id<Commitment>, on: Day, reason: &str) -> Result<Outcome> {
        self.end_commitment(Op::DropLine, id, on, Some(reason))
    }

    /// What comes next at an account, and when: the next step that the customer knows of, else what else was promised, else
    /// the next open action; none: nothing is planned.
    pub fn next_at(&self, account: Id<Account>) -> Result<Option<(String, Option<Day>)>> {
        let mut commitments: Vec<Commitment> = self.of_account(account)?;
        commitments
            .retain(|one| one.kept_on.is_none() && one.broken_on.is_none() && one.kind != CommitmentKind::Charter);
        let first = |one: &&Commitment| (one.kind != CommitmentKind::NextStep, one.due.is_none(), one.due, one.id);
        if let Some(next) = commitments.iter().min_by_key(first) {
            return Ok(Some((next.what.clone(), next.due)));
        }
        let mut actions: Vec<Action> = self.of_account(account)?;
        actions.retain(|one| one.outcome.is_none());
        let next = actions.into_iter().min_by_key(|one| (one.due.is_none(), one.due, one.id));
        Ok(next.map(|one| (one.title, one.due)))
    }

    fn end_commitment(&mut self, op: Op, id: Id<Commitment>, on: Day, given_up: Option<&str>) -> Result<Outcome> {
        let ((), outcome) = self.edit(op, |edit| {
            let ended = edit.get(id)?.ended(on, given_up, edit.today())?;
            let name = ended.account.map(|account| edit.get(account)).transpose()?.map(|account| account.name);
            let name = name.map_or_else(String::new, |name| format!("{name}: "));
            let how = given_up.map_or_else(|| format!("met on {on}"), |reason| format!("given up: {}", reason.trim()));
            edit.summary(format!("{name}{} ({how})", ended.what));
            edit.put(&ended)
        })?;
        Ok(outcome)
    }
}
