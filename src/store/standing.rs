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
use super::{Store, meta, set_meta};
use crate::domain::account::Account;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::money::{Currency, Money};
use crate::domain::problem::Result;
use crate::domain::risk::facts::{Facts, FactsBuilder};
use crate::domain::risk::points::{Points, Tier};
use crate::domain::risk::score::{self, Score};
use rusqlite::{Connection, OptionalExtension, params};
use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};

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

/// One row of standings.
#[derive(Debug, Clone, PartialEq)]
struct Standing {
    account: Id<Account>,
    base_open: bool,
    stage: String,
    stage_since: Option<Day>,
    lost_on: Option<Day>,
    value: Option<i64>,
    score: Score,
    at_risk: i64,
    facts: Facts,
    touch_due: Option<Day>,
    pulse_due: Option<Day>,
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
        name.unwrap_or_else(|_| "somebody".to_owned())
    }

    fn tier(&self, base: &Base) -> Tier {
        score::tier(self.money.convert(base.value, base.currency), base.strategic, self.bounds)
    }

    fn builder(&self, base: &Base) -> FactsBuilder {
        FactsBuilder::new(self.today, self.points.practice(self.tier(base)).window, base.since)
    }

    fn standing(&self, base: &Base, builder: FactsBuilder) -> Standing {
        let tier = self.tier(base);
        let practice = self.points.practice(tier);
        let facts = builder.finish(tier, practice);
        let score = Score::of(&facts, self.points, &|member| self.name(member));
        let value = self.money.convert(base.value, base.currency);
        let touch_due = facts.last_touch.or(facts.since).map_or(self.today, |last| last.plus(practice.touch));
        let pulse_due = facts.last_pulse.or(facts.since).map_or(self.today, |last| last.plus(practice.pulse));
        Standing {
            account: base.account,
            base_open: base.lost_on.is_none(),
            stage: base.stage.clone(),
            stage_since: base.stage_since,
            lost_on: base.lost_on,
            value,
            at_risk: score::at_risk(score.points, value.unwrap_or(0), self.points),
            score,
            facts,
            touch_due: Some(base.touch_after.map_or(touch_due, |after| touch_due.max(after))),
            pulse_due: Some(base.pulse_after.map_or(pulse_due, |after| pulse_due.max(after))),
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

/// Works out the standings that a write changed; answers whose, or `None` for everybody's.
pub(crate) fn refresh(
    conn: &Connection,
    today: Day,
    points: &Points,
    affected: Affected,
) -> Result<Option<Vec<Id<Account>>>> {
    let Affected::Some(set) = affected else {
        return refresh_all(conn, today, points).map(|()| None);
    };
    if !set.is_empty() && is_small(conn)? {
        let bounds = kept_bounds(conn)?;
        draw_currency(conn)?;
        let money = Rates::read(conn, today)?;
        let bases = Bases::read(conn, None, today)?;
        if draw_bounds(&bases.list, &money, points) != bounds {
            return refresh_all(conn, today, points).map(|()| None);
        }
    }
    let frame = Frame::new(conn, points, today, kept_bounds(conn)?, Rates::read(conn, today)?);
    let mut changed = Vec::with_capacity(set.len());
    for raw in set {
        let account = Id::new(raw);
        changed.push(account);
        if let Some(standing) = one(&frame, account)? {
            write(conn, today, &standing)?;
        }
    }
    Ok(Some(changed))
}

fn is_small(conn: &Connection) -> Result<bool> {
    let sql = "SELECT count(*) FROM (SELECT 1 FROM account LIMIT ?1)";
    let count: i64 = conn.prepare_cached(sql).told()?.query_row([SMALL as i64 + 1], |row| row.get(0)).told()?;
    Ok(count <= SMALL as i64)
}

fn one(frame: &Frame<'_>, account: Id<Account>) -> Result<Option<Standing>> {
    let bases = Bases::read(frame.conn, Some(account), frame.today)?;
    let mut builders: Vec<_> = bases.list.iter().map(|base| frame.builder(base)).collect();
    bases.feed(frame.conn, &mut builders, Some(account))?;
    Ok(bases.list.iter().zip(builders).next().map(|(base, builder)| frame.standing(base, builder)))
}

fn refresh_all(conn: &Connection, today: Day, points: &Points) -> Result<()> {
    draw_currency(conn)?;
    let refresh = Refresh::gather_from(conn, today, points)?;
    keep_bounds(conn, refresh.bounds)?;
    for standing in &refresh.standings {
        write(conn, today, standing)?;
    }
    set_meta(conn, "standings", &today.to_string())
}

/// All standings, worked out anew when the day has turned; written in small steps so that no key waits.
pub struct Refresh {
    today: Day,
    bounds: (i64, i64),
    standings: Vec<Standing>,
    written: usize,
}

impl Refresh {
    /// Reads the whole book and works out every standing; writes nothing.
    pub fn gather(store: &Store, today: Day) -> Result<Self> {
        Self::gather_from(&store.conn, today, store.points())
    }

    fn gather_from(conn: &Connection, today: Day, points: &Points) -> Result<Self> {
        let bases = Bases::read(conn, None, today)?;
        let money = Rates::read(conn, today)?;
        let bounds = draw_bounds(&bases.list, &money, points);
        let frame = Frame::new(conn, points, today, bounds, money);
        let mut builders: Vec<_> = bases.list.iter().map(|base| frame.builder(base)).collect();
        bases.feed(conn, &mut builders, None)?;
        let standings = bases.list.iter().zip(builders).map(|(base, built)| frame.standing(base, built)).collect();
        Ok(Self { today, bounds, standings, written: 0 })
    }

    /// Writes the next standings, at most `count`, leaving alone those that a write of today has refreshed meanwhile;
    /// true when all are written.
    pub fn write_some(&mut self, store: &mut Store, count: usize) -> Result<bool> {
        let transaction = store.begin()?;
        let end = (self.written + count).min(self.standings.len());
        for standing in &self.standings[self.written..end] {
            if as_of(&transaction, standing.account)? != Some(self.today.number()) {
                write(&transaction, self.today, standing)?;
            }
        }
        let done = end == self.standings.len();
        if done {
            keep_bounds(&transaction, self.bounds)?;
            set_meta(&transaction, "standings", &self.today.to_string())?;
        }
        transaction.commit().told()?;
        self.written = end;
        Ok(done)
    }
}

fn as_of(conn: &Connection, account: Id<Account>) -> Result<Option<i32>> {
    let mut statement = conn.prepare_cached("SELECT as_of FROM standing WHERE account = ?1").told()?;
    statement.query_row([account.raw()], |row| row.get(0)).optional().told()
}

const WRITE: &str =
    "INSERT INTO standing (account, as_of, open, stage, stage_since, tier, value, score, known, applicable,
    at_risk, code, sentence, last_touch, touch_due, pulse, pulse_on, pulse_due, decision_on, contacts, members, lost_on)
    SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22
    WHERE EXISTS (SELECT 1 FROM account WHERE id = ?1)
    ON CONFLICT (account) DO UPDATE SET as_of = ?2, open = ?3, stage = ?4, stage_since = ?5, tier = ?6, value = ?7,
    score = ?8, known = ?9, applicable = ?10, at_risk = ?11, code = ?12, sentence = ?13, last_touch = ?14,
    touch_due = ?15, pulse = ?16, pulse_on = ?17, pulse_due = ?18, decision_on = ?19, contacts = ?20, members = ?21,
    lost_on = ?22";

fn write(conn: &Connection, today: Day, standing: &Standing) -> Result<()> {
    let number = |day: Option<Day>| day.map(Day::number);
    let (facts, score) = (&standing.facts, &standing.score);
    let strongest = score.strongest();
    let mut statement = conn.prepare_cached(WRITE).told()?;
    statement
        .execute(params![
            standing.account.raw(),
            today.number(),
            standing.base_open,
            standing.stage,
            number(standing.stage_since),
            facts.tier.word(),
            standing.value,
            score.points,
            score.known,
            score.applicable,
            standing.at_risk,
            strongest.map_or("", |reading| reading.code),
            strongest.map_or("", |reading| reading.sentence.as_str()),
            number(facts.last_touch),
            number(standing.touch_due),
            facts.pulse.as_ref().map(|pulse| pulse.value),
            number(facts.pulse.as_ref().map(|pulse| pulse.on)),
            number(standing.pulse_due),
            number(facts.decision_on),
            facts.contacts,
            facts.members,
            number(standing.lost_on),
        ])
        .told()?;
    Ok(())
}

impl Store {
    /// The facts and the score of one account on `day`, worked out afresh.
    pub fn score(&self, account: Id<Account>, day: Day) -> Result<Option<(Facts, Score)>> {
        let frame = Frame::new(&self.conn, &self.points, day, kept_bounds(&self.conn)?, Rates::read(&self.conn, day)?);
        Ok(one(&frame, account)?.map(|standing| (standing.facts, standing.score)))
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
