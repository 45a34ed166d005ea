//! The turn of the day: what a new day brings of itself, apart from what anybody does.
//!
//! Renewal windows open and playbooks plan their actions because a day has come. On the real day that is kept, once, by
//! [`Store::turn`], as a daily step of the journal. A daily step is nobody's: the history does not list it, undo and redo
//! do not stop at it (see `super::walk`), and it leaves what can be redone as it is. On any other day, and where the book
//! cannot be written, [`Store::look`] does the same in a transaction that is never committed, so that every answer is
//! of that day and the book is as it was. A write ends the look before it begins.

use super::account_summary::{self, Refresh};
use super::journal::{Edit, Now, Outcome};
use super::rules::Rules;
use super::{Place, Store, set_meta};
use crate::domain::day::Day;
use crate::domain::problem::Result;
use rusqlite::{Connection, DropBehavior, Transaction, TransactionBehavior, params};
use std::path::Path;
use std::sync::Arc;

/// What daily steps are called in the journal; no other operation is.
pub const DAILY: &str = "Run playbooks";

/// Whether a row of `op` is one.
pub(super) const IS_DAY: &str = "name = 'Run playbooks'";

/// Where the day of the last turn is kept; not a part of the book's content.
const LAST_TURN: &str = "playbooks";

impl Store {
    /// The day whose turn was kept last; `None`: every account must be looked at.
    pub fn last_turn(&self) -> Result<Option<Day>> {
        Ok(self.meta(LAST_TURN)?.and_then(|day| Day::parse(&day).ok()))
    }

    /// Notes that every account is as `day` wants it.
    pub fn note_turn(&mut self, day: Day) -> Result<()> {
        self.set_meta(LAST_TURN, &day.to_string())
    }

    /// Notes that the next turn must look at every account.
    pub fn forget_turn(&mut self) -> Result<()> {
        forget_turn(&self.conn)
    }

    /// Keeps what `work` does as the turn of the day; `None`: the day brings nothing.
    pub fn turn(&mut self, now: &Now, work: impl FnOnce(&mut Edit<'_>) -> Result<()>) -> Result<Option<Outcome>> {
        let rules = Arc::clone(&self.rules);
        let transaction = self.begin()?;
        transaction.execute_batch("SAVEPOINT daily")?;
        let outcome = daily(&transaction, now, &rules, work)?;
        // A day that brings nothing leaves no number of a step behind.
        let end = if outcome.is_some() { "RELEASE daily" } else { "ROLLBACK TO daily; RELEASE daily" };
        transaction.execute_batch(end)?;
        set_meta(&transaction, LAST_TURN, &now.today.to_string())?;
        transaction.commit()?;
        Ok(outcome)
    }

    /// From here on the book reads as `work` makes it and `now` sees it, until something is written or it is closed.
    /// Nothing of it is kept.
    pub fn look(&mut self, now: &Now, work: impl FnOnce(&mut Edit<'_>) -> Result<()>) -> Result<()> {
        let now = &Now { ms: 0, ..now.clone() };
        let rules = Arc::clone(&self.rules);
        let refresh = Refresh::of_day(self, now.today)?;
        let mut transaction = self.begin()?;
        if let Some(refresh) = refresh {
            refresh.write_all(&transaction, &rules)?;
        }
        daily(&transaction, now, &rules, work)?;
        // Rolled back when a write begins, or when the book is closed.
        transaction.set_drop_behavior(DropBehavior::Ignore);
        drop(transaction);
        self.is_looking = true;
        Ok(())
    }

    /// Ends the look at another day, so that the book is what the file holds: before a write, and before a backup of it.
    pub fn end_look(&mut self) -> Result<()> {
        if std::mem::take(&mut self.is_looking) {
            self.conn.execute_batch("ROLLBACK")?;
        }
        Ok(())
    }

    /// Begins to write; whatever was only looked at is gone.
    pub(crate) fn begin(&mut self) -> Result<Transaction<'_>> {
        self.identity.check()?;
        self.end_look()?;
        let transaction = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        transaction.execute_batch("PRAGMA defer_foreign_keys = ON")?;
        Ok(transaction)
    }

    /// The file, for a second connection that reads what this one sees; none while only this one sees it.
    pub(super) fn beside(&self) -> Option<&Path> {
        (!self.is_looking && !self.is_alone && self.place() == Place::Here).then_some(&*self.path)
    }
}

/// See [`Store::forget_turn`].
pub(super) fn forget_turn(conn: &Connection) -> Result<()> {
    set_meta(conn, LAST_TURN, "")
}

/// Runs `work` as a daily step; `None`: it changed nothing.
fn daily(
    conn: &Connection,
    now: &Now,
    rules: &Rules,
    work: impl FnOnce(&mut Edit<'_>) -> Result<()>,
) -> Result<Option<Outcome>> {
    let sql = "INSERT INTO op (at, name, summary) VALUES (?1, ?2, '')";
    conn.prepare_cached(sql)?.execute(params![now.stamp, DAILY])?;
    let step = conn.last_insert_rowid();
    let mut edit = Edit::new(conn, step, now, rules);
    work(&mut edit)?;
    if edit.changed().is_empty() {
        return Ok(None);
    }
    let (affected, changed, summary) = edit.finish(DAILY)?;
    let accounts = account_summary::refresh(conn, now.today, rules, affected, &changed)?;
    Ok(Some(Outcome { step, name: DAILY.to_owned(), summary, changed, accounts }))
}
