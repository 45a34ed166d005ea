//! Who answers for a contract line, and how far the playbook of its decision has come.

use super::Book;
use crate::domain::action::Action;
use crate::domain::contract::Contract;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::noun::Noun;
use crate::domain::playbook::Trigger;
use crate::domain::playbook_key::Mark;
use crate::domain::problem::Result;
use crate::domain::trigger::cause;
use crate::domain::words::ActionOutcome;

/// Lines of one account that are decided within so many days are one renewal, with one run of the playbook.
const TOGETHER: i32 = 30;
/// Days around a decision in which an action belongs to it, not to another term of the same line.
const ROUND: i32 = 180;

/// Who answers for a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answers {
    /// Their name.
    pub name: String,
    /// Whether they do so because they lead the account and the line names nobody who is here.
    pub as_lead: bool,
}

/// How far the playbook of a decision has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Steps {
    /// The code of the playbook.
    pub code: String,
    /// What it is called.
    pub name: String,
    /// How many of its actions are done.
    pub done: u64,
    /// How many it has.
    pub of: u64,
    /// The open one that is due first.
    pub next: Option<NextStep>,
    /// All of them, in the order in which they are due.
    pub all: Vec<Step>,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What.
    pub title: String,
    /// When.
    pub due: Option<Day>,
    /// What became of it; none: it is open.
    pub outcome: Option<ActionOutcome>,
}

/// The step that is next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextStep {
    /// The action.
    pub id: Id<Action>,
    /// What.
    pub title: String,
    /// Who; none: nobody yet.
    pub who: Option<String>,
    /// When.
    pub due: Option<Day>,
}

impl Steps {
    /// “2 of 5 done”.
    pub fn count(&self) -> String {
        format!("{} of {} done", self.done, self.of)
    }
}

impl Book {
    /// Who answers for a line: whom it names, as long as they are here, else who leads the account.
    pub(super) fn who_answers(&self, line: &Contract) -> Result<Option<Answers>> {
        if let Some(owner) = line.owner {
            let owner: Member = self.get(owner)?;
            if owner.is_here(self.today()) {
                return Ok(Some(Answers { name: owner.name, as_lead: false }));
            }
        }
        let Some(lead) = self.lead(line.account)? else { return Ok(None) };
        Ok(Some(Answers { name: self.get(lead)?.name, as_lead: true }))
    }

    /// How far the playbook of the decision on a line has come; none: it has not begun, or nothing is to be decided.
    pub(super) fn steps_before(&self, line: &Contract) -> Result<Option<Steps>> {
        let Some(decision) = line.decision_on().filter(|_| line.outcome.is_none()) else { return Ok(None) };
        let Some(playbook) = self.playbooks().list.iter().find(|one| one.trigger == Trigger::Decision) else {
            return Ok(None);
        };
        let mut actions = self.store.actions_of_playbook(line.account, &playbook.code)?;
        if actions.is_empty() {
            return Ok(None);
        }
        let lines: Vec<Contract> = self.of_account(line.account)?;
        let together =
            |one: &&Contract| one.decision_on().is_some_and(|other| other.days_to(decision).abs() <= TOGETHER);
        let causes: Vec<String> = lines
            .iter()
            .filter(together)
            .flat_map(|one| cause(Noun::Contracts, one.external_id.as_ref(), one.id.raw()))
            .collect();
        actions.retain(|action| belongs(action, &causes, decision));
        if actions.is_empty() {
            return Ok(None);
        }
        let done = actions.iter().filter(|one| one.outcome == Some(ActionOutcome::Done)).count() as u64;
        actions.sort_by_key(|one| (one.due.is_none(), one.due, one.id));
        let step = |one: &Action| Step { title: one.title.clone(), due: one.due, outcome: one.outcome };
        let mut all: Vec<Step> = actions.iter().map(step).collect();
        // Those whose time has not come are on nobody's list yet.
        let known: Vec<usize> = actions.iter().filter_map(|one| Some(one.key()?.number)).collect();
        let ahead = playbook.tasks.iter().enumerate().filter(|(at, _)| !known.contains(&(at + 1)));
        for (_, task) in ahead {
            let due = self.calendar().working_day_before(decision.plus(task.day));
            all.push(Step { title: task.title.clone(), due: Some(due), outcome: None });
        }
        all.sort_by_key(|one| (one.due.is_none(), one.due));
        let open = actions.into_iter().filter(|one| one.outcome.is_none());
        let next = match open.min_by_key(|one| (one.due.is_none(), one.due, one.id)) {
            Some(action) => Some(self.step_of(action)?),
            None => None,
        };
        Ok(Some(Steps {
            code: playbook.code.clone(),
            name: playbook.name.clone(),
            done,
            of: playbook.tasks.len() as u64,
            next,
            all,
        }))
    }

    fn step_of(&self, action: Action) -> Result<NextStep> {
        let who = match action.owner {
            Some(owner) => Some(self.get(owner)?.name),
            None => None,
        };
        Ok(NextStep { id: action.id, title: action.title, who, due: action.due })
    }
}

/// Whether an action was planned for this decision, and was not withdrawn.
fn belongs(action: &Action, causes: &[String], decision: Day) -> bool {
    let Some(key) = action.key().filter(|key| causes.contains(&key.cause)) else { return false };
    let near = action.due.is_none_or(|due| due.days_to(decision).abs() <= ROUND);
    near && !(key.mark == Mark::Withdrawn && action.outcome.is_some())
}
