//! Files in and out: choosing one, seeing what was understood, taking it in beside the keys, exporting a table.
//!
//! The work has a book of its own on the same file, so that the cockpit's stays free; when it is done the cockpit sees
//! the write as it sees any other.

use super::app::App;
use super::layer::Layer;
use super::layer::import::{ImportLayer, ImportWish};
use super::layer::input::{Input, Offer, Reading};
use super::layer::picker::{Item, Picker};
use super::layer::progress::{Meter, Progress};
use super::layer::text::TextLayer;
use super::purpose::{Choice, Wish};
use super::shell::Message;
use super::step::Step;
use crate::book::export::export_table;
use crate::book::import::{FilePlan, FileReport, ImportOptions, Shape};
use crate::book::{Book, Outcome};
use crate::domain::day::Day;
use crate::domain::money::grouped;
use crate::domain::problem::{Problem, ProblemKind, Result};
use ratatui::text::{Line, Span};
use std::path::{Path, PathBuf};
use std::thread::JoinHandle;

/// Work under way on a thread of its own.
pub(super) type Work = JoinHandle<Result<(Vec<FileReport>, Outcome)>>;

/// How many rejected rows are shown; all of them stand in the file written beside the original.
const SHOWN: usize = 200;

/// A table as it is shown: headings and rows.
pub(crate) struct Shown {
    /// Headings.
    pub(crate) columns: Vec<String>,
    /// Rows.
    pub(crate) rows: Vec<Vec<String>>,
}

impl App {
    /// Asks which file.
    pub(super) fn open_import() -> Step {
        let hint =
            "A CSV file of ours, or an export of HubSpot, Salesforce, Pipedrive, Zoho or Dynamics; Tab completes";
        Step::Open(Box::new(Layer::Input(Input::new("Import which file", hint, Wish::ImportFile))))
    }

    /// Asks where to.
    pub(super) fn open_export(&self) -> Step {
        let name = format!("{}-{}.csv", self.here.word().to_lowercase(), self.book.today());
        let hint = "A file that is not there yet";
        Step::Open(Box::new(Layer::Input(Input::new("Export the table shown to", hint, Wish::ExportFile).with(name))))
    }

    /// Files that begin with what is typed.
    pub(super) fn read_path(words: &str) -> Reading {
        Reading { offers: completions(words), ..Reading::default() }
    }

    /// Shows what was understood of a file.
    pub(super) fn plan_file(&mut self, words: &str) -> Result<()> {
        let path = expanded(words.trim());
        if words.trim().is_empty() || path.is_dir() {
            return Err(Problem::input("Name a file; Tab completes its path."));
        }
        let options = ImportOptions::default();
        let plan = self.plan(&path, &options);
        if let (Err(problem), true) = (&plan.understood, !path.exists()) {
            return Err(problem.clone());
        }
        self.layers.pop();
        self.layers.push(Layer::Import(Box::new(ImportLayer::new(plan, options))));
        Ok(())
    }

    /// Corrects the reading of a file, or takes it in.
    pub(super) fn import_wish(&mut self, wish: ImportWish) -> Result<()> {
        let Some(Layer::Import(layer)) = self.layers.last() else { return Ok(()) };
        match wish {
            ImportWish::Column(column) => {
                if let Some(survey) = layer.survey() {
                    let columns = survey.shape.columns();
                    let fields = columns.own.iter().chain(columns.foreign).map(|field| field.name);
                    let items = std::iter::once("leave it out").chain(fields).map(|name| Item::new(name, ""));
                    let picker =
                        Picker::new("It is", "No field has these letters.", items.collect(), Choice::Field(column));
                    self.layers.push(Layer::Picker(picker));
                }
            }
            ImportWish::Shape => {
                let items = Shape::all().map(|shape| Item::new(shape.word(), "")).collect();
                let picker = Picker::new("The rows are", "No kind has these letters.", items, Choice::Shape);
                self.layers.push(Layer::Picker(picker));
            }
            ImportWish::Again => self.plan_again(),
            ImportWish::TakeIn { dry_run } => self.take_in(dry_run)?,
        }
        Ok(())
    }

