//! `mainstay score` over books in which there is little or nothing to count: every figure that cannot be known is “–” with
//! its reason, and never 0 % or 100 %.

#![allow(clippy::unwrap_used)]

mod desk;

use desk::{Desk, TODAY, days_ago};
use serde_json::Value;

const HEAD: &str = "external_id,name,value,currency,customer_since,lost_on\n";

/// The books, each with what its text must say.
fn books() -> Vec<(&'static str, Desk, &'static [&'static str])> {
    let nobody = Desk { folder: tempfile::tempdir().unwrap() };
    nobody.import("members", "name\nAna Ruiz\n");
    let unknown = Desk::of("external_id,name,value,currency,customer_since\na,Ada,,,\n");
    let one = Desk::of(&format!("{HEAD}a,Ada,100,EUR,{},\n", days_ago(500)));
    let fresh = Desk::of(&format!("{HEAD}a,Ada,100,EUR,{TODAY},\n"));
    let lost = Desk::of(&format!(
        "{HEAD}a,Ada,100,EUR,{},{}\nb,Ben,9,EUR,{},{}\n",
        days_ago(900),
        days_ago(600),
        days_ago(900),
        days_ago(30)
    ));
    let loyal = Desk::of(
        &(0..9)
            .fold(HEAD.to_owned(), |all, number| all + &format!("k{number},K {number},100,EUR,{},\n", days_ago(700))),
    );
    let seated = Desk::of(&format!("{HEAD}a,Ada,100,EUR,{},\n", days_ago(500)));
    seated.import("members", "external_id,name\nana,Ana\n");
    seated.import("seats", "account,role,member\na,AL,ana\n");
    let closed = Desk::of(&format!("{HEAD}a,Ada,100,EUR,2025-01-01,\n"));
    closed.text(&["score", "close", "2026-10"]);
    assert!(closed.refused(&["score", "close", "2026-10"]).contains("was closed on"));
    vec![
        ("nobody", nobody, &["No customers in this time", "nobody is a customer today"]),
        ("unknown", unknown, &["customer_since"]),
        ("one account", one, &["1 of 1", "no contract that ended has an outcome", "no industry is written down"]),
        ("one of today", fresh, &["nobody was a customer on"]),
        ("only lost", lost, &["0 of 1", "nobody is a customer today"]),
        ("no losses", loyal, &["9 of 9", "none seen", "no assignment"]),
        ("a seat, nothing logged", seated, &["no two-way touch was ever logged", "nobody’s first or last day"]),
        ("closed twice", closed, &["no two-way touch was ever logged"]),
    ]
}

/// Holds every part of nothing to having no share.
fn no_share_of_nothing(name: &str, value: &Value) {
    match value {
        Value::Object(map) => {
            if map.get("of").is_some_and(|of| *of == 0) {
                assert!(map["share"].is_null(), "{name}: {value}");
            }
            map.values().for_each(|value| no_share_of_nothing(name, value));
        }
        Value::Array(list) => list.iter().for_each(|value| no_share_of_nothing(name, value)),
        _ => {}
    }
}

#[test]
fn what_cannot_be_known_is_a_dash_with_its_reason_and_never_all_or_none() {
    for (name, desk, said) in books() {
        let back = days_ago(2_000);
        let ways: [&[&str]; 5] = [
            &["score"],
            &["score", "--month", "2026-10"],
            &["score", "--month", "2026-11"],
            &["score", "--since", "2026-03-01"],
            // A clock set back: today lies before the newest facts.
            &["score", "--today", &back],
        ];
        for args in ways {
            let text = desk.text(args);
            for wrong in ["100.0 %", "0.0 %", " 0 %", "100 %", "NaN", "inf", "%"] {
                assert!(!text.contains(wrong), "{wrong} of {name}, {args:?}\n{text}");
            }
            for line in text.lines().filter(|line| line.trim_end().ends_with('–')) {
                let is_figure_of_two_times = args.contains(&"--since") || line.split_whitespace().count() > 3;
                assert!(is_figure_of_two_times, "no reason behind “{line}” of {name}, {args:?}");
            }
            no_share_of_nothing(name, &desk.json(args));
        }
        let text = desk.text(&["score"]);
        for wanted in said {
            assert!(text.contains(wanted), "{wanted} of {name} is not in\n{text}");
        }
    }
}

#[test]
fn a_share_of_nothing_is_null_and_none_of_the_house_is_made_up() {
    for (name, desk, _) in books()
        .into_iter()
        .filter(|(name, ..)| ["nobody", "unknown", "one of today", "a seat, nothing logged"].contains(name))
    {
        let score = desk.json(&["score"]);
        for key in
            ["grr", "nrr", "logo_retention", "renewal_rate", "renewal_value_rate", "abandonment", "reward_parity"]
        {
            let is_known = name.starts_with("a seat") && score["retention"]["customers"] == 1;
            assert!(score[key].is_null() || is_known, "{key} of {name}: {}", score[key]);
        }
        let (care, house) = (&score["care"], &score["house"]);
        for key in ["stick_close", "touch_coverage", "touch_coverage_value", "role_coverage"] {
            assert!(care[key].is_null(), "{key} of {name}: {care}");
        }
        for part in [&care["seats"], &care["pulse_coverage"], &care["calm_pulses"], &care["lead_touches"]] {
            assert!(part["share"].is_null(), "{part} of {name}");
        }
        for part in ["team_time", "solo", "single_rep_exposure", "newcomers"] {
            assert!(house[part]["share"].is_null(), "{part} of {name}: {}", house[part]);
        }
        assert!(house["turnover"]["rate"].is_null(), "{name}: nobody’s first day is known");
        assert_eq!(score["groups"], serde_json::json!([]), "{name}");
    }
}

/// What was lost is worth what was recorded, else what it was worth the day before; lines that begin later add nothing.
#[test]
fn the_board_and_the_score_tell_the_same_money_of_the_lost() {
    let desk = Desk::of(
        "external_id,name,stage,customer_since\n\
         A,Lines after the loss,steady,2024-03-01\nB,Recorded,steady,2024-03-01\nC,Line that ended,steady,2024-03-01\n",
    );
    desk.import(
        "contracts",
        "account,product,value,currency,start,end,outcome,outcome_on\n\
         A,First,1000,EUR,2024-03-01,,,\nA,Later,50000,EUR,2026-10-01,,,\n\
         B,First,1000,EUR,2024-03-01,,,\nC,First,700,EUR,2024-03-01,2026-08-31,lost,2026-07-01\n",
    );
    desk.import(
        "defections",
        "account,on,kind,reason,value,currency\n\
         A,2026-08-10,voluntary,price,,\nB,2026-08-11,voluntary,price,4000,EUR\nC,2026-09-01,voluntary,price,,\n",
    );
    let score = desk.json(&["score"]);
    let board = desk.json(&["pipeline"]);
    let lost: f64 = board["stages"].as_array().unwrap().iter().filter_map(|one| one["churned_value"].as_f64()).sum();
    assert_eq!((score["churned"].as_u64(), score["churned_value"].as_f64()), (Some(3), Some(5_700.0)));
    assert!((lost - 5_700.0).abs() < 0.01, "the board says {lost}");
}
