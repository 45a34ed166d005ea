//! Since when what a book goes by holds: each version of a setting is kept with its day, and none is lost by the next.

use super::Book;
use crate::domain::day::Day;
use crate::domain::definition::Definitions;
use crate::domain::morning::Morning;
use crate::domain::problem::Result;
use crate::domain::rule::Rule;
use crate::domain::saved_filter::SavedFilters;
use crate::domain::setting::Setting;
use crate::domain::text::{counted, fit};
use serde_json::Value;

/// What is kept among the settings and is no rule: what was ticked this morning, the lists somebody likes to see.
const NO_RULES: [&str; 2] = [Morning::KEY, SavedFilters::KEY];
/// Columns of a value where it is read.
const VALUE: usize = 48;

/// A rule that was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// The key of its setting.
    pub key: String,
    /// What it said from then on, in a few words.
    pub value: String,
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

    /// Every rule that was changed, with what it said from then on, newest first.
    pub fn changed_rules(&self) -> Result<Vec<Changed>> {
        let today = self.today();
        let mut settings: Vec<Setting> = self.store.all()?;
        settings.retain(|one| one.since <= today && !NO_RULES.contains(&one.key.as_str()));
        settings.sort_by_key(|one| std::cmp::Reverse((one.since, one.id)));
        let changed = |one: Setting| Changed { value: told(&one.value), key: one.key, since: one.since };
        Ok(settings.into_iter().map(changed).collect())
    }
}

/// The value of a setting in a few words: of a list only how long it is.
fn told(json: &str) -> String {
    match serde_json::from_str(json) {
        Ok(Value::Array(list)) => counted(list.len() as u64, "item"),
        Ok(Value::Object(fields)) => {
            let field = |(name, value): (String, Value)| match value {
                Value::Array(list) => format!("{name}: {}", counted(list.len() as u64, "item")),
                Value::String(words) => format!("{name}: {words}"),
                value => format!("{name}: {value}"),
            };
            fit(&fields.into_iter().map(field).collect::<Vec<_>>().join(", "), VALUE)
        }
        Ok(Value::String(words)) => fit(&words, VALUE),
        _ => fit(json, VALUE),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_told_in_a_few_words() {
        assert_eq!(told("[1, 2]"), "2 items");
        assert_eq!(told("9"), "9");
        assert_eq!(told("\"2026-11-01\""), "2026-11-01");
        assert_eq!(told(r#"{"by": "Ana", "stage": [1]}"#), "by: Ana, stage: 1 item");
        assert!(told(&format!("\"{}\"", "x".repeat(400))).chars().count() <= VALUE);
    }
}
