//! Sheets in the ways people keep them: grouped, merged, with two names in a cell, two of one heading, in parts that
//! disagree. What they say comes in, and what was decided is said.

#![allow(clippy::unwrap_used)]

mod desk;

use desk::Desk;
use serde_json::Value;

fn empty() -> Desk {
    Desk { folder: tempfile::tempdir().unwrap() }
}

/// Imports files and what was said of each.
fn take(desk: &Desk, files: &[(&str, &str)], more: &[&str]) -> Vec<Value> {
    for (name, text) in files {
        std::fs::write(desk.path(name), text).unwrap();
    }
    let names: Vec<_> = files.iter().map(|(name, _)| desk.path(name)).collect();
    let output = desk.run(&["import", "--json"]).args(more).args(names).output().unwrap();
    let told: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{output:?}"));
    told.as_array().unwrap().clone()
}

/// Why an import was refused.
fn refused(desk: &Desk, file: (&str, &str), more: &[&str]) -> String {
    std::fs::write(desk.path(file.0), file.1).unwrap();
    let output = desk.run(&["import"]).args(more).arg(desk.path(file.0)).output().unwrap();
    assert!(!output.status.success(), "{output:?}");
    String::from_utf8(output.stderr).unwrap()
}

fn rows(desk: &Desk, noun: &str) -> Vec<Value> {
    desk.json(&["export", noun, "--format", "json"]).as_array().unwrap().clone()
}

fn texts(desk: &Desk, noun: &str, columns: &[&str]) -> Vec<String> {
    let of = |row: &Value| {
        let cells = columns.iter().map(|column| row[*column].as_str().map_or(row[*column].to_string(), str::to_owned));
        cells.collect::<Vec<_>>().join(" ")
    };
    let mut all: Vec<String> = rows(desk, noun).iter().map(of).collect();
    all.sort();
    all
}

/// Everything that was noted of the files, as one text.
fn notes(told: &[Value]) -> String {
    told.iter()
        .flat_map(|report| report["notes"].as_array().cloned().unwrap_or_default())
        .map(|note| note.to_string())
        .collect()
}

#[test]
fn sheets_in_other_words_and_languages_give_all_that_they_say() {
    for (sheet, renewal, value) in [
        (
            "Firma;Accountinhaber;Jahreswert (T€);Nächste Verlängerung;Kündigungsfrist\nAcme;Ana Ruiz;12;30.06.2027;3 Monate\n",
            "2027-06-30",
            12_000.0,
        ),
        (
            "Azienda,Ricavo annuo,Data di scadenza,Responsabile,Preavviso (mesi)\nAcme,\"12.000,00 €\",30/06/2027,Ana Ruiz,3\n",
            "2027-06-30",
            12_000.0,
        ),
        (
            "Společnost;Roční hodnota (€);Termín obnovy;Vlastník;Výpovědní lhůta\nAcme;12000;30.06.2027;Ana Ruiz;3 měsíce\n",
            "2027-06-30",
            12_000.0,
        ),
        (
            "Client,Up for renewal,Notice Period,ARR (€M),Acct Mgr\nAcme,2027-06-30,3 months,0.012,Ana Ruiz\n",
            "2027-06-30",
            12_000.0,
        ),
    ] {
        let desk = empty();
        let told = take(&desk, &[("list.csv", sheet)], &[]);
        assert_eq!(texts(&desk, "contracts", &["end"]), [renewal], "{sheet} {told:?}");
        let contract = &rows(&desk, "contracts")[0];
        assert_eq!(
            (&contract["value"], &contract["notice_days"]),
            (&value.into(), &92.into()),
            "{sheet}: 3 months before is 30 March"
        );
        assert_eq!(texts(&desk, "members", &["name"]), ["Ana Ruiz"], "{sheet}");
    }
}

#[test]
fn the_mailbox_of_the_owner_is_no_contact() {
    let desk = empty();
    let sheet =
        "Company,CSM,CSM Email,Email\nAcme,Ana Ruiz,ana@we.example,bo@acme.example\nBeta,Ana Ruiz,ana@we.example,\n";
    take(&desk, &[("list.csv", sheet)], &[]);
    assert_eq!(texts(&desk, "members", &["name", "email"]), ["Ana Ruiz ana@we.example"]);
    assert_eq!(texts(&desk, "contacts", &["email"]), ["bo@acme.example"]);
    let alone = empty();
    take(&alone, &[("list.csv", "Company,ARR,Owner Email\nAcme,5,ana@we.example\n")], &[]);
    assert_eq!(texts(&alone, "members", &["email"]), ["ana@we.example"], "a mailbox alone names the owner");
    assert!(rows(&alone, "contacts").is_empty());
}