    /// The field chosen for a column; row 0 leaves it out.
    pub(super) fn field_chosen(&mut self, column: usize, row: usize) {
        if let Some(Layer::Import(layer)) = self.layers.last_mut() {
            let fields = layer.survey().map(|survey| survey.shape.columns());
            let name = fields.and_then(|fields| {
                let mut all = fields.own.iter().chain(fields.foreign);
                row.checked_sub(1).and_then(|at| all.nth(at)).map(|field| field.name)
            });
            layer.map(column, name);
        }
        self.plan_again();
    }

    /// The kind of record chosen for the rows.
    pub(super) fn shape_chosen(&mut self, row: usize) {
        if let (Some(Layer::Import(layer)), Some(shape)) = (self.layers.last_mut(), Shape::all().nth(row)) {
            layer.shape(shape);
        }
        self.plan_again();
    }

    /// Asks the work to end and shows what became of it, once it has ended.
    pub(super) fn look_at_work(&mut self) {
        if !self.work.as_ref().is_some_and(JoinHandle::is_finished) {
            return;
        }
        let Some(work) = self.work.take() else { return };
        let ended = work.join().unwrap_or_else(|_| Err(Problem::internal("The import stopped on a fault of its own.")));
        self.layers.retain(|layer| !matches!(layer, Layer::Progress(_)));
        if let Err(problem) = self.book.poll() {
            self.tell(&problem);
        }
        self.reload();
        match ended {
            Ok((reports, outcome)) => self.show_reports(&reports, &outcome),
            Err(problem) if problem.kind == ProblemKind::Cancelled => {
                self.message = Some(Message::Said("Stopped; the book is as it was.".to_owned()));
            }
            Err(problem) => self.tell(&problem),
        }
    }

    /// Writes the table shown to a file.
    pub(super) fn export_table(&mut self, words: &str) -> Result<String> {
        let path = expanded(words.trim());
        if path.exists() {
            return Err(Problem::input(format!("{} is there already; name a new file.", path.display())));
        }
        let table = self.screens.table(self.here, &mut self.book)?;
        let rows = table.rows.len();
        export_table(&path, &table.columns, &table.rows)?;
        Ok(format!("{} rows are in {}.", grouped(&rows.to_string()), path.display()))
    }

    fn plan(&self, path: &Path, options: &ImportOptions) -> FilePlan {
        let mut plans = self.book.plan_import(&[path], options);
        let lost = || FilePlan { path: path.to_owned(), understood: Err(Problem::internal("The file was not read.")) };
        plans.pop().unwrap_or_else(lost)
    }

    fn plan_again(&mut self) {
        let Some(Layer::Import(layer)) = self.layers.last() else { return };
        let plan = self.plan(&layer.plan.path, &layer.options);
        if let Some(Layer::Import(layer)) = self.layers.last_mut() {
            layer.plan = plan;
        }
    }

    fn take_in(&mut self, dry_run: bool) -> Result<()> {
        let Some(Layer::Import(layer)) = self.layers.last() else { return Ok(()) };
        let (plan, options) = (layer.plan.clone(), ImportOptions { dry_run, ..layer.options.clone() });
        let total = layer.survey().map_or(0, |survey| survey.rows);
        let (path, today) = (self.book.path().to_owned(), Some(self.book.today()));
        let meter = Meter::default();
        meter.tell(0, total);
        let told = meter.clone();
        let work = std::thread::Builder::new()
            .name("import".into())
            .spawn(move || import(&path, today, plan, &options, &told, total))
            .map_err(|error| Problem::internal(format!("No thread could be started: {error}.")))?;
        if !dry_run {
            self.layers.pop();
        }
        self.work = Some(work);
        let title = if dry_run { "Trying it out" } else { "Taking it in" };
        self.layers.push(Layer::Progress(Progress { title: title.to_owned(), unit: "rows", meter }));
        Ok(())
    }

