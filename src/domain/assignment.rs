//! Assignments: who of our team does what on which account.

use super::account::Account;
use super::contact::Contact;
use super::day::Day;
use super::id::Id;
use super::member::Member;
use super::record::{order, record};
use super::role::{Duty, Role};

record! {
    /// A named duty of our team on one account, with who holds it.
    Assignment: Assignments {
        account: Id<Account> = "Account" [needed natural];
        role: Role = "Role" [needed natural];
        member: Option<Id<Member>> = "Who" [natural] hint "Blank: not assigned yet";
        cadence_days: Option<u32> as CADENCE = "Cadence (days)" hint "Blank: as the tier says";
        minutes_month: Option<u32> as MINUTES_A_MONTH = "Minutes a month";
        counterpart: Option<Id<Contact>> = "Counterpart" from "peer";
        duty: Vec<Duty> = "Duty" hint "Backup of the lead; owner of retention; of an executive: business, or sales";
        purpose: Option<String> = "Purpose" hint "In your own words";
        since: Option<Day> = "Since";
        until: Option<Day> = "Until";
    }
    title |it| it.role.title().to_owned();
    rules |it| order("until", it.since, it.until, ("the first day", "The last day"));
    older |it, older| {
        if !(older.given)("duty") {
            it.duty = Duty::said_in(it.role, it.purpose.as_deref().unwrap_or_default());
        }
        Ok(())
    };
}

/// Who leads an account on `day`: who then holds the assignment of its lead, of several the one who took it last; where
/// nobody does, the owner written on the account.
///
/// SQL has the same rule in `store::lead`, held against this one by a test.
pub fn lead<'a>(
    assignments: impl IntoIterator<Item = &'a Assignment>,
    owner: Option<Id<Member>>,
    day: Day,
) -> Option<Id<Member>> {
    let leads =
        assignments.into_iter().filter(|assignment| assignment.role == Role::AccountLead && assignment.is_held(day));
    let held =
        leads.filter_map(|assignment| Some((assignment.since, std::cmp::Reverse(assignment.id), assignment.member?)));
    held.max().map(|(_, _, member)| member).or(owner)
}

impl Assignment {
    /// Whether `day` lies between its first and its last day, both included. Members and contacts go by the same rule: the
    /// last day is a contact, the next one is not.
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
