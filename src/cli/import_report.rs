//! What came of an import, file by file, in words and as JSON.

use super::out::Out;
use crate::book::import::{Became, FileReport, OWN, Reason, Rejection, TABLE, rejected, skipped};
use crate::domain::text::{counted, grouped};
use serde_json::{Value, json};

/// How many tables that stay out are told one by one.
const FEW: usize = 4;
/// How many rejected rows are printed; all of them stand in a file of the state folder.
const SHOWN: usize = 10;

/// The report of a file for scripts.
pub(super) fn as_json(report: &FileReport) -> Value {
    let skipped = report.skipped.iter().map(|skipped| json!({"line": skipped.line, "reason": skipped.reason}));
    let named = |wrong: &Rejection| json!({"line": wrong.line, "column": wrong.column, "value": wrong.value, "reason": wrong.reason});
    let left = report.left.iter().map(|(line, why)| json!({"line": line, "reason": why}));
    let columns = report.columns.iter().map(|column| {
        let (became, field) = match column.became {
            Became::Field(name) => ("field", Some(name)),
            Became::Custom => ("custom field", None),
            Became::Reading => ("reading", None),
            Became::LeftOut => ("left out", None),
        };
        json!({"column": column.header, "became": became, "field": field})
    });
    json!({
        "file": report.file.display().to_string(),
        "noun": report.noun,
        "format": report.format,
        "rows": report.rows,
        "created": report.created,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "columns": columns.collect::<Vec<_>>(),
        "made": report.made.counts().map(|(what, count)| (what.to_owned(), json!(count))).collect::<serde_json::Map<_, _>>(),
        "notes": notes(report).collect::<Vec<_>>(),
        "lines_left_out": left.collect::<Vec<_>>(),
        "skipped": skipped.collect::<Vec<_>>(),
        "cells_left_out": report.faults.iter().map(named).collect::<Vec<_>>(),
        "rejected": report.rejected.iter().map(named).collect::<Vec<_>>(),
        "rejected_file": report.rejected_file.as_ref().map(|file| file.display().to_string()),
        "problem": report.problem.as_ref().map(|problem| &problem.sentence),
    })
}

/// What is said beside the counts, with the tables of the file that stay out.
fn notes(report: &FileReport) -> impl Iterator<Item = &String> {
    report.notes.iter().chain(&report.tables_left)
}

/// The report of a file for people.
pub(super) fn print(report: &FileReport, out: &mut Out) {
    if let Some(problem) = &report.problem {
        out.line(&problem.sentence);
        return;
    }
    let number = |count: u64| grouped(&count.to_string());
    let format =
        if matches!(report.format.as_str(), OWN | TABLE) { String::new() } else { format!(" of {}", report.format) };
    out.line(&format!(
        "{}: {}{format}, {} rows: {} new, {} changed, {} unchanged, {} skipped, {} rejected",
        report.file.display(),
        report.noun,
        number(report.rows),
        number(report.created),
        number(report.updated),
        number(report.unchanged),
        number(report.skipped.len() as u64),
        number(report.rejected.len() as u64),
    ));
    let made = report.made.in_words();
    if !made.is_empty() {
        out.line(&format!("  made besides: {made}"));
    }
    if !matches!(report.format.as_str(), OWN | "cards" | "calendar" | "mail") {
        print_columns(report, out);
    }
    for note in &report.notes {
        out.line(&format!("  {note}"));
    }
    print_tables_left(&report.tables_left, out);
    for (line, why) in &report.left {
        out.line(&format!("  line {line} left out: {why}"));
    }
    print_skipped(report, out);
    print_wrong("cell", &report.faults, out);
    print_wrong("row", &report.rejected, out);
    if let Some(path) = &report.rejected_file {
        out.line(&format!("  the rejected rows are in {}", path.display()));
    }
}

/// The tables of the file that stay out: each with its reason where they are few, else their number.
fn print_tables_left(left: &[String], out: &mut Out) {
    let few = if left.len() > FEW { 0 } else { left.len() };
    for why in &left[..few] {
        out.line(&format!("  {why}"));
    }
    if few < left.len() {
        let many = left.len();
        out.line(&format!(
            "  {many} more tables of the file are left out, since they do not tell what they hold; --json names each."
        ));
    }
}

/// Which column became what, those that fill a field first.
fn print_columns(report: &FileReport, out: &mut Out) {
    let of = |wanted: fn(Became) -> bool| report.columns.iter().filter(move |column| wanted(column.became));
    let fields = of(|became| matches!(became, Became::Field(_))).filter_map(|column| match column.became {
        Became::Field(name) => Some(format!("{} → {}", column.header, name.replace('_', " "))),
        _ => None,
    });
    let names =
        |wanted: fn(Became) -> bool| of(wanted).map(|column| column.header.clone()).collect::<Vec<_>>().join(", ");
    let lines = [
        ("columns", fields.collect::<Vec<_>>().join("; ")),
        ("custom fields", names(|became| became == Became::Custom)),
        ("readings", names(|became| became == Became::Reading)),
        ("columns left out", names(|became| became == Became::LeftOut)),
    ];
    for (what, names) in lines.into_iter().filter(|(_, names)| !names.is_empty()) {
        out.line(&format!("  {what}: {names}"));
    }
}

/// Rows that stay out, by their reason.
fn print_skipped(report: &FileReport, out: &mut Out) {
    for reason in skipped(&report.skipped) {
        let first: Vec<String> = reason.lines.iter().take(3).map(u64::to_string).collect();
        let more = if reason.lines.len() > 3 { " …" } else { "" };
        let many = counted(reason.lines.len() as u64, "row");
        out.line(&format!("  {many} skipped: {} (line {}{more})", reason.sentence, first.join(", ")));
    }
}

/// What could not be taken: each by itself where there are few, else by the column and the reason, the first of each named.
fn print_wrong(what: &str, all: &[Rejection], out: &mut Out) {
    let of = |column: &str| if column.is_empty() { String::new() } else { format!(", {column}") };
    if all.len() <= SHOWN {
        for wrong in all {
            let reasons = rejected(std::slice::from_ref(wrong));
            let sentence = reasons.first().map_or("", |reason| reason.sentence.as_str());
            out.line(&format!("  line {}{}: {sentence}", wrong.line, of(&wrong.column)));
        }
        return;
    }
    let reasons = rejected(all);
    for Reason { column, sentence, lines } in reasons.iter().take(SHOWN) {
        let (many, first) = (counted(lines.len() as u64, what), lines.first().copied().unwrap_or_default());
        out.line(&format!("  {many} not taken{}, the first on line {first}: {sentence}", of(column)));
    }
    if reasons.len() > SHOWN {
        out.line(&format!("  … and {} more reasons", reasons.len() - SHOWN));
    }
}
