//! Screen 5: contract lines by the day on which they are decided, and what one must know before it.
//!
//! Only the lines that are seen are looked at closely: a large book decides thousands of them in a season.

mod detail;
mod draw;
mod months;
mod planned;
mod sums;

use super::{Heads, move_of};
use crate::book::Book;
use crate::book::cache::query;
use crate::book::renewals::{Agenda, Deciding, FRESH, WITHIN};
use crate::domain::problem::{ProblemKind, Result};
use crate::domain::today::{Kind, TaskId};
use crate::form::record_ref::RecordRef;
use crate::form::request::FormRequest;
use crate::tui::command::{Command, DisabledReason};
use crate::tui::intake::Shown;
use crate::tui::layer::Mouse;
use crate::tui::step::{Step, Subject};
use crate::tui::widget::listing::Listing;
use crate::tui::widget::pane::inside;
use crate::tui::widget::roll::Move;
use crate::tui::widget::table::{self};
use crate::view::renewals::{LINES, Line, line};
use crate::view::{self, Around, Order};
use months::Months;
use planned::{Lists, View};
use ratatui::layout::Rect;
use std::collections::HashMap;
use std::sync::Arc;

/// The Renewals screen.
#[derive(Debug, Default)]
pub(crate) struct RenewalsScreen {
    agenda: Option<Arc<Agenda>>,
    seen: Vec<Line>,
    answer: String,
    aside: String,
    listing: Listing,
    zoomed: bool,
    body: Rect,
    view: View,
    planned: Lists,
    months: Months,
}

/// Rows of the detail with its frame: half of the body, within these.
const DETAIL: (u16, u16) = (8, 12);
/// From this height on, the list leaves room for it.
const STACKED: u16 = 18;

impl RenewalsScreen {
    /// The columns that the lines can be sorted by.
    pub(crate) fn heads(&self) -> Option<Heads> {
        if self.view != View::Renewals {
            return self.planned.heads(self.view);
        }
        (!self.lines().is_empty()).then(|| Heads { heads: view::order::heads(LINES), order: Some(self.order()) })
    }

    fn order(&self) -> Order {
        self.listing.chosen().unwrap_or(USUAL)
    }

    /// Sorts the lines.
    pub(crate) fn sort(&mut self, key: &'static str, book: &mut Book) -> Result<()> {
        if self.view != View::Renewals {
            return self.planned.sort(self.view, key, book);
        }
        let starts_down = self.seen.first().is_some_and(|_| {
            let around = Around::of(book);
            view::order::starts_down(LINES, key, &self.seen, &around)
        });
        self.listing.sort(key, Some(USUAL), starts_down);
        self.settle(self.body, book)
    }

    /// The filter of the lines, where there are any.
    pub(crate) fn filter(&self) -> Option<&str> {
        if self.view != View::Renewals {
            return self.planned.filter(self.view);
        }
        (!self.lines().is_empty()).then(|| self.listing.filter())
    }

    /// Shows the lines of the accounts that pass these words.
    pub(crate) fn set_filter(&mut self, words: &str, book: &mut Book) -> Result<()> {
        book.filter(words)?;
        if self.view != View::Renewals {
            self.planned.listing_mut(self.view).set_filter(words);
            return self.planned.arrange(self.view, book);
        }
        self.listing.set_filter(words);
        self.settle(self.body, book)
    }

    /// Filters and sorts the lines again, where they changed. What they are sorted by is read beside the keys.
    fn arrange(&mut self, book: &mut Book) -> Result<()> {
        let about = self.months.about();
        if self.agenda.is_none() || self.listing.is_of(about, self.lines().len()) {
            return Ok(());
        }
        let lines = self.lines().to_vec();
        let filter = book.filter(self.listing.filter())?;
        let accounts: Vec<_> = lines.iter().map(|line| Some(line.account)).collect();
        let passes = if filter.is_empty() { Vec::new() } else { book.passing(&filter, &accounts)? };
        let mut places: Vec<usize> = (0..lines.len()).filter(|at| passes.get(*at) != Some(&false)).collect();
        let mut is_sorted = true;
        if let Some(order) = self.listing.chosen() {
            let of_month = self.months.lines().map(|_| self.months.values(order, book)).transpose()?;
            match of_month.map_or_else(|| sums::values(&lines, order, book), |values| Ok(Some(values)))? {
                Some(values) => view::order::sort_values(&mut places, &values, order.down),
                None => is_sorted = false,
            }
        }
        let ids: Vec<i64> = lines.iter().map(|line| line.id.raw()).collect();
        self.listing.show(about, &ids, places);
        if !is_sorted {
            self.listing.forget();
        }
        Ok(())
    }

