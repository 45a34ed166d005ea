//! Deals of sales programs on their way through several exports, and customers who come and go with them.

#![allow(clippy::unwrap_used)]

mod desk;

use desk::Desk;
use serde_json::Value;
use std::fmt::Write;

fn empty() -> Desk {
    Desk { folder: tempfile::tempdir().unwrap() }
}

fn take(desk: &Desk, files: &[(&str, &str)]) -> Vec<Value> {
    for (name, text) in files {
        std::fs::write(desk.path(name), text).unwrap();
    }
    let names: Vec<_> = files.iter().map(|(name, _)| desk.path(name)).collect();
    let output = desk.run(&["import", "--json"]).args(names).output().unwrap();
    let told: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{output:?}"));
    told.as_array().unwrap().clone()
}

fn rows(desk: &Desk, noun: &str) -> Vec<Value> {
    desk.json(&["export", noun, "--format", "json"]).as_array().unwrap().clone()
}

#[test]
fn a_deal_that_changed_is_no_second_one_with_or_without_a_key() {
    for (key, deal) in [("", ""), ("Deal ID,", "7,"), ("Deal ID,", "8,")] {
        let desk = empty();
        let head = format!("{key}Account,Deal name,Stage,Amount,Close Date\n");
        let won = if deal.is_empty() { "" } else { "1," };
        let first = format!("{head}{won}Acme,D1,Closed Won,100,2026-03-01\n{deal}Acme,D2,Open,50,2026-12-20\n");
        let next = format!("{head}{won}Acme,D1,Closed Won,120,2026-03-15\n{deal}Acme,D2,Closed Won,60,2026-11-20\n");
        take(&desk, &[("deals.csv", &first)]);
        assert_eq!((rows(&desk, "contracts").len(), rows(&desk, "opportunities").len()), (1, 1), "{head}");
        take(&desk, &[("deals.csv", &next)]);
        let mut values: Vec<_> = rows(&desk, "contracts").iter().map(|row| row["value"].as_f64().unwrap()).collect();
        values.sort_by(f64::total_cmp);
        assert_eq!(values, [60.0, 120.0], "{head}");
        assert_eq!(rows(&desk, "opportunities")[0]["state"], "won", "what was open is decided: {head}");
        let before = desk.text(&["export", "contracts"]);
        take(&desk, &[("deals.csv", &next)]);
        assert_eq!(desk.text(&["export", "contracts"]), before, "{head}");
    }
}

#[test]
fn two_keyless_deals_of_one_name_in_one_file_stay_two() {
    let desk = empty();
    let deals = "Account,Deal name,Stage,Amount,Close Date\nAcme,Seats,Closed Won,100,2026-03-01\nAcme,Seats,Closed Won,40,2026-03-20\n";
    take(&desk, &[("deals.csv", deals)]);
    take(&desk, &[("deals.csv", deals)]);
    assert_eq!(rows(&desk, "contracts").len(), 2);
}

#[test]
fn people_of_a_company_that_bought_come_in_with_the_first_import() {
    let desk = empty();
    let people = "contact_id,first_name,last_name,email,company,lifecycle_stage\n2,Bob,Ra,bob@north.example,North,SQL\n\
                  1,Amy,Lo,amy@north.example,North,Lead\n3,Cy,No,cy@south.example,South,Lead\n";
    let deals = "deal_id,contact_id,deal_name,deal_stage,amount,close_date\n1,1,Suite,Closed Won,45000,2026-03-01\n\
                 2,2,Addon,Prospecting,5000,2026-12-20\n3,3,Other,Prospecting,700,2026-12-20\n";
    let files = [("contacts.csv", people), ("deals.csv", deals)];
    let told = take(&desk, &files);
    let count = |noun: &str| rows(&desk, noun).len();
    let all = || (count("accounts"), count("contacts"), count("contracts"), count("opportunities"));
    assert_eq!(all(), (1, 2, 1, 1), "South has bought nothing: {told:?}");
    assert_eq!((&told[0]["created"], told[0]["skipped"].as_array().unwrap().len()), (&2.into(), 1), "{told:?}");
    take(&desk, &files);
    assert_eq!(all(), (1, 2, 1, 1));
    desk.text(&["undo"]);
    assert_eq!(count("accounts"), 0);
}

