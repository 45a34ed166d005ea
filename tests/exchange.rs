//! Files in and out, through a book on disk: what goes in comes back exactly, and nothing is doubled, lost or half done.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use mainstay::book::Book;
use mainstay::book::demo::Recipe;
use mainstay::book::export::ExportOptions;
use mainstay::book::import::{Accounts, FileReport, ImportOptions};
use mainstay::domain::account::Account;
use mainstay::domain::action::Action;
use mainstay::domain::assignment::Assignment;
use mainstay::domain::churn::Churn;
use mainstay::domain::contact::Contact;
use mainstay::domain::contract::Contract;
use mainstay::domain::day::Day;
use mainstay::domain::id::Id;
use mainstay::domain::issue::Issue;
use mainstay::domain::member::Member;
use mainstay::domain::noun::Noun;
use mainstay::domain::opportunity::Opportunity;
use mainstay::domain::problem::Problem;
use mainstay::domain::touch::Touch;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// An empty book in a folder of its own, on a fixed day.
struct Desk {
    folder: TempDir,
    book: Book,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let book = Book::open(&folder.path().join("book.db"), true, Day::from_ymd(2026, 11, 22)).unwrap();
        Self { folder, book }
    }

    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    fn import(&mut self, paths: &[PathBuf]) -> Result<Vec<FileReport>, Problem> {
        let rejects = Some(self.folder.path().join("rejected"));
        self.import_with(paths, &ImportOptions { rejects, ..ImportOptions::default() })
    }

    fn import_with(&mut self, paths: &[PathBuf], options: &ImportOptions) -> Result<Vec<FileReport>, Problem> {
        let plans = self.book.plan_import(paths, options);
        self.book.import(&plans, options, &mut |_| true).map(|(reports, _)| reports)
    }

    fn take(&mut self, name: &str, text: &str) -> FileReport {
        let path = self.file(name, text);
        self.import(&[path]).unwrap().remove(0)
    }

    /// Every noun as CSV: what the book says, in full.
    fn dump(&self) -> BTreeMap<String, String> {
        let folder = tempfile::tempdir().unwrap();
        self.book.export_book(folder.path(), ExportOptions::default()).unwrap();
        texts(folder.path())
    }
}

