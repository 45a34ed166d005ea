//! Taking a file in: what was understood of it, column by column, to be corrected before it is kept.

use super::{Canvas, Key, Mouse, Reply, framed, middle};
use crate::book::import::{
    ColumnOverride, Field, FilePlan, FilePreview, Hint, ImportOptions, Mapping, OWN, Order, Shape, TABLE,
};
use crate::domain::record::Kind;
use crate::domain::text::grouped;
use crate::tui::theme::Theme;
use crate::tui::widget::roll::{ListState, Move};
use crate::tui::widget::table::{self, Cell, Column, Focus, cell};
use crossterm::event::KeyCode;
use ratatui::layout::Rect;

/// A file as it was understood, and what the user says about it.
#[derive(Debug)]
pub(crate) struct ImportLayer {
    /// The file.
    pub(crate) plan: FilePlan,
    /// What the user says.
    pub(crate) options: ImportOptions,
    roll: ListState,
}

/// What is to be corrected or done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ImportWish {
    /// Choose what this column is.
    Column(usize),
    /// Choose what the rows are.
    Shape,
    /// Read the file again: a wish changed.
    Again,
    /// Take it in, or only tell what would happen.
    TakeIn {
        /// Tell and change nothing.
        dry_run: bool,
    },
}

#[rustfmt::skip]
const COLUMNS: [Column; 3] = [
    Column::words("Column in the file", 16, 2, Column::KEEP),
    Column::words("is taken as",        16, 2, Column::KEEP),
    Column::words("Such as",            14, 3, 3),
];

/// Lines above the columns.
const HEAD: u16 = 3;

impl ImportLayer {
    /// This file.
    pub(crate) fn new(plan: FilePlan, options: ImportOptions) -> Self {
        Self { plan, options, roll: ListState::default() }
    }

    /// Takes a key.
    pub(crate) fn press(&mut self, key: Key) -> Reply {
        if let Some(how) = super::text::scroll_key(key) {
            self.roll.go(how);
            return Reply::Stay;
        }
        match key.code {
            KeyCode::Esc | KeyCode::Char('q') => Reply::Close,
            KeyCode::Char('c') if key.ctrl => Reply::Close,
            KeyCode::Char('e' | ' ') => {
                self.roll.selected().map_or(Reply::Stay, |at| Reply::Import(ImportWish::Column(at)))
            }
            KeyCode::Char('t') => Reply::Import(ImportWish::Shape),
            KeyCode::Char('o') => self.turn_days(),
            KeyCode::Char('d') => self.take(true),
            KeyCode::Enter => self.take(false),
            _ => Reply::Stay,
        }
    }

    /// Takes a click on a column, or the wheel.
    pub(crate) fn mouse(&mut self, mouse: Mouse, screen: Rect) -> Reply {
        match mouse {
            Mouse::Wheel(_, down) => {
                self.roll.go(if down { Move::Down } else { Move::Up });
            }
            Mouse::Click(at) => {
                let top = area(screen).y + HEAD + 2;
                if let Some(row) = at.y.checked_sub(top).and_then(|line| self.roll.row_at(usize::from(line))) {
                    self.roll.select(row);
                }
            }
        }
        Reply::Stay
    }

    /// Tells how large the screen is.
    pub(crate) fn settle(&mut self, screen: Rect) {
        let columns = self.survey().map_or(0, |survey| survey.header.len());
        self.roll.settle(columns, usize::from(area(screen).height.saturating_sub(HEAD + 3)));
    }

    /// What was understood.
    pub(crate) fn survey(&self) -> Option<&FilePreview> {
        self.plan.understood.as_ref().ok()
    }

    /// Says that this column fills that field, or none.
    pub(crate) fn map(&mut self, column: usize, field: Option<&str>) {
        let Some(name) = self.survey().and_then(|survey| survey.header.get(column)).cloned() else { return };
        let hint =
            self.options.wishes.columns.iter().find(|wish| wish.mapping.column == name).and_then(|wish| wish.hint);
        self.options.wishes.columns.retain(|wish| wish.mapping.column != name);
        let mapping = Mapping { column: name, field: field.map(str::to_owned) };
        self.options.wishes.columns.push(ColumnOverride { mapping, hint });
    }

