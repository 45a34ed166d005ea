//! A file that appears whole or not at all, readable by its owner only.

use super::writer::unwritable;
use crate::domain::problem::{Problem, ProblemKind, Result};
use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{BufWriter, ErrorKind, Write};
use std::path::Path;
use tempfile::NamedTempFile;

/// Writes `path` by `fill`: under another name beside it first, which takes its place when all is on disk. On an error
/// what stood at `path` stays as it was. A device or a pipe is written to and stays what it is.
pub fn write<T>(path: &Path, fill: impl FnOnce(&mut BufWriter<File>) -> Result<T>) -> Result<T> {
    if path.is_dir() {
        return Err(Problem::input(format!("{} is a folder: name a file in it.", path.display())));
    }
    if path.exists() && !path.is_file() {
        let stream = OpenOptions::new().write(true).open(path).map_err(|error| unwritable(&error))?;
        let mut out = BufWriter::with_capacity(256 * 1024, stream);
        let answer = fill(&mut out)?;
        out.flush().map_err(|error| unwritable(&error))?;
        return Ok(answer);
    }
    let draft = draft_beside(path)?;
    let mut out =
        BufWriter::with_capacity(256 * 1024, draft.as_file().try_clone().map_err(|error| unwritable(&error))?);
    let answer = fill(&mut out)?;
    let done = out.into_inner().map_err(|error| unwritable(error.error()))?;
    done.sync_all().map_err(|error| unwritable(&error))?;
    drop(done);
    draft.persist(path).map_err(|error| unwritable(&error.error))?;
    Ok(answer)
}

/// The file under another name, which nobody can foresee or have put a link at; dropped, it is removed. It belongs to its
/// owner alone; elsewhere than on Unix a new file takes the permissions of its folder, which in a user's own folders are the owner’s alone.
fn draft_beside(path: &Path) -> Result<NamedTempFile> {
    let Some(name) = path.file_name() else {
        return Err(Problem::input(format!("{} is no name of a file.", path.display())));
    };
    let mut hidden = OsString::from(".");
    hidden.push(name);
    hidden.push(".");
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    tempfile::Builder::new().prefix(&hidden).suffix(".part").tempfile_in(folder).map_err(|error| match error.kind() {
        ErrorKind::NotFound => {
            Problem::not_found(format!("{} is in a folder that is not there: make the folder first.", path.display()))
        }
        ErrorKind::PermissionDenied => Problem::new(
            ProblemKind::ReadOnly,
            format!("{} may not be written: choose another folder.", path.display()),
        ),
        _ => unwritable(&error),
    })
}

/// Makes `folder` if it is not there, readable by its owner only.
pub fn folder(folder: &Path) -> Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|error| {
        Problem::new(ProblemKind::Io, format!("{} could not be made ({error}): name another folder.", folder.display()))
    })
}

/// Writes bytes that are already at hand.
pub fn write_bytes(path: &Path, bytes: &[u8]) -> Result<()> {
    write(path, |out| out.write_all(bytes).map_err(|error| unwritable(&error)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_write_leaves_what_was_there() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        write_bytes(&path, b"old").unwrap();
        let failed = write(&path, |out| {
            out.write_all(b"new").unwrap();
            Err::<(), _>(Problem::input("no"))
        });
        assert!(failed.is_err());
        assert_eq!(fs::read(&path).unwrap(), b"old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "no draft is left");
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_may_read_it() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        write_bytes(&path, b"x").unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
}
