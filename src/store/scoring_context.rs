//! What all standings of a day share: the rules, the boundaries of tiers, and names for the sentences.

use super::account_summary_row::AccountSummary;
use super::filter::Filter;
use super::history_loader::{self, Entry, HistoryLoader, LoadOptions};
use super::norms;
use super::rates::Rates;
use super::rules::Rules;
use crate::domain::commitment::Commitment;
use crate::domain::contact::Contact;
use crate::domain::day::Day;
use crate::domain::event::Event;
use crate::domain::id::Id;
use crate::domain::invoice::Invoice;
use crate::domain::member::Member;
use crate::domain::problem::Result;
use crate::domain::pulse::Pulse;
use crate::domain::reading::Reading;
use crate::domain::risk::facts::{Company, Facts, Norms};
use crate::domain::risk::life::Life;
use crate::domain::risk::odds::Odds;
use crate::domain::risk::points::Tier;
use crate::domain::risk::score::{self, Score};
use crate::domain::risk::signal::{Lookup, SignalSet};
use crate::domain::team::exposure::Holding;
use crate::domain::text::short_name;
use rusqlite::Connection;
use std::cell::RefCell;
use std::collections::HashMap;
use std::path::Path;

/// Days between a score and the one it is compared with.
const MONTH: i32 = 30;

/// See the module.
pub(super) struct ScoringContext<'a> {
    pub(super) conn: &'a Connection,
    pub(super) rules: &'a Rules,
    pub(super) today: Day,
    pub(super) bounds: (i64, i64),
    pub(super) rates: Rates,
    company: Company,
    keys: Vec<String>,
    early: Vec<String>,
    own_odds: Odds,
    names: RefCell<HashMap<i64, String>>,
}

impl<'a> ScoringContext<'a> {
    pub(super) fn new(conn: &'a Connection, rules: &'a Rules, today: Day, bounds: (i64, i64)) -> Result<Self> {
        Ok(Self {
            conn,
            rules,
            today,
            bounds,
            rates: Rates::read(conn, today)?,
            company: Company { norms: norms::kept(conn)?, ..history_loader::company(conn, rules)? },
            keys: rules.stage_keys(),
            early: rules.early_playbooks(),
            own_odds: Odds::unanchored(&rules.points),
            names: RefCell::default(),
        })
    }

    /// Goes by these norms, not by those that were last drawn.
    pub(super) fn go_by(&mut self, norms: Norms) {
        self.company.norms = norms;
    }

    /// What is the same for all accounts.
    pub(super) fn company(&self) -> &Company {
        &self.company
    }

    /// Reads these accounts for days from `earliest` to today.
    pub(super) fn loader(&self, filter: Filter, earliest: Day, beside: Option<&Path>) -> Result<HistoryLoader> {
        HistoryLoader::read(self.conn, filter, &self.ask(earliest), beside)
    }

    /// Reads these accounts for days from `earliest` to today, with what records said before they were changed.
    pub(super) fn past(&self, filter: Filter, earliest: Day, beside: Option<&Path>) -> Result<HistoryLoader> {
        HistoryLoader::read(self.conn, filter, &LoadOptions { is_past: true, ..self.ask(earliest) }, beside)
    }

