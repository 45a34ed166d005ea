//! What lies ahead, account by account: for calendars.

use super::Store;
use super::filter::day;
use crate::domain::account::Account;
use crate::domain::action::Action;
use crate::domain::commitment::Commitment;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::problem::{Problem, Result};
use crate::domain::risk::points::Tier;
use rusqlite::params;

/// Something that is due at an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// The account.
    pub account: Id<Account>,
    /// Its name.
    pub name: String,
    /// The day.
    pub on: Day,
}

/// An executive of our team at an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Executive {
    /// The account.
    pub account: Id<Account>,
    /// Its name.
    pub name: String,
    /// How much it matters.
    pub tier: Tier,
    /// Who.
    pub member: Id<Member>,
    /// Days between two touches, where the assignment says so itself.
    pub cadence: Option<i32>,
    /// From which day they hold the assignment.
    pub since: Option<Day>,
}

impl Store {
    /// Open actions that are due by `to`, the longest due first.
    pub fn actions_by(&self, to: Day) -> Result<Vec<Action>> {
        self.select("WHERE outcome IS NULL AND due <= ?1 ORDER BY due, id", [to.number()])
    }

    /// Open commitments and next steps that are due by `to`, the longest due first.
    pub fn commitments_by(&self, to: Day) -> Result<Vec<Commitment>> {
        let open = "WHERE kept_on IS NULL AND broken_on IS NULL AND due <= ?1 AND kind <> 'charter' ORDER BY due, id";
        self.select(open, [to.number()])
    }

    /// Pulse checks of open accounts that are due by `to`, the longest due first.
    pub fn pulses_by(&self, to: Day) -> Result<Vec<Due>> {
        let sql = "SELECT s.account, a.name, s.pulse_due FROM account_summary s JOIN account a ON a.id = s.account
            WHERE +s.open = 1 AND s.pulse_due <= ?1 ORDER BY s.pulse_due, s.account";
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement.query_map([to.number()], |row| {
            Ok(Due { account: Id::new(row.get(0)?), name: row.get(1)?, on: day(row, 2)?.unwrap_or(to) })
        })?;
        rows.collect::<rusqlite::Result<_>>().map_err(Problem::from)
    }

    /// The executives of our team who hold an assignment on `today` at an open account.
    pub fn executives(&self, today: Day) -> Result<Vec<Executive>> {
        let sql = "SELECT e.account, a.name, s.tier, e.member, e.cadence_days, e.since FROM assignment e
            JOIN account_summary s ON s.account = e.account AND s.open = 1 JOIN account a ON a.id = e.account
            WHERE e.role = 'ES' AND e.member IS NOT NULL AND coalesce(e.until, ?1) >= ?1 AND coalesce(e.since, ?1) <= ?1 ORDER BY e.account, e.id";
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement.query_map(params![today.number()], |row| {
            Ok(Executive {
                account: Id::new(row.get(0)?),
                name: row.get(1)?,
                tier: Tier::parse(row.get_ref(2)?.as_str()?).unwrap_or(Tier::C),
                member: Id::new(row.get(3)?),
                cadence: row.get(4)?,
                since: day(row, 5)?,
            })
        })?;
        rows.collect::<rusqlite::Result<_>>().map_err(Problem::from)
    }
}
