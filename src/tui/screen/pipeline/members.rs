//! Who is in the selected stage, longest first; or who was lost, or came back, or has gaps.

use super::board::{Sight, Stop};
use super::two_lines::{ABOVE_NEXT, above, draw_next};
use crate::book::Book;
use crate::book::cache::query;
use crate::book::pipeline::{Lost, Returned};
use crate::book::stage_members::{GappedAccount, StageMember};
use crate::domain::account::Account;
use crate::domain::id::Id;
use crate::domain::problem::Result;
use crate::domain::text::grouped;
use crate::tui::canvas::Canvas;
use crate::tui::intake::Shown;
use crate::tui::screen::Heads;
use crate::tui::widget::listing::Listing;
use crate::tui::widget::pane::Pane;
use crate::tui::widget::table::{self, ListLook};
use crate::view::members::{GAPPED, IN_STAGE, LOST, WON_BACK};
use crate::view::{self, Around, Column, Order, Value};
use ratatui::layout::Rect;
use std::collections::{HashMap, HashSet};
use std::fmt::Write;

/// The list, of which only the visible rows are read.
#[derive(Debug, Default)]
pub(crate) struct Members {
    /// Everybody, in the usual order.
    ids: Vec<Id<Account>>,
    pub(crate) listing: Listing,
    /// Those who are marked.
    pub(crate) marked: HashSet<i64>,
    rows: Rows,
    stop: Option<Stop>,
    /// Lines that one account takes.
    tall: u16,
}

/// The rows that are visible.
#[derive(Debug)]
enum Rows {
    Stage(Vec<StageMember>),
    Lost(Vec<Lost>),
    WonBack(Vec<Returned>),
    Gaps(Vec<GappedAccount>),
}

impl Default for Rows {
    fn default() -> Self {
        Rows::Lost(Vec::new())
    }
}

/// From this width on, everything about an account of a stage stands on one line; below it the next step has its own.
const ONE_LINE: u16 = 74;
impl Members {
    /// The account under the cursor.
    pub(crate) fn selected(&self) -> Option<Id<Account>> {
        self.listing.selected().and_then(|at| self.ids.get(at)).copied()
    }

    /// The name of the account under the cursor.
    pub(crate) fn selected_name(&self) -> String {
        let Some(line) = self.listing.roll.line().map(usize::from) else { return String::new() };
        let name = match &self.rows {
            Rows::Stage(rows) => rows.get(line).map(|one| &one.standing.name),
            Rows::Lost(rows) => rows.get(line).map(|one| &one.name),
            Rows::WonBack(rows) => rows.get(line).map(|one| &one.name),
            Rows::Gaps(rows) => rows.get(line).map(|one| &one.account.name),
        };
        name.cloned().unwrap_or_default()
    }

    /// Whether anybody is there, whatever the filter.
    pub(crate) fn has_any(&self) -> bool {
        !self.ids.is_empty()
    }

    /// Whether nobody is shown.
    pub(crate) fn is_empty(&self) -> bool {
        self.listing.len() == 0
    }

    /// Marks the account under the cursor, or takes its mark away.
    pub(crate) fn mark(&mut self) {
        if let Some(id) = self.selected().map(Id::raw)
            && !self.marked.remove(&id)
        {
            self.marked.insert(id);
        }
    }

    /// Everybody who is marked, in other stages too, oldest first.
    pub(crate) fn all_marked(&self) -> Vec<Id<Account>> {
        let mut all: Vec<Id<Account>> = self.marked.iter().map(|raw| Id::new(*raw)).collect();
        all.sort_unstable();
        all
    }

    /// The columns that the list can be sorted by.
    pub(crate) fn heads(&self) -> Heads {
        let heads = match self.stop {
            Some(Stop::Stage(_)) => view::order::heads(IN_STAGE),
            Some(Stop::WonBack) => view::order::heads(WON_BACK),
            Some(Stop::Gaps) => view::order::heads(GAPPED),
            Some(Stop::Lost) | None => view::order::heads(LOST),
        };
        Heads { heads, order: self.order() }
    }

    fn order(&self) -> Option<Order> {
        self.listing.chosen().or(self.usual())
    }

    fn usual(&self) -> Option<Order> {
        Some(match self.stop? {
            Stop::Stage(_) => Order::down("days"),
            Stop::Lost => Order::down("churned_on"),
            Stop::WonBack => Order::down("won_back_on"),
            Stop::Gaps => Order::down("gaps"),
        })
    }

