//! Files opened into the tables that can be taken in, each with what is understood of it and what the user says about it.

use super::{Accounts, ImportOptions};
use crate::book::Book;
use crate::domain::day::Day;
use crate::domain::money::Currency;
use crate::domain::problem::{Problem, Result};
use crate::exchange::container;
use crate::exchange::overrides::Overrides;
use crate::exchange::preview::FilePreview;
use crate::exchange::source::{Source, is_stdin};
use std::path::{Path, PathBuf};

/// A table as it was understood.
#[derive(Debug, Clone)]
pub struct FilePlan {
    /// The file.
    pub path: PathBuf,
    /// What was understood, or why nothing was.
    pub understood: Result<FilePreview>,
    /// What of the file was left out before its rows were looked at, and why.
    pub notes: Vec<String>,
    /// What the user says about this table.
    pub overrides: Overrides,
    /// Whether it stays out: somebody says so, or it is a sheet that looks like no table beside one that does.
    pub is_left_out: bool,
    /// What was said about files with these columns before and holds again.
    pub recalled: Option<Recalled>,
}

/// What a plan takes over from a recipe.
#[derive(Debug, Clone)]
pub struct Recalled {
    /// The day on which it was said.
    pub on: Day,
    pub(super) accounts: Accounts,
    pub(super) everybody: bool,
    pub(super) term: Option<u32>,
    pub(super) currency: Option<Currency>,
}

impl Recalled {
    /// The options of the run, with what was said then where nothing is said now.
    pub(super) fn complete(&self, options: &ImportOptions) -> ImportOptions {
        ImportOptions {
            accounts: if options.accounts == Accounts::Usual { self.accounts } else { options.accounts },
            everybody: options.everybody || self.everybody,
            term: options.term.or(self.term),
            currency: options.currency.or(self.currency),
            ..options.clone()
        }
    }
}

/// What is said about one table, by its name: `sheet.csv`, or `export.xlsx, Contacts` for a sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TableOverrides {
    /// The file as it was named or by its name alone, with the table in it behind a comma where one is meant.
    pub table: String,
    /// What is said.
    pub overrides: Overrides,
}

impl FilePlan {
    fn new(path: &Path, overrides: Overrides, understood: Result<FilePreview>) -> Self {
        Self { path: path.to_owned(), understood, notes: Vec::new(), overrides, is_left_out: false, recalled: None }
    }

    /// Why the file cannot be taken in as it stands, if it cannot.
    pub fn problem(&self) -> Option<Problem> {
        match &self.understood {
            Err(problem) => Some(problem.clone()),
            Ok(preview) => preview.question(),
        }
    }

    /// Why the table stays out though others of its file do not, as a sentence.
    pub(super) fn why_left_out(&self) -> Option<String> {
        let problem = self.problem().filter(|_| self.is_left_out)?;
        let name = self.understood.as_ref().map_or_else(|_| file_name(&self.path), |seen| seen.source.name());
        let why = problem.sentence.strip_prefix(&format!("{name}: ")).unwrap_or(&problem.sentence);
        Some(format!("{name} is left out: {why}"))
    }

    /// Whether its rows are taken in with those of the others.
    pub fn is_ready(&self) -> bool {
        !self.is_left_out && self.problem().is_none()
    }

    /// The table within its file, where there are several, else the file, without its folder.
    pub fn name(&self) -> String {
        let part = self.understood.as_ref().ok().and_then(|seen| seen.source.part());
        part.map_or_else(|| file_name(&self.path), str::to_owned)
    }

    /// Reads the table again by other wishes. What the table cannot fulfil is refused, and the plan stays.
    pub fn read_again(&mut self, overrides: Overrides) -> Result<()> {
        let before = self.understood.as_ref().map_err(Clone::clone)?;
        self.understood = Ok(FilePreview::of_source(before.source.clone(), &overrides)?);
        self.overrides = overrides;
        Ok(())
    }
}

