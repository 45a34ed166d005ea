//! The command line as scripts and people use it: words in, answers and exit codes out.

#![allow(clippy::unwrap_used)]

use assert_cmd::Command;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// A made-up book: made once by the program itself, copied for each test.
struct Desk {
    _folder: tempfile::TempDir,
    book: PathBuf,
}

impl Desk {
    fn new() -> Self {
        static MADE: LazyLock<tempfile::TempDir> = LazyLock::new(|| {
            let made = tempfile::tempdir().unwrap();
            let path = made.path().join("made.db");
            program(&path).args(["demo", "--accounts", "60", "--save"]).arg(&path).assert().success();
            made
        });
        let folder = tempfile::tempdir().unwrap();
        let book = folder.path().join("b.db");
        std::fs::copy(MADE.path().join("made.db"), &book).unwrap();
        Self { _folder: folder, book }
    }

    fn run(&self, args: &[&str]) -> Command {
        let mut command = program(&self.book);
        command.args(args);
        command
    }

    fn json(&self, args: &[&str]) -> Value {
        let output = self.run(args).arg("--json").assert().success().get_output().stdout.clone();
        serde_json::from_slice(&output).unwrap()
    }

    /// Runs, succeeds and says `words` on standard output.
    fn says(&self, args: &[&str], words: &str) {
        let output = self.run(args).assert().success().get_output().stdout.clone();
        let said = String::from_utf8(output).unwrap();
        assert!(said.contains(words), "{words} is not in {said}");
    }

    /// What it says on standard error when it refuses with this exit code.
    fn refused(&self, args: &[&str], code: i32) -> String {
        let output = self.run(args).assert().code(code).get_output().clone();
        String::from_utf8(output.stderr).unwrap()
    }
}

fn program(book: &Path) -> Command {
    let mut command = Command::cargo_bin("mainstay").unwrap();
    command.env("MAINSTAY_BOOK", book).env("MAINSTAY_TODAY", "2026-11-22").env("HOME", book.parent().unwrap());
    command.env_remove("XDG_DATA_HOME").env_remove("XDG_CONFIG_HOME");
    command
}

#[test]
fn today_tells_what_to_do_and_why() {
    let desk = Desk::new();
    let today = desk.json(&["today"]);
    assert_eq!(today["date"], "2026-11-22");
    let lines = today["tasks"].as_array().unwrap();
    assert!(!lines.is_empty() && lines.len() <= 5 + 2 + 1 + 1, "the list ends: {}", lines.len());
    for line in lines {
        for key in ["id", "kind", "account", "title", "reason", "due", "est_saved", "minutes"] {
            assert!(line.get(key).is_some(), "{key} is missing in {line}");
        }
        assert!(!line["reason"].as_str().unwrap().is_empty());
    }
    assert!(today["more"].as_u64().unwrap() > 0);
}

#[test]
fn a_logged_line_is_kept_undone_and_redone() {
    let desk = Desk::new();
    let present = |account: &Value| {
        let name = account["name"].as_str().unwrap().to_owned();
        let contacts = desk.json(&["show", &name])["contacts"].as_array().unwrap().clone();
        let who = contacts.iter().find(|one| one["left_on"].is_null())?["name"].as_str().unwrap().replace(' ', ".");
        Some((name, format!("@{who}")))
    };
    let (account, at) = desk.json(&["accounts"]).as_array().unwrap().iter().find_map(present).unwrap();
    let touched = |desk: &Desk| desk.json(&["show", &account])["last_touch"].clone();
    let before = touched(&desk);
    desk.says(&["log", &account, "call", &at, "went", "well", "^4", "~listened", "+7d", "send", "it"], "Logged:");
    assert_eq!(touched(&desk), "2026-11-22");
    desk.says(&["undo"], "Undone: Log a touch");
    assert_eq!(touched(&desk), before);
    desk.run(&["redo"]).assert().success();
    assert_eq!(touched(&desk), "2026-11-22");
    let history = desk.json(&["history"]);
    assert_eq!(history[0]["operation"], "Log a touch");
    assert_eq!(history[0]["changes"]["touches"], 1);
}

