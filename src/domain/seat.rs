//! Seats: who of ours does what on which account.

use super::account::Account;
use super::contact::Contact;
use super::day::Day;
use super::id::Id;
use super::member::Member;
use super::record::{order, record};
use super::role::OurRole;

record! {
    /// A named duty of ours on one account, with who holds it.
    Seat: Seats {
        account: Id<Account> = "Account" [needed natural];
        role: OurRole = "Role" [needed natural];
        member: Option<Id<Member>> = "Who" [natural] hint "Blank: nobody holds it yet";
        cadence_days: Option<u32> as CADENCE = "Every … days" hint "Blank: as the tier says";
        minutes_month: Option<u32> as MINUTES_A_MONTH = "Minutes a month";
        peer: Option<Id<Contact>> = "Counterpart";
        purpose: Option<String> = "Purpose" hint "Keep or renew: they answer for keeping. An executive: business, or sales";
        since: Option<Day> = "Since";
        until: Option<Day> = "Until";
    }
    title |it| it.role.title().to_owned();
    rules |it| order("until", it.since, it.until, ("the first day", "The last day"));
}

impl Seat {
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
