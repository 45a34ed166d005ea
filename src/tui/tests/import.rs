//! The import screen: every table and column of a file, seen and changed before anything is kept.

use super::*;
use crate::domain::contact::Contact;

/// Tables as a workbook has them: customers, their people, and a sheet that is neither.
const BOOK: &str = r#"{
 "Customers": [
  {"Customer": "Zora Works", "CSM": "Ana Ruiz", "ARR (EUR)": "12,000", "Renewal Date": "31/03/2027", "Plan": "Gold"},
  {"Customer": "Yellow Mills", "CSM": "Ana Ruiz", "ARR (EUR)": "8,500", "Renewal Date": "30/06/2027", "Plan": "Silver"}],
 "People": [
  {"Company": "Zora Works", "First Name": "Zora", "Last Name": "Neale", "Email": "zora@zora.example", "Job Title": "CFO"}],
 "Recipes": [
  {"Flour": "500", "Butter": "250"},
  {"Flour": "300", "Butter": "200"}]
}"#;

impl Desk {
    /// Opens the import screen on what was written to this file; the folder lives as long as the answer.
    fn import(&mut self, name: &str, text: &str) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(name), text).unwrap();
        self.name_file(&folder.path().join(name));
        folder
    }

    fn name_file(&mut self, path: &std::path::Path) {
        self.press("I");
        self.app.paste(&path.to_string_lossy());
        self.press("Enter");
    }

    fn try_out(&mut self) {
        self.press("d");
        self.wait_for_work();
    }

    fn take_in(&mut self) {
        self.press("Enter");
        self.wait_for_work();
    }

    #[track_caller]
    pub(super) fn shows(&mut self, words: &[&str]) {
        let screen = self.screen();
        for word in words {
            assert!(screen.contains(word), "“{word}” is not in\n{screen}");
        }
    }

    /// Whether a row begins with these words, whatever room is between them.
    #[track_caller]
    fn has_row(&mut self, words: &str) {
        let screen = self.screen();
        let plain =
            |line: &str| line.replace(['│', '▌', '╭', '╰'], " ").split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(screen.lines().any(|line| plain(line).starts_with(words)), "no row “{words}” in\n{screen}");
    }
}

#[test]
fn a_file_of_several_tables_looks_as_it_should() {
    for size in [(80, 24), (120, 40), (200, 60)] {
        let mut desk = Desk::empty(size);
        let _folder = desk.import("export.json", BOOK);
        if size.0 == 80 {
            insta::assert_snapshot!("import_tables_80x24", desk.screen());
            desk.try_out();
            insta::assert_snapshot!("import_dry_run_80x24", desk.screen());
        } else {
            desk.shows(&["2 of 3 tables ready · 3 rows", "Renewal Date", "31/03/2027 · 30/06/2027", "c bare amounts"]);
        }
    }
}

#[test]
fn a_table_of_which_nothing_is_understood_is_seen_and_mapped() {
    let mut desk = Desk::empty((80, 24));
    let _folder = desk.import("mystery.csv", "Ding,Dong,Since\nZora Works,5,2024-01-31\nYellow Mills,7,2023-05-02\n");
    insta::assert_snapshot!("import_unknown_80x24", desk.screen());
    desk.press("Enter");
    assert!(desk.foot().contains("t chooses it"), "{}", desk.foot());
    desk.press("t accounts Enter");
    desk.shows(&["no column gives their name", "asks for name"]);
    desk.press("e");
    desk.shows(&["keep as a custom field", "leave it out", "Customer since"]);
    desk.press("name Enter");
    desk.has_row("Ding Name you Zora Works");
    desk.press("j j e customer_since Enter");
    desk.has_row("Since Customer since you 2024-01-31");
    desk.take_in();
    desk.shows(&["Imported", "2  new"]);
}

#[test]
fn a_column_is_left_out_kept_and_taken_again() {
    let mut desk = Desk::empty((80, 24));
    let _folder = desk.import("customers.csv", "Customer,Industry,Wombat\nZora Works,Steel,3\nYellow Mills,Grain,4\n");
    desk.press("j x");
    desk.has_row("Industry left out you Steel");
    desk.press("x");
    desk.has_row("Industry Industry heading Steel");
    desk.press("e keep Enter");
    desk.has_row("Industry custom field you Steel");
    desk.take_in();
    desk.press("Esc 3");
    let names: Vec<String> = desk
        .app
        .book
        .all::<crate::domain::custom_field::CustomField>()
        .unwrap()
        .into_iter()
        .map(|field| field.name)
        .collect();
    assert!(names.contains(&"Industry".to_owned()) && names.contains(&"Wombat".to_owned()), "{names:?}");
}

