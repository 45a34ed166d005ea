//! Files in and out: choosing one, seeing what was understood, taking it in beside the keys, exporting a table.
//!
//! The import itself runs beside the keys, see [`super::beside`].

use super::app::App;
use super::layer::Layer;
use super::layer::confirm::Confirm;
use super::layer::import::{ImportLayer, ImportWish};
use super::layer::input::{Input, Offer, Reading};
use super::layer::picker::{Item, Picker};
use super::layer::progress::Meter;
use super::layer::text::TextLayer;
use super::purpose::{Choice, InputPurpose, Question};
use super::step::Step;
use crate::book::import::{FilePlan, FileReport, ImportOptions, Shape};
use crate::book::{Book, Outcome};
use crate::domain::day::Day;
use crate::domain::problem::{Problem, Result};
use crate::domain::text::grouped;
use crate::view;
use ratatui::text::{Line, Span};
use std::path::{Path, PathBuf};

/// How many rejected rows are shown; all of them stand in a file of the state folder.
const SHOWN: usize = 200;

/// A table as it is shown: headings and rows.
pub(crate) struct Shown {
    /// Headings.
    pub(crate) columns: Vec<String>,
    /// Rows.
    pub(crate) rows: Vec<Vec<String>>,
}

impl Shown {
    /// A list by its declaration.
    pub(crate) fn of<'a, T: 'a>(
        columns: &[view::Column<T>],
        list: impl Iterator<Item = &'a T>,
        around: &view::Around<'_>,
    ) -> Self {
        let rows = list.map(|one| view::exported(columns, one, around)).collect();
        Self { columns: view::keys(columns), rows }
    }
}

impl App {
    /// Asks which file.
    pub(super) fn open_import() -> Step {
        let hint =
            "A CSV file, a folder or a pattern such as ~/export/*.csv; exports of the known CRMs are read as they are";
        Step::Open(Box::new(Layer::Input(Input::new("Import which file", hint, InputPurpose::ImportFile))))
    }

    /// Asks where to.
    pub(super) fn open_export(&self) -> Step {
        let name = format!("{}-{}.csv", self.here.word().to_lowercase(), self.book.today());
        let hint = "A file that is not there yet";
        Step::Open(Box::new(Layer::Input(
            Input::new("Export the table shown to", hint, InputPurpose::ExportFile).with(name),
        )))
    }

    /// Files that begin with what is typed.
    pub(super) fn read_path(words: &str) -> Reading {
        Reading { offers: completions(words), ..Reading::default() }
    }

