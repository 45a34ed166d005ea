//! Which accounts are read: all by passes over whole tables, or a few by their indexes.

use crate::domain::account::Account;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::problem::Result;
use rusqlite::{Connection, Row, Rows, params};

/// The accounts that are read.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Filter {
    /// Every one, by passes over whole tables.
    All,
    /// Those with ids from the first to the last, by their indexes.
    Between(i64, i64),
}

impl Filter {
    /// This one.
    pub(crate) const fn one(account: Id<Account>) -> Self {
        Filter::Between(account.raw(), account.raw())
    }

    /// Whether the account with this id is among them.
    pub(super) fn holds(self, id: i64) -> bool {
        match self {
            Filter::All => true,
            Filter::Between(first, last) => (first..=last).contains(&id),
        }
    }

    pub(super) fn each(
        self,
        conn: &Connection,
        sql: &str,
        one: &str,
        mut take: impl FnMut(&Row<'_>) -> rusqlite::Result<()>,
    ) -> Result<()> {
        let sql = match self {
            Filter::All => sql.to_owned(),
            Filter::Between(..) => format!("{sql} {one}"),
        };
        let mut statement = conn.prepare_cached(&sql)?;
        let mut rows = self.rows(&mut statement)?;
        while let Some(row) = rows.next()? {
            take(row)?;
        }
        Ok(())
    }

    pub(super) fn rows<'s>(self, statement: &'s mut rusqlite::Statement<'_>) -> rusqlite::Result<Rows<'s>> {
        match self {
            Filter::All => statement.query([]),
            Filter::Between(first, last) => statement.query(params![first, last]),
        }
    }
}

/// The day in a column.
pub(super) fn day(row: &Row<'_>, place: usize) -> rusqlite::Result<Option<Day>> {
    Ok(row.get::<_, Option<i32>>(place)?.and_then(Day::from_number))
}
