//! Settings: the newest value of each key that holds on a day.

use super::Store;
use super::journal::Edit;
use super::record;
use super::rules::value;
use crate::domain::day::Day;
use crate::domain::problem::Result;
use crate::domain::setting::Setting;
use rusqlite::params;

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
