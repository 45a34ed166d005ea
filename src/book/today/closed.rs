//! What the day's list held when the day began and what was dealt with since: done, sent back, put off or dropped. It stays
//! in its place until the day is over, so the list ends.

use crate::book::{Book, Ranked};
use crate::domain::action::Action;
use crate::domain::commitment::Commitment;
use crate::domain::contribution::Contribution;
use crate::domain::day::Day;
use crate::domain::handoff::Handoff;
use crate::domain::id::Id;
use crate::domain::insight::Insight;
use crate::domain::problem::Result;
use crate::domain::record::Record;
use crate::domain::today::{Line, LineState};
use crate::domain::words::{ActionOutcome, CommitmentKind, HandoffState};
use crate::store::day_start::Met;
use crate::store::due::Whose;

/// How many accounts that were met on a day are looked at: whoever meets more of them does not work by the list.
const LOOKED_AT: usize = 48;

impl Book {
    /// The lines with a record of their own that were due when the day began and are dealt with now.
    pub(super) fn closed_lines(&self, whose: Whose) -> Result<Vec<Line>> {
        let today = self.today();
        let mut lines = Vec::new();
        for action in self.changed_today::<Action>("action", whose)? {
            let was_due = action.outcome.is_none() && action.due.is_some_and(|due| due <= today);
            if let Some(state) = self.now_of(&action)?.filter(|_| was_due).and_then(|now| state_of_action(&now, today))
            {
                lines.push(Line { state, ..self.action_line(action)? });
            }
        }
        for commitment in self.changed_today::<Commitment>("commitment", whose)? {
            let was_due = commitment.due.is_some_and(|due| due <= today)
                && !commitment.is_closed()
                && commitment.kind != CommitmentKind::Charter;
            if let Some(state) =
                self.now_of(&commitment)?.filter(|_| was_due).and_then(|now| state_of_commitment(&now, today))
            {
                lines.push(Line { state, ..self.commitment_line(&commitment)? });
            }
        }
        for handoff in self.changed_today::<Handoff>("handoff", whose)? {
            let now = self.now_of(&handoff)?.filter(|_| handoff.state == HandoffState::Offered);
            if now.is_some_and(|now| now.state != HandoffState::Offered) {
                lines.push(Line { state: LineState::Done, ..self.handoff_line(&handoff)? });
            }
        }
        for thanks in self.changed_today::<Contribution>("contribution", whose)? {
            let now = self.now_of(&thanks)?.filter(|_| thanks.thanked_on.is_none());
            if now.is_some_and(|now| now.thanked_on.is_some()) {
                lines.push(Line { state: LineState::Done, ..self.thanks_line(&thanks)? });
            }
        }
        for share in self.store.shared_on(today)? {
            if self.store.is_for("account_summary s", share.account.raw(), whose, today)? {
                let insight: Insight = self.get(share.insight)?;
                lines.push(Line { state: LineState::Done, ..self.line_of_insight(share.account, &insight)? });
            }
        }
        Ok(lines)
    }

    /// The accounts whose touch or pulse check was due when the day began and is not any longer, as they stood then.
    pub(super) fn closed_standings(&self, whose: Whose) -> Result<Vec<(Ranked, LineState)>> {
        let today = self.today();
        let mut closed = Vec::new();
        for met in self.store.met_on(today)?.into_iter().take(LOOKED_AT) {
            if let Some(was) = self.was_due(met, whose)? {
                closed.push((was, if met.is_snoozed { LineState::Snoozed } else { LineState::Done }));
            }
        }
        Ok(closed)
    }

    fn was_due(&self, met: Met, whose: Whose) -> Result<Option<Ranked>> {
        let today = self.today();
        let start = self.store.day_start(met, today)?.filter(|it| it.touch_due <= today || it.pulse_due <= today);
        let Some(start) = start else { return Ok(None) };
        if !self.store.is_for("account_summary s", met.account.raw(), whose, today)? {
            return Ok(None);
        }
        let now = self.store.standing(met.account, today, &self.odds())?;
        Ok(now.map(|now| Ranked {
            touch_due: Some(start.touch_due),
            pulse_due: Some(start.pulse_due),
            quiet: start.quiet,
            ..now
        }))
    }

    /// The records of a kind that changed today, as they were when the day began, if they are for `whose` to do.
    fn changed_today<R: Record>(&self, table: &str, whose: Whose) -> Result<Vec<R>> {
        let mut records: Vec<R> = self.store.as_day_began(self.today())?;
        if whose.is_some() {
            let mut mine = Vec::with_capacity(records.len());
            for record in records {
                if self.store.is_for(table, record.id().raw(), whose, self.today())? {
                    mine.push(record);
                }
            }
            records = mine;
        }
        Ok(records)
    }

    fn now_of<R: Record>(&self, record: &R) -> Result<Option<R>> {
        self.store.get(Id::<R>::new(record.id().raw()))
    }
}

/// How far what was due is; none: it is as open as before.
fn state_of_action(now: &Action, today: Day) -> Option<LineState> {
    match now.outcome {
        Some(ActionOutcome::Done) => Some(LineState::Done),
        Some(ActionOutcome::Dropped) => Some(LineState::Dropped),
        None => now.due.filter(|due| *due > today).map(|_| LineState::Snoozed),
    }
}

fn state_of_commitment(now: &Commitment, today: Day) -> Option<LineState> {
    match (now.kept_on, now.broken_on) {
        (Some(_), _) => Some(LineState::Done),
        (_, Some(_)) => Some(LineState::Dropped),
        _ => now.due.filter(|due| *due > today).map(|_| LineState::Snoozed),
    }
}
