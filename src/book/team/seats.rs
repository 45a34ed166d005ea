//! The seats of one of ours over all accounts: what each is for, and which of them is due when.

use crate::book::Book;
use crate::book::cockpit::SeatLine;
use crate::domain::account::Account;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::problem::Result;
use crate::domain::role::Role;

pub use crate::store::own_turnover::{Gone, OwnTurnover};

/// Months of own turnover.
const TURNOVER_MONTHS: u32 = 12;

/// One seat of one of ours, on its account.
#[derive(Debug, Clone, PartialEq)]
pub struct SeatAt {
    /// The account.
    pub account: Id<Account>,
    /// Its name.
    pub name: String,
    /// Its key in the program it came from.
    pub external_id: Option<String>,
    /// A year of it, minor units of the book's currency.
    pub value: Option<i64>,
    /// The seat; who leads without one has a line without a seat.
    pub line: SeatLine,
    /// The last two-way touch of theirs with the account, whether it gave the customer something or not.
    pub met: Option<Day>,
}

/// The seats of one of ours.
#[derive(Debug, Clone, PartialEq)]
pub struct SeatsHeld {
    /// Whose.
    pub member: Member,
    /// Those that are due first stand first; those without a cadence last.
    pub list: Vec<SeatAt>,
}

impl SeatsHeld {
    /// How many are due by `day`.
    pub fn due(&self, day: Day) -> usize {
        self.list.iter().filter(|one| one.line.due.is_some_and(|due| due <= day)).count()
    }

    /// How many seats nobody has said the purpose of.
    pub fn aimless(&self) -> usize {
        self.list.iter().filter(|one| one.line.seat.is_some() && one.line.aim().is_none()).count()
    }
}

impl Book {
    /// The seats that one of ours holds today at open accounts, and the accounts they lead without one; whichever is due
    /// first stands first, then the most valuable.
    pub fn seats_held(&self, member: Id<Member>) -> Result<SeatsHeld> {
        let _reading = self.store.reading()?;
        let today = self.today();
        let member = self.get(member)?;
        let mut list = Vec::new();
        for account in self.store.accounts_of(member.id, today)? {
            let whole: Account = self.get(account)?;
            let standing = self.standing(account)?;
            let met = self.store.last_touch_of(account, member.id)?;
            let lines = self.seat_lines(&standing, Some(member.id))?;
            let lines = if lines.is_empty() { vec![leads_without(&member)] } else { lines };
            list.extend(lines.into_iter().map(|line| SeatAt {
                account,
                name: whole.name.clone(),
                external_id: whole.external_id.clone(),
                value: standing.value,
                line,
                met,
            }));
        }
        // The accounts come the most valuable first, and keep that order among those due on one day.
        list.sort_by_key(|one| (one.line.due.is_none(), one.line.due));
        Ok(SeatsHeld { member, list })
    }

    /// The open accounts that lost one of ours within twelve months: whoever lost most first.
    pub fn own_turnover(&self) -> Result<Vec<OwnTurnover>> {
        let today = self.today();
        self.store.own_turnover(today.plus_months_back(TURNOVER_MONTHS), today)
    }
}

/// What stands for a seat where somebody leads an account that has none for them.
fn leads_without(member: &Member) -> SeatLine {
    SeatLine { who: member.name.clone(), ..SeatLine::empty(Role::AccountLead, None) }
}
