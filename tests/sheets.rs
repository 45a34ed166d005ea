//! Files as people keep them: a sheet of customers, lists from anywhere, calendars, cards and mail, taken in whole.

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

/// The rows of an exported kind of record.
fn rows(desk: &Desk, noun: &str) -> Vec<Value> {
    desk.json(&["export", noun, "--format", "json"]).as_array().unwrap().clone()
}

fn texts(desk: &Desk, noun: &str, column: &str) -> Vec<String> {
    let mut all: Vec<String> =
        rows(desk, noun).iter().map(|row| row[column].as_str().unwrap_or_default().to_owned()).collect();
    all.sort();
    all
}

const SHEET: &str = "Renewals 2027\nMade on 20.11.2026\n\nCompany,ARR (USD),Renewal Date,CSM,Contact,Email,Health,Last meeting,Next \
                     step,Segment,Logins\nAcme Tools,12500,2027-06-30,Ana Ruiz,Bo Lind,bo.lind@acme.example,green,2026-10-14,Send \
                     the plan,Enterprise,41\nBeta Mills Ltd,8000,2027-01-15,Jo Osei,,,red,2026-07-02,,SMB,7\nTotal,20500,,,,,,,,,48\n";

#[test]
fn a_sheet_of_customers_gives_everything_that_stands_in_its_rows() {
    let desk = empty();
    let told = take(&desk, &[("list.csv", SHEET)], &[]);
    assert_eq!((&told[0]["noun"], &told[0]["created"]), (&"accounts".into(), &2.into()), "{told:?}");
    assert_eq!(told[0]["lines_left_out"].as_array().unwrap().len(), 1, "the line of totals is named");
    assert_eq!(texts(&desk, "accounts", "name"), ["Acme Tools", "Beta Mills Ltd"]);
    assert_eq!(texts(&desk, "contracts", "end"), ["2027-01-15", "2027-06-30"]);
    assert_eq!(rows(&desk, "contracts")[0]["currency"], "USD", "the unit in the heading counts");
    assert_eq!(texts(&desk, "contacts", "email"), ["bo.lind@acme.example"]);
    assert_eq!(texts(&desk, "touches", "on"), ["2026-07-02", "2026-10-14"]);
    assert_eq!(texts(&desk, "touches", "channel"), ["meet", "meet"], "a last meeting was a meeting");
    let of_the_rep = rows(&desk, "actions").into_iter().filter(|row| row["playbook"].is_null());
    assert_eq!(of_the_rep.map(|row| row["title"].clone()).collect::<Vec<_>>(), ["Send the plan"]);
    assert_eq!(texts(&desk, "members", "name"), ["Ana Ruiz", "Jo Osei"]);
    assert_eq!(texts(&desk, "assignments", "role"), ["AL", "AL"], "who looks after them leads");
    assert_eq!(texts(&desk, "custom_fields", "value"), ["Enterprise", "SMB", "green", "red"]);
    assert_eq!(texts(&desk, "readings", "metric"), ["Logins", "Logins"]);
    let before = desk.text(&["export", "contracts"]);
    let again = take(&desk, &[("list.csv", SHEET)], &[]);
    assert_eq!((&again[0]["unchanged"], &again[0]["made"]), (&2.into(), &serde_json::json!({})), "{again:?}");
    assert_eq!(desk.text(&["export", "contracts"]), before);
    desk.text(&["undo"]);
    assert!(rows(&desk, "accounts").is_empty() && rows(&desk, "members").is_empty(), "one undo takes all of it back");
}

#[test]
fn the_sheet_of_next_week_changes_what_changed() {
    let desk = empty();
    take(&desk, &[("list.csv", SHEET)], &[]);
    let next = SHEET.replace("2027-06-30", "2027-07-31").replace("12500", "13000").replace("2026-10-14", "2026-11-18");
    take(&desk, &[("list.csv", &next)], &[]);
    assert_eq!(
        texts(&desk, "contracts", "end"),
        ["2027-01-15", "2027-07-31"],
        "a contract that moved is no second one"
    );
    assert_eq!(texts(&desk, "touches", "on"), ["2026-07-02", "2026-10-14", "2026-11-18"], "the earlier touch stays");
    assert_eq!(texts(&desk, "accounts", "name").len(), 2);
}

