//! What a command opens: the form of a record, a list to choose from, a question before something goes.

use super::app::App;
use super::command::Command;
use super::layer::confirm::Confirm;
use super::layer::form::FormLayer;
use super::layer::input::Input;
use super::layer::picker::{Item, Picker};
use super::layer::{Layer, capital};
use super::place::Place;
use super::purpose::{Ask, Choice, Wish};
use super::screen::accounts::page::{Page, Tab};
use super::step::Step;
use crate::book::SortBy;
use crate::domain::account::Account;
use crate::domain::connection;
use crate::domain::id::Id;
use crate::domain::problem::Result;
use crate::domain::score_plan::{MOST as TARGETS, Target};
use crate::domain::story::Story;
use crate::form::making::Making;
use crate::form::record_ref::RecordRef;

impl App {
    /// Opens a form.
    pub(super) fn open_form(&mut self, making: Making) -> Result<Step> {
        let form = making.form(&mut self.book)?;
        let layer = FormLayer::new(form, making, self.book.today());
        Ok(Step::Open(Box::new(Layer::Form(Box::new(layer)))))
    }

    /// The kind of record that is in focus.
    pub(super) fn new_in_focus(&self, account: Option<Id<Account>>) -> Making {
        let tab = self.screens.accounts.page().map(Page::tab);
        match (self.here, account, tab) {
            (Place::Today, Some(account), _) if self.screens.today.is_on_team() => Making::Seat(account, None),
            (Place::Today, account, _) => Making::Action(account, None),
            (Place::Pipeline, account, _) => {
                let pipeline = &self.screens.pipeline;
                let other = || account.map_or(Making::Account(None), |account| Making::Action(Some(account), None));
                pipeline.new_in_focus().unwrap_or_else(other)
            }
            (Place::Accounts, Some(account), Some(Tab::People)) => Making::Contact(account, None),
            (Place::Accounts, Some(account), Some(Tab::Plan)) => self.plan_or_goal(account),
            (Place::Accounts, Some(account), Some(Tab::Contracts)) | (Place::Renewals, Some(account), _) => {
                Making::Contract(account, None)
            }
            (Place::Accounts, Some(account), Some(Tab::Timeline)) => Making::Event(account, None),
            (Place::Accounts, Some(account), Some(_)) => Making::Action(Some(account), None),
            (Place::Team, Some(account), _) if self.screens.team.is_on_seats() => Making::Seat(account, None),
            (Place::Team, ..) => self.screens.team.new_inside().unwrap_or(Making::Member(None)),
            (Place::Programme, ..) => self.screens.programme.new_in_focus(),
            _ => Making::Account(None),
        }
    }

    /// A goal where a plan runs, else a plan.
    fn plan_or_goal(&self, account: Id<Account>) -> Making {
        let running = self.book.running_plan(account).ok().flatten();
        running.map_or(Making::Plan(account, None), |plan| Making::Goal(account, plan.id, None))
    }

    pub(super) fn pick_sort(&self) -> Step {
        let by = self.screens.accounts.list.sorted_by();
        let items = SortBy::ALL.iter().map(|by| Item::new(capital(by.title()), "")).collect();
        let at = SortBy::ALL.iter().position(|known| *known == by).unwrap_or(0);
        Step::Open(Box::new(Layer::Picker(
            Picker::new("Sort by", "No column has these letters.", items, Choice::Sort).at(at),
        )))
    }

    /// The connection points, and the way to one more.
    pub(super) fn pick_connection(&self) -> Step {
        let points = &self.book.connection_points().list;
        let answer = |answer: &str| if answer.is_empty() { "no answer yet".to_owned() } else { answer.to_owned() };
        let asked = points.iter().map(|point| Item::new(point.question.clone(), answer(&point.answer)));
        let items = asked.chain([Item::new("New question", format!("{} of {}", points.len(), connection::MOST))]);
        let (title, empty) = ("Connection points", "No question has these letters.");
        Step::Open(Box::new(Layer::Picker(Picker::new(title, empty, items.collect(), Choice::Connection))))
    }

    /// Whose day Today shows: everybody's, or what one of ours has to do after the sale.
    pub(super) fn pick_whose(&self) -> Result<Step> {
        let owners = self.book.due_by_owner()?;
        let named = owners.iter().map(|(member, count)| Item::new(member.name.clone(), format!("{count} due")));
        let items = std::iter::once(Item::new("Everybody", "all that is due")).chain(named).collect();
        let choice = Choice::Whose(owners.iter().map(|(member, _)| member.id).collect());
        let (title, empty) = ("After the sale, what is for", "Nobody has these letters.");
        Ok(Step::Open(Box::new(Layer::Picker(Picker::new(title, empty, items, choice)))))
    }

    /// The saved filters, and the way to keep the one in sight.
    pub(super) fn pick_filter(&self) -> Step {
        let filters = &self.book.saved_filters().list;
        let kept = filters.iter().map(|filter| Item::new(filter.name.clone(), filter.words.clone()));
        let items = kept.chain([Item::new("Keep another", self.screens.accounts.list.filter())]);
        let (title, empty) = ("Saved filters", "No filter has these letters.");
        Step::Open(Box::new(Layer::Picker(Picker::new(title, empty, items.collect(), Choice::SavedFilter))))
    }

