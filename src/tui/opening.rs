//! What a command opens: the form of a record, a list to choose from, a question before something goes.

use super::app::App;
use super::command::Command;
use super::layer::Layer;
use super::layer::confirm::Confirm;
use super::layer::form::FormLayer;
use super::layer::input::Input;
use super::layer::picker::{Item, Picker};
use super::place::Place;
use super::purpose::{Choice, InputPurpose, Question};
use super::screen::Heads;
use super::screen::accounts::page::{Page, Tab};
use super::step::{Step, Subject};
use crate::domain::account::Account;
use crate::domain::connection;
use crate::domain::day::month_told;
use crate::domain::id::Id;
use crate::domain::noun::Noun;
use crate::domain::problem::Result;
use crate::domain::reference::Reference;
use crate::domain::score_plan::{MOST as TARGETS, Target};
use crate::form::record_ref::RecordRef;
use crate::form::request::FormRequest;
use crate::view::Head;

impl App {
    /// Opens a form.
    pub(super) fn open_form(&mut self, making: FormRequest) -> Result<Step> {
        let form = making.form(&mut self.book)?;
        let layer = FormLayer::new(form, making, self.book.today());
        Ok(Step::Open(Box::new(Layer::Form(Box::new(layer)))))
    }

    /// Marks a drop-off point in the selected stage or in that of the account; what is selected is its evidence.
    pub(super) fn open_drop_off(&mut self, account: Option<Id<Account>>, record: Option<&RecordRef>) -> Result<Step> {
        let seen = match record {
            Some(RecordRef::Record(Noun::Touches, id)) => self.book.seen_at_touch(Id::new(*id))?,
            Some(RecordRef::Record(Noun::Events, id)) => self.book.seen_at_event(Id::new(*id))?,
            Some(record) => match record.quotes() {
                Some(source) => self.book.seen_from(source)?,
                None => None,
            },
            None => None,
        };
        let selected = if self.here == Place::Pipeline { self.screens.pipeline.stage_key() } else { None };
        let own = account.map(|account| self.book.get(account)).transpose()?.map(|it| it.stage);
        self.open_form(FormRequest::DropOff(selected.or(own), seen))
    }

    /// The kind of record that is in focus.
    pub(super) fn new_in_focus(&self, account: Option<Id<Account>>) -> FormRequest {
        let tab = self.screens.accounts.page().map(Page::tab);
        match (self.here, account, tab) {
            (Place::Today, Some(account), _) if self.screens.today.is_on_team() => {
                FormRequest::New(Noun::Assignments, Some(account))
            }
            (Place::Today, account, _) => FormRequest::New(Noun::Actions, account),
            (Place::Pipeline, account, _) => {
                let pipeline = &self.screens.pipeline;
                let other = || {
                    account.map_or(FormRequest::New(Noun::Accounts, None), |account| {
                        FormRequest::New(Noun::Actions, Some(account))
                    })
                };
                pipeline.new_in_focus().unwrap_or_else(other)
            }
            (Place::Accounts, Some(account), Some(Tab::People)) => {
                let record = self.screens.subject(self.here).record;
                let is_ours = matches!(record, Some(RecordRef::Record(Noun::Assignments, _) | RecordRef::Vacant(..)));
                FormRequest::New(if is_ours { Noun::Assignments } else { Noun::Contacts }, Some(account))
            }
            (Place::Renewals, account, _) if self.screens.renewals.new_in_focus().is_some() => {
                self.screens.renewals.new_in_focus().unwrap_or(FormRequest::New(Noun::Contracts, account))
            }
            (Place::Accounts, Some(account), Some(Tab::Plan)) => self.plan_or_goal(account),
            (Place::Accounts, Some(account), Some(Tab::Contracts)) | (Place::Renewals, Some(account), _) => {
                FormRequest::New(Noun::Contracts, Some(account))
            }
            (Place::Accounts, Some(account), Some(Tab::Timeline)) => FormRequest::New(Noun::Events, Some(account)),
            (Place::Accounts, Some(account), Some(_)) => FormRequest::New(Noun::Actions, Some(account)),
            (Place::Team, Some(account), _) if self.screens.team.is_on_assignments() => {
                FormRequest::New(Noun::Assignments, Some(account))
            }
            (Place::Team, ..) => self.screens.team.new_inside().unwrap_or(FormRequest::New(Noun::Members, None)),
            (Place::Programme, ..) => self.screens.programme.new_in_focus(),
            _ => FormRequest::New(Noun::Accounts, None),
        }
    }

    /// A goal where a plan runs, else a plan.
    fn plan_or_goal(&self, account: Id<Account>) -> FormRequest {
        let running = self.book.running_plan(account).ok().flatten();
        running.map_or(FormRequest::New(Noun::Plans, Some(account)), |plan| FormRequest::Goal(account, plan.id))
    }

