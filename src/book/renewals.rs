//! Renewals: contract lines by decision date, and whether anybody has asked before it.

use super::moves;
use super::moves::enter_stage;
use super::op::Op;
use super::renewal_steps::{Answers, Steps};
use super::{Book, Outcome, Ranked};
use crate::domain::account::Account;
use crate::domain::churn::Churn;
use crate::domain::contract::Contract;
use crate::domain::day::Day;
use crate::domain::event::Event;
use crate::domain::id::Id;
use crate::domain::issue::Issue;
use crate::domain::plan::{Plan, review_after};
use crate::domain::problem::{Problem, Result};
use crate::domain::pulse::Pulse;
use crate::domain::record::Record;
use crate::domain::renewal::Decision;
use crate::domain::risk::score::Band;
use crate::domain::stages::WINDOW;
use crate::domain::succession::with_successors;
use crate::domain::words::{ContractOutcome, EventKind};

pub use crate::store::renewals::Deciding;

/// Days ahead that are looked at where nobody says otherwise: the renewal window (METHOD §3).
pub const WITHIN: i32 = WINDOW;

/// Days for which a said pulse covers a renewal (METHOD §6).
pub const FRESH: i32 = 90;

/// Days before and after a price rise within which it weighs on a decision (METHOD §5.1, X2).
const PRICE: (i32, i32) = (60, 90);

/// One contract line and what one must know before it is decided.
#[derive(Debug, Clone, PartialEq)]
pub struct Renewal {
    /// The line.
    pub contract: Contract,
    /// The day by which they decide: end minus notice.
    pub decision_on: Day,
    /// Their standing.
    pub standing: Ranked,
    /// Their key in the file or program they came from.
    pub external_id: Option<String>,
    /// The last pulse that somebody said.
    pub said: Option<Pulse>,
    /// Open issues: escalations first, then the oldest.
    pub issues: Vec<Issue>,
    /// Who answers for the line.
    pub answers: Option<Answers>,
    /// How far the playbook of its decision has come.
    pub steps: Option<Steps>,
    /// The plan that runs.
    pub plan: Option<Plan>,
    /// When it is to be reviewed: as somebody said, else by the tier.
    pub review_due: Option<Day>,
    /// The price rise in whose window the decision is taken today.
    pub price: Option<Day>,
    /// The last quarter of the term has begun and nobody had asked before it.
    pub unasked: bool,
}

/// The lines to decide, the soonest first, then the decided ones, and how many of them have [`Renewal::unasked`].
#[derive(Debug, Clone, PartialEq)]
pub struct Agenda {
    /// The lines; of a long list, only those that are seen are looked at with [`Book::renewal`].
    pub lines: Vec<Deciding>,
    /// How many of them nobody asked about in time.
    pub unasked: u64,
    /// Of the accounts that are to decide, how many said how it goes within [`FRESH`] days, and how many there are.
    pub coverage: (u64, u64),
}

impl Renewal {
    /// How many issues are open, and how many of them are escalations.
    pub fn issue_count(&self) -> (u64, u64) {
        (self.issues.len() as u64, self.issues.iter().filter(|one| one.escalation).count() as u64)
    }
}

impl Book {
    /// Undecided lines up to `days` ahead, overdue ones among them, the soonest first; below them what was decided within
    /// `days`, the latest first.
    pub fn agenda(&self, days: i32) -> Result<Agenda> {
        let coverage = self.coverage(days)?;
        Ok(Agenda { lines: self.lines_deciding(days)?, unasked: self.unasked(days)?, coverage })
    }

    /// The same lines as [`Book::agenda`], in its order.
    pub fn renewals(&mut self, days: i32) -> Result<Vec<Renewal>> {
        let mut renewals = Vec::new();
        self.each_renewal(days, |_, renewal| {
            renewals.push(renewal);
            Ok(())
        })?;
        Ok(renewals)
    }

