//! What one operation writes with: its statements, held ready from the first record of a kind to the last.

use crate::domain::noun::Noun;
use rusqlite::{CachedStatement, Connection, Statement};

/// Statements of one operation, each made ready when it is first needed.
pub struct StatementCache<'a> {
    conn: &'a Connection,
    inserts: Vec<(Noun, CachedStatement<'a>)>,
    beside: Vec<(&'static str, CachedStatement<'a>)>,
}

impl<'a> StatementCache<'a> {
    pub(crate) fn new(conn: &'a Connection) -> Self {
        Self { conn, inserts: Vec::new(), beside: Vec::new() }
    }

    /// Writes a record by `sql`, which `bind` fills; known ones and new ones alike.
    pub(super) fn put(
        &self,
        sql: &'static str,
        bind: impl FnOnce(&mut Statement<'_>) -> rusqlite::Result<()>,
    ) -> rusqlite::Result<()> {
        let mut statement = self.conn.prepare_cached(sql)?;
        bind(&mut statement)?;
        statement.raw_execute().map(|_| ())
    }

    /// Writes a new record of this kind: it cannot meet itself, and a plain insert needs no way back of its own.
    pub(super) fn insert(
        &mut self,
        noun: Noun,
        sql: &'static str,
        bind: impl FnOnce(&mut Statement<'_>) -> rusqlite::Result<()>,
    ) -> rusqlite::Result<()> {
        let place = self.inserts.iter().position(|(known, _)| *known == noun).unwrap_or(self.inserts.len());
        if place == self.inserts.len() {
            self.inserts.push((noun, self.conn.prepare_cached(sql)?));
        }
        let statement = &mut self.inserts[place].1;
        bind(statement)?;
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
