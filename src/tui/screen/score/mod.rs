//! Screen 7: what was kept and what was lost, how long customers stay, and how good the score has been.

mod compared;
mod kept;
mod numbers;
mod panes;
pub(crate) mod record;
mod record_pane;
mod sheet;
mod survival;
#[cfg(test)]
mod tests;
mod tiles;
mod year;

use super::move_of;
use crate::book::Book;
use crate::book::survival::Survival;
use crate::domain::problem::Result;
use crate::domain::survival::Field;
use crate::form::record_ref::RecordRef;
use crate::tui::canvas::{Canvas, Look};
use crate::tui::command::{Command, DisabledReason};
use crate::tui::intake::Shown;
use crate::tui::layer::{Layer, Mouse};
use crate::tui::step::{Step, Subject};
use crate::tui::widget::roll::{ListState, Move};
use kept::Kept;
use panes::{Focus, Panes};
use ratatui::layout::Rect;
use record::RecordView;
use sheet::Sheet;
use std::sync::Arc;
use survival::SurvivalView;

/// The Score screen.
#[derive(Debug, Default)]
pub(crate) struct ScoreScreen {
    kept: Kept,
    by: Option<Field>,
    drawn: Option<Arc<Survival>>,
    survival: Option<SurvivalView>,
    record: Option<RecordView>,
    outlook: String,
    focus: Focus,
    zoomed: bool,
    months: ListState,
    curves: ListState,
    losses: ListState,
    body: Rect,
    /// Whether the time before and after the day of the book is to be shown as soon as it has been read.
    awaits: bool,
}

impl ScoreScreen {
    /// Whether this can be done here now.
    pub(crate) fn can(&self, command: Command) -> Result<(), DisabledReason> {
        match command {
            Command::Sort if self.focus != Focus::Survival => {
                Err(DisabledReason::so("Go to Survival with Tab to group its curve."))
            }
            Command::Filter => Err(DisabledReason::so("Lists are filtered on screen 3.")),
            Command::Mark | Command::ClearMarks => {
                Err(DisabledReason::so("Accounts are marked in the list of screen 3."))
            }
            Command::Left | Command::Right => Err(DisabledReason::so("There are no tabs here.")),
            Command::Open if self.focus == Focus::Kept && self.kept.year().is_none() => {
                Err(DisabledReason::so("There are no numbers to read yet."))
            }
            Command::Open if self.focus == Focus::Survival && self.drawn.is_none() => {
                Err(DisabledReason::so("The lives of accounts are still being read."))
            }
            _ => Ok(()),
        }
    }

    /// Does what was asked.
    pub(crate) fn update(&mut self, command: Command, book: &mut Book, look: &Look) -> Result<Step> {
        match command {
            Command::NextPane => self.focus = self.focus.next(),
            Command::PreviousPane => self.focus = self.focus.previous(),
            Command::Zoom => self.zoomed = !self.zoomed,
            Command::Back => self.zoomed = false,
            Command::Sort => {
                self.by = survival::next(self.by);
                self.curves = ListState::default();
                self.survival = None;
                self.load_survival(book)?;
            }
            Command::Open => return self.open(book, look),
            _ => {
                if let Some(how) = move_of(command) {
                    self.go(how);
                }
            }
        }
        self.settle(self.body);
        Ok(Step::Stay)
    }

    /// Takes a click or the wheel.
    pub(crate) fn mouse(&mut self, mouse: Mouse) -> Step {
        let (Mouse::Click(at) | Mouse::Wheel(at, _)) = mouse;
        let Some((focus, area)) = self.panes(self.body).hit(at) else { return Step::Stay };
        let was_open = area.height > 1;
        self.focus = focus;
        match mouse {
            Mouse::Wheel(_, down) => self.go(if down { Move::Down } else { Move::Up }),
            Mouse::Click(at) if focus == Focus::Kept && was_open => {
                let line = at.y.checked_sub(area.y + Kept::first_row(area.height)).map(usize::from);
                if let Some(row) = line.and_then(|line| self.months.row_at(line)) {
                    self.months.select(row);
                }
            }
            Mouse::Click(_) => {}
        }
        self.settle(self.body);
        Step::Stay
    }

    /// What is selected: an account only among the losses that were not seen coming.
    pub(crate) fn subject(&self) -> Subject {
        let losses = self.record.as_ref().filter(|_| self.focus == Focus::Record).map(|record| &record.surprises);
        let loss = losses.and_then(|losses| self.losses.selected().and_then(|at| losses.get(at)));
        loss.map_or_else(Subject::default, |loss| Subject {
            account: Some(loss.account),
            name: loss.name.clone(),
            record: Some(RecordRef::of(loss.account)),
            ..Subject::default()
        })
    }

    /// Reads everything again. A record that was worked out stays until it is worked out anew.
    pub(crate) fn reload(&mut self, book: &mut Book) -> Result<()> {
        self.kept = Kept::read(book, self.kept.take_year())?;
        self.load_survival(book)?;
        self.outlook = record::outlook(book)?;
        let newest = book.newest_step()?;
        if let Some(record) = &mut self.record {
            record.outlook.clone_from(&self.outlook);
            record.is_old = record.step != newest;
        }
        self.settle(self.body);
        Ok(())
    }

