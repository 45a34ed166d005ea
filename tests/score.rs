//! `mainstay score` from files in to numbers out: whole numbers, rates, and what has no rate.

#![allow(clippy::unwrap_used)]

mod desk;

use desk::{Desk, TODAY, days_ago};
use serde_json::Value;
use std::fmt::Write;

fn near(got: &Value, wanted: f64) {
    assert!((got.as_f64().unwrap() - wanted).abs() < 1e-12, "{got} is not {wanted}");
}

/// Four customers of a year ago, worth (100, 120), (80, 60), (50, 0) and (70, 70) then and now.
fn cohort() -> Desk {
    let since = days_ago(700);
    let mut accounts = "external_id,name,value,currency,customer_since\n".to_owned();
    let mut lines =
        "account,product,value,currency,start,end,notice_days,outcome,outcome_on,outcome_value\n".to_owned();
    for (name, then, now) in [("a", 100, 120), ("b", 80, 60), ("c", 50, 0), ("d", 70, 70)] {
        writeln!(accounts, "{name},Account {name},{now},EUR,{since}").unwrap();
        let outcome = match now {
            0 => "lost",
            now if now > then => "grown",
            now if now < then => "smaller",
            _ => "renewed",
        };
        let (end, decided) = (days_ago(100), days_ago(120));
        writeln!(lines, "{name},Base,{then},EUR,{since},{end},30,{outcome},{decided},{now}").unwrap();
        if now > 0 {
            writeln!(lines, "{name},Base,{now},EUR,{},{},30,,,", days_ago(99), days_ago(-265)).unwrap();
        }
    }
    let desk = Desk::of(&accounts);
    desk.import("contracts", &lines);
    desk.import("defections", &format!("account,on,reason,value,currency\nc,{},price,50,EUR\n", days_ago(99)));
    desk
}

#[test]
fn the_published_cohort_comes_out_of_its_contracts() {
    let score = cohort().json(&["score"]);
    near(&score["grr"], 0.766_666_666_666_666_7);
    near(&score["nrr"], 0.833_333_333_333_333_4);
    near(&score["logo_retention"], 0.75);
    near(&score["renewal_rate"], 0.75);
    near(&score["renewal_value_rate"], 230.0 / 300.0);
    assert_eq!((&score["from"], &score["to"]), (&"2025-11-23".into(), &TODAY.into()));
    assert_eq!(
        (&score["new"], &score["churned"], &score["renewed"], &score["net"]),
        (&0.into(), &1.into(), &3.into(), &(-1).into())
    );
    assert_eq!((&score["churned_value"], &score["renewed_value"]), (&50.0.into(), &250.0.into()));
    assert_eq!(score["loss_reasons"], serde_json::json!([{"reason": "price", "count": 1}]));
    assert_eq!((&score["retention"]["grown"], &score["retention"]["shrunk"]), (&1.into(), &1.into()));
}

#[test]
fn few_are_counts_and_whole_numbers_come_first() {
    let text = cohort().text(&["score"]);
    let place = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words} is not in\n{text}"));
    assert!(place("New") < place("Renewed") && place("Churned") < place("Net") && place("Net") < place("GRR"));
    assert!(text.contains("3 of 4") && text.contains("€230 held of €300"), "{text}");
    assert!(!text.contains('%'), "four customers make no rate\n{text}");
    assert!(text.contains("1  price"), "{text}");
}

