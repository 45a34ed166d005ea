//! Records in their tables: written, read and removed by what their declaration says.
//!
//! A field is a column of the same name. Several other records in one field, such as the contacts of a touch, stand in
//! a table beside, `touch_contact`, one row for each.

use super::cell;
use super::statements::StatementCache;
use crate::domain::account::Account;
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::noun::Noun;
use crate::domain::problem::{Problem, Result};
use crate::domain::record::{self, Field, Kind, Older, Record, Value};
use crate::domain::records::with_record;
use crate::domain::text::fold;
use rusqlite::types::FromSqlError;
use rusqlite::{Connection, Row, Statement};
use std::sync::LazyLock;

/// The statements of one kind of record.
pub(super) struct Statements {
    /// Its columns, `id` first, quoted for SQL.
    pub(super) columns: String,
    /// Insert or, when the id is there, update.
    put: String,
    /// Insert; the id is known to be new.
    insert: String,
    /// The tables beside its own, in the order of their fields.
    beside: Vec<Beside>,
}

/// The statements of a table beside: which other records stand in one field.
struct Beside {
    add: String,
    clear: String,
    read: String,
    all: String,
}

static STATEMENTS: LazyLock<Vec<Statements>> =
    LazyLock::new(|| Noun::ALL.iter().map(|noun| Statements::new(*noun)).collect());

impl Statements {
    pub(super) fn of(noun: Noun) -> &'static Self {
        &STATEMENTS[noun as usize]
    }

    fn new(noun: Noun) -> Self {
        let (table, fields) = (noun.table(), noun.fields());
        let keys: Vec<&str> = fields.iter().filter(|field| field.is_column()).map(|field| field.key).collect();
        let quoted: Vec<String> = keys.iter().map(|key| format!("\"{key}\"")).collect();
        let marks: Vec<String> = (2..keys.len() + 2).map(|place| format!("?{place}")).collect();
        let sets: Vec<String> = quoted.iter().map(|key| format!("{key} = excluded.{key}")).collect();
        let columns = format!("\"id\", {}", quoted.join(", "));
        let insert = format!("INSERT INTO \"{table}\" ({columns}) VALUES (?1, {})", marks.join(", "));
        let put = format!("{insert} ON CONFLICT (id) DO UPDATE SET {}", sets.join(", "));
        let beside = fields.iter().filter_map(|field| Beside::new(table, field)).collect();
        Self { columns, put, insert, beside }
    }
}

impl Beside {
    fn new(own: &str, field: &Field) -> Option<Self> {
        let Kind::ToMany(noun) = field.kind else { return None };
        let other = noun.table();
        let table = format!("{own}_{other}");
        Some(Self {
            add: format!("INSERT OR IGNORE INTO {table} ({own}, {other}) VALUES (?1, ?2)"),
            clear: format!("DELETE FROM {table} WHERE {own} = ?1"),
            read: format!("SELECT {other} FROM {table} WHERE {own} = ?1"),
            all: format!("SELECT {own}, {other} FROM {table} ORDER BY {own}, {other}"),
        })
    }
}

/// Writes `record` with what stands in tables beside; `fresh`: its id is new. Refuses what was not fit to be kept: there
/// is no other way into the book.
pub(super) fn put<R: Record>(canvas: &mut StatementCache<'_>, record: &R, fresh: bool) -> Result<()> {
    let values = record.values();
    record::check_values(record, &values)?;
    write(canvas, record, &values, fresh)
}

fn write<R: Record>(canvas: &mut StatementCache<'_>, record: &R, values: &[Value], fresh: bool) -> Result<()> {
    let statements = Statements::of(R::NOUN);
    let id = record.id().raw();
    let bind = |statement: &mut Statement<'_>| bind::<R>(statement, id, values);
    if fresh {
        canvas.insert(R::NOUN, &statements.insert, bind)?;
    } else {
        canvas.put(&statements.put, bind)?;
    }
    let lists = values.iter().zip(R::FIELDS).filter(|(_, field)| !field.is_column());
    for ((value, _), beside) in lists.zip(&statements.beside) {
        if !fresh {
            canvas.single(&beside.clear, id)?;
        }
        if let Value::Ids(others) = value {
            others.iter().try_for_each(|other| canvas.pair(&beside.add, id, *other))?;
        }
    }
    Ok(())
}

