//! Agreed definitions: what a word means to us, what customers call it, and who answers for it. Data, in
//! `assets/definitions.toml`; a book may carry its own.

use super::problem::Result;
use super::record::kind::{NAME, TEXT};
use super::rule::{Entry, RuleList, keyed};
use serde::{Deserialize, Serialize};

/// The most definitions: nobody remembers more.
pub const MOST: usize = 30;

/// One word with what it means.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    /// What it is known by while its word changes.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub key: String,
    /// The word.
    pub word: String,
    /// What it means to us; empty: nobody has agreed.
    #[serde(default)]
    pub ours: String,
    /// What customers call it, in their wording.
    #[serde(default)]
    pub theirs: String,
    /// Who answers for it, by name.
    #[serde(default)]
    pub owner: String,
}

impl Definition {
    /// Whether it is said what it means and who answers for it: a count of customers is switched on by that.
    pub fn is_on(&self) -> bool {
        !self.ours.trim().is_empty() && !self.owner.trim().is_empty()
    }

    /// Whether it is on, who owns it and what it means: `● on, Ana Ruiz: whole customers that went`; where it is off, what
    /// is missing: `○ off: no owner yet`.
    pub fn told(&self) -> String {
        let (ours, owner) = (self.ours.trim(), self.owner.trim());
        match (ours.is_empty(), owner.is_empty()) {
            (false, false) => format!("● on, {owner}: {ours}"),
            (false, true) => format!("○ off: no owner yet; {ours}"),
            (true, false) => format!("○ off: nothing agreed yet; {owner}"),
            (true, true) => "○ off: nothing agreed, no owner yet".to_owned(),
        }
    }
}

keyed!(Definition: key, word);

impl Entry for Definition {
    const RULE: &'static str = "definitions";
    const WHAT: &'static str = "The definitions";
    const FIELD: &'static str = "word";
    const SHIPPED: &'static str = include_str!("../../assets/definitions.toml");
    const MOST: (usize, &'static str) = (MOST, "There are 30 definitions, which is the most; take one out first.");

    fn check(&self) -> Result<()> {
        NAME.needs("word", &self.word)?;
        for (field, text) in [("ours", &self.ours), ("theirs", &self.theirs), ("owner", &self.owner)] {
            TEXT.allows(field, text)?;
        }
        Ok(())
    }

    fn twice(&self) -> String {
        "This word is defined already; change the other one.".to_owned()
    }
}

/// The definitions of a book, in order.
pub type Definitions = RuleList<Definition>;

impl RuleList<Definition> {
    /// How many say what they mean.
    pub fn agreed(&self) -> usize {
        self.list.iter().filter(|one| !one.ours.trim().is_empty()).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rule::Rule;

    #[test]
    fn what_ships_can_be_kept_and_nothing_is_agreed() {
        let shipped = Definitions::shipped().unwrap();
        shipped.check().unwrap();
        assert_eq!((shipped.list.len(), shipped.agreed()), (8, 0));
        assert_eq!(Definitions::read(&shipped.written().unwrap()).unwrap(), shipped);
    }

    #[test]
    fn a_word_is_defined_once_and_is_on_with_meaning_and_owner() {
        let one = |word: &str| Definition { word: word.into(), ..Definition::default() };
        let two = Definitions::default().with(None, one("Churn")).and_then(|all| all.with(None, one("churn"))).unwrap();
        assert!(two.check().is_err());
        assert_eq!(two.without("churn").unwrap().list.len(), 1);
        let said = Definition { ours: "whole customers that went".into(), ..one("Lost") };
        assert!(!said.is_on());
        assert!(Definition { owner: "Ana Ruiz".into(), ..said }.is_on());
        assert!(Definitions::read("{}").is_err());
    }

    #[test]
    fn a_count_says_whether_it_is_on_and_what_is_missing() {
        let told = |ours: &str, owner: &str| {
            let one =
                Definition { word: "Lost".into(), ours: ours.into(), owner: owner.into(), ..Definition::default() };
            assert_eq!(one.is_on(), one.told().starts_with('●'));
            one.told()
        };
        assert_eq!(told("Whole customers", "Ana"), "● on, Ana: Whole customers");
        assert!(told("Whole customers", " ").contains("no owner yet"));
        assert!(told("", "Ana").contains("nothing agreed yet"));
        assert!(told("", "").starts_with("○ off"));
    }
}
