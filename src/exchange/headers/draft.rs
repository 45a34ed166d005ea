//! Columns on their way to fields.

use super::{Certainty, Filled, MapTo, Mapping, Profile, Recognition, Sense, Unit, no_such_field};
use crate::domain::problem::{Problem, Result};
use crate::exchange::columns::column_at;
use crate::exchange::shape::{Column, Shape};

/// Fields being filled: for each column of the file its fields and ranks, once decided.
pub(super) struct Draft<'a> {
    shape: Shape,
    header: &'a [String],
    fields: Vec<Vec<(&'static str, usize)>>,
    decided: Vec<bool>,
    certainty: Vec<Certainty>,
    /// Columns that the user wants to keep as they are.
    custom: Vec<bool>,
}

/// The rank of a column that the dictionary knows, behind those that a program's own header names.
const BY_MEANING: usize = 100;

impl<'a> Draft<'a> {
    pub(super) fn new(shape: Shape, header: &'a [String]) -> Self {
        let many = header.len();
        let certainty = vec![Certainty::None; many];
        Self {
            shape,
            header,
            fields: vec![Vec::new(); many],
            decided: vec![false; many],
            certainty,
            custom: vec![false; many],
        }
    }

    pub(super) fn apply(&mut self, mappings: &[Mapping]) -> Result<()> {
        for mapping in mappings {
            let Some(place) = column_at(self.header, &mapping.column) else {
                return Err(no_such_column(&mapping.column, self.header));
            };
            if mapping.target == MapTo::AsRead {
                continue;
            }
            self.decided[place] = true;
            self.certainty[place] = Certainty::Told;
            self.custom[place] = mapping.target == MapTo::Custom;
            self.fields[place] = match &mapping.target {
                MapTo::Nothing | MapTo::Custom | MapTo::AsRead => Vec::new(),
                MapTo::Field(field) => {
                    vec![(self.shape.column(field).ok_or_else(|| no_such_field(self.shape, field))?.name, 0)]
                }
            };
        }
        self.refuse_doubles()
    }

    /// Two columns for one field would drop what one of them says, unless both are kept.
    fn refuse_doubles(&self) -> Result<()> {
        let said = |at: usize| self.fields[at].first().map(|(field, _)| *field).filter(|_| self.decided[at]);
        for at in 0..self.header.len() {
            let Some(field) = said(at).filter(|field| !in_several(field)) else { continue };
            if let Some(before) = (0..at).find(|before| said(*before) == Some(field)) {
                let (one, two) = (&self.header[before], &self.header[at]);
                return Err(Problem::input(format!(
                    "both “{one}” and “{two}” are mapped to {field}, which holds one of them: map one to custom or to another field."
                )));
            }
        }
        Ok(())
    }

    /// Whether it is decided what the column fills.
    pub(super) fn is_decided(&self, at: usize) -> bool {
        self.decided[at]
    }

    /// Whether some column fills the field.
    pub(super) fn fills(&self, field: &str) -> bool {
        self.place_of(field).is_some()
    }

    /// The first column that fills the field.
    pub(super) fn place_of(&self, field: &str) -> Option<usize> {
        self.fields.iter().position(|fields| fields.iter().any(|(known, _)| *known == field))
    }

    /// Takes what `profile` knows for the columns not yet decided, where their cells `fit`. What the user mapped to a
    /// field is the only column for it.
    pub(super) fn recognise(&mut self, plains: &[String], profile: &Profile, fit: &dyn Fn(usize, &str) -> bool) {
        let mapped = (0..plains.len()).filter(|&at| self.decided[at]).flat_map(|at| &self.fields[at]);
        let mapped: Vec<_> = mapped.map(|(field, _)| *field).collect();
        for place in 0..plains.len() {
            let Some(known) = profile.headers.get(&plains[place]).filter(|_| !self.decided[place]) else { continue };
            if plains[..place].contains(&plains[place]) {
                continue;
            }
            let free = known.iter().copied().filter(|(field, _)| !mapped.contains(field) && fit(place, field));
            self.fields[place] = free.collect();
            self.decided[place] = !self.fields[place].is_empty();
            if self.decided[place] {
                self.certainty[place] = Certainty::Heading;
            }
        }
    }