#[test]
fn lines_from_standard_input_are_answered_one_by_one() {
    let desk = Desk::new();
    let account = desk.json(&["accounts"])[0]["name"].as_str().unwrap().to_owned();
    let input = format!("{account} note all is well\n\nnobody at all call hello\n{account} note again\n");
    let output = desk.run(&["log"]).write_stdin(input).assert().code(1).get_output().clone();
    let (said, refused) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert_eq!(said.matches("Logged:").count(), 2, "{said}");
    assert!(refused.contains("line 3") && refused.contains("names no account"), "{refused}");
}

#[test]
fn lines_are_done_put_off_and_dropped_by_number_and_by_id() {
    let desk = Desk::new();
    let id = |desk: &Desk, kind: &str| -> String {
        let all = desk.json(&["today", "--all"]);
        let lines = all["tasks"].as_array().unwrap().clone();
        lines.iter().find(|line| line["kind"] == kind).unwrap()["id"].as_str().unwrap().to_owned()
    };
    desk.run(&["done", &id(&desk, "action")]).assert().success();
    desk.run(&["snooze", "1", "+7d", "they", "travel"]).assert().success();
    let pulse = id(&desk, "pulse");
    let how = desk.refused(&["done", &pulse], 1);
    assert!(how.contains("mainstay log"), "a pulse is done by logging it: {how}");
    desk.run(&["drop", &pulse, "asked", "last", "week"]).assert().success();
    assert!(desk.refused(&["snooze", "1", "-7d"], 1).contains("not ahead"));
    assert!(desk.refused(&["done", "99"], 1).contains("no task 99"));
    assert!(desk.refused(&["done", "x-1"], 1).contains("no task of today"));
}

#[test]
fn accounts_are_filtered_and_sorted() {
    let desk = Desk::new();
    let all = desk.json(&["accounts"]);
    for key in [
        "id",
        "external_id",
        "name",
        "stage",
        "tier",
        "value",
        "currency",
        "customer_since",
        "notice_by",
        "owner",
        "churned_on",
        "churn_reason",
    ] {
        assert!(all[0].get(key).is_some(), "{key} is missing");
    }
    let steady = desk.json(&["accounts", "stage:steady", "tier:C"]);
    let steady = steady.as_array().unwrap();
    assert!(!steady.is_empty());
    assert!(steady.iter().all(|one| one["stage"] == "steady" && one["tier"] == "C"));
    let lost = desk.json(&["accounts", "lost:yes"]);
    assert!(lost.as_array().unwrap().iter().all(|one| !one["churned_on"].is_null()));
    let names = desk.json(&["accounts", "--sort", "name"]);
    let names: Vec<String> =
        names.as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_ascii_lowercase()).collect();
    assert!(names.is_sorted());
    // The pulse checks that are due, tier by tier; a saved filter says the same under its name.
    let due = desk.json(&["accounts", "pulse<1", "by:tier"]);
    let tiers: Vec<&str> = due.as_array().unwrap().iter().map(|one| one["tier"].as_str().unwrap()).collect();
    assert!(!tiers.is_empty() && tiers.len() < all.as_array().unwrap().len() && tiers.is_sorted(), "{tiers:?}");
    assert_eq!(desk.json(&["accounts", "--saved", "pulse checks due, by tier"]), due);
    let said = desk.refused(&["accounts", "--saved", "nonsense"], 1);
    assert!(said.contains("No saved filter is called “nonsense”; there are: "), "{said}");
    assert!(desk.refused(&["accounts", "colour:red"], 1).contains("an unknown filter"));
    assert!(desk.refused(&["accounts", "--sort", "colour"], 1).contains("is not a column to sort by"));
}

