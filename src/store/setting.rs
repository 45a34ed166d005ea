//! Settings: the newest value of each key that holds on a day.

use super::Store;
use super::error::Told;
use super::journal::Edit;
use super::record;
use crate::domain::day::Day;
use crate::domain::problem::Result;
use crate::domain::setting::Setting;
use rusqlite::{Connection, OptionalExtension, params};

pub(super) fn value(conn: &Connection, key: &str, day: Day) -> Result<Option<String>> {
    let sql = "SELECT value FROM setting WHERE key = ?1 AND since <= ?2 ORDER BY since DESC LIMIT 1";
    let mut statement = conn.prepare_cached(sql).told()?;
    statement.query_row(params![key, day.number()], |row| row.get(0)).optional().told()
}

impl Store {
    /// The value of `key` that holds on `day`; `None`: what ships holds.
    pub fn setting(&self, key: &str, day: Day) -> Result<Option<String>> {
        value(&self.conn, key, day)
    }
}

impl Edit<'_> {
    /// The value of `key` that holds on `day`, as this operation sees it.
    pub fn setting(&self, key: &str, day: Day) -> Result<Option<String>> {
        value(self.conn(), key, day)
    }

    /// The setting of `key` that begins on `day`, if there is one.
    pub fn setting_since(&self, key: &str, day: Day) -> Result<Option<Setting>> {
        Ok(record::select(self.conn(), "WHERE key = ?1 AND since = ?2", params![key, day.number()])?.pop())
    }
}
