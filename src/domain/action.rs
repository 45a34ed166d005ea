//! Actions: what is to be done.

use super::account::Account;
use super::day::Day;
use super::id::Id;
use super::member::Member;
use super::words::{ActionOutcome, Channel};
use serde::{Deserialize, Serialize};

/// Something to do: one owner, date, channel and outcome.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Action {
    /// Its id.
    pub id: Id<Action>,
    /// Its key in the file or program it came from.
    pub external_id: Option<String>,
    /// The account it is for; none: for no account in particular.
    pub account: Option<Id<Account>>,
    /// What to do.
    pub title: String,
    /// How.
    pub channel: Option<Channel>,
    /// Who does it.
    pub owner: Option<Id<Member>>,
    /// When.
    pub due: Option<Day>,
    /// The day it was done or dropped.
    pub done_on: Option<Day>,
    /// How it ended; none: open.
    pub outcome: Option<ActionOutcome>,
    /// Why it is there, was put off or dropped.
    pub reason: Option<String>,
    /// The playbook it came from.
    pub playbook: Option<String>,
    /// Minutes it takes.
    pub minutes: Option<u32>,
    /// The first of the month whose huddle decided it; none: no huddle did.
    pub huddle_month: Option<Day>,
    /// The day the book learned it; none: the fact's own day.
    pub known_on: Option<Day>,
}
