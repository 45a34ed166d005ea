//! What an account has once only, when two accounts become one: that of the account that stays, completed from the other.

use super::completed;
use crate::domain::account::Account;
use crate::domain::assignment::Assignment;
use crate::domain::checklist::ChecklistItem;
use crate::domain::churn::Churn;
use crate::domain::contact::Contact;
use crate::domain::day::Day;
use crate::domain::dismissed_duplicate::DismissedDuplicate;
use crate::domain::id::Id;
use crate::domain::problem::{Problem, Result};
use crate::domain::reading::Reading;
use crate::domain::record::Record;
use crate::domain::role::Role;
use crate::domain::stage_period::StagePeriod;
use crate::domain::text::{fit, same_word};
use crate::domain::watch::Watch;
use crate::store::Edit;
use std::collections::HashSet;

/// Takes out of the other account what would stand twice in the one that stays.
pub(super) fn settle(edit: &mut Edit<'_>, one: &Account, other: &Account) -> Result<()> {
    churns(edit, one, other)?;
    let (kept, gone) = (one.id, other.id);
    readings(edit, kept, gone)?;
    stages(edit, kept, gone)?;
    assignments(edit, kept, gone)?;
    checklist(edit, kept, gone)?;
    watches(edit, kept, gone)?;
    let pair = (kept.raw().min(gone.raw()), kept.raw().max(gone.raw()));
    dismissed(edit, [kept, gone], pair)
}

/// The same of two contacts.
pub(super) fn settle_contacts(edit: &mut Edit<'_>, one: &Contact, other: &Contact) -> Result<()> {
    let pair = (one.id.raw().min(other.id.raw()), one.id.raw().max(other.id.raw()));
    dismissed(edit, [one.account, other.account], pair)
}

/// Who is one with another is no longer told apart from them.
fn dismissed(edit: &mut Edit<'_>, accounts: [Id<Account>; 2], pair: (i64, i64)) -> Result<()> {
    let of = |edit: &Edit<'_>, at: usize| edit.of_account::<DismissedDuplicate>(accounts[at]);
    let mut all = of(edit, 0)?;
    if accounts[0] != accounts[1] {
        all.extend(of(edit, 1)?);
    }
    all.iter().filter(|it| it.pair() == Some(pair)).try_for_each(|it| edit.remove(it.id))
}

/// An account that is churned as a whole is not one with a customer: which of the two holds is not for a merge to decide.
fn churns(edit: &mut Edit<'_>, one: &Account, other: &Account) -> Result<()> {
    let is_whole = |it: &Churn| it.contract.is_none() && it.won_back_on.is_none();
    let whole = |edit: &Edit<'_>, of: Id<Account>| {
        edit.of_account::<Churn>(of).map(|all| all.into_iter().filter(is_whole).collect::<Vec<_>>())
    };
    let (here, there) = (whole(edit, one.id)?, whole(edit, other.id)?);
    if here.is_empty() != there.is_empty() {
        let (churned, open) = if here.is_empty() { (other, one) } else { (one, other) };
        return Err(Problem::input(format!(
            "{} is churned and {} is not; record which of them holds first, with won-back or new churn.",
            fit(&churned.name, 60),
            fit(&open.name, 60)
        )));
    }
    there.iter().try_for_each(|it| edit.remove_whole(it.id))
}

/// Of one metric and day the reading of the account that stays is kept.
fn readings(edit: &mut Edit<'_>, kept: Id<Account>, gone: Id<Account>) -> Result<()> {
    let here: Vec<Reading> = edit.of_account(kept)?;
    let known: HashSet<(&str, Day)> = here.iter().map(|it| (it.metric.as_str(), it.on)).collect();
    let there: Vec<Reading> = edit.of_account(gone)?;
    let twice = there.iter().filter(|it| known.contains(&(it.metric.as_str(), it.on)));
    twice.into_iter().try_for_each(|it| edit.remove(it.id))
}

/// An account is in one stage at a time: of the other one only what lies before its first day is kept.
fn stages(edit: &mut Edit<'_>, kept: Id<Account>, gone: Id<Account>) -> Result<()> {
    let here: Vec<StagePeriod> = edit.of_account(kept)?;
    let Some(first) = here.iter().map(|it| it.entered_on).min() else { return Ok(()) };
    let there: Vec<StagePeriod> = edit.of_account(gone)?;
    let is_before = |it: &StagePeriod| it.left_on.is_some_and(|left| left <= first);
    there.iter().filter(|it| !is_before(it)).try_for_each(|it| edit.remove(it.id))
}

/// A duty of one person is held once; the lead of the account that stays leads on, and what somebody holds is not vacant.
fn assignments(edit: &mut Edit<'_>, kept: Id<Account>, gone: Id<Account>) -> Result<()> {
    let today = edit.today();
    let here: Vec<Assignment> = edit.of_account(kept)?;
    let there: Vec<Assignment> = edit.of_account(gone)?;
    let holds = |all: &[Assignment], role: Role| {
        all.iter().any(|it| it.role == role && it.member.is_some() && it.is_held(today))
    };
    for other in &there {
        if let Some(same) = here.iter().find(|it| it.is_same_duty(other)) {
            let whole = completed(same, other, &["since", "until"])?;
            edit.remove_whole(other.id)?;
            if whole != *same {
                edit.put(&whole)?;
            }
        } else if other.member.is_none() && here.iter().any(|it| it.role == other.role && it.is_held(today)) {
            edit.remove_whole(other.id)?;
        } else if other.role == Role::AccountLead && other.is_held(today) && holds(&here, other.role) {
            end(edit, other, today)?;
        }
    }
    for vacant in here.iter().filter(|it| it.member.is_none() && holds(&there, it.role)) {
        edit.remove_whole(vacant.id)?;
    }
    Ok(())
}

/// Ends an assignment the day before; one that began no earlier was never held.
fn end(edit: &mut Edit<'_>, it: &Assignment, today: Day) -> Result<()> {
    let last = today.plus(-1);
    if it.since.is_some_and(|since| since > last) {
        return edit.remove_whole(it.id);
    }
    edit.put(&Assignment { until: Some(last), ..it.clone() })
}

/// An item of the checklist is given once.
fn checklist(edit: &mut Edit<'_>, kept: Id<Account>, gone: Id<Account>) -> Result<()> {
    let here: Vec<ChecklistItem> = edit.of_account(kept)?;
    for other in edit.of_account::<ChecklistItem>(gone)? {
        let Some(same) = here.iter().find(|it| same_word(&it.item, &other.item)) else { continue };
        edit.remove(other.id)?;
        // Given and confirmed are of one story: the fuller one stands.
        if same.given_on.is_none() || same.confirmed_on.is_none() && other.confirmed_on.is_some() {
            let (given_on, confirmed_on) = (other.given_on, other.confirmed_on);
            edit.put(&ChecklistItem { given_on, confirmed_on, confirmed_by: other.confirmed_by, ..same.clone() })?;
        }
    }
    Ok(())
}

/// One pair watches an account at a time.
fn watches(edit: &mut Edit<'_>, kept: Id<Account>, gone: Id<Account>) -> Result<()> {
    let today = edit.today();
    let runs = |it: &Watch| it.until.is_none_or(|until| until >= today);
    let here: Vec<Watch> = edit.of_account(kept)?;
    if !here.iter().any(runs) {
        return Ok(());
    }
    let there: Vec<Watch> = edit.of_account(gone)?;
    there.iter().filter(|it| runs(it)).try_for_each(|it| edit.remove(it.id()))
}
