//! The histories of one account, or of all, read from the book: of one by its indexes, of all by a few passes over the
//! tables. Both ways feed the same [`History`], so a figure kept for speed equals one made afresh.

use super::filter::{Filter, day};
use super::history_rows as rows;
use super::ids::ById;
use super::meetings;
use super::rates::Rates;
use super::revised::{self, Revised};
use super::rules::Rules;
use super::stated::Stated;
use crate::domain::account::Account;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::money::Currency;
use crate::domain::problem::{Problem, Result};
use crate::domain::risk::facts::{Company, Norms, Tenure};
use crate::domain::risk::history::{Earlier, Fact, History, Origin};
use crate::domain::risk::points::{Points, label_number};
use crate::domain::risk::scope::Scope;
use crate::domain::stages::NOTICE;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};
use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;

/// One account with its history.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) account: Id<Account>,
    pub(crate) stage: Arc<str>,
    pub(crate) history: History,
    /// The last stage before notice: where a lost account was lost from.
    before_notice: Option<(Day, Arc<str>)>,
    /// A day before which a due touch, a due pulse is not to be shown.
    pub(crate) touch_after: Option<Day>,
    pub(crate) pulse_after: Option<Day>,
}

impl Entry {
    /// The stage it is in, or was lost from.
    pub(crate) fn counted_in(&self) -> Arc<str> {
        self.before_notice.as_ref().map_or_else(|| self.stage.clone(), |(_, stage)| stage.clone())
    }
}

/// What reading needs to know.
pub(crate) struct LoadOptions<'a> {
    /// The points, for how far back people count.
    pub(crate) points: &'a Points,
    /// Keys of the stages in order.
    pub(crate) stages: &'a [String],
    /// The codes of the playbooks of the first stages.
    pub(crate) early: &'a [String],
    /// Exchange rates of the latest day that is asked of.
    pub(crate) rates: &'a Rates,
    /// The earliest day that is asked of.
    pub(crate) earliest: Day,
    /// The latest day that is asked of.
    pub(crate) latest: Day,
    /// Whether days of the past are asked of as they were known then.
    pub(crate) is_past: bool,
}

impl LoadOptions<'_> {
    fn scope(&self) -> Scope {
        Scope { earliest: self.earliest, window: self.points.longest_window().max(self.points.p2.days) }
    }
}

/// Accounts with their histories.
pub(crate) struct HistoryLoader {
    pub(crate) list: Vec<Entry>,
    place: ById<usize>,
    /// How many records were found that said something else before.
    record: u32,
}

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

impl HistoryLoader {
    /// These accounts with everything the book holds of them. `beside`: the file, where nothing is being written and
    /// a second connection, which reads the touches meanwhile, sees what this one sees.
    pub(crate) fn read(
        conn: &Connection,
        filter: Filter,
        ask: &LoadOptions<'_>,
        beside: Option<&Path>,
    ) -> Result<Self> {
        let mut keys = StageKeys::default();
        let mut loader = Self::accounts(conn, filter, ask, &mut keys)?;
        let (place, count, scope) = (&loader.place, loader.list.len(), ask.scope());
        let Some(path) = beside else {
            let meetings = meetings::read(conn, filter, place, count, scope)?;
            loader.rest(conn, filter, ask, &mut keys)?;
            loader.join(meetings);
            return Ok(loader);
        };
        // The places are shared with the second thread, and this one goes on with a copy of nothing else.
        let place = std::mem::take(&mut loader.place);
        let (meetings, rest) = std::thread::scope(|scoped| {
            let reader = scoped.spawn(|| meetings::read(&super::open::second(path)?, filter, &place, count, scope));
            let rest = loader.rest_by(conn, filter, ask, &mut keys, &place);
            let broken = || Err(Problem::internal("The reader of touches broke down."));
            (reader.join().unwrap_or_else(|_| broken()), rest)
        });
        rest?;
        loader.place = place;
        loader.join(meetings?);
        Ok(loader)
    }

    /// The accounts with nothing but their terms, losses and bills: enough to say what they are worth.
    pub(crate) fn read_terms(conn: &Connection, filter: Filter, ask: &LoadOptions<'_>) -> Result<Self> {
        let mut loader = Self::accounts(conn, filter, ask, &mut StageKeys::default())?;
        let place = std::mem::take(&mut loader.place);
        for source in [rows::CONTRACTS, rows::LOSSES, rows::INVOICES] {
            loader.feed(conn, filter, ask, &source, &mut Revised::default(), &place)?;
        }
        loader.link_lines();
        Ok(loader)
    }

