//! What files of strangers say that is doubtful or doubled: nothing of it is decided in silence, and nothing is lost.

#![allow(clippy::unwrap_used)]

mod desk;

use desk::Desk;
use serde_json::Value;

fn book() -> Desk {
    let desk = Desk { folder: tempfile::tempdir().unwrap() };
    taken(&desk, "list.csv", "Account,Main Contact,Renewal date,ARR\nJuniper Health,Raj Patel,2027-03-01,18750\n");
    desk
}

fn import(desk: &Desk, name: &str, text: &str) -> Value {
    std::fs::write(desk.path(name), text).unwrap();
    let output = desk.run(&["import", "--json"]).arg(desk.path(name)).output().unwrap();
    let told: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{output:?}"));
    told[0].clone()
}

fn taken(desk: &Desk, name: &str, text: &str) -> Value {
    let report = import(desk, name, text);
    assert!(report["rejected"].as_array().is_none_or(Vec::is_empty), "{report}");
    report
}

fn rows(desk: &Desk, noun: &str) -> Vec<Value> {
    desk.json(&["export", noun, "--format", "json"]).as_array().unwrap().clone()
}

fn values(desk: &Desk) -> Vec<String> {
    let mut all: Vec<String> = rows(desk, "contracts").iter().map(|row| row["value"].to_string()).collect();
    all.sort();
    all
}

#[test]
fn a_company_that_the_book_lacks_is_not_that_of_a_namesake_of_its_contact() {
    let desk = book();
    let deals = "Deal Name,Amount,Deal Stage,Close Date,Associated Company,Associated Contact\n\
        Big one,90000,Closed Won,2026-11-20,Totally Other Ltd,Raj Patel\n";
    import(&desk, "deals.csv", deals);
    let activities = "Account,Contact,Date,Type,Notes\nOther Corp,Raj Patel,2026-11-20,Call,about prices\n";
    import(&desk, "activities.csv", activities);
    let of_juniper = |noun: &str| rows(&desk, noun).iter().filter(|row| row.to_string().contains("Juniper")).count();
    assert_eq!((of_juniper("contracts"), of_juniper("touches")), (1, 0));
}

#[test]
fn two_rows_of_one_account_are_two_contracts_and_the_same_file_again_changes_nothing() {
    let desk = Desk { folder: tempfile::tempdir().unwrap() };
    let sheet = "Account,Customer since,Renewal date,ARR\nBlueSky,2021-01-31,2027-01-31,120500\nBlueSky,2024-01-31,2027-01-31,8000\n";
    taken(&desk, "sheet.csv", sheet);
    assert_eq!(values(&desk).len(), 2, "{:?}", values(&desk));
    assert_eq!(desk.json(&["accounts"])[0]["value"], 128_500.0);
    assert_eq!(rows(&desk, "accounts")[0]["customer_since"], "2021-01-31");
    let again = taken(&desk, "sheet.csv", sheet);
    assert_eq!((&again["created"], &again["updated"], values(&desk).len()), (&0.into(), &0.into(), 2), "{again}");
}

#[test]
fn thousands_or_decimals_are_not_guessed_beside_amounts_of_the_other_kind() {
    for (cell, is_doubtful) in
        [("90.000", true), ("1.500", true), ("12,500", false), ("90.00", false), ("0.125", false)]
    {
        let desk = Desk { folder: tempfile::tempdir().unwrap() };
        let sheet = format!("Account,Renewal date,ARR\nAcme,2027-01-31,\"48,000.50\"\nBolt,2027-01-31,\"{cell}\"\n");
        let report = import(&desk, "sheet.csv", &sheet);
        assert_eq!(report.to_string().contains("decimals or thousands"), is_doubtful, "{cell}: {report}");
    }
    // Where decimals of three places stand beyond doubt, such a cell is one.
    let desk = Desk { folder: tempfile::tempdir().unwrap() };
    let sheet = "Account,Renewal date,ARR\nAcme,2027-01-31,\"48,000.505\"\nBolt,2027-01-31,90.125\n";
    let report = import(&desk, "sheet.csv", sheet);
    assert!(!report.to_string().contains("decimals or thousands"), "{report}");
}

#[test]
fn names_that_only_look_alike_are_two_accounts_or_are_named() {
    let desk = Desk { folder: tempfile::tempdir().unwrap() };
    let sheet = "Account,ARR\nC++ Consulting,1000\nC# Consulting,2000\nC Consulting,3000\nMüller,10\nMuller,20\n";
    let report = import(&desk, "sheet.csv", sheet);
    let names = rows(&desk, "accounts").len();
    assert_eq!(names, 4, "{report}");
    assert!(report["notes"].to_string().contains("“Muller” as “Müller”"), "{report}");
}

#[test]
fn the_last_touch_of_a_list_is_one_with_the_contact_of_its_row_and_that_is_said() {
    let desk = Desk { folder: tempfile::tempdir().unwrap() };
    let sheet = "Account,Main Contact,Contact Email,Last Meeting\nAcme,Ruth Vance,ruth@acme.example,2026-11-10\n";
    let report = taken(&desk, "sheet.csv", sheet);
    assert!(report["notes"].to_string().contains("1 touch taken as the last one with the contact"), "{report}");
    let risk = desk.json(&["risk", "acme"]);
    assert!(!risk.to_string().contains("No touch was two-way with a named contact"), "{risk}");
    assert!(rows(&desk, "touches")[0]["contacts"].to_string().contains("Ruth Vance"));
}

#[test]
fn a_file_of_which_no_row_is_taken_is_not_up_to_date() {
    let desk = book();
    std::fs::write(desk.path("contracts.csv"), "Account,Product,End Date,Value\nNobody Ltd,Suite,2027-01-01,100\n")
        .unwrap();
    let output = desk.run(&["import"]).arg(desk.path("contracts.csv")).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(!said.contains("up to date"), "{said}");
}

#[test]
fn days_are_taken_where_other_cells_of_their_column_are_none() {
    let desk = Desk { folder: tempfile::tempdir().unwrap() };
    let sheet = "Account,Renewal date,ARR\nAcme,2027-03-05,1\nBolt,ASAP,2\nCrane,soon,3\nDune,later,4\n";
    let report = import(&desk, "sheet.csv", sheet);
    let ends: Vec<_> = rows(&desk, "contracts").iter().map(|row| row["end"].to_string()).collect();
    assert!(ends.contains(&"\"2027-03-05\"".to_owned()), "{ends:?} {report}");
    assert!(report.to_string().contains("ASAP"), "what cannot be read is named: {report}");
}
