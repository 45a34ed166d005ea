//! Contract lines by the day on which they are decided, with what one must know of their accounts.

use super::Store;
use super::error::Told;
use crate::domain::account::Account;
use crate::domain::contract::Contract;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::problem::Result;
use crate::domain::pulse::Pulse;
use rusqlite::params;

const DECISION: &str = "\"end\" - min(coalesce(notice_days, 0), 10000)";

impl Store {
    /// Contract lines that are decided from `from` to `to`, both included, and undecided ones of before; the soonest first.
    pub fn lines_deciding(&self, from: Day, to: Day) -> Result<Vec<Contract>> {
        let tail = format!(
            "WHERE {DECISION} <= ?2 AND ({DECISION} >= ?1 OR outcome IS NULL)
             AND (outcome IS NOT NULL OR account IN (SELECT account FROM standing WHERE open = 1))
             ORDER BY {DECISION}, id"
        );
        self.select(&tail, params![from.number(), to.number()])
    }

    /// The last pulse that somebody of theirs said themselves.
    pub fn last_said(&self, account: Id<Account>) -> Result<Option<Pulse>> {
        let tail = "WHERE account = ?1 AND source = 'said' ORDER BY \"on\" DESC, id DESC LIMIT 1";
        Ok(self.select(tail, [account.raw()])?.pop())
    }

    /// Whether a pulse of any source was taken after `from`, up to and including `to`.
    pub fn has_pulse(&self, account: Id<Account>, from: Day, to: Day) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM pulse WHERE account = ?1 AND \"on\" > ?2 AND \"on\" <= ?3)";
        let mut statement = self.conn.prepare_cached(sql).told()?;
        statement.query_row(params![account.raw(), from.number(), to.number()], |row| row.get(0)).told()
    }

    /// How many issues of an account are open on `day`, and how many of them are escalations.
    pub fn open_issues(&self, account: Id<Account>, day: Day) -> Result<(u64, u64)> {
        let sql = "SELECT count(*), coalesce(sum(escalation), 0) FROM issue
            WHERE account = ?1 AND opened_on <= ?2 AND (closed_on IS NULL OR closed_on > ?2)";
        let mut statement = self.conn.prepare_cached(sql).told()?;
        let counts = statement.query_row(params![account.raw(), day.number()], |row| {
            Ok((row.get::<_, i64>(0)? as u64, row.get::<_, i64>(1)? as u64))
        });
        counts.told()
    }
}
