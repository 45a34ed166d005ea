//! Which record a person means: by its id, its external id, or enough of what it is called.

use super::kinds::{Kind, Way};
use super::record_ref::RecordRef;
use crate::book::Book;
use crate::book::keep::Keep;
use crate::domain::account::Account;
use crate::domain::action::Action;
use crate::domain::commitment::Commitment;
use crate::domain::contact::Contact;
use crate::domain::contract::Contract;
use crate::domain::contribution::Contribution;
use crate::domain::day::Day;
use crate::domain::defection::Defection;
use crate::domain::event::Event;
use crate::domain::id::{Id, decode};
use crate::domain::issue::Issue;
use crate::domain::kit::{KitItem, KitLine};
use crate::domain::member::Member;
use crate::domain::opportunity::Opportunity;
use crate::domain::plan::Plan;
use crate::domain::problem::{Problem, ProblemKind, Result};
use crate::domain::pulse::Pulse;
use crate::domain::rate::Rate;
use crate::domain::seat::Seat;
use crate::domain::story::Story;
use crate::domain::team::doubt::Doubt;
use crate::domain::text::fit;
use crate::domain::today::LineId;
use crate::domain::watch::Watch;
use crate::domain::words::{CommitmentKind, DealState, same_word};

/// How many of those that may be meant are told.
const TOLD: usize = 5;

/// One thing that may be meant.
#[derive(Debug, Clone)]
pub(crate) struct Meant {
    /// What it is.
    pub(crate) record: RecordRef,
    /// Its id, as it is written.
    pub(crate) id: String,
    external_id: Option<String>,
    name: String,
    more: String,
    is_open: bool,
}

impl Meant {
    pub(super) fn of<R: Keep>(record: &R, to: impl Fn(Id<R>) -> RecordRef) -> Self {
        Self {
            record: to(record.id()),
            id: record.id().code(),
            external_id: record.external_id().cloned(),
            name: record.title(),
            more: String::new(),
            is_open: true,
        }
    }

    /// A piece of the rules: it has a name, and a number or key instead of an id.
    pub(super) fn piece(record: RecordRef, id: impl Into<String>, name: impl Into<String>) -> Self {
        Self { record, id: id.into(), external_id: None, name: name.into(), more: String::new(), is_open: true }
    }

    /// The same, called otherwise.
    pub(super) fn named(mut self, name: String) -> Self {
        self.name = name;
        self
    }

    pub(super) fn more(mut self, more: impl Into<String>) -> Self {
        self.more = more.into();
        self
    }

    pub(super) fn on(self, day: Option<Day>) -> Self {
        self.more(day.map(|day| day.to_string()).unwrap_or_default())
    }

    pub(super) fn open(mut self, is_open: bool) -> Self {
        self.is_open = is_open;
        self
    }

    /// Name, what tells it apart, and its id.
    fn told(&self) -> String {
        let more = if self.more.is_empty() { String::new() } else { format!(", {}", fit(&self.more, 30)) };
        format!("{}{more} ({})", fit(&self.name, 40), self.id)
    }

    /// The contract line it is.
    pub(crate) fn contract(&self) -> Result<Id<Contract>> {
        match self.record {
            RecordRef::Contract(id) | RecordRef::Decision(id) => Ok(id),
            _ => Err(Problem::internal("A contract line is something else.")),
        }
    }

    /// The promise it is.
    pub(crate) fn promise(&self) -> Result<Id<Commitment>> {
        match self.record {
            RecordRef::Promise(id) => Ok(id),
            _ => Err(Problem::internal("A promise is something else.")),
        }
    }
}

/// The account that the first of these words mean, and the words after them. Of several words that are the whole name of
/// an account all belong to it; else the first one is enough of a name.
pub(crate) fn account_and_rest<'a>(words: &'a [String], book: &Book) -> Result<(Account, &'a [String])> {
    let Some(first) = words.first() else { return Err(missing("account", "northwind")) };
    for count in (1..=words.len()).rev() {
        if let Some(account) = book.account_exactly(&words[..count].join(" "))? {
            return Ok((account, &words[count..]));
        }
    }
    Ok((book.account_called(first)?, &words[1..]))
}

/// The refusal of a command that needs something to be named.
pub(crate) fn missing(what: &str, example: &str) -> Problem {
    Problem::input(format!("Name the {what} first, such as {example}."))
}