    /// Says what the rows are.
    pub(crate) fn shape(&mut self, shape: Shape) {
        self.options.wishes.shape = Some(shape);
        self.options.wishes.columns.clear();
    }

    /// Draws it.
    pub(crate) fn view(&self, pen: &mut Canvas<'_>, screen: Rect) {
        let theme = pen.theme();
        let name = self.plan.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let inside = framed(pen, area(screen), &format!("Import {name}"), String::new(), self.roll.position());
        if inside.height < HEAD {
            return;
        }
        let (words, style) = match (&self.plan.understood, self.plan.problem()) {
            (Ok(survey), None) => (understood(survey), theme.plain),
            (_, Some(problem)) => (problem.sentence, theme.error),
            (Err(problem), None) => (problem.sentence.clone(), theme.error),
        };
        pen.paragraph(Rect { height: HEAD - 1, ..inside }, &words, style);
        let Some(survey) = self.survey() else { return };
        let list = Rect { x: inside.x - 1, y: inside.y + HEAD, width: inside.width + 2, height: inside.height - HEAD };
        let rows = table::heading(pen, list, &COLUMNS, None);
        table::rows(pen, rows, &COLUMNS, &self.roll, Focus::Here, |index| cells(survey, index, &theme));
    }

    fn take(&self, dry_run: bool) -> Reply {
        match self.plan.problem() {
            Some(problem) => Reply::Refused(problem.sentence),
            None => Reply::Import(ImportWish::TakeIn { dry_run }),
        }
    }

    /// Turns the order of the days in the selected column, or in the one that asks.
    fn turn_days(&mut self) -> Reply {
        let Some(survey) = self.survey() else { return Reply::Stay };
        let at = self.roll.at();
        let asks = survey.fields.iter().find(|field| field.question.is_some());
        let chosen = asks.or_else(|| field_of(survey, at)).filter(|field| matches!(field.column.kind, Kind::Day));
        let Some(field) = chosen else { return Reply::Refused("Select a column of days first.".to_owned()) };
        let turned = if field.question.is_none() && field.order == Order::DayFirst {
            Order::MonthFirst
        } else {
            Order::DayFirst
        };
        let wish = ColumnOverride {
            mapping: Mapping { column: field.header.clone(), field: Some(field.column.name.to_owned()) },
            hint: Some(Hint::Days(turned)),
        };
        self.options.wishes.columns.retain(|known| known.mapping.column != wish.mapping.column);
        self.options.wishes.columns.push(wish);
        Reply::Import(ImportWish::Again)
    }
}

fn understood(survey: &FilePreview) -> String {
    let by = match survey.format.as_str() {
        OWN | TABLE => String::new(),
        "hubspot" => " from HubSpot".to_owned(),
        other => format!(" from {}", super::capital(other)),
    };
    let rows = grouped(&survey.rows.to_string());
    let left = survey.skipped.len();
    let skipped = if left > 0 { format!(" {left} columns are not taken.") } else { String::new() };
    format!("{rows} rows of {}{by}, cells divided by {}.{skipped}", survey.shape.word(), survey.delimiter)
}

fn field_of(survey: &FilePreview, place: usize) -> Option<&Field> {
    survey.fields.iter().find(|field| field.places.contains(&place))
}

fn cells(survey: &FilePreview, index: usize, theme: &Theme) -> Vec<Cell> {
    let header = survey.header.get(index).cloned().unwrap_or_default();
    let sample = survey.samples.iter().filter_map(|row| row.get(index)).find(|cell| !cell.trim().is_empty());
    let (taken, style) = match field_of(survey, index) {
        Some(field) if field.question.is_some() => {
            (format!("{}: day or month first? o", field.column.name), theme.error)
        }
        Some(field) if matches!(field.column.kind, Kind::Day) && field.order == Order::MonthFirst => {
            (format!("{}, month first", field.column.name), theme.good)
        }
        Some(field) => (field.column.name.replace('_', " "), theme.good),
        None => ("not taken".to_owned(), theme.dim),
    };
    vec![cell(header, theme.strong), cell(taken, style), cell(sample.cloned().unwrap_or_default(), theme.dim)]
}

fn area(screen: Rect) -> Rect {
    middle(screen, 96.min(screen.width.saturating_sub(2)), screen.height.saturating_sub(2).min(40))
}
