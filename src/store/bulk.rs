//! What makes very many records quick: reading them one after the other, room for their pages, indexes built afterwards.

use super::Store;
use super::journal::Edit;
use super::record;
use crate::domain::problem::{Problem, Result};
use crate::domain::record::Record;

impl Store {
    /// Hands every record of a kind to `take`, oldest first.
    pub fn each<R: Record>(&self, take: impl FnMut(R) -> Result<()>) -> Result<()> {
        record::each(&self.conn, take)
    }
}

/// The pages kept in memory while very many records are written: 96 MiB, told to the database in KiB below zero.
const ROOM: i32 = -96 * 1024;
/// The pages kept in memory otherwise, as a book is opened with.
const USUAL: i32 = -32 * 1024;

impl Store {
    /// Keeps more pages in memory until told otherwise: for operations that write most of the book.
    pub fn make_room(&self, roomy: bool) -> Result<()> {
        self.conn.pragma_update(None, "cache_size", if roomy { ROOM } else { USUAL })?;
        if !roomy {
            self.conn.execute_batch("PRAGMA shrink_memory")?;
        }
        Ok(())
    }
}

impl Edit<'_> {
    /// Takes the indexes of a kind's table down, to be built again by [`Edit::rebuild`] in the same operation: for very
    /// many new records, for which that is quicker. Until then nothing may be looked up by them.
    pub fn take_down<R: Record>(&self) -> Result<Indexes> {
        let sql = "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = ?1 AND sql IS NOT NULL";
        let mut statement = self.conn().prepare(sql)?;
        let rows = statement.query_map([R::NOUN.table()], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let indexes: Vec<(String, String)> = rows.collect::<rusqlite::Result<_>>()?;
        for (name, _) in &indexes {
            self.conn().execute_batch(&format!("DROP INDEX \"{name}\""))?;
        }
        Ok(Indexes { sql: indexes.into_iter().map(|(_, sql)| sql).collect() })
    }

    /// Builds indexes again that were taken down.
    pub fn rebuild(&self, indexes: &Indexes) -> Result<()> {
        indexes.sql.iter().try_for_each(|sql| self.conn().execute_batch(sql).map_err(Problem::from))
    }
}

/// Indexes that are taken down.
#[derive(Debug)]
#[must_use = "indexes that are taken down must be built again"]
pub struct Indexes {
    sql: Vec<String>,
}
