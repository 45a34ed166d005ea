//! Copies of a book, and checking one.

use super::Store;
use super::backups::Counts;
use super::file::{beside, copy, io, shown};
use super::leftovers::{self, copy_of};
use crate::domain::problem::{Problem, ProblemKind, Result};
use rusqlite::{Connection, ErrorCode, OpenFlags};
use std::fs;
use std::path::{Path, PathBuf};

/// How thorough a check is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// Structure only: a fraction of a second.
    Quick,
    /// Indexes, values and references too: seconds on a large book.
    Full,
}

impl Store {
    /// Closes the book and takes its files away.
    pub fn discard(self) {
        let path = self.path.clone();
        drop(self);
        for ending in ["-wal", "-shm", "-journal", ""] {
            let _ = fs::remove_file(beside(&path, ending));
        }
    }

    /// Copies the whole book to `target`, which must not exist: to a temporary name beside it, checked, then renamed.
    pub fn backup(&self, target: &Path) -> Result<()> {
        if target.exists() {
            return Err(Problem::input(format!(
                "{} is there already; name another file for the backup.",
                shown(target)
            )));
        }
        leftovers::clear(target.parent().unwrap_or(target));
        let part = &copy_of(target, ".part-");
        let copied = self.copy_to(part).and_then(|()| fs::rename(part, target).map_err(|error| io(target, &error)));
        if copied.is_err() {
            let _ = fs::remove_file(part);
        }
        copied
    }

    /// A copy counts when it was opened, checked, and holds as much as the book did before.
    fn copy_to(&self, part: &Path) -> Result<()> {
        let held = Counts::of(&self.conn)?;
        copy(&self.conn, part)?;
        let copy = Connection::open_with_flags(part, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        sound(&copy, "PRAGMA quick_check(1)")?;
        let (copied, now) = (Counts::of(&copy)?, Counts::of(&self.conn)?);
        if copied == held || copied == now {
            return Ok(());
        }
        Err(Problem::new(
            ProblemKind::Damaged,
            "The copy does not hold what the book holds, so it was not kept; check the book with “mainstay check”.",
        ))
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

/// What came of a restore.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// Where the book is kept that was there before.
    pub kept: Option<PathBuf>,
    /// Whether indexes of the backup were damaged, and were built anew in the book.
    pub is_repaired: bool,
}

/// Puts a copy of `source`, a backup that is only read, in the place of the book at `target`; what was there is kept beside it.
pub fn restore(source: &Path, target: &Path, stamp: &str) -> Result<Restored> {
    leftovers::clear(target.parent().unwrap_or(target));
    let part = copy_of(target, ".restoring-");
    let restored = copy_in(source, &part).and_then(|is_repaired| {
        let kept = keep_old(target, stamp)?;
        if let Err(error) = fs::rename(&part, target) {
            if let Some(kept) = &kept {
                let _ = fs::rename(kept, target);
            }
            return Err(io(target, &error));
        }
        Ok(Restored { kept, is_repaired })
    });
    if restored.is_err() {
        for ending in ["", "-wal", "-shm", "-journal"] {
            let _ = fs::remove_file(beside(&part, ending));
        }
    }
    restored
}

/// Copies the backup to `part` and brings that up to date; answers whether indexes had to be built anew.
fn copy_in(source: &Path, part: &Path) -> Result<bool> {
    let backup = super::open::read_only(source)?;
    copy(&backup, part)?;
    let book = Store::open_copy(part)?;
    if book.check(Depth::Full)?.is_empty() {
        return Ok(false);
    }
    // An index says nothing that the tables do not say.
    let _ = book.conn.execute_batch("REINDEX");
    match book.check(Depth::Full)?.first() {
        None => Ok(true),
        Some(found) => Err(Problem::new(
            ProblemKind::Damaged,
            format!("The backup {} is damaged ({found}), so the book was left; restore another one.", shown(source)),
        )),
    }
}

/// Moves the book at `target` out of the way, under a name that nothing has.
fn keep_old(target: &Path, stamp: &str) -> Result<Option<PathBuf>> {
    if !target.exists() {
        return Ok(None);
    }
    take_alone(target)?;
    let name = |count: u32| match count {
        1 => beside(target, &format!(".replaced-{stamp}")),
        count => beside(target, &format!(".replaced-{stamp}-{count}")),
    };
    let Some(kept) = (1..1000).map(name).find(|name| !name.exists()) else {
        return Err(Problem::input(format!(
            "{} was replaced a thousand times in this second; wait and restore again.",
            shown(target)
        )));
    };
    // What a damaged book could not take from its log goes with it, and before it: killed in between, nothing is torn away.
    for ending in ["-wal", "-shm", ""] {
        if beside(target, ending).exists() {
            fs::rename(beside(target, ending), beside(&kept, ending)).map_err(|error| io(target, &error))?;
        }
    }
    Ok(Some(kept))
}

/// Takes the log into the book, for which nobody else may have it open: what they write later would go with the old book.
fn take_alone(target: &Path) -> Result<()> {
    let alone = || -> rusqlite::Result<()> {
        let conn = Connection::open_with_flags(target, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        conn.busy_timeout(std::time::Duration::from_millis(500))?;
        conn.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()))
    };
    match alone() {
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => Err(Problem::new(
            ProblemKind::Busy,
            format!("Another mainstay has {} open; leave it there and restore again.", shown(target)),
        )),
        // A book that cannot be read is what one restores for.
        _ => Ok(()),
    }
}
