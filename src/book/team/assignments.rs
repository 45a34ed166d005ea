//! The assignments of a team member over all accounts: what each is for, and which of them is due when.

use crate::book::Book;
use crate::book::cockpit::AssignmentLine;
use crate::domain::account::Account;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::problem::Result;
use crate::domain::role::Role;

pub use crate::store::member_attrition::{Gone, MemberAttrition};

/// Months of own turnover.
const TURNOVER_MONTHS: u32 = 12;

/// One assignment of a team member, on its account.
#[derive(Debug, Clone, PartialEq)]
pub struct AssignmentAt {
    /// The account.
    pub account: Id<Account>,
    /// Its name.
    pub name: String,
    /// Its key in the program it came from.
    pub external_id: Option<String>,
    /// A year of it, minor units of the book's currency.
    pub value: Option<i64>,
    /// The assignment; who leads without one has a line without an assignment.
    pub line: AssignmentLine,
    /// The last two-way touch of the account with the account, whether it gave the customer something or not.
    pub met: Option<Day>,
}

/// The assignments of a team member.
#[derive(Debug, Clone, PartialEq)]
pub struct AssignmentsHeld {
    /// Whose.
    pub member: Member,
    /// Those that are due first stand first; those without a cadence last.
    pub list: Vec<AssignmentAt>,
}

impl AssignmentsHeld {
    /// How many are due by `day`.
    pub fn due(&self, day: Day) -> usize {
        self.list.iter().filter(|one| one.line.due.is_some_and(|due| due <= day)).count()
    }

    /// How many assignments nobody has said the purpose of.
    pub fn aimless(&self) -> usize {
        self.list.iter().filter(|one| one.line.assignment.is_some() && one.line.aim().is_none()).count()
    }
}

impl Book {
    /// The assignments that a team member holds today at open accounts, and the accounts they lead without one; whichever is due
    /// first stands first, then the most valuable.
    pub fn assignments_held(&self, member: Id<Member>) -> Result<AssignmentsHeld> {
        let _reading = self.store.reading()?;
        let today = self.today();
        let member = self.get(member)?;
        let mut list = Vec::new();
        for account in self.store.accounts_of(member.id, today)? {
            let whole: Account = self.get(account)?;
            let standing = self.standing(account)?;
            let met = self.store.last_touch_of(account, member.id)?;
            let lines = self.assignment_lines(&standing, Some(member.id))?;
            let lines = if lines.is_empty() { vec![leads_without(&member)] } else { lines };
            list.extend(lines.into_iter().map(|line| AssignmentAt {
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
        Ok(AssignmentsHeld { member, list })
    }

    /// The open accounts that lost a team member within twelve months: whoever lost most first.
    pub fn member_attrition(&self) -> Result<Vec<MemberAttrition>> {
        let today = self.today();
        self.store.member_attrition(today.plus_months_back(TURNOVER_MONTHS), today)
    }
}

/// What stands for an assignment where somebody leads an account that has none for them.
fn leads_without(member: &Member) -> AssignmentLine {
    AssignmentLine { who: member.name.clone(), ..AssignmentLine::empty(Role::AccountLead, None) }
}
