//! Seats: who of ours does what on which account.

use super::account::Account;
use super::contact::Contact;
use super::day::Day;
use super::id::Id;
use super::member::Member;
use super::role::OurRole;
use serde::{Deserialize, Serialize};

/// A named duty of ours on one account, with who holds it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Seat {
    /// Its id.
    pub id: Id<Seat>,
    /// Its key in the file or program it came from.
    pub external_id: Option<String>,
    /// The account it belongs to.
    pub account: Id<Account>,
    /// Who holds it; none: the seat is empty.
    pub member: Option<Id<Member>>,
    /// The duty.
    pub role: OurRole,
    /// The first day.
    pub since: Option<Day>,
    /// The last day; it is one of them.
    pub until: Option<Day>,
    /// Days between touches; none: the default of role and tier.
    pub cadence_days: Option<u32>,
    /// Minutes a month expected.
    pub minutes_month: Option<u32>,
    /// What it is for.
    pub purpose: Option<String>,
    /// Their counterpart.
    pub peer: Option<Id<Contact>>,
    /// The day the book learned it; none: the fact's own day.
    pub known_on: Option<Day>,
}

/// Who leads an account on `day`: who then holds the assignment of its lead, of several the one who took it last; where
/// nobody does, the owner written on the account.
///
/// SQL has the same rule in `store::lead`, held against this one by a test.
pub fn lead<'a>(seats: impl IntoIterator<Item = &'a Seat>, owner: Option<Id<Member>>, day: Day) -> Option<Id<Member>> {
    let leads = seats.into_iter().filter(|seat| seat.role == OurRole::AccountLead && seat.is_held(day));
    let held = leads.filter_map(|seat| Some((seat.since, std::cmp::Reverse(seat.id), seat.member?)));
    held.max().map(|(_, _, member)| member).or(owner)
}

impl Seat {
    /// Whether `day` lies between its first and its last day, both included. Members and contacts go by the same rule: the
    /// last day is one of theirs, the next one is not.
    pub fn is_held(&self, day: Day) -> bool {
        self.since.is_none_or(|since| since <= day) && self.until.is_none_or(|until| until >= day)
    }

    /// Whether both are the same duty of the same person at the same time.
    pub fn is_same_duty(&self, other: &Self) -> bool {
        let ends_before = |one: &Self, two: &Self| one.until.zip(two.since).is_some_and(|(until, since)| until < since);
        self.member.is_some()
            && self.member == other.member
            && self.role == other.role
            && !ends_before(self, other)
            && !ends_before(other, self)
    }
}
