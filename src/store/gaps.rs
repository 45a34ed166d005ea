//! What the gaps between sale and service are read from: for one account by its indexes, for all by a pass over a table.

use super::Store;
use super::filter::day;
use crate::domain::account::Account;
use crate::domain::day::Day;
use crate::domain::gap::{Gap, Step};
use crate::domain::id::Id;
use crate::domain::problem::{Problem, Result};
use crate::domain::role::Role;
use rusqlite::params;

/// Which accounts are asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// Every open one.
    All,
    /// This one.
    One(Id<Account>),
}

impl Whose {
    /// The ids from the first to the last.
    const fn bounds(self) -> (i64, i64) {
        match self {
            Whose::All => (i64::MIN, i64::MAX),
            Whose::One(account) => (account.raw(), account.raw()),
        }
    }
}

/// That an account is a customer, on the column `account` of the table `it`.
const OPEN: &str = "EXISTS (SELECT 1 FROM account_summary s WHERE s.account = it.account AND s.open = 1)";

impl Store {
    /// Open accounts that signed after `from`, up to and including `to`.
    pub fn signed_between(&self, from: Day, to: Day) -> Result<Vec<Id<Account>>> {
        let sql = "SELECT it.id FROM account it JOIN account_summary s ON s.account = it.id AND s.open = 1
            WHERE it.customer_since > ?1 AND it.customer_since <= ?2 ORDER BY it.id";
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement.query_map(params![from.number(), to.number()], |row| row.get(0).map(Id::new))?;
        rows.collect::<rusqlite::Result<_>>().map_err(Problem::from)
    }

    /// Commitments and next steps that customers wait for: open, and due before `today`.
    pub fn waiting(&self, whose: Whose, today: Day) -> Result<Vec<(Id<Account>, Gap)>> {
        let sql = format!(
            "SELECT it.account, it.what, it.owner, it.due FROM commitment it
             WHERE it.kept_on IS NULL AND it.broken_on IS NULL AND it.due < ?3 AND it.kind <> 'charter'
             AND it.account BETWEEN ?1 AND ?2 AND {OPEN} ORDER BY it.due, it.id"
        );
        self.gaps(&sql, whose, today, Step::Waiting)
    }

    /// Open promises, next steps, actions and issues that nobody owns.
    pub fn unowned(&self, whose: Whose, today: Day) -> Result<Vec<(Id<Account>, Gap)>> {
        let commitments = format!(
            "SELECT it.account, it.what, it.owner, coalesce(it.known_on, it.due, ?3) FROM commitment it
             WHERE it.owner IS NULL AND it.kept_on IS NULL AND it.broken_on IS NULL AND it.kind <> 'charter'
             AND it.account BETWEEN ?1 AND ?2 AND {OPEN} ORDER BY it.id"
        );
        let actions = format!(
            "SELECT it.account, it.title, it.owner, coalesce(it.known_on, it.due, ?3) FROM action it
             WHERE it.owner IS NULL AND it.outcome IS NULL AND it.account BETWEEN ?1 AND ?2 AND {OPEN} ORDER BY it.id"
        );
        let mut all = self.gaps(&commitments, whose, today, Step::Owner)?;
        let issues = format!(
            "SELECT it.account, CASE it.escalation WHEN 1 THEN 'escalation: ' ELSE 'issue: ' END || it.title, it.owner,
             it.opened_on FROM issue it
             WHERE it.owner IS NULL AND it.opened_on <= ?3 AND (it.closed_on IS NULL OR it.closed_on > ?3)
             AND it.account BETWEEN ?1 AND ?2 AND {OPEN} ORDER BY it.id"
        );
        all.extend(self.gaps(&actions, whose, today, Step::Owner)?);
        all.extend(self.gaps(&issues, whose, today, Step::Owner)?);
        Ok(all)
    }

    /// Open accounts that nobody leads: no owner, and nobody on the assignment of the lead.
    pub fn leaderless(&self, whose: Whose, today: Day) -> Result<Vec<(Id<Account>, Gap)>> {
        // The plus keeps the index over all that are open from being walked for the sake of one account.
        let sql = "SELECT it.id, NULL, NULL, coalesce(it.customer_since, ?3) FROM account it
            JOIN account_summary s ON s.account = it.id AND +s.open = 1
            WHERE it.owner IS NULL AND it.id BETWEEN ?1 AND ?2 AND NOT EXISTS (SELECT 1 FROM assignment
                WHERE assignment.account = it.id AND assignment.role = 'AL' AND assignment.member IS NOT NULL
                AND coalesce(assignment.until, ?3) >= ?3 AND coalesce(assignment.since, ?3) <= ?3) ORDER BY it.id";
        let lead = |(account, gap): (Id<Account>, Gap)| (account, Gap { role: Some(Role::AccountLead), ..gap });
        Ok(self.gaps(sql, whose, today, Step::Lead)?.into_iter().map(lead).collect())
    }

    fn gaps(&self, sql: &str, whose: Whose, today: Day, step: Step) -> Result<Vec<(Id<Account>, Gap)>> {
        let mut statement = self.conn.prepare_cached(sql)?;
        let (first, last) = whose.bounds();
        let rows = statement.query_map(params![first, last, today.number()], |row| {
            let gap = Gap {
                step,
                role: None,
                what: row.get(1)?,
                who: row.get::<_, Option<i64>>(2)?.map(Id::new),
                since: day(row, 3)?.unwrap_or(today),
                closed: None,
            };
            Ok((Id::new(row.get(0)?), gap))
        })?;
        rows.collect::<rusqlite::Result<_>>().map_err(Problem::from)
    }
}
