//! Books as files: an old one opens; what is no book is told in one sentence and left as it is; a kill loses nothing.

#![allow(clippy::unwrap_used)]

use assert_cmd::Command;
use mainstay::book::{Book, SortBy};
use mainstay::domain::account::Account;
use mainstay::domain::custom_field::CustomField;
use mainstay::domain::day::Day;
use mainstay::domain::problem::{Problem, ProblemKind};
use mainstay::domain::reading::Reading;
use mainstay::domain::touch::Touch;
use mainstay::domain::words::Channel;
use mainstay::store::backup::Depth;
use std::path::{Path, PathBuf};
use std::process::Output;
use tempfile::TempDir;

fn today() -> Option<Day> {
    Day::from_ymd(2026, 11, 22)
}

/// A copy of the kept book of shape 1 in a folder of its own.
fn kept() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book.db");
    std::fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/books/shape-1.db"), &path).unwrap();
    (folder, path)
}

fn mainstay(book: &Path, words: &[&str]) -> Output {
    let mut command = Command::cargo_bin("mainstay").unwrap();
    command.env("MAINSTAY_TODAY", "2026-11-22").arg("--book").arg(book).args(words);
    command.output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Opens what is no book: one sentence that names the file, and not a byte of it changed.
fn refused(path: &Path) -> Problem {
    let before = path.is_file().then(|| std::fs::read(path).unwrap());
    let Err(problem) = Book::open(path, true, today()).map(|_| ()) else { panic!("{} opened", path.display()) };
    assert_eq!(path.is_file().then(|| std::fs::read(path).unwrap()), before, "{} was changed", path.display());
    let sentence = &problem.sentence;
    assert!(sentence.ends_with('.') && !sentence.contains('\n') && sentence.len() > 20, "{sentence}");
    problem
}

#[test]
fn an_old_book_opens_and_its_history_still_goes_both_ways() {
    let (_folder, path) = kept();
    let mut book = Book::open(&path, false, today()).unwrap();
    assert_eq!(book.check(Depth::Full).unwrap(), Vec::<String>::new());
    let (accounts, touches) = (book.count::<Account>().unwrap(), book.count::<Touch>().unwrap());
    assert!(accounts > 0 && touches > 0);
    let steps = book.history(None, 20).unwrap().len();
    assert!(steps >= 4, "{steps} steps");
    let mut undone = 0;
    while book.undoable().is_some() {
        book.undo().unwrap();
        undone += 1;
    }
    assert_eq!(undone, steps);
    assert_eq!(book.count::<Account>().unwrap(), 0, "before its first import it was empty");
    while book.redoable().is_some() {
        book.redo().unwrap();
    }
    assert_eq!((book.count::<Account>().unwrap(), book.count::<Touch>().unwrap()), (accounts, touches));
    assert_eq!(book.check(Depth::Full).unwrap(), Vec::<String>::new());
}

#[test]
fn what_is_no_book_is_said_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    std::fs::write(at("empty.db"), "").unwrap();
    std::fs::write(at("words.db"), "Dear diary, ".repeat(1_000)).unwrap();
    std::fs::create_dir(at("folder.db")).unwrap();
    rusqlite::Connection::open(at("other.db")).unwrap().execute_batch("CREATE TABLE song (title TEXT)").unwrap();
    for (name, says) in [
        ("empty.db", "an empty file"),
        ("words.db", "something else"),
        ("folder.db", "a folder"),
        ("other.db", "another program"),
    ] {
        let problem = refused(&at(name));
        assert_eq!(problem.kind, ProblemKind::NotABook, "{name}");
        assert!(problem.sentence.contains(says) && problem.sentence.contains(name), "{}", problem.sentence);
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_is_no_book_and_nobody_waits_for_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("pipe.db");
    assert!(std::process::Command::new("mkfifo").arg(&path).status().unwrap().success());
    assert!(refused(&path).sentence.contains("a pipe"));
}

#[test]
fn a_newer_book_is_left_to_the_newer_program() {
    let (_folder, path) = kept();
    let conn = rusqlite::Connection::open(&path).unwrap();
    let shape: i64 = conn.query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap();
    conn.execute_batch(&format!("PRAGMA user_version = {}", shape.max(99) + 1)).unwrap();
    conn.close().unwrap();
    let Err(problem) = Book::open(&path, false, today()).map(|_| ()) else { panic!("a newer book opened") };
    assert_eq!(problem.kind, ProblemKind::Newer);
    assert!(problem.sentence.contains("newer mainstay"), "{}", problem.sentence);
}

#[test]
fn a_book_cut_short_is_damaged() {
    let (_folder, path) = kept();
    let bytes = std::fs::read(&path).unwrap();
    std::fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
    let problem = refused(&path);
    assert_eq!(problem.kind, ProblemKind::Damaged);
    assert!(problem.sentence.contains("cut short") && problem.sentence.contains("restore"), "{}", problem.sentence);
}

#[test]
fn a_book_with_a_broken_first_page_is_damaged() {
    let (_folder, path) = kept();
    let mut bytes = std::fs::read(&path).unwrap();
    for byte in &mut bytes[100..400] {
        *byte = !*byte;
    }
    std::fs::write(&path, &bytes).unwrap();
    let told = mainstay(&path, &["today"]);
    assert_eq!(told.status.code(), Some(1));
    let words = text(&told.stderr);
    assert!(words.lines().count() == 1 && words.contains("damaged") && words.contains("restore"), "{words}");
}

#[test]
fn a_locked_book_says_so_and_takes_the_next_write() {
    let (_folder, path) = kept();
    assert!(mainstay(&path, &["accounts"]).status.success(), "brought up to date first");
    let other = rusqlite::Connection::open(&path).unwrap();
    other.execute_batch("PRAGMA journal_mode = WAL; BEGIN IMMEDIATE").unwrap();
    let told = mainstay(&path, &["log", "Northwind Traders call hello"]);
    assert_eq!(told.status.code(), Some(1));
    assert!(text(&told.stderr).contains("Another program is writing"), "{}", text(&told.stderr));
    assert!(mainstay(&path, &["accounts"]).status.success(), "reading goes on");
    other.execute_batch("COMMIT").unwrap();
    assert!(mainstay(&path, &["log", "Northwind Traders call hello"]).status.success());
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::fmt::Write as _;
    use std::io::{BufRead, BufReader, Write as _};
    use std::os::unix::fs::PermissionsExt;
    use std::process::Stdio;

    #[test]
    fn a_book_that_may_not_be_written_can_be_read() {
        let (folder, path) = kept();
        drop(Book::open(&path, false, today()).unwrap());
        let set = |path: &Path, mode| std::fs::set_permissions(path, PermissionsExt::from_mode(mode)).unwrap();
        set(&path, 0o444);
        set(folder.path(), 0o555);
        // Who may do everything is not held back by rights; then there is nothing to try.
        if std::fs::OpenOptions::new().append(true).open(&path).is_err() {
            let before = std::fs::read(&path).unwrap();
            let told = mainstay(&path, &["log", "Northwind Traders call hello"]);
            assert_eq!(told.status.code(), Some(1));
            assert_eq!(text(&told.stderr).lines().count(), 1, "{}", text(&told.stderr));
            assert_eq!(std::fs::read(&path).unwrap(), before);
        }
        set(folder.path(), 0o755);
        set(&path, 0o644);
    }

    #[test]
    fn a_full_disk_loses_nothing_and_the_next_write_works() {
        let (folder, path) = kept();
        let mut accounts = "external_id,name\n".to_owned();
        (0..20_000).for_each(|at| writeln!(accounts, "F{at},Filler number {at}").unwrap());
        let file = folder.path().join("accounts.csv");
        std::fs::write(&file, accounts).unwrap();
        let before = Book::open(&path, false, today()).unwrap().count::<Account>().unwrap();
        let program = assert_cmd::cargo::cargo_bin("mainstay");
        // No file may grow beyond half a MiB, which is what a full disk looks like to the database.
        let script = "trap '' XFSZ; ulimit -f 1024; exec \"$0\" --book \"$1\" import \"$2\"";
        let mut shell = std::process::Command::new("sh");
        shell.arg("-c").arg(script).arg(program).arg(&path).arg(&file).env("MAINSTAY_TODAY", "2026-11-22");
        let told = shell.output().unwrap();
        assert_eq!(told.status.code(), Some(1), "{}", text(&told.stderr));
        assert!(text(&told.stderr).contains("nothing was written"), "{}", text(&told.stderr));
        let mut book = Book::open(&path, false, today()).unwrap();
        assert_eq!(book.count::<Account>().unwrap(), before);
        assert_eq!(book.check(Depth::Full).unwrap(), Vec::<String>::new());
        assert!(book.undo().is_ok(), "the next write works");
    }

    #[test]
    fn what_was_answered_survives_a_kill() {
        for round in 0..20 {
            let (_folder, path) = kept();
            let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin("mainstay"))
                .env("MAINSTAY_TODAY", "2026-11-22")
                .arg("--book")
                .arg(&path)
                .arg("log")
                .stdin(Stdio::piped())
                .stdout(Stdio::piped())
                .stderr(Stdio::null())
                .spawn()
                .unwrap();
            let before = Book::open(&path, false, today()).unwrap().count::<Touch>().unwrap();
            let mut input = child.stdin.take().unwrap();
            let writer = std::thread::spawn(move || {
                (0..10_000).all(|at| writeln!(input, "Northwind Traders call number {at}").is_ok())
            });
            let mut answers = BufReader::new(child.stdout.take().unwrap()).lines();
            let is_answer = |line: &std::io::Result<String>| {
                line.as_ref().is_ok_and(|line| line.starts_with("Logged:") && line.ends_with('.'))
            };
            let mut kept = answers.by_ref().filter(is_answer).take(3 + round).count() as u64;
            child.kill().unwrap();
            // What was on its way out when the kill came was answered too.
            kept += answers.filter(is_answer).count() as u64;
            child.wait().unwrap();
            writer.join().unwrap();
            let book = Book::open(&path, false, today()).unwrap();
            let now = book.count::<Touch>().unwrap();
            assert!(now >= before + kept, "round {round}: {kept} answered, {} kept", now - before);
            assert_eq!(book.check(Depth::Full).unwrap(), Vec::<String>::new());
        }
    }
}