#[test]
fn what_a_row_says_of_a_contract_without_an_end_is_kept() {
    let desk = empty();
    take(
        &desk,
        &[("list.csv", "Company,ARR,CSM,Last contact,Product,Notice\nAcme,5,Ana,2026-10-01,Gold,60 days\n")],
        &[],
    );
    assert_eq!(texts(&desk, "custom_fields", &["name", "value"]), ["Notice 60 days", "Product Gold"]);
}

const GROUPED: &str = "Account,ARR,Renewal Date,CSM\nSegment: SMB,,,\nAcme,100,2027-01-31,Ana\nBeta,200,2027-02-28,Ana\nSegment: \
                       Enterprise (1),,,\nCora,300,2027-03-31,Jo\n";

#[test]
fn a_line_that_heads_a_group_is_no_customer_and_what_it_says_is_kept() {
    let desk = empty();
    let told = take(&desk, &[("list.csv", GROUPED)], &[]);
    assert_eq!(texts(&desk, "accounts", &["name"]), ["Acme", "Beta", "Cora"]);
    assert_eq!(texts(&desk, "custom_fields", &["name", "value"]), ["Segment Enterprise", "Segment SMB", "Segment SMB"]);
    assert_eq!(told[0]["lines_left_out"].as_array().unwrap().len(), 2, "{told:?}");
    let again = take(&desk, &[("list.csv", GROUPED)], &[]);
    assert_eq!(again[0]["unchanged"], 3);
}

#[test]
fn a_line_that_may_head_a_group_and_may_be_a_customer_is_told() {
    let desk = empty();
    let sheet = "Company,ARR,CSM,Renewal Date\nNorthern,,,\nAcme,5,Ana,2027-01-31\nBeta,6,Ana,2027-02-28\n";
    let told = take(&desk, &[("list.csv", sheet)], &[]);
    assert!(notes(&told).contains("1 account with nothing but a name (Northern)"), "{told:?}");
}

#[test]
fn a_company_that_stands_once_above_its_rows_is_theirs_and_that_is_said() {
    let desk = empty();
    let sheet =
        "Company,Product,ARR,Renewal Date\nAcme,Gold,100,2027-01-31\n,Silver,50,2027-05-31\nBeta,Gold,70,2027-04-30\n";
    let told = take(&desk, &[("list.csv", sheet)], &[]);
    assert_eq!(
        texts(&desk, "contracts", &["product", "end"]),
        ["Gold 2027-01-31", "Gold 2027-04-30", "Silver 2027-05-31"]
    );
    assert!(notes(&told).contains("1 row with a blank “Company”"), "{told:?}");
    let people = empty();
    let sheet = "Company,First Name,Last Name,Email\nAcme,Bo,Lind,bo@acme.example\n,Vi,Quist,vi@acme.example\nBeta,Al,Berg,al@beta.example\n";
    take(&people, &[("people.csv", sheet)], &[]);
    assert_eq!(texts(&people, "contacts", &["name"]), ["Al Berg", "Bo Lind", "Vi Quist"]);
    // Whose mailbox is of another domain has no company, or another one.
    let strangers = empty();
    let sheet =
        "Company,Name,Email\nAcme,Bo Lind,bo@acme.example\n,Vi Quist,vi@other.example\nBeta,Al Berg,al@beta.example\n";
    let told = take(&strangers, &[("people.csv", sheet)], &[]);
    assert!(!notes(&told).contains("go by the one above"), "{told:?}");
    // A name that was forgotten once is no merged cell.
    let gap = empty();
    let named = (0..12).map(|number| format!("Company {number},5")).collect::<Vec<_>>().join("\n");
    let sheet = format!("Company,ARR\n{named}\n,7\n");
    let told = take(&gap, &[("list.csv", &sheet)], &[]);
    assert_eq!((&told[0]["created"], told[0]["rejected"].as_array().unwrap().len()), (&12.into(), 1), "{told:?}");
}

