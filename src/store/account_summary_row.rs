//! One standing as a row: compared with what stands by a fingerprint, written one by one or all together.

use super::ids::ById;
use crate::domain::problem::{Problem, Result};
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{CachedStatement, Connection};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// One row of standings.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct AccountSummary {
    pub(crate) account: i64,
    pub(crate) open: bool,
    pub(crate) stage: Arc<str>,
    pub(crate) stage_since: Option<i32>,
    pub(crate) tier: &'static str,
    pub(crate) value: Option<i64>,
    pub(crate) score: u32,
    pub(crate) fine: i32,
    pub(crate) before: Option<u32>,
    pub(crate) timing: u8,
    pub(crate) place: f64,
    pub(crate) known: u32,
    pub(crate) applicable: u32,
    pub(crate) sure: bool,
    pub(crate) weight: i64,
    pub(crate) removable: u32,
    pub(crate) quiet: u32,
    pub(crate) code: &'static str,
    pub(crate) sentence: Box<str>,
    pub(crate) last_touch: Option<i32>,
    pub(crate) touch_due: i32,
    pub(crate) pulse: Option<f64>,
    pub(crate) pulse_on: Option<i32>,
    pub(crate) pulse_due: i32,
    pub(crate) due_on: i32,
    pub(crate) decision_on: Option<i32>,
    pub(crate) contacts: u32,
    pub(crate) members: u32,
    pub(crate) lost_on: Option<i32>,
    pub(crate) losses: u32,
    pub(crate) watched: Option<i32>,
    /// The bits of the signals that speak.
    pub(crate) signals: u32,
    /// How our people hold it, as [`Holding::bits`](crate::domain::team::exposure::Holding::bits) writes it.
    pub(crate) held: u32,
}

/// How many columns a standing has.
const WIDTH: usize = 33;

const COLUMNS: &str =
    "account, open, stage, stage_since, tier, value, score, fine, before, timing, place, known, applicable, sure, weight, removable, unseen, code,
    sentence, last_touch, touch_due, pulse, pulse_on, pulse_due, due_on, decision_on, contacts, members, lost_on,
    losses, watched, signals, held";

const PUT: &str = "INSERT INTO account_summary VALUES
    (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24,
    ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33)
    ON CONFLICT (account) DO UPDATE SET open = ?2, stage = ?3, stage_since = ?4, tier = ?5, value = ?6, score = ?7, fine = ?8, before = ?9, timing =
    ?10, place = ?11, known = ?12, applicable = ?13, sure = ?14, weight = ?15, removable = ?16, unseen = ?17, code
    = ?18, sentence = ?19, last_touch = ?20, touch_due = ?21, pulse = ?22, pulse_on = ?23, pulse_due = ?24, due_on
    = ?25, decision_on = ?26, contacts = ?27, members = ?28, lost_on = ?29, losses = ?30, watched = ?31, signals = ?32, held = ?33";

impl AccountSummary {
    /// Its cells, in the order of the table.
    #[rustfmt::skip]
    fn cells(&self) -> [ValueRef<'_>; WIDTH] {
        let (whole, count) = (ValueRef::Integer, |number: u32| ValueRef::Integer(i64::from(number)));
        let day = |day: i32| ValueRef::Integer(i64::from(day));
        let maybe = |number: Option<i32>| number.map_or(ValueRef::Null, day);
        let text = |text| ValueRef::Text(str::as_bytes(text));
        [
            whole(self.account), whole(i64::from(self.open)), text(&self.stage), maybe(self.stage_since),
            text(self.tier), self.value.map_or(ValueRef::Null, whole), count(self.score), day(self.fine), maybe(self.before.map(|score| score as i32)),
            whole(i64::from(self.timing)), ValueRef::Real(self.place), count(self.known),
            count(self.applicable), whole(i64::from(self.sure)), whole(self.weight), count(self.removable),
            count(self.quiet), text(self.code), text(&self.sentence), maybe(self.last_touch), day(self.touch_due),
            self.pulse.map_or(ValueRef::Null, ValueRef::Real), maybe(self.pulse_on), day(self.pulse_due),
            day(self.due_on), maybe(self.decision_on), count(self.contacts), count(self.members), maybe(self.lost_on),
            count(self.losses), maybe(self.watched), count(self.signals), count(self.held),
        ]
    }