#[test]
fn a_month_has_its_own_numbers() {
    let desk = cohort();
    // The lines ended on 14 August 2026, and the account was lost the day after; they were decided in July.
    let august = desk.json(&["score", "--month", "2026-08"]);
    assert_eq!((&august["from"], &august["to"]), (&"2026-08-01".into(), &"2026-08-31".into()));
    assert_eq!(
        (&august["churned"], &august["renewed"], &august["renewals"]["renewed"]),
        (&1.into(), &0.into(), &3.into())
    );
    let july = desk.json(&["score", "--month", "2026-07"]);
    assert_eq!((&july["churned"], &july["renewed"], &july["renewals"]["renewed"]), (&0.into(), &3.into(), &0.into()));
    assert!(july["renewal_rate"].is_null());
    near(&july["grr"], 1.0);
    assert!(desk.text(&["score", "--month", "2026-07"]).contains("no contract that ended has an outcome"));
    assert!(desk.refused(&["score", "--month", "2026-12"]).contains("in the future"));
    assert!(desk.refused(&["score", "--month", "soon"]).contains("2026-10"));
}

#[test]
fn nothing_is_never_all_or_none() {
    let nobody = Desk { folder: tempfile::tempdir().unwrap() };
    nobody.import("members", "name\nAna Ruiz\n");
    let fresh = Desk::of(&format!("name,value,customer_since\nNew,100,{}\n", days_ago(3)));
    let gone = Desk::of(&format!("name,value,customer_since,lost_on\nGone,9,{},{}\n", days_ago(900), days_ago(600)));
    for desk in [&nobody, &fresh, &gone] {
        let score = desk.json(&["score"]);
        for rate in ["grr", "nrr", "logo_retention", "renewal_rate", "abandonment"] {
            assert!(score[rate].is_null(), "{rate} of {score}");
        }
        assert!(score["abandonments"]["lower"].is_null() && score["abandonments"]["days_since_last"].is_null());
        assert!(!desk.text(&["score"]).contains('%'));
    }
    assert!(nobody.text(&["score"]).contains("No customers in this time"));
    assert!(gone.text(&["score"]).contains("No customers in this time"));
    let text = fresh.text(&["score"]);
    assert!(text.contains("–  nobody was a customer on 22 Nov 2025"), "{text}");
    assert_eq!((&fresh.json(&["score"])["new"], &fresh.json(&["score"])["new_value"]), (&1.into(), &100.0.into()));
}

#[test]
fn who_came_and_went_came_back_or_has_no_day_is_told() {
    let mut accounts = "external_id,name,value,customer_since\n".to_owned();
    for (name, since) in [("went", 200), ("back", 700), ("brief", 700), ("stays", 700)] {
        writeln!(accounts, "{name},{name},10,{}", days_ago(since)).unwrap();
    }
    accounts.push_str("undated,undated,10,\n");
    let desk = Desk::of(&accounts);
    let losses = [("went", 50, None), ("back", 200, Some(100)), ("brief", 200, Some(171))];
    let mut csv = "account,on,won_back_on\n".to_owned();
    for (name, on, back) in losses {
        writeln!(csv, "{name},{},{}", days_ago(on), back.map(days_ago).unwrap_or_default()).unwrap();
    }
    desk.import("defections", &csv);
    let score = desk.json(&["score"]);
    let count = |key: &str| score[key].as_i64().unwrap();
    assert_eq!(["new", "churned", "won_back", "came_and_went", "net", "undated"].map(count), [1, 2, 1, 1, 0, 1]);
    assert_eq!((count("customers_before"), count("customers_after")), (3, 3));
    assert_eq!((&score["retention"]["customers"], &score["retention"]["kept"]), (&3.into(), &3.into()));
    let text = desk.text(&["score"]);
    for said in ["1 customer came and churned within it", "1 account in no count", "Won back"] {
        assert!(text.contains(said), "{said} is not in\n{text}");
    }
}

