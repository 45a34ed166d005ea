//! What the book holds beyond its own fields: custom fields, and readings of metrics.

use super::keep::keep_in;
use super::op::Op;
use super::{Book, Outcome};
use crate::domain::account::Account;
use crate::domain::custom_field::CustomField;
use crate::domain::filter::CustomTerm;
use crate::domain::id::Id;
use crate::domain::problem::Result;
use crate::domain::reading::Metric;
use crate::domain::text::same_word;
use crate::store::Edit;
use std::collections::{BTreeMap, HashSet};

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

    /// The accounts of which a term of a filter holds: by a custom field that is called so in any spelling, else by the newest
    /// reading of a metric. Only the values of that name are read.
    pub(super) fn of_which_holds(&self, term: &CustomTerm) -> Result<HashSet<i64>> {
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
