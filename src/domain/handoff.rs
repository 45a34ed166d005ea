//! Hand-offs between sale and service.

use super::account::Account;
use super::day::Day;
use super::id::Id;
use super::member::Member;
use super::words::HandoffState;
use serde::{Deserialize, Serialize};

/// An offer of responsibility for an account.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Handoff {
    /// Its id.
    pub id: Id<Handoff>,
    /// Its key in the file or program it came from.
    pub external_id: Option<String>,
    /// The account it belongs to.
    pub account: Id<Account>,
    /// Who hands over.
    pub from_member: Option<Id<Member>>,
    /// Who is to take it.
    pub to_member: Option<Id<Member>>,
    /// The day of the offer.
    pub offered_on: Day,
    /// Where it stands.
    pub state: HandoffState,
    /// The day of the answer.
    pub answered_on: Option<Day>,
    /// Why they bought.
    pub why_bought: Option<String>,
    /// What was promised.
    pub promises: Option<String>,
    /// Who is who.
    pub people: Option<String>,
    /// What is open.
    pub open_points: Option<String>,
    /// Whom the customer asks meanwhile.
    pub interim_contact: Option<Id<Member>>,
    /// The day the customer was told.
    pub told_on: Option<Day>,
    /// What was missing.
    pub gaps: Option<String>,
    /// The day the book learned it; none: the fact's own day.
    pub known_on: Option<Day>,
}
