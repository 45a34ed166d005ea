//! Looking records up by name, external id or code.

use super::Store;
use super::error::Told;
use crate::domain::account::Account;
use crate::domain::action::Action;
use crate::domain::id::Id;
use crate::domain::problem::Result;
use crate::domain::record::Record;
use crate::domain::text::fold;
use rusqlite::params;

impl Store {
    /// Accounts whose name starts with `start`, or else holds it, in any case, accents or not; at most `limit`.
    pub fn accounts_named(&self, start: &str, limit: usize) -> Result<Vec<(Id<Account>, String)>> {
        let found = self.accounts_starting(start, limit)?;
        if !found.is_empty() {
            return Ok(found);
        }
        let found = self.names(
            "SELECT id, name FROM account WHERE name LIKE ?1 ESCAPE '\\' ORDER BY length(name) LIMIT ?2",
            &format!("%{}%", escaped(start)),
            limit,
        )?;
        if found.is_empty() { self.accented(limit, |name| name.contains(&fold(start))) } else { Ok(found) }
    }

    /// Accounts with letters beyond ASCII whose name, in small letters without accents, passes; at most `limit`.
    fn accented(&self, limit: usize, passes: impl Fn(&str) -> bool) -> Result<Vec<(Id<Account>, String)>> {
        let sql = "SELECT id, name FROM account WHERE name GLOB '*[^ -~]*' ORDER BY length(name)";
        let mut statement = self.conn.prepare_cached(sql).told()?;
        let mut rows = statement.query([]).told()?;
        let mut found = Vec::new();
        while let Some(row) = rows.next().told()? {
            let name: String = row.get(1).told()?;
            if found.len() < limit && passes(&fold(&name)) {
                found.push((Id::new(row.get(0).told()?), name));
            }
        }
        Ok(found)
    }

    /// Accounts whose name starts with `start` in any case, accents or not, the shortest name first; at most `limit`.
    pub fn accounts_starting(&self, start: &str, limit: usize) -> Result<Vec<(Id<Account>, String)>> {
        let sql = "SELECT id, name FROM account WHERE name >= ?1 COLLATE NOCASE AND name < ?2 COLLATE NOCASE
            ORDER BY length(name) LIMIT ?3";
        let mut statement = self.conn.prepare_cached(sql).told()?;
        let beyond = format!("{start}\u{10ffff}");
        let rows = statement
            .query_map(params![start, beyond, limit as i64], |row| Ok((Id::new(row.get(0)?), row.get(1)?)))
            .told()?;
        let found: Vec<_> = rows.collect::<rusqlite::Result<_>>().told()?;
        let plain = fold(start);
        let folds = found.is_empty() && !plain.trim().is_empty();
        if folds { self.accented(limit, |name| name.starts_with(&plain)) } else { Ok(found) }
    }

    /// Every contact's account and name, for find.
    pub fn each_contact_name(&self, mut take: impl FnMut(Id<Account>, &str)) -> Result<()> {
        let mut statement = self.conn.prepare_cached("SELECT account, name FROM contact").told()?;
        let mut rows = statement.query([]).told()?;
        while let Some(row) = rows.next().told()? {
            let account = Id::new(row.get(0).told()?);
            take(account, row.get_ref(1).told()?.as_str().map_err(rusqlite::Error::from).told()?);
        }
        Ok(())
    }

    /// Records whose external id is `key`, or whose name it is in any case.
    pub fn named<R: Record>(&self, key: &str) -> Result<Vec<R>> {
        let by_key: Vec<R> = self.select("WHERE external_id = ?1", [key])?;
        if !by_key.is_empty() {
            return Ok(by_key);
        }
        self.select("WHERE name = ?1 COLLATE NOCASE", [key])
    }

    /// Actions that are for no account in particular, oldest first.
    pub fn actions_of_no_account(&self) -> Result<Vec<Action>> {
        self.select("WHERE account IS NULL ORDER BY id", [])
    }

    fn names<T>(&self, sql: &str, pattern: &str, limit: usize) -> Result<Vec<(Id<T>, String)>> {
        let mut statement = self.conn.prepare_cached(sql).told()?;
        let rows = statement
            .query_map(params![pattern, limit as i64], |row| Ok((Id::new(row.get(0)?), row.get(1)?)))
            .told()?;
        rows.collect::<rusqlite::Result<_>>().told()
    }
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}