#[test]
fn headings_in_nine_languages_mean_the_same() {
    let lists = [
        ("Firma;Jahreswert;Vertragsende;Betreuer", "Alpha GmbH;1.200,50;31.12.2027;Ana Ruiz"),
        ("Raison sociale;Montant annuel;Date de fin;Responsable", "Alpha SA;1200,50;31/12/2027;Ana Ruiz"),
        ("Empresa;Importe anual;Fecha de vencimiento;Responsable", "Alpha SL;1200,50;31/12/2027;Ana Ruiz"),
        ("Bedrijf;Jaarbedrag;Einddatum;Accountbeheerder", "Alpha BV;1200,50;31-12-2027;Ana Ruiz"),
        ("Ragione sociale;Importo annuo;Scadenza;Responsabile", "Alpha Srl;1200,50;31/12/2027;Ana Ruiz"),
        ("Nome da empresa;Valor anual;Vencimento;Responsável", "Alpha Lda;1200,50;31/12/2027;Ana Ruiz"),
        ("Zákazník;Roční hodnota;Konec smlouvy;Obchodník", "Alpha s.r.o.;1200,50;31.12.2027;Ana Ruiz"),
        ("Nazwa firmy;Wartość roczna;Koniec umowy;Opiekun", "Alpha sp. z o.o.;1200,50;31.12.2027;Ana Ruiz"),
        ("Company;Annual value;Contract end;Account manager", "Alpha Ltd;1200.50;31/12/2027;Ana Ruiz"),
    ];
    for (head, row) in lists {
        let desk = empty();
        let told = take(&desk, &[("a.csv", &format!("{head}\n{row}\n"))], &[]);
        assert_eq!(told[0]["created"], 1, "{head}: {told:?}");
        let contract = &rows(&desk, "contracts")[0];
        assert_eq!((&contract["value"], &contract["end"]), (&1200.5.into(), &"2027-12-31".into()), "{head}");
        assert_eq!(texts(&desk, "members", "name"), ["Ana Ruiz"], "{head}");
    }
}

#[test]
fn nobody_is_a_customer_who_is_none() {
    let desk = empty();
    let list = "Company name,Type,Owner\nAcme,Customer - Direct,Ana Ruiz\nBeta,Prospect,Ana Ruiz\nGamma,Technology \
                Partner,Ana Ruiz\nDelta,Former customer,Ana Ruiz\n";
    let people = "Name,Email,Company\nBo Lind,bo@beta.example,Beta\nCy Ray,cy@acme.example,Acme\n";
    let told = take(&desk, &[("a.csv", list), ("b.csv", people)], &[]);
    assert_eq!(told[0]["skipped"].as_array().unwrap().len(), 2, "{told:?}");
    assert_eq!(told[1]["skipped"].as_array().unwrap().len(), 1, "the people of a prospect stay out too");
    assert_eq!(texts(&desk, "accounts", "name"), ["Acme", "Delta"]);
    assert_eq!(rows(&desk, "churns").len(), 1, "who left is no living customer");
    take(&desk, &[("a.csv", list)], &["--everybody"]);
    assert_eq!(rows(&desk, "accounts").len(), 4);
}

#[test]
fn amounts_become_annual_ones() {
    let desk = empty();
    let list = "Customer,MRR,Contract start,Contract end\nAcme,100,2026-01-01,2026-12-31\n";
    take(&desk, &[("a.csv", list)], &[]);
    assert_eq!(rows(&desk, "contracts")[0]["value"], 1200.0);
    let total = "Customer,TCV,Contract start,Contract end\nBeta,3000,2026-01-01,2028-12-31\nGamma,500,,2027-01-31\n";
    let told = take(&desk, &[("b.csv", total)], &[]);
    let beta = rows(&desk, "contracts").into_iter().find(|row| row["end"] == "2028-12-31").unwrap();
    assert_eq!(beta["value"], 1000.0, "a third of the total over three years");
    assert!(
        told[0]["cells_left_out"].to_string().contains("does not say"),
        "a total of no known term is said: {told:?}"
    );
}

