//! `mainstay survival` from files in to numbers out: printed tables, and every odd day an account may have.

#![allow(clippy::unwrap_used)]

mod desk;

use desk::{Desk, TODAY, days_ago};
use serde_json::Value;
use std::fmt::Write;

/// Freireich and others 1963: so many weeks, read as days, until it came back (`true`) or they were last seen.
fn leukemia() -> Desk {
    let back = [6, 6, 6, 7, 10, 13, 16, 22, 23].map(|days| ("6-MP", days, true));
    let seen = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35].map(|days| ("6-MP", days, false));
    let without =
        [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23].map(|days| ("none", days, true));
    let mut csv = "name,offer,tags,customer_since,lost_on\n".to_owned();
    for (number, (group, days, lost)) in back.into_iter().chain(seen).chain(without).enumerate() {
        let lost = if lost { TODAY } else { "" };
        writeln!(csv, "Patient {number},{group},{group};study,{},{lost}", days_ago(days)).unwrap();
    }
    Desk::of(&csv)
}

fn at(group: &Value, t: i64) -> f64 {
    let points = group["curve"].as_array().unwrap();
    points.iter().find(|point| point["t"] == t).unwrap()["survival"].as_f64().unwrap()
}

#[test]
fn a_textbook_comes_out_as_printed() {
    let desk = leukemia();
    let by = desk.json(&["survival", "--by", "offer"]);
    assert_eq!((&by["as_of"], &by["unit"], &by["by"]), (&TODAY.into(), &"days".into(), &"offer".into()));
    let (treated, others) = (&by["groups"][0], &by["groups"][1]);
    assert_eq!((&treated["name"], &others["name"]), (&"6-MP".into(), &"none".into()));
    assert_eq!((&treated["n"], &treated["events"], &treated["median"]), (&21.into(), &9.into(), &23.into()));
    assert_eq!((&others["n"], &others["events"], &others["median"]), (&21.into(), &21.into(), &8.into()));
    assert!((at(treated, 6) - 0.8571).abs() < 5e-5 && (at(treated, 23) - 0.4482).abs() < 5e-5);
    assert!((by["logrank"]["chi2"].as_f64().unwrap() - 16.793).abs() < 5e-4);
    assert_eq!(by["logrank"]["df"], 1);
    for key in ["t", "at_risk", "events", "survival", "lower", "upper"] {
        assert!(treated["curve"][0][key].is_number(), "{key} is missing");
    }
    for key in ["from", "at_risk", "events", "rate", "shrunk"] {
        assert!(treated["hazard"][0][key].is_number(), "{key} is missing");
    }
    assert!(treated["hazard"][5]["to"].is_null() && treated["hazard"][5]["measured"] == false);
    let all = desk.json(&["survival"]);
    assert_eq!((&all["groups"][0]["name"], &all["groups"][0]["median"]), (&"all".into(), &12.into()));
    assert!(all["logrank"].is_null());
}

#[test]
fn the_text_has_the_same_numbers_and_a_picture() {
    let text = leukemia().text(&["survival", "--by", "offer"]);
    for said in ["21 customers, 9 churned · half churned by day 23", "44.8 %", "χ² 16.79, 1 df, p below 0.0001", "████"]
    {
        assert!(text.contains(said), "{said} is not in\n{text}");
    }
    let text = leukemia().text(&["survival"]);
    for said in ["42 customers, 30 churned", "0–30", "expected", "who remains"] {
        assert!(text.contains(said), "{said} is not in\n{text}");
    }
}

#[test]
fn an_account_counts_in_each_of_its_tags() {
    let desk = leukemia();
    let by = desk.json(&["survival", "--by", "tag"]);
    let sizes: Vec<_> = by["groups"].as_array().unwrap().iter().map(|group| group["n"].as_u64().unwrap()).collect();
    assert_eq!(sizes, [42, 21, 21]);
    assert!(by["logrank"].is_null());
    assert!(desk.text(&["survival", "--by", "tag"]).contains("several tags counts in each"));
}

