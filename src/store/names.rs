//! Looking records up by name, external id or code.

use super::Store;
use crate::domain::account::Account;
use crate::domain::action::Action;
use crate::domain::id::Id;
use crate::domain::problem::{Problem, Result};
use crate::domain::record::Record;
use crate::domain::text::fold;
use rusqlite::params;
use std::cell::RefCell;
use std::sync::Arc;

/// A name that SQL cannot compare.
pub(super) struct OddName {
    id: i64,
    name: String,
    /// As names are compared.
    plain: String,
}

/// See [`Store::odd_names`]: the names, and when they were read.
pub(super) type OddNames = RefCell<Option<((u64, i64), Arc<Vec<OddName>>)>>;

impl Store {
    /// Accounts whose name starts with `start`, or else holds it, as names are compared; at most `limit`.
    pub fn accounts_named(&self, start: &str, limit: usize) -> Result<Vec<(Id<Account>, String)>> {
        let found = self.accounts_starting(start, limit)?;
        let plain = fold(start);
        if !found.is_empty() || plain.is_empty() {
            return Ok(found);
        }
        let found = self.names(
            "SELECT id, name FROM account WHERE name LIKE ?1 ESCAPE '\\' ORDER BY length(name) LIMIT ?2",
            &format!("%{}%", escaped(&plain)),
            limit,
        )?;
        self.with_odd(found, limit, |name| name.contains(&plain))
    }

    /// Accounts whose name starts with `start`, as names are compared, the shortest name first; at most `limit`.
    pub fn accounts_starting(&self, start: &str, limit: usize) -> Result<Vec<(Id<Account>, String)>> {
        let plain = fold(start);
        if plain.is_empty() {
            return Ok(Vec::new());
        }
        let sql = "SELECT id, name FROM account WHERE name >= ?1 COLLATE NOCASE AND name < ?2 COLLATE NOCASE
            ORDER BY length(name) LIMIT ?3";
        let mut statement = self.conn.prepare_cached(sql)?;
        let beyond = format!("{plain}\u{10ffff}");
        let rows =
            statement.query_map(params![plain, beyond, limit as i64], |row| Ok((Id::new(row.get(0)?), row.get(1)?)))?;
        let found: Vec<_> = rows.collect::<rusqlite::Result<_>>()?;
        self.with_odd(found, limit, |name| name.starts_with(&plain))
    }

    /// What SQL found among plain names, with the odd ones that pass, the shortest name first.
    fn with_odd(
        &self,
        mut found: Vec<(Id<Account>, String)>,
        limit: usize,
        passes: impl Fn(&str) -> bool,
    ) -> Result<Vec<(Id<Account>, String)>> {
        for odd in self.odd_names()?.iter().filter(|odd| passes(&odd.plain)) {
            let id = Id::new(odd.id);
            if !found.iter().any(|(known, _)| *known == id) {
                found.push((id, odd.name.clone()));
            }
        }
        found.sort_by_key(|(_, name)| name.chars().count());
        found.truncate(limit);
        Ok(found)
    }

    /// The names of accounts that SQL cannot compare: those with letters beyond ASCII or with odd blanks. They are read once
    /// and kept until something is written, since a log line is read anew at every key.
    fn odd_names(&self) -> Result<Arc<Vec<OddName>>> {
        let now = (self.conn.total_changes(), self.data_version()?);
        if let Some((then, names)) = self.odd.borrow().as_ref()
            && *then == now
        {
            return Ok(Arc::clone(names));
        }
        let names = Arc::new(self.read_odd::<Account>()?);
        *self.odd.borrow_mut() = Some((now, Arc::clone(&names)));
        Ok(names)
    }

    fn read_odd<R: Record>(&self) -> Result<Vec<OddName>> {
        let sql = format!(
            "SELECT id, name FROM \"{}\" WHERE name GLOB '*[^ -~]*' OR name LIKE '%  %' OR name <> trim(name)
             ORDER BY length(name), id",
            R::NOUN.table()
        );
        let mut statement = self.conn.prepare_cached(&sql)?;
        let odd = |row: &rusqlite::Row<'_>| {
            let name: String = row.get(1)?;
            Ok(OddName { id: row.get(0)?, plain: fold(&name), name })
        };
        statement.query_map([], odd)?.collect::<rusqlite::Result<_>>().map_err(Problem::from)
    }

    /// Every contact's account and name, for find.
    pub fn each_contact_name(&self, mut take: impl FnMut(Id<Account>, &str)) -> Result<()> {
        let mut statement = self.conn.prepare_cached("SELECT account, name FROM contact")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let account = Id::new(row.get(0)?);
            take(account, row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?);
        }
        Ok(())
    }

    /// Records whose external id is `key`, or whose name it is: letter by letter but for case, else as names are compared.
    pub fn named<R: Record>(&self, key: &str) -> Result<Vec<R>> {
        let by_key: Vec<R> = self.select("WHERE external_id = ?1", [key])?;
        if !by_key.is_empty() {
            return Ok(by_key);
        }
        let exact: Vec<R> = self.select("WHERE name = ?1 COLLATE NOCASE", [key])?;
        let plain = fold(key);
        if !exact.is_empty() || plain.is_empty() {
            return Ok(exact);
        }
        let mut found: Vec<R> = self.select("WHERE name = ?1 COLLATE NOCASE", [&plain])?;
        for odd in self.read_odd::<R>()?.iter().filter(|odd| odd.plain == plain) {
            found.extend(self.get(Id::new(odd.id))?.filter(|one: &R| found.iter().all(|known| known.id() != one.id())));
        }
        Ok(found)
    }

    /// Actions that are for no account in particular, oldest first.
    pub fn actions_of_no_account(&self) -> Result<Vec<Action>> {
        self.select("WHERE account IS NULL ORDER BY id", [])
    }

    fn names<T>(&self, sql: &str, pattern: &str, limit: usize) -> Result<Vec<(Id<T>, String)>> {
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows =
            statement.query_map(params![pattern, limit as i64], |row| Ok((Id::new(row.get(0)?), row.get(1)?)))?;
        rows.collect::<rusqlite::Result<_>>().map_err(Problem::from)
    }
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}
