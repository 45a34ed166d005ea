//! What is due on a day: actions, promises and hand-offs.

use super::Store;
use super::error::Told;
use crate::domain::account::Account;
use crate::domain::action::Action;
use crate::domain::commitment::Commitment;
use crate::domain::contribution::Contribution;
use crate::domain::day::Day;
use crate::domain::handoff::Handoff;
use crate::domain::id::Id;
use crate::domain::problem::Result;
use rusqlite::params;

/// Records that are due.
pub struct Dated {
    /// Open actions, the longest due first.
    pub actions: Vec<Action>,
    /// Open promises and next steps, the longest due first.
    pub promises: Vec<Commitment>,
    /// Hand-offs that nobody has answered.
    pub handoffs: Vec<Handoff>,
    /// Contributions whose thanks are due, the longest due first.
    pub thanks: Vec<Contribution>,
    /// How many there are in all.
    pub count: u64,
}

const ACTIONS: &str = "WHERE outcome IS NULL AND due <= ?1";
const PROMISES: &str = "WHERE kept_on IS NULL AND broken_on IS NULL AND due <= ?1 AND kind <> 'charter'";
const HANDOFFS: &str = "WHERE state = 'offered' AND offered_on <= ?1 AND NOT EXISTS (SELECT 1 FROM deferral
    WHERE deferral.account = handoff.account AND line = 'handoff' AND until > ?1)";

/// Thanks later than two months are no thanks.
const THANKS: &str =
    "WHERE thanked_on IS NULL AND \"on\" <= ?1 AND \"on\" > ?1 - 60 AND NOT EXISTS (SELECT 1 FROM deferral
    WHERE deferral.account = contribution.account AND line = 'thanks' AND until > ?1)";

impl Store {
    /// What is due on `day` or was before, at most `limit` of each kind.
    pub fn due_dated(&self, day: Day, limit: usize) -> Result<Dated> {
        let bounds = params![day.number(), limit as i64];
        let actions: Vec<Action> = self.select(&format!("{ACTIONS} ORDER BY due, id LIMIT ?2"), bounds)?;
        let promises: Vec<Commitment> =
            self.select(&format!("{PROMISES} ORDER BY due, id LIMIT ?2"), params![day.number(), limit as i64])?;
        let handoffs: Vec<Handoff> =
            self.select(&format!("{HANDOFFS} ORDER BY offered_on, id LIMIT ?2"), params![day.number(), limit as i64])?;
        let thanks: Vec<Contribution> =
            self.select(&format!("{THANKS} ORDER BY \"on\", id LIMIT ?2"), params![day.number(), limit as i64])?;
        let count = self.count_where("action", ACTIONS, day)?
            + self.count_where("commitment", PROMISES, day)?
            + self.count_where("handoff", HANDOFFS, day)?
            + self.count_where("contribution", THANKS, day)?;
        Ok(Dated { actions, promises, handoffs, thanks, count })
    }

    /// How many promises to an account are overdue on `today`, next steps among them.
    pub fn overdue_promises(&self, account: Id<Account>, today: Day) -> Result<u64> {
        let sql = "SELECT count(*) FROM commitment WHERE account = ?1 AND due < ?2 AND kept_on IS NULL
            AND broken_on IS NULL AND kind <> 'charter'";
        let mut statement = self.conn.prepare_cached(sql).told()?;
        let count: i64 = statement.query_row([account.raw(), i64::from(today.number())], |row| row.get(0)).told()?;
        Ok(count as u64)
    }

    fn count_where(&self, table: &str, condition: &str, day: Day) -> Result<u64> {
        let sql = format!("SELECT count(*) FROM {table} {condition}");
        let mut statement = self.conn.prepare_cached(&sql).told()?;
        statement.query_row([day.number()], |row| row.get::<_, i64>(0)).told().map(|count| count as u64)
    }
}
