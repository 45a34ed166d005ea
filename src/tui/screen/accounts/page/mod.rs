//! The page of one account, tab by tab.
//!
//! A tab is a list of rows made from what was read when the page was opened or the book changed; the visible ones are
//! drawn. A row with a record behind it can be edited where it stands.

mod brief;
mod counterparts;
mod data;
mod handoff;
mod head;
mod knows;
mod people;
mod plan;
mod risk;
mod selection;
mod strip;
mod terms;
mod timeline;

use super::super::move_of;
use crate::book::Book;
use crate::domain::account::Account;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::noun::Noun;
use crate::domain::problem::Result;
use crate::domain::today::{Kind, TaskId};
use crate::form::record_ref::RecordRef;
use crate::tui::canvas::{Canvas, Look};
use crate::tui::command::{Command, DisabledReason};
use crate::tui::intake::Shown;
use crate::tui::layer::text::TextLayer;
use crate::tui::layer::{Layer, Mouse};
use crate::tui::step::{Step, Subject};
use crate::tui::widget::pane::{Pane, inside};
use crate::tui::widget::roll::{ListState, Move};
use crate::tui::widget::row::Row;
use crate::tui::widget::table::select_row;
use data::Data;
use head::tab_starts;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::Line;
use strip::Room;

/// One tab.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Tab {
    /// What to know before the call.
    #[default]
    Brief,
    /// What happened, newest first.
    Timeline,
    /// Their people, our assignments.
    People,
    /// Contract lines and their renewal.
    Contracts,
    /// Offers of responsibility.
    HandOff,
    /// Plans and goals.
    Plan,
    /// Every point of the score.
    Risk,
}

impl Tab {
    pub(crate) const ALL: [Tab; 7] =
        [Tab::Brief, Tab::Timeline, Tab::People, Tab::Contracts, Tab::HandOff, Tab::Plan, Tab::Risk];

    pub(crate) fn word(self) -> &'static str {
        match self {
            Tab::Brief => "Brief",
            Tab::Timeline => "Timeline",
            Tab::People => "People",
            Tab::Contracts => "Contracts",
            Tab::HandOff => "Hand-off",
            Tab::Plan => "Plan",
            Tab::Risk => "Risk",
        }
    }

    fn beside(self, right: bool) -> Self {
        let at = Self::ALL.iter().position(|tab| *tab == self).unwrap_or(0);
        let next = if right { at + 1 } else { at + Self::ALL.len() - 1 };
        Self::ALL[next % Self::ALL.len()]
    }
}

/// The page.
#[derive(Debug)]
pub(crate) struct Page {
    data: Data,
    tab: Tab,
    rows: Vec<Row>,
    roll: ListState,
    body: Rect,
    /// Whether the curve of the Risk tab, or the grid of the People tab, takes the place of its lines.
    drawn: bool,
    /// The columns and rows for which the rows were made.
    made_for: (u16, u16),
    /// The day under the hair-line of the brief; none: today.
    then: Option<Day>,
}

/// From so many lines on, the curve of the Risk tab has a place below its lines, of so many.
const ROOMY: u16 = 27;
const CURVE: u16 = 11;

/// Lines above the rows: what it is worth and how it stands, then the tabs, then air.
const HEAD: u16 = 3;

impl Page {
    /// Opens the page of an account.
    pub(crate) fn open(account: Id<Account>, book: &mut Book) -> Result<Self> {
        let data = Data::read(account, Tab::Brief, book)?;
        let mut page = Self {
            data,
            tab: Tab::Brief,
            rows: Vec::new(),
            roll: ListState::default(),
            body: Rect::ZERO,
            drawn: false,
            made_for: (0, 0),
            then: None,
        };
        page.make_rows();
        page.select_first();
        Ok(page)
    }

    /// Which account it is.
    pub(crate) fn account(&self) -> Id<Account> {
        self.data.brief.account.id
    }

    /// The tab in sight.
    pub(crate) fn tab(&self) -> Tab {
        self.tab
    }

    /// Shows this tab.
    pub(crate) fn show(&mut self, tab: Tab, book: &mut Book) -> Result<()> {
        self.tab = tab;
        self.drawn = false;
        self.roll = ListState::default();
        self.data.read_tab(tab, book)?;
        self.make_rows();
        self.select_first();
        Ok(())
    }

    /// Shows this record in the timeline.
    pub(crate) fn show_record(&mut self, record: &RecordRef, book: &mut Book) -> Result<()> {
        self.show(Tab::Timeline, book)?;
        self.select_again(Some(record));
        Ok(())
    }

