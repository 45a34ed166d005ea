//! The page of one account: brief, timeline, people, contracts.

use super::Book;
use crate::domain::account::Account;
use crate::domain::action::Action;
use crate::domain::churn::Churn;
use crate::domain::commitment::Commitment;
use crate::domain::company_update::CompanyUpdate;
use crate::domain::contact::Contact;
use crate::domain::contract::Contract;
use crate::domain::custom_field::CustomField;
use crate::domain::day::Day;
use crate::domain::event::Event;
use crate::domain::id::Id;
use crate::domain::insight::InsightShare;
use crate::domain::issue::Issue;
use crate::domain::planned::Planned;
use crate::domain::problem::Result;
use crate::domain::pulse::Pulse;
use crate::domain::reading::Metric;
use crate::domain::reference::Reference;
use crate::domain::risk::facts::Facts;
use crate::domain::risk::score::{Score, SignalLine};
use crate::domain::stage_period::StagePeriod;
use crate::domain::succession::with_successors;
use crate::domain::touch::Touch;
use crate::domain::words::ActionOutcome;
use crate::store::cockpit::Ranked;

/// What to know before the call, on one screen.
#[derive(Debug, Clone, PartialEq)]
pub struct Brief {
    /// The account.
    pub account: Account,
    /// Its standing.
    pub standing: Ranked,
    /// What is known of it today.
    pub facts: Facts,
    /// Its score, worked out afresh.
    pub score: Score,
    /// Every line of it, most points first.
    pub lines: Vec<SignalLine>,
    /// Who leads, by name.
    pub lead: String,
    /// Its people, those who left last.
    pub contacts: Vec<Contact>,
    /// The last three touches.
    pub touches: Vec<Touch>,
    /// The last pulses, newest first, at most three.
    pub pulses: Vec<Pulse>,
    /// Open issues, the oldest first.
    pub issues: Vec<Issue>,
    /// Open commitments and next steps, the soonest first.
    pub commitments: Vec<Commitment>,
    /// Open actions, the soonest first.
    pub actions: Vec<Action>,
    /// What is planned and not confirmed, the first day first.
    pub planned: Vec<Planned>,
    /// Contract lines that are not decided, the soonest end first.
    pub contracts: Vec<Contract>,
    /// The loss, if it is lost.
    pub loss: Option<Churn>,
    /// The custom fields of the account and of its records, in the order in which they came.
    pub custom: Vec<CustomField>,
    /// What is measured of it, by name.
    pub metrics: Vec<Metric>,
}

impl Brief {
    /// The custom fields of the account itself.
    pub fn own_custom(&self) -> impl Iterator<Item = &CustomField> {
        self.custom.iter().filter(|field| field.is_of_account())
    }
}

/// One entry of the timeline.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The day.
    pub on: Day,
    /// What it is.
    pub what: Happening,
}

/// What happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Happening {
    /// People met or wrote.
    Touch(Touch),
    /// A pulse was taken.
    Pulse(Pulse),
    /// Something happened at or to them.
    Event(Event),
    /// A problem was reported.
    IssueOpened(Issue),
    /// A problem was settled.
    IssueClosed(Issue),
    /// They entered a stage.
    Stage(StagePeriod),
    /// An action was done or dropped.
    Action(Action),
    /// They, or a line, were lost.
    Loss(Churn),
    /// They said what they can be quoted with.
    Reference(Reference),
    /// An insight was shared with them; its title.
    InsightShare(InsightShare, String),
    /// Company updates for them.
    CompanyUpdate(CompanyUpdate),
}

/// Days ahead from which on something planned is told as open.
const PLANNED: i32 = 30;

/// How many touches a timeline reads at once.
pub const TIMELINE: usize = 500;

impl Book {
    /// Actions that are for no account in particular.
    pub fn actions_of_no_account(&self) -> Result<Vec<Action>> {
        self.store.actions_of_no_account()
    }

    /// What to know before the call.
    pub fn brief(&mut self, id: Id<Account>) -> Result<Brief> {
        self.together(|book| book.read_brief(id))
    }