    /// The columns that the list in focus can be sorted by.
    pub(super) fn pick_sort(&self) -> Step {
        let Some(Heads { heads, order }) = self.screens.heads(self.here) else { return Step::Stay };
        let is_by = |head: &Head| order.is_some_and(|order| order.key == head.key);
        let beside = |head: &Head| if is_by(head) { "again: reverse" } else { "" };
        let items = heads.iter().map(|head| Item::new(head.title, beside(head))).collect();
        let at = heads.iter().position(is_by).unwrap_or(0);
        let choice = Choice::Sort(heads.iter().map(|head| head.key).collect());
        Step::Open(Box::new(Layer::Picker(Picker::new("Sort by", "No matches.", items, choice).at(at))))
    }

    /// The connection points, and the way to one more.
    pub(super) fn pick_connection(&self) -> Step {
        let points = &self.book.connection_points().list;
        let answer = |answer: &str| if answer.is_empty() { "no answer yet".to_owned() } else { answer.to_owned() };
        let asked = points.iter().map(|point| Item::new(point.question.clone(), answer(&point.answer)));
        let items = asked.chain([Item::new("New question", format!("{} of {}", points.len(), connection::MOST))]);
        let keys = points.iter().map(|one| one.key.clone()).collect();
        let (title, empty) = ("Sales-service questions", "No matches.");
        Step::Open(Box::new(Layer::Picker(Picker::new(title, empty, items.collect(), Choice::Connection(keys)))))
    }

    /// Whose tasks Today shows: everybody's, or those of one team member.
    pub(super) fn pick_whose(&self) -> Result<Step> {
        let owners = self.book.due_by_owner()?;
        let named = owners.iter().map(|(member, count)| Item::new(member.name.clone(), format!("{count} due")));
        let items = std::iter::once(Item::new("Everybody", "all that is due")).chain(named).collect();
        let choice = Choice::Whose(owners.iter().map(|(member, _)| member.id).collect());
        let (title, empty) = ("Show the tasks of", "No matches.");
        Ok(Step::Open(Box::new(Layer::Picker(Picker::new(title, empty, items, choice)))))
    }

    /// The saved filters, and the way to keep the one in sight.
    pub(super) fn pick_filter(&self) -> Step {
        let filters = &self.book.saved_filters().list;
        let kept = filters.iter().map(|filter| Item::new(filter.name.clone(), filter.words.clone()));
        let items = kept.chain([Item::new("Save another", self.filter_in_sight())]);
        let keys = filters.iter().map(|one| one.key.clone()).collect();
        let (title, empty) = ("Saved filters", "No matches.");
        Step::Open(Box::new(Layer::Picker(Picker::new(title, empty, items.collect(), Choice::SavedFilter(keys)))))
    }

    /// The filter of the list in focus, else that of the accounts.
    fn filter_in_sight(&self) -> &str {
        self.screens.filter(self.here).unwrap_or_else(|| self.screens.accounts.list.filter())
    }

    /// The form of a saved filter; a new one starts from the filter in sight.
    pub(super) fn open_saved_filter(&mut self, key: Option<String>) -> Result<Step> {
        let is_new = key.is_none();
        let making = FormRequest::SavedFilter(key);
        let mut form = making.form(&mut self.book)?;
        if is_new {
            let words = self.filter_in_sight().to_owned();
            if let Some(field) = form.fields.iter_mut().find(|field| field.key == "words") {
                field.edit().set(words);
            }
        }
        Ok(Step::Open(Box::new(Layer::Form(Box::new(FormLayer::new(form, making, self.book.today()))))))
    }

    /// The months that can be closed, the oldest first; where there is none, the last one is refused with why.
    pub(super) fn pick_month(&mut self) -> Result<Step> {
        let months = self.book.open_months()?;
        if months.is_empty() {
            let outcome = self.book.close_month(None)?;
            self.did(&outcome);
            return Ok(Step::Stay);
        }
        let items = months.iter().map(|month| Item::new(month_told(*month), "")).collect();
        let (title, empty) = ("Close which month? Its numbers stand then", "No matches.");
        Ok(Step::Open(Box::new(Layer::Picker(Picker::new(title, empty, items, Choice::Month(months))))))
    }

    /// Every story, those that nobody consented to first: they wait for somebody to ask.
    pub(super) fn pick_story(&self) -> Result<Step> {
        let today = self.book.today();
        let mut stories: Vec<Reference> = self.book.all()?;
        if stories.is_empty() {
            return Ok(Step::Say("No reference yet; select an account, then : and new reference.".to_owned()));
        }
        stories.sort_by_key(|one| (one.may_be_told(today), std::cmp::Reverse(one.on)));
        let item = |one: &Reference| {
            let consent = if one.may_be_told(today) { "consent" } else { "no consent yet" };
            Ok(Item::new(one.words.clone(), format!("{consent} · {}", self.book.get(one.account)?.name)))
        };
        let items = stories.iter().map(item).collect::<Result<_>>()?;
        let choice = Choice::Reference(stories.iter().map(|one| one.id).collect());
        Ok(Step::Open(Box::new(Layer::Picker(Picker::new(
            "References: Enter edits one, or its consent",
            "No matches.",
            items,
            choice,
        )))))
    }

