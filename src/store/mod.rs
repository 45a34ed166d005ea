//! How it is kept: SQLite, transactions, the journal. The only place that knows `rusqlite`.
//!
//! [`Store`] is one open book. Every write goes through [`Store::edit`] (see [`journal`]); what the first screen shows
//! is kept ready in standings (see [`standing`]).

pub mod account_summary;
mod account_summary_row;
mod agenda;
pub mod as_of;
pub mod backup;
pub mod backups;
pub mod before;
pub mod board;
pub mod bulk;
mod cascade;
mod cell;
pub mod closeness;
pub mod cockpit;
pub mod custom;
mod daily;
pub mod day_start;
pub mod due;
pub mod duplicates;
mod error;
pub mod evidence;
pub(crate) mod explained;
mod file;
mod filter;
pub mod forgetting;
pub mod gaps;
pub mod given_back;
pub mod held;
mod history_loader;
mod history_rows;
mod identity;
mod ids;
pub mod inside;
mod inspect;
pub mod journal;
pub mod judgement;
mod keys;
pub mod known;
pub mod lead;
pub mod ledgers;
mod leftovers;
pub mod lifetimes;
mod meetings;
pub mod member_attrition;
mod names;
mod norms;
pub mod open;
mod ownership;
pub mod passages;
pub mod people;
pub mod planned;
pub mod playbook_facts;
pub mod programme;
mod rates;
pub mod recent;
pub mod record;
pub mod renewals;
mod repoint;
mod revised;
pub mod roster;
pub mod roster_sort;
pub mod rules;
pub mod said;
pub mod salvage;
mod scoring_context;
mod setting;
pub mod signs;
mod stated;
pub mod statements;
mod tags;
pub mod today;
pub mod touches;
mod usual;
mod walk;
pub mod wins;
mod work;

use crate::domain::account::Account;
use crate::domain::id::Id;
use crate::domain::problem::{Problem, ProblemKind, Result};
use crate::domain::record::Record;
use rules::Rules;
use rusqlite::Connection;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use daily::DAILY;
pub use identity::Place;
pub use journal::{Edit, Now, Outcome, Step};

/// One open book.
pub struct Store {
    conn: Connection,
    path: PathBuf,
    identity: identity::Identity,
    rules: Arc<Rules>,
    /// Whether what is read was never kept; see [`Store::look`].
    is_looking: bool,
    /// Whether no second connection can be opened; see [`open`].
    is_alone: bool,
    /// The copy that is read instead, where the file is on a medium that takes nothing; nothing is written then.
    copy: Option<tempfile::TempPath>,
    odd: names::OddNames,
}

impl Store {
    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What has become of the file since it was opened.
    pub fn place(&self) -> Place {
        self.identity.place()
    }

    /// The refusal of a write where the file is no longer the book.
    pub fn check_place(&self) -> Result<()> {
        self.identity.check()
    }

    /// Refuses a step of the history in a book that lies on a medium that takes nothing.
    fn refuse_on_a_copy(&self) -> Result<()> {
        if self.copy.is_none() {
            return Ok(());
        }
        let path = file::shown(&self.path);
        let sentence =
            format!("The book {path} can be read but not written, so nothing was written; copy it to another place.");
        Err(Problem::new(ProblemKind::ReadOnly, sentence))
    }

    /// Closes the file, so that another one can be opened under its name. Until then there is nothing to read.
    pub(crate) fn close(&mut self) -> Result<()> {
        drop(std::mem::replace(&mut self.conn, Connection::open_in_memory()?));
        self.identity.clear_log();
        Ok(())
    }

