//! `mainstay risk`, `backtest` and `settings` from files in to numbers out, and every odd account there may be.

#![allow(clippy::unwrap_used)]

mod desk;

use desk::{Desk, days_ago};
use serde_json::Value;
use std::fmt::Write;

fn account<'a>(risks: &'a Value, name: &str) -> &'a Value {
    risks.as_array().unwrap().iter().find(|one| one["account"] == name).unwrap()
}

fn driver<'a>(risk: &'a Value, code: &str) -> &'a Value {
    risk["drivers"].as_array().unwrap().iter().find(|one| one["code"] == code).unwrap_or(&Value::Null)
}

#[test]
fn odd_accounts_have_a_probability_and_no_band() {
    let desk = Desk::of(&format!(
        "external_id,name,value,customer_since,lost_on\n\
         bare,Bare,,,\n\
         ahead,Ahead,1000,2027-06-01,\n\
         zero,Zero,0,2024-01-01,\n\
         worthless,Worthless,,2024-01-01,\n\
         early,Early,1000,2025-01-01,2024-01-01\n\
         gone,Gone,1000,2020-01-01,{}\n",
        days_ago(30)
    ));
    let risks = desk.json(&["risk"]);
    let names: Vec<&str> = risks.as_array().unwrap().iter().map(|one| one["account"].as_str().unwrap()).collect();
    assert_eq!(names.len(), 3, "who is lost, or signed for a later day, is not ranked: {names:?}");
    for name in ["Bare", "Zero", "Worthless"] {
        let risk = account(&risks, name);
        // What nobody recorded has no points, and is no good updates: there is no band, and the base rate stands.
        assert_eq!((&risk["score"], &risk["band"]), (&Value::from(0), &Value::from("not enough data")), "{risk}");
        let probability = risk["probability"].as_f64().unwrap();
        assert!(probability > 0.02 && probability < 0.3, "{risk}");
        assert!(risk["completeness"].as_f64().unwrap() < 0.5, "{risk}");
        assert_eq!(driver(risk, "K1")["known"], false, "{risk}");
    }
    assert_eq!(desk.json(&["accounts"]).as_array().unwrap().len(), 4, "it is an account all the same");
    assert_eq!(account(&risks, "Worthless")["revenue_at_risk"], Value::Null);
    assert_eq!(account(&risks, "Bare")["value"], Value::Null);
    assert_eq!(account(&risks, "Zero")["value"], 0.0);
}

#[test]
fn rows_that_contradict_themselves_are_refused_by_name_and_lose_nothing() {
    let desk = Desk::of("external_id,name\na,Acme\n");
    for (noun, rows, says) in [
        ("contracts", "account,start,end\nAcme,2026-05-01,2026-04-01\n", "lies before"),
        ("pulses", "account,on,score,source,topics\nAcme,2026-05-01,6,said,price\n", "A pulse is 1 to 5"),
        ("pulses", "account,on,score,source,topics\nAcme,2026-05-01,0,said,price\n", "A pulse is 1 to 5"),
        ("settings", "key,value,since\nrisk.k1.one_door,-3,2026-01-01\n", "0 or more"),
        ("settings", "key,value,since\nrisk.k9.door,3,2026-01-01\n", "nothing to set"),
    ] {
        let file = desk.path("bad.csv");
        std::fs::write(&file, rows).unwrap();
        let told = desk.run(&["import", "--as", noun]).arg(&file).assert().code(1).get_output().stdout.clone();
        let told = String::from_utf8(told).unwrap();
        assert!(told.contains(says), "{noun}: {told}");
    }
    assert_eq!(desk.json(&["risk"]).as_array().unwrap().len(), 1);
}

#[test]
fn money_in_a_currency_without_a_rate_is_said_and_not_guessed() {
    let accounts = "external_id,name,value,currency,customer_since\n\
        a,Alpha,1000,EUR,2024-01-01\nb,Beta,1000,EUR,2024-01-01\nc,Gamma,2000,USD,2024-01-01\n";
    let desk = Desk::of(accounts);
    watch(&desk, &["Alpha", "Beta", "Gamma"]);
    let risks = desk.json(&["risk"]);
    let gamma = account(&risks, "Gamma");
    assert!(gamma["probability"].as_f64().is_some());
    assert_eq!((&gamma["value"], &gamma["currency"]), (&Value::from(2000.0), &Value::from("USD")));
    assert_eq!(gamma["revenue_at_risk"], Value::Null);
    assert!(desk.text(&["risk"]).contains("1 account in USD is in no sum"));
    desk.import("rates", "currency,on,rate\nUSD,2026-01-01,0.5\n");
    let risks = desk.json(&["risk"]);
    let gamma = account(&risks, "Gamma");
    assert_eq!((&gamma["value"], &gamma["currency"]), (&Value::from(1000.0), &Value::from("EUR")));
    let share = gamma["revenue_at_risk"].as_f64().unwrap() / 1000.0;
    assert!((share - gamma["probability"].as_f64().unwrap()).abs() < 1e-5, "{gamma}");
}

