//! Screen 5: contract lines by the day on which they are decided, and what one must know before it.
//!
//! Only the lines that are seen are looked at closely: a large book decides thousands of them in a season.

mod detail;
mod list;

use super::{click, move_of};
use crate::book::Book;
use crate::book::cache::query;
use crate::book::renewals::{Agenda, Deciding, FRESH, WITHIN};
use crate::domain::money::{Currency, Money};
use crate::domain::problem::{ProblemKind, Result};
use crate::domain::text::grouped;
use crate::domain::words::ContractOutcome;
use crate::form::record_ref::RecordRef;
use crate::tui::canvas::Canvas;
use crate::tui::command::{Command, DisabledReason};
use crate::tui::intake::Shown;
use crate::tui::layer::Mouse;
use crate::tui::step::{Step, Subject};
use crate::tui::widget::pane::{Pane, inside};
use crate::tui::widget::roll::{ListState, Move};
use crate::view::Around;
use crate::view::renewals::{LINES, Line, line};
use ratatui::layout::Rect;
use std::fmt::Write;
use std::sync::Arc;

/// The Renewals screen.
#[derive(Debug, Default)]
pub(crate) struct RenewalsScreen {
    agenda: Option<Arc<Agenda>>,
    seen: Vec<Line>,
    answer: String,
    aside: String,
    roll: ListState,
    zoomed: bool,
    body: Rect,
}

/// Rows of the detail with its frame: half of the body, within these.
const DETAIL: (u16, u16) = (8, 12);
/// From this height on, the list leaves room for it.
const STACKED: u16 = 18;

impl RenewalsScreen {
    /// Whether this can be done here now.
    pub(crate) fn can(&self, command: Command) -> Result<(), DisabledReason> {
        match command {
            Command::Filter | Command::Sort => {
                Err(DisabledReason::so("Sorted by notice deadline; decided contracts last."))
            }
            Command::Mark | Command::ClearMarks => Err(DisabledReason::so("Accounts are marked on screens 2 and 3.")),
            Command::NextPane | Command::PreviousPane => {
                Err(DisabledReason::so("Details of the selected contract are below the list."))
            }
            Command::Left | Command::Right => Err(DisabledReason::so("There are no tabs here.")),
            Command::Open if self.lines().is_empty() => Err(DisabledReason::so("There is nothing to open here.")),
            Command::Remove => Err(DisabledReason::so("A contract is removed on the page of its account.")),
            _ => Ok(()),
        }
    }

    /// Does what was asked.
    pub(crate) fn update(&mut self, command: Command, book: &Book) -> Result<Step> {
        match command {
            Command::Zoom => self.zoomed = !self.zoomed,
            Command::Back if self.zoomed => self.zoomed = false,
            Command::Back => return Ok(Step::Back),
            Command::Open => return Ok(self.selected().map_or(Step::Stay, |line| Step::Page(line.account))),
            _ => {
                if let Some(how) = move_of(command) {
                    self.roll.go(how);
                }
            }
        }
        self.settle(self.body, book)?;
        Ok(Step::Stay)
    }

    /// Takes a click or the wheel.
    pub(crate) fn mouse(&mut self, mouse: Mouse, book: &Book) -> Result<Step> {
        match mouse {
            Mouse::Wheel(_, down) => {
                self.roll.go(if down { Move::Down } else { Move::Up });
            }
            Mouse::Click(at) => click(&mut self.roll, at, self.body),
        }
        self.settle(self.body, book)?;
        Ok(Step::Stay)
    }

    /// What is selected.
    pub(crate) fn subject(&self) -> Subject {
        let Some(line) = self.selected() else { return Subject::default() };
        Subject {
            account: Some(line.account),
            name: self.selected_seen().map(|(one, _)| one.standing.name.clone()).unwrap_or_default(),
            record: Some(RecordRef::Decision(line.id)),
            ..Subject::default()
        }
    }

    /// Reads the lines again, beside the keys; the old ones stay meanwhile. The selection stays on its line; at first it
    /// stands on the first that is open.
    pub(crate) fn reload(&mut self, book: &mut Book) -> Result<()> {
        let Some(agenda) = book.cached(query::Agenda)? else {
            "reading…".clone_into(&mut self.answer);
            return Ok(());
        };
        let kept = self.selected().map(|line| line.id);
        self.answer = answer(&agenda.lines, agenda.unasked, book);
        let (covered, accounts) = agenda.coverage;
        self.aside =
            if accounts == 0 { String::new() } else { format!("pulse coverage {covered} of {accounts} in {FRESH} d") };
        self.agenda = Some(agenda);
        let at = match kept {
            Some(id) => self.lines().iter().position(|line| line.id == id),
            None => self.lines().iter().position(|line| line.outcome.is_none()),
        };
        self.roll.settle(self.lines().len(), self.roll.visible().len().max(1));
        if let Some(at) = at {
            self.roll.select(at);
        }
        self.settle(self.body, book)
    }