    fn read_brief(&mut self, id: Id<Account>) -> Result<Brief> {
        let today = self.today();
        let account = self.get(id)?;
        let standing = self.standing(id)?;
        let explained = self.store.score(id, today)?.ok_or_else(|| super::nothing("such account"))?;
        let lead = self.lead(id)?;
        let mut contacts: Vec<Contact> = self.of_account(id)?;
        contacts.sort_by_key(|one| (one.left_on.is_some(), one.role.is_none(), one.role, one.name.clone()));
        let mut pulses: Vec<Pulse> = self.of_account(id)?;
        pulses.sort_by_key(|one| std::cmp::Reverse((one.on, one.id)));
        pulses.truncate(3);
        let mut issues: Vec<Issue> = self.of_account(id)?;
        issues.retain(|one| one.closed_on.is_none_or(|closed| closed > today));
        issues.sort_by_key(|one| one.opened_on);
        let mut commitments: Vec<Commitment> = self.of_account(id)?;
        commitments.retain(|one| one.kept_on.is_none() && one.broken_on.is_none());
        commitments.sort_by_key(|one| one.due);
        let mut actions: Vec<Action> = self.of_account(id)?;
        actions.retain(|one| one.outcome.is_none());
        actions.sort_by_key(|one| one.due);
        let mut contracts: Vec<Contract> = self.of_account(id)?;
        let followed: Vec<_> =
            with_successors(&contracts, today).filter(|(_, next)| next.is_some()).map(|(line, _)| line.id).collect();
        contracts.retain(|one| one.outcome.is_none() && !followed.contains(&one.id));
        contracts.sort_by_key(|one| one.end);
        // What is planned stands among what is open from a month before its day on.
        let mut planned = self.planned_at(id)?;
        planned.retain(|one| one.due <= today.plus(PLANNED));
        let loss = self.loss(id)?;
        Ok(Brief {
            lead: self.member_name(lead),
            touches: self.store.touches(id, 0, 3)?,
            custom: self.of_account(id)?,
            metrics: self.metrics_of(id)?,
            loss,
            account,
            standing,
            facts: explained.facts,
            score: explained.score,
            lines: explained.lines,
            contacts,
            pulses,
            issues,
            commitments,
            actions,
            planned,
            contracts,
        })
    }

    /// The loss of a whole account that has not come back.
    pub fn loss(&self, id: Id<Account>) -> Result<Option<Churn>> {
        let losses: Vec<Churn> = self.of_account(id)?;
        Ok(losses.into_iter().rfind(|one| one.contract.is_none() && one.won_back_on.is_none()))
    }

    /// The loss of a whole account on the day `on`.
    pub fn loss_on(&self, id: Id<Account>, on: Day) -> Result<Option<Churn>> {
        let losses: Vec<Churn> = self.of_account(id)?;
        Ok(losses.into_iter().rfind(|one| one.contract.is_none() && one.on == on))
    }

    /// What happened, newest first: the newest [`TIMELINE`] touches and everything else.
    pub fn timeline(&self, id: Id<Account>) -> Result<Vec<Entry>> {
        let _reading = self.store.reading()?;
        let mut entries: Vec<Entry> = Vec::new();
        let mut add = |on: Day, what: Happening| entries.push(Entry { on, what });
        for touch in self.store.touches(id, 0, TIMELINE)? {
            add(touch.on, Happening::Touch(touch));
        }
        for pulse in self.of_account::<Pulse>(id)? {
            add(pulse.on, Happening::Pulse(pulse));
        }
        for event in self.of_account::<Event>(id)? {
            add(event.on, Happening::Event(event));
        }
        for issue in self.of_account::<Issue>(id)? {
            if let Some(closed) = issue.closed_on {
                add(closed, Happening::IssueClosed(issue.clone()));
            }
            add(issue.opened_on, Happening::IssueOpened(issue));
        }
        for stay in self.of_account::<StagePeriod>(id)? {
            add(stay.entered_on, Happening::Stage(stay));
        }
        for action in self.of_account::<Action>(id)? {
            if let (Some(on), Some(ActionOutcome::Done | ActionOutcome::Dropped)) = (action.done_on, action.outcome) {
                add(on, Happening::Action(action));
            }
        }
        for loss in self.of_account::<Churn>(id)? {
            add(loss.on, Happening::Loss(loss));
        }
        for story in self.of_account::<Reference>(id)? {
            add(story.on, Happening::Reference(story));
        }
        for share in self.of_account::<InsightShare>(id)? {
            let title = self.get(share.insight)?.title;
            add(share.on, Happening::InsightShare(share, title));
        }
        for update in self.of_account::<CompanyUpdate>(id)? {
            if let Some(sent) = update.sent(self.today()) {
                add(sent, Happening::CompanyUpdate(update));
            }
        }
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.on));
        Ok(entries)
    }
}
