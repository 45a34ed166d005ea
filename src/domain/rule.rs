//! Rules of the book: what ships holds until a setting says otherwise. A rule is its type with one [`Rule`]; what it has
//! several of stands in a [`RuleList`], where each entry has a key that stays while the list and its words change.

use super::problem::{Problem, Result};
use super::rule_text;
use super::text::{fit, same_word};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::fmt::Debug;

/// A rule that the book keeps as a setting of one key, dated, as JSON.
pub trait Rule: Clone + PartialEq + Debug + Serialize + DeserializeOwned {
    /// The key of its setting.
    const KEY: &'static str;
    /// What begins the sentence of an error: “The checklist”.
    const WHAT: &'static str;
    /// The field of its form at which an error stands.
    const FIELD: &'static str;

    /// What holds until the book says otherwise.
    fn shipped() -> Result<Self>;

    /// Refuses, in one sentence at the field that is wrong, what no book can go by.
    fn check(&self) -> Result<()> {
        Ok(())
    }

    /// Refuses what may be there already, but is not made from now on; `before`: what holds.
    fn check_change(&self, _before: &Self) -> Result<()> {
        Ok(())
    }

    /// Completes what an older text lacks.
    fn complete(&mut self) {}

    /// Reads the setting.
    fn read(json: &str) -> Result<Self> {
        let mut rule: Self = rule_text::read(Self::WHAT, Self::FIELD, json)?;
        rule.complete();
        rule.check()?;
        Ok(rule)
    }

    /// As the setting keeps it.
    fn written(&self) -> Result<String> {
        rule_text::written(Self::WHAT, self)
    }
}

/// Something with a key of its own.
pub trait Keyed {
    /// Its key; empty in texts from before there was one.
    fn key(&self) -> &str;
    /// Gives it a key, unless something else in it is its key.
    fn set_key(&mut self, key: String);
    /// What people call it, of which its key is made.
    fn name(&self) -> &str;
}

/// Gives a key to each that has none of its own: made from its name, so that it is the same at every reading.
pub fn complete_keys<K: Keyed>(list: &mut [K]) {
    for place in 0..list.len() {
        let (before, here) = (&list[..place], &list[place]);
        if here.key().is_empty() || before.iter().any(|one| one.key() == here.key()) {
            let key = free_key(here.name(), list);
            list[place].set_key(key);
        }
    }
}

/// A key for something of this name that none of the list has.
pub fn free_key<K: Keyed>(name: &str, list: &[K]) -> String {
    let plain = |ch: char| if ch.is_alphanumeric() { ch.to_ascii_lowercase() } else { '-' };
    let key: String = name.trim().chars().map(plain).take(60).collect();
    let taken = |key: &str| list.iter().any(|one| same_word(one.key(), key));
    if !taken(&key) {
        return key;
    }
    (2..=list.len() + 2).map(|number| format!("{key}-{number}")).find(|key| !taken(key)).unwrap_or(key)
}

/// The place of the one with this key, or a refusal: it was taken out, or has become another one.
pub fn place_of<K: Keyed>(list: &[K], key: &str) -> Result<usize> {
    list.iter().position(|one| one.key() == key).ok_or_else(|| {
        Problem::not_found(format!("“{}” was taken out or changed meanwhile; look again.", fit(key, 40)))
    })
}

/// What a rule has several of.
pub trait Entry: Keyed + Clone + PartialEq + Debug + Serialize + DeserializeOwned {
    /// See [`Rule::KEY`].
    const RULE: &'static str;
    /// See [`Rule::WHAT`].
    const WHAT: &'static str;
    /// The field of its form that names it.
    const FIELD: &'static str;
    /// The file that ships; empty: none.
    const SHIPPED: &'static str;
    /// How many there may be, and the refusal of one more.
    const MOST: (usize, &'static str);

    /// Refuses, at the field that is wrong, what cannot be kept.
    fn check(&self) -> Result<()>;
    /// The refusal of a second one of the same name.
    fn twice(&self) -> String;
}

/// The entries of a rule, in order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RuleList<E> {
    /// In order.
    pub list: Vec<E>,
}

impl<E> Default for RuleList<E> {
    fn default() -> Self {
        Self { list: Vec::new() }
    }
}

