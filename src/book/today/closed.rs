//! What the day's list held when the day began and what was dealt with since: done, sent back, put off or dropped. It stays
//! in its place until the day is over, so the list ends.

use crate::book::{Book, Ranked};
use crate::domain::action::Action;
use crate::domain::commitment::Commitment;
use crate::domain::company_update::CompanyUpdate;
use crate::domain::contribution::Contribution;
use crate::domain::day::Day;
use crate::domain::handoff::Handoff;
use crate::domain::id::Id;
use crate::domain::insight::Insight;
use crate::domain::member::Member;
use crate::domain::opportunity::Opportunity;
use crate::domain::plan::Plan;
use crate::domain::problem::Result;
use crate::domain::record::Record;
use crate::domain::today::{Line, LineState};
use crate::domain::words::{ActionOutcome, CommitmentKind, HandoffState, OpportunityState};
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
                lines.push(Line { state: LineState::Done, ..self.handoff_line(&handoff, whose)? });
            }
        }
        for thanks in self.changed_today::<Contribution>("contribution", whose)? {
            let now = self.now_of(&thanks)?.filter(|_| thanks.thanked_on.is_none());
            if now.is_some_and(|now| now.thanked_on.is_some()) {
                lines.push(Line { state: LineState::Done, ..self.thanks_line(&thanks)? });
            }
        }
        lines.extend(self.closed_plans(whose)?);
        for share in self.store.shared_on(today)? {
            if self.store.is_for("account_summary s", share.account.raw(), whose, today)? {
                let insight: Insight = self.get(share.insight)?;
                lines.push(Line { state: LineState::Done, ..self.line_of_insight(share.account, &insight)? });
            }
        }
        Ok(lines)
    }

    /// What was planned and due when the day began, and is confirmed, moved or given up now.
    fn closed_plans(&self, whose: Whose) -> Result<Vec<Line>> {
        let today = self.today();
        let mut lines = Vec::new();
        for update in self.changed_today::<CompanyUpdate>("company_update", whose)? {
            let state = match self.now_of(&update)? {
                _ if !update.progress(today).is_due() => None,
                None => Some(LineState::Dropped),
                Some(now) if now.sent_on.is_some() => Some(LineState::Done),
                Some(now) => (now.on > today).then_some(LineState::Snoozed),
            };
            if let Some(state) = state {
                lines.push(Line { state, ..self.planned_line(self.planned_update(&update)?)? });
            }
        }
        for plan in self.changed_today::<Plan>("plan", whose)? {
            let (then, now) = (self.planned_review(&plan)?, self.now_of(&plan)?);
            let Some(now) = now.filter(|now| then.due <= today && now.runs_on(today)) else { continue };
            let is_moved = self.planned_review(&now)?.due > today;
            let is_done = now.reviewed_on.is_some_and(|on| plan.reviewed_on.is_none_or(|before| before < on));
            if is_moved {
                let state = if is_done { LineState::Done } else { LineState::Snoozed };
                lines.push(Line { state, ..self.planned_line(then)? });
            }
        }
        for deal in self.changed_today::<Opportunity>("opportunity", whose)? {
            let then = self.planned_opportunity(&deal)?.filter(|then| then.due <= today && deal.closed_on.is_none());
            let (Some(then), Some(now)) = (then, self.now_of(&deal)?) else { continue };
            let state = match now.state {
                OpportunityState::Open if now.expected_on.is_some_and(|on| on <= today) => continue,
                OpportunityState::Open => LineState::Snoozed,
                OpportunityState::Won | OpportunityState::Lost => LineState::Done,
            };
            lines.push(Line { state, ..self.planned_line(then)? });
        }
        lines.extend(self.closed_inside(whose)?);
        Ok(lines)
    }

    /// The same of 1:1s and of the huddle.
    fn closed_inside(&self, whose: Whose) -> Result<Vec<Line>> {
        let (today, me) = (self.today(), self.me()?.map(|me| me.id));
        let mut lines = Vec::new();
        if whose.is_none() || whose == me {
            for member in self.changed_today::<Member>("member", None)? {
                let Some(now) = self.now_of(&member)?.filter(|_| member.has_one_on_ones()) else { continue };
                let then = self.planned_talk(&member, me);
                if then.due > today || now.inside_due().is_none_or(|due| due <= today) {
                    continue;
                }
                let is_done = now.last_one_on_one == Some(today);
                let state = if is_done { LineState::Done } else { LineState::Snoozed };
                lines.push(Line { state, ..self.planned_line(then)? });
            }
        }
        if let Some(held) = self.huddle_held_today()?.filter(|one| whose.is_none() || one.owner == whose) {
            lines.push(Line { state: LineState::Done, ..self.planned_line(held)? });
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
