//! Today: which lines there are, and done, put off, dropped.

mod closed;
mod lines;
mod overdue;
mod printed;
mod whose;

use super::op::Op;
use super::{Book, handoffs, planned};
use crate::domain::action::Action;
use crate::domain::commitment::Commitment;
use crate::domain::contribution::Contribution;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::morning::quarter_ends_in;
use crate::domain::problem::{Problem, Result};
use crate::domain::snooze::Snooze;
use crate::domain::today::{ACTIONS, Kind, Line, LineState, PULSES, TaskId, Today, fitting, rank};
use crate::domain::words::{ActionOutcome, TaskKind};
use crate::store::cockpit::Ranked;
use crate::store::due::Whose;
use crate::store::explained::Explained;
use crate::store::{Edit, Outcome};

/// How many accounts are looked at for the two pulse checks of the short list: those with the most weight.
const CANDIDATES: usize = 24;
/// How many lines the long list shows.
pub const LONGEST: usize = 1_000;

impl Book {
    /// The day's list: what fits into ten minutes, or, with `all`, everything up to [`LONGEST`]; of everybody, or of one
    /// team member. What was dealt with today stays in its place, and nothing takes it.
    pub fn today_list(&self, whose: Whose, all: bool) -> Result<Today> {
        let today = self.today();
        let _reading = self.store.reading()?;
        let dated = self.store.due_dated(today, whose, if all { LONGEST } else { 2 * ACTIONS })?;
        let mut lines = Vec::new();
        let fresh = self.store.made_on::<Action>(today)?;
        for action in dated.actions {
            let is_fresh = action.due == Some(today) && fresh.contains(&action.id.raw());
            lines.push(Line { is_fresh, ..self.action_line(action)? });
        }
        for commitment in dated.commitments {
            lines.push(self.commitment_line(&commitment)?);
        }
        for handoff in dated.handoffs {
            lines.push(self.handoff_line(&handoff, whose)?);
        }
        for contribution in dated.thanks {
            lines.push(self.thanks_line(&contribution)?);
        }
        let (planned, planned_count) = self.planned(today, whose, if all { LONGEST } else { 2 * ACTIONS })?;
        for one in planned {
            lines.push(self.planned_line(one)?);
        }
        lines.extend(self.met_lines(whose, all)?);
        lines.extend(self.insight_line(whose)?);
        lines.extend(self.closed_lines(whose)?);
        rank(&mut lines);
        let lines = if all { lines } else { fitting(lines) };
        let (lines, closed): (Vec<Line>, Vec<Line>) = lines.into_iter().partition(Line::is_open);
        let waiting = dated.count + planned_count + self.store.due_count(today, whose)?;
        // An insight is offered and not due: it never waits.
        let shown = lines.iter().filter(|line| line.id.kind != Kind::Insight).count();
        let more = waiting.saturating_sub(shown as u64);
        Ok(Today { lines, closed, more })
    }

    /// The pulse checks and touches of the list: those that are due, and those that were due when the day began.
    fn met_lines(&self, whose: Whose, all: bool) -> Result<Vec<Line>> {
        let today = self.today();
        let due = self.store.due_standings(today, whose, &self.odds(), if all { LONGEST } else { CANDIDATES })?;
        let open = due.into_iter().map(|one| (one, LineState::Open));
        let mut due: Vec<(Ranked, LineState)> = open.chain(self.closed_standings(whose)?).collect();
        if !all {
            // In the last weeks of a quarter nobody is asked less because numbers press: pulses come before touches.
            let pulses_first = quarter_ends_in(today).is_some();
            let is_pulse = |one: &Ranked| one.pulse_due.is_some_and(|due| due <= today);
            due.sort_by_key(|(one, _)| {
                (pulses_first && !is_pulse(one), std::cmp::Reverse(self.merit_of(one, one.quiet)))
            });
            due.truncate(PULSES);
        }
        let accounts: Vec<_> = due.iter().map(|(standing, _)| standing.account).collect();
        let scores = self.store.scores(&accounts, today)?;
        let line = |((standing, state), score): (&(Ranked, LineState), &Explained)| {
            let readings = if *state == LineState::Open { score.lines.as_slice() } else { &[] };
            Line { state: *state, ..self.due_line(standing, readings) }
        };
        Ok(due.iter().zip(&scores).map(line).collect())
    }

