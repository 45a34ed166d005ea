//! What may be done: one method per thing a user can do.
//!
//! [`Book`] is the one façade over an open book of business. Reads answer with domain values; every write is one
//! operation with a name ([`op::Op`]), one transaction, one step that can be undone. The clock is read here and nowhere
//! below.

pub mod accounts;
pub mod ahead;
pub mod backtest;
pub mod backups;
pub mod cache;
pub mod checklist;
pub mod cockpit;
pub mod commitments;
pub mod config_line;
pub mod custom;
pub mod demo;
pub mod drop_off;
pub mod duplicates;
pub mod evidence;
pub mod export;
pub mod find;
pub mod forget;
pub mod gaps;
pub mod handoffs;
mod history;
pub mod import;
pub mod introductions;
pub mod keep;
mod keepers;
pub mod known;
pub mod learned;
mod list_worth;
mod log;
mod log_completion;
mod me;
pub mod merge;
pub mod metrics;
mod moves;
pub mod op;
mod pack;
pub mod page;
pub mod passages;
#[cfg(test)]
mod pictured;
pub mod pipeline;
mod pipeline_page;
pub mod planned;
pub mod plans;
pub mod playbooks;
pub mod programme;
pub mod proof;
pub mod pulse;
pub mod quotes;
pub mod reach;
pub mod renewal_months;
pub mod renewal_steps;
pub mod renewals;
pub mod risk;
pub mod routine;
pub mod rules;
pub mod rules_since;
pub mod score_plan;
pub mod settings;
pub mod showcase;
pub mod stage_members;
pub mod status;
pub mod survival;
pub mod team;
pub mod today;
pub mod work;

use crate::domain::account::Account;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::money::{Currency, Money};
use crate::domain::noun::Noun;
use crate::domain::problem::{Problem, ProblemKind, Result};
use crate::domain::risk::odds::{Odds, save_rate};
use crate::domain::risk::points::Points;
use crate::domain::stages::Stages;
use crate::store::{Store, backup};
use std::cell::Cell;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use crate::domain::record::Record;
pub use crate::domain::sort::SortBy;
pub use crate::store::backup::{Depth, Restored};
pub use crate::store::cockpit::Ranked;
pub use crate::store::due::Whose;
pub use crate::store::explained::Explained;
pub use crate::store::roster::{Line as RosterLine, Member as RosterMember, Roster};
pub use crate::store::{Edit, Now, Outcome, Step};
pub use pipeline::Flow;

/// An open book of business.
pub struct Book {
    store: Store,
    today: Option<Day>,
    roster: Option<Roster>,
    find_names: Option<Arc<find::FindNames>>,
    names: HashMap<i64, String>,
    worker: Option<work::Worker>,
    cache: cache::Cache,
    seen_version: i64,
    /// Whether its day is another one than that of the clock.
    is_look: bool,
    /// Where notes about it are kept that are no part of it; none: nowhere.
    notes: Option<PathBuf>,
    /// The newest step that whoever uses this book has seen; see [`undo`](Self::undo).
    seen_step: i64,
    /// Whether it makes backups of itself, and the day it last saw that there is one.
    backs_up: bool,
    backed_up: Option<Day>,
    backup_trouble: Option<Problem>,
    /// Whether it was told that the file is no longer there.
    is_gone: bool,
    /// Whose day was asked for; none: nobody's in particular.
    day_of: Option<Whose>,
    currency: Cell<Option<Currency>>,
    odds: Cell<Option<Odds>>,
}

impl Book {
    /// Opens the book at `path`; `create`: begins one where there is none. `today` is the day the program is to live on,
    /// where it is not the day of the clock.
    pub fn open(path: &Path, create: bool, today: Option<Day>) -> Result<Self> {
        let mut store = Store::open(path, create)?;
        let day = today.unwrap_or_else(clock_today);
        store.read_rules(day)?;
        if store.lacks_standings()? {
            store.refresh(day, usize::MAX)?;
        }
        Self::over(store, today)
    }

