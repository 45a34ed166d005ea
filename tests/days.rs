//! The turn of the day: nobody's step, kept once on the real day, and never in the way of undo.

#![allow(clippy::unwrap_used)]

mod desk;

use desk::made::{demo, today};
use desk::rule::{dump, first_account};
use mainstay::book::Book;
use mainstay::domain::account::Account;
use mainstay::domain::action::Action;
use mainstay::domain::contact::Contact;
use mainstay::domain::id::Id;
use std::path::Path;

/// Days after which playbooks of every made-up book have started anew.
const LATER: i32 = 14;

fn on(path: &Path, days: i32) -> Book {
    Book::open(path, false, Some(today().plus(days))).unwrap()
}

/// Which action of which playbook it is, and of what.
fn source(it: &Action) -> String {
    format!("{:?}", (it.account, &it.playbook, it.playbook_step, &it.cause))
}

/// Everything but ids, which a turn that is worked out anew hands out anew.
fn actions(book: &Book) -> Vec<String> {
    let mut actions: Vec<String> = book
        .all::<Action>()
        .unwrap()
        .into_iter()
        .map(|it| format!("{} {:?}", source(&it), (it.title, it.due, it.outcome, it.owner)))
        .collect();
    actions.sort();
    actions
}

#[test]
fn the_turn_of_a_day_is_kept_once_and_is_no_entry_of_the_history() {
    let folder = tempfile::tempdir().unwrap();
    let path = demo(folder.path()).path().to_owned();
    let mut book = on(&path, LATER);
    let (before, history) = (actions(&book), book.history(None, 100).unwrap());
    book.begin_day().unwrap();
    let turned = dump(&path);
    assert_ne!(actions(&book), before, "a fortnight brings actions");
    assert_eq!(book.history(None, 100).unwrap(), history);
    assert_eq!((book.undoable(), book.redoable()), (None, None));
    assert!(book.undo().is_err() && book.redo().is_err());
    book.begin_day().unwrap();
    drop(book);
    on(&path, LATER).begin_day().unwrap();
    assert_eq!(dump(&path), turned, "once a day");
}

/// A line that tells of a contact of this account that they left.
fn one_left(book: &Book, account: Id<Account>) -> String {
    let contacts: Vec<Contact> = book.of_account(account).unwrap();
    format!("call @{} goes to a rival !sponsor-left", contacts[0].name.replace(' ', "."))
}

#[test]
fn undo_takes_back_what_was_done_before_the_day_turned_and_the_day_turns_anew() {
    let folder = tempfile::tempdir().unwrap();
    let mut book = demo(folder.path());
    let (path, account) = (book.path().to_owned(), first_account(&mut book).id);
    let before = dump(&path);
    book.log(&book.read_log(&one_left(&book, account), Some(account)), None).unwrap();
    drop(book);
    let mut book = on(&path, LATER);
    book.begin_day().unwrap();
    let with_both = actions(&book);
    let undone = book.undo().unwrap();
    assert_eq!(undone.name, "Log a touch");
    drop(book);
    let mut book = on(&path, 0);
    book.refresh().unwrap();
    assert_eq!(dump(&path), before, "as if nothing had been done and no day had come");
    drop(book);
    let mut book = on(&path, LATER);
    book.begin_day().unwrap();
    let other = tempfile::tempdir().unwrap();
    let untouched = demo(other.path()).path().to_owned();
    let mut untouched = on(&untouched, LATER);
    untouched.begin_day().unwrap();
    assert_eq!(actions(&book), actions(&untouched), "the day brings what it brings without it");
    assert_eq!(book.redo().unwrap().name, "Log a touch");
    book.begin_day().unwrap();
    assert_eq!(actions(&book), with_both);
    assert!(book.check(mainstay::book::Depth::Full).unwrap().is_empty());
}

#[test]
fn redo_is_exact_also_of_what_was_done_on_top_of_a_turn() {
    let folder = tempfile::tempdir().unwrap();
    let mut book = demo(folder.path());
    let (path, account) = (book.path().to_owned(), first_account(&mut book).id);
    let start = dump(&path);
    book.log(&book.read_log(&one_left(&book, account), Some(account)), None).unwrap();
    drop(book);
    let known = actions(&on(&path, 0));
    let mut book = on(&path, LATER);
    book.begin_day().unwrap();
    // Something is done to an action that the turn brought.
    let fresh = book.all::<Action>().unwrap().pop().unwrap();
    assert!(!known.iter().any(|one| one.starts_with(&source(&fresh)) && one.contains(&fresh.title)));
    book.keep(Action { title: "Ask them to lunch".into(), ..fresh }).unwrap();
    let done = dump(&path);
    book.undo().unwrap();
    book.begin_day().unwrap();
    book.undo().unwrap();
    // The day turns while both are undone, which must not stay under what is done again.
    book.begin_day().unwrap();
    book.redo().unwrap();
    book.begin_day().unwrap();
    book.redo().unwrap();
    assert_eq!(dump(&path), done);
    assert!(book.redo().is_err());
    book.undo().unwrap();
    book.undo().unwrap();
    drop(book);
    on(&path, 0).refresh().unwrap();
    assert_eq!(dump(&path), start);
}

#[cfg(unix)]
#[test]
fn a_book_that_cannot_be_written_is_read_as_of_its_day() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = demo(folder.path()).path().to_owned();
    let mut writer = rusqlite::Connection::open(&path).unwrap();
    let held = writer.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).unwrap();
    let mut book = on(&path, 0);
    book.begin_day().unwrap();
    assert!(!book.today_list(mainstay::book::Whose::None, false).unwrap().lines.is_empty(), "the day has not turned");
    drop(held);
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o400)).unwrap();
    book.begin_day().unwrap();
}

#[test]
fn undo_tells_what_another_program_did_before_it_takes_it_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut mine = demo(folder.path());
    let (path, account) = (mine.path().to_owned(), first_account(&mut mine).id);
    mine.log(&mine.read_log("call mine ~informed", Some(account)), None).unwrap();
    let mut other = on(&path, 0);
    other.log(&other.read_log("call theirs ~informed", Some(account)), None).unwrap();
    let told = mine.undo().unwrap_err().sentence;
    assert!(told.contains("Another program") && told.contains("Log a touch"), "{told}");
    assert_eq!(mine.history(None, 9).unwrap().iter().filter(|step| step.undone).count(), 0);
    mine.undo().unwrap();
    mine.undo().unwrap();
    assert_eq!(mine.history(None, 9).unwrap().iter().filter(|step| step.undone).count(), 2);
    // What this program did itself is taken back at once.
    mine.log(&mine.read_log("call again ~informed", Some(account)), None).unwrap();
    mine.undo().unwrap();
}
