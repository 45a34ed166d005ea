//! Restoring a backup: the backup is only read, the book that was there is kept, and doubt is told.

#![allow(clippy::unwrap_used)]

mod desk;

use desk::Desk;
use std::path::{Path, PathBuf};

fn desk() -> Desk {
    Desk::of("external_id,name\nA,Larkfield Foods\n")
}

/// The books in the folder that a restore kept.
fn kept(desk: &Desk) -> Vec<PathBuf> {
    let files = std::fs::read_dir(desk.folder.path()).unwrap().map(|entry| entry.unwrap().path());
    let is_kept =
        |path: &PathBuf| path.to_string_lossy().contains(".replaced-") && !path.to_string_lossy().ends_with("-wal");
    files.filter(is_kept).collect()
}

fn names(desk: &Desk) -> Vec<String> {
    let accounts = desk.json(&["accounts"]);
    accounts.as_array().unwrap().iter().map(|account| account["name"].as_str().unwrap().to_owned()).collect()
}

fn break_an_index(path: &Path) {
    let conn = rusqlite::Connection::open(path).unwrap();
    conn.execute_batch("PRAGMA journal_mode = DELETE").unwrap();
    let root: i64 = conn
        .query_row(
            "SELECT rootpage FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'account' AND sql LIKE '%name%'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    let size: i64 = conn.query_row("PRAGMA page_size", [], |row| row.get(0)).unwrap();
    conn.close().unwrap();
    let mut bytes = std::fs::read(path).unwrap();
    let page = &mut bytes[((root - 1) * size) as usize..(root * size) as usize];
    // The name in the entry of the index is another one now than that of the account.
    let at = page.windows(8).position(|word| word.eq_ignore_ascii_case(b"larkfiel")).unwrap();
    page[at] = b'm';
    std::fs::write(path, bytes).unwrap();
}

#[test]
fn restores_in_one_second_keep_every_book_that_was_there() {
    let desk = desk();
    let copy = desk.path("copy.db");
    let copy = copy.to_str().unwrap();
    desk.text(&["backup", copy]);
    for _ in 0..4 {
        desk.text(&["restore", copy]);
    }
    assert_eq!(kept(&desk).len(), 4);
    assert_eq!(names(&desk), ["Larkfield Foods"]);
}

#[test]
fn a_restore_writes_nothing_to_the_backup_nor_beside_it() {
    let desk = desk();
    let folder = desk.path("backups");
    std::fs::create_dir(&folder).unwrap();
    let copy = folder.join("old.db");
    std::fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/books/shape-1.db"), &copy).unwrap();
    let before = std::fs::read(&copy).unwrap();
    desk.text(&["restore", copy.to_str().unwrap()]);
    assert_eq!(
        std::fs::read(&copy).unwrap(),
        before,
        "a backup of an old shape is brought up to date in the book, not in place"
    );
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1);
    assert!(!names(&desk).contains(&"Larkfield Foods".to_owned()));
}

#[cfg(unix)]
#[test]
fn a_backup_may_have_any_name() {
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::PermissionsExt;
    let desk = desk();
    let copy = desk.folder.path().join(std::ffi::OsStr::from_bytes(b"copy-\xe9.db"));
    desk.run(&["backup"]).arg(&copy).assert().success();
    assert_eq!(std::fs::metadata(&copy).unwrap().permissions().mode() & 0o777, 0o600);
    desk.run(&["restore"]).arg(&copy).assert().success();
    assert_eq!(names(&desk), ["Larkfield Foods"]);
}

#[test]
fn a_damaged_index_is_built_anew_and_that_is_said() {
    let desk = desk();
    let copy = desk.path("copy.db");
    desk.text(&["backup", copy.to_str().unwrap()]);
    break_an_index(&copy);
    let told = desk.json(&["restore", copy.to_str().unwrap()]);
    assert_eq!(told["repaired"], true);
    assert_eq!(names(&desk), ["Larkfield Foods"]);
    desk.text(&["check"]);
}

#[test]
fn a_damaged_backup_is_refused_and_the_book_stays() {
    let desk = desk();
    let copy = desk.path("copy.db");
    desk.text(&["backup", copy.to_str().unwrap()]);
    let bytes = std::fs::read(&copy).unwrap();
    std::fs::write(&copy, &bytes[..bytes.len() / 2]).unwrap();
    assert!(desk.refused(&["restore", copy.to_str().unwrap()]).contains("cut short"));
    assert_eq!((names(&desk), kept(&desk).len()), (vec!["Larkfield Foods".to_owned()], 0));
    let left = std::fs::read_dir(desk.folder.path()).unwrap().map(|entry| entry.unwrap().file_name());
    assert!(!left.into_iter().any(|name| name.to_string_lossy().contains("restoring")));
}

#[test]
fn a_book_that_another_program_has_open_is_not_taken_away() {
    let desk = desk();
    let copy = desk.path("copy.db");
    desk.text(&["backup", copy.to_str().unwrap()]);
    let open = rusqlite::Connection::open(desk.path("book.db")).unwrap();
    open.execute_batch("BEGIN; SELECT count(*) FROM account").unwrap();
    let told = desk.run(&["restore", copy.to_str().unwrap()]).assert().failure().get_output().stderr.clone();
    assert!(String::from_utf8(told).unwrap().contains("has"), "says who has it open");
    assert!(kept(&desk).is_empty());
}
