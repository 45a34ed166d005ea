//! The `import` command.

use super::out::{Exit, Out, Progress};
use crate::book::Book;
use crate::book::import::{FileReport, ImportOptions};
use crate::domain::problem::Result;
use crate::domain::text::grouped;

use crate::book::import::{ColumnOverride, OWN, Overrides, Shape};
use clap::Args;
use serde_json::{Value, json};
use std::path::PathBuf;

/// How many rejected rows are printed; all of them stand in a file of the state folder.
const SHOWN: usize = 10;

/// What `import` takes.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  mainstay import accounts.csv contacts.csv --dry-run
  mainstay import \"HubSpot export.csv\" --map \"Close Date=close_on:dmy\"
  mainstay import customers.csv --as accounts --map Kunde=name --map City=-
  mainstay export book copy && mainstay --book other.db import copy/*")]
pub struct ImportArgs {
    /// The CSV files.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// What the rows are, where the header does not say: accounts, contacts, deals, activities …
    #[arg(long = "as", value_name = "NOUN")]
    noun: Option<String>,
    /// Which column fills which field; behind it :dmy or :mdy for days, :comma or :point for numbers; `-` leaves it out.
    #[arg(long = "map", value_name = "COLUMN=FIELD")]
    maps: Vec<String>,
    /// Tell what would happen and change nothing.
    #[arg(long)]
    dry_run: bool,
    /// Take nothing in if a single row is rejected.
    #[arg(long)]
    strict: bool,
    /// Keep a leading ' before a formula.
    #[arg(long)]
    raw: bool,
}

/// Runs the command.
pub fn run(book: &mut Book, args: &ImportArgs, out: &mut Out) -> Result<Exit> {
    let options = ImportOptions { rejects: book.rejects_folder(), ..args.options()? };
    let plans = book.plan_import(&args.files, &options);
    let total = plans.iter().filter_map(|plan| plan.understood.as_ref().ok()).map(|survey| survey.rows).sum();
    let had_none = !book.has_currency()?;
    let progress = Progress::over(total, "rows");
    let imported = book.import(&plans, &options, &mut |rows| {
        progress.tell(rows);
        true
    });
    drop(progress);
    let (reports, outcome) = imported?;
    let makes_currency = had_none && outcome.step > 0 && book.has_currency()?;
    if out.json {
        out.value(&Value::Array(reports.iter().map(as_json).collect()));
    } else {
        for report in &reports {
            print(report, out);
        }
        if makes_currency {
            let currency = book.currency();
            out.line(&format!(
                "The book counts in {currency} from now on; “mainstay settings currency CODE” changes that."
            ));
        }
        out.line(&closing(&outcome, args));
    }
    Ok(exit(&reports, args.strict))
}

impl ImportArgs {
    fn options(&self) -> Result<ImportOptions> {
        let shape = self.noun.as_deref().map(Shape::read).transpose()?;
        let columns = self.maps.iter().map(|map| ColumnOverride::parse(map)).collect::<Result<_>>()?;
        let wishes = Overrides { shape, columns, raw: self.raw };
        Ok(ImportOptions { wishes, dry_run: self.dry_run, strict: self.strict, rejects: None })
    }
}

fn exit(reports: &[FileReport], strict: bool) -> Exit {
    let rejected = reports.iter().any(|report| !report.rejected.is_empty());
    let taken = reports.iter().any(|report| report.taken() > 0);
    match (rejected, taken && !strict) {
        (false, _) => Exit::Done,
        (true, true) => Exit::Partly,
        (true, false) => Exit::Failed,
    }
}

fn as_json(report: &FileReport) -> Value {
    let skipped = report.skipped.iter().map(|skipped| json!({"line": skipped.line, "reason": skipped.reason}));
    let rejected = report
        .rejected
        .iter()
        .map(|wrong| json!({"line": wrong.line, "column": wrong.column, "value": wrong.value, "reason": wrong.reason}));
    json!({
        "file": report.file.display().to_string(),
        "noun": report.noun,
        "format": report.format,
        "rows": report.rows,
        "created": report.created,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "notes": report.notes,
        "skipped": skipped.collect::<Vec<_>>(),
        "rejected": rejected.collect::<Vec<_>>(),
        "rejected_file": report.rejected_file.as_ref().map(|file| file.display().to_string()),
    })
}

fn print(report: &FileReport, out: &mut Out) {
    let number = |count: u64| grouped(&count.to_string());
    let format = if report.format == OWN { String::new() } else { format!(" of {}", report.format) };
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
    if !report.columns_skipped.is_empty() {
        out.line(&format!("  columns not taken: {}", report.columns_skipped.join(", ")));
    }
    for note in &report.notes {
        out.line(&format!("  {note}"));
    }
    for wrong in report.rejected.iter().take(SHOWN) {
        let column = if wrong.column.is_empty() { String::new() } else { format!(", {}", wrong.column) };
        out.line(&format!("  line {}{column}: {}", wrong.line, wrong.reason));
    }
    match &report.rejected_file {
        Some(path) => out.line(&format!("  the rejected rows are in {}", path.display())),
        None if report.rejected.len() > SHOWN => out.line("  … and more"),
        None => {}
    }
}

fn closing(outcome: &crate::book::Outcome, args: &ImportArgs) -> String {
    match outcome.step {
        0 if args.dry_run => "A dry run: nothing was changed.".into(),
        0 if args.strict => "Nothing was taken in, or nothing was new.".into(),
        0 => "Nothing was new.".into(),
        _ => "“mainstay undo” takes it back.".into(),
    }
}
