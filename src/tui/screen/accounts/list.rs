//! The list: every column sortable, filtered by text and by field as one types, marks for acting on many at once.
//!
//! The list holds places in the book's roster and reads only the rows that are visible.

use super::map::AccountMap;
use crate::book::{Book, RosterLine, SortBy};
use crate::domain::account::Account;
use crate::domain::filter::Filter;
use crate::domain::id::Id;
use crate::domain::money::Currency;
use crate::domain::problem::Result;
use crate::domain::risk::points::Bands;
use crate::domain::risk::points::Tier;
use crate::domain::text::grouped;
use crate::form::record_ref::RecordRef;
use crate::tui::canvas::Canvas;
use crate::tui::command::{Command, DisabledReason};
use crate::tui::intake::Shown;
use crate::tui::layer::Mouse;
use crate::tui::screen::Heads;
use crate::tui::step::{Step, Subject};
use crate::tui::widget::pane::{Pane, inside};
use crate::tui::widget::roll::{ListState, Move};
use crate::tui::widget::row::Piece;
use crate::tui::widget::table::{self, Focus, ListLook};
use crate::view::accounts::{ACCOUNTS, AccountLine, column_of, sort_of};
use crate::view::{self, Around, Order};
use ratatui::layout::Rect;
use std::collections::HashSet;
use std::fmt::Write;

/// The filter the list starts with, where others lead accounts too.
const MINE: &str = "owner:me";

/// The list of accounts.
#[derive(Debug)]
pub(crate) struct List {
    filter: String,
    /// What was picked to sort by; a filter may say otherwise.
    picked: SortBy,
    by: SortBy,
    /// Whether the order is turned round.
    reversed: bool,
    /// The columns the filter looks at.
    looked_at: Vec<SortBy>,
    pub(super) lines: Vec<RosterLine>,
    pub(super) roll: ListState,
    marked: HashSet<i64>,
    rows: Vec<AccountLine>,
    all: usize,
    /// Whether the book has no account at all.
    is_bare: bool,
    /// How many of each tier are listed.
    tiers: [usize; 3],
    currency: Currency,
    pub(super) body: Rect,
    is_read: bool,
    /// Whether it is shown as a map.
    pub(super) is_map: bool,
    pub(super) map: AccountMap,
    pub(super) bands: Option<Bands>,
    /// What the card beside the map says, and of whom.
    pub(super) card: Vec<Vec<Piece>>,
    pub(super) carded: Option<Id<Account>>,
}

impl Default for List {
    fn default() -> Self {
        Self {
            filter: String::new(),
            picked: SortBy::Risk,
            by: SortBy::Risk,
            reversed: false,
            looked_at: Vec::new(),
            lines: Vec::new(),
            roll: ListState::default(),
            marked: HashSet::new(),
            rows: Vec::new(),
            all: 0,
            is_bare: true,
            tiers: [0; 3],
            currency: Currency::EUR,
            body: Rect::ZERO,
            is_read: false,
            is_map: false,
            map: AccountMap::default(),
            bands: None,
            card: Vec::new(),
            carded: None,
        }
    }
}

impl List {
    /// The words of the filter.
    pub(crate) fn filter(&self) -> &str {
        &self.filter
    }

    /// The columns it can be sorted by; the map has an order of its own.
    pub(crate) fn heads(&self) -> Option<Heads> {
        (!self.is_empty() && !self.is_map)
            .then(|| Heads { heads: view::order::heads(ACCOUNTS), order: Some(self.order()) })
    }

    /// Whether the book has no account.
    pub(crate) fn is_empty(&self) -> bool {
        self.is_bare
    }

    fn order(&self) -> Order {
        let (key, down) = column_of(self.by);
        Order { key, down: down != self.reversed }
    }