impl<E: Entry> Rule for RuleList<E> {
    const KEY: &'static str = E::RULE;
    const WHAT: &'static str = E::WHAT;
    const FIELD: &'static str = E::FIELD;

    fn shipped() -> Result<Self> {
        let file: HashMap<String, Vec<E>> = rule_text::shipped(E::WHAT, E::SHIPPED)?;
        let mut all = Self { list: file.into_values().flatten().collect() };
        all.complete();
        Ok(all)
    }

    fn complete(&mut self) {
        complete_keys(&mut self.list);
    }

    fn check(&self) -> Result<()> {
        let (most, full) = E::MOST;
        if self.list.len() > most {
            return Err(Problem::field(E::FIELD, full));
        }
        for (place, one) in self.list.iter().enumerate() {
            one.check()?;
            if self.list[..place].iter().any(|other| same_word(other.name(), one.name())) {
                return Err(Problem::field(E::FIELD, one.twice()));
            }
        }
        Ok(())
    }
}

impl<E: Entry> RuleList<E> {
    /// The one with this key, or a refusal: it is there no longer.
    pub fn of_key(&self, key: &str) -> Result<&E> {
        place_of(&self.list, key).map(|place| &self.list[place])
    }

    /// The same with the one of this key changed, or without a key with one more.
    pub fn with(&self, key: Option<&str>, mut entry: E) -> Result<Self> {
        let mut all = self.clone();
        if let Some(key) = key {
            let place = place_of(&all.list, key)?;
            entry.set_key(key.to_owned());
            all.list[place] = entry;
        } else {
            entry.set_key(free_key(entry.name(), &all.list));
            all.list.push(entry);
        }
        Ok(all)
    }

    /// The same without the one of this key.
    pub fn without(&self, key: &str) -> Result<Self> {
        let mut all = self.clone();
        all.list.remove(place_of(&all.list, key)?);
        Ok(all)
    }
}

/// Implements [`Keyed`] by two fields.
macro_rules! keyed {
    ($type:ty: $key:ident, $name:ident) => {
        impl $crate::domain::rule::Keyed for $type {
            fn key(&self) -> &str {
                &self.$key
            }
            fn set_key(&mut self, key: String) {
                self.$key = key;
            }
            fn name(&self) -> &str {
                &self.$name
            }
        }
    };
}

pub(crate) use keyed;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::connection::{ConnectionPoint, ConnectionPoints};

    #[test]
    fn a_text_without_keys_gets_the_same_ones_whenever_it_is_read_and_they_are_kept() {
        let text = r#"[{"question": "Who calls?", "answer": "Ana"}, {"question": "Who pays?"}]"#;
        let keys = |all: &ConnectionPoints| all.list.iter().map(|one| one.key.clone()).collect::<Vec<_>>();
        let all = ConnectionPoints::read(text).unwrap();
        assert_eq!(keys(&all), ["who-calls-", "who-pays-"]);
        assert_eq!(keys(&ConnectionPoints::read(text).unwrap()), keys(&all));
        let renamed = ConnectionPoint { question: "Who rings?".into(), ..all.list[0].clone() };
        let all = all.with(Some("who-calls-"), renamed).unwrap();
        assert_eq!(keys(&ConnectionPoints::read(&all.written().unwrap()).unwrap()), ["who-calls-", "who-pays-"]);
        let again = all.with(None, ConnectionPoint { question: "Who calls?".into(), ..ConnectionPoint::default() });
        assert_eq!(keys(&again.unwrap()), ["who-calls-", "who-pays-", "who-calls--2"]);
    }

    #[test]
    fn what_was_taken_out_is_not_changed_in_the_place_of_another() {
        let point = |question: &str| ConnectionPoint { question: question.into(), ..ConnectionPoint::default() };
        let all =
            ["a", "b", "c"].iter().fold(ConnectionPoints::default(), |all, one| all.with(None, point(one)).unwrap());
        let fewer = all.without("a").unwrap();
        assert!(fewer.with(Some("a"), point("x")).is_err() && fewer.without("a").is_err());
        let changed = fewer.with(Some("b"), point("x")).unwrap();
        assert_eq!(changed.list.iter().map(|one| one.question.as_str()).collect::<Vec<_>>(), ["x", "c"]);
    }
}