    /// Reads everything again.
    pub(crate) fn reload(&mut self, book: &mut Book) -> Result<()> {
        let before = self.selected().and_then(|row| row.record.clone());
        self.data = Data::read(self.account(), self.tab, book)?;
        self.make_rows();
        self.select_again(before.as_ref());
        Ok(())
    }

    /// Whether this can be done here now.
    pub(crate) fn can(&self, command: Command) -> Result<(), DisabledReason> {
        match command {
            Command::Mark | Command::ClearMarks => {
                Err(DisabledReason::so("Accounts are marked in the list of screen 3."))
            }
            Command::Zoom if !matches!(self.tab, Tab::Risk | Tab::People) => {
                Err(DisabledReason::so("There is one pane here."))
            }
            _ => Ok(()),
        }
    }

    /// Where the rows and where the curve of the Risk tab are drawn.
    fn parts(&self, inside: Rect) -> (Rect, Option<Rect>) {
        let rows = Rect { y: inside.y + HEAD.min(inside.height), height: inside.height.saturating_sub(HEAD), ..inside };
        if self.tab != Tab::Risk {
            return (rows, None);
        }
        if self.drawn {
            return (Rect { height: 0, ..rows }, Some(rows));
        }
        if rows.height < ROOMY {
            return (rows, None);
        }
        let [lines, curve] = Layout::vertical([Constraint::Fill(1), Constraint::Length(CURVE)]).areas(rows);
        (Rect { height: lines.height - 1, ..lines }, Some(curve))
    }

    /// Does what was asked.
    pub(crate) fn update(&mut self, command: Command, book: &mut Book) -> Result<Step> {
        match command {
            Command::NextPane | Command::Right => self.show(self.tab.beside(true), book)?,
            Command::PreviousPane | Command::Left => self.show(self.tab.beside(false), book)?,
            Command::Open => return self.open_row(book),
            Command::Earlier | Command::Later => {
                self.then = self.room().beside(self.data.today, command == Command::Later);
                self.make_rows();
            }
            Command::Zoom => {
                self.drawn = !self.drawn;
                self.make_rows();
            }
            _ => {
                if let Some(how) = move_of(command) {
                    self.go(how);
                }
            }
        }
        Ok(Step::Stay)
    }

    /// Takes a click on a tab or row, or the wheel.
    pub(crate) fn mouse(&mut self, mouse: Mouse, book: &mut Book) -> Result<Step> {
        match mouse {
            Mouse::Wheel(_, down) => {
                self.go(if down { Move::Down } else { Move::Up });
            }
            Mouse::Click(at) | Mouse::Double(at) => {
                let inside = inside(self.body);
                if at.y == inside.y + 1 {
                    let tab = Tab::ALL.into_iter().zip(tab_starts(inside.x)).rev().find(|(_, x)| *x <= at.x);
                    if let Some((tab, _)) = tab {
                        self.show(tab, book)?;
                    }
                } else if let Some(line) = at.y.checked_sub(inside.y + HEAD)
                    && let Some(row) = self.roll.row_at(usize::from(line))
                    && self.is_selectable(row)
                {
                    self.roll.select(row);
                    if matches!(mouse, Mouse::Double(_)) {
                        return Ok(Step::Run(Command::Open));
                    }
                }
            }
        }
        Ok(Step::Stay)
    }

    /// Whether the arrows move through the days of the strip.
    pub(crate) fn has_strip(&self) -> bool {
        self.tab == Tab::Brief
    }

    fn room(&self) -> Room {
        let (width, height) = self.made_for;
        Room {
            width: usize::from(width.saturating_sub(1)),
            height: usize::from(height.saturating_sub(HEAD)),
            then: self.then,
        }
    }

    /// What is selected.
    pub(crate) fn subject(&self) -> Subject {
        let record = self.selected().and_then(|row| row.record.clone());
        Subject {
            account: Some(self.account()),
            name: self.data.brief.account.name.clone(),
            task: self.step(record.as_ref()),
            record,
            ..Subject::default()
        }
    }

    /// What can be done of what is selected: an open action or commitment, an offer that waits.
    fn step(&self, record: Option<&RecordRef>) -> Option<TaskId> {
        let RecordRef::Record(noun, raw) = *record? else { return None };
        let brief = &self.data.brief;
        let kind = match noun {
            Noun::Actions if brief.actions.iter().any(|one| one.id.raw() == raw) => Kind::Action,
            Noun::Commitments if brief.commitments.iter().any(|one| one.id.raw() == raw) => Kind::Commitment,
            _ => return None,
        };
        Some(TaskId { kind, raw })
    }

