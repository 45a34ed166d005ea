//! Records by the key of the program they came from.

use super::journal::Edit;
use super::record;
use crate::domain::id::Id;
use crate::domain::problem::{Problem, Result};
use crate::domain::record::Record;
use rusqlite::OptionalExtension;

impl Edit<'_> {
    /// The record with this key.
    pub fn by_external_id<R: Record>(&self, key: &str) -> Result<Option<Id<R>>> {
        let sql = format!("SELECT id FROM \"{}\" WHERE external_id = ?1", R::NOUN.table());
        let mut statement = self.conn().prepare_cached(&sql)?;
        statement.query_row([key], |row| row.get(0).map(Id::new)).optional().map_err(Problem::from)
    }

    /// Hands the id of every record of a kind to `take`, with its key where it has one.
    pub fn keys<R: Record>(&self, mut take: impl FnMut(i64, Option<&str>)) -> Result<()> {
        let sql = format!("SELECT id, external_id FROM \"{}\"", R::NOUN.table());
        let mut statement = self.conn().prepare_cached(&sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            take(row.get(0)?, row.get_ref(1)?.as_str_or_null().map_err(rusqlite::Error::from)?);
        }
        Ok(())
    }

    /// Whether there is no record of this kind yet.
    pub fn has_none<R: Record>(&self) -> Result<bool> {
        let sql = format!("SELECT NOT EXISTS (SELECT 1 FROM \"{}\")", R::NOUN.table());
        self.conn().query_row(&sql, [], |row| row.get(0)).map_err(Problem::from)
    }

    /// At most `limit` records of a kind with ids above `after`, oldest first.
    pub fn page<R: Record>(&self, after: i64, limit: usize) -> Result<Vec<R>> {
        record::select(self.conn(), "WHERE id > ?1 ORDER BY id LIMIT ?2", (after, limit as i64))
    }

    /// Every record of a kind, oldest first.
    pub fn all<R: Record>(&self) -> Result<Vec<R>> {
        record::select(self.conn(), "ORDER BY id", [])
    }
}
