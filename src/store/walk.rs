//! Walking the journal back and forth: undo, redo, and the list of what was done.
//!
//! Undo and redo stop at what somebody did. Turns of the day (see `super::daily`) go with the operation below them: undo
//! takes back those above the newest operation first, for they stand on it, redo does them again behind it, and what is then
//! missing of the day the next turn adds. The list does not show them.

use super::Store;
use super::account_summary::{self, Affected};
use super::daily::{IS_DAY, forget_turn};
use super::journal::{Now, Outcome, Step};
use super::record;
use super::rules::Rules;
use crate::domain::account::Account;
use crate::domain::id::Id;
use crate::domain::noun::Noun;
use crate::domain::problem::{Problem, Result};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::{BTreeMap, BTreeSet};

impl Store {
    /// Takes the newest operation back. The name of what was undone, or a sentence that nothing is left to undo.
    pub fn undo(&mut self, now: &Now) -> Result<Outcome> {
        self.refuse_on_a_copy()?;
        let rules = self.rules.clone();
        let transaction = self.begin()?;
        let mut walk = Walk::new(&transaction);
        let step = walk.find(&newest_done("step, name, summary"))?;
        let Some((step, name, summary)) = step else { return Err(Problem::not_found("Nothing is left to undo.")) };
        walk.drop_days_over_undone()?;
        for day in walk.days_above(step)? {
            walk.over_days = true;
            walk.back(day)?;
        }
        walk.back(step)?;
        let (changed, accounts) = walk.finish(now, &rules)?;
        transaction.commit()?;
        Ok(Outcome { step, name, summary, changed, accounts })
    }

    /// Does the operation again that was undone last.
    pub fn redo(&mut self, now: &Now) -> Result<Outcome> {
        self.refuse_on_a_copy()?;
        let rules = self.rules.clone();
        let transaction = self.begin()?;
        let mut walk = Walk::new(&transaction);
        let step = walk.find(&first_undone("step, name, summary"))?;
        let Some((step, name, summary)) = step else { return Err(Problem::not_found("Nothing is left to redo.")) };
        walk.drop_days_over_undone()?;
        walk.forth(step)?;
        // The days that came between it and the next operation are a part of what undo took back.
        let days = format!(
            "SELECT step FROM op WHERE state = 1 AND step > ?1 AND {IS_DAY}
             AND step < coalesce(({}), 9223372036854775807) ORDER BY step",
            first_undone("step")
        );
        for day in walk.steps(&days, step)? {
            walk.over_days = true;
            walk.forth(day)?;
        }
        let (changed, accounts) = walk.finish(now, &rules)?;
        transaction.commit()?;
        Ok(Outcome { step, name, summary, changed, accounts })
    }

    /// What undo would take back, if anything: its step and its name.
    pub fn undoable(&self) -> Result<Option<(i64, String)>> {
        self.step_and_name(&newest_done("step, name"))
    }

    /// Makes everything done so far the ground the book stands on: it stays in the history, and undo ends above it.
    pub fn set_undo_floor(&mut self) -> Result<()> {
        let newest: i64 = self.conn.query_row("SELECT coalesce(max(step), 0) FROM op", [], |row| row.get(0))?;
        self.set_meta("ground", &newest.to_string())
    }

    /// What redo would do again, if anything: its step and its name.
    pub fn redoable(&self) -> Result<Option<(i64, String)>> {
        self.step_and_name(&first_undone("step, name"))
    }

    fn step_and_name(&self, sql: &str) -> Result<Option<(i64, String)>> {
        self.conn
            .prepare_cached(sql)?
            .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()
            .map_err(Problem::from)
    }

    /// The number of the newest step, a turn of the day included, negative when it is undone; 0: there is none.
    pub fn newest_step(&self) -> Result<i64> {
        let sql = "SELECT CASE state WHEN 0 THEN step ELSE -step END FROM op ORDER BY step DESC LIMIT 1";
        Ok(self.conn.prepare_cached(sql)?.query_row([], |row| row.get(0)).optional()?.unwrap_or(0))
    }

