//! A made-up book for the tests of the team, copied for each.

use mainstay::book::Book;
use mainstay::book::demo::Recipe;
use mainstay::domain::account::Account;
use mainstay::domain::action::Action;
use mainstay::domain::assignment::Assignment;
use mainstay::domain::contract::Contract;
use mainstay::domain::day::Day;
use mainstay::domain::handoff::Handoff;
use mainstay::domain::member::Member;
use mainstay::domain::opportunity::Opportunity;
use mainstay::domain::plan::Goal;
use mainstay::domain::watch::Watch;
use std::path::Path;
use std::sync::LazyLock;

pub fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

pub fn today() -> Day {
    day("2026-11-22")
}

/// A made-up book in `folder`: made once, copied for each test.
pub fn demo(folder: &Path) -> Book {
    static MADE: LazyLock<tempfile::TempDir> = LazyLock::new(|| {
        let made = tempfile::tempdir().unwrap();
        let recipe = Recipe { accounts: 120, seed: 7 };
        let book = Book::make_up(&made.path().join("made.db"), recipe, Some(today())).unwrap();
        book.backup(Some(&made.path().join("b.db"))).unwrap();
        made
    });
    let path = folder.join("b.db");
    std::fs::copy(MADE.path().join("b.db"), &path).unwrap();
    Book::open(&path, false, Some(today())).unwrap()
}

/// All records that a departure may change, as text.
pub fn content(book: &Book) -> String {
    format!(
        "{:?}\n{:?}\n{:?}\n{:?}\n{:?}\n{:?}",
        book.all::<Member>().unwrap(),
        book.all::<Account>().unwrap(),
        book.all::<Assignment>().unwrap(),
        book.all::<Handoff>().unwrap(),
        (book.all::<Action>().unwrap(), book.all::<Contract>().unwrap()),
        (book.all::<Opportunity>().unwrap(), book.all::<Goal>().unwrap(), book.all::<Watch>().unwrap()),
    )
}

/// Whoever leads most.
pub fn busiest(book: &Book) -> Member {
    book.people().unwrap().list.into_iter().max_by_key(|one| one.leads).unwrap().member
}