    /// Shows what was understood of a file.
    pub(super) fn plan_file(&mut self, words: &str) -> Result<()> {
        let path = expanded(words.trim());
        if words.trim().is_empty() {
            return Err(Problem::input("Name a file, a folder or a pattern such as ~/export/*.csv; Tab completes."));
        }
        if let Some(files) = several(&path)? {
            return self.ask_for_all(&files);
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

    /// Says what was understood of several files and asks whether to take them in together.
    fn ask_for_all(&mut self, files: &[PathBuf]) -> Result<()> {
        let plans = self.book.plan_import(files, &ImportOptions::default());
        let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let (good, bad): (Vec<_>, Vec<_>) = plans.into_iter().partition(|plan| plan.problem().is_none());
        if good.is_empty() {
            let first = bad.first().and_then(FilePlan::problem).map_or_else(String::new, |problem| problem.sentence);
            return Err(Problem::input(format!("None of the {} files can be taken in. {first}", bad.len())));
        }
        let said = |plan: &FilePlan| {
            let survey = plan.understood.as_ref().ok();
            survey.map(|survey| format!("{} ({})", survey.shape.word(), grouped(&survey.rows.to_string())))
        };
        let kinds: Vec<String> = good.iter().filter_map(said).collect();
        let mut question = format!("Take in {}?", kinds.join(", "));
        if !bad.is_empty() {
            let names: Vec<String> = bad.iter().map(|plan| name(&plan.path)).collect();
            let left = format!(" Left out, since they need a hand or are nothing a book keeps: {}.", names.join(", "));
            question.push_str(&left);
        }
        question += " All of it is one operation, which u takes back.";
        let ask = Question::TakeIn(good.into_iter().map(|plan| plan.path).collect());
        self.layers.push(Layer::Confirm(Confirm { title: "Import", question, ask }));
        Ok(())
    }

    /// Takes several files in together.
    pub(super) fn take_in_all(&mut self, files: &[PathBuf]) -> Result<()> {
        self.layers.pop();
        let options = ImportOptions::default();
        let plans = self.book.plan_import(files, &options);
        self.start_import(plans, options)
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

    /// Writes the table shown to a file.
    pub(super) fn export_table(&mut self, words: &str) -> Result<String> {
        let path = expanded(words.trim());
        let table = self.screens.table(self.here, &mut self.book)?;
        let rows = table.rows.len();
        self.book.export_table(&path, &table.columns, &table.rows)?;
        Ok(format!("{} rows are in {}.", grouped(&rows.to_string()), path.display()))
    }

    fn plan(&self, path: &Path, options: &ImportOptions) -> FilePlan {
        let mut plans = self.book.plan_import(&[path], options);
        let understood = Err(Problem::internal("The file was not read."));
        let lost = || FilePlan { path: path.to_owned(), understood, notes: Vec::new() };
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
        if !dry_run {
            self.layers.pop();
        }
        self.start_import(vec![plan], options)
    }

    fn start_import(&mut self, plans: Vec<FilePlan>, options: ImportOptions) -> Result<()> {
        let total = plans.iter().filter_map(|plan| plan.understood.as_ref().ok()).map(|survey| survey.rows).sum();
        let options = ImportOptions { rejects: self.book.rejects_folder(), ..options };
        let title = if options.dry_run { "Trying it out" } else { "Taking it in" };
        let (path, today) = (self.book.path().to_owned(), Some(self.book.today()));
        self.start_beside(title, "rows", total, move |meter| {
            let (reports, outcome) = import(&path, today, &plans, &options, meter, total)?;
            Ok(Box::new(move |app: &mut App| app.show_reports(&reports, &outcome)))
        })
    }

    fn show_reports(&mut self, reports: &[FileReport], outcome: &Outcome) {
        self.book.saw(outcome);
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

/// Takes files in through a book of its own.
fn import(
    path: &Path,
    today: Option<Day>,
    plans: &[FilePlan],
    options: &ImportOptions,
    meter: &Meter,
    total: u64,
) -> Result<(Vec<FileReport>, Outcome)> {
    let mut book = Book::open(path, false, today)?;
    book.import(plans, options, &mut |rows| {
        meter.tell(rows, total);
        !meter.is_stopped()
    })
}

/// The tables of a folder, or those a pattern such as `export/*.csv` fits; nothing when one file is named.
fn several(path: &Path) -> Result<Option<Vec<PathBuf>>> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let (folder, start, end) = match name.split_once('*') {
        _ if path.is_dir() => (path.to_owned(), String::new(), String::new()),
        Some((start, end)) => (path.parent().unwrap_or(Path::new(".")).to_owned(), start.to_owned(), end.to_owned()),
        None => return Ok(None),
    };
    let folder = if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder };
    let entries = std::fs::read_dir(&folder)
        .map_err(|error| Problem::input(format!("{} cannot be read ({error}).", folder.display())))?;
    let fits = |path: &PathBuf| {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let is_table = [".csv", ".tsv"].iter().any(|ending| name.to_lowercase().ends_with(ending));
        is_table
            && name.starts_with(&start)
            && name.ends_with(&end)
            && !name.ends_with(".rejected.csv")
            && path.is_file()
    };
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).filter(fits).collect();
    files.sort();
    if files.is_empty() {
        Err(Problem::input(format!("{} has no such tables.", folder.display())))
    } else {
        Ok(Some(files))
    }
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
