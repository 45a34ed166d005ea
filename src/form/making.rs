//! Which record a form makes or changes: how each kind is opened, and how it is kept.

use super::draft::Names;
use super::{
    Form, account, action, charter, connection, contact, contract, credit, departure, doubt, event, fears, handoff,
    holidays, issue, kit, loss, marks, member, morning, news, opportunity, plan, playbook, promise, pulse, rate,
    renewal, rules, saved_filter, score, seat, stage, story, told, watch,
};
use crate::book::{Book, Outcome};
use crate::domain::account::Account;
use crate::domain::action::Action;
use crate::domain::agreement::Agreement;
use crate::domain::ask::Ask;
use crate::domain::commitment::Commitment;
use crate::domain::communication::Communication;
use crate::domain::contact::Contact;
use crate::domain::contract::Contract;
use crate::domain::contribution::Contribution;
use crate::domain::day::Day;
use crate::domain::defection::Defection;
use crate::domain::event::Event;
use crate::domain::handoff::Handoff;
use crate::domain::id::Id;
use crate::domain::insight::{Insight, Share};
use crate::domain::issue::Issue;
use crate::domain::member::Member;
use crate::domain::opportunity::Opportunity;
use crate::domain::plan::{Goal, Plan};
use crate::domain::problem::Result;
use crate::domain::pulse::Pulse;
use crate::domain::rate::Rate;
use crate::domain::role::{Leads, OurRole};
use crate::domain::seat::Seat;
use crate::domain::story::Story;
use crate::domain::today::LineId;
use crate::domain::watch::Watch;
use crate::domain::words::{CommsTopic, ContributionKind, Topic};

/// What a form makes, and for whom; with an id, what it changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Making {
    Account(Option<Id<Account>>),
    Contact(Id<Account>, Option<Id<Contact>>),
    Member(Option<Id<Member>>),
    Seat(Id<Account>, Option<Id<Seat>>),
    /// A seat that the tier calls for and nobody set up.
    Vacant(Id<Account>, OurRole, Option<Leads>),
    Contract(Id<Account>, Option<Id<Contract>>),
    Action(Option<Id<Account>>, Option<Id<Action>>),
    Issue(Id<Account>, Option<Id<Issue>>),
    Event(Id<Account>, Option<Id<Event>>),
    Promise(Id<Account>, Option<Id<Commitment>>),
    Opportunity(Id<Account>, Option<Id<Opportunity>>),
    Story(Id<Account>, Option<Id<Story>>),
    /// An item of the kit of an account, by its place.
    KitItem(Id<Account>, usize),
    /// The same, with what comes next filled in.
    Tick(Id<Account>, usize),
    /// What every new customer gets.
    Kit,
    /// The three questions with which a day starts.
    Morning,
    Loss(Id<Account>, Option<Id<Defection>>),
    /// A new pulse, and the line of Today it answers.
    Pulse(Id<Account>, Option<LineId>),
    /// A pulse that was taken down before.
    PulseTaken(Id<Account>, Id<Pulse>),
    /// An exchange rate.
    Rate(Option<Id<Rate>>),
    /// The connection point at this place; beyond the last a new one.
    Connection(usize),
    /// A group of rules, by its name.
    Rules(&'static str),
    /// A stage of the lifecycle.
    Stage(stage::Which),
    /// A playbook, by its place.
    Playbook(usize),
    /// A new playbook, for the stage at this place or for any.
    NewPlaybook(Option<usize>),
    /// An action of a playbook, by its place; none: a new one.
    Task(usize, Option<usize>),
    /// An action of the charter.
    Charter(Option<Id<Commitment>>),
    /// An agreement to the action that is selected, or one that was given before.
    Agreement(Option<Id<Commitment>>, Option<Id<Agreement>>),
    /// What a leader is asked for.
    Ask(Option<Id<Ask>>),
    /// The pledge.
    Pledge,
    /// The definition at this place; beyond the last a new one.
    Definition(usize),
    /// What the showcase answers.
    Fears,
    /// How winning and keeping are paid.
    Pay,
    /// The day before and after which the score is compared.
    Began,
    /// The target at this place; beyond the last a new one.
    Target(usize),
    /// A saved filter, by its place; beyond the last: a new one.
    SavedFilter(usize),
    /// Company news, to an account or to everybody.
    News(Option<Id<Account>>, Option<Id<Communication>>),
    /// Company news on a topic, to everybody.
    NewsOn(CommsTopic),
    /// An insight.
    Insight(Option<Id<Insight>>),
    /// The insight that is selected, shared with an account, or a share of before.
    Share(Id<Account>, Option<Id<Insight>>, Option<Id<Share>>),
    /// What the huddle of this month decides, about an account or none.
    HuddleDecision(Option<Id<Account>>),
    /// The same about a topic that came up in pulses.
    TopicDecision(Topic),
    /// The days on which nobody works.
    Holidays,
    /// The decision on a contract line.
    Decision(Id<Account>, Id<Contract>),
    /// The return of who was lost.
    Return(Id<Account>, Id<Defection>),
    /// The offer of an account to its receiver.
    HandoffOffer(Id<Account>),
    /// The answer to an offer.
    HandoffAnswer(Id<Account>, Id<Handoff>),
    /// Who helped to win or keep an account.
    Credit(Id<Account>, Option<Id<Contribution>>),
    /// Who helped with a win or a save of this day.
    CreditFor(Id<Account>, ContributionKind, Day),
    /// One of ours is asked in to the huddle.
    AskIn(Id<Member>),
    /// One of ours leaves.
    Departure(Id<Member>),
    /// Whether an account is loyal, and whether it is retainable.
    Marks(Id<Account>),
    /// A plan with, or for, an account.
    Plan(Id<Account>, Option<Id<Plan>>),
    /// A goal of a plan.
    Goal(Id<Account>, Id<Plan>, Option<Id<Goal>>),
    /// Whether one of theirs has left; of nobody in particular where no contact is named.
    Doubt(Id<Account>, Option<Id<Contact>>),
    /// How an account stands, for whoever helped.
    Told(Id<Account>),
    /// Who keeps an eye on an account.
    Watch(Id<Account>, Option<Id<Watch>>),
}

