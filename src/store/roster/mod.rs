//! The roster: every account in a few bytes, for lists that are filtered, sorted and searched as one types.
//!
//! Read in one pass, away from the keys, and kept up to date account by account as operations change them. Names lie in
//! one buffer; owners, stages and tags in small tables that entries point into.

mod member;

use crate::domain::account::Account;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::money::{Currency, Money};
use crate::domain::problem::Result;
use crate::domain::risk::odds::{Case, Odds};
use crate::domain::risk::points::Tier;
use crate::domain::risk::signal::SignalSet;
use crate::store::Store;
use crate::store::cockpit::Worth;
use crate::store::ids::ById;
use crate::store::lead::lead_on;
use crate::store::tags::words_of;
use rusqlite::Row;
use std::cmp::{Ordering, Reverse};
use std::collections::HashMap;

pub(super) const NEVER: i32 = i32::MIN;

/// One account.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry {
    pub(super) id: i64,
    pub(super) value: Option<i64>,
    pub(super) weight: i64,
    pub(super) name: (u32, u32),
    pub(super) owner: u32,
    pub(super) tags: u32,
    pub(super) stage: u16,
    pub(super) score: u8,
    pub(super) fine: i8,
    /// By how many points the score rose in thirty days; none: nobody can tell.
    pub(super) moved: Option<i8>,
    pub(super) timing: u8,
    pub(super) place: f32,
    pub(super) tier: Tier,
    pub(super) lost: bool,
    pub(super) sure: bool,
    pub(super) removable: u8,
    /// Known signals in percent of those that apply.
    pub(super) completeness: u8,
    pub(super) decision: i32,
    pub(super) touch: i32,
    /// The day by which the next pulse check is due.
    pub(super) pulse: i32,
    pub(super) since: i32,
    pub(super) signals: SignalSet,
}

impl Entry {
    /// What its probability hangs on.
    pub(super) fn case(&self) -> Case {
        Case::kept(u32::from(self.score), i32::from(self.fine), self.timing, self.sure)
    }

    /// When they were last met; before the first time, when they signed.
    pub(super) fn seen(&self) -> i32 {
        if self.touch == NEVER { self.since } else { self.touch }
    }
}

/// Every account of the book.
#[derive(Default)]
pub struct Roster {
    pub(super) entries: Vec<Entry>,
    place: ById<u32>,
    names: String,
    pub(super) owners: Vec<String>,
    owner_place: HashMap<String, u32>,
    stages: Vec<String>,
    tags: Vec<String>,
    tag_place: HashMap<String, u32>,
    bands: (u32, u32, u32),
    /// The currency of the book.
    currency: Option<Currency>,
    /// Values in currencies without a rate, by account.
    unrated: HashMap<i64, Money>,
    /// What money at risk and the worth of remedies hang on.
    pricing: Option<(Odds, f64)>,
    /// Every line, the likeliest to leave first: the order in which lists are shown most.
    pub(super) by_risk: Vec<Line>,
}

/// One line of the roster.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Line(pub(super) u32);

/// What a list shows of one account.
pub struct Member<'a> {
    pub(super) roster: &'a Roster,
    pub(super) entry: &'a Entry,
}

const SQL: &str = concat!(
    "SELECT a.id, a.name, s.value, s.weight, s.stage, s.score, s.tier, s.open, s.decision_on, s.last_touch,
    a.customer_since, coalesce(m.name, ''), ",
    words_of!("a"),
    ", s.sure, s.removable, s.known, s.applicable, s.pulse_due,
    CASE WHEN s.value IS NULL THEN a.value END, a.currency, s.fine, s.timing, s.place, s.before, s.signals
    FROM account a JOIN account_summary s ON s.account = a.id LEFT JOIN member m ON m.id = ",
    lead_on!("a.id", "a.owner", "?1")
);