#[test]
fn every_field_makes_groups_and_others_are_refused() {
    let desk = leukemia();
    for (field, first) in
        [("tier", "C".into()), ("stage", "steady".into()), ("owner", Value::Null), ("industry", Value::Null)]
    {
        let by = desk.json(&["survival", "--by", field]);
        assert_eq!((&by["groups"][0]["name"], &by["groups"][0]["n"]), (&first, &42.into()), "{field}");
    }
    assert!(desk.text(&["survival", "--by", "channel"]).contains("No channel · 42 customers"));
    assert!(
        desk.refused(&["survival", "--by", "colour"]).contains("tier, stage, owner, offer, tag, channel, industry")
    );
    assert!(desk.refused(&["survival", "--stage", "nowhere"]).contains("not a stage"));
}

#[test]
fn odd_days_have_a_reading_each_and_are_told() {
    let mut csv = "name,customer_since,observed_since,lost_on,lost_type\n".to_owned();
    let ahead = days_ago(-5);
    for (name, since, observed, lost, kind) in [
        ("plain", days_ago(100), "", "", ""),
        ("no signature", String::new(), "", "", ""),
        ("no signature but a loss", String::new(), "", &*days_ago(3), ""),
        ("signs later", ahead.clone(), "", "", ""),
        ("lost before the signature", days_ago(10), "", &*days_ago(20), ""),
        ("lost at once", days_ago(40), "", &*days_ago(40), ""),
        ("signed today", days_ago(0), "", "", ""),
        ("loss ahead", days_ago(50), "", &*ahead, ""),
        ("closed", days_ago(90), "", &*days_ago(60), "unavoidable"),
        ("watched late", days_ago(400), &*days_ago(30), &*days_ago(10), "voluntary"),
        ("over before it was watched", days_ago(400), &*days_ago(30), &*days_ago(60), ""),
    ] {
        writeln!(csv, "{name},{since},{observed},{lost},{kind}").unwrap();
    }
    let desk = Desk::of(&csv);
    let all = desk.json(&["survival"]);
    assert_eq!(all["uncounted"], serde_json::json!({"no_start": 2, "not_yet": 1, "lost_before": 1, "unwatched": 1}));
    assert_eq!(all["unavoidable"], 1);
    let group = &all["groups"][0];
    assert_eq!((&group["n"], &group["events"]), (&6.into(), &2.into()));
    let points: Vec<_> =
        group["curve"].as_array().unwrap().iter().map(|point| (&point["t"], &point["at_risk"])).collect();
    // On day 0 everybody but who was watched late; on day 390 only that one.
    assert_eq!(points, [(&0.into(), &5.into()), (&390.into(), &1.into())]);
    let text = desk.text(&["survival"]);
    for said in ["n = 6 is too few", "2 cannot be counted", "1 not counted: churned before", "1 ended unavoidably"] {
        assert!(text.contains(said), "{said} is not in\n{text}");
    }
}

#[test]
fn who_came_back_is_counted_until_the_loss() {
    let since = days_ago(300);
    let desk = Desk::of(&format!("external_id,name,customer_since\na,Away,{since}\nb,Brief,{since}\n"));
    let gone = days_ago(200);
    let losses = format!("account,on,won_back_on\na,{gone},{}\nb,{gone},{}\n", days_ago(100), days_ago(190));
    desk.import("defections", &losses);
    let all = desk.json(&["survival"]);
    assert_eq!((&all["groups"][0]["events"], &all["won_back"]), (&1.into(), &1.into()));
    assert_eq!(all["groups"][0]["curve"][0]["t"], 100);
}

