//! Agreed definitions: what a word means to us, what customers call it, and who answers for it. Data, in
//! `assets/definitions.toml`; a book may carry its own.

use super::problem::{Problem, Result};
use super::record::kind::{NAME, TEXT};
use super::rule_text;
use super::text::same_word;
use serde::{Deserialize, Serialize};

/// The most definitions: nobody remembers more.
pub const MOST: usize = 30;

/// One word with what it means.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Definition {
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
    /// Whether it is said what it means and who answers for it: a count of customers is switched on by that (A10).
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

/// The definitions of a book, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Definitions {
    /// In order.
    pub list: Vec<Definition>,
}

/// The file that ships.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Shipped {
    definition: Vec<Definition>,
}

impl Definitions {
    /// The words that ship with the program, with nothing agreed.
    pub fn shipped() -> Result<Self> {
        let read: Shipped = rule_text::shipped("The definitions", include_str!("../../assets/definitions.toml"))?;
        Ok(Self { list: read.definition })
    }

    /// Reads the setting `definitions`: a JSON list of `{word, ours, theirs, owner}`.
    pub fn read(json: &str) -> Result<Self> {
        let list = rule_text::read("The definitions", "word", json)?;
        let definitions = Self { list };
        definitions.check()?;
        Ok(definitions)
    }

    /// As the setting keeps them.
    pub fn written(&self) -> Result<String> {
        rule_text::written("The definitions", &self.list)
    }

    /// Refuses, at the field that is wrong, more than [`MOST`], a word that stands there twice, and what is too long.
    pub fn check(&self) -> Result<()> {
        if self.list.len() > MOST {
            let sentence = format!("There are {MOST} definitions, which is the most; take one out first.");
            return Err(Problem::field("word", sentence));
        }
        for (place, one) in self.list.iter().enumerate() {
            NAME.needs("word", &one.word)?;
            for (field, text) in [("ours", &one.ours), ("theirs", &one.theirs), ("owner", &one.owner)] {
                TEXT.allows(field, text)?;
            }
            if self.list[..place].iter().any(|other| same_word(&other.word, &one.word)) {
                return Err(Problem::field("word", "This word is defined already; change the other one."));
            }
        }
        Ok(())
    }

    /// How many say what they mean.
    pub fn agreed(&self) -> usize {
        self.list.iter().filter(|one| !one.ours.trim().is_empty()).count()
    }

    /// The same with one put in the place of another, or added at the end.
    #[must_use]
    pub fn with(&self, place: usize, one: Definition) -> Self {
        let mut list = self.list.clone();
        match list.get_mut(place) {
            Some(old) => *old = one,
            None => list.push(one),
        }
        Self { list }
    }

    /// The same without the one at this place.
    #[must_use]
    pub fn without(&self, place: usize) -> Self {
        let mut list = self.list.clone();
        if place < list.len() {
            list.remove(place);
        }
        Self { list }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let two = Definitions { list: vec![one("Churn")] }.with(9, one("churn"));
        assert!(two.check().is_err());
        assert_eq!(two.without(1).list.len(), 1);
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
