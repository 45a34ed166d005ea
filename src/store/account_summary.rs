//! Standings: what the first screen shows of every account, kept ready.
//!
//! A standing is worked out from the history of an account (`super::frame`) and lies beside it in the transaction of the
//! write that changes it. It also changes when the day turns; then yesterday's stand, marked by their day, until
//! [`Refresh`] has worked them out anew, away from the keys, and written them in small steps.
//!
//! Tiers compare accounts with each other. In a book of up to [`SMALL`] accounts every write keeps them exact; in a
//! larger one the boundaries are drawn when the day turns and after an import.

use super::account_summary_row::{AccountSummary, Kept, write_all};
use super::filter::Filter;
use super::history_loader::HistoryLoader;
use super::rates::make_currency;
use super::rules::Rules;
use super::scoring_context::ScoringContext;
use super::{Store, meta, norms, set_meta, usual};
use crate::domain::account::Account;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::money::Currency;
use crate::domain::noun::Noun;
use crate::domain::problem::{Problem, Result};
use crate::domain::risk::facts::Norms;
use rusqlite::Connection;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Up to so many accounts, every write keeps the tiers exact.
pub const SMALL: usize = 2_000;
/// From so many changed accounts on, all are worked out in one pass.
const MANY: usize = 500;

/// Whose standing a write changes.
#[derive(Debug, Clone)]
pub(crate) enum Affected {
    /// These.
    Some(BTreeSet<i64>),
    /// Everybody's.
    All,
}

impl Affected {
    pub(crate) fn none() -> Self {
        Affected::Some(BTreeSet::new())
    }

    pub(crate) fn add(&mut self, account: Id<Account>) {
        if let Affected::Some(set) = self {
            set.insert(account.raw());
            if set.len() > MANY {
                *self = Affected::All;
            }
        }
    }
}

pub(super) fn kept_bounds(conn: &Connection) -> Result<(i64, i64)> {
    let read = |key| -> Result<i64> { Ok(meta(conn, key)?.and_then(|text| text.parse().ok()).unwrap_or(i64::MAX)) };
    Ok((read("tier_a")?, read("tier_b")?))
}

fn keep_bounds(conn: &Connection, bounds: (i64, i64)) -> Result<()> {
    set_meta(conn, "tier_a", &bounds.0.to_string())?;
    set_meta(conn, "tier_b", &bounds.1.to_string())
}

/// Works out the standings that a write of `changed` kinds of record made stale; answers whose, or `None` for
/// everybody's.
pub(crate) fn refresh(
    conn: &Connection,
    today: Day,
    rules: &Rules,
    affected: Affected,
    changed: &BTreeSet<Noun>,
) -> Result<Option<Vec<Id<Account>>>> {
    if changed.contains(&Noun::Settings) {
        return refresh_all(conn, today, &Rules::read(conn, today)?).map(|()| None);
    }
    let set = match affected {
        Affected::Some(set) if !moves_others(conn, today, rules, &set, changed)? => set,
        _ => return refresh_all(conn, today, rules).map(|()| None),
    };
    let accounts: Vec<Id<Account>> = set.into_iter().map(Id::new).collect();
    refresh_some(conn, today, rules, &accounts)?;
    Ok(Some(accounts))
}

/// Works out the standings of these accounts.
pub(super) fn refresh_some(conn: &Connection, today: Day, rules: &Rules, accounts: &[Id<Account>]) -> Result<()> {
    let frame = ScoringContext::new(conn, rules, today, kept_bounds(conn)?)?;
    for account in accounts {
        for entry in &frame.summaries(Filter::one(*account), None)?.list {
            frame.standing(entry).write(conn)?;
        }
    }
    Ok(())
}

/// The kinds of record that say what an account is worth, and so which tier others are in.
const MOVERS: [Noun; 3] = [Noun::Accounts, Noun::Contracts, Noun::Churns];

/// Whether a write may change the standings of accounts it did not touch.
fn moves_others(
    conn: &Connection,
    today: Day,
    rules: &Rules,
    set: &BTreeSet<i64>,
    changed: &BTreeSet<Noun>,
) -> Result<bool> {
    // The first touches that have a rhythm say what is usual for all.
    if changed.contains(&Noun::Rates) || changed.contains(&Noun::Touches) && norms::kept(conn)?.gap.is_none() {
        return Ok(true);
    }
    if set.is_empty() || !MOVERS.iter().any(|noun| changed.contains(noun)) || !is_small(conn)? {
        return Ok(false);
    }
    make_currency(conn)?;
    let frame = ScoringContext::new(conn, rules, today, (0, 0))?;
    Ok(frame.draw_bounds(&[Filter::All])? != kept_bounds(conn)?)
}

