//! What can still be read of a damaged book, or of one with SQL of a stranger, written into a new book.
//!
//! Every row is read from its table and from no index; indexes, summaries and triggers are those of the new book. Of a table
//! with a page that cannot be read, what stands before it is read forwards and what stands behind it backwards.

use super::Store;
use super::backup::Depth;
use super::file::{beside, io, shown};
use super::inspect::{inspect, size_told};
use crate::domain::problem::{Problem, ProblemKind, Result};
use rusqlite::types::Value;
use rusqlite::{Connection, ErrorCode, OpenFlags, params_from_iter};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use tempfile::TempPath;

/// The tables that are worked out from the others.
const SUMMARIES: [&str; 4] = ["account_summary", "tally", "due_tally", "seen_tally"];

/// What was saved of a book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// The new book.
    pub path: PathBuf,
    /// How many rows of records and history are in it.
    pub rows: u64,
    /// The tables of which something is missing, each with how many rows where that can be told.
    pub missing: BTreeMap<String, Option<u64>>,
}

/// Saves what can be read of the book at `path` into a new one beside it, named by `stamp`.
///
/// # Errors
///
/// The file is no database at all; the new book cannot be written.
pub fn save(path: &Path, stamp: &str) -> Result<Saved> {
    if let Err(problem) = inspect(path)
        && problem.kind == ProblemKind::NotABook
    {
        return Err(problem);
    }
    let target = beside(path, &format!(".repaired-{stamp}.db"));
    if target.exists() {
        return Err(Problem::input(format!("{} is there already; move it away.", shown(&target))));
    }
    let saved = fill(path, &target);
    if saved.is_err() {
        for ending in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(beside(&target, ending));
        }
    }
    saved
}

/// A copy of a file that is cut short, as long as its first page says that it should be: without the end, SQLite reads none
/// of it. None: nothing is missing at its end.
fn padded(path: &Path) -> Result<Option<TempPath>> {
    let told = |error: std::io::Error| io(path, &error);
    let mut header = [0u8; 100];
    let mut file = File::open(path).map_err(told)?;
    file.read_exact(&mut header).map_err(told)?;
    let (page, pages) = size_told(&header);
    let (whole, length) = (page * pages, file.metadata().map_err(told)?.len());
    // What the first page says is not trusted further than twice what is there.
    if whole <= length || whole > length * 2 {
        return Ok(None);
    }
    let copy = tempfile::Builder::new().prefix("mainstay-").suffix(".db").tempfile().map_err(told)?.into_temp_path();
    std::fs::copy(path, &copy).map_err(told)?;
    File::options().write(true).open(&copy).and_then(|file| file.set_len(whole)).map_err(told)?;
    Ok(Some(copy))
}

fn fill(path: &Path, target: &Path) -> Result<Saved> {
    let padded = padded(path)?;
    let path = padded.as_deref().unwrap_or(path);
    let old = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    let store = Store::open(target, true)?;
    store.conn.execute_batch("PRAGMA foreign_keys = OFF")?;
    let mut saved = Saved { path: target.to_owned(), rows: 0, missing: BTreeMap::new() };
    store.conn.execute_batch("BEGIN IMMEDIATE")?;
    for table in tables(&store.conn)? {
        if SUMMARIES.contains(&table.as_str()) {
            continue;
        }
        let table = Table::of(&store.conn, &old, table)?;
        saved.take(&table, table.copy(&old, &store.conn)?);
    }
    if saved.rows == 0 {
        return Err(Problem::new(
            ProblemKind::Damaged,
            "Nothing could be read of it; restore a backup: “mainstay backup --list”.".to_owned(),
        ));
    }
    saved.drop_loose(&store.conn)?;
    // The summaries are worked out when the new book is opened.
    super::set_meta(&store.conn, "standings", "")?;
    store.conn.execute_batch("COMMIT; PRAGMA foreign_keys = ON")?;
    if let Some(found) = store.check(Depth::Full)?.first() {
        return Err(Problem::new(
            ProblemKind::Damaged,
            format!("What could be read does not make a sound book ({found}); restore a backup."),
        ));
    }
    Ok(saved)
}

fn tables(conn: &Connection) -> Result<Vec<String>> {
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY rowid";
    let mut statement = conn.prepare(sql)?;
    let names = statement.query_map([], |row| row.get(0))?;
    Ok(names.collect::<rusqlite::Result<_>>()?)
}

/// A table of both books, with the columns that both have.
struct Table {
    name: String,
    columns: Vec<String>,
    /// What orders it, as SQL: the way it lies in the file.
    order: String,
}