    /// Until the answer is dropped, all reads see the book at one moment, and each costs less.
    pub fn reading(&self) -> Result<Reading<'_>> {
        let began = self.begin_reading()?;
        Ok(Reading { store: self, began })
    }

    /// Tells from here on which tables are read, all of them by this connection.
    #[cfg(test)]
    pub(crate) fn note_reads(&mut self) -> Arc<std::sync::Mutex<std::collections::BTreeSet<String>>> {
        use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
        let read = Arc::<std::sync::Mutex<std::collections::BTreeSet<String>>>::default();
        let tables = Arc::clone(&read);
        let hook = move |context: AuthContext<'_>| {
            if let AuthAction::Read { table_name, .. } = context.action {
                tables.lock().unwrap().insert(table_name.to_owned());
            }
            Authorization::Allow
        };
        self.is_alone = true;
        // A statement is looked at when it is prepared, so none is left from before.
        self.conn.flush_prepared_statement_cache();
        self.conn.authorizer(Some(hook)).unwrap();
        read
    }

    /// From here to [`end_reading`](Self::end_reading) all reads see the book at one moment; false when they do already.
    pub(crate) fn begin_reading(&self) -> Result<bool> {
        let begins = self.conn.is_autocommit();
        if begins {
            self.conn.prepare_cached("BEGIN")?.execute([])?;
        }
        Ok(begins)
    }

    /// See [`begin_reading`](Self::begin_reading). Nothing was written, so nothing can fail to be kept.
    pub(crate) fn end_reading(&self) {
        let _ = self.conn.prepare_cached("COMMIT").and_then(|mut commit| commit.execute([]));
    }

    /// The record with this id, if there is one.
    pub fn get<R: Record>(&self, id: Id<R>) -> Result<Option<R>> {
        record::get(&self.conn, id)
    }

    /// Records by a condition: what follows the table name in SQL, such as `WHERE account = ?1 ORDER BY id`.
    pub(crate) fn select<R: Record>(&self, tail: &str, params: impl rusqlite::Params) -> Result<Vec<R>> {
        record::select(&self.conn, tail, params)
    }

    /// The records of one account, oldest first.
    pub fn of_account<R: Record>(&self, account: Id<Account>) -> Result<Vec<R>> {
        self.select("WHERE account = ?1 ORDER BY id", [account.raw()])
    }

    /// Every record of a kind, oldest first: for kinds of which there are few.
    pub fn all<R: Record>(&self) -> Result<Vec<R>> {
        self.select("ORDER BY id", [])
    }

    /// How many records of a kind there are.
    pub fn count<R: Record>(&self) -> Result<u64> {
        let sql = format!("SELECT count(*) FROM \"{}\"", R::NOUN.table());
        self.conn.query_row(&sql, [], |row| row.get::<_, i64>(0)).map_err(Problem::from).map(|count| count as u64)
    }

    /// A number that changes when another process has written to the book.
    pub fn data_version(&self) -> Result<i64> {
        self.conn.prepare_cached("PRAGMA data_version")?.query_row([], |row| row.get(0)).map_err(Problem::from)
    }

    /// A small fact about the book itself.
    pub fn meta(&self, key: &str) -> Result<Option<String>> {
        meta(&self.conn, key)
    }

    /// The facts about the book itself whose keys begin with `start`, by key.
    pub fn metas(&self, start: &str) -> Result<Vec<(String, String)>> {
        let sql = "SELECT key, value FROM meta WHERE substr(key, 1, length(?1)) = ?1 ORDER BY key";
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement.query_map([start], |row| Ok((row.get(0)?, row.get(1)?)))?;
        rows.collect::<rusqlite::Result<_>>().map_err(Problem::from)
    }

    /// Keeps a small fact about the book itself; not journaled.
    pub fn set_meta(&mut self, key: &str, value: &str) -> Result<()> {
        set_meta(&self.conn, key, value)
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        if self.place() != Place::Here {
            let _ = self.close();
        }
    }
}

/// See [`Store::reading`].
pub struct Reading<'a> {
    store: &'a Store,
    began: bool,
}

impl Drop for Reading<'_> {
    fn drop(&mut self) {
        if self.began {
            self.store.end_reading();
        }
    }
}

fn meta(conn: &Connection, key: &str) -> Result<Option<String>> {
    use rusqlite::OptionalExtension;
    let mut statement = conn.prepare_cached("SELECT value FROM meta WHERE key = ?1")?;
    statement.query_row([key], |row| row.get(0)).optional().map_err(Problem::from)
}

fn set_meta(conn: &Connection, key: &str, value: &str) -> Result<()> {
    let sql = "INSERT INTO meta (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value";
    conn.prepare_cached(sql)?.execute([key, value])?;
    Ok(())
}
