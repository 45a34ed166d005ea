//! The book of the pictures, for tests: `tests/fixtures/pictures`, written by hand in the format of every import. Fourteen
//! accounts: one at least in each stage, two lost, one for each way in which an account gets into danger. Nothing that is
//! made up for the demo changes it.

use super::Book;
use super::import::{ImportOptions, files};
use crate::domain::day::Day;
use std::path::Path;
use std::sync::LazyLock;

/// The day on which it is looked at.
const TODAY: &str = "2026-11-22";

fn write(path: &Path) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/pictures");
    let mut names: Vec<_> = std::fs::read_dir(folder).unwrap().map(|one| one.unwrap().path()).collect();
    names.sort();
    let mut book = Book::open(path, true, Day::parse(TODAY).ok()).unwrap();
    let options = ImportOptions { strict: true, ..ImportOptions::default() };
    let plans = book.plan_import(&files(&names), &options);
    let (reports, outcome) = book.import(&plans, &options, &mut |_| true).unwrap();
    let faults: Vec<_> = reports.iter().map(|one| (&one.rejected, &one.faults)).collect();
    assert!(outcome.step > 0, "the book of the pictures has rows that cannot be read: {faults:?}");
    // As in the demo, the first u does not empty the book.
    book.store.set_undo_floor().unwrap();
}

impl Book {
    /// A copy of the book of the pictures, called `book.db` in the folder, which lives as long as the test.
    pub(crate) fn pictured() -> (tempfile::TempDir, Self) {
        static MADE: LazyLock<tempfile::TempDir> = LazyLock::new(|| {
            let made = tempfile::tempdir().unwrap();
            write(&made.path().join("made.db"));
            let book = Book::open(&made.path().join("made.db"), false, Day::parse(TODAY).ok()).unwrap();
            book.backup(Some(&made.path().join("book.db"))).unwrap();
            made
        });
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("book.db");
        std::fs::copy(MADE.path().join("book.db"), &path).unwrap();
        (folder, Self::open(&path, false, Day::parse(TODAY).ok()).unwrap())
    }
}
