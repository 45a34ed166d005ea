//! What the journal says of a day, and of the time since a step.

use super::Store;
use super::rules::value;
use crate::domain::day::Day;
use crate::domain::noun::Noun;
use crate::domain::problem::Result;
use rusqlite::params;

/// What was done on a day by hand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Done {
    /// Touches logged.
    pub touches: u64,
    /// Pulses taken down.
    pub pulses: u64,
    /// Lines closed: actions, commitments, hand-offs.
    pub closed: u64,
}

impl Store {
    /// The value of a setting that was given for `day` itself.
    pub fn setting_of(&self, key: &str, day: Day) -> Result<Option<String>> {
        let sql = "SELECT EXISTS (SELECT 1 FROM setting WHERE key = ?1 AND since = ?2)";
        let mut statement = self.conn.prepare_cached(sql)?;
        let given: bool = statement.query_row(params![key, day.number()], |row| row.get(0))?;
        if given { value(&self.conn, key, day) } else { Ok(None) }
    }

    /// What was done on `day`, by hand and line by line.
    pub fn done_on(&self, day: Day) -> Result<Done> {
        // What an operation withdrew was not done: an action counts by its outcome.
        let sql = "SELECT c.noun, c.before IS NULL, sum(c.count) FROM op JOIN change c ON c.step = op.step
            WHERE op.at >= ?1 AND op.at < ?2 AND op.state = 0
            AND op.name IN ('Log a touch', 'Record a pulse', 'Complete a task', 'Complete a line', 'Accept a hand-off')
            AND (c.noun <> 'actions' OR c.before IS NULL
                OR EXISTS (SELECT 1 FROM action WHERE action.id = c.id AND outcome = 'done' AND done_on = ?3))
            GROUP BY c.noun, c.before IS NULL";
        let mut statement = self.conn.prepare_cached(sql)?;
        let mut rows = statement.query((day.to_string(), day.plus(1).to_string(), day.number()))?;
        let mut done = Done::default();
        while let Some(row) = rows.next()? {
            let (noun, is_new): (String, bool) = (row.get(0)?, row.get(1)?);
            let count = row.get::<_, i64>(2)? as u64;
            match (Noun::parse(&noun), is_new) {
                (Some(Noun::Touches), true) => done.touches += count,
                (Some(Noun::Pulses), true) => done.pulses += count,
                (Some(Noun::Actions | Noun::Commitments | Noun::Handoffs), false) => done.closed += count,
                _ => {}
            }
        }
        Ok(done)
    }

    /// New records by kind, of the operations after the step `step`.
    pub fn new_since(&self, step: i64) -> Result<Vec<(Noun, u64)>> {
        let sql = "SELECT c.noun, sum(c.count) FROM op JOIN change c ON c.step = op.step
            WHERE op.step > ?1 AND op.state = 0 AND c.before IS NULL GROUP BY c.noun ORDER BY sum(c.count) DESC, c.noun";
        let mut statement = self.conn.prepare_cached(sql)?;
        let mut rows = statement.query([step])?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            let noun: String = row.get(0)?;
            let count = row.get::<_, i64>(1)? as u64;
            all.extend(Noun::parse(&noun).map(|noun| (noun, count)));
        }
        Ok(all)
    }
}
