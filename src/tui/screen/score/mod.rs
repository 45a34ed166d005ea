//! Screen 7: what was kept and what was lost, how long customers stay, and how good the score has been.

mod compared;
mod kept;
mod month;
mod numbers;
pub(crate) mod panes;
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
use crate::book::cache::query;
use crate::book::survival::Survival;
use crate::domain::problem::Result;
use crate::domain::survival::Field;
use crate::form::record_ref::RecordRef;
use crate::tui::canvas::{Canvas, Look};
use crate::tui::command::{Command, DisabledReason};
use crate::tui::intake::Shown;
use crate::tui::layer::{Layer, Mouse};
use crate::tui::step::{Step, Subject};
use crate::tui::widget::panes::{Meant, PaneHost, Slots};
use crate::tui::widget::roll::{ListState, Move};
use kept::Kept;
use panes::Focus;
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
    pub(crate) panes: PaneHost<Focus>,
    months: ListState,
    curves: ListState,
    losses: ListState,
    /// Whether the time before and after the day of the book is to be shown as soon as it has been read.
    awaits: bool,
}

impl ScoreScreen {
    /// Whether this can be done here now.
    pub(crate) fn can(&self, command: Command) -> Result<(), DisabledReason> {
        match command {
            Command::Mark | Command::ClearMarks => {
                Err(DisabledReason::so("Accounts are marked in the list of screen 3."))
            }
            Command::Left | Command::Right => Err(DisabledReason::so("There are no tabs here.")),
            Command::Open if self.panes.focus == Focus::Kept && self.kept.year().is_none() => {
                Err(DisabledReason::so("There are no numbers to read yet."))
            }
            Command::Open if self.panes.focus == Focus::Survival && self.drawn.is_none() => {
                Err(DisabledReason::so("The lives of accounts are still being read."))
            }
            _ => Ok(()),
        }
    }

    /// Whether the pane in focus has several views: the curve, by each field.
    pub(crate) fn has_views(&self) -> bool {
        self.panes.focus == Focus::Survival
    }

    /// Does what was asked.
    pub(crate) fn update(&mut self, command: Command, book: &mut Book, look: &Look) -> Result<Step> {
        match command {
            _ if self.panes.update(command) => {}
            Command::View => {
                self.by = survival::next(self.by);
                self.curves = ListState::default();
                self.survival = None;
                self.load_survival(book)?;
            }
            Command::Back => return Ok(Step::Back),
            Command::Open => return self.open(book, look),
            _ => {
                if let Some(how) = move_of(command) {
                    self.go(how);
                }
            }
        }
        self.settle(self.panes.body);
        Ok(Step::Stay)
    }

    /// Takes a click or the wheel.
    pub(crate) fn mouse(&mut self, mouse: Mouse) -> Step {
        match self.panes.mouse(mouse, &self.slots(self.panes.body)) {
            Some(Meant::Go(how)) => self.go(how),
            Some(Meant::Line(line, area)) if self.panes.focus == Focus::Kept => {
                self.months.click(line, Kept::first_row(area.height) - 1);
            }
            Some(_) | None => {}
        }
        self.settle(self.panes.body);
        Step::Stay
    }

    /// What is selected: an account only among the losses that were not seen coming.
    pub(crate) fn subject(&self) -> Subject {
        let losses = self.record.as_ref().filter(|_| self.panes.focus == Focus::Record).map(|record| &record.surprises);
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
        self.settle(self.panes.body);
        Ok(())
    }

    /// Shows the record of the score once it has been worked out.
    pub(crate) fn take_record(&mut self, record: RecordView) {
        self.record = Some(record);
        self.panes.focus = Focus::Record;
        self.settle(self.panes.body);
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
        self.panes.body = body;
        let slots = self.slots(body);
        let curves = self.survival.as_ref().map_or(0, |view| view.legend.len());
        self.curves.settle(curves, curves);
        if let Some(area) = slots.open(Focus::Kept) {
            self.months.settle(self.kept.len(), Kept::visible(area.height));
        }
        if let (Some(area), Some(record)) = (slots.open(Focus::Record), &self.record) {
            self.losses.settle(record.surprises.len(), record_pane::visible(area, record));
        }
    }

    /// The row of the screen the selection stands in.
    pub(crate) fn cursor_row(&self, body: Rect) -> Option<u16> {
        let slots = self.slots(body);
        let area = slots.open(Focus::Kept).filter(|_| self.panes.focus == Focus::Kept)?;
        let line = self.months.line().filter(|_| Kept::visible(area.height) > 0)?;
        self.panes.row(&slots, Some(Kept::first_row(area.height) - 1 + line))
    }

    /// What the pane in focus shows, for export.
    pub(crate) fn table(&self, book: &Book) -> Shown {
        match (self.panes.focus, &self.drawn) {
            (Focus::Survival, Some(drawn)) => numbers::table(drawn, book.stages()),
            (Focus::Record, _) if self.record.is_some() => self.losses_table(),
            _ => self.kept.table(),
        }
    }

    /// Draws it.
    pub(crate) fn view(&self, canvas: &mut Canvas<'_>, body: Rect) {
        let slots = self.slots(body);
        if let Some(area) = slots.of(Focus::Kept) {
            self.kept.draw(canvas, area, &self.months, self.panes.focus == Focus::Kept);
        }
        if let Some(area) = slots.of(Focus::Survival) {
            let (selected, focused) = (self.curves.at(), self.panes.focus == Focus::Survival);
            SurvivalView::draw(self.survival.as_ref(), self.by, canvas, area, selected, focused);
        }
        if let Some(area) = slots.of(Focus::Record) {
            let focused = self.panes.focus == Focus::Record;
            record_pane::draw(canvas, area, self.record.as_ref(), &self.outlook, &self.losses, focused);
        }
    }

    fn slots(&self, body: Rect) -> Slots<Focus> {
        self.panes.slots(body, &panes::split(body, self.panes.focus, self.record.is_some()))
    }

    fn go(&mut self, how: Move) {
        match self.panes.focus {
            Focus::Kept => self.months.go(how),
            Focus::Survival => self.curves.go(how),
            Focus::Record => self.losses.go(how),
        };
    }

    fn open(&self, book: &Book, look: &Look) -> Result<Step> {
        if let (Focus::Kept, Some(year)) = (self.panes.focus, self.kept.year()) {
            let month = self.months.selected().and_then(|row| self.kept.month(row));
            if let Some((month, first)) = month.and_then(|month| Some((month, month.first?))) {
                return month::layer(month, first, book, Sheet::of(&look.theme, self.panes.body.width));
            }
            return year::layer(year, &self.kept, book, Sheet::of(&look.theme, self.panes.body.width));
        }
        Ok(match (self.panes.focus, &self.drawn, &self.record) {
            (Focus::Survival, Some(drawn), _) => numbers::of_survival(drawn, book.stages(), &look.theme),
            (Focus::Record, _, Some(record)) => numbers::of_record(record, &look.theme),
            (Focus::Record, _, None) => Step::Run(Command::Record),
            _ => Step::Stay,
        })
    }

    /// Takes the curve if it is there; one that was read before stays until the new one comes.
    fn load_survival(&mut self, book: &mut Book) -> Result<()> {
        if let Some(drawn) = book.cached(query::Survival(self.by))? {
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
