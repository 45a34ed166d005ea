//! Since when what a book goes by holds: each version of a setting is kept with its day, and none is lost by the next. What
//! changed from one to the next is told in words.

use super::Book;
use crate::domain::day::Day;
use crate::domain::definition::Definitions;
use crate::domain::money::Money;
use crate::domain::morning::Morning;
use crate::domain::problem::Result;
use crate::domain::risk::points::Points;
use crate::domain::rule::Rule;
use crate::domain::saved_filter::SavedFilters;
use crate::domain::score_plan::{Measure, Pay};
use crate::domain::setting::{POINTS, Setting};
use crate::domain::text::fit;
use serde_json::Value;
use std::collections::BTreeMap;

/// What is kept among the settings and is no rule: what was ticked this morning, the lists somebody likes to see.
const NO_RULES: [&str; 2] = [Morning::KEY, SavedFilters::KEY];
/// Columns of a value where it is read.
const VALUE: usize = 60;

/// A rule that was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// What was changed, in a word or two: “definitions”, “pay”.
    pub what: String,
    /// What changed, a line each: `Customer success, owner: – → Chloe Dubois`.
    pub lines: Vec<String>,
    /// From when on.
    pub since: Day,
}

impl Book {
    /// Since when each definition says what it says today, in their order; none: as it ships.
    pub fn definitions_since(&self) -> Result<Vec<Option<Day>>> {
        let today = self.today();
        let mut settings: Vec<Setting> = self.store.all()?;
        settings.retain(|one| one.key == Definitions::KEY && one.since <= today);
        settings.sort_by_key(|one| std::cmp::Reverse((one.since, one.id)));
        let mut versions = Vec::with_capacity(settings.len() + 1);
        for one in &settings {
            versions.push((Some(one.since), Definitions::read(&one.value)?));
        }
        versions.push((None, Definitions::shipped()?));
        let since = |now: &_| {
            // From the newest back, as long as it says the same.
            let same = versions.iter().take_while(|(_, version)| version.list.contains(now));
            same.last().and_then(|(since, _)| *since)
        };
        Ok(self.definitions().list.iter().map(since).collect())
    }

    /// Every change of a rule, with what it was before and after, newest first.
    pub fn changed_rules(&self) -> Result<Vec<Changed>> {
        let today = self.today();
        let mut settings: Vec<Setting> = self.store.all()?;
        settings.retain(|one| one.since <= today && !NO_RULES.contains(&one.key.as_str()));
        settings.sort_by_key(|one| (one.since, one.id));
        let mut before: BTreeMap<String, Value> = BTreeMap::new();
        let mut changed = Vec::new();
        for one in settings {
            let now = serde_json::from_str(&one.value).unwrap_or(Value::String(one.value.clone()));
            let was = before.remove(&one.key).unwrap_or_else(|| shipped(&one.key));
            let mut lines = Vec::new();
            self.compare(&named(&one.key), one.key == Pay::KEY, &was, &now, &mut lines);
            if lines.is_empty() {
                lines.push("signed or set again as it was".to_owned());
            }
            changed.push(Changed { what: group(&one.key), lines, since: one.since });
            before.insert(one.key, now);
        }
        changed.reverse();
        Ok(changed)
    }

    /// Adds a line for each value that is another one: of lists entry by entry, of entries field by field.
    fn compare(&self, name: &str, is_money: bool, was: &Value, now: &Value, lines: &mut Vec<String>) {
        match (was, now) {
            _ if was == now => {}
            (Value::Object(old), Value::Object(new)) => {
                let keys: std::collections::BTreeSet<&String> = old.keys().chain(new.keys()).collect();
                for key in keys.into_iter().filter(|key| !matches!(key.as_str(), "key" | "code")) {
                    let field = if name.is_empty() { label(key) } else { format!("{name}, {}", label(key)) };
                    let of = |map: &serde_json::Map<String, Value>| map.get(key).cloned().unwrap_or(Value::Null);
                    self.compare(&field, is_money, &of(old), &of(new), lines);
                }
            }
            (Value::Array(old), Value::Array(new)) if old.iter().chain(new).any(Value::is_object) => {
                entries(old, new, &mut |title, was, now| match (was, now) {
                    (Some(was), Some(now)) => self.compare(&title, is_money, was, now, lines),
                    (None, Some(_)) => lines.push(format!("{title}: new")),
                    (Some(_), None) => lines.push(format!("{title}: taken out")),
                    (None, None) => {}
                });
            }
            // A list that was not there, or is there no longer, entry by entry.
            (Value::Null, Value::Array(_)) => self.compare(name, is_money, &Value::Array(Vec::new()), now, lines),
            (Value::Null, Value::Object(_)) => {
                self.compare(name, is_money, &Value::Object(serde_json::Map::new()), now, lines);
            }
            _ => lines.push(format!("{name}: {} → {}", self.value_told(was, is_money), self.value_told(now, is_money))),
        }
    }

    /// A value as people read it; an amount in the currency of the book.
    fn value_told(&self, value: &Value, is_money: bool) -> String {
        match value {
            Value::Null => "–".to_owned(),
            Value::String(words) if words.is_empty() => "–".to_owned(),
            Value::String(words) => fit(words, VALUE),
            Value::Bool(flag) => if *flag { "yes" } else { "no" }.to_owned(),
            Value::Number(number) => match number.as_i64().filter(|_| is_money) {
                Some(minor) => Money::new(minor, self.currency()).long(),
                None => number.to_string(),
            },
            Value::Array(list) => {
                let words: Vec<String> = list.iter().map(|one| self.value_told(one, is_money)).collect();
                fit(&words.join(", "), VALUE)
            }
            Value::Object(_) => "other".to_owned(),
        }
    }
}

