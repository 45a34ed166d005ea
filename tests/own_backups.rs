//! The backups that a book makes of itself: when, how many stay, and how one is put back.

#![allow(clippy::unwrap_used)]

mod desk;

use desk::Desk;
use std::path::PathBuf;

fn desk() -> Desk {
    Desk::of("external_id,name\nA,Larkfield Foods\nB,Northwind Traders\n")
}

/// The names of the backups, newest first.
fn made(desk: &Desk) -> Vec<String> {
    let files = std::fs::read_dir(desk.path("book.db.backups")).into_iter().flatten();
    let mut names: Vec<String> = files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names.reverse();
    names
}

fn log(desk: &Desk, day: &str) {
    desk.run(&["--today", day, "log", "larkfield", "call", "all", "well"]).assert().success();
}

#[test]
fn the_first_write_of_a_day_makes_one_and_reading_makes_none() {
    let desk = desk();
    desk.text(&["accounts"]);
    desk.text(&["today"]);
    assert_eq!(made(&desk), Vec::<String>::new());
    log(&desk, "2026-11-22");
    log(&desk, "2026-11-22");
    assert_eq!(made(&desk).len(), 1);
    log(&desk, "2026-11-23");
    let names = made(&desk);
    assert_eq!(names.len(), 2);
    assert!(names[0].starts_with("2026-11-23 ") && names[0].ends_with(" daily.db"), "{names:?}");
}

#[test]
#[cfg(unix)]
fn backups_are_their_owners_only() {
    use std::os::unix::fs::PermissionsExt;
    let desk = desk();
    log(&desk, "2026-11-22");
    let mode = |path: PathBuf| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let folder = desk.path("book.db.backups");
    assert_eq!(mode(folder.clone()), 0o700);
    assert_eq!(mode(folder.join(&made(&desk)[0])), 0o600);
}

#[test]
fn a_year_of_days_leaves_few_and_the_newest_is_yesterdays_book() {
    let desk = desk();
    let first = mainstay::domain::day::Day::parse("2025-12-01").unwrap();
    for day in (0..60).map(|day| first.plus(day)) {
        log(&desk, &day.to_string());
    }
    let names = made(&desk);
    assert!((10..=14).contains(&names.len()), "a week of days, weeks, and months: {names:?}");
}

#[test]
fn an_import_and_the_removal_of_an_account_make_one_and_each_can_be_put_back() {
    let desk = desk();
    log(&desk, "2026-11-22");
    desk.import("accounts", "external_id,name\nC,Quarry Farms\n");
    desk.run(&["remove", "account", "larkfield"]).assert().success();
    let names = made(&desk);
    assert!(names.iter().any(|name| name.contains("before an import")), "{names:?}");
    assert!(names.iter().any(|name| name.contains("before a removal")), "{names:?}");
    let list = desk.text(&["backup", "--list"]);
    assert!(list.contains("since then: 1 fewer touch, 1 fewer account"), "{list}");
    let place =
        desk.json(&["backup", "--list"]).as_array().unwrap().iter().position(|one| one["why"] == "before a removal");
    desk.text(&["restore", &(place.unwrap() + 1).to_string()]);
    let accounts = desk.text(&["accounts"]);
    assert!(accounts.contains("Larkfield Foods") && accounts.contains("Quarry Farms"), "{accounts}");
    assert!(desk.refused(&["restore", "99"]).contains("none with the number 99"));
}

#[test]
fn where_none_can_be_made_that_is_said_and_the_work_is_kept() {
    let desk = desk();
    std::fs::write(desk.path("book.db.backups"), "a file where the folder should be").unwrap();
    for args in [&["log", "larkfield", "call", "all", "well"][..], &["remove", "account", "northwind"]] {
        let output = desk.run(args).assert().success().get_output().clone();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains("No backup could be made") && said.lines().count() == 1, "{args:?}: {said}");
    }
    assert!(desk.text(&["export", "touches"]).contains("all well"));
    assert_eq!(desk.json(&["accounts"]).as_array().unwrap().len(), 1);
    assert!(!desk.refused(&["forget", "Nobody", "--yes"]).is_empty());
}

#[test]
fn what_cannot_be_undone_waits_for_its_backup() {
    let desk = desk();
    desk.import("contacts", "account,name\nA,Ana Ruiz\n");
    let folder = desk.path("book.db.backups");
    std::fs::remove_dir_all(&folder).unwrap();
    std::fs::write(&folder, "a file where the folder should be").unwrap();
    desk.refused(&["forget", "Ana Ruiz", "--yes"]);
    assert!(desk.text(&["export", "contacts", "--format", "csv"]).contains("Ana Ruiz"));
}

