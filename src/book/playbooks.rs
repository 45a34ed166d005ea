//! Playbooks run: after every write at the accounts it changed, in the same step; and once a day at those whose time came.
//!
//! What must be is worked out by [`crate::domain::schedule`]; here it is read and written. A run that finds everything as it
//! must be leaves no step.

use super::moves;
use super::op::Op;
use super::{Book, Outcome};
use crate::domain::account::Account;
use crate::domain::action::Action;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::noun::Noun;
use crate::domain::playbook::Playbooks;
use crate::domain::problem::Result;
use crate::domain::schedule::{Change, Key, Mark, schedule};
use crate::domain::text::{counted, grouped};
use crate::domain::trigger::{Reader, Story};
use crate::store::rules::Rules;
use crate::store::{Edit, Now, Store};
use std::collections::BTreeSet;

/// Where the day of the last run is kept; not a part of the book's content.
const LAST_RUN: &str = "playbooks";

/// The kinds of record that may trigger a playbook, or end what triggered it.
const TRIGGERS: [Noun; 14] = [
    Noun::Accounts,
    Noun::Members,
    Noun::Contacts,
    Noun::Seats,
    Noun::Contracts,
    Noun::Defections,
    Noun::StageHistory,
    Noun::Touches,
    Noun::Issues,
    Noun::Events,
    Noun::Handoffs,
    Noun::Goals,
    Noun::Invoices,
    Noun::Settings,
];

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

/// Gives open actions of playbooks that nobody answers for to whoever does by now: the account got a lead, or the seat was
/// filled. What somebody changed by hand is theirs, and so is leaving it without an owner.
fn settle_owners(edit: &mut Edit<'_>, playbooks: &Playbooks, story: &Story) -> Result<u64> {
    let mut owned = 0;
    for action in edit.playbook_actions(story.account.id)? {
        let Some(key) = Key::of(&action).filter(|key| matches!(key.mark, Mark::Planned(_))) else { continue };
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
    let (tally, followed) = match edit.touched() {
        Some(mut accounts) if !settings => {
            if edit.changed().contains(&Noun::Members) {
                accounts.extend(edit.accounts_owned_by_leavers(today)?);
            }
            // New accounts have no tier yet, on which their cadence hangs.
            if !edit.have_standings(&accounts)? {
                edit.refresh_standings()?;
            }
            (run_at(edit, rules, &accounts)?, Followed::Here)
        }
        _ if edit.refresh_standings()? => (run_everywhere(edit, rules)?, Followed::Everywhere),
        _ => (Tally::default(), Followed::Not),
    };
    let words = tally.words();
    if !words.is_empty() {
        edit.add_to_summary(&format!("; playbooks: {words}"));
    }
    Ok(followed)
}

/// Runs the playbooks of a new day on `store`; `None` when they ran today, or found everything as it must be.
pub(super) fn run_day(store: &mut Store, now: &Now) -> Result<Option<Outcome>> {
    let noted = store.meta(LAST_RUN)?.unwrap_or_default();
    let (last, undone) = noted.split_once(' ').map_or((noted.as_str(), false), |(day, _)| (day, true));
    let last = Day::parse(last).ok();
    if last == Some(now.today) {
        return Ok(None);
    }
    let last = last.filter(|day| *day < now.today && !undone);
    // Another day may have other rules.
    store.read_rules(now.today)?;
    let rules = store.rules().clone();
    // Looked for before the book is held for writing: on most days few accounts are found.
    let due = match last {
        Some(_) => Some(store.may_begin(&rules.playbooks, &rules.stages, last, now.today)?),
        None => None,
    };
    let ((), outcome) = store.edit(now, Op::RunPlaybooks.label(), |edit| {
        let opened = moves::open_windows(edit)?;
        let tally = match &due {
            Some(accounts) => run_at(edit, &rules, accounts)?,
            None => run_everywhere(edit, &rules)?,
        };
        let windows = (opened > 0).then(|| format!("{} into the renewal window", counted(opened, "account")));
        let said: Vec<String> =
            windows.into_iter().chain([tally.words()].into_iter().filter(|words| !words.is_empty())).collect();
        edit.summary(said.join("; "));
        Ok(())
    })?;
    store.set_meta(LAST_RUN, &now.today.to_string())?;
    Ok((outcome.step != 0).then_some(outcome))
}

impl Book {
    /// Runs the playbooks of the day, unless they ran already; what they changed, if they changed anything.
    pub fn run_playbooks(&mut self) -> Result<Option<Outcome>> {
        let now = self.now();
        let outcome = run_day(&mut self.store, &now)?;
        if let Some(outcome) = &outcome {
            self.catch_up(outcome)?;
        }
        Ok(outcome)
    }

    /// A run that was taken back is not repeated on the same day; the next one looks everywhere.
    pub(super) fn note_undone(&mut self, outcome: &Outcome) -> Result<()> {
        if outcome.name == Op::RunPlaybooks.label() {
            self.store.set_meta(LAST_RUN, &format!("{} undone", self.today()))?;
        }
        Ok(())
    }

    /// Remembers that every account was looked at today, or that every one must be looked at again.
    pub(super) fn note_run(&mut self, followed: Followed) -> Result<()> {
        match followed {
            Followed::Here => Ok(()),
            Followed::Everywhere => self.store.set_meta(LAST_RUN, &self.today().to_string()),
            Followed::Not => {
                self.store.set_meta(LAST_RUN, "")?;
                self.work_again()
            }
        }
    }
}
