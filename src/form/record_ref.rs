//! What a form can change: a record, or a piece of the book's own rules.

use super::{charter, connection, kit, playbook, saved_filter, score, stage};
use crate::book::quotes::Source;
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
use crate::domain::defection::Defection;
use crate::domain::event::Event;
use crate::domain::id::Id;
use crate::domain::insight::{Insight, Share};
use crate::domain::issue::Issue;
use crate::domain::member::Member;
use crate::domain::opportunity::Opportunity;
use crate::domain::plan::{Goal, Plan};
use crate::domain::problem::{Problem, Result};
use crate::domain::pulse::Pulse;
use crate::domain::rate::Rate;
use crate::domain::role::{Leads, OurRole};
use crate::domain::seat::Seat;
use crate::domain::story::Story;
use crate::domain::watch::Watch;

/// A record, or a group of rules, that can be edited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RecordRef {
    Account(Id<Account>),
    Contact(Id<Contact>),
    Member(Id<Member>),
    Seat(Id<Seat>),
    /// A seat that the tier of an account calls for and nobody set up.
    Vacant(Id<Account>, OurRole, Option<Leads>),
    Contract(Id<Contract>),
    Action(Id<Action>),
    Issue(Id<Issue>),
    Event(Id<Event>),
    Opportunity(Id<Opportunity>),
    Story(Id<Story>),
    /// An item of the kit of an account, by its place.
    KitItem(Id<Account>, usize),
    /// A group of rules, by its name: the points of a signal.
    Rules(&'static str),
    /// What became of a contract line, or is to become of it.
    Decision(Id<Contract>),
    /// A stage, by its place in the lifecycle.
    Stage(usize),
    /// A playbook, by its place among all.
    Playbook(usize),
    /// An action of a playbook, by their places.
    Task(usize, usize),
    Promise(Id<Commitment>),
    Loss(Id<Defection>),
    Pulse(Id<Pulse>),
    Rate(Id<Rate>),
    /// A connection point, by its place.
    Connection(usize),
    /// What one of ours did for a win or a save.
    Credit(Id<Contribution>),
    /// That one of ours leaves, to be carried out.
    Departure(Id<Member>),
    /// What is assumed of an account: loyal, retainable.
    Marks(Id<Account>),
    /// An action of the charter.
    Charter(Id<Commitment>),
    Agreement(Id<Agreement>),
    Ask(Id<Ask>),
    /// The pledge of the book.
    Pledge,
    /// A definition, by its place.
    Definition(usize),
    /// A target, by its place.
    Target(usize),
    /// A saved filter, by its place.
    SavedFilter(usize),
    /// Company news.
    News(Id<Communication>),
    Insight(Id<Insight>),
    Share(Id<Share>),
    /// A plan with, or for, an account.
    Plan(Id<Plan>),
    /// A goal of a plan.
    Goal(Id<Goal>),
    /// Whether one of theirs has left; of nobody in particular where no contact is named.
    Doubt(Id<Account>, Option<Id<Contact>>),
    Watch(Id<Watch>),
    /// Who keeps an eye on an account today, if anybody does.
    Watching(Id<Account>),
}

impl RecordRef {
    /// The words of a customer that it may hold.
    pub(crate) fn quotes(self) -> Option<Source> {
        match self {
            RecordRef::Pulse(id) => Some(Source::Pulse(id)),
            RecordRef::Loss(id) => Some(Source::Loss(id)),
            RecordRef::Share(id) => Some(Source::Share(id)),
            RecordRef::Story(id) => Some(Source::Story(id)),
            _ => None,
        }
    }

    /// Removes it; rules are only changed.
    pub(crate) fn remove(self, book: &mut Book) -> Result<Outcome> {
        match self {
            RecordRef::Account(id) => book.remove(id),
            RecordRef::Contact(id) => book.remove(id),
            RecordRef::Member(id) => book.remove(id),
            RecordRef::Seat(id) => book.remove(id),
            RecordRef::Contract(id) | RecordRef::Decision(id) => book.remove(id),
            RecordRef::Action(id) => book.remove(id),
            RecordRef::Issue(id) => book.remove(id),
            RecordRef::Event(id) => book.remove(id),
            RecordRef::Opportunity(id) => book.remove(id),
            RecordRef::Story(id) => book.remove(id),
            RecordRef::KitItem(account, place) => kit::remove(account, place, book),
            RecordRef::Stage(place) => stage::remove(place, book),
            RecordRef::Playbook(place) => playbook::remove(place, book),
            RecordRef::Task(place, task) => playbook::remove_task(place, task, book),
            RecordRef::Promise(id) | RecordRef::Charter(id) => book.remove(id),
            RecordRef::Loss(id) => book.remove(id),
            RecordRef::Pulse(id) => book.remove(id),
            RecordRef::Rate(id) => book.remove(id),
            RecordRef::Connection(place) => connection::remove(place, book),
            RecordRef::Credit(id) => book.remove(id),
            RecordRef::Vacant(..) => Err(Problem::input("Nobody set this seat up; e fills it.")),
            RecordRef::Departure(_) => Err(Problem::input("Nobody has left yet; e carries it out.")),
            RecordRef::Marks(_) => Err(Problem::input("Marks are changed, not removed; e opens them.")),
            RecordRef::Agreement(id) => book.remove(id),
            RecordRef::Ask(id) => book.remove(id),
            RecordRef::Definition(place) => charter::remove_definition(place, book),
            RecordRef::Target(place) => score::remove_target(place, book),
            RecordRef::SavedFilter(place) => saved_filter::remove(place, book),
            RecordRef::News(id) => book.remove(id),
            RecordRef::Insight(id) => book.remove(id),
            RecordRef::Share(id) => book.remove(id),
            RecordRef::Pledge => Err(Problem::input("A pledge is signed anew, not removed; e opens it.")),
            RecordRef::Plan(id) => book.remove_plan(id),
            RecordRef::Goal(id) => book.remove(id),
            RecordRef::Doubt(..) => Err(Problem::input("A question goes with its answer; Enter asks it.")),
            RecordRef::Watch(id) => book.remove(id),
            RecordRef::Watching(account) => match book.watch(account)? {
                Some(watch) => book.remove(watch.id),
                None => Err(Problem::input("Nobody keeps an eye on them yet; e names somebody.")),
            },
            RecordRef::Rules(_) => Err(Problem::input("Rules are changed, not removed; e opens them.")),
        }
    }
}
