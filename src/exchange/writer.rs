//! Rows to CSV: UTF-8, comma, ISO dates, decimal point, lists joined by `;`, formulas guarded.

use super::{guard, list};
use crate::domain::day::Day;
use crate::domain::problem::{Problem, ProblemKind, Result};
use std::io::Write;

/// Writes a table cell by cell; [`Writer::end_row`] ends a row.
pub struct Writer<W: Write> {
    inner: csv::Writer<W>,
    raw: bool,
    scratch: String,
}

impl<W: Write> Writer<W> {
    /// A table with these columns; `raw` leaves cells that a spreadsheet would run as they are.
    pub fn new<'a>(inner: W, columns: impl IntoIterator<Item = &'a str>, raw: bool) -> Result<Self> {
        let inner = csv::WriterBuilder::new().buffer_capacity(256 * 1024).flexible(true).from_writer(inner);
        let mut writer = Self { inner, raw, scratch: String::new() };
        for column in columns {
            writer.plain(column)?;
        }
        writer.end_row()?;
        Ok(writer)
    }

    /// A cell of text, guarded.
    pub fn text(&mut self, text: &str) -> Result<()> {
        if self.raw { self.plain(text) } else { self.plain(&guard::put_on(text)) }
    }

    /// A cell of text, or an empty one.
    pub fn maybe(&mut self, text: Option<&str>) -> Result<()> {
        self.text(text.unwrap_or(""))
    }

    /// A cell with a day, or an empty one.
    pub fn day(&mut self, day: Option<Day>) -> Result<()> {
        self.shown(day)
    }

    /// A cell with a number or a fixed word, which needs no guard, or an empty one.
    pub fn shown(&mut self, value: Option<impl std::fmt::Display>) -> Result<()> {
        use std::fmt::Write;
        self.scratch.clear();
        if let Some(value) = value {
            write!(self.scratch, "{value}").map_err(|_| Problem::internal("A value could not be written."))?;
        }
        self.inner.write_field(&self.scratch).map_err(|error| full(&error))
    }

    /// A cell with several items.
    pub fn list<T: AsRef<str>>(&mut self, items: impl IntoIterator<Item = T>) -> Result<()> {
        self.text(&list::join(items))
    }

    /// A cell written as it is.
    pub fn plain(&mut self, text: &str) -> Result<()> {
        self.inner.write_field(text).map_err(|error| full(&error))
    }

    /// Ends the row.
    pub fn end_row(&mut self) -> Result<()> {
        self.inner.write_record(None::<&[u8]>).map_err(|error| full(&error))
    }

    /// Writes out what is held back.
    pub fn finish(mut self) -> Result<()> {
        self.inner.flush().map_err(|error| full(&error.into()))
    }
}

fn full(error: &csv::Error) -> Problem {
    match error.kind() {
        csv::ErrorKind::Io(error) => unwritable(error),
        _ => Problem::internal(format!("A row could not be written ({error}).")),
    }
}

/// The sentence for output that could not be written. A reader that went away keeps its own kind of trouble.
pub fn unwritable(error: &std::io::Error) -> Problem {
    match error.kind() {
        std::io::ErrorKind::StorageFull => Problem::new(
            ProblemKind::Full,
            "The disk is full, so the output is not whole: make room and write it again.",
        ),
        std::io::ErrorKind::BrokenPipe => Problem::new(ProblemKind::Cancelled, "The reader went away."),
        _ => Problem::new(ProblemKind::Io, format!("The output could not be written ({error}): name another place.")),
    }
}

impl<W: Write> std::fmt::Debug for Writer<W> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Writer").field("raw", &self.raw).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::lexer::{Lexer, Met, Row};
    use proptest::prelude::*;

    fn written(rows: &[Vec<String>], raw: bool) -> Vec<u8> {
        let mut out = Vec::new();
        let columns: Vec<_> = rows[0].iter().map(|_| "c").collect();
        let mut writer = Writer::new(&mut out, columns, raw).unwrap();
        for row in rows {
            for cell in row {
                writer.text(cell).unwrap();
            }
            writer.end_row().unwrap();
        }
        writer.finish().unwrap();
        out
    }

    fn read(bytes: &[u8]) -> Vec<Vec<String>> {
        let (mut lexer, mut row, mut all) = (Lexer::new(bytes, b','), Row::default(), Vec::new());
        while lexer.read(&mut row).unwrap() == Met::Row {
            all.push(row.cells().map(|cell| guard::take_off(cell).to_owned()).collect());
        }
        all.remove(0);
        all
    }

    #[test]
    fn a_table_looks_as_spreadsheets_like_it() {
        let rows = [vec!["=SUM(A1)".to_owned(), "say \"hi\"\n".into(), String::new()]];
        assert_eq!(String::from_utf8(written(&rows, false)).unwrap(), "c,c,c\n'=SUM(A1),\"say \"\"hi\"\"\n\",\n");
        assert!(String::from_utf8(written(&rows, true)).unwrap().contains("\n=SUM(A1),"));
    }

    proptest! {
        #[test]
        fn every_cell_comes_back_exactly(
            rows in proptest::collection::vec(proptest::collection::vec("(?s)[,;'=\"\r\n]{0,3}[^\0]*", 3), 1..5)
        ) {
            prop_assert_eq!(read(&written(&rows, false)), rows);
        }
    }
}
