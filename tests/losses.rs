//! Customers who left: what contracts, accounts and files of losses say of it, read as one.

#![allow(clippy::unwrap_used)]

mod desk;

use desk::Desk;
use serde_json::Value;

fn empty() -> Desk {
    Desk { folder: tempfile::tempdir().unwrap() }
}

/// Imports the files, in which no row may be wrong.
fn take(desk: &Desk, files: &[(&str, &str)]) {
    for (name, text) in files {
        std::fs::write(desk.path(name), text).unwrap();
    }
    let names: Vec<_> = files.iter().map(|(name, _)| desk.path(name)).collect();
    let output = desk.run(&["import", "--strict"]).args(names).output().unwrap();
    assert!(output.status.success(), "{output:?}");
}

fn rows(desk: &Desk, noun: &str) -> Vec<Value> {
    desk.json(&["export", noun, "--format", "json"]).as_array().unwrap().clone()
}

const ACCOUNTS: &str = "external_id,name,customer_since\nA,Alfa,2020-01-01\nB,Beta,2020-01-01\n";

#[test]
fn a_file_of_losses_under_its_former_name_is_no_file_of_events() {
    for file in ["defections.csv", "gone.csv"] {
        let desk = empty();
        take(
            &desk,
            &[("accounts.csv", ACCOUNTS), (file, "external_id,account,on,kind\nD1,A,2026-03-01,unavoidable\n")],
        );
        let losses = rows(&desk, "churns");
        assert_eq!((losses.len(), &losses[0]["type"]), (1, &"unavoidable".into()), "{file}");
    }
    let desk = empty();
    take(
        &desk,
        &[("accounts.csv", ACCOUNTS), ("heard.csv", "external_id,account,on,kind\nE1,A,2026-03-01,competitor\n")],
    );
    assert_eq!((rows(&desk, "events").len(), rows(&desk, "churns").len()), (1, 0));
}

#[test]
fn losses_that_accounts_tell_stand_beside_those_of_a_file_of_losses() {
    let desk = empty();
    let accounts = "external_id,name,customer_since,lost_on,lost_reason\nA,Alfa,2020-01-01,2026-03-01,price\n\
                    B,Beta,2020-01-01,2026-05-30,moved\nC,Gamma,2020-01-01,,\n";
    let losses = "external_id,account,on,type\nD1,B,2026-06-01,unavoidable\nD2,C,2026-06-02,voluntary\n";
    let files = [("accounts.csv", accounts), ("churns.csv", losses)];
    take(&desk, &files);
    let mut told: Vec<_> = rows(&desk, "churns")
        .iter()
        .map(|row| (row["account"].as_str().unwrap().to_owned(), row["on"].as_str().unwrap().to_owned()))
        .collect();
    told.sort();
    assert_eq!(
        told,
        [("A".into(), "2026-03-01".into()), ("B".into(), "2026-06-01".into()), ("C".into(), "2026-06-02".into())]
    );
    take(&desk, &files);
    assert_eq!(rows(&desk, "churns").len(), 3, "a second time adds nothing");
}

#[test]
fn who_lost_the_last_contract_is_churned_with_day_type_and_reason() {
    let desk = empty();
    let head = "external_id,account,product,value,start,end,outcome,outcome_on,reason\n";
    let lines = format!(
        "{head}1,A,Plan,100,2025-01-01,2026-06-30,lost,2026-06-01,price\n2,B,Plan,100,2025-01-01,2026-06-30,lost,2026-06-01,price\n\
         3,B,Seats,50,2025-01-01,2027-06-30,,,\n"
    );
    take(&desk, &[("accounts.csv", ACCOUNTS), ("contracts.csv", &lines)]);
    let losses = rows(&desk, "churns");
    assert_eq!(losses.len(), 1, "Beta has a contract that runs: {losses:?}");
    let loss = &losses[0];
    for (field, wanted) in [
        ("account", "A"),
        ("on", "2026-06-30"),
        ("decided_on", "2026-06-01"),
        ("type", "voluntary"),
        ("reason", "price"),
    ] {
        assert_eq!(loss[field], wanted, "{field}");
    }
    let score = desk.json(&["score"]);
    assert_eq!((&score["churned"], &score["customers_after"]), (&1.into(), &1.into()), "{score}");
    // A file that tells of the same loss completes it.
    take(&desk, &[("gone.csv", "external_id,account,on,type,quote\nD1,A,2026-07-01,unavoidable,We were bought\n")]);
    let told = rows(&desk, "churns");
    assert_eq!((told.len(), &told[0]["type"], &told[0]["reason"]), (1, &"unavoidable".into(), &"price".into()));
    // Signed again later: they are back.
    take(&desk, &[("again.csv", &format!("{head}4,A,Plan,100,2026-09-01,2027-08-31,,,\n"))]);
    assert_eq!(rows(&desk, "churns")[0]["won_back_on"], "2026-09-01");
}

#[test]
fn who_recorded_that_only_the_contract_was_lost_still_has_the_customer() {
    let desk = empty();
    let lines = "external_id,account,product,end,outcome,outcome_on\n1,A,Plan,2026-06-30,lost,2026-06-01\n";
    let losses = "external_id,account,contract,on,type\nD1,A,1,2026-06-30,partial\n";
    take(&desk, &[("accounts.csv", ACCOUNTS), ("contracts.csv", lines), ("churns.csv", losses)]);
    assert_eq!(rows(&desk, "churns").len(), 1);
    assert_eq!(desk.json(&["accounts"]).as_array().unwrap().len(), 2);
}

#[test]
fn a_deal_that_was_not_renewed_is_the_loss_of_who_has_nothing_else() {
    let desk = empty();
    let deals = "Account,Deal name,Stage,Pipeline,Amount,Close Date,Lost Reason\nAcme,Acme 1,Closed Lost,Renewals,100,2026-03-01,price\n\
                 Beta,Beta 1,Closed Lost,Renewals,100,2026-03-01,price\nBeta,Beta 2,Closed Won,Renewals,100,2026-05-01,\n";
    let accounts = "Account Name\nAcme\nBeta\n";
    let files = [("a.csv", accounts), ("deals.csv", deals)];
    take(&desk, &files);
    let whole = |desk: &Desk| {
        let losses = rows(desk, "churns");
        (losses.len(), losses.iter().filter(|loss| loss["contract"].is_null()).count())
    };
    assert_eq!(whole(&desk), (2, 1), "{:?}", rows(&desk, "churns"));
    take(&desk, &files);
    assert_eq!(whole(&desk), (2, 1));
}
