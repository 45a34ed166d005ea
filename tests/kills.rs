//! Killed in the middle of a long operation, or with the disk full: the book and every file are as before or as after, never
//! something between.

#![cfg(unix)]
#![allow(clippy::unwrap_used)]

use mainstay::book::Book;
use mainstay::domain::account::Account;
use mainstay::domain::day::Day;
use mainstay::domain::handoff::Handoff;
use mainstay::domain::member::Member;
use mainstay::store::backup::Depth;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;
use tempfile::TempDir;

const DAY: &str = "2026-11-22";

fn program() -> PathBuf {
    assert_cmd::cargo::cargo_bin("mainstay")
}

fn open(path: &Path) -> Book {
    Book::open(path, false, Some(Day::parse(DAY).unwrap())).unwrap()
}

/// A made-up book in a folder of its own.
fn made() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("b.db");
    let mut demo = Command::new(program());
    demo.args(["demo", "--accounts", "60", "--today", DAY, "--save"]).arg(&path).stdout(Stdio::null());
    assert!(demo.status().unwrap().success());
    (folder, path)
}

/// Starts a command on a copy of the book, kills it after `wait`, and hands the copy over; true: it had ended before.
fn killed(book: &Path, words: &[&str], wait: Duration, look: impl FnOnce(Book)) -> bool {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("b.db");
    std::fs::copy(book, &path).unwrap();
    let mut command = Command::new(program());
    command.env("MAINSTAY_TODAY", DAY).arg("--book").arg(&path).args(words);
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    std::thread::sleep(wait);
    let ended = child.try_wait().unwrap().is_some();
    let _ = child.kill();
    child.wait().unwrap();
    let book = open(&path);
    assert_eq!(book.check(Depth::Full).unwrap(), Vec::<String>::new(), "{words:?} killed after {wait:?}");
    look(book);
    ended
}

/// Kills the command sooner and later, from at once until it ends by itself.
fn killed_all_along(book: &Path, words: &[&str], look: impl Fn(Book)) {
    let mut wait = Duration::from_millis(2);
    for _ in 0..14 {
        if killed(book, words, wait, &look) {
            return;
        }
        wait = wait * 8 / 5;
    }
}

#[test]
fn an_import_that_is_killed_is_taken_in_whole_or_not_at_all() {
    let (folder, path) = made();
    let before = open(&path).count::<Account>().unwrap();
    let mut accounts = "external_id,name,stage\n".to_owned();
    (0..5_000).for_each(|at| writeln!(accounts, "K{at},Killed number {at},steady").unwrap());
    let file = folder.path().join("accounts.csv");
    std::fs::write(&file, accounts).unwrap();
    killed_all_along(&path, &["import", file.to_str().unwrap()], |book| {
        let now = book.count::<Account>().unwrap();
        assert!(now == before || now == before + 5_000, "{now} of {before}");
    });
}

#[test]
fn a_departure_that_is_killed_is_carried_out_whole_or_not_at_all() {
    let (_folder, path) = made();
    let member = open(&path).member_called("Ana Ruiz").unwrap().id;
    // How it stands: whether they leave, how many accounts are the contacts, how many hand-offs are offered.
    let stands = move |book: &Book| {
        let accounts: Vec<Account> = book.all().unwrap();
        let owned = accounts.iter().filter(|one| one.owner == Some(member)).count();
        (book.get::<Member>(member).unwrap().left_on, owned, book.count::<Handoff>().unwrap())
    };
    let before = stands(&open(&path));
    let words = ["what-if", "leave", "Ana", "Ruiz", "--carry-out", "--on", "2026-11-29"];
    let whole = tempfile::tempdir().unwrap();
    let done = whole.path().join("b.db");
    std::fs::copy(&path, &done).unwrap();
    let to_its_end = Command::new(program()).env("MAINSTAY_TODAY", DAY).arg("--book").arg(&done).args(words).output();
    assert!(to_its_end.unwrap().status.success());
    let after = stands(&open(&done));
    assert!(before.1 > after.1, "{before:?} {after:?}");
    killed_all_along(&path, &words, |book| {
        let now = stands(&book);
        assert!(now == before || now == after, "{now:?} is neither {before:?} nor {after:?}");
    });
}

#[test]
fn an_old_book_that_is_killed_while_it_is_brought_up_to_date_opens() {
    let old = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/books/shape-1.db");
    let folder = tempfile::tempdir().unwrap();
    let whole = folder.path().join("b.db");
    std::fs::copy(&old, &whole).unwrap();
    let accounts = open(&whole).count::<Account>().unwrap();
    killed_all_along(&old, &["accounts"], |book| assert_eq!(book.count::<Account>().unwrap(), accounts));
}

#[test]
fn an_export_onto_a_full_disk_says_so_and_leaves_the_file_of_before() {
    let (folder, path) = made();
    for (what, name) in [("calendar", "b.ics"), ("contacts", "b.vcf"), ("showcase", "b.html"), ("touches", "b.csv")] {
        let file = folder.path().join(name);
        std::fs::write(&file, "what stood there before").unwrap();
        // No file may grow beyond half a KiB, which is what a full disk looks like.
        let script = "trap '' XFSZ; ulimit -f 1; exec \"$0\" --book \"$1\" export \"$2\" -o \"$3\"";
        let mut shell = Command::new("sh");
        shell.arg("-c").arg(script).arg(program()).arg(&path).arg(what).arg(&file).env("MAINSTAY_TODAY", DAY);
        let told = shell.output().unwrap();
        let words = String::from_utf8(told.stderr).unwrap();
        assert_eq!(told.status.code(), Some(1), "{what}: {words}");
        assert_eq!(words.lines().count(), 1, "{what}: {words}");
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "what stood there before", "{what}");
        let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        let stray = left.iter().filter(|name| {
            !["b.db", "b.db-wal", "b.db-shm", "b.ics", "b.vcf", "b.html", "b.csv"]
                .iter()
                .any(|known| name.as_encoded_bytes() == known.as_bytes())
        });
        assert_eq!(stray.count(), 0, "{what}: {left:?}");
    }
}
