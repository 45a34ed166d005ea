//! One line for a prompt: fast, quiet where there is no book, and never a write.

#![allow(clippy::unwrap_used)]

mod desk;

use desk::Desk;

fn desk() -> Desk {
    let desk = Desk::of(
        "external_id,name,stage,value,currency,customer_since,owner\na,Acme,steady,1000,EUR,2024-01-01,Ana Ruiz\n",
    );
    desk.import(
        "actions",
        "external_id,account,title,due\n1,a,Send the plan,2026-11-20\n2,a,Call,2026-11-22\n3,a,Later,2026-12-20\n",
    );
    desk
}

#[test]
fn the_line_tells_what_is_due_late_and_at_risk() {
    let desk = desk();
    let today = desk.json(&["today"]);
    let due = today["tasks"].as_array().unwrap().len();
    assert_eq!(desk.text(&["status"]), format!("{due} due · 1 late · 0 at risk\n"));
    assert_eq!(
        desk.text(&["status", "--format", "{late}/{due} {done} {day} [{me}]"]),
        format!("1/{due} 0 2026-11-22 []\n")
    );
    assert_eq!(desk.json(&["status"])["late"], 1);
    desk.run(&["done", "1"]).assert().success();
    assert_eq!(desk.text(&["status", "--format", "{due} {done} {late}"]), format!("{} 1 0\n", due - 1));
    let wrong = desk.run(&["status", "--format", "{nonsense}"]).assert().code(2);
    let wrong = String::from_utf8(wrong.get_output().stderr.clone()).unwrap();
    assert!(wrong.contains("There is no placeholder {nonsense}") && wrong.contains("{at_risk}"), "{wrong}");
    assert_eq!(desk.text(&["status", "--format", "a { brace"]), "a { brace\n");
}

#[test]
fn without_a_book_the_line_is_empty_and_none_is_made() {
    let desk = Desk { folder: tempfile::tempdir().unwrap() };
    assert_eq!(desk.text(&["status"]), "\n");
    assert!(!desk.path("book.db").exists());
}

#[test]
fn asking_leaves_every_file_as_it_was() {
    let desk = desk();
    let files = || {
        let mut all: Vec<_> =
            walk(desk.folder.path()).into_iter().map(|path| (std::fs::read(&path).unwrap(), path)).collect();
        all.sort_by(|one, two| one.1.cmp(&two.1));
        all
    };
    let before = files();
    desk.run(&["status", "--today", "2027-03-01"]).assert().success();
    desk.run(&["status"]).assert().success();
    assert!(before == files(), "something was written");
}

fn walk(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { all.extend(walk(&path)) } else { all.push(path) }
    }
    all
}