pub(super) fn bind<R: Record>(statement: &mut Statement<'_>, id: i64, values: &[Value]) -> rusqlite::Result<()> {
    statement.raw_bind_parameter(1, id)?;
    let columns = values.iter().zip(R::FIELDS).filter(|(_, field)| field.is_column());
    for (place, (value, _)) in columns.enumerate() {
        statement.raw_bind_parameter(place + 2, cell::out(value))?;
    }
    Ok(())
}

/// Reads a row of [`Statements::columns`]; what stands in tables beside is left out.
pub(super) fn from_row<R: Record>(row: &Row<'_>) -> rusqlite::Result<R> {
    let mut place = 0;
    let record = R::read(Id::new(row.get(0)?), |field| {
        if !field.is_column() {
            return Ok(Value::None);
        }
        place += 1;
        let cell = row.get_ref(place)?;
        cell::read(field.kind, cell).map_err(|error| misfit(place, cell, error))
    })?;
    record.ok_or_else(|| {
        misfit(place, row.get_ref(place).unwrap_or(rusqlite::types::ValueRef::Null), FromSqlError::InvalidType)
    })
}

fn misfit(place: usize, cell: rusqlite::types::ValueRef<'_>, error: FromSqlError) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(place, cell.data_type(), Box::new(error))
}

fn read_beside<R: Record>(conn: &Connection, record: &mut R) -> Result<()> {
    let lists = R::FIELDS.iter().enumerate().filter(|(_, field)| !field.is_column());
    for ((at, _), beside) in lists.zip(&Statements::of(R::NOUN).beside) {
        let mut statement = conn.prepare_cached(&beside.read)?;
        let rows = statement.query_map([record.id().raw()], |row| row.get(0))?;
        let others = rows.collect::<rusqlite::Result<Vec<i64>>>()?;
        if !record.set(at, Value::Ids(others)) {
            return Err(Problem::internal("A list of records is of another kind."));
        }
    }
    Ok(())
}

/// Reads the record with this id, if there is one.
pub(crate) fn get<R: Record>(conn: &Connection, id: Id<R>) -> Result<Option<R>> {
    Ok(select(conn, "WHERE id = ?1", [id.raw()])?.pop())
}

/// Removes the record with this id.
pub(crate) fn delete<R: Record>(conn: &Connection, id: i64) -> Result<()> {
    let sql = format!("DELETE FROM \"{}\" WHERE id = ?1", R::NOUN.table());
    conn.prepare_cached(&sql)?.execute([id])?;
    Ok(())
}

/// Reads records with a condition: `tail` is what follows the table name, such as `WHERE account = ?1 ORDER BY id`.
pub(crate) fn select<R: Record>(conn: &Connection, tail: &str, params: impl rusqlite::Params) -> Result<Vec<R>> {
    let sql = format!("SELECT {} FROM \"{}\" {tail}", Statements::of(R::NOUN).columns, R::NOUN.table());
    let mut statement = conn.prepare_cached(&sql)?;
    let rows = statement.query_map(params, |row| from_row(row))?;
    let mut records = rows.collect::<rusqlite::Result<Vec<R>>>()?;
    records.iter_mut().try_for_each(|record| read_beside(conn, record))?;
    Ok(records)
}

