//! What the score is held against, kept as dated settings: pay and cost, targets, the day before and after which is
//! compared. A day of the past is held against what held then.

use super::op::Op;
use super::rules::{not_ahead, put_setting, span};
use super::settings::Rule;
use super::{Book, Outcome};
use crate::domain::day::Day;
use crate::domain::money::Money;
use crate::domain::problem::{Problem, Result};
use crate::domain::rule::Rule as Stored;
use crate::domain::score_plan::{Began, Pay, Target, Targets};
use crate::domain::setting::Setting;
use crate::domain::text::counted;

impl Book {
    /// How winning and keeping are paid, and what they cost.
    pub fn pay(&self) -> &Pay {
        self.rule()
    }

    /// The same as it held on a day.
    pub fn pay_on(&self, day: Day) -> Result<Pay> {
        self.rule_on(day)
    }

    /// Changes how winning and keeping are paid, from `since` on; what held before stays, dated.
    pub fn change_pay(&mut self, pay: &Pay, since: Day) -> Result<Outcome> {
        self.change_from(pay, since, "pay for new business and renewals")
    }

    /// What the score is held against.
    pub fn targets(&self) -> &Targets {
        self.rule()
    }

    /// The same as it held on a day.
    pub fn targets_on(&self, day: Day) -> Result<Targets> {
        self.rule_on(day)
    }

    /// Puts a target in the place of the one for the measure `old`, or beside the others, from `since` on.
    pub fn change_target(&mut self, old: Option<&str>, target: &Target, since: Day) -> Result<Outcome> {
        let what = format!("{} {}, {}", target.measure, target.target, target.owner);
        self.change_targets(since, &what, |held| {
            let there = old.filter(|old| held.of_key(old).is_ok());
            held.with(there, target.clone())
        })
    }

    /// Takes the target for a measure out, from today on.
    pub fn remove_target(&mut self, measure: &str) -> Result<Outcome> {
        self.targets().of_key(measure)?;
        let left = counted(self.targets().list.len() as u64 - 1, "target");
        let today = self.today();
        self.change_targets(today, &format!("without {measure}, {left}"), |held| {
            Ok(held.without(measure).unwrap_or_else(|_| held.clone()))
        })
    }

    /// Changes the targets that hold on `since`, and those of each later day on which others began: one setting holds all
    /// of them, and a change of one must not end with the next change of another.
    fn change_targets(&mut self, since: Day, what: &str, how: impl Fn(&Targets) -> Result<Targets>) -> Result<Outcome> {
        let today = self.today();
        not_ahead(since, today)?;
        let all: Vec<Setting> = self.all()?;
        let later = all.iter().filter(|one| one.key == Targets::KEY && one.since > since && one.since <= today);
        let mut days: Vec<Day> = later.map(|one| one.since).chain([since]).collect();
        days.sort_unstable();
        // What each day holds must be known before the first of them is changed.
        let held = days.iter().map(|day| Ok((*day, how(&self.targets_on(*day)?)?))).collect::<Result<Vec<_>>>()?;
        let ((), outcome) = self.edit(Op::ChangeSetting, |edit| {
            edit.summary(format!("{}: {what}{}", Targets::KEY, span(since, None, today)));
            for (day, targets) in &held {
                targets.check()?;
                put_setting(edit, Targets::KEY, targets.written()?, *day)?;
            }
            Ok(())
        })?;
        Ok(outcome)
    }

    /// The day on which something began, before and after which the score is compared; none: nobody named one.
    pub fn began(&self) -> Option<Day> {
        self.rule::<Began>().0
    }

    /// Names the day on which something began; none: nothing is compared any more.
    pub fn change_began(&mut self, day: Option<Day>) -> Result<Outcome> {
        let today = self.today();
        if let Some(day) = day.filter(|day| *day > today) {
            return Err(ahead("on", day));
        }
        let what = day.map_or_else(|| "nothing is compared any more".to_owned(), |day| day.to_string());
        self.change(&Began(day), &what)
    }

    /// Pay, targets and the day before and after which is compared, as rules to be listed.
    pub(super) fn score_rules(&self, changed: &[Setting]) -> Vec<Rule> {
        let today = self.today();
        let since =
            |key: &str| changed.iter().filter(|one| one.key == key && one.since <= today).map(|one| one.since).max();
        let rule = |group: &'static str, name: &'static str, words: &'static str, value: Option<String>| {
            let key = if name.is_empty() { group.to_owned() } else { format!("{group}.{name}") };
            let value = value.unwrap_or_else(|| NONE.to_owned());
            let (shipped, more) = (NONE.to_owned(), String::new());
            Rule { group, name, key, words, more, value, shipped, since: since(group) }
        };
        let pay = self.pay();
        let amount = |minor: Option<i64>| minor.map(|minor| Money::new(minor, self.currency()).major().to_string());
        let mut rules: Vec<Rule> = [
            ("pay_new", pay.pay_new, "paid for each 1,000 of new business"),
            ("pay_renewed", pay.pay_renewed, "paid for each 1,000 renewed"),
            ("cost_of_winning", pay.cost_of_winning, "what winning customers cost in twelve months"),
            ("cost_of_keeping", pay.cost_of_keeping, "what retaining customers cost in twelve months"),
        ]
        .into_iter()
        .map(|(name, minor, words)| rule(Pay::KEY, name, words, amount(minor)))
        .collect();
        rules.extend(self.targets().list.iter().filter_map(|target| {
            let measure = target.measure().ok()?;
            let bound = if measure.is_at_most() { "at most" } else { "at least" };
            let more = format!("{bound}; {}; if missed: {}", target.owner, target.consequence);
            Some(Rule { more, ..rule(Targets::KEY, measure.word(), measure.title(), Some(target.target.to_string())) })
        }));
        let day = self.began().map(|day| format!("\"{day}\""));
        rules.push(rule(Began::KEY, "", "the day before and after which the score is compared", day));
        rules
    }
}

/// JSON for nothing said.
const NONE: &str = "null";

/// The refusal of a day that lies ahead, at this field.
pub(super) fn ahead(field: &'static str, day: Day) -> Problem {
    Problem::field(field, format!("{day} is in the future; name the day on which something began."))
}