    /// The newest operations of people, at most `limit`, older than `before` when given.
    pub fn history(&self, before: Option<i64>, limit: usize) -> Result<Vec<Step>> {
        let sql = format!(
            "SELECT step, at, name, summary, state FROM op WHERE step < ?1 AND NOT {IS_DAY} ORDER BY step DESC LIMIT ?2"
        );
        let mut statement = self.conn.prepare_cached(&sql)?;
        let rows = statement.query_map(params![before.unwrap_or(i64::MAX), limit as i64], |row| {
            let state: i64 = row.get(4)?;
            Ok(Step {
                step: row.get(0)?,
                at: row.get(1)?,
                name: row.get(2)?,
                summary: row.get(3)?,
                changes: BTreeMap::new(),
                undone: state != 0,
                gone: state == 2,
            })
        })?;
        let mut steps = rows.collect::<rusqlite::Result<Vec<Step>>>()?;
        for step in &mut steps {
            step.changes = self.changes_of(step.step)?;
        }
        Ok(steps)
    }

    fn changes_of(&self, step: i64) -> Result<BTreeMap<Noun, u64>> {
        let sql = "SELECT noun, sum(count) FROM change WHERE step = ?1 GROUP BY noun";
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement.query_map([step], |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?)))?;
        let mut counts = BTreeMap::new();
        for row in rows {
            let (noun, count) = row?;
            if let Some(noun) = Noun::parse(&noun) {
                counts.insert(noun, count as u64);
            }
        }
        Ok(counts)
    }
}

/// The newest operation that can be taken back: done, by somebody, and above the ground, see [`Store::set_undo_floor`].
fn newest_done(columns: &str) -> String {
    format!(
        "SELECT {columns} FROM op WHERE state = 0 AND NOT {IS_DAY}
         AND step > coalesce((SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'ground'), 0)
         ORDER BY step DESC LIMIT 1"
    )
}

/// The operation that was undone last.
fn first_undone(columns: &str) -> String {
    format!("SELECT {columns} FROM op WHERE state = 1 AND NOT {IS_DAY} ORDER BY step LIMIT 1")
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Back,
    Forth,
}

/// The accounts whose standing changed; none: too many to name.
type Whose = Option<Vec<Id<Account>>>;

/// A walk over steps of the journal, back or forth, and what it changes.
struct Walk<'a> {
    conn: &'a Connection,
    affected: Affected,
    changed: BTreeSet<Noun>,
    over_days: bool,
}

impl<'a> Walk<'a> {
    fn new(conn: &'a Connection) -> Self {
        Self { conn, affected: Affected::none(), changed: BTreeSet::new(), over_days: false }
    }

    fn find(&self, sql: &str) -> Result<Option<(i64, String, String)>> {
        self.conn
            .query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .optional()
            .map_err(Problem::from)
    }

    fn steps(&self, sql: &str, than: i64) -> Result<Vec<i64>> {
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement.query_map([than], |row| row.get(0))?;
        rows.collect::<rusqlite::Result<_>>().map_err(Problem::from)
    }

    /// The turns of the day above a step, the newest first.
    fn days_above(&self, step: i64) -> Result<Vec<i64>> {
        self.steps(&format!("SELECT step FROM op WHERE state = 0 AND step > ?1 AND {IS_DAY} ORDER BY step DESC"), step)
    }

    fn back(&mut self, step: i64) -> Result<()> {
        for change in changes(self.conn, step, Way::Back)? {
            self.changed.insert(change.noun);
            change.back(self.conn, step, &mut self.affected)?;
        }
        self.mark(step, 1)
    }

    fn forth(&mut self, step: i64) -> Result<()> {
        for change in changes(self.conn, step, Way::Forth)? {
            self.changed.insert(change.noun);
            change.forth(self.conn, step, &mut self.affected)?;
        }
        self.conn.execute("DELETE FROM undone WHERE step = ?1", [step])?;
        self.mark(step, 0)
    }

    fn mark(&self, step: i64, state: i64) -> Result<()> {
        self.conn.execute("UPDATE op SET state = ?2 WHERE step = ?1", params![step, state])?;
        Ok(())
    }