#[test]
fn rates_of_exchange_are_those_of_the_beginning_and_a_missing_one_is_told() {
    let since = days_ago(700);
    let desk = Desk::of(&format!(
        "external_id,name,value,currency,customer_since,known_on\ne,Euro,100,EUR,{since},{since}\n\
         f,Euro two,100,EUR,{since},{since}\nu,Dollar,100,USD,{since},{since}\ng,Pound,100,GBP,{since},{since}\n"
    ));
    let line = |value: i32, from: i32, to: i32| format!("u,Base,{value},USD,{},{}\n", days_ago(from), days_ago(to));
    let lines = format!("account,product,value,currency,start,end\n{}{}", line(100, 700, 200), line(50, 199, -165));
    desk.import("contracts", &lines);
    desk.import("rates", &format!("currency,on,rate\nUSD,{},0.5\nUSD,{},2\n", days_ago(800), days_ago(10)));
    let score = desk.json(&["score"]);
    near(&score["grr"], 225.0 / 250.0);
    assert_eq!((&score["retention"]["unrated"], &score["retention"]["customers"]), (&1.into(), &4.into()));
    assert!(desk.text(&["score"]).contains("without an exchange rate of 2025-11-22"));
    assert_eq!(score["logo_retention"], 1.0, "who is counted needs no rate");
}

/// Twelve sales of half a year ago; every third was handed to nobody in time, one met silence besides.
fn sales() -> Desk {
    let mut accounts = "external_id,name,value,customer_since\n".to_owned();
    let mut offers = "account,from_member,to_member,offered_on,state,answered_on,interim_contact\n".to_owned();
    let mut touches = "account,on,channel,two_way,value_tag\n".to_owned();
    // So that hand-offs and touches are known to have been written down before.
    writeln!(accounts, "early,Early,10,{}", days_ago(900)).unwrap();
    writeln!(offers, "early,m1,m2,{},accepted,{},m1", days_ago(899), days_ago(898)).unwrap();
    writeln!(touches, "early,{},call,true,solved", days_ago(899)).unwrap();
    for number in 0..12 {
        writeln!(accounts, "s{number},Sale {number},10,{}", days_ago(180)).unwrap();
        let accepted = if number % 3 == 0 { days_ago(160) } else { days_ago(176) };
        writeln!(offers, "s{number},m1,m2,{},accepted,{accepted},m1", days_ago(179)).unwrap();
        for back in (0..8).filter(|_| number != 3) {
            writeln!(touches, "s{number},{},call,true,solved", days_ago(180 - back * 20)).unwrap();
        }
    }
    let desk = Desk::of(&accounts);
    desk.import("members", "external_id,name\nm1,Ana Ruiz\nm2,Ben Osei\n");
    desk.import("handoffs", &offers);
    desk.import("touches", &touches);
    desk
}

#[test]
fn abandoned_sales_are_counted_with_their_causes() {
    let desk = sales();
    let score = desk.json(&["score"]);
    near(&score["abandonment"], 4.0 / 12.0);
    let all = &score["abandonments"];
    assert_eq!((&all["judged"], &all["abandoned"], &all["unwatched"]), (&12.into(), &4.into(), &0.into()));
    assert_eq!((&all["causes"]["hand-off"], &all["causes"]["silence"]), (&4.into(), &1.into()));
    // Day 7 of the sales of 180 days ago.
    assert_eq!((&all["days_since_last"], &all["last_on"]), (&173.into(), &days_ago(173).into()));
    assert!(
        all["lower"].as_f64() < score["abandonment"].as_f64() && score["abandonment"].as_f64() < all["upper"].as_f64()
    );
    let case = all["cases"].as_array().unwrap().iter().find(|case| case["external_id"] == "s3").unwrap();
    assert_eq!((&case["sold_on"], &case["causes"][1]["cause"]), (&days_ago(180).into(), &"silence".into()));
    let text = desk.text(&["score"]);
    for said in ["33.3 %  last 173 days ago; 4 of 12 sales (14–61 %)", "Sale 3", "4  hand-off not accepted by day 7"]
    {
        assert!(text.contains(said), "{said} is not in\n{text}");
    }
}

