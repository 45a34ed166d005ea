//! Columns on their way to fields.

use super::{Filled, Mapping, Profile, Recognition, no_such_field, plain};
use crate::domain::problem::{Problem, Result};
use crate::exchange::shape::Shape;

/// Fields being filled: for each column of the file its fields and ranks, once decided.
pub(super) struct Draft<'a> {
    shape: Shape,
    header: &'a [String],
    fields: Vec<Vec<(&'static str, usize)>>,
    decided: Vec<bool>,
}

impl<'a> Draft<'a> {
    pub(super) fn new(shape: Shape, header: &'a [String]) -> Self {
        Self { shape, header, fields: vec![Vec::new(); header.len()], decided: vec![false; header.len()] }
    }

    pub(super) fn apply(&mut self, mappings: &[Mapping]) -> Result<()> {
        for mapping in mappings {
            let wanted = plain(&mapping.column);
            let exact = self.header.iter().position(|name| *name == mapping.column.trim());
            let Some(place) = exact.or_else(|| self.header.iter().position(|name| plain(name) == wanted)) else {
                return Err(no_such_column(&mapping.column, self.header));
            };
            self.decided[place] = true;
            self.fields[place] = match &mapping.field {
                None => Vec::new(),
                Some(field) => {
                    vec![(self.shape.column(field).ok_or_else(|| no_such_field(self.shape, field))?.name, 0)]
                }
            };
        }
        Ok(())
    }

    /// Takes what `profile` knows for the columns not yet decided. What the user mapped to a field is the only column
    /// for it.
    pub(super) fn recognise(&mut self, plains: &[String], profile: &Profile) {
        let mapped = (0..plains.len()).filter(|&at| self.decided[at]).flat_map(|at| &self.fields[at]);
        let mapped: Vec<_> = mapped.map(|(field, _)| *field).collect();
        for place in 0..plains.len() {
            let first = plains.iter().position(|other| *other == plains[place]) == Some(place);
            let Some(known) = profile.headers.get(&plains[place]).filter(|_| first && !self.decided[place]) else {
                continue;
            };
            let free = known.iter().copied().filter(|(field, _)| !mapped.contains(field));
            self.fields[place] = free.collect();
            self.decided[place] = !self.fields[place].is_empty();
        }
    }

    pub(super) fn finish(self, format: String, plains: &[String]) -> Recognition {
        let fields = self.fields.iter().enumerate();
        let mut ranked: Vec<_> =
            fields.flat_map(|(at, fields)| fields.iter().map(move |(field, rank)| (*field, *rank, at))).collect();
        ranked.sort_by_key(|&(_, rank, at)| (rank, at));
        let mut filled: Vec<Filled> = Vec::new();
        for (field, _, place) in ranked {
            match filled.iter_mut().find(|known| known.field == field) {
                Some(known) => known.places.push(place),
                None => filled.push(Filled { field, places: vec![place] }),
            }
        }
        let is_double = |at: &usize| plains[..*at].contains(&plains[*at]) && !plains[*at].is_empty();
        let doubled = (0..plains.len()).filter(is_double).map(|at| self.header[at].clone()).collect();
        let skipped = (0..plains.len()).filter(|&at| self.fields[at].is_empty() && !plains[at].is_empty());
        let skipped = skipped.map(|at| self.header[at].clone()).collect();
        Recognition { format, shape: self.shape, filled, skipped, doubled }
    }
}

fn no_such_column(column: &str, header: &[String]) -> Problem {
    let names: Vec<_> = header.iter().take(20).map(String::as_str).collect();
    Problem::input(format!("there is no column “{column}”; the file has: {}.", names.join(", ")))
}