    /// Shows the record of the score once it has been worked out.
    pub(crate) fn take_record(&mut self, record: RecordView) {
        self.record = Some(record);
        self.focus = Focus::Record;
        self.settle(self.body);
    }

    /// Shows the time before and after the day of the book, as soon as it has been read.
    pub(crate) fn await_comparison(&mut self) {
        self.awaits = true;
    }

    /// The layer with the time before and after, once it was asked for and has been read; `width`: of the screen.
    pub(crate) fn take_comparison(&mut self, book: &Book, look: &Look, width: u16) -> Option<Layer> {
        let year = self.kept.year().filter(|_| self.awaits)?;
        let both = year.metrics.compared.as_ref().filter(|both| Some(both.since) == book.began())?;
        let layer = compared::layer(both, book, Sheet::of(&look.theme, width));
        self.awaits = false;
        Some(layer)
    }

    /// Tells how large the body is.
    pub(crate) fn settle(&mut self, body: Rect) {
        self.body = body;
        let panes = self.panes(body);
        let curves = self.survival.as_ref().map_or(0, |view| view.legend.len());
        self.curves.settle(curves, curves);
        if let Some(area) = panes.kept.filter(|area| area.height > 1) {
            self.months.settle(self.kept.len(), Kept::visible(area.height));
        }
        if let (Some(area), Some(record)) = (panes.record.filter(|area| area.height > 1), &self.record) {
            self.losses.settle(record.surprises.len(), record_pane::visible(area, record));
        }
    }

    /// The row of the screen the selection stands in.
    pub(crate) fn cursor_row(&self, body: Rect) -> Option<u16> {
        let area = self.panes(body).kept.filter(|_| self.focus == Focus::Kept)?;
        let has_list = Kept::visible(area.height) > 0;
        self.months.line().filter(|_| has_list).map(|line| area.y + Kept::first_row(area.height) + line)
    }

    /// What the pane in focus shows, for export.
    pub(crate) fn table(&self, book: &Book) -> Shown {
        match (self.focus, &self.drawn) {
            (Focus::Survival, Some(drawn)) => numbers::table(drawn, book.stages()),
            (Focus::Record, _) if self.record.is_some() => self.losses_table(),
            _ => self.kept.table(),
        }
    }

    /// Draws it.
    pub(crate) fn view(&self, pen: &mut Canvas<'_>, body: Rect) {
        let panes = self.panes(body);
        if let Some(area) = panes.kept {
            self.kept.draw(pen, area, &self.months, self.focus == Focus::Kept);
        }
        if let Some(area) = panes.survival {
            let (selected, focused) = (self.curves.at(), self.focus == Focus::Survival);
            SurvivalView::draw(self.survival.as_ref(), self.by, pen, area, selected, focused);
        }
        if let Some(area) = panes.record {
            let focused = self.focus == Focus::Record;
            record_pane::draw(pen, area, self.record.as_ref(), &self.outlook, &self.losses, focused);
        }
    }

    fn panes(&self, body: Rect) -> Panes {
        Panes::new(body, self.focus, self.zoomed, self.record.is_some())
    }

    fn go(&mut self, how: Move) {
        match self.focus {
            Focus::Kept => self.months.go(how),
            Focus::Survival => self.curves.go(how),
            Focus::Record => self.losses.go(how),
        };
    }

    fn open(&self, book: &Book, look: &Look) -> Result<Step> {
        if let (Focus::Kept, Some(year)) = (self.focus, self.kept.year()) {
            return year::layer(year, &self.kept, book, Sheet::of(&look.theme, self.body.width));
        }
        Ok(match (self.focus, &self.drawn, &self.record) {
            (Focus::Survival, Some(drawn), _) => numbers::of_survival(drawn, book.stages(), &look.theme),
            (Focus::Record, _, Some(record)) => numbers::of_record(record, &look.theme),
            (Focus::Record, _, None) => Step::Run(Command::Record),
            _ => Step::Stay,
        })
    }

    /// Takes the curve if it is there; one that was read before stays until the new one comes.
    fn load_survival(&mut self, book: &mut Book) -> Result<()> {
        if let Some(drawn) = book.survival_beside(self.by)? {
            self.survival = Some(SurvivalView::of(&drawn, book.stages()));
            self.drawn = Some(drawn);
        } else if self.survival.is_none() {
            self.drawn = None;
        }
        Ok(())
    }

    fn losses_table(&self) -> Shown {
        let columns = ["account", "churned_on", "value", "before_90", "before_60", "before_30", "reason"];
        let losses = self.record.iter().flat_map(|record| &record.surprises);
        let rows = losses.map(|one| {
            let value = one.value.map(crate::domain::money::Money::decimal).unwrap_or_default();
            let scores = one.scores.map(|score| score.map(|score| score.to_string()).unwrap_or_default());
            let reason = one.reason.clone().unwrap_or_default();
            [one.name.clone(), one.lost_on.to_string(), value].into_iter().chain(scores).chain([reason]).collect()
        });
        Shown { columns: columns.map(str::to_owned).to_vec(), rows: rows.collect() }
    }
}