impl Making {
    /// The form, filled with what the book holds.
    pub(crate) fn form(self, book: &mut Book) -> Result<Form> {
        let names = Names::read(self.account(), book)?;
        Ok(match self {
            Making::Account(id) => account::form(existing(book, id)?.as_ref(), &names, book),
            Making::Contact(_, id) => contact::form(existing(book, id)?.as_ref(), &names),
            Making::Member(id) => member::form(existing(book, id)?.as_ref()),
            Making::Seat(_, id) => seat::form(existing(book, id)?.as_ref(), &names),
            Making::Vacant(_, role, leads) => seat::vacant(role, leads, &names),
            Making::Contract(_, id) => contract::form(existing(book, id)?.as_ref(), &names, book)?,
            Making::Action(_, id) => action::form(existing(book, id)?.as_ref(), &names),
            Making::Issue(_, id) => issue::form(existing(book, id)?.as_ref(), &names),
            Making::Event(_, id) => event::form(existing(book, id)?.as_ref(), &names),
            Making::Promise(_, id) => promise::form(existing(book, id)?.as_ref(), &names),
            Making::Story(_, id) => story::form(existing(book, id)?.as_ref(), &names),
            Making::Opportunity(_, id) => opportunity::form(existing(book, id)?.as_ref(), &names, book)?,
            Making::KitItem(account, place) => kit::form(account, place, &names, book)?,
            Making::Tick(account, place) => kit::ticked(account, place, &names, book)?,
            Making::Kit => kit::list_form(book),
            Making::Morning => morning::form(book)?,
            Making::Loss(_, id) => loss::form(existing(book, id)?.as_ref(), &names),
            Making::Pulse(..) => pulse::form(None, &names),
            Making::PulseTaken(_, id) => pulse::form(Some(&book.get(id)?), &names),
            Making::Rate(id) => rate::form(existing(book, id)?.as_ref(), book)?,
            Making::Connection(place) => connection::form(place, book),
            Making::Rules(group) => rules::form(group, book)?,
            Making::Stage(which) => stage::form(which, book)?,
            Making::Playbook(place) => playbook::form(place, book)?,
            Making::NewPlaybook(stage) => playbook::new_form(stage, book)?,
            Making::Task(place, task) => playbook::task_form(place, task, book)?,
            Making::Charter(id) => charter::form(existing(book, id)?.as_ref(), &names, book)?,
            Making::Agreement(to, id) => charter::agreement_form(existing(book, id)?.as_ref(), to, book)?,
            Making::Ask(id) => charter::ask_form(existing(book, id)?.as_ref()),
            Making::Pledge => charter::pledge_form(book),
            Making::Definition(place) => charter::definition_form(place, &names, book),
            Making::Fears => fears::form(book)?,
            Making::Pay => score::pay_form(book),
            Making::Began => score::began_form(book),
            Making::Target(place) => score::target_form(place, &names, book),
            Making::SavedFilter(place) => saved_filter::form(place, book),
            Making::News(_, id) => news::form(existing(book, id)?.as_ref(), &names, book)?,
            Making::NewsOn(topic) => news::form_on(topic, &names, book)?,
            Making::Insight(id) => news::insight_form(existing(book, id)?.as_ref(), book),
            Making::Share(account, what, id) => {
                news::share_form(existing(book, id)?.as_ref(), account, what, &names, book)?
            }
            Making::HuddleDecision(_) => news::decision_form(None, &names),
            Making::TopicDecision(topic) => news::decision_form(Some(topic), &names),
            Making::Holidays => holidays::form(book),
            Making::Decision(_, id) => renewal::form(&book.get(id)?, &names, book)?,
            Making::Return(_, id) => renewal::return_form(&book.get(id)?, &names, book),
            Making::HandoffOffer(account) => {
                book.can_offer(account)?;
                handoff::offer(&book.draft_handoff(account)?, &names)
            }
            Making::HandoffAnswer(_, id) => {
                let offer = book.get(id)?;
                handoff::answer(&offer, book.waited(&offer), &names)
            }
            Making::Credit(_, id) => credit::form(existing(book, id)?.as_ref(), &names),
            Making::CreditFor(_, kind, on) => credit::form_for(kind, on, &names),
            Making::AskIn(id) => action::ask_in_form(&book.get(id)?, book.leads_most()?, &names),
            Making::Departure(id) => departure::form(&book.get(id)?, &names),
            Making::Marks(id) => marks::form(book.marks(id)?, &names),
            Making::Plan(account, id) => plan::form(existing(book, id)?.as_ref(), account, &names, book)?,
            Making::Goal(_, _, id) => plan::goal_form(existing(book, id)?.as_ref(), &names),
            Making::Doubt(account, contact) => doubt::form(account, contact, &names, book)?,
            Making::Told(account) => told::form(&book.news_for_helpers(account)?, &names),
            Making::Watch(_, id) => watch::form(existing(book, id)?.as_ref(), &names),
        })
    }