    /// The form of a saved filter; a new one starts from the filter in sight.
    pub(super) fn open_saved_filter(&mut self, place: usize) -> Result<Step> {
        let making = Making::SavedFilter(place);
        let mut form = making.form(&mut self.book)?;
        if place >= self.book.saved_filters().list.len() {
            let words = self.screens.accounts.list.filter().to_owned();
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
        let items = months.iter().map(|month| Item::new(month.clone(), "")).collect();
        let (title, empty) = ("Close which month? Its numbers stand then", "No open month has these letters.");
        Ok(Step::Open(Box::new(Layer::Picker(Picker::new(title, empty, items, Choice::Month(months))))))
    }

    /// Every story, those that nobody consented to first: they wait for somebody to ask.
    pub(super) fn pick_story(&self) -> Result<Step> {
        let today = self.book.today();
        let mut stories: Vec<Story> = self.book.all()?;
        if stories.is_empty() {
            return Ok(Step::Say("No story yet; select an account, then : and new story.".to_owned()));
        }
        stories.sort_by_key(|one| (one.may_be_told(today), std::cmp::Reverse(one.on)));
        let item = |one: &Story| {
            let consent = if one.may_be_told(today) { "consent" } else { "no consent yet" };
            Ok(Item::new(one.words.clone(), format!("{consent} · {}", self.book.get(one.account)?.name)))
        };
        let items = stories.iter().map(item).collect::<Result<_>>()?;
        let choice = Choice::Story(stories.iter().map(|one| one.id).collect());
        Ok(Step::Open(Box::new(Layer::Picker(Picker::new(
            "Stories: Enter changes one, or its consent",
            "No story has these letters.",
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
        let (title, empty) = ("Targets", "No target has these letters.");
        Step::Open(Box::new(Layer::Picker(Picker::new(title, empty, items.collect(), Choice::Target))))
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

    pub(super) fn pick_stage(&self, accounts: Vec<Id<Account>>) -> Step {
        let stages = &self.book.stages().list;
        let items = stages.iter().map(|stage| Item::new(stage.name.clone(), format!("“{}”", stage.words)));
        let next = self.next_stage(&accounts);
        let picker = Picker::new("Move to", "No stage has these letters.", items.collect(), Choice::Stage(accounts));
        Step::Open(Box::new(Layer::Picker(picker.at(next))))
    }
}

/// The form that a command opens and that nothing but the account decides.
pub(super) fn making_of(command: Command, account: Option<Id<Account>>) -> Option<Making> {
    Some(match (command, account) {
        (Command::Add, account) => Making::Action(account, None),
        (Command::Holidays, _) => Making::Holidays,
        (Command::Kit, _) => Making::Kit,
        (Command::Morning, _) => Making::Morning,
        (Command::NewAccount, _) => Making::Account(None),
        (Command::Pledge, _) => Making::Pledge,
        (Command::Fears, _) => Making::Fears,
        (Command::Pay, _) => Making::Pay,
        (Command::BeforeAfter, _) => Making::Began,
        (Command::NewInsight, _) => Making::Insight(None),
        (Command::NewAgreement, _) => Making::Agreement(None, None),
        (Command::NewDecision, account) => Making::HuddleDecision(account),
        (Command::NewNews, account) => Making::News(account, None),
        (Command::NewShare, Some(account)) => Making::Share(account, None, None),
        (Command::NewRate, _) => Making::Rate(None),
        (Command::NewMember, _) => Making::Member(None),
        (Command::NewContact, Some(account)) => Making::Contact(account, None),
        (Command::NewSeat, Some(account)) => Making::Seat(account, None),
        (Command::NewContract, Some(account)) => Making::Contract(account, None),
        (Command::NewIssue, Some(account)) => Making::Issue(account, None),
        (Command::NewEvent, Some(account)) => Making::Event(account, None),
        (Command::NewPromise, Some(account)) => Making::Promise(account, None),
        (Command::NewOpportunity, Some(account)) => Making::Opportunity(account, None),
        (Command::NewStory, Some(account)) => Making::Story(account, None),
        (Command::NewLoss, Some(account)) => Making::Loss(account, None),
        (Command::NewPlan, Some(account)) => Making::Plan(account, None),
        (Command::Tell, Some(account)) => Making::Told(account),
        (Command::NewCredit, Some(account)) => Making::Credit(account, None),
        _ => return None,
    })
}

pub(super) fn open_tags(accounts: Vec<Id<Account>>, name: &str) -> Step {
    let title = match accounts.len() {
        0 | 1 => format!("Tag ─ {name}"),
        many => format!("Tag {many} accounts"),
    };
    let hint = "Words to add, -word takes one away: reference -pilot";
    Step::Open(Box::new(Layer::Input(Input::new(title, hint, Wish::Tag(accounts)))))
}

pub(super) fn confirm_removal(record: RecordRef, name: &str) -> Step {
    let question = match record {
        RecordRef::Task(..) => format!("Retire the action “{name}”? What runs already goes on. u brings it back."),
        RecordRef::Playbook(_) => {
            format!("Retire the playbook {name}, and withdraw its open actions? u brings it back.")
        }
        RecordRef::Stage(_) => format!("Retire the stage {name}? u brings it back."),
        RecordRef::Account(_) => format!("Remove {name} with everything recorded of it? u brings it back."),
        _ => format!("Remove this record of {name}? u brings it back."),
    };
    Step::Open(Box::new(Layer::Confirm(Confirm { title: "Remove", question, ask: Ask::Remove(record) })))
}
