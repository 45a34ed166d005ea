//! Everything that points to one record, pointed to another one: what a merge does.
//!
//! The declarations say what points to what, so that a kind of record that is added follows by itself.

use super::cascade::pointing;
use super::journal::Edit;
use crate::domain::id::Id;
use crate::domain::noun::Noun;
use crate::domain::problem::{Problem, Result};
use crate::domain::record::{Field, Kind, Record, Value};
use crate::domain::records::with_record;
use std::collections::{BTreeMap, BTreeSet};

impl Edit<'_> {
    /// Lets every record that points to `from` point to `to`; answers how many records of each kind do so now.
    pub fn repoint<R: Record>(&mut self, from: Id<R>, to: Id<R>) -> Result<BTreeMap<Noun, u64>> {
        let mut moved: BTreeMap<Noun, BTreeSet<i64>> = BTreeMap::new();
        for noun in Noun::ALL {
            for (at, field) in noun.fields().iter().enumerate() {
                if matches!(field.kind, Kind::To(to) | Kind::ToMany(to) if to == R::NOUN) {
                    let ids = with_record!(*noun, turn(self, at, field, (from.raw(), to.raw())))?;
                    moved.entry(*noun).or_default().extend(ids);
                }
            }
        }
        Ok(moved.into_iter().map(|(noun, ids)| (noun, ids.len() as u64)).filter(|(_, count)| *count > 0).collect())
    }
}

/// Turns the field at this place of every record of kind `R` from one to the other.
fn turn<R: Record>(edit: &mut Edit<'_>, at: usize, field: &'static Field, (from, to): (i64, i64)) -> Result<Vec<i64>> {
    let all = pointing::<R>(edit, field, from)?;
    for id in &all {
        let mut record = edit.get(*id)?;
        let value = match record.value(at) {
            Value::Ids(mut others) => {
                others.iter_mut().filter(|other| **other == from).for_each(|other| *other = to);
                others.sort_unstable();
                others.dedup();
                Value::Ids(others)
            }
            _ => Value::Int(to),
        };
        if !record.set(at, value) {
            return Err(Problem::internal(format!("The {} of a {} is of another kind.", field.key, R::NOUN.one())));
        }
        edit.put(&record)?;
    }
    Ok(all.into_iter().map(Id::raw).collect())
}
