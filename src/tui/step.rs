//! How a screen asks for something without knowing the application, and what it has selected.

use super::command::Command;
use super::layer::form::FormLayer;
use super::layer::{Layer, Mouse};
use crate::book::Book;
use crate::domain::account::Account;
use crate::domain::id::Id;
use crate::domain::problem::Result;
use crate::domain::today::{Line, TaskId};
use crate::form::record_ref::RecordRef;
use crate::form::request::FormRequest;

/// What a screen wants done.
pub(crate) enum Step {
    /// Nothing more.
    Stay,
    /// Say this in the status line.
    Say(String),
    /// Open this layer.
    Open(Box<Layer>),
    /// Do this, if it can be done.
    Run(Command),
    /// Nothing is left to close here: go back to where one came from.
    Back,
    /// Open the page of this account.
    Page(Id<Account>),
    /// Show the accounts that pass this filter.
    Filter(String),
}

impl Step {
    /// Opens the row that a double click meant.
    pub(crate) fn open_on(mouse: Mouse, is_row: bool) -> Self {
        if is_row && matches!(mouse, Mouse::Double(_)) { Step::Run(Command::Open) } else { Step::Stay }
    }

    /// Opens the form that changes this record.
    pub(crate) fn form(record: RecordRef, book: &mut Book) -> Result<Self> {
        let making = FormRequest::changing(record, book)?;
        let layer = FormLayer::new(making.form(book)?, making, book.today());
        Ok(Step::Open(Box::new(Layer::Form(Box::new(layer)))))
    }
}

/// What is selected on the screen in sight.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Subject {
    /// The account.
    pub(crate) account: Option<Id<Account>>,
    /// Its name.
    pub(crate) name: String,
    /// The line of the day.
    pub(crate) line: Option<Line>,
    /// The task that the row stands for, where it is no line of the day: what is planned, the next step of a playbook, an open
    /// item.
    pub(crate) task: Option<TaskId>,
    /// The record in focus.
    pub(crate) record: Option<RecordRef>,
    /// Marked lines.
    pub(crate) lines: Vec<TaskId>,
    /// Marked accounts.
    pub(crate) accounts: Vec<Id<Account>>,
}

impl Subject {
    /// The lines a command acts on: the marked ones, else the selected one.
    pub(crate) fn acting_lines(&self) -> Vec<TaskId> {
        if self.lines.is_empty() { self.line.iter().map(|line| line.id).collect() } else { self.lines.clone() }
    }

    /// The tasks that can be completed or moved here: the same lines, else the record in focus, where that is a task of somebody.
    pub(crate) fn tasks(&self) -> Vec<TaskId> {
        let lines = self.acting_lines();
        if !lines.is_empty() {
            return lines;
        }
        self.task.or_else(|| self.record.as_ref().and_then(RecordRef::task)).into_iter().collect()
    }

    /// The account a command acts on that acts on one: the first marked one, else the selected one.
    pub(crate) fn acting_account(&self) -> Option<Id<Account>> {
        self.accounts.first().copied().or(self.account)
    }

    /// How many are marked beside or instead of the selected row; 0: what is selected is all that is meant.
    pub(crate) fn marked(&self) -> usize {
        let own = |line: &Line| self.lines == [line.id];
        let is_selected = match (&self.line, self.account) {
            (Some(line), _) => own(line),
            (None, account) => self.accounts.as_slice() == account.as_slice(),
        };
        if is_selected { 0 } else { self.lines.len().max(self.accounts.len()) }
    }

    /// The accounts a command acts on: the marked ones, else the selected one.
    pub(crate) fn acting_accounts(&self) -> Vec<Id<Account>> {
        if self.accounts.is_empty() { self.account.into_iter().collect() } else { self.accounts.clone() }
    }
}
