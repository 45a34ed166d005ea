//! Playbooks run and renewal windows open: after every write at the accounts it changed, in the same step; and once a day at
//! those whose time came, as the turn of the day, which is nobody's step (see the store's `daily`).
//!
//! What must be is worked out by [`crate::domain::schedule`]; here it is read and written. A run that finds everything as it
//! must be leaves no step. So the book is as its day wants it after each write and after each [`Book::begin_day`], whatever
//! was read in between, and undo takes back what somebody did together with what followed from it.

use super::backtest::{is_to_be_judged, judge_probabilities};
use super::moves;
use super::{Book, Outcome};
use crate::domain::account::Account;
use crate::domain::action::Action;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::noun::Noun;
use crate::domain::playbook::Playbooks;
use crate::domain::playbook_key::Mark;
use crate::domain::problem::{ProblemKind, Result};
use crate::domain::schedule::{Change, schedule};
use crate::domain::text::{counted, grouped};
use crate::domain::trigger::{AccountFacts, Reader};
use crate::store::rules::Rules;
use crate::store::{Edit, Now, Store};
use std::collections::BTreeSet;

/// The kinds of record that may trigger a playbook, or end what triggered it.
const TRIGGERS: [Noun; 14] = [
    Noun::Accounts,
    Noun::Members,
    Noun::Contacts,
    Noun::Assignments,
    Noun::Contracts,
    Noun::Churns,
    Noun::StageHistory,
    Noun::Touches,
    Noun::Issues,
    Noun::Events,
    Noun::Handoffs,
    Noun::Goals,
    Noun::Invoices,
    Noun::Settings,
];

/// The kinds of record by which a renewal window may be open: a write that brings the past of an account brings its window.
const WINDOWS: [Noun; 4] = [Noun::Accounts, Noun::Contracts, Noun::Churns, Noun::StageHistory];

/// What a run did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Tally {
    added: u64,
    moved: u64,
    revived: u64,
    withdrawn: u64,
    owned: u64,
}

impl Tally {
    /// In words: “5 actions added, 2 withdrawn”; empty when nothing changed.
    fn words(self) -> String {
        let parts = [
            (self.added, "added"),
            (self.moved, "moved"),
            (self.revived, "taken up again"),
            (self.withdrawn, "withdrawn"),
            (self.owned, "given an owner"),
        ];
        let mut said: Vec<String> = parts
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, what)| format!("{} {what}", grouped(&count.to_string())))
            .collect();
        if let Some(first) = said.first_mut()
            && let Some((count, what)) = first.split_once(' ')
        {
            *first = format!("{count} {} {what}", if count == "1" { "action" } else { "actions" });
        }
        said.join(", ")
    }
}

/// Runs the playbooks at these accounts.
fn run_at(edit: &mut Edit<'_>, rules: &Rules, accounts: &[Id<Account>]) -> Result<Tally> {
    let today = edit.today();
    let Rules { stages, playbooks, calendar, .. } = rules;
    let reader = Reader { playbooks, stages, calendar, today };
    let mut tally = Tally::default();
    for account in accounts {
        let Some(story) = edit.story(*account)? else { continue };
        let standing = edit.playbook_actions(*account)?;
        for change in schedule(today, calendar, playbooks, &reader.occurrences(&story), &standing) {
            match change {
                Change::Add(planned) => {
                    let owner = story.owner_of(&planned.owners, planned.due);
                    let action = planned.action(edit.mint()?, *account, owner, today);
                    edit.put(&action)?;
                    tally.added += 1;
                }
                Change::Move(action) => {
                    edit.put(&action)?;
                    tally.moved += 1;
                }
                Change::Revive(action) => {
                    edit.put(&action)?;
                    tally.revived += 1;
                }
                Change::Withdraw(action) => {
                    edit.put(&action)?;
                    tally.withdrawn += 1;
                }
            }
        }
        tally.owned += settle_owners(edit, playbooks, &story)?;
    }
    Ok(tally)
}

