//! The lists of the screen: which one a pane shows, its declaration and its rows.

use super::panes::Focus;
use super::{TeamScreen, assignments, exposure, inside};
use crate::book::Book;
use crate::domain::account::Account;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::money::Currency;
use crate::domain::problem::Result;
use crate::tui::widget::listing::{AnyTable, Listing, Table};
use crate::tui::widget::panes::PaneId;
use crate::view::assignments::SEATS;
use crate::view::exposure::{DOUBTS, HELD, Quick, VETERANS};
use crate::view::inside::{Link, TELLS, WINS};
use crate::view::team::{MEMBERS, TURNOVER};
use crate::view::what_if::LEAVING;
use crate::view::{Around, Column, Order};
use std::borrow::Cow;

/// Every list that a pane of the screen can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum List {
    People,
    Held,
    Quick,
    Veterans,
    Doubts,
    Assignments,
    Attrition,
    WhatIf,
    Network,
    Wins,
    Deals,
}

impl List {
    /// How many there are.
    pub(super) const COUNT: usize = List::Deals as usize + 1;

    /// Whether its rows belong to accounts.
    fn is_of_accounts(self) -> bool {
        self != List::People
    }
}

impl TeamScreen {
    /// The list that a pane shows.
    pub(super) fn list(&self, pane: Focus) -> List {
        match pane {
            Focus::People => List::People,
            Focus::Exposure => match self.view {
                exposure::View::Held => List::Held,
                exposure::View::Quick => List::Quick,
                exposure::View::Veterans => List::Veterans,
                exposure::View::Doubts => List::Doubts,
            },
            Focus::Assignments => match self.assignments_view {
                assignments::View::Held => List::Assignments,
                assignments::View::Attrition => List::Attrition,
            },
            Focus::WhatIf => List::WhatIf,
            Focus::Inside => match self.inside_view {
                inside::View::Network => List::Network,
                inside::View::Wins => List::Wins,
                inside::View::Deals => List::Deals,
            },
        }
    }

    /// The state of the list that a pane shows.
    pub(super) fn listing(&self, pane: Focus) -> &Listing {
        &self.lists[self.list(pane) as usize]
    }

    pub(super) fn listing_mut(&mut self, pane: Focus) -> &mut Listing {
        let list = self.list(pane);
        &mut self.lists[list as usize]
    }

