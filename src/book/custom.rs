//! What the book holds beyond its own fields: custom fields, and readings of metrics.

use super::keep::keep_in;
use super::op::Op;
use super::{Book, Outcome};
use crate::domain::account::Account;
use crate::domain::custom_field::CustomField;
use crate::domain::filter::{Completion, CustomTerm, HeldTerm};
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::problem::Result;
use crate::domain::reading::Metric;
use crate::domain::text::same_word;
use crate::store::Edit;
use std::collections::{BTreeMap, BTreeSet, HashSet};

impl Book {
    /// The custom fields of an account itself, in the order in which they came.
    pub fn custom_fields(&self, account: Id<Account>) -> Result<Vec<CustomField>> {
        self.store.custom_fields(account)
    }

    /// The names and values of the custom fields of every account, by the raw id of the account.
    pub fn custom_of_all(&self) -> Result<BTreeMap<i64, Vec<(String, String)>>> {
        self.store.custom_of_all()
    }

    /// The metrics of an account, by name, each with its newest readings.
    pub fn metrics_of(&self, account: Id<Account>) -> Result<Vec<Metric>> {
        self.store.metrics_of(account)
    }

    /// The names of the custom fields that accounts have, each once, in the order of the alphabet.
    pub fn custom_names(&self) -> Result<Vec<String>> {
        self.store.custom_names()
    }

    /// Keeps an account together with custom fields of it, name and value, as one operation; a blank value removes the field.
    pub fn keep_with_custom(&mut self, account: Account, custom: &[(String, String)]) -> Result<Outcome> {
        let op = if account.id == Id::NEW { Op::Add } else { Op::Change };
        let name = account.name.clone();
        let ((), outcome) = self.edit(op, |edit| {
            let account = keep_in(edit, account)?;
            let mut changed = Vec::new();
            for (name, value) in custom {
                let field = CustomField { account, name: name.clone(), value: value.clone(), ..CustomField::default() };
                if set_custom(edit, field)? {
                    changed.push(format!("{name} {}", if value.trim().is_empty() { "removed" } else { value }));
                }
            }
            if !changed.is_empty() {
                edit.summary(format!("account {name}: {}", changed.join(", ")));
            }
            Ok(())
        })?;
        Ok(outcome)
    }

    /// The accounts of which a term about their records holds.
    pub(super) fn of_which_holds(&self, term: &HeldTerm) -> Result<HashSet<i64>> {
        match term {
            HeldTerm::Product(letters) => self.store.with_product(letters),
            HeldTerm::Contact(role) => self.store.with_contact(*role, self.today()),
            HeldTerm::NoContact(role) => self.store.without_contact(*role, self.today()),
            HeldTerm::Custom(term) => self.of_which_custom(term),
        }
    }

    /// What would complete the last word of a filter, by what this book holds.
    pub fn complete_filter(&self, words: &str) -> Result<Completion> {
        let names = self.store.custom_names()?;
        let values = |field: &str| match field.to_lowercase().as_str() {
            "owner" => self.all::<Member>().map(|all| all.into_iter().map(|one| one.name).collect()),
            "stage" => Ok(self.stages().list.iter().map(|stage| stage.name.clone()).collect()),
            "tag" => self.store.tag_names(),
            "product" => self.store.product_names(),
            _ => self.values_of_custom(field, &names),
        };
        Ok(Completion::of(words, |field| values(field).unwrap_or_default(), &names))
    }

    /// The different values of a custom field, by its name in any spelling.
    fn values_of_custom(&self, field: &str, names: &[String]) -> Result<Vec<String>> {
        let field = field.trim_matches('"');
        let mut values = BTreeSet::new();
        for name in names.iter().filter(|name| same_word(name, field)) {
            self.store.custom_values(name, |_, value| values.extend([value.to_owned()]))?;
        }
        Ok(values.into_iter().collect())
    }

    /// The accounts of which a term about a custom field or a metric holds: by a custom field that is called so in any spelling, else by the newest
    /// reading of a metric. Only the values of that name are read.
    fn of_which_custom(&self, term: &CustomTerm) -> Result<HashSet<i64>> {
        let called = |names: &[String]| -> Vec<String> {
            names.iter().filter(|name| same_word(name, &term.name)).cloned().collect()
        };
        let mut accounts = HashSet::new();
        let mut names = self.store.custom_names()?;
        let fields = called(&names);
        if !fields.is_empty() {
            let wanted = term.wanted()?;
            for name in fields {
                self.store.custom_values(&name, |account, value| {
                    accounts.extend(Some(account).filter(|_| wanted.passes(value)));
                })?;
            }
            return Ok(accounts);
        }
        let metrics = self.store.metric_names()?;
        let measured = called(&metrics);
        if measured.is_empty() {
            names.extend(metrics);
            return Err(term.unknown(&names));
        }
        let wanted = term.wanted_number()?;
        for name in measured {
            self.store.newest_readings(&name, |account, value| {
                accounts.extend(Some(account).filter(|_| wanted.passes_number(value)));
            })?;
        }
        Ok(accounts)
    }
}

/// Sets the custom field of a record, known again by its name in any spelling, to the value it has in `field`: it is made,
/// changed or, where the value is blank, removed. Its name stays as the book spells it. Answers whether anything changed.
pub fn set_custom(edit: &mut Edit<'_>, field: CustomField) -> Result<bool> {
    let fields: Vec<CustomField> = edit.of_account(field.account)?;
    let known = fields.into_iter().find(|one| one.has_owner_of(&field) && same_word(&one.name, &field.name));
    match known {
        None if field.value.trim().is_empty() => Ok(false),
        None => {
            let id = edit.mint()?;
            edit.put(&CustomField { id, ..field }).map(|()| true)
        }
        Some(known) if field.value.trim().is_empty() => edit.remove_whole(known.id).map(|()| true),
        Some(known) if known.value == field.value => Ok(false),
        Some(known) => edit.put(&CustomField { value: field.value, ..known }).map(|()| true),
    }
}
