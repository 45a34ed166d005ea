//! Walking the journal back and forth: undo, redo, and the list of what was done.

use super::Store;
use super::error::Told;
use super::journal::{Now, Outcome, Step};
use super::record;
use super::standing::{self, Affected};
use crate::domain::account::Account;
use crate::domain::id::Id;
use crate::domain::noun::Noun;
use crate::domain::problem::{Problem, Result};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::{BTreeMap, BTreeSet};

impl Store {
    /// Takes the newest operation back. The name of what was undone, or a sentence that nothing is left to undo.
    pub fn undo(&mut self, now: &Now) -> Result<Outcome> {
        self.walk(now, &newest_done("step, name, summary"), Walk::Back)
    }

    /// Does the operation again that was undone last.
    pub fn redo(&mut self, now: &Now) -> Result<Outcome> {
        self.walk(now, "SELECT step, name, summary FROM op WHERE state = 1 ORDER BY step LIMIT 1", Walk::Forth)
    }

    /// What undo would take back, if anything.
    pub fn undoable(&self) -> Result<Option<String>> {
        self.name_of_step(&newest_done("name"))
    }

    /// Makes everything done so far the ground the book stands on: it stays in the history, and undo ends above it.
    pub fn found(&mut self) -> Result<()> {
        let newest: i64 = self.conn.query_row("SELECT coalesce(max(step), 0) FROM op", [], |row| row.get(0)).told()?;
        self.set_meta("ground", &newest.to_string())
    }

    /// What redo would do again, if anything.
    pub fn redoable(&self) -> Result<Option<String>> {
        self.name_of_step("SELECT name FROM op WHERE state = 1 ORDER BY step LIMIT 1")
    }

    fn name_of_step(&self, sql: &str) -> Result<Option<String>> {
        self.conn.prepare_cached(sql).told()?.query_row([], |row| row.get(0)).optional().told()
    }

    fn walk(&mut self, now: &Now, sql: &str, walk: Walk) -> Result<Outcome> {
        let rules = self.rules.clone();
        let transaction = self.begin()?;
        let row: Option<(i64, String, String)> =
            transaction.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).optional().told()?;
        let Some((step, name, summary)) = row else {
            return Err(Problem::not_found(walk.nothing()));
        };
        let mut affected = Affected::none();
        let mut changed = BTreeSet::new();
        let changes = changes(&transaction, step, walk)?;
        for change in &changes {
            changed.insert(change.noun);
            match walk {
                Walk::Back => change.back(&transaction, step, &mut affected)?,
                Walk::Forth => change.forth(&transaction, step, &mut affected)?,
            }
        }
        let state = i64::from(walk == Walk::Back);
        transaction.execute("UPDATE op SET state = ?2 WHERE step = ?1", params![step, state]).told()?;
        if walk == Walk::Forth {
            transaction.execute("DELETE FROM undone WHERE step = ?1", [step]).told()?;
        }
        let accounts = standing::refresh(&transaction, now.today, &rules, affected, &changed)?;
        transaction.commit().told()?;
        Ok(Outcome { step, name, summary, changed, accounts })
    }

    /// The newest operations, at most `limit`, older than `before` when given.
    pub fn history(&self, before: Option<i64>, limit: usize) -> Result<Vec<Step>> {
        let sql = "SELECT step, at, name, summary, state FROM op WHERE step < ?1 ORDER BY step DESC LIMIT ?2";
        let mut statement = self.conn.prepare_cached(sql).told()?;
        let rows = statement
            .query_map(params![before.unwrap_or(i64::MAX), limit as i64], |row| {
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
            })
            .told()?;
        let mut steps = rows.collect::<rusqlite::Result<Vec<Step>>>().told()?;
        for step in &mut steps {
            step.changes = self.changes_of(step.step)?;
        }
        Ok(steps)
    }

    fn changes_of(&self, step: i64) -> Result<BTreeMap<Noun, u64>> {
        let sql = "SELECT noun, sum(count) FROM change WHERE step = ?1 GROUP BY noun";
        let mut statement = self.conn.prepare_cached(sql).told()?;
        let rows = statement.query_map([step], |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?))).told()?;
        let mut counts = BTreeMap::new();
        for row in rows {
            let (noun, count) = row.told()?;
            if let Some(noun) = Noun::parse(&noun) {
                counts.insert(noun, count as u64);
            }
        }
        Ok(counts)
    }
}

/// The newest operation that can be taken back: done, and above the ground, see [`Store::found`].
fn newest_done(columns: &str) -> String {
    format!(
        "SELECT {columns} FROM op WHERE state = 0
         AND step > coalesce((SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'ground'), 0)
         ORDER BY step DESC LIMIT 1"
    )
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Walk {
    Back,
    Forth,
}

impl Walk {
    fn nothing(self) -> &'static str {
        match self {
            Walk::Back => "Nothing is left to undo.",
            Walk::Forth => "Nothing is left to redo.",
        }
    }
}

struct Change {
    noun: Noun,
    id: i64,
    count: i64,
    before: Option<String>,
}

fn changes(conn: &Connection, step: i64, walk: Walk) -> Result<Vec<Change>> {
    let sql = match walk {
        Walk::Back => "SELECT noun, id, count, before FROM change WHERE step = ?1 ORDER BY seq DESC",
        Walk::Forth => "SELECT noun, id, count, before FROM change WHERE step = ?1 ORDER BY seq",
    };
    let mut statement = conn.prepare_cached(sql).told()?;
    let rows = statement
        .query_map([step], |row| Ok((row.get::<_, String>(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))
        .told()?;
    rows.map(|row| {
        let (noun, id, count, before) = row.told()?;
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
                let mut statement = conn.prepare_cached(sql).told()?;
                statement.execute(params![step, self.noun.word(), id, now]).told()?;
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
            let mut statement = conn.prepare_cached(sql).told()?;
            let after: Option<String> =
                statement.query_row(params![step, self.noun.word(), id], |row| row.get(0)).optional().told()?;
            note(affected, self.noun, record::account_of(conn, self.noun, id)?);
            match after {
                Some(after) => note(affected, self.noun, record::put_image(conn, self.noun, &after)?),
                None => record::delete_one(conn, self.noun, id)?,
            }
        }
        Ok(())
    }
}

/// Takes note of whose standing changes; news of the company changes everybody's.
fn note(affected: &mut Affected, noun: Noun, account: Option<Id<Account>>) {
    match account {
        Some(account) => affected.add(account),
        None if noun == Noun::Communications => *affected = Affected::All,
        None => {}
    }
}
