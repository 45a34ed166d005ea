//! What became of a file: every row of data counted once, every row that was not taken named.

use super::FilePlan;
use super::answer::{Answer, Outcome};
use super::importer::{Importer, RowOutcome};
use super::kept::{can_keep, is_metric};
use super::made::Made;
use crate::domain::noun::Noun;
use crate::domain::problem::{Problem, ProblemKind, Result};
use crate::exchange::lexer::Row;
use crate::exchange::preview::{FilePreview, Kept};
use crate::exchange::shape::Shape;
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

/// What a column of a file became.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnUse {
    /// What it is called in the file.
    pub header: String,
    /// The field it fills.
    pub became: Became,
}

/// What becomes of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Became {
    /// It fills this field.
    Field(&'static str),
    /// It is kept as a custom field.
    Custom,
    /// Its numbers are kept as readings of a metric.
    Reading,
    /// It is left out.
    LeftOut,
}

impl ColumnUse {
    /// What the columns of a file become, in the order of the file.
    pub fn of(preview: &FilePreview) -> Vec<Self> {
        let named = preview.header.iter().enumerate().filter(|(_, header)| !header.is_empty());
        named.map(|(at, header)| Self { header: header.clone(), became: Became::of(preview, at) }).collect()
    }
}

impl Became {
    /// What becomes of the column at this place.
    pub fn of(preview: &FilePreview, at: usize) -> Self {
        let filling = preview.fields.iter().find(|field| field.places.contains(&at));
        let kept = preview.kept.iter().find(|kept| kept.place == at);
        match (filling, kept) {
            (Some(field), _) => Self::Field(field.column.name),
            (None, Some(kept)) if preview.shape == Shape::Usage => {
                if kept.is_numbers {
                    Self::Reading
                } else {
                    Self::LeftOut
                }
            }
            (None, Some(_)) if !can_keep(preview.shape) => Self::LeftOut,
            (None, Some(kept)) if is_followed(preview, kept) => Self::Reading,
            (None, Some(_)) => Self::Custom,
            (None, None) => Self::LeftOut,
        }
    }
}

/// Whether the numbers of a column of accounts are followed from day to day.
fn is_followed(preview: &FilePreview, kept: &Kept) -> bool {
    preview.shape == Shape::Of(Noun::Accounts) && kept.is_numbers && is_metric(&kept.header)
}

/// What became of one file.
#[derive(Debug, Clone, Default)]
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
    /// What each column became, in the order of the file.
    pub columns: Vec<ColumnUse>,
    /// Cells that say nothing that could be taken, of rows that were.
    pub faults: Vec<Rejection>,
    /// What was made beside the rows.
    pub made: Made,
    /// Lines that are no data though they look like it, and why.
    pub left: Vec<(u64, &'static str)>,
    /// What was assumed of rows that do not say it.
    pub notes: Vec<String>,
    /// Tables of the same file that stay out, and why.
    pub tables_left: Vec<String>,
    /// Why nothing of the file was taken; none: its rows were.
    pub problem: Option<Problem>,
    /// Where the rejected rows were written, if they were.
    pub rejected_file: Option<PathBuf>,
    /// The accounts that its rows are, where they are accounts.
    pub(super) accounts: Vec<i64>,
    rejected_cells: Vec<Vec<String>>,
    raw: bool,
}

impl FileReport {
    pub(super) fn new(preview: &FilePreview) -> Self {
        Self {
            file: PathBuf::from(preview.source.name()),
            noun: preview.shape.word(),
            format: preview.format.clone(),
            header: preview.header.clone(),
            columns: ColumnUse::of(preview),
            left: preview.left.clone(),
            raw: preview.raw,
            ..Self::default()
        }
    }

    /// The report of a file that could not be taken.
    pub(super) fn refused(plan: &FilePlan, problem: Problem) -> Self {
        let mut report = match &plan.understood {
            Ok(preview) => Self::new(preview),
            Err(_) => Self { file: plan.path.clone(), ..Self::default() },
        };
        if let Ok(preview) = &plan.understood {
            report.rows = preview.rows;
        }
        report.problem = Some(problem);
        report
    }

    /// The report of a file that was gone through twice: what came of its rows both times together.
    pub(super) fn followed_by(self, again: Self) -> Self {
        let mut made = self.made;
        made += again.made;
        let (created, updated) = (self.created + again.created, self.updated + again.updated);
        let others = created + updated + again.skipped.len() as u64 + again.rejected.len() as u64;
        let mut notes = self.notes;
        notes.extend(again.notes.iter().filter(|note| !notes.contains(note)).cloned().collect::<Vec<_>>());
        Self { created, updated, unchanged: again.rows.saturating_sub(others), made, notes, ..again }
    }

    /// How many rows changed the book.
    pub fn taken(&self) -> u64 {
        self.created + self.updated + self.unchanged
    }

    /// Counts what became of a row, unless it ends the import.
    pub(super) fn settle(&mut self, importer: &mut Importer<'_, '_>, answer: Outcome, row: &Row) -> Result<()> {
        if let Some(problem) = importer.fatal.take() {
            return Err(problem);
        }
        if let Ok(answer) = &answer {
            self.faults.append(&mut importer.faults);
            self.accounts.extend(answer.record().filter(|_| self.noun == Noun::Accounts.word()));
        }
        self.count(answer, row);
        Ok(())
    }

    /// Asks from time to time whether to go on.
    pub(super) fn look_up(&self, go_on: &mut dyn FnMut(u64) -> bool) -> Result<()> {
        if self.rows.is_multiple_of(STRIDE) && !go_on(self.rows) {
            return Err(Problem::new(ProblemKind::Cancelled, "The import was stopped; nothing was imported."));
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
                self.skipped.push(Skipped { line: row.line(), reason: reason.into_owned() });
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
