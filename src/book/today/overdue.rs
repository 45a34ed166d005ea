//! Tasks that are overdue for so long that nobody will do them: most came with an import.

use super::super::{Book, Edit, planned};
use super::{open_action, open_commitment};
use crate::book::Outcome;
use crate::book::op::Op;
use crate::domain::action::Action;
use crate::domain::commitment::Commitment;
use crate::domain::company_update::CompanyUpdate;
use crate::domain::problem::{Problem, Result};
use crate::domain::text::counted;
use crate::domain::today::{Kind, TaskId};
use crate::domain::words::{ActionOutcome, CommitmentKind};

/// A task that is overdue for more days than these is one of them.
const LONG_OVERDUE_DAYS: i32 = 90;

impl Book {
    /// The open actions, commitments and updates that are overdue for more than [`LONG_OVERDUE_DAYS`].
    pub fn long_overdue(&self) -> Result<Vec<TaskId>> {
        let last = self.today().plus(-LONG_OVERDUE_DAYS);
        let actions: Vec<Action> = self.all()?;
        let actions = actions.into_iter().filter(|one| one.outcome.is_none() && one.due.is_some_and(|due| due < last));
        let commitments: Vec<Commitment> = self.all()?;
        let commitments = commitments.into_iter().filter(|one| {
            let is_open = one.kept_on.is_none() && one.broken_on.is_none() && one.kind != CommitmentKind::Charter;
            is_open && one.due.is_some_and(|due| due < last)
        });
        let actions = actions.map(|one| TaskId { kind: Kind::Action, raw: one.id.raw() });
        let updates: Vec<CompanyUpdate> = self.all()?;
        let updates = updates.into_iter().filter(|one| one.sent_on.is_none() && one.on < last);
        let updates = updates.map(|one| TaskId { kind: Kind::Update, raw: one.id.raw() });
        let actions = actions.chain(updates);
        Ok(actions.chain(commitments.map(|one| TaskId { kind: Kind::Commitment, raw: one.id.raw() })).collect())
    }

    /// Dismisses all of them, as one operation.
    pub fn dismiss_long_overdue(&mut self) -> Result<Outcome> {
        let tasks = self.long_overdue()?;
        if tasks.is_empty() {
            return Err(Problem::input(format!("No open task is overdue for more than {LONG_OVERDUE_DAYS} days.")));
        }
        let reason = format!("overdue for more than {LONG_OVERDUE_DAYS} days");
        let ((), outcome) = self.edit(Op::DropLine, |edit| {
            tasks.iter().try_for_each(|task| drop_dated(edit, *task, &reason))?;
            edit.summary(format!("{} {reason}", counted(tasks.len() as u64, "task")));
            Ok(())
        })?;
        Ok(outcome)
    }

    /// How many there are, for a person who has just imported them; none: there are none.
    pub fn long_overdue_told(&self) -> Result<Option<String>> {
        let count = self.long_overdue()?.len() as u64;
        let told = || format!("{} overdue for more than {LONG_OVERDUE_DAYS} days", counted(count, "open task"));
        Ok((count > 0).then(told))
    }
}

/// Dismisses an action or an update, or gives up a commitment.
pub(super) fn drop_dated(edit: &mut Edit<'_>, id: TaskId, reason: &str) -> Result<()> {
    let today = edit.today();
    if id.kind == Kind::Update {
        return planned::give_up(edit, id, 0, reason);
    }
    if id.kind == Kind::Action {
        let mut action = open_action(edit, id)?;
        action.outcome = Some(ActionOutcome::Dropped);
        action.done_on = Some(today);
        action.reason = Some(reason.to_owned());
        return edit.put(&action);
    }
    let mut commitment = open_commitment(edit, id)?;
    commitment.broken_on = Some(today);
    commitment.reason = Some(reason.to_owned());
    edit.put(&commitment)
}
