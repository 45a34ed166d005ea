//! The pulse form's operation: one reading, with the touch it was heard in when the cadence is to restart.

use super::Book;
use super::op::Op;
use crate::domain::problem::Result;
use crate::domain::pulse::Pulse;
use crate::domain::record::Record;
use crate::domain::today::TaskId;
use crate::store::Outcome;

impl Book {
    /// Keeps a pulse; its id is minted here. `answers`: the line of Today it closes.
    pub fn record_pulse(&mut self, mut pulse: Pulse, answers: Option<TaskId>) -> Result<Outcome> {
        pulse.check()?;
        let name = self.get(pulse.account)?.name;
        let ((), outcome) = self.edit(Op::RecordPulse, |edit| {
            let today = edit.today();
            if let Some(line) = answers {
                super::today::close_line(edit, line, today)?;
            }
            pulse.id = edit.mint()?;
            pulse.known_on = Some(today).filter(|today| *today != pulse.on);
            edit.put(&pulse)?;
            edit.summary(format!("{name}: {}/5, {}", pulse.score, pulse.source));
            Ok(())
        })?;
        Ok(outcome)
    }
}