#[test]
fn hand_offs_that_wait_are_followed_and_no_median_is_made_up() {
    let desk = sales();
    let score = desk.json(&["score"]);
    let all = &score["handoff_acceptance"];
    assert_eq!((&all["offered"], &all["accepted"]), (&12.into(), &12.into()));
    let quick = all["median_working_days"].as_i64().unwrap();
    assert!((1..=3).contains(&quick), "{all}");
    let mut waiting = "account,from_member,to_member,offered_on,state,interim_contact\n".to_owned();
    for number in 0..12 {
        writeln!(waiting, "s{number},m1,m2,{},offered,m1", days_ago(100)).unwrap();
        writeln!(waiting, "s{number},m1,m2,{},offered,m1", days_ago(90)).unwrap();
    }
    desk.import("handoffs", &waiting);
    let score = desk.json(&["score"]);
    assert!(score["handoff_acceptance"]["median_working_days"].is_null(), "{}", score["handoff_acceptance"]);
    assert!(desk.text(&["score"]).contains("half not reached"));
}

#[test]
fn the_past_knows_nothing_of_what_came_later() {
    let desk = cohort();
    let then = days_ago(110);
    let past = desk.json(&["score", "--today", &then]);
    desk.import("contacts", "external_id,account,name\nk,a,Kim\n");
    desk.import(
        "referrals",
        &format!("account,contact,referred,on,known_on\na,k,Fabrikam,{},{}\n", days_ago(150), days_ago(20)),
    );
    assert_eq!(desk.json(&["score", "--today", &then])["referrals"], 0, "nobody knew of it yet");
    assert_eq!(desk.json(&["score"])["referrals"], 1);
    assert_eq!(
        (&past["to"], &past["churned"], &past["logo_retention"]),
        (&then.as_str().into(), &0.into(), &1.0.into())
    );
}

#[test]
fn a_closed_month_stands_and_what_came_later_is_a_correction() {
    let desk = Desk::of(
        "external_id,name,value,currency,customer_since\na,A,100,EUR,2025-01-01\nb,B,50,EUR,2026-10-05\nc,C,70,EUR,2025-02-01\n",
    );
    let before = desk.json(&["score", "--month", "2026-10"]);
    assert_eq!((&before["new"], &before["churned"], &before["closed"]), (&1.into(), &0.into(), &Value::Null));
    let said = desk.text(&["score", "close"]);
    assert!(said.contains("Oct 2026: 1 new, 0 renewed, 0 churned, net 1"), "{said}");
    // Learned after the closing: a loss in October, and one more that began then.
    desk.import("defections", "account,on,reason,value,currency\nc,2026-10-20,price,70,EUR\n");
    desk.import("accounts", "external_id,name,value,currency,customer_since\nd,D,30,EUR,2026-10-09\n");
    let after = desk.json(&["score", "--month", "2026-10"]);
    for key in ["new", "new_value", "churned", "net", "customers_after", "grr", "nrr", "logo_retention", "renewal_rate"]
    {
        assert_eq!(after[key], before[key], "{key} was altered");
    }
    let closed = &after["closed"];
    assert_eq!((&closed["month"], &closed["on"]), (&"2026-10".into(), &TODAY.into()));
    let corrections = closed["corrections"].as_object().unwrap();
    assert_eq!(corrections["churned"], serde_json::json!({"closed": 0, "recount": 1, "by": 1.0}));
    assert_eq!(corrections["new_value"], serde_json::json!({"closed": 50.0, "recount": 80.0, "by": 30.0}));
    assert_eq!(corrections["logo_retention"], serde_json::json!({"closed": 1.0, "recount": 0.5, "by": -0.5}));
    assert!(!corrections.contains_key("renewed"));
    let text = desk.text(&["score", "--month", "2026-10"]);
    assert!(text.contains("these numbers stand") && text.contains("+1") && text.contains("Counted today"), "{text}");
    assert!(text.contains("another"), "a share of three says no points: {text}");
    // The three years take the closed numbers too, and say so.
    let score = desk.json(&["score"]);
    let months = score["trend"].as_array().unwrap();
    assert_eq!((&months[0]["month"], &months[0]["new"]), (&"2025-01".into(), &1.into()));
    let october = months.iter().find(|month| month["month"] == "2026-10").unwrap();
    assert_eq!((&october["new"], &october["net"], &october["closed_on"]), (&1.into(), &1.into(), &TODAY.into()));
    desk.run(&["undo"]).assert().success();
}