    /// Whether this can be done here now.
    pub(crate) fn can(&self, command: Command) -> Result<(), DisabledReason> {
        match command {
            Command::Mark | Command::ClearMarks => Err(DisabledReason::so("Accounts are marked on screens 2 and 3.")),
            Command::NextPane | Command::PreviousPane => {
                Err(DisabledReason::so("Details of the selected contract are below the list."))
            }
            Command::Left | Command::Right if self.view != View::Renewals => {
                Err(DisabledReason::so("There are no tabs here."))
            }
            Command::Left | Command::Right if self.months.is_empty() => {
                Err(DisabledReason::so("No contract is decided within twelve months."))
            }
            Command::Zoom if self.view != View::Renewals => Err(DisabledReason::so("This list is at its full size.")),
            Command::Remove | Command::Open if self.view != View::Renewals => Ok(()),
            Command::Open if self.lines().is_empty() => Err(DisabledReason::so("There is nothing to open here.")),
            Command::Remove => Err(DisabledReason::so("A contract is removed on the page of its account.")),
            _ => Ok(()),
        }
    }

    /// Does what was asked.
    pub(crate) fn update(&mut self, command: Command, book: &mut Book) -> Result<Step> {
        match command {
            Command::View => {
                self.view = self.view.next();
                self.reload(book)?;
            }
            Command::Back
                if self.view != View::Renewals
                    && self.planned.filter(self.view).is_some_and(|words| !words.is_empty()) =>
            {
                self.set_filter("", book)?;
            }
            Command::Back if self.view != View::Renewals => self.view = View::Renewals,
            Command::Open if self.view != View::Renewals => return Ok(self.planned.open(self.view)),
            command if self.view != View::Renewals => self.planned.go(self.view, command),
            Command::Left | Command::Right => self.months.step(command == Command::Right, book)?,
            Command::Back if self.months.leave() => {}
            Command::Zoom => self.zoomed = !self.zoomed,
            Command::Back if self.zoomed => self.zoomed = false,
            Command::Back if !self.listing.filter().is_empty() => self.listing.set_filter(""),
            Command::Back => return Ok(Step::Back),
            Command::Open => return Ok(self.selected().map_or(Step::Stay, |line| Step::Page(line.account))),
            _ => {
                if let Some(how) = move_of(command) {
                    self.listing.roll.go(how);
                }
            }
        }
        self.settle(self.body, book)?;
        Ok(Step::Stay)
    }

    /// Takes a click or the wheel.
    pub(crate) fn mouse(&mut self, mouse: Mouse, book: &mut Book) -> Result<Step> {
        if self.view != View::Renewals {
            let step = self.planned.mouse(self.view, mouse, self.body, book)?;
            self.settle(self.body, book)?;
            return Ok(step);
        }
        let mut is_row = false;
        match mouse {
            Mouse::Wheel(_, down) => {
                self.listing.roll.go(if down { Move::Down } else { Move::Up });
            }
            Mouse::Click(at) | Mouse::Double(at) => {
                let list = list_area(self.list(self.body));
                if self.months_area().contains(at) {
                    self.months.click(self.body, at, book)?;
                } else if at.y == list.y {
                    let key = table::head_at(LINES, Some(self.order()), &[], list, at.x);
                    key.map_or(Ok(()), |key| self.sort(key, book))?;
                } else if at.y < list.bottom() {
                    is_row = table::click(&mut self.listing.roll, at, list);
                }
            }
        }
        self.settle(self.body, book)?;
        Ok(Step::open_on(mouse, is_row))
    }

    /// What is selected.
    pub(crate) fn subject(&self) -> Subject {
        if self.view != View::Renewals {
            return self.planned.subject(self.view);
        }
        let Some(line) = self.selected() else { return Subject::default() };
        Subject {
            account: Some(line.account),
            name: self.selected_seen().map(|(one, _)| one.standing.name.clone()).unwrap_or_default(),
            record: Some(RecordRef::Decision(line.id)),
            task: self.next_step(),
            ..Subject::default()
        }
    }

    /// Reads the lines again, beside the keys; the old ones stay meanwhile. The selection stays on its line; at first it
    /// stands on the first that is open.
    pub(crate) fn reload(&mut self, book: &mut Book) -> Result<()> {
        if self.view != View::Renewals {
            self.planned.reload(self.view, book)?;
            return self.settle(self.body, book);
        }
        self.months.reload(book)?;
        let Some(agenda) = book.cached(query::Agenda)? else {
            "reading…".clone_into(&mut self.answer);
            return Ok(());
        };
        let is_first = self.agenda.is_none();
        self.answer = sums::answer(&agenda.lines, agenda.unasked, book);
        let (covered, accounts) = agenda.coverage;
        self.aside =
            if accounts == 0 { String::new() } else { format!("pulse coverage {covered} of {accounts} in {FRESH} d") };
        self.agenda = Some(agenda);
        self.listing.forget();
        self.arrange(book)?;
        if let Some(open) = self.lines().iter().find(|line| is_first && line.outcome.is_none()) {
            let id = open.id.raw();
            self.listing.select(id);
        }
        self.settle(self.body, book)
    }

