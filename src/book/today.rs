//! Today: which lines there are, and done, put off, dropped.

use super::op::Op;
use super::{Book, handoffs};
use crate::domain::account::Account;
use crate::domain::action::Action;
use crate::domain::commitment::Commitment;
use crate::domain::day::{Day, spoken};
use crate::domain::deferral::Deferral;
use crate::domain::handoff::Handoff;
use crate::domain::id::Id;
use crate::domain::problem::{Problem, Result};
use crate::domain::risk::odds::Odds;
use crate::domain::risk::points::I2;
use crate::domain::risk::score::Reading;
use crate::domain::schedule::Key;
use crate::domain::today::{ACTIONS, Kind, Line, LineId, PULSES, Today, fitting, rank};
use crate::domain::words::{ActionOutcome, Channel, CommitmentKind, LineKind};
use crate::store::cockpit::Ranked;
use crate::store::{Edit, Outcome};

/// How many accounts are looked at for the two pulse checks of the short list: those with the most weight.
const CANDIDATES: usize = 24;
/// How many lines the long list shows.
pub const LONGEST: usize = 200;

impl Book {
    /// The day's list: what fits into ten minutes, or, with `all`, everything up to [`LONGEST`].
    pub fn today_list(&self, all: bool) -> Result<Today> {
        let today = self.today();
        let _reading = self.store.reading()?;
        let dated = self.store.due_dated(today, if all { LONGEST } else { 2 * ACTIONS })?;
        let mut lines = Vec::new();
        for action in dated.actions {
            lines.push(self.action_line(action)?);
        }
        for promise in dated.promises {
            lines.push(self.promise_line(&promise)?);
        }
        for handoff in dated.handoffs {
            lines.push(self.handoff_line(&handoff)?);
        }
        let mut due = self.store.due_standings(today, &self.odds(), if all { LONGEST } else { CANDIDATES })?;
        if !all {
            due.sort_by_key(|one| std::cmp::Reverse(self.merit_of(one, one.unseen)));
            due.truncate(PULSES);
        }
        let accounts: Vec<_> = due.iter().map(|standing| standing.account).collect();
        for (standing, score) in due.iter().zip(self.store.scores(&accounts, today)?) {
            lines.push(self.due_line(standing, &score.lines));
        }
        let waiting = dated.count + self.store.due_count(today)?;
        rank(&mut lines);
        let lines = if all { lines } else { fitting(lines) };
        let more = waiting.saturating_sub(lines.len() as u64);
        Ok(Today { lines, more })
    }

    fn action_line(&self, action: Action) -> Result<Line> {
        let (name, standing) = self.whose(action.account)?;
        let due = action.due.unwrap_or(self.today());
        // The reason of an action out of a playbook tells of it in words; a playbook written by hand is named.
        let by_hand = action.playbook.as_ref().filter(|_| Key::of(&action).is_none());
        let playbook = by_hand.map(|playbook| format!("{playbook}, "));
        let why = action.reason.clone().unwrap_or_default();
        let meets = action.channel.is_some_and(|channel| {
            matches!(channel, Channel::Call | Channel::Meet | Channel::Visit | Channel::Video | Channel::Event)
        });
        Ok(Line {
            id: LineId { kind: Kind::Action, raw: action.id.raw() },
            account: action.account,
            score: standing.as_ref().map(|one| one.score),
            verb: action.channel.map_or("do", |channel| channel.word()).to_owned(),
            reason: reason(&[playbook.unwrap_or_default() + &why, due_words(due, self.today())]),
            title: action.title,
            due: Some(due),
            // Meeting them is a touch; what else an action removes nobody can know.
            worth: standing.as_ref().filter(|_| meets).and_then(|one| self.worth_of(one, one.unseen)),
            merit: standing.as_ref().filter(|_| meets).map_or(0, |one| self.merit_of(one, one.unseen)),
            minutes: action.minutes.unwrap_or(10),
            name,
        })
    }

