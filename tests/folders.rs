//! Files that come together, and say different things of one customer: what is decided is said.

#![allow(clippy::unwrap_used)]

mod desk;

use desk::Desk;
use serde_json::Value;

fn empty() -> Desk {
    Desk { folder: tempfile::tempdir().unwrap() }
}

/// Imports files and what was said of each.
fn take(desk: &Desk, files: &[(&str, &str)], more: &[&str]) -> Vec<Value> {
    for (name, text) in files {
        std::fs::write(desk.path(name), text).unwrap();
    }
    let names: Vec<_> = files.iter().map(|(name, _)| desk.path(name)).collect();
    let output = desk.run(&["import", "--json"]).args(more).args(names).output().unwrap();
    let told: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{output:?}"));
    told.as_array().unwrap().clone()
}

fn names(desk: &Desk, noun: &str) -> Vec<String> {
    let rows = desk.json(&["export", noun, "--format", "json"]);
    let mut names: Vec<String> =
        rows.as_array().unwrap().iter().map(|row| row["name"].as_str().unwrap_or_default().to_owned()).collect();
    names.sort();
    names
}

#[test]
fn whose_list_it_is_is_not_decided_in_silence() {
    let desk = empty();
    let list = ("list.csv", "Company,CSM\nAcme,Ana Ruiz\nBeta,Jo Osei\nCora,Ana Ruiz\n");
    let told = take(&desk, &[list], &[]);
    let said = told[0]["notes"].to_string();
    assert!(
        said.contains("2 owners (Ana Ruiz, Jo Osei)") && said.contains("Which of them is you? mainstay me NAME"),
        "{said}"
    );
    let again = take(&desk, &[list], &[]);
    assert!(!again[0]["notes"].to_string().contains("none is taken"), "the book knows its people now");
}

#[test]
fn a_row_whose_cells_are_shifted_is_rejected_and_makes_no_account() {
    let desk = empty();
    let people = "Email,Company,Phone,First Name,Last Name\nbo@acme.example,Acme,555-0100,Bo,Lind\nVi,Quist,vi@acme.example,Acme,\n";
    let told = take(&desk, &[("people.csv", people)], &[]);
    assert_eq!(names(&desk, "accounts"), ["Acme"]);
    let why = told[0]["rejected"].to_string();
    assert!(why.contains("shifted") && why.contains("“vi@acme.example” under “Phone”"), "{why}");
}

#[test]
fn a_person_of_no_company_is_no_customer() {
    let desk = empty();
    let partners = "Name,Is a company,Related company\nAcme,1,\nBo Lind,0,Acme\nVi Quist,0,\n";
    let told = take(&desk, &[("partners.csv", partners)], &[]);
    assert_eq!((names(&desk, "accounts"), names(&desk, "contacts")), (vec!["Acme".into()], vec!["Bo Lind".into()]));
    assert!(told[0]["skipped"].to_string().contains("a person of no company"), "{told:?}");
    let types = empty();
    let partners = "Name,Company Type,Related Company\nAcme,Company,\nBo Lind,Individual,Acme\nVi Quist,Individual,\n";
    take(&types, &[("partners.csv", partners)], &[]);
    assert_eq!((names(&types, "accounts"), names(&types, "contacts")), (vec!["Acme".into()], vec!["Bo Lind".into()]));
}

#[test]
fn customers_with_a_word_of_their_own_are_known_and_the_other_files_point_to_them() {
    let desk = empty();
    let schools = "school_id,school_name,district,arr_usd,contract_start_date\nS1,Hill School,North,500,2024-01-19\nS2,Lake School,South,700,2024-02-01\n";
    let users = "user_id,school_id,name,email\nU1,S1,Bo Lind,bo@post.example\nU2,S2,Vi Quist,vi@post.example\n";
    let told = take(&desk, &[("users.csv", users), ("schools.csv", schools)], &[]);
    assert_eq!(names(&desk, "accounts"), ["Hill School", "Lake School"]);
    assert_eq!(names(&desk, "contacts"), ["Bo Lind", "Vi Quist"]);
    assert!(told[0]["notes"].to_string().contains("“school_id” leads to the accounts of schools.csv"), "{told:?}");
}

#[test]
fn a_loss_that_a_contract_contradicts_is_told_and_a_told_day_takes_the_place_of_an_assumed_one() {
    let desk = empty();
    let accounts = "account_id,account_name,churn_flag\nA1,Acme,True\nB1,Beta,False\nC1,Cora,False\n";
    let churns = "churn_event_id,account_id,churn_date,reason_code\nX1,A1,2025-03-01,price\nX2,B1,2025-03-01,price\n";
    let contracts = "subscription_id,account_id,start_date,end_date,arr_amount\nT1,A1,2024-01-01,,500\nT2,B1,2025-06-01,,700\nT3,C1,2025-06-01,,1\n";
    let told =
        take(&desk, &[("accounts.csv", accounts), ("churns.csv", churns), ("subscriptions.csv", contracts)], &[]);
    let said = told.iter().map(|report| report["notes"].to_string()).collect::<String>();
    assert!(said.contains("1 account churned, and a contract that began before runs on (Acme)"), "{said}");
    assert!(said.contains("1 account churned, with a contract that began later"), "{said}");
    assert!(!said.contains("without a day"), "{said}");
    let rows = desk.json(&["export", "churns", "--format", "json"]);
    let days: Vec<&str> = rows.as_array().unwrap().iter().map(|row| row["on"].as_str().unwrap()).collect();
    assert_eq!(days, ["2025-03-01", "2025-03-01"], "the day that the state left open is not kept beside the one told");
}
