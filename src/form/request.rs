//! What a form is for: a new record, a record of the book, or one of the special forms; how it is opened and kept.

mod keep;

use super::draft::Names;
use super::record::{self, RecordForm};
use super::{
    Form, action, charter, checklist, connection, decision, departure, drop_off, handoff, holidays, keepers, marks,
    morning, objections, playbook, renewal, rules, saved_filter, score, stage, suspected_departure, thanks, told,
};
use crate::book::Book;
use crate::book::evidence::Seen;
use crate::book::team::wins::WinOf;
use crate::domain::account::Account;
use crate::domain::agreement::Agreement;
use crate::domain::assignment::Assignment;
use crate::domain::churn::Churn;
use crate::domain::commitment::Commitment;
use crate::domain::company_update::CompanyUpdate;
use crate::domain::contact::Contact;
use crate::domain::contract::Contract;
use crate::domain::contribution::Contribution;
use crate::domain::day::Day;
use crate::domain::handoff::Handoff;
use crate::domain::id::Id;
use crate::domain::insight::{Insight, InsightShare};
use crate::domain::member::Member;
use crate::domain::noun::Noun;
use crate::domain::opportunity::Opportunity;
use crate::domain::plan::{Goal, Plan};
use crate::domain::problem::Result;
use crate::domain::pulse::Pulse;
use crate::domain::record::{Record, Value};
use crate::domain::records::with_record;
use crate::domain::role::{Duty, Leads, Role};
use crate::domain::today::TaskId;
use crate::domain::words::{CommitmentKind, ContributionKind, Topic, UpdateTopic};

/// What a form makes or changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum FormRequest {
    /// A new record, at the account it belongs to.
    New(Noun, Option<Id<Account>>),
    /// A new record of one of the kinds in [`FOR_MANY`] at each of these accounts.
    Each(Noun, Vec<Id<Account>>),
    /// A record of the book.
    Edit(Noun, i64),
    /// A new goal of a plan.
    Goal(Id<Account>, Id<Plan>),
    /// A new pulse, and the line of Today it answers.
    Pulse(Id<Account>, Option<TaskId>),
    /// An assignment that the tier calls for and nobody set up.
    Vacant(Id<Account>, Role, Option<Leads>),
    /// What became of an opportunity.
    DealOutcome(Id<Opportunity>),
    /// Who helped with a win or a save of this day.
    CreditFor(Id<Account>, ContributionKind, Day, WinOf),
    /// A team member who helped is thanked.
    Thank(Id<Contribution>),
    /// Company updates on a topic, to everybody.
    UpdateOn(UpdateTopic),
    /// An agreement to the action that is selected.
    AgreementTo(Id<Commitment>),
    /// An insight that is selected, shared with an account.
    InsightShareOf(Id<Account>, Id<Insight>),
    /// A team member is invited to the huddle.
    AskIn(Id<Member>),
    /// A new action of the charter.
    Charter,
    /// An item of the checklist of an account, by its name.
    ChecklistItem(Id<Account>, String),
    /// The same, with what comes next filled in.
    Tick(Id<Account>, String),
    /// What every new customer gets.
    Checklist,
    /// The three questions with which a day starts.
    Morning,
    /// The connection point with this key; none: a new one.
    Connection(Option<String>),
    /// A group of rules, by its name.
    Rules(&'static str),
    /// A stage of the lifecycle.
    Stage(stage::Which),
    /// A playbook, by its code.
    Playbook(String),
    /// A new playbook, for the stage with this key or for any.
    NewPlaybook(Option<String>),
    /// An action of the playbook with this code, by its key; none: a new one.
    Task(String, Option<String>),
    /// The pledge.
    Pledge,
    /// The definition with this key; none: a new one.
    Definition(Option<String>),
    /// What the showcase answers.
    Objections,
    /// How winning and keeping are paid.
    Pay,
    /// The day before and after which the score is compared.
    Began,
    /// The target for this measure; none: a new one.
    Target(Option<String>),
    /// A saved filter, by its key; none: a new one.
    SavedFilter(Option<String>),
    /// What the huddle of this month decides, about an account or none.
    HuddleDecision(Option<Id<Account>>),
    /// The same about a topic that came up in pulses.
    TopicDecision(Topic),
    /// A drop-off point is marked in the stage with this key, with this evidence.
    DropOff(Option<String>, Option<Seen>),
    /// The days on which nobody works.
    Holidays,
    /// What became of a contract.
    Decision(Id<Account>, Id<Contract>),
    /// The return of a churned account.
    Return(Id<Account>, Id<Churn>),
    /// The offer of an account to its receiver.
    HandoffOffer(Id<Account>),
    /// The answer to an offer.
    HandoffAnswer(Id<Account>, Id<Handoff>),
    /// A team member leaves.
    Departure(Id<Member>),
    /// Whether an account is loyal, and whether it is retainable.
    Marks(Id<Account>),
    /// Who is named to answer for keeping an account.
    Keepers(Id<Account>),
    /// Whether a contact has left; of nobody in particular where no contact is named.
    SuspectedDeparture(Id<Account>, Option<Id<Contact>>),
    /// How an account stands, for everybody who helped.
    Told(Id<Account>),
}