    /// The list of a pane by its declaration; none: it has not been read.
    pub(super) fn table(&self, pane: Focus) -> Option<Box<dyn AnyTable + '_>> {
        let currency = self.currency.unwrap_or(Currency::EUR);
        let around = Around { today: self.today.unwrap_or(Day::ZERO), currency, member: None };
        let list = self.list(pane);
        Some(match list {
            List::People => {
                let rows = &self.people.as_ref()?.list;
                of(rows, MEMBERS, around, Some(Order::down("value")), |one| one.member.id.raw(), |_| None)
            }
            List::Held => {
                let rows = &self.exposure.as_ref()?.lines;
                of(rows, HELD, around, None, |one| one.account.raw(), |one| Some(one.account))
            }
            List::Quick => {
                let wins = self.exposure.as_ref()?.quick_wins();
                let rows: Vec<Quick<'_>> = wins.map(|(one, win)| Quick(one, win)).collect();
                of(rows, Quick::COLUMNS, around, None, |one| one.0.account.raw(), |one| Some(one.0.account))
            }
            List::Veterans => {
                let (rows, usual) = (&self.exposure.as_ref()?.veterans, Some(Order::up("last_value")));
                of(rows, VETERANS, around, usual, |one| one.account.raw(), |one| Some(one.account))
            }
            List::Doubts => {
                let rows = &self.exposure.as_ref()?.suspected_departures;
                let id = |one: &crate::book::team::departures::SuspectedContact| {
                    one.doubt.contact.map_or(-one.account.raw(), Id::raw)
                };
                of(rows, DOUBTS, around, None, id, |one| Some(one.account))
            }
            List::Assignments => {
                let held = self.assignments_held.as_ref()?;
                let around = Around { member: Some(&held.member), ..around };
                let id = |one: &crate::book::team::assignments::AssignmentAt| {
                    one.line.assignment.map_or(-one.account.raw(), Id::raw)
                };
                let table = table(&held.list, SEATS, around, Some(Order::up("due")), id, |one| Some(one.account));
                Box::new(Table { about: held.member.id.raw(), ..table })
            }
            List::Attrition => {
                let (rows, usual) = (self.member_attrition.as_deref()?, Some(Order::down("left")));
                of(rows, TURNOVER, around, usual, |one| one.account.raw(), |one| Some(one.account))
            }
            List::WhatIf => {
                let what_if = self.what_if.as_ref()?;
                let table =
                    table(&what_if.held, LEAVING, around, None, |one| one.account.raw(), |one| Some(one.account));
                Box::new(Table { about: what_if.member.id.raw(), ..table })
            }
            List::Network => {
                let rows: Vec<Link<'_>> = inside::links(self.inside.as_ref()?).collect();
                of(rows, Link::COLUMNS, around, None, inside::id, inside::account)
            }
            List::Wins => {
                let rows = &self.inside.as_ref()?.wins;
                let id = |one: &crate::book::team::wins::Win| one.account.raw() << 24 ^ i64::from(one.on.number());
                of(rows, WINS, around, None, id, |one| Some(one.account))
            }
            List::Deals => {
                let rows = &self.inside.as_ref()?.tells;
                of(rows, TELLS, around, None, |one| one.account.raw(), |one| Some(one.account))
            }
        })
    }

    /// The filter of the list in focus; none: its rows belong to no accounts.
    pub(crate) fn filter(&self) -> Option<&str> {
        let pane = self.panes.focus;
        let has_rows = self.table(pane).is_some_and(|table| table.len() > 0);
        (self.list(pane).is_of_accounts() && has_rows).then(|| self.listing(pane).filter())
    }

    /// Shows what passes these words in the list in focus.
    pub(crate) fn set_filter(&mut self, words: &str, book: &mut Book) -> Result<()> {
        book.filter(words)?;
        self.listing_mut(self.panes.focus).set_filter(words);
        self.follow(book)
    }

    /// The columns that the list in focus can be sorted by.
    pub(crate) fn heads(&self) -> Option<crate::tui::screen::Heads> {
        let pane = self.panes.focus;
        // The matrix keeps the order of the list and has no heads of its own to sort by.
        if self.is_matrix() {
            return None;
        }
        self.table(pane).filter(|table| table.len() > 0).map(|table| table.heads(self.listing(pane)))
    }

    /// Sorts the list in focus.
    pub(crate) fn sort(&mut self, key: &'static str, book: &mut Book) -> Result<()> {
        let pane = self.panes.focus;
        let mut listing = std::mem::take(self.listing_mut(pane));
        if let Some(table) = self.table(pane) {
            table.sort(&mut listing, key);
        }
        *self.listing_mut(pane) = listing;
        self.follow(book)
    }

    /// Filters and sorts the lists of all panes again, where their rows, their filter or their order changed.
    pub(super) fn arrange(&mut self, book: &mut Book) -> Result<()> {
        for pane in Focus::ALL.iter().copied() {
            let mut listing = std::mem::take(self.listing_mut(pane));
            let done = arranged(self.table(pane).as_deref(), &mut listing, book);
            *self.listing_mut(pane) = listing;
            done?;
        }
        Ok(())
    }
}

fn arranged(table: Option<&dyn AnyTable>, listing: &mut Listing, book: &mut Book) -> Result<()> {
    let Some(table) = table else {
        listing.show(0, &[], Vec::new());
        listing.forget();
        return Ok(());
    };
    if listing.is_of(table.about(), table.len()) {
        return Ok(());
    }
    let filter = book.filter(listing.filter())?;
    let passes = if filter.is_empty() { None } else { Some(book.passing(&filter, &table.accounts())?) };
    table.arrange(listing, passes.as_deref());
    Ok(())
}

fn table<'a, T: Clone>(
    rows: impl Into<Cow<'a, [T]>>,
    columns: &'a [Column<T>],
    around: Around<'a>,
    usual: Option<Order>,
    id: fn(&T) -> i64,
    account: fn(&T) -> Option<Id<Account>>,
) -> Table<'a, T> {
    Table { columns, rows: rows.into(), around, usual, id, account, about: 0 }
}

fn of<'a, T: Clone>(
    rows: impl Into<Cow<'a, [T]>>,
    columns: &'a [Column<T>],
    around: Around<'a>,
    usual: Option<Order>,
    id: fn(&T) -> i64,
    account: fn(&T) -> Option<Id<Account>>,
) -> Box<dyn AnyTable + 'a> {
    Box::new(table(rows, columns, around, usual, id, account))
}
