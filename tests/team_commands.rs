//! `team`, `what-if` and `export handover` from outside.

#![allow(clippy::unwrap_used)]

use assert_cmd::Command;
use mainstay::domain::day::Day;
use serde_json::Value;
use std::path::PathBuf;

struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    fn new() -> Self {
        let place = Self { folder: tempfile::tempdir().unwrap() };
        let book = place.book();
        let mut demo = Command::cargo_bin("mainstay").unwrap();
        demo.args(["demo", "--accounts", "60", "--today", "2026-11-22", "--save"]).arg(book).assert().success();
        place
    }

    fn book(&self) -> PathBuf {
        self.folder.path().join("b.db")
    }

    fn run(&self, args: &[&str]) -> Command {
        let mut command = Command::cargo_bin("mainstay").unwrap();
        command.arg("--book").arg(self.book()).args(["--today", "2026-11-22"]).args(args);
        command
    }

    fn says(&self, args: &[&str]) -> String {
        let output = self.run(args).assert().success().get_output().stdout.clone();
        String::from_utf8(output).unwrap()
    }

    fn json(&self, args: &[&str]) -> Value {
        serde_json::from_str(&self.says(&[args, &["--json"]].concat())).unwrap()
    }

    fn refused(&self, args: &[&str], code: i32) -> String {
        let output = self.run(args).assert().code(code).get_output().stderr.clone();
        String::from_utf8(output).unwrap()
    }
}

#[test]
fn what_if_has_the_shape_scripts_rely_on() {
    let place = Place::new();
    let value = place.json(&["what-if", "leave", "ana", "ruiz"]);
    assert_eq!(value["member"], "Ana Ruiz");
    assert_eq!(value["currency"], "EUR");
    let (accounts, worth) = (value["accounts"].as_u64().unwrap(), value["value"].as_f64().unwrap());
    assert!(accounts > 0 && worth > 0.0);
    let loss = |end: &str| value["loss"][end].as_f64().unwrap();
    assert!((loss("low") - worth * 0.132).abs() < 0.01 && (loss("high") - worth * 0.176).abs() < 0.01);
    assert!(value["key_person_risk"].is_array() && value["sole_contacts"].is_u64());
    let successors = value["successors"].as_array().unwrap();
    assert_eq!(successors.iter().filter(|one| one["leads"] == true).count() as u64, accounts);
    for one in successors {
        assert!(one["account"].is_string() && one["successor"].is_string() && one["reason"].is_string(), "{one}");
    }
    // The band is a rule of the book, and can be changed like every other.
    place.says(&["settings", "risk.team.loss_high", "0.2"]);
    let changed = place.json(&["what-if", "leave", "ana", "ruiz"]);
    assert!((changed["loss"]["high"].as_f64().unwrap() - worth * 0.2).abs() < 0.01, "{changed}");
    assert!(place.refused(&["settings", "risk.team.loss_high", "0.1"], 1).contains("the least first"));
}

#[test]
fn a_departure_is_carried_out_and_undone_from_the_shell() {
    let place = Place::new();
    assert!(place.refused(&["what-if", "leave", "ana", "ruiz", "--on", "+7d"], 2).contains("--carry-out"));
    let said = place.says(&["what-if", "leave", "ana", "ruiz", "--carry-out", "--on", "+7d"]);
    assert!(said.starts_with("Done: Process a departure (Ana Ruiz in 7 d:"), "{said}");
    let one = place.json(&["team", "ana ruiz"]);
    assert_eq!(one["left_on"], "2026-11-29");
    assert_eq!(one["name"], "Ana Ruiz");
    assert!(place.says(&["undo"]).contains("Process a departure"));
    assert_eq!(place.json(&["team", "ana ruiz"])["left_on"], Value::Null);
    let early = place.refused(&["what-if", "leave", "ana", "ruiz", "--carry-out", "--on", "1999-01-01"], 1);
    assert!(early.contains("lies before that"), "{early}");
}

#[test]
fn the_team_is_listed_and_counted() {
    let place = Place::new();
    let value = place.json(&["team"]);
    let members = value["members"].as_array().unwrap();
    assert!(members.iter().any(|one| one["left_on"].is_string()), "who left stays in the list");
    for one in members {
        assert!(one["minutes"]["expected"].is_u64() && one["seats"].is_u64(), "{one}");
    }
    let exposure = &value["exposure"];
    let lines = exposure["lines"].as_array().unwrap();
    assert_eq!(exposure["top"].as_u64().unwrap(), lines.len() as u64);
    assert_eq!(
        exposure["key_person_risk"]["accounts"].as_u64().unwrap(),
        lines.iter().filter(|one| one["key_person_risk"] == true).count() as u64
    );
    assert!(value["turnover"]["turnover"].as_f64().unwrap() > 0.0);
    let text = place.says(&["team"]);
    for words in ["Our team:", "1 Most valuable:", "4 Key-person risk:", "→ "] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let one = place.says(&["team", "ruiz"]);
    assert!(one.contains("Account lead") && one.contains("120 min"), "{one}");
    assert!(place.refused(&["team", "nobody at all"], 1).contains("No team member is called"));
}