#[test]
fn sheets_that_disagree_are_said_to_and_the_last_stands() {
    let desk = empty();
    let told = take(
        &desk,
        &[
            ("a.csv", "Company,ARR,CSM,Segment\nAcme,\"10,000\",Ana,SMB\nBeta,5,Jo,SMB\n"),
            ("b.csv", "Company,ARR,CSM,Segment\nAcme,12000,Ana,Enterprise\nBeta,5.00,Jo,SMB\n"),
        ],
        &[],
    );
    let said = notes(&told);
    assert!(said.contains("2 fields of 1 account differ from") && said.contains("a.csv"), "{said}");
    assert!(said.contains("Acme: ARR is 12000, there 10,000") && !said.contains("Beta"), "{said}");
    let acme = rows(&desk, "accounts").into_iter().find(|row| row["name"] == "Acme").unwrap();
    assert_eq!(acme["value"], 12_000.0);
    let alike = empty();
    let told = take(&alike, &[("a.csv", "Company,ARR\nAcme,10\n"), ("b.csv", "Company,CSM\nAcme,Ana\n")], &[]);
    assert!(!notes(&told).contains("differ"), "{told:?}");
}

#[test]
fn two_columns_for_one_field_are_refused() {
    let desk = empty();
    let sheet = ("list.csv", "Company,Old,New\nAcme,5,6\n");
    let why = refused(&desk, sheet, &["--map", "Old=value", "--map", "New=value"]);
    assert!(why.contains("both “Old” and “New” are mapped to value"), "{why}");
}

#[test]
fn columns_without_a_name_or_with_one_that_stands_twice_are_kept_and_can_be_mapped() {
    let sheet = "Company,,Notes,Notes,ARR\nAcme,Ana Ruiz,first,second,5\nBeta,Jo Osei,third,,6\n";
    let desk = empty();
    take(&desk, &[("list.csv", sheet)], &[]);
    let kept = texts(&desk, "custom_fields", &["name", "value"]);
    assert_eq!(kept, ["Column B Ana Ruiz", "Column B Jo Osei", "Notes (2) second"]);
    let mapped = empty();
    take(&mapped, &[("list.csv", sheet)], &["--map", "#2=owner", "--map", "#D=industry"]);
    assert_eq!(texts(&mapped, "members", &["name"]), ["Ana Ruiz", "Jo Osei"]);
    assert_eq!(texts(&mapped, "accounts", &["industry"]), ["null", "second"]);
}

#[test]
fn two_owners_in_one_cell_are_two_people() {
    let desk = empty();
    let sheet = "Company,CSM,Renewal Date\nAcme,Ann Lee / Bob Ray,2027-01-31\nBeta,Ann Lee; Bob Ray,2027-01-31\nCora,Bob Ray,2027-01-31\n";
    let told = take(&desk, &[("list.csv", sheet)], &[]);
    assert_eq!(texts(&desk, "members", &["name"]), ["Ann Lee", "Bob Ray"]);
    let assignments = texts(&desk, "assignments", &["role", "duty"]);
    assert_eq!(assignments.iter().filter(|assignment| assignment.starts_with("AL")).count(), 3, "{assignments:?}");
    assert_eq!(
        assignments.iter().filter(|assignment| assignment.starts_with("SV") && assignment.contains("cover")).count(),
        2,
        "{assignments:?}"
    );
    assert!(notes(&told).contains("2 owners are the second in a cell"), "{told:?}");
    let again = take(&desk, &[("list.csv", sheet)], &[]);
    assert_eq!((&again[0]["unchanged"], texts(&desk, "assignments", &["role"]).len()), (&3.into(), 5), "{again:?}");
}

#[test]
fn standard_input_is_called_so() {
    let desk = empty();
    let output = desk.run(&["import", "-"]).write_stdin("Company,ARR\nAcme,5\n").output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains("standard input") && !said.contains("tmp"), "{said}");
    let output = desk.run(&["import", "-"]).write_stdin("SKU,Colour\n1,red\n").output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("standard input: the columns") && !said.contains("tmp"), "{said}");
}

#[test]
fn an_unclosed_quote_says_how_much_it_swallowed() {
    let desk = empty();
    let told = take(&desk, &[("list.csv", "Company,Notes\nAcme,x\nBeta,\"open\nCora,y\nDora,z\n")], &[]);
    let why = told[0]["rejected"].to_string();
    assert!(why.contains("opened on line 3") && why.contains("2 lines below it"), "{why}");
}