    fn promise_line(&self, promise: &Commitment) -> Result<Line> {
        let (name, standing) = self.whose(promise.account)?;
        let due = promise.due.unwrap_or(self.today());
        let overdue = due < self.today();
        let count =
            promise.account.filter(|_| overdue).map(|account| self.store.overdue_promises(account, self.today()));
        let removes = overdue_removes(count.transpose()?.unwrap_or(0), &self.points().i2);
        let what = match promise.kind {
            CommitmentKind::NextStep => "They wait for",
            CommitmentKind::Promise | CommitmentKind::Charter => "You promised",
        };
        Ok(Line {
            id: LineId { kind: Kind::Promise, raw: promise.id.raw() },
            account: promise.account,
            score: standing.as_ref().map(|one| one.score),
            verb: "promise".to_owned(),
            title: promise.what.clone(),
            reason: reason(&[format!("{what} it"), due_words(due, self.today())]),
            due: Some(due),
            worth: standing.as_ref().and_then(|one| self.worth_of(one, removes)),
            merit: standing.as_ref().map_or(0, |one| self.merit_of(one, removes)),
            minutes: 5,
            name,
        })
    }

    fn handoff_line(&self, handoff: &Handoff) -> Result<Line> {
        let (name, standing) = self.whose(Some(handoff.account))?;
        let days = self.waited(handoff);
        let points = &self.points().l1;
        let removes = match (handoff.offered_on.days_to(self.today()) > points.days, days > points.working_days) {
            (true, _) => points.long,
            (false, true) => points.waiting,
            (false, false) => 0,
        };
        Ok(Line {
            id: LineId { kind: Kind::Handoff, raw: handoff.id.raw() },
            account: Some(handoff.account),
            score: standing.as_ref().map(|one| one.score),
            verb: "hand-off".to_owned(),
            title: "Accept this customer, or return it with gaps".to_owned(),
            reason: format!("offered {days} working days ago, nobody has answered"),
            due: Some(handoff.offered_on),
            worth: standing.as_ref().and_then(|one| self.worth_of(one, removes)),
            merit: standing.as_ref().map_or(0, |one| self.merit_of(one, removes)),
            minutes: 5,
            name,
        })
    }

    /// A pulse check or a touch that is due: one line an account, for one conversation serves both.
    fn due_line(&self, standing: &Ranked, readings: &[Reading]) -> Line {
        let today = self.today();
        let pulse = standing.pulse_due.is_some_and(|due| due <= today);
        let (kind, verb, title) = if pulse {
            (Kind::Pulse, "pulse", "Ask how it is going")
        } else {
            (Kind::Touch, "touch", "Be in touch, with something for them")
        };
        let sentence = |code| {
            let reading = readings.iter().find(|one| one.code == code);
            reading.filter(|one| one.points() > 0).map(|one| one.sentence(today).trim_end_matches('.').to_owned())
        };
        let reasons: Vec<String> =
            [sentence("L3"), sentence("V1").filter(|_| pulse), sentence("T1")].into_iter().flatten().take(2).collect();
        let fallback = if pulse { "a pulse check is due" } else { "a touch is overdue" };
        Line {
            id: LineId { kind, raw: standing.account.raw() },
            account: Some(standing.account),
            name: standing.name.clone(),
            score: Some(standing.score),
            verb: verb.to_owned(),
            title: title.to_owned(),
            reason: if reasons.is_empty() { fallback.to_owned() } else { reasons.join(". ") },
            due: if pulse { standing.pulse_due } else { standing.touch_due },
            // Asking is a touch; what they answer is a fact, and recording a fact removes nothing.
            worth: self.worth_of(standing, standing.unseen),
            merit: self.merit_of(standing, standing.unseen),
            minutes: 10,
        }
    }

    /// What removing so many points is worth; none: too little is known to say.
    fn worth_of(&self, standing: &Ranked, removes: u32) -> Option<i64> {
        let value = standing.value.filter(|_| standing.sure)?;
        Some(self.odds().worth(standing.score, removes, value, self.save_rate())).filter(|worth| *worth > 0)
    }

