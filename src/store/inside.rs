//! What our roles did: touches by role, and who was with the customers that renewed. Descriptive; nothing here says that
//! the one caused the other.

use super::Store;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::problem::{Problem, Result};
use crate::domain::role::Role;
use rusqlite::Row;

/// Two-way touches of a team member in one role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Worked {
    /// Who.
    pub member: Id<Member>,
    /// In which assignment; none: they hold none with that customer.
    pub role: Option<Role>,
    /// Touches.
    pub touches: u64,
}

/// Renewals and saves that a role was with in the days before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Preceded {
    /// The role; none: no assignment with that customer.
    pub role: Option<Role>,
    /// Contract lines that were renewed.
    pub renewals: u64,
    /// Of them, those of customers who had given notice.
    pub saves: u64,
}

/// The assignment of member `m` with the account of touch `t` on its day; found by the account, which has few assignments, while a
/// member may have thousands.
const ROLE: &str =
    "(SELECT s.role FROM assignment s WHERE s.account = t.account AND s.account IS NOT NULL AND +s.member = m.member
    AND coalesce(s.since, t.\"on\") <= t.\"on\" AND coalesce(s.until, t.\"on\") >= t.\"on\" ORDER BY s.role LIMIT 1)";

/// Renewed lines, and whether notice had been given within 400 days.
pub(super) const RENEWED: &str =
    "(SELECT id, account, product, outcome, outcome_on, EXISTS (SELECT 1 FROM event e WHERE e.account = contract.account AND e.account IS NOT NULL
        AND e.kind = 'notice' AND e.\"on\" BETWEEN outcome_on - 400 AND outcome_on) AS saved
    FROM contract WHERE outcome IN ('renewed', 'downsell', 'expanded') AND outcome_on > ?1 AND outcome_on <= ?2)";

fn role(row: &Row<'_>, place: usize) -> rusqlite::Result<Option<Role>> {
    Ok(row.get_ref(place)?.as_str_or_null()?.and_then(Role::parse))
}

impl Store {
    /// Two-way touches after a signature, after `from` and up to `to`, by who and in which role.
    pub fn worked(&self, from: Day, to: Day) -> Result<Vec<Worked>> {
        let sql = format!(
            "SELECT m.member, {ROLE}, count(*) FROM touch t JOIN touch_member m ON m.touch = t.id
                JOIN account a ON a.id = t.account
            WHERE t.two_way = 1 AND t.\"on\" > ?1 AND t.\"on\" <= ?2 AND t.\"on\" >= coalesce(a.customer_since, t.\"on\")
            GROUP BY 1, 2"
        );
        let mut statement = self.conn.prepare_cached(&sql)?;
        let rows = statement.query_map([from.number(), to.number()], |row| {
            let touches = row.get::<_, i64>(2)? as u64;
            Ok(Worked { member: Id::new(row.get(0)?), role: role(row, 1)?, touches })
        })?;
        rows.collect::<rusqlite::Result<_>>().map_err(Problem::from)
    }

    /// Of the lines renewed after `from` and up to `to`: how many each role had met within `days` before.
    pub fn preceded(&self, from: Day, to: Day, days: i32) -> Result<Vec<Preceded>> {
        let sql = format!(
            "SELECT role, count(DISTINCT id), count(DISTINCT CASE WHEN saved THEN id END) FROM (
                SELECT c.id, c.saved, {ROLE} AS role FROM {RENEWED} c
                JOIN touch t ON t.account = c.account AND t.\"on\" BETWEEN c.outcome_on - ?3 AND c.outcome_on
                JOIN touch_member m ON m.touch = t.id WHERE t.two_way = 1)
            GROUP BY role"
        );
        let mut statement = self.conn.prepare_cached(&sql)?;
        let rows = statement.query_map([from.number(), to.number(), days], |row| {
            let (renewals, saves) = (row.get::<_, i64>(1)? as u64, row.get::<_, i64>(2)? as u64);
            Ok(Preceded { role: role(row, 0)?, renewals, saves })
        })?;
        rows.collect::<rusqlite::Result<_>>().map_err(Problem::from)
    }

    /// Lines renewed after `from` and up to `to`, and how many of them were saves.
    pub fn renewed(&self, from: Day, to: Day) -> Result<(u64, u64)> {
        let sql = format!("SELECT count(*), coalesce(sum(saved), 0) FROM {RENEWED}");
        let mut statement = self.conn.prepare_cached(&sql)?;
        let counts = statement.query_row([from.number(), to.number()], |row| {
            Ok((row.get::<_, i64>(0)? as u64, row.get::<_, i64>(1)? as u64))
        });
        counts.map_err(Problem::from)
    }
}
