//! What SQLite says, told to a person.

use crate::domain::problem::{Problem, ProblemKind};
use rusqlite::{Error, ErrorCode, ffi};

/// Turns a database error into one sentence.
pub(crate) fn problem(error: &Error) -> Problem {
    let Error::SqliteFailure(failure, detail) = error else {
        return Problem::internal(format!("The book could not answer: {error}."));
    };
    let detail = detail.clone().unwrap_or_default();
    match failure.code {
        _ if is_full(failure.extended_code) => {
            Problem::new(ProblemKind::Full, "The disk is full, so nothing was written; free some room and try again.")
        }
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Problem::new(
            ProblemKind::Busy,
            "Another program is writing to the book, so nothing was written; try again in a moment.",
        ),
        ErrorCode::ReadOnly => Problem::new(
            ProblemKind::ReadOnly,
            "The book may not be written to; make the file and its folder writable and try again.",
        ),
        ErrorCode::DatabaseCorrupt => {
            Problem::new(ProblemKind::Damaged, "The book is damaged; restore a backup with “mainstay restore FILE”.")
        }
        ErrorCode::NotADatabase => Problem::new(
            ProblemKind::NotABook,
            "The file is not a book of mainstay, or it is damaged; name another one with --book FILE.",
        ),
        ErrorCode::CannotOpen => Problem::new(
            ProblemKind::Io,
            "The book cannot be opened; check that its folder exists and that you may write there.",
        ),
        ErrorCode::SystemIoFailure => Problem::new(
            ProblemKind::Io,
            "The disk failed while the book was read or written, so nothing was written; check the disk.",
        ),
        ErrorCode::ConstraintViolation => {
            Problem::input(format!("The book refuses this value, so nothing was written ({detail})."))
        }
        _ => Problem::internal(format!("The book could not answer: {error}.")),
    }
}

/// Whether there is no room: for the book, or for what is shared beside it while it is open.
const fn is_full(code: i32) -> bool {
    matches!(code, ffi::SQLITE_FULL | ffi::SQLITE_IOERR_SHMSIZE | ffi::SQLITE_IOERR_SHMOPEN)
}

/// `?` on database results.
impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        problem(&error)
    }
}
