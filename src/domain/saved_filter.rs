//! Filters of the account list that are kept under a name. Data, in `assets/filters.toml`; a book may carry its own.

use super::filter::Filter;
use super::problem::{Problem, Result};
use super::record::kind::{NAME, TEXT};
use super::rule::{Entry, RuleList, keyed};
use super::text::same_word;
use serde::{Deserialize, Serialize};

/// The most that are kept: more nobody finds again.
pub const MOST: usize = 24;

/// A filter with its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SavedFilter {
    /// What it is known by while its name changes.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub key: String,
    /// What it is called.
    pub name: String,
    /// Its words, as they are typed: see [`Filter`].
    pub words: String,
}

keyed!(SavedFilter: key, name);

impl Entry for SavedFilter {
    const RULE: &'static str = "filters";
    const WHAT: &'static str = "The saved filters";
    const FIELD: &'static str = "name";
    const SHIPPED: &'static str = include_str!("../../assets/filters.toml");
    const MOST: (usize, &'static str) = (MOST, "There are 24 saved filters, which is the most; take one out first.");

    fn check(&self) -> Result<()> {
        NAME.needs("name", &self.name)?;
        TEXT.needs("words", &self.words)?;
        Filter::parse(&self.words).map_err(|problem| Problem::field("words", problem.sentence)).map(drop)
    }

    fn twice(&self) -> String {
        "Another saved filter has this name; change that one.".to_owned()
    }
}

/// The filters of a book, in order.
pub type SavedFilters = RuleList<SavedFilter>;

impl RuleList<SavedFilter> {
    /// The one with this name, in any dress.
    pub fn named(&self, name: &str) -> Result<&SavedFilter> {
        self.list.iter().find(|filter| same_word(&filter.name, name)).ok_or_else(|| {
            let names: Vec<_> = self.list.iter().map(|filter| filter.name.as_str()).collect();
            let shown = super::text::fit(name, 40);
            Problem::not_found(format!("No saved filter is called “{shown}”; there are: {}.", names.join("; ")))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rule::Rule;
    use crate::domain::sort::SortBy;

    fn filter(name: &str, words: &str) -> SavedFilter {
        SavedFilter { key: String::new(), name: name.into(), words: words.into() }
    }

    #[test]
    fn what_ships_is_understood_and_says_its_order() {
        let shipped = SavedFilters::shipped().unwrap();
        shipped.check().unwrap();
        assert_eq!(SavedFilters::read(&shipped.written().unwrap()).unwrap(), shipped);
        assert!(shipped.named("nothing").unwrap_err().sentence.contains("Gone quiet"));
        let due = Filter::parse(&shipped.named("pulse checks due, by tier").unwrap().words).unwrap();
        assert_eq!(due.order(), Some(SortBy::Tier));
    }

    #[test]
    fn what_no_list_understands_and_a_name_given_twice_are_refused() {
        let one = SavedFilters::default().with(None, filter("Mine", "owner:ruiz")).unwrap();
        one.check().unwrap();
        for (wrong, field) in [
            (one.with(None, filter("mine", "tier:A")).unwrap(), "name"),
            (one.with(None, filter("", "tier:A")).unwrap(), "name"),
            (one.with(None, filter("Big", "value>x")).unwrap(), "words"),
            (one.with(None, filter("Odd", "by:shoe")).unwrap(), "words"),
        ] {
            assert_eq!(wrong.check().unwrap_err().field, Some(field), "{wrong:?}");
        }
        let many = (0..MOST)
            .fold(SavedFilters::default(), |all, at| all.with(None, filter(&format!("F{at}"), "risk>1")).unwrap());
        many.check().unwrap();
        let problem = many.with(None, filter("One more", "risk>1")).unwrap().check().unwrap_err();
        assert!(problem.sentence.contains("take one out first"), "{}", problem.sentence);
        assert_eq!(many.without(&many.list[3].key).unwrap().list.len(), MOST - 1);
    }
}
