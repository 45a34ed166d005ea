//! What one operation writes with: its statements, held ready from the first record of a kind to the last.

use super::error::Told;
use super::record::Record;
use crate::domain::noun::Noun;
use crate::domain::problem::Result;
use rusqlite::{CachedStatement, Connection};

/// Statements of one operation, each made ready when it is first needed.
pub struct Pen<'a> {
    conn: &'a Connection,
    inserts: Vec<(Noun, CachedStatement<'a>)>,
    beside: Vec<(&'static str, CachedStatement<'a>)>,
}

impl<'a> Pen<'a> {
    pub(crate) fn new(conn: &'a Connection) -> Self {
        Self { conn, inserts: Vec::new(), beside: Vec::new() }
    }

    /// Writes `record`; `fresh`: its id is new.
    pub(crate) fn put<R: Record>(&mut self, record: &R, fresh: bool) -> Result<()> {
        if fresh {
            self.insert(record).told()?;
        } else {
            let mut statement = self.conn.prepare_cached(R::PUT).told()?;
            record.bind(&mut statement).told()?;
            statement.raw_execute().told()?;
        }
        record.put_beside(self, fresh).told()
    }

    /// A new record cannot meet itself, and a plain insert needs no way back of its own.
    fn insert<R: Record>(&mut self, record: &R) -> rusqlite::Result<()> {
        let place = self.inserts.iter().position(|(noun, _)| *noun == R::NOUN).unwrap_or(self.inserts.len());
        if place == self.inserts.len() {
            self.inserts.push((R::NOUN, self.conn.prepare_cached(R::INSERT)?));
        }
        let statement = &mut self.inserts[place].1;
        record.bind(statement)?;
        statement.raw_execute().map(|_| ())
    }

    /// Runs `sql`, which is kept ready, with two numbers.
    pub(crate) fn pair(&mut self, sql: &'static str, left: i64, right: i64) -> rusqlite::Result<()> {
        let place = self.beside.iter().position(|(known, _)| *known == sql).unwrap_or(self.beside.len());
        if place == self.beside.len() {
            self.beside.push((sql, self.conn.prepare_cached(sql)?));
        }
        let statement = &mut self.beside[place].1;
        statement.raw_bind_parameter(1, left)?;
        statement.raw_bind_parameter(2, right)?;
        statement.raw_execute().map(|_| ())
    }

    /// Runs `sql` with one number.
    pub(crate) fn single(&mut self, sql: &'static str, number: i64) -> rusqlite::Result<()> {
        self.conn.prepare_cached(sql)?.execute([number]).map(|_| ())
    }
}
