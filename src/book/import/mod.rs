//! Taking files in: what was understood first, then all of it as one operation that can be undone.
//!
//! [`Book::plan_import`] surveys the files and changes nothing; [`Book::import`] takes them in, the kinds of record that
//! others point to first. A record is known again by its key, then by its exact name (a contact: within its account);
//! one without either by what it says, so that a file that comes twice adds nothing while two equal rows in one file
//! stay two. Blank cells leave what the book knows.

mod ahead;
mod answer;
pub(super) mod directory;
mod file;
mod foreign;
mod importer;
mod report;
mod rows;
mod run;
mod stays;

use super::op::Op;
use super::{Book, Outcome};
use crate::domain::noun::Noun;
use crate::domain::problem::{Problem, ProblemKind, Result};

use file::File;
use importer::Importer;
use std::path::{Path, PathBuf};

pub use crate::exchange::date::Order;
pub use crate::exchange::headers::{Mapping, OWN};
pub use crate::exchange::preview::{ColumnOverride, Field, FilePreview, Hint, Overrides};
pub use crate::exchange::shape::Shape;
pub use report::{FileReport, Skipped};

/// How files are to be taken in.
#[derive(Debug, Clone, Default)]
pub struct ImportOptions {
    /// What the user says about the files.
    pub wishes: Overrides,
    /// Tell what would happen and change nothing.
    pub dry_run: bool,
    /// Take nothing if a single row is rejected.
    pub strict: bool,
    /// The folder that rejected rows are written to, which is never one that is imported; none: they are told only.
    pub rejects: Option<PathBuf>,
}

/// A file as it was understood.
#[derive(Debug, Clone)]
pub struct FilePlan {
    /// The file.
    pub path: PathBuf,
    /// What was understood, or why nothing was.
    pub understood: Result<FilePreview>,
}

impl FilePlan {
    /// Why the file cannot be taken in as it stands, if it cannot.
    pub fn problem(&self) -> Option<Problem> {
        match &self.understood {
            Err(problem) => Some(problem.clone()),
            Ok(survey) => survey.question(),
        }
    }
}

impl Book {
    /// Reads the files and says what was understood of each.
    pub fn plan_import(&self, paths: &[impl AsRef<Path>], options: &ImportOptions) -> Vec<FilePlan> {
        let plan = |path: &Path| FilePlan { path: path.to_owned(), understood: FilePreview::of(path, &options.wishes) };
        paths.iter().map(|path| plan(path.as_ref())).collect()
    }

    /// Takes the files in, all of them as one operation. `go_on` is told how many rows were read and says whether to go
    /// on; if not, nothing is taken. A dry run, and a strict one that met a rejected row, tell the same and keep
    /// nothing: the step of their outcome is 0.
    pub fn import(
        &mut self,
        plans: &[FilePlan],
        options: &ImportOptions,
        go_on: &mut dyn FnMut(u64) -> bool,
    ) -> Result<(Vec<FileReport>, Outcome)> {
        let mut surveys = Vec::with_capacity(plans.len());
        for plan in plans {
            if let Some(problem) = plan.problem() {
                return Err(problem);
            }
            surveys.extend(&plan.understood);
        }
        let mut told = Vec::new();
        let stages = self.stages().clone();
        let currency = self.currency();
        self.store.make_room(true)?;
        let edited = self.edit(Op::Import, |edit| {
            told = take_all(&mut Importer::new(edit, currency)?, &surveys, &stages, go_on)?;
            edit.summary(summary(&told));
            let rejected = told.iter().any(|report| !report.rejected.is_empty());
            let keeps = !(options.dry_run || options.strict && rejected);
            if keeps { Ok(()) } else { Err(Problem::new(ProblemKind::Cancelled, KEPT_NOTHING)) }
        });
        self.store.make_room(false)?;
        let outcome = match edited {
            Ok(((), outcome)) => outcome,
            Err(problem) if problem.sentence == KEPT_NOTHING => nothing(&told),
            Err(problem) => return Err(problem),
        };
        if !options.dry_run {
            let stamp = self.now().stamp.replace(':', "");
            for (number, report) in told.iter_mut().enumerate() {
                if let Some(folder) = &options.rejects {
                    // What cannot be noted is told all the same, and the import stands.
                    let _ = report.write_rejected(folder, &format!("{stamp}-{}", number + 1));
                }
            }
        }
        Ok((told, outcome))
    }
}

/// How an import that keeps nothing is told from one that failed.
const KEPT_NOTHING: &str = "Nothing was taken in.";

fn nothing(told: &[FileReport]) -> Outcome {
    Outcome {
        step: 0,
        name: Op::Import.label().to_owned(),
        summary: summary(told),
        changed: std::collections::BTreeSet::new(),
        accounts: Some(Vec::new()),
    }
}

fn summary(told: &[FileReport]) -> String {
    let sum = |count: fn(&FileReport) -> u64| told.iter().map(count).sum::<u64>();
    let files = if told.len() == 1 { "1 file".to_owned() } else { format!("{} files", told.len()) };
    let (new, changed) = (sum(|report| report.created), sum(|report| report.updated));
    format!("{files}: {new} new, {changed} changed, {} rejected", sum(|report| report.rejected.len() as u64))
}

/// Takes the files in, in the order in which their records point to each other; the reports keep the order given.
fn take_all(
    taker: &mut Importer<'_, '_>,
    surveys: &[&FilePreview],
    stages: &crate::domain::stages::Stages,
    go_on: &mut dyn FnMut(u64) -> bool,
) -> Result<Vec<FileReport>> {
    let brings: Vec<Shape> = surveys.iter().map(|survey| survey.shape).collect();
    let mut order: Vec<usize> = (0..surveys.len()).collect();
    order.sort_by_key(|at| rank(surveys[*at].shape));
    let mut reports: Vec<Option<FileReport>> = surveys.iter().map(|_| None).collect();
    let mut before = 0;
    for at in order {
        taker.begin_file();
        let file = File { survey: surveys[at], stages, brings: &brings };
        let report = run::take_file(taker, &file, &mut |rows| go_on(before + rows))?;
        before += report.rows;
        reports[at] = Some(report);
    }
    Ok(reports.into_iter().flatten().collect())
}

fn rank(shape: Shape) -> usize {
    match shape {
        Shape::Of(noun) => noun as usize * 2,
        Shape::Deals => Noun::Contracts as usize * 2 + 1,
        Shape::Activities => Noun::Touches as usize * 2 + 1,
    }
}
