//! From what happened to what must be done: a pure function from the occurrences at one account, and the actions that
//! stand there already, to what must be added, moved or withdrawn.
//!
//! Every action of a playbook has a [`Key`]: playbook, number, the day it was planned for, and the record that caused it. By it the schedule knows its own actions again, so it can run as often as it likes: twice, late, after an undo, in a
//! book that was exported and taken in again. What people did with an action stays: an action that is done, dropped or
//! changed by hand is left alone, one that was put off keeps its new day.

use super::action::Action;
use super::calendar::Calendar;
use super::day::Day;
use super::id::Id;
use super::playbook::{Playbook, Playbooks, Task};
use super::playbook_key::{Key, Mark};
use super::role::Role;
use super::words::{ActionOutcome, Channel};

/// Actions stand in the book so many days before the first of them is due.
pub const AHEAD: i32 = 14;
/// An action that was due longer ago, in days, is not put on anybody's list when its occurrence begins: whoever was away for
/// a fortnight finds everything, and a book that is taken in does not begin with the duties of last year.
pub const BACK: i32 = 14;
/// A trigger that moved ahead by so many days is the next round of the same record: a contract that was prolonged.
const ROUND: i32 = 180;

/// One occurrence of a hot spot at one account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occurrence {
    /// The code of its playbook.
    pub code: String,
    /// The trigger.
    pub on: Day,
    /// The records that cause it, the first of them names it; see [`Key::cause`]. A cause without a colon stands for every
    /// cause of that kind.
    pub causes: Vec<String>,
    /// Why, in words: “they decide on Fri 12 Mar 2027”.
    pub why: String,
    /// Why it is over, once it is.
    pub over: Option<String>,
}

impl Occurrence {
    fn caused(&self, key: &Key) -> bool {
        let same = |cause: &String| {
            *cause == key.cause
                || !cause.contains(':') && key.cause.strip_prefix(cause.as_str()).is_some_and(|it| it.starts_with(':'))
        };
        self.code == key.code && self.causes.iter().any(same)
    }
}

/// An action that must be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// Its mark.
    pub key: Key,
    /// What to do.
    pub title: String,
    /// How.
    pub channel: Channel,
    /// The assignments that do it; the first answers for it.
    pub owners: Vec<Role>,
    /// When: a working day.
    pub due: Day,
    /// Why, in words.
    pub reason: String,
    /// Minutes it takes, where the playbook says so.
    pub minutes: Option<u32>,
}

/// One thing that must change.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// An action is new.
    Add(Planned),
    /// The trigger moved, and the action with it.
    Move(Action),
    /// The cause is back, and the action with it.
    Revive(Action),
    /// The cause is gone: the action is closed as dropped, with the reason.
    Withdraw(Action),
}

/// What must change at one account on `today`. `actions`: all of the account that carry a [`Key`], in any order.
pub fn schedule(
    today: Day,
    calendar: &Calendar,
    playbooks: &Playbooks,
    occurrences: &[Occurrence],
    actions: &[Action],
) -> Vec<Change> {
    let plan = Plan { today, calendar };
    let known: Vec<(Key, &Action)> = actions.iter().filter_map(|one| Some((one.key()?, one))).collect();
    let mut changes = Vec::new();
    let mut claimed = vec![false; known.len()];
    // What holds claims its actions before what is over does.
    let (over, holds): (Vec<_>, Vec<_>) = occurrences.iter().partition(|one| one.over.is_some());
    for occurrence in holds.into_iter().chain(over) {
        let Some(playbook) = playbooks.of_code(&occurrence.code) else { continue };
        let mut own = Vec::new();
        for (place, (key, action)) in known.iter().enumerate() {
            if !claimed[place] && occurrence.caused(key) {
                claimed[place] = true;
                own.push((key, *action));
            }
        }
        match &occurrence.over {
            Some(why) => changes.extend(own.iter().filter_map(|(key, action)| plan.withdraw(key, action, why))),
            None => plan.hold(playbook, occurrence, &own, &mut changes),
        }
    }
    for (_, (key, action)) in known.iter().enumerate().filter(|(place, _)| !claimed[*place]) {
        let why = match playbooks.of_code(&key.code) {
            Some(_) => "what it was for no longer holds",
            None => "its playbook is retired",
        };
        changes.extend(plan.withdraw(key, action, why));
    }
    changes
}

/// The first day on which an occurrence of this playbook, triggered on `on`, may begin.
pub fn opens(playbook: &Playbook, on: Day) -> Option<Day> {
    let (first, _) = playbook.span()?;
    Some(if playbook.trigger.is_state() { on } else { on.plus(first - AHEAD) })
}

struct Plan<'a> {
    today: Day,
    calendar: &'a Calendar,
}

