//! The one state of a list: in which order it stands, what passes its filter, and where one is in it.

use super::roll::ListState;
use super::table::{self, Focus, ListLook};
use crate::domain::account::Account;
use crate::domain::id::Id;
use crate::domain::text::grouped;
use crate::tui::canvas::Canvas;
use crate::tui::intake::Shown;
use crate::tui::screen::Heads;
use crate::view::{self, Around, Column, Order};
use ratatui::layout::Rect;
use std::borrow::Cow;

/// What a person made of one list.
#[derive(Debug, Clone, Default)]
pub(crate) struct Listing {
    pub(crate) roll: ListState,
    /// What was chosen; none: the usual order.
    order: Option<Order>,
    filter: String,
    /// The places of the rows that are shown, in their order.
    places: Vec<usize>,
    /// What tells these rows apart.
    ids: Vec<i64>,
    /// How many rows there are without the filter.
    whole: usize,
    /// What it was arranged of; none: it has to be arranged anew.
    source: Option<(i64, usize)>,
}

impl Listing {
    /// The place in the list of the row in this line.
    pub(crate) fn place(&self, line: usize) -> Option<usize> {
        self.places.get(line).copied()
    }

    /// The place in the list of the selected row.
    pub(crate) fn selected(&self) -> Option<usize> {
        self.roll.selected().and_then(|line| self.place(line))
    }

    /// How many rows are shown.
    pub(crate) fn len(&self) -> usize {
        self.places.len()
    }

    /// The places of the rows that are shown.
    pub(crate) fn places(&self) -> &[usize] {
        &self.places
    }

    pub(crate) fn filter(&self) -> &str {
        &self.filter
    }

    /// What was chosen to sort by; none: the usual order.
    pub(crate) fn chosen(&self) -> Option<Order> {
        self.order
    }

    /// Filters by these words from the next time it is arranged.
    pub(crate) fn set_filter(&mut self, words: &str) {
        words.clone_into(&mut self.filter);
        self.source = None;
    }

    /// Sorts by this column from the next time it is arranged; by the same one again, the other way round.
    pub(crate) fn sort(&mut self, key: &'static str, usual: Option<Order>, starts_down: bool) {
        let order = Order::choose(self.order.or(usual), key, starts_down);
        self.order = Some(order).filter(|order| Some(*order) != usual);
        self.source = None;
    }

    /// The rows may have changed.
    pub(crate) fn forget(&mut self) {
        self.source = None;
    }

    /// Whether it was arranged of these rows; `about`: whose list it is.
    pub(crate) fn is_of(&self, about: i64, len: usize) -> bool {
        self.source == Some((about, len))
    }

    /// Begins anew: it is the list of somebody else now.
    pub(crate) fn restart(&mut self) {
        self.roll = ListState::default();
        self.ids.clear();
        self.source = None;
    }

    /// Shows these places in this order; `ids` tell all rows apart. The selection stays on its row, or else in its line.
    pub(crate) fn show(&mut self, about: i64, ids: &[i64], places: Vec<usize>) {
        let kept = self.roll.selected().and_then(|line| self.ids.get(line)).copied();
        self.whole = ids.len();
        self.source = Some((about, ids.len()));
        self.ids = places.iter().filter_map(|place| ids.get(*place)).copied().collect();
        self.places = places;
        self.roll.settle(self.places.len(), self.roll.visible().len().max(1));
        if let Some(line) = kept.and_then(|id| self.ids.iter().position(|known| *known == id)) {
            self.roll.select(line);
        }
    }

    /// Selects the row with this id.
    pub(crate) fn select(&mut self, id: i64) -> bool {
        let line = self.ids.iter().position(|known| *known == id);
        line.inspect(|line| self.roll.select(*line)).is_some()
    }

    /// What passes its filter, for the title: `18 of 240 · tier:A`; none: everything does.
    pub(crate) fn told(&self) -> Option<String> {
        let count = |count: usize| grouped(&count.to_string());
        let words = || format!("{} of {} · {}", count(self.places.len()), count(self.whole), self.filter);
        (!self.filter.trim().is_empty()).then(words)
    }
}

/// A list with its declaration.
pub(crate) struct Table<'a, T: Clone> {
    pub(crate) columns: &'a [Column<T>],
    pub(crate) rows: Cow<'a, [T]>,
    pub(crate) around: Around<'a>,
    /// The order in which the rows come.
    pub(crate) usual: Option<Order>,
    /// What tells a row apart from the others.
    pub(crate) id: fn(&T) -> i64,
    /// The account that a row belongs to.
    pub(crate) account: fn(&T) -> Option<Id<Account>>,
    /// Whose list it is, where there is one for each team member.
    pub(crate) about: i64,
}

/// What a pane does with a list, whatever its rows are.
pub(crate) trait AnyTable {
    fn len(&self) -> usize;
    /// Whose list it is.
    fn about(&self) -> i64;
    /// The columns it can be sorted by.
    fn heads(&self, listing: &Listing) -> Heads;
    /// Sorts by a column.
    fn sort(&self, listing: &mut Listing, key: &'static str);
    /// The accounts that its rows belong to.
    fn accounts(&self) -> Vec<Option<Id<Account>>>;
    /// Filters and sorts; `passes` says of every row whether it passes, none: all do.
    fn arrange(&self, listing: &mut Listing, passes: Option<&[bool]>);
    /// Draws headings and visible rows.
    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, listing: &Listing, focus: Focus);
    /// The column whose title stands at `x`.
    fn head_at(&self, listing: &Listing, area: Rect, x: u16) -> Option<&'static str>;
    /// The rows shown, for export.
    fn exported(&self, listing: &Listing) -> Shown;
}

impl<T: Clone> Table<'_, T> {
    fn order(&self, listing: &Listing) -> Option<Order> {
        listing.chosen().or(self.usual)
    }
}

impl<T: Clone> AnyTable for Table<'_, T> {
    fn len(&self) -> usize {
        self.rows.len()
    }

    fn about(&self) -> i64 {
        self.about
    }

    fn heads(&self, listing: &Listing) -> Heads {
        Heads { heads: view::order::heads(self.columns), order: self.order(listing) }
    }

    fn sort(&self, listing: &mut Listing, key: &'static str) {
        listing.sort(key, self.usual, view::order::starts_down(self.columns, key, &self.rows, &self.around));
    }

    fn accounts(&self) -> Vec<Option<Id<Account>>> {
        self.rows.iter().map(self.account).collect()
    }

    fn arrange(&self, listing: &mut Listing, passes: Option<&[bool]>) {
        let passes = |place: &usize| passes.is_none_or(|passes| passes.get(*place) == Some(&true));
        let mut places: Vec<usize> = (0..self.rows.len()).filter(passes).collect();
        if let Some(order) = listing.chosen() {
            view::order::sort(&mut places, self.columns, order, &self.rows, &self.around);
        }
        let ids: Vec<i64> = self.rows.iter().map(self.id).collect();
        listing.show(self.about, &ids, places);
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, listing: &Listing, focus: Focus) {
        let look = ListLook::new(&self.around, &listing.roll, focus, self.order(listing));
        table::list(canvas, area, self.columns, &look, |line| self.rows.get(listing.place(line)?));
    }

    fn head_at(&self, listing: &Listing, area: Rect, x: u16) -> Option<&'static str> {
        table::head_at(self.columns, self.order(listing), &[], area, x)
    }

    fn exported(&self, listing: &Listing) -> Shown {
        let rows = listing.places().iter().filter_map(|place| self.rows.get(*place));
        Shown::of(self.columns, rows, &self.around)
    }
}
