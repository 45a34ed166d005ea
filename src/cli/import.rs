//! The `import` command.

use super::out::{Exit, Out, Progress};
use crate::book::Book;
use crate::book::import::{
    Accounts, Became, ColumnOverride, FileReport, ImportOptions, OWN, Order, Overrides, Reason, Rejection, Shape,
    TABLE, TableWishes, files, from_stdin, rejected, skipped, term_months,
};
use crate::domain::amount::Style;
use crate::domain::money::Currency;
use crate::domain::problem::{Problem, Result};
use crate::domain::text::{counted, grouped};

use clap::{Args, ValueEnum};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// How many tables that stay out are told one by one.
const FEW: usize = 4;
/// How many rejected rows are printed; all of them stand in a file of the state folder.
const SHOWN: usize = 10;

/// What `import` takes.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  mainstay import accounts.csv contacts.csv --dry-run
  mainstay import \"HubSpot export.csv\" --map \"Close Date=close_on:dmy\"
  mainstay import customers.csv --as accounts --map Kunde=name --map City=- --map Plan=custom
  mainstay import export/ --as sheet.csv:accounts --map sheet.csv:CSM=owner
  mainstay import --again
  mainstay export book copy && mainstay --book other.db import copy/*")]
pub struct ImportArgs {
    /// Sheets, exports, calendars, cards, mail; a folder stands for the files in it, `-` for standard input.
    #[arg(required_unless_present = "again", value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Take the newest file of each kind that came in before, from the folder where the last one was, as you said then.
    #[arg(long, conflicts_with = "files")]
    again: bool,
    /// What the rows are, where the header does not say: accounts, contacts, deals, activities …; of one file: `FILE:NOUN`.
    #[arg(long = "as", value_name = "NOUN")]
    nouns: Vec<String>,
    /// Which column fills which field; behind it :dmy or :mdy for days, :comma or :point for numbers; `custom` keeps it as it
    /// is, `-` leaves it out. Of one file alone: `FILE:COLUMN=FIELD`.
    #[arg(long = "map", value_name = "COLUMN=FIELD")]
    maps: Vec<String>,
    /// The order of days such as 05/06/2026, where no cell says it.
    #[arg(long, value_name = "dmy|mdy")]
    days: Option<DayOrder>,
    /// What divides off the decimals of numbers such as 12.500, where no cell says it.
    #[arg(long, value_name = "comma|point")]
    decimal: Option<Decimal>,
    /// The currency of amounts that say none.
    #[arg(long, value_name = "CODE")]
    currency: Option<String>,
    /// The term of won deals that say no end: 12m, 2y.
    #[arg(long, value_name = "TERM")]
    term: Option<String>,
    /// Take prospects, partners and vendors too.
    #[arg(long)]
    everybody: bool,
    /// Add the companies that address books, calendars and mail name as accounts.
    #[arg(long, conflicts_with = "known_only")]
    make_accounts: bool,
    /// Leave out the rows of companies that the book does not have.
    #[arg(long)]
    known_only: bool,
    /// Tell what would happen and change nothing.
    #[arg(long)]
    dry_run: bool,
    /// Take nothing in if a single row or cell cannot be taken.
    #[arg(long)]
    strict: bool,
    /// Keep a leading ' before a formula.
    #[arg(long)]
    raw: bool,
    /// Which of the owners in the files you are; see “mainstay me”.
    #[arg(long, value_name = "NAME")]
    me: Option<String>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum DayOrder {
    Dmy,
    Mdy,
}

impl From<DayOrder> for Order {
    fn from(order: DayOrder) -> Self {
        match order {
            DayOrder::Dmy => Order::DayFirst,
            DayOrder::Mdy => Order::MonthFirst,
        }
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Decimal {
    Comma,
    Point,
}

impl From<Decimal> for Style {
    fn from(decimal: Decimal) -> Self {
        match decimal {
            Decimal::Comma => Style::Comma,
            Decimal::Point => Style::Point,
        }
    }
}

/// A term in months: `12m`, `2y`, `18`.
fn term(text: &str) -> Result<u32> {
    term_months(text, "months").ok_or_else(|| {
        Problem::input(format!("--term {} is no term; write 12m or 2y.", crate::domain::text::fit(text, 20)))
    })
}

/// Runs the command.
pub fn run(book: &mut Book, args: &ImportArgs, out: &mut Out) -> Result<Exit> {
    let options = ImportOptions { rejects: book.rejects_folder(), ..args.options()? };
    // Standard input is kept as long as the import needs it.
    let stdin = if args.files.iter().any(|file| file.as_os_str() == "-") { Some(from_stdin()?) } else { None };
    let of = |file: &PathBuf| match &stdin {
        Some(kept) if file.as_os_str() == "-" => kept.path(),
        _ => file.clone(),
    };
    let named: Vec<PathBuf> = if args.again { book.files_again()? } else { args.files.iter().map(of).collect() };
    let plans = book.plan_import(&named, &options);
    let meant: Vec<_> = plans.iter().filter(|plan| !plan.is_left_out).collect();
    if let [only] = meant.as_slice()
        && let Some(problem) = only.problem()
    {
        return Err(problem);
    }
    let total = meant.iter().filter_map(|plan| plan.understood.as_ref().ok()).map(|survey| survey.rows).sum();
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
        if outcome.step > 0 {
            super::known::print(book, out)?;
        }
        out.line(&closing(&outcome, args));
    }
    if let Some(name) = args.me.as_deref().filter(|_| outcome.step > 0) {
        super::me::set(book, name, out)?;
    }
    Ok(exit(&reports, args.strict))
}

impl ImportArgs {
    /// Whether it is only told what would happen.
    pub fn is_dry_run(&self) -> bool {
        self.dry_run
    }

    fn options(&self) -> Result<ImportOptions> {
        let (wishes, tables) = self.wishes()?;
        let accounts = match (self.make_accounts, self.known_only) {
            (true, _) => Accounts::Made,
            (_, true) => Accounts::Known,
            _ => Accounts::Usual,
        };
        Ok(ImportOptions {
            wishes,
            tables,
            accounts,
            everybody: self.everybody,
            term: self.term.as_deref().map(term).transpose()?,
            currency: self.currency.as_deref().map(Currency::parse).transpose()?,
            dry_run: self.dry_run,
            strict: self.strict,
            rejects: None,
        })
    }
}

impl ImportArgs {
    /// What is said about every file, and about one alone.
    fn wishes(&self) -> Result<(Overrides, Vec<TableWishes>)> {
        let names: Vec<String> = files(&self.files).iter().flat_map(|path| names_of(path)).collect();
        let mut all = Overrides {
            days: self.days.map(Order::from),
            numbers: self.decimal.map(Style::from),
            raw: self.raw,
            ..Overrides::default()
        };
        let mut tables: Vec<TableWishes> = Vec::new();
        for word in &self.nouns {
            let (table, noun) = of_table(word, &names);
            wishes_of(&mut all, &mut tables, table).shape = Some(Shape::read(noun)?);
        }
        for map in &self.maps {
            let (table, map) = of_table(map, &names);
            wishes_of(&mut all, &mut tables, table).columns.push(ColumnOverride::parse(map)?);
        }
        Ok((all, tables))
    }
}

/// How a file may be called in front of what is said about it alone.
fn names_of(path: &Path) -> [String; 2] {
    [path.display().to_string(), path.file_name().unwrap_or_default().to_string_lossy().into_owned()]
}

/// The table that stands in front of what is said about it, as in `sheet.csv:CSM=owner` and `book.xlsx, People:Nr=-`. A column
/// may have a colon in its name, so only a file that is imported is one.
fn of_table<'a>(text: &'a str, names: &[String]) -> (Option<&'a str>, &'a str) {
    let begins = |name: &&String| text.strip_prefix(name.as_str()).is_some_and(|rest| rest.starts_with([':', ',']));
    let Some(name) = names.iter().filter(begins).max_by_key(|name| name.len()) else { return (None, text) };
    match text[name.len()..].find(':') {
        Some(at) => (Some(&text[..name.len() + at]), &text[name.len() + at + 1..]),
        None => (None, text),
    }
}

/// Where what is said about a table, or about all of them, is kept.
fn wishes_of<'a>(all: &'a mut Overrides, tables: &'a mut Vec<TableWishes>, table: Option<&str>) -> &'a mut Overrides {
    let Some(table) = table else { return all };
    let at = tables.iter().position(|known| known.table == table).unwrap_or_else(|| {
        tables.push(TableWishes { table: table.to_owned(), ..TableWishes::default() });
        tables.len() - 1
    });
    &mut tables[at].wishes
}

fn exit(reports: &[FileReport], strict: bool) -> Exit {
    let short = reports
        .iter()
        .any(|report| !report.rejected.is_empty() || report.problem.is_some() || strict && !report.faults.is_empty());
    let taken = reports.iter().any(|report| report.taken() > 0);
    // A file of which every row stays out has given nothing, and somebody should know.
    let idle = reports.iter().all(|report| report.taken() == 0 && report.rows > 0);
    match (short || idle, taken && !strict) {
        (false, _) => Exit::Done,
        (true, true) => Exit::Partly,
        (true, false) => Exit::Failed,
    }
}

fn as_json(report: &FileReport) -> Value {
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

fn print(report: &FileReport, out: &mut Out) {
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

fn closing(outcome: &crate::book::Outcome, args: &ImportArgs) -> String {
    match outcome.step {
        0 if args.dry_run => "A dry run: nothing was changed.".into(),
        0 if args.strict => "Nothing to import: already up to date.".into(),
        0 => "Already up to date.".into(),
        _ => "“mainstay undo” takes it back.".into(),
    }
}
