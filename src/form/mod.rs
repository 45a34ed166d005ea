//! Forms are data: a title, fields and which one has the focus.
//!
//! A form file says which fields there are and how they become a draft; the domain validates the draft, so that form,
//! command line and import refuse with the same sentence. How a form is typed into and drawn is in
//! `tui::layer::form`; the command line fills the same forms with `FIELD=VALUE`.

mod action;
pub(crate) mod candidate;
mod candidates;
mod candidates_programme;
mod changing;
mod charter;
mod checklist;
mod connection;
mod decision;
mod departure;
mod draft;
mod drop_off;
pub(crate) mod editor;
pub(crate) mod field;
pub(crate) mod fuzzy;
pub(crate) mod handoff;
mod holidays;
mod keepers;
pub(crate) mod kinds;
mod marks;
mod morning;
mod objections;
pub(crate) mod opening;
pub(crate) mod playbook;
pub(crate) mod record;
pub(crate) mod record_ref;
mod renewal;
pub(crate) mod request;
mod resolve;
pub(crate) mod rules;
mod saved_filter;
mod score;
mod special;
mod special_programme;
pub(crate) mod stage;
mod suspected_departure;
#[cfg(test)]
mod tests;
mod thanks;
mod told;

use crate::domain::day::Day;
use crate::domain::problem::Problem;
use field::Field;

/// A form being filled in.
#[derive(Debug, Clone)]
pub(crate) struct Form {
    /// What is made or changed: `New contact at Contoso`.
    pub(crate) title: String,
    /// Its fields, in order.
    pub(crate) fields: Vec<Field>,
    /// The field in focus.
    pub(crate) focus: usize,
    /// Custom fields of the account besides, name and value: what the command line gives that no field of the form takes.
    pub(crate) custom: Vec<(String, String)>,
    /// What is wrong with the whole, in a sentence.
    pub(crate) problem: Option<String>,
}

impl Form {
    /// A form of these fields, opened at the first of them.
    pub(crate) fn new(title: impl Into<String>, fields: Vec<Field>) -> Self {
        Self { title: title.into(), fields, focus: 0, custom: Vec::new(), problem: None }
    }

    /// What stands in the field called `key`, without blanks around it.
    pub(crate) fn value(&self, key: &str) -> &str {
        self.fields.iter().find(|field| field.key == key).map_or("", |field| field.text().trim())
    }

    /// The field called `key`.
    pub(crate) fn field_mut(&mut self, key: &str) -> Option<&mut Field> {
        self.fields.iter_mut().find(|field| field.key == key)
    }

    /// Lets `me` stand for the member of this name in every field where that member can be chosen.
    pub(crate) fn know_me(&mut self, me: &str) {
        self.fields.iter_mut().for_each(|field| field.know_me(me));
    }

    /// Puts words into a field as if they had stood there from the beginning.
    pub(crate) fn set(&mut self, key: &str, words: &str) {
        if let Some(field) = self.field_mut(key) {
            field.propose(words);
        }
    }

    /// The same form with these words typed in, and the focus on the field `focus`.
    pub(crate) fn with(mut self, typed: &[(&str, &str)], focus: &str) -> Self {
        for (key, words) in typed {
            if let Some(field) = self.field_mut(key) {
                field.edit().set(*words);
            }
        }
        self.focus = self.fields.iter().position(|field| field.key == focus).unwrap_or(0);
        self
    }

    /// Whether anything was typed.
    pub(crate) fn is_touched(&self) -> bool {
        self.fields.iter().any(Field::is_touched)
    }

    /// Looks at every field; the first wrong one gets the focus. Says whether all are right.
    pub(crate) fn check(&mut self, today: Day) -> bool {
        for field in &mut self.fields {
            field.check(today);
        }
        match self.fields.iter().position(|field| field.problem.is_some()) {
            Some(wrong) => {
                self.focus = wrong;
                false
            }
            None => true,
        }
    }

    /// Shows a refusal at the field it is about, or for the whole form.
    pub(crate) fn refuse(&mut self, problem: &Problem) {
        let field = problem.field.and_then(|key| self.fields.iter().position(|field| field.key == key));
        match field {
            Some(index) => {
                self.focus = index;
                self.fields[index].problem = Some(problem.sentence.clone());
                self.problem = None;
            }
            None => self.problem = Some(problem.sentence.clone()),
        }
    }

    /// Checks the field in focus, which is left. An empty one is not wrong yet: it may still be filled.
    pub(crate) fn leave(&mut self, today: Day) {
        if let Some(field) = self.fields.get_mut(self.focus).filter(|field| !field.text().trim().is_empty()) {
            field.check(today);
        }
    }

    /// The next field, or the previous one, round and round.
    pub(crate) fn step(&mut self, forward: bool, today: Day) {
        let count = self.fields.len().max(1);
        self.leave(today);
        for _ in 0..count {
            self.focus = (self.focus + if forward { 1 } else { count - 1 }) % count;
            if self.fields.get(self.focus).is_none_or(|field| self.applies(field)) {
                return;
            }
        }
    }

    /// Whether a field is there: some are asked only where another one says so.
    pub(crate) fn applies(&self, field: &Field) -> bool {
        field.only.is_none_or(|(key, words)| words.contains(&self.value(key)))
    }
}
