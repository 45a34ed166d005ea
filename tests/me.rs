//! Who uses the book: said once, understood wherever a member is asked for, and what lists start with.

#![allow(clippy::unwrap_used)]

mod desk;

use desk::{Desk, TODAY};

/// A desk whose book is not begun yet.
fn fresh() -> Desk {
    Desk { folder: tempfile::tempdir().unwrap() }
}

/// Two owners with an account and a task each.
fn team() -> Desk {
    let desk = fresh();
    desk.import("members", "name\nAna Ruiz\nJo Osei\n");
    desk.import(
        "accounts",
        "external_id,name,stage,value,currency,customer_since,owner\n\
         a,Acme,steady,1000,EUR,2024-01-01,Ana Ruiz\nb,Beta,steady,10,EUR,2024-01-01,Jo Osei\n",
    );
    desk.import(
        "actions",
        "external_id,account,title,owner,due\n1,a,Send the plan,Ana Ruiz,2026-11-20\n2,b,Call Beta,Jo Osei,2026-11-20\n\
         3,,Order cards,Ana Ruiz,2026-11-21\n",
    );
    desk
}

fn titles(desk: &Desk, args: &[&str]) -> Vec<String> {
    let tasks = desk.json(args)["tasks"].as_array().unwrap().clone();
    tasks.iter().map(|task| task["title"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn who_you_are_is_said_once_printed_and_undone() {
    let desk = team();
    assert!(desk.refused(&["me"]).contains("No team member “me” yet. Set yourself up: mainstay me \"Your Name\"."));
    assert!(desk.text(&["me", "ana"]).contains("You are Ana Ruiz."));
    assert_eq!(desk.text(&["me"]), "Ana Ruiz\n");
    assert_eq!(desk.json(&["me"])["name"], "Ana Ruiz");
    let added = desk.text(&["me", "Eva Lind"]);
    assert!(
        added.starts_with("No team member is called “Eva Lind” yet: added to the team.\nYou are Eva Lind."),
        "{added}"
    );
    assert!(desk.text(&["team"]).contains("Eva Lind"));
    desk.run(&["undo"]).assert().success();
    assert_eq!(desk.text(&["me"]), "Ana Ruiz\n");
    assert!(!desk.text(&["team"]).contains("Eva Lind"));
    assert!(desk.text(&["history"]).contains("Set who you are"));
}

#[test]
fn a_mailbox_that_an_export_named_is_the_member_of_that_name() {
    let desk = fresh();
    let file = desk.path("crm.csv");
    std::fs::write(&file, "Company,Owner,Renewal date\nAcme,dwight.schrute@example.com,2027-03-01\n").unwrap();
    desk.run(&["import"]).arg(&file).assert().success();
    let said = desk.text(&["me", "Dwight Schrute"]);
    assert!(said.contains("is called Dwight Schrute from now on"), "{said}");
    let names = |desk: &Desk| desk.json(&["export", "members", "--format", "json"]).as_array().unwrap().len();
    assert_eq!(names(&desk), 1);
    desk.run(&["import"]).arg(&file).assert().success();
    assert_eq!(names(&desk), 1, "the file still finds them by the mailbox");
}

#[test]
fn the_name_goes_along_when_the_member_is_renamed() {
    let desk = team();
    desk.run(&["me", "Ana Ruiz"]).assert().success();
    desk.run(&["edit", "member", "Ana Ruiz", "name=Ana Lopez"]).assert().success();
    assert_eq!(desk.text(&["me"]), "Ana Lopez\n");
    desk.run(&["undo"]).assert().success();
    assert_eq!(desk.text(&["me"]), "Ana Ruiz\n");
}

#[test]
fn me_is_understood_wherever_a_member_is_asked_for_and_new_records_are_mine() {
    let desk = team();
    let refused = desk.refused(&["new", "account", "name=Gamma", "owner=me"]);
    assert!(refused.contains("owner: “me” is not ") || refused.contains("No team member “me” yet"), "{refused}");
    assert!(desk.refused(&["accounts", "owner:me"]).contains("No team member “me” yet"));
    desk.run(&["me", "Jo Osei"]).assert().success();
    desk.run(&["new", "account", "name=Gamma"]).assert().success();
    desk.run(&["new", "account", "name=Delta", "owner=Ana Ruiz"]).assert().success();
    desk.run(&["edit", "account", "Acme", "owner=@me"]).assert().success();
    let mine = desk.json(&["accounts", "owner:me"]);
    let names: Vec<&str> = mine.as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
    assert_eq!(names.len(), 3, "{names:?}");
    assert!(["Acme", "Beta", "Gamma"].iter().all(|name| names.contains(name)), "{names:?}");
    desk.run(&["new", "action", "Gamma", "title=Say hello"]).assert().success();
    assert!(titles(&desk, &["today", "--owner", "me"]).contains(&"Say hello".to_owned()));
}

#[test]
fn today_starts_with_my_tasks_and_shows_the_others_when_asked() {
    let desk = team();
    let all = titles(&desk, &["today"]);
    assert!(all.contains(&"Call Beta".to_owned()) && all.contains(&"Send the plan".to_owned()), "{all:?}");
    desk.run(&["me", "Ana Ruiz"]).assert().success();
    let mine = titles(&desk, &["today"]);
    assert!(mine.contains(&"Send the plan".to_owned()) && mine.contains(&"Order cards".to_owned()), "{mine:?}");
    assert!(!mine.contains(&"Call Beta".to_owned()), "{mine:?}");
    assert!(desk.text(&["today"]).contains("tasks of Ana Ruiz"));
    assert!(titles(&desk, &["today", "--all"]).contains(&"Call Beta".to_owned()));
    assert!(titles(&desk, &["today", "--owner", "everybody"]).contains(&"Call Beta".to_owned()));
    assert!(titles(&desk, &["today", "--owner", "jo"]).contains(&"Call Beta".to_owned()));
}

#[test]
fn a_fresh_machine_begins_with_a_name_or_an_account() {
    let desk = fresh();
    desk.run(&["new", "account", "name=Acme"]).assert().success();
    assert!(desk.text(&["accounts"]).contains("Acme"));
    let desk = fresh();
    desk.run(&["me", "Ana Ruiz"]).assert().success();
    desk.run(&["new", "account", "name=Acme"]).assert().success();
    assert_eq!(desk.json(&["accounts", "owner:me"]).as_array().unwrap().len(), 1);
    // What is refused leaves no book behind.
    let desk = fresh();
    desk.run(&["new", "account", "nonsense=1"]).assert().failure();
    assert!(!desk.path("book.db").exists());
    desk.run(&["me"]).assert().code(1);
    assert!(!desk.path("book.db").exists());
}

#[test]
fn an_import_asks_which_owner_you_are_and_says_what_is_known() {
    let desk = fresh();
    let file = desk.path("us-accounts.csv");
    std::fs::write(&file, "Company,ARR,CSM\nAcme,1000,Ana Ruiz\nBeta,,Jo Osei\n").unwrap();
    let said = desk.run(&["import"]).arg(&file).assert().success();
    let said = String::from_utf8(said.get_output().stdout.clone()).unwrap();
    assert!(said.contains("Which of them is you?") && said.contains("Known of the accounts:"), "{said}");
    let line =
        |what: &str| said.lines().find(|line| line.trim_start().starts_with(what)).unwrap_or_default().to_owned();
    assert!(line("Annual values").contains("1 of 2   a column ARR, or mainstay edit account"), "{said}");
    assert!(line("Renewal dates").contains("0 of 2   a contracts file, or mainstay new contract"), "{said}");
    assert!(line("Account leads").ends_with("2 of 2"), "{said}");
    assert!(line("Pulse checks").contains("0 of 2   mainstay new pulse"), "{said}");
    let desk = fresh();
    std::fs::write(desk.path("us-accounts.csv"), "Company,ARR,CSM\nAcme,1000,Ana Ruiz\nBeta,,Jo Osei\n").unwrap();
    desk.run(&["import", "--me", "Jo Osei"]).arg(desk.path("us-accounts.csv")).assert().success();
    assert_eq!(desk.text(&["me"]), "Jo Osei\n");
}

#[test]
fn a_book_comes_back_with_who_uses_it() {
    let desk = team();
    desk.run(&["me", "Ana Ruiz"]).assert().success();
    let folder = desk.path("copy");
    desk.run(&["export", "book"]).arg(&folder).assert().success();
    let other = fresh();
    let files: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    other.run(&["import"]).args(files).assert().success();
    assert_eq!(other.text(&["me"]), "Ana Ruiz\n");
}

#[test]
fn what_is_done_stays_on_the_list_until_the_day_is_over() {
    let desk = team();
    let before = titles(&desk, &["today"]);
    desk.run(&["done", "1"]).assert().success();
    let day = desk.json(&["today"]);
    assert_eq!(day["closed"].as_array().unwrap().len(), 1, "{day}");
    assert_eq!(day["closed"][0]["state"], "done");
    let tasks = day["tasks"].as_array().unwrap();
    assert_eq!(tasks.len() + 1, before.len());
    let text = desk.text(&["today"]);
    assert!(text.contains('✓') && text.contains(&format!("1 of {} done.", before.len())), "{text}");
    let tomorrow = mainstay::domain::day::Day::parse(TODAY).unwrap().plus(1).to_string();
    assert!(desk.json(&["today", "--today", &tomorrow])["closed"].as_array().unwrap().is_empty());
}
