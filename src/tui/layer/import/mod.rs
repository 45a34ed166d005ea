//! Taking files in: every table with what its rows are, every column with what it is taken as, all of it to be corrected before
//! anything is kept.

mod layout;
mod view;
mod wish;
pub(crate) mod words;

use super::text::{closes, scroll_key};
use super::{Canvas, Key, Mouse, Reply};
use crate::book::import::{Accounts, FilePlan, FilePreview, ImportOptions, Overrides};
use crate::domain::money::Currency;
use crate::domain::problem::Problem;
use crate::tui::widget::roll::{ListState, Move};
use crossterm::event::KeyCode;
use layout::Layout;
use ratatui::layout::Rect;
use ratatui::text::Line;
pub(crate) use wish::{as_kind, kinds, mapped, targets};

/// The currencies to choose from.
pub(crate) const CURRENCIES: [&str; 24] = [
    "EUR", "USD", "GBP", "CHF", "SEK", "NOK", "DKK", "CZK", "PLN", "HUF", "RON", "JPY", "CNY", "CAD", "AUD", "NZD",
    "INR", "BRL", "MXN", "ZAR", "SGD", "HKD", "AED", "ILS",
];

/// The keys of the layer and what they do.
#[rustfmt::skip]
pub(crate) const KEYS: [(&str, &str); 16] = [
    ("Enter", "Import every table that is ready, as one operation that u undoes"),
    ("d",     "Dry run: what would be made, changed and left out; nothing is saved"),
    ("Tab",   "From the tables to the columns and back"),
    ("j k",   "Down and up"),
    ("t",     "Choose what the rows of the table are"),
    ("e",     "Choose the field that the selected column fills"),
    ("x",     "Leave the selected table or column out, or take it again"),
    ("o",     "Turn the order of days: day first, month first"),
    ("n",     "Turn the style of numbers: decimal point, decimal comma"),
    ("a",     "Companies that rows name and the book lacks: as usual, always made, their rows left out"),
    ("p",     "Prospects, partners and vendors: left out, taken too"),
    ("m",     "Term of won deals that give no end: a year, 12, 24, 36 months"),
    ("c",     "Currency of amounts that give none"),
    ("click", "Select a table or a column; again: choose its kind or field"),
    ("?",     "These keys"),
    ("Esc",   "Back, or close and change nothing"),
];

/// The tables of an import, and what the user says about them.
#[derive(Debug)]
pub(crate) struct ImportLayer {
    /// The tables.
    pub(crate) plans: Vec<FilePlan>,
    /// What holds for all of them.
    pub(crate) options: ImportOptions,
    title: String,
    /// The currency of the book, if anything in it has one.
    counts_in: Option<Currency>,
    tables: ListState,
    columns: ListState,
    focus: Part,
    trial: Option<Trial>,
}

/// Where the keys go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Tables,
    Columns,
}

/// What a dry run told, over the columns.
#[derive(Debug)]
struct Trial {
    whole: Vec<Line<'static>>,
    lines: Vec<Line<'static>>,
    roll: ListState,
}

/// What is to be corrected or done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ImportWish {
    /// Choose what this column is.
    Column(usize),
    /// Choose what the rows are.
    Shape,
    /// Choose the currency of amounts that say none.
    Currency,
    /// Read the selected table again, by these wishes.
    Read(Overrides),
    /// Tell the keys.
    Keys,
    /// Take it in, or only tell what would happen.
    TakeIn {
        /// Tell and change nothing.
        dry_run: bool,
    },
}

impl ImportLayer {
    /// These tables of what the user called `title`; the first that asks is selected.
    pub(crate) fn new(title: String, plans: Vec<FilePlan>, counts_in: Option<Currency>) -> Self {
        let focus = if plans.len() > 1 { Part::Tables } else { Part::Columns };
        let asks = plans.iter().position(|plan| !plan.is_left_out && !plan.is_ready());
        let mut tables = ListState::default();
        tables.settle(plans.len(), 1);
        tables.select(asks.unwrap_or(0));
        let (options, columns) = (ImportOptions::default(), ListState::default());
        let mut layer = Self { plans, options, title, counts_in, tables, columns, focus, trial: None };
        layer.begin_columns();
        layer
    }