/// The one of this kind at an account, a playbook or in the book that `words` mean. Without words the only one, or the
/// only one that is open.
pub(crate) fn meant(
    kind: Kind,
    account: Option<&Account>,
    playbook: Option<usize>,
    words: &str,
    book: &Book,
) -> Result<Meant> {
    if kind == Kind::Account {
        if words.is_empty() {
            return Err(missing("account", "northwind"));
        }
        return Ok(Meant::of(&book.account_called(words)?, RecordRef::Account));
    }
    let all = match (account, playbook) {
        (Some(account), _) => of_account(kind, account.id, book)?,
        (None, Some(playbook)) => tasks(playbook, book)?,
        (None, None) => of_book(kind, book)?,
    };
    let place = match (account, playbook.and_then(|place| book.playbooks().list.get(place))) {
        (Some(account), _) => fit(&account.name, 60),
        (None, Some(playbook)) => playbook.code.clone(),
        (None, None) => "The book".to_owned(),
    };
    one(kind, &place, &all, words)
}

fn one(kind: Kind, place: &str, all: &[Meant], words: &str) -> Result<Meant> {
    let word = kind.row().word;
    if all.is_empty() {
        let way = if kind.can(Way::New) { format!("; “mainstay new {word}” makes one") } else { String::new() };
        return Err(Problem::not_found(format!("{place} has no {word}{way}.")));
    }
    let fits = fitting(all, words);
    if let [only] = fits.as_slice() {
        return Ok((*only).clone());
    }
    let open: Vec<&&Meant> = fits.iter().filter(|one| one.is_open).collect();
    if let [only] = open.as_slice() {
        return Ok((**only).clone());
    }
    if fits.is_empty() {
        let known = told(&all.iter().collect::<Vec<_>>());
        let shown = fit(words, 40);
        return Err(Problem::not_found(format!("{place} has no {word} “{shown}”; there is {known}.")));
    }
    let known = told(&fits);
    let sentence = if words.is_empty() {
        format!("{place} has more than one {word}; say which: {known}.")
    } else {
        format!("“{}” may mean {known}; write more of it, or its id.", fit(words, 40))
    };
    Err(Problem::new(ProblemKind::Ambiguous, sentence))
}

/// Those whose id, else external id, else name is `words`, else those that hold them.
fn fitting<'a>(all: &'a [Meant], words: &str) -> Vec<&'a Meant> {
    if words.is_empty() {
        return all.iter().collect();
    }
    let lower = words.to_lowercase();
    let holds = |text: &str| text.to_lowercase().contains(&lower);
    let is = |text: &str| same_word(text, words);
    let steps: [&dyn Fn(&Meant) -> bool; 4] = [
        &|one| one.id.eq_ignore_ascii_case(words),
        &|one| one.external_id.as_deref() == Some(words),
        &|one| is(&one.name),
        &|one| holds(&one.name) || holds(&one.more),
    ];
    let found = steps.iter().map(|fits| all.iter().filter(|one| fits(one)).collect::<Vec<_>>());
    found.into_iter().find(|fits| !fits.is_empty()).unwrap_or_default()
}

/// The first few, and how many more.
fn told(some: &[&Meant]) -> String {
    let mut known: Vec<String> = some.iter().take(TOLD).map(|one| one.told()).collect();
    if some.len() > TOLD {
        known.push(format!("and {} more", some.len() - TOLD));
    }
    known.join("; ")
}

/// The record of a kind with this id, which may be written as `mainstay today` writes it: `a-0d1xvkq8h2k4m`.
pub(crate) fn by_id(kind: Kind, word: &str, book: &Book) -> Result<Option<Meant>> {
    let Some(raw) = LineId::parse(word).ok().map(|id| id.raw).or_else(|| decode(word)) else { return Ok(None) };
    Ok(match kind {
        Kind::Contact => find(book, raw, RecordRef::Contact)?,
        Kind::Seat => find(book, raw, RecordRef::Seat)?,
        Kind::Contract | Kind::Decision => find(book, raw, RecordRef::Contract)?,
        Kind::Action | Kind::HuddleDecision => find(book, raw, RecordRef::Action)?,
        Kind::News => find(book, raw, RecordRef::News)?,
        Kind::Share => find(book, raw, RecordRef::Share)?,
        Kind::Issue => find(book, raw, RecordRef::Issue)?,
        Kind::Event => find(book, raw, RecordRef::Event)?,
        Kind::Promise => find(book, raw, RecordRef::Promise)?,
        Kind::Opportunity => find(book, raw, RecordRef::Opportunity)?,
        Kind::Credit => find(book, raw, RecordRef::Credit)?,
        Kind::Story => find(book, raw, RecordRef::Story)?,
        Kind::Loss => find(book, raw, RecordRef::Loss)?,
        Kind::Plan => find(book, raw, RecordRef::Plan)?,
        Kind::Goal => find(book, raw, RecordRef::Goal)?,
        Kind::Watch => find(book, raw, RecordRef::Watch)?,
        Kind::Pulse => find(book, raw, RecordRef::Pulse)?,
        Kind::Account
        | Kind::Member
        | Kind::Rate
        | Kind::Kit
        | Kind::Morning
        | Kind::Marks
        | Kind::Departure
        | Kind::Doubt
        | Kind::Told
        | Kind::KitItem
        | Kind::Connection
        | Kind::Stage
        | Kind::Playbook
        | Kind::Task
        | Kind::Rules
        | Kind::Holidays
        | Kind::Charter
        | Kind::Agreement
        | Kind::Ask
        | Kind::Pledge
        | Kind::Definition
        | Kind::Pay
        | Kind::Fears
        | Kind::Began
        | Kind::Target
        | Kind::SavedFilter
        | Kind::Insight
        | Kind::Return
        | Kind::Offer
        | Kind::Answer => None,
    })
}