impl ImportOptions {
    /// What is said about this table: about every table, and about it alone.
    fn overrides_for(&self, path: &Path, part: Option<&str>) -> Overrides {
        let mut overrides = self.overrides.clone();
        let names = [if is_stdin(path) { "-".to_owned() } else { path.display().to_string() }, file_name(path)];
        let is_meant = |said: &str| {
            names.iter().any(|name| match said.strip_prefix(name.as_str()) {
                Some("") => true,
                Some(rest) => rest.strip_prefix(',').is_some_and(|rest| part == Some(rest.trim())),
                None => false,
            })
        };
        for own in self.tables.iter().filter(|own| is_meant(&own.table)) {
            overrides.shape = own.overrides.shape.or(overrides.shape);
            overrides.columns.extend(own.overrides.columns.iter().cloned());
        }
        overrides
    }
}

impl Book {
    /// What is understood of each file by itself.
    pub(super) fn plan_each(&self, paths: &[impl AsRef<Path>], options: &ImportOptions) -> Vec<FilePlan> {
        files(paths).iter().flat_map(|path| self.plan_file(path, options)).collect()
    }

    fn plan_file(&self, path: &Path, options: &ImportOptions) -> Vec<FilePlan> {
        let opened = match container::open(path, self.today()) {
            Ok(None) => {
                let overrides = options.overrides_for(path, None);
                let seen = FilePreview::of(path, &overrides);
                return vec![self.recall(FilePlan::new(path, overrides, seen))];
            }
            Ok(Some(opened)) => opened,
            Err(problem) => return vec![FilePlan::new(path, options.overrides_for(path, None), Err(problem))],
        };
        let is_one = opened.parts.len() == 1;
        let of = |part: container::Part| {
            let overrides = options.overrides_for(path, part.name.as_deref());
            let source = Source::held(path, part.name.filter(|_| !is_one), part.format, part.holds, part.text);
            let seen = FilePreview::of_source(source, &overrides);
            self.recall(FilePlan::new(path, overrides, seen))
        };
        together(opened.parts.into_iter().map(of).collect(), opened.notes)
    }
}

/// The plans of one file. A cover sheet is no table, and no fault of the workbook: where another sheet can be read, it is
/// left out, and stays in sight as long as it has columns.
fn together(all: Vec<FilePlan>, mut notes: Vec<String>) -> Vec<FilePlan> {
    let is_read = |plan: &FilePlan| plan.understood.as_ref().is_ok_and(|seen| seen.lack().is_none());
    let any = all.iter().any(is_read);
    let (mut plans, blank): (Vec<_>, Vec<_>) = all.into_iter().partition(|plan| !any || plan.understood.is_ok());
    notes.extend(blank.into_iter().filter_map(|plan| Some(plan.problem()?.sentence)));
    for plan in &mut plans {
        plan.is_left_out = any && !is_read(plan);
    }
    // What can be taken stands before what cannot.
    plans.sort_by_key(|plan| plan.is_left_out);
    if let Some(first) = plans.iter_mut().find(|plan| !plan.is_left_out) {
        first.notes = notes;
    }
    plans
}

/// The files that these paths stand for: a folder for those in it.
pub fn files(paths: &[impl AsRef<Path>]) -> Vec<PathBuf> {
    paths.iter().flat_map(|path| files_in(path.as_ref())).collect()
}

/// How deep folders are looked into.
const DEPTH: usize = 4;

/// The file, or the files in the folder and those below it; rows that an earlier import rejected are not among them.
fn files_in(path: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    gather(path, DEPTH, &mut files);
    if files.is_empty() { vec![path.to_owned()] } else { files }
}

fn gather(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths.into_iter().filter(|path| !file_name(path).starts_with(['.', '~'])) {
        if path.is_file() && !file_name(&path).ends_with(".rejected.csv") {
            files.push(path);
        } else if depth > 1 && path.is_dir() && !path.is_symlink() {
            gather(&path, depth - 1, files);
        }
    }
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
