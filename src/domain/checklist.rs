//! The checklist: what a customer needs to make the most of what they bought. Which items there are is data, in
//! `assets/checklist.toml`; a book may carry its own. Which of them an account was given, and that they said it arrived, are
//! records.

use super::account::Account;
use super::contact::Contact;
use super::day::Day;
use super::id::Id;
use super::problem::{Problem, Result};
use super::record::kind::NAME;
use super::record::record;
use super::rule::Rule;
use super::rule_text;
use super::text::same_word;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// The most items: a longer checklist is not read.
pub const MOST: usize = 12;

record! {
    /// One item of the checklist as one account got it.
    ChecklistItem: ChecklistItems {
        account: Id<Account> = "Account" [needed natural];
        item: String as NAME = "Item" [needed natural];
        given_on: Option<Day> = "Given" hint "Blank: not given yet";
        confirmed_on: Option<Day> = "Confirmed on" hint "Blank: not confirmed yet";
        confirmed_by: Option<Id<Contact>> = "Confirmed by";
    }
    title |it| format!("{}: {}", it.state(), it.item);
    rules Self::fits;
}

impl ChecklistItem {
    fn fits(&self) -> Result<()> {
        if self.given_on.is_none() && self.confirmed_on.is_some() {
            let sentence = "An item is given before it is confirmed; say when it was given.";
            return Err(Problem::field("given_on", sentence));
        }
        if let (Some(given), Some(confirmed)) = (self.given_on, self.confirmed_on)
            && confirmed < given
        {
            let sentence = format!("They were given it on {given} and cannot have confirmed it on {confirmed}.");
            return Err(Problem::field("confirmed_on", sentence));
        }
        if self.confirmed_on.is_none() && self.confirmed_by.is_some() {
            return Err(Problem::field("confirmed_on", "Say on which day they confirmed it."));
        }
        Ok(())
    }

    /// How far it has come: not given, given, confirmed.
    pub const fn state(&self) -> &'static str {
        match (self.confirmed_on, self.given_on) {
            (Some(_), _) => "confirmed",
            (None, Some(_)) => "given",
            (None, None) => "not given",
        }
    }

    /// Refuses what is dated ahead of `today`: a checklist is ticked when it is there.
    pub fn check_past(&self, today: Day) -> Result<()> {
        for (field, day) in [("given_on", self.given_on), ("confirmed_on", self.confirmed_on)] {
            if let Some(day) = day.filter(|day| *day > today) {
                return Err(Problem::field(
                    field,
                    format!("{day} is in the future; an item is ticked today or before."),
                ));
            }
        }
        Ok(())
    }
}

/// The items of a book, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Checklist {
    /// In order.
    pub list: Vec<String>,
}

impl Rule for Checklist {
    const KEY: &'static str = "kit";
    const WHAT: &'static str = "The onboarding checklist";
    const FIELD: &'static str = "items";

    fn shipped() -> Result<Self> {
        let file: HashMap<String, Vec<String>> =
            rule_text::shipped("The onboarding checklist", include_str!("../../assets/kit.toml"))?;
        Ok(Self { list: file.into_values().flatten().collect() })
    }

    /// Refuses more than [`MOST`] items, and an item twice.
    fn check(&self) -> Result<()> {
        if self.list.len() > MOST {
            let sentence = format!("The checklist has at most {MOST} items; take one out before you put another in.");
            return Err(Problem::field("items", sentence));
        }
        for (place, item) in self.list.iter().enumerate() {
            NAME.needs("items", item)?;
            if self.list[..place].iter().any(|other| same_word(other, item)) {
                return Err(Problem::field("items", format!("“{item}” is on the checklist twice; take one out.")));
            }
        }
        Ok(())
    }
}

/// One line of the checklist of an account.
#[derive(Debug, Clone, PartialEq)]
pub struct ChecklistLine {
    /// Which item.
    pub item: String,
    /// What is recorded of it; none: nothing.
    pub record: Option<ChecklistItem>,
}