    /// Sorts by a column.
    pub(crate) fn sort(&mut self, key: &'static str, book: &Book) {
        let around = Around::of(book);
        let starts_down = match &self.rows {
            Rows::Stage(rows) => view::order::starts_down(IN_STAGE, key, rows, &around),
            Rows::Lost(rows) => view::order::starts_down(LOST, key, rows, &around),
            Rows::WonBack(rows) => view::order::starts_down(WON_BACK, key, rows, &around),
            Rows::Gaps(rows) => view::order::starts_down(GAPPED, key, rows, &around),
        };
        self.listing.sort(key, self.usual(), starts_down);
    }

    /// Reads who is at this stop. The selection stays on its account, or else in its line.
    pub(crate) fn load(&mut self, stop: Stop, sight: Sight<'_>, book: &mut Book) -> Result<()> {
        let board = sight.board;
        self.ids = match stop {
            Stop::Stage(place) => match board.stages.get(place) {
                Some(one) => book.in_stage(&one.stage.key)?,
                None => Vec::new(),
            },
            Stop::Lost => board.lost.iter().map(|one| one.account).collect(),
            Stop::WonBack => board.won_back.iter().map(|one| one.account).collect(),
            Stop::Gaps => {
                sight.gaps.map_or_else(Vec::new, |gaps| gaps.accounts.iter().map(|one| one.account).collect())
            }
        };
        if self.stop != Some(stop) {
            // Another list: its filter stays, and its order where it has the same columns.
            let is_alike = matches!((self.stop, stop), (Some(Stop::Stage(_)), Stop::Stage(_)));
            let before = std::mem::take(&mut self.listing);
            if is_alike {
                self.listing = before;
                self.listing.restart();
            } else {
                self.listing.set_filter(before.filter());
            }
        }
        self.stop = Some(stop);
        self.listing.forget();
        self.arrange(sight, book)
    }

    /// Filters and sorts again, where that changed.
    fn arrange(&mut self, sight: Sight<'_>, book: &mut Book) -> Result<()> {
        if self.listing.is_of(0, self.ids.len()) {
            return Ok(());
        }
        let filter = book.filter(self.listing.filter())?;
        let accounts: Vec<_> = self.ids.iter().copied().map(Some).collect();
        let passes = if filter.is_empty() { Vec::new() } else { book.passing(&filter, &accounts)? };
        let mut places: Vec<usize> = (0..self.ids.len()).filter(|at| passes.get(*at) != Some(&false)).collect();
        let mut is_sorted = true;
        if let Some(order) = self.listing.chosen() {
            match self.values(order, sight, book)? {
                Some(values) => view::order::sort_values(&mut places, &values, order.down),
                None => is_sorted = false,
            }
        }
        let ids: Vec<i64> = self.ids.iter().map(|id| id.raw()).collect();
        self.listing.show(0, &ids, places);
        if !is_sorted {
            self.listing.forget();
        }
        Ok(())
    }

    /// What everybody is sorted by; none: it is being read beside the keys.
    fn values(&self, order: Order, sight: Sight<'_>, book: &mut Book) -> Result<Option<Vec<Value>>> {
        let around = Around::of(book);
        Ok(Some(match self.stop.unwrap_or(Stop::Lost) {
            Stop::Stage(place) => {
                let Some(all) = book.cached(query::StageMembers(place))? else { return Ok(None) };
                let known = all.iter().map(|one| one.standing.account.raw());
                let values: HashMap<i64, Value> = known.zip(values(IN_STAGE, order, &all, &around)).collect();
                self.ids.iter().map(|id| values.get(&id.raw()).cloned().unwrap_or(Value::None)).collect()
            }
            Stop::Lost => values(LOST, order, &sight.board.lost, &around),
            Stop::WonBack => values(WON_BACK, order, &sight.board.won_back, &around),
            Stop::Gaps => values(GAPPED, order, &with_gaps(sight, 0..self.ids.len(), book)?, &around),
        }))
    }

    /// The row of the pane in which the selected account begins, below the heading.
    pub(crate) fn line(&self) -> Option<u16> {
        self.listing.roll.line().map(|line| line * self.tall + 1)
    }

    /// Selects the account on this line of the pane; false where there is none.
    pub(crate) fn click(&mut self, line: u16) -> bool {
        self.listing.roll.click_tall(line, 1, self.tall)
    }

