//! What became of files, or would become of them, as lines to read.

use super::layer::import::words::program;
use super::theme::Theme;
use crate::book::import::{Became, FileReport, Reason, Shape, rejected, skipped};
use crate::domain::text::{counted, grouped};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// How many reasons are shown; all rejected rows stand in a file of the state folder.
const SHOWN: usize = 100;

/// The lines about these files; `left` names the tables that stayed out.
pub(super) fn told(reports: &[FileReport], left: &[String], theme: &Theme) -> Vec<Line<'static>> {
    let taken: Vec<&FileReport> = reports.iter().filter(|report| report.problem.is_none()).collect();
    let mut lines = Vec::new();
    if taken.len() > 1 {
        in_all(&taken, theme, &mut lines);
    }
    for report in taken {
        of_file(report, theme, &mut lines);
        lines.push(Line::default());
    }
    lines.extend(left.iter().map(|table| said(format!("Not imported: {table}"), theme.warning)));
    lines
}

/// The counts of all files together.
fn in_all(reports: &[&FileReport], theme: &Theme, lines: &mut Vec<Line<'static>>) {
    let sum = |count: fn(&FileReport) -> u64| reports.iter().map(|report| count(report)).sum::<u64>();
    let counts = [
        (sum(|report| report.created), "new"),
        (sum(|report| report.updated), "changed"),
        (sum(|report| report.unchanged), "as the book knew them"),
        (sum(|report| report.skipped.len() as u64), "left out"),
        (sum(|report| report.rejected.len() as u64), "rejected"),
    ];
    let counts = counts.into_iter().filter(|(count, _)| *count > 0);
    let words: Vec<String> = counts.map(|(count, what)| format!("{} {what}", number(count))).collect();
    lines.push(said(format!("In all: {}", words.join(", ")), theme.strong));
    let rows = reports.iter().map(|report| (report.noun, report.created)).filter(|(_, count)| *count > 0);
    let mut made: Vec<(&str, u64)> = Vec::new();
    for (what, count) in rows.chain(reports.iter().flat_map(|report| report.made.counts())) {
        match made.iter_mut().find(|(known, _)| *known == what) {
            Some((_, sum)) => *sum += count,
            None => made.push((what, count)),
        }
    }
    let made: Vec<String> = made.into_iter().map(|(what, count)| format!("{what} {}", number(count))).collect();
    if !made.is_empty() {
        lines.push(said(format!("  New records: {}", made.join(", ")), theme.plain));
    }
    lines.push(Line::default());
}

fn of_file(report: &FileReport, theme: &Theme, lines: &mut Vec<Line<'static>>) {
    let name = report.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    lines.push(Line::from(vec![
        Span::styled(name, theme.strong),
        Span::raw(format!(": {} of {}{}", counted(report.rows, "row"), report.noun, program(&report.format))),
    ]));
    let counts = [
        (report.created, "new", theme.good),
        (report.updated, "changed", theme.plain),
        (report.unchanged, "as the book knew them", theme.plain),
        (report.skipped.len() as u64, "left out", theme.plain),
        (report.rejected.len() as u64, "rejected", theme.warning),
    ];
    let counts = counts.into_iter().filter(|(count, _, _)| *count > 0);
    lines.extend(counts.map(|(count, what, style)| said(format!("{:>9}  {what}", number(count)), style)));
    let made = report.made.in_words();
    if !made.is_empty() {
        lines.push(said(format!("  Made besides: {made}"), theme.plain));
    }
    lines.extend(report.notes.iter().map(|note| said(format!("  {note}"), theme.plain)));
    lines.extend(report.left.iter().map(|(line, why)| said(format!("  Line {line} left out: {why}"), theme.dim)));
    because("left out", &skipped(&report.skipped), theme.plain, lines);
    because("rejected", &rejected(&report.rejected), theme.warning, lines);
    because("taken without this cell", &rejected(&report.faults), theme.warning, lines);
    if let Some(file) = &report.rejected_file {
        lines.push(said(format!("  The rejected rows are in {}.", file.display()), theme.dim));
    }
    columns(report, theme, lines);
}

/// Rows by the reason, each with its first lines.
fn because(what: &str, reasons: &[Reason], style: Style, lines: &mut Vec<Line<'static>>) {
    for reason in reasons.iter().take(SHOWN) {
        let first: Vec<String> = reason.lines.iter().take(3).map(u64::to_string).collect();
        let more = if reason.lines.len() > 3 { " …" } else { "" };
        let column = if reason.column.is_empty() { String::new() } else { format!(", {}", reason.column) };
        let many = counted(reason.lines.len() as u64, "row");
        let where_ = format!("line {}{more}", first.join(", "));
        lines.push(said(format!("  {many} {what} ({where_}){column}: {}", reason.sentence), style));
    }
    if reasons.len() > SHOWN {
        lines.push(said(format!("  … and {} more reasons", reasons.len() - SHOWN), style));
    }
}

/// What the columns became.
fn columns(report: &FileReport, theme: &Theme, lines: &mut Vec<Line<'static>>) {
    let shape = Shape::read(report.noun).ok();
    let label = |name: &str| shape.map_or_else(|| name.to_owned(), |shape| shape.label(name));
    let fields = report.columns.iter().filter_map(|column| match column.became {
        Became::Field(name) => Some(format!("{} → {}", column.header, label(name))),
        _ => None,
    });
    let names = |wanted: Became| {
        let of = report.columns.iter().filter(|column| column.became == wanted);
        of.map(|column| column.header.clone()).collect::<Vec<_>>().join(", ")
    };
    let all = [
        ("Columns", fields.collect::<Vec<_>>().join("; ")),
        ("Custom fields", names(Became::Custom)),
        ("Readings", names(Became::Reading)),
        ("Columns left out", names(Became::LeftOut)),
    ];
    let all = all.into_iter().filter(|(_, names)| !names.is_empty());
    lines.extend(all.map(|(what, names)| said(format!("  {what}: {names}"), theme.dim)));
}

fn number(count: u64) -> String {
    grouped(&count.to_string())
}

fn said(words: String, style: Style) -> Line<'static> {
    Line::from(Span::styled(words, style))
}