impl Roster {
    /// Reads every account with its lead on `today`; `stages` are the keys in order.
    pub fn read(store: &Store, stages: Vec<String>, today: Day) -> Result<Self> {
        let bands = &store.points().bands;
        let bands = (bands.watch, bands.at_risk, bands.critical);
        let mut roster = Self { stages, bands, currency: Some(store.currency()?), ..Self::default() };
        let mut statement = store.conn.prepare_cached(SQL)?;
        let mut rows = statement.query([today.number()])?;
        while let Some(row) = rows.next()? {
            roster.take(row)?;
        }
        let mut by_risk: Vec<Line> = (0..roster.entries.len() as u32).map(Line).collect();
        by_risk.sort_by_cached_key(|line| roster.risk_key(*line));
        roster.by_risk = by_risk;
        Ok(roster)
    }

    /// Reads these accounts again after an operation changed them.
    pub fn update(&mut self, store: &Store, accounts: &[Id<Account>], today: Day) -> Result<()> {
        let mut statement = store.conn.prepare_cached(&format!("{SQL} WHERE a.id = ?2"))?;
        for account in accounts {
            self.unrank(*account);
            let mut rows = statement.query([i64::from(today.number()), account.raw()])?;
            match rows.next()? {
                Some(row) => {
                    self.take(row)?;
                    self.rank(*account);
                }
                None => self.forget(*account),
            }
        }
        Ok(())
    }

    /// Says by which odds, and at which rate of saves, money at risk and remedies are told.
    pub fn price(&mut self, odds: Odds, save_rate: f64) {
        self.pricing = Some((odds, save_rate));
    }

    pub(super) fn at_risk(&self, entry: &Entry) -> Option<i64> {
        let (odds, _) = self.pricing.as_ref()?;
        entry.value.map(|value| odds.at_risk(entry.case(), value))
    }

    pub(super) fn probability(&self, entry: &Entry) -> Option<f64> {
        self.pricing.as_ref().map(|(odds, _)| odds.of(entry.case()))
    }

    pub(super) fn worth(&self, entry: &Entry) -> Option<i64> {
        let (odds, save_rate) = self.pricing.as_ref()?;
        let removable = u32::from(entry.removable);
        entry.value.filter(|_| entry.sure).map(|value| odds.worth(entry.case(), removable, value, *save_rate))
    }

    fn risk_key(&self, line: Line) -> (Reverse<i64>, Reverse<Option<i64>>, Line) {
        let entry = &self.entries[line.0 as usize];
        (Reverse((f64::from(entry.place) * 1e6) as i64), Reverse(entry.value), line)
    }

    fn unrank(&mut self, account: Id<Account>) {
        if let Some(line) = self.line(account)
            && let Ok(at) = self.by_risk.binary_search_by_key(&self.risk_key(line), |other| self.risk_key(*other))
        {
            self.by_risk.remove(at);
        }
    }

    fn rank(&mut self, account: Id<Account>) {
        if let Some(line) = self.line(account)
            && let Err(at) = self.by_risk.binary_search_by_key(&self.risk_key(line), |other| self.risk_key(*other))
        {
            self.by_risk.insert(at, line);
        }
    }

    fn take(&mut self, row: &Row<'_>) -> rusqlite::Result<()> {
        let id: i64 = row.get(0)?;
        let name = row.get_ref(1)?.as_str()?;
        let stage = row.get_ref(4)?.as_str()?;
        let stage = self.stages.iter().position(|key| key == stage).unwrap_or_else(|| {
            self.stages.push(stage.to_owned());
            self.stages.len() - 1
        });
        let day = |place| row.get::<_, Option<i32>>(place).map(|day| day.unwrap_or(NEVER));
        let currency = Currency::parse(row.get_ref(19)?.as_str()?).unwrap_or(Currency::EUR);
        // What is in the currency of the book lacks no rate: it is no value of today.
        let own = row.get::<_, Option<i64>>(18)?.filter(|minor| Some(currency) != self.currency || *minor == 0);
        match own {
            Some(minor) => drop(self.unrated.insert(id, Money::new(minor, currency))),
            None => drop(self.unrated.remove(&id)),
        }
        let entry = Entry {
            id,
            value: row.get(2)?,
            weight: row.get(3)?,
            name: self.keep_name(id, name),
            owner: intern(&mut self.owners, &mut self.owner_place, row.get_ref(11)?.as_str()?),
            tags: intern(&mut self.tags, &mut self.tag_place, row.get_ref(12)?.as_str()?),
            stage: stage as u16,
            score: row.get(5)?,
            fine: row.get(20)?,
            moved: moved(row.get(13)?, row.get(5)?, row.get(23)?),
            timing: row.get(21)?,
            place: row.get::<_, f64>(22)? as f32,
            tier: tier_of(row.get_ref(6)?.as_str()?),
            lost: !row.get::<_, bool>(7)?,
            decision: day(8)?,
            touch: day(9)?,
            since: day(10)?,
            sure: row.get(13)?,
            removable: row.get::<_, u32>(14)? as u8,
            completeness: percent(row.get(15)?, row.get(16)?),
            pulse: day(17)?,
            signals: SignalSet::of_bits(row.get(24)?),
        };
        if let Some(place) = self.place.get(&id) {
            self.entries[*place as usize] = entry;
        } else {
            self.place.insert(id, self.entries.len() as u32);
            self.entries.push(entry);
        }
        Ok(())
    }

