//! Invoices.

use super::account::Account;
use super::day::Day;
use super::id::Id;
use super::money::Currency;
use serde::{Deserialize, Serialize};

/// A bill to an account.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Invoice {
    /// Its id.
    pub id: Id<Invoice>,
    /// Its key in the file or program it came from.
    pub external_id: Option<String>,
    /// The account it belongs to.
    pub account: Id<Account>,
    /// Its number.
    pub number: Option<String>,
    /// The day it was issued.
    pub issued_on: Day,
    /// The day it is due.
    pub due_on: Option<Day>,
    /// The day it was paid.
    pub paid_on: Option<Day>,
    /// In minor units of `currency`.
    pub amount: Option<i64>,
    /// Its currency.
    pub currency: Currency,
    /// Whether they dispute it.
    pub disputed: bool,
    /// The day the book learned it; none: the fact's own day.
    pub known_on: Option<Day>,
}