impl Plan<'_> {
    fn due(&self, occurrence: &Occurrence, task: &Task) -> Day {
        let due = self.calendar.working_day_before(occurrence.on.plus(task.day));
        if task.day < 0 || due >= occurrence.on {
            return due;
        }
        // What follows on something is not due before it: after a day of rest it is due on the next day that is worked.
        self.calendar.working_day_after(occurrence.on)
    }

    /// An occurrence that holds: it begins, or its actions follow it.
    fn hold(&self, playbook: &Playbook, occurrence: &Occurrence, own: &[(&Key, &Action)], changes: &mut Vec<Change>) {
        let own: Vec<_> =
            own.iter().filter(|(key, action)| !self.is_past_round(playbook, occurrence, key, action)).collect();
        if own.is_empty() {
            if self.begins(playbook, occurrence) {
                self.add_missing(playbook, occurrence, &[], changes);
            }
            return;
        }
        let mut moved = false;
        for (key, action) in own.iter().copied() {
            let Some(task) = playbook.tasks.get(key.number.wrapping_sub(1)) else { continue };
            // A playbook that was changed holds for what begins from now on.
            if task.title != action.title {
                continue;
            }
            match key.mark {
                Mark::Planned if action.outcome.is_none() && action.due == key.planned_on => {
                    let due = self.due(occurrence, task);
                    if action.due.is_some_and(|planned| due != planned) && !playbook.trigger.is_state() {
                        changes.push(Change::Move(reopened(action, due, reason(playbook, occurrence))));
                        moved = true;
                    }
                }
                Mark::Withdrawn if action.outcome == Some(ActionOutcome::Dropped) => {
                    let due = self.due(occurrence, task);
                    if self.is_current(occurrence, task) {
                        changes.push(Change::Revive(reopened(action, due, reason(playbook, occurrence))));
                    }
                }
                Mark::Planned | Mark::ByHand | Mark::Withdrawn => {}
            }
        }
        if moved {
            let there: Vec<usize> = own.iter().map(|(key, _)| key.number).collect();
            self.add_missing(playbook, occurrence, &there, changes);
        }
    }

    /// Whether an occurrence may begin: its time has come, and not all of it is long past.
    fn begins(&self, playbook: &Playbook, occurrence: &Occurrence) -> bool {
        let opened = opens(playbook, occurrence.on).is_some_and(|day| day <= self.today);
        opened && playbook.tasks.iter().any(|task| self.is_current(occurrence, task))
    }

    /// Whether an action is not too old to be put on a list. What counts is its day in the playbook: rest days before it
    /// take nothing from the fortnight for which somebody may be away.
    fn is_current(&self, occurrence: &Occurrence, task: &Task) -> bool {
        occurrence.on.plus(task.day) >= self.today.plus(-BACK)
    }

    fn add_missing(&self, playbook: &Playbook, occurrence: &Occurrence, there: &[usize], changes: &mut Vec<Change>) {
        let Some(cause) = occurrence.causes.first() else { return };
        for (place, task) in playbook.tasks.iter().enumerate() {
            let (number, due) = (place + 1, self.due(occurrence, task));
            if there.contains(&number) || !self.is_current(occurrence, task) {
                continue;
            }
            changes.push(Change::Add(Planned {
                key: Key {
                    code: playbook.code.clone(),
                    number,
                    mark: Mark::Planned,
                    planned_on: Some(due),
                    cause: cause.clone(),
                },
                title: task.title.clone(),
                channel: task.channel,
                owners: task.owners.clone(),
                due,
                reason: reason(playbook, occurrence),
                minutes: task.minutes,
            }));
        }
    }

    /// Whether a closed action belongs to an earlier round of the same record.
    fn is_past_round(&self, playbook: &Playbook, occurrence: &Occurrence, key: &Key, action: &Action) -> bool {
        let planned = key.planned_on.or(action.due).or(action.done_on);
        let Some(task) = playbook.tasks.get(key.number.wrapping_sub(1)) else { return false };
        action.outcome.is_some() && planned.is_some_and(|day| day.plus(ROUND) < self.due(occurrence, task))
    }

    /// Closes an open action whose cause is gone, unless somebody made it their own.
    fn withdraw(&self, key: &Key, action: &Action, why: &str) -> Option<Change> {
        if action.outcome.is_some() || key.mark != Mark::Planned {
            return None;
        }
        Some(Change::Withdraw(Action {
            outcome: Some(ActionOutcome::Dropped),
            done_on: Some(self.today),
            reason: Some(format!("withdrawn: {why}")),
            playbook_mark: Some(Mark::Withdrawn),
            ..action.clone()
        }))
    }
}

fn reason(playbook: &Playbook, occurrence: &Occurrence) -> String {
    format!("{}: {}", playbook.name, occurrence.why)
}

fn reopened(action: &Action, due: Day, reason: String) -> Action {
    Action {
        due: Some(due),
        outcome: None,
        done_on: None,
        reason: Some(reason),
        playbook_mark: Some(Mark::Planned),
        planned_on: Some(due),
        ..action.clone()
    }
}

impl Planned {
    /// The action itself, with this id; `owner`: who holds the first of its assignments.
    pub fn action(
        &self,
        id: Id<Action>,
        account: Id<super::account::Account>,
        owner: Option<Id<super::member::Member>>,
        today: Day,
    ) -> Action {
        let mut action = Action {
            id,
            account: Some(account),
            title: self.title.clone(),
            channel: Some(self.channel),
            owner,
            due: Some(self.due),
            reason: Some(self.reason.clone()),
            minutes: self.minutes,
            known_on: Some(today),
            ..Action::default()
        };
        action.set_key(self.key.clone());
        action
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cause_without_a_colon_stands_for_its_kind() {
        let occurrence = |cause: &str| Occurrence {
            code: "VP11".into(),
            on: Day::ZERO,
            causes: vec![cause.into()],
            why: String::new(),
            over: None,
        };
        let key = Key::parse("VP11:1@by-hand:silence:2026-09-01").unwrap();
        assert!(occurrence("silence").caused(&key));
        assert!(occurrence("silence:2026-09-01").caused(&key));
        assert!(!occurrence("silence:2026-09").caused(&key));
        assert!(!occurrence("sil").caused(&key));
    }
}
