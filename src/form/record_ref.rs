//! What can be changed: a record of the book, or a piece of the book's own rules.

use super::{charter, checklist, connection, playbook, saved_filter, stage};
use crate::book::quotes::Source;
use crate::book::{Book, Outcome};
use crate::domain::account::Account;
use crate::domain::contact::Contact;
use crate::domain::contract::Contract;
use crate::domain::day::written;
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::noun::Noun;
use crate::domain::problem::{Problem, Result};
use crate::domain::record::{Named, Record, Value};
use crate::domain::records::with_record;
use crate::domain::role::{Leads, Role};
use crate::domain::text::fit;
use crate::domain::today::{Kind as TaskKind, TaskId};

/// A record, or a piece of the rules, that can be edited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum RecordRef {
    /// A record of the book.
    Record(Noun, i64),
    /// An assignment that the tier of an account calls for and nobody set up.
    Vacant(Id<Account>, Role, Option<Leads>),
    /// An item of the checklist of an account, by its name.
    ChecklistItem(Id<Account>, String),
    /// A group of rules, by its name: the points of a signal.
    Rules(&'static str),
    /// What became of a contract, or is to become of it.
    Decision(Id<Contract>),
    /// A stage, by its key.
    Stage(String),
    /// A playbook, by its code.
    Playbook(String),
    /// An action of a playbook, by the code of it and its own key.
    Task(String, String),
    /// A connection point, by its key.
    Connection(String),
    /// That a team member leaves, to be carried out.
    Departure(Id<Member>),
    /// What is assumed of an account: loyal, retainable.
    Marks(Id<Account>),
    /// Who is named to answer for keeping an account.
    Keepers(Id<Account>),
    /// The pledge of the book.
    Pledge,
    /// A definition, by its key.
    Definition(String),
    /// A target, by its measure.
    Target(String),
    /// A saved filter, by its key.
    SavedFilter(String),
    /// Whether a contact has left; of nobody in particular where no contact is named.
    SuspectedDeparture(Id<Account>, Option<Id<Contact>>),
    /// Who keeps an eye on an account today, if anybody does.
    Watching(Id<Account>),
}

impl RecordRef {
    /// The task that it is, as long as it is open; none: it is nobody's task.
    pub(crate) fn task(&self) -> Option<TaskId> {
        let RecordRef::Record(noun, raw) = self else { return None };
        let kind = match noun {
            Noun::Actions => TaskKind::Action,
            Noun::Commitments => TaskKind::Commitment,
            Noun::Contributions => TaskKind::Thanks,
            Noun::CompanyUpdates => TaskKind::Update,
            Noun::Plans => TaskKind::Review,
            Noun::Opportunities => TaskKind::Opportunity,
            _ => return None,
        };
        Some(TaskId { kind, raw: *raw })
    }

    /// The record with this id.
    pub(crate) fn of<R: Named>(id: Id<R>) -> Self {
        RecordRef::Record(R::NOUN, id.raw())
    }

    /// Its id, where it is a record of this type.
    pub(crate) fn id<R: Named>(&self) -> Option<Id<R>> {
        match self {
            RecordRef::Record(noun, raw) if *noun == R::NOUN => Some(Id::new(*raw)),
            _ => None,
        }
    }

    /// The words of a customer that it may hold.
    pub(crate) fn quotes(&self) -> Option<Source> {
        let RecordRef::Record(noun, raw) = *self else { return None };
        match noun {
            Noun::Pulses => Some(Source::Pulse(Id::new(raw))),
            Noun::Churns => Some(Source::Loss(Id::new(raw))),
            Noun::InsightShares => Some(Source::InsightShare(Id::new(raw))),
            Noun::References => Some(Source::Reference(Id::new(raw))),
            _ => None,
        }
    }

    /// What it is called in a question, with its day: “the touch of 17 Nov, “price worry””; nothing for what is no record.
    pub(crate) fn told(&self, book: &Book) -> Result<Option<String>> {
        fn told<R: Record>(id: i64, book: &Book) -> Result<String> {
            let it: R = book.get(Id::new(id))?;
            let on = match it.value_of("on") {
                Value::Day(day) => format!(" of {}", written(day, book.today())),
                _ => String::new(),
            };
            Ok(format!("the {}{on}, “{}”", R::NOUN.one(), fit(it.title().lines().next().unwrap_or_default(), 60)))
        }
        match *self {
            RecordRef::Record(noun, id) => with_record!(noun, told(id, book)).map(Some),
            RecordRef::Decision(id) => told::<Contract>(id.raw(), book).map(Some),
            _ => Ok(None),
        }
    }

    /// Removes it; rules are only changed.
    pub(crate) fn remove(self, book: &mut Book) -> Result<Outcome> {
        fn remove<R: Record>(id: i64, book: &mut Book) -> Result<Outcome> {
            book.remove(Id::<R>::new(id))
        }
        match self {
            RecordRef::Record(noun, id) => with_record!(noun, remove(id, book)),
            RecordRef::Decision(id) => book.remove(id),
            RecordRef::ChecklistItem(account, item) => checklist::remove(account, &item, book),
            RecordRef::Stage(key) => stage::remove(&key, book),
            RecordRef::Playbook(code) => playbook::remove(&code, book),
            RecordRef::Task(code, task) => playbook::remove_task(&code, &task, book),
            RecordRef::Connection(key) => connection::remove(&key, book),
            RecordRef::Definition(key) => charter::remove_definition(&key, book),
            RecordRef::Target(measure) => book.remove_target(&measure),
            RecordRef::SavedFilter(key) => saved_filter::remove(&key, book),
            RecordRef::Watching(account) => match book.watch(account)? {
                Some(watch) => book.remove(watch.id),
                None => Err(Problem::input("No member watches the account yet; e assigns one.")),
            },
            RecordRef::Vacant(..) => Err(Problem::input("Not set up yet; e fills it.")),
            RecordRef::Departure(_) => Err(Problem::input("Not left yet; e carries it out.")),
            RecordRef::Marks(_) => Err(Problem::input("Marks are changed, not removed; e opens them.")),
            RecordRef::Keepers(_) => Err(Problem::input("Owners are named anew, not removed; e names them.")),
            RecordRef::Pledge => Err(Problem::input("A pledge is re-signed, not removed; e opens it.")),
            RecordRef::SuspectedDeparture(..) => Err(Problem::input("A question goes with its answer; Enter asks it.")),
            RecordRef::Rules(_) => Err(Problem::input("Rules are changed, not removed; e opens them.")),
        }
    }
}