#[test]
fn a_month_is_closed_once_and_not_before_it_is_over() {
    let desk = Desk::of("external_id,name,value,currency,customer_since\na,A,100,EUR,2025-01-01\n");
    assert!(desk.refused(&["score", "close", "2026-11"]).contains("can be closed from Tue 1 Dec 2026 on"));
    assert!(desk.refused(&["score", "close", "2027-01"]).contains("in the future"));
    assert!(desk.refused(&["score", "close", "soon"]).contains("is not a month"));
    assert!(desk.refused(&["score", "close", "2019-01"]).contains("Nobody was a customer in Jan 2019"));
    desk.text(&["score", "close", "2026-10"]);
    let twice = desk.refused(&["score", "close", "2026-10"]);
    assert!(twice.contains("was closed on Sun 22 Nov 2026") && twice.contains("undo"), "{twice}");
    // A clock set back: the closing lies ahead, and nothing is closed yet on that day.
    let back = desk.refused(&["score", "close", "2026-10", "--today", "2026-11-10"]);
    assert!(back.contains("is the clock right?"), "{back}");
    assert_eq!(desk.json(&["score", "--month", "2026-10", "--today", "2026-11-10"])["closed"], Value::Null);
    desk.text(&["undo"]);
    desk.text(&["score", "close", "2026-10"]);
    // An empty book, and one of only lost accounts.
    let empty = Desk::of("external_id,name\n");
    assert!(empty.refused(&["score", "close"]).contains("nothing to close"));
    let lost = Desk::of("external_id,name,value,currency,customer_since\na,A,100,EUR,2025-01-01\n");
    lost.import("defections", "account,on,value,currency\na,2026-10-10,100,EUR\n");
    lost.text(&["score", "close"]);
    let score = lost.json(&["score", "--month", "2026-10"]);
    assert_eq!(
        (&score["net"], &score["logo_retention"], &score["renewal_rate"]),
        (&(-1).into(), &0.0.into(), &Value::Null)
    );
}

