//! The log line from the shell, and mending what was logged.

#![allow(clippy::unwrap_used)]

mod desk;

use desk::Desk;

fn desk() -> Desk {
    let desk = Desk::of(
        "external_id,name,stage,customer_since\na1,Northwind Traders,steady,2022-03-01\na2,Contoso,steady,2022-03-01\n",
    );
    desk.import(
        "contacts",
        "external_id,account,name\nc1,Northwind Traders,Jane Doe\nc2,Contoso,Bob Black\nc3,Northwind Traders,Ann Lee\n",
    );
    desk
}

/// The touches of the book as rows of its CSV: account, day, channel, contacts, two-way, summary.
fn touches(desk: &Desk) -> Vec<[String; 6]> {
    let csv = desk.text(&["export", "touches"]);
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let heads = reader.headers().unwrap().clone();
    let place = |name: &str| heads.iter().position(|head| head == name).unwrap();
    let places = ["account", "on", "channel", "contacts", "two_way", "summary"].map(place);
    reader.records().map(|row| places.map(|at| row.as_ref().unwrap()[at].to_owned())).collect()
}

#[test]
fn the_account_is_named_first_or_behind_for_and_a_day_backdates() {
    let desk = desk();
    let said = desk.text(&["log", "northwind", "last", "tuesday", "teams", "call", "@jane", "went", "well", "30m"]);
    assert!(said.contains("video with Jane Doe, on 2026-11-17, 30 min"), "{said}");
    assert!(!said.contains("cadence"), "{said}");
    desk.text(&["log", "for northwind on 20 nov mtg @ann met contoso there > next tuesday send the deck"]);
    let rows = touches(&desk);
    let told: Vec<_> = rows.iter().map(|row| (row[1].as_str(), row[2].as_str(), row[5].as_str())).collect();
    assert_eq!(told, [("2026-11-17", "video", "went well"), ("2026-11-20", "meet", "met contoso there")]);
    let steps = desk.text(&["export", "actions"]);
    assert!(steps.contains("send the deck") && steps.contains("2026-11-24"), "{steps}");
}

#[test]
fn a_line_that_does_not_reset_the_cadence_says_what_it_lacks() {
    let desk = desk();
    for (line, words) in [
        ("northwind call about the offer", "name the contact (@)"),
        ("northwind call left a message", "Nobody was reached, as it reads: the cadence goes on"),
        ("northwind email @jane sent the offer", "until the contact answers: add <"),
        ("northwind she is on leave", "begin with call, meeting, video or visit"),
    ] {
        let said = desk.text(&["log", line]);
        assert!(said.contains(words), "{line}: {said}");
    }
    for line in ["northwind call @jane well", "northwind email @jane sent it <", "northwind > fri call again"] {
        assert!(!desk.text(&["log", line]).contains("cadence"), "{line}");
    }
}

#[test]
fn who_left_is_asked_for_and_the_way_to_mark_them_is_told() {
    let desk = desk();
    assert!(desk.refused(&["log", "northwind call she leaves !champion-left"]).contains("Who left?"));
    let said = desk.text(&["log", "northwind call @jane she leaves !champion-left"]);
    assert!(said.contains("mainstay edit contact \"Northwind Traders\" \"Jane Doe\" left_on=today"), "{said}");
    desk.text(&["edit", "contact", "Northwind Traders", "Jane Doe", "left_on=today"]);
    let contacts = desk.json(&["show", "Northwind Traders"])["contacts"].clone();
    let left = contacts.as_array().unwrap().iter().find(|one| one["name"] == "Jane Doe").unwrap()["left_on"].clone();
    assert_eq!(left, "2026-11-22");
}

#[test]
fn a_touch_is_redated_moved_and_removed() {
    let desk = desk();
    desk.text(&["log", "northwind call @jane price worry"]);
    desk.text(&["edit", "touch", "northwind", "price", "on=2026-11-17"]);
    // Who was there is not taken to another account in silence.
    let refused = desk.refused(&["edit", "touch", "northwind", "price", "account=contoso"]);
    assert!(refused.contains("Jane Doe"), "{refused}");
    desk.text(&["edit", "touch", "northwind", "price", "account=contoso", "contacts=Bob Black"]);
    let rows = touches(&desk);
    assert_eq!(rows.len(), 1);
    assert_eq!(&rows[0][1..4], ["2026-11-17", "call", "c2"].map(str::to_owned), "{rows:?}");
    assert!(desk.refused(&["edit", "touch", "contoso", "price", "account="]).contains("account"));
    desk.text(&["remove", "touch", "contoso", "price"]);
    assert!(touches(&desk).is_empty());
    desk.text(&["undo"]);
    assert_eq!(touches(&desk).len(), 1);
}

#[test]
fn a_pulse_moves_with_the_contact_who_said_it_named_anew() {
    let desk = desk();
    desk.text(&["log", "northwind call @jane fine ^4"]);
    desk.text(&["edit", "pulse", "northwind", "account=contoso", "contact=Bob Black", "on=2026-11-20"]);
    let csv = desk.text(&["export", "pulses"]);
    assert!(csv.contains("2026-11-20") && csv.contains("c2") && !csv.contains("c1"), "{csv}");
}
