//! From a record to the form that changes it.

use super::making::Making;
use super::record_ref::RecordRef;
use super::stage;
use crate::book::Book;
use crate::domain::account::Account;
use crate::domain::commitment::Commitment;
use crate::domain::contract::Contract;
use crate::domain::id::Id;
use crate::domain::problem::{Problem, Result};
use crate::domain::words::ContractOutcome;

impl Making {
    /// The form that changes this record.
    pub(crate) fn changing(record: RecordRef, book: &Book) -> Result<Self> {
        Ok(match record {
            RecordRef::Account(id) => Making::Account(Some(id)),
            RecordRef::Contact(id) => Making::Contact(book.get(id)?.account, Some(id)),
            RecordRef::Member(id) => Making::Member(Some(id)),
            RecordRef::Seat(id) => Making::Seat(book.get(id)?.account, Some(id)),
            RecordRef::Vacant(account, role, leads) => Making::Vacant(account, role, leads),
            RecordRef::Contract(id) => Making::Contract(book.get(id)?.account, Some(id)),
            RecordRef::Action(id) => Making::Action(book.get(id)?.account, Some(id)),
            RecordRef::Issue(id) => Making::Issue(book.get(id)?.account, Some(id)),
            RecordRef::Event(id) => Making::Event(book.get(id)?.account, Some(id)),
            RecordRef::Story(id) => Making::Story(book.get(id)?.account, Some(id)),
            RecordRef::Opportunity(id) => Making::Opportunity(book.get(id)?.account, Some(id)),
            RecordRef::KitItem(account, place) => Making::KitItem(account, place),
            RecordRef::Rules(group) => Making::Rules(group),
            RecordRef::Decision(id) => Self::deciding(id, book)?,
            RecordRef::Stage(place) => Making::Stage(stage::Which::At(place)),
            RecordRef::Playbook(place) => Making::Playbook(place),
            RecordRef::Task(place, task) => Making::Task(place, Some(task)),
            RecordRef::Promise(id) => Making::Promise(account_of(&book.get(id)?)?, Some(id)),
            RecordRef::Loss(id) => Making::Loss(book.get(id)?.account, Some(id)),
            RecordRef::Pulse(id) => Making::PulseTaken(book.get(id)?.account, id),
            RecordRef::Rate(id) => Making::Rate(Some(id)),
            RecordRef::Connection(place) => Making::Connection(place),
            RecordRef::Credit(id) => Making::Credit(book.get(id)?.account, Some(id)),
            RecordRef::Departure(id) => Making::Departure(id),
            RecordRef::Marks(id) => Making::Marks(id),
            RecordRef::Charter(id) => Making::Charter(Some(id)),
            RecordRef::Agreement(id) => Making::Agreement(None, Some(id)),
            RecordRef::Ask(id) => Making::Ask(Some(id)),
            RecordRef::Pledge => Making::Pledge,
            RecordRef::Definition(place) => Making::Definition(place),
            RecordRef::Target(place) => Making::Target(place),
            RecordRef::SavedFilter(place) => Making::SavedFilter(place),
            RecordRef::News(id) => Making::News(book.get(id)?.account, Some(id)),
            RecordRef::Insight(id) => Making::Insight(Some(id)),
            RecordRef::Share(id) => Making::Share(book.get(id)?.account, None, Some(id)),
            RecordRef::Plan(id) => Making::Plan(book.get(id)?.account, Some(id)),
            RecordRef::Goal(id) => {
                let plan = book.get(id)?.plan;
                Making::Goal(book.get(plan)?.account, plan, Some(id))
            }
            RecordRef::Doubt(account, contact) => Making::Doubt(account, contact),
            RecordRef::Watch(id) => Making::Watch(book.get(id)?.account, Some(id)),
            RecordRef::Watching(account) => Making::Watch(account, book.watch(account)?.map(|watch| watch.id)),
        })
    }

    /// The form for a contract line: its decision; of a lost one the return, of any other decided one its record.
    fn deciding(id: Id<Contract>, book: &Book) -> Result<Self> {
        let line = book.get(id)?;
        let loss = book.loss_of(&line)?.filter(|_| line.outcome == Some(ContractOutcome::Lost));
        Ok(match (line.outcome, loss) {
            (None, _) => Making::Decision(line.account, id),
            (Some(_), Some(loss)) => Making::Return(line.account, loss.id),
            (Some(_), None) => Making::Contract(line.account, Some(id)),
        })
    }
}

fn account_of(promise: &Commitment) -> Result<Id<Account>> {
    promise.account.ok_or_else(|| Problem::input("This commitment was made to no account."))
}
