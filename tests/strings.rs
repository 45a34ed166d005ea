//! Strings that programs stumble over, as names and as words: in, out and in again, to the letter.

#![allow(clippy::unwrap_used)]

use mainstay::book::Book;
use mainstay::book::export::ExportOptions;
use mainstay::book::import::{FileReport, ImportOptions};
use mainstay::domain::account::Account;
use mainstay::domain::contact::Contact;
use mainstay::domain::day::Day;
use mainstay::domain::touch::Touch;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

fn strings() -> Vec<String> {
    let lines = include_str!("fixtures/strings.txt").lines().filter(|line| !line.starts_with("# "));
    let mut strings: Vec<String> = lines.map(str::to_owned).collect();
    strings.extend(["two\nlines".to_owned(), "old\rline\r\nends".to_owned(), " blanks around ".to_owned()]);
    strings
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// A book of its own with the files of `folder` in it; no row may be rejected.
fn book_of(path: &Path, files: &[PathBuf]) -> (Book, Vec<FileReport>) {
    let mut book = Book::open(path, true, Day::from_ymd(2026, 11, 22)).unwrap();
    let plans = book.plan_import(files, &ImportOptions::default());
    let (reports, _) = book.import(&plans, &ImportOptions::default(), &mut |_| true).unwrap();
    for report in &reports {
        assert_eq!(report.rejected, vec![], "{}", report.noun);
    }
    (book, reports)
}

/// The files of the whole book in a new folder, by name.
fn exported(book: &Book, folder: &Path) -> BTreeMap<PathBuf, String> {
    book.export_book(folder, ExportOptions::default()).unwrap();
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files.map(|path| (path.file_name().unwrap().into(), std::fs::read_to_string(&path).unwrap())).collect()
}

/// What stands before a formula is taken off on the way in, so it is put on for the files made here.
fn guarded(text: &str) -> String {
    let runs = |rest: &str| rest.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    let marked = text.strip_prefix('\'').is_some_and(|rest| runs(rest) || rest.starts_with('\''));
    if runs(text) || marked { format!("'{text}") } else { text.to_owned() }
}

#[test]
fn no_string_is_changed_on_its_way() {
    let strings = strings();
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let mut accounts = "external_id,name\n".to_owned();
    let mut contacts = "external_id,account,name\n".to_owned();
    let mut touches = "external_id,account,on,channel,contacts,summary\n".to_owned();
    for (number, text) in strings.iter().enumerate() {
        let cell = quoted(&guarded(text));
        writeln!(accounts, "A{number},{cell}").unwrap();
        writeln!(contacts, "C{number},A{number},{cell}").unwrap();
        writeln!(touches, "T{number},A{number},2026-01-02,call,C{number},{cell}").unwrap();
    }
    let files = [("accounts.csv", accounts), ("contacts.csv", contacts), ("touches.csv", touches)];
    let files = files.map(|(name, text)| {
        std::fs::write(at(name), text).unwrap();
        at(name)
    });
    let (book, _) = book_of(&at("first.db"), &files);
    let names: Vec<String> = book.all::<Account>().unwrap().into_iter().map(|account| account.name).collect();
    assert_eq!(names, strings);
    let names: Vec<String> = book.all::<Contact>().unwrap().into_iter().map(|contact| contact.name).collect();
    assert_eq!(names, strings);
    let words: Vec<String> = book.all::<Touch>().unwrap().into_iter().filter_map(|touch| touch.summary).collect();
    assert_eq!(words, strings);

    let out = tempfile::tempdir().unwrap();
    let first = exported(&book, out.path());
    let files: Vec<PathBuf> = first.keys().map(|name| out.path().join(name)).collect();
    let (second, _) = book_of(&at("second.db"), &files);
    assert_eq!(exported(&second, tempfile::tempdir().unwrap().path()), first);
    let (_, again) = book_of(&at("second.db"), &files);
    assert!(again.iter().all(|report| report.created + report.updated == 0), "nothing comes twice");
}
