//! Files in and out: choosing some, seeing what was understood, taking them in beside the keys, exporting a table.
//!
//! The import itself runs beside the keys, see [`super::beside`].

use super::app::App;
use super::import_report::told;
use super::known;
use super::layer::Layer;
use super::layer::import::words::state;
use super::layer::import::{CURRENCIES, ImportLayer, ImportWish, KEYS, as_kind, kinds, mapped, targets};
use super::layer::input::{Input, Reading};
use super::layer::picker::{Item, Picker};
use super::layer::progress::Meter;
use super::layer::text::TextLayer;
use super::paths::{completions, expanded, name_of, named};
use super::purpose::{Choice, InputPurpose};
use super::shell::Message;
use super::step::Step;
use super::theme::Theme;
use crate::book::import::{FilePlan, FileReport, ImportOptions, Overrides};
use crate::book::{Book, Outcome};
use crate::domain::day::Day;
use crate::domain::money::Currency;
use crate::domain::noun::Noun;
use crate::domain::problem::{Problem, Result};
use crate::domain::text::grouped;
use crate::view;
use ratatui::text::{Line, Span};
use std::path::Path;

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
        let hint = "A sheet, cards, a calendar, mail, a folder or a pattern such as ~/export/*.csv; Enter alone: the newest as before";
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

    /// Shows what was understood of the tables of a file, a folder or a pattern.
    pub(super) fn plan_file(&mut self, words: &str) -> Result<()> {
        let path = expanded(words.trim());
        // Enter alone takes the newest of what came in before.
        let again = words.trim().is_empty();
        let files = if again { self.book.files_again()? } else { named(&path)? };
        let plans = self.book.plan_import(&files, &ImportOptions::default());
        if let Some(problem) = unreadable(&plans) {
            return Err(problem);
        }
        self.layers.pop();
        let counts_in = self.book.has_currency()?.then(|| self.book.currency());
        self.layers.push(Layer::Import(Box::new(ImportLayer::new(
            if again { "again".to_owned() } else { name_of(&path) },
            plans,
            counts_in,
        ))));
        Ok(())
    }

    /// Corrects the reading of a table, or takes all of them in.
    pub(super) fn import_wish(&mut self, wish: ImportWish) -> Result<()> {
        let Some(Layer::Import(layer)) = self.layers.last() else { return Ok(()) };
        let picker = match wish {
            ImportWish::Column(column) => {
                let Some(preview) = layer.preview() else { return Ok(()) };
                let items = targets(preview).into_iter().map(|(name, beside, _)| Item::new(name, beside));
                Picker::new("It is", "No matches.", items.collect(), Choice::Field(column))
            }
            ImportWish::Shape => {
                let items = kinds().into_iter().map(|(shape, beside)| Item::new(shape.word(), beside)).collect();
                Picker::new("The rows are", "No matches.", items, Choice::Shape)
            }
            ImportWish::Currency => {
                let codes = CURRENCIES.iter().map(|code| Item::new(*code, ""));
                let items = std::iter::once(Item::new("as the files say, else as the book", "")).chain(codes).collect();
                Picker::new("Bare amounts are in", "No matches.", items, Choice::ImportCurrency)
            }
            ImportWish::Read(overrides) => {
                self.read_table(overrides);
                return Ok(());
            }
            ImportWish::Keys => {
                let theme = self.look().theme;
                let line = |(key, words): (&str, &str)| {
                    Line::from(vec![Span::styled(format!("{key:<7}"), theme.key), Span::raw(words.to_owned())])
                };
                let lines = KEYS.into_iter().map(line).collect();
                self.layers.push(Layer::Text(TextLayer::new("Keys of the import", lines)));
                return Ok(());
            }
            ImportWish::TakeIn { dry_run } => return self.take_in(dry_run),
        };
        self.layers.push(Layer::Picker(picker));
        Ok(())
    }

    /// What was chosen for a column.
    pub(super) fn field_chosen(&mut self, column: usize, row: usize) {
        let Some(Layer::Import(layer)) = self.layers.last() else { return };
        let Some((plan, preview)) = layer.plan().zip(layer.preview()) else { return };
        if let Some((_, _, target)) = targets(preview).into_iter().nth(row) {
            let overrides = mapped(plan, column, target);
            self.read_table(overrides);
        }
    }

    /// The kind of record chosen for the rows.
    pub(super) fn shape_chosen(&mut self, row: usize) {
        let Some(Layer::Import(layer)) = self.layers.last() else { return };
        if let Some((plan, (shape, _))) = layer.plan().zip(kinds().get(row).copied()) {
            let overrides = as_kind(&plan.overrides, shape);
            self.read_table(overrides);
        }
    }

    /// The currency chosen for amounts that say none; row 0: as the files or the book say.
    pub(super) fn currency_chosen(&mut self, row: usize) {
        let code = row.checked_sub(1).and_then(|at| CURRENCIES.get(at));
        if let Some(Layer::Import(layer)) = self.layers.last_mut() {
            layer.count_in(code.and_then(|code| Currency::parse(code).ok()));
        }
    }

    /// Reads the selected table by other wishes. What it cannot fulfil is said, and it stays as it was read before.
    fn read_table(&mut self, overrides: Overrides) {
        let Some(Layer::Import(layer)) = self.layers.last_mut() else { return };
        if let Err(problem) = layer.read_again(overrides) {
            self.message = Some(Message::Refused(problem.sentence));
        }
    }

    /// Writes the table shown to a file.
    pub(super) fn export_table(&mut self, words: &str) -> Result<String> {
        let path = expanded(words.trim());
        let table = self.screens.table(self.here, &mut self.book)?;
        let rows = table.rows.len();
        self.book.export_table(&path, &table.columns, &table.rows)?;
        Ok(format!("{} rows are in {}.", grouped(&rows.to_string()), path.display()))
    }

    fn take_in(&mut self, dry_run: bool) -> Result<()> {
        let Some(Layer::Import(layer)) = self.layers.last() else { return Ok(()) };
        let plans = layer.plans.clone();
        let options = ImportOptions { dry_run, rejects: self.book.rejects_folder(), ..layer.options.clone() };
        let ready = plans.iter().filter(|plan| plan.is_ready()).flat_map(|plan| &plan.understood);
        let total = ready.map(|preview| preview.rows).sum();
        let (path, today) = (self.book.path().to_owned(), Some(self.book.today()));
        let title = if dry_run { "Trying it out" } else { "Importing" };
        self.start_beside(title, "rows", total, move |meter| {
            let (reports, outcome) = import(&path, today, &plans, &options, meter, total)?;
            Ok(Box::new(move |app: &mut App| app.show_reports(&reports, &left_out(&plans), &outcome, dry_run)))
        })
    }

    /// Says what became of the tables, or what would: a dry run in the layer that it was asked in.
    fn show_reports(&mut self, reports: &[FileReport], left: &[String], outcome: &Outcome, dry_run: bool) {
        let theme = self.look().theme;
        let mut lines = told(reports, left, &theme);
        if let Some(Layer::Import(layer)) = self.layers.last_mut().filter(|_| dry_run) {
            layer.tried(lines);
            return;
        }
        self.book.saw(outcome);
        self.layers.retain(|layer| !matches!(layer, Layer::Import(_)));
        let (title, closing) = match outcome.step {
            0 => ("Nothing was changed", "Already up to date, or no row could be imported."),
            _ => ("Imported", "u undoes all of it."),
        };
        let known = if outcome.step > 0 { self.known_lines(&theme) } else { Ok(Vec::new()) };
        match known {
            Ok(known) => lines.splice(0..0, known).for_each(drop),
            Err(problem) => self.tell(&problem),
        }
        match self.book.long_overdue_told() {
            Ok(Some(told)) if outcome.step > 0 => {
                let words = format!("{told}: : and dismiss all tasks clears them, undoable.");
                lines.push(Line::from(Span::styled(words, theme.warning)));
            }
            Ok(_) => {}
            Err(problem) => self.tell(&problem),
        }
        lines.push(Line::from(Span::styled(closing, theme.dim)));
        self.layers.push(Layer::Text(TextLayer::new(title, lines)));
        if outcome.changed.contains(&Noun::Members)
            && let Err(problem) = self.ask_who()
        {
            self.tell(&problem);
        }
    }

    /// What the book knows of its accounts now, and what the list of risk is worth with that.
    fn known_lines(&self, theme: &Theme) -> Result<Vec<Line<'static>>> {
        let mut lines = known::lines(&self.book.what_is_known()?, theme);
        if let Some(worth) = self.book.list_worth()? {
            let at = lines.len().saturating_sub(1);
            lines.insert(at, Line::from(Span::styled(format!("Risk list: {worth}"), theme.strong)));
        }
        Ok(lines)
    }
}

/// Why none of the tables can be seen, if none can.
fn unreadable(plans: &[FilePlan]) -> Option<Problem> {
    if plans.iter().any(|plan| plan.understood.is_ok()) {
        return None;
    }
    let first = plans.iter().find_map(FilePlan::problem)?;
    if plans.len() == 1 {
        return Some(first);
    }
    Some(Problem::input(format!("None of the {} files can be read. {}", plans.len(), first.sentence)))
}

/// The tables that stay out, each with why.
fn left_out(plans: &[FilePlan]) -> Vec<String> {
    let out = plans.iter().filter(|plan| !plan.is_ready());
    out.map(|plan| format!("{}: {}", plan.name(), state(plan))).collect()
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
    book.keep_backups();
    book.import(plans, options, &mut |rows| {
        meter.tell(rows, total);
        !meter.is_stopped()
    })
}
