//! Files: their names, their rights, what went wrong with them, and the copy of a whole book.

use crate::domain::problem::{Problem, ProblemKind, Result};
use rusqlite::Connection;
use rusqlite::types::{ToSqlOutput, ValueRef};
use std::fs::{File, OpenOptions};
use std::path::{Path, PathBuf};

/// Copies everything to `part`, a new file that belongs to its owner alone.
pub(super) fn copy(conn: &Connection, part: &Path) -> Result<()> {
    create(part)?;
    copy_into(conn, part)
}

/// Makes a new, empty file that belongs to its owner alone.
pub(super) fn create(path: &Path) -> Result<()> {
    own(OpenOptions::new().write(true).create_new(true)).open(path).map(drop).map_err(|error| io(path, &error))
}

/// Copies everything into `part`, which is empty.
pub(super) fn copy_into(conn: &Connection, part: &Path) -> Result<()> {
    // Names of files are bytes, in any encoding.
    let name = ToSqlOutput::Borrowed(ValueRef::Text(part.as_os_str().as_encoded_bytes()));
    conn.execute("VACUUM INTO ?1", [name])?;
    File::open(part).and_then(|file| file.sync_all()).map_err(|error| io(part, &error))
}

/// The file of this name with `ending` behind it.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// Files made with these options belong to their owner alone. Windows keeps what is in a user's folders to the user.
#[cfg(unix)]
fn own(options: &mut OpenOptions) -> &mut OpenOptions {
    use std::os::unix::fs::OpenOptionsExt;
    options.mode(0o600)
}

/// Files made with these options belong to their owner alone. Windows keeps what is in a user's folders to the user.
#[cfg(not(unix))]
fn own(options: &mut OpenOptions) -> &mut OpenOptions {
    options
}

pub(crate) fn io(path: &Path, error: &std::io::Error) -> Problem {
    let why = match error.kind() {
        std::io::ErrorKind::PermissionDenied => "you may not read or write it; change its rights".to_owned(),
        std::io::ErrorKind::NotFound => "it is not there; check the name".to_owned(),
        std::io::ErrorKind::ReadOnlyFilesystem => "the disk is read-only; name a place you may write to".to_owned(),
        std::io::ErrorKind::StorageFull => "the disk is full; free some room".to_owned(),
        _ => error.to_string(),
    };
    Problem::new(ProblemKind::Io, format!("{} cannot be used: {why}.", shown(path)))
}

pub(super) fn shown(path: &Path) -> String {
    crate::domain::text::clean(&path.to_string_lossy()).into_owned()
}