    /// What the best remedy for an account is worth; none: too little is known to say.
    pub fn worth_of_best(&self, standing: &Ranked) -> Option<i64> {
        self.worth_of(standing, standing.removable)
    }

    /// What orders lines: what they are worth, and where that cannot be said, what they would be by the points' own odds.
    fn merit_of(&self, standing: &Ranked, removes: u32) -> i64 {
        self.worth_of(standing, removes).unwrap_or_else(|| {
            let odds = Odds::unanchored(self.points());
            odds.worth(standing.score, removes, standing.value.unwrap_or(0), self.save_rate())
        })
    }

    fn whose(&self, account: Option<Id<Account>>) -> Result<(String, Option<Ranked>)> {
        let Some(account) = account else { return Ok(("—".to_owned(), None)) };
        let standing = self.store.standing(account, self.today(), &self.odds())?;
        Ok((standing.as_ref().map(|one| one.name.clone()).unwrap_or_default(), standing))
    }

    /// The line with this id, wherever it stands in the list.
    pub fn line(&self, id: LineId) -> Result<Line> {
        let gone = || Problem::not_found("This line is no longer there; look at today's list again.");
        match id.kind {
            Kind::Action => self.action_line(self.store.get(Id::new(id.raw))?.ok_or_else(gone)?),
            Kind::Promise => self.promise_line(&self.store.get(Id::new(id.raw))?.ok_or_else(gone)?),
            Kind::Handoff => self.handoff_line(&self.store.get(Id::new(id.raw))?.ok_or_else(gone)?),
            Kind::Pulse | Kind::Touch => {
                let account = Id::new(id.raw);
                let standing = self.store.standing(account, self.today(), &self.odds())?.ok_or_else(gone)?;
                let scores = self.store.scores(&[account], self.today())?;
                Ok(self.due_line(&standing, &scores.first().ok_or_else(gone)?.lines))
            }
        }
    }

    /// A line is done. Pulse checks and touches are done by logging them, and say so.
    pub fn done(&mut self, id: LineId) -> Result<Outcome> {
        self.done_lines(&[id])
    }