    /// Tells how large the body is, and looks at the lines that are seen.
    pub(crate) fn settle(&mut self, body: Rect, book: &Book) -> Result<()> {
        self.body = body;
        let height = usize::from(inside(self.list(body)).height.saturating_sub(1));
        self.roll.settle(self.lines().len(), height);
        let visible = self.lines().get(self.roll.visible()).unwrap_or_default();
        // A line may be gone since the list was read; the next one is without it.
        let is_gone = |one: &Result<_>| one.as_ref().is_err_and(|problem| problem.kind == ProblemKind::NotFound);
        let seen = visible.iter().map(|line| book.renewal(line.id)).filter_map(Result::transpose);
        let seen = seen.filter(|one| !is_gone(one));
        self.seen = seen.map(|one| one.map(|one| line(book, one))).collect::<Result<_>>()?;
        Ok(())
    }

    /// The row of the screen the selection stands in.
    pub(crate) fn cursor_row(&self, body: Rect) -> Option<u16> {
        self.roll.line().map(|line| body.y + 2 + line)
    }

    /// Draws it.
    pub(crate) fn view(&self, pen: &mut Canvas<'_>, body: Rect) {
        let area = self.list(body);
        let (answer, aside, position) = (self.answer.clone(), self.aside.clone(), self.roll.position());
        let pane = Pane { name: "Renewals", answer, aside, position, focused: true };
        let inside = pane.draw(pen, area);
        if self.agenda.is_none() {
            return;
        }
        if self.lines().is_empty() {
            let words = "No renewal within 120 days. : and new contract adds a contract with its end and notice period, I imports a file.";
            pen.paragraph(inside, words, pen.theme().dim);
            return;
        }
        let around = Around { today: pen.look.today, currency: Currency::EUR, member: None };
        list::draw(pen, inside, &self.seen, &self.roll, &around);
        if area.height < body.height
            && let Some((one, band)) = self.selected_seen()
        {
            let below = Rect { y: area.bottom(), height: body.height - area.height, ..body };
            detail::draw(pen, below, one, *band);
        }
    }

    fn lines(&self) -> &[Deciding] {
        self.agenda.as_ref().map_or(&[], |agenda| &agenda.lines)
    }

    fn list(&self, body: Rect) -> Rect {
        let is_whole = self.zoomed || body.height < STACKED || self.lines().is_empty();
        let detail = (body.height / 2).clamp(DETAIL.0, DETAIL.1);
        Rect { height: if is_whole { body.height } else { body.height - detail }, ..body }
    }

    fn selected(&self) -> Option<&Deciding> {
        self.roll.selected().and_then(|at| self.lines().get(at))
    }

    fn selected_seen(&self) -> Option<&Line> {
        let id = self.selected()?.id;
        self.seen.iter().find(|(one, _)| one.contract.id == id)
    }
}

/// Every line, for export: more than the screen looks at.
pub(crate) fn table(book: &mut Book) -> Result<Shown> {
    let lines: Vec<Line> = book.renewals(WITHIN)?.into_iter().map(|one| line(book, one)).collect();
    Ok(Shown::of(LINES, lines.iter(), &Around::of(book)))
}

/// “31 to decide in 120 d · €1.2M · 4 overdue · 9 not asked”.
fn answer(lines: &[Deciding], unasked: u64, book: &Book) -> String {
    let (today, currency) = (book.today(), book.currency());
    let open = || lines.iter().filter(|line| line.outcome.is_none());
    let value: i64 = open().filter(|line| line.currency == currency).filter_map(|line| line.value).sum();
    let late = open().filter(|line| line.decision_on < today).count() as u64;
    let lost = lines.iter().filter(|line| line.outcome == Some(ContractOutcome::Churned)).count() as u64;
    let mut words = format!("{} renewals in {WITHIN} d", grouped(&open().count().to_string()));
    if value > 0 {
        let _ = write!(words, " · {}", Money::new(value, currency).short());
    }
    for (count, what) in [(late, "overdue"), (unasked, "no pulse"), (lost, "lost")] {
        if count > 0 {
            let _ = write!(words, " · {} {what}", grouped(&count.to_string()));
        }
    }
    words
}
