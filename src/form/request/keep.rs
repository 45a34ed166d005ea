//! How what a form says is kept: as a new record, as a changed one, or by the special forms.

use super::super::Form;
use super::super::charter;
use super::super::checklist;
use super::super::connection;
use super::super::decision;
use super::super::departure;
use super::super::draft::Names;
use super::super::drop_off;
use super::super::handoff;
use super::super::holidays;
use super::super::keepers;
use super::super::marks;
use super::super::morning;
use super::super::objections;
use super::super::playbook;
use super::super::record;
use super::super::record::RecordForm;
use super::super::renewal;
use super::super::rules;
use super::super::saved_filter;
use super::super::score;
use super::super::stage;
use super::super::suspected_departure;
use super::super::thanks;
use super::super::told;
use super::{FormRequest, charter_action};
use crate::book::Book;
use crate::book::Outcome;
use crate::book::team::wins::WinOf;
use crate::domain::account::Account;
use crate::domain::action::Action;
use crate::domain::agreement::Agreement;
use crate::domain::assignment::Assignment;
use crate::domain::company_update::CompanyUpdate;
use crate::domain::contribution::Contribution;
use crate::domain::id::Id;
use crate::domain::insight::InsightShare;
use crate::domain::opportunity::Opportunity;
use crate::domain::plan::Goal;
use crate::domain::problem::Problem;
use crate::domain::problem::Result;
use crate::domain::pulse::Pulse;
use crate::domain::records::with_record;

impl FormRequest {
    /// Keeps what the form says.
    pub(crate) fn keep(&self, form: &Form, book: &mut Book) -> Result<Outcome> {
        let account = self.account(book)?;
        let moved = match (self, account) {
            (FormRequest::Edit(..), Some(from)) => moved_to(form, from, book)?,
            _ => None,
        };
        let account = moved.or(account);
        let names = Names::read(account, book)?;
        let draft = names.draft(form, book);
        match self.clone() {
            FormRequest::New(noun, _) => with_record!(noun, keep_new(account, &draft, book)),
            FormRequest::Each(noun, accounts) => with_record!(noun, keep_each(&accounts, &draft, book)),
            FormRequest::Edit(noun, id) => match charter_action(noun, id, book)? {
                Some(action) => charter::keep(Some(action), &draft, book),
                None => with_record!(noun, keep_kept(id, &draft, book)),
            },
            FormRequest::DealOutcome(id) => keep_kept::<Opportunity>(id.raw(), &draft, book),
            FormRequest::Goal(_, plan) => {
                let goal: Goal = record::filled(None, account, &draft, book)?;
                Ok(book.keep(Goal { plan, ..goal })?.1)
            }
            FormRequest::Pulse(_, answers) => {
                let pulse: Pulse = record::filled(None, account, &draft, book)?;
                book.record_pulse(pulse, answers)
            }
            FormRequest::Vacant(..) => keep_new::<Assignment>(account, &draft, book),
            FormRequest::CreditFor(_, _, _, of) => {
                let it: Contribution = record::filled(None, account, &draft, book)?;
                let (contract, opportunity) = match of {
                    WinOf::Signature => (None, None),
                    WinOf::Contract(contract) => (Some(contract), None),
                    WinOf::Opportunity(opportunity) => (None, Some(opportunity)),
                };
                book.credit(Contribution { contract, opportunity, ..it })
            }
            FormRequest::Thank(id) => thanks::keep(id, &draft, book),
            FormRequest::UpdateOn(_) => keep_new::<CompanyUpdate>(None, &draft, book),
            FormRequest::AgreementTo(_) => keep_new::<Agreement>(None, &draft, book),
            FormRequest::InsightShareOf(..) => keep_new::<InsightShare>(account, &draft, book),
            FormRequest::AskIn(_) => keep_new::<Action>(None, &draft, book),
            FormRequest::Charter => charter::keep(None, &draft, book),
            FormRequest::ChecklistItem(account, item) | FormRequest::Tick(account, item) => {
                checklist::keep(account, &item, &draft, book)
            }
            FormRequest::Checklist => checklist::keep_list(&draft, book),
            FormRequest::Morning => morning::keep(&draft, book),
            FormRequest::Connection(key) => connection::keep(key.as_deref(), form, book),
            FormRequest::Rules(group) => rules::keep(group, form, book),
            FormRequest::Stage(which) => stage::keep(&which, &draft, book),
            FormRequest::Playbook(code) => playbook::keep(&code, &draft, book),
            FormRequest::NewPlaybook(_) => playbook::make(&draft, book),
            FormRequest::Task(code, task) => playbook::keep_task(&code, task.as_deref(), &draft, book),
            FormRequest::Pledge => charter::sign(&draft, book),
            FormRequest::Definition(key) => charter::keep_definition(key.as_deref(), &draft, book),
            FormRequest::Objections => objections::keep(&draft, book),
            FormRequest::Pay => score::keep_pay(&draft, book),
            FormRequest::Began => score::keep_began(&draft, book),
            FormRequest::Target(key) => score::keep_target(key.as_deref(), &draft, book),
            FormRequest::SavedFilter(key) => saved_filter::keep(key.as_deref(), form, book),
            FormRequest::HuddleDecision(account) => Ok(book.keep(decision::record(account, &draft)?)?.1),
            FormRequest::TopicDecision(_) => Ok(book.keep(decision::record(None, &draft)?)?.1),
            FormRequest::DropOff(_, seen) => drop_off::keep(seen.as_ref(), &draft, book),
            FormRequest::Holidays => holidays::keep(&draft, book),
            FormRequest::Decision(_, id) => renewal::keep(id, &draft, book),
            FormRequest::Return(_, id) => renewal::keep_return(id, &draft, book),
            FormRequest::HandoffOffer(account) => {
                let offer = handoff::record(book.draft_handoff(account)?, &draft)?;
                book.offer_handoff(offer)
            }
            FormRequest::HandoffAnswer(_, id) => handoff::keep_answer(id, &draft, book),
            FormRequest::Departure(id) => departure::keep(id, &draft, book),
            FormRequest::Marks(id) => book.mark(id, marks::record(&draft)?),
            FormRequest::Keepers(id) => keepers::keep(id, &draft, book),
            FormRequest::SuspectedDeparture(account, contact) => {
                suspected_departure::keep(account, contact, &draft, book)
            }
            FormRequest::Told(account) => told::keep(account, &draft, &names, book),
        }
    }
}

