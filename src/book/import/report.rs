//! What became of a file: every row of data counted once, every row that was not taken named.

use super::answer::{Answer, Outcome};
use super::importer::{Importer, RowOutcome};
use crate::domain::problem::{Problem, ProblemKind, Result};
use crate::exchange::lexer::Row;
use crate::exchange::preview::FilePreview;
use crate::exchange::table::Rejection;
use crate::exchange::{atomic, writer::Writer};
use std::path::{Path, PathBuf};

/// How many rejected rows are kept as they stood; beyond that they are only named.
const KEPT: usize = 100_000;

/// How many rows pass between two looks at whether to go on.
const STRIDE: u64 = 1_000;

/// A row that was passed over on purpose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// The physical line of the file.
    pub line: u64,
    /// Why.
    pub reason: String,
}

/// What became of one file.
#[derive(Debug, Clone)]
pub struct FileReport {
    /// The file.
    pub file: PathBuf,
    /// What its rows were: a noun of the book, or `deals`, `activities`.
    pub noun: &'static str,
    /// The program that wrote it.
    pub format: String,
    /// How many rows of data it has.
    pub rows: u64,
    /// How many became new records.
    pub created: u64,
    /// How many changed records.
    pub updated: u64,
    /// How many said what the book knew.
    pub unchanged: u64,
    /// Rows passed over on purpose.
    pub skipped: Vec<Skipped>,
    /// Rows that could not be taken.
    pub rejected: Vec<Rejection>,
    /// The names of the columns.
    pub header: Vec<String>,
    /// Columns that were not taken.
    pub columns_skipped: Vec<String>,
    /// What was assumed of rows that do not say it.
    pub notes: Vec<String>,
    /// Where the rejected rows were written, if they were.
    pub rejected_file: Option<PathBuf>,
    rejected_cells: Vec<Vec<String>>,
    raw: bool,
}

impl FileReport {
    pub(super) fn new(survey: &FilePreview) -> Self {
        Self {
            file: survey.path(),
            noun: survey.shape.word(),
            format: survey.format.clone(),
            rows: 0,
            created: 0,
            updated: 0,
            unchanged: 0,
            skipped: Vec::new(),
            rejected: Vec::new(),
            header: survey.header.clone(),
            columns_skipped: survey.skipped.clone(),
            notes: Vec::new(),
            rejected_file: None,
            rejected_cells: Vec::new(),
            raw: survey.raw,
        }
    }

    /// How many rows changed the book.
    pub fn taken(&self) -> u64 {
        self.created + self.updated + self.unchanged
    }

    /// Counts what became of a row, unless it ends the import.
    pub(super) fn settle(&mut self, taker: &mut Importer<'_, '_>, answer: Outcome, row: &Row) -> Result<()> {
        if let Some(problem) = taker.fatal.take() {
            return Err(problem);
        }
        self.count(answer, row);
        Ok(())
    }

    /// Asks from time to time whether to go on.
    pub(super) fn look_up(&self, go_on: &mut dyn FnMut(u64) -> bool) -> Result<()> {
        if self.rows.is_multiple_of(STRIDE) && !go_on(self.rows) {
            return Err(Problem::new(ProblemKind::Cancelled, "The import was stopped; nothing was taken in."));
        }
        Ok(())
    }

    fn count(&mut self, outcome: Outcome, row: &Row) {
        match outcome {
            Err(rejection) => {
                self.reject(rejection, Some(row));
                return;
            }
            Ok(Answer::RowOutcome(RowOutcome::Created(_))) => self.created += 1,
            Ok(Answer::RowOutcome(RowOutcome::Updated(_))) => self.updated += 1,
            Ok(Answer::RowOutcome(RowOutcome::Unchanged(_))) => self.unchanged += 1,
            Ok(Answer::Skipped(reason)) => {
                self.skipped.push(Skipped { line: row.line(), reason: reason.to_owned() });
            }
        }
        self.rows += 1;
    }

    pub(super) fn reject(&mut self, rejection: Rejection, row: Option<&Row>) {
        self.rows += 1;
        if self.rejected_cells.len() < KEPT {
            let cells = row.map(|row| row.cells().map(str::to_owned).collect()).unwrap_or_default();
            self.rejected_cells.push(cells);
        }
        self.rejected.push(rejection);
    }

    /// Writes the rejected rows, as they stood, with line, column and reason behind them, to a file of their own in `folder`: not
    /// beside the file they come from, where the next import would read them.
    pub(super) fn write_rejected(&mut self, folder: &Path, stamp: &str) -> Result<()> {
        if self.rejected.is_empty() {
            return Ok(());
        }
        atomic::folder(folder)?;
        let name = self.file.file_name().unwrap_or_default().to_string_lossy();
        let path = folder.join(format!("{stamp}-{name}.rejected.csv"));
        let header =
            self.header.iter().map(String::as_str).chain(["rejected line", "rejected column", "rejected reason"]);
        atomic::write(&path, |out| {
            let mut writer = Writer::new(out, header, self.raw)?;
            for (rejection, cells) in self.rejected.iter().zip(&self.rejected_cells) {
                for place in 0..self.header.len() {
                    writer.plain(cells.get(place).map_or("", String::as_str))?;
                }
                writer.shown(Some(rejection.line))?;
                writer.plain(&rejection.column)?;
                writer.plain(&rejection.reason)?;
                writer.end_row()?;
            }
            writer.finish()
        })?;
        self.rejected_file = Some(path);
        Ok(())
    }
}
