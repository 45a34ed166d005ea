//! A fact is a field: no text that somebody edits changes one, and what older books and files said in words becomes fields.

#![allow(clippy::unwrap_used)]

mod desk;

use desk::pair::{Desk, day, today};
use mainstay::book::Book;
use mainstay::domain::account::Account;
use mainstay::domain::action::Action;
use mainstay::domain::assignment::Assignment;
use mainstay::domain::filter::Filter;
use mainstay::domain::member::Member;
use mainstay::domain::playbook_key::{Key, Mark};
use mainstay::domain::role::{Duty, Role};
use mainstay::domain::sort::SortBy;
use mainstay::domain::words::ActionOutcome;
use rusqlite::{Connection, params};
use std::path::Path;

/// The facts of a book that older ones kept in text: in an order of their own, without what people wrote.
fn facts(book: &Book) -> (Vec<String>, Vec<String>, Vec<String>) {
    let name = |member| book.get::<Member>(member).unwrap().name;
    let accounts = book.all::<Account>().unwrap().into_iter();
    let accounts = accounts.map(|it| format!("{} {:?} {:?} {:?}", it.strategic, it.delivered, it.loyal, it.retainable));
    let assignments = book.all::<Assignment>().unwrap().into_iter().map(|it| format!("{} {:?}", it.role, it.duty));
    let actions = book.all::<Action>().unwrap().into_iter();
    let actions = actions.map(|it| {
        let key = it.key().map(|key| (key.code, key.number, key.mark, key.planned_on, key.cause));
        format!("{key:?} {:?} {:?}", it.told_to.map(name), it.huddle_month)
    });
    (accounts.collect(), assignments.collect(), actions.collect())
}

/// What the old texts below say.
fn wanted() -> (Vec<String>, Vec<String>, Vec<String>) {
    let key = |mark, planned: Option<&str>| {
        format!("{:?} None None", Some(("VP12", 2, mark, planned.map(day), "contract:C-77")))
    };
    (
        ["true Some(false) Some(true) Some(false)", "false None None None", "false None None None"]
            .map(str::to_owned)
            .to_vec(),
        vec!["SV [Cover, Keep]".into(), "ES [Sales]".into(), "SU [Watch]".into(), "FB []".into()],
        vec![
            key(Mark::Planned, Some("2026-12-01")),
            key(Mark::ByHand, None),
            key(Mark::Withdrawn, None),
            "None None None".into(),
            "None Some(\"P. Osei\") None".into(),
            "None None None".into(),
            format!("None None {:?}", Some(day("2026-11-01"))),
        ],
    )
}