    fn wanted(&self) -> Vec<&'static str> {
        self.looked_at.iter().map(|by| column_of(*by).0).collect()
    }

    /// Whether accounts are marked.
    pub(crate) fn has_marks(&self) -> bool {
        !self.marked.is_empty()
    }

    /// The account under the cursor.
    pub(crate) fn selected(&self) -> Option<Id<Account>> {
        self.selected_row().map(|row| row.id)
    }

    /// Shows the accounts that pass these words; an error leaves the list as it was.
    pub(crate) fn set_filter(&mut self, words: &str, book: &mut Book) -> Result<()> {
        let filter = book.filter(words)?;
        words.clone_into(&mut self.filter);
        self.roll = ListState::default();
        self.list(&filter, book)
    }

    /// Sorts by this column; what it is sorted by already is turned round. The selection stays on its account.
    pub(crate) fn sort(&mut self, key: &str, book: &mut Book) -> Result<()> {
        let Some(by) = sort_of(key) else { return Ok(()) };
        self.reversed = by == self.by && !self.reversed;
        self.picked = by;
        self.filter = Filter::without_order(&self.filter);
        self.reload(book)
    }

    /// Moves, and reads the rows that come in sight.
    pub(crate) fn go(&mut self, how: Move, book: &mut Book) -> Result<()> {
        let before = self.roll.visible();
        self.roll.go(how);
        if self.roll.visible() != before {
            self.read_rows(book)?;
        }
        self.read_card(book)
    }

    /// Whether this can be done here now.
    pub(crate) fn can(&self, command: Command) -> Result<(), DisabledReason> {
        match command {
            Command::ClearMarks if self.marked.is_empty() => Err(DisabledReason::so("Nothing is marked.")),
            Command::Open | Command::Mark if self.lines.is_empty() => Err(DisabledReason::so("No account is listed.")),
            Command::NextPane if self.is_map => Ok(()),
            Command::NextPane | Command::PreviousPane | Command::Zoom => {
                Err(DisabledReason::so("There is one pane here."))
            }
            Command::Left | Command::Right => Err(DisabledReason::so("Tabs are on the page of an account.")),
            _ => Ok(()),
        }
    }

    /// Does what was asked.
    pub(crate) fn update(&mut self, command: Command, book: &mut Book) -> Result<Step> {
        match command {
            Command::View => self.switch(book)?,
            Command::Mark => {
                if let Some(id) = self.selected().map(Id::raw) {
                    if !self.marked.remove(&id) {
                        self.marked.insert(id);
                    }
                    self.go(Move::Down, book)?;
                }
            }
            Command::ClearMarks => self.marked.clear(),
            Command::Back if !self.marked.is_empty() => self.marked.clear(),
            Command::Back if !self.filter.is_empty() => self.set_filter("", book)?,
            Command::Back => return Ok(Step::Back),
            _ => {}
        }
        Ok(Step::Stay)
    }

    /// Takes a click or the wheel.
    pub(crate) fn mouse(&mut self, mouse: Mouse, book: &mut Book) -> Result<Step> {
        if self.is_map {
            return self.mouse_on_map(mouse, book);
        }
        match mouse {
            Mouse::Wheel(_, down) => self.go(if down { Move::Down } else { Move::Up }, book)?,
            Mouse::Click(at) | Mouse::Double(at) => {
                let list = Self::list_area(self.body);
                if at.y == list.y {
                    let wanted = self.wanted();
                    if let Some(key) = table::head_at(ACCOUNTS, Some(self.order()), &wanted, list, at.x) {
                        self.sort(key, book)?;
                    }
                } else if table::click(&mut self.roll, at, list) && matches!(mouse, Mouse::Double(_)) {
                    return Ok(Step::Run(Command::Open));
                }
            }
        }
        Ok(Step::Stay)
    }

    /// What is selected.
    pub(crate) fn subject(&self) -> Subject {
        let row = self.selected_row();
        Subject {
            account: row.map(|row| row.id),
            name: row.map(|row| row.name.clone()).unwrap_or_default(),
            record: row.map(|row| RecordRef::of(row.id)),
            accounts: self.marked.iter().map(|raw| Id::new(*raw)).collect(),
            ..Subject::default()
        }
    }

    /// The accounts listed, all of them, for export.
    pub(crate) fn table(&self, book: &mut Book) -> Result<Shown> {
        let all = AccountLine::in_full(&self.lines, book)?;
        Ok(Shown::of(ACCOUNTS, all.iter(), &Around::of(book)))
    }

    /// Filters and sorts again; the selection stays on its account.
    pub(crate) fn reload(&mut self, book: &mut Book) -> Result<()> {
        if !self.is_read && book.leads_some()? {
            MINE.clone_into(&mut self.filter);
        }
        let filter = book.filter(&self.filter)?;
        self.list(&filter, book)
    }

    fn list(&mut self, filter: &Filter, book: &mut Book) -> Result<()> {
        let selected = self.selected();
        let (by, today) = (filter.order().unwrap_or(self.picked), book.today());
        self.reversed &= by == self.by || by == self.picked;
        self.by = by;
        self.looked_at = filter.looks_at();
        let roster = book.roster()?;
        self.all = roster.open();
        self.is_bare = roster.is_empty();
        self.lines = roster.select(filter, by, today);
        if self.reversed {
            roster.turn(&mut self.lines, by);
        }
        self.tiers = roster.by_tier(&self.lines);
        let kept = selected.and_then(|id| roster.line(id));
        let row = kept.and_then(|line| self.lines.iter().position(|known| *known == line));
        self.is_read = true;
        self.settle_roll();
        if let Some(row) = row {
            self.roll.select(row);
        }
        self.carded = None;
        self.chart(book)?;
        self.read_rows(book)?;
        self.read_card(book)
    }

    /// Tells how large the body is and reads the rows that are visible.
    pub(crate) fn settle(&mut self, body: Rect, book: &mut Book) -> Result<()> {
        self.body = body;
        if !self.is_read {
            return self.reload(book);
        }
        self.settle_roll();
        self.map.settle(inside(body));
        self.read_rows(book)?;
        self.read_card(book)
    }

    /// The row of the screen the selection stands in, below frame and heading.
    pub(crate) fn cursor_row(&self, body: Rect) -> Option<u16> {
        self.roll.line().map(|line| body.y + 2 + line)
    }

    /// Draws it.
    pub(crate) fn view(&self, canvas: &mut Canvas<'_>, body: Rect) {
        let theme = canvas.theme();
        let pane = Pane {
            name: if self.is_map { "Map" } else { "Accounts" },
            answer: self.answer(),
            aside: match (self.is_map, self.reversed) {
                (true, _) => "v: list".to_owned(),
                (false, true) => format!("by {}, turned round", self.by.title()),
                (false, false) => format!("by {}", self.by.title()),
            },
            position: self.roll.position(),
            focused: true,
        };
        let inside = pane.draw(canvas, body);
        if self.lines.is_empty() {
            let words = if self.is_bare {
                "No accounts yet. I imports a sheet or an export of your CRM, n adds one."
            } else {
                "No account matches this filter. f changes it, Esc takes it away."
            };
            canvas.paragraph(inside, words, theme.dim);
            return;
        }
        if self.is_map {
            return self.view_map(canvas, inside);
        }
        let first = self.roll.visible().start;
        let row = |index: usize| self.rows.get(index.checked_sub(first)?);
        let around = Around { today: canvas.look.today, currency: self.currency, member: None };
        let look = ListLook {
            wanted: &self.wanted(),
            marked: &|index| row(index).is_some_and(|one| self.marked.contains(&one.id.raw())),
            ..ListLook::new(&around, &self.roll, Focus::Here, Some(self.order()))
        };
        table::list(canvas, Self::list_area(body), ACCOUNTS, &look, row);
    }

    /// Where headings and rows stand.
    fn list_area(body: Rect) -> Rect {
        let inside = inside(body);
        Rect { x: inside.x.saturating_sub(1), width: inside.width + 2, ..inside }
    }

    fn answer(&self) -> String {
        let shown = grouped(&self.lines.len().to_string());
        let mut answer = if self.filter.is_empty() {
            format!("{shown} open")
        } else {
            let tiers = Tier::ALL.iter().zip(self.tiers).filter(|(_, count)| *count > 0);
            let tiers: Vec<String> =
                tiers.map(|(tier, count)| format!("{tier} {}", grouped(&count.to_string()))).collect();
            let filter = if self.filter == MINE { "yours, Esc shows all" } else { &self.filter };
            format!("{shown} of {} · {} · {filter}", grouped(&self.all.to_string()), tiers.join(" "))
        };
        if !self.marked.is_empty() {
            let _ = write!(answer, " · {} marked", self.marked.len());
        }
        answer
    }

    pub(super) fn selected_row(&self) -> Option<&AccountLine> {
        let at = self.roll.selected()?;
        self.rows.get(at.checked_sub(self.roll.visible().start)?)
    }

    fn settle_roll(&mut self) {
        self.roll.settle(self.lines.len(), usize::from(inside(self.body).height.saturating_sub(1)));
    }

    pub(super) fn read_rows(&mut self, book: &mut Book) -> Result<()> {
        self.currency = book.currency();
        let visible = self.lines.get(self.roll.visible()).unwrap_or_default();
        self.rows = AccountLine::all(visible, book)?;
        Ok(())
    }
}
