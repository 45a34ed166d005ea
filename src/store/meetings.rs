//! Touches and who took part, read for histories: three cursors walked side by side in the order of touch ids.

use super::filter::Filter;
use super::ids::ById;
use crate::domain::contact::Contact;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::problem::Result;
use crate::domain::risk::meetings::{Meetings, TouchFact};
use crate::domain::risk::scope::Scope;
use rusqlite::{Connection, Rows};

const TOUCHES: &str = "SELECT id, account, \"on\", coalesce(known_on, \"on\"),
    two_way + 2 * (value_tag IS NOT NULL) FROM touch";

/// The touches of the accounts that have a `place`, of which there are `count`.
pub(super) fn read(
    conn: &Connection,
    filter: Filter,
    place: &ById<usize>,
    count: usize,
    scope: Scope,
) -> Result<Vec<Meetings>> {
    let mut meetings = vec![Meetings::default(); count];
    let mut members = conn.prepare_cached(&people(filter, "member"))?;
    let mut contacts = conn.prepare_cached(&people(filter, "contact"))?;
    let mut members = People::<Member>::new(filter.rows(&mut members)?)?;
    let mut contacts = People::<Contact>::new(filter.rows(&mut contacts)?)?;
    let narrowed = if matches!(filter, Filter::All) { "" } else { " WHERE account BETWEEN ?1 AND ?2" };
    let mut touches = conn.prepare_cached(&format!("{TOUCHES}{narrowed} ORDER BY id"))?;
    let mut rows = filter.rows(&mut touches)?;
    while let Some(row) = rows.next()? {
        let (id, account): (i64, i64) = (row.get(0)?, row.get(1)?);
        members.of(id)?;
        contacts.of(id)?;
        let on = Day::from_number(row.get(2)?);
        let (Some(at), Some(on)) = (place.get(&account), on) else { continue };
        let known = Day::from_number(row.get(3)?).unwrap_or(on);
        let rest: i64 = row.get(4)?;
        let touch = TouchFact {
            on,
            known,
            two_way: rest & 1 != 0,
            valued: rest & 2 != 0,
            members: &members.now,
            contacts: &contacts.now,
        };
        meetings[*at].touch(touch, scope);
    }
    Ok(meetings)
}

/// Who of one side took part, in the order of touches.
fn people(filter: Filter, side: &str) -> String {
    match filter {
        Filter::All => format!("SELECT touch, {side} FROM touch_{side} ORDER BY touch"),
        Filter::Between(..) => format!(
            "SELECT p.touch, p.{side} FROM touch t JOIN touch_{side} p ON p.touch = t.id
             WHERE t.account BETWEEN ?1 AND ?2 ORDER BY p.touch"
        ),
    }
}

/// The people of one touch after the other.
struct People<'a, T> {
    rows: Rows<'a>,
    next: Option<(i64, Id<T>)>,
    now: Vec<Id<T>>,
}

impl<'a, T> People<'a, T> {
    fn new(rows: Rows<'a>) -> rusqlite::Result<Self> {
        let mut people = Self { rows, next: None, now: Vec::new() };
        people.step()?;
        Ok(people)
    }

    fn step(&mut self) -> rusqlite::Result<()> {
        self.next = match self.rows.next()? {
            Some(row) => Some((row.get(0)?, Id::new(row.get(1)?))),
            None => None,
        };
        Ok(())
    }

    fn of(&mut self, touch: i64) -> rusqlite::Result<()> {
        self.now.clear();
        while let Some((at, person)) = self.next {
            if at > touch {
                break;
            }
            if at == touch {
                self.now.push(person);
            }
            self.step()?;
        }
        Ok(())
    }
}