/// The checklist of an account: each item of `checklist` with its record, then what they were given that is in the checklist no longer.
pub fn lines(checklist: &Checklist, records: Vec<ChecklistItem>) -> Vec<ChecklistLine> {
    let mut records: Vec<Option<ChecklistItem>> = records.into_iter().map(Some).collect();
    let mut take = |item: &str| {
        let own = records.iter_mut().find(|one| one.as_ref().is_some_and(|one| same_word(&one.item, item)));
        own.and_then(Option::take)
    };
    let mut all: Vec<ChecklistLine> =
        checklist.list.iter().map(|item| ChecklistLine { item: item.clone(), record: take(item) }).collect();
    all.extend(records.into_iter().flatten().map(|one| ChecklistLine { item: one.item.clone(), record: Some(one) }));
    all
}

/// Whether every item of `checklist` is confirmed. An empty checklist asks for nothing.
pub fn is_confirmed(lines: &[ChecklistLine], checklist: &Checklist) -> bool {
    lines
        .iter()
        .take(checklist.list.len())
        .all(|line| line.record.as_ref().is_some_and(|one| one.confirmed_on.is_some()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::Record;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn item(words: &str, given: Option<Day>, confirmed: Option<Day>) -> ChecklistItem {
        ChecklistItem {
            id: Id::new(1),
            account: Id::new(1),
            item: words.into(),
            given_on: given,
            confirmed_on: confirmed,
            ..ChecklistItem::default()
        }
    }

    #[test]
    fn what_ships_can_be_kept() {
        let checklist = Checklist::shipped().unwrap();
        checklist.check().unwrap();
        assert_eq!(checklist.list.len(), 6);
        assert_eq!(Checklist::read(&checklist.written().unwrap()).unwrap(), checklist);
        assert!(Checklist::read("{}").is_err() && Checklist::read(r#"["a", "A"]"#).is_err());
        let long = Checklist { list: (0..=MOST).map(|number| format!("item {number}")).collect() };
        assert!(long.check().unwrap_err().sentence.contains("take one out"));
    }

    #[test]
    fn nobody_confirms_what_they_do_not_have() {
        let (first, later) = (Some(day("2026-03-01")), Some(day("2026-03-05")));
        item("guide", first, later).check().unwrap();
        item("guide", first, None).check().unwrap();
        assert_eq!(item("guide", None, later).check().unwrap_err().field, Some("given_on"));
        assert_eq!(item("guide", later, first).check().unwrap_err().field, Some("confirmed_on"));
        let said = ChecklistItem { confirmed_by: Some(Id::new(2)), ..item("guide", first, None) };
        assert_eq!(said.check().unwrap_err().field, Some("confirmed_on"));
        assert_eq!(item("guide", later, None).check_past(first.unwrap()).unwrap_err().field, Some("given_on"));
        item("guide", first, later).check_past(later.unwrap()).unwrap();
    }

    #[test]
    fn an_account_keeps_what_it_was_given_when_the_kit_changes() {
        let checklist = Checklist { list: vec!["Guide".into(), "Logins".into()] };
        let given = || item("guide", Some(day("2026-03-01")), Some(day("2026-03-02")));
        let all = lines(&checklist, vec![item("Cake", Some(day("2026-03-01")), None), given()]);
        let words: Vec<_> = all.iter().map(|one| (one.item.as_str(), one.record.is_some())).collect();
        assert_eq!(words, [("Guide", true), ("Logins", false), ("Cake", true)]);
        assert!(!is_confirmed(&all, &checklist));
        let logins = ChecklistItem { item: "Logins".into(), ..given() };
        assert!(is_confirmed(&lines(&checklist, vec![given(), logins]), &checklist));
        assert!(is_confirmed(&[], &Checklist::default()));
    }
}