    /// The line with this id, wherever it stands in the list.
    pub fn line(&self, id: TaskId) -> Result<Line> {
        let gone = || Problem::not_found("This task is no longer there; look at today's list again.");
        match id.kind {
            Kind::Action => self.action_line(self.store.get(Id::new(id.raw))?.ok_or_else(gone)?),
            Kind::Commitment => self.commitment_line(&self.store.get(Id::new(id.raw))?.ok_or_else(gone)?),
            Kind::Handoff => self.handoff_line(&self.store.get(Id::new(id.raw))?.ok_or_else(gone)?, None),
            Kind::Thanks => self.thanks_line(&self.store.get(Id::new(id.raw))?.ok_or_else(gone)?),
            Kind::Insight => self.insight_for(Id::new(id.raw))?.ok_or_else(gone),
            Kind::Update | Kind::Review | Kind::Opportunity | Kind::OneOnOne | Kind::Huddle | Kind::Pack => {
                self.planned_line(self.planned_task(id)?.ok_or_else(gone)?)
            }
            Kind::Pulse | Kind::Touch => {
                let account = Id::new(id.raw);
                let standing = self.store.standing(account, self.today(), &self.odds())?.ok_or_else(gone)?;
                let scores = self.store.scores(&[account], self.today())?;
                Ok(self.due_line(&standing, &scores.first().ok_or_else(gone)?.lines))
            }
        }
    }

    /// A line is done. Pulse checks and touches are done by logging them, and say so.
    pub fn done(&mut self, id: TaskId) -> Result<Outcome> {
        self.done_lines(&[id])
    }

    /// Lines are done, as one operation; see [`Book::done`].
    pub fn done_lines(&mut self, ids: &[TaskId]) -> Result<Outcome> {
        let mut lines = self.lines(ids)?;
        if let Some(line) = lines.iter().find(|line| matches!(line.id.kind, Kind::Pulse | Kind::Touch)) {
            let name = crate::domain::text::fit(&line.name, 60);
            return Err(Problem::input(format!(
                "Log what happened to complete this task: mainstay log {name} call @who words ^1-5 ~listened."
            )));
        }
        if let Some(line) = lines.iter().find(|line| line.id.kind == Kind::Insight) {
            let name = crate::domain::text::fit(&line.name, 60);
            return Err(Problem::input(format!(
                "Record the share to complete this task: d in the cockpit, or “mainstay new share {name}”."
            )));
        }
        if let Some(line) = lines.iter().find(|line| line.id.kind == Kind::Handoff) {
            let name = crate::domain::text::fit(&line.name, 60);
            return Err(Problem::input(format!(
                "A hand-off is accepted or sent back: d in the cockpit, or “mainstay handoff accept {name}”."
            )));
        }
        for line in &lines {
            planned::refuse_tick(line.id, &crate::domain::text::fit(&line.name, 60))?;
        }
        let ((), outcome) = self.edit(Op::CompleteLine, |edit| {
            let today = edit.today();
            for line in &mut lines {
                line.title = close_line(edit, line.id, today)?;
            }
            edit.summary(in_words(&lines));
            Ok(())
        })?;
        Ok(outcome)
    }

    /// A line is put off until `until`.
    pub fn snooze(&mut self, id: TaskId, until: Day, reason: Option<&str>) -> Result<Outcome> {
        self.snooze_lines(&[id], until, reason)
    }

    /// Lines are put off until `until`, as one operation.
    pub fn snooze_lines(&mut self, ids: &[TaskId], until: Day, reason: Option<&str>) -> Result<Outcome> {
        if until <= self.today() {
            return Err(Problem::field("until", format!("{until} is not ahead; give a later day, such as +7d.")));
        }
        let lines = self.lines(ids)?;
        let ((), outcome) = self.edit(Op::SnoozeLine, |edit| {
            for line in &lines {
                put_off(edit, line, until, reason)?;
            }
            edit.summary(format!("{} until {until}", in_words(&lines)));
            Ok(())
        })?;
        Ok(outcome)
    }

    /// A line is dropped, for a reason.
    pub fn drop_line(&mut self, id: TaskId, reason: &str) -> Result<Outcome> {
        self.drop_lines(&[id], reason)
    }

    /// Lines are dropped, for one reason, as one operation.
    pub fn drop_lines(&mut self, ids: &[TaskId], reason: &str) -> Result<Outcome> {
        if reason.trim().is_empty() {
            return Err(Problem::field("reason", "Dismissing a task needs a reason."));
        }
        let lines = self.lines(ids)?;
        let rounds: Vec<i32> = lines.iter().map(|line| self.round_of(line)).collect();
        let ((), outcome) = self.edit(Op::DropLine, |edit| {
            for (line, round) in lines.iter().zip(&rounds) {
                drop_one(edit, line, *round, reason)?;
            }
            edit.summary(format!("{} ({reason})", in_words(&lines)));
            Ok(())
        })?;
        Ok(outcome)
    }

    fn lines(&self, ids: &[TaskId]) -> Result<Vec<Line>> {
        ids.iter().map(|id| self.line(*id)).collect()
    }

    /// Days until a dropped line may come back.
    fn round_of(&self, line: &Line) -> i32 {
        let standing =
            line.account.and_then(|account| self.store.standing(account, self.today(), &self.odds()).ok().flatten());
        standing.map_or(30, |one| {
            let practice = self.points().practice(one.tier);
            if line.id.kind == Kind::Review {
                return practice.review;
            }
            if line.id.kind == Kind::Pulse { practice.pulse } else { practice.touch }
        })
    }
}