#[test]
fn an_old_book_takes_every_channel() {
    let (_folder, path) = kept();
    let account: String = rusqlite::Connection::open(&path)
        .unwrap()
        .query_row("SELECT name FROM account ORDER BY id LIMIT 1", [], |row| row.get(0))
        .unwrap();
    for channel in Channel::ALL {
        let said = mainstay(&path, &["log", &format!("{account} {channel} Shown the new line")]);
        assert!(said.status.success() && text(&said.stdout).contains(channel.word()), "{}", text(&said.stdout));
        let how = format!("channel={channel}");
        for noun in ["action", "news"] {
            let made = mainstay(&path, &["new", noun, &account, "title=Shown the new line", &how]);
            assert!(made.status.success(), "{noun} {channel}: {}", text(&made.stderr));
        }
    }
    let conn = rusqlite::Connection::open(&path).unwrap();
    for table in ["touch", "action", "company_update"] {
        let known: i64 =
            conn.query_row(&format!("SELECT count(DISTINCT channel) FROM {table}"), [], |row| row.get(0)).unwrap();
        assert_eq!(known as usize, Channel::ALL.len(), "{table}");
    }
    let whole: String = conn.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(whole, "ok");
}

#[test]
fn a_book_from_before_custom_fields_takes_them_and_readings() {
    let (_folder, path) = kept();
    let mut book = Book::open(&path, false, today()).unwrap();
    let account = book.all::<Account>().unwrap().remove(0).id;
    let (name, value) = ("Segment".to_owned(), "enterprise".to_owned());
    book.keep(CustomField { account, name, value, ..CustomField::default() }).unwrap();
    let on = Day::from_ymd(2026, 11, 1).unwrap();
    book.keep(Reading { account, metric: "Logins".into(), on, value: 12.0, ..Reading::default() }).unwrap();
    let filter = book.filter("segment:enterprise logins>10").unwrap();
    assert_eq!(book.accounts(&filter, SortBy::Name).unwrap().len(), 1);
    book.undo().unwrap();
    book.undo().unwrap();
    assert_eq!((book.custom_names().unwrap(), book.metrics_of(account).unwrap()), (vec![], vec![]));
    assert_eq!(book.check(Depth::Full).unwrap(), Vec::<String>::new());
}