    fn accounts(conn: &Connection, filter: Filter, ask: &LoadOptions<'_>, keys: &mut StageKeys) -> Result<Self> {
        let (mut list, scope) = (Vec::new(), ask.scope());
        let stated = Stated::read(conn, filter, ask.earliest)?;
        let sql = "SELECT id, stage, value, currency, customer_since, observed_since, known_on, strategic,
            industry, channel, offer FROM account";
        filter.each(conn, sql, "WHERE id BETWEEN ?1 AND ?2", |row| {
            let currency = Currency::parse(row.get_ref(3)?.as_str()?).unwrap_or(Currency::EUR);
            let (id, known): (i64, _) = (row.get(0)?, day(row, 6)?);
            let origin = Origin {
                since: day(row, 4)?,
                observed: day(row, 5)?.max(known),
                own: ask.rates.amount(row.get(2)?, currency),
                strategic: row.get(7)?,
            };
            let mut history = History::new(origin, scope);
            history.said_before(stated.of(id, known, ask.rates));
            list.push(Entry {
                account: Id::new(id),
                stage: keys.of(row.get_ref(1)?.as_str()?),
                history: labelled(history, row)?,
                before_notice: None,
                touch_after: None,
                pulse_after: None,
            });
            Ok(())
        })?;
        let place = list.iter().enumerate().map(|(place, one)| (one.account.raw(), place)).collect();
        Ok(Self { list, place, record: 0 })
    }

    fn rest(&mut self, conn: &Connection, filter: Filter, ask: &LoadOptions<'_>, keys: &mut StageKeys) -> Result<()> {
        let place = std::mem::take(&mut self.place);
        let done = self.rest_by(conn, filter, ask, keys, &place);
        self.place = place;
        done
    }

    /// Everything but the touches.
    fn rest_by(
        &mut self,
        conn: &Connection,
        filter: Filter,
        ask: &LoadOptions<'_>,
        keys: &mut StageKeys,
        place: &ById<usize>,
    ) -> Result<()> {
        let nouns = rows::SOURCES.iter().map(|source| source.noun);
        let mut revised = if ask.is_past { Revised::read(conn, nouns, ask.earliest)? } else { Revised::default() };
        for source in &rows::SOURCES {
            self.feed(conn, filter, ask, source, &mut revised, place)?;
        }
        self.link_lines();
        rows::readings(conn, filter, ask.earliest, |account, reading| {
            if let Some(entry) = place.get(&account) {
                self.list[*entry].history.reading(reading);
            }
        })?;
        self.plays(conn, filter, ask, place)?;
        self.stays(conn, filter, ask, keys, place)?;
        self.deferrals(conn, filter, ask.latest, place)
    }

    fn feed(
        &mut self,
        conn: &Connection,
        filter: Filter,
        ask: &LoadOptions<'_>,
        source: &rows::Source,
        revised: &mut Revised,
        place: &ById<usize>,
    ) -> Result<()> {
        let mut before = Vec::new();
        filter.each(conn, source.sql, source.one, |row| {
            let Some(at) = place.get(&row.get(0)?) else { return Ok(()) };
            let now = self.list[*at].history.take((source.said)(row, ask.rates)?);
            let images = revised.take(source.noun, row.get(1)?);
            if !images.is_empty() {
                before.push((now, images));
            }
            Ok(())
        })?;
        before.extend(revised.rest(source.noun).into_iter().map(|images| (None, images)));
        for (now, images) in before {
            self.record += 1;
            for (until, image) in images {
                let Some((account, said)) = revised::said(conn, source, &image, ask.rates)? else { continue };
                if let Some(at) = place.get(&account) {
                    self.list[*at].history.earlier(Earlier { record: self.record, until, said, now });
                }
            }
        }
        Ok(())
    }