/// A team member meets a contact, and asks how it is going.
fn watch(desk: &Desk, names: &[&str]) {
    let (mut contacts, mut touches, mut pulses) = (
        "account,name\n".to_owned(),
        "account,on,channel,contacts,two_way,value_tag\n".to_owned(),
        "account,contact,on,score,source,topics\n".to_owned(),
    );
    for name in names {
        writeln!(contacts, "{name},Person {name}").unwrap();
        for back in [3, 300] {
            writeln!(touches, "{name},{},call,Person {name},true,listened", days_ago(back)).unwrap();
        }
        for back in [3, 100, 200] {
            writeln!(pulses, "{name},Person {name},{},4,said,value", days_ago(back)).unwrap();
        }
    }
    desk.import("contacts", &contacts);
    desk.import("touches", &touches);
    desk.import("pulses", &pulses);
}

#[test]
fn points_add_up_probability_is_anchored_and_remedies_have_a_worth() {
    let mut accounts = "external_id,name,value,customer_since,lost_on\n".to_owned();
    for number in 0..20 {
        let lost = if number < 6 { days_ago(40) } else { String::new() };
        writeln!(accounts, "k{number},Kept {number},1000,{},{lost}", days_ago(400)).unwrap();
    }
    let desk = Desk::of(&accounts);
    let names: Vec<String> = (6..20).map(|number| format!("Kept {number}")).collect();
    watch(&desk, &names.iter().map(String::as_str).collect::<Vec<_>>());
    let risks = desk.json(&["risk"]);
    let mut sum = 0.0;
    for risk in risks.as_array().unwrap() {
        let points: i64 = risk["drivers"].as_array().unwrap().iter().map(|one| one["points"].as_i64().unwrap()).sum();
        assert_eq!(points.clamp(0, 100), risk["score"].as_i64().unwrap(), "{risk}");
        sum += risk["probability"].as_f64().unwrap();
        let met = driver(risk, "K2");
        assert!(met["est_saved"].as_f64().unwrap() > 0.0 && met["removes"] == 4, "{met}");
        let asked = driver(risk, "T3");
        assert_eq!(
            (&asked["removes"], &asked["est_saved"]),
            (&Value::from(0), &Value::Null),
            "unknown removes nothing"
        );
    }
    // Six lost; fourteen watched for 400 days and six for 360 before they left.
    let rate = (6.0 + 2.0) / ((14.0 * 400.0 + 6.0 * 360.0) / 365.0 + 20.0);
    let rate = 1.0 - (1.0_f64 - rate).powf(180.0 / 365.0);
    assert!((sum / 14.0 - rate).abs() < 1e-9, "{} is not {rate}", sum / 14.0);
    let one = desk.json(&["risk", "Kept 7"]);
    assert_eq!(one.as_array().unwrap().len(), 1);
    let said = desk.text(&["risk", "Kept 7"]);
    assert!(said.contains("decide to within 180 days") && said.contains("Month by month"), "{said}");
}

/// A book in which whoever was not met for long is lost: `lost` of them, and `kept` who are met every month.
fn told_by_silence(lost: usize, kept: usize) -> Desk {
    let mut accounts = "external_id,name,value,customer_since,lost_on,lost_type\n".to_owned();
    let mut touches = "account,on,channel,contacts,two_way,value_tag\n".to_owned();
    let mut contacts = "account,name\n".to_owned();
    for number in 0..lost + kept {
        let gone = number < lost;
        let on = if gone { days_ago(100) } else { String::new() };
        writeln!(accounts, "a{number},A{number},{},{},{on},voluntary", 1000 + number, days_ago(900)).unwrap();
        writeln!(contacts, "A{number},P{number}").unwrap();
        for month in (if gone { 25 } else { 1 })..30 {
            let day = days_ago(month * 30);
            writeln!(touches, "A{number},{day},call,P{number},true,solved").unwrap();
        }
    }
    let desk = Desk::of(&accounts);
    desk.import("contacts", &contacts);
    desk.import("touches", &touches);
    desk
}