/// The account to which the form moves a record of `from`, if it does: who is named in the form is looked for there.
fn moved_to(form: &Form, from: Id<Account>, book: &Book) -> Result<Option<Id<Account>>> {
    let Some(field) = form.fields.iter().find(|field| field.key == "account") else { return Ok(None) };
    let named = form.value(field.key);
    if named == book.get(from)?.name {
        return Ok(None);
    }
    let account = match named {
        "" => Err(Problem::input("Name the account.")),
        words => book.account_called(words),
    };
    account.map(|account| Some(account.id)).map_err(|problem| Problem { field: Some(field.key), ..problem })
}

fn keep_new<R: RecordForm>(
    account: Option<Id<Account>>,
    draft: &super::super::draft::Draft<'_>,
    book: &mut Book,
) -> Result<Outcome> {
    record::keep::<R>(None, account, draft, book)
}

/// One at each of these accounts, as one operation.
fn keep_each<R: RecordForm>(
    accounts: &[Id<Account>],
    draft: &super::super::draft::Draft<'_>,
    book: &mut Book,
) -> Result<Outcome> {
    let records = accounts.iter().map(|account| record::filled::<R>(None, Some(*account), draft, book));
    let records = records.collect::<Result<Vec<R>>>()?;
    book.keep_each(records)
}

fn keep_kept<R: RecordForm>(id: i64, draft: &super::super::draft::Draft<'_>, book: &mut Book) -> Result<Outcome> {
    let before: R = book.get(Id::new(id))?;
    record::keep(Some(&before), None, draft, book)
}