#[test]
fn how_close_we_stick_comes_from_logged_two_way_evidence_only() {
    let since = days_ago(700);
    let desk = Desk::of(&format!(
        "external_id,name,value,currency,customer_since,owner\na,A,300,EUR,{since},ana\nb,B,100,EUR,{since},ana\n"
    ));
    let fresh = desk.json(&["score"]);
    let care = &fresh["care"];
    assert_eq!(
        (&care["stick_close"], &care["touch_coverage"], &care["role_coverage"]),
        (&Value::Null, &Value::Null, &Value::Null)
    );
    assert_eq!(care["calm_pulses"], serde_json::json!({"part": 0, "of": 0, "share": null}));
    assert!(desk.text(&["score"]).contains("no two-way touch was ever logged"));
    desk.import("members", "external_id,name\nana,Ana\nben,Ben\n");
    desk.import(
        "accounts",
        &format!(
            "external_id,name,value,currency,customer_since,owner\na,A,300,EUR,{since},ana\nb,B,100,EUR,{since},ana\n"
        ),
    );
    desk.import("contacts", "external_id,account,name\nc1,a,Cem\n");
    // One assignment in time, one not: the lead met them five days ago, service never did.
    desk.import("seats", "account,role,member\na,AL,ana\na,SV,ben\n");
    // One message that nobody answered counts for nothing.
    desk.import("touches", &format!(
        "external_id,account,on,channel,two_way,value_tag,members,contacts\nt1,a,{},call,yes,solved,ana,c1\nt2,b,{},email,no,,ben,\nt3,b,{},call,yes,,ben,\n",
        days_ago(5), days_ago(3), days_ago(300)
    ));
    desk.import(
        "pulses",
        &format!("account,on,score,source,topics\na,{},4,said,value\nb,{},4,said,value\n", days_ago(10), days_ago(135)),
    );
    desk.import("issues", &format!("account,title,opened_on,escalation\na,Down,{},yes\n", days_ago(20)));
    let score = desk.json(&["score"]);
    let care = &score["care"];
    assert_eq!((&care["accounts"], &care["touched"]), (&2.into(), &1.into()));
    near(&care["touch_coverage"], 0.5);
    near(&care["touch_coverage_value"], 0.75);
    assert_eq!(care["seats"], serde_json::json!({"part": 1, "of": 2, "share": 0.5}));
    // The pulse during the open escalation is not calm, the one before is.
    assert_eq!(care["calm_pulses"], serde_json::json!({"part": 1, "of": 2, "share": 0.5}));
    assert_eq!(care["lead_touches"], serde_json::json!({"part": 1, "of": 2, "share": 0.5}));
    // a, tier A: 1 touch of 90/14 due, 1 of 2 assignments, 1 contact of 3, a valid pulse, no executive for 700 of 90 days, no
    // commitment due. b, tier C: nothing but a pulse half faded (no assignments, no executive promised).
    let a: f64 = 100.0 * (0.30 * 14.0 / 90.0 + 0.20 * 0.5 + 0.15 / 3.0 + 0.15) / 0.90;
    let b: f64 = 100.0 * (0.15 * 0.5) / 0.60;
    assert!((care["stick_close"].as_f64().unwrap() - (a * 0.75 + b * 0.25)).abs() < 1e-9, "{care} is not {a} and {b}");
    // At the end of October the two-way touch of this month had not been yet, and the last one was long ago.
    let october = desk.json(&["score", "--month", "2026-10"])["care"].clone();
    assert_eq!((&october["on"], &october["touched"]), (&"2026-10-31".into(), &0.into()));
    assert!(desk.text(&["score", "--month", "2026-10"]).contains("Contact and coverage, as known on Sat 31 Oct"));
}

#[test]
fn new_customers_are_followed_by_year_channel_and_offer() {
    let mut accounts = "external_id,name,value,currency,customer_since,channel,offer\n".to_owned();
    for number in 0..12 {
        let channel = if number < 10 { "fair" } else { "web" };
        let offer = if number % 2 == 0 { "spring" } else { "" };
        writeln!(accounts, "k{number},Customer {number},10,EUR,2025-03-01,{channel},{offer}").unwrap();
    }
    let desk = Desk::of(&accounts);
    desk.import("defections", "account,on\nk0,2026-03-01\nk10,2026-04-01\n");
    let cohorts = &desk.json(&["score"])["cohorts"];
    assert_eq!(cohorts["years"], serde_json::json!([{"name": "2025", "came": 12, "kept": 10}]));
    assert_eq!(
        cohorts["channels"],
        serde_json::json!([{"name": "fair", "came": 10, "kept": 9}, {"name": "web", "came": 2, "kept": 1}])
    );
    assert_eq!(
        cohorts["offers"],
        serde_json::json!([{"name": null, "came": 6, "kept": 6}, {"name": "spring", "came": 6, "kept": 4}])
    );
    let text = desk.text(&["score"]);
    let row = |name: &str| text.lines().find(|line| line.starts_with(name)).unwrap().to_owned();
    assert!(row("fair").ends_with("9 of 10, 90.0 %"), "{text}");
    assert!(row("web").ends_with("1 of 2"), "few are counts and no rate: {text}");
}