    /// Takes a key.
    pub(crate) fn press(&mut self, key: Key) -> Reply {
        match key.code {
            KeyCode::Enter => return self.take(false),
            KeyCode::Char('?') => return Reply::Import(ImportWish::Keys),
            KeyCode::Char('c') if key.ctrl => return Reply::Close,
            _ => {}
        }
        if let Some(trial) = &mut self.trial {
            match scroll_key(key) {
                Some(how) => {
                    trial.roll.go(how);
                }
                None if closes(key) || matches!(key.code, KeyCode::Tab | KeyCode::Char('d')) => self.trial = None,
                None => return self.change(key),
            }
            return Reply::Stay;
        }
        if let Some(how) = scroll_key(key) {
            self.go(how);
            return Reply::Stay;
        }
        match key.code {
            KeyCode::Esc | KeyCode::Char('q') => Reply::Close,
            KeyCode::Tab | KeyCode::BackTab | KeyCode::Left | KeyCode::Right => {
                self.turn_focus();
                Reply::Stay
            }
            KeyCode::Char('d') => self.take(true),
            _ => self.change(key),
        }
    }

    /// Takes a key that says something about the tables.
    fn change(&mut self, key: Key) -> Reply {
        match key.code {
            KeyCode::Char('t') => self.preview().map_or(Reply::Stay, |_| Reply::Import(ImportWish::Shape)),
            KeyCode::Char('e') => self.edit_column(),
            KeyCode::Char('x' | ' ') => self.turn_out(),
            KeyCode::Char('o') => self.asked(wish::turn_days),
            KeyCode::Char('n') => self.asked(wish::turn_numbers),
            KeyCode::Char('c') => Reply::Import(ImportWish::Currency),
            KeyCode::Char('a') => self.set(|options| {
                options.accounts = match options.accounts {
                    Accounts::Usual => Accounts::Made,
                    Accounts::Made => Accounts::Known,
                    Accounts::Known => Accounts::Usual,
                };
            }),
            KeyCode::Char('p') => self.set(|options| options.everybody = !options.everybody),
            KeyCode::Char('m') => self.set(|options| {
                options.term = match options.term {
                    None => Some(12),
                    Some(12) => Some(24),
                    Some(24) => Some(36),
                    Some(_) => None,
                };
            }),
            _ => Reply::Stay,
        }
    }

    /// Takes a click on a table or a column, or the wheel.
    pub(crate) fn mouse(&mut self, mouse: Mouse, screen: Rect) -> Reply {
        let layout = Layout::of(screen, self.plans.len());
        match mouse {
            Mouse::Wheel(at, down) => {
                let how = if down { Move::Down } else { Move::Up };
                match &mut self.trial {
                    Some(trial) if layout.list.contains(at) => {
                        trial.roll.go(how);
                    }
                    _ => {
                        self.focus = if layout.tables.contains(at) { Part::Tables } else { Part::Columns };
                        self.go(how);
                    }
                }
                Reply::Stay
            }
            Mouse::Click(at) | Mouse::Double(at) if layout.tables.contains(at) => {
                self.click(Part::Tables, at.y - layout.tables.y)
            }
            Mouse::Click(at) | Mouse::Double(at) if layout.list.contains(at) && self.trial.is_none() => {
                self.click(Part::Columns, at.y - layout.list.y)
            }
            Mouse::Click(_) | Mouse::Double(_) => Reply::Stay,
        }
    }

    /// Selects the row that was clicked; one that was selected is to be corrected.
    fn click(&mut self, part: Part, line: u16) -> Reply {
        let roll = if part == Part::Tables { &self.tables } else { &self.columns };
        let Some(row) = line.checked_sub(1).and_then(|line| roll.row_at(usize::from(line))) else {
            return Reply::Stay;
        };
        let is_again = self.focus == part && roll.selected() == Some(row);
        self.focus = part;
        match part {
            Part::Tables if is_again => {
                return self.preview().map_or(Reply::Stay, |_| Reply::Import(ImportWish::Shape));
            }
            Part::Tables => {
                self.tables.select(row);
                self.begin_columns();
            }
            Part::Columns if is_again => return self.edit_column(),
            Part::Columns => self.columns.select(row),
        }
        Reply::Stay
    }

    /// Tells how large the screen is.
    pub(crate) fn settle(&mut self, screen: Rect) {
        let layout = Layout::of(screen, self.plans.len());
        let rows = |area: Rect| usize::from(area.height.saturating_sub(1));
        self.tables.settle(self.plans.len(), rows(layout.tables));
        self.columns.settle(self.preview().map_or(0, |preview| preview.header.len()), rows(layout.list));
        if let Some(trial) = &mut self.trial {
            trial.lines =
                trial.whole.iter().flat_map(|line| super::fold::fold(line, usize::from(layout.said.width))).collect();
            let pages = (trial.lines.len() + 1).saturating_sub(usize::from(layout.list.height).max(1));
            trial.roll.settle(pages, 1);
        }
    }

