//! Taking files in: what was understood first, then all of it as one operation that can be undone.
//!
//! [`Book::plan_import`] surveys the files and changes nothing; [`Book::import`] takes them in, the kinds of record that
//! others point to first. A record is known again by its key, then by its exact name (a contact: within its account);
//! one without either by what it says, so that a file that comes twice adds nothing while two equal rows in one file
//! stay two. Blank cells leave what the book knows.

mod activity;
mod agreement;
mod ahead;
mod answer;
mod bare;
mod compare;
mod deal;
pub(super) mod directory;
mod ended;
mod file;
mod importer;
mod kept;
mod known;
mod made;
mod notes;
mod owners;
mod plan;
mod reasons;
mod recipe;
mod report;
mod row;
mod rows;
mod run;
mod shared_keys;
mod sheet;
mod stays;
mod unsettled;
mod whose;

use super::op::Op;
use super::{Book, Outcome};
use crate::domain::money::Currency;
use crate::domain::noun::Noun;
use crate::domain::problem::{Problem, ProblemKind, Result};
use crate::store::backups::Why;

use file::File;
use importer::Importer;
use std::path::{Path, PathBuf};

pub use crate::domain::amount::Style;
pub use crate::exchange::container::from_stdin;
pub use crate::exchange::date::Order;
pub use crate::exchange::deals::term_months;
pub use crate::exchange::headers::{Certainty, Lack, MapTo, Mapping, OWN, TABLE};
pub use crate::exchange::overrides::{ColumnOverride, Hint, Overrides};
pub use crate::exchange::preview::{Field, FilePreview, Question, usual_currency};
pub use crate::exchange::shape::Shape;
pub use crate::exchange::table::Rejection;
pub use kept::can_keep;
pub use made::Made;
pub use plan::{FilePlan, TableOverrides, files};
pub use reasons::{Reason, rejected, skipped};
pub use report::{Became, ColumnUse, FileReport, Skipped};

/// What is done about accounts that rows name and the book does not have.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Accounts {
    /// They are made, unless the file is an address book, a calendar or mail.
    #[default]
    Usual,
    /// They are made.
    Made,
    /// Their rows are left out.
    Known,
}

/// How files are to be taken in.
#[derive(Debug, Clone, Default)]
pub struct ImportOptions {
    /// What is done about accounts that rows name and the book does not have.
    pub accounts: Accounts,
    /// Take prospects, partners and vendors too.
    pub everybody: bool,
    /// The term of won deals that say no end, in months; none: a year, which is said.
    pub term: Option<u32>,
    /// The currency of amounts that say none; none: that of the book, or of the amounts of the files that say one.
    pub currency: Option<Currency>,
    /// What the user says about the files.
    pub overrides: Overrides,
    /// What the user says about one table of them alone.
    pub tables: Vec<TableOverrides>,
    /// Tell what would happen and change nothing.
    pub dry_run: bool,
    /// Take nothing if a single row is rejected.
    pub strict: bool,
    /// The folder that rejected rows are written to, which is never one that is imported; none: they are told only.
    pub rejects: Option<PathBuf>,
}

