//! The other views of the screen: what is planned over all accounts. Opportunities, success plans with their reviews, and what
//! else somebody is to do on a day.

use crate::book::Book;
use crate::book::ahead::Ahead;
use crate::book::cache::query;
use crate::domain::day::Day;
use crate::domain::money::{Currency, Money};
use crate::domain::noun::Noun;
use crate::domain::problem::Result;
use crate::domain::text::{counted, grouped};
use crate::domain::today::Kind;
use crate::form::request::FormRequest;
use crate::tui::canvas::Canvas;
use crate::tui::command::Command;
use crate::tui::intake::Shown;
use crate::tui::layer::Mouse;
use crate::tui::screen::today::record_of;
use crate::tui::screen::{Heads, move_of};
use crate::tui::step::{Step, Subject};
use crate::tui::widget::listing::{AnyTable, Listing, Table};
use crate::tui::widget::pane::{Pane, inside};
use crate::tui::widget::roll::Move;
use crate::tui::widget::table::{self, Focus};
use crate::view::ahead::AHEAD;
use crate::view::{Around, Order};
use ratatui::layout::Rect;
use std::fmt::Write;

/// What the screen lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum View {
    /// Contracts by notice deadline.
    #[default]
    Renewals,
    /// Open opportunities.
    Opportunities,
    /// Success plans.
    Plans,
    /// What else is planned.
    Rest,
}

impl View {
    pub(super) fn next(self) -> Self {
        match self {
            View::Renewals => View::Opportunities,
            View::Opportunities => View::Plans,
            View::Plans => View::Rest,
            View::Rest => View::Renewals,
        }
    }

    /// What the pane is called, and what v leads to.
    pub(super) fn title(self) -> (&'static str, &'static str) {
        match self {
            View::Renewals => ("Renewals", "v opportunities"),
            View::Opportunities => ("Opportunities", "d decides · v plans"),
            View::Plans => ("Success plans", "d reviewed · v planned"),
            View::Rest => ("Planned", "d done · v renewals"),
        }
    }

    fn lists(self, kind: Kind) -> bool {
        match self {
            View::Renewals => false,
            View::Opportunities => kind == Kind::Opportunity,
            View::Plans => kind == Kind::Review,
            View::Rest => !matches!(kind, Kind::Opportunity | Kind::Review),
        }
    }
}

/// One of the lists; each view has its own order and filter.
#[derive(Debug, Default)]
pub(super) struct Lists {
    rows: Option<Vec<Ahead>>,
    listings: [Listing; 4],
    today: Option<Day>,
    currency: Option<Currency>,
}

impl Lists {
    fn listing(&self, view: View) -> &Listing {
        &self.listings[view as usize]
    }

    pub(super) fn listing_mut(&mut self, view: View) -> &mut Listing {
        &mut self.listings[view as usize]
    }

