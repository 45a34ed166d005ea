//! Promises: kept, or given up for a reason.

use super::op::Op;
use super::{Book, Outcome};
use crate::domain::commitment::Commitment;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::problem::Result;

impl Book {
    /// A promise was kept on the day `on`.
    pub fn keep_promise(&mut self, id: Id<Commitment>, on: Day) -> Result<Outcome> {
        self.end_promise(Op::CompleteLine, id, on, None)
    }

    /// A promise was given up on the day `on`, for a reason.
    pub fn break_promise(&mut self, id: Id<Commitment>, on: Day, reason: &str) -> Result<Outcome> {
        self.end_promise(Op::DropLine, id, on, Some(reason))
    }

    fn end_promise(&mut self, op: Op, id: Id<Commitment>, on: Day, given_up: Option<&str>) -> Result<Outcome> {
        let ((), outcome) = self.edit(op, |edit| {
            let ended = edit.get(id)?.ended(on, given_up, edit.today())?;
            let name = ended.account.map(|account| edit.get(account)).transpose()?.map(|account| account.name);
            let name = name.map_or_else(String::new, |name| format!("{name}: "));
            let how = given_up.map_or_else(|| format!("kept on {on}"), |reason| format!("given up: {}", reason.trim()));
            edit.summary(format!("{name}{} ({how})", ended.what));
            edit.put(&ended)
        })?;
        Ok(outcome)
    }
}
