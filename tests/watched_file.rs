//! A book whose file is replaced, removed, or made by a stranger; one on a medium that takes nothing.

#![allow(clippy::unwrap_used)]

mod desk;

use desk::{Desk, TODAY};
use mainstay::book::{Book, Depth};
use mainstay::domain::account::Account;
use mainstay::domain::day::Day;
use std::path::Path;

fn desk() -> Desk {
    Desk::of("external_id,name\nA,Larkfield Foods\n")
}

fn open(path: &Path) -> Book {
    let mut book = Book::open_on(path, false, Some(Day::parse(TODAY).unwrap())).unwrap();
    book.keep_backups();
    book
}

/// Writes something to the book.
fn rename(book: &mut Book, name: &str) -> mainstay::domain::problem::Result<()> {
    let account = book.all::<Account>().unwrap().remove(0);
    book.keep(Account { name: name.to_owned(), ..account }).map(drop)
}

fn name(book: &Book) -> String {
    book.all::<Account>().unwrap().remove(0).name
}

#[test]
#[cfg(unix)]
fn a_file_put_in_the_place_of_an_open_book_is_not_written_to_and_then_seen() {
    let desk = desk();
    let (path, other) = (desk.path("book.db"), desk.path("other.db"));
    let mut book = open(&path);
    std::fs::copy(&path, &other).unwrap();
    rename(&mut open(&other), "From the laptop").unwrap();
    rename(&mut book, "Written here").unwrap();
    std::fs::rename(&other, &path).unwrap();

    let refused = rename(&mut book, "Lost for ever").unwrap_err().sentence;
    assert!(refused.contains("another file") && refused.contains("nothing was written"), "{refused}");
    let told = book.poll().unwrap_err().sentence;
    assert!(told.contains("is kept as"), "{told}");
    assert_eq!(name(&book), "From the laptop");
    let kept = &book.backups()[0].path;
    assert_eq!(name(&open(kept)), "Written here", "what was open is a backup");

    rename(&mut book, "Afterwards").unwrap();
    assert_eq!(book.check(Depth::Full).unwrap(), Vec::<String>::new());
    drop(book);
    assert_eq!(name(&open(&path)), "Afterwards");
    assert_eq!(open(&path).check(Depth::Full).unwrap(), Vec::<String>::new());
}

#[test]
#[cfg(unix)]
fn a_book_that_is_gone_takes_no_writes_is_told_once_and_can_be_saved() {
    let desk = desk();
    let (path, away) = (desk.path("book.db"), desk.path("away.db"));
    let mut book = open(&path);
    std::fs::rename(&path, &away).unwrap();
    let refused = rename(&mut book, "Lost for ever").unwrap_err().sentence;
    assert!(refused.contains("no longer at") && refused.contains("nothing was written"), "{refused}");
    assert!(book.poll().is_err(), "it is told");
    assert!(!book.poll().unwrap(), "once");
    let saved = desk.path("saved.db");
    book.backup(Some(&saved)).unwrap();
    assert_eq!(name(&open(&saved)), "Larkfield Foods");
    std::fs::rename(&away, &path).unwrap();
    rename(&mut book, "Back again").unwrap();
    assert_eq!(name(&book), "Back again");
}

#[test]
fn sql_that_came_with_a_file_is_refused_and_repair_takes_it_out() {
    for (kind, sql) in [
        ("trigger", "CREATE TRIGGER z AFTER INSERT ON touch BEGIN DELETE FROM pulse; END"),
        ("trigger", "CREATE TRIGGER \"a\u{1b}[2J\" AFTER UPDATE ON account BEGIN DELETE FROM pulse; END"),
        ("view", "CREATE VIEW everybody AS SELECT * FROM contact"),
        (
            "trigger",
            "DROP TRIGGER account_summary_added; CREATE TRIGGER account_summary_added AFTER INSERT ON account_summary BEGIN DELETE FROM pulse; END",
        ),
    ] {
        let desk = desk();
        rusqlite::Connection::open(desk.path("book.db")).unwrap().execute_batch(sql).unwrap();
        for command in [&["accounts"][..], &["log", "larkfield", "call"], &["check"], &["export", "accounts"]] {
            let said = desk.refused(command);
            assert!(said.contains(kind) && said.contains("not mainstay's"), "{sql}: {said}");
            assert!(!said.contains('\u{1b}') && said.lines().count() == 1, "{said:?}");
        }
        let repaired = desk.text(&["check", "--repair"]);
        assert!(repaired.contains("could be read"), "{repaired}");
        assert!(desk.text(&["accounts"]).contains("Larkfield Foods"), "{sql}");
        assert!(desk.text(&["check"]).contains("sound"));
    }
}

#[test]
fn a_view_that_never_ends_does_not_hold_the_program_up() {
    let desk = desk();
    let sql = "DROP TABLE meta; CREATE VIEW meta AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c)
        SELECT x AS key, x AS value FROM c";
    rusqlite::Connection::open(desk.path("book.db")).unwrap().execute_batch(sql).unwrap();
    assert!(desk.refused(&["today"]).contains("view"));
    let output = desk.run(&["check", "--repair"]).assert().code(1).get_output().stdout.clone();
    assert!(String::from_utf8(output).unwrap().contains("some of meta"), "what the view took the place of is missing");
}

#[test]
#[cfg(unix)]
fn a_book_that_may_not_be_written_is_read_and_left_as_it_is() {
    use std::os::unix::fs::PermissionsExt;
    let desk = desk();
    let folder = desk.path("medium");
    std::fs::create_dir(&folder).unwrap();
    let path = folder.join("copy.db");
    std::fs::copy(desk.path("book.db"), &path).unwrap();
    let rights = |mode| std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(mode)).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o444)).unwrap();
    rights(0o555);
    // The one user whom rights do not hold back writes beside the file, and needs no copy.
    let is_held_back = std::fs::File::create(folder.join("probe")).is_err();
    let before = std::fs::read(&path).unwrap();
    let mut book = open(&path);
    book.begin_day().unwrap();
    assert_eq!(name(&book), "Larkfield Foods");
    if is_held_back {
        let refused = rename(&mut book, "Lost").unwrap_err().sentence;
        assert!(refused.contains("nothing was written"), "{refused}");
        drop(book);
        assert_eq!(std::fs::read(&path).unwrap(), before);
    }
    rights(0o755);
}