    /// The targets, and the way to one more.
    pub(super) fn pick_target(&self) -> Step {
        let targets = &self.book.targets().list;
        let title =
            |target: &Target| target.measure().map_or_else(|_| target.measure.clone(), |it| it.title().to_owned());
        let set =
            targets.iter().map(|target| Item::new(title(target), format!("{} · {}", target.target, target.owner)));
        let items = set.chain([Item::new("New target", format!("{} of {TARGETS}", targets.len()))]);
        let keys = targets.iter().map(|one| one.measure.clone()).collect();
        let (title, empty) = ("Targets", "No matches.");
        Step::Open(Box::new(Layer::Picker(Picker::new(title, empty, items.collect(), Choice::Target(keys)))))
    }

    /// The place of the stage after the present one of these accounts, of the foremost where they differ; the last has none
    /// after it and stays. So Enter never throws anybody back.
    fn next_stage(&self, accounts: &[Id<Account>]) -> usize {
        let stages = &self.book.stages().list;
        let place = |account: &Id<Account>| {
            let stage = self.book.get(*account).ok()?.stage;
            stages.iter().position(|one| one.key == stage)
        };
        let foremost = accounts.iter().filter_map(place).max();
        foremost.map_or(0, |place| (place + 1).min(stages.len().saturating_sub(1)))
    }

    /// Asks before the selected record is removed.
    pub(super) fn confirm_removal(&self, subject: &Subject) -> Result<Step> {
        let Some(record) = subject.record.clone() else { return Ok(Step::Stay) };
        let question = removal_question(&record, &subject.name, record.told(&self.book)?);
        Ok(Step::Open(Box::new(Layer::Confirm(Confirm { title: "Remove", question, ask: Question::Remove(record) }))))
    }

    pub(super) fn pick_stage(&self, accounts: Vec<Id<Account>>) -> Step {
        let stages = &self.book.stages().list;
        let items = stages.iter().map(|stage| Item::new(stage.name.clone(), format!("“{}”", stage.words)));
        let next = self.next_stage(&accounts);
        let choice = Choice::Stage(accounts, stages.iter().map(|stage| stage.key.clone()).collect());
        let picker = Picker::new("Move to", "No matches.", items.collect(), choice);
        Step::Open(Box::new(Layer::Picker(picker.at(next))))
    }
}

/// The form that a command opens and that nothing but the account decides.
pub(super) fn making_of(command: Command, account: Option<Id<Account>>) -> Option<FormRequest> {
    Some(match (command, account) {
        (Command::NewRecord(noun), account) => FormRequest::New(noun, account),
        (Command::EditAccount, Some(account)) => FormRequest::Edit(Noun::Accounts, account.raw()),
        (Command::Add, account) => FormRequest::New(Noun::Actions, account),
        (Command::Holidays, _) => FormRequest::Holidays,
        (Command::Checklist, _) => FormRequest::Checklist,
        (Command::Morning, _) => FormRequest::Morning,
        (Command::Pledge, _) => FormRequest::Pledge,
        (Command::Objections, _) => FormRequest::Objections,
        (Command::Pay, _) => FormRequest::Pay,
        (Command::BeforeAfter, _) => FormRequest::Began,
        (Command::NewDecision, account) => FormRequest::HuddleDecision(account),
        (Command::Tell, Some(account)) => FormRequest::Told(account),
        (Command::Marks, Some(account)) => FormRequest::Marks(account),
        _ => return None,
    })
}

pub(super) fn open_tags(accounts: Vec<Id<Account>>, name: &str) -> Step {
    let title = match accounts.len() {
        0 | 1 => format!("Tag ─ {name}"),
        many => format!("Tag {many} accounts"),
    };
    let hint = "Word adds, -word removes: reference -pilot";
    Step::Open(Box::new(Layer::Input(Input::new(title, hint, InputPurpose::Tag(accounts)))))
}

/// The question before a record goes; it names the record.
fn removal_question(record: &RecordRef, name: &str, title: Option<String>) -> String {
    match record {
        RecordRef::Task(..) => format!("Retire the action “{name}”? What runs already goes on. u brings it back."),
        RecordRef::Playbook(_) => {
            format!("Retire the playbook {name}, and withdraw its open actions? u brings it back.")
        }
        RecordRef::Stage(_) => format!("Retire the stage {name}? u brings it back."),
        RecordRef::Record(Noun::Accounts, _) => {
            format!("Remove {name} with everything recorded of it? u brings it back.")
        }
        _ => {
            let what = title.unwrap_or_else(|| format!("this record of {name}"));
            format!("Remove {what}? u brings it back.")
        }
    }
}
