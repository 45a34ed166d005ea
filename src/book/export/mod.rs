//! Writing the book to files: one CSV for every noun, which an import takes back exactly.

pub mod agenda;
pub mod given_back;
pub mod pages;
mod references;

use super::Book;
use crate::domain::churn::Churn;
use crate::domain::money::{Currency, Money};
use crate::domain::noun::Noun;
use crate::domain::problem::{Problem, Result};
use crate::domain::record::{Kind, Record, Value};
use crate::domain::records::with_record;
use crate::exchange::shape::{Column, Shape};
use crate::exchange::writer::{Writer, unwritable};
use crate::exchange::{atomic, output};
use crate::store::Store;
use references::RecordKeys;
use serde_json::{Map, Value as Json};
use std::collections::HashMap;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// How a noun is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ExportFormat {
    /// Comma-separated values with a header.
    #[default]
    Csv,
    /// One JSON array of objects.
    Json,
}

/// How files are written.
#[derive(Debug, Clone, Copy, Default)]
pub struct ExportOptions {
    /// Leave cells that a spreadsheet would run as they are.
    pub raw: bool,
    /// Begin CSV with a byte-order mark, by which Excel knows UTF-8.
    pub mark: bool,
    /// Replace files that are there.
    pub replace: bool,
    /// How one noun is written; a whole book is always CSV.
    pub format: ExportFormat,
}

/// One file of an exported book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exported {
    /// The file.
    pub file: PathBuf,
    /// What is in it.
    pub noun: Noun,
    /// How many rows.
    pub rows: u64,
}

impl Book {
    /// Writes every noun to a CSV of its own in `folder`, which is made if it is not there.
    pub fn export_book(&self, folder: &Path, options: ExportOptions) -> Result<Vec<Exported>> {
        atomic::folder(folder)?;
        let exporter = Exporter::new(&self.store, options)?;
        let file = |noun: Noun| folder.join(format!("{}.csv", noun.word()));
        // All of it or none: what is in the way is told before anything is written.
        for noun in Noun::ALL {
            output::target(&file(*noun), self.path(), options.replace)?;
        }
        let export = |noun: Noun| {
            let file = file(noun);
            let rows = self.write_file(&file, options.replace, |out| exporter.csv(noun, out))?;
            Ok(Exported { file, noun, rows })
        };
        Noun::ALL.iter().copied().map(export).collect()
    }

    /// Writes a file for a person, whole or not at all. The one way to a file that was named: it is never the book, and takes
    /// the place of another file only where `replace` says so.
    pub fn write_file<T>(
        &self,
        path: &Path,
        replace: bool,
        fill: impl FnOnce(&mut BufWriter<File>) -> Result<T>,
    ) -> Result<T> {
        atomic::write(&output::target(path, self.path(), replace)?, fill)
    }

    /// Writes a text to a file; see [`write_file`](Self::write_file).
    pub fn write_page(&self, path: &Path, text: &str, replace: bool) -> Result<()> {
        self.write_file(path, replace, |out| put(out, text.as_bytes()))
    }

    /// Writes a table as it is shown to a new file.
    pub fn export_table(&self, path: &Path, columns: &[String], rows: &[Vec<String>]) -> Result<()> {
        self.write_file(path, false, |out| {
            let mut writer = Writer::new(out, columns.iter().map(String::as_str), false)?;
            for row in rows {
                row.iter().try_for_each(|cell| writer.text(cell))?;
                writer.end_row()?;
            }
            writer.finish()
        })
    }

    /// Writes one noun to `out`; answers how many rows.
    pub fn export_noun(&self, noun: Noun, options: ExportOptions, out: &mut dyn Write) -> Result<u64> {
        let exporter = Exporter::new(&self.store, options)?;
        match options.format {
            ExportFormat::Csv => exporter.csv(noun, out),
            ExportFormat::Json => exporter.json(noun, out),
        }
    }

    /// Writes one noun to the file at `path`, all of it or nothing; answers how many rows.
    pub fn export_noun_to(&self, path: &Path, noun: Noun, options: ExportOptions) -> Result<u64> {
        self.write_file(path, options.replace, |file| self.export_noun(noun, options, file))
    }
}

struct Exporter<'s> {
    store: &'s Store,
    references: RecordKeys,
    losses: HashMap<i64, Churn>,
    options: ExportOptions,
}

impl<'s> Exporter<'s> {
    fn new(store: &'s Store, options: ExportOptions) -> Result<Self> {
        let references = RecordKeys::read(store)?;
        let mut losses: HashMap<i64, Churn> = HashMap::new();
        store.each(|loss: Churn| {
            let account = loss.account.raw();
            let whole = loss.contract.is_none() && loss.won_back_on.is_none();
            if whole && losses.get(&account).is_none_or(|known| known.on <= loss.on) {
                losses.insert(account, loss);
            }
            Ok(())
        })?;
        Ok(Self { store, references, losses, options })
    }