#[test]
fn the_pipeline_counts_every_open_account_once_and_tells_its_hot_spots() {
    let desk = Desk::new();
    let pipeline = desk.json(&["pipeline"]);
    let stages = pipeline["stages"].as_array().unwrap();
    let names: Vec<_> = stages.iter().map(|stage| stage["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["Signed", "Hand-off", "Onboarding", "First value", "Steady", "Renewal window", "Notice"]);
    for stage in stages {
        for key in [
            "accounts",
            "value",
            "stalled",
            "entered",
            "advanced",
            "churned",
            "churned_value",
            "hazard",
            "drop_off_points",
        ] {
            assert!(stage.get(key).is_some(), "{key} is missing in {stage}");
        }
        assert!(stage["stalled"].as_u64() <= stage["accounts"].as_u64());
    }
    let sum = |key: &str| -> u64 { stages.iter().map(|stage| stage[key].as_u64().unwrap()).sum() };
    let open = desk.json(&["accounts", "lost:no"]);
    assert_eq!(sum("accounts"), open.as_array().unwrap().len() as u64);
    assert_eq!(sum("churned"), pipeline["ends"]["churned"].as_u64().unwrap());
    let spots: Vec<&Value> =
        stages.iter().chain([&pipeline]).flat_map(|one| one["drop_off_points"].as_array().unwrap()).collect();
    let mut codes: Vec<_> = spots.iter().map(|spot| spot["code"].as_str().unwrap()).collect();
    codes.sort_unstable();
    assert_eq!(codes.len(), 13);
    assert!(spots.iter().all(|spot| spot["actions"].as_array().unwrap().len() <= 5));
    let renewal = spots.iter().find(|spot| spot["code"] == "VP12").unwrap();
    assert!(renewal["ran"].as_u64().unwrap() > 0 && renewal["ran"].as_u64() <= renewal["started"].as_u64());
    desk.says(&["pipeline", "--playbooks"], "Ask the payer whether it has arrived and is right");
}

#[test]
fn renewals_stand_by_their_decision_date() {
    let desk = Desk::new();
    let renewals = desk.json(&["renewals", "--within", "60"]);
    let lines = renewals["contracts"].as_array().unwrap();
    let days: Vec<&str> = lines.iter().map(|line| line["notice_by"].as_str().unwrap()).collect();
    let coming = lines.iter().filter(|line| line["outcome"].is_null()).count();
    assert!(coming > 0 && coming < days.len() && days[..coming].is_sorted(), "the soonest first");
    assert!(lines[coming..].iter().all(|line| !line["outcome"].is_null()), "what was decided stands below");
    assert!(days[coming..].iter().rev().is_sorted(), "the latest decided first");
    for line in lines {
        let open = line["outcome"].is_null();
        let day = line["notice_by"].as_str().unwrap();
        assert!(day <= "2027-01-21" && (open || day >= "2026-09-23"), "{line}");
        for key in ["account", "value", "currency", "last_pulse", "open_issues", "no_pulse_check"] {
            assert!(line.get(key).is_some(), "{key} is missing in {line}");
        }
    }
    let fewer = desk.json(&["renewals", "--within", "10"]);
    assert!(fewer["contracts"].as_array().unwrap().len() < lines.len());
    assert!(desk.refused(&["renewals", "--within", "-5"], 1).contains("from 0 to 3660"));
    desk.says(&["renewals"], "renewals within 120 days or overdue");
    // Pulse coverage is what its lines say, account by account.
    let open = lines.iter().filter(|line| line["outcome"].is_null());
    let said: std::collections::BTreeMap<&str, bool> = open
        .map(|line| {
            (line["account"].as_str().unwrap(), line["last_pulse"]["on"].as_str().is_some_and(|on| on >= "2026-08-24"))
        })
        .collect();
    let covered = said.values().filter(|said| **said).count();
    assert!(covered > 0 && covered < said.len());
    assert_eq!(renewals["pulse_coverage"]["covered"], covered);
    assert_eq!(renewals["pulse_coverage"]["accounts"], said.len());
    let file = |name: &str, rows: &str| {
        let path = desk.book.with_file_name(name);
        std::fs::write(&path, rows).unwrap();
        desk.run(&["import"]).arg(path).assert().success();
    };
    file("accounts.csv", "external_id,name,customer_since\nQ,Never Asked,2025-12-20\n");
    file("contracts.csv", "account,product,value,start,end\nQ,Support,100,2025-12-20,2026-12-19\n");
    let mut book =
        mainstay::book::Book::open(&desk.book, false, mainstay::domain::day::Day::parse("2026-11-22").ok()).unwrap();
    for days in [0, 30, 120, 1_000] {
        let lines = book.renewals(days).unwrap();
        assert_eq!(book.unasked(days).unwrap(), lines.iter().filter(|line| line.unasked).count() as u64, "{days}");
    }
    assert!(book.unasked(1_000).unwrap() > 0);
}

#[test]
fn a_renewal_has_an_owner_a_value_case_its_issues_and_the_step_that_is_next() {
    let desk = Desk::new();
    let renewals = desk.json(&["renewals"]);
    let lines = renewals["contracts"].as_array().unwrap();
    let with = |what: fn(&serde_json::Value) -> bool| lines.iter().find(|line| what(line)).unwrap();
    let led = with(|line| line["owner_is_lead"] == true);
    let (id, account) = (led["id"].as_str().unwrap(), led["account"].as_str().unwrap());
    desk.says(&["renewals"], &format!("lead: {}", led["owner"].as_str().unwrap()));
    let owner = with(|line| line["owner_is_lead"] == false && !line["owner"].is_null());
    let owner = owner["owner"].as_str().unwrap();
    let named = format!("owner={owner}");
    desk.run(&["edit", "contract", account, id, &named, "value_case=We bill on the day"]).assert().success();
    let again = desk.json(&["renewals"]);
    let line = again["contracts"].as_array().unwrap().iter().find(|line| line["id"] == id).unwrap().clone();
    assert_eq!((&line["owner"], &line["owner_is_lead"]), (&owner.into(), &false.into()));
    assert_eq!(line["value_case"], "We bill on the day");
    // Escalations first, then the oldest; the count is that of the titles.
    desk.run(&["new", "issue", account, "title=Slow export", "opened_on=2026-10-01"]).assert().success();
    let above = ["new", "issue", account, "title=No answer for a week", "escalation=yes", "opened_on=2026-11-12"];
    desk.run(&above).assert().success();
    let renewals = desk.json(&["renewals"]);
    let lines = renewals["contracts"].as_array().unwrap();
    let with = |what: fn(&serde_json::Value) -> bool| lines.iter().find(|line| what(line)).unwrap();
    let troubled = with(|line| line["open_issues"].as_u64().unwrap() > 0);
    let issues = troubled["issues"].as_array().unwrap();
    assert_eq!(issues.len() as u64, troubled["open_issues"].as_u64().unwrap());
    let order: Vec<_> =
        issues.iter().map(|one| (one["escalation"] == false, one["opened_on"].as_str().unwrap())).collect();
    assert!(order.is_sorted());
    assert_eq!(issues[0]["title"], "No answer for a week");
    desk.says(&["renewals"], "◆ No answer for a week, 10 d old");
    let running = with(|line| !line["playbook"]["next"].is_null());
    let steps = &running["playbook"];
    assert_eq!((&steps["code"], &steps["of"]), (&"VP12".into(), &5.into()));
    assert!(steps["next"]["due"].is_string() && steps["done"].as_u64().unwrap() < 5);
}

#[test]
fn names_that_mean_nobody_or_several_are_told() {
    let desk = Desk::new();
    assert!(desk.refused(&["show", "Nobody", "at", "all"], 1).contains("No account is called"));
    assert!(desk.refused(&["show", "a"], 1).contains("may mean"));
    assert!(desk.refused(&["log", "nobody at all call hello"], 1).contains("names no account"));
}

#[test]
fn wrong_words_exit_with_two_and_wrong_days_with_one() {
    let desk = Desk::new();
    desk.refused(&["fly"], 2);
    desk.refused(&["today", "--wings"], 2);
    assert!(desk.refused(&["today", "--today", "0000-00-00"], 1).contains("not a day"));
    assert!(desk.refused(&["demo", "--accounts", "0", "--save", "x.db"], 1).contains("1 to"));
}

#[test]
fn a_clock_set_back_breaks_nothing() {
    let desk = Desk::new();
    // Windows open by their dates, playbooks run; then the clock turns out to have been wrong.
    desk.json(&["today", "--today", "2027-02-01"]);
    // A book begun on a day that is still to come: somebody is in a stage that they enter tomorrow.
    let path = desk.book.with_file_name("ahead.db");
    program(&path).args(["demo", "--today", "2026-11-25", "--save"]).arg(&path).assert().success();
    let desks = [&desk.book, &path];
    for args in [
        &["today"][..],
        &["pipeline"],
        &["renewals"],
        &["risk"],
        &["score"],
        &["team"],
        &["huddle"],
        &["charter"],
        &["accounts"],
        &["backtest"],
        &["history"],
    ] {
        for book in desks {
            program(book).args(args).assert().success();
        }
    }
    assert!(program(&path).arg("check").assert().success().get_output().stderr.is_empty());
}

#[test]
fn a_clock_a_year_on_breaks_nothing_and_is_undone() {
    let desk = Desk::new();
    let before = desk.json(&["history"]).as_array().unwrap().len();
    for args in [
        &["today"][..],
        &["today", "--smallest"],
        &["pipeline"],
        &["renewals"],
        &["risk"],
        &["score"],
        &["survival"],
        &["team"],
        &["team", "Ana Ruiz"],
        &["what-if", "leave", "Ana Ruiz"],
        &["huddle"],
        &["charter"],
        &["accounts"],
        &["backtest"],
        &["history"],
        &["export", "calendar"],
        &["export", "showcase"],
        &["check"],
    ] {
        let told = program(&desk.book).args(args).args(["--today", "2027-11-22"]).assert().success();
        assert!(told.get_output().stderr.is_empty(), "{args:?}");
    }
    assert_eq!(desk.json(&["score", "--today", "2027-11-22"])["to"], "2027-11-22");
    // Windows opened and playbooks ran on that day; every step of it goes back.
    while desk.json(&["history"]).as_array().unwrap().iter().filter(|one| one["undone"] == false).count() > before {
        desk.json(&["undo"]);
    }
    program(&desk.book).arg("check").assert().success();
}

#[test]
fn the_whole_program_lives_on_the_day_it_is_told() {
    let desk = Desk::new();
    assert_eq!(desk.json(&["today", "--today", "2027-01-04"])["date"], "2027-01-04");
    assert_eq!(desk.json(&["today"])["date"], "2026-11-22");
}

#[test]
fn backups_are_made_checked_and_restored() {
    let desk = Desk::new();
    let copy = desk.book.with_file_name("copy.db");
    let copy = copy.to_str().unwrap();
    desk.run(&["backup", copy]).assert().success();
    assert!(desk.refused(&["backup", copy], 1).contains("there already"));
    let before = desk.json(&["accounts"]);
    let name = before[0]["name"].as_str().unwrap().to_owned();
    desk.run(&["log", &name, "note", "changed", "!escalation"]).assert().success();
    desk.says(&["restore", copy], "kept as");
    assert_eq!(desk.json(&["history"]).as_array().unwrap().len(), 1);
    desk.says(&["check"], "sound");
    desk.run(&["check", "--quick"]).assert().success();
}

#[test]
fn the_names_that_commands_had_before_still_work() {
    let desk = Desk::new();
    for (old, now) in [
        ("drop", "dismiss"),
        ("drop-overdue", "dismiss-overdue"),
        ("came-back", "won-back"),
        ("kept", "commitment-met"),
        ("broken", "commitment-given-up"),
    ] {
        let help = |name: &str| desk.run(&[name, "--help"]).assert().success().get_output().stdout.clone();
        assert_eq!(help(old), help(now), "{old}");
    }
}

#[test]
fn help_has_an_example_at_every_level() {
    let desk = Desk::new();
    for command in [
        "demo",
        "today",
        "log",
        "done",
        "snooze",
        "dismiss",
        "show",
        "accounts",
        "survival",
        "score",
        "pipeline",
        "renewals",
        "new",
        "edit",
        "remove",
        "move",
        "decide",
        "won-back",
        "handoff",
        "commitment-met",
        "commitment-given-up",
        "tag",
        "import",
        "export",
        "undo",
        "redo",
        "history",
        "backup",
        "restore",
        "check",
        "completions",
        "man",
    ] {
        let output = desk.run(&[command, "--help"]).assert().success().get_output().stdout.clone();
        let help = String::from_utf8(output).unwrap();
        assert!(help.contains("Example"), "{command} has no example");
    }
    for answer in ["offer", "accept", "return", "show"] {
        desk.says(&["handoff", answer, "--help"], "Example");
    }
    desk.says(&["completions", "bash"], "playbook-action");
    desk.says(&["man"], ".TH");
}

#[test]
fn a_book_that_is_not_there_is_not_made_by_reading() {
    let folder = tempfile::tempdir().unwrap();
    let book = folder.path().join("none.db");
    let output = program(&book).arg("today").assert().code(1).get_output().clone();
    assert!(String::from_utf8(output.stderr).unwrap().contains("There is no book at"));
    assert!(!book.exists());
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_ends_it_quietly() {
    let desk = Desk::new();
    let line = format!("'{}' accounts | head -1", assert_cmd::cargo::cargo_bin("mainstay").display());
    let output = std::process::Command::new("sh")
        .args(["-c", &line])
        .env("MAINSTAY_BOOK", &desk.book)
        .env("MAINSTAY_TODAY", "2026-11-22")
        .output()
        .unwrap();
    assert!(output.status.success());
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}

#[cfg(unix)]
#[test]
fn a_book_is_its_owners_only() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    let copy = desk.book.with_file_name("copy.db");
    desk.run(&["backup", copy.to_str().unwrap()]).assert().success();
    let fresh = desk.book.with_file_name("fresh.db");
    desk.run(&["demo", "--accounts", "3", "--save", fresh.to_str().unwrap()]).assert().success();
    for path in [copy, fresh] {
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o077, 0, "{}", path.display());
    }
}

#[test]
fn whoever_has_no_owner_is_found_and_an_empty_book_says_how_to_name_one() {
    let desk = Desk::new();
    desk.run(&["new", "account", "name=Ownerless", "value=1000"]).assert().success();
    // The demo knows who "me" is, and proposes them.
    desk.run(&["edit", "account", "Ownerless", "owner="]).assert().success();
    let found = desk.json(&["accounts", "owner:none"]);
    assert_eq!(found.as_array().unwrap().len(), 1, "{found}");
    assert_eq!((&found[0]["name"], &found[0]["owner"]), (&"Ownerless".into(), &Value::Null));
    let path = desk.book.with_file_name("empty.db");
    let csv = desk.book.with_file_name("accounts.csv");
    std::fs::write(&csv, "name\nAlone\n").unwrap();
    program(&path).args(["import", "--as", "accounts"]).arg(&csv).assert().success();
    let output = program(&path).args(["edit", "account", "Alone", "owner=Me"]).assert().code(1).get_output().clone();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("owner: “Me” is not ") && said.contains("Add one with “mainstay new”"), "{said}");
}