#[test]
fn a_question_is_answered_in_place_for_every_column_that_asks() {
    let mut desk = Desk::empty((80, 24));
    let text = "Customer,Customer since,Renewal Date,ARR\nZora Works,05/06/2024,03/04/2027,12.500\n";
    let _folder = desk.import("customers.csv", text);
    desk.shows(&["may have its day or its month first", "asks: day or month first"]);
    desk.press("o");
    desk.has_row("Renewal Date Renewal on, d/m/y heading");
    desk.shows(&["may be 12.5 or 12500", "asks: point or comma"]);
    desk.press("n n");
    desk.has_row("ARR Annual value, comma heading 12.500");
    desk.press("o");
    desk.has_row("Customer since Customer since, m/d/y heading");
    desk.has_row("Renewal Date Renewal on, m/d/y heading");
    desk.take_in();
    let account = desk.app.book.all::<Account>().unwrap().remove(0);
    assert_eq!(account.customer_since.map(|day| day.to_string()).as_deref(), Some("2024-05-06"));
}

#[test]
fn a_column_says_by_what_it_has_its_field() {
    let mut desk = Desk::empty((80, 24));
    let _folder = desk.import("customers.csv", "Customer,Renewel Date,Wombat\nZora Works,2027-03-31,3\n");
    desk.has_row("Customer Name heading");
    desk.has_row("Renewel Date Renewal on guess");
    desk.has_row("Wombat custom field 3");
    desk.press("j j e value Enter");
    desk.has_row("Wombat Annual value you");
}

#[test]
fn a_dry_run_counts_what_would_come_and_changes_nothing() {
    let mut desk = Desk::empty((120, 40));
    let _folder = desk.import("export.json", BOOK);
    desk.try_out();
    desk.shows(&[
        "In all: 3 new",
        "accounts 2, contacts 1, members 1, contracts 2",
        "Customers: 2 rows of accounts",
        "2  new",
        "Plan → Product",
        "Recipes: left out",
    ]);
    assert!(desk.app.book.all::<Account>().unwrap().is_empty());
    desk.press("Esc");
    desk.shows(&["Field"]);
}

#[test]
fn all_ready_tables_are_one_operation_that_u_takes_back() {
    let mut desk = Desk::empty((120, 40));
    let _folder = desk.import("export.json", BOOK);
    desk.take_in();
    desk.shows(&["Imported", "Not imported: Recipes: left out"]);
    assert_eq!((desk.app.book.all::<Account>().unwrap().len(), desk.app.book.all::<Contact>().unwrap().len()), (2, 1));
    // Who of the team that came along reads this is asked, and may be left open.
    desk.press("Esc Esc u");
    assert!(desk.foot().contains("Undone: Import"), "{}", desk.foot());
    assert!(desk.app.book.all::<Account>().unwrap().is_empty());
}

