//! Screen 4: our people, which of the best customers hang on one of them, what if one leaves, and who helped whom.
//!
//! The person selected in the first pane is the one whom “what if” asks of. All of it is counted over the whole book, beside
//! the keys; what was read last stays meanwhile.

mod before;
mod draw;
mod exposure;
mod inside;
mod panes;
mod people;
mod reading;
mod seats;
mod selection;
mod what_if;

use super::move_of;
use crate::book::Book;
use crate::book::team::exposure::Exposure;
use crate::book::team::inside::Inside;
use crate::book::team::people::People;
use crate::book::team::seats::{OwnTurnover, SeatsHeld};
use crate::book::team::what_if::WhatIf;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::money::Currency;
use crate::domain::problem::Result;
use crate::tui::command::{Command, DisabledReason};
use crate::tui::intake::Shown;
use crate::tui::layer::Mouse;
use crate::tui::step::Step;
use crate::tui::widget::pane::inside as within;
use crate::tui::widget::panes::{Meant, PaneHost, PaneId, Slots};
use crate::tui::widget::roll::ListState;
use crate::tui::widget::table;
use crate::view::Around;
use crate::view::seats::SEATS;
use crate::view::team::{MEMBERS, TURNOVER};
use exposure::View;
use panes::Focus;
use people::By;
use ratatui::layout::Rect;
use std::sync::Arc;

/// The Team screen.
#[derive(Debug, Default)]
pub(crate) struct TeamScreen {
    people: Option<Arc<People>>,
    exposure: Option<Arc<Exposure>>,
    seats_held: Option<Arc<SeatsHeld>>,
    own_turnover: Option<Arc<Vec<OwnTurnover>>>,
    what_if: Option<Arc<WhatIf>>,
    inside: Option<Arc<Inside>>,
    order: Vec<usize>,
    by: By,
    view: View,
    seats_view: seats::View,
    inside_view: inside::View,
    rolls: [ListState; Focus::ALL.len()],
    panes: PaneHost<Focus>,
    below: Option<Focus>,
    /// Whom “what if” asks of, until the list is there to select them.
    wanted: Option<Id<Member>>,
    currency: Option<Currency>,
    today: Option<Day>,
}

/// What a pane needs to draw its list.
pub(super) struct Shows<'a, T> {
    /// What was read.
    what: &'a T,
    roll: &'a ListState,
    selection: table::Focus,
    currency: Currency,
    today: Day,
}

impl<T> Shows<'_, T> {
    /// What its columns are worked out from; `member`: whose list it is.
    fn around<'m>(&self, member: Option<&'m Member>) -> Around<'m> {
        Around { today: self.today, currency: self.currency, member }
    }

    /// What is selected in its list, and how that shows.
    fn chosen(&self) -> (&ListState, table::Focus) {
        (self.roll, self.selection)
    }
}

impl TeamScreen {
    /// Whether this can be done here now.
    pub(crate) fn can(&self, command: Command) -> Result<(), DisabledReason> {
        match command {
            Command::Filter => {
                Err(DisabledReason::so("Lists are filtered on screen 3; owner: shows whom somebody leads."))
            }
            Command::Sort if self.panes.focus == Focus::WhatIf => {
                Err(DisabledReason::so("This list has its own order; the other panes go from view to view."))
            }
            Command::Mark | Command::ClearMarks => Err(DisabledReason::so("Accounts are marked on screens 2 and 3.")),
            Command::Left | Command::Right => {
                Err(DisabledReason::so("There are no tabs here; Tab goes from pane to pane."))
            }
            Command::Open if self.account().is_none() && self.person().is_none() => {
                Err(DisabledReason::so("There is nothing to open here."))
            }
            Command::Done if self.quick_line().is_some() => Ok(()),
            Command::Done if self.panes.focus == Focus::Exposure && self.view == View::Quick => {
                Err(DisabledReason::so("This step is not on the list yet; n puts it there."))
            }
            Command::Done if self.to_thank().is_none() && self.to_talk_to().is_none() => {
                Err(DisabledReason::so("d records thanks and 1:1s that are due in the internal network."))
            }
            _ => Ok(()),
        }
    }

    /// Does what was asked.
    pub(crate) fn update(&mut self, command: Command, book: &mut Book) -> Result<Step> {
        match command {
            _ if self.panes.update(command) => self.go_to(self.panes.focus),
            Command::Back if self.panes.focus == Focus::People => return Ok(Step::Back),
            Command::Back => self.go_to(Focus::People),
            Command::Sort if self.panes.focus == Focus::Exposure => {
                self.view = self.view.next();
                self.rolls[Focus::Exposure as usize] = ListState::default();
            }
            Command::Sort if self.panes.focus == Focus::Assignments => {
                self.seats_view = self.seats_view.next();
                self.rolls[Focus::Assignments as usize] = ListState::default();
            }
            Command::Sort if self.panes.focus == Focus::Inside => {
                self.inside_view = self.inside_view.next();
                self.rolls[Focus::Inside as usize] = ListState::default();
            }
            Command::Sort => {
                self.by = self.by.next();
                self.reload(book)?;
                return Ok(Step::Say(format!("Sorted by {}; o goes on.", self.by.word())));
            }
            Command::Open => return self.open(book),
            _ => {
                if let Some(how) = move_of(command) {
                    self.rolls[self.panes.focus as usize].go(how);
                }
            }
        }
        self.follow(book)?;
        Ok(Step::Stay)
    }

