//! What an account is worth on a day, by the record and by the journal, and what retention may say of it.

#![allow(clippy::unwrap_used)]

mod desk;

use desk::Desk;
use serde_json::Value;

fn on(desk: &Desk, day: &str, args: &[&str]) -> Value {
    let args: Vec<&str> = args.iter().copied().chain(["--today", day]).collect();
    desk.json(&args)
}

fn write(desk: &Desk, day: &str, args: &[&str]) {
    desk.run(args).args(["--today", day]).assert().success();
}

fn near(got: &Value, wanted: f64) {
    assert!((got.as_f64().unwrap() - wanted).abs() < 1e-9, "{got} is not {wanted}");
}

/// A book of the day, of two customers who name their own value.
fn named() -> Desk {
    let desk = Desk { folder: tempfile::tempdir().unwrap() };
    let file = desk.path("accounts.csv");
    std::fs::write(&file, "external_id,name,value,customer_since\nA,Alfa,100,2023-01-01\nB,Beta,50,2023-01-01\n")
        .unwrap();
    write(&desk, "2025-06-01", &["import", file.to_str().unwrap()]);
    desk
}

#[test]
fn the_own_value_of_an_account_is_that_of_the_day_by_edits_and_by_imports() {
    let desk = named();
    write(&desk, "2026-03-01", &["edit", "account", "Alfa", "value=60"]);
    let file = desk.path("again.csv");
    std::fs::write(&file, "external_id,name,value,customer_since\nA,Alfa,60,2023-01-01\nB,Beta,75,2023-01-01\n")
        .unwrap();
    write(&desk, "2026-04-01", &["import", file.to_str().unwrap()]);
    let score = on(&desk, "2026-11-22", &["score"]);
    near(&score["grr"], 110.0 / 150.0);
    near(&score["nrr"], 135.0 / 150.0);
    let value = |day: &str| {
        let risks = on(&desk, day, &["risk"]);
        risks.as_array().unwrap().iter().find(|one| one["account"] == "Alfa").unwrap()["value"].clone()
    };
    assert_eq!((value("2026-02-28"), value("2026-03-01")), (100.0.into(), 60.0.into()));
    assert_eq!(value("2025-05-31"), Value::Null, "the book did not know it then");
    // What was undone was never said.
    write(&desk, "2026-11-22", &["undo"]);
    write(&desk, "2026-11-22", &["undo"]);
    near(&on(&desk, "2026-11-22", &["score"])["grr"], 1.0);
}

#[test]
fn retention_over_a_time_of_which_no_value_is_known_is_no_rate() {
    let desk = named();
    let score = on(&desk, "2025-06-02", &["score"]);
    assert_eq!((&score["grr"], &score["nrr"]), (&Value::Null, &Value::Null));
    assert_eq!((&score["retention"]["unvalued"], &score["logo_retention"]), (&2.into(), &1.0.into()));
    assert!(desk.text(&["score", "--today", "2025-06-02"]).contains("without a known value at both ends"));
}

#[test]
fn whether_an_account_is_strategic_is_known_as_of_a_day() {
    let desk = named();
    write(&desk, "2026-03-01", &["edit", "account", "Beta", "strategic=yes"]);
    let tier = |day: &str| {
        let accounts = on(&desk, day, &["accounts"]);
        accounts.as_array().unwrap().iter().find(|one| one["name"] == "Beta").unwrap()["tier"].clone()
    };
    assert_eq!(tier("2026-03-01"), "A");
    assert_ne!(tier("2026-02-28"), "A");
}

#[test]
fn a_contract_that_ended_in_silence_stands_apart_and_the_next_one_takes_its_place() {
    let accounts = "external_id,name,customer_since\nA,Alfa,2022-01-01\nB,Beta,2022-01-01\n";
    let desk = Desk::of(accounts);
    desk.import(
        "contracts",
        "account,product,value,start,end\nA,Plan 2024,110,2024-01-01,2024-12-31\nA,Plan 2025,120,2025-01-01,2025-12-31\n\
         A,Package,130,2026-01-01,2026-12-31\nB,Plan,100,2025-07-01,2026-06-30\nB,Extra,40,2025-07-01,2027-06-30\n",
    );
    let score = desk.json(&["score"]);
    near(&score["grr"], 1.0);
    near(&score["nrr"], 130.0 / 120.0);
    assert_eq!((&score["retention"]["valued"], &score["retention"]["undecided"]), (&1.into(), &1.into()));
    assert!(desk.text(&["score"]).contains("with a contract that ended without a recorded outcome"));
    let risks = desk.json(&["risk"]);
    let value =
        |name: &str| risks.as_array().unwrap().iter().find(|one| one["account"] == name).unwrap()["value"].clone();
    assert_eq!((value("Alfa"), value("Beta")), (130.0.into(), 40.0.into()));
}

#[test]
fn risk_list_and_page_name_one_value() {
    let desk = Desk::of("external_id,name,value,customer_since\nA,Alfa,500,2024-01-01\n");
    desk.import("contracts", "account,product,value,start,end\nA,Plan,100,2026-01-01,2026-12-31\n");
    let value = |args: &[&str]| desk.json(args);
    assert_eq!(value(&["risk"])[0]["value"], 100.0);
    assert_eq!(value(&["accounts"])[0]["value"], 100.0);
    assert_eq!(value(&["show", "Alfa"])["value"], 100.0);
}
