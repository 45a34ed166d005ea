//! Standings: what the first screen shows of every account, kept ready.
//!
//! A standing is worked out from the facts ([`super::facts`]) and lies beside the account in the transaction of the write
//! that changes it. It also changes when the day turns; then yesterday's stand, marked by their day, until
//! [`Refresh`] has worked them out anew, away from the keys, and written them in small steps.
//!
//! Tiers compare accounts with each other. In a book of up to [`SMALL`] accounts every write keeps them exact; in a
//! larger one the boundaries are drawn when the day turns and after an import.

use super::error::Told;
use super::facts::{Base, Bases};
use super::standing_row::{Kept, Standing, write_all};
use super::{Store, meta, set_meta};
use crate::domain::account::Account;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::money::{Currency, Money};
use crate::domain::noun::Noun;
use crate::domain::problem::Result;
use crate::domain::risk::facts::{Facts, FactsBuilder};
use crate::domain::risk::points::{Points, Tier};
use crate::domain::risk::score::{self, Score};
use crate::domain::text::short_name;
use rusqlite::{Connection, OptionalExtension};
use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::path::Path;

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

/// What all standings of a day share.
struct Frame<'a> {
    conn: &'a Connection,
    points: &'a Points,
    today: Day,
    bounds: (i64, i64),
    money: Rates,
    names: RefCell<HashMap<i64, String>>,
}

impl<'a> Frame<'a> {
    fn new(conn: &'a Connection, points: &'a Points, today: Day, bounds: (i64, i64), money: Rates) -> Self {
        Self { conn, points, today, bounds, money, names: RefCell::new(HashMap::new()) }
    }

    fn name(&self, member: Id<Member>) -> String {
        let mut names = self.names.borrow_mut();
        names.entry(member.raw()).or_insert_with(|| self.name_from_book(member)).clone()
    }

    fn name_from_book(&self, member: Id<Member>) -> String {
        let sql = "SELECT name FROM member WHERE id = ?1";
        let name = self.conn.prepare_cached(sql).and_then(|mut one| one.query_row([member.raw()], |row| row.get(0)));
        name.map_or_else(|_| "somebody".to_owned(), |name: String| short_name(&name))
    }

    fn tier(&self, base: &Base) -> Tier {
        score::tier(self.money.convert(base.value, base.currency), base.strategic, self.bounds)
    }

    fn builder(&self, base: &Base) -> FactsBuilder {
        FactsBuilder::new(self.today, self.points.practice(self.tier(base)).window, base.since)
    }

    /// The facts and the score of an account.
    fn score(&self, base: &Base, builder: FactsBuilder) -> (Facts, Score) {
        let tier = self.tier(base);
        let facts = builder.finish(tier, self.points.practice(tier));
        let score = Score::of(&facts, self.points, &|member| self.name(member));
        (facts, score)
    }

    fn standing(&self, base: &Base, builder: FactsBuilder) -> Standing {
        let (facts, score) = self.score(base, builder);
        let practice = self.points.practice(facts.tier);
        let value = self.money.convert(base.value, base.currency);
        let due = |last: Option<Day>, every: i32, after: Option<Day>| {
            let due = last.or(facts.since).map_or(self.today, |last| last.plus(every));
            after.map_or(due, |after| due.max(after)).number()
        };
        let touch_due = due(facts.last_touch, practice.touch, base.touch_after);
        let pulse_due = due(facts.last_pulse, practice.pulse, base.pulse_after);
        let number = |day: Option<Day>| day.map(Day::number);
        let strongest = score.strongest();
        Standing {
            account: base.account.raw(),
            open: base.lost_on.is_none(),
            stage: base.before_notice.as_ref().map_or_else(|| base.stage.clone(), |kept| kept.1.clone()),
            stage_since: number(base.stage_since),
            tier: facts.tier.word(),
            value,
            score: score.points,
            band: score.band as i64,
            known: score.known,
            applicable: score.applicable,
            at_risk: score::at_risk(score.points, value.unwrap_or(0), self.points),
            code: strongest.map_or("", |reading| reading.code),
            sentence: strongest.map_or("", |reading| reading.pattern.as_str()).into(),
            last_touch: number(facts.last_touch),
            touch_due,
            pulse: facts.pulse.as_ref().map(|pulse| pulse.value),
            pulse_on: number(facts.pulse.as_ref().map(|pulse| pulse.on)),
            pulse_due,
            due_on: pulse_due.min(touch_due + 1),
            decision_on: number(facts.decision_on),
            contacts: facts.contacts,
            members: facts.members,
            lost_on: number(base.lost_on),
        }
    }
}

/// Exchange rates into the currency of the book, as of a day.
struct Rates {
    book: Currency,
    rates: HashMap<Currency, f64>,
}

