//! Where a row of what is read leads: to what it counts.

use super::command::Command;
use super::place::Place;
use crate::domain::account::Account;
use crate::domain::id::Id;
use crate::form::request::FormRequest;
use std::rc::Rc;

/// What a row opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Lead {
    /// The page of an account.
    Account(Id<Account>),
    /// The accounts that pass this filter.
    Filter(String),
    /// A screen.
    Go(Place),
    /// What a command does.
    Run(Command),
    /// A form.
    Form(FormRequest),
    /// The rows behind a number.
    Rows(Rc<Rows>),
}

/// The rows behind a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Rows {
    /// What they are.
    pub(crate) title: String,
    /// Each, with where it leads.
    pub(crate) rows: Vec<(String, Option<Lead>)>,
}

impl Lead {
    /// The rows behind a number; none: there are none.
    pub(crate) fn rows(title: impl Into<String>, rows: Vec<(String, Option<Lead>)>) -> Option<Self> {
        (!rows.is_empty()).then(|| Lead::Rows(Rc::new(Rows { title: title.into(), rows })))
    }
}