/// Gives open actions of playbooks that nobody answers for to whoever does by now: the account got a lead, or the assignment was
/// filled. What somebody changed by hand stays; leaving it without an owner counts as such.
fn settle_owners(edit: &mut Edit<'_>, playbooks: &Playbooks, story: &AccountFacts) -> Result<u64> {
    let mut owned = 0;
    for action in edit.playbook_actions(story.account.id)? {
        let Some(key) = action.key().filter(|key| key.mark == Mark::Planned) else { continue };
        let (None, None, Some(due)) = (action.owner, action.outcome, action.due) else { continue };
        let playbook = playbooks.of_code(&key.code);
        let task = playbook.and_then(|playbook| playbook.tasks.get(key.number.wrapping_sub(1)));
        let owner = task.and_then(|task| story.owner_of(&task.owners, due));
        if owner.is_some() {
            edit.put(&Action { owner, ..action })?;
            owned += 1;
        }
    }
    Ok(owned)
}

/// Runs the playbooks wherever something may begin or end.
fn run_everywhere(edit: &mut Edit<'_>, rules: &Rules) -> Result<Tally> {
    let today = edit.today();
    let mut accounts: BTreeSet<_> = edit.may_begin(&rules.playbooks, &rules.stages, today)?.into_iter().collect();
    accounts.extend(edit.with_open_playbooks()?);
    run_at(edit, rules, &accounts.into_iter().collect::<Vec<_>>())
}

/// What a write was followed by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Followed {
    /// The accounts it changed are as they must be.
    Here,
    /// Every account is.
    Everywhere,
    /// It changed more than can be looked at while somebody waits: the next run looks everywhere.
    Not,
}

/// Runs the playbooks at what an operation changed, in the same step, so that one undo takes back both.
pub(super) fn follow(edit: &mut Edit<'_>) -> Result<Followed> {
    if !TRIGGERS.iter().any(|noun| edit.changed().contains(noun)) {
        return Ok(Followed::Here);
    }
    let today = edit.today();
    let settings = edit.changed().contains(&Noun::Settings);
    let fresh = if settings { Some(edit.rules_now()?) } else { None };
    let held = edit.rules();
    let rules = fresh.as_ref().unwrap_or(held);
    let mut opened = 0;
    let (tally, followed) = match edit.touched() {
        Some(mut accounts) if !settings => {
            if edit.changed().contains(&Noun::Members) {
                accounts.extend(edit.accounts_owned_by_leavers(today)?);
            }
            // New accounts have no tier yet, on which their cadence hangs.
            if !edit.have_standings(&accounts)? {
                edit.refresh_summaries()?;
            }
            if WINDOWS.iter().any(|noun| edit.changed().contains(noun)) {
                edit.refresh_standings_of(&accounts)?;
                opened = moves::open_windows_of(edit, &accounts)?;
            }
            (run_at(edit, rules, &accounts)?, Followed::Here)
        }
        _ if edit.refresh_summaries()? => {
            opened = moves::open_windows(edit)?;
            (run_everywhere(edit, rules)?, Followed::Everywhere)
        }
        _ => (Tally::default(), Followed::Not),
    };
    for (what, words) in [("", windows(opened)), ("playbooks: ", tally.words())] {
        if !words.is_empty() {
            edit.add_to_summary(&format!("; {what}{words}"));
        }
    }
    Ok(followed)
}

/// How much of the book the turn of a day must look at.
enum Reach {
    /// Accounts whose time came since the turn before.
    Due(Vec<Id<Account>>),
    Everywhere,
}

/// Looked for before the book is held for writing: on most days few accounts are found. None: the day has turned already.
fn reach(store: &mut Store, today: Day) -> Result<Option<Reach>> {
    let last = store.last_turn()?;
    if last == Some(today) {
        return Ok(None);
    }
    // Another day may have other rules.
    store.read_rules(today)?;
    let Some(last) = last.filter(|day| *day < today) else { return Ok(Some(Reach::Everywhere)) };
    let rules = store.rules();
    store.may_begin(&rules.playbooks, &rules.stages, Some(last), today).map(|due| Some(Reach::Due(due)))
}