    /// The column whose title stands at `x`, in a pane with this room inside.
    pub(crate) fn head_at(&self, room: Rect, x: u16) -> Option<&'static str> {
        let list = list_area(room);
        match self.stop? {
            _ if self.is_empty() => None,
            Stop::Stage(_) if self.tall > 1 => table::heading_at(&ABOVE_NEXT, list, x),
            Stop::Stage(_) => table::head_at(IN_STAGE, self.order(), &[], list, x),
            Stop::Lost => table::head_at(LOST, self.order(), &[], list, x),
            Stop::WonBack => table::head_at(WON_BACK, self.order(), &[], list, x),
            Stop::Gaps => table::head_at(GAPPED, self.order(), &[], list, x),
        }
    }

    /// Tells how much room there is inside the pane, and reads those that are visible.
    pub(crate) fn settle(&mut self, room: Rect, stop: Stop, sight: Sight<'_>, book: &mut Book) -> Result<()> {
        self.arrange(sight, book)?;
        self.tall = if matches!(stop, Stop::Stage(_)) && room.width < ONE_LINE { 2 } else { 1 };
        self.listing.roll.settle(self.listing.len(), usize::from(room.height.saturating_sub(1) / self.tall));
        self.rows = self.read(self.listing.roll.visible(), stop, sight, book)?;
        Ok(())
    }

    /// The rows in these lines.
    fn read(&self, lines: std::ops::Range<usize>, stop: Stop, sight: Sight<'_>, book: &Book) -> Result<Rows> {
        let places = lines.filter_map(|line| self.listing.place(line));
        let board = sight.board;
        Ok(match stop {
            Stop::Stage(place) => {
                let stage = board.stages.get(place).map(|one| &one.stage);
                Rows::Stage(places.map(|at| book.stage_member(self.ids[at], stage)).collect::<Result<_>>()?)
            }
            Stop::Lost => Rows::Lost(places.filter_map(|at| board.lost.get(at)).cloned().collect()),
            Stop::WonBack => Rows::WonBack(places.filter_map(|at| board.won_back.get(at)).cloned().collect()),
            Stop::Gaps => Rows::Gaps(with_gaps(sight, places, book)?),
        })
    }

    /// All who are shown, for export.
    pub(crate) fn table(&self, sight: Sight<'_>, book: &Book) -> Result<Shown> {
        let around = Around::of(book);
        Ok(match self.read(0..self.listing.len(), self.stop.unwrap_or(Stop::Lost), sight, book)? {
            Rows::Stage(rows) => Shown::of(IN_STAGE, rows.iter(), &around),
            Rows::Lost(rows) => Shown::of(LOST, rows.iter(), &around),
            Rows::WonBack(rows) => Shown::of(WON_BACK, rows.iter(), &around),
            Rows::Gaps(rows) => Shown::of(GAPPED, rows.iter(), &around),
        })
    }

    /// Draws the pane of the stop called `name`; `is_new`: nobody is on the whole board.
    pub(crate) fn draw(
        &self,
        canvas: &mut Canvas<'_>,
        area: Rect,
        name: &str,
        (focused, around): (bool, &Around<'_>),
        (aside, is_new): (&str, bool),
    ) {
        let stop = self.stop.unwrap_or(Stop::Lost);
        let roll = &self.listing.roll;
        let pane =
            Pane { name, answer: self.answer(stop), aside: aside.to_owned(), position: roll.position(), focused };
        let inside = pane.draw(canvas, area);
        if self.is_empty() {
            canvas.paragraph(inside, self.nobody(stop, is_new), canvas.theme().dim);
            return;
        }
        let first = roll.visible().start;
        let marked = |line: usize| {
            self.listing.place(line).and_then(|at| self.ids.get(at)).is_some_and(|id| self.marked.contains(&id.raw()))
        };
        let look =
            ListLook { marked: &marked, ..ListLook::new(around, roll, table::Focus::own(focused), self.order()) };
        let list = list_area(inside);
        match &self.rows {
            Rows::Stage(rows) if self.tall > 1 => self.draw_tall(canvas, list, rows, &look),
            Rows::Stage(rows) => table::list(canvas, list, IN_STAGE, &look, |at| rows.get(at.checked_sub(first)?)),
            Rows::Lost(rows) => table::list(canvas, list, LOST, &look, |at| rows.get(at.checked_sub(first)?)),
            Rows::WonBack(rows) => table::list(canvas, list, WON_BACK, &look, |at| rows.get(at.checked_sub(first)?)),
            Rows::Gaps(rows) => table::list(canvas, list, GAPPED, &look, |at| rows.get(at.checked_sub(first)?)),
        }
    }

    fn nobody(&self, stop: Stop, is_new: bool) -> &'static str {
        match stop {
            _ if !self.ids.is_empty() => "No account passes this filter. f changes it, Esc takes it away.",
            Stop::Stage(_) if is_new => {
                "No customers yet. I imports a sheet or an export of your CRM, : and new account adds one. The \
                 stages are yours: e changes the selected one, n adds one behind it."
            }
            Stop::Stage(_) => "No account is in this stage. S moves accounts, on any list of them.",
            Stop::Lost => "No churn in twelve months. Screen 5 records one, or : and record a churn.",
            Stop::Gaps => "No onboarding gaps: every new account has a lead, an introduction and a next step.",
            Stop::WonBack => "No win-back in twelve months. : and record a win-back adds one.",
        }
    }

    /// Draws two lines for each account: who it is, and below what comes next there.
    fn draw_tall(&self, canvas: &mut Canvas<'_>, area: Rect, rows: &[StageMember], look: &ListLook<'_>) {
        let headings = ABOVE_NEXT.map(|(_, heading)| heading);
        let by =
            look.order.and_then(|by| ABOVE_NEXT.iter().position(|(key, _)| *key == by.key).map(|at| (at, by.down)));
        let area = table::heading(canvas, area, &headings, by);
        for ((line, index), row) in self.listing.roll.visible().enumerate().zip(rows) {
            let y = area.y + line as u16 * self.tall;
            if y >= area.bottom() {
                break;
            }
            let both = Rect { y, height: self.tall.min(area.bottom() - y), ..area };
            table::row(canvas, Rect { height: 1, ..both }, &headings, &above(row, look.around));
            if both.height > 1 {
                draw_next(canvas, Rect { y: y + 1, height: 1, ..both }, row, look.around);
            }
            if look.focus == table::Focus::Here && index == self.listing.roll.at() {
                table::select_row(canvas, both, true);
            }
            if (look.marked)(index) {
                table::mark_row(canvas, both);
            }
        }
    }

    /// By what the accounts are sorted, where their title may stand in no head: on two lines.
    fn order_words(&self) -> String {
        let Some(order) = self.listing.chosen().filter(|_| self.tall > 1) else { return String::new() };
        let head = self.heads().heads.into_iter().find(|head| head.key == order.key);
        let arrow = if order.down { '↓' } else { '↑' };
        head.map_or_else(String::new, |head| format!(", by {}{arrow}", head.title.to_lowercase()))
    }

    fn answer(&self, stop: Stop) -> String {
        if self.ids.is_empty() {
            return "nobody".to_owned();
        }
        let count = grouped(&self.ids.len().to_string());
        let is_usual = self.listing.chosen().is_none();
        let mut answer = match stop {
            _ if self.listing.told().is_some() => self.listing.told().unwrap_or_default() + &self.order_words(),
            Stop::Stage(_) if is_usual => format!("{count}, longest first"),
            Stop::Lost | Stop::WonBack => format!("{count} in 12 months"),
            Stop::Gaps if is_usual => format!("{count}, most gaps first"),
            Stop::Stage(_) | Stop::Gaps => count + &self.order_words(),
        };
        if !self.marked.is_empty() {
            let _ = write!(answer, " · {} marked", self.marked.len());
        }
        answer
    }
}

fn list_area(inside: Rect) -> Rect {
    Rect { x: inside.x.saturating_sub(1), width: inside.width + 2, ..inside }
}

fn values<T>(columns: &[Column<T>], order: Order, rows: &[T], around: &Around<'_>) -> Vec<Value> {
    let column = columns.iter().find(|column| column.key == order.key);
    rows.iter().map(|row| column.map_or(Value::None, |column| column.sorts_by(row, around))).collect()
}

/// The accounts with gaps in these places.
fn with_gaps(sight: Sight<'_>, places: impl Iterator<Item = usize>, book: &Book) -> Result<Vec<GappedAccount>> {
    let accounts = sight.gaps.map_or(&[][..], |gaps| &gaps.accounts);
    places.filter_map(|at| accounts.get(at)).map(|one| book.gapped(one)).collect()
}
