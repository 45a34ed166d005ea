//! Screen 6: what runs across all accounts. The charter, company updates, insights, the monthly huddle.
//!
//! The charter is read at once, by its few records; what asks the whole book is read beside the keys, and what was read
//! last stays in sight meanwhile.

mod charter;
mod company_updates;
mod huddle;
mod insights;
pub(crate) mod panes;
mod sheet;

use super::move_of;
use crate::book::Book;
use crate::book::cache::query;
use crate::book::programme::charter::Charter;
use crate::domain::day::spoken;
use crate::domain::noun::Noun;
use crate::domain::problem::Result;
use crate::domain::today::TaskId;
use crate::form::request::FormRequest;
use crate::tui::canvas::{Canvas, Look};
use crate::tui::command::{Command, DisabledReason};
use crate::tui::intake::Shown;
use crate::tui::layer::text::TextLayer;
use crate::tui::layer::{Layer, Mouse};
use crate::tui::step::{Step, Subject};
use crate::tui::widget::panes::{Meant, PaneHost, PaneId, Slots};
use crate::tui::widget::row::Row;
use panes::Focus;
use ratatui::layout::Rect;
use ratatui::text::Line;
use sheet::Sheet;

/// The Programme screen.
#[derive(Debug, Default)]
pub(crate) struct ProgrammeScreen {
    sheets: [Sheet; 4],
    /// The huddle that is to be held next.
    huddle: Option<TaskId>,
    pub(crate) panes: PaneHost<Focus>,
}

impl ProgrammeScreen {
    /// Whether this can be done here now.
    pub(crate) fn can(&self, command: Command) -> Result<(), DisabledReason> {
        match command {
            Command::Mark | Command::ClearMarks => {
                Err(DisabledReason::so("Accounts are marked in the list of screen 3."))
            }
            Command::Left | Command::Right => {
                Err(DisabledReason::so("There are no tabs here; Tab goes to the next pane."))
            }
            Command::Open if self.selected().is_none() => Err(DisabledReason::so("There is nothing to open here.")),
            _ => Ok(()),
        }
    }

    /// Does what was asked.
    pub(crate) fn update(&mut self, command: Command, book: &mut Book, look: &Look) -> Result<Step> {
        match command {
            _ if self.panes.update(command) => {}
            Command::Back => return Ok(Step::Back),
            Command::Open => return self.open(book, look),
            _ => {
                if let Some(how) = move_of(command) {
                    self.sheet_mut().go(how);
                }
            }
        }
        self.settle(self.panes.body);
        Ok(Step::Stay)
    }

    /// Takes a click or the wheel.
    pub(crate) fn mouse(&mut self, mouse: Mouse) -> Step {
        match self.panes.mouse(mouse, &self.slots(self.panes.body)) {
            Some(Meant::Go(how)) => self.sheet_mut().go(how),
            Some(Meant::Line(line, _)) => self.sheet_mut().click(line),
            Some(Meant::Pane) | None => {}
        }
        self.settle(self.panes.body);
        Step::Stay
    }

    /// What is selected.
    pub(crate) fn subject(&self) -> Subject {
        let Some(row) = self.selected() else { return Subject::default() };
        // What is no record of its own in the huddle is a part of it.
        let task = self.huddle.filter(|_| self.panes.focus == Focus::Huddle && row.record.is_none());
        Subject { account: row.account, name: row.name.clone(), task, record: row.record.clone(), ..Subject::default() }
    }

    /// What is new here: one of the kind of the selected row.
    pub(crate) fn new_in_focus(&self) -> FormRequest {
        let of_pane = match self.panes.focus {
            Focus::Charter => FormRequest::Charter,
            Focus::CompanyUpdates => FormRequest::New(Noun::CompanyUpdates, None),
            Focus::Insights => FormRequest::New(Noun::Insights, None),
            Focus::Huddle => FormRequest::HuddleDecision(None),
        };
        self.selected().and_then(|row| row.new.clone()).unwrap_or(of_pane)
    }

