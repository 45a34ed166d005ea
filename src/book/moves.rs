//! Moves between stages that follow from what is recorded: a renewal window opens by its date, a decision closes it, a
//! notice leads to the stage of those who leave. Everything else a person decides.

use crate::domain::account::Account;
use crate::domain::churn::Churn;
use crate::domain::contract::Contract;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::problem::{Problem, Result};
use crate::domain::stage_period::StagePeriod;
use crate::domain::stages::{NOTICE, RENEWAL, STEADY, WINDOW};
use crate::domain::succession::{last_lost, to_decide};
use crate::store::Edit;

/// Ends the stay an account is in and begins one in `stage` on the day `on`.
pub(crate) fn enter_stage(edit: &mut Edit<'_>, account: Id<Account>, stage: &str, on: Day) -> Result<()> {
    let stays: Vec<StagePeriod> = edit.of_account(account)?;
    for mut stay in stays.into_iter().filter(|stay| stay.left_on.is_none()) {
        if stay.entered_on > on {
            let name = edit.get(account)?.name;
            let since = stay.entered_on;
            let sentence = format!("{name} entered its stage on {since}; the move cannot be dated before that.");
            return Err(Problem::field("stage", sentence));
        }
        stay.left_on = Some(on);
        edit.put(&stay)?;
    }
    let id = edit.mint()?;
    let known_on = Some(edit.today()).filter(|today| *today != on);
    edit.put(&StagePeriod { id, account, stage: stage.to_owned(), entered_on: on, known_on, ..StagePeriod::default() })
}

/// Moves an account to a stage on the day `on`, or on the first day on which its present stay lets it. A book that has
/// retired the stage leaves the account where it is, and so does a clock set back before that stay began.
fn go(edit: &mut Edit<'_>, account: Id<Account>, stage: &str, on: Day) -> Result<bool> {
    let mut record = edit.get(account)?;
    if record.stage == stage || edit.rules().stages.place(stage).is_none() {
        return Ok(false);
    }
    let stays: Vec<StagePeriod> = edit.of_account(account)?;
    let entered = stays.iter().filter(|stay| stay.left_on.is_none()).map(|stay| stay.entered_on).max();
    let on = entered.map_or(on, |entered| on.max(entered));
    if entered.is_some_and(|entered| entered > edit.today()) {
        return Ok(false);
    }
    stage.clone_into(&mut record.stage);
    edit.put(&record)?;
    enter_stage(edit, account, stage, on.min(edit.today()))?;
    Ok(true)
}

/// Opens the renewal windows whose day has come, and dates each by its day, however late somebody looks; answers how many.
/// An account that was in its window for this decision and left it is not moved again.
pub(super) fn open_windows(edit: &mut Edit<'_>) -> Result<u64> {
    let due = edit.before_window(STEADY, RENEWAL, WINDOW)?;
    open(edit, due)
}

/// See [`open_windows`], of these accounts; their standings must be of this operation.
pub(super) fn open_windows_of(edit: &mut Edit<'_>, accounts: &[Id<Account>]) -> Result<u64> {
    let mut moved = 0;
    for account in accounts {
        let due = edit.before_window_of(*account, STEADY, RENEWAL, WINDOW)?;
        moved += open(edit, due)?;
    }
    Ok(moved)
}

fn open(edit: &mut Edit<'_>, due: Vec<(Id<Account>, Day)>) -> Result<u64> {
    let mut moved = 0;
    for (account, decision) in due {
        moved += u64::from(go(edit, account, RENEWAL, decision.plus(-WINDOW))?);
    }
    Ok(moved)
}

/// Whether a line of the account is still to be decided within the window.
fn is_deciding(edit: &Edit<'_>, account: Id<Account>) -> Result<bool> {
    let lines: Vec<Contract> = edit.of_account(account)?;
    let last = edit.today().plus(WINDOW);
    Ok(to_decide(&lines, edit.today()).any(|line| line.decision_on().is_some_and(|on| on <= last)))
}

/// A line was decided on the day `on` and they stay: the window closes, unless another line is still to be decided.
pub(super) fn after_renewal(edit: &mut Edit<'_>, account: Id<Account>, on: Day) -> Result<()> {
    let stage = edit.get(account)?.stage;
    if (stage == RENEWAL || stage == NOTICE) && !is_deciding(edit, account)? {
        go(edit, account, STEADY, on)?;
    }
    Ok(())
}

/// They said on the day `on` that they leave: until that takes effect they are on notice.
pub(super) fn after_notice(edit: &mut Edit<'_>, account: Id<Account>, on: Day) -> Result<()> {
    let today = edit.today();
    let losses: Vec<Churn> = edit.of_account(account)?;
    let gone = |loss: &Churn| loss.contract.is_none() && loss.on <= today && loss.won_back_on.is_none();
    if on <= today && !losses.iter().any(gone) {
        go(edit, account, NOTICE, on)?;
    }
    Ok(())
}

/// The contract with which an account lost its last, where nobody recorded that the account is gone, and the loss of that
/// contract alone, where somebody recorded it.
pub(super) fn last_parting(edit: &Edit<'_>, account: Id<Account>) -> Result<Option<(Contract, Option<Churn>)>> {
    let lines: Vec<Contract> = edit.of_account(account)?;
    let Some(last) = last_lost(&lines, edit.today()).cloned() else { return Ok(None) };
    let known: Vec<Churn> = edit.of_account(account)?;
    let is_gone = known.iter().any(|loss| loss.contract.is_none() && loss.won_back_on.is_none());
    let part = known.into_iter().find(|loss| loss.contract == Some(last.id));
    Ok((!is_gone).then_some((last, part)))
}

/// Who lost the last contract is gone with it; whoever recorded that only the contract was lost has said otherwise.
pub(super) fn after_last(edit: &mut Edit<'_>, account: Id<Account>) -> Result<()> {
    let Some((last, None)) = last_parting(edit, account)? else { return Ok(()) };
    let Some(loss) = last.last_loss(edit.mint()?) else { return Ok(()) };
    let known_on = Some(edit.today()).filter(|today| *today != loss.on);
    edit.put(&Churn { known_on, ..loss.clone() })?;
    after_notice(edit, account, loss.decided_on.unwrap_or(loss.on))
}