#[test]
fn who_churned_and_has_a_later_contract_that_runs_is_a_customer_again() {
    let desk = empty();
    let accounts = "account_id,account_name\nA1,Acme\nB1,Beta\n";
    let lines = "subscription_id,account_id,start_date,end_date,mrr\nS1,A1,2024-01-01,2024-06-30,100\nS2,A1,2024-09-01,,100\n\
                 S3,B1,2024-01-01,2024-06-30,100\n";
    let churns =
        "churn_event_id,account_id,churn_date,reason_code\nC1,A1,2024-06-30,pricing\nC2,B1,2024-06-30,pricing\n";
    take(&desk, &[("accounts.csv", accounts), ("lines.csv", lines), ("churns.csv", churns)]);
    let living: Vec<_> = desk.json(&["accounts"]).as_array().unwrap().iter().map(|one| one["name"].clone()).collect();
    assert_eq!(living, ["Acme"]);
    assert_eq!(rows(&desk, "churns").iter().filter(|row| row["won_back_on"] == "2024-09-01").count(), 1);
}

#[test]
fn a_state_says_its_day_and_a_sheet_of_prospects_what_its_rows_are() {
    let desk = empty();
    let list = "Company,Status,ARR\nAcme,Churned 2026-05-01,5\nBeta,Active,6\n";
    let asked = "Company,Customer?,ARR\nGamma,Yes,5\nDelta,No,6\n";
    let dated = "Company,Churned,ARR\nEta,2026-06-01,5\nZeta,,6\n";
    let told = take(
        &desk,
        &[("a.csv", list), ("b.csv", asked), ("c.csv", dated), ("prospects.csv", "Company,ARR\nHopeful,9\n")],
    );
    let mut churned: Vec<_> = rows(&desk, "churns").iter().map(|row| row["on"].as_str().unwrap().to_owned()).collect();
    churned.sort();
    assert_eq!(churned, ["2026-05-01", "2026-06-01"], "{told:?}");
    let mut names: Vec<_> =
        rows(&desk, "accounts").iter().map(|row| row["name"].as_str().unwrap().to_owned()).collect();
    names.sort();
    assert_eq!(names, ["Acme", "Beta", "Eta", "Gamma", "Zeta"], "{told:?}");
}

#[test]
fn a_person_beside_a_company_is_its_contact() {
    let desk = empty();
    take(
        &desk,
        &[("a.csv", "Name,Email,Company,ARR,Renewal Date\nJim Poe,jim.poe@acme.example,Acme,100,2027-01-01\n")],
    );
    assert_eq!(
        (&rows(&desk, "accounts")[0]["name"], &rows(&desk, "contacts")[0]["name"]),
        (&"Acme".into(), &"Jim Poe".into())
    );
}

#[test]
fn of_deals_that_name_no_product_the_next_takes_the_place_and_more_stands_beside() {
    for key in [false, true] {
        let desk = empty();
        let deals = [
            ("Acme 2501", "New Business", 100, "2026-01-15"),
            ("Acme 2503", "Expansion", 20, "2026-03-10"),
            ("Acme 2509", "Renewal", 110, "2026-09-01"),
            ("Beta 2501", "New Business", 50, "2026-01-15"),
            ("Beta 2506", "Expansion", 5, "2026-06-15"),
            ("Gamma suite", "New Business", 70, "2026-01-15"),
            ("Gamma seats", "New Business", 30, "2026-06-15"),
        ];
        let head = if key { "Deal ID," } else { "" };
        let mut file = format!("{head}Account,Deal name,Pipeline,Stage,Amount,Close Date\n");
        for (at, (title, pipeline, amount, on)) in deals.iter().enumerate() {
            let id = if key { format!("{at},") } else { String::new() };
            let account = title.split(' ').next().unwrap();
            writeln!(file, "{id}{account},{title},{pipeline},Closed Won,{amount},{on}").unwrap();
        }
        let files = [("a.csv", "Account Name\nAcme\nBeta\nGamma\n"), ("deals.csv", file.as_str())];
        take(&desk, &files);
        let value = |name: &str| {
            let accounts = desk.json(&["accounts"]);
            accounts.as_array().unwrap().iter().find(|one| one["name"] == name).unwrap()["value"].clone()
        };
        assert_eq!(["Acme", "Beta", "Gamma"].map(value), [110.0.into(), 55.0.into(), Value::from(100.0)]);
        let before = desk.text(&["export", "contracts"]);
        take(&desk, &files);
        assert_eq!(desk.text(&["export", "contracts"]), before, "a second time changes nothing");
    }
}