    fn ask(&self, earliest: Day) -> LoadOptions<'_> {
        let (points, rates, latest) = (&self.rules.points, &self.rates, self.today);
        LoadOptions { points, stages: &self.keys, early: &self.early, rates, earliest, latest, is_past: false }
    }

    /// The boundaries of tiers among open accounts, read in these parts.
    pub(super) fn draw_bounds(&self, parts: &[Filter]) -> Result<(i64, i64)> {
        let mut values: Vec<i64> = Vec::new();
        for part in parts {
            let loader = HistoryLoader::read_terms(self.conn, *part, &self.ask(self.today))?;
            let open = loader.list.iter().filter(|one| one.history.is_open(self.today));
            values.extend(open.map(|one| one.history.value_on(self.today).unwrap_or(0)));
        }
        values.sort_unstable_by(|left, right| right.cmp(left));
        Ok(score::tier_boundaries(values.len(), |rank| values.get(rank).copied(), &self.rules.points))
    }

    fn tier(&self, entry: &Entry) -> Tier {
        let history = &entry.history;
        score::tier(history.value_at_stake(self.today), history.is_strategic(self.today), self.bounds)
    }

    /// Reads these accounts for their summaries: for today, and for a month ago.
    pub(super) fn summaries(&self, filter: Filter, beside: Option<&Path>) -> Result<HistoryLoader> {
        self.loader(filter, self.today.plus(-MONTH), beside)
    }

    /// The score a month ago; none: it was no customer, or had not enough data.
    fn before(&self, entry: &Entry) -> Option<u32> {
        let then = self.today.plus(-MONTH);
        let (points, history) = (&self.rules.points, &entry.history);
        let is_there = matches!(history.life(then), Life::Open { .. });
        let score = is_there.then(|| Score::of(&history.facts(then, self.tier(entry), points, &self.company), points));
        score.filter(|score| score.is_sure(points)).map(|score| score.points)
    }

    /// The facts and the score of an account.
    pub(super) fn score(&self, entry: &Entry) -> (Facts, Score) {
        let points = &self.rules.points;
        let facts = entry.history.facts(self.today, self.tier(entry), points, &self.company);
        let score = Score::of(&facts, points);
        (facts, score)
    }

    /// What is kept of an account.
    pub(super) fn standing(&self, entry: &Entry) -> AccountSummary {
        let (facts, score) = self.score(entry);
        let (points, history) = (&self.rules.points, &entry.history);
        let value = history.value_at_stake(self.today);
        let due = |last: Option<Day>, every: i32, after: Option<Day>| {
            let due = last.or(facts.since).map_or(self.today, |last| last.plus(every));
            after.map_or(due, |after| due.max(after)).number()
        };
        let touch_due = due(facts.last_touch, facts.practice.touch, entry.touch_after);
        let pulse_due = due(facts.last_pulse, facts.practice.pulse, entry.pulse_after);
        let number = |day: Option<Day>| day.map(Day::number);
        let strongest = score.strongest(&facts, points, self);
        let lost_on = history.lost_on(self.today);
        let (losses, watched) = history.seen(self.today);
        AccountSummary {
            account: entry.account.raw(),
            open: lost_on.is_none(),
            stage: if lost_on.is_some() { entry.counted_in() } else { entry.stage.clone() },
            stage_since: number(facts.stage.map(|(_, since)| since)),
            tier: facts.tier.word(),
            value,
            score: score.points,
            fine: score.fine,
            before: self.before(entry),
            timing: score.timing.place(),
            place: score.case(points).rank(points),
            known: score.known,
            applicable: score.applicable,
            sure: score.is_sure(points),
            weight: self.own_odds.at_risk(score.case(points), value.unwrap_or(0)),
            removable: score.removable(&facts, points),
            quiet: score.points_of("T1").max(0) as u32,
            code: strongest.as_ref().map_or("", |reading| reading.code),
            sentence: strongest.map(|reading| reading.pattern).unwrap_or_default().into(),
            last_touch: number(facts.last_touch),
            touch_due,
            pulse: facts.pulse.as_ref().map(|pulse| pulse.value),
            pulse_on: number(facts.pulse.as_ref().map(|pulse| pulse.on)),
            pulse_due,
            due_on: pulse_due.min(touch_due + 1),
            decision_on: number(facts.decision_on),
            contacts: facts.contacts,
            members: facts.members,
            lost_on: number(lost_on),
            losses,
            watched,
            signals: SignalSet::speaking(&score.states).bits(),
            held: Holding::of(&facts, &score, points).bits(),
        }
    }

    /// One text of one record; empty where there is none.
    fn text<T>(&self, sql: &str, id: Id<T>) -> String {
        let text = self.conn.prepare_cached(sql).and_then(|mut one| one.query_row([id.raw()], |row| row.get(0)));
        text.ok().flatten().unwrap_or_default()
    }
}

impl Lookup for ScoringContext<'_> {
    fn member(&self, member: Id<Member>) -> String {
        let mut names = self.names.borrow_mut();
        let name = names.entry(member.raw()).or_insert_with(|| {
            Some(short_name(&self.text("SELECT name FROM member WHERE id = ?1", member)))
                .filter(|name| !name.is_empty())
                .unwrap_or_else(|| "somebody".to_owned())
        });
        name.clone()
    }

    fn contact(&self, contact: Id<Contact>) -> String {
        self.text("SELECT name FROM contact WHERE id = ?1", contact)
    }

    fn quote(&self, pulse: Id<Pulse>) -> String {
        self.text("SELECT quote FROM pulse WHERE id = ?1", pulse)
    }

    fn commitment(&self, commitment: Id<Commitment>) -> String {
        self.text("SELECT what FROM commitment WHERE id = ?1", commitment)
    }

    fn invoice(&self, invoice: Id<Invoice>) -> String {
        self.text("SELECT number FROM invoice WHERE id = ?1", invoice)
    }

    fn metric(&self, reading: Id<Reading>) -> String {
        self.text("SELECT metric FROM reading WHERE id = ?1", reading)
    }

    fn event(&self, event: Id<Event>) -> String {
        self.text("SELECT detail FROM event WHERE id = ?1", event)
    }

    fn stage(&self, stage: u16) -> String {
        self.rules
            .stages
            .list
            .get(usize::from(stage))
            .map_or_else(|| "its stage".to_owned(), |stage| stage.name.clone())
    }
}
