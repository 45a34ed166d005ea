//! From a record to the form that changes it.

use super::record_ref::RecordRef;
use super::request::FormRequest;
use super::stage;
use crate::book::Book;
use crate::domain::contract::Contract;
use crate::domain::id::Id;
use crate::domain::noun::Noun;
use crate::domain::problem::Result;
use crate::domain::words::ContractOutcome;

impl FormRequest {
    /// The form that changes this record.
    pub(crate) fn changing(record: RecordRef, book: &Book) -> Result<Self> {
        Ok(match record {
            RecordRef::Record(noun, id) => FormRequest::Edit(noun, id),
            RecordRef::Vacant(account, role, leads) => FormRequest::Vacant(account, role, leads),
            RecordRef::ChecklistItem(account, item) => FormRequest::ChecklistItem(account, item),
            RecordRef::Rules(group) => FormRequest::Rules(group),
            RecordRef::Decision(id) => Self::deciding(id, book)?,
            RecordRef::Stage(key) => FormRequest::Stage(stage::Which::Itself(key)),
            RecordRef::Playbook(code) => FormRequest::Playbook(code),
            RecordRef::Task(code, task) => FormRequest::Task(code, Some(task)),
            RecordRef::Connection(key) => FormRequest::Connection(Some(key)),
            RecordRef::Departure(id) => FormRequest::Departure(id),
            RecordRef::Marks(id) => FormRequest::Marks(id),
            RecordRef::Keepers(id) => FormRequest::Keepers(id),
            RecordRef::Pledge => FormRequest::Pledge,
            RecordRef::Definition(key) => FormRequest::Definition(Some(key)),
            RecordRef::Target(measure) => FormRequest::Target(Some(measure)),
            RecordRef::SavedFilter(key) => FormRequest::SavedFilter(Some(key)),
            RecordRef::SuspectedDeparture(account, contact) => FormRequest::SuspectedDeparture(account, contact),
            RecordRef::Watching(account) => match book.watch(account)? {
                Some(watch) => FormRequest::Edit(Noun::Watches, watch.id.raw()),
                None => FormRequest::New(Noun::Watches, Some(account)),
            },
        })
    }

    /// The form for a contract: its decision; of a churned one the return, of any other decided one its record.
    fn deciding(id: Id<Contract>, book: &Book) -> Result<Self> {
        let contract = book.get(id)?;
        let loss = book.loss_of(&contract)?.filter(|_| contract.outcome == Some(ContractOutcome::Churned));
        Ok(match (contract.outcome, loss) {
            (None, _) => FormRequest::Decision(contract.account, id),
            (Some(_), Some(loss)) => FormRequest::Return(contract.account, loss.id),
            (Some(_), None) => FormRequest::Edit(Noun::Contracts, id.raw()),
        })
    }
}
