//! The lifecycle: seven stages, each in the customer's words, with its exit and its limit. Data, in `assets/stages.toml`.

use super::day::Day;
use super::problem::{Problem, Result};
use super::record::kind::{NAME, TEXT};
use super::rule::{Rule, keyed};
use super::rule_text;
use super::text::same_word;
use serde::{Deserialize, Serialize};

/// One stage of the lifecycle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// What records call it.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// What the customer says in it.
    pub words: String,
    /// When it is left.
    pub exit: String,
    /// After how many days it has stalled; none: it never does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stalled: Option<i32>,
}

/// The stages of a book, in order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stages {
    /// In order.
    #[serde(rename = "stage")]
    pub list: Vec<Stage>,
}

impl Stage {
    /// Whether an account that is in it since `entered` has stalled on `today`.
    pub fn is_stalled(&self, entered: Day, today: Day) -> bool {
        self.stalled.is_some_and(|limit| entered.days_to(today) > limit)
    }
}

/// The stage of an account that says nothing of its own.
pub const DEFAULT: &str = STEADY;

/// The stage of those with whom all is settled; it ends by date.
pub const STEADY: &str = "steady";

/// The stage of those who are about to decide.
pub const RENEWAL: &str = "renewal-window";

/// Days before the decision on which the renewal window opens (METHOD §3).
pub const WINDOW: i32 = 120;

/// The stage of those who gave notice: no place to be lost from, but the way out.
pub const NOTICE: &str = "notice";

keyed!(Stage: key, name);

impl Rule for Stages {
    const KEY: &'static str = "stages";
    const WHAT: &'static str = "The stages";
    const FIELD: &'static str = "stages";

    fn shipped() -> Result<Self> {
        rule_text::shipped("The stages", include_str!("../../assets/stages.toml"))
    }

    /// Refuses, in one sentence at the field that is wrong, what can be no lifecycle.
    fn check(&self) -> Result<()> {
        if self.list.is_empty() {
            return Err(Problem::field("name", "A lifecycle needs at least one stage."));
        }
        for (place, stage) in self.list.iter().enumerate() {
            NAME.needs("name", &stage.name)?;
            NAME.needs("key", &stage.key)?;
            TEXT.allows("words", &stage.words)?;
            TEXT.allows("exit", &stage.exit)?;
            if stage.stalled.is_some_and(|days| !(1..=3_660).contains(&days)) {
                return Err(Problem::field("stalled", "The limit is in days, from 1 to 3660; leave it out for none."));
            }
            let twin = |other: &Stage| same_word(&other.key, &stage.key) || same_word(&other.name, &stage.name);
            if self.list[..place].iter().any(twin) {
                let sentence = format!("There are two stages called {}; give one of them another name.", stage.name);
                return Err(Problem::field("name", sentence));
            }
        }
        Ok(())
    }
}

impl Stages {
    /// The stage with this key or name, in any dress.
    pub fn find(&self, text: &str) -> Option<&Stage> {
        self.list.iter().find(|stage| same_word(&stage.key, text) || same_word(&stage.name, text))
    }

    /// The stage with this key or name, or which ones there are.
    pub fn read(&self, text: &str) -> Result<&Stage> {
        self.find(text).ok_or_else(|| {
            let names: Vec<_> = self.list.iter().map(|stage| stage.key.as_str()).collect();
            Problem::field(
                "stage",
                format!("“{}” is not a stage; use one of: {}.", super::text::fit(text, 40), names.join(", ")),
            )
        })
    }

    /// Whether a stage is one of the first: it lies before those with whom all is settled, or who are about to decide.
    pub fn is_early(&self, key: &str) -> bool {
        let settled = [STEADY, RENEWAL, NOTICE].into_iter().filter_map(|key| self.place(key)).min();
        self.place(key).is_some_and(|place| settled.is_none_or(|settled| place < settled))
    }

    /// Its place in the order.
    pub fn place(&self, key: &str) -> Option<usize> {
        self.list.iter().position(|stage| stage.key == key)
    }

    /// The name of the stage with this key; the key itself when there is none.
    pub fn name<'a>(&'a self, key: &'a str) -> &'a str {
        self.place(key).map_or(key, |place| &self.list[place].name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_stages_are_those_before_all_is_settled_whatever_they_are_called() {
        let early = |stages: &Stages| stages.list.iter().filter(|one| stages.is_early(&one.key)).count();
        let mut stages = Stages::shipped().unwrap();
        assert_eq!(early(&stages), 4);
        stages.list.insert(1, Stage { key: "pilot".into(), name: "Pilot".into(), ..stages.list[0].clone() });
        assert_eq!((early(&stages), stages.is_early("pilot")), (5, true));
        stages.list.retain(|one| one.key != STEADY);
        assert_eq!((early(&stages), stages.is_early(RENEWAL), stages.is_early("gone")), (5, false, false));
    }
}
