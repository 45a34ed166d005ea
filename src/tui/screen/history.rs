//! Screen 8: every operation, newest first, with what it changed; undo and redo from here.
//!
//! Steps are read page by page as one scrolls: a book of years opens as fast as one of a day.

use super::{click, move_of};
use crate::book::{Book, Step as Entry};
use crate::domain::day::{Day, spoken};
use crate::domain::problem::Result;
use crate::tui::canvas::Canvas;
use crate::tui::command::{Command, DisabledReason};
use crate::tui::intake::Shown;
use crate::tui::layer::Mouse;
use crate::tui::step::Step;
use crate::tui::widget::pane::{Pane, inside};
use crate::tui::widget::roll::{ListState, Move};
use crate::tui::widget::table::{self, Cell, Column, Focus, cell};
use crate::view::Ink;
use ratatui::layout::Rect;

/// The History screen.
#[derive(Debug, Default)]
pub(crate) struct HistoryScreen {
    steps: Vec<Entry>,
    complete: bool,
    undo: Option<String>,
    redo: Option<String>,
    roll: ListState,
    body: Rect,
}

/// Steps read at once.
const PAGE: usize = 200;

#[rustfmt::skip]
const COLUMNS: [Column; 5] = [
    Column::words ("When",      17, 0, 5),
    Column::words ("Operation", 18, 0, Column::KEEP),
    Column::words ("What",      18, 4, Column::KEEP),
    Column::words ("Changed",   16, 3, 3),
    Column::words ("",           6, 0, 4),
];

impl HistoryScreen {
    /// Whether this can be done here now.
    pub(crate) fn can(&self, command: Command) -> Result<(), DisabledReason> {
        match command {
            Command::Undo if self.undo.is_none() => Err(DisabledReason::so("There is nothing to undo.")),
            Command::Redo if self.redo.is_none() => Err(DisabledReason::so("There is nothing to redo.")),
            Command::NextPane | Command::PreviousPane | Command::Zoom => {
                Err(DisabledReason::so("There is one pane here."))
            }
            Command::Left | Command::Right => Err(DisabledReason::so("There are no tabs here.")),
            Command::Mark | Command::ClearMarks => {
                Err(DisabledReason::so("Operations are undone one after the other."))
            }
            _ => Ok(()),
        }
    }

    /// Does what was asked.
    pub(crate) fn update(&mut self, command: Command, book: &Book) -> Result<Step> {
        if let Some(how) = move_of(command) {
            self.go(how, book)?;
        }
        if command == Command::Back {
            return Ok(Step::Back);
        }
        if command == Command::Open {
            let chosen = self.roll.selected().and_then(|at| self.steps.get(at));
            return Ok(chosen.map_or(Step::Stay, |step| Step::Say(described(step))));
        }
        Ok(Step::Stay)
    }

    /// Takes a click or the wheel.
    pub(crate) fn mouse(&mut self, mouse: Mouse, book: &Book) -> Result<Step> {
        match mouse {
            Mouse::Wheel(_, down) => self.go(if down { Move::Down } else { Move::Up }, book)?,
            Mouse::Click(at) | Mouse::Double(at) => click(&mut self.roll, at, self.body),
        }
        Ok(Step::Stay)
    }

    /// Reads the newest steps again.
    pub(crate) fn reload(&mut self, book: &Book) -> Result<()> {
        self.steps = book.history(None, PAGE.max(self.steps.len()))?;
        self.complete = self.steps.len() < PAGE;
        self.undo = book.undoable();
        self.redo = book.redoable();
        self.settle(self.body, book)
    }

    /// Tells how large the body is.
    pub(crate) fn settle(&mut self, body: Rect, book: &Book) -> Result<()> {
        self.body = body;
        self.roll.settle(self.steps.len(), usize::from(inside(body).height.saturating_sub(1)));
        self.read_ahead(book)
    }