    /// A book over what is open already.
    fn over(store: Store, today: Option<Day>) -> Result<Self> {
        let seen_version = store.data_version()?;
        let seen_step = store.undoable()?.map_or(0, |(step, _)| step);
        Ok(Self {
            store,
            today,
            roster: None,
            find_names: None,
            names: HashMap::new(),
            worker: None,
            cache: cache::Cache::default(),
            seen_version,
            is_look: false,
            notes: None,
            seen_step,
            backs_up: false,
            backed_up: None,
            backup_trouble: None,
            is_gone: false,
            day_of: None,
            currency: Cell::new(None),
            odds: Cell::new(None),
        })
    }

    /// Opens the book on the day that was asked for. Another day than that of the clock is a look: what turns with the day is
    /// read of that day and not kept.
    pub fn open_on(path: &Path, create: bool, asked: Option<Day>) -> Result<Self> {
        let book = Self::open(path, create, asked)?;
        Ok(Self { is_look: asked.is_some_and(|day| day != clock_today()), ..book })
    }

    /// Closes a book in which nothing was ever written and takes its file away.
    pub fn discard(self) {
        if self.undoable().is_none() && self.redoable().is_none() {
            self.store.discard();
        }
    }

    /// The number of the shape of the books that this program writes.
    pub fn shape() -> usize {
        Store::shape()
    }

    /// The day the program lives on.
    pub fn today(&self) -> Day {
        self.today.unwrap_or_else(clock_today)
    }

    /// The day that was asked for in the place of the clock's; none: the clock's.
    pub fn asked_day(&self) -> Option<Day> {
        self.today
    }

    /// This moment.
    pub fn now(&self) -> Now {
        let clock = chrono::Local::now();
        let day = self.today();
        Now { today: day, ms: clock.timestamp_millis(), stamp: format!("{day}T{}", clock.format("%H:%M:%S")) }
    }

    /// The file.
    pub fn path(&self) -> &Path {
        self.store.path()
    }

    /// Refuses to open the file once more where another one stands in its place, whose log this one's would be taken for.
    pub fn check_place(&self) -> Result<()> {
        self.store.check_place()
    }

    /// What the book is called: its file's name without the ending.
    pub fn name(&self) -> String {
        if self.is_demo() {
            return "demo".to_owned();
        }
        self.path().file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
    }

    /// Whether its content is made up.
    pub fn is_demo(&self) -> bool {
        self.store.meta("demo").ok().flatten().is_some()
    }

    /// Whether it lies in a folder that some program copies away while it is open.
    pub fn is_in_a_synchronised_folder(&self) -> bool {
        crate::store::open::is_synchronised(self.path())
    }

    /// The lifecycle.
    pub fn stages(&self) -> &Stages {
        &self.store.rules().stages
    }

    /// The points of the risk score.
    pub fn points(&self) -> &Points {
        self.store.points()
    }

    /// The currency of the book.
    pub fn currency(&self) -> Currency {
        if let Some(known) = self.currency.get() {
            return known;
        }
        let currency = self.store.currency().unwrap_or(Currency::EUR);
        self.currency.set(Some(currency));
        currency
    }

    /// Whether the currency of the book is settled: set, or made from its first values.
    pub fn has_currency(&self) -> Result<bool> {
        self.store.has_currency()
    }

    /// From points to probability and money, anchored to what this book has seen.
    pub fn odds(&self) -> Odds {
        if let Some(known) = self.odds.get() {
            return known;
        }
        let odds = self.store.odds(self.today()).unwrap_or_else(|_| Odds::unanchored(self.points()));
        self.odds.set(Some(odds));
        odds
    }

    /// The rate at which actions save, where nothing is known of the kind of action.
    pub fn save_rate(&self) -> f64 {
        save_rate(self.points(), 0, 0)
    }

    /// An amount in the currency of the book.
    pub fn money(&self, minor: i64) -> Money {
        Money::new(minor, self.currency())
    }

    /// The record with this id.
    pub fn get<R: Record>(&self, id: Id<R>) -> Result<R> {
        self.store
            .get(id)?
            .ok_or_else(|| Problem::not_found(format!("This {} is no longer in the book.", R::NOUN.one())))
    }

