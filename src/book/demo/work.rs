//! What playbooks asked for in the past, and what became of it: most of it was done, some was dropped.

use super::chance::Chance;
use crate::domain::account::Account;
use crate::domain::action::Action;
use crate::domain::contract::Contract;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::noun::Noun;
use crate::domain::playbook::{Playbook, Trigger};
use crate::domain::playbook_key::{Key, Mark};
use crate::domain::problem::Result;
use crate::domain::trigger::cause;
use crate::domain::words::ActionOutcome;
use crate::store::Edit;

/// How far back what playbooks asked for is remembered, in days.
const MEMORY: i32 = 730;

/// The renewals that were decided: each was prepared, more or less.
pub(super) fn past_renewals(
    edit: &mut Edit<'_>,
    chance: &mut Chance,
    playbooks: &[Playbook],
    account: Id<Account>,
    today: Day,
) -> Result<()> {
    let Some(playbook) = playbooks.iter().find(|one| one.trigger == Trigger::Decision) else { return Ok(()) };
    let Some(owner) = edit.get(account)?.owner else { return Ok(()) };
    for contract in edit.of_account::<Contract>(account)? {
        let decided = contract.outcome.and(contract.outcome_on);
        let Some(decided) = decided.filter(|day| (1..MEMORY).contains(&day.days_to(today))) else { continue };
        let Some(cause) = cause(Noun::Contracts, None, contract.id.raw()).pop() else { continue };
        for (place, task) in playbook.tasks.iter().enumerate() {
            let due = decided.plus(task.day).working_day_before();
            let key = Key {
                code: playbook.code.clone(),
                number: place + 1,
                mark: Mark::Planned,
                planned_on: Some(due),
                cause: cause.clone(),
            };
            let (id, done) = (edit.mint()?, chance.happens(0.7));
            let mut action = Action {
                id,
                account: Some(account),
                title: task.title.clone(),
                channel: Some(task.channel),
                owner: Some(owner),
                due: Some(due),
                done_on: Some(due.plus(if done { chance.between(0, 4) } else { 7 })),
                outcome: Some(if done { ActionOutcome::Done } else { ActionOutcome::Dropped }),
                reason: Some(if done { playbook.name.clone() } else { "overtaken by the talks".to_owned() }),
                known_on: Some(due.plus(-10)),
                ..Action::default()
            };
            action.set_key(key);
            edit.put(&action)?;
        }
    }
    Ok(())
}

/// Whoever kept this book did this share of what was due before today.
pub(super) fn work_off(edit: &mut Edit<'_>, chance: &mut Chance, share: f64, today: Day) -> Result<()> {
    for account in edit.with_open_playbooks()? {
        for mut action in edit.playbook_actions(account)? {
            let Some(due) = action.due.filter(|due| *due < today && action.outcome.is_none()) else { continue };
            if chance.happens(share) {
                action.outcome = Some(ActionOutcome::Done);
                action.done_on = Some(due.plus(chance.between(0, 3)).min(today));
                edit.put(&action)?;
            }
        }
    }
    Ok(())
}