#[test]
fn a_book_that_says_nothing_says_so() {
    let nobody = Desk { folder: tempfile::tempdir().unwrap() };
    nobody.import("members", "name\nAna Ruiz\n");
    for args in [vec!["survival"], vec!["survival", "--by", "tier"], vec!["survival", "--stage", "steady"]] {
        assert!(nobody.text(&args).contains("No account can be counted yet."), "{args:?}");
        let all = nobody.json(&args);
        assert!(all["groups"].as_array().unwrap().iter().all(|group| group["n"] == 0 && group["median"].is_null()));
    }
    let kept = Desk::of(&format!("name,customer_since\nKept,{}\n", days_ago(9)));
    assert_eq!(kept.json(&["survival"])["groups"][0]["curve"], serde_json::json!([]));
    let lost = Desk::of(&format!("name,customer_since,lost_on\nLost,{},{TODAY}\n", days_ago(9)));
    assert_eq!(lost.json(&["survival"])["groups"][0]["curve"][0]["survival"], 0.0);
}

/// Seven stays in Onboarding of so many days: lost (`lost`), moved on (`steady`), still there.
fn onboarding() -> Desk {
    let stays = [(10, "steady"), (20, "lost"), (25, "steady"), (30, ""), (40, "steady"), (40, "lost"), (60, "")];
    let mut accounts = "external_id,name,offer,customer_since,lost_on\n".to_owned();
    let mut history = "account,stage,entered_on,left_on\n".to_owned();
    for (number, (days, then)) in stays.into_iter().enumerate() {
        let (entered, left) = (days_ago(days), if then == "steady" { TODAY } else { "" });
        let lost = if then == "lost" { TODAY } else { "" };
        let offer = if number % 2 == 0 { "even" } else { "odd" };
        writeln!(accounts, "{number},Account {number},{offer},{entered},{lost}").unwrap();
        writeln!(history, "{number},onboarding,{entered},{left}").unwrap();
        if then == "steady" {
            writeln!(history, "{number},steady,{TODAY},").unwrap();
        }
    }
    let desk = Desk::of(&accounts);
    desk.import("stage_history", &history);
    desk
}

#[test]
fn moving_on_competes_with_being_lost() {
    let desk = onboarding();
    let drawn = desk.json(&["survival", "--stage", "Onboarding"]);
    assert_eq!(drawn["stage"], "onboarding");
    let group = &drawn["groups"][0];
    assert_eq!((&group["n"], &group["events"], &group["advanced"]), (&7.into(), &2.into(), &3.into()));
    let points: Vec<_> = group["curve"]
        .as_array()
        .unwrap()
        .iter()
        .map(|point| (point["t"].as_i64().unwrap(), point["incidence"].as_f64().unwrap()))
        .collect();
    let wanted = [(10, 0.0), (20, 1.0 / 7.0), (25, 1.0 / 7.0), (40, 1.0 / 3.0)];
    assert_eq!(points.len(), wanted.len());
    for ((t, incidence), (day, share)) in points.into_iter().zip(wanted) {
        assert!(t == day && (incidence - share).abs() < 1e-12, "day {t}: {incidence}");
    }
    let last = &group["curve"][3];
    assert!(last["lower"].is_null() && last["upper"].is_null(), "three at risk bear no band");
    assert!(last.get("survival").is_none());
    let by = desk.json(&["survival", "--stage", "onboarding", "--by", "offer"]);
    assert_eq!(
        (&by["groups"][0]["name"], &by["groups"][0]["n"], &by["groups"][1]["n"]),
        (&"even".into(), &4.into(), &3.into())
    );
    assert!(desk.text(&["survival", "--stage", "onboarding"]).contains("7 stays, 2 churned, 3 left it otherwise"));
    assert_eq!(desk.json(&["survival", "--stage", "notice"])["groups"][0]["n"], 0);
}