#[test]
fn the_backtest_finds_what_is_there() {
    let desk = told_by_silence(6, 20);
    let told = desk.json(&["backtest"]);
    assert_eq!((&told["horizon"], &told["snapshots"]), (&Value::from(180), &Value::from(8)));
    // Eight snapshots, a quarter apart, of 26 accounts; the six decided a hundred days ago, within 180 days of two of them.
    assert_eq!((&told["n"], &told["churns"], &told["followed_by_churn"]), (&208.into(), &6.into(), &12.into()));
    let first = &told["first_fifth"];
    assert_eq!((&first["churned"], &first["found"]), (&6.into(), &6.0.into()), "all six in the first fifth: {told}");
    assert!(
        desk.text(&["backtest"])
            .contains("Of 6 churned accounts, 6 stood in the first fifth of the list; 1.4 by chance.")
    );
    assert_eq!(told["gate"], "indicative");
    let area = told["auc"]["value"].as_f64().unwrap();
    assert!(area > 0.9, "{told}");
    assert!(told["auc"]["lower"].as_f64().unwrap() <= area && area <= told["auc"]["upper"].as_f64().unwrap());
    let silence = &told["rivals"][0];
    assert_eq!(silence["name"], "days since the last touch");
    assert!(silence["auc"]["value"].as_f64().unwrap() > 0.9);
    let counted: u64 = told["calibration"].as_array().unwrap().iter().map(|band| band["n"].as_u64().unwrap()).sum();
    assert_eq!(counted, 208);
    assert_eq!(told["slope"], Value::Null, "five to nineteen losses refit nothing");
}

#[test]
fn few_losses_give_counts_and_notice_and_fate_are_no_hits() {
    let desk = told_by_silence(3, 20);
    let told = desk.json(&["backtest", "--horizon", "365"]);
    assert_eq!((&told["churns"], &told["gate"]), (&Value::from(3), &Value::from("counts only")));
    for figure in ["auc", "lift20", "capture20", "brier", "skill", "observed_to_expected"] {
        assert_eq!(told[figure], Value::Null, "{figure}");
    }
    assert!(desk.text(&["backtest"]).contains("too few to say anything"));
    // One of them could not have been kept, one had decided before the snapshot.
    desk.import(
        "accounts",
        &format!(
            "external_id,name,lost_on,lost_type,lost_decided_on\na0,A0,{0},unavoidable,\na1,A1,{0},voluntary,{1}\n",
            days_ago(100),
            days_ago(400)
        ),
    );
    let told = desk.json(&["backtest", "--horizon", "365", "--from", &days_ago(370)]);
    // One snapshot, 365 days ago: one leaves, one is taken by fate within it, one had given notice before.
    assert_eq!((&told["churns"], &told["unavoidable"], &told["in_notice"]), (&1.into(), &1.into(), &1.into()));
    assert_eq!(told["n"], 23 - 2);
}

#[test]
fn what_a_backtest_cannot_do_it_says_in_a_sentence() {
    let desk = Desk::of("external_id,name\na,Acme\n");
    assert!(desk.refused(&["backtest"]).contains("customer_since"));
    assert!(desk.refused(&["backtest", "--horizon", "0"]).contains("7 to 3650 days"));
    let young = Desk::of(&format!("external_id,name,customer_since\na,Acme,{}\n", days_ago(50)));
    assert!(young.refused(&["backtest"]).contains("shorter --horizon"));
    assert_eq!(young.json(&["backtest", "--horizon", "30"])["n"], 1);
}

#[test]
fn a_surprise_is_named_with_what_the_score_said() {
    let mut accounts = "external_id,name,value,customer_since,lost_on,lost_reason\n".to_owned();
    writeln!(accounts, "a,Acme,5000,{},{},merged systems", days_ago(900), days_ago(20)).unwrap();
    let desk = Desk::of(&accounts);
    let mut contacts = "account,name\n".to_owned();
    let mut touches = "account,on,channel,members,contacts,two_way,value_tag\n".to_owned();
    for who in ["P1", "P2", "P3"] {
        writeln!(contacts, "Acme,{who}").unwrap();
    }
    desk.import("members", "external_id,name\nm1,Ana Ruiz\nm2,Ben Osei\n");
    desk.import("contacts", &contacts);
    let mut pulses = "account,contact,on,score,source,topics\n".to_owned();
    for month in 1..20 {
        for (who, ours) in [("P1", "m1"), ("P2", "m2"), ("P3", "m1")] {
            writeln!(touches, "Acme,{},call,{ours},{who},true,solved", days_ago(20 + month * 10)).unwrap();
        }
        writeln!(pulses, "Acme,P1,{},4,said,value", days_ago(20 + month * 25)).unwrap();
    }
    desk.import("touches", &touches);
    desk.import("pulses", &pulses);
    let told = desk.json(&["backtest", "--horizon", "180"]);
    let surprise = &told["missed_churns"][0];
    assert_eq!((&surprise["account"], &surprise["reason"]), (&"Acme".into(), &"merged systems".into()), "{told}");
    for before in ["90", "60", "30"] {
        assert!(surprise["scores"][before].as_u64().unwrap() < 30, "{surprise}");
    }
    assert!(desk.text(&["backtest", "--horizon", "180"]).contains("Acme"));
}

