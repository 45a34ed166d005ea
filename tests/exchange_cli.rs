//! `import` and `export` as a shell sees them: words in, words, files and exit codes out.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use assert_cmd::Command;
use serde_json::Value;
use std::path::Path;

fn mainstay(folder: &Path, words: &[&str]) -> std::process::Output {
    let mut command = Command::cargo_bin("mainstay").unwrap();
    command.current_dir(folder).env("MAINSTAY_BOOK", folder.join("book.db")).env("MAINSTAY_TODAY", "2026-11-22");
    command.env("HOME", folder.join("home")).env("XDG_STATE_HOME", folder.join("state"));
    command.args(words).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn an_import_counts_every_row_once_and_says_so_in_its_exit_code() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    std::fs::write(at.join("accounts.csv"), "external_id,name,value\nA,Acme,10\nB,Beta,-1\n").unwrap();
    let dry = mainstay(at, &["import", "accounts.csv", "--dry-run"]);
    assert_eq!(dry.status.code(), Some(3));
    assert!(text(&dry.stdout).contains("nothing was changed"));
    let strict = mainstay(at, &["import", "accounts.csv", "--strict"]);
    assert_eq!(strict.status.code(), Some(1));
    let taken = mainstay(at, &["import", "accounts.csv", "--json"]);
    assert_eq!(taken.status.code(), Some(3));
    let told: Value = serde_json::from_slice(&taken.stdout).unwrap();
    let file = &told[0];
    assert_eq!((&file["noun"], &file["format"], &file["rows"]), (&"accounts".into(), &"mainstay".into(), &2.into()));
    assert_eq!((&file["created"], &file["updated"], &file["unchanged"]), (&1.into(), &0.into(), &0.into()));
    assert_eq!((&file["rejected"][0]["line"], &file["rejected"][0]["column"]), (&3.into(), &"value".into()));
    let rejected = file["rejected_file"].as_str().unwrap();
    assert!(Path::new(rejected).starts_with(at.join("state")), "{rejected}");
    let beside =
        |entry: std::io::Result<std::fs::DirEntry>| entry.unwrap().file_name().to_string_lossy().contains("rejected");
    assert!(!std::fs::read_dir(at).unwrap().any(beside), "nothing lies beside the file");
    let again = mainstay(at, &["import", rejected, "--json"]);
    assert_eq!(again.status.code(), Some(0));
    let again: Value = serde_json::from_slice(&again.stdout).unwrap();
    assert_eq!(
        (&again[0]["created"], &again[0]["made"]),
        (&1.into(), &serde_json::json!({})),
        "the reasons are no data"
    );
    assert_eq!(&again[0]["cells_left_out"][0]["column"], "value");
    for _ in 0..2 {
        assert_eq!(mainstay(at, &["undo"]).status.code(), Some(0));
    }
    assert_eq!(text(&mainstay(at, &["export", "accounts"]).stdout).lines().count(), 1, "only the header is left");
}

#[test]
fn what_is_no_table_is_refused_in_one_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    std::fs::write(at.join("empty.csv"), "").unwrap();
    std::fs::write(at.join("sheet.csv"), b"PK\x03\x04rest").unwrap();
    std::fs::write(at.join("headless.csv"), "Acme,2024-01-01,12\nBeta,2024-01-02,13\n").unwrap();
    std::fs::write(at.join("strange.csv"), "foo,bar\n1,2\n").unwrap();
    for (file, words) in [
        ("empty.csv", "is empty"),
        ("sheet.csv", "is damaged"),
        ("headless.csv", "has no header"),
        ("strange.csv", "--as accounts"),
        ("missing.csv", "is not there"),
    ] {
        let refused = mainstay(at, &["import", file]);
        let said = text(&refused.stderr);
        assert_eq!(refused.status.code(), Some(1), "{file}");
        assert!(said.contains(words) && said.trim().lines().count() == 1, "{file}: {said}");
    }
}