    /// Tells how large the body is, and looks at the lines that are seen.
    pub(crate) fn settle(&mut self, body: Rect, book: &mut Book) -> Result<()> {
        self.body = body;
        if self.view != View::Renewals {
            self.planned.settle(self.view, body);
            return Ok(());
        }
        self.arrange(book)?;
        let height = usize::from(inside(self.list(body)).height.saturating_sub(1));
        self.listing.roll.settle(self.listing.len(), height);
        let lines = self.lines();
        let visible: Vec<&Deciding> =
            self.listing.roll.visible().filter_map(|at| lines.get(self.listing.place(at)?)).collect();
        // A line may be gone since the list was read; the next one is without it.
        let is_gone = |one: &Result<_>| one.as_ref().is_err_and(|problem| problem.kind == ProblemKind::NotFound);
        let seen = visible.into_iter().map(|line| book.renewal(line.id)).filter_map(Result::transpose);
        let seen = seen.filter(|one| !is_gone(one));
        self.seen = seen.map(|one| one.map(|one| line(book, one))).collect::<Result<_>>()?;
        Ok(())
    }

    /// The row of the screen the selection stands in.
    pub(crate) fn cursor_row(&self, body: Rect) -> Option<u16> {
        if self.view != View::Renewals {
            return self.planned.cursor_row(self.view, body);
        }
        self.listing.roll.line().map(|line| self.list(body).y + 2 + line)
    }

    /// The lines shown, for export: more than the screen looks at.
    pub(crate) fn table(&self, book: &mut Book) -> Result<Shown> {
        if self.view != View::Renewals {
            return Ok(self.planned.exported(self.view));
        }
        if self.months.lines().is_some() {
            let all: Vec<Option<Line>> = self.months.looked_at(book).collect::<Result<_>>()?;
            let rows: Vec<&Line> = self.listing.places().iter().filter_map(|at| all.get(*at)?.as_ref()).collect();
            return Ok(Shown::of(LINES, rows.into_iter(), &Around::of(book)));
        }
        let mut all: HashMap<i64, Line> =
            book.renewals(WITHIN)?.into_iter().map(|one| (one.contract.id.raw(), line(book, one))).collect();
        let shown = self.listing.places().iter().filter_map(|place| self.lines().get(*place));
        let rows: Vec<Line> = shown.filter_map(|line| all.remove(&line.id.raw())).collect();
        Ok(Shown::of(LINES, rows.iter(), &Around::of(book)))
    }

    /// What is new here: of the kind of the list, for the selected account; none: what is new for an account.
    pub(crate) fn new_in_focus(&self) -> Option<FormRequest> {
        self.planned.new_in_focus(self.view)
    }

    /// The commands that matter here.
    pub(crate) fn own_keys(&self) -> &'static [Command] {
        use Command as C;
        if self.view == View::Renewals {
            &[C::Edit, C::Open, C::Right, C::Filter, C::Sort, C::View, C::Pulse, C::New, C::Zoom]
        } else {
            &[C::Open, C::Done, C::Snooze, C::Edit, C::View, C::Filter, C::Sort, C::New]
        }
    }

    fn lines(&self) -> &[Deciding] {
        let all = || self.agenda.as_ref().map_or(&[][..], |agenda| &agenda.lines);
        self.months.lines().unwrap_or_else(all)
    }

    fn months_area(&self) -> Rect {
        let rest = self.rest(self.body);
        Rect { height: self.body.height - rest.height, ..self.body }
    }

    /// What the months leave of the body.
    fn rest(&self, body: Rect) -> Rect {
        if self.zoomed { body } else { self.months.rest(body) }
    }

    fn list(&self, body: Rect) -> Rect {
        let body = self.rest(body);
        let is_whole = self.zoomed || body.height < STACKED || self.lines().is_empty();
        let detail = (body.height / 2).clamp(DETAIL.0, DETAIL.1);
        Rect { height: if is_whole { body.height } else { body.height - detail }, ..body }
    }

    fn selected(&self) -> Option<&Deciding> {
        self.listing.selected().and_then(|at| self.lines().get(at))
    }

    /// The step of the playbook that is next at the selected line.
    fn next_step(&self) -> Option<TaskId> {
        let (one, _) = self.selected_seen()?;
        let next = one.steps.as_ref()?.next.as_ref()?;
        Some(TaskId { kind: Kind::Action, raw: next.id.raw() })
    }

    fn selected_seen(&self) -> Option<&Line> {
        let id = self.selected()?.id;
        self.seen.iter().find(|(one, _)| one.contract.id == id)
    }
}

/// The order in which the lines come; those that are decided stand last in it.
const USUAL: Order = Order::up("notice_by");

/// Where headings and rows stand.
fn list_area(pane: Rect) -> Rect {
    let inside = inside(pane);
    Rect { x: inside.x.saturating_sub(1), width: inside.width + 2, ..inside }
}