    /// The same lines, each with the band of its account.
    pub fn renewals_with_bands(&self, days: i32) -> Result<Vec<(Renewal, Band)>> {
        let lines = self.lines_deciding(days)?;
        let read = lines.into_iter().map(|line| self.renewal(line.id)).filter_map(Result::transpose);
        let banded = |one: Renewal| {
            let band = self.band_of(&one.standing);
            (one, band)
        };
        read.map(|one| one.map(banded)).collect()
    }

    /// Hands the same lines to `take`, one after the other, so that those of a large book are never held together.
    pub fn each_renewal(&mut self, days: i32, mut take: impl FnMut(&Self, Renewal) -> Result<()>) -> Result<()> {
        self.together(|book| {
            for line in book.lines_deciding(days)? {
                if let Some(renewal) = book.renewal(line.id)? {
                    take(book, renewal)?;
                }
            }
            Ok(())
        })
    }

    fn lines_deciding(&self, days: i32) -> Result<Vec<Deciding>> {
        let today = self.today();
        let mut lines = self.store.lines_deciding(today.plus(-days), today.plus(days), today)?;
        // What is to come comes first; what was decided stands below it, the latest first.
        lines.sort_by_key(|line| match line.outcome {
            None => (false, line.decision_on.number()),
            Some(_) => (true, -line.decision_on.number()),
        });
        Ok(lines)
    }

    /// How many of them have [`Renewal::unasked`].
    pub fn unasked(&self, days: i32) -> Result<u64> {
        self.store.unasked(self.today().plus(days), self.today())
    }

    /// Pulse coverage before renewal: of the accounts that are to decide within `days`, overdue ones among them, how many
    /// said how it goes within [`FRESH`] days, and how many there are (METHOD §6).
    pub fn coverage(&self, days: i32) -> Result<(u64, u64)> {
        let today = self.today();
        self.store.coverage(today.plus(days), today.plus(-FRESH - 1), today)
    }

    /// What one must know of a line; none: it has no end.
    pub fn renewal(&self, id: Id<Contract>) -> Result<Option<Renewal>> {
        let today = self.today();
        let contract = self.get(id)?;
        let Some(decision_on) = contract.decision_on() else { return Ok(None) };
        let account = contract.account;
        let plans: Vec<Plan> = self.of_account(account)?;
        let events: Vec<Event> = self.of_account(account)?;
        let near = |event: &&Event| {
            event.kind == EventKind::PriceIncrease && (-PRICE.0..=PRICE.1).contains(&event.on.days_to(today))
        };
        let (plan, standing) = (plans.into_iter().rfind(|plan| plan.runs_on(today)), self.standing(account)?);
        let days = self.points().practice(standing.tier).review;
        let review_due = plan.as_ref().map(|it| review_after(it.review_on, it.started_on, it.reviewed_on, days));
        Ok(Some(Renewal {
            decision_on,
            review_due,
            standing,
            external_id: self.get(account)?.external_id,
            said: self.store.last_said(account)?,
            issues: self.store.open_issues(account, today)?,
            answers: self.who_answers(&contract)?,
            steps: self.steps_before(&contract)?,
            plan,
            price: events.iter().filter(near).map(|event| event.on).max(),
            unasked: self.is_unasked(&contract, today)?,
            contract,
        }))
    }

    /// Whether the last quarter of a term has begun without a pulse before it.
    fn is_unasked(&self, contract: &Contract, today: Day) -> Result<bool> {
        let Some(last) = contract.last_quarter().filter(|last| contract.outcome.is_none() && *last <= today) else {
            return Ok(false);
        };
        let begin = contract.start.unwrap_or_else(|| last.plus(-365));
        Ok(!self.store.has_pulse(contract.account, begin, last)?)
    }

    /// Whether a line is the last of its account that runs: with it, all is lost.
    pub fn is_last_line(&self, line: &Contract) -> Result<bool> {
        let today = self.today();
        let lines: Vec<Contract> = self.of_account(line.account)?;
        let runs = |one: &Contract| one.outcome.is_none() || one.end.is_some_and(|end| end > today);
        let others = with_successors(&lines, today).filter(|(one, next)| one.id != line.id && next.is_none());
        Ok(!others.map(|(one, _)| one).any(|one| one.outcome != Some(ContractOutcome::Churned) && runs(one)))
    }

