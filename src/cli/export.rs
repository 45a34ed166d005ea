//! The `export` command.

use super::out::{Exit, Out, complain, may_replace};
use crate::book::Book;
use crate::book::export::given_back::{Program, Since};
use crate::book::export::{ExportFormat, ExportOptions, agenda};
use crate::domain::noun::Noun;
use crate::domain::problem::{Problem, Result};
use crate::domain::text::{counted, grouped};
use crate::domain::when;
use clap::{Args, ValueEnum};
use serde_json::{Value, json};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// What `export` takes.
#[derive(Debug, Clone, Args)]
#[command(after_help = "Examples:
  mainstay export book copy            every kind of record to a CSV of its own in the folder copy
  mainstay export accounts > accounts.csv
  mainstay export touches --for hubspot --since last -o calls.csv      what was logged, for the import of your CRM
  mainstay export touches --format json -o touches.json
  mainstay export calendar -o mainstay.ics         upcoming dates, for a calendar program
  mainstay export calendar --mine --days 30        yours alone, of the next 30 days
  mainstay export contacts -o customers.vcf        contacts, for an address book
  mainstay export showcase -o showcase.html        how customers are looked after, for prospects
  mainstay export handover northwind > northwind.md
  mainstay export handover ruiz -o ruiz.html       the accounts of a member, to print")]
pub struct ExportArgs {
    /// `book`, `calendar`, `contacts` as cards, `showcase`, `handover`, or one kind of record: accounts, touches …
    #[arg(value_name = "book|calendar|contacts|showcase|handover|NOUN")]
    what: String,
    /// The folder that `book` is written to; it is made if it is not there. Of `handover`, the account or the team member.
    #[arg(value_name = "DIR|ACCOUNT|MEMBER")]
    folder: Option<PathBuf>,
    /// The file that it is written to; standard output if left out, or “-”.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Of `calendar`, how many days ahead it reaches.
    #[arg(long, value_name = "N", default_value_t = agenda::AHEAD, alias = "within")]
    days: i32,
    /// Of `calendar`, only what is yours to do; see “mainstay me”.
    #[arg(long)]
    mine: bool,
    /// Of touches: in the columns that the import of this program takes; what an import brought is left out.
    #[arg(long = "for", value_name = "hubspot|salesforce|pipedrive|zoho|dynamics")]
    program: Option<String>,
    /// With --for: touches from this day on, or “last”: those logged since the last such export to the program.
    #[arg(long, value_name = "DAY|last", requires = "program", allow_hyphen_values = true)]
    since: Option<String>,
    /// How it is written: records as csv (the default) or json, contacts as vcf (the default), csv or json, a handover as md
    /// (the default) or html. The ending of a file says the same.
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Leave cells that a spreadsheet would run as formulas as they are.
    #[arg(long)]
    raw: bool,
    /// Of csv, begin with a byte-order mark, so that Excel opens it with the right letters.
    #[arg(long)]
    excel: bool,
    /// Replace files that are there already.
    #[arg(long)]
    force: bool,
}

/// How one kind of record is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Comma-separated values.
    Csv,
    /// A JSON array.
    Json,
    /// Markdown.
    Md,
    /// One page that stands alone and prints.
    Html,
    /// Cards for an address book.
    Vcf,
    /// A calendar.
    Ics,
}

/// Runs the command.
pub fn run(book: &mut Book, args: &ExportArgs, out: &mut Out) -> Result<Exit> {
    let args = &args.to_standard_output();
    if let Some(program) = &args.program {
        return given_back(book, program, args, out);
    }
    match (args.what.as_str(), args.kind(out.json)) {
        ("handover", _) => return handover(book, args, out),
        ("calendar", None | Some(Format::Ics)) => {
            let whose = if args.mine { Some(book.me_or_refuse()?.id) } else { None };
            let (text, count) = book.calendar_text(args.days, whose)?;
            return written(book, args, &text, &counted(count as u64, "event"), out);
        }
        ("calendar", Some(_)) => return Err(Problem::input("A calendar is written as ics; leave --format out.")),
        ("showcase", None | Some(Format::Md | Format::Html)) => {
            let page = book.showcase()?;
            let html = args.kind(out.json) == Some(Format::Html);
            let text = if html { page.html() } else { page.markdown() };
            return written(book, args, &text, &page.title, out);
        }
        ("showcase", Some(_)) => {
            return Err(Problem::input("The showcase is written as md or html; name one of them after --format."));
        }
        ("contacts", None | Some(Format::Vcf)) => {
            let (text, count) = book.cards_text()?;
            if count == 0 {
                return Err(Problem::input(
                    "The book has no contacts, so there is no card to write; add contacts first.",
                ));
            }
            return written(book, args, &text, &counted(count as u64, "card"), out);
        }
        _ => {}
    }
    let format = match args.kind(out.json) {
        Some(Format::Md | Format::Html | Format::Vcf | Format::Ics) => {
            let sentence = "Records are written as csv or json; md and html are for showcase and handover, vcf for contacts, ics for calendar.";
            return Err(Problem::input(sentence));
        }
        Some(Format::Json) => ExportFormat::Json,
        Some(Format::Csv) | None => ExportFormat::Csv,
    };
    let replace = |path: &Path| may_replace(path, args.force);
    let mut options = ExportOptions { raw: args.raw, mark: args.excel, format, replace: args.force };
    if args.what == "book" {
        let folder = args.folder.as_deref().or(args.output.as_deref());
        let folder = folder.ok_or_else(|| Problem::input("Name the folder too: mainstay export book DIR."))?;
        return whole_book(book, folder, options, out);
    }
    let noun = Noun::read(&args.what)?;
    match args.output.as_deref().or(args.folder.as_deref()) {
        Some(path) => {
            options.replace = replace(path);
            let rows = book.export_noun_to(path, noun, options)?;
            out.line(&format!("{}: {} rows", path.display(), grouped(&rows.to_string())));
        }
        None => {
            book.export_noun(noun, options, &mut Raw(out))?;
        }
    }
    Ok(Exit::Done)
}

