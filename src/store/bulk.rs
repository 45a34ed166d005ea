//! Every record of a kind, one after the other, without holding them all.

use super::Store;
use super::error::Told;
use super::record::Record;
use crate::domain::id::Id;
use crate::domain::problem::Result;
use crate::domain::touch::Touch;
use rusqlite::Rows;
use std::any::Any;

impl Store {
    /// Hands every record of a kind to `take`, oldest first.
    pub fn each<R: Record + 'static>(&self, mut take: impl FnMut(R) -> Result<()>) -> Result<()> {
        let sql = format!("SELECT {} FROM \"{}\" ORDER BY id", R::COLUMNS, R::TABLE);
        let mut statement = self.conn.prepare(&sql).told()?;
        let mut rows = statement.query([]).told()?;
        let mut members = self.conn.prepare("SELECT touch, member FROM touch_member ORDER BY touch, member").told()?;
        let mut contacts =
            self.conn.prepare("SELECT touch, contact FROM touch_contact ORDER BY touch, contact").told()?;
        let mut members = People::new(members.query([]).told()?);
        let mut contacts = People::new(contacts.query([]).told()?);
        while let Some(row) = rows.next().told()? {
            let mut record = R::from_row(row).told()?;
            if let Some(touch) = (&mut record as &mut dyn Any).downcast_mut::<Touch>() {
                touch.members = members.of(touch.id)?;
                touch.contacts = contacts.of(touch.id)?;
            }
            take(record)?;
        }
        Ok(())
    }
}

/// The people of touches, walked beside them in the same order.
struct People<'s> {
    rows: Rows<'s>,
    next: Option<(i64, i64)>,
}

impl<'s> People<'s> {
    fn new(rows: Rows<'s>) -> Self {
        Self { rows, next: None }
    }

    fn of<T>(&mut self, touch: Id<Touch>) -> Result<Vec<Id<T>>> {
        let mut people = Vec::new();
        loop {
            if self.next.is_none() {
                self.next = match self.rows.next().told()? {
                    Some(row) => Some((row.get(0).told()?, row.get(1).told()?)),
                    None => return Ok(people),
                };
            }
            match self.next {
                Some((of, person)) if of == touch.raw() => people.push(Id::new(person)),
                Some((of, _)) if of > touch.raw() => return Ok(people),
                _ => {}
            }
            self.next = None;
        }
    }
}
