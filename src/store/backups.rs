//! The backups that a book makes of itself: a folder beside it, one file for each, named by when and why.

use super::file::{beside, io, shown};
use super::leftovers;
use super::open::read_only;
use super::{Now, Store};
use crate::domain::backup_plan::{Made, to_spare};
use crate::domain::day::Day;
use crate::domain::problem::{Problem, Result};
use rusqlite::Connection;
use std::cmp::Reverse;
use std::fs;
use std::path::{Path, PathBuf};

/// Why a backup was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The first write of a day.
    Day,
    /// An import follows.
    Import,
    /// An account is removed.
    Removal,
    /// A person is forgotten.
    Forgetting,
    /// Another program had put another file in the place of the book: this is what was open.
    Replaced,
}

impl Why {
    const ALL: [Why; 5] = [Why::Day, Why::Import, Why::Removal, Why::Forgetting, Why::Replaced];

    /// In words, as it stands in the name of the file.
    pub const fn word(self) -> &'static str {
        match self {
            Why::Day => "daily",
            Why::Import => "before an import",
            Why::Removal => "before a removal",
            Why::Forgetting => "before forgetting",
            Why::Replaced => "of a replaced book",
        }
    }
}

/// A backup that is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Its file.
    pub path: PathBuf,
    /// The day it was made.
    pub on: Day,
    /// The time of that day, `HH:MM`.
    pub at: String,
    /// Why it was made.
    pub why: Why,
    /// How large it is, in bytes.
    pub bytes: u64,
}

/// How many records of the kinds one counts a book by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Accounts.
    pub accounts: i64,
    /// Contacts.
    pub contacts: i64,
    /// Touches.
    pub touches: i64,
    /// Steps of the history.
    pub steps: i64,
}

impl Counts {
    pub(super) fn of(conn: &Connection) -> Result<Self> {
        let count = |table: &str| -> Result<i64> {
            Ok(conn.query_row(&format!("SELECT count(*) FROM \"{table}\""), [], |row| row.get(0))?)
        };
        Ok(Self {
            accounts: count("account")?,
            contacts: count("contact")?,
            touches: count("touch")?,
            steps: count("op")?,
        })
    }
}

/// The folder for the backups of the book at `book`.
pub fn folder(book: &Path) -> PathBuf {
    beside(book, ".backups")
}

/// The backups of the book at `book`, newest first.
pub fn list(book: &Path) -> Vec<Kept> {
    let files = fs::read_dir(folder(book)).into_iter().flatten().flatten();
    let mut all: Vec<Kept> = files.filter_map(|file| kept(&file.path())).collect();
    // Of one second, the one that was written last is the newest.
    all.sort_by_cached_key(|one| {
        Reverse((one.on, one.at.clone(), fs::metadata(&one.path).and_then(|meta| meta.modified()).ok()))
    });
    all
}

/// A file by its name, `2026-11-29 101500 daily.db`; none: it is not a backup of this kind.
fn kept(path: &Path) -> Option<Kept> {
    let name = path.file_name()?.to_str()?.strip_suffix(".db")?;
    let (day, rest) = name.split_once(' ')?;
    let (time, why) = rest.split_once(' ')?;
    let (hour, minute) = (time.get(..2)?, time.get(2..4)?);
    let why = Why::ALL.into_iter().find(|known| why.split(" (").next() == Some(known.word()))?;
    let bytes = fs::metadata(path).ok()?.len();
    Some(Kept { on: Day::parse(day).ok()?, at: format!("{hour}:{minute}"), why, bytes, path: path.to_owned() })
}

impl Store {
    /// How many records the book holds.
    pub fn counts(&self) -> Result<Counts> {
        Counts::of(&self.conn)
    }

    /// Makes a backup of the book beside it, proves it and lets go of those that the plan spares. `stamp`: day and time in ISO 8601.
    pub fn back_up(&self, why: Why, stamp: &str) -> Result<PathBuf> {
        let folder = folder(&self.path);
        own_folder(&folder)?;
        leftovers::clear(&folder);
        let (day, time) = stamp.split_once('T').unwrap_or((stamp, "000000"));
        let name = |count: u32| {
            let again = if count == 1 { String::new() } else { format!(" ({count})") };
            folder.join(format!("{day} {} {}{again}.db", time.replace(':', ""), why.word()))
        };
        let Some(target) = (1..1000).map(name).find(|name| !name.exists()) else {
            return Err(Problem::input(format!(
                "{} is full of backups of this second; wait a moment.",
                shown(&folder)
            )));
        };
        self.backup(&target)?;
        if let Ok(today) = Day::parse(day) {
            thin(&self.path, today);
        }
        Ok(target)
    }
}

/// Makes the backup of the day, where the book holds anything and there is none yet.
pub fn of_day(store: &Store, now: &Now) -> Result<()> {
    let has_one = list(&store.path).iter().any(|one| one.on == now.today && one.why == Why::Day);
    if has_one || store.counts()?.steps == 0 {
        return Ok(());
    }
    store.back_up(Why::Day, &now.stamp).map(drop)
}

/// How many records a backup holds.
pub fn counts(backup: &Path) -> Result<Counts> {
    Counts::of(&read_only(backup)?)
}

fn thin(book: &Path, today: Day) {
    let all = list(book);
    let made: Vec<Made> = all.iter().map(|one| Made { on: one.on, is_daily: one.why == Why::Day }).collect();
    for place in to_spare(&made, today) {
        let _ = fs::remove_file(&all[place].path);
    }
}

/// Makes a folder that belongs to its owner alone.
fn own_folder(folder: &Path) -> Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|error| io(folder, &error))
}

/// Whether a file holds these words, whatever the capitals of plain letters; one that cannot be read may.
pub fn holds(file: &Path, words: &str) -> bool {
    let Ok(bytes) = fs::read(file) else { return true };
    let wanted = words.to_ascii_lowercase().into_bytes();
    !wanted.is_empty() && bytes.to_ascii_lowercase().windows(wanted.len()).any(|part| part == wanted)
}
