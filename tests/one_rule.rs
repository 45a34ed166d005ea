//! Doubt is asked or said: amounts, currencies, names and states out of files and words.

#![allow(clippy::unwrap_used)]

mod desk;

use desk::Desk;
use serde_json::Value;

fn empty() -> Desk {
    Desk { folder: tempfile::tempdir().unwrap() }
}

/// Imports a file as it is found, and what was said of it.
fn take(desk: &Desk, name: &str, csv: &str, more: &[&str]) -> Value {
    std::fs::write(desk.path(name), csv).unwrap();
    let output = desk.run(&["import", "--json"]).args(more).arg(desk.path(name)).output().unwrap();
    serde_json::from_slice::<Value>(&output.stdout).unwrap()[0].clone()
}

fn accounts(desk: &Desk) -> Vec<(String, Option<f64>, String)> {
    let all = desk.json(&["accounts"]);
    let told = |one: &Value| {
        (one["name"].as_str().unwrap().to_owned(), one["value"].as_f64(), one["currency"].as_str().unwrap().to_owned())
    };
    let mut all: Vec<_> = all.as_array().unwrap().iter().map(told).collect();
    all.sort_by(|one, other| one.0.cmp(&other.0));
    all
}

#[test]
fn three_decimals_that_may_be_thousands_are_asked_unless_the_column_says() {
    let desk = empty();
    std::fs::write(desk.path("a.csv"), "name,value,currency\nOne,12.000,EUR\nTwo,15.500,EUR\n").unwrap();
    let asked = desk.refused(&["import", desk.path("a.csv").to_str().unwrap()]);
    assert!(asked.contains("may be 12 ") || asked.contains("may be 12000"), "{asked}");
    assert!(asked.contains("12000") && asked.contains("--decimal comma"), "{asked}");
    let report = take(
        &desk,
        "a.csv",
        "name,value,currency\nOne,12.000,EUR\nTwo,15.500,EUR\n",
        &["--decimal", "point", "--dry-run"],
    );
    assert_eq!(report["created"], 2, "{report}");
    let report =
        take(&desk, "a.csv", "name,value,currency\nOne,12.000,EUR\nTwo,15.500,EUR\n", &["--map", "value=value:comma"]);
    assert_eq!((&report["created"], accounts(&desk)[1].1), (&2.into(), Some(15_500.0)), "{report}");
    let report = take(&desk, "b.csv", "name,value,currency\nThree,12.000,EUR\nFour,15.5,EUR\nDinar,1.234,KWD\n", &[]);
    assert_eq!(report["created"], 3, "the column says that the point divides decimals: {report}");
}

#[test]
fn an_amount_whose_sign_contradicts_the_column_of_currencies_is_left_out() {
    let desk = empty();
    let csv =
        "name,value,currency\nOne,$500,EUR\nTwo,$500,CAD\nThree,kr 300,SEK\nFour,€5,\nFive,kr 7,\nSix,5 Euro,EUR\n";
    let report = take(&desk, "a.csv", csv, &[]);
    let lines: Vec<_> =
        report["cells_left_out"].as_array().unwrap().iter().map(|one| one["line"].as_u64().unwrap()).collect();
    assert_eq!((&report["created"], lines), (&6.into(), vec![2, 6]), "{report}");
    assert_eq!(accounts(&desk)[2].1, None, "an amount in doubt is none: {:?}", accounts(&desk));
}