impl Rates {
    fn read(conn: &Connection, today: Day) -> Result<Self> {
        let book = book_currency(conn)?;
        let mut rates = HashMap::new();
        let sql = "SELECT currency, rate FROM rate WHERE \"on\" <= ?1 ORDER BY \"on\"";
        let mut statement = conn.prepare_cached(sql).told()?;
        let rows = statement
            .query_map([today.number()], |row| Ok((row.get::<_, String>(0)?, row.get::<_, f64>(1)?)))
            .told()?;
        for row in rows {
            let (currency, rate) = row.told()?;
            rates.insert(Currency::parse(&currency)?, rate);
        }
        Ok(Self { book, rates })
    }

    /// `minor` units of `currency` in minor units of the book's; `None` where no rate is known.
    fn convert(&self, minor: Option<i64>, currency: Currency) -> Option<i64> {
        let minor = minor?;
        if currency == self.book {
            return Some(minor);
        }
        let rate = self.rates.get(&currency)?;
        let major = Money::new(minor, currency).major() * rate;
        Some((major * 10f64.powi(self.book.digits() as i32)).round() as i64)
    }
}

/// The currency of the book: what the rep set, else the one most accounts are kept in.
pub(crate) fn book_currency(conn: &Connection) -> Result<Currency> {
    let set = "SELECT value FROM setting WHERE key = 'currency' ORDER BY since DESC LIMIT 1";
    let set: Option<String> = conn.query_row(set, [], |row| row.get(0)).optional().told()?;
    if let Some(code) = set {
        return Currency::parse(code.trim_matches('"'));
    }
    Ok(meta(conn, "currency")?.and_then(|code| Currency::parse(&code).ok()).unwrap_or(Currency::EUR))
}

fn draw_currency(conn: &Connection) -> Result<()> {
    let sql = "SELECT currency FROM account WHERE value IS NOT NULL GROUP BY currency ORDER BY count(*) DESC LIMIT 1";
    let most: Option<String> = conn.query_row(sql, [], |row| row.get(0)).optional().told()?;
    set_meta(conn, "currency", most.as_deref().unwrap_or("EUR"))
}

fn kept_bounds(conn: &Connection) -> Result<(i64, i64)> {
    let read = |key| -> Result<i64> { Ok(meta(conn, key)?.and_then(|text| text.parse().ok()).unwrap_or(i64::MAX)) };
    Ok((read("tier_a")?, read("tier_b")?))
}

fn keep_bounds(conn: &Connection, bounds: (i64, i64)) -> Result<()> {
    set_meta(conn, "tier_a", &bounds.0.to_string())?;
    set_meta(conn, "tier_b", &bounds.1.to_string())
}

fn draw_bounds(bases: &[Base], money: &Rates, points: &Points) -> (i64, i64) {
    let open = bases.iter().filter(|base| base.lost_on.is_none());
    let mut values: Vec<i64> = open.map(|base| money.convert(base.value, base.currency).unwrap_or(0)).collect();
    values.sort_unstable_by(|left, right| right.cmp(left));
    score::tier_boundaries(values.len(), |rank| values.get(rank).copied(), points)
}

/// Works out the standings that a write of `changed` kinds of record made stale; answers whose, or `None` for
/// everybody's.
pub(crate) fn refresh(
    conn: &Connection,
    today: Day,
    points: &Points,
    affected: Affected,
    changed: &BTreeSet<Noun>,
) -> Result<Option<Vec<Id<Account>>>> {
    let set = match affected {
        Affected::Some(set) if !moves_others(conn, today, points, &set, changed)? => set,
        _ => return refresh_all(conn, today, points).map(|()| None),
    };
    let frame = Frame::new(conn, points, today, kept_bounds(conn)?, Rates::read(conn, today)?);
    let mut accounts = Vec::with_capacity(set.len());
    for raw in set {
        accounts.push(Id::new(raw));
        if let Some((bases, builders)) = gather(&frame, Some(Id::new(raw)))? {
            for (base, builder) in bases.list.iter().zip(builders) {
                frame.standing(base, builder).write(conn)?;
            }
        }
    }
    Ok(Some(accounts))
}

/// The kinds of record that say what an account is worth, and so which tier others are in.
const MOVERS: [Noun; 5] = [Noun::Accounts, Noun::Contracts, Noun::Defections, Noun::Rates, Noun::Settings];

/// Whether a write may change the tier, or the worth, of accounts it did not touch.
fn moves_others(
    conn: &Connection,
    today: Day,
    points: &Points,
    set: &BTreeSet<i64>,
    changed: &BTreeSet<Noun>,
) -> Result<bool> {
    if changed.contains(&Noun::Rates) || changed.contains(&Noun::Settings) {
        return Ok(true);
    }
    if set.is_empty() || !MOVERS.iter().any(|noun| changed.contains(noun)) || !is_small(conn)? {
        return Ok(false);
    }
    draw_currency(conn)?;
    let bases = Bases::read(conn, None, today)?;
    Ok(draw_bounds(&bases.list, &Rates::read(conn, today)?, points) != kept_bounds(conn)?)
}

fn is_small(conn: &Connection) -> Result<bool> {
    let sql = "SELECT count(*) FROM (SELECT 1 FROM account LIMIT ?1)";
    let count: i64 = conn.prepare_cached(sql).told()?.query_row([SMALL as i64 + 1], |row| row.get(0)).told()?;
    Ok(count <= SMALL as i64)
}

