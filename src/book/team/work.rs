//! The open work of a team member who leaves an account.

use crate::domain::account::Account;
use crate::domain::action::Action;
use crate::domain::commitment::Commitment;
use crate::domain::contract::Contract;
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::opportunity::Opportunity;
use crate::domain::plan::{Goal, Plan};
use crate::domain::problem::Result;
use crate::domain::watch::Watch;
use crate::domain::words::OpportunityState;
use crate::store::Edit;

/// What they had open goes to who takes over; with nobody, it stays where it is, to be seen. What is closed keeps who did it.
pub(super) fn pass_work(
    edit: &mut Edit<'_>,
    account: Id<Account>,
    from: Id<Member>,
    heir: Option<Id<Member>>,
) -> Result<()> {
    let Some(heir) = heir else { return Ok(()) };
    let theirs = |owner: Option<Id<Member>>| owner == Some(from);
    for action in edit.of_account::<Action>(account)? {
        if action.outcome.is_none() && theirs(action.owner) {
            edit.put(&Action { owner: Some(heir), ..action })?;
        }
    }
    for commitment in edit.of_account::<Commitment>(account)? {
        if !commitment.is_closed() && theirs(commitment.owner) {
            edit.put(&Commitment { owner: Some(heir), ..commitment })?;
        }
    }
    for line in edit.of_account::<Contract>(account)? {
        if line.outcome.is_none() && theirs(line.owner) {
            edit.put(&Contract { owner: Some(heir), ..line })?;
        }
    }
    for deal in edit.of_account::<Opportunity>(account)? {
        if deal.state == OpportunityState::Open && theirs(deal.owner) {
            edit.put(&Opportunity { owner: Some(heir), ..deal })?;
        }
    }
    pass_goals(edit, account, from, heir)?;
    pass_watches(edit, account, from, heir)
}

fn pass_goals(edit: &mut Edit<'_>, account: Id<Account>, from: Id<Member>, heir: Id<Member>) -> Result<()> {
    for plan in edit.of_account::<Plan>(account)? {
        for goal in edit.goals_of(plan.id)? {
            if goal.met_on.is_none() && goal.our_owner == Some(from) {
                edit.put(&Goal { our_owner: Some(heir), ..goal })?;
            }
        }
    }
    Ok(())
}

/// Whoever watched was one pair of eyes, and the heir, who was the cover, can be no cover for themselves.
fn pass_watches(edit: &mut Edit<'_>, account: Id<Account>, from: Id<Member>, heir: Id<Member>) -> Result<()> {
    let today = edit.today();
    for watch in edit.of_account::<Watch>(account)? {
        if watch.until.is_some_and(|until| until < today) || (watch.member != from && watch.cover != Some(from)) {
            continue;
        }
        let member = if watch.member == from { heir } else { watch.member };
        let cover = watch.cover.map(|cover| if cover == from { heir } else { cover }).filter(|cover| *cover != member);
        edit.put(&Watch { member, cover, ..watch })?;
    }
    Ok(())
}