/// The kinds that are made for all marked accounts at once: nothing in them is of one account only.
pub(crate) const FOR_MANY: [Noun; 3] = [Noun::Actions, Noun::Events, Noun::CompanyUpdates];

impl FormRequest {
    /// The words that the form prepared for a person, to be copied once it is kept; none: it prepares none.
    pub(crate) fn prepared(&self, form: &Form) -> Option<String> {
        match self {
            FormRequest::Told(_) => Some(form.value("words").to_owned()),
            FormRequest::Thank(_) => thanks::copied(form),
            _ => None,
        }
    }

    /// The same for all of these accounts, where it can be made for many.
    pub(crate) fn for_each(self, accounts: &[Id<Account>]) -> Self {
        match (self, accounts) {
            (FormRequest::New(noun, Some(_)), [only]) if FOR_MANY.contains(&noun) => {
                FormRequest::New(noun, Some(*only))
            }
            (FormRequest::New(noun, Some(_)), [_, ..]) if FOR_MANY.contains(&noun) => {
                FormRequest::Each(noun, accounts.to_vec())
            }
            (one, _) => one,
        }
    }

    /// An insight shared with an account: the one that is selected, if there is one.
    pub(crate) fn share(account: Id<Account>, insight: Option<Id<Insight>>) -> Self {
        insight.map_or(FormRequest::New(Noun::InsightShares, Some(account)), |insight| {
            FormRequest::InsightShareOf(account, insight)
        })
    }

    /// The form, filled with what the book holds.
    pub(crate) fn form(&self, book: &mut Book) -> Result<Form> {
        let names = Names::read(self.account(book)?, book)?;
        let mut form = self.opened(&names, book)?;
        form.know_me(&names.ours(names.me));
        Ok(form)
    }

    fn opened(&self, names: &Names, book: &mut Book) -> Result<Form> {
        Ok(match self.clone() {
            FormRequest::New(noun, _) => with_record!(noun, open_new(names, book))?,
            FormRequest::Each(noun, accounts) => Form {
                title: format!("New {} at {} accounts", noun.one(), accounts.len()),
                ..with_record!(noun, open_new(names, book))?
            },
            FormRequest::Edit(noun, id) => match charter_action(noun, id, book)? {
                Some(action) => charter::form(Some(&action), names, book)?,
                None => with_record!(noun, open_kept(id, names, book))?,
            },
            FormRequest::Goal(..) => open_new::<Goal>(names, book)?,
            FormRequest::Pulse(..) => open_new::<Pulse>(names, book)?,
            FormRequest::Vacant(_, role, leads) => {
                let presets = [
                    ("role", role.title()),
                    ("duty", leads.map_or("", |leads| Duty::WORDS.title(leads.duty().word()))),
                ];
                open_new::<Assignment>(names, book)?.with(&presets, "member")
            }
            FormRequest::CreditFor(_, kind, on, _) => {
                open_new::<Contribution>(names, book)?.with(&[("kind", kind.word()), ("on", &on.to_string())], "member")
            }
            FormRequest::DealOutcome(id) => {
                let mut form = open_kept::<Opportunity>(id.raw(), names, book)?;
                form.focus = form.fields.iter().position(|field| field.key == "state").unwrap_or(0);
                form
            }
            FormRequest::UpdateOn(topic) => {
                open_new::<CompanyUpdate>(names, book)?.with(&[("topic", topic.word())], "title")
            }
            FormRequest::AgreementTo(action) => {
                open_new::<Agreement>(names, book)?.with(&[("action", &book.get(action)?.what)], "who")
            }
            FormRequest::InsightShareOf(_, insight) => {
                open_new::<InsightShare>(names, book)?.with(&[("insight", &book.get(insight)?.title)], "pair")
            }
            FormRequest::AskIn(id) => action::ask_in_form(&book.get(id)?, book.leads_most()?, names),
            FormRequest::Charter => charter::form(None, names, book)?,
            FormRequest::ChecklistItem(account, item) => checklist::form(account, &item, names, book)?,
            FormRequest::Tick(account, item) => checklist::ticked(account, &item, names, book)?,
            FormRequest::Checklist => checklist::list_form(book),
            FormRequest::Morning => morning::form(book)?,
            FormRequest::Connection(key) => connection::form(key.as_deref(), book)?,
            FormRequest::Rules(group) => rules::form(group, book)?,
            FormRequest::Stage(which) => stage::form(&which, book)?,
            FormRequest::Playbook(code) => playbook::form(&code, book)?,
            FormRequest::NewPlaybook(stage) => playbook::new_form(stage.as_deref(), book)?,
            FormRequest::Task(code, task) => playbook::task_form(&code, task.as_deref(), book)?,
            FormRequest::Pledge => charter::pledge_form(book),
            FormRequest::Definition(key) => charter::definition_form(key.as_deref(), names, book)?,
            FormRequest::Objections => objections::form(book),
            FormRequest::Pay => score::pay_form(book),
            FormRequest::Began => score::began_form(book),
            FormRequest::Target(key) => score::target_form(key.as_deref(), names, book)?,
            FormRequest::SavedFilter(key) => saved_filter::form(key.as_deref(), book)?,
            FormRequest::HuddleDecision(_) => decision::form(None, names),
            FormRequest::TopicDecision(topic) => decision::form(Some(topic), names),
            FormRequest::DropOff(stage, seen) => drop_off::form(stage.as_deref(), seen.as_ref(), book)?,
            FormRequest::Holidays => holidays::form(book),
            FormRequest::Decision(_, id) => renewal::form(&book.get(id)?, names, book)?,
            FormRequest::Return(_, id) => renewal::return_form(&book.get(id)?, names, book),
            FormRequest::HandoffOffer(account) => {
                book.can_offer(account)?;
                handoff::offer(&book.draft_handoff(account)?, names)
            }
            FormRequest::HandoffAnswer(_, id) => {
                let offer = book.get(id)?;
                handoff::answer(&offer, book.waited(&offer), names)
            }
            FormRequest::Departure(id) => departure::form(&book.get(id)?, names),
            FormRequest::Marks(id) => marks::form(book.marks(id)?, names),
            FormRequest::Keepers(id) => keepers::form(id, names, book)?,
            FormRequest::SuspectedDeparture(account, contact) => {
                suspected_departure::form(account, contact, names, book)?
            }
            FormRequest::Thank(id) => thanks::form(&book.get(id)?, book)?,
            FormRequest::Told(account) => told::form(&book.updates_for_helpers(account)?, names),
        })
    }