#[test]
fn the_pipeline_tells_the_hazard_of_every_stage_as_survival_does() {
    let desk = onboarding();
    let pipeline = desk.json(&["pipeline"]);
    for stage in pipeline["stages"].as_array().unwrap() {
        let drawn = desk.json(&["survival", "--stage", stage["key"].as_str().unwrap()]);
        assert_eq!(stage["hazard"], drawn["groups"][0]["hazard"], "{}", stage["name"]);
    }
    let onboarding = &pipeline["stages"][2]["hazard"];
    let seen: Vec<_> = onboarding.as_array().unwrap().iter().map(|bin| (&bin["at_risk"], &bin["events"])).collect();
    assert_eq!(seen[..2], [(&7.into(), &1.into()), (&3.into(), &1.into())]);
    assert_eq!(onboarding[5]["rate"], Value::Null, "nobody was there for a year");
    let page = desk.text(&["pipeline"]);
    assert!(page.contains("Lost because: no reason recorded (2)"), "{page}");
    assert!(!page.contains("Churned on days"), "from so few, no span of days is told as worse than the book: {page}");
}

#[test]
fn who_is_in_a_stage_since_nobody_knows_when_is_told() {
    let desk = Desk::of("name,stage\nSomebody,onboarding\n");
    let drawn = desk.json(&["survival", "--stage", "onboarding"]);
    assert_eq!((&drawn["groups"][0]["n"], &drawn["uncounted"]["no_start"]), (&0.into(), &1.into()));
    assert!(desk.text(&["survival", "--stage", "onboarding"]).contains("when they entered the stage is not known"));
}

#[test]
fn the_past_knows_nothing_of_what_came_later() {
    let desk = Desk::of(&format!("name,customer_since,lost_on\nLost,{},{}\n", days_ago(100), days_ago(10)));
    let then = days_ago(20);
    let past = desk.json(&["survival", "--today", &then]);
    assert_eq!((&past["as_of"], &past["groups"][0]["events"]), (&then.as_str().into(), &0.into()));
    assert_eq!(desk.json(&["survival"])["groups"][0]["events"], 1);
}

/// An account taken in with its stage alone is thought to be there since it signed, until a history knows better.
#[test]
fn a_history_takes_the_place_of_what_was_thought() {
    let since = days_ago(100);
    let desk =
        Desk::of(&format!("external_id,name,stage,customer_since\nA,Acme,onboarding,{since}\nB,Beta,,{since}\n"));
    let stays = |stage: &str| desk.json(&["survival", "--stage", stage])["groups"][0]["n"].clone();
    assert_eq!((stays("signed"), stays("onboarding")), (0.into(), 1.into()));
    let (next, first) = (days_ago(80), days_ago(30));
    let history = format!(
        "account,stage,entered_on\nA,signed,{since}\nA,onboarding,{next}\nB,signed,{since}\nB,first_value,{first}\n"
    );
    desk.import("stage_history", &history);
    desk.import("stage_history", &history);
    assert_eq!((stays("signed"), stays("onboarding"), stays("first_value")), (2.into(), 1.into(), 1.into()));
    let signed = &desk.json(&["survival", "--stage", "signed"])["groups"][0]["advanced"];
    assert_eq!(signed, 2, "who entered the next stage has left the one before");
    let board = desk.json(&["pipeline"]);
    let here: Vec<_> = board["stages"].as_array().unwrap().iter().map(|stage| stage["accounts"].clone()).collect();
    assert_eq!(here, [0, 0, 1, 1, 0, 0, 0], "an account stands where its history has it");
}

#[test]
fn from_one_at_risk_neither_a_median_nor_a_band_is_told() {
    let mut csv = "name,customer_since,observed_since,lost_on\n".to_owned();
    for late in 0..29 {
        writeln!(csv, "Old {late},{},{},", days_ago(2_000), days_ago(1_000)).unwrap();
    }
    writeln!(csv, "New,{},,{}", days_ago(40), days_ago(21)).unwrap();
    let desk = Desk::of(&csv);
    let drawn = desk.json(&["survival"]);
    let group = &drawn["groups"][0];
    assert_eq!((&group["n"], &group["events"]), (&30.into(), &1.into()));
    assert!(group["median"].is_null() && group["curve"][0]["lower"].is_null(), "{group}");
    let text = desk.text(&["survival"]);
    assert!(text.contains("too few at risk for a median") && text.contains("only 1 at risk"), "{text}");
    assert!(!text.contains("0.0 % to 0.0 %"), "{text}");
}
