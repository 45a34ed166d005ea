//! Reads what is known of accounts on a day: of one by its indexes, of all by a few passes over the tables.
//!
//! Both ways feed the same [`FactsBuilder`], so a figure kept for speed equals one made afresh.

use super::error::Told;
use super::ids::ById;
use super::touch_rows::{self, TOUCHES, TouchRow};
use crate::domain::account::Account;
use crate::domain::contact::Contact;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::money::Currency;
use crate::domain::problem::Result;
use crate::domain::risk::facts::{FactsBuilder, PulseFact, TouchFact};
use crate::domain::words::{PulseSource, TheirRole};
use rusqlite::{Connection, Row, Rows, params};
use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

/// What the account itself says, before any fact is gathered.
#[derive(Debug, Clone)]
pub(crate) struct Base {
    pub(crate) account: Id<Account>,
    pub(crate) stage: Arc<str>,
    pub(crate) value: Option<i64>,
    pub(crate) currency: Currency,
    pub(crate) since: Option<Day>,
    pub(crate) strategic: bool,
    pub(crate) stage_since: Option<Day>,
    pub(crate) lost_on: Option<Day>,
    /// The last stage before notice: where a lost account was lost from.
    pub(crate) before_notice: Option<Box<(Day, Arc<str>)>>,
    /// A day before which a due touch, a due pulse is not to be shown.
    pub(crate) touch_after: Option<Day>,
    pub(crate) pulse_after: Option<Day>,
}

/// The stage of those who gave notice: no place to be lost from, but the way out.
const NOTICE: &str = "notice";

const BASE: &str = "SELECT id, stage, value, currency, customer_since, tags FROM account";

/// The keys of stages, each kept once.
#[derive(Default)]
struct StageKeys(HashSet<Arc<str>>);

impl StageKeys {
    fn of(&mut self, key: &str) -> Arc<str> {
        if let Some(known) = self.0.get(key) {
            return known.clone();
        }
        let key: Arc<str> = key.into();
        self.0.insert(key.clone());
        key
    }
}

fn base_of(row: &Row<'_>, keys: &mut StageKeys) -> rusqlite::Result<Base> {
    let tags = row.get_ref(5)?.as_str()?;
    let currency = row.get_ref(3)?.as_str()?;
    Ok(Base {
        account: Id::new(row.get(0)?),
        stage: keys.of(row.get_ref(1)?.as_str()?),
        value: row.get(2)?,
        currency: Currency::parse(currency).unwrap_or(Currency::EUR),
        since: day(row.get(4)?),
        strategic: tags.contains("\"strategic\""),
        stage_since: None,
        lost_on: None,
        before_notice: None,
        touch_after: None,
        pulse_after: None,
    })
}

fn day(number: Option<i32>) -> Option<Day> {
    number.and_then(Day::from_number)
}

/// Where the rows of one account, or of all, are put.
pub(crate) struct Bases {
    pub(crate) list: Vec<Base>,
    place: ById<usize>,
    contract_value: Vec<i64>,
}

impl Bases {
    /// The accounts themselves: one, or all.
    pub(crate) fn read(conn: &Connection, only: Option<Id<Account>>, today: Day) -> Result<Self> {
        let filter = Filter::of(only);
        let (mut list, mut keys) = (Vec::new(), StageKeys::default());
        filter.each(conn, BASE, "WHERE id = ?1", |row| {
            list.push(base_of(row, &mut keys)?);
            Ok(())
        })?;
        let place = list.iter().enumerate().map(|(place, base)| (base.account.raw(), place)).collect();
        let mut bases = Self { contract_value: vec![0; list.len()], list, place };
        bases.read_contract_values(conn, &filter, today)?;
        bases.read_losses(conn, &filter, today)?;
        bases.read_stages(conn, &filter, &mut keys)?;
        bases.read_deferrals(conn, &filter, today)?;
        for (base, value) in bases.list.iter_mut().zip(&bases.contract_value) {
            base.value = base.value.or((*value > 0).then_some(*value));
        }
        Ok(bases)
    }

    fn at(&self, account: i64) -> Option<usize> {
        self.place.get(&account).copied()
    }

