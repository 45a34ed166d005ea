//! Copies of a book, and checking one.

use super::Store;
use super::open::io;
use crate::domain::problem::{Problem, ProblemKind, Result};
use rusqlite::{Connection, OpenFlags};
use std::fs::{self, File, OpenOptions};
use std::path::Path;

/// How thorough a check is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// Structure only: a fraction of a second.
    Quick,
    /// Indexes, values and references too: seconds on a large book.
    Full,
}

impl Store {
    /// Copies the whole book to `target`, which must not exist: to a temporary name beside it, checked, then renamed.
    pub fn backup(&self, target: &Path) -> Result<()> {
        if target.exists() {
            return Err(Problem::input(format!(
                "{} is there already; name another file for the backup.",
                crate::domain::text::clean(&target.to_string_lossy())
            )));
        }
        let mut name = target.as_os_str().to_owned();
        name.push(format!(".part-{}", std::process::id()));
        let part = Path::new(&name);
        let copied = self.copy_to(part).and_then(|()| fs::rename(part, target).map_err(|error| io(target, &error)));
        if copied.is_err() {
            let _ = fs::remove_file(part);
        }
        copied
    }

    fn copy_to(&self, part: &Path) -> Result<()> {
        // The empty file is made first, so that the copy belongs to its owner alone.
        super::open::own(OpenOptions::new().write(true).create_new(true))
            .open(part)
            .map_err(|error| io(part, &error))?;
        self.conn.execute("VACUUM INTO ?1", [part.to_string_lossy()])?;
        File::open(part).and_then(|file| file.sync_all()).map_err(|error| io(part, &error))?;
        let copy = Connection::open_with_flags(part, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        sound(&copy, "PRAGMA quick_check(1)")
    }

    /// Checks the book; answers what is wrong, an empty list when it is sound.
    pub fn check(&self, depth: Depth) -> Result<Vec<String>> {
        let pragma = match depth {
            Depth::Quick => "PRAGMA quick_check(20)",
            Depth::Full => "PRAGMA integrity_check(20)",
        };
        let mut wrong = findings(&self.conn, pragma)?;
        if depth == Depth::Full {
            let sql = "SELECT \"table\", count(*) FROM pragma_foreign_key_check GROUP BY 1";
            let mut statement = self.conn.prepare(sql)?;
            let rows = statement.query_map([], |row| {
                Ok(format!("{} rows of {} point to nothing", row.get::<_, i64>(1)?, row.get::<_, String>(0)?))
            })?;
            for row in rows {
                wrong.push(row?);
            }
        }
        Ok(wrong)
    }
}

fn findings(conn: &Connection, pragma: &str) -> Result<Vec<String>> {
    let mut statement = conn.prepare(pragma)?;
    let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
    let found = rows.collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(found.into_iter().filter(|line| line != "ok").collect())
}

fn sound(conn: &Connection, pragma: &str) -> Result<()> {
    match findings(conn, pragma)?.first() {
        None => Ok(()),
        Some(found) => Err(Problem::new(
            ProblemKind::Damaged,
            format!("The copy is damaged ({found}), so it was not kept; check the disk with “mainstay check”."),
        )),
    }
}

/// Puts `source`, a backup, in the place of the book at `target`; what was there is kept beside it and its name answered.
pub fn restore(source: &Path, target: &Path, stamp: &str) -> Result<Option<std::path::PathBuf>> {
    let backup = Store::open(source, false)?;
    sound(&backup.conn, "PRAGMA quick_check(1)")?;
    let mut part = target.as_os_str().to_owned();
    part.push(format!(".restoring-{}", std::process::id()));
    backup.backup(Path::new(&part))?;
    let kept = keep_old(target, stamp)?;
    fs::rename(&part, target).map_err(|error| io(target, &error))?;
    Ok(kept)
}

/// Moves the book at `target`, with its log, out of the way.
fn keep_old(target: &Path, stamp: &str) -> Result<Option<std::path::PathBuf>> {
    if !target.exists() {
        return Ok(None);
    }
    let mut name = target.as_os_str().to_owned();
    name.push(format!(".replaced-{}", stamp.replace(':', "")));
    let kept = std::path::PathBuf::from(name);
    for suffix in ["", "-wal", "-shm"] {
        let with = |path: &Path| {
            let mut name = path.as_os_str().to_owned();
            name.push(suffix);
            std::path::PathBuf::from(name)
        };
        if with(target).exists() {
            fs::rename(with(target), with(&kept)).map_err(|error| io(target, &error))?;
        }
    }
    Ok(Some(kept))
}