/// Hands every record of a kind to `take`, oldest first, without a search for what stands beside each.
pub(super) fn each<R: Record>(conn: &Connection, mut take: impl FnMut(R) -> Result<()>) -> Result<()> {
    let statements = Statements::of(R::NOUN);
    let sql = format!("SELECT {} FROM \"{}\" ORDER BY id", statements.columns, R::NOUN.table());
    let mut statement = conn.prepare(&sql)?;
    let mut rows = statement.query([])?;
    let places: Vec<usize> = (0..R::FIELDS.len()).filter(|at| !R::FIELDS[*at].is_column()).collect();
    let beside = statements.beside.iter().map(|beside| conn.prepare(&beside.all));
    let mut beside = beside.collect::<rusqlite::Result<Vec<_>>>()?;
    let lists = beside.iter_mut().map(|statement| statement.query([]).map(List::new));
    let mut lists = lists.collect::<rusqlite::Result<Vec<_>>>()?;
    while let Some(row) = rows.next()? {
        let mut record: R = from_row(row)?;
        for (at, list) in places.iter().zip(&mut lists) {
            if !record.set(*at, Value::Ids(list.of(record.id().raw())?)) {
                return Err(Problem::internal("A list of records is of another kind."));
            }
        }
        take(record)?;
    }
    Ok(())
}

/// Rows of a table beside, in the order of the records, walked along with them.
struct List<'s> {
    rows: rusqlite::Rows<'s>,
    next: Option<(i64, i64)>,
    is_begun: bool,
}

impl<'s> List<'s> {
    fn new(rows: rusqlite::Rows<'s>) -> Self {
        Self { rows, next: None, is_begun: false }
    }

    fn of(&mut self, record: i64) -> Result<Vec<i64>> {
        if !self.is_begun {
            self.is_begun = true;
            self.step()?;
        }
        let mut others = Vec::new();
        while let Some((of, other)) = self.next.filter(|(of, _)| *of <= record) {
            if of == record {
                others.push(other);
            }
            self.step()?;
        }
        Ok(others)
    }

    fn step(&mut self) -> Result<()> {
        let row = self.rows.next()?;
        self.next = row.map(|row| Ok::<_, rusqlite::Error>((row.get(0)?, row.get(1)?))).transpose()?;
        Ok(())
    }
}

/// A record's image, as the journal keeps it.
pub(super) fn image(conn: &Connection, noun: Noun, id: i64) -> Result<Option<String>> {
    fn of<R: Record>(conn: &Connection, id: i64) -> Result<Option<String>> {
        get::<R>(conn, Id::new(id))?.map(|record| record::image(&record)).transpose()
    }
    with_record!(noun, of(conn, id))
}

/// The record of an image.
pub(super) fn of_image<R: Record>(conn: &Connection, json: &str) -> Result<R> {
    record::of_image(json, &|name| member_called(conn, name))
}

/// Puts an image back; answers the account it belongs to. What was in the book once is fit to be there again.
pub(super) fn put_image(conn: &Connection, noun: Noun, json: &str) -> Result<Option<Id<Account>>> {
    fn of<R: Record>(conn: &Connection, json: &str) -> Result<Option<Id<Account>>> {
        let record: R = of_image(conn, json)?;
        write(&mut StatementCache::new(conn), &record, &record.values(), false)?;
        Ok(record.account_id().map(Id::new))
    }
    with_record!(noun, of(conn, json))
}

/// Moves what records of older books say in words into the fields that say it since; `which` narrows down where to look.
pub(super) fn read_older<R: Record>(conn: &Connection, which: &str) -> Result<()> {
    const PAGE: usize = 10_000;
    let older = Older { given: &|_| false, member: &|name| member_called(conn, name) };
    let tail = format!("WHERE ({which}) AND id > ?1 ORDER BY id LIMIT {PAGE}");
    let mut after = i64::MIN;
    loop {
        let page: Vec<R> = select(conn, &tail, [after])?;
        for before in &page {
            let mut record = before.clone();
            record.read_older(&older)?;
            if record != *before {
                write(&mut StatementCache::new(conn), &record, &record.values(), false)?;
            }
            after = record.id().raw();
        }
        if page.len() < PAGE {
            return Ok(());
        }
    }
}