    fn read_contract_values(&mut self, conn: &Connection, filter: &Filter, today: Day) -> Result<()> {
        let sql = "SELECT account, value, currency, \"end\", outcome FROM contract";
        filter.each(conn, sql, "WHERE account = ?1", |row| {
            let (Some(place), Some(value)) = (self.at(row.get(0)?), row.get::<_, Option<i64>>(1)?) else {
                return Ok(());
            };
            let end: Option<i32> = row.get(3)?;
            let decided = row.get_ref(4)? != rusqlite::types::ValueRef::Null;
            let runs = end.is_none_or(|end| end >= today.number()) || !decided;
            if runs && row.get_ref(2)?.as_str()? == self.list[place].currency.code() {
                self.contract_value[place] += value;
            }
            Ok(())
        })
    }

    fn read_losses(&mut self, conn: &Connection, filter: &Filter, today: Day) -> Result<()> {
        let sql = "SELECT account, \"on\", won_back_on FROM defection WHERE contract IS NULL";
        filter.each(conn, sql, "AND account = ?1", |row| {
            let (on, back) = (day(row.get(1)?), day(row.get(2)?));
            let lost = on.filter(|on| *on <= today && back.is_none_or(|back| back > today));
            if let (Some(place), Some(on)) = (self.at(row.get(0)?), lost) {
                self.list[place].lost_on = self.list[place].lost_on.max(Some(on));
            }
            Ok(())
        })
    }

    fn read_stages(&mut self, conn: &Connection, filter: &Filter, keys: &mut StageKeys) -> Result<()> {
        let sql = "SELECT account, entered_on, left_on IS NULL, stage FROM stage_entry";
        filter.each(conn, sql, "WHERE account = ?1", |row| {
            let (Some(place), Some(entered)) = (self.at(row.get(0)?), day(row.get(1)?)) else { return Ok(()) };
            let base = &mut self.list[place];
            if row.get(2)? {
                base.stage_since = base.stage_since.max(Some(entered));
            }
            // Only of a lost account is it asked where it was lost from.
            let later = base.before_notice.as_ref().is_none_or(|known| known.0 <= entered);
            if base.lost_on.is_some() && later && row.get_ref(3)?.as_str()? != NOTICE {
                base.before_notice = Some(Box::new((entered, keys.of(row.get_ref(3)?.as_str()?))));
            }
            Ok(())
        })
    }

    fn read_deferrals(&mut self, conn: &Connection, filter: &Filter, today: Day) -> Result<()> {
        let sql = "SELECT account, line, until FROM deferral WHERE line IN ('touch', 'pulse')";
        filter.each(conn, sql, "AND account = ?1", |row| {
            let Some(place) = self.at(row.get(0)?) else { return Ok(()) };
            let until = day(row.get(2)?).filter(|until| *until > today);
            let base = &mut self.list[place];
            match row.get_ref(1)?.as_str()? {
                "touch" => base.touch_after = base.touch_after.max(until),
                _ => base.pulse_after = base.pulse_after.max(until),
            }
            Ok(())
        })
    }

    /// Feeds everything the book holds about these accounts to their builders.
    pub(crate) fn feed(
        &self,
        conn: &Connection,
        builders: &mut [FactsBuilder],
        only: Option<Id<Account>>,
        beside: Option<&Path>,
    ) -> Result<()> {
        let filter = Filter::of(only);
        self.feed_touches(conn, builders, &filter, beside)?;
        self.feed_pulses(conn, builders, &filter)?;
        let sql = "SELECT account, \"end\", notice_days FROM contract WHERE outcome IS NULL AND \"end\" IS NOT NULL";
        filter.each(conn, sql, "AND account = ?1", |row| {
            if let (Some(place), Some(end)) = (self.at(row.get(0)?), day(row.get(1)?)) {
                builders[place].contract(end, row.get::<_, Option<u32>>(2)?.unwrap_or(0));
            }
            Ok(())
        })
    }

    fn feed_pulses(&self, conn: &Connection, builders: &mut [FactsBuilder], filter: &Filter) -> Result<()> {
        let sql = "SELECT p.account, p.contact, c.seat, p.\"on\", p.known_on, p.score, p.source, p.quote
                   FROM pulse p LEFT JOIN contact c ON c.id = p.contact";
        filter.each(conn, sql, "WHERE p.account = ?1", |row| {
            let (Some(place), Some(on)) = (self.at(row.get(0)?), day(row.get(3)?)) else { return Ok(()) };
            let seat: Option<String> = row.get(2)?;
            let source: String = row.get(6)?;
            builders[place].pulse(PulseFact {
                contact: row.get::<_, Option<i64>>(1)?.map(Id::new),
                seat: seat.as_deref().and_then(TheirRole::parse),
                on,
                known: day(row.get(4)?).unwrap_or(on),
                score: row.get(5)?,
                source: PulseSource::parse(&source).unwrap_or(PulseSource::Inferred),
                quote: row.get(7)?,
            });
            Ok(())
        })
    }