#[test]
fn a_handover_is_written_as_markdown_and_as_a_page() {
    let place = Place::new();
    let text = place.says(&["export", "handover", "ruiz"]);
    assert!(text.starts_with("# Handover of Ana Ruiz\n") && text.contains("## At a glance"), "{text}");
    let file = place.folder.path().join("ruiz.html");
    place.says(&["export", "handover", "ruiz", "-o", file.to_str().unwrap()]);
    let html = std::fs::read_to_string(&file).unwrap();
    assert!(html.starts_with("<!DOCTYPE html>") && html.contains("@media print"));
    assert!(!html.contains("http://") && !html.contains("https://"), "nothing from elsewhere");
    let account = place.json(&["what-if", "leave", "ruiz"])["successors"][0]["account"].as_str().unwrap().to_owned();
    let one = place.says(&["export", "handover", &account, "--format", "html"]);
    assert!(one.contains("<h3>The last ten touches</h3>"), "{one}");
    assert!(place.refused(&["export", "handover"], 1).contains("Name the account"));
    assert!(place.refused(&["export", "handover", "zzz"], 1).contains("No account and no team member"));
    assert!(place.refused(&["export", "handover", "ruiz", "--format", "csv"], 1).contains("md or html"));
    assert!(place.refused(&["export", "accounts", "--format", "html"], 1).contains("csv or json"));
}

#[test]
fn the_seats_of_one_of_ours_stand_in_the_order_in_which_they_are_due() {
    let place = Place::new();
    let assignments = place.json(&["team", "ana", "ruiz"])["account_seats"].as_array().unwrap().clone();
    let due: Vec<&str> = assignments.iter().filter_map(|one| one["due"].as_str()).collect();
    assert!(due.len() > 3 && due.is_sorted(), "{due:?}");
    for one in &assignments {
        let (Some(last), Some(every), Some(due)) =
            (one["last_meaningful"].as_str(), one["cadence_days"].as_i64(), one["due"].as_str())
        else {
            continue;
        };
        let day = |text: &str| Day::parse(text).unwrap();
        assert_eq!(day(last).plus(every as i32), day(due), "{one}");
        assert_eq!(one["overdue"].as_bool(), Some(due < "2026-11-22"), "{one}");
    }
    let told = place.says(&["team", "ana", "ruiz"]);
    assert!(told.contains(" d late ") && told.contains(" in "), "{told}");
}

#[test]
fn own_turnover_is_listed_by_account() {
    let place = Place::new();
    let value = place.json(&["team"]);
    let all = value["account_attrition"].as_array().unwrap();
    assert!(!all.is_empty());
    let lines = value["exposure"]["lines"].as_array().unwrap();
    for one in all {
        let who = one["who"].as_array().unwrap();
        assert_eq!(one["left"].as_u64(), Some(who.len() as u64));
        let on = who[0]["on"].as_str().unwrap();
        assert!(("2025-11-22".."2026-11-22").contains(&on), "{one}");
        let same = lines.iter().find(|line| line["id"] == one["id"]);
        assert!(same.is_none_or(|line| line["ours_left_12m"] == one["left"]), "{one}: one definition");
    }
    let told = place.says(&["team"]);
    assert!(told.contains(&format!("Attrition by account: {} account", all.len())), "{told}");
    assert!(told.contains(" left us "), "{told}");
}

#[test]
fn wins_are_told_with_who_helped_and_deals_with_what_helpers_know() {
    let place = Place::new();
    let value = place.json(&["team"]);
    let (wins, list) = (&value["wins"], value["wins"]["list"].as_array().unwrap());
    assert_eq!(wins["count"].as_u64(), Some(list.len() as u64), "a small book is listed whole");
    let late =
        |one: &&Value| one["on"].as_str().unwrap() > "2026-08-24" && one["helpers"].as_array().unwrap().is_empty();
    assert_eq!(wins["without_a_name"].as_u64(), Some(list.iter().filter(late).count() as u64));
    let first = list.iter().find(late).unwrap();
    let name = first["account"].as_str().unwrap();
    let on = format!("on={}", first["on"].as_str().unwrap());
    place.says(&["new", "credit", name, "member=Ben Okafor", "what=built the pilot", &on]);
    let after = place.json(&["team"])["wins"].clone();
    assert_eq!(after["without_a_name"].as_u64(), wins["without_a_name"].as_u64().map(|count| count - 1));
    let list = after["list"].as_array().unwrap();
    let named = list.iter().find(|one| one["account"] == first["account"] && one["on"] == first["on"]).unwrap();
    assert!(named["helpers"].to_string().contains("Ben Okafor"), "{named}");
    assert!(place.says(&["team"]).contains("not named"));
    for one in value["deals_told"].as_array().unwrap() {
        assert!(one["stands"].as_str().is_some_and(|words| !words.is_empty()), "{one}");
        assert!(one["due"].is_boolean() && !one["helpers"].as_array().unwrap().is_empty(), "{one}");
    }
}
