//! What is planned is a task of somebody: due on its day, late after it, done when it is confirmed and not before.

#![allow(clippy::unwrap_used)]

mod desk;

use desk::{Desk, days_ago};
use serde_json::Value;

/// A book with a team of three; Olga answers for company updates.
fn desk() -> Desk {
    let desk = Desk { folder: tempfile::tempdir().unwrap() };
    desk.import(
        "members",
        "external_id,name,started_on\nana,Ana Ruiz,2020-01-01\nolga,Olga Novak,2020-01-01\nben,Ben Okafor,2020-01-01\n",
    );
    desk.import(
        "accounts",
        "external_id,name,stage,value,currency,customer_since,owner\nc,Contoso,steady,10000,EUR,2024-01-01,ana\n",
    );
    desk
}

fn ahead(desk: &Desk, day: &str, args: &[&str]) -> Value {
    let args = [&["--today", day, "--json"][..], args].concat();
    let output = desk.run(&args).assert().success().get_output().stdout.clone();
    serde_json::from_slice(&output).unwrap()
}

/// The titles of the tasks of a day, of one member or of everybody.
fn titles(desk: &Desk, day: &str, owner: &str) -> Vec<String> {
    let list = ahead(desk, day, &["today", "--all", "--owner", owner]);
    let title = |line: &Value| line["title"].as_str().unwrap().to_owned();
    list["tasks"].as_array().unwrap().iter().map(title).collect()
}

fn id(desk: &Desk, day: &str, kind: &str) -> Option<String> {
    let list = ahead(desk, day, &["today", "--all", "--owner", "everybody"]);
    let found = list["tasks"].as_array().unwrap().iter().find(|line| line["kind"] == kind);
    found.map(|line| line["id"].as_str().unwrap().to_owned())
}

#[test]
fn an_update_is_a_task_of_its_owner_and_is_heard_when_it_is_confirmed_and_never_by_the_clock() {
    let desk = desk();
    desk.json(&["new", "news", "title=Our vision", "topic=vision", "on=2026-12-04", "member=Olga"]);
    desk.json(&["new", "news", "Contoso", "title=Long ago", &format!("on={}", days_ago(100))]);
    let quiet = |day: &str| {
        let text = desk.run(&["--today", day, "risk", "Contoso"]).assert().success().get_output().stdout.clone();
        String::from_utf8(text).unwrap()
    };
    assert!(!titles(&desk, "2026-12-03", "olga").contains(&"Send “Our vision”".to_owned()));
    for day in ["2026-12-04", "2026-12-05", "2027-02-01"] {
        assert!(titles(&desk, day, "olga").contains(&"Send “Our vision”".to_owned()), "{day}");
        assert!(!titles(&desk, day, "ana").contains(&"Send “Our vision”".to_owned()), "{day}");
        assert!(quiet(day).contains("No company update for"), "nobody sent it by {day}: {}", quiet(day));
    }
    let calendar = desk.text(&["export", "calendar"]);
    let calendar = calendar.replace("\r\n ", "");
    assert!(calendar.contains("Send “Our vision”") && calendar.contains("Olga Novak"), "{calendar}");
    let update = id(&desk, "2026-12-06", "update").unwrap();
    desk.run(&["--today", "2026-12-06", "done", &update]).assert().success();
    assert!(!quiet("2026-12-06").contains("No company update for"), "{}", quiet("2026-12-06"));
    assert!(id(&desk, "2026-12-07", "update").is_none());
    let row = |desk: &Desk| desk.json(&["export", "company_updates"])[0].clone();
    assert_eq!(row(&desk)["sent_on"], "2026-12-06");
    desk.json(&["undo"]);
    assert!(row(&desk)["sent_on"].is_null() && id(&desk, "2026-12-07", "update").is_some());
}

#[test]
fn an_update_can_be_moved_and_given_up_and_is_not_sent_ahead_of_time() {
    let desk = desk();
    desk.json(&["new", "news", "Contoso", "title=First steps", "on=+1d"]);
    assert!(desk.refused(&["edit", "news", "Contoso", "First", "sent_on=+3d"]).contains("in the future"));
    let update = id(&desk, "2026-11-23", "update").unwrap();
    assert!(titles(&desk, "2026-11-23", "ana").iter().any(|one| one.contains("First steps")), "the lead sends it");
    desk.run(&["--today", "2026-11-23", "snooze", &update, "+7d"]).assert().success();
    assert!(id(&desk, "2026-11-29", "update").is_none() && id(&desk, "2026-11-30", "update").is_some());
    desk.run(&["--today", "2026-11-30", "drop", &update, "not", "needed"]).assert().success();
    assert!(id(&desk, "2027-11-30", "update").is_none());
    assert!(desk.json(&["export", "company_updates"]).as_array().unwrap().is_empty());
}

