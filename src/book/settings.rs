//! The rules a book goes by, changed: dated, undoable, in force at once.

use super::Book;
use super::op::Op;
use crate::domain::check::Check;
use crate::domain::day::Day;
use crate::domain::problem::{Problem, Result};
use crate::domain::risk::points::{Lever, Points};
use crate::domain::setting::Setting;
use crate::domain::text::fit;
use crate::store::Outcome;
use crate::store::rules::POINTS;

/// One number a book goes by.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// Its key, such as `risk.k1.one_door`.
    pub key: String,
    /// What it means.
    pub words: &'static str,
    /// Its value, as JSON.
    pub value: String,
    /// The value that ships, as JSON.
    pub shipped: String,
    /// Since when the book's own value holds; none: what ships holds.
    pub since: Option<Day>,
}

impl Book {
    /// Every number of the score and of the practice, in order.
    pub fn point_rules(&self) -> Result<Vec<Rule>> {
        let today = self.today();
        let changed: Vec<Setting> = self.store.all()?;
        let since = |key: &str| {
            let mine = changed.iter().filter(|one| one.key == key && one.since <= today);
            mine.map(|one| one.since).max()
        };
        let shipped = Points::shipped()?.levers();
        let rule = |(lever, shipped): (Lever, Lever)| {
            let key = format!("{POINTS}{}", lever.path);
            let since = since(&key);
            Rule { words: lever.words, value: lever.value.to_string(), shipped: shipped.value.to_string(), since, key }
        };
        Ok(self.points().levers().into_iter().zip(shipped).map(rule).collect())
    }

    /// Changes one number from `since` on; `value` is as people write it: `9`, `0.8`, `2, 5, 8, 10`, or `default` for
    /// what ships. Everything that hangs on it is worked out anew in the same operation.
    pub fn change_rule(&mut self, key: &str, value: &str, since: Day) -> Result<Outcome> {
        let path = key.strip_prefix(POINTS).ok_or_else(|| unknown(key))?;
        let today = self.today();
        if since > today {
            return Err(Problem::field("since", format!("{since} lies ahead; rules change today or before.")));
        }
        let levers = Points::shipped()?.levers();
        let lever = levers.iter().find(|lever| lever.path == path).ok_or_else(|| unknown(key))?;
        let value = match value.trim() {
            "default" => lever.value.to_string(),
            value if lever.value.is_array() && !value.starts_with('[') => format!("[{value}]"),
            value => value.to_owned(),
        };
        self.points().changed(path, &value)?;
        let existing: Vec<Setting> = self.store.all()?;
        let same_day = existing.into_iter().find(|one| one.key == key && one.since == since);
        let words = lever.words;
        let ((), outcome) = self.edit(Op::ChangeRule, |edit| {
            let id = match &same_day {
                Some(one) => one.id,
                None => edit.mint()?,
            };
            let known_on = Some(today).filter(|today| *today != since);
            let setting = Setting { id, key: key.to_owned(), value: value.clone(), since, known_on };
            if same_day.as_ref() == Some(&setting) {
                return Ok(());
            }
            setting.check()?;
            edit.summary(format!("{words}: {value} ({key})"));
            edit.put(&setting)
        })?;
        Ok(outcome)
    }
}

fn unknown(key: &str) -> Problem {
    let shown = fit(key, 40);
    Problem::field("key", format!("“{shown}” is no rule of a book; “mainstay settings” lists them."))
}
