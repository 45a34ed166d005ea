//! Commitments: promises, next steps, the charter.

use super::account::Account;
use super::day::Day;
use super::id::Id;
use super::member::Member;
use super::words::CommitmentKind;
use serde::{Deserialize, Serialize};

/// A dated promise to a customer, or an action of the charter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Commitment {
    /// Its id.
    pub id: Id<Commitment>,
    /// Its key in the file or program it came from.
    pub external_id: Option<String>,
    /// To whom; none for the charter.
    pub account: Option<Id<Account>>,
    /// What kind.
    pub kind: CommitmentKind,
    /// What was promised.
    pub what: String,
    /// Who answers for it.
    pub owner: Option<Id<Member>>,
    /// By when.
    pub due: Option<Day>,
    /// The day it was kept.
    pub kept_on: Option<Day>,
    /// The day it was given up.
    pub broken_on: Option<Day>,
    /// How it is measured.
    pub measure: Option<String>,
    /// What is aimed at.
    pub target: Option<String>,
    /// What follows if it is missed.
    pub consequence: Option<String>,
    /// Why it was put off or given up.
    pub reason: Option<String>,
    /// The day the book learned it; none: the fact's own day.
    pub known_on: Option<Day>,
}