#[test]
fn a_table_that_is_left_out_or_asks_stays_out_and_is_named() {
    let mut desk = Desk::empty((120, 40));
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [
        ("contacts.csv", "account,name\nZora Works,Zora Neale\n"),
        ("accounts.csv", "external_id,name,stage\nZ1,Zora Works,steady\n"),
        ("recipes.csv", "flour,butter\n500,250\n"),
    ] {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    for pattern in ["", "*.csv"] {
        desk.name_file(&folder.path().join(pattern));
        desk.shows(&["2 of 3 tables ready · 2 rows", "asks what the rows are"]);
        desk.press("g j x");
        desk.shows(&["1 of 3 tables ready · 1 row"]);
        desk.take_in();
        desk.shows(&["Not imported: contacts.csv: left out", "Not imported: recipes.csv: asks what the rows are"]);
        desk.press("Esc u");
        assert!(desk.foot().contains("Undone: Import: 1 file: 1 new"), "{}", desk.foot());
    }
}

#[test]
fn what_holds_for_all_tables_is_chosen_by_keys() {
    let mut desk = Desk::empty((80, 24));
    let text = "Account,Name,Email\nZora Works,Zora Neale,zora@zora.example\n";
    let _folder = desk.import("contacts.csv", text);
    desk.shows(&["missing accounts: made", "prospects: left out", "one year", "as the book"]);
    desk.press("a a p m m c chf Enter");
    desk.shows(&["rows left out", "prospects: taken too", "24 months", "bare amounts: CHF"]);
    desk.try_out();
    desk.shows(&["1  left out"]);
    desk.press("a");
    desk.shows(&["Field"]);
    desk.take_in();
    assert_eq!(desk.app.book.all::<Account>().unwrap().len(), 1);
}

#[test]
fn a_rep_with_a_sheet_of_thirty_accounts_needs_two_keys_behind_the_name() {
    let mut desk = Desk::empty((80, 24));
    let row = |at: u32| format!("Customer {at},Ana Ruiz,{at}000,{at:02}.03.2027\n");
    let rows = (1..=30).map(row).collect::<Vec<_>>().concat();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("my customers.csv");
    std::fs::write(&path, format!("My customers 2026,,,\n\nCustomer,CSM,ARR,Renewal\n{rows}")).unwrap();
    desk.name_file(&path);
    desk.take_in();
    desk.shows(&["30  new"]);
    assert_eq!(desk.app.book.all::<Account>().unwrap().len(), 30);
}

#[test]
fn clicks_and_the_wheel_choose_tables_and_columns() {
    let mut desk = Desk::empty((120, 40));
    let _folder = desk.import("export.json", BOOK);
    desk.click_on("People");
    desk.shows(&["1 row of contacts", "Job Title"]);
    desk.click_on("Job Title");
    desk.click_on("Job Title");
    desk.shows(&["It is"]);
    desk.press("Esc");
    desk.wheel("Customers", true);
    desk.shows(&["Butter"]);
    desk.click_on("Recipes");
    desk.shows(&["Butter", "The columns do not tell"]);
}

#[test]
fn a_wish_that_the_table_cannot_fulfil_is_said_and_what_was_read_stays() {
    let mut desk = Desk::empty((80, 24));
    let _folder = desk.import("customers.csv", "Customer,Notes,Notes\nZora Works,a,b\n");
    desk.press("j j e");
    desk.shows(&["It is", "keep as a custom field"]);
    desk.press("Esc");
    desk.press("g o");
    assert!(desk.foot().contains("Select a column of days first"), "{}", desk.foot());
    desk.press("?");
    desk.shows(&["Keys of the import", "Dry run"]);
}

#[test]
fn no_size_and_no_key_breaks_the_import() {
    for size in [(0, 0), (1, 1), (60, 16), (80, 24), (300, 60)] {
        let mut desk = Desk::empty(size);
        let _folder = desk.import("export.json", BOOK);
        for key in "j j Tab j e Esc x x o n a p m c Esc t Esc d Esc Tab G x k g Tab PgDn PgUp Esc".split(' ') {
            desk.press(key);
            desk.wait_for_work();
            desk.screen();
        }
    }
}

#[test]
fn a_file_is_understood_corrected_taken_in_and_taken_back() {
    let mut desk = Desk::new((80, 24));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("customers.csv");
    std::fs::write(&file, "Name;Kunde seit;Wert\nZora Works;31.12.2024;1.200,50\nNobody;31.02.2024;5\n").unwrap();
    desk.app.run(crate::tui::command::Command::Import);
    desk.app.paste(&file.to_string_lossy());
    desk.press("Enter t accounts Enter");
    insta::assert_snapshot!("import_80x24", desk.screen());
    desk.press("j e customer_since Enter j e value Enter Enter");
    desk.wait_for_work();
    assert!(desk.screen().contains("2  new") && desk.screen().contains("“31.02.2024” is not"), "{}", desk.screen());
    desk.press("Esc / zora_works Enter");
    assert!(desk.screen().contains("Zora Works"), "{}", desk.screen());
    desk.press("u");
    assert!(desk.foot().contains("Undone: Import"), "{}", desk.foot());
}

#[test]
fn an_import_says_how_many_overdue_tasks_came_in() {
    let mut desk = Desk::empty((120, 40));
    let rows =
        "account,title,channel,due\nZora Works,Old step,call,2025-01-01\nZora Works,Older step,call,2024-01-01\n";
    let _folder = desk.import("actions.csv", rows);
    desk.take_in();
    desk.shows(&["2 open tasks overdue for more than 90 days", "dismiss all tasks"]);
}