#[test]
fn a_book_goes_out_and_comes_in_through_the_shell() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/book");
    let files: Vec<String> =
        std::fs::read_dir(fixtures).unwrap().map(|it| it.unwrap().path().display().to_string()).collect();
    let words: Vec<&str> = ["import"].into_iter().chain(files.iter().map(String::as_str)).collect();
    assert_eq!(mainstay(at, &words).status.code(), Some(0));
    assert_eq!(mainstay(at, &["export", "book", "copy"]).status.code(), Some(0));
    let accounts = std::fs::read_to_string(at.join("copy/accounts.csv")).unwrap();
    assert!(accounts.contains("'=1+2"), "a formula is guarded");
    let raw = text(&mainstay(at, &["export", "accounts", "--raw"]).stdout);
    assert!(raw.contains(",=1+2"));
    let copied = std::fs::read_to_string(at.join("copy/plans.csv")).unwrap();
    assert!(copied.contains(",formality,") && copied.contains(",informal,"), "{copied}");
    std::fs::write(at.join("plans.csv"), "external_id,account,kind,started_on\nP9,A1,internal,2026-03-01\n").unwrap();
    assert_eq!(mainstay(at, &["import", "plans.csv"]).status.code(), Some(0), "the column may be left out");
    let plans = text(&mainstay(at, &["export", "plans"]).stdout);
    assert!(plans.contains("\nP9,A1,internal,2026-03-01,,,,,,,,,formal,"), "{plans}");
    let json: Value =
        serde_json::from_slice(&mainstay(at, &["export", "accounts", "--format", "json"]).stdout).unwrap();
    assert_eq!((&json[0]["value"], &json[0]["tags"][1]), (&240_000.0.into(), &"north;west".into()));
}

#[test]
fn an_amount_in_the_other_way_of_writing_is_refused_with_the_reason() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    std::fs::write(at.join("accounts.csv"), "name,value\nA,\"1,234.50\"\nB,\"€12.000,50\"\nC,abc\n").unwrap();
    let told = text(&mainstay(at, &["import", "accounts.csv"]).stdout);
    assert!(
        told.contains("line 3, value: “€12.000,50” divides decimals off with a comma, the other amounts"),
        "{told}"
    );
    assert!(told.contains("line 4, value: “abc” is not an amount"), "{told}");
}

/// What one table of a report says of a column.
fn became(report: &Value, column: &str) -> String {
    let columns = report["columns"].as_array().unwrap();
    let found = columns.iter().find(|one| one["column"] == column).unwrap();
    found["field"].as_str().or(found["became"].as_str()).unwrap().to_owned()
}

#[test]
fn what_is_said_of_one_file_holds_for_that_file_alone() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    std::fs::write(at.join("one.csv"), "Customer,Boss: name,Zeta\nAcme,Ana Ruiz,a\n").unwrap();
    std::fs::write(at.join("two.csv"), "Customer,Zeta\nBeta,b\n").unwrap();
    let words = [
        "import",
        "one.csv",
        "two.csv",
        "--json",
        "--as",
        "accounts",
        "--as",
        "two.csv:deals",
        "--map",
        "one.csv:Boss: name=owner",
        "--map",
        "one.csv:Zeta=-",
        "--map",
        "two.csv:Customer=account",
        "--map",
        "two.csv:Zeta=title",
        "--dry-run",
    ];
    let told: Value = serde_json::from_slice(&mainstay(at, &words).stdout).unwrap();
    assert_eq!((&told[0]["noun"], &told[1]["noun"]), (&"accounts".into(), &"deals".into()), "{told}");
    assert_eq!((became(&told[0], "Boss: name"), became(&told[0], "Zeta")), ("owner".into(), "left out".into()));
    assert_eq!(became(&told[1], "Zeta"), "title");
}

#[test]
fn what_is_said_of_a_sheet_holds_for_that_sheet_alone() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let book = r#"{"A": [{"Customer": "Acme", "Zeta": "1"}], "B": [{"Customer": "Beta", "Zeta": "2"}]}"#;
    std::fs::write(at.join("book.json"), book).unwrap();
    let words =
        ["import", "book.json", "--json", "--map", "book.json, B:Zeta=-", "--map", "Customer=name", "--dry-run"];
    let told: Value = serde_json::from_slice(&mainstay(at, &words).stdout).unwrap();
    assert_eq!(
        (became(&told[0], "Zeta"), became(&told[1], "Zeta")),
        ("custom field".into(), "left out".into()),
        "{told}"
    );
}

#[test]
fn a_column_whose_heading_is_known_is_kept_as_it_is_where_the_user_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    std::fs::write(at.join("a.csv"), "Customer,Industry,Colour\nAcme,Steel,red\n").unwrap();
    let told = mainstay(at, &["import", "a.csv", "--json", "--map", "Industry=custom", "--map", "Colour="]);
    let told: Value = serde_json::from_slice(&told.stdout).unwrap();
    assert_eq!((became(&told[0], "Industry"), became(&told[0], "Colour")), ("custom field".into(), "left out".into()));
}