    /// Lines are done, as one operation; see [`Book::done`].
    pub fn done_lines(&mut self, ids: &[LineId]) -> Result<Outcome> {
        let mut lines = self.lines(ids)?;
        if let Some(line) = lines.iter().find(|line| matches!(line.id.kind, Kind::Pulse | Kind::Touch)) {
            let name = crate::domain::text::fit(&line.name, 60);
            return Err(Problem::input(format!(
                "This line is done by saying what happened: mainstay log {name} call @who words ^1-5 ~listened."
            )));
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
    pub fn snooze(&mut self, id: LineId, until: Day, reason: Option<&str>) -> Result<Outcome> {
        self.snooze_lines(&[id], until, reason)
    }

    /// Lines are put off until `until`, as one operation.
    pub fn snooze_lines(&mut self, ids: &[LineId], until: Day, reason: Option<&str>) -> Result<Outcome> {
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
    pub fn drop_line(&mut self, id: LineId, reason: &str) -> Result<Outcome> {
        self.drop_lines(&[id], reason)
    }

    /// Lines are dropped, for one reason, as one operation.
    pub fn drop_lines(&mut self, ids: &[LineId], reason: &str) -> Result<Outcome> {
        if reason.trim().is_empty() {
            return Err(Problem::field("reason", "Dropping a line needs a reason; say why in a few words."));
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

    fn lines(&self, ids: &[LineId]) -> Result<Vec<Line>> {
        ids.iter().map(|id| self.line(*id)).collect()
    }

    /// Days until a dropped line may come back.
    fn round_of(&self, line: &Line) -> i32 {
        let standing =
            line.account.and_then(|account| self.store.standing(account, self.today(), &self.odds()).ok().flatten());
        standing.map_or(30, |one| {
            let practice = self.points().practice(one.tier);
            if line.id.kind == Kind::Pulse { practice.pulse } else { practice.touch }
        })
    }
}

/// Points that keeping one of `overdue` promises removes.
fn overdue_removes(overdue: u64, points: &I2) -> u32 {
    match overdue {
        1 => points.one,
        2 => points.several.saturating_sub(points.one),
        _ => 0,
    }
}

/// One line by account and title, several by their number.
fn in_words(lines: &[Line]) -> String {
    match lines {
        [line] => format!("{}: {}", line.name, line.title),
        many => format!("{} lines", many.len()),
    }
}

fn reason(parts: &[String]) -> String {
    parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
}

fn due_words(due: Day, today: Day) -> String {
    if due == today { "due today".to_owned() } else { format!("was due {}", spoken(due, today)) }
}

/// Closes the record behind a line, if there is one; answers its title. Pulses and touches close themselves: the facts
/// they asked for are there.
pub(crate) fn close_line(edit: &mut Edit<'_>, id: LineId, today: Day) -> Result<String> {
    match id.kind {
        Kind::Action => {
            let mut action = edit.get::<Action>(Id::new(id.raw))?;
            if action.outcome.is_some() {
                return Err(Problem::input("This action was closed before; undo that first."));
            }
            action.outcome = Some(ActionOutcome::Done);
            action.done_on = Some(today);
            edit.put(&action)?;
            Ok(action.title)
        }
        Kind::Promise => {
            let mut promise = edit.get::<Commitment>(Id::new(id.raw))?;
            promise.kept_on = Some(today);
            edit.put(&promise)?;
            Ok(promise.what)
        }
        Kind::Handoff => {
            handoffs::accept(edit, Id::new(id.raw), today)?;
            Ok("hand-off accepted".to_owned())
        }
        Kind::Pulse | Kind::Touch => Ok(String::new()),
    }
}

fn put_off(edit: &mut Edit<'_>, line: &Line, until: Day, reason: Option<&str>) -> Result<()> {
    if line.id.kind == Kind::Action {
        let mut action = edit.get::<Action>(Id::new(line.id.raw))?;
        action.due = Some(until);
        action.reason = reason.map(str::to_owned).or(action.reason);
        return edit.put(&action);
    }
    if line.id.kind == Kind::Promise {
        let mut promise = edit.get::<Commitment>(Id::new(line.id.raw))?;
        promise.due = Some(until);
        promise.reason = reason.map(str::to_owned).or(promise.reason);
        return edit.put(&promise);
    }
    defer(edit, line, until, false, reason)
}

fn drop_one(edit: &mut Edit<'_>, line: &Line, round: i32, reason: &str) -> Result<()> {
    let today = edit.today();
    match line.id.kind {
        Kind::Action => {
            let mut action = edit.get::<Action>(Id::new(line.id.raw))?;
            action.outcome = Some(ActionOutcome::Dropped);
            action.done_on = Some(today);
            action.reason = Some(reason.to_owned());
            edit.put(&action)
        }
        Kind::Promise => {
            let mut promise = edit.get::<Commitment>(Id::new(line.id.raw))?;
            promise.broken_on = Some(today);
            promise.reason = Some(reason.to_owned());
            edit.put(&promise)
        }
        Kind::Handoff => handoffs::give_back(edit, Id::new(line.id.raw), today, reason),
        Kind::Pulse | Kind::Touch => defer(edit, line, today.plus(round), true, Some(reason)),
    }
}

fn defer(edit: &mut Edit<'_>, line: &Line, until: Day, dropped: bool, reason: Option<&str>) -> Result<()> {
    let Some(account) = line.account else { return Err(super::nothing("account")) };
    let kind = match line.id.kind {
        Kind::Pulse => LineKind::Pulse,
        Kind::Handoff => LineKind::Handoff,
        Kind::Promise => LineKind::Promise,
        Kind::Touch | Kind::Action => LineKind::Touch,
    };
    let deferral = Deferral {
        id: edit.mint()?,
        account,
        line: kind,
        on: edit.today(),
        until,
        dropped,
        reason: reason.map(str::to_owned),
        known_on: None,
    };
    edit.put(&deferral)
}
