//! `mainstay score`: how close we stuck at the end of a month, the house behind the customers, and customers by group.

#![allow(clippy::unwrap_used)]

mod desk;

use desk::{Desk, days_ago};
use serde_json::Value;
use std::fmt::Write;

fn near(got: &Value, wanted: f64) {
    assert!((got.as_f64().unwrap() - wanted).abs() < 1e-12, "{got} is not {wanted}");
}

#[test]
fn what_a_month_says_of_care_is_what_its_last_day_said() {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk { folder };
    desk.run(&["demo", "--accounts", "60", "--seed", "7", "--save"]).arg(desk.path("book.db")).assert().success();
    let month = desk.json(&["score", "--month", "2026-09"])["care"].clone();
    let then = desk.json(&["score", "--today", "2026-09-30"])["care"].clone();
    for key in ["on", "accounts", "touched", "seats", "lead_touches", "calm_pulses", "role_coverage"] {
        assert_eq!(month[key], then[key], "{key}");
    }
    near(&month["stick_close"], then["stick_close"].as_f64().unwrap());
    assert!(month["accounts"].as_u64() > Some(20) && month["pulse_coverage"]["of"].as_u64() > Some(0), "{month}");
}

#[test]
fn the_house_behind_the_customers_and_the_groups_are_counted() {
    let since = days_ago(700);
    let mut accounts = "external_id,name,value,currency,customer_since,known_on,owner,industry\n".to_owned();
    for (id, value, industry) in [("a", 300, "retail"), ("b", 100, "retail"), ("c", 50, "energy"), ("d", 40, "")] {
        writeln!(accounts, "{id},{id},{value},EUR,{since},{since},ana,{industry}").unwrap();
    }
    let desk = Desk { folder: tempfile::tempdir().unwrap() };
    desk.import(
        "members",
        &format!(
            "external_id,name,started_on,left_on\nana,Ana,{},\nben,Ben,{},\ncem,Cem,{},{}\n",
            days_ago(900),
            days_ago(100),
            days_ago(800),
            days_ago(90)
        ),
    );
    desk.import("accounts", &accounts);
    desk.import("contacts", "external_id,account,name\nk,a,Kim\n");
    desk.import("seats", "account,role,member,minutes_month\na,AL,ana,100\na,SV,ben,100\n");
    desk.import("touches", &format!(
        "account,on,channel,two_way,value_tag,members,contacts,prep_minutes,contact_minutes,followup_minutes\na,{0},call,yes,solved,ana,k,5,20,5\na,{0},call,yes,solved,ben,k,0,10,0\n",
        days_ago(5)
    ));
    desk.import("referrals", &format!("account,contact,referred,on\na,k,Fabrikam,{}\n", days_ago(50)));
    desk.import("contracts", &format!(
        "account,product,value,currency,start,end,outcome,outcome_on,outcome_value,reason\nb,Base,80,EUR,{since},{},grown,{},100,they use it daily\n",
        days_ago(100), days_ago(120)
    ));
    let score = desk.json(&["score"]);
    let house = &score["house"];
    assert_eq!(house["solo"], serde_json::json!({"part": 30, "of": 40, "share": 0.75}));
    assert_eq!((&house["team_time"]["logged_minutes"], &house["newcomers"]["part"]), (&40.into(), &1.into()));
    near(&house["team_time"]["share"], 40.0 / house["team_time"]["expected_minutes"].as_f64().unwrap());
    // Ana and Ben are here, Ana and Cem were a year ago.
    near(&house["turnover"]["rate"], 0.5);
    near(&house["newcomers"]["share"], 0.5);
    assert_eq!(house["single_rep_exposure"]["top"]["accounts"], 1);
    assert_eq!(score["renewal_reasons"], serde_json::json!([{"reason": "they use it daily", "count": 1}]));
    let groups = score["groups"].as_array().unwrap();
    let told: Vec<_> =
        groups.iter().map(|one| (&one["name"], &one["customers"], &one["grown"], &one["referrals"])).collect();
    assert_eq!(told[0], (&"retail".into(), &2.into(), &1.into(), &1.into()));
    assert_eq!((told[1].0, told[2].0), (&"energy".into(), &Value::Null));
    near(&groups[0]["growing_share"], 0.5);
    let text = desk.text(&["score"]);
    for said in [
        "Attrition                      1 left",
        "30 of 40 minutes",
        "1 of 2  members are new",
        "1 grew, 0 shrank of 2; 1 referral",
    ] {
        assert!(text.contains(said), "{said} is not in\n{text}");
    }
    assert_eq!(desk.json(&["score", "--month", "2026-10"])["house"], Value::Null);
}