    /// The selected table.
    pub(crate) fn plan(&self) -> Option<&FilePlan> {
        self.plans.get(self.tables.at())
    }

    /// What was understood of the selected table.
    pub(crate) fn preview(&self) -> Option<&FilePreview> {
        self.plan()?.understood.as_ref().ok()
    }

    /// Reads the selected table by other wishes; what it cannot fulfil is refused.
    pub(crate) fn read_again(&mut self, overrides: Overrides) -> Result<(), Problem> {
        self.trial = None;
        let Some(plan) = self.plans.get_mut(self.tables.at()) else { return Ok(()) };
        plan.read_again(overrides)?;
        // Whoever says what a sheet is wants it.
        plan.is_left_out = false;
        Ok(())
    }

    /// Says what currency amounts are in that say none.
    pub(crate) fn count_in(&mut self, currency: Option<Currency>) {
        self.set(|options| options.currency = currency);
    }

    /// Shows what a dry run told.
    pub(crate) fn tried(&mut self, lines: Vec<Line<'static>>) {
        self.trial = Some(Trial { whole: lines, lines: Vec::new(), roll: ListState::default() });
    }

    fn set(&mut self, change: impl FnOnce(&mut ImportOptions)) -> Reply {
        change(&mut self.options);
        self.trial = None;
        Reply::Stay
    }

    fn turn_focus(&mut self) {
        self.focus = match self.focus {
            Part::Columns if self.plans.len() > 1 => Part::Tables,
            _ => Part::Columns,
        };
    }

    fn go(&mut self, how: Move) {
        match self.focus {
            Part::Columns => {
                self.columns.go(how);
            }
            Part::Tables => {
                if self.tables.go(how) {
                    self.begin_columns();
                }
            }
        }
    }

    /// Goes to the first column of the selected table, or to the one that asks.
    fn begin_columns(&mut self) {
        let preview = self.preview();
        let asks = preview.and_then(|preview| {
            let field = preview.fields.iter().find(|field| field.question.is_some())?;
            field.places.first().copied()
        });
        let many = preview.map_or(0, |preview| preview.header.len());
        self.columns = ListState::default();
        self.columns.settle(many, 1);
        self.columns.select(asks.unwrap_or(0));
        self.trial = None;
    }

    fn edit_column(&mut self) -> Reply {
        if self.focus == Part::Tables {
            self.focus = Part::Columns;
            return Reply::Stay;
        }
        let Some((preview, at)) = self.preview().zip(self.columns.selected()) else { return Reply::Stay };
        match wish::nameable(preview, at) {
            Ok(()) => Reply::Import(ImportWish::Column(at)),
            Err(why) => Reply::Refused(why),
        }
    }

    /// Leaves the selected table or column out, or takes it again.
    fn turn_out(&mut self) -> Reply {
        if self.focus == Part::Tables {
            self.trial = None;
            if let Some(plan) = self.plans.get_mut(self.tables.at()) {
                plan.is_left_out = !plan.is_left_out;
            }
            return Reply::Stay;
        }
        let Some((plan, at)) = self.plan().zip(self.columns.selected()) else { return Reply::Stay };
        answer(wish::turn_out(plan, at))
    }

    /// Answers what the selected table asks, or corrects its selected column.
    fn asked(&self, turn: fn(&FilePlan, usize) -> Result<Overrides, String>) -> Reply {
        self.plan().map_or(Reply::Stay, |plan| answer(turn(plan, self.columns.at())))
    }

    fn take(&self, dry_run: bool) -> Reply {
        if self.plans.iter().any(FilePlan::is_ready) {
            return Reply::Import(ImportWish::TakeIn { dry_run });
        }
        let asks = self.plans.iter().find(|plan| !plan.is_left_out).and_then(words::asks);
        Reply::Refused(asks.unwrap_or_else(|| "Every table is left out: x takes the selected one again.".to_owned()))
    }

    /// Draws it.
    pub(crate) fn view(&self, canvas: &mut Canvas<'_>, screen: Rect) {
        view::draw(self, canvas, screen);
    }
}

fn answer(overrides: Result<Overrides, String>) -> Reply {
    match overrides {
        Ok(overrides) => Reply::Import(ImportWish::Read(overrides)),
        Err(why) => Reply::Refused(why),
    }
}