    /// Touches and who took part, three cursors walked side by side in the order of touch ids.
    fn feed_touches(
        &self,
        conn: &Connection,
        builders: &mut [FactsBuilder],
        filter: &Filter,
        beside: Option<&Path>,
    ) -> Result<()> {
        let mut members = conn.prepare_cached(&filter.people("member")).told()?;
        let mut contacts = conn.prepare_cached(&filter.people("contact")).told()?;
        let mut members = People::<Member>::new(filter.rows(&mut members).told()?).told()?;
        let mut contacts = People::<Contact>::new(filter.rows(&mut contacts).told()?).told()?;
        let take = |touch: TouchRow| {
            members.of(touch.id).told()?;
            contacts.of(touch.id).told()?;
            let (Some(place), Some(on)) = (self.at(touch.account), day(Some(touch.on))) else { return Ok(()) };
            builders[place].touch(TouchFact {
                on,
                known: day(Some(touch.known)).unwrap_or(on),
                two_way: touch.two_way,
                valued: touch.valued,
                minutes: touch.minutes,
                members: &members.now,
                contacts: &contacts.now,
            });
            Ok(())
        };
        if let Some(path) = beside {
            return touch_rows::each_beside(path, take);
        }
        let narrowed = if matches!(filter, Filter::All) { "" } else { " WHERE account = ?1" };
        let mut touches = conn.prepare_cached(&format!("{TOUCHES}{narrowed} ORDER BY id")).told()?;
        touch_rows::each(&mut filter.rows(&mut touches).told()?, take)
    }
}

/// The people of one touch after the other.
struct People<'a, T> {
    rows: Rows<'a>,
    next: Option<(i64, Id<T>)>,
    now: Vec<Id<T>>,
}

impl<'a, T> People<'a, T> {
    fn new(rows: Rows<'a>) -> rusqlite::Result<Self> {
        let mut people = Self { rows, next: None, now: Vec::new() };
        people.step()?;
        Ok(people)
    }

    fn step(&mut self) -> rusqlite::Result<()> {
        self.next = match self.rows.next()? {
            Some(row) => Some((row.get(0)?, Id::new(row.get(1)?))),
            None => None,
        };
        Ok(())
    }

    fn of(&mut self, touch: i64) -> rusqlite::Result<()> {
        self.now.clear();
        while let Some((at, person)) = self.next {
            if at > touch {
                break;
            }
            if at == touch {
                self.now.push(person);
            }
            self.step()?;
        }
        Ok(())
    }
}

enum Filter {
    All,
    One(i64),
}

impl Filter {
    fn of(only: Option<Id<Account>>) -> Self {
        only.map_or(Filter::All, |account| Filter::One(account.raw()))
    }

    /// Who of one side took part, in the order of touches.
    fn people(&self, side: &str) -> String {
        match self {
            Filter::All => format!("SELECT touch, {side} FROM touch_{side} ORDER BY touch"),
            Filter::One(_) => format!(
                "SELECT p.touch, p.{side} FROM touch t JOIN touch_{side} p ON p.touch = t.id
                 WHERE t.account = ?1 ORDER BY p.touch"
            ),
        }
    }

    fn each(
        &self,
        conn: &Connection,
        sql: &str,
        one: &str,
        mut take: impl FnMut(&Row<'_>) -> rusqlite::Result<()>,
    ) -> Result<()> {
        let sql = match self {
            Filter::All => sql.to_owned(),
            Filter::One(_) => format!("{sql} {one}"),
        };
        let mut statement = conn.prepare_cached(&sql).told()?;
        let mut rows = self.rows(&mut statement).told()?;
        while let Some(row) = rows.next().told()? {
            take(row).told()?;
        }
        Ok(())
    }

    fn rows<'s>(&self, statement: &'s mut rusqlite::Statement<'_>) -> rusqlite::Result<Rows<'s>> {
        match self {
            Filter::All => statement.query([]),
            Filter::One(id) => statement.query(params![id]),
        }
    }
}