    fn show_reports(&mut self, reports: &[FileReport], outcome: &Outcome) {
        let theme = self.look().theme;
        let mut lines = Vec::new();
        for report in reports {
            let number = |count: u64| grouped(&count.to_string());
            lines.push(Line::from(vec![
                Span::styled(number(report.rows), theme.strong),
                Span::raw(format!(" rows of {}", report.noun)),
            ]));
            let counts = [
                (report.created, "new"),
                (report.updated, "changed"),
                (report.unchanged, "as the book knew them"),
                (report.skipped.len() as u64, "passed over"),
                (report.rejected.len() as u64, "rejected"),
            ];
            lines.extend(counts.into_iter().filter(|(count, _)| *count > 0).map(|(count, what)| {
                let style = if what == "rejected" { theme.warning } else { theme.plain };
                Line::from(Span::styled(format!("{:>9}  {what}", number(count)), style))
            }));
            lines.extend(report.rejected.iter().take(SHOWN).map(|wrong| {
                let column = if wrong.column.is_empty() { String::new() } else { format!(", {}", wrong.column) };
                Line::from(vec![
                    Span::styled(format!("line {}{column}: ", wrong.line), theme.dim),
                    Span::raw(wrong.reason.clone()),
                ])
            }));
            if let Some(file) = &report.rejected_file {
                lines
                    .push(Line::from(Span::styled(format!("The rejected rows are in {}.", file.display()), theme.dim)));
            }
        }
        let (title, closing) = match outcome.step {
            0 => ("Nothing was changed", "This is what would happen, or nothing was new."),
            _ => ("Taken in", "u takes all of it back."),
        };
        lines.push(Line::default());
        lines.push(Line::from(Span::styled(closing, theme.dim)));
        self.layers.push(Layer::Text(TextLayer::new(title, lines)));
    }
}

/// Takes a file in through a book of its own.
fn import(
    path: &Path,
    today: Option<Day>,
    plan: FilePlan,
    options: &ImportOptions,
    meter: &Meter,
    total: u64,
) -> Result<(Vec<FileReport>, Outcome)> {
    let mut book = Book::open(path, false, today)?;
    book.import(&[plan], options, &mut |rows| {
        meter.tell(rows, total);
        !meter.is_stopped()
    })
}

/// A path with `~` for the home folder.
fn expanded(words: &str) -> PathBuf {
    match (words.strip_prefix("~/"), std::env::var_os("HOME")) {
        (Some(rest), Some(home)) => PathBuf::from(home).join(rest),
        _ => PathBuf::from(words),
    }
}

/// Folders and CSV files that begin with what is typed.
fn completions(words: &str) -> Vec<Offer> {
    let (folder, start) = words.rfind('/').map_or(("", words), |slash| words.split_at(slash + 1));
    let place = if folder.is_empty() { PathBuf::from(".") } else { expanded(folder) };
    let Ok(entries) = std::fs::read_dir(place) else { return Vec::new() };
    let mut found: Vec<(bool, String)> = entries
        .filter_map(|entry| {
            let entry = entry.ok()?;
            let name = entry.file_name().into_string().ok()?;
            let is_folder = entry.path().is_dir();
            let is_table = ["csv", "tsv", "txt"].iter().any(|end| name.to_lowercase().ends_with(end));
            let fits = name.to_lowercase().starts_with(&start.to_lowercase())
                && (!name.starts_with('.') || start.starts_with('.'));
            (fits && (is_folder || is_table)).then_some((is_folder, name))
        })
        .collect();
    found.sort();
    found.truncate(50);
    let range = words.len() - start.len()..words.len();
    let offer = |(is_folder, name): (bool, String)| Offer {
        range: range.clone(),
        words: if is_folder { format!("{name}/") } else { name },
        detail: if is_folder { "folder".to_owned() } else { String::new() },
    };
    found.into_iter().map(offer).collect()
}
