//! What makes very many records quick: reading them one after the other, room for their pages, indexes built afterwards.

use super::Store;
use super::error::Told;
use super::journal::Edit;
use super::record::Record;
use crate::domain::id::Id;
use crate::domain::problem::Result;
use crate::domain::touch::Touch;
use rusqlite::Rows;
use std::any::Any;

impl Store {
    /// Hands every record of a kind to `take`, oldest first.
    pub fn each<R: Record + 'static>(&self, mut take: impl FnMut(R) -> Result<()>) -> Result<()> {
        let sql = format!("SELECT {} FROM \"{}\" ORDER BY id", R::COLUMNS, R::TABLE);
        let mut statement = self.conn.prepare(&sql).told()?;
        let mut rows = statement.query([]).told()?;
        let mut members = self.conn.prepare("SELECT touch, member FROM touch_member ORDER BY touch, member").told()?;
        let mut contacts =
            self.conn.prepare("SELECT touch, contact FROM touch_contact ORDER BY touch, contact").told()?;
        let mut members = People::new(members.query([]).told()?);
        let mut contacts = People::new(contacts.query([]).told()?);
        while let Some(row) = rows.next().told()? {
            let mut record = R::from_row(row).told()?;
            if let Some(touch) = (&mut record as &mut dyn Any).downcast_mut::<Touch>() {
                touch.members = members.of(touch.id)?;
                touch.contacts = contacts.of(touch.id)?;
            }
            take(record)?;
        }
        Ok(())
    }
}

/// The pages kept in memory while very many records are written: 96 MiB, told to the database in KiB below zero.
const ROOM: i32 = -96 * 1024;
/// The pages kept in memory otherwise, as a book is opened with.
const USUAL: i32 = -4096;

impl Store {
    /// Keeps more pages in memory until told otherwise: for operations that write most of the book.
    pub fn make_room(&self, roomy: bool) -> Result<()> {
        self.conn.pragma_update(None, "cache_size", if roomy { ROOM } else { USUAL }).told()?;
        if !roomy {
            self.conn.execute_batch("PRAGMA shrink_memory").told()?;
        }
        Ok(())
    }
}

impl Edit<'_> {
    /// Takes the indexes of a kind's table down, to be built again by [`Edit::rebuild`] in the same operation: for very
    /// many new records, for which that is quicker. Until then nothing may be looked up by them.
    pub fn take_down<R: Record>(&self) -> Result<Indexes> {
        let sql = "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = ?1 AND sql IS NOT NULL";
        let mut statement = self.conn().prepare(sql).told()?;
        let rows = statement.query_map([R::TABLE], |row| Ok((row.get(0)?, row.get(1)?))).told()?;
        let indexes: Vec<(String, String)> = rows.collect::<rusqlite::Result<_>>().told()?;
        for (name, _) in &indexes {
            self.conn().execute_batch(&format!("DROP INDEX \"{name}\"")).told()?;
        }
        Ok(Indexes { sql: indexes.into_iter().map(|(_, sql)| sql).collect() })
    }

    /// Builds indexes again that were taken down.
    pub fn rebuild(&self, indexes: &Indexes) -> Result<()> {
        indexes.sql.iter().try_for_each(|sql| self.conn().execute_batch(sql).told())
    }
}

/// Indexes that are taken down.
#[derive(Debug)]
#[must_use = "indexes that are taken down must be built again"]
pub struct Indexes {
    sql: Vec<String>,
}

/// The people of touches, walked beside them in the same order.
struct People<'s> {
    rows: Rows<'s>,
    next: Option<(i64, i64)>,
}

impl<'s> People<'s> {
    fn new(rows: Rows<'s>) -> Self {
        Self { rows, next: None }
    }

    fn of<T>(&mut self, touch: Id<Touch>) -> Result<Vec<Id<T>>> {
        let mut people = Vec::new();
        loop {
            if self.next.is_none() {
                self.next = match self.rows.next().told()? {
                    Some(row) => Some((row.get(0).told()?, row.get(1).told()?)),
                    None => return Ok(people),
                };
            }
            match self.next {
                Some((of, person)) if of == touch.raw() => people.push(Id::new(person)),
                Some((of, _)) if of > touch.raw() => return Ok(people),
                _ => {}
            }
            self.next = None;
        }
    }
}