const TAGS: [&str; 2] =
    [r#"["strategic","delivered:no","pilot","loyal:yes","retainable:no"]"#, r#"["strategically","delivered"]"#];
const PURPOSES: [(&str, &str); 4] =
    [("SV", "Cover, so that they stay"), ("ES", "Sales twice a year"), ("SU", "watch: usage"), ("FB", "the business")];
/// Title, reason, playbook of each action; each is done.
const ACTIONS: [(&str, &str, &str); 7] = [
    ("Call them", "", "VP12:2@2026-12-01:contract:C-77"),
    ("Call them", "", "VP12:2@by-hand:contract:C-77"),
    ("Call them", "", "VP12:2@withdrawn:contract:C-77"),
    ("Call them", "", "VP12"),
    ("Told P. Osei: it is won", "it is won", ""),
    ("Told P. Osei: it is won", "they asked", ""),
    ("Visit them", "huddle 2026-11", ""),
];

/// The kept book of shape 1 with nothing but those texts, the last step of which can be undone to them.
fn old_book(path: &Path) {
    std::fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/books/shape-1.db"), path).unwrap();
    let conn = Connection::open(path).unwrap();
    let account: i64 = conn.query_row("SELECT id FROM account WHERE external_id = 'A1'", [], |row| row.get(0)).unwrap();
    conn.execute_batch("PRAGMA foreign_keys = OFF; DELETE FROM action; DELETE FROM seat").unwrap();
    for (at, tags) in TAGS.iter().enumerate() {
        conn.execute("UPDATE account SET tags = ?1 WHERE external_id = ?2", params![tags, format!("A{}", at + 1)])
            .unwrap();
    }
    for (at, (role, purpose)) in PURPOSES.iter().enumerate() {
        let sql = "INSERT INTO seat (id, account, role, purpose) VALUES (?1, ?2, ?3, ?4)";
        conn.execute(sql, params![at as i64 + 1, account, role, purpose]).unwrap();
    }
    for (at, (title, reason, playbook)) in ACTIONS.iter().enumerate() {
        let sql = "INSERT INTO action (id, account, title, reason, playbook, outcome, done_on)
            VALUES (?1, ?2, ?3, nullif(?4, ''), nullif(?5, ''), 'done', 20700)";
        conn.execute(sql, params![at as i64 + 1, account, title, reason, playbook]).unwrap();
    }
}

/// Adds a step to an old book that took all that out: what undo puts back is what older journals hold.
fn take_out(path: &Path) {
    let conn = Connection::open(path).unwrap();
    conn.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    let step: i64 = conn.query_row("SELECT max(step) + 1 FROM op", [], |row| row.get(0)).unwrap();
    conn.execute("INSERT INTO op (step, at, name, summary) VALUES (?1, '2026-11-22T10:00:00', 'Remove', '')", [step])
        .unwrap();
    let tables = [
        (
            "accounts",
            "account",
            "json_object('id', id, 'external_id', external_id, 'name', name, 'stage', stage, 'value', value, 'currency', currency, 'tags', json(tags))",
        ),
        ("seats", "seat", "json_object('id', id, 'account', account, 'role', role, 'purpose', purpose)"),
        (
            "actions",
            "action",
            "json_object('id', id, 'account', account, 'title', title, 'reason', reason, 'playbook', playbook, 'outcome', outcome)",
        ),
    ];
    for (noun, table, image) in tables {
        let sql = format!(
            "INSERT INTO change (step, seq, noun, id, count, before) SELECT {step}, coalesce((SELECT max(seq) FROM change WHERE step = {step}), 0) + row_number() OVER (ORDER BY id), '{noun}', id, 1, {image} FROM \"{table}\""
        );
        conn.execute_batch(&sql).unwrap();
    }
    conn.execute_batch("DELETE FROM action; DELETE FROM seat; UPDATE account SET tags = '[]'").unwrap();
}

#[test]
fn an_older_book_comes_with_its_facts_and_its_journal_brings_them_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.db");
    old_book(&path);
    let book = Book::open(&path, false, Some(today())).unwrap();
    assert_eq!(facts(&book), wanted());
    assert_eq!(book.all::<Account>().unwrap()[0].tags, ["pilot"], "other tags stay");
    drop(book);
    for kept in std::fs::read_dir(folder.path()).unwrap() {
        std::fs::remove_file(kept.unwrap().path()).unwrap();
    }
    old_book(&path);
    take_out(&path);
    let mut book = Book::open(&path, false, Some(today())).unwrap();
    assert_eq!(facts(&book).1, Vec::<String>::new());
    book.undo().unwrap();
    assert_eq!(facts(&book), wanted());
    book.redo().unwrap();
    book.undo().unwrap();
    assert_eq!(facts(&book), wanted(), "what undo put back is kept for redo as it is now");
}

#[test]
fn files_of_older_books_come_in_with_the_same_facts() {
    let mut desk = Desk::new();
    let tags = |json: &str| json.trim_matches(['[', ']']).replace(['"'], "").replace(',', ";");
    let files = [
        ("members.csv", "external_id,name\nM2,P. Osei\n".into()),
        (
            "accounts.csv",
            format!("external_id,name,tags\nX1,Old Road,{}\nX2,New Road,{}\n", tags(TAGS[0]), tags(TAGS[1])),
        ),
        (
            "seats.csv",
            PURPOSES.iter().fold("account,role,purpose\n".to_owned(), |all, (role, purpose)| {
                format!("{all}X1,{role},\"{purpose}\"\n")
            }),
        ),
        (
            "actions.csv",
            ACTIONS.iter().fold(
                "account,title,reason,playbook,outcome,done_on\n".to_owned(),
                |all, (title, reason, playbook)| format!("{all}X1,{title},{reason},{playbook},done,2026-09-04\n"),
            ),
        ),
    ];
    for (name, text) in files {
        let report = desk.import(name, &text);
        assert!(report.rejected.is_empty(), "{report:?}");
    }
    let (accounts, assignments, actions) = facts(&desk.book);
    let (all, duties, keys) = wanted();
    assert_eq!((&accounts[accounts.len() - 2..], assignments, actions), (&all[..2], duties, keys));
}

