//! Plans: shared or internal objectives.

use super::account::Account;
use super::contact::Contact;
use super::day::Day;
use super::id::Id;
use super::member::Member;
use super::words::{Formality, PlanKind};
use serde::{Deserialize, Serialize};

/// A plan with, or for, a customer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// Its id.
    pub id: Id<Plan>,
    /// Its key in the file or program it came from.
    pub external_id: Option<String>,
    /// The account it belongs to.
    pub account: Id<Account>,
    /// Joint or internal.
    pub kind: PlanKind,
    /// Formal or informal; the journal of an older book does not say.
    #[serde(default)]
    pub formality: Formality,
    /// The day it began.
    pub started_on: Day,
    /// The day they were invited.
    pub invited_on: Option<Day>,
    /// The day they agreed.
    pub agreed_on: Option<Day>,
    /// The next review.
    pub review_on: Option<Day>,
    /// The last review.
    pub reviewed_on: Option<Day>,
    /// The day it ended.
    pub closed_on: Option<Day>,
    /// What both gain.
    pub mutual_wins: Option<String>,
    /// What could go wrong in 90 days.
    pub could_go_wrong: Option<String>,
    /// What they have.
    pub sold_lines: Option<String>,
    /// What they could have.
    pub unsold_lines: Option<String>,
    /// The day the book learned it; none: the fact's own day.
    pub known_on: Option<Day>,
}

impl Plan {
    /// Whether it runs on `day`.
    pub fn runs_on(&self, day: Day) -> bool {
        self.closed_on.is_none_or(|closed| closed > day)
    }
}

/// The next review: the day somebody said, else so many `days` after the last review, or after the start.
pub fn review_after(said: Option<Day>, started: Day, reviewed: Option<Day>, days: i32) -> Day {
    said.unwrap_or_else(|| reviewed.unwrap_or(started).plus(days))
}

/// A customer objective with its measure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Goal {
    /// Its id.
    pub id: Id<Goal>,
    /// Its key in the file or program it came from.
    pub external_id: Option<String>,
    /// The plan it belongs to.
    pub plan: Id<Plan>,
    /// What they want.
    pub objective: String,
    /// How it is measured.
    pub measure: Option<String>,
    /// Who of ours answers for it.
    pub our_owner: Option<Id<Member>>,
    /// Who of theirs.
    pub their_owner: Option<Id<Contact>>,
    /// By when.
    pub due: Option<Day>,
    /// The day it was met.
    pub met_on: Option<Day>,
    /// The day the book learned it; none: the fact's own day.
    pub known_on: Option<Day>,
}