/// Reads what is known of one account; `None` when it is gone.
fn gather(frame: &Frame<'_>, only: Option<Id<Account>>) -> Result<Option<(Bases, Vec<FactsBuilder>)>> {
    let bases = Bases::read(frame.conn, only, frame.today)?;
    let mut builders: Vec<_> = bases.list.iter().map(|base| frame.builder(base)).collect();
    bases.feed(frame.conn, &mut builders, only, None)?;
    Ok((!bases.list.is_empty()).then_some((bases, builders)))
}

fn one(frame: &Frame<'_>, account: Id<Account>) -> Result<Option<(Facts, Score)>> {
    let Some((bases, builders)) = gather(frame, Some(account))? else { return Ok(None) };
    Ok(bases.list.iter().zip(builders).next().map(|(base, builder)| frame.score(base, builder)))
}

fn refresh_all(conn: &Connection, today: Day, points: &Points) -> Result<()> {
    draw_currency(conn)?;
    let refresh = Refresh::gather_from(conn, today, points, None)?;
    keep_bounds(conn, refresh.bounds)?;
    write_all(conn, &refresh.stale)?;
    set_meta(conn, "standings", &today.to_string())
}

/// The standings that the turn of the day, or a large write, has changed; written in small steps so that no key waits.
pub struct Refresh {
    today: Day,
    bounds: (i64, i64),
    stale: Vec<Standing>,
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

impl Refresh {
    /// Reads the whole book and works out every standing; keeps those that differ from what stands; writes nothing.
    pub fn gather(store: &Store, today: Day) -> Result<Self> {
        let version = store.data_version()?;
        Ok(Self { version, ..Self::gather_from(&store.conn, today, store.points(), Some(&store.path))? })
    }

    /// `beside`: the file, where nothing is being written and a second connection can read what this one sees.
    fn gather_from(conn: &Connection, today: Day, points: &Points, beside: Option<&Path>) -> Result<Self> {
        let bases = Bases::read(conn, None, today)?;
        let money = Rates::read(conn, today)?;
        let bounds = draw_bounds(&bases.list, &money, points);
        let frame = Frame::new(conn, points, today, bounds, money);
        let mut builders: Vec<_> = bases.list.iter().map(|base| frame.builder(base)).collect();
        bases.feed(conn, &mut builders, None, beside)?;
        let kept = Kept::read(conn)?;
        let mut stale = Vec::new();
        for (base, builder) in bases.list.iter().zip(builders) {
            let standing = frame.standing(base, builder);
            if !kept.holds(&standing) {
                stale.push(standing);
            }
        }
        Ok(Self { today, bounds, stale, written: 0, version: 0 })
    }

    /// Writes the next standings, at most `count`.
    pub fn write_some(&mut self, store: &mut Store, count: usize) -> Result<Progress> {
        let transaction = store.begin()?;
        let version: i64 = transaction.query_row("PRAGMA data_version", [], |row| row.get(0)).told()?;
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
            set_meta(&transaction, "standings", &self.today.to_string())?;
        }
        transaction.commit().told()?;
        self.written = end;
        Ok(if done { Progress::Done } else { Progress::More })
    }
}

impl Store {
    /// Brings all standings to `today`; true when there was anything to do. Writes at most `some` at a time.
    pub fn refresh(&mut self, today: Day, some: usize) -> Result<bool> {
        if self.standings_of()?.is_none_or(|day| day == today) {
            return Ok(false);
        }
        let mut refresh = Refresh::gather(self, today)?;
        loop {
            match refresh.write_some(self, some)? {
                Progress::More => {}
                Progress::Done => return Ok(true),
                Progress::Overtaken => refresh = Refresh::gather(self, today)?,
            }
        }
    }

    /// The facts and the score of one account on `day`, worked out afresh.
    pub fn score(&self, account: Id<Account>, day: Day) -> Result<Option<(Facts, Score)>> {
        one(&self.frame(day)?, account)
    }

    /// The scores of these accounts on `day`, in their order; accounts that are gone are left out.
    pub fn scores(&self, accounts: &[Id<Account>], day: Day) -> Result<Vec<Score>> {
        let frame = self.frame(day)?;
        let mut scores = Vec::with_capacity(accounts.len());
        for account in accounts {
            scores.extend(one(&frame, *account)?.map(|(_, score)| score));
        }
        Ok(scores)
    }

    fn frame(&self, day: Day) -> Result<Frame<'_>> {
        let bounds = kept_bounds(&self.conn)?;
        Ok(Frame::new(&self.conn, &self.points, day, bounds, Rates::read(&self.conn, day)?))
    }

    /// The day of which all standings are; `None`: never worked out.
    pub fn standings_of(&self) -> Result<Option<Day>> {
        Ok(self.meta("standings")?.and_then(|text| Day::parse(&text).ok()))
    }

    /// The currency of the book.
    pub fn currency(&self) -> Result<Currency> {
        book_currency(&self.conn)
    }
}