/// What a day brings of itself: renewal windows open, playbooks begin and end.
fn turn(edit: &mut Edit<'_>, reach: &Reach) -> Result<()> {
    let opened = moves::open_windows(edit)?;
    let rules = edit.rules();
    let tally = match reach {
        Reach::Due(accounts) => run_at(edit, rules, accounts)?,
        Reach::Everywhere => run_everywhere(edit, rules)?,
    };
    let said: Vec<String> = [windows(opened), tally.words()].into_iter().filter(|words| !words.is_empty()).collect();
    edit.summary(said.join("; "));
    Ok(())
}

fn windows(opened: u64) -> String {
    if opened == 0 { String::new() } else { format!("{} into the renewal window", counted(opened, "account")) }
}

/// Keeps the turn of the day, unless it is kept already; what it changed, if anything.
pub(super) fn turn_day(store: &mut Store, now: &Now) -> Result<Option<Outcome>> {
    let Some(reach) = reach(store, now.today)? else { return Ok(None) };
    store.turn(now, |edit| turn(edit, &reach))
}

impl Book {
    /// Brings the book to its day: what every answer is read from. On the real day the turn is kept, once; on another day,
    /// and of a book that cannot be written now, it is only looked at: [`crate::store`] keeps nothing of it.
    pub fn begin_day(&mut self) -> Result<()> {
        if !self.is_look {
            match self.keep_day() {
                Err(problem) if is_unwritable(problem.kind) => {}
                kept => return kept,
            }
        }
        match self.look_at_day() {
            // What cannot even be looked at now is read as it was left.
            Err(problem) if is_unwritable(problem.kind) => Ok(()),
            looked => looked,
        }
    }

    /// Keeps the turn of the real day, for what is read as records: they are never of a day that is only looked at.
    pub fn begin_real_day(&mut self) -> Result<()> {
        if self.is_look {
            return Ok(());
        }
        match self.keep_day() {
            Err(problem) if is_unwritable(problem.kind) => Ok(()),
            kept => kept,
        }
    }

    fn keep_day(&mut self) -> Result<()> {
        self.refresh()?;
        self.run_playbooks()?;
        self.judge_probabilities()
    }

    fn judge_probabilities(&mut self) -> Result<()> {
        let today = self.today();
        if judge_probabilities(&mut self.store, today)? {
            self.odds.set(None);
        }
        Ok(())
    }

    fn look_at_day(&mut self) -> Result<()> {
        let now = self.now();
        let is_of_day = self.is_stale().is_none();
        let reach = reach(&mut self.store, now.today)?;
        if is_of_day && reach.is_none() && !is_to_be_judged(&self.store, now.today)? {
            return Ok(());
        }
        self.store.look(&now, |edit| reach.as_ref().map_or(Ok(()), |reach| turn(edit, reach)))?;
        self.forget();
        self.judge_probabilities()
    }

    /// Keeps the turn of the day, unless it is kept already; what it changed, if it changed anything.
    pub fn run_playbooks(&mut self) -> Result<Option<Outcome>> {
        let now = self.now();
        let outcome = turn_day(&mut self.store, &now)?;
        if let Some(outcome) = &outcome {
            self.catch_up(outcome)?;
        }
        Ok(outcome)
    }

    /// Remembers that every account was looked at today, or that every one must be looked at again.
    pub(super) fn note_run(&mut self, followed: Followed) -> Result<()> {
        match followed {
            Followed::Here => Ok(()),
            Followed::Everywhere => {
                let today = self.today();
                self.store.note_turn(today)
            }
            Followed::Not => {
                self.store.forget_turn()?;
                self.work_again()
            }
        }
    }
}

/// Whether the book cannot be written now, but can be read.
const fn is_unwritable(kind: ProblemKind) -> bool {
    matches!(kind, ProblemKind::ReadOnly | ProblemKind::Full | ProblemKind::Busy)
}