/// The team member with this name, of several the one who came into the book first.
fn member_called(conn: &Connection, name: &str) -> Result<Option<Id<Member>>> {
    let members: Vec<Member> = select(conn, "ORDER BY id", [])?;
    Ok(members.into_iter().find(|member| fold(&member.name) == fold(name)).map(|member| member.id))
}

/// Removes the record of this kind with this id.
pub(super) fn delete_one(conn: &Connection, noun: Noun, id: i64) -> Result<()> {
    with_record!(noun, delete(conn, id))
}

/// The account that a record of this kind belongs to.
pub(super) fn account_of(conn: &Connection, noun: Noun, id: i64) -> Result<Option<Id<Account>>> {
    fn of<R: Record>(conn: &Connection, id: i64) -> Result<Option<Id<Account>>> {
        Ok(get::<R>(conn, Id::new(id))?.and_then(|record| record.account_id()).map(Id::new))
    }
    with_record!(noun, of(conn, id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::day::Day;
    use crate::store::{Now, Store};

    fn store(folder: &tempfile::TempDir) -> Store {
        Store::open(&folder.path().join("b.db"), true).unwrap()
    }

    fn now() -> Now {
        Now { today: Day::parse("2026-11-22").unwrap(), ms: 1_800_000_000_000, stamp: String::new() }
    }

    /// A field that is declared and not in the table, or the other way round, is a migration that was forgotten.
    #[test]
    fn every_table_is_as_its_record_is_declared() {
        let folder = tempfile::tempdir().unwrap();
        let store = store(&folder);
        for noun in Noun::ALL {
            let sql =
                format!("SELECT name, type, \"notnull\" FROM pragma_table_info('{}') ORDER BY name", noun.table());
            let mut statement = store.conn.prepare(&sql).unwrap();
            let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
            let table: Vec<(String, String, bool)> = rows.map(Result::unwrap).collect();
            let columns = noun.fields().iter().filter(|field| field.is_column());
            let mut declared: Vec<(String, String, bool)> = columns
                .map(|field| (field.key.to_owned(), field.kind.sql().to_owned(), !field.is_optional))
                .chain([("id".to_owned(), "INTEGER".to_owned(), false)])
                .collect();
            declared.sort();
            assert_eq!(table, declared, "{noun}");
            for beside in noun.fields().iter().filter_map(|field| Beside::new(noun.table(), field)) {
                store.conn.prepare(&beside.all).unwrap();
            }
        }
    }

    /// Text that is too long is refused by the one way into the book, in every field of every record.
    #[test]
    fn nothing_is_put_that_was_not_checked() {
        fn each_field<R: Record>(store: &mut Store) -> Vec<&'static str> {
            let texts = R::FIELDS.iter().enumerate().filter_map(|(at, field)| match field.kind {
                Kind::Text { most, .. } => Some((at, field, most)),
                _ => None,
            });
            let mut tried = Vec::new();
            for (at, field, most) in texts {
                let refused = store.edit(&now(), "Try", |edit| {
                    let mut record = R::blank();
                    for (at, other) in R::FIELDS.iter().enumerate() {
                        let fit = match other.kind {
                            Kind::Text { .. } | Kind::Stage if !other.is_optional => Value::Text("x".to_owned()),
                            Kind::Whole(least, ..) => Value::Int(least.into()),
                            Kind::Number | Kind::Figure => Value::Float(1.0),
                            _ => continue,
                        };
                        assert!(record.set(at, fit));
                    }
                    assert!(record.set(at, Value::Text("x".repeat(most + 1))));
                    record.set_id(edit.mint()?);
                    edit.put(&record)
                });
                assert_eq!(refused.unwrap_err().field, Some(field.key), "{}: {}", R::NOUN, field.key);
                tried.push(field.key);
            }
            tried
        }
        let folder = tempfile::tempdir().unwrap();
        let mut store = store(&folder);
        for noun in Noun::ALL {
            assert!(with_record!(*noun, each_field(&mut store)).contains(&"external_id"), "{noun}");
        }
    }
}