    /// The operations read so far, for export.
    pub(crate) fn table(&self) -> Shown {
        let columns = ["at", "operation", "what", "changed", "undone"].map(str::to_owned).to_vec();
        let row = |step: &Entry| {
            let undone = if step.undone { "yes" } else { "no" };
            vec![step.at.clone(), step.name.clone(), step.summary.clone(), changes(step), undone.to_owned()]
        };
        Shown { columns, rows: self.steps.iter().map(row).collect() }
    }

    /// Draws it.
    pub(crate) fn view(&self, canvas: &mut Canvas<'_>, body: Rect) {
        let (theme, today) = (canvas.theme(), canvas.look.today);
        let undo = self.undo.as_deref().map_or("nothing to undo".to_owned(), |name| format!("u undoes “{name}”"));
        let answer = match &self.redo {
            Some(name) => format!("{undo} · U redoes “{name}”"),
            None => undo,
        };
        let pane = Pane { name: "History", answer, focused: true, position: self.roll.position(), ..Pane::default() };
        let inside = pane.draw(canvas, body);
        if self.steps.is_empty() {
            let words = "No operation yet. Every change is listed here, and u undoes it.";
            canvas.paragraph(inside, words, theme.dim);
            return;
        }
        let list = Rect { x: inside.x.saturating_sub(1), width: inside.width + 2, ..inside };
        let rows = table::heading(canvas, list, &COLUMNS, None);
        table::rows(canvas, rows, &COLUMNS, &self.roll, Focus::Here, |index| {
            self.steps.get(index).map_or_else(Vec::new, |step| cells(step, today))
        });
    }

    fn go(&mut self, how: Move, book: &Book) -> Result<()> {
        if how == Move::Last {
            while !self.complete {
                self.read_more(book)?;
            }
            self.roll.settle(self.steps.len(), self.roll.visible().len());
        }
        self.roll.go(how);
        self.read_ahead(book)
    }

    /// Reads the next page before one gets there.
    fn read_ahead(&mut self, book: &Book) -> Result<()> {
        if !self.complete && self.roll.at() + PAGE / 2 > self.steps.len() {
            self.read_more(book)?;
            self.roll.settle(self.steps.len(), usize::from(inside(self.body).height.saturating_sub(1)));
        }
        Ok(())
    }

    fn read_more(&mut self, book: &Book) -> Result<()> {
        let more = book.history(self.steps.last().map(|step| step.step), PAGE)?;
        self.complete = more.len() < PAGE;
        self.steps.extend(more);
        Ok(())
    }
}

fn cells(step: &Entry, today: Day) -> Vec<Cell> {
    let plain = if step.undone { Ink::Dim } else { Ink::Plain };
    let strong = if step.undone { Ink::Dim } else { Ink::Strong };
    let state = match (step.undone, step.gone) {
        (false, _) => "",
        (true, false) => "undone",
        (true, true) => "gone",
    };
    vec![
        cell(when(&step.at, today), Ink::Dim),
        cell(step.name.clone(), strong),
        cell(step.summary.clone(), plain),
        cell(changes(step), Ink::Dim),
        cell(state, Ink::Warning),
    ]
}

/// `today 14:05`, `3 d ago 09:12`, `12 Oct 08:30`.
fn when(stamp: &str, today: Day) -> String {
    let day = stamp.get(..10).and_then(|day| Day::parse(day).ok());
    match (day, stamp.get(11..16)) {
        (Some(day), Some(time)) => format!("{} {time}", spoken(day, today)),
        _ => stamp.to_owned(),
    }
}

fn changes(step: &Entry) -> String {
    let counted: Vec<String> = step.changes.iter().map(|(noun, count)| noun.counted(*count)).collect();
    counted.join(", ")
}

fn described(step: &Entry) -> String {
    let undone = if step.undone { ", undone since" } else { "" };
    format!("{}: {} ({}{undone}).", step.name, step.summary, changes(step))
}