    /// Keeps what the form says.
    pub(crate) fn keep(self, form: &Form, book: &mut Book) -> Result<Outcome> {
        let names = Names::read(self.account(), book)?;
        let draft = names.draft(form, book);
        let outcome = match self {
            Making::Account(id) => book.keep(account::record(existing(book, id)?, &draft, book)?)?.1,
            Making::Contact(account, id) => book.keep(contact::record(existing(book, id)?, account, &draft)?)?.1,
            Making::Member(id) => book.keep(member::record(existing(book, id)?, &draft)?)?.1,
            Making::Seat(account, id) => book.keep(seat::record(existing(book, id)?, account, &draft)?)?.1,
            Making::Vacant(account, ..) => book.keep(seat::record(None, account, &draft)?)?.1,
            Making::Contract(account, id) => book.keep(contract::record(existing(book, id)?, account, &draft)?)?.1,
            Making::Action(account, id) => book.keep(action::record(existing(book, id)?, account, &draft)?)?.1,
            Making::Issue(account, id) => book.keep(issue::record(existing(book, id)?, account, &draft)?)?.1,
            Making::Event(account, id) => book.keep(event::record(existing(book, id)?, account, &draft)?)?.1,
            Making::Promise(account, id) => {
                let promise = promise::record(existing(book, id)?, account, &draft, book)?;
                book.keep(promise)?.1
            }
            Making::Story(account, id) => book.keep(story::record(existing(book, id)?, account, &draft)?)?.1,
            Making::Opportunity(account, id) => {
                let opportunity = opportunity::record(existing(book, id)?, account, &draft, book)?;
                book.keep(opportunity)?.1
            }
            Making::KitItem(account, place) | Making::Tick(account, place) => kit::keep(account, place, &draft, book)?,
            Making::Kit => kit::keep_list(&draft, book)?,
            Making::Morning => morning::keep(&draft, book)?,
            Making::Loss(account, id) => book.keep(loss::record(existing(book, id)?.as_ref(), account, &draft)?)?.1,
            Making::Rate(id) => book.keep(rate::record(existing(book, id)?, &draft, book)?)?.1,
            Making::Connection(place) => connection::keep(place, form, book)?,
            Making::Rules(group) => rules::keep(group, form, book)?,
            Making::Stage(which) => stage::keep(which, &draft, book)?,
            Making::Playbook(place) => playbook::keep(place, &draft, book)?,
            Making::NewPlaybook(_) => playbook::make(&draft, book)?,
            Making::Task(place, task) => playbook::keep_task(place, task, &draft, book)?,
            Making::Charter(id) => charter::keep(existing(book, id)?, &draft, book)?,
            Making::Agreement(_, id) => {
                let agreement = charter::agreement(existing(book, id)?, &draft, book)?;
                book.keep(agreement)?.1
            }
            Making::Ask(id) => book.keep(charter::ask(existing(book, id)?.as_ref(), &draft)?)?.1,
            Making::Pledge => charter::sign(&draft, book)?,
            Making::Definition(place) => charter::keep_definition(place, &draft, book)?,
            Making::Fears => fears::keep(&draft, book)?,
            Making::Pay => score::keep_pay(&draft, book)?,
            Making::Began => score::keep_began(&draft, book)?,
            Making::Target(place) => score::keep_target(place, &draft, book)?,
            Making::SavedFilter(place) => saved_filter::keep(place, form, book)?,
            Making::News(account, id) => book.keep(news::record(existing(book, id)?.as_ref(), account, &draft)?)?.1,
            Making::NewsOn(_) => book.keep(news::record(None, None, &draft)?)?.1,
            Making::Insight(id) => news::keep_insight(existing(book, id)?.as_ref(), &draft, book)?,
            Making::Share(account, _, id) => {
                let share = news::share(existing(book, id)?.as_ref(), account, &draft, book)?;
                book.keep(share)?.1
            }
            Making::TopicDecision(_) => book.keep(news::decision(None, &draft)?)?.1,
            Making::HuddleDecision(account) => book.keep(news::decision(account, &draft)?)?.1,
            Making::Holidays => holidays::keep(&draft, book)?,
            Making::Decision(_, id) => renewal::keep(id, &draft, book)?,
            Making::Return(_, id) => renewal::keep_return(id, &draft, book)?,
            Making::HandoffOffer(account) => {
                let offer = handoff::record(book.draft_handoff(account)?, &draft)?;
                book.offer_handoff(offer)?
            }
            Making::HandoffAnswer(_, id) => handoff::keep_answer(id, &draft, book)?,
            Making::Pulse(account, answers) => book.record_pulse(pulse::record(None, account, &draft)?, answers)?,
            Making::PulseTaken(account, id) => book.keep(pulse::record(Some(&book.get(id)?), account, &draft)?)?.1,
            Making::Credit(account, id) => credit::keep(existing(book, id)?, account, &draft, book)?,
            Making::CreditFor(account, ..) => credit::keep(None, account, &draft, book)?,
            Making::AskIn(_) => book.keep(action::record(None, None, &draft)?)?.1,
            Making::Departure(id) => departure::keep(id, &draft, book)?,
            Making::Marks(id) => book.mark(id, marks::record(&draft)?)?,
            Making::Plan(account, id) => book.keep(plan::record(existing(book, id)?, account, &draft, book)?)?.1,
            Making::Goal(_, plan, id) => book.keep(plan::goal(existing(book, id)?, plan, &draft)?)?.1,
            Making::Doubt(account, contact) => doubt::keep(account, contact, &draft, book)?,
            Making::Told(account) => told::keep(account, &draft, &names, book)?,
            Making::Watch(account, id) => book.keep(watch::record(existing(book, id)?, account, &draft)?)?.1,
        };
        Ok(outcome)
    }