fn find<R: Keep>(book: &Book, raw: i64, to: impl Fn(Id<R>) -> RecordRef) -> Result<Option<Meant>> {
    match book.get::<R>(Id::new(raw)) {
        Ok(record) => Ok(Some(Meant::of(&record, to))),
        Err(problem) if problem.kind == ProblemKind::NotFound => Ok(None),
        Err(problem) => Err(problem),
    }
}

/// Everything of this kind at an account.
pub(super) fn of_account(kind: Kind, account: Id<Account>, book: &Book) -> Result<Vec<Meant>> {
    let here = |left: Option<Day>| left.is_none_or(|left| left >= book.today());
    Ok(match kind {
        Kind::Contact => each(book, account, |it: &Contact| Meant::of(it, RecordRef::Contact).open(here(it.left_on)))?,
        Kind::Seat => seats(account, book)?,
        Kind::Contract => each(book, account, |it| line(it, RecordRef::Contract))?,
        Kind::Decision => each(book, account, |it| line(it, RecordRef::Decision))?,
        Kind::Action => each(book, account, action)?,
        Kind::Issue => each(book, account, |it: &Issue| {
            Meant::of(it, RecordRef::Issue).on(Some(it.opened_on)).open(it.closed_on.is_none())
        })?,
        Kind::Event => each(book, account, |it: &Event| Meant::of(it, RecordRef::Event).on(Some(it.on)))?,
        Kind::Promise => {
            let all: Vec<Commitment> = book.of_account(account)?;
            let promises = all.iter().filter(|it| it.kind != CommitmentKind::Charter);
            promises.map(|it| Meant::of(it, RecordRef::Promise).on(it.due).open(!it.is_closed())).collect()
        }
        Kind::Opportunity => each(book, account, |it: &Opportunity| {
            Meant::of(it, RecordRef::Opportunity).on(it.expected_on).open(it.state == DealState::Open)
        })?,
        Kind::Credit => each(book, account, |it: &Contribution| Meant::of(it, RecordRef::Credit).on(Some(it.on)))?,
        Kind::Story => each(book, account, |it: &Story| Meant::of(it, RecordRef::Story).on(Some(it.on)))?,
        Kind::Plan => each(book, account, |it: &Plan| {
            Meant::of(it, RecordRef::Plan).on(Some(it.started_on)).open(it.closed_on.is_none())
        })?,
        Kind::Goal => {
            let goals = book.goals_of(account)?;
            goals.iter().map(|it| Meant::of(it, RecordRef::Goal).on(it.due).open(it.met_on.is_none())).collect()
        }
        Kind::Doubt => doubts(account, book)?,
        Kind::Watch => {
            each(book, account, |it: &Watch| Meant::of(it, RecordRef::Watch).on(Some(it.since)).open(here(it.until)))?
        }
        Kind::KitItem => {
            let lines = book.kit_of(account)?.into_iter().enumerate();
            let piece = |(at, line): (usize, KitLine)| {
                let state = line.record.as_ref().map_or("not given", KitItem::state);
                let open = line.record.as_ref().is_none_or(|one| one.confirmed_on.is_none());
                Meant::piece(RecordRef::KitItem(account, at), (at + 1).to_string(), line.item).more(state).open(open)
            };
            lines.map(piece).collect()
        }
        Kind::Loss => each(book, account, |it: &Defection| {
            Meant::of(it, RecordRef::Loss).on(Some(it.on)).open(it.won_back_on.is_none())
        })?,
        Kind::Pulse => each(book, account, |it: &Pulse| Meant::of(it, RecordRef::Pulse).on(Some(it.on)))?,
        Kind::News | Kind::Share | Kind::HuddleDecision => super::meant_programme::of_account(kind, account, book)?,
        _ => Vec::new(),
    })
}