#[test]
fn a_review_of_a_plan_falls_due_and_is_confirmed() {
    let desk = desk();
    desk.json(&["new", "plan", "Contoso", "kind=joint", "started_on=2026-06-01", "review_on=2026-11-20"]);
    let review = id(&desk, "2026-11-22", "review").unwrap();
    assert!(titles(&desk, "2026-11-22", "ana").contains(&"Review the joint success plan".to_owned()));
    assert!(desk.text(&["show", "Contoso"]).contains("Review the joint success plan"));
    assert!(desk.text(&["export", "calendar"]).contains("Review the joint success plan"));
    desk.run(&["done", &review]).assert().success();
    assert!(id(&desk, "2026-11-22", "review").is_none());
    let plan = desk.json(&["export", "plans"])[0].clone();
    assert_eq!((&plan["reviewed_on"], &plan["review_on"]), (&"2026-11-22".into(), &Value::Null));
    assert!(id(&desk, "2027-11-22", "review").is_some(), "the next round comes by the tier");
}

#[test]
fn an_opportunity_is_a_task_on_the_day_it_was_expected_until_it_is_decided() {
    let desk = desk();
    desk.json(&["new", "opportunity", "Contoso", "title=Analytics", "value=5000", "expected_on=today"]);
    let deal = id(&desk, "2026-11-22", "opportunity").unwrap();
    assert!(id(&desk, "2026-11-25", "opportunity").is_some(), "it is late, not gone");
    assert!(desk.refused(&["done", &deal]).contains("state=won"));
    desk.run(&["snooze", &deal, "+5d"]).assert().success();
    assert!(id(&desk, "2026-11-25", "opportunity").is_none() && id(&desk, "2026-11-27", "opportunity").is_some());
    desk.json(&["edit", "opportunity", "Contoso", "state=won"]);
    assert!(id(&desk, "2026-11-27", "opportunity").is_none());
}

#[test]
fn the_huddle_of_a_month_is_late_until_it_was_held() {
    let desk = desk();
    let huddle = |day: &str| id(&desk, day, "huddle");
    assert!(huddle("2026-11-22").is_none(), "the book began after its day");
    assert!(huddle("2026-12-20").is_none() && huddle("2026-12-21").is_some() && huddle("2026-12-31").is_some());
    desk.run(&["--today", "2026-12-22", "done", &huddle("2026-12-22").unwrap()]).assert().success();
    assert!(huddle("2026-12-23").is_none() && huddle("2027-01-20").is_some());
    desk.json(&["undo"]);
    assert!(huddle("2026-12-23").is_some());
}

#[test]
fn a_one_on_one_is_a_task_of_whoever_uses_the_book() {
    let desk = desk();
    desk.run(&["me", "Ana Ruiz"]).assert().success();
    desk.json(&["edit", "member", "Ben", "one_on_one_days=30", &format!("last_one_on_one={}", days_ago(40))]);
    let title = "Talk with Ben Okafor".to_owned();
    assert!(
        titles(&desk, "2026-11-22", "ana").contains(&title) && !titles(&desk, "2026-11-22", "olga").contains(&title)
    );
    desk.run(&["snooze", &id(&desk, "2026-11-22", "one-on-one").unwrap(), "+3d"]).assert().success();
    assert!(
        !titles(&desk, "2026-11-24", "ana").contains(&title) && titles(&desk, "2026-11-25", "ana").contains(&title)
    );
    let talk = id(&desk, "2026-11-25", "one-on-one").unwrap();
    desk.run(&["--today", "2026-11-25", "done", &talk]).assert().success();
    assert!(
        !titles(&desk, "2026-12-24", "ana").contains(&title) && titles(&desk, "2026-12-25", "ana").contains(&title)
    );
}

#[test]
fn a_returned_hand_off_is_a_task_of_whoever_offered_it() {
    let desk = desk();
    for (role, who) in [("Account lead", "Ana Ruiz"), ("Service", "Olga Novak")] {
        desk.json(&["new", "assignment", "Contoso", &format!("role={role}"), &format!("member={who}")]);
    }
    desk.json(&["handoff", "offer", "Contoso", "to_member=Ben Okafor"]);
    let asks = titles(&desk, "2026-11-22", "ana");
    assert!(asks.iter().any(|one| one.starts_with("Ask Ben Okafor to answer")), "{asks:?}");
    let answers = titles(&desk, "2026-11-22", "ben");
    assert!(answers.iter().any(|one| one.contains("accept or send back")), "{answers:?}");
    desk.json(&["handoff", "return", "Contoso", "gaps=who pays"]);
    assert!(titles(&desk, "2026-11-25", "ana").contains(&"Complete the pack: who pays".to_owned()));
    assert!(!titles(&desk, "2026-11-25", "ben").iter().any(|one| one.contains("pack")));
    let pack = id(&desk, "2026-11-25", "pack").unwrap();
    assert!(desk.refused(&["done", &pack]).contains("handoff offer"));
    desk.json(&["handoff", "offer", "Contoso", "to_member=Ben Okafor"]);
    assert!(id(&desk, "2026-11-25", "pack").is_none());
}

#[test]
fn a_file_without_the_column_tells_of_what_was_sent_and_its_plans_stay_plans() {
    let desk = desk();
    desk.import("company_updates", "title,on,topic\nThe year,2026-11-02,vision\nNext year,2026-12-01,vision\n");
    let sent: Vec<Value> = desk
        .json(&["export", "company_updates"])
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["sent_on"].clone())
        .collect();
    assert_eq!(sent, [Value::from("2026-11-02"), Value::Null]);
    assert!(id(&desk, "2026-12-02", "update").is_some());
}
