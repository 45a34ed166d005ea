//! How the day began, for what was dealt with since: the journal keeps each record as it was before the first change of
//! the day. Imports and the turn of the day are no work on the list; what they change is as the day began.

use super::Store;
use super::filter::Filter;
use super::record;
use crate::domain::account::Account;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::insight::InsightShare;
use crate::domain::problem::{Problem, Result};
use crate::domain::record::Record;
use rusqlite::params;
use std::collections::BTreeSet;

/// Steps that somebody took on ?1 and that hold.
const BY_HAND: &str = "op.at >= ?1 AND op.at < ?2 AND op.state = 0
    AND op.name NOT IN ('Import', 'Run playbooks', 'Make a demo book', 'Make up a book')";

/// What a pulse check or a touch of an account was due by, as the day began.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayStart {
    /// When the touch was due.
    pub touch_due: Day,
    /// When the pulse check was due.
    pub pulse_due: Day,
    /// Points for the days without a touch.
    pub quiet: u32,
}

/// An account that was dealt with on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Met {
    /// The account.
    pub account: Id<Account>,
    /// Whether its pulse check or touch was put off; else somebody met them.
    pub is_snoozed: bool,
}

impl Store {
    /// The records of a kind that somebody changed on `day`, as they were when it began.
    pub fn as_day_began<R: Record>(&self, day: Day) -> Result<Vec<R>> {
        let sql = format!(
            "SELECT c.id, c.before FROM op JOIN change c ON c.step = op.step
             WHERE {BY_HAND} AND c.noun = ?3 AND c.before IS NOT NULL ORDER BY c.step, c.seq"
        );
        let mut statement = self.conn.prepare_cached(&sql)?;
        let mut rows = statement.query(params![day.to_string(), day.plus(1).to_string(), R::NOUN.word()])?;
        let (mut seen, mut records) = (BTreeSet::new(), Vec::new());
        while let Some(row) = rows.next()? {
            let before: String = row.get(1)?;
            if seen.insert(row.get::<_, i64>(0)?) {
                records.push(record::of_image(&self.conn, &before)?);
            }
        }
        Ok(records)
    }

    /// The accounts that somebody met, or put off, on `day` and whose touch and pulse check are due no longer.
    pub fn met_on(&self, day: Day) -> Result<Vec<Met>> {
        let made = |noun: &str, table: &str, more: &str| {
            format!(
                "SELECT it.account FROM op JOIN change c ON c.step = op.step JOIN {table} it
                 ON it.id BETWEEN c.id AND c.id + c.count - 1
                 WHERE {BY_HAND} AND c.noun = '{noun}' AND c.before IS NULL {more}"
            )
        };
        let sql = format!(
            "SELECT account, min(snoozed) FROM (
                SELECT account, 0 AS snoozed FROM ({}) UNION ALL SELECT account, 0 FROM ({})
                UNION ALL SELECT account, 1 FROM ({}))
             JOIN account_summary s USING (account) WHERE s.open = 1 AND s.due_on > ?3 GROUP BY account ORDER BY account",
            made("touches", "touch", ""),
            made("pulses", "pulse", ""),
            made("snoozes", "snooze", "AND it.task IN ('touch', 'pulse')"),
        );
        let mut statement = self.conn.prepare_cached(&sql)?;
        let rows = statement.query_map(params![day.to_string(), day.plus(1).to_string(), day.number()], |row| {
            Ok(Met { account: Id::new(row.get(0)?), is_snoozed: row.get(1)? })
        })?;
        rows.collect::<rusqlite::Result<_>>().map_err(Problem::from)
    }

    /// The insights that were shared on `day`.
    pub fn shared_on(&self, day: Day) -> Result<Vec<InsightShare>> {
        self.select("WHERE \"on\" = ?1 ORDER BY id", [day.number()])
    }

    /// By when an account was to be met and asked as `day` began; none: it was no customer then. What was put off on the day
    /// itself was due as if it had not been.
    pub fn day_start(&self, met: Met, day: Day) -> Result<Option<DayStart>> {
        let frame = self.frame(day.plus(-1))?;
        let loader = frame.summaries(Filter::one(met.account), None)?;
        let Some(entry) = loader.list.first() else { return Ok(None) };
        let (facts, standing) = (frame.score(entry).0, frame.standing(entry));
        let due = |last: Option<Day>, every: i32, kept: i32| match Day::from_number(kept) {
            Some(kept) if !met.is_snoozed => kept,
            _ => last.or(facts.since).map_or(day, |last| last.plus(every)),
        };
        Ok(Some(DayStart {
            touch_due: due(facts.last_touch, facts.practice.touch, standing.touch_due),
            pulse_due: due(facts.last_pulse, facts.practice.pulse, standing.pulse_due),
            quiet: standing.quiet,
        }))
    }
}