impl ExportArgs {
    /// Whether it is a page about the day and no copy of records.
    pub(super) fn is_page(&self) -> bool {
        ["calendar", "showcase", "handover"].contains(&self.what.as_str())
    }

    /// The same, with “-” for standard output, as other programs have it.
    fn to_standard_output(&self) -> Self {
        let named = |path: &Option<PathBuf>| path.clone().filter(|path| path.as_os_str() != "-");
        Self { output: named(&self.output), folder: named(&self.folder), ..self.clone() }
    }

    /// How it is to be written: what was asked for, else what the ending of the file says; none: nobody said.
    fn kind(&self, json: bool) -> Option<Format> {
        let path =
            self.output.as_ref().or(self.folder.as_ref().filter(|_| self.what != "handover" && self.what != "book"));
        let ending = path.and_then(|path| path.extension()).and_then(|ending| ending.to_str());
        let told = ending.and_then(|ending| Format::from_str(ending, true).ok());
        self.format.or(Some(Format::Json).filter(|_| json)).or(told)
    }
}

/// Writes a text to the file that was named, or to standard output.
fn written(book: &Book, args: &ExportArgs, text: &str, what: &str, out: &mut Out) -> Result<Exit> {
    match args.output.as_deref().or(args.folder.as_deref()) {
        Some(path) => {
            book.write_page(path, text, may_replace(path, args.force))?;
            out.line(&format!("{}: {what}", path.display()));
        }
        None => out.raw(text.as_bytes()),
    }
    Ok(Exit::Done)
}

/// Touches in the columns that another program takes. Only what arrived is remembered as given.
fn given_back(book: &mut Book, program: &str, args: &ExportArgs, out: &mut Out) -> Result<Exit> {
    if Noun::parse(&args.what) != Some(Noun::Touches) {
        return Err(Problem::input(
            "Only touches are written for another program: mainstay export touches --for NAME.",
        ));
    }
    if !matches!(args.kind(out.json), None | Some(Format::Csv)) {
        return Err(Problem::input("The import of another program takes csv; leave --json and --format out."));
    }
    let since = match args.since.as_deref() {
        None => Since::Ever,
        Some(word) if word.eq_ignore_ascii_case("last") => Since::Last,
        Some(day) => Since::Day(when::read(day, book.today())?),
    };
    let given = book.touches_for(Program::read(program)?, since)?;
    let rows = counted(given.activities.len() as u64, "touch");
    let left = match given.imported {
        0 => String::new(),
        many => format!("; {} imported earlier left out", counted(many, "touch")),
    };
    if let Some(path) = args.output.as_deref().or(args.folder.as_deref()) {
        book.write_file(path, may_replace(path, args.force), |file| given.write(args.raw, args.excel, file))?;
        out.line(&format!("{}: {rows}{left}", path.display()));
    } else {
        given.write(args.raw, args.excel, &mut Raw(out))?;
        out.flush();
        complain(&format!("{rows}{left}."));
    }
    if out.is_gone() {
        return Ok(Exit::Done);
    }
    book.note_given(&given)?;
    Ok(Exit::Done)
}

/// The packet of an account, or of a team member.
fn handover(book: &mut Book, args: &ExportArgs, out: &mut Out) -> Result<Exit> {
    let whose = args.folder.as_ref().map(|whose| whose.to_string_lossy().into_owned());
    let whose = whose
        .ok_or_else(|| Problem::input("Name the account or team member, too: mainstay export handover NORTHWIND."))?;
    let ends_in_html = args.output.as_ref().and_then(|path| path.extension()).is_some_and(|ending| ending == "html");
    let html = match args.format {
        None => ends_in_html,
        Some(Format::Html) => true,
        Some(Format::Md) => false,
        Some(Format::Csv | Format::Json | Format::Vcf | Format::Ics) => {
            return Err(Problem::input("A handover is written as md or html; name one of them after --format."));
        }
    };
    let page = book.handover_called(&whose)?;
    let text = if html { page.html() } else { page.markdown() };
    match &args.output {
        Some(path) => {
            book.write_page(path, &text, may_replace(path, args.force))?;
            out.line(&format!("{}: {}", path.display(), page.title));
        }
        None => out.raw(text.as_bytes()),
    }
    Ok(Exit::Done)
}

fn whole_book(book: &Book, folder: &Path, options: ExportOptions, out: &mut Out) -> Result<Exit> {
    let exported = book.export_book(folder, options)?;
    if out.json {
        let files = exported
            .iter()
            .map(|it| json!({"file": it.file.display().to_string(), "noun": it.noun.word(), "rows": it.rows}));
        out.value(&Value::Array(files.collect()));
        return Ok(Exit::Done);
    }
    for it in exported.iter().filter(|it| it.rows > 0) {
        out.line(&format!("{}: {} rows", it.file.display(), grouped(&it.rows.to_string())));
    }
    Ok(Exit::Done)
}

/// Standard output as something to write to.
struct Raw<'o>(&'o mut Out);

impl Write for Raw<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.raw(bytes);
        self.0.trouble().map_or(Ok(bytes.len()), |kind| Err(kind.into()))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush();
        Ok(())
    }
}