    fn table(&self) -> Table<'_, Ahead> {
        let today = self.today.unwrap_or(Day::ZERO);
        Table {
            columns: AHEAD,
            rows: self.rows.as_deref().unwrap_or_default().into(),
            around: Around { today, currency: self.currency.unwrap_or(Currency::EUR), member: None },
            usual: Some(Order::up("due")),
            id: |one| one.id.raw,
            account: |one| one.account,
            about: 0,
        }
    }

    /// Reads the rows of a view again, beside the keys.
    pub(super) fn reload(&mut self, view: View, book: &mut Book) -> Result<()> {
        (self.today, self.currency) = (Some(book.today()), Some(book.currency()));
        let Some(all) = book.cached(query::Ahead)? else { return Ok(()) };
        self.rows = Some(all.iter().filter(|one| view.lists(one.id.kind)).cloned().collect());
        self.listing_mut(view).forget();
        self.arrange(view, book)
    }

    /// Filters and sorts again.
    pub(super) fn arrange(&mut self, view: View, book: &mut Book) -> Result<()> {
        let mut listing = std::mem::take(self.listing_mut(view));
        let filter = book.filter(listing.filter())?;
        let table = self.table();
        let passes = if filter.is_empty() { None } else { Some(book.passing(&filter, &table.accounts())?) };
        if !listing.is_of(0, table.len()) {
            table.arrange(&mut listing, passes.as_deref());
        }
        *self.listing_mut(view) = listing;
        Ok(())
    }

    pub(super) fn heads(&self, view: View) -> Option<Heads> {
        let table = self.table();
        (table.len() > 0).then(|| table.heads(self.listing(view)))
    }

    pub(super) fn filter(&self, view: View) -> Option<&str> {
        (self.table().len() > 0).then(|| self.listing(view).filter())
    }

    pub(super) fn sort(&mut self, view: View, key: &'static str, book: &mut Book) -> Result<()> {
        let mut listing = std::mem::take(self.listing_mut(view));
        self.table().sort(&mut listing, key);
        *self.listing_mut(view) = listing;
        self.arrange(view, book)
    }

    fn selected(&self, view: View) -> Option<&Ahead> {
        self.rows.as_ref()?.get(self.listing(view).selected()?)
    }

    pub(super) fn subject(&self, view: View) -> Subject {
        let Some(one) = self.selected(view) else { return Subject::default() };
        Subject {
            account: one.account,
            name: one.name.clone(),
            task: Some(one.id),
            record: record_of(one.id),
            ..Subject::default()
        }
    }

    pub(super) fn new_in_focus(&self, view: View) -> Option<FormRequest> {
        let account = self.selected(view).and_then(|one| one.account)?;
        match view {
            View::Opportunities => Some(FormRequest::New(Noun::Opportunities, Some(account))),
            View::Plans => Some(FormRequest::New(Noun::Plans, Some(account))),
            View::Renewals | View::Rest => None,
        }
    }

    pub(super) fn open(&self, view: View) -> Step {
        self.selected(view).and_then(|one| one.account).map_or(Step::Stay, Step::Page)
    }

    pub(super) fn go(&mut self, view: View, command: Command) {
        if let Some(how) = move_of(command) {
            self.listing_mut(view).roll.go(how);
        }
    }

    pub(super) fn mouse(&mut self, view: View, mouse: Mouse, body: Rect, book: &mut Book) -> Result<Step> {
        let list = super::list_area(body);
        let mut is_row = false;
        match mouse {
            Mouse::Wheel(_, down) => {
                self.listing_mut(view).roll.go(if down { Move::Down } else { Move::Up });
            }
            Mouse::Click(at) | Mouse::Double(at) if at.y == list.y => {
                if let Some(key) = self.table().head_at(self.listing(view), list, at.x) {
                    self.sort(view, key, book)?;
                }
            }
            Mouse::Click(at) | Mouse::Double(at) => {
                is_row = at.y < list.bottom() && table::click(&mut self.listing_mut(view).roll, at, list);
            }
        }
        Ok(Step::open_on(mouse, is_row))
    }

    pub(super) fn settle(&mut self, view: View, body: Rect) {
        let height = usize::from(inside(body).height.saturating_sub(1));
        let len = self.listing(view).len();
        self.listing_mut(view).roll.settle(len, height);
    }

    pub(super) fn cursor_row(&self, view: View, body: Rect) -> Option<u16> {
        self.listing(view).roll.line().map(|line| body.y + 2 + line)
    }

    pub(super) fn exported(&self, view: View) -> Shown {
        self.table().exported(self.listing(view))
    }

    pub(super) fn view(&self, view: View, canvas: &mut Canvas<'_>, body: Rect) {
        let listing = self.listing(view);
        let (name, aside) = view.title();
        let answer = listing.told().unwrap_or_else(|| self.answer(view));
        let position = listing.roll.position();
        let pane = Pane { name, answer, aside: aside.to_owned(), position, focused: true };
        let within = pane.draw(canvas, body);
        if self.rows.is_none() {
            return;
        }
        if listing.len() == 0 {
            let words = if listing.filter().is_empty() { nothing(view) } else { FILTERED };
            canvas.paragraph(within, words, canvas.theme().dim);
            return;
        }
        self.table().draw(canvas, super::list_area(body), listing, Focus::Here);
    }

    /// “12 open · €48k · 3 late”.
    fn answer(&self, view: View) -> String {
        let Some(rows) = &self.rows else { return "reading…".to_owned() };
        let (today, currency) = (self.today.unwrap_or(Day::ZERO), self.currency.unwrap_or(Currency::EUR));
        let what = match view {
            View::Opportunities => "opportunity",
            View::Plans => "plan",
            View::Renewals | View::Rest => "task",
        };
        let mut words = match (rows.len() as u64, view) {
            (1, _) | (_, View::Plans | View::Renewals | View::Rest) => counted(rows.len() as u64, what),
            (many, View::Opportunities) => format!("{} opportunities", grouped(&many.to_string())),
        };
        let value: i64 =
            rows.iter().filter_map(|one| one.value).filter(|value| value.currency == currency).map(|it| it.minor).sum();
        if value > 0 {
            let _ = write!(words, " · {}", Money::new(value, currency).short());
        }
        let late = rows.iter().filter(|one| one.due.is_some_and(|due| due < today)).count();
        if late > 0 {
            let _ = write!(words, " · ▲ {} late", grouped(&late.to_string()));
        }
        words
    }
}

const FILTERED: &str = "Nothing passes this filter. f changes it, Esc takes it away.";

fn nothing(view: View) -> &'static str {
    match view {
        View::Opportunities => "No open opportunity. : and new opportunity adds one to the selected account.",
        View::Plans => "No success plan runs. : and new success plan adds one to the selected account.",
        View::Renewals | View::Rest => "Nothing else is planned. A company update for a day ahead stands here.",
    }
}
