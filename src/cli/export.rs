//! The `export` command.

use super::out::{Exit, Out};
use crate::book::Book;
use crate::book::export::{ExportFormat, ExportOptions};
use crate::domain::money::grouped;
use crate::domain::noun::Noun;
use crate::domain::problem::{Problem, Result};
use clap::{Args, ValueEnum};
use serde_json::{Value, json};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// What `export` takes.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  mainstay export book copy            every kind of record to a CSV of its own in the folder copy
  mainstay export accounts > accounts.csv
  mainstay export touches --format json -o touches.json")]
pub struct ExportArgs {
    /// `book`, or one kind of record: accounts, contacts, contracts, touches …
    #[arg(value_name = "book|NOUN")]
    what: String,
    /// The folder that `book` is written to; it is made if it is not there.
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
    /// The file that one kind of record is written to; standard output if left out.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// How one kind of record is written.
    #[arg(long, value_enum, default_value_t = Format::Csv)]
    format: Format,
    /// Leave cells that a spreadsheet would run as formulas as they are.
    #[arg(long)]
    raw: bool,
}

/// How one kind of record is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Comma-separated values.
    Csv,
    /// A JSON array.
    Json,
}

/// Runs the command.
pub fn run(book: &mut Book, args: &ExportArgs, out: &mut Out) -> Result<Exit> {
    let format = if args.format == Format::Json || out.json { ExportFormat::Json } else { ExportFormat::Csv };
    let options = ExportOptions { raw: args.raw, format };
    if args.what == "book" {
        let folder = args.folder.as_deref().or(args.output.as_deref());
        let folder = folder.ok_or_else(|| Problem::input("Name the folder too: mainstay export book DIR."))?;
        return whole_book(book, folder, options, out);
    }
    let noun = Noun::read(&args.what)?;
    match args.output.as_deref().or(args.folder.as_deref()) {
        Some(path) => {
            let rows = book.export_noun_to(path, noun, options)?;
            out.line(&format!("{}: {} rows", path.display(), grouped(&rows.to_string())));
        }
        None => {
            book.export_noun(noun, options, &mut Raw(out))?;
        }
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
        if self.0.is_gone() { Err(io::ErrorKind::BrokenPipe.into()) } else { Ok(bytes.len()) }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush();
        Ok(())
    }
}