    /// The account it is about.
    pub(crate) fn account(&self, book: &Book) -> Result<Option<Id<Account>>> {
        Ok(match self.clone() {
            FormRequest::New(_, account) | FormRequest::HuddleDecision(account) => account,
            FormRequest::Edit(noun, id) => with_record!(noun, account_of(id, book))?,
            FormRequest::DealOutcome(id) => Some(book.get(id)?.account),
            FormRequest::Thank(id) => Some(book.get(id)?.account),
            FormRequest::Goal(account, _)
            | FormRequest::Pulse(account, _)
            | FormRequest::Vacant(account, ..)
            | FormRequest::CreditFor(account, ..)
            | FormRequest::InsightShareOf(account, _)
            | FormRequest::ChecklistItem(account, _)
            | FormRequest::Tick(account, _)
            | FormRequest::Decision(account, _)
            | FormRequest::Return(account, _)
            | FormRequest::HandoffOffer(account)
            | FormRequest::HandoffAnswer(account, _)
            | FormRequest::Marks(account)
            | FormRequest::Keepers(account)
            | FormRequest::SuspectedDeparture(account, _)
            | FormRequest::Told(account) => Some(account),
            _ => None,
        })
    }
}

fn open_new<R: RecordForm>(names: &Names, book: &Book) -> Result<Form> {
    record::open::<R>(None, names, book)
}

fn open_kept<R: RecordForm>(id: i64, names: &Names, book: &Book) -> Result<Form> {
    record::open::<R>(Some(&book.get(Id::new(id))?), names, book)
}

/// The account of a record: its own, or that of the plan it belongs to.
fn account_of<R: Record>(id: i64, book: &Book) -> Result<Option<Id<Account>>> {
    let record: R = book.get(Id::new(id))?;
    match (record.account_id(), record.value_of("plan")) {
        (Some(account), _) => Ok(Some(Id::new(account))),
        (None, Value::Int(plan)) => Ok(Some(book.get::<Plan>(Id::new(plan))?.account)),
        _ => Ok(None),
    }
}

/// An action of the charter, which is a commitment with a form of its own.
fn charter_action(noun: Noun, id: i64, book: &Book) -> Result<Option<Commitment>> {
    if noun != Noun::Commitments {
        return Ok(None);
    }
    let it: Commitment = book.get(Id::new(id))?;
    Ok(Some(it).filter(|it| it.kind == CommitmentKind::Charter))
}