    /// Works out what stands otherwise now. The next turn of the day looks everywhere, where one was walked over, and in a
    /// small book, in which an operation may have looked everywhere itself.
    fn finish(self, now: &Now, rules: &Rules) -> Result<(BTreeSet<Noun>, Whose)> {
        if self.over_days || account_summary::is_small(self.conn)? {
            forget_turn(self.conn)?;
        }
        let accounts = account_summary::refresh(self.conn, now.today, rules, self.affected, &self.changed)?;
        Ok((self.changed, accounts))
    }

    /// Takes away the days that turned while operations below them were undone: with those done again, or with more undone,
    /// they would stand on what was never so. The next turn works them out anew.
    fn drop_days_over_undone(&mut self) -> Result<()> {
        let Some((undone, ..)) = self.find(&first_undone("step, name, summary"))? else { return Ok(()) };
        for day in self.days_above(undone)? {
            self.over_days = true;
            self.back(day)?;
            for sql in ["DELETE FROM undone WHERE step = ?1", "DELETE FROM op WHERE step = ?1"] {
                self.conn.execute(sql, [day])?;
            }
        }
        Ok(())
    }
}

struct Change {
    noun: Noun,
    id: i64,
    count: i64,
    before: Option<String>,
}

fn changes(conn: &Connection, step: i64, way: Way) -> Result<Vec<Change>> {
    let sql = match way {
        Way::Back => "SELECT noun, id, count, before FROM change WHERE step = ?1 ORDER BY seq DESC",
        Way::Forth => "SELECT noun, id, count, before FROM change WHERE step = ?1 ORDER BY seq",
    };
    let mut statement = conn.prepare_cached(sql)?;
    let rows =
        statement.query_map([step], |row| Ok((row.get::<_, String>(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
    rows.map(|row| {
        let (noun, id, count, before) = row?;
        let noun = Noun::parse(&noun)
            .ok_or_else(|| Problem::internal(format!("The journal names an unknown kind of record, “{noun}”.")))?;
        Ok(Change { noun, id, count, before })
    })
    .collect()
}

impl Change {
    /// Puts back what was, keeping what is there now for redo.
    fn back(&self, conn: &Connection, step: i64, affected: &mut Affected) -> Result<()> {
        for id in (self.id..self.id + self.count).rev() {
            if let Some(now) = record::image(conn, self.noun, id)? {
                let sql = "INSERT OR REPLACE INTO undone (step, noun, id, after) VALUES (?1, ?2, ?3, ?4)";
                let mut statement = conn.prepare_cached(sql)?;
                statement.execute(params![step, self.noun.word(), id, now])?;
                note(affected, self.noun, record::account_of(conn, self.noun, id)?);
            }
            match &self.before {
                Some(before) => note(affected, self.noun, record::put_image(conn, self.noun, before)?),
                None => record::delete_one(conn, self.noun, id)?,
            }
        }
        Ok(())
    }

    /// Writes again what undo took away.
    fn forth(&self, conn: &Connection, step: i64, affected: &mut Affected) -> Result<()> {
        for id in self.id..self.id + self.count {
            let sql = "SELECT after FROM undone WHERE step = ?1 AND noun = ?2 AND id = ?3";
            let mut statement = conn.prepare_cached(sql)?;
            let after: Option<String> =
                statement.query_row(params![step, self.noun.word(), id], |row| row.get(0)).optional()?;
            note(affected, self.noun, record::account_of(conn, self.noun, id)?);
            match after {
                Some(after) => note(affected, self.noun, record::put_image(conn, self.noun, &after)?),
                None => record::delete_one(conn, self.noun, id)?,
            }
        }
        Ok(())
    }
}

/// Takes note of whose standing changes; updates of the company changes everybody's.
fn note(affected: &mut Affected, noun: Noun, account: Option<Id<Account>>) {
    match account {
        Some(account) => affected.add(account),
        None if noun == Noun::CompanyUpdates => *affected = Affected::All,
        None => {}
    }
}
