//! The rules a book goes by, changed: dated, undoable, in force at once.

use super::Book;
use super::op::Op;
use super::rules::not_ahead;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::money::Currency;
use crate::domain::problem::{Problem, Result};
use crate::domain::rate::Rate;
use crate::domain::record::Record;
use crate::domain::risk::points::{Lever, Points};
use crate::domain::rule::Rule as Stored;
use crate::domain::score_plan::{Began, Pay, Targets};
use crate::domain::setting::{POINTS, Setting};
use crate::domain::text::fit;
use crate::store::{Edit, Outcome};

/// One number a book goes by.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// The group it stands in, such as `k1`.
    pub group: &'static str,
    /// Its name in the group, such as `one_door`.
    pub name: &'static str,
    /// Its key, such as `risk.k1.one_door`.
    pub key: String,
    /// What it means.
    pub words: &'static str,
    /// What else is to be said of it, such as who answers for it; empty: nothing.
    pub more: String,
    /// Its value, as JSON.
    pub value: String,
    /// The value that ships, as JSON.
    pub shipped: String,
    /// Since when the book's own value holds; none: what ships holds.
    pub since: Option<Day>,
}

impl Book {
    /// Every number the book goes by: those of the score and of the practice, pay and targets, and the day before and after
    /// which is compared.
    pub fn every_rule(&self) -> Result<Vec<Rule>> {
        let mut rules = self.point_rules()?;
        rules.extend(self.score_rules(&self.store.all()?));
        Ok(rules)
    }

    /// The currency of the book, then every number of the score and of the practice, in order.
    pub fn point_rules(&self) -> Result<Vec<Rule>> {
        let today = self.today();
        let changed: Vec<Setting> = self.store.all()?;
        let since = |key: &str| {
            let mine = changed.iter().filter(|one| one.key == key && (one.since <= today || key == Currency::KEY));
            mine.map(|one| one.since).max()
        };
        let shipped = Points::shipped()?.levers();
        let rule = |(lever, shipped): (Lever, Lever)| {
            let key = format!("{POINTS}{}", lever.path);
            let since = since(&key);
            let (group, name) = (lever.group, lever.name);
            Rule {
                group,
                name,
                words: lever.words,
                more: String::new(),
                value: lever.value.to_string(),
                shipped: shipped.value.to_string(),
                since,
                key,
            }
        };
        let currency = Rule {
            group: "book",
            name: Currency::KEY,
            key: Currency::KEY.to_owned(),
            words: CURRENCY_WORDS,
            more: String::new(),
            value: json(self.currency()),
            shipped: json(self.currency()),
            since: since(Currency::KEY),
        };
        Ok(std::iter::once(currency).chain(self.points().levers().into_iter().zip(shipped).map(rule)).collect())
    }

    /// Changes one number from `since` on; see [`change_rules`](Self::change_rules).
    pub fn change_rule(&mut self, key: &str, value: &str, since: Day) -> Result<Outcome> {
        self.change_rules(&[(key.to_owned(), value.to_owned())], since)
    }

    /// Changes numbers from `since` on, as one operation. Values are as people write them: `9`, `0.8`, `2, 5, 8, 10`, or
    /// `default` for what ships. Everything that hangs on them is worked out anew in the same operation.
    pub fn change_rules(&mut self, changes: &[(String, String)], since: Day) -> Result<Outcome> {
        let today = self.today();
        not_ahead(since, today)?;
        let mut points = self.points().clone();
        let mut settings = Vec::with_capacity(changes.len());
        for (key, value) in changes {
            let known_on = Some(today).filter(|today| *today != since);
            let (words, value) = if key == Currency::KEY {
                (CURRENCY_WORDS, json(Currency::parse(value)?))
            } else {
                let (lever, value) = read(key, value)?;
                points = points.changed(&lever.path, &value)?;
                (lever.words, value)
            };
            settings
                .push((words, Setting { id: Id::NEW, external_id: None, key: key.clone(), value, since, known_on }));
        }
        let (existing, old): (Vec<Setting>, Currency) = (self.store.all()?, self.currency());
        let ((), outcome) = self.edit(Op::ChangeSetting, |edit| {
            let mut said = Vec::new();
            for (words, mut setting) in settings {
                let same_day = existing.iter().find(|one| one.key == setting.key && one.since == since);
                setting.id = same_day.map_or_else(|| edit.mint(), |one| Ok(one.id))?;
                if same_day == Some(&setting) {
                    continue;
                }
                setting.check()?;
                if setting.key == Currency::KEY {
                    rebase(edit, old, Currency::read(&setting.value)?)?;
                }
                edit.put(&setting)?;
                said.push(format!("{words}: {} ({})", setting.value.trim_matches('"'), setting.key));
            }
            edit.summary(said.join("; "));
            Ok(())
        })?;
        Ok(outcome)
    }
}

/// Works the exchange rates out anew, which are into the currency of the book: of each one by the rate of the new currency
/// that held on its day.
fn rebase(edit: &mut Edit<'_>, old: Currency, new: Currency) -> Result<()> {
    let rates: Vec<Rate> = edit.all()?;
    if old == new || rates.is_empty() {
        return Ok(());
    }
    let mut into: Vec<(Day, f64)> =
        rates.iter().filter(|one| one.currency == new).map(|one| (one.on, one.rate)).collect();
    into.sort_by_key(|(on, _)| *on);
    let Some(first) = into.first().copied() else {
        let sentence = format!(
            "The exchange rates are into {old}; add the rate of {new} first: mainstay new rate currency={new} rate=…"
        );
        return Err(Problem::field("currency", sentence));
    };
    for it in rates {
        let (_, of_new) = into.iter().rev().find(|(on, _)| *on <= it.on).copied().unwrap_or(first);
        let (currency, rate) = if it.currency == new { (old, 1.0 / it.rate) } else { (it.currency, it.rate / of_new) };
        edit.put(&Rate { currency, rate, ..it })?;
    }
    Ok(())
}

/// What the currency of a book is for.
const CURRENCY_WORDS: &str = "Currency of the book, which values and sums are in";

fn json(currency: Currency) -> String {
    format!("\"{currency}\"")
}

/// The number with this key, and its new value as JSON.
fn read(key: &str, value: &str) -> Result<(Lever, String)> {
    let path = key.strip_prefix(POINTS).ok_or_else(|| unknown(key))?;
    let lever = Points::shipped()?.levers().into_iter().find(|lever| lever.path == path).ok_or_else(|| unknown(key))?;
    let value = match value.trim() {
        "default" => lever.value.to_string(),
        "none" => "null".to_owned(),
        value if lever.value.is_array() && !value.starts_with('[') => format!("[{value}]"),
        value => value.to_owned(),
    };
    Ok((lever, value))
}

/// Why a key cannot be set here: it has a form of its own, or there is none like it.
fn unknown(key: &str) -> Problem {
    let shown = fit(key, 40);
    let way = match key.split('.').next().unwrap_or_default() {
        Pay::KEY => "edit pay pay_new=… since=DAY",
        Targets::KEY => "edit target MEASURE target=… since=DAY",
        Began::KEY => "edit before-after on=DAY",
        _ => return Problem::field("key", format!("“{shown}” is no rule of a book; “mainstay settings” lists them.")),
    };
    Problem::field("key", format!("“{shown}” has a form of its own: mainstay {way}."))
}
