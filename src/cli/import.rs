//! The `import` command.

use super::import_report::{as_json, print};
use super::out::{Exit, Out, Progress};
use crate::book::Book;
use crate::book::import::{
    Accounts, ColumnOverride, FileReport, ImportOptions, Order, Overrides, Shape, TableOverrides, files, from_stdin,
    term_months,
};
use crate::domain::amount::Style;
use crate::domain::money::Currency;
use crate::domain::problem::{Problem, Result};

use clap::{Args, ValueEnum};
use serde_json::Value;
use std::path::{Path, PathBuf};

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
    let total = meant.iter().filter_map(|plan| plan.understood.as_ref().ok()).map(|preview| preview.rows).sum();
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
            if let Some(told) = book.long_overdue_told()? {
                out.line(&format!("{told}: “mainstay dismiss-overdue” dismisses them, undo takes that back."));
            }
        }
        out.line(&closing(&reports, &outcome, args));
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
        let (overrides, tables) = self.overrides()?;
        let accounts = match (self.make_accounts, self.known_only) {
            (true, _) => Accounts::Made,
            (_, true) => Accounts::Known,
            _ => Accounts::Usual,
        };
        Ok(ImportOptions {
            overrides,
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
    fn overrides(&self) -> Result<(Overrides, Vec<TableOverrides>)> {
        let names: Vec<String> = files(&self.files).iter().flat_map(|path| names_of(path)).collect();
        let mut all = Overrides {
            days: self.days.map(Order::from),
            numbers: self.decimal.map(Style::from),
            raw: self.raw,
            ..Overrides::default()
        };
        let mut tables: Vec<TableOverrides> = Vec::new();
        for word in &self.nouns {
            let (table, noun) = of_table(word, &names);
            overrides_of(&mut all, &mut tables, table).shape = Some(Shape::read(noun)?);
        }
        for map in &self.maps {
            let (table, map) = of_table(map, &names);
            overrides_of(&mut all, &mut tables, table).columns.push(ColumnOverride::parse(map)?);
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
fn overrides_of<'a>(
    all: &'a mut Overrides,
    tables: &'a mut Vec<TableOverrides>,
    table: Option<&str>,
) -> &'a mut Overrides {
    let Some(table) = table else { return all };
    let at = tables.iter().position(|known| known.table == table).unwrap_or_else(|| {
        tables.push(TableOverrides { table: table.to_owned(), ..TableOverrides::default() });
        tables.len() - 1
    });
    &mut tables[at].overrides
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

fn closing(reports: &[FileReport], outcome: &crate::book::Outcome, args: &ImportArgs) -> String {
    let rejected: usize = reports.iter().map(|report| report.rejected.len()).sum();
    let taken = reports.iter().any(|report| report.taken() > 0);
    match outcome.step {
        0 if args.dry_run => "A dry run: nothing was changed.".into(),
        0 if rejected > 0 && !taken => "Nothing was imported: no row could be taken.".into(),
        0 if args.strict => "Nothing to import: already up to date.".into(),
        0 => "Already up to date.".into(),
        _ => "“mainstay undo” takes it back.".into(),
    }
}
