//! What is open and owed, by kind, and how much of it nobody is named for.

use super::Store;
use crate::domain::day::Day;
use crate::domain::metrics::ownership::{Owed, Ownership};
use crate::domain::problem::Result;

/// That the item is of a customer, or of none in particular.
const OF_CUSTOMER: &str = "(it.account IS NULL OR EXISTS (SELECT 1 FROM account_summary s WHERE s.account = it.account
    AND s.open = 1))";

impl Store {
    /// Everything that is owed on a day: accounts to be led, commitments, tasks, issues, opportunities, charter actions.
    pub fn ownership(&self, today: Day) -> Result<Ownership> {
        let led = "it.owner IS NOT NULL OR EXISTS (SELECT 1 FROM assignment WHERE assignment.account = it.id
            AND assignment.role = 'AL' AND assignment.member IS NOT NULL
            AND coalesce(assignment.until, ?1) >= ?1 AND coalesce(assignment.since, ?1) <= ?1)";
        let open = "EXISTS (SELECT 1 FROM account_summary s WHERE s.account = it.id AND s.open = 1)";
        let accounts = format!("SELECT count(*), coalesce(sum(NOT ({led})), 0) FROM account it WHERE {open}");
        let owed = |table: &str, is_open: &str| {
            format!("SELECT count(*), coalesce(sum(it.owner IS NULL), 0) FROM {table} it WHERE ?1 = ?1 AND {is_open}")
        };
        let closed = "it.kept_on IS NULL AND it.broken_on IS NULL";
        let kinds = [
            ("account", accounts),
            ("commitment", owed("commitment", &format!("{closed} AND it.kind <> 'charter' AND {OF_CUSTOMER}"))),
            ("task", owed("action", &format!("it.outcome IS NULL AND {OF_CUSTOMER}"))),
            (
                "issue",
                owed(
                    "issue",
                    &format!("it.opened_on <= ?1 AND (it.closed_on IS NULL OR it.closed_on > ?1) AND {OF_CUSTOMER}"),
                ),
            ),
            ("opportunity", owed("opportunity", &format!("it.state = 'open' AND {OF_CUSTOMER}"))),
            ("charter action", owed("commitment", &format!("{closed} AND it.kind = 'charter'"))),
        ];
        let mut ownership = Ownership::default();
        for (kind, sql) in kinds {
            let mut statement = self.conn.prepare_cached(&sql)?;
            let (open, unowned) =
                statement.query_row([today.number()], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)))?;
            let (open, unowned) = (open.unsigned_abs(), unowned.unsigned_abs());
            ownership.kinds.push(Owed { kind, open, unowned });
        }
        Ok(ownership)
    }
}
