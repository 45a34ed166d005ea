//! The pipeline, from the command line: what was said while accounts were in a stage.

#![allow(clippy::unwrap_used)]

mod desk;

use desk::{Desk, days_ago};
use serde_json::Value;

fn said(desk: &Desk, stage: &str) -> Value {
    let all = desk.json(&["pipeline"]);
    let stages = all["stages"].as_array().unwrap();
    stages.iter().find(|one| one["key"] == stage).unwrap_or_else(|| panic!("{stage}: {all}"))["said"].clone()
}

#[test]
fn what_was_said_is_counted_in_the_stage_of_its_day_and_told_in_their_words() {
    let desk = Desk::of(&format!(
        "external_id,name,stage,customer_since\na,Ada,steady,{}\nb,Ben,steady,{}\n",
        days_ago(900),
        days_ago(900)
    ));
    desk.import(
        "stage_history",
        &format!(
            "account,stage,entered_on,left_on\na,onboarding,{},{}\na,steady,{},\n",
            days_ago(300),
            days_ago(100),
            days_ago(100)
        ),
    );
    desk.import(
        "pulses",
        &format!(
            "account,on,score,source,topics,quote\na,{},1,said,support,Nobody answers\na,{},3,said,price,\na,{},5,said,support,It runs\na,{},2,said,support,Too slow again\na,{},2,said,support,Long ago\n",
            days_ago(200),
            days_ago(150),
            days_ago(100),
            days_ago(20),
            days_ago(800),
        ),
    );
    let (before, after) = (said(&desk, "onboarding"), said(&desk, "steady"));
    assert_eq!(
        (&before["pulses"], &before["low"], &before["middle"], &before["high"]),
        (&2.into(), &1.into(), &1.into(), &0.into())
    );
    assert_eq!(before["quotes"].as_array().unwrap().len(), 1, "{before}");
    assert_eq!((&before["quotes"][0]["quote"], &before["quotes"][0]["score"]), (&"Nobody answers".into(), &1.into()));
    // The day of a move belongs to the stage they came into; what is older than a year is not told.
    assert_eq!((&after["pulses"], &after["low"], &after["high"]), (&2.into(), &1.into(), &1.into()), "{after}");
    assert_eq!(after["quotes"][0]["quote"], "Too slow again", "the newest first: {after}");
    let text = desk.text(&["pipeline"]);
    assert!(text.contains("Said in 12 months: 2 pulses: 1 of 1–2, 1 of 3, 0 of 4–5."), "{text}");
    assert!(text.contains(&format!("“Nobody answers” (Ada, 1/5, {})", days_ago(200))), "{text}");
    desk.text(&["new", "loss", "Ada", &format!("on={}", days_ago(3)), "reason=price", "quote=You never called"]);
    let lost = said(&desk, "steady");
    assert_eq!(lost["quotes"][0]["quote"], "You never called", "{lost}");
    assert!(lost["quotes"][0]["score"].is_null() && lost["pulses"] == 2, "{lost}");
    assert!(desk.text(&["pipeline"]).contains("(Ada, when they left, "));
}