pub(super) fn is_small(conn: &Connection) -> Result<bool> {
    let sql = "SELECT count(*) FROM (SELECT 1 FROM account LIMIT ?1)";
    let count: i64 = conn.prepare_cached(sql)?.query_row([SMALL as i64 + 1], |row| row.get(0))?;
    Ok(count <= SMALL as i64)
}

fn refresh_all(conn: &Connection, today: Day, rules: &Rules) -> Result<()> {
    make_currency(conn)?;
    Refresh::gather_from(conn, today, rules, None, false)?.write(conn)
}

/// The standings that the turn of the day, or a large write, has changed; written in small steps so that no key waits.
pub struct Refresh {
    today: Day,
    bounds: (i64, i64),
    norms: Norms,
    stale: Vec<AccountSummary>,
    written: usize,
    version: i64,
}

/// How far the writing of a [`Refresh`] has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// There is more to write.
    More,
    /// All is written.
    Done,
    /// Somebody wrote to the book meanwhile: gather again.
    Overtaken,
}

/// Books of more accounts are worked out in parts of so many, for the histories of a hundred thousand take room.
const PART: usize = 4_096;

/// The accounts in parts that are read one after the other: one of all, where there are few.
pub(super) fn parts(conn: &Connection) -> Result<Vec<Filter>> {
    let mut statement = conn.prepare_cached("SELECT id FROM account ORDER BY id")?;
    let ids = statement.query_map([], |row| row.get(0))?;
    let ids = ids.collect::<rusqlite::Result<Vec<i64>>>()?;
    if ids.len() <= PART {
        return Ok(vec![Filter::All]);
    }
    Ok(ids.chunks(PART).map(|part| Filter::Between(part[0], part[part.len() - 1])).collect())
}

/// Works out parts until none is left; answers the standings that are not what the book holds.
fn stale_of(
    frame: &ScoringContext<'_>,
    parts: &[Filter],
    kept: &Kept,
    next: &AtomicUsize,
    beside: Option<&Path>,
) -> Result<Vec<AccountSummary>> {
    let mut stale = Vec::new();
    while let Some(part) = parts.get(next.fetch_add(1, Ordering::Relaxed)) {
        let loader: HistoryLoader = frame.summaries(*part, beside)?;
        for entry in loader.list {
            let standing = frame.standing(&entry);
            if !kept.holds(&standing) {
                stale.push(standing);
            }
        }
    }
    Ok(stale)
}

/// The same by two threads, each with a connection of its own.
fn stale_beside(
    frame: &ScoringContext<'_>,
    parts: &[Filter],
    kept: &Kept,
    next: &AtomicUsize,
    path: &Path,
) -> Result<Vec<AccountSummary>> {
    let (rules, today, bounds, norms) = (frame.rules, frame.today, frame.bounds, frame.company().norms);
    std::thread::scope(|scope| {
        let second = scope.spawn(move || {
            let conn = super::open::second(path)?;
            let mut frame = ScoringContext::new(&conn, rules, today, bounds)?;
            frame.go_by(norms);
            stale_of(&frame, parts, kept, next, None)
        });
        let mut stale = stale_of(frame, parts, kept, next, None)?;
        let broken = || Err(Problem::internal("The second reader of accounts broke down."));
        stale.extend(second.join().unwrap_or_else(|_| broken())?);
        Ok(stale)
    })
}

impl Refresh {
    /// Reads the whole book and works out every standing; keeps those that differ from what stands; writes nothing.
    pub fn gather(store: &Store, today: Day) -> Result<Self> {
        let version = store.data_version()?;
        Ok(Self { version, ..Self::gather_from(&store.conn, today, store.rules(), store.beside(), true)? })
    }

    /// `beside`: the file, where nothing is being written and a second connection can read what this one sees.
    /// `draws`: what is usual in the book is drawn anew; otherwise only where it never was.
    fn gather_from(conn: &Connection, today: Day, rules: &Rules, beside: Option<&Path>, draws: bool) -> Result<Self> {
        let mut frame = ScoringContext::new(conn, rules, today, (i64::MAX, i64::MAX))?;
        let parts = parts(conn)?;
        frame.bounds = frame.draw_bounds(&parts)?;
        let kept_norms = norms::kept(conn)?;
        let norms = if draws || kept_norms.gap.is_none() { usual::draw(&frame)? } else { kept_norms };
        frame.go_by(norms);
        let kept = Kept::read(conn)?;
        let next = AtomicUsize::new(0);
        let stale = match (beside, parts.len()) {
            (Some(path), 2..) => stale_beside(&frame, &parts, &kept, &next, path)?,
            (beside, _) => stale_of(&frame, &parts, &kept, &next, beside)?,
        };
        Ok(Self { today, bounds: frame.bounds, norms, stale, written: 0, version: 0 })
    }

