//! What was logged here goes back to the program that the accounts came from: once, and only what that program lacks.

#![allow(clippy::unwrap_used)]

mod desk;

use desk::Desk;
use desk::records::content;

const PROGRAMS: [&str; 5] = ["hubspot", "salesforce", "pipedrive", "zoho", "dynamics"];

/// Two accounts of a CRM with a call that it knows already, and the team.
fn desk() -> Desk {
    let desk = Desk::of(
        "external_id,name,stage,value,currency,website\n0015g00000ABCDE,Northwind Traders,steady,1,EUR,https://www.northwind.example\n77,Contoso,steady,1,EUR,\n",
    );
    desk.run(&["new", "member", "name=Ana Ruiz", "email=ana@us.example"]).assert().success();
    desk.import(
        "contacts",
        "external_id,account,name,email\n0035g00000ABCDE,Northwind Traders,Jane Doe,jane@northwind.example\n",
    );
    desk.import(
        "touches",
        "external_id,account,on,channel,members,contacts,summary\nT1,77,2026-11-01,call,Ana Ruiz,,they know this one\n",
    );
    desk.run(&[
        "new",
        "touch",
        "Northwind Traders",
        "on=2026-11-20",
        "channel=call",
        "contacts=Jane Doe",
        "members=Ana Ruiz",
        "contact_minutes=30",
        "summary=Price worry",
    ])
    .assert()
    .success();
    desk
}

fn rows(desk: &Desk, args: &[&str]) -> Vec<String> {
    desk.text(&[&["export", "touches"], args].concat()).lines().map(str::to_owned).collect()
}

#[test]
fn each_program_gets_what_was_logged_here_and_not_what_came_by_import() {
    let desk = desk();
    for program in PROGRAMS {
        let rows = rows(&desk, &["--for", program]);
        // A cell may have two lines.
        let row = rows[1..].join("\n");
        assert!(row.matches("2026-1").count() <= 3 && !row.contains("they know"), "{program}: {rows:?}");
        for word in ["2026-11-20", "Price worry", "Northwind Traders", "jane@northwind.example", "ana@us.example"] {
            assert!(row.contains(word), "{program}: {word} in {row}");
        }
    }
    let told = desk.text(&["export", "touches", "--for", "hubspot", "-o", desk.path("t.csv").to_str().unwrap()]);
    assert!(told.contains("1 touch; 1 touch imported earlier left out"), "{told}");
    assert!(rows(&desk, &["--for", "salesforce"])[1].contains("1800,Price worry,0035g00000ABCDE,0015g00000ABCDE,,"));
    assert_eq!(rows(&desk, &["--for", "hubspot", "--since", "2026-11-21"]).len(), 1);
}

#[test]
fn the_last_export_is_remembered_for_each_program_and_is_no_operation() {
    let desk = desk();
    let (before, history) = (content(&desk), desk.json(&["history"]));
    let last = |program: &str| rows(&desk, &["--for", program, "--since", "last"]).len() - 1;
    assert_eq!((last("hubspot"), last("hubspot"), last("pipedrive")), (1, 0, 1), "of each program");
    assert_eq!((content(&desk), desk.json(&["history"])), (before, history), "nothing that undo could take back");
    desk.run(&["log", "contoso", "-9d", "call", "later", "logged"]).assert().success();
    assert_eq!(last("hubspot"), 1, "by when it was logged, not by its day");
    desk.run(&["undo"]).assert().success();
    desk.run(&["redo"]).assert().success();
    assert_eq!(last("hubspot"), 0, "undo takes back what was logged, not what was given");
}

#[test]
fn an_export_that_failed_is_not_remembered() {
    let desk = desk();
    let folder = desk.folder.path().to_str().unwrap().to_owned();
    let path = desk.path("there.csv");
    std::fs::write(&path, "x").unwrap();
    desk.refused(&["export", "touches", "--for", "hubspot", "--since", "last", "-o", &folder]);
    desk.refused(&["export", "touches", "--for", "hubspot", "--since", "last", "-o", path.to_str().unwrap()]);
    assert_eq!(rows(&desk, &["--for", "hubspot", "--since", "2026-01-01"]).len(), 2, "a part is not remembered either");
    assert_eq!(rows(&desk, &["--for", "hubspot", "--since", "last"]).len(), 2);
}

#[test]
fn what_cannot_be_given_is_said() {
    let desk = desk();
    assert!(desk.refused(&["export", "accounts", "--for", "hubspot"]).contains("Only touches"));
    assert!(desk.refused(&["export", "touches", "--for", "lotus"]).contains("use one of: hubspot"));
    assert!(desk.refused(&["export", "touches", "--for", "zoho", "--format", "json"]).contains("takes csv"));
}
