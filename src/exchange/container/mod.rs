//! Any file that a person brings, opened into tables of text.
//!
//! ```text
//! bytes ─ kind                    what the beginning of the file says it is; its name is not asked
//!          ├ workbook             XLSX, XLSB, XLS     ├ cards      vCard
//!          ├ opendoc              ODS                 ├ calendar   iCalendar, with series
//!          ├ archive              zip and gzip        ├ mail       eml, mbox
//!          └ json                 arrays, lines, trees
//! ```
//!
//! Each reader turns its format into CSV in memory, which the readers of CSV then take on; a file that is CSV already is left
//! to them and read from disk. Everything is bounded: what a file may unpack to, and what all its tables may hold together.

mod archive;
mod calendar;
mod cards;
mod grid;
mod guard;
mod json;
mod keyed;
mod kind;
mod lines;
mod mail;
mod moment;
mod oldbook;
mod opendoc;
mod people;
mod series;
#[cfg(test)]
mod tests;
mod value;
mod workbook;

use super::encoding::{self, Decoded, Verdict};
use super::source::{STANDARD_INPUT, STDIN, regular_size, shown, unreadable};
use crate::domain::day::Day;
use crate::domain::problem::{Problem, ProblemKind, Result};
use grid::Grid;
use keyed::Keyed;
use kind::Kind;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek};
use std::path::{Path, PathBuf};

/// The most text that the tables of one file may hold together, in bytes.
const ROOM: usize = 256 * MIB;
/// The most that is taken from standard input, in bytes.
const STDIN_CAP: u64 = 1024 * MIB as u64;
/// How far archives may hold archives.
const DEPTH: usize = 1;
const MIB: usize = 1024 * 1024;

/// One table found in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its name within the file: the sheet, the member of an archive, the key in a JSON tree; none when the file is one table.
    pub name: Option<String>,
    /// What its rows are, where the format says it: "contacts" (cards), "activities" (calendar, mail); none: its header and
    /// values decide.
    pub holds: Option<&'static str>,
    /// Which kind of file: "workbook", "cards", "calendar", "mail", "json", "csv".
    pub format: &'static str,
    /// Its rows with a header line, as CSV in UTF-8 with "\n" line ends and comma. Text of an archive whose rows differ in
    /// width stands as it was written, for the reader of tables to name the rows.
    pub text: Vec<u8>,
}

/// A file opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// Its tables, in the order in which they stand in it.
    pub parts: Vec<Part>,
    /// What was left out and why, one sentence each.
    pub notes: Vec<String>,
}

/// Opens the file at `path` by what it holds; `today` bounds how far repeating meetings are taken. None: it is text that is
/// read as a CSV file as it stands. An error is one sentence that says what cannot be read and what to do.
pub fn open(path: &Path, today: Day) -> Result<Option<Opened>> {
    regular_size(path)?;
    let mut file = File::open(path).map_err(|error| unreadable(path, &error))?;
    let mut opening = Opening::new(shown(path), today);
    if !opening.read(&mut file, 0)? {
        return Ok(None);
    }
    opening.finish().map(Some)
}

/// Standard input, kept in a temporary folder that only its owner may read, so that it can be read twice.
#[derive(Debug)]
pub struct Stdin {
    folder: tempfile::TempDir,
}

impl Stdin {
    /// The file that it is kept in.
    pub fn path(&self) -> PathBuf {
        self.folder.path().join(STANDARD_INPUT)
    }
}

/// Takes all of standard input.
pub fn from_stdin() -> Result<Stdin> {
    let kept = Stdin { folder: tempfile::tempdir().map_err(|error| unkept(&error))? };
    let mut file = tempfile::NamedTempFile::new_in(kept.folder.path()).map_err(|error| unkept(&error))?;
    let taken = io::copy(&mut io::stdin().lock().take(STDIN_CAP + 1), file.as_file_mut());
    if taken.map_err(|error| unkept(&error))? > STDIN_CAP {
        return Err(Problem::input("Standard input holds more than 1 GiB: save it as a file and import its parts."));
    }
    file.persist_noclobber(kept.path()).map_err(|error| unkept(&error.error))?;
    STDIN.get_or_init(|| kept.path());
    Ok(kept)
}

/// The sentence for a temporary file that could not be written.
fn unkept(error: &io::Error) -> Problem {
    match error.kind() {
        io::ErrorKind::StorageFull => Problem::new(
            ProblemKind::Full,
            "The disk is full, so the file cannot be unpacked: make room and try again.",
        ),
        _ => Problem::new(ProblemKind::Io, format!("A temporary file could not be written ({error}): try again.")),
    }
}

/// A file while it is opened: what is found is put here.
struct Opening {
    /// How sentences call what is being read.
    shown: String,
    /// The member of an archive that is being read.
    member: Option<String>,
    today: Day,
    room: usize,
    cards: Keyed,
    parts: Vec<Part>,
    notes: Vec<String>,
}