#[test]
fn a_rule_is_changed_dated_and_taken_back() {
    let desk = Desk::of("external_id,name,customer_since\na,Acme,2024-01-01\n");
    // Touched long ago, and nobody since.
    desk.import("touches", &format!("account,on,channel,two_way\nAcme,{},email,false\n", days_ago(400)));
    let score = |desk: &Desk| desk.json(&["risk"])[0]["score"].as_u64().unwrap();
    let before = score(&desk);
    desk.run(&["settings", "risk.k2.none", "20"]).assert().success();
    assert_eq!(score(&desk), before + 12);
    let rules = desk.json(&["settings", "k2.none"]);
    assert_eq!(
        (&rules[0]["value"], &rules[0]["shipped"], &rules[0]["since"]),
        (&20.into(), &8.into(), &desk::TODAY.into())
    );
    desk.run(&["undo"]).assert().success();
    assert_eq!(score(&desk), before);
    desk.run(&["redo"]).assert().success();
    assert_eq!(score(&desk), before + 12);
    // It holds from its day on: the day before, what ships does.
    let past = desk.run(&["risk", "--today", &days_ago(1), "--json"]).assert().success().get_output().stdout.clone();
    let past: Value = serde_json::from_slice(&past).unwrap();
    assert_eq!(past[0]["score"].as_u64().unwrap(), before);
    assert_eq!(score(&desk), before + 12);
    desk.run(&["settings", "risk.k2.none", "default"]).assert().success();
    assert_eq!(score(&desk), before);
    for (key, value, says) in [
        ("risk.k2.none", "-1", "0 or more"),
        ("risk.k2.none", "2.5", "whole number"),
        ("risk.bands.watch", "80", "one above the other"),
        ("risk.nothing", "1", "no rule of a book"),
        ("risk.k2", "1", "no rule of a book"),
    ] {
        let told = desk.refused(&["settings", key, "--", value]);
        assert!(told.contains(says), "{key} {value}: {told}");
    }
}

#[test]
fn who_is_gone_is_not_lost_again_and_noise_is_called_noise() {
    // Forty customers of whom every other is lost, the kept and the lost alike in everything else.
    let mut accounts = "external_id,name,value,customer_since\n".to_owned();
    let mut losses = "account,on\n".to_owned();
    for number in 0..40 {
        writeln!(accounts, "a{number},A{number},100,{}", days_ago(500 - number)).unwrap();
        if number % 2 == 0 {
            writeln!(losses, "A{number},{}\nA{number},{}", days_ago(100), days_ago(60)).unwrap();
        }
    }
    let desk = Desk::of(&accounts);
    desk.import("defections", &losses);
    let record = desk.json(&["backtest"]);
    assert_eq!(record["churns"], 20);
    assert!(desk.text(&["backtest"]).contains("No better than chance here"), "{}", desk.text(&["backtest"]));
    assert!(desk.text(&["risk"]).contains("20 decided to leave in 4"), "{}", desk.text(&["risk"]));
}

#[test]
fn news_of_the_company_reaches_everybody_and_is_taken_back_from_everybody() {
    let desk = Desk::of("external_id,name,customer_since\na,Acme,2024-01-01\nb,Beta,2024-01-01\n");
    let unheard = |desk: &Desk| -> Vec<bool> {
        let risks = desk.json(&["risk"]);
        risks.as_array().unwrap().iter().map(|risk| driver(risk, "T3")["points"] == 2).collect()
    };
    desk.import("communications", &format!("on,title\n{},An old year\n", days_ago(400)));
    assert_eq!(unheard(&desk), [true, true]);
    let before = desk.json(&["accounts"]);
    desk.import("communications", &format!("on,title\n{},Our year\n", days_ago(2)));
    assert_eq!(unheard(&desk), [false, false]);
    let kept = |desk: &Desk| desk.text(&["accounts", "--sort", "risk"]);
    let heard = kept(&desk);
    desk.run(&["undo"]).assert().success();
    assert_eq!((unheard(&desk), desk.json(&["accounts"])), (vec![true, true], before));
    assert_ne!(kept(&desk), heard, "what is kept of every account is taken back too");
    desk.run(&["redo"]).assert().success();
    assert_eq!(kept(&desk), heard);
}
