//! Who came, who renewed and who was lost lately, by name.

use super::Store;
use crate::domain::account::Account;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::problem::{Problem, Result};
use crate::domain::save::NOTICE;
use rusqlite::Row;

/// What happened to an account on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happened {
    /// The day.
    pub on: Day,
    /// The account.
    pub account: Id<Account>,
    /// Its name.
    pub name: String,
    /// Whether it was in danger before: of who came and who went: no.
    pub saved: bool,
    /// Why, in our words, as far as it is written down.
    pub reason: Option<String>,
}

const RENEWED: &str = "SELECT c.outcome_on, a.id, a.name, max(EXISTS (SELECT 1 FROM event e WHERE e.account = c.account
        AND e.kind = 'notice' AND e.\"on\" BETWEEN c.outcome_on - ?3 AND c.outcome_on)), max(c.reason)
    FROM contract c JOIN account a ON a.id = c.account
    WHERE c.outcome IN ('renewed', 'expanded') AND c.outcome_on > ?1 AND c.outcome_on <= ?2
    GROUP BY c.account, c.outcome_on ORDER BY c.outcome_on DESC, a.id";

const LOST: &str = "SELECT d.\"on\", a.id, a.name, 0, d.reason FROM churn d JOIN account a ON a.id = d.account
    WHERE ?3 > 0 AND d.contract IS NULL AND d.\"on\" > ?1 AND d.\"on\" <= ?2 AND coalesce(d.known_on, d.\"on\") <= ?2
    ORDER BY d.\"on\" DESC, a.id";

const CAME: &str = "SELECT customer_since, id, name, 0, why_bought FROM account
    WHERE ?3 > 0 AND customer_since > ?1 AND customer_since <= ?2 ORDER BY customer_since DESC, id";

impl Store {
    /// Who renewed, for as much or more, after `from` and up to `to`, the latest first; saved: they had given notice.
    pub fn renewed_lately(&self, from: Day, to: Day) -> Result<Vec<Happened>> {
        self.happened(RENEWED, from, to)
    }

    /// Who was lost in that time.
    pub fn lost_lately(&self, from: Day, to: Day) -> Result<Vec<Happened>> {
        self.happened(LOST, from, to)
    }

    /// Who became a customer in that time.
    pub fn came_lately(&self, from: Day, to: Day) -> Result<Vec<Happened>> {
        self.happened(CAME, from, to)
    }

    fn happened(&self, sql: &str, from: Day, to: Day) -> Result<Vec<Happened>> {
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement.query_map((from.number(), to.number(), NOTICE), read)?;
        rows.collect::<rusqlite::Result<_>>().map_err(Problem::from)
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Happened> {
    let on = Day::from_number(row.get(0)?).unwrap_or(Day::ZERO);
    let account = Id::new(row.get(1)?);
    Ok(Happened { on, account, name: row.get(2)?, saved: row.get(3)?, reason: row.get(4)? })
}