/// One line by account and title, several by their number.
fn in_words(lines: &[Line]) -> String {
    match lines {
        [line] => format!("{}: {}", line.name, line.title),
        many => format!("{} tasks", many.len()),
    }
}

/// Closes the record behind a line, if there is one; answers its title. Pulses and touches close themselves: the facts
/// they asked for are there.
pub(crate) fn close_line(edit: &mut Edit<'_>, id: TaskId, today: Day) -> Result<String> {
    match id.kind {
        Kind::Action => {
            let mut action = open_action(edit, id)?;
            action.outcome = Some(ActionOutcome::Done);
            action.done_on = Some(today);
            edit.put(&action)?;
            Ok(action.title)
        }
        Kind::Commitment => {
            let mut commitment = open_commitment(edit, id)?;
            commitment.kept_on = Some(today);
            edit.put(&commitment)?;
            Ok(commitment.what)
        }
        Kind::Handoff => {
            handoffs::accept(edit, Id::new(id.raw), today)?;
            Ok("hand-off accepted".to_owned())
        }
        Kind::Thanks => {
            let mut contribution = edit.get::<Contribution>(Id::new(id.raw))?;
            is_open(contribution.thanked_on)?;
            contribution.thanked_on = Some(today);
            edit.put(&contribution)?;
            Ok(format!("thanked for: {}", contribution.what))
        }
        Kind::Pulse | Kind::Touch | Kind::Insight => Ok(String::new()),
        Kind::Update | Kind::Review | Kind::Opportunity | Kind::OneOnOne | Kind::Huddle | Kind::Pack => {
            planned::confirm(edit, id, today)
        }
    }
}

fn open_action(edit: &Edit<'_>, id: TaskId) -> Result<Action> {
    let action = edit.get::<Action>(Id::new(id.raw))?;
    if action.outcome.is_some() {
        is_open(action.done_on.or(Some(edit.today())))?;
    }
    Ok(action)
}

fn open_commitment(edit: &Edit<'_>, id: TaskId) -> Result<Commitment> {
    let commitment = edit.get::<Commitment>(Id::new(id.raw))?;
    is_open(commitment.kept_on.or(commitment.broken_on))?;
    Ok(commitment)
}

/// What was closed is not closed or moved again: its number or id is of a list that was printed before.
fn is_open(closed_on: Option<Day>) -> Result<()> {
    let Some(on) = closed_on else { return Ok(()) };
    Err(Problem::input(format!("This task was closed on {on}; look at today's list again, or undo that.")))
}

fn put_off(edit: &mut Edit<'_>, line: &Line, until: Day, reason: Option<&str>) -> Result<()> {
    if line.id.kind == Kind::Action {
        let mut action = open_action(edit, line.id)?;
        action.due = Some(until);
        action.reason = reason.map(str::to_owned).or(action.reason);
        return edit.put(&action);
    }
    if line.id.kind == Kind::Commitment {
        let mut commitment = open_commitment(edit, line.id)?;
        commitment.due = Some(until);
        commitment.reason = reason.map(str::to_owned).or(commitment.reason);
        return edit.put(&commitment);
    }
    if matches!(line.id.kind, Kind::Update | Kind::Review | Kind::Opportunity | Kind::OneOnOne | Kind::Huddle) {
        return planned::move_to(edit, line.id, until);
    }
    defer(edit, line, until, false, reason)
}

fn drop_one(edit: &mut Edit<'_>, line: &Line, round: i32, reason: &str) -> Result<()> {
    let today = edit.today();
    match line.id.kind {
        Kind::Action | Kind::Commitment => overdue::drop_dated(edit, line.id, reason),
        Kind::Handoff => handoffs::give_back(edit, Id::new(line.id.raw), today, reason),
        Kind::Update | Kind::Review | Kind::Opportunity | Kind::OneOnOne | Kind::Huddle => {
            planned::give_up(edit, line.id, round, reason)
        }
        Kind::Pulse | Kind::Touch | Kind::Thanks | Kind::Insight | Kind::Pack => {
            defer(edit, line, today.plus(round), true, Some(reason))
        }
    }
}

fn defer(edit: &mut Edit<'_>, line: &Line, until: Day, dropped: bool, reason: Option<&str>) -> Result<()> {
    let Some(account) = line.account else { return Err(super::nothing("account")) };
    let kind = match line.id.kind {
        Kind::Pulse => TaskKind::Pulse,
        Kind::Handoff | Kind::Pack => TaskKind::Handoff,
        Kind::Thanks => TaskKind::Thanks,
        Kind::Insight => TaskKind::Insight,
        Kind::Commitment => TaskKind::Commitment,
        Kind::Touch
        | Kind::Action
        | Kind::Update
        | Kind::Review
        | Kind::Opportunity
        | Kind::OneOnOne
        | Kind::Huddle => TaskKind::Touch,
    };
    let deferral = Snooze {
        id: edit.mint()?,
        account,
        task: kind,
        on: edit.today(),
        until,
        dropped,
        reason: reason.map(str::to_owned),
        ..Snooze::default()
    };
    edit.put(&deferral)
}
