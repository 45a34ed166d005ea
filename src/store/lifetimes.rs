//! What survival is drawn from: since when each account is a customer, its whole losses, its stays, its groups; read in
//! one pass over each table.

use super::Store;
use super::lead::lead_on;
use super::tags::words_of;
use crate::domain::day::Day;
use crate::domain::problem::Result;
use crate::domain::survival::Field;
use crate::domain::survival::life::Loss;
use crate::domain::survival::stay::Entry;
use crate::domain::words::LossType;
use rusqlite::{Row, Rows, params};
use std::collections::HashMap;
use std::ops::Range;

/// Every account, with what the book knows of how long it stayed.
#[derive(Debug, Default)]
pub struct Lifetimes {
    /// The accounts.
    pub list: Vec<Lifetime>,
    /// The names that groups go by; the first, which is empty, is of those whose group is not known.
    pub groups: Vec<String>,
    /// The keys of the stages that stays point to.
    pub stages: Vec<String>,
    losses: Vec<Loss>,
    entries: Vec<Entry<u32>>,
    member_of: Vec<u32>,
}

/// One account.
#[derive(Debug)]
pub struct Lifetime {
    /// The day of the first signature.
    pub since: Option<Day>,
    /// The day the book began to watch, when later.
    pub observed: Option<Day>,
    /// Its place in [`Lifetimes::stages`]: the stage the account itself names.
    pub stage: u32,
    losses: Range<u32>,
    entries: Range<u32>,
    member_of: Range<u32>,
}

fn of<'a, T>(list: &'a [T], range: &Range<u32>) -> &'a [T] {
    &list[range.start as usize..range.end as usize]
}

impl Lifetimes {
    /// The whole losses of an account, in no order.
    pub fn losses(&self, account: &Lifetime) -> &[Loss] {
        of(&self.losses, &account.losses)
    }

    /// Its stage history, in order; empty where it was not asked for.
    pub fn history(&self, account: &Lifetime) -> &[Entry<u32>] {
        of(&self.entries, &account.entries)
    }

    /// The places of its groups in [`Lifetimes::groups`]; at least one.
    pub fn groups_of(&self, account: &Lifetime) -> &[u32] {
        of(&self.member_of, &account.member_of)
    }
}

/// Where a field is read: an expression, and the tables it needs beside `account a`.
const fn column(field: Field) -> (&'static str, &'static str) {
    match field {
        Field::Tier => ("s.tier", "LEFT JOIN account_summary s ON s.account = a.id"),
        Field::Stage => ("coalesce(s.stage, a.stage)", "LEFT JOIN account_summary s ON s.account = a.id"),
        Field::Owner => ("m.name", concat!("LEFT JOIN member m ON m.id = ", lead_on!("a.id", "a.owner", "?1"))),
        Field::Offer => ("a.offer", ""),
        Field::Tag => (words_of!("a"), ""),
        Field::Channel => ("a.channel", ""),
        Field::Industry => ("a.industry", ""),
    }
}

impl Store {
    /// Reads every account with the whole losses, and where `history` is asked for the stays, that were known by `today`,
    /// grouped by `by`. Tiers, and the stages that accounts were lost from, are those of the standings.
    pub fn lifetimes(&self, by: Option<Field>, history: bool, today: Day) -> Result<Lifetimes> {
        let _reading = self.reading()?;
        let (group, tables) = by.map_or(("NULL", ""), column);
        let sql = format!(
            "SELECT a.id, a.customer_since, a.observed_since, a.stage, {group} FROM account a {tables} ORDER BY a.id"
        );
        let mut accounts = self.conn.prepare_cached(&sql)?;
        let day = [today.number()];
        let day = &day[..accounts.parameter_count()];
        let mut accounts = accounts.query(rusqlite::params_from_iter(day))?;
        let mut losses = self.conn.prepare_cached(LOSSES)?;
        let mut losses = Beside::new(losses.query([today.number()])?, loss)?;
        let mut entries = self.conn.prepare_cached(ENTRIES)?;
        let mut entries = Beside::new(entries.query(params![today.number(), history])?, EntryRow::read)?;
        let mut read = Reader::new(by == Some(Field::Tag));
        while let Some(row) = accounts.next()? {
            let id = row.get(0)?;
            let mut account = read.account(row)?;
            account.losses = losses.take(id, |loss| read.all.losses.push(loss))?;
            account.entries = entries.take(id, |entry| read.entry(&entry))?;
            read.all.list.push(account);
        }
        Ok(read.all)
    }
}