#[test]
fn companies_with_one_name_but_for_its_form_are_one_and_keys_of_both_lengths_too() {
    let desk = Desk::of("external_id,name\n0011a00000ABCDEAA2,Acme Tools Ltd\n");
    let people = "First Name,Last Name,Email,Company\nBo,Lind,bo@x.example,\"ACME TOOLS, LTD.\"\nCy,Ray,cy@x.example,Acme Tools\n";
    let cases = "Case Number,Subject,AccountId,CreatedDate\n1,Broken,0011a00000ABCDE,2026-10-01\n";
    take(&desk, &[("people.csv", people), ("cases.csv", cases)], &[]);
    assert_eq!(texts(&desk, "accounts", "name"), ["Acme Tools Ltd"]);
    assert_eq!((rows(&desk, "contacts").len(), rows(&desk, "issues").len()), (2, 1));
    take(&desk, &[("list.csv", "Company,Industry\nAcme Tools,Steel\n")], &[]);
    assert_eq!(texts(&desk, "accounts", "name"), ["Acme Tools Ltd"], "found without its form, it keeps its name");
    assert_eq!(texts(&desk, "accounts", "industry"), ["Steel"]);
    let other = "First Name,Last Name,Email,Company\nDi,Fox,di@y.example,Acme Tools Inc\n";
    take(&desk, &[("other.csv", other)], &[]);
    assert_eq!(rows(&desk, "accounts").len(), 2, "another legal form is another company");
}

#[test]
fn a_usage_file_gives_readings_with_their_days() {
    let desk = Desk::of("external_id,name\nA,Acme\nB,Beta\n");
    let usage = "account_id,date,logins,active_users\nA,2026-10-01,5,2\nA,2026-11-01,9,3\nB,2026-11-01,1,1\n";
    let told = take(&desk, &[("usage.csv", usage)], &[]);
    assert_eq!((&told[0]["noun"], &told[0]["made"]["readings"]), (&"usage".into(), &6.into()), "{told:?}");
    let again = take(&desk, &[("usage.csv", usage)], &[]);
    assert_eq!(again[0]["made"], serde_json::json!({}), "a day that comes again is the same reading");
}

const CALENDAR: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:m1@x\r\nDTSTART:20261103T090000Z\r\nDTEND:20261103T093000Z\r\n\
SUMMARY:Review\r\nATTENDEE;CN=Bo Lind:MAILTO:Bo@Acme.example\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:m2@x\r\nDTSTART:20261201T090000Z\r\n\
DTEND:20261201T100000Z\r\nSUMMARY:Plan\r\nATTENDEE:mailto:bo@acme.example\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:m3@x\r\n\
DTSTART:20261104T090000Z\r\nSUMMARY:Dentist\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

#[test]
fn a_calendar_gives_touches_for_what_was_and_actions_for_what_is_booked() {
    let desk = Desk::of("external_id,name,website\nA,Acme,acme.example\n");
    desk.import("contacts", "external_id,account,name,email\nC,A,Bo Lind,bo@acme.example\n");
    take(&desk, &[("c.ics", CALENDAR)], &[]);
    assert_eq!(texts(&desk, "touches", "summary"), ["Review"]);
    assert_eq!(rows(&desk, "touches")[0]["contact_minutes"], 30);
    assert_eq!(texts(&desk, "actions", "due"), ["2026-12-01"]);
    std::fs::write(desk.path("c.ics"), CALENDAR).unwrap();
    desk.run(&["import", "--today", "2026-12-02"]).arg(desk.path("c.ics")).assert().success();
    assert_eq!(texts(&desk, "touches", "summary"), ["Plan", "Review"], "what was booked has taken place");
    assert_eq!(texts(&desk, "actions", "outcome"), ["done"]);
    assert_eq!(rows(&desk, "accounts").len(), 1, "no dentist is a customer");
}

#[test]
fn cards_and_mail_add_what_belongs_to_known_companies() {
    let desk = Desk::of("external_id,name,website\nA,Acme,acme.example\n");
    let cards = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Bo Lind\r\nORG:Acme\r\nEMAIL:bo@acme.example\r\nTEL:+44 1\r\nEND:VCARD\r\nBEGIN:VCARD\r\n\
                 VERSION:3.0\r\nFN:Dr Tooth\r\nORG:Dentists\r\nEND:VCARD\r\n";
    let told = take(&desk, &[("p.vcf", cards)], &[]);
    assert_eq!((texts(&desk, "contacts", "name"), rows(&desk, "accounts").len()), (vec!["Bo Lind".to_owned()], 1));
    assert!(told[0]["notes"].to_string().contains("Dentists"), "who was left out is named: {told:?}");
    let mail = "From: Bo Lind <bo@acme.example>\r\nTo: me@ours.example\r\nDate: Tue, 3 Nov 2026 09:12:00 +0000\r\nMessage-ID: <1@x>\r\n\
                Subject: =?utf-8?q?Pr=C3=A9vision?=\r\n\r\nText\r\n";
    for _ in 0..2 {
        take(&desk, &[("m.eml", mail)], &[]);
    }
    let touches = rows(&desk, "touches");
    assert_eq!((touches.len(), &touches[0]["summary"], &touches[0]["two_way"]), (1, &"Prévision".into(), &true.into()));
}