impl Book {
    /// Takes the files in, all of them as one operation. `go_on` is told how many rows were read and says whether to go
    /// on; if not, nothing is taken. A dry run, and a strict one that met a rejected row, tell the same and keep
    /// nothing: the step of their outcome is 0.
    pub fn import(
        &mut self,
        plans: &[FilePlan],
        options: &ImportOptions,
        go_on: &mut dyn FnMut(u64) -> bool,
    ) -> Result<(Vec<FileReport>, Outcome)> {
        let ready = plans.iter().filter(|plan| plan.is_ready());
        let of =
            |plan: &FilePlan| plan.recalled.as_ref().map_or_else(|| options.clone(), |said| said.complete(options));
        let taken: Vec<(&FilePreview, ImportOptions)> =
            ready.filter_map(|plan| Some((plan.understood.as_ref().ok()?, of(plan)))).collect();
        let backs_up = self.backs_up;
        self.backs_up &= !options.dry_run;
        self.try_back_up_before(Why::Import);
        let mut told = Vec::new();
        let stages = self.stages().clone();
        let currency = self.currency_of(&taken)?;
        self.store.make_room(true)?;
        let edited = self.edit(Op::Import, |edit| {
            told = take_all(&mut Importer::new(edit, currency)?, &taken, &stages, go_on)?;
            edit.summary(summary(&told));
            let rejected = told.iter().any(|report| !report.rejected.is_empty() || !report.faults.is_empty());
            let rejected = rejected || plans.iter().any(|plan| plan.problem().is_some());
            let keeps = !(options.dry_run || options.strict && rejected);
            if keeps { Ok(()) } else { Err(Problem::new(ProblemKind::Cancelled, KEPT_NOTHING)) }
        });
        self.store.make_room(false)?;
        self.backs_up = backs_up;
        let outcome = match edited {
            Ok(((), outcome)) => outcome,
            Err(problem) if problem.sentence == KEPT_NOTHING => nothing(&told),
            Err(problem) => return Err(problem),
        };
        let ready = || plans.iter().filter(|plan| plan.is_ready());
        for (plan, report) in ready().zip(&mut told) {
            report.notes.extend(self.gone(plan, report)?);
        }
        if !options.dry_run && told.iter().any(|report| report.taken() > 0) && !(options.strict && outcome.step == 0) {
            self.keep_recipes(plans, &told, options)?;
        }
        told = with_refused(plans, told);
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

impl Book {
    /// The currency of amounts that say none: as the user says, else that of the book, else, in a book that has none yet, the
    /// one that most rows of the files say.
    fn currency_of(&self, files: &[(&FilePreview, ImportOptions)]) -> Result<Currency> {
        if let Some(currency) = files.iter().find_map(|(_, options)| options.currency) {
            return Ok(currency);
        }
        let said = usual_currency(files.iter().map(|(file, _)| *file));
        Ok(match said {
            Some(currency) if !self.has_currency()? => currency,
            _ => self.currency(),
        })
    }
}

/// How an import that keeps nothing is told from one that failed.
const KEPT_NOTHING: &str = "Nothing was imported.";

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

/// The reports of all files, in the order given, those that could not be taken among them.
fn with_refused(plans: &[FilePlan], told: Vec<FileReport>) -> Vec<FileReport> {
    let mut taken = told.into_iter();
    let mut reports: Vec<(&Path, FileReport)> = Vec::new();
    for plan in plans.iter().filter(|plan| !plan.is_left_out) {
        let report = match plan.problem() {
            Some(problem) => Some(FileReport::refused(plan, problem)),
            None => taken.next().map(|mut report| {
                let said =
                    plan.recalled.as_ref().map(|said| format!("read as you said on {} of a file like it", said.on));
                report.notes.splice(0..0, plan.notes.iter().cloned().chain(said));
                report
            }),
        };
        reports.extend(report.map(|report| (plan.path.as_path(), report)));
    }
    for plan in plans {
        let first = reports.iter_mut().find(|(path, _)| *path == plan.path);
        if let Some(((_, report), why)) = first.zip(plan.why_left_out()) {
            report.tables_left.push(why);
        }
    }
    reports.into_iter().map(|(_, report)| report).collect()
}

/// Takes the files in. People who were left out as prospects come in after all where a deal of the same import makes their
/// company a customer, whatever the order: all files are gone through once more then, which changes nothing else.
fn take_all(
    importer: &mut Importer<'_, '_>,
    files: &[(&FilePreview, ImportOptions)],
    stages: &crate::domain::stages::Stages,
    go_on: &mut dyn FnMut(u64) -> bool,
) -> Result<Vec<FileReport>> {
    let mut reports = go_through(importer, files, stages, go_on)?;
    if importer.knows_companies_left_out() {
        let again = go_through(importer, files, stages, go_on)?;
        reports = reports.into_iter().zip(again).map(|(first, again)| first.followed_by(again)).collect();
    }
    importer.settle_bare()?;
    // What follows from contracts and accounts together is told with the first file that says it.
    let made = importer.settle_partings()?;
    let of = |noun: Noun| files.iter().position(|(file, _)| file.shape == Shape::Of(noun));
    let deals = || files.iter().position(|(file, _)| file.shape == Shape::Deals);
    if let Some(at) = of(Noun::Contracts).or_else(deals).or_else(|| of(Noun::Accounts)) {
        reports[at].made.churns += made;
    }
    let said = importer.settle_returns()?;
    let of_churns = reports.iter().position(|report| report.noun == Noun::Churns.word());
    let at = of_churns.unwrap_or(reports.len().saturating_sub(1));
    if let Some(report) = reports.get_mut(at) {
        report.notes.extend(said);
    }
    Ok(reports)
}

/// Takes the files in, in the order in which their records point to each other; the reports keep the order given.
fn go_through(
    importer: &mut Importer<'_, '_>,
    files: &[(&FilePreview, ImportOptions)],
    stages: &crate::domain::stages::Stages,
    go_on: &mut dyn FnMut(u64) -> bool,
) -> Result<Vec<FileReport>> {
    let brings: Vec<Shape> = files.iter().map(|(preview, _)| preview.shape).collect();
    let mut order: Vec<usize> = (0..files.len()).collect();
    order.sort_by_key(|at| rank(files[*at].0.shape));
    let mut reports: Vec<Option<FileReport>> = files.iter().map(|_| None).collect();
    let mut before = 0;
    importer.agreement.begin();
    for at in order {
        let (preview, options) = &files[at];
        importer.begin_file(preview.is_own());
        let file = File { preview, stages, brings: &brings, options };
        let report = run::take_file(importer, &file, &mut |rows| go_on(before + rows))?;
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
        Shape::Usage => usize::MAX,
    }
}