/// Who may have left; each by the name of whom it is about.
fn doubts(account: Id<Account>, book: &Book) -> Result<Vec<Meant>> {
    let told = |doubt: Doubt| {
        let who = doubt.contact.map(|contact| book.get(contact)).transpose()?;
        let (id, name) = who.map_or_else(|| ("nobody".to_owned(), "somebody".to_owned()), |it| (it.id.code(), it.name));
        Ok(Meant::piece(RecordRef::Doubt(account, doubt.contact), id, name).more(doubt.evidence()))
    };
    book.doubts_of(account)?.into_iter().map(told).collect()
}

pub(super) fn each<R: Keep>(book: &Book, account: Id<Account>, told: impl Fn(&R) -> Meant) -> Result<Vec<Meant>> {
    Ok(book.of_account::<R>(account)?.iter().map(told).collect())
}

fn line(it: &Contract, to: fn(Id<Contract>) -> RecordRef) -> Meant {
    let until = it.end.map(|end| format!("until {end}")).unwrap_or_default();
    Meant::of(it, to).more(until).open(it.outcome.is_none())
}

pub(super) fn action(it: &Action) -> Meant {
    Meant::of(it, RecordRef::Action).on(it.due).open(it.outcome.is_none())
}

fn seats(account: Id<Account>, book: &Book) -> Result<Vec<Meant>> {
    let seats: Vec<Seat> = book.of_account(account)?;
    let told = |seat: &Seat| {
        let who = seat.member.map(|member| book.get(member).map(|it| it.name)).transpose()?;
        let is_held = seat.until.is_none_or(|until| until >= book.today());
        let who = who.unwrap_or_else(|| "nobody".to_owned());
        Ok(Meant::of(seat, RecordRef::Seat).more(who).open(is_held))
    };
    seats.iter().map(told).collect()
}

/// Everything of this kind in the book, where there are few.
pub(super) fn of_book(kind: Kind, book: &Book) -> Result<Vec<Meant>> {
    let numbered = |place: usize| (place + 1).to_string();
    Ok(match kind {
        Kind::Member => {
            let all: Vec<Member> = book.all()?;
            all.iter().map(|it| Meant::of(it, RecordRef::Member).open(it.left_on.is_none())).collect()
        }
        Kind::Rate => {
            let all: Vec<Rate> = book.all()?;
            all.iter().map(|it| Meant::of(it, RecordRef::Rate).on(Some(it.on))).collect()
        }
        Kind::Action => book.actions_of_no_account()?.iter().map(action).collect(),
        Kind::Connection => {
            let points = book.connection_points().list.iter().enumerate();
            points.map(|(at, it)| Meant::piece(RecordRef::Connection(at), numbered(at), &it.question)).collect()
        }
        Kind::Stage => {
            let stages = book.stages().list.iter().enumerate();
            stages.map(|(at, it)| Meant::piece(RecordRef::Stage(at), &it.key, &it.name)).collect()
        }
        Kind::Playbook => {
            let playbooks = book.playbooks().list.iter().enumerate();
            playbooks.map(|(at, it)| Meant::piece(RecordRef::Playbook(at), &it.code, &it.name)).collect()
        }
        Kind::Rules => {
            let mut groups: Vec<&'static str> = book.point_rules()?.into_iter().map(|rule| rule.group).collect();
            groups.dedup();
            groups
                .iter()
                .map(|group| Meant::piece(RecordRef::Rules(group), *group, super::rules::title(group)))
                .collect()
        }
        _ => super::meant_programme::of_book(kind, book)?,
    })
}

/// The actions of a playbook.
pub(super) fn tasks(playbook: usize, book: &Book) -> Result<Vec<Meant>> {
    let playbook_now = book.playbooks().list.get(playbook);
    let playbook_now = playbook_now.ok_or_else(|| Problem::not_found("This playbook is gone; look again."))?;
    let told = |(at, task): (usize, &crate::domain::playbook::Task)| {
        Meant::piece(RecordRef::Task(playbook, at), (at + 1).to_string(), &task.title).more(format!("day {}", task.day))
    };
    Ok(playbook_now.tasks.iter().enumerate().map(told).collect())
}