#[test]
fn what_people_write_changes_no_fact() {
    let mut desk = Desk::new();
    desk.sit(Assignment { duty: vec![Duty::Keep], ..desk.assignment(desk.ana, Role::Finance, None) });
    desk.book.keep(Account { strategic: true, delivered: Some(true), ..desk.book.get(desk.account).unwrap() }).unwrap();
    desk.book.tell_helpers(desk.account, &[desk.ben], "It is won").unwrap();
    let mut planned = Action {
        account: Some(desk.account),
        title: "Call them".into(),
        due: Some(day("2026-12-01")),
        huddle_month: Some(day("2026-11-01")),
        ..Action::default()
    };
    planned.set_key(Key::parse("VP12:2@2026-12-01:contract:C-77").unwrap());
    desk.book.keep(planned).unwrap();
    let is_told = |book: &Book| book.all::<Action>().unwrap().iter().filter(|one| one.is_told()).count();
    let before = facts(&desk.book);
    for words in [
        "Told Ana Ruiz: it is won",
        "huddle 2026-12",
        "cover: they stay in sales",
        "watch the business",
        "delivered no",
    ] {
        for assignment in desk.book.all::<Assignment>().unwrap() {
            desk.book.keep(Assignment { purpose: Some(words.into()), ..assignment }).unwrap();
        }
        for account in desk.book.all::<Account>().unwrap() {
            desk.book
                .keep(Account {
                    notes: Some(words.into()),
                    why_bought: Some(words.into()),
                    tags: vec![words.into()],
                    ..account
                })
                .unwrap();
        }
        for action in desk.book.all::<Action>().unwrap() {
            desk.book.keep(Action { title: words.into(), reason: Some(words.into()), ..action }).unwrap();
        }
        // That somebody changed an action of a playbook by hand is a fact that is meant to follow.
        let by_hand = |(accounts, assignments, actions): (Vec<String>, Vec<String>, Vec<String>)| {
            (accounts, assignments, actions.into_iter().map(|one| one.replace("ByHand", "Planned")).collect::<Vec<_>>())
        };
        assert_eq!((by_hand(facts(&desk.book)), is_told(&desk.book)), (before.clone(), 1), "{words}");
        let new = Action {
            account: Some(desk.account),
            title: words.into(),
            reason: Some("it is won".into()),
            outcome: Some(ActionOutcome::Done),
            ..Action::default()
        };
        let (id, _) = desk.book.keep(new).unwrap();
        assert_eq!(is_told(&desk.book), 1, "what merely reads so tells nobody");
        desk.book.remove(id).unwrap();
    }
}

#[test]
fn the_tag_strategic_is_a_way_to_set_and_to_find_the_field() {
    let mut desk = Desk::new();
    let found = |book: &mut Book, word: &str| {
        let filter = Filter::parse(&format!("tag:{word}")).unwrap();
        book.accounts(&filter, SortBy::Risk).unwrap().len()
    };
    for (word, other) in [("strategic", "tactical"), ("delivered:yes", "delivered:no"), ("loyal:no", "loyal:yes")] {
        desk.book.tag(&[desk.account], &[word.to_owned()], &[]).unwrap();
        let account = desk.book.get(desk.account).unwrap();
        assert_eq!((account.tags.len(), account.words()), (0, vec![word.to_owned()]));
        assert_eq!((found(&mut desk.book, word), found(&mut desk.book, other)), (1, 0), "{word}");
        desk.book.tag(&[desk.account], &[], &[word.to_owned()]).unwrap();
        assert_eq!((desk.book.get(desk.account).unwrap().words(), found(&mut desk.book, word)), (vec![], 0), "{word}");
    }
    let typed = Account { tags: vec!["pilot".into(), "strategic".into()], ..desk.book.get(desk.account).unwrap() };
    desk.book.keep(typed).unwrap();
    let account = desk.book.get(desk.account).unwrap();
    assert_eq!((account.strategic, account.tags), (true, vec!["pilot".to_owned()]));
}