    fn csv(&self, noun: Noun, out: &mut (impl Write + ?Sized)) -> Result<u64> {
        let columns = Shape::Of(noun).columns().own;
        if self.options.mark {
            put(out, b"\xef\xbb\xbf")?;
        }
        let mut writer = Writer::new(out, columns.iter().map(|column| column.name), self.options.raw)?;
        let mut rows = 0;
        with_record!(
            noun,
            each_row(self, &mut |cells: &mut Cells<'_>| {
                for column in columns {
                    cells.write(*column, &mut writer)?;
                }
                rows += 1;
                writer.end_row()
            })
        )?;
        writer.finish()?;
        Ok(rows)
    }

    fn json(&self, noun: Noun, out: &mut (impl Write + ?Sized)) -> Result<u64> {
        let columns = Shape::Of(noun).columns().own;
        let mut rows = 0;
        put(out, b"[")?;
        with_record!(
            noun,
            each_row(self, &mut |cells: &mut Cells<'_>| {
                put(out, if rows == 0 { b"\n" } else { b",\n" })?;
                let object: Map<_, _> =
                    columns.iter().map(|column| (column.name.to_owned(), cells.json(*column))).collect();
                rows += 1;
                let text = serde_json::to_vec(&Json::Object(object));
                put(out, &text.map_err(|error| Problem::internal(format!("A row cannot be written: {error}.")))?)
            })
        )?;
        put(out, b"\n]\n")?;
        Ok(rows)
    }
}

fn put(out: &mut (impl Write + ?Sized), bytes: &[u8]) -> Result<()> {
    out.write_all(bytes).map_err(|error| unwritable(&error))
}

/// Hands the cells of every record of a kind to `take`.
fn each_row<R: Record + 'static>(
    exporter: &Exporter<'_>,
    take: &mut dyn FnMut(&mut Cells<'_>) -> Result<()>,
) -> Result<()> {
    exporter.store.each(|record: R| {
        let fields = R::FIELDS.iter().map(|field| field.key).zip(record.values()).collect();
        take(&mut Cells { exporter, noun: R::NOUN, id: record.id().raw(), fields })
    })
}

/// The fields of one record on their way out.
struct Cells<'e> {
    exporter: &'e Exporter<'e>,
    noun: Noun,
    id: i64,
    fields: Vec<(&'static str, Value)>,
}

impl Cells<'_> {
    fn value(&mut self, column: Column) -> Value {
        match (self.noun, column.name) {
            (Noun::Accounts, "churned_on" | "churn_decided_on" | "churn_type" | "churn_reason") => {
                self.loss(column.name)
            }
            (noun, "external_id") => match self.take("external_id") {
                Value::None => Value::text(self.exporter.references.stand_in(noun, self.id).as_deref()),
                key => key,
            },
            (_, name) => match (self.take(name), column.kind) {
                (Value::Int(id), Kind::To(noun)) => Value::Text(self.exporter.references.word(noun, id)),
                (Value::Ids(ids), Kind::ToMany(noun)) => {
                    Value::Words(ids.iter().map(|id| self.exporter.references.word(noun, *id)).collect())
                }
                (Value::Int(minor), Kind::Amount) => Value::Text(self.money(minor).decimal()),
                (value, _) => value,
            },
        }
    }

    fn take(&mut self, name: &str) -> Value {
        let at = self.fields.iter().position(|(field, _)| *field == name);
        at.map_or(Value::None, |at| std::mem::replace(&mut self.fields[at].1, Value::None))
    }

    /// The amount in the currency of the record, which stands in a later column.
    fn money(&self, minor: i64) -> Money {
        let code = self.fields.iter().find_map(|(name, value)| match value {
            Value::Text(code) if *name == "currency" => Some(code.as_str()),
            _ => None,
        });
        Money::new(minor, code.and_then(|code| Currency::parse(code).ok()).unwrap_or(Currency::EUR))
    }

    fn loss(&self, name: &str) -> Value {
        let Some(loss) = self.exporter.losses.get(&self.id) else { return Value::None };
        match name {
            "churned_on" => Value::Day(loss.on),
            "churn_decided_on" => loss.decided_on.map_or(Value::None, Value::Day),
            "churn_type" => Value::text(loss.kind.map(crate::domain::words::LossType::word)),
            _ => Value::text(loss.reason.as_deref()),
        }
    }

    fn write<W: Write>(&mut self, column: Column, writer: &mut Writer<W>) -> Result<()> {
        match self.value(column) {
            Value::Text(text) if matches!(column.kind, Kind::Text { .. } | Kind::To(_)) => writer.text(&text),
            Value::Text(word) => writer.plain(&word),
            Value::None => writer.plain(""),
            Value::Int(number) => writer.shown(Some(number)),
            Value::Float(number) => writer.shown(Some(number)),
            Value::Flag(flag) => writer.plain(if flag { "true" } else { "false" }),
            Value::Day(day) => writer.day(Some(day)),
            Value::Words(words) => writer.list(words),
            Value::Ids(ids) => writer.list(ids.iter().map(i64::to_string)),
        }
    }

    fn json(&mut self, column: Column) -> Json {
        match self.value(column) {
            Value::None => Json::Null,
            Value::Text(text) if matches!(column.kind, Kind::Amount) => {
                text.parse::<f64>().map_or(Json::Null, Json::from)
            }
            Value::Text(text) => Json::from(text),
            Value::Int(number) => Json::from(number),
            Value::Float(number) => Json::from(number),
            Value::Flag(flag) => Json::from(flag),
            Value::Day(day) => Json::from(day.to_string()),
            Value::Words(words) => Json::from(words),
            Value::Ids(ids) => Json::from(ids),
        }
    }
}
