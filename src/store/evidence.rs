//! Counts over open accounts that show prospects how customers are looked after.

use super::Store;
use crate::domain::day::Day;
use crate::domain::problem::{Problem, Result};
use crate::domain::role::Role;
use crate::domain::survival::{FROM_THE_START, Span};
use rusqlite::params;

/// A count out of a whole.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Of {
    /// How many.
    pub count: u64,
    /// Of how many.
    pub all: u64,
}

impl Store {
    fn of(&self, sql: &str, params: impl rusqlite::Params) -> Result<Of> {
        let mut statement = self.conn.prepare_cached(sql)?;
        let row = statement
            .query_row(params, |row| Ok(Of { count: row.get::<_, i64>(0)? as u64, all: row.get::<_, i64>(1)? as u64 }));
        row.map_err(Problem::from)
    }

    /// Open accounts that two or more of our team have met lately.
    pub fn met_by_several(&self) -> Result<Of> {
        self.of("SELECT coalesce(sum(members >= 2), 0), count(*) FROM account_summary WHERE open = 1", [])
    }

    /// New customers and opportunities won, and contract lines that were renewed in full, in part or for more, from `from` to `to`: how many
    /// name the proof that was used.
    pub fn proved(&self, from: Day, to: Day) -> Result<(Of, Of)> {
        let won = "SELECT count(reference), count(*) FROM (
            SELECT reference FROM opportunity WHERE state = 'won' AND closed_on BETWEEN ?1 AND ?2
            UNION ALL SELECT reference FROM account WHERE customer_since BETWEEN ?1 AND ?2)";
        let kept = "SELECT count(reference), count(*) FROM contract
            WHERE outcome IS NOT NULL AND outcome <> 'churned' AND outcome_on BETWEEN ?1 AND ?2";
        let days = params![from.number(), to.number()];
        Ok((self.of(won, days)?, self.of(kept, days)?))
    }

    /// Open accounts with a price rise after `from`, up to `to`.
    pub fn price_rises(&self, from: Day, to: Day) -> Result<Of> {
        let sql = "SELECT coalesce(sum(EXISTS (SELECT 1 FROM event e WHERE e.account = s.account
                AND e.kind = 'price-increase' AND e.\"on\" > ?1 AND e.\"on\" <= ?2)), 0), count(*)
            FROM account_summary s WHERE s.open = 1";
        self.of(sql, params![from.number(), to.number()])
    }

    /// Whether a price rise was ever written down: without one nobody can say who was spared.
    pub fn knows_price_rises(&self) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM event WHERE kind = 'price-increase')";
        self.conn.prepare_cached(sql)?.query_row([], |row| row.get(0)).map_err(Problem::from)
    }

    /// Of the open accounts whose first day and first account lead are dated: those with a lead from the first day.
    pub fn led_from_the_first_day(&self) -> Result<Of> {
        let sql = "SELECT coalesce(sum(first <= since), 0), count(*) FROM (
                SELECT a.customer_since AS since, (SELECT min(e.since) FROM assignment e WHERE e.account = a.id
                    AND e.role = 'AL' AND e.member IS NOT NULL) AS first
                FROM account a JOIN account_summary s ON s.account = a.id AND s.open = 1)
            WHERE since IS NOT NULL AND first IS NOT NULL";
        self.of(sql, [])
    }

    /// Of the objectives of customers that fell due after `from`, up to `to`: those that were met by then.
    pub fn goals_met(&self, from: Day, to: Day) -> Result<Of> {
        let sql = "SELECT coalesce(sum(met_on IS NOT NULL AND met_on <= due), 0), count(*) FROM goal
            WHERE due > ?1 AND due <= ?2";
        self.of(sql, params![from.number(), to.number()])
    }

    /// Hand-offs offered after `from`, up to `to`, at which the customer was told whom to ask meanwhile.
    pub fn interim_told(&self, from: Day, to: Day) -> Result<Of> {
        let sql = "SELECT coalesce(sum(interim_contact IS NOT NULL AND told_on IS NOT NULL), 0), count(*) FROM handoff
            WHERE offered_on > ?1 AND offered_on <= ?2";
        self.of(sql, params![from.number(), to.number()])
    }

    /// Open accounts at which a team member holds an assignment of this role on `today`.
    pub fn assignments_held(&self, role: Role, today: Day) -> Result<Of> {
        let sql = "SELECT coalesce(sum(EXISTS (SELECT 1 FROM assignment e WHERE e.account = s.account AND e.role = ?1
                AND e.member IS NOT NULL AND coalesce(e.until, ?2) >= ?2 AND coalesce(e.since, ?2) <= ?2)), 0), count(*)
            FROM account_summary s WHERE s.open = 1";
        self.of(sql, params![role.word(), today.number()])
    }

    /// Days for which issues opened after `from`, up to `to`, stayed open; those still open are followed until `to`.
    pub fn issue_spans(&self, from: Day, to: Day) -> Result<Vec<Span>> {
        let sql = "SELECT opened_on, closed_on FROM issue WHERE opened_on > ?1 AND opened_on <= ?2";
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement.query_map(params![from.number(), to.number()], |row| {
            let (opened, closed): (i32, Option<i32>) = (row.get(0)?, row.get(1)?);
            let closed = closed.filter(|closed| *closed <= to.number());
            let exit = closed.unwrap_or(to.number()) - opened;
            Ok(Span { enter: FROM_THE_START, exit: exit.max(0), event: closed.is_some() })
        })?;
        rows.collect::<rusqlite::Result<_>>().map_err(Problem::from)
    }

    /// Open accounts of this industry.
    pub fn of_industry(&self, industry: &str) -> Result<u64> {
        let sql = "SELECT count(*) FROM account a JOIN account_summary s ON s.account = a.id AND s.open = 1
            WHERE a.industry = ?1 COLLATE NOCASE";
        let mut statement = self.conn.prepare_cached(sql)?;
        statement.query_row([industry], |row| row.get::<_, i64>(0)).map_err(Problem::from).map(|count| count as u64)
    }
}