    /// The actions of playbooks of the first stages.
    fn plays(&mut self, conn: &Connection, filter: Filter, ask: &LoadOptions<'_>, place: &ById<usize>) -> Result<()> {
        filter.each(conn, rows::PLAYS, "AND account BETWEEN ?1 AND ?2", |row| {
            let Some(at) = place.get(&row.get(0)?) else { return Ok(()) };
            let code = row.get_ref(5)?.as_str()?;
            if ask.early.iter().any(|early| early == code) {
                rows::play(row)?.into_iter().for_each(|fact| self.list[*at].history.fact(fact));
            }
            Ok(())
        })
    }

    fn link_lines(&mut self) {
        self.list.iter_mut().for_each(|entry| entry.history.link_lines());
    }

    fn stays(
        &mut self,
        conn: &Connection,
        filter: Filter,
        ask: &LoadOptions<'_>,
        keys: &mut StageKeys,
        place: &ById<usize>,
    ) -> Result<()> {
        let sql = "SELECT account, stage, entered_on, left_on, known_on FROM stage_period";
        filter.each(conn, sql, "WHERE account BETWEEN ?1 AND ?2", |row| {
            let (Some(at), Some(entered)) = (place.get(&row.get(0)?), day(row, 2)?) else { return Ok(()) };
            let entry = &mut self.list[*at];
            let key = row.get_ref(1)?.as_str()?;
            let (left, known) = (day(row, 3)?, day(row, 4)?.unwrap_or(entered));
            let stage = ask.stages.iter().position(|known| known == key).unwrap_or(usize::from(u16::MAX)) as u16;
            entry.history.fact(Fact::Stay { stage, notice: key == NOTICE, entered, left, known });
            // Only of a lost account is it asked where it was lost from.
            let later = entry.before_notice.as_ref().is_none_or(|(since, _)| *since <= entered);
            if later && key != NOTICE && entry.history.lost_on(ask.latest).is_some() {
                entry.before_notice = Some((entered, keys.of(key)));
            }
            Ok(())
        })
    }

    fn deferrals(&mut self, conn: &Connection, filter: Filter, today: Day, place: &ById<usize>) -> Result<()> {
        let sql = "SELECT account, task, until FROM snooze WHERE task IN ('touch', 'pulse')";
        filter.each(conn, sql, "AND account BETWEEN ?1 AND ?2", |row| {
            let Some(at) = place.get(&row.get(0)?) else { return Ok(()) };
            let until = day(row, 2)?.filter(|until| *until > today);
            let entry = &mut self.list[*at];
            match row.get_ref(1)?.as_str()? {
                "touch" => entry.touch_after = entry.touch_after.max(until),
                _ => entry.pulse_after = entry.pulse_after.max(until),
            }
            Ok(())
        })
    }

    fn join(&mut self, meetings: Vec<crate::domain::risk::meetings::Meetings>) {
        for (entry, meetings) in self.list.iter_mut().zip(meetings) {
            entry.history.meetings = meetings;
        }
    }
}

/// The history with what the account is: the labels of its row.
fn labelled(mut history: History, row: &Row<'_>) -> rusqlite::Result<History> {
    for (place, field) in (8..).zip(LABELS) {
        if let ValueRef::Text(text) = row.get_ref(place)? {
            let label = label_number(&format!("{field}={}", String::from_utf8_lossy(text)));
            history.labels.push(label);
        }
    }
    Ok(history)
}

/// The fields of an account that say what it is.
pub(super) const LABELS: [&str; 3] = ["industry", "channel", "offer"];

/// What is the same for all accounts.
pub(crate) fn company(conn: &Connection, rules: &Rules) -> Result<Company> {
    let mut updates = Vec::new();
    let sql =
        "SELECT sent_on, coalesce(known_on, sent_on) FROM company_update WHERE account IS NULL AND sent_on IS NOT NULL";
    Filter::All.each(conn, sql, "", |row| {
        updates.extend(day(row, 0)?.zip(day(row, 1)?));
        Ok(())
    })?;
    let mut members = HashMap::new();
    Filter::All.each(conn, "SELECT id, started_on, left_on FROM member", "", |row| {
        members.insert(row.get(0)?, Tenure { started: day(row, 1)?, left: day(row, 2)? });
        Ok(())
    })?;
    Ok(Company {
        updates,
        members,
        stalled: rules.stalled(),
        calendar: rules.calendar.clone(),
        norms: Norms::default(),
        labels: rules.points.label_points(),
    })
}