fn texts(folder: &Path) -> BTreeMap<String, String> {
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files.map(|path| (name_of(&path), std::fs::read_to_string(&path).unwrap())).collect()
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

fn fixtures(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(folder);
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

/// Copies fixtures beside the book, so that nothing is written beside the originals.
fn copied(desk: &Desk, folder: &str) -> Vec<PathBuf> {
    let copy = |path: PathBuf| {
        let to = desk.folder.path().join(name_of(&path));
        std::fs::copy(path, &to).unwrap();
        to
    };
    fixtures(folder).into_iter().map(copy).collect()
}

fn counts(report: &FileReport) -> (u64, u64, u64, usize, usize) {
    (report.created, report.updated, report.unchanged, report.skipped.len(), report.rejected.len())
}

#[test]
fn a_book_with_every_noun_comes_back_exactly() {
    let mut desk = Desk::new();
    let files: Vec<String> = fixtures("book").iter().map(|path| name_of(path)).collect();
    for noun in Noun::ALL {
        assert!(files.contains(&format!("{}.csv", noun.word())), "there is no file of {} to try", noun.word());
    }
    for report in desk.import(&copied(&desk, "book")).unwrap() {
        assert_eq!(report.rejected, vec![], "{}", report.noun);
        assert!(report.created > 0, "{} has a row", report.noun);
    }
    assert_eq!(blank(&desk.dump()), Vec::<String>::new(), "columns that no row fills are not tried");
    assert_comes_back(&desk);
}

/// The columns of exported files in which no row has anything.
fn blank(files: &BTreeMap<String, String>) -> Vec<String> {
    let mut blank = Vec::new();
    for (name, text) in files {
        let mut rows = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let heads: Vec<String> = rows.headers().unwrap().iter().map(str::to_owned).collect();
        let rows: Vec<csv::StringRecord> = rows.records().map(Result::unwrap).collect();
        let is_blank = |at: usize| rows.iter().all(|row| row.get(at).is_none_or(str::is_empty));
        blank.extend((0..heads.len()).filter(|at| is_blank(*at)).map(|at| format!("{name}: {}", heads[at])));
    }
    blank
}

/// Exports the book, imports it into an empty one, and compares their exports byte by byte.
fn assert_comes_back(desk: &Desk) {
    let folder = tempfile::tempdir().unwrap();
    desk.book.export_book(folder.path(), ExportOptions::default()).unwrap();
    let first = texts(folder.path());
    let files: Vec<_> = first.keys().map(|name| folder.path().join(name)).collect();
    let mut other = Desk::new();
    for report in other.import(&files).unwrap() {
        assert_eq!(report.rejected, vec![], "{}", report.noun);
    }
    let second = other.dump();
    for (name, text) in &first {
        assert_eq!(text, &second[name], "{name}");
    }
    for report in other.import(&files).unwrap() {
        assert_eq!((report.created, report.updated), (0, 0), "{} comes twice", report.noun);
    }
}

#[test]
fn equal_rows_stay_two_and_equal_names_stay_apart() {
    let mut desk = Desk::new();
    desk.take("accounts.csv", "external_id,name\nA,Acme\nB,Acme\n,Solo\n");
    desk.take(
        "contacts.csv",
        "external_id,account,name\nx,A,Ana\ny,A,Ana\n,B,Ana\n,Solo,\"=SUM(A1)\"\n,Solo,\" B; C \\ \"\n",
    );
    let touches = "account,on,channel,contacts,summary\nA,2026-01-02,call,x;y,hello\nA,2026-01-02,call,y;x,hello\n";
    assert_eq!(counts(&desk.take("touches.csv", touches)), (2, 0, 0, 0, 0));
    assert_eq!(counts(&desk.take("touches.csv", touches)), (0, 0, 2, 0, 0));
    assert_eq!(desk.book.count::<Contact>().unwrap(), 5);
    assert_comes_back(&desk);
}

#[test]
fn what_is_wrong_is_named_and_the_rest_goes_in() {
    let mut desk = Desk::new();
    let long = "x".repeat(10_000);
    let text = format!(
        "external_id,name,stage,value,currency,customer_since\n\
         1,Good,steady,\"1,234.50\",EUR,2024-01-01\n\
         2,Stage,limbo,1,EUR,2024-01-01\n\
         3,Zero,,1,EUR,0000-00-00\n\
         4,June,,1,EUR,2024-06-31\n\
         5,Minus,,-5,EUR,2024-01-01\n\
         6,NotANumber,,NaN,EUR,2024-01-01\n\
         7,Coin,,5,XYZ,2024-01-01\n\
         8,{long},,5,EUR,2024-01-01\n\
         9,Ragged\n\
         10,\"Open,,5,EUR,2024-01-01\n"
    );
    let report = desk.take("accounts.csv", &text);
    assert_eq!((report.rows, report.created, report.rejected.len()), (10, 1, 9));
    let named: Vec<_> = report.rejected.iter().map(|wrong| (wrong.line, wrong.column.as_str())).collect();
    let wanted = [
        (3, "stage"),
        (4, "customer_since"),
        (5, "customer_since"),
        (6, "value"),
        (7, "value"),
        (8, "currency"),
        (9, "name"),
        (10, ""),
        (11, "name"),
    ];
    assert_eq!(named, wanted);
    let file = report.rejected_file.clone().unwrap();
    assert!(file.starts_with(desk.folder.path().join("rejected")), "{}", file.display());
    let rejected = std::fs::read_to_string(file).unwrap();
    assert!(rejected.starts_with("external_id,name,stage,value,currency,customer_since,rejected line"));
    assert!(rejected.contains("3,Zero,,1,EUR,0000-00-00,4,customer_since,"), "{rejected}");
    let account = desk.book.all::<Account>().unwrap().remove(0);
    assert_eq!((account.name.as_str(), account.value), ("Good", Some(123_450)));
}

#[test]
fn the_account_of_a_contact_is_made_unless_only_known_ones_are_wanted() {
    let mut desk = Desk::new();
    desk.take("accounts.csv", "name\nAcme\n");
    let path = desk.file("contacts.csv", "account,name\nAcme,Ana\nNobody,Bo\n,Cy\n");
    let known = ImportOptions { accounts: Accounts::Known, ..ImportOptions::default() };
    let report = desk.import_with(std::slice::from_ref(&path), &known).unwrap().remove(0);
    assert_eq!(counts(&report), (1, 0, 0, 1, 1));
    assert!(report.skipped[0].reason.contains("no account of the book"));
    let again = desk.import(std::slice::from_ref(&path)).unwrap().remove(0);
    assert_eq!(counts(&again), (0, 0, 1, 1, 1), "what was said of a file holds for the next one like it");
    let made = ImportOptions { accounts: Accounts::Made, ..ImportOptions::default() };
    let report = desk.import_with(&[path], &made).unwrap().remove(0);
    assert_eq!((counts(&report), report.made.accounts), ((1, 0, 1, 0, 1), 1));
    let ours = desk.take("ours.csv", "external_id,account,name\nX,Elsewhere,Di\n");
    assert!(ours.rejected[0].reason.contains("no account “Elsewhere”"), "a key of our own files is no name");
}

#[test]
fn a_second_time_changes_only_what_changed() {
    let mut desk = Desk::new();
    desk.take("accounts.csv", "external_id,name,value,industry\nA,Acme,10,Steel\nB,Beta,20,Glass\n");
    let report = desk.take("accounts.csv", "external_id,name,value,industry\nA,Acme,11,\nB,Beta,20,Glass\n,acme,11,\n");
    assert_eq!(counts(&report), (0, 1, 2, 0, 0));
    let account = desk.book.all::<Account>().unwrap().remove(0);
    assert_eq!(account.industry.as_deref(), Some("Steel"), "a blank cell takes nothing away");
    let twice = desk.take("again.csv", "external_id,name\nC,Cy\nC,Cyan\n");
    assert!(twice.rejected[0].reason.contains("line 2 has the same key"));
}

#[test]
fn undo_takes_a_whole_import_back_and_redo_does_it_again() {
    let mut desk = Desk::new();
    desk.take("accounts.csv", "external_id,name,value\nA,Acme,10\n");
    let before = desk.dump();
    desk.import(&copied(&desk, "book")).unwrap();
    let after = desk.dump();
    desk.book.undo().unwrap();
    assert_eq!(desk.dump(), before);
    desk.book.redo().unwrap();
    assert_eq!(desk.dump(), after);
}

#[test]
fn a_dry_run_a_strict_one_and_a_stopped_one_keep_nothing() {
    let mut desk = Desk::new();
    let before = desk.dump();
    let path = desk.file("accounts.csv", "name,value\nAcme,10\nBeta,-1\n");
    let dry = ImportOptions { dry_run: true, ..ImportOptions::default() };
    let report = desk.import_with(std::slice::from_ref(&path), &dry).unwrap().remove(0);
    assert_eq!((counts(&report), report.faults.len()), ((2, 0, 0, 0, 0), 1), "a cell costs its field, not its row");
    assert_eq!(desk.dump(), before);
    assert_eq!(report.rejected_file, None);
    let strict = ImportOptions { strict: true, ..ImportOptions::default() };
    assert_eq!(desk.import_with(std::slice::from_ref(&path), &strict).unwrap()[0].faults.len(), 1);
    assert_eq!(desk.dump(), before);
    let many: String = (0..5_000).map(|at| format!("Account {at},1\n")).collect::<Vec<_>>().concat();
    let path = desk.file("many.csv", &format!("name,value\n{many}"));
    let plans = desk.book.plan_import(&[path], &ImportOptions::default());
    let stopped = desk.book.import(&plans, &ImportOptions::default(), &mut |rows| rows < 2_000);
    assert!(stopped.unwrap_err().sentence.contains("stopped"));
    assert_eq!(desk.dump(), before);
    assert_eq!(desk.book.undoable(), None);
}

#[test]
fn a_day_that_could_be_two_is_asked() {
    let mut desk = Desk::new();
    let path = desk.file("accounts.csv", "name,customer_since\nAcme,05/06/2026\n");
    let sound = desk.file("contacts.csv", "account,name\nAcme,Ana\n");
    let told = desk.import(&[path, sound]).unwrap();
    let asked = told[0].problem.clone().unwrap();
    assert!(asked.sentence.contains("customer_since=customer_since:dmy"), "{}", asked.sentence);
    assert_eq!((told[0].taken(), told[1].created), (0, 1), "one file that asks does not stop the others");
}

#[test]
fn hubspot_comes_in_with_its_owners_people_and_activities() {
    let mut desk = Desk::new();
    let paths = copied(&desk, "crm/hubspot");
    let reports = desk.import(&paths).unwrap();
    let by_noun: BTreeMap<_, _> = reports.iter().map(|report| (report.noun, counts(report))).collect();
    assert!(reports.iter().all(|report| report.format == "hubspot"));
    assert_eq!(by_noun["accounts"], (2, 0, 0, 0, 0));
    assert_eq!(by_noun["contacts"], (2, 0, 0, 0, 1), "one of no company");
    assert_eq!(by_noun["deals"], (3, 0, 0, 0, 0));
    assert_eq!(by_noun["activities"], (4, 0, 0, 1, 1), "{:?}", reports[0].rejected);
    assert_eq!(desk.book.count::<Member>().unwrap(), 2);
    assert_eq!(desk.book.count::<Assignment>().unwrap(), 2);
    let contracts = desk.book.all::<Contract>().unwrap();
    assert_eq!(contracts.len(), 2);
    let lost = &desk.book.all::<Churn>().unwrap()[0];
    assert_eq!((lost.account, lost.contract), (contracts[1].account, None), "it was the last contract of the account");
    let touches = desk.book.all::<Touch>().unwrap();
    assert_eq!(touches.iter().map(|touch| touch.two_way).collect::<Vec<_>>(), [true, false, false]);
    let again = desk.import(&paths).unwrap();
    assert!(again.iter().all(|report| report.created == 0 && report.updated == 0), "nothing is doubled");
}

#[test]
fn salesforce_comes_in_by_api_names_and_as_a_report_with_its_footer() {
    let mut desk = Desk::new();
    let reports = desk.import(&copied(&desk, "crm/salesforce")).unwrap();
    let by_file: BTreeMap<_, _> = reports.iter().map(|report| (name_of(&report.file), counts(report))).collect();
    assert_eq!(by_file["Account.csv"], (2, 0, 0, 1, 0), "a deleted row is skipped");
    assert_eq!(by_file["Case.csv"], (1, 0, 0, 0, 0));
    assert_eq!(by_file["Contact.csv"], (2, 0, 0, 0, 0));
    assert_eq!(by_file["Task.csv"], (2, 0, 0, 0, 0));
    assert_eq!(by_file["report.csv"], (2, 0, 0, 0, 0), "the footer is no data");
    assert_eq!(desk.book.all::<Issue>().unwrap()[0].title, "Cannot log in");
    let names: Vec<_> = desk.book.all::<Contact>().unwrap().into_iter().map(|contact| contact.name).collect();
    assert_eq!(names, ["José Núñez", "Ana Ruiz"], "one email shared by two people merges nobody");
}

#[test]
fn pipedrive_zoho_and_dynamics_come_in() {
    for (folder, format, contracts, opportunities) in
        [("crm/pipedrive", "pipedrive", 1, 1), ("crm/zoho", "zoho", 1, 0), ("crm/dynamics", "dynamics", 0, 1)]
    {
        let mut desk = Desk::new();
        for report in desk.import(&copied(&desk, folder)).unwrap() {
            assert_eq!((report.format.as_str(), report.rejected.len()), (format, 0), "{:?}", report.rejected);
            assert!(report.created > 0, "{format} {}", report.noun);
        }
        assert_eq!(desk.book.count::<Contract>().unwrap(), contracts, "{format}");
        assert_eq!(desk.book.count::<Opportunity>().unwrap(), opportunities, "{format}");
        assert_comes_back(&desk);
    }
}

/// Words that break careless programs.
fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z]{1,8}",
        "(?s)[^\0]{1,12}",
        "['=+@\\-\t;\\\\\"\r\n, ]{1,4}[a-z#(]{1,3}",
        Just("#0c9abcdefghjk".to_owned()),
        Just("Ana (ana@x.org)".to_owned()),
    ]
    .prop_filter("a name is not blank", |name| !name.trim().is_empty())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_book_comes_back_exactly(
        accounts in proptest::collection::vec((words(), proptest::option::of(words())), 1..6),
        people in proptest::collection::vec((0..6_usize, words()), 0..8),
        touches in proptest::collection::vec((0..6_usize, 0..3_i32, proptest::option::of(words())), 0..8),
    ) {
                let mut desk = Desk::new();
        let mut ids = Vec::new();
        let mut keys = std::collections::HashSet::new();
        for (name, key) in &accounts {
            let key = key.clone().filter(|key| keys.insert(key.clone()) && key.len() < 400 && key == key.trim() && !key.starts_with('#'));
            let account = Account {
                id: Id::NEW, external_id: key, name: name.clone(), stage: "steady".into(), value: Some(5), currency: desk.book.currency(),
                customer_since: None, observed_since: None, owner: None, industry: Some(name.clone()), channel: None,
                offer: None, why_bought: None, tags: vec![], website: None, notes: Some(name.clone()), known_on: None,
                ..Account::default()
            };
            ids.push(desk.book.keep(account).unwrap().0);
        }
        let mut contacts = Vec::new();
        for (at, name) in &people {
            let account = ids[at % ids.len()];
            let contact = Contact { account, name: name.clone(), ..Contact::default() };
            contacts.push((account, desk.book.keep(contact).unwrap().0));
        }
        for (at, day, summary) in &touches {
            let account = ids[at % ids.len()];
            let touch = Touch {
                id: Id::NEW, account, external_id: None, on: Day::from_ymd(2026, 1, 2).unwrap().plus(*day),
                channel: mainstay::domain::words::Channel::Call, members: vec![],
                contacts: contacts.iter().filter(|(of, _)| *of == account).map(|(_, id)| *id).collect(),
                two_way: true, value_tag: None, prep_minutes: None, contact_minutes: Some(3), followup_minutes: None,
                summary: summary.clone(), known_on: None,
            };
            desk.book.keep(touch).unwrap();
        }
        assert_comes_back(&desk);
    }
}

