//! What the score is held against, from the command line: pay, targets and the day of before and after are dated settings.

#![allow(clippy::unwrap_used)]

mod desk;

use desk::{Desk, days_ago};
use serde_json::{Value, json};

fn book() -> Desk {
    Desk::of(&format!(
        "external_id,name,value,currency,customer_since\na,Ada,100,EUR,{}\nb,Ben,50,EUR,{}\n",
        days_ago(900),
        days_ago(150)
    ))
}

fn rule(desk: &Desk, key: &str) -> Value {
    let all = desk.json(&["settings", key]);
    all.as_array().unwrap().iter().find(|one| one["key"] == key).unwrap_or_else(|| panic!("{key}: {all}")).clone()
}

#[test]
fn pay_and_targets_stand_among_the_settings_and_hold_from_a_day_on() {
    let desk = book();
    assert_eq!(rule(&desk, "pay.pay_new")["value"], Value::Null);
    let (earlier, later) = (days_ago(60), days_ago(20));
    desk.text(&["edit", "pay", "pay_new=100", "pay_renewed=40", &format!("since={later}")]);
    let said = desk.text(&["edit", "pay", "pay_new=100", "pay_renewed=20", &format!("since={earlier}")]);
    assert!(said.contains(&format!("from {earlier} until {later}")), "{said}");
    let pay = rule(&desk, "pay.pay_renewed");
    assert_eq!((&pay["value"], &pay["since"]), (&40.into(), &later.clone().into()), "what began later holds");
    let parity = |day: i32| desk.json(&["score", "--today", &days_ago(day)])["reward_parity"].clone();
    assert_eq!((parity(0), parity(21), parity(61)), (json!(0.4), json!(0.2), Value::Null));
    // A month of the past is held against what held then.
    assert_eq!(desk.json(&["score", "--month", "2026-10"])["reward_parity"], 0.2);
    let target = ["new", "target", "measure=grr", "target=92", "owner=Ana", "consequence=The huddle asks why"];
    desk.text(&target);
    // One more from an earlier day on: it holds beside the one that began later.
    desk.text(&[
        "new",
        "target",
        "measure=nrr",
        "target=100",
        "owner=Ben",
        "consequence=x",
        &format!("since={earlier}"),
    ]);
    let keys = |day: i32| -> Vec<String> {
        let targets = desk.json(&["score", "--today", &days_ago(day)])["targets"].clone();
        targets.as_array().unwrap().iter().map(|one| one["measure"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!((keys(0), keys(1), keys(61)), (vec!["grr".into(), "nrr".into()], vec!["nrr".to_owned()], vec![]));
    let grr = rule(&desk, "targets.grr");
    assert!(grr["value"] == 92 && grr["meaning"].as_str().unwrap().contains("Ana; if missed: The huddle"), "{grr}");
    let text = desk.text(&["settings", "targets"]);
    assert!(text.contains("targets.nrr") && text.contains("GRR, at least"), "{text}");
    desk.text(&["edit", "target", "grr", "target=93"]);
    assert_eq!(rule(&desk, "targets.grr")["value"], 93);
    desk.text(&["remove", "target", "nrr"]);
    assert_eq!((keys(0), keys(1)), (vec!["grr".to_owned()], vec!["nrr".to_owned()]), "what held before stays");
}

#[test]
fn nothing_to_compare_with_and_days_ahead_are_refused_with_the_way_out() {
    let desk = book();
    for zero in ["pay_new=0", "cost_of_winning=0", "cost_of_keeping=0"] {
        assert!(desk.refused(&["edit", "pay", zero]).contains("leave it empty"), "{zero}");
    }
    // Nothing paid for keeping is what many plans pay, and worth knowing.
    desk.text(&["edit", "pay", "pay_new=80", "pay_renewed=0"]);
    assert_eq!(desk.json(&["score"])["reward_parity"], 0.0);
    assert!(desk.refused(&["edit", "pay", "pay_new=90", "since=2027-01-01"]).contains("in the future"));
    let none = ["new", "target", "measure=grr", "target=0", "owner=Ana", "consequence=x"];
    assert!(desk.refused(&none).contains("asks for nothing"));
    assert!(desk.refused(&none).contains("only what is counted as at most, abandonment"));
    for (key, way) in
        [("pay.pay_new", "edit pay"), ("targets.grr", "edit target"), ("before_after", "edit before-after")]
    {
        assert!(desk.refused(&["settings", key, "4"]).contains(way), "{key}");
    }
}

#[test]
fn the_day_of_before_and_after_is_kept_and_stands_with_the_year() {
    let desk = book();
    assert_eq!(desk.json(&["score"])["before_after"], Value::Null);
    desk.text(&["edit", "before-after", &format!("on={}", days_ago(99))]);
    let both = desk.json(&["score"])["before_after"].clone();
    assert_eq!(both, desk.json(&["score", "--since", &days_ago(99)]));
    assert_eq!((&both["since"], &both["figures"]["new"]), (&days_ago(99).into(), &json!({"before": 1, "after": 0})));
    assert_eq!(rule(&desk, "before_after")["value"], days_ago(99));
    let text = desk.text(&["score"]);
    assert!(text.contains("Before and after ") && text.contains("did not therefore come from it"), "{text}");
    assert!(desk.refused(&["edit", "before-after", "on=2027-03-01"]).contains("in the future"));
    // Before anybody was a customer nothing is known, and it says so.
    let early = desk.text(&["score", "--since", &days_ago(950)]);
    assert!(early.contains("Nothing is known of the time before"), "{early}");
    assert!(early.lines().any(|line| line.starts_with("Logo retention") && line.contains('–')), "{early}");
    assert!(!early.contains('%'), "{early}");
    desk.text(&["edit", "before-after", "on="]);
    assert_eq!(desk.json(&["score"])["before_after"], Value::Null);
}

#[test]
fn no_abandoned_sale_at_all_can_be_aimed_at_and_tells_when_the_last_was() {
    let desk = book();
    desk.text(&["new", "target", "measure=abandonment", "target=0", "owner=Ana", "consequence=The huddle asks why"]);
    let aim = desk.json(&["score"])["targets"][0].clone();
    assert_eq!((&aim["measure"], &aim["target"]), (&"abandonment".into(), &json!(0.0)), "{aim}");
    let last = desk.json(&["score"])["abandonments"]["days_since_last"].clone();
    assert_eq!(aim["days_since_last"], last);
    let text = desk.text(&["score"]);
    let told = last.as_i64().map_or_else(|| "none seen".to_owned(), |days| format!("last {days} days ago"));
    assert!(text.contains(&format!("at most 0, {told} · Ana")), "{text}");
    assert_eq!(rule(&desk, "targets.abandonment")["value"], json!(0));
    // Out and in again: the same target.
    let dir = desk.path("out").display().to_string();
    desk.text(&["export", "book", &dir]);
    let other = Desk::of("external_id,name\na,Ada\n");
    other.text(&["import", &format!("{dir}/settings.csv")]);
    assert_eq!(other.json(&["score"])["targets"][0]["target"], json!(0.0));
}

#[test]
fn who_answers_for_a_target_is_one_of_ours_by_the_first_name() {
    let desk = book();
    desk.import("members", "external_id,name\nm1,Ana Ruiz\nm2,Ben Osei\n");
    desk.text(&["new", "target", "measure=grr", "target=92", "owner=ana", "consequence=x"]);
    assert_eq!(desk.json(&["score"])["targets"][0]["owner"], "Ana Ruiz");
    // Somebody the book does not know may answer too.
    desk.text(&["new", "target", "measure=nrr", "target=99", "owner=The board", "consequence=x"]);
    assert_eq!(desk.json(&["score"])["targets"][1]["owner"], "The board");
}