#[test]
fn a_cell_costs_its_field_and_the_row_stays() {
    let desk = empty();
    let list =
        "Company,ARR,Customer since,Owner\nAcme,-5,N/A,Ana Ruiz\nBeta,soon,2024-02-31,TBD\nGamma,700,2024-01-31,-\n";
    let told = take(&desk, &[("a.csv", list)], &[]);
    assert_eq!((&told[0]["created"], told[0]["rejected"].as_array().unwrap().len()), (&3.into(), 0), "{told:?}");
    let named = told[0]["cells_left_out"].to_string();
    assert!(named.contains("soon") && named.contains("2024-02-31") && named.contains("-5"), "{named}");
    assert_eq!(texts(&desk, "members", "name"), ["Ana Ruiz"], "TBD is nobody");
}

#[test]
fn a_refused_file_or_a_dry_run_leaves_no_book_behind() {
    let desk = empty();
    std::fs::write(desk.path("a.csv"), "SKU,Colour\n1,red\n").unwrap();
    std::fs::write(desk.path("b.csv"), "Company,ARR\nAcme,5\n").unwrap();
    desk.run(&["import"]).arg(desk.path("a.csv")).assert().failure();
    desk.run(&["import", "--dry-run"]).arg(desk.path("b.csv")).assert().success();
    assert!(!desk.path("book.db").exists());
}

#[test]
fn what_was_said_of_a_file_holds_for_the_next_one_like_it() {
    let desk = empty();
    std::fs::create_dir(desk.path("export")).unwrap();
    let list = |name: &str, value: &str| {
        let text = format!("Kunde;Betrag;Seit\n{name};{value};05.06.2024\n");
        std::fs::write(desk.path(&format!("export/{name}.csv")), text).unwrap();
    };
    list("one", "12.500");
    let path = |name: &str| desk.path(&format!("export/{name}.csv")).to_str().unwrap().to_owned();
    desk.text(&["import", &path("one"), "--map", "Betrag=value", "--decimal", "comma", "--currency", "CHF"]);
    list("two", "7.250");
    let later = std::time::SystemTime::now() + std::time::Duration::from_secs(5);
    std::fs::File::open(path("two")).unwrap().set_modified(later).unwrap();
    let told = desk.json(&["import", "--again"]);
    assert!(told[0]["file"].as_str().unwrap().ends_with("two.csv"), "the newest one: {told}");
    assert!(told[0]["notes"].to_string().contains("as you said"), "{told}");
    let two = rows(&desk, "accounts").into_iter().find(|row| row["name"] == "two").unwrap();
    assert_eq!((&two["value"], &two["currency"]), (&7250.0.into(), &"CHF".into()));
    desk.text(&["undo"]);
    let other = take(&desk, &[("other.csv", "Kunde;Betrag;Seit\nthree;1.250;05.06.2024\n")], &["--decimal", "point"]);
    assert_eq!(other[0]["created"], 1, "what is said now goes first: {other:?}");
    desk.text(&["export", "book", desk.path("copy").to_str().unwrap()]);
    assert!(!desk.path("copy/recipes.csv").exists(), "recipes are about files and no part of the book's content");
}

#[test]
fn accounts_that_are_gone_from_the_next_list_are_named() {
    let desk = empty();
    take(&desk, &[("a.csv", "Company,ARR\nAcme,5\nBeta,6\nGamma,7\n")], &[]);
    desk.run(&["new", "loss", "Gamma", "on=2026-11-01", "reason=price"]).assert().success();
    let told = take(&desk, &[("b.csv", "Company,ARR\nAcme,5\n")], &[]);
    let notes = told[0]["notes"].to_string();
    assert!(notes.contains("no longer in this list: Beta.") && notes.contains("new loss"), "{notes}");
    let other = take(&desk, &[("c.csv", "Company,Annual value\nAcme,5\n")], &[]);
    assert!(!other[0]["notes"].to_string().contains("no longer"), "another list says nothing of it");
}