impl Table {
    fn of(new: &Connection, old: &Connection, name: String) -> Result<Self> {
        let columns = |conn: &Connection| -> Result<Vec<(String, i64)>> {
            let mut statement = conn.prepare("SELECT name, pk FROM pragma_table_info(?1) ORDER BY cid")?;
            let rows = statement.query_map([&name], |row| Ok((row.get(0)?, row.get(1)?)))?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        };
        let (mine, theirs) = (columns(new)?, columns(old).unwrap_or_default());
        let is_table = old
            .query_row("SELECT type = 'table' FROM sqlite_schema WHERE name = ?1", [&name], |row| row.get(0))
            .unwrap_or(false);
        let both = mine.iter().filter(|(column, _)| is_table && theirs.iter().any(|(other, _)| other == column));
        let mut keys: Vec<&(String, i64)> = mine.iter().filter(|(_, place)| *place > 0).collect();
        keys.sort_by_key(|(_, place)| *place);
        let order = keys.iter().map(|(column, _)| format!("\"{column}\" DESC")).collect::<Vec<_>>().join(", ");
        Ok(Self { columns: both.map(|(column, _)| column.clone()).collect(), order, name })
    }

    /// Copies every row that can be read; answers how many, and whether there were others.
    fn copy(&self, old: &Connection, new: &Connection) -> Result<(u64, bool)> {
        if self.columns.is_empty() {
            return Ok((0, true));
        }
        let list = self.columns.iter().map(|column| format!("\"{column}\"")).collect::<Vec<_>>().join(", ");
        let marks = vec!["?"; self.columns.len()].join(", ");
        let mut put = new.prepare(&format!("INSERT OR IGNORE INTO \"{}\" ({list}) VALUES ({marks})", self.name))?;
        let read = format!("SELECT {list} FROM \"{}\" NOT INDEXED", self.name);
        let (forwards, is_whole) = self.pass(old, &read, &mut put)?;
        if is_whole {
            return Ok((forwards, false));
        }
        let (backwards, _) = self.pass(old, &format!("{read} ORDER BY {}", self.order), &mut put)?;
        Ok((forwards + backwards, true))
    }

    /// Reads until the end or until a page that cannot be read; answers how many rows were new, and whether that was the end.
    fn pass(&self, old: &Connection, read: &str, put: &mut rusqlite::Statement<'_>) -> Result<(u64, bool)> {
        let Ok(mut statement) = old.prepare(read) else { return Ok((0, false)) };
        let Ok(mut rows) = statement.query([]) else { return Ok((0, false)) };
        let (mut count, mut is_whole) = (0, true);
        loop {
            let Ok(row) = rows.next() else { return Ok((count, false)) };
            let Some(row) = row else { return Ok((count, is_whole)) };
            let values: rusqlite::Result<Vec<Value>> = (0..self.columns.len()).map(|place| row.get(place)).collect();
            let written = values.and_then(|values| put.execute(params_from_iter(values)));
            match written {
                Ok(changed) => count += changed as u64,
                // A row of which a value is of no kind that the table takes.
                Err(error) if error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) => is_whole = false,
                Err(error) => return Err(error.into()),
            }
        }
    }
}

impl Saved {
    fn take(&mut self, table: &Table, (rows, has_lost): (u64, bool)) {
        self.rows += rows;
        if has_lost {
            self.missing.insert(table.name.clone(), None);
        }
    }

    /// Removes rows that point to what could not be read, and what points to those.
    fn drop_loose(&mut self, new: &Connection) -> Result<()> {
        loop {
            let sql = "SELECT DISTINCT loose.\"table\", key.\"from\" FROM pragma_foreign_key_check AS loose
                JOIN pragma_foreign_key_list(loose.\"table\") AS key ON key.id = loose.fkid";
            let loose: Vec<(String, String)> = {
                let mut statement = new.prepare(sql)?;
                let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
                rows.collect::<rusqlite::Result<_>>()?
            };
            if loose.is_empty() {
                return Ok(());
            }
            for (table, column) in loose {
                let parent: String = new.query_row(
                    "SELECT \"table\" FROM pragma_foreign_key_list(?1) WHERE \"from\" = ?2",
                    [&table, &column],
                    |row| row.get(0),
                )?;
                let key: String =
                    new.query_row("SELECT name FROM pragma_table_info(?1) WHERE pk = 1", [&parent], |row| row.get(0))?;
                let sql = format!(
                    "DELETE FROM \"{table}\" WHERE \"{column}\" IS NOT NULL
                        AND \"{column}\" NOT IN (SELECT \"{key}\" FROM \"{parent}\")"
                );
                let gone = new.execute(&sql, [])? as u64;
                self.rows -= gone.min(self.rows);
                let missing = self.missing.entry(table).or_default();
                *missing = Some(missing.unwrap_or(0) + gone);
            }
        }
    }
}
