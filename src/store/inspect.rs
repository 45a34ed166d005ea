//! What a file must be before it is opened as a book: one of our own, whole, and without SQL that came with it.

use super::file::{io, shown};
use crate::domain::problem::{Problem, ProblemKind, Result};
use crate::domain::text::fit;
use rusqlite::Connection;
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// `mnst`, in the header of every book.
pub(super) const APPLICATION_ID: i32 = 0x6d6e_7374;

/// Every shape a book has had, oldest first; the number of a shape is its place, from 1.
pub(super) const MIGRATIONS: &[&str] = &[
    include_str!("migrations/001.sql"),
    include_str!("migrations/002.sql"),
    include_str!("migrations/003.sql"),
    include_str!("migrations/004.sql"),
    include_str!("migrations/005.sql"),
    include_str!("migrations/006.sql"),
    include_str!("migrations/007.sql"),
    include_str!("migrations/008.sql"),
    include_str!("migrations/009.sql"),
    include_str!("migrations/010.sql"),
    include_str!("migrations/011.sql"),
    include_str!("migrations/012.sql"),
    include_str!("migrations/013.sql"),
    include_str!("migrations/014.sql"),
    include_str!("migrations/015.sql"),
    include_str!("migrations/016.sql"),
    include_str!("migrations/017.sql"),
    include_str!("migrations/018.sql"),
    include_str!("migrations/019.sql"),
];

/// What lies under a name.
pub(super) enum Found {
    Nothing,
    Book,
}

/// Looks at the file before SQLite does, for SQLite would take an empty file for an empty book.
pub(super) fn inspect(path: &Path) -> Result<Found> {
    let meta = match std::fs::metadata(path) {
        Ok(meta) => meta,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Found::Nothing),
        Err(error) => return Err(io(path, &error)),
    };
    let not_a_book = |what: &str| {
        let sentence = format!("{} is {what}, not a book of mainstay; name another one with --book FILE.", shown(path));
        Err(Problem::new(ProblemKind::NotABook, sentence))
    };
    if meta.is_dir() {
        return not_a_book("a folder");
    }
    if !meta.is_file() {
        return not_a_book("a pipe or a device");
    }
    if meta.len() == 0 {
        return not_a_book("an empty file");
    }
    let mut header = [0u8; 100];
    let read = File::open(path).and_then(|mut file| file.read(&mut header)).map_err(|error| io(path, &error))?;
    if read < header.len() || !header.starts_with(b"SQLite format 3\0") {
        return not_a_book("something else");
    }
    if header[68..72] != APPLICATION_ID.to_be_bytes() {
        return not_a_book("the database of another program");
    }
    let (page, pages) = size_told(&header);
    if meta.len() < page.max(512) {
        return Err(cut_short(path));
    }
    // The write-ahead log may hold pages that the file itself does not have yet.
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    let has_log = std::fs::metadata(Path::new(&log)).is_ok_and(|log| log.len() > 0);
    if pages * page > meta.len() && !has_log {
        return Err(cut_short(path));
    }
    Ok(Found::Book)
}

/// The size of a page of a database and how many there are, by the first bytes of its file.
pub(super) fn size_told(header: &[u8; 100]) -> (u64, u64) {
    let page = match u16::from_be_bytes([header[16], header[17]]) {
        1 => 65_536,
        size => u64::from(size),
    };
    (page, u64::from(u32::from_be_bytes([header[28], header[29], header[30], header[31]])))
}

fn cut_short(path: &Path) -> Problem {
    Problem::new(
        ProblemKind::Damaged,
        format!("The book {} is cut short; restore a backup with “mainstay restore FILE”.", shown(path)),
    )
}

/// Refuses a book with triggers, views or virtual tables that are not of its shape: they would run as the user's own writes.
/// In an older book, whose triggers SQLite may have rewritten when a table was renamed, they go by their names.
pub(super) fn refuse_foreign_sql(path: &Path, conn: &Connection) -> Result<()> {
    let version: i64 = conn.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let is_ours = |name: &str, sql: &str| {
        let begins = format!("CREATE TRIGGER {name} ");
        let own = if version as usize == MIGRATIONS.len() { sql } else { &begins };
        sql.starts_with("CREATE TRIGGER") && MIGRATIONS.iter().any(|migration| migration.contains(own))
    };
    let sql = "SELECT type, name, sql FROM sqlite_schema
        WHERE type = 'trigger' OR type = 'view' OR sql LIKE 'CREATE VIRTUAL%'";
    let mut statement = conn.prepare(sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (what, name, sql): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        if !is_ours(&name, &sql) {
            let (name, shown) = (fit(&name, 60), shown(path));
            let sentence = format!(
                "The book {shown} holds a {what} “{name}” that is not mainstay's and would run by itself, so it was not opened; \
                 “mainstay check --repair” saves its records into a new book."
            );
            return Err(Problem::new(ProblemKind::Damaged, sentence));
        }
    }
    Ok(())
}