impl Opening {
    fn new(shown: String, today: Day) -> Self {
        let cards = Keyed::with(cards::COLUMNS);
        Self { shown, member: None, today, room: ROOM, cards, parts: Vec::new(), notes: Vec::new() }
    }

    /// Reads `file` from its beginning, inside `depth` archives; `false` when it is text as it stands.
    fn read(&mut self, file: &mut File, depth: usize) -> Result<bool> {
        let kind = kind::of(&self.head(file)?);
        match kind {
            Kind::Text => return Ok(false),
            Kind::Refused(why) => return Err(Problem::input(format!("{} {why}", self.shown))),
            Kind::Zip => guard::guarded(&self.shown.clone(), || archive::read(file, depth, self))?,
            Kind::Gzip => archive::read_gzip(file, depth, self)?,
            Kind::Compound => guard::guarded(&self.shown.clone(), || oldbook::read(file, self))?,
            Kind::Cards => {
                let text = self.text(file)?;
                guard::guarded(&self.shown.clone(), || cards::read(text, self))?;
            }
            Kind::Calendar => {
                let text = self.text(file)?;
                guard::guarded(&self.shown.clone(), || calendar::read(text, self))?;
            }
            Kind::Json => json::read(self.text(file)?, self)?,
            Kind::Mail | Kind::Mailbox => {
                let whole = BufReader::with_capacity(256 * 1024, file);
                guard::guarded(&self.shown.clone(), || mail::read(whole, kind == Kind::Mailbox, self))?;
            }
        }
        Ok(true)
    }

    fn head(&self, file: &mut File) -> Result<Vec<u8>> {
        let mut head = Vec::new();
        self.rewind(file)?;
        file.take(kind::HEAD).read_to_end(&mut head).map_err(|error| self.unreadable(&error))?;
        self.rewind(file)?;
        Ok(head)
    }

    fn rewind(&self, file: &mut File) -> Result<()> {
        file.rewind().map_err(|error| self.unreadable(&error))
    }

    /// The text of `file` in UTF-8, without byte-order mark.
    fn text<'a>(&self, file: &'a mut File) -> Result<Text<'a>> {
        self.rewind(file)?;
        let verdict = encoding::detect(file).map_err(|error| self.unreadable(&error))?;
        self.rewind(file)?;
        match verdict {
            Verdict::Text(encoding) => Ok(BufReader::with_capacity(256 * 1024, Decoded::new(file, encoding))),
            Verdict::Refused(why) => Err(Problem::input(format!("{} {why}", self.shown))),
        }
    }

    /// An empty table that may take what room is left.
    fn grid(&self) -> Grid {
        Grid::new(&self.shown, self.room)
    }

    /// Adds a table; one without rows is passed over. Rows of `format` under the same header join those before.
    fn add(&mut self, name: Option<String>, holds: Option<&'static str>, format: &'static str, grid: Grid) {
        let text = grid.finish();
        if text.is_empty() {
            return;
        }
        self.room = self.room.saturating_sub(text.len());
        let joined = self.parts.iter_mut().find(|part| holds.is_some() && part.format == format);
        match joined {
            Some(part) => {
                part.name = None;
                let header = text.iter().position(|byte| *byte == b'\n').map_or(text.len(), |end| end + 1);
                part.text.extend_from_slice(&text[header..]);
            }
            None => self.parts.push(Part { name, holds, format, text }),
        }
    }

    /// Notes what was left out; the same is said once.
    fn note(&mut self, sentence: String) {
        if !self.notes.contains(&sentence) {
            self.notes.push(sentence);
        }
    }

    fn unreadable(&self, error: &io::Error) -> Problem {
        unreadable(Path::new(&self.shown), error)
    }

    /// A refusal of what is being read; `why` finishes a sentence that begins with its name.
    fn refusal(&self, why: impl std::fmt::Display) -> Problem {
        Problem::input(format!("{} {why}", self.shown))
    }

    fn finish(mut self) -> Result<Opened> {
        let cards = std::mem::replace(&mut self.cards, Keyed::with(&[]));
        if !cards.is_empty() {
            let mut grid = self.grid();
            cards.write(&mut grid, true)?;
            self.add(None, Some("contacts"), "cards", grid);
        }
        if self.parts.is_empty() {
            let why = self.notes.into_iter().next();
            return Err(Problem::input(
                why.unwrap_or_else(|| format!("{} holds no rows: check what was exported.", self.shown)),
            ));
        }
        Ok(Opened { parts: self.parts, notes: self.notes })
    }
}

/// The text of a file as UTF-8.
type Text<'a> = BufReader<Decoded<&'a mut File>>;

/// Whether mainstay itself wrote the card or event with this key: its files come back and must not be doubled.
fn is_own(uid: &str) -> bool {
    uid.ends_with("@mainstay")
}

/// A key for what has none, the same each time it is read (FNV-1a).
fn made_up(kind: &str, parts: &[&str]) -> String {
    let bytes = parts.iter().flat_map(|part| part.bytes().chain([0]));
    let sum = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3));
    format!("{kind}-{sum:016x}")
}