#[test]
fn a_dry_run_makes_none() {
    let desk = desk();
    let file = desk.path("more.csv");
    std::fs::write(&file, "external_id,name\nC,Quarry Farms\n").unwrap();
    desk.run(&["import", "--as", "accounts", "--dry-run"]).arg(file).assert().success();
    assert_eq!(made(&desk), Vec::<String>::new());
}

#[test]
fn a_damaged_book_names_the_newest_backup_which_can_be_put_back() {
    let desk = desk();
    log(&desk, "2026-11-22");
    let path = desk.path("book.db");
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[3 * 4096..40 * 4096].fill(0xa5);
    std::fs::write(&path, bytes).unwrap();
    let said = desk.refused(&["accounts"]);
    assert!(said.contains("2026-11-22") && said.contains("mainstay restore latest"), "{said}");
    desk.text(&["restore", "latest"]);
    assert!(desk.text(&["accounts"]).contains("Larkfield Foods"));
}

/// Fills the first page of a table or an index with zeros.
fn blank(desk: &Desk, name: &str) {
    let path = desk.path("book.db");
    let conn = rusqlite::Connection::open(&path).unwrap();
    conn.execute_batch("PRAGMA journal_mode = DELETE").unwrap();
    let root: i64 =
        conn.query_row("SELECT rootpage FROM sqlite_schema WHERE name = ?1", [name], |row| row.get(0)).unwrap();
    conn.close().unwrap();
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[(root as usize - 1) * 4096..root as usize * 4096].fill(0);
    std::fs::write(path, bytes).unwrap();
}

#[test]
fn damaged_indexes_and_summaries_are_worked_out_anew() {
    for name in ["touch_account", "account_name", "account_summary", "tally"] {
        let desk = desk();
        log(&desk, "2026-11-22");
        blank(&desk, name);
        assert!(desk.run(&["check"]).assert().get_output().status.code() != Some(0), "{name}");
        let said = desk.text(&["check", "--repair"]);
        assert!(said.contains("All") && said.contains("is kept as"), "{name}: {said}");
        assert!(desk.text(&["check"]).contains("sound"), "{name}");
        assert!(desk.text(&["export", "touches"]).contains("all well"), "{name}");
    }
}

#[test]
fn of_a_damaged_table_the_rest_is_saved_and_what_is_missing_is_said() {
    let desk = desk();
    log(&desk, "2026-11-22");
    blank(&desk, "touch");
    let output = desk.run(&["check", "--repair"]).assert().code(1).get_output().stdout.clone();
    let said = String::from_utf8(output).unwrap();
    assert!(said.contains("some of touch"), "{said}");
    let files = std::fs::read_dir(desk.folder.path()).unwrap().map(|file| file.unwrap().path());
    let saved = files
        .filter(|path| path.to_string_lossy().contains(".repaired-"))
        .find(|path| path.extension().is_some_and(|end| end == "db"))
        .unwrap();
    let accounts = desk.text(&["--book", saved.to_str().unwrap(), "accounts"]);
    assert!(accounts.contains("Larkfield Foods") && accounts.contains("Northwind Traders"), "{accounts}");
}

#[test]
fn a_write_that_follows_a_look_at_another_day_makes_one() {
    let desk = desk();
    desk.run(&["new", "action", "larkfield", "title=Send the plan", "due=2026-11-20"]).assert().success();
    std::fs::remove_dir_all(desk.path("book.db.backups")).unwrap();
    let day = ["--today", "2027-01-30"];
    let list = desk.json(&[day[0], day[1], "today", "--all"]);
    let id =
        list["tasks"].as_array().unwrap().iter().find(|task| task["title"] == "Send the plan").unwrap()["id"].clone();
    // The end of an id is looked up in the list of the day, which is looked at for that.
    let id = id.as_str().unwrap();
    let end = &id[id.len() - 5..];
    let output = desk.run(&[day[0], day[1], "done", end]).assert().success().get_output().clone();
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    assert_eq!(made(&desk).len(), 1);
}

#[test]
fn of_a_book_that_is_cut_short_the_rest_is_saved_and_of_no_book_nothing_is_made() {
    let desk = desk();
    log(&desk, "2026-11-22");
    let path = desk.path("book.db");
    let bytes = std::fs::read(&path).unwrap();
    std::fs::write(&path, &bytes[..bytes.len() - 3 * 4096 - 100]).unwrap();
    let output = desk.run(&["check", "--repair"]).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains("could be read") && !said.contains(" 0 rows"), "{said}");
    for strange in [&b""[..], &b"{\"a\":1}"[..]] {
        std::fs::write(&path, strange).unwrap();
        let output = desk.run(&["check", "--repair"]).output().unwrap();
        assert!(!output.status.success() && String::from_utf8(output.stderr).unwrap().contains("not a book"));
    }
}
