//! Files long enough to be read by two threads: the same answers in the same order as short ones.

#![allow(clippy::unwrap_used)]

use mainstay::book::Book;
use mainstay::book::import::{FileReport, ImportOptions};
use mainstay::domain::account::Account;
use mainstay::domain::day::Day;
use mainstay::domain::problem::{Problem, ProblemKind};
use mainstay::domain::touch::Touch;
use mainstay::store::backup::Depth;
use std::fmt::Write;
use std::path::{Path, PathBuf};

const ACCOUNTS: usize = 6_000;
const TOUCHES: usize = 24_000;

fn import(book: &mut Book, path: PathBuf, go_on: &mut dyn FnMut(u64) -> bool) -> Result<FileReport, Problem> {
    let plans = book.plan_import(&[path], &ImportOptions::default());
    book.import(&plans, &ImportOptions::default(), go_on).map(|(mut reports, _)| reports.remove(0))
}

fn book_with_accounts(folder: &Path) -> Book {
    let mut text = "external_id,name,value\n".to_owned();
    (0..ACCOUNTS).for_each(|at| writeln!(text, "A{at},Account {at},{}", at % 97 * 100).unwrap());
    std::fs::write(folder.join("accounts.csv"), text).unwrap();
    let mut book = Book::open(&folder.join("book.db"), true, Day::from_ymd(2026, 11, 22)).unwrap();
    import(&mut book, folder.join("accounts.csv"), &mut |_| true).unwrap();
    book
}

/// Touches of which every thousandth has a day that is none, a key that was there, or an account that is not.
fn touches(folder: &Path) -> PathBuf {
    let mut text = "external_id,account,on,channel,two_way,value_tag,summary\n".to_owned();
    for at in 0..TOUCHES {
        let (key, account, day) = match at % 3_000 {
            999 => (at, at % ACCOUNTS, "2026-06-31"),
            1_999 => (at - 1, at % ACCOUNTS, "2026-06-30"),
            2_999 => (at, ACCOUNTS + at, "2026-06-30"),
            _ => (at, at % ACCOUNTS, "2026-06-30"),
        };
        writeln!(text, "T{key},A{account},{day},call,true,solved,Number {at}").unwrap();
    }
    let path = folder.join("touches.csv");
    std::fs::write(&path, text).unwrap();
    path
}

/// All standings and sums, as text.
fn standings(path: &Path) -> String {
    let conn = rusqlite::Connection::open(path).unwrap();
    let mut text = String::new();
    for table in ["account_summary", "tally", "due_tally"] {
        let mut statement = conn.prepare(&format!("SELECT * FROM {table} ORDER BY 1, 2")).unwrap();
        let columns = statement.column_count();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let cells: Vec<String> = (0..columns).map(|at| format!("{:?}", row.get_ref(at).unwrap())).collect();
            writeln!(text, "{table} {}", cells.join(" ")).unwrap();
        }
    }
    text
}

#[test]
fn what_is_wrong_in_a_long_file_is_told_in_its_order() {
    let folder = tempfile::tempdir().unwrap();
    let mut book = book_with_accounts(folder.path());
    let before = standings(&folder.path().join("book.db"));
    let file = touches(folder.path());
    let report = import(&mut book, file.clone(), &mut |_| true).unwrap();
    let lines: Vec<u64> = report.rejected.iter().map(|rejection| rejection.line).collect();
    let wanted: Vec<u64> = (1..=TOUCHES as u64 / 1_000).map(|thousand| thousand * 1_000 + 1).collect();
    assert_eq!(lines, wanted);
    let columns: Vec<&str> = report.rejected.iter().take(3).map(|rejection| rejection.column.as_str()).collect();
    assert_eq!(columns, ["on", "external_id", "account"]);
    assert_eq!((report.rows, report.created), (TOUCHES as u64, (TOUCHES - wanted.len()) as u64));
    let words: Vec<String> = book.all::<Touch>().unwrap().into_iter().filter_map(|touch| touch.summary).collect();
    assert!(
        words.windows(2).all(|pair| pair[0][7..].parse::<u32>().unwrap() < pair[1][7..].parse::<u32>().unwrap()),
        "in the file's order"
    );
    let again = import(&mut book, file, &mut |_| true).unwrap();
    assert_eq!((again.created, again.unchanged), (0, report.created), "nothing comes twice");

    let after = standings(&folder.path().join("book.db"));
    assert_ne!(before, after);
    book.undo().unwrap();
    assert_eq!(standings(&folder.path().join("book.db")), before, "sums written together equal those kept one by one");
    book.redo().unwrap();
    assert_eq!(standings(&folder.path().join("book.db")), after);
    assert_eq!(book.check(Depth::Full).unwrap(), Vec::<String>::new());
}

#[test]
fn a_long_import_that_is_stopped_keeps_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut book = book_with_accounts(folder.path());
    let stopped = import(&mut book, touches(folder.path()), &mut |rows| rows < 7_000).unwrap_err();
    assert_eq!(stopped.kind, ProblemKind::Cancelled);
    assert_eq!((book.count::<Touch>().unwrap(), book.count::<Account>().unwrap()), (0, ACCOUNTS as u64));
}

#[test]
fn the_turn_of_the_day_is_worked_out_by_two_threads_as_by_one() {
    let folder = tempfile::tempdir().unwrap();
    let mut book = book_with_accounts(folder.path());
    import(&mut book, touches(folder.path()), &mut |_| true).unwrap();
    drop(book);
    let path = folder.path().join("book.db");
    let mut later = Book::open(&path, false, Day::from_ymd(2027, 2, 22)).unwrap();
    later.refresh().unwrap();
    let turned = standings(&path);
    // A write that touches very many accounts works all of them out on its own connection.
    let accounts: Vec<_> = later.all::<Account>().unwrap().into_iter().map(|account| account.id).take(600).collect();
    later.move_to_stage(&accounts, "notice", Day::from_ymd(2027, 2, 22).unwrap()).unwrap();
    later.undo().unwrap();
    let sums = |text: &str| {
        text.lines().filter(|line| line.starts_with("account_summary")).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(sums(&standings(&path)), sums(&turned));
}
