//! The rule that every operation is held to: do, undo, same book; redo, same as done.

use super::made::{demo, today};
use mainstay::book::Book;
use mainstay::domain::account::Account;
use std::fmt::Write;
use std::path::Path;

/// Everything in the book but the journal: all tables, standings and sums included.
pub fn dump(path: &Path) -> String {
    let conn = rusqlite::Connection::open(path).unwrap();
    let mut tables: Vec<String> = conn
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    tables.sort();
    let mut text = String::new();
    for table in tables.iter().filter(|table| !["op", "change", "undone"].contains(&table.as_str())) {
        // The day on which playbooks ran last is no part of the content, nor is what was judged of the score in a month.
        let but = if table == "meta" { "WHERE key NOT IN ('playbooks', 'probabilities')" } else { "" };
        let mut statement = conn.prepare(&format!("SELECT * FROM \"{table}\" {but} ORDER BY 1, 2")).unwrap();
        let columns = statement.column_count();
        let accounts = statement.column_names().position(|name| name == "accounts");
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let cells: Vec<String> = (0..columns).map(|at| format!("{:?}", row.get_ref(at).unwrap())).collect();
            // Sums that have come down to nothing are as good as absent.
            if accounts.is_none_or(|at| cells[at] != "Integer(0)") {
                writeln!(text, "{table}: {}", cells.join(" ")).unwrap();
            }
        }
    }
    text
}

/// The one most at risk that has not given notice yet.
pub fn first_account(book: &mut Book) -> Account {
    let ranked = book.at_risk(mainstay::book::SortBy::Risk).unwrap();
    let accounts = ranked.into_iter().map(|one| book.get(one.account).unwrap());
    accounts.into_iter().find(|one: &Account| one.stage != "notice").unwrap()
}

/// Runs `operation` on a demo book and holds it to the rule.
pub fn holds(operation: impl FnOnce(&mut Book)) {
    holds_after(|_| (), |book, ()| operation(book));
}

/// The same, for an operation that needs others before it.
pub fn holds_after<T>(prepare: impl FnOnce(&mut Book) -> T, operation: impl FnOnce(&mut Book, T)) {
    let folder = tempfile::tempdir().unwrap();
    let mut book = demo(folder.path());
    let path = book.path().to_owned();
    let prepared = prepare(&mut book);
    let before = dump(&path);
    operation(&mut book, prepared);
    let after = dump(&path);
    assert_ne!(before, after, "the operation changed nothing");
    book.undo().unwrap();
    assert_eq!(dump(&path), before, "undo");
    drop(book);
    let mut book = Book::open(&path, false, Some(today())).unwrap();
    book.redo().unwrap();
    assert_eq!(dump(&path), after, "redo, after a restart");
    book.undo().unwrap();
    assert_eq!(dump(&path), before, "undo again");
    assert!(book.check(mainstay::book::Depth::Full).unwrap().is_empty());
}