    /// What the turn to `today` changes; none: the standings are of that day.
    pub(super) fn of_day(store: &Store, today: Day) -> Result<Option<Self>> {
        let stale = store.meta("standings")?.is_some_and(|day| day != today.to_string());
        stale.then(|| Self::gather(store, today)).transpose()
    }

    /// Writes all of it, or what became of it when somebody wrote to the book since it was gathered.
    pub(super) fn write_all(self, conn: &Connection, rules: &Rules) -> Result<()> {
        let version: i64 = conn.query_row("PRAGMA data_version", [], |row| row.get(0))?;
        if version == self.version {
            return self.write(conn);
        }
        Self::gather_from(conn, self.today, rules, None, true)?.write(conn)
    }

    fn write(&self, conn: &Connection) -> Result<()> {
        keep_bounds(conn, self.bounds)?;
        norms::keep(conn, self.norms)?;
        write_all(conn, &self.stale)?;
        set_meta(conn, "standings", &self.today.to_string())
    }

    /// Writes the next standings, at most `count`.
    pub fn write_some(&mut self, store: &mut Store, count: usize) -> Result<Progress> {
        let transaction = store.begin()?;
        let version: i64 = transaction.query_row("PRAGMA data_version", [], |row| row.get(0))?;
        if version != self.version {
            return Ok(Progress::Overtaken);
        }
        let end = (self.written + count).min(self.stale.len());
        for standing in &self.stale[self.written..end] {
            standing.write(&transaction)?;
        }
        let done = end == self.stale.len();
        if done {
            keep_bounds(&transaction, self.bounds)?;
            norms::keep(&transaction, self.norms)?;
            set_meta(&transaction, "standings", &self.today.to_string())?;
        }
        transaction.commit()?;
        self.written = end;
        Ok(if done { Progress::Done } else { Progress::More })
    }
}

impl Store {
    /// Brings all standings to `today`; true when there was anything to do. Writes at most `some` at a time.
    pub fn refresh(&mut self, today: Day, some: usize) -> Result<bool> {
        let Some(mut refresh) = Refresh::of_day(self, today)? else { return Ok(false) };
        loop {
            match refresh.write_some(self, some)? {
                Progress::More => {}
                Progress::Done => return Ok(true),
                Progress::Overtaken => refresh = Refresh::gather(self, today)?,
            }
        }
    }

    /// The day of which all standings are; `None`: never worked out.
    pub fn standings_of(&self) -> Result<Option<Day>> {
        Ok(self.meta("standings")?.and_then(|text| Day::parse(&text).ok()))
    }

    /// Whether there are accounts whose standings were never worked out, as after a change of their shape.
    pub fn lacks_standings(&self) -> Result<bool> {
        Ok(self.meta("standings")?.is_some_and(|text| Day::parse(&text).is_err()))
    }

    /// The currency of the book.
    pub fn currency(&self) -> Result<Currency> {
        super::rates::book_currency(&self.conn)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Read in parts by their indexes, by one thread or two, or whole by passes over the tables: the same standings.
    #[test]
    fn standings_are_the_same_however_they_are_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("b.db");
        let day = Day::parse("2026-11-22").unwrap();
        let recipe = crate::book::demo::Recipe { accounts: 50, seed: 5 };
        drop(crate::book::Book::make_up(&path, recipe, Some(day)).unwrap());
        let store = Store::open(&path, false).unwrap();
        let mut frame = ScoringContext::new(&store.conn, &store.rules, day, (0, 0)).unwrap();
        let ids: Vec<i64> =
            frame.loader(Filter::All, day, None).unwrap().list.iter().map(|one| one.account.raw()).collect();
        let parts: Vec<Filter> = ids.chunks(7).map(|part| Filter::Between(part[0], part[part.len() - 1])).collect();
        frame.bounds = frame.draw_bounds(&[Filter::All]).unwrap();
        assert_eq!(frame.bounds, frame.draw_bounds(&parts).unwrap());
        let nothing = Kept::default();
        let sorted = |mut standings: Vec<AccountSummary>| {
            standings.sort_by_key(|one| one.account);
            standings
        };
        let of =
            |parts: &[Filter], beside| sorted(stale_of(&frame, parts, &nothing, &AtomicUsize::new(0), beside).unwrap());
        let whole = of(&[Filter::All], None);
        assert_eq!(whole.len(), 50);
        assert_eq!(whole, of(&[Filter::All], Some(&path)));
        assert_eq!(whole, of(&parts, None));
        assert_eq!(whole, sorted(stale_beside(&frame, &parts, &nothing, &AtomicUsize::new(0), &path).unwrap()));
    }
}