#[test]
fn names_are_found_without_their_accents() {
    let desk = Desk::new();
    for name in ["Łódź Weaving", "Café Zürisee", "Émile & Fils"] {
        desk.run(&["new", "account", &format!("name={name}"), "value=1000"]).assert().success();
    }
    desk.run(&["new", "contact", "Café Zürisee", "name=Björn Müller"]).assert().success();
    desk.says(&["show", "lodz weaving"], "Łódź Weaving");
    desk.says(&["show", "zurisee"], "Café Zürisee");
    desk.says(&["show", "emile"], "Émile & Fils");
    desk.says(&["log", "cafe zurisee call @bjorn all is well ^4 ~listened"], "Café Zürisee");
    desk.says(&["show", "zurisee"], "Björn Müller");
    assert!(desk.refused(&["show", "lodzz"], 1).contains("No account is called"));
}

#[test]
fn the_ten_minute_page_is_made_from_the_book() {
    let desk = Desk::new();
    let score = desk.json(&["score"]);
    let page = String::from_utf8(desk.run(&["charter"]).assert().success().get_output().stdout.clone()).unwrap();
    let minutes: Vec<u32> =
        page.lines().filter_map(|line| line.strip_suffix(" min)")?.rsplit('(').next()?.parse().ok()).collect();
    assert_eq!(minutes.iter().sum::<u32>(), 10, "{page}");
    let year = format!(
        "Twelve months: {} new, {} contracts renewed, {} churned",
        score["new"], score["renewed"], score["churned"]
    );
    let told = page.lines().find(|line| line.trim().starts_with("Twelve months")).unwrap();
    assert!(told.trim().starts_with(&year), "{told} is not {year}");
    let charter = desk.json(&["charter"]);
    let first = charter["actions"][0]["what"].as_str().unwrap();
    assert!(page.contains(first), "{first}: {page}");
    for heading in ["Who recommended us", "Why they left", "What we agreed to do", "What we ask of you"] {
        assert!(page.contains(heading), "{heading}");
    }
}
