//! Which file a book is. A name may come to stand for another file while the book is open: a program that synchronises folders
//! puts its own copy there, a disk is unplugged. What is written then would go into a file that nobody finds again.

use super::file::{beside, shown};
use crate::domain::problem::{Problem, ProblemKind, Result};
use std::cell::Cell;
use std::path::{Path, PathBuf};

/// What has become of the file of an open book.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// It is where it was.
    Here,
    /// Another file stands under its name.
    Replaced,
    /// Nothing stands under its name.
    Gone,
}

/// A file, told apart from any other that may stand under its name.
pub(super) struct Identity {
    path: PathBuf,
    file: Option<(u64, u64)>,
    /// The log beside it, as last seen while the file was there.
    log: Cell<Option<(u64, u64)>>,
}

impl Identity {
    pub(super) fn of(path: &Path) -> Self {
        // Seen from wherever the program may go: a relative name would stand for another file there.
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let log = Cell::new(number(&beside(&path, "-wal")));
        Self { file: number(&path), path, log }
    }

    pub(super) fn place(&self) -> Place {
        match number(&self.path) {
            None if self.file.is_some() => Place::Gone,
            now if now == self.file => {
                self.log.set(number(&beside(&self.path, "-wal")));
                Place::Here
            }
            _ => Place::Replaced,
        }
    }

    /// Takes the log of a file that is gone away, once that is closed: whatever is opened under its name next would be read
    /// together with it, and be torn.
    pub(super) fn clear_log(&self) {
        let log = beside(&self.path, "-wal");
        // Once only: the next file may be given the number of the one that is gone.
        let known = self.log.take();
        if self.place() != Place::Here && known.is_some() && number(&log) == known {
            let _ = std::fs::remove_file(log);
            let _ = std::fs::remove_file(beside(&self.path, "-shm"));
        }
    }

    /// Refuses to write into a file that is no longer the book.
    pub(super) fn check(&self) -> Result<()> {
        let path = shown(&self.path);
        let sentence = match self.place() {
            Place::Here => return Ok(()),
            Place::Gone => format!(
                "The book is no longer at {path}, so nothing was written; put it back there, or save what is open with “backup”."
            ),
            Place::Replaced => {
                format!("Another program has put another file at {path}, so nothing was written; open the book again.")
            }
        };
        Err(Problem::new(ProblemKind::Io, sentence))
    }
}

/// Device and number of the file, which no other file has while it is open.
#[cfg(unix)]
fn number(path: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata(path).ok().map(|meta| (meta.dev(), meta.ino()))
}

/// Elsewhere an open file can be neither replaced nor removed.
#[cfg(not(unix))]
fn number(_: &Path) -> Option<(u64, u64)> {
    None
}
