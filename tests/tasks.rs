//! A number means the line that bore it in the list that was printed last, and an id does not shift.

#![allow(clippy::unwrap_used)]

mod desk;

use desk::Desk;

fn desk() -> Desk {
    let desk =
        Desk::of("external_id,name,stage,value,currency,customer_since\ns,Shift Ltd,steady,10000,EUR,2024-01-01\n");
    let rows: Vec<String> = (1..=6).map(|at| format!("t{at},s,Step number {at},call,2026-11-1{at}")).collect();
    desk.import("actions", &format!("external_id,account,title,channel,due\n{}\n", rows.join("\n")));
    desk
}

fn done(desk: &Desk) -> Vec<String> {
    let rows = desk.json(&["export", "actions"]);
    let rows = rows.as_array().unwrap().iter().filter(|row| !row["done_on"].is_null());
    rows.map(|row| row["external_id"].as_str().unwrap().to_owned()).collect()
}

/// The short ids of the list as it is printed, and which action each line is of.
fn printed(desk: &Desk) -> Vec<(String, String)> {
    let text = desk.text(&["today"]);
    let lines = text.lines().filter(|line| line.contains("Step number"));
    let of = |line: &str| {
        let at = line.find("Step number ").unwrap() + "Step number ".len();
        (line.rsplit(' ').next().unwrap().to_owned(), format!("t{}", &line[at..=at]))
    };
    lines.map(of).collect()
}

#[test]
fn a_number_is_of_the_list_printed_last() {
    let desk = desk();
    let before = std::fs::read(desk.path("book.db")).unwrap();
    let list = printed(&desk);
    assert_eq!(std::fs::read(desk.path("book.db")).unwrap(), before, "printing is reading");
    assert_eq!(list.len(), 5, "{list:?}");
    for number in ["1", "2", "3"] {
        desk.run(&["done", number]).assert().success();
    }
    let mut first: Vec<_> = list.iter().take(3).map(|(_, key)| key.clone()).collect();
    first.sort();
    assert_eq!(done(&desk), first);
    assert!(desk.refused(&["done", "1"]).contains("closed"), "the same line, not the next one");
    assert!(desk.refused(&["snooze", "2", "+7d"]).contains("closed"));
    assert!(desk.refused(&["drop", "3", "no", "need"]).contains("closed"));
    assert!(desk.refused(&["done", "99"]).contains("no task 99"));
    let anew = printed(&desk);
    desk.run(&["done", "1"]).assert().success();
    assert!(done(&desk).contains(&anew[0].1));
}

#[test]
fn a_short_id_is_printed_and_does_not_shift() {
    let desk = desk();
    let list = printed(&desk);
    let (id, key) = &list[3];
    assert!(id.starts_with("a-") && id.len() == 7, "{id}");
    desk.run(&["done", "1"]).assert().success();
    desk.run(&["done", id]).assert().success();
    assert!(done(&desk).contains(key));
    desk.run(&["snooze", list[4].0.trim_start_matches("a-"), "+7d"]).assert().success();
    assert!(desk.refused(&["done", "a-zzzzz"]).contains("no task of today"));
}

#[test]
fn without_a_printed_list_the_list_of_the_day_is_meant_and_stays_so() {
    let (desk, other) = (desk(), desk());
    for number in ["1", "2", "3"] {
        desk.run(&["done", number]).assert().success();
    }
    let mut first: Vec<_> = printed(&other).into_iter().take(3).map(|(_, key)| key).collect();
    first.sort();
    assert_eq!(done(&desk), first);
}

#[test]
fn a_reason_that_no_form_takes_is_taken_by_no_command() {
    let desk = desk();
    let list = printed(&desk);
    let long = "why not ".repeat(15_000);
    for words in [vec!["snooze", &list[0].0, "+7d", &long], vec!["drop", &list[0].0, &long]] {
        assert!(desk.refused(&words).contains("is the most"), "{}", words[0]);
    }
    let reason = format!("reason={long}");
    assert!(desk.refused(&["edit", "action", "shift", "t1", &reason]).contains("is the most"));
}

#[test]
fn what_the_huddle_decided_stays_decided_however_its_reason_is_changed() {
    let desk = desk();
    let decide = ["new", "huddle-decision", "shift", "title=Visit the plant", "due=today"];
    desk.run(&["new", "member", "name=Ana Ruiz"]).assert().success();
    desk.run(&decide).arg("owner=Ana Ruiz").assert().success();
    let decided = |desk: &Desk| desk.json(&["huddle"])["decisions"].to_string().contains("Visit the plant");
    let id = |desk: &Desk| {
        let lines = desk.json(&["today", "--all"]);
        let mut lines = lines["tasks"].as_array().unwrap().iter();
        lines.find(|line| line["title"] == "Visit the plant").unwrap()["id"].as_str().unwrap().to_owned()
    };
    assert!(decided(&desk));
    desk.run(&["edit", "action", "shift", "Visit the plant", "reason=as agreed"]).assert().success();
    assert!(decided(&desk));
    let id = id(&desk);
    desk.run(&["snooze", &id, "+7d", "they", "travel"]).assert().success();
    assert!(decided(&desk));
    desk.run(&["drop", &id, "not", "needed"]).assert().success();
    assert!(decided(&desk));
    // And by way of files.
    desk.run(&["export", "book"]).arg(desk.path("copy")).assert().success();
    assert!(std::fs::read_to_string(desk.path("copy/actions.csv")).unwrap().contains("2026-11-01"));
}

#[test]
fn an_import_says_how_many_overdue_tasks_came_in_and_how_to_dismiss_them() {
    let desk = desk();
    let rows = |days: &[i32]| -> String {
        let row = |at: &i32| format!("o{at},s,Old step {at},call,{}\n", desk::days_ago(*at));
        format!("external_id,account,title,channel,due\n{}", days.iter().map(row).collect::<String>())
    };
    let import = |days: &[i32]| {
        let file = desk.path("old.csv");
        std::fs::write(&file, rows(days)).unwrap();
        desk.text(&["import", "--as", "actions", &file.to_string_lossy()])
    };
    assert!(!import(&[90]).contains("overdue"), "not more than ninety days");
    let said = import(&[91, 400]);
    assert!(said.contains("2 open tasks overdue for more than 90 days: “mainstay dismiss-overdue”"), "{said}");
    assert!(!import(&[91, 400]).contains("overdue"), "nothing came in");
    assert!(desk.text(&["dismiss-overdue"]).contains("2 tasks"));
}
