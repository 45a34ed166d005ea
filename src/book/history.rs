//! Walking the history back and forth, and reading it.

use super::{Book, Outcome, Step};
use crate::domain::problem::{Problem, ProblemKind, Result};

impl Book {
    /// Takes the newest operation back. What another program did since this one looked is told first, and taken back when
    /// it is asked for again.
    pub fn undo(&mut self) -> Result<Outcome> {
        if let Some((step, name)) = self.store.undoable()?.filter(|(step, _)| *step > self.seen_step) {
            self.seen_step = step;
            return Err(Problem::new(
                ProblemKind::Busy,
                format!("Another program has written since: {name}. Undo once more to take that back."),
            ));
        }
        let now = self.now();
        let outcome = self.store.undo(&now)?;
        self.catch_up(&outcome)?;
        self.turn_again()?;
        Ok(outcome)
    }

    /// Does again what was undone last.
    pub fn redo(&mut self) -> Result<Outcome> {
        let now = self.now();
        let outcome = self.store.redo(&now)?;
        self.saw(&outcome);
        self.catch_up(&outcome)?;
        self.turn_again()?;
        Ok(outcome)
    }

    /// The name of what undo would take back.
    pub fn undoable(&self) -> Option<String> {
        self.store.undoable().ok().flatten().map(|(_, name)| name)
    }

    /// The name of what redo would do again.
    pub fn redoable(&self) -> Option<String> {
        self.store.redoable().ok().flatten().map(|(_, name)| name)
    }

    /// The newest operations older than the step `before`, at most `limit`.
    pub fn history(&self, before: Option<i64>, limit: usize) -> Result<Vec<Step>> {
        self.store.history(before, limit)
    }

    /// The number of the newest step, a turn of the day included, negative when it is undone; 0: there is none.
    pub fn newest_step(&self) -> Result<i64> {
        self.store.newest_step()
    }
}