#[test]
fn a_renewal_and_a_save_are_told_like_a_win() {
    let (since, new) = (days_ago(700), days_ago(9));
    let desk = Desk::of(&format!(
        "external_id,name,value,currency,customer_since\na,Anna Ltd,10,EUR,{since}\nb,Bert Ltd,10,EUR,{since}\n\
         n,Nora Ltd,10,EUR,{new}\nl,Lost Ltd,10,EUR,{since}\n"
    ));
    let line = |key: &str, outcome: &str, ago: i32| {
        format!("{key},Base,10,EUR,{since},{},30,{outcome},{},10\n", days_ago(ago - 30), days_ago(ago))
    };
    let head = "account,product,value,currency,start,end,notice_days,outcome,outcome_on,outcome_value\n";
    desk.import("contracts", &[head.to_owned(), line("a", "renewed", 5), line("b", "renewed", 7)].concat());
    desk.import("events", &format!("account,on,kind\nb,{},notice\n", days_ago(60)));
    desk.import("defections", &format!("account,on\nl,{}\n", days_ago(3)));
    let text = desk.text(&["score"]);
    let wins: Vec<&str> =
        text.lines().skip_while(|line| *line != "Won, renewed and saved in 30 days: 3").skip(1).collect();
    let wins: Vec<&str> = wins.into_iter().take_while(|line| line.starts_with('✓')).collect();
    assert_eq!(wins, ["✓ 17 Nov renewed: Anna Ltd", "✓ 15 Nov saved: Bert Ltd", "✓ 13 Nov new: Nora Ltd"], "{text}");
}

#[test]
fn pay_and_cost_are_entered_and_five_times_is_called_folklore() {
    let desk = cohort();
    let before = desk.json(&["score"]);
    assert_eq!((&before["reward_parity"], &before["pay"]["own_cost_ratio"]), (&Value::Null, &Value::Null));
    assert!(desk.text(&["score"]).contains("nobody said; : and pay"));
    desk.text(&["edit", "pay", "pay_new=100", "pay_renewed=40", "cost_of_winning=900", "cost_of_keeping=300"]);
    let score = desk.json(&["score"]);
    near(&score["reward_parity"], 0.4);
    // Three were kept and nobody was won: there is no cost of each one won, and so no ratio.
    assert_eq!((&score["pay"]["cost_of_each_kept"], &score["pay"]["cost_of_each_won"]), (&100.0.into(), &Value::Null));
    desk.import(
        "accounts",
        &format!("external_id,name,value,currency,customer_since\nn,New,10,EUR,{}\n", days_ago(20)),
    );
    desk.import(
        "accounts",
        &format!("external_id,name,value,currency,customer_since\nm,More,10,EUR,{}\n", days_ago(21)),
    );
    near(&desk.json(&["score"])["pay"]["own_cost_ratio"], 4.5);
    let text = desk.text(&["score"]);
    assert!(
        text.contains("€450 to win each of 2, €100 to retain each of 3; “5x” is folklore, this is yours"),
        "{text}"
    );
    assert!(!desk.refused(&["edit", "pay", "pay_new=-4"]).is_empty());
    desk.text(&["undo"]);
}

#[test]
fn a_target_has_an_owner_and_says_what_follows_when_it_is_missed() {
    let desk = cohort();
    assert!(desk.text(&["score"]).contains("None yet; mainstay new target"));
    let target = |measure: &str, number: &str| {
        ["new", "target", measure, number, "owner=Ana", "consequence=The huddle asks why"].map(str::to_owned)
    };
    let set = |measure, number| {
        let words = target(measure, number);
        desk.text(&words.iter().map(String::as_str).collect::<Vec<_>>());
    };
    set("measure=grr", "target=70");
    set("measure=nrr", "target=90");
    set("measure=stick-close", "target=60");
    let zero = target("measure=renewal-rate", "target=0");
    assert!(desk.refused(&zero.iter().map(String::as_str).collect::<Vec<_>>()).contains("asks for nothing"));
    let twice = target("measure=grr", "target=80");
    assert!(desk.refused(&twice.iter().map(String::as_str).collect::<Vec<_>>()).contains("edit that one"));
    let targets = &desk.json(&["score"])["targets"];
    let met: Vec<&Value> = targets.as_array().unwrap().iter().map(|one| &one["met"]).collect();
    assert_eq!(met, [&Value::Bool(true), &Value::Bool(false), &Value::Null]);
    near(&targets[1]["figure"], 83.333_333_333_333_34);
    let text = desk.text(&["score"]);
    assert!(text.contains("✓ GRR 76.7, at least 70 · Ana\n"), "{text}");
    assert!(text.contains("▲ NRR 83.3, at least 90 · Ana · The huddle asks why"), "{text}");
    assert!(text.contains("– Stick-close: no figure yet"), "{text}");
}