#[test]
fn a_won_deal_says_since_when_they_are_customers_and_what_they_pay() {
    let mut desk = Desk::new();
    desk.take("accounts.csv", "external_id,name\nA,Acme\n");
    let deals = "Deal - Title,Deal - Value,Deal - Currency of value,Deal - Status,Deal - Won time,Deal - Pipedrive System ID,Organization\n\
        More seats,500,EUR,Won,2025-03-01,2,Acme\nFirst seats,1000,EUR,Won,2024-03-01,1,Acme\n\
        Later seats,100,EUR,Won,2026-01-01,3,Acme\nA dream,9000,EUR,Open,,4,Acme\n";
    for created in [4, 0] {
        let report = desk.take("deals.csv", deals);
        assert_eq!((report.noun, report.created, report.rejected.len()), ("deals", created, 0), "{report:?}");
        let account = desk.book.all::<Account>().unwrap().remove(0);
        assert_eq!(account.customer_since, Day::from_ymd(2024, 3, 1), "the earliest start");
        assert_eq!(account.value, None, "what contracts sum to is not written down twice");
        // None says an end: each runs a year, the second took the place of the first as that one was over, and of the
        // second, which ended long ago, nobody said that it goes on beside the third.
        assert_eq!(desk.book.standing(account.id).unwrap().value, Some(10_000));
        assert!(report.notes.iter().any(|note| note.contains("3 won deals have no end")), "{:?}", report.notes);
    }
}