    /// Takes a click or the wheel.
    pub(crate) fn mouse(&mut self, mouse: Mouse, book: &mut Book) -> Result<Step> {
        let meant = self.panes.mouse(mouse, &self.slots(self.panes.body));
        self.go_to(self.panes.focus);
        let pane = self.panes.focus;
        match meant {
            Some(Meant::Go(how)) => {
                self.rolls[pane as usize].go(how);
            }
            Some(Meant::Line(line, area)) => {
                let head = self.head(pane, within(area).height);
                self.rolls[pane as usize].click(line, head + 1);
            }
            Some(Meant::Pane) | None => {}
        }
        self.follow(book)?;
        Ok(Step::Stay)
    }

    /// Asks what if `member` leaves.
    pub(crate) fn ask(&mut self, member: Id<Member>) {
        self.wanted = Some(member);
        self.go_to(Focus::WhatIf);
    }

    /// The row of the screen the selection stands in.
    pub(crate) fn cursor_row(&self, body: Rect) -> Option<u16> {
        let slots = self.slots(body);
        let head = self.head(self.panes.focus, within(slots.open(self.panes.focus)?).height);
        self.panes.row(&slots, self.rolls[self.panes.focus as usize].line().map(|line| 1 + head + line))
    }

    /// The list in focus, for export.
    pub(crate) fn table(&self) -> Shown {
        let currency = self.currency.unwrap_or(Currency::EUR);
        let around = Around { today: self.today.unwrap_or(Day::ZERO), currency, member: None };
        let (titles, rows): (&[&str], Vec<Vec<String>>) = match self.panes.focus {
            Focus::People => {
                let people = self.people.as_ref();
                let list = self.order.iter().filter_map(|place| people?.list.get(*place));
                return Shown::of(MEMBERS, list, &around);
            }
            Focus::Exposure => {
                let rows = self.exposure.as_ref().map(|exposure| exposure::exported(exposure, currency));
                (&exposure::TITLES, rows.unwrap_or_default())
            }
            Focus::Assignments if self.seats_view == seats::View::Turnover => {
                return Shown::of(TURNOVER, self.own_turnover.iter().flat_map(|all| all.iter()), &around);
            }
            Focus::Assignments => {
                let held = self.seats_held.as_ref();
                let around = Around { member: held.map(|held| &held.member), ..around };
                return Shown::of(SEATS, held.iter().flat_map(|held| &held.list), &around);
            }
            Focus::WhatIf => {
                let rows = self.what_if.as_ref().map(|what_if| what_if::exported(what_if, currency));
                (&what_if::TITLES, rows.unwrap_or_default())
            }
            Focus::Inside => inside::exported(self.inside.as_deref(), self.inside_view),
        };
        Shown { columns: titles.iter().map(|title| (*title).to_owned()).collect(), rows }
    }

    fn go_to(&mut self, pane: Focus) {
        self.panes.focus = pane;
        if pane != Focus::People {
            self.below = Some(pane);
        }
    }

    fn slots(&self, body: Rect) -> Slots<Focus> {
        self.panes.slots(body, &panes::split(body, self.panes.focus, self.below.unwrap_or(Focus::Exposure)))
    }

    fn head(&self, pane: Focus, height: u16) -> u16 {
        match pane {
            Focus::People | Focus::Assignments => 0,
            Focus::Exposure => exposure::head(self.view, height),
            Focus::WhatIf => what_if::head(height),
            Focus::Inside => self.inside.as_ref().map_or(0, |inside| inside::head(inside, self.inside_view, height)),
        }
    }

    fn foot(&self, pane: Focus, height: u16) -> u16 {
        match pane {
            Focus::People => self.people.as_ref().map_or(0, |people| people::foot(people, height)),
            Focus::Exposure => exposure::foot(self.view, height),
            Focus::Assignments => seats::foot(height),
            Focus::WhatIf => what_if::foot(height),
            Focus::Inside => inside::foot(self.inside_view, height),
        }
    }

    fn len(&self, pane: Focus) -> usize {
        match pane {
            Focus::People => self.order.len(),
            Focus::Exposure => self.exposure.as_ref().map_or(0, |one| exposure::len(one, self.view)),
            Focus::Assignments => match self.seats_view {
                seats::View::Held => self.seats_held.as_ref().map_or(0, |seats_held| seats_held.list.len()),
                seats::View::Turnover => self.own_turnover.as_ref().map_or(0, |own_turnover| own_turnover.len()),
            },
            Focus::WhatIf => self.what_if.as_ref().map_or(0, |one| one.held.len()),
            Focus::Inside => self.inside.as_ref().map_or(0, |one| inside::len(one, self.inside_view)),
        }
    }

    fn open(&self, book: &mut Book) -> Result<Step> {
        if let Some(doubt) = self.doubt() {
            return Step::form(doubt, book);
        }
        Ok(self.open_account())
    }

    fn open_account(&self) -> Step {
        if let Some(account) = self.account() {
            return Step::Page(account);
        }
        let Some(person) = self.person() else { return Step::Stay };
        if person.leads == 0 {
            let name = &person.member.name;
            return Step::Say(format!("{name} leads no account; Tab to Assignments shows their roles."));
        }
        let last = person.member.name.split_whitespace().last().unwrap_or_default();
        Step::Filter(format!("owner:{last}"))
    }
}