    /// The records of one account, oldest first.
    pub fn of_account<R: Record>(&self, account: Id<Account>) -> Result<Vec<R>> {
        self.store.of_account(account)
    }

    /// Every record of a kind, oldest first: for kinds of which there are few.
    pub fn all<R: Record>(&self) -> Result<Vec<R>> {
        self.store.all()
    }

    /// How many records of a kind there are.
    pub fn count<R: Record>(&self) -> Result<u64> {
        self.store.count::<R>()
    }

    /// The name of a team member, or “nobody”.
    pub fn member_name(&mut self, member: Option<Id<Member>>) -> String {
        let Some(member) = member else { return "nobody".to_owned() };
        if let Some(name) = self.names.get(&member.raw()) {
            return name.clone();
        }
        let name = self.store.get(member).ok().flatten().map_or_else(|| "somebody".to_owned(), |member| member.name);
        self.names.insert(member.raw(), name.clone());
        name
    }

    /// Runs several reads that see the book at one moment; together they cost less than one by one.
    pub fn together<T>(&mut self, reads: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        let outermost = self.store.begin_reading()?;
        let answer = reads(self);
        if outermost {
            self.store.end_reading();
        }
        answer
    }

    /// Runs one operation and keeps what lists show up to date.
    fn edit<T>(&mut self, op: op::Op, work: impl FnOnce(&mut Edit<'_>) -> Result<T>) -> Result<(T, Outcome)> {
        self.back_up_daily();
        let now = self.now();
        let ((value, followed), outcome) = self.store.edit(&now, op.label(), |edit| {
            let value = work(edit)?;
            Ok((value, playbooks::follow(edit)?))
        })?;
        self.note_run(followed)?;
        self.saw(&outcome);
        self.catch_up(&outcome)?;
        Ok((value, outcome))
    }

    fn catch_up(&mut self, outcome: &Outcome) -> Result<()> {
        self.currency.set(None);
        self.cache.forget(Some(&outcome.changed));
        self.odds.set(None);
        if outcome.changed.contains(&Noun::Settings) {
            self.store.read_rules(self.today())?;
        }
        if NAMED.iter().any(|noun| outcome.changed.contains(noun)) {
            self.find_names = None;
        }
        if outcome.changed.contains(&Noun::Members) {
            self.names.clear();
        }
        if let Some(worker) = &mut self.worker {
            worker.miss(outcome.accounts.as_ref());
        }
        let today = self.today();
        match (&mut self.roster, &outcome.accounts) {
            (Some(roster), Some(accounts)) => roster.update(&self.store, accounts, today)?,
            (Some(_), None) => self.roster = None,
            (None, _) => {}
        }
        Ok(())
    }

    /// Takes note that whoever uses this book knows of an operation, also where a thread of its own did it.
    pub fn saw(&mut self, outcome: &Outcome) {
        self.seen_step = self.seen_step.max(outcome.step);
    }

    /// What is wrong with the book; an empty list when it is sound.
    pub fn check(&self, depth: Depth) -> Result<Vec<String>> {
        self.store.check(depth)
    }
}

/// The kinds of record that find looks through.
const NAMED: [Noun; 4] = [Noun::Accounts, Noun::Contacts, Noun::Members, Noun::Churns];

/// Puts the backup `source` in the place of the book at `target`.
pub fn restore(source: &Path, target: &Path) -> Result<Restored> {
    if source == target {
        return Err(Problem::input("The backup and the book are the same file; name the backup."));
    }
    backup::restore(source, target, &chrono::Local::now().format("%Y-%m-%dT%H%M%S").to_string())
}

/// The day of the clock.
pub fn clock_today() -> Day {
    Day::from_date(chrono::Local::now().date_naive()).unwrap_or(Day::ZERO)
}

/// The refusal of an operation on nothing.
pub(crate) fn nothing(what: &str) -> Problem {
    Problem::new(ProblemKind::NotFound, format!("There is no {what}; choose one first."))
}