    /// Records what became of a line, with the line that follows, or the loss.
    pub fn decide(&mut self, id: Id<Contract>, decision: &Decision) -> Result<Outcome> {
        let worth = self.standing(self.get(id)?.account)?.value;
        let currency = self.currency();
        let ((), outcome) = self.edit(Op::RecordDecision, |edit| {
            let today = edit.today();
            let decided = edit.get(id)?.decided(decision, today)?;
            decided.check()?;
            edit.put(&decided)?;
            let account = edit.get(decided.account)?;
            if let Some(end) = decision.next_end {
                let next = decided.following(edit.mint()?, decision, end, today)?;
                edit.put(&next)?;
            }
            if decision.outcome == ContractOutcome::Churned {
                // A whole account is lost with all that it is worth.
                let whole = worth.filter(|_| decision.loss.whole && decided.currency == currency);
                let loss = decided.loss(edit.mint()?, decision, whole.or(decided.value), today)?;
                loss.check()?;
                edit.put(&loss)?;
            }
            let leaves = decision.outcome == ContractOutcome::Churned && decision.loss.whole;
            if leaves {
                moves::after_notice(edit, account.id, decision.on)?;
            } else {
                moves::after_renewal(edit, account.id, decision.on)?;
            }
            let product = decided.product.as_deref().unwrap_or("contract");
            let reason = decision.reason.as_ref().map_or_else(String::new, |reason| format!(" ({reason})"));
            edit.summary(format!("{}, {product}: {}{reason}", account.name, decision.outcome));
            Ok(())
        })?;
        Ok(outcome)
    }

    /// The loss of an account that can be followed by a return: of all of it, or else the latest of a line.
    pub fn open_loss(&self, account: Id<Account>) -> Result<Option<Churn>> {
        let mut losses: Vec<Churn> = self.of_account(account)?;
        losses.retain(|loss| loss.won_back_on.is_none());
        Ok(losses.into_iter().max_by_key(|loss| (loss.contract.is_none(), loss.on)))
    }

    /// The loss that came with a line and was not followed by a return: its own, or that of the whole account.
    pub fn loss_of(&self, line: &Contract) -> Result<Option<Churn>> {
        let mut losses: Vec<Churn> = self.of_account(line.account)?;
        losses.retain(|loss| loss.won_back_on.is_none() && loss.contract.is_none_or(|lost| lost == line.id));
        Ok(losses.into_iter().max_by_key(|loss| (loss.contract.is_some(), loss.on)))
    }

    /// Records that who was lost came back on the day `on`. An account that was lost as a whole begins anew in the first
    /// stage (METHOD §3).
    pub fn win_back(&mut self, id: Id<Churn>, on: Day) -> Result<Outcome> {
        let ((), outcome) = self.edit(Op::RecordReturn, |edit| {
            if on > edit.today() {
                return Err(Problem::field("on", format!("{on} is in the future; a return is of today or before.")));
            }
            let loss = edit.get(id)?;
            if let Some(before) = loss.won_back_on {
                return Err(Problem::field("on", format!("The win-back on {before} is recorded already.")));
            }
            if on < loss.on {
                return Err(Problem::field("on", format!("The account churned on {}; a win-back is later.", loss.on)));
            }
            let mut account = edit.get(loss.account)?;
            edit.summary(account.name.clone());
            let whole = loss.contract.is_none();
            edit.put(&Churn { won_back_on: Some(on), ..loss })?;
            let first = edit.rules().stages.list.first().map(|stage| stage.key.clone());
            if let Some(first) = first.filter(|_| whole) {
                account.stage.clone_from(&first);
                edit.put(&account)?;
                enter_stage(edit, account.id, &first, on)?;
            }
            Ok(())
        })?;
        Ok(outcome)
    }
}
