//! A record that somebody may mean: how it is named, and what tells it from others.

use super::record_ref::RecordRef;
use crate::book::Book;
use crate::domain::account::Account;
use crate::domain::action::Action;
use crate::domain::commitment::Commitment;
use crate::domain::contract::Contract;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::problem::{Problem, Result};
use crate::domain::record::Record;
use crate::domain::text::fit;

/// One thing that may be meant.
#[derive(Debug, Clone)]
pub(crate) struct Candidate {
    /// What it is.
    pub(crate) record: RecordRef,
    /// Its id, as it is written.
    pub(crate) id: String,
    pub(super) external_id: Option<String>,
    pub(super) name: String,
    pub(super) more: String,
    pub(super) is_open: bool,
}

impl Candidate {
    pub(super) fn of<R: Record>(record: &R, to: impl Fn(Id<R>) -> RecordRef) -> Self {
        Self {
            record: to(record.id()),
            id: record.id().code(),
            external_id: record.external_id().map(str::to_owned),
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
    pub(super) fn told(&self) -> String {
        let more = if self.more.is_empty() { String::new() } else { format!(", {}", fit(&self.more, 30)) };
        format!("{}{more} ({})", fit(&self.name, 40), self.id)
    }

    /// The contract line it is.
    pub(crate) fn contract(&self) -> Result<Id<Contract>> {
        match &self.record {
            RecordRef::Decision(id) => Ok(*id),
            record => record.id().ok_or_else(|| Problem::internal("A contract is something else.")),
        }
    }

    /// The commitment it is.
    pub(crate) fn commitment(&self) -> Result<Id<Commitment>> {
        self.record.id().ok_or_else(|| Problem::internal("A commitment is not a candidate here."))
    }
}

/// What every record of a kind at an account is called.
pub(super) fn each<R: Record>(
    book: &Book,
    account: Id<Account>,
    told: impl Fn(&R) -> Candidate,
) -> Result<Vec<Candidate>> {
    Ok(book.of_account::<R>(account)?.iter().map(told).collect())
}

/// What an action is called.
pub(super) fn action(it: &Action) -> Candidate {
    Candidate::of(it, RecordRef::of).on(it.due).open(it.outcome.is_none())
}
