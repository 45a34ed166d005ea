//! One figure, one rule: over made-up books every page tells the same annual value, the same deadline and the same lead.

#![allow(clippy::unwrap_used)]

mod desk;

use desk::{Desk, days_ago};
use serde_json::Value;
use std::fmt::Write;

/// Numbers that look made up and are the same on every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn one_of<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[self.roll(choices.len() as u64) as usize]
    }
}

/// The terms of one product, one after the other: on time, early, after a gap, with and without an outcome.
fn terms(dice: &mut Dice, product: &str, csv: &mut String) {
    let mut start = 365 * (2 + dice.roll(3) as i32) + dice.roll(300) as i32;
    let mut number = 0;
    while start > -200 && number < 5 {
        let end = start - 364;
        let outcome = if end > 0 { dice.one_of(&["", "", "", "renewed", "grown", "smaller"]) } else { "" };
        let (on, after) = if outcome.is_empty() {
            (String::new(), String::new())
        } else {
            (days_ago(end.max(0)), (1 + dice.roll(9) * 100).to_string())
        };
        let value = dice.one_of(&["100", "250", "900", "900", ""]);
        let (from, to) = (days_ago(start), days_ago(end));
        writeln!(csv, "{product}{number},1,{product},{value},EUR,{from},{to},{},{outcome},{on},{after}", dice.roll(90))
            .unwrap();
        start = end - 1 + [0, 0, 45, -45, -80][dice.roll(5) as usize];
        number += 1;
    }
}

fn book(seed: u64) -> Desk {
    let mut dice = Dice(seed);
    let own = dice.one_of(&["", "777", "12000"]);
    let desk = Desk { folder: tempfile::tempdir().unwrap() };
    desk.import("members", "external_id,name\nm1,Ana Ruiz\nm2,Bo Lee\n");
    desk.import(
        "accounts",
        &format!("external_id,name,value,currency,customer_since,owner\n1,Acme,{own},EUR,2019-01-01,m2\n"),
    );
    let mut lines =
        "external_id,account,product,value,currency,start,end,notice_days,outcome,outcome_on,outcome_value\n"
            .to_owned();
    for product in ["Core", "Plus"] {
        if dice.roll(4) > 0 {
            terms(&mut dice, product, &mut lines);
        }
    }
    if lines.lines().count() > 1 {
        desk.import("contracts", &lines);
    }
    let mut assignments = "external_id,account,member,role,since,until\n".to_owned();
    for number in 0..dice.roll(4) {
        let since = if dice.roll(3) == 0 { String::new() } else { days_ago(dice.roll(800) as i32 - 100) };
        let until = if dice.roll(2) == 0 { String::new() } else { days_ago(-(dice.roll(300) as i32) - 100) };
        let (member, role) = (dice.one_of(&["m1", "m2"]), dice.one_of(&["AL", "AL", "SV"]));
        writeln!(assignments, "s{number},1,{member},{role},{since},{until}").unwrap();
    }
    if assignments.lines().count() > 1 {
        desk.import("seats", &assignments);
    }
    desk
}

#[test]
fn every_page_tells_the_same_annual_value_deadline_and_lead() {
    for seed in 0..40 {
        let desk = book(seed);
        let accounts = desk.json(&["accounts"]);
        let one = &accounts[0];
        let value = one["value"].as_f64();
        let show = desk.json(&["show", "acme"]);
        let risk = desk.json(&["risk"]);
        assert_eq!((show["value"].as_f64(), risk[0]["value"].as_f64()), (value, value), "show and risk, book {seed}");
        let score = desk.json(&["score"]);
        if score["retention"]["valued"] == 1 {
            let after = score["retention"]["value_after"].as_f64();
            assert_eq!(after, Some(value.unwrap_or(0.0)), "score, book {seed}");
        }
        let pipeline = desk.json(&["pipeline"]);
        let sum: f64 = pipeline["stages"].as_array().unwrap().iter().filter_map(|one| one["value"].as_f64()).sum();
        assert!((sum - value.unwrap_or(0.0)).abs() < 1e-9, "pipeline, book {seed}: {sum}");
        let renewals = desk.json(&["renewals", "--within", "3660"]);
        let open = renewals["contracts"].as_array().unwrap().iter().filter(|line| line["outcome"].is_null());
        let next = open.filter_map(|line| line["notice_by"].as_str()).min();
        assert_eq!(one["notice_by"].as_str(), next, "the deadline, book {seed}");
        assert_eq!(show["notice_by"].as_str(), next, "the deadline of the page, book {seed}");
        agree_on_the_lead(&desk, one, &show, seed);
    }
}

fn agree_on_the_lead(desk: &Desk, one: &Value, show: &Value, seed: u64) {
    let lead = one["owner"].as_str().unwrap();
    assert_eq!(show["lead"], lead, "show, book {seed}");
    let other = if lead == "Ana Ruiz" { "lee" } else { "ruiz" };
    let own = if lead == "Ana Ruiz" { "ruiz" } else { "lee" };
    let found = |who: &str| desk.json(&["accounts", &format!("owner:{who}")]).as_array().unwrap().len();
    assert_eq!((found(own), found(other)), (1, 0), "the filter, book {seed}");
    let team = desk.json(&["team"]);
    let lists = team.as_object().unwrap().values().filter_map(Value::as_array).flatten();
    let people = lists.filter(|person| person["accounts"].is_number() && person["name"].is_string());
    for person in people {
        let leads = person["accounts"].as_u64();
        assert_eq!(leads, Some(u64::from(person["name"] == lead)), "team, book {seed}: {}", person["name"]);
    }
    let today = |who: &str| {
        desk.json(&["today", "--owner", who])["tasks"].as_array().unwrap().iter().any(|line| line["account"] == "Acme")
    };
    assert!(!today(other) || today(own), "today, book {seed}");
}