    fn keep_name(&mut self, id: i64, name: &str) -> (u32, u32) {
        if let Some(place) = self.place.get(&id) {
            let (from, to) = self.entries[*place as usize].name;
            if &self.names[from as usize..to as usize] == name {
                return (from, to);
            }
        }
        let from = self.names.len() as u32;
        self.names.push_str(name);
        (from, self.names.len() as u32)
    }

    fn forget(&mut self, account: Id<Account>) {
        // The last entry moves to the place that is free, and so changes its line.
        if let Some(last) = self.entries.last().map(|last| Id::new(last.id)) {
            self.unrank(last);
            if let Some(place) = self.place.remove(&account.raw()) {
                self.entries.swap_remove(place as usize);
                if let Some(moved) = self.entries.get(place as usize) {
                    self.place.insert(moved.id, place);
                }
            }
            self.rank(last);
        }
    }

    /// What each open account adds to the risk of the book.
    pub fn worths(&self) -> Vec<Worth> {
        let open = self.entries.iter().filter(|entry| !entry.lost);
        let worth = |entry: &Entry| Worth {
            case: entry.case(),
            value: entry.value.unwrap_or(0),
            decision_on: Day::from_number(entry.decision),
        };
        open.map(worth).collect()
    }

    /// How many accounts there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// How many of them are open: no churned ones.
    pub fn open(&self) -> usize {
        self.entries.iter().filter(|entry| !entry.lost).count()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The line of an account.
    pub fn line(&self, account: Id<Account>) -> Option<Line> {
        self.place.get(&account.raw()).map(|place| Line(*place))
    }

    /// What stands in a line.
    pub fn at(&self, line: Line) -> Option<Member<'_>> {
        self.entries.get(line.0 as usize).map(|entry| Member { roster: self, entry })
    }

    pub(super) fn name_of(&self, entry: &Entry) -> &str {
        &self.names[entry.name.0 as usize..entry.name.1 as usize]
    }

    /// Every account with its name, and whether it is lost, in no order: what find looks through.
    pub fn names(&self) -> impl Iterator<Item = (Id<Account>, &str, bool)> {
        self.entries.iter().map(|entry| (Id::new(entry.id), self.name_of(entry), entry.lost))
    }
}

impl PartialOrd for Line {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Line {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.cmp(&other.0)
    }
}

/// By how many points a score rose; none: there is not enough data, now or then.
fn moved(sure: bool, score: i32, before: Option<i32>) -> Option<i8> {
    before.filter(|_| sure).map(|before| (score - before) as i8)
}

/// `known` of `applicable`, in whole percent, downwards.
fn percent(known: u32, applicable: u32) -> u8 {
    (known * 100).checked_div(applicable).unwrap_or(0).min(100) as u8
}

/// The tier with exactly this word.
fn tier_of(word: &str) -> Tier {
    Tier::ALL.iter().copied().find(|tier| tier.word() == word).unwrap_or(Tier::C)
}

fn intern(list: &mut Vec<String>, places: &mut HashMap<String, u32>, text: &str) -> u32 {
    if let Some(place) = places.get(text) {
        return *place;
    }
    let place = list.len() as u32;
    list.push(text.to_owned());
    places.insert(text.to_owned(), place);
    place
}