#[test]
fn three_questions_are_answered_live_and_the_time_before_and_after_is_compared() {
    let desk = Desk::of(&format!(
        "external_id,name,value,currency,customer_since\na,Ada,100,EUR,{}\nb,Ben,50,EUR,{}\nc,Cid,70,EUR,{}\n",
        days_ago(900),
        days_ago(150),
        days_ago(50)
    ));
    let text = desk.text(&["score"]);
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for question in [
        "What is our rate of post-sale abandonment?",
        "How well do we stick close to the customer?",
        "Whose responsibility is it? 3 of 3: nobody is named for 3 accounts",
    ] {
        assert!(flat.contains(question), "{question}: {text}");
    }
    assert_eq!(desk.json(&["score"])["ownership"]["without_owner"], 3);
    desk.import("contracts", &format!(
        "account,product,value,currency,start,end,notice_days,outcome,outcome_on\na,Base,100,EUR,{},{},0,renewed,{}\nb,Base,50,EUR,{},{},10,,\n",
        days_ago(400), days_ago(10), days_ago(12), days_ago(150), days_ago(-60)
    ));
    desk.import("defections", &format!("account,on\nc,{}\n", days_ago(4)));
    let text = desk.text(&["score"]);
    assert!(text.contains("renewed: Ada") && text.contains("nobody is named for 2 accounts"), "{text}");
    // A hundred days ago something began; as many days before are compared.
    let both = desk.json(&["score", "--since", &days_ago(99)]);
    assert_eq!((&both["days"], &both["after"]["to"]), (&100.into(), &TODAY.into()));
    assert_eq!((&both["before"]["from"], &both["before"]["to"]), (&days_ago(199).into(), &days_ago(100).into()));
    assert_eq!(both["figures"]["new"], serde_json::json!({"before": 1, "after": 1}));
    assert_eq!(both["figures"]["churned"], serde_json::json!({"before": 0, "after": 1}));
    // When twelve months have passed, twelve months are compared.
    let whole = desk.json(&["score", "--since", "2025-03-01"]);
    assert_eq!((&whole["before"]["from"], &whole["after"]["to"]), (&"2024-03-01".into(), &"2026-02-28".into()));
    assert!(desk.text(&["score", "--since", "2025-03-01"]).contains("did not therefore come from it"));
    assert!(desk.refused(&["score", "--since", "2027-03-01"]).contains("in the future"));
}

#[test]
fn a_closed_month_goes_out_and_comes_back_and_a_broken_one_stays_out() {
    let accounts = "external_id,name,value,currency,customer_since\na,A,100,EUR,2025-01-01\n";
    let desk = Desk::of(accounts);
    desk.text(&["score", "close"]);
    let months = desk.text(&["export", "months"]);
    let other = Desk::of(accounts);
    other.import("months", &months);
    let closed = |desk: &Desk| desk.json(&["score", "--month", "2026-10"])["closed"].clone();
    assert_eq!(closed(&other), closed(&desk));
    assert!(closed(&other).is_object());
    let broken = other.path("broken.csv");
    std::fs::write(&broken, "month,closed_on,figures\n2026-09-01,2026-10-01,{}\n").unwrap();
    other.run(&["import", "--as", "months"]).arg(&broken).assert().code(1);
}
