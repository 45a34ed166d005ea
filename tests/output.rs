//! What is written where a person asked for it: never onto the book, never over another file unasked, and never lost in silence.

#![allow(clippy::unwrap_used)]

mod desk;

use desk::Desk;
use std::fs;
use std::process::Stdio;

/// Every command that writes a file it is told, the file left out.
const FILES: [&str; 8] = [
    "export accounts -o",
    "export touches --format json -o",
    "export calendar -o",
    "export contacts -o",
    "export showcase -o",
    "export handover acme -o",
    "export accounts",
    "huddle -o",
];

/// Every command that prints.
const PRINTED: [&str; 27] = [
    "today",
    "show acme",
    "accounts",
    "accounts --json",
    "risk",
    "risk acme",
    "backtest",
    "survival",
    "score",
    "pipeline",
    "renewals",
    "huddle",
    "charter",
    "team",
    "settings",
    "history",
    "check",
    "new",
    "edit",
    "remove",
    "new contact acme",
    "export accounts",
    "export touches --format json",
    "export calendar",
    "man",
    "completions bash",
    "--help",
];

fn desk() -> Desk {
    let desk = Desk::of(
        "external_id,name,stage,value,currency,customer_since,owner\na,Acme,steady,1000,EUR,2024-01-01,Ana Ruiz\n",
    );
    desk.import("contacts", "account,name\na,Jane Doe\n");
    desk
}

fn words(line: &str) -> Vec<&str> {
    line.split(' ').collect()
}

#[cfg(unix)]
#[test]
fn nothing_is_written_in_the_place_of_the_book() {
    let desk = desk();
    let book = desk.path("book.db");
    fs::hard_link(&book, desk.path("hard.db")).unwrap();
    std::os::unix::fs::symlink(&book, desk.path("link.db")).unwrap();
    for line in FILES {
        for name in ["book.db", "./book.db", "book.db-wal", "book.db-journal", "link.db", "hard.db"] {
            let told =
                desk.run(&words(line)).arg(desk.path(name)).arg("--force").assert().code(1).get_output().stderr.clone();
            let told = String::from_utf8(told).unwrap();
            assert!(told.contains("the book itself"), "{line} {name}: {told}");
        }
    }
    assert_eq!(desk.json(&["accounts"]).as_array().unwrap().len(), 1);
    assert!(!desk.path("book.db-journal").exists());
}

#[test]
fn a_file_that_is_there_stays_until_its_end_is_agreed_to() {
    let desk = desk();
    let file = desk.path("notes.txt");
    for line in FILES {
        fs::write(&file, "mine").unwrap();
        let told = desk.run(&words(line)).arg(&file).assert().code(1).get_output().stderr.clone();
        assert!(String::from_utf8(told).unwrap().contains("--force"), "{line}");
        assert_eq!(fs::read_to_string(&file).unwrap(), "mine", "{line}");
        desk.run(&words(line)).arg(&file).arg("--force").assert().success();
        assert_ne!(fs::read_to_string(&file).unwrap(), "mine", "{line}");
    }
    desk.run(&["export", "book"]).arg(desk.path("copy")).assert().success();
    fs::write(desk.path("copy/accounts.csv"), "mine").unwrap();
    desk.run(&["export", "book"]).arg(desk.path("copy")).assert().code(1);
    assert_eq!(fs::read_to_string(desk.path("copy/accounts.csv")).unwrap(), "mine");
    desk.run(&["export", "book", "--force"]).arg(desk.path("copy")).assert().success();
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_does_not_arrive_is_an_error() {
    let desk = desk();
    for line in PRINTED {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_mainstay"));
        command.args(words(line)).env("MAINSTAY_BOOK", desk.path("book.db")).env("HOME", desk.folder.path());
        let told = command.stdout(full).stderr(Stdio::piped()).output().unwrap();
        assert_eq!(told.status.code(), Some(1), "{line}");
        assert!(String::from_utf8(told.stderr).unwrap().contains("disk is full"), "{line}");
    }
    for line in FILES {
        let told = desk.run(&words(line)).arg("/dev/full").assert().code(1).get_output().stderr.clone();
        assert!(String::from_utf8(told).unwrap().contains("disk is full"), "{line}");
        desk.run(&words(line)).arg("/dev/null").assert().success();
    }
    assert!(!fs::metadata("/dev/null").unwrap().is_file(), "a device stays one");
}

#[cfg(unix)]
#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let desk = desk();
    for line in PRINTED {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_mainstay"));
        command.args(words(line)).env("MAINSTAY_BOOK", desk.path("book.db")).env("HOME", desk.folder.path());
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let told = child.wait_with_output().unwrap();
        assert_eq!((told.status.code(), String::from_utf8(told.stderr).unwrap().as_str()), (Some(0), ""), "{line}");
    }
}

#[test]
fn a_table_for_excel_begins_with_its_mark_and_is_read_back() {
    let desk = desk();
    let file = desk.path("excel.csv");
    desk.run(&["export", "accounts", "--excel", "-o"]).arg(&file).assert().success();
    assert!(fs::read(&file).unwrap().starts_with(b"\xef\xbb\xbfexternal_id,"));
    desk.run(&["import"]).arg(&file).assert().success();
    assert!(desk.text(&["export", "accounts"]).starts_with("external_id,"));
}