#[test]
fn who_looks_after_a_customer_changes_with_the_sheet_and_a_lead_set_by_hand_stays() {
    let desk = empty();
    take(&desk, &[("a.csv", "Company,ARR,CSM\nAcme,5,Eva Berg\nBeta,6,Eva Berg\n")], &[]);
    let lead = |name: &str| desk.json(&["show", name])["lead"].clone();
    take(&desk, &[("a.csv", "Company,ARR,CSM\nAcme,5,Tom Fox\nBeta,6,Eva Berg\n")], &[]);
    let assignments = rows(&desk, "assignments");
    let of_acme: Vec<_> = assignments.iter().filter(|row| row["account"] == "Acme").collect();
    assert_eq!(of_acme.len(), 2, "the one before handed over: {assignments:?} {:?}", lead("Acme"));
    assert!(of_acme.iter().any(|row| row["member"] == "Tom Fox" && row["until"].is_null()), "{of_acme:?}");
    assert!(of_acme.iter().any(|row| row["member"] == "Eva Berg" && !row["until"].is_null()), "{of_acme:?}");
}

#[test]
fn two_rows_of_one_customer_are_two_contracts() {
    let desk = empty();
    let list = "Company,ARR,Renewal\nAcme,100,2027-01-01\nAcme,200,2027-06-01\n";
    let told = take(&desk, &[("a.csv", list)], &[]);
    assert_eq!(texts(&desk, "contracts", "end"), ["2027-01-01", "2027-06-01"]);
    assert!(told[0]["notes"].to_string().contains("an earlier row has too"), "{told:?}");
    take(&desk, &[("a.csv", list)], &[]);
    assert_eq!(rows(&desk, "contracts").len(), 2);
}

#[test]
fn a_heading_that_promises_days_and_has_none_is_told() {
    let desk = empty();
    let told = take(&desk, &[("a.csv", "Company,ARR,Renewal\nAcme,100,soon\nBeta,200,later\n")], &[]);
    assert!(told[0]["notes"].to_string().contains("“Renewal”: few cells or none can be read"), "{told:?}");
    let words = "Company;Renewal;Contract term;Start date\nGamma;31. Dezember 2027;;\nDelta;;24 months;2026-01-01\n";
    take(&desk, &[("b.csv", words)], &[]);
    assert_eq!(texts(&desk, "contracts", "end"), ["2027-12-31", "2027-12-31"], "months by name, terms with their unit");
}

#[test]
fn what_a_cell_is_not_is_not_taken_for_it() {
    let desk = empty();
    let list = "Company,ARR\nAcme,12.500\nBeta,1.5M\nTotal geral,\n";
    std::fs::write(desk.path("a.csv"), list).unwrap();
    let asked = desk.refused(&["import", desk.path("a.csv").to_str().unwrap()]);
    assert!(asked.contains("12.500") && asked.contains("--decimal"), "{asked}");
    let told = take(&desk, &[("a.csv", list)], &["--decimal", "comma"]);
    assert_eq!((&told[0]["created"], texts(&desk, "accounts", "name").len()), (&2.into(), 2), "{told:?}");
    let people = "First Name,Last Name,Email,Company Name\nA,B,Viggo,Acme\nC,D,c@acme.example,Acme\n";
    let told = take(&desk, &[("b.csv", people)], &[]);
    assert!(told[0]["cells_left_out"].to_string().contains("is no mailbox"), "{told:?}");
    let attrition = "Unternehmensname;Jahresumsatz;Stadt\nGamma AG;75.000.000,00;Bonn\n";
    take(&desk, &[("c.csv", attrition)], &[]);
    let gamma = rows(&desk, "accounts").into_iter().find(|row| row["name"] == "Gamma AG").unwrap();
    assert!(gamma["value"].is_null(), "their own turnover is not what they pay: {gamma}");
}

#[test]
fn a_strict_import_that_meets_a_bad_cell_fails_and_leaves_no_book() {
    let desk = empty();
    std::fs::write(desk.path("a.csv"), "Company,ARR\nAcme,5\nBeta,soon\n").unwrap();
    desk.run(&["import", "--strict"]).arg(desk.path("a.csv")).assert().code(1);
    assert!(!desk.path("book.db").exists());
}