    /// The account it is about.
    pub(crate) fn account(self) -> Option<Id<Account>> {
        match self {
            Making::Account(id) => id,
            Making::Member(_)
            | Making::Rate(_)
            | Making::Connection(_)
            | Making::Rules(_)
            | Making::Stage(_)
            | Making::Playbook(_)
            | Making::NewPlaybook(_)
            | Making::Task(..)
            | Making::Kit
            | Making::Morning
            | Making::Departure(_)
            | Making::AskIn(_)
            | Making::Charter(_)
            | Making::Agreement(..)
            | Making::Ask(_)
            | Making::Pledge
            | Making::Definition(_)
            | Making::Fears
            | Making::Pay
            | Making::Began
            | Making::Target(_)
            | Making::SavedFilter(_)
            | Making::Insight(_)
            | Making::NewsOn(_)
            | Making::TopicDecision(_)
            | Making::Holidays => None,
            Making::Action(account, _) | Making::News(account, _) | Making::HuddleDecision(account) => account,
            Making::Contact(account, _)
            | Making::Seat(account, _)
            | Making::Vacant(account, ..)
            | Making::Contract(account, _)
            | Making::Issue(account, _)
            | Making::Event(account, _)
            | Making::Promise(account, _)
            | Making::Story(account, _)
            | Making::Opportunity(account, _)
            | Making::KitItem(account, _)
            | Making::Tick(account, _)
            | Making::Loss(account, _)
            | Making::Share(account, ..)
            | Making::Decision(account, _)
            | Making::Return(account, _)
            | Making::HandoffOffer(account)
            | Making::HandoffAnswer(account, _)
            | Making::Pulse(account, _)
            | Making::PulseTaken(account, _)
            | Making::Credit(account, _)
            | Making::CreditFor(account, ..)
            | Making::Marks(account)
            | Making::Plan(account, _)
            | Making::Goal(account, ..)
            | Making::Doubt(account, _)
            | Making::Told(account)
            | Making::Watch(account, _) => Some(account),
        }
    }
}

fn existing<R: crate::book::Record>(book: &Book, id: Option<Id<R>>) -> Result<Option<R>> {
    id.map(|id| book.get(id)).transpose()
}
