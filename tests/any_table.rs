//! The importer on tables of any headings and cells: nothing breaks, every row is counted once, one undo takes all back.

#![allow(clippy::unwrap_used)]

use mainstay::book::Book;
use mainstay::book::import::ImportOptions;
use mainstay::domain::day::Day;
use proptest::prelude::*;

const HEADINGS: &[&str] = &[
    "Company",
    "Name",
    "ARR (USD)",
    "MRR",
    "Renewal Date",
    "Contract end",
    "CSM",
    "Email",
    "Phone",
    "Status",
    "Churn date",
    "Last contact",
    "Next step",
    "Deal name",
    "Stage",
    "Amount",
    "Close date",
    "Subject",
    "Activity type",
    "Date",
    "Ticket ID",
    "Created",
    "Vertragsende",
    "Firma",
    "id",
    "account_id",
    "external_id",
    "Logins",
    "Notes",
    "Is a company",
    "Related company",
    "",
    "Colour",
    "Type",
    "TCV",
    "Term",
];

fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        "[A-Z][a-z]{2,8}( [A-Z][a-z]{2,8})?",
        "[0-9]{1,6}([.,][0-9]{1,3})?",
        "20[0-9]{2}-[01][0-9]-[0-3][0-9]",
        "[0-3]?[0-9]/[01]?[0-9]/20[0-9]{2}",
        "[a-z]{2,6}@[a-z]{2,6}\\.example",
        prop_oneof![
            Just("N/A"),
            Just("Total"),
            Just("True"),
            Just("no"),
            Just("churned"),
            Just("Prospect"),
            Just("Closed Won"),
            Just("call"),
            Just("-5"),
            Just("$1,200.50"),
            Just("12.500"),
            Just("'=1+1"),
            Just("€"),
            Just("\u{202e}x")
        ]
        .prop_map(str::to_owned),
        "(?s)[^\0]{0,6}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// Whatever stands in a table: nothing breaks, every row is counted once, and what is kept can be taken back.
    #[test]
    fn every_row_is_counted_once_and_one_undo_takes_all_back(
        heads in prop::collection::vec(prop::sample::select(HEADINGS), 1..9),
        rows in prop::collection::vec(prop::collection::vec(cell(), 9), 0..12),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.csv");
        let mut writer = csv::Writer::from_path(&file).unwrap();
        writer.write_record(&heads).unwrap();
        for row in &rows {
            writer.write_record(&row[..heads.len()]).unwrap();
        }
        writer.flush().unwrap();
        let mut book = Book::open(&folder.path().join("b.db"), true, Day::from_ymd(2026, 11, 22)).unwrap();
        let plans = book.plan_import(&[file], &ImportOptions::default());
        let (told, outcome) = book.import(&plans, &ImportOptions::default(), &mut |_| true).unwrap();
        for report in told.iter().filter(|report| report.problem.is_none()) {
            let counted = report.taken() + report.skipped.len() as u64 + report.rejected.len() as u64;
            prop_assert_eq!(counted, report.rows);
        }
        if outcome.step > 0 {
            book.undo().unwrap();
            prop_assert_eq!(book.count::<mainstay::domain::account::Account>().unwrap(), 0);
            prop_assert_eq!(book.count::<mainstay::domain::custom_field::CustomField>().unwrap(), 0);
        }
    }
}
