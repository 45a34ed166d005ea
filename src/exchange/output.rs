//! Where a file may be written for a person: never in the place of the book, nor of what SQLite keeps beside it, and in the
//! place of another file only where that was agreed to.

use crate::domain::problem::{Problem, Result};
use crate::domain::text::clean;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

/// What SQLite keeps beside a book.
const BESIDE: [&str; 4] = ["", "-wal", "-shm", "-journal"];

/// The file that is written when `path` is asked for, links followed. `book`: the open book; `replace`: whether a file that is
/// there may go.
pub fn target(path: &Path, book: &Path, replace: bool) -> Result<PathBuf> {
    let shown = clean(&path.to_string_lossy()).into_owned();
    let real = real(path);
    if BESIDE.iter().any(|ending| is_same(&real, &with(&self::real(book), ending))) {
        let sentence = format!("{shown} is the book itself or a part of it: name another file.");
        return Err(Problem::input(sentence));
    }
    if real.is_dir() {
        return Err(Problem::input(format!("{shown} is a folder: name a file in it.")));
    }
    if real.is_file() && !replace {
        return Err(Problem::input(format!(
            "{shown} is there already: name another file, or add --force to replace it."
        )));
    }
    Ok(real)
}

/// The path with its links followed, as far as there is anything.
fn real(path: &Path) -> PathBuf {
    if let Ok(real) = fs::canonicalize(path) {
        return real;
    }
    // A link to nothing yet means what it points to.
    if let Ok(pointed) = fs::read_link(path) {
        let pointed = path.parent().map_or_else(|| pointed.clone(), |folder| folder.join(&pointed));
        return if pointed == path { pointed } else { real(&pointed) };
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    match (fs::canonicalize(folder), path.file_name()) {
        (Ok(folder), Some(name)) => folder.join(name),
        _ => path.to_owned(),
    }
}

fn with(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(ending);
    PathBuf::from(name)
}

/// Whether both are one file, under whatever names.
fn is_same(one: &Path, other: &Path) -> bool {
    one == other || is_same_file(one, other)
}

#[cfg(unix)]
fn is_same_file(one: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let id = |path: &Path| fs::metadata(path).ok().map(|meta| (meta.dev(), meta.ino()));
    id(one).is_some_and(|found| Some(found) == id(other))
}

#[cfg(not(unix))]
fn is_same_file(one: &Path, other: &Path) -> bool {
    let name = |path: &Path| path.to_string_lossy().to_lowercase();
    name(one) == name(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn the_book_is_never_a_target_by_whatever_name() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let book = at("b.db");
        fs::write(&book, "x").unwrap();
        fs::create_dir(at("sub")).unwrap();
        std::os::unix::fs::symlink(&book, at("link.db")).unwrap();
        std::os::unix::fs::symlink("link.db", at("far.db")).unwrap();
        std::os::unix::fs::symlink(at("b.db-wal"), at("dangling")).unwrap();
        fs::hard_link(&book, at("hard.db")).unwrap();
        for name in ["b.db", "b.db-wal", "b.db-shm", "b.db-journal", "link.db", "far.db", "hard.db", "dangling"] {
            for replace in [false, true] {
                let told = target(&at(name), &book, replace).unwrap_err().sentence;
                assert!(told.contains("the book itself"), "{name}: {told}");
            }
        }
        for path in [at("sub/../b.db"), at("sub/.././b.db-wal")] {
            assert!(target(&path, &at("link.db"), true).is_err(), "{}", path.display());
        }
        assert!(target(&at("new.csv"), &book, false).is_ok());
    }

    #[test]
    fn what_is_there_is_replaced_where_that_was_agreed_to_and_a_folder_never() {
        let folder = tempfile::tempdir().unwrap();
        let (book, file) = (folder.path().join("b.db"), folder.path().join("a.csv"));
        fs::write(&file, "x").unwrap();
        assert!(target(&file, &book, false).unwrap_err().sentence.contains("--force"));
        assert!(target(&file, &book, true).is_ok());
        assert!(target(folder.path(), &book, true).unwrap_err().sentence.contains("folder"));
    }
}