#[test]
fn the_currency_of_a_book_is_made_once_and_is_a_setting() {
    let desk = empty();
    take(&desk, "a.csv", "name,value,currency\nEuro,100,EUR\n", &[]);
    take(&desk, "b.csv", "name,value,currency\nDollar 1,10,USD\nDollar 2,10,USD\nDollar 3,10,USD\n", &[]);
    assert_eq!(desk.json(&["score"])["currency"], "EUR");
    assert_eq!(desk.json(&["pipeline"])["left_out"][0], serde_json::json!({"currency": "USD", "accounts": 3}));
    assert_eq!(accounts(&desk)[0], ("Dollar 1".into(), Some(10.0), "USD".into()), "shown in its own currency");
    assert!(desk.text(&["renewals"]).contains("3 accounts in USD are in no sum"));
    desk.run(&["new", "rate", "currency=USD", "rate=0,5"]).assert().success();
    assert_eq!(accounts(&desk)[0], ("Dollar 1".into(), Some(5.0), "EUR".into()));
    desk.run(&["settings", "currency", "US Dollar"]).assert().success();
    let now = accounts(&desk);
    assert_eq!((now[0].1, now[3].1, now[3].2.as_str()), (Some(10.0), Some(200.0), "USD"), "rates are worked out anew");
    assert!(desk.refused(&["settings", "currency", "CHF"]).contains("add the rate of CHF first"));
    assert!(desk.refused(&["settings", "currency", "kr"]).contains("SEK or NOK"));
    desk.run(&["undo"]).assert().success();
    assert_eq!(desk.json(&["score"])["currency"], "EUR");
    desk.run(&["edit", "rules", "book", "currency=USD"]).assert().success();
    assert_eq!(desk.json(&["score"])["currency"], "USD");
}

#[test]
fn the_first_import_taken_back_takes_its_currency_back() {
    let desk = empty();
    take(&desk, "a.csv", "name,value,currency\nDollar,100,USD\n", &[]);
    desk.run(&["undo"]).assert().success();
    take(&desk, "b.csv", "name,value,currency\nEuro,100,EUR\n", &[]);
    assert_eq!(desk.json(&["score"])["currency"], "EUR");
}

#[test]
fn names_are_one_however_they_are_written_and_namesakes_stay_two() {
    let desk = empty();
    take(&desk, "a.csv", "external_id,name,website\n1,Cafe\u{301} Noir,\n2,Łódź  Energy,\n", &[]);
    let report = take(&desk, "b.csv", "name,industry\nCAFÉ\u{a0}NOIR,food\nlodz energy,power\n", &[]);
    assert_eq!((&report["created"], &report["updated"]), (&0.into(), &2.into()), "{report}");
    for (typed, id) in [("cafe noir", "1"), ("Café  Noir", "1"), ("LODZ ENERGY", "2"), ("łódź", "2")] {
        assert_eq!(desk.json(&["show", typed])["external_id"], id, "{typed}");
        assert_eq!(desk.json(&["accounts", typed]).as_array().unwrap().len(), 1, "{typed}");
    }
    let hotels = "name,website\nPark Hotel,berlin.example\nPark Hotel,munich.example\n";
    for created in [2, 0] {
        let report = take(&desk, "c.csv", hotels, &[]);
        assert_eq!(report["created"], created, "{report}");
    }
    let people = "account,name,email\n1,John Smith,senior@x.example\n1,John Smith,junior@x.example\n1,John Smith,\n";
    let report = take(&desk, "d.csv", people, &["--as", "contacts"]);
    assert_eq!((&report["created"], report["rejected"].as_array().unwrap().len()), (&2.into(), 1), "{report}");
    assert!(report["notes"][0].as_str().unwrap().contains("another mailbox"), "{report}");
}

#[test]
fn who_leads_is_one_person_also_while_a_change_of_hands_lies_ahead() {
    let desk = empty();
    take(&desk, "members.csv", "external_id,name\nm1,Ana Ruiz\nm2,Bo Lee\nm3,Cy Poe\n", &["--as", "members"]);
    take(
        &desk,
        "accounts.csv",
        "external_id,name,value,currency,customer_since,owner\n1,Acme,10,EUR,2024-01-01,m2\n",
        &[],
    );
    let assignments = "account,member,role,since,until\n1,m1,AL,2024-01-01,2026-11-22\n1,m3,AL,2026-11-23,\n";
    take(&desk, "seats.csv", assignments, &["--as", "seats"]);
    for (today, lead) in [("2023-12-31", "Bo Lee"), ("2026-11-22", "Ana Ruiz"), ("2026-11-23", "Cy Poe")] {
        let json = |args: &[&str]| -> Value {
            let output = desk.run(args).env("MAINSTAY_TODAY", today).arg("--json").output().unwrap();
            serde_json::from_slice(&output.stdout).unwrap()
        };
        assert_eq!(json(&["show", "acme"])["lead"], lead, "{today}");
        assert_eq!(json(&["accounts"])[0]["owner"], lead, "{today}");
    }
}