    /// Tells how large the body is.
    pub(crate) fn settle(&mut self, body: Rect) {
        self.body = body;
        if size(body) != self.made_for && matches!(self.tab, Tab::Brief | Tab::People) {
            let before = self.selected().cloned();
            self.make_rows();
            self.select_like(before.as_ref());
            return;
        }
        let (rows, _) = self.parts(inside(body));
        self.roll.settle(self.rows.len(), usize::from(rows.height));
    }

    /// The rows of the tab, for export.
    pub(crate) fn table(&self) -> Shown {
        let columns = vec![self.tab.word().to_lowercase()];
        let words = |row: &Row| row.pieces.iter().map(|(_, words)| words.as_str()).collect::<String>();
        Shown { columns, rows: self.rows.iter().map(|row| vec![words(row).trim_end().to_owned()]).collect() }
    }

    /// Draws it.
    pub(crate) fn view(&self, canvas: &mut Canvas<'_>, body: Rect) {
        let account = &self.data.brief.account;
        let answer = self.data.brief.loss.as_ref().map_or_else(String::new, |loss| {
            let reason = loss.reason.clone().unwrap_or_else(|| "no reason recorded".to_owned());
            format!("churned {}: {reason}", crate::domain::day::spoken(loss.on, canvas.look.today))
        });
        let pane =
            Pane { name: &account.name, answer, position: self.roll.position(), focused: true, ..Pane::default() };
        let inside = pane.draw(canvas, body);
        if inside.height < HEAD {
            return;
        }
        self.draw_standing(canvas, Rect { height: 1, ..inside });
        self.draw_tabs(canvas, Rect { y: inside.y + 1, height: 1, ..inside });
        let (rows, curve) = self.parts(inside);
        if let Some(curve) = curve {
            risk::draw_curve(canvas, curve, &self.data);
        }
        for (line, index) in self.roll.visible().enumerate().take(usize::from(rows.height)) {
            let Some(row) = self.rows.get(index) else { break };
            let area = Rect { x: rows.x - 1, y: rows.y + line as u16, width: rows.width + 2, height: 1 };
            row.draw(canvas, Rect { x: rows.x + 1, width: rows.width.saturating_sub(1), ..area });
            if index == self.roll.at() {
                select_row(canvas, area, true);
            }
        }
    }

    fn selected(&self) -> Option<&Row> {
        self.roll.selected().and_then(|at| self.rows.get(at))
    }

    /// Asks what the row is a question about; else opens the whole text of one that is longer than its line.
    fn open_row(&self, book: &mut Book) -> Result<Step> {
        match self.selected().and_then(|row| row.record.clone()) {
            Some(record @ RecordRef::SuspectedDeparture(..)) => Step::form(record, book),
            _ => Ok(self.read_row()),
        }
    }

    /// Opens the whole text of a row that is longer than its line.
    fn read_row(&self) -> Step {
        let Some(row) = self.selected().filter(|row| !row.detail.is_empty()) else { return Step::Stay };
        let lines = row.detail.iter().cloned().map(Line::from).collect();
        Step::Open(Box::new(Layer::Text(TextLayer::new(self.data.brief.account.name.clone(), lines))))
    }

    fn people_rows(&self) -> Vec<Row> {
        // One column is kept for the mark of the selection.
        let width = usize::from(self.made_for.0.saturating_sub(1));
        match &self.data.sides {
            Some(sides) if self.drawn => counterparts::rows(&self.data, sides, width, true),
            _ => people::rows(&self.data, width),
        }
    }

    fn make_rows(&mut self) {
        self.made_for = size(self.body);
        self.rows = match self.tab {
            Tab::Brief => brief::rows(&self.data, self.room()),
            Tab::Timeline => timeline::rows(&self.data),
            Tab::People => self.people_rows(),
            Tab::Contracts => terms::rows(&self.data),
            Tab::HandOff => handoff::rows(&self.data),
            Tab::Plan => plan::rows(&self.data),
            Tab::Risk => risk::rows(&self.data),
        };
        self.settle(self.body);
    }
}

/// Columns and rows inside the frame.
fn size(body: Rect) -> (u16, u16) {
    (inside(body).width, inside(body).height)
}

/// The lines of the brief, for reading it over another screen.
pub(crate) fn brief_lines(account: Id<Account>, book: &mut Book, look: &Look) -> Result<(String, Vec<Line<'static>>)> {
    let data = Data::read(account, Tab::Brief, book)?;
    let lines = brief::rows(&data, Room::NONE).iter().map(|row| row.as_line(&look.theme)).collect();
    Ok((data.brief.account.name.clone(), lines))
}
