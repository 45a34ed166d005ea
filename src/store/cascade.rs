//! What goes with a record that is removed, each record with its before-image, so that undo brings all of it back.
//!
//! The declarations say what points to what: what belongs to an account goes with it, and so does a record that cannot
//! be without the one removed, or is a `part` of it, as a custom field is of its contact; where something optional points
//! to it otherwise, that is blank afterwards.

use super::journal::Edit;
use crate::domain::id::Id;
use crate::domain::noun::Noun;
use crate::domain::problem::{Problem, Result};
use crate::domain::record::{Field, Kind, Record, Value};
use crate::domain::records::with_record;

impl Edit<'_> {
    /// Removes a record with everything that cannot be without it.
    pub fn remove_whole<R: Record>(&mut self, id: Id<R>) -> Result<()> {
        for noun in Noun::ALL {
            for (at, field) in noun.fields().iter().enumerate() {
                if matches!(field.kind, Kind::To(to) | Kind::ToMany(to) if to == R::NOUN) {
                    with_record!(*noun, release(self, at, field, id.raw()))?;
                }
            }
        }
        self.remove(id)
    }
}

/// Removes, or frees from it, the records of kind `R` whose field at this place points to the record `id`.
fn release<R: Record>(edit: &mut Edit<'_>, at: usize, field: &'static Field, id: i64) -> Result<()> {
    let needs_it = !field.is_optional && field.is_column();
    let goes_too = needs_it || field.is_part || matches!(field.kind, Kind::To(Noun::Accounts));
    for pointing in pointing::<R>(edit, field, id)? {
        if goes_too {
            edit.remove_whole(pointing)?;
            continue;
        }
        let mut record = edit.get(pointing)?;
        let free = match record.value(at) {
            Value::Ids(others) => Value::Ids(others.into_iter().filter(|other| *other != id).collect()),
            _ => Value::None,
        };
        if !record.set(at, free) {
            return Err(Problem::internal(format!("The {} of a {} cannot be blank.", field.key, R::NOUN.one())));
        }
        edit.put(&record)?;
    }
    Ok(())
}

pub(super) fn pointing<R: Record>(edit: &Edit<'_>, field: &Field, id: i64) -> Result<Vec<Id<R>>> {
    let own = R::NOUN.table();
    let sql = match field.kind {
        Kind::ToMany(to) => format!("SELECT {own} FROM {own}_{0} WHERE {0} = ?1 ORDER BY 1", to.table()),
        _ => format!("SELECT id FROM \"{own}\" WHERE \"{}\" = ?1 ORDER BY id", field.key),
    };
    let mut statement = edit.conn().prepare_cached(&sql)?;
    let rows = statement.query_map([id], |row| row.get(0).map(Id::new))?;
    rows.collect::<rusqlite::Result<_>>().map_err(Problem::from)
}