#[test]
fn a_won_deal_does_not_correct_since_when_they_are_customers() {
    let mut desk = Desk::new();
    desk.take("accounts.csv", "external_id,name,customer_since\nA,Acme,2025-01-01\n");
    desk.take(
        "deals.csv",
        "Deal - Title,Deal - Value,Deal - Currency of value,Deal - Status,Deal - Won time,Organization\nSeats,1000,EUR,Won,2024-03-01,Acme\n",
    );
    assert_eq!(desk.book.all::<Account>().unwrap()[0].customer_since, Day::from_ymd(2025, 1, 1));
    assert_eq!(desk.book.count::<Contract>().unwrap(), 1);
}

#[test]
fn zendesk_users_are_people_of_theirs_and_of_ours() {
    let mut desk = Desk::new();
    let files = copied(&desk, "crm/zendesk");
    let reports = desk.import(&files).unwrap();
    let told: Vec<_> = reports.iter().map(|report| (report.noun, counts(report))).collect();
    assert_eq!(
        told,
        [("accounts", (2, 0, 0, 0, 0)), ("issues", (1, 0, 0, 0, 0)), ("contacts", (3, 0, 0, 0, 1))],
        "{reports:?}"
    );
    let members = desk.book.all::<Member>().unwrap();
    assert_eq!(members.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["Arthur Agent"]);
    assert_eq!(desk.book.count::<Contact>().unwrap(), 2);
}

#[test]
fn a_book_that_is_taken_in_again_runs_no_playbook_anew() {
    let made = tempfile::tempdir().unwrap();
    let recipe = Recipe { accounts: 60, seed: 7 };
    let old = Book::make_up(&made.path().join("made.db"), recipe, Day::from_ymd(2026, 11, 22)).unwrap();
    let folder = made.path().join("files");
    old.export_book(&folder, ExportOptions::default()).unwrap();
    let mut files: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut desk = Desk::new();
    desk.import(&files).unwrap();
    let step = desk.book.history(None, 1).unwrap().remove(0);
    assert!(!step.summary.contains("playbooks"), "{}", step.summary);
    assert_eq!(desk.book.run_playbooks().unwrap(), None);
    let open = |book: &Book| {
        let actions: Vec<Action> = book.all().unwrap();
        actions.iter().filter(|one| one.outcome.is_none() && one.playbook.is_some()).count()
    };
    assert!(open(&old) > 20);
    assert_eq!(open(&desk.book), open(&old));
}
