//! Filters of the account list that are kept under a name. Data, in `assets/filters.toml`; a book may carry its own.

use super::filter::Filter;
use super::problem::{Problem, Result};
use super::record::kind::{NAME, TEXT};
use super::rule_text;
use super::text::same_word;
use serde::{Deserialize, Serialize};

/// The most that are kept: more nobody finds again.
pub const MOST: usize = 24;

/// A filter with its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SavedFilter {
    /// What it is called.
    pub name: String,
    /// Its words, as they are typed: see [`Filter`].
    pub words: String,
}

/// The filters of a book, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SavedFilters {
    /// In order.
    pub list: Vec<SavedFilter>,
}

/// The file that ships.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Shipped {
    filter: Vec<SavedFilter>,
}

const WHAT: &str = "The saved filters";

impl SavedFilters {
    /// The filters that ship with the program.
    pub fn shipped() -> Result<Self> {
        let read: Shipped = rule_text::shipped(WHAT, include_str!("../../assets/filters.toml"))?;
        Ok(Self { list: read.filter })
    }

    /// Reads the setting `filters`: a JSON list of `{name, words}`.
    pub fn read(json: &str) -> Result<Self> {
        let filters = Self { list: rule_text::read(WHAT, "words", json)? };
        filters.check()?;
        Ok(filters)
    }

    /// As the setting keeps them.
    pub fn written(&self) -> Result<String> {
        rule_text::written(WHAT, &self.list)
    }

    /// Refuses, in one sentence at the field that is wrong, more than [`MOST`], two of one name, and words that no list
    /// understands.
    pub fn check(&self) -> Result<()> {
        if self.list.len() > MOST {
            let sentence = format!("There are {MOST} saved filters, which is the most; take one out first.");
            return Err(Problem::field("name", sentence));
        }
        for (place, filter) in self.list.iter().enumerate() {
            NAME.needs("name", &filter.name)?;
            TEXT.needs("words", &filter.words)?;
            Filter::parse(&filter.words).map_err(|problem| Problem::field("words", problem.sentence))?;
            if self.list[..place].iter().any(|other| same_word(&other.name, &filter.name)) {
                return Err(Problem::field("name", "Another saved filter has this name; change that one."));
            }
        }
        Ok(())
    }

    /// The one with this name, in any dress.
    pub fn named(&self, name: &str) -> Result<&SavedFilter> {
        self.list.iter().find(|filter| same_word(&filter.name, name)).ok_or_else(|| {
            let names: Vec<_> = self.list.iter().map(|filter| filter.name.as_str()).collect();
            let shown = super::text::fit(name, 40);
            Problem::not_found(format!("No saved filter is called “{shown}”; there are: {}.", names.join("; ")))
        })
    }

    /// The same with a filter put in the place of another, or added at the end.
    #[must_use]
    pub fn with(&self, place: usize, filter: SavedFilter) -> Self {
        let mut list = self.list.clone();
        match list.get_mut(place) {
            Some(old) => *old = filter,
            None => list.push(filter),
        }
        Self { list }
    }

    /// The same without the one at `place`.
    #[must_use]
    pub fn without(&self, place: usize) -> Self {
        let kept = self.list.iter().enumerate().filter(|(at, _)| *at != place);
        Self { list: kept.map(|(_, filter)| filter.clone()).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sort::SortBy;

    fn filter(name: &str, words: &str) -> SavedFilter {
        SavedFilter { name: name.into(), words: words.into() }
    }

    #[test]
    fn what_ships_is_understood_and_says_its_order() {
        let shipped = SavedFilters::shipped().unwrap();
        shipped.check().unwrap();
        assert_eq!(SavedFilters::read(&shipped.written().unwrap()).unwrap(), shipped);
        assert!(shipped.named("nothing").unwrap_err().sentence.contains("Out of sight"));
        let due = Filter::parse(&shipped.named("pulse checks due, by tier").unwrap().words).unwrap();
        assert_eq!(due.order(), Some(SortBy::Tier));
    }

    #[test]
    fn what_no_list_understands_and_a_name_given_twice_are_refused() {
        let one = SavedFilters::default().with(9, filter("Mine", "owner:ruiz"));
        one.check().unwrap();
        for (wrong, field) in [
            (one.with(1, filter("mine", "tier:A")), "name"),
            (one.with(1, filter("", "tier:A")), "name"),
            (one.with(1, filter("Big", "size>9")), "words"),
            (one.with(1, filter("Big", "value>x")), "words"),
            (one.with(1, filter("Odd", "by:shoe")), "words"),
        ] {
            assert_eq!(wrong.check().unwrap_err().field, Some(field), "{wrong:?}");
        }
        let many = (0..MOST).fold(SavedFilters::default(), |all, at| all.with(at, filter(&format!("F{at}"), "risk>1")));
        many.check().unwrap();
        let problem = many.with(MOST, filter("One more", "risk>1")).check().unwrap_err();
        assert!(problem.sentence.contains("take one out first"), "{}", problem.sentence);
        assert_eq!(many.without(3).list.len(), MOST - 1);
    }
}