const LOSSES: &str = "SELECT account, \"on\", type, won_back_on FROM churn
    WHERE contract IS NULL AND coalesce(known_on, \"on\") <= ?1 ORDER BY account";

const ENTRIES: &str = "SELECT account, stage, entered_on, left_on FROM stage_period
    WHERE ?2 AND coalesce(known_on, entered_on) <= ?1 ORDER BY account, entered_on, left_on IS NULL, left_on, id";

fn day(number: Option<i32>) -> Option<Day> {
    number.and_then(Day::from_number)
}

fn loss(row: &Row<'_>) -> rusqlite::Result<Loss> {
    let kind = row.get_ref(2)?.as_str_or_null()?.and_then(LossType::parse);
    Ok(Loss { on: day(row.get(1)?).unwrap_or(Day::ZERO), kind, won_back_on: day(row.get(3)?) })
}

/// One row of the stage history, before its stage has a place.
struct EntryRow {
    stage: String,
    entered_on: Day,
    left_on: Option<Day>,
}

impl EntryRow {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let entered_on = day(row.get(2)?).unwrap_or(Day::ZERO);
        Ok(Self { stage: row.get(1)?, entered_on, left_on: day(row.get(3)?) })
    }
}

/// Rows of another table, walked beside the accounts in the order of their ids.
pub(super) struct Beside<'a, T> {
    rows: Rows<'a>,
    read: fn(&Row<'_>) -> rusqlite::Result<T>,
    next: Option<(i64, T)>,
    taken: u32,
}

impl<'a, T> Beside<'a, T> {
    pub(super) fn new(rows: Rows<'a>, read: fn(&Row<'_>) -> rusqlite::Result<T>) -> Result<Self> {
        let mut beside = Self { rows, read, next: None, taken: 0 };
        beside.step()?;
        Ok(beside)
    }

    fn step(&mut self) -> rusqlite::Result<Option<(i64, T)>> {
        let next = match self.rows.next()? {
            Some(row) => Some((row.get(0)?, (self.read)(row)?)),
            None => None,
        };
        Ok(std::mem::replace(&mut self.next, next))
    }

    /// Hands over the rows of one account; answers their places among all that were handed over.
    pub(super) fn take(&mut self, account: i64, mut each: impl FnMut(T)) -> Result<Range<u32>> {
        let first = self.taken;
        while self.next.as_ref().is_some_and(|(of, _)| *of <= account) {
            if let Some((_, row)) = self.step()?.filter(|(of, _)| *of == account) {
                each(row);
                self.taken += 1;
            }
        }
        Ok(first..self.taken)
    }
}

/// Names, each kept once, by their place.
#[derive(Default)]
struct Places(HashMap<String, u32>);

impl Places {
    fn of(&mut self, name: &str, list: &mut Vec<String>) -> u32 {
        if let Some(place) = self.0.get(name) {
            return *place;
        }
        let place = list.len() as u32;
        list.push(name.to_owned());
        self.0.insert(name.to_owned(), place);
        place
    }
}

struct Reader {
    all: Lifetimes,
    groups: Places,
    stages: Places,
    /// Whether groups come as a list.
    many: bool,
}

impl Reader {
    fn new(many: bool) -> Self {
        let mut read = Self { all: Lifetimes::default(), groups: Places::default(), stages: Places::default(), many };
        read.group("");
        read
    }

    fn group(&mut self, name: &str) -> u32 {
        self.groups.of(name, &mut self.all.groups)
    }

    fn account(&mut self, row: &Row<'_>) -> rusqlite::Result<Lifetime> {
        let first = self.all.member_of.len() as u32;
        let group = row.get_ref(4)?.as_str_or_null()?.unwrap_or_default();
        if self.many {
            let mut tags: Vec<String> = serde_json::from_str(group).unwrap_or_default();
            tags.retain(|tag| !tag.trim().is_empty());
            tags.sort_unstable();
            tags.dedup();
            for tag in tags {
                let place = self.group(&tag);
                self.all.member_of.push(place);
            }
        } else {
            let place = self.group(group.trim());
            self.all.member_of.push(place);
        }
        if self.all.member_of.len() as u32 == first {
            self.all.member_of.push(0);
        }
        Ok(Lifetime {
            since: day(row.get(1)?),
            observed: day(row.get(2)?),
            stage: self.stages.of(row.get_ref(3)?.as_str()?, &mut self.all.stages),
            losses: 0..0,
            entries: 0..0,
            member_of: first..self.all.member_of.len() as u32,
        })
    }

    fn entry(&mut self, row: &EntryRow) {
        let stage = self.stages.of(&row.stage, &mut self.all.stages);
        self.all.entries.push(Entry::new(stage, &row.stage, row.entered_on, row.left_on));
    }
}