/// Hands each entry of two lists to `tell`, by its own key, with what people call it.
fn entries<'a>(old: &'a [Value], new: &'a [Value], tell: &mut dyn FnMut(String, Option<&'a Value>, Option<&'a Value>)) {
    // Older texts have no keys; there the title tells an entry.
    let find = |list: &'a [Value], other: &Value| {
        let same_key = list.iter().find(|one| key_of(one) == key_of(other));
        same_key.or_else(|| list.iter().find(|one| title_of(one) == title_of(other)))
    };
    for now in new {
        tell(title_of(now), find(old, now), Some(now));
    }
    for was in old.iter().filter(|was| find(new, was).is_none()) {
        tell(title_of(was), Some(was), None);
    }
}

fn text_of(value: &Value, keys: &[&str]) -> String {
    keys.iter().find_map(|key| value.get(key)?.as_str()).unwrap_or_default().to_owned()
}

fn key_of(value: &Value) -> String {
    text_of(value, &["key", "code", "measure", "word", "question", "title", "name"])
}

fn title_of(value: &Value) -> String {
    if let Some(measure) = value.get("measure").and_then(Value::as_str).and_then(Measure::parse) {
        return measure.title().to_owned();
    }
    fit(&text_of(value, &["word", "question", "name", "title", "measure", "item", "words", "key"]), VALUE)
}

/// A field in words.
fn label(key: &str) -> String {
    match key {
        "pay_new" => "paid for each 1,000 of new business".to_owned(),
        "pay_renewed" => "paid for each 1,000 renewed".to_owned(),
        "cost_of_winning" => "cost of winning, twelve months".to_owned(),
        "cost_of_keeping" => "cost of retaining, twelve months".to_owned(),
        "ours" => "our definition".to_owned(),
        "theirs" => "customer's words".to_owned(),
        "by" => "signed by".to_owned(),
        "on" => "on".to_owned(),
        "exit" => "left when".to_owned(),
        "stalled" => "stalls after (days)".to_owned(),
        "action" => "actions".to_owned(),
        other => other.replace('_', " "),
    }
}

/// What a setting is called before its fields; a rule of the score by what its number means.
fn named(key: &str) -> String {
    let Some(path) = key.strip_prefix(POINTS) else {
        return if key.contains('.') || is_list(key) || key == Pay::KEY { String::new() } else { group(key) };
    };
    let lever = Points::shipped().ok().and_then(|all| all.levers().into_iter().find(|lever| lever.path == path));
    lever.map_or_else(|| key.to_owned(), |lever| lever.words.to_owned())
}

fn is_list(key: &str) -> bool {
    !shipped(key).is_null()
}

/// The group a setting belongs to, in words.
fn group(key: &str) -> String {
    if key.starts_with(POINTS) {
        return "scoring".to_owned();
    }
    match key {
        "connection_points" => "sales-service questions".to_owned(),
        "kit" => "onboarding checklist".to_owned(),
        "me" => "who uses the book".to_owned(),
        "before_after" => "day before and after which is compared".to_owned(),
        other => other.replace('_', " "),
    }
}

/// What ships of a rule that is a list, as JSON; null: nothing ships.
fn shipped(key: &str) -> Value {
    use crate::domain::connection::ConnectionPoints;
    use crate::domain::playbook::Playbooks;
    use crate::domain::score_plan::Targets;
    use crate::domain::stages::Stages;
    fn written<R: Rule>() -> Option<Value> {
        serde_json::from_str(&R::shipped().ok()?.written().ok()?).ok()
    }
    let value = match key {
        Definitions::KEY => written::<Definitions>(),
        Targets::KEY => written::<Targets>(),
        _ if key == ConnectionPoints::KEY => written::<ConnectionPoints>(),
        _ if key == Playbooks::KEY => written::<Playbooks>(),
        _ if key == Stages::KEY => written::<Stages>(),
        _ => match key.strip_prefix(POINTS) {
            Some(path) => {
                let lever =
                    Points::shipped().ok().and_then(|all| all.levers().into_iter().find(|one| one.path == path));
                lever.and_then(|lever| serde_json::from_str(&lever.value.to_string()).ok())
            }
            None => None,
        },
    };
    value.unwrap_or(Value::Null)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_told_with_what_was_before_and_after_and_never_in_cents_or_names_of_fields() {
        let (_folder, mut book) = Book::pictured();
        let today = book.today();
        let pay = Pay { pay_new: Some(8_000), pay_renewed: Some(3_000), ..Pay::default() };
        book.change_pay(&pay, today.plus(-9)).unwrap();
        book.change_pay(&Pay { pay_renewed: Some(6_000), ..pay }, today).unwrap();
        let mut definitions = book.definitions().clone();
        definitions.list[1].owner = "Chloe Dubois".to_owned();
        book.change(&definitions, "x").unwrap();
        book.change_rule("risk.k1.one_door", "9", today).unwrap();
        let all = book.changed_rules().unwrap();
        let lines: Vec<&str> = all.iter().flat_map(|one| &one.lines).map(String::as_str).collect();
        assert!(lines.contains(&"paid for each 1,000 renewed: €30 → €60"), "{lines:#?}");
        let word = &definitions.list[1].word;
        let owner = lines.iter().find(|line| line.starts_with(&format!("{word}, owner: ")));
        assert!(owner.is_some_and(|line| line.ends_with("→ Chloe Dubois")), "{lines:#?}");
        for line in lines {
            assert!(!line.contains('_') && !line.contains("items") && line.chars().count() < 200, "{line}");
        }
    }
}