    /// Writes it.
    pub(crate) fn write(&self, conn: &Connection) -> Result<()> {
        let mut statement = conn.prepare_cached(PUT)?;
        self.write_by(&mut statement).map_err(Problem::from)
    }

    fn write_by(&self, statement: &mut CachedStatement<'_>) -> rusqlite::Result<()> {
        for (place, cell) in self.cells().into_iter().enumerate() {
            statement.raw_bind_parameter(place + 1, ToSqlOutput::Borrowed(cell))?;
        }
        statement.raw_execute().map(|_| ())
    }
}

/// From so many on, standings are written without their indexes and sums, which are made again afterwards.
const MANY: usize = 5_000;

/// Writes these standings.
pub(crate) fn write_all(conn: &Connection, standings: &[AccountSummary]) -> Result<()> {
    if standings.len() < MANY {
        return standings.iter().try_for_each(|standing| standing.write(conn));
    }
    let around = take_down(conn)?;
    {
        let mut statement = conn.prepare_cached(PUT)?;
        standings.iter().try_for_each(|standing| standing.write_by(&mut statement))?;
    }
    conn.execute_batch(SUMS)?;
    around.iter().try_for_each(|sql| conn.execute_batch(sql)).map_err(Problem::from)
}

/// What the triggers keep, from all standings at once.
const SUMS: &str = "DELETE FROM tally; DELETE FROM due_tally; DELETE FROM seen_tally;
    INSERT INTO tally SELECT stage, score, fine, timing, sure, count(*), sum(coalesce(value, 0))
        FROM account_summary WHERE open = 1 GROUP BY stage, score, fine, timing, sure;
    INSERT INTO due_tally SELECT due_on, count(*) FROM account_summary WHERE open = 1 GROUP BY due_on;
    INSERT INTO seen_tally SELECT open, count(*), sum(losses), sum(watched)
        FROM account_summary WHERE watched IS NOT NULL GROUP BY open";

/// Takes down the triggers and indexes of standings; the answer builds them again.
fn take_down(conn: &Connection) -> Result<Vec<String>> {
    let sql = "SELECT type, name, sql FROM sqlite_schema
        WHERE tbl_name = 'account_summary' AND type IN ('trigger', 'index') AND sql IS NOT NULL ORDER BY rowid";
    let mut statement = conn.prepare(sql)?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let all: Vec<(String, String, String)> = rows.collect::<rusqlite::Result<_>>()?;
    for (kind, name, _) in &all {
        conn.execute_batch(&format!("DROP {kind} \"{name}\""))?;
    }
    Ok(all.into_iter().map(|(_, _, sql)| sql).collect())
}

/// Fingerprints of the standings that are in the book.
#[derive(Default)]
pub(crate) struct Kept(ById<u64>);

impl Kept {
    pub(crate) fn read(conn: &Connection) -> Result<Self> {
        let mut statement = conn.prepare_cached(&format!("SELECT {COLUMNS} FROM account_summary"))?;
        let rows = statement.query_map([], |row| {
            let mut hasher = DefaultHasher::new();
            for place in 0..WIDTH {
                hash(row.get_ref(place)?, &mut hasher);
            }
            Ok((row.get(0)?, hasher.finish()))
        })?;
        rows.collect::<rusqlite::Result<_>>().map_err(Problem::from).map(Self)
    }

    /// Whether the book holds exactly this standing.
    pub(crate) fn holds(&self, standing: &AccountSummary) -> bool {
        let mut hasher = DefaultHasher::new();
        standing.cells().into_iter().for_each(|cell| hash(cell, &mut hasher));
        self.0.get(&standing.account) == Some(&hasher.finish())
    }
}

fn hash(cell: ValueRef<'_>, hasher: &mut DefaultHasher) {
    match cell {
        ValueRef::Null => 0_u8.hash(hasher),
        ValueRef::Integer(number) => number.hash(hasher),
        ValueRef::Real(number) => number.to_bits().hash(hasher),
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => bytes.hash(hasher),
    }
}
