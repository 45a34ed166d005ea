//! Who came, who renewed and who was lost lately, by name.

use super::Store;
use crate::domain::day::Day;
use crate::domain::problem::{Problem, Result};
use rusqlite::Row;

/// What happened to an account on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happened {
    /// The day.
    pub on: Day,
    /// The account, by name.
    pub name: String,
    /// Whether it had given notice before; of who came and who went: no.
    pub saved: bool,
}

const RENEWED: &str = "SELECT c.outcome_on, a.name, max(EXISTS (SELECT 1 FROM event e WHERE e.account = c.account
        AND e.kind = 'notice' AND e.\"on\" BETWEEN c.outcome_on - 400 AND c.outcome_on))
    FROM contract c JOIN account a ON a.id = c.account
    WHERE c.outcome IN ('renewed', 'downsell', 'expanded') AND c.outcome_on > ?1 AND c.outcome_on <= ?2
    GROUP BY c.account, c.outcome_on ORDER BY c.outcome_on DESC, a.id LIMIT ?3";

const LOST: &str = "SELECT d.\"on\", a.name, 0 FROM churn d JOIN account a ON a.id = d.account
    WHERE d.contract IS NULL AND d.\"on\" > ?1 AND d.\"on\" <= ?2 AND coalesce(d.known_on, d.\"on\") <= ?2
    ORDER BY d.\"on\" DESC, a.id LIMIT ?3";

const CAME: &str = "SELECT customer_since, name, 0 FROM account WHERE customer_since > ?1 AND customer_since <= ?2
    ORDER BY customer_since DESC, id LIMIT ?3";

impl Store {
    /// Who renewed after `from` and up to `to`, the latest first, at most `most`.
    pub fn renewed_lately(&self, from: Day, to: Day, most: usize) -> Result<Vec<Happened>> {
        self.happened(RENEWED, from, to, most)
    }

    /// Who was lost in that time.
    pub fn lost_lately(&self, from: Day, to: Day, most: usize) -> Result<Vec<Happened>> {
        self.happened(LOST, from, to, most)
    }

    /// Who became a customer in that time.
    pub fn came_lately(&self, from: Day, to: Day, most: usize) -> Result<Vec<Happened>> {
        self.happened(CAME, from, to, most)
    }

    fn happened(&self, sql: &str, from: Day, to: Day, most: usize) -> Result<Vec<Happened>> {
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement.query_map((from.number(), to.number(), most as i64), read)?;
        rows.collect::<rusqlite::Result<_>>().map_err(Problem::from)
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Happened> {
    let on = Day::from_number(row.get(0)?).unwrap_or(Day::ZERO);
    Ok(Happened { on, name: row.get(1)?, saved: row.get(2)? })
}