    /// Reads everything again.
    pub(crate) fn reload(&mut self, book: &mut Book) -> Result<()> {
        let today = book.today();
        let charter: Charter = book.charter()?;
        self.huddle = book.planned_huddle()?.map(|one| one.id);
        let (answer, lines) = charter::lines(&charter, book)?;
        self.sheets[Focus::Charter as usize].show(answer, lines);
        let library = book.cached(query::Library)?;
        let programme = if library.is_some() { book.cached(query::Programme)? } else { None };
        if let Some(library) = &library {
            let (answer, lines) = insights::lines(library, programme.as_ref().map(|one| &one.hearers), today);
            self.sheets[Focus::Insights as usize].show(answer, lines);
        }
        if let Some(programme) = &programme {
            let (answer, lines) = company_updates::lines(&programme.updates, book);
            self.sheets[Focus::CompanyUpdates as usize].show(answer, lines);
        }
        let (answer, lines) = huddle::lines(programme.as_ref().map(|one| &one.huddle), &charter, book)?;
        self.sheets[Focus::Huddle as usize].show(answer, lines);
        for pane in [Focus::CompanyUpdates, Focus::Insights] {
            let sheet = &mut self.sheets[pane as usize];
            if sheet.is_empty() {
                sheet.show("reading …".to_owned(), vec![sheet::nothing("Reading the whole book …", None)]);
            }
        }
        self.settle(self.panes.body);
        Ok(())
    }

    /// Tells how large the body is.
    pub(crate) fn settle(&mut self, body: Rect) {
        self.panes.body = body;
        let slots = self.slots(body);
        for pane in Focus::ALL.iter().copied() {
            self.sheets[pane as usize].settle(slots.of(pane).filter(|area| area.height > 2));
        }
    }

    /// The row of the screen the selection stands in.
    pub(crate) fn cursor_row(&self, body: Rect) -> Option<u16> {
        self.panes.row(&self.slots(body), self.sheets[self.panes.focus as usize].line())
    }

    /// The pane in focus, for export.
    pub(crate) fn table(&self) -> Shown {
        let rows = self.sheets[self.panes.focus as usize].table();
        let most = rows.iter().map(Vec::len).max().unwrap_or(1);
        let columns = std::iter::once("section".to_owned()).chain((1..most).map(|place| format!("column_{place}")));
        let filled = rows.into_iter().map(|mut row| {
            row.resize(most, String::new());
            row
        });
        Shown { columns: columns.collect(), rows: filled.collect() }
    }

    /// Draws it.
    pub(crate) fn view(&self, canvas: &mut Canvas<'_>, body: Rect) {
        let slots = self.slots(body);
        for pane in Focus::ALL.iter().copied() {
            if let Some(area) = slots.of(pane) {
                self.sheets[pane as usize].draw(canvas, area, pane.name(), pane == self.panes.focus);
            }
        }
    }

    fn slots(&self, body: Rect) -> Slots<Focus> {
        self.panes.slots(body, &panes::split(body, self.panes.focus))
    }

    fn sheet_mut(&mut self) -> &mut Sheet {
        &mut self.sheets[self.panes.focus as usize]
    }

    fn selected(&self) -> Option<&Row> {
        self.sheets[self.panes.focus as usize].selected()
    }

    /// Opens everything there is to read of the selected row; of an account what it was told, or its page.
    fn open(&self, book: &Book, look: &Look) -> Result<Step> {
        let Some(row) = self.selected() else { return Ok(Step::Stay) };
        let mut lines = row.detail.clone();
        match (row.account, self.panes.focus) {
            (Some(account), Focus::CompanyUpdates) if lines.is_empty() => {
                lines.push("Last company update by topic:".to_owned());
                for (topic, day) in book.told(account)? {
                    let when = day.map_or_else(|| "never".to_owned(), |day| spoken(day, look.today));
                    lines.push(format!("  {:<14} {when}", topic.word()));
                }
                lines.extend([String::new(), "n tells them something; 3 and / lead to their page.".to_owned()]);
            }
            (Some(account), Focus::Insights) if lines.is_empty() => {
                return Ok(Step::Page(account));
            }
            _ => {}
        }
        let read = lines.into_iter().map(Line::from).collect();
        Ok(Step::Open(Box::new(Layer::Text(TextLayer::new(row.name.clone(), read)))))
    }
}