    /// Takes what the dictionary says of the columns not yet decided: for each field the column that says most for it.
    pub(super) fn mean(&mut self, plains: &[String], senses: &[Option<Sense>]) {
        let taken: Vec<&str> = self.fields.iter().flatten().map(|(field, _)| *field).collect();
        let mut free: Vec<(usize, &'static str, f64)> = (0..plains.len())
            .filter(|&at| !self.decided[at])
            .filter_map(|at| senses[at].and_then(|sense| Some((at, sense.field?, sense.weight))))
            .filter(|(_, field, _)| !taken.contains(field))
            .collect();
        free.sort_by(|one, two| two.2.total_cmp(&one.2).then(one.0.cmp(&two.0)));
        for (rank, (at, field, _)) in free.iter().enumerate() {
            let is_first = !free[..rank].iter().any(|(_, other, _)| other == field);
            // Only what may stand in any of several columns is looked for in all of them.
            if is_first || in_several(field) {
                self.fields[*at] = vec![(field, BY_MEANING + rank)];
                self.decided[*at] = true;
                let is_guess = senses[*at].is_some_and(|sense| sense.is_guess);
                self.certainty[*at] = if is_guess { Certainty::Guess } else { Certainty::Heading };
            }
        }
    }

    /// Takes the first column of people that nothing else is made of for `field`.
    pub(super) fn person(&mut self, field: &'static str, are_people: &dyn Fn(usize) -> bool) {
        let free = (0..self.header.len()).find(|at| !self.decided[*at] && are_people(*at));
        if let Some(at) = free.filter(|_| !self.fills(field)) {
            self.fields[at] = vec![(field, BY_MEANING)];
            self.decided[at] = true;
            self.certainty[at] = Certainty::Guess;
        }
    }

    /// Takes these columns for name and key of the accounts, where nothing else is and the rows say what customers have.
    pub(super) fn thing(&mut self, name: usize, key: usize) {
        let has = |field: &&str| self.fills(field);
        let is_customer = ["value", "renewal_on", "contract_start", "contract_end", "owner"].iter().any(has);
        let is_free = !self.fills("name") && !self.fills("external_id") && !self.decided[name] && !self.decided[key];
        if is_customer && is_free {
            for (at, field) in [(name, "name"), (key, "external_id")] {
                self.fields[at] = vec![(field, BY_MEANING)];
                self.decided[at] = true;
                self.certainty[at] = Certainty::Guess;
            }
        }
    }

    /// Takes the columns not yet decided that are called as a field is.
    pub(super) fn spelt(&mut self, fit: &dyn Fn(usize, &str) -> bool) {
        let columns = self.shape.columns();
        for (at, name) in self.header.iter().enumerate() {
            let field = columns.own.iter().chain(columns.foreign).find(|column| column.name == name);
            let is_free = |field: &&Column| !self.decided[at] && !self.fills(field.name) && fit(at, field.name);
            if let Some(field) = field.filter(is_free) {
                self.fields[at] = vec![(field.name, BY_MEANING)];
                self.decided[at] = true;
                self.certainty[at] = Certainty::Heading;
            }
        }
    }

    pub(super) fn finish(
        self,
        format: String,
        plains: &[String],
        keeps: &dyn Fn(usize) -> bool,
        unit: &dyn Fn(usize) -> Unit,
    ) -> Recognition {
        let fields = self.fields.iter().enumerate();
        let mut ranked: Vec<_> =
            fields.flat_map(|(at, fields)| fields.iter().map(move |(field, rank)| (*field, *rank, at))).collect();
        ranked.sort_by_key(|&(_, rank, at)| (rank, at));
        let mut filled: Vec<Filled> = Vec::new();
        for (field, _, place) in ranked {
            match filled.iter_mut().find(|known| known.field == field) {
                Some(known) => known.places.push(place),
                None => filled.push(Filled { field, places: vec![place], unit: unit(place) }),
            }
        }
        let is_double = |at: &usize| plains[..*at].contains(&plains[*at]) && !plains[*at].is_empty();
        let doubled = (0..plains.len()).filter(is_double).map(|at| self.header[at].clone()).collect();
        let spare = |at: &usize| self.fields[*at].is_empty() && !self.header[*at].is_empty();
        let is_kept = |at: &usize| spare(at) && (self.custom[*at] || !self.decided[*at] && keeps(*at));
        let kept: Vec<usize> = (0..plains.len()).filter(is_kept).collect();
        let skipped = (0..plains.len()).filter(|at| spare(at) && !kept.contains(at));
        let skipped = skipped.map(|at| self.header[at].clone()).collect();
        let certainty = self.certainty;
        Recognition {
            format,
            shape: self.shape,
            filled,
            kept,
            skipped,
            unfit: Vec::new(),
            doubled,
            called: self.header.to_vec(),
            certainty,
            problem: None,
        }
    }
}

/// Whether several columns may fill the field: the first that says something does, and what the others say is kept.
fn in_several(field: &str) -> bool {
    matches!(field, "email" | "phone")
}

fn no_such_column(column: &str, header: &[String]) -> Problem {
    let names: Vec<_> = header.iter().filter(|name| !name.is_empty()).take(20).map(String::as_str).collect();
    Problem::input(format!("there is no column “{column}”; the file has: {}.", names.join(", ")))
}
