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
use crate::tui::widget::roll::{ListState, Move};
use crate::tui::widget::table;
use exposure::View;
use panes::{Focus, Panes};
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
    focus: Focus,
    below: Option<Focus>,
    zoomed: bool,
    /// Whom “what if” asks of, until the list is there to select them.
    wanted: Option<Id<Member>>,
    currency: Option<Currency>,
    body: Rect,
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

impl TeamScreen {
    /// Whether this can be done here now.
    pub(crate) fn can(&self, command: Command) -> Result<(), DisabledReason> {
        match command {
            Command::Filter => {
                Err(DisabledReason::so("Lists are filtered on screen 3; owner: shows whom somebody leads."))
            }
            Command::Sort if self.focus == Focus::WhatIf => {
                Err(DisabledReason::so("This list stands in its own order; the other panes go from view to view."))
            }
            Command::Mark | Command::ClearMarks => Err(DisabledReason::so("Accounts are marked on screens 2 and 3.")),
            Command::Left | Command::Right => {
                Err(DisabledReason::so("There are no tabs here; Tab goes from pane to pane."))
            }
            Command::Open if self.account().is_none() && self.person().is_none() => {
                Err(DisabledReason::so("There is nothing to open here."))
            }
            Command::Done if self.quick_line().is_some() => Ok(()),
            Command::Done if self.focus == Focus::Exposure && self.view == View::Quick => {
                Err(DisabledReason::so("This step is not on the list yet; n puts it there."))
            }
            Command::Done if self.to_thank().is_none() && self.to_talk_to().is_none() => Err(DisabledReason::so(
                "d notes thanks and talks, on a line of the inside network that waits for them.",
            )),
            _ => Ok(()),
        }
    }

    /// Does what was asked.
    pub(crate) fn update(&mut self, command: Command, book: &mut Book) -> Result<Step> {
        match command {
            Command::NextPane => self.go_to(self.focus.next()),
            Command::PreviousPane => self.go_to(self.focus.previous()),
            Command::Zoom => self.zoomed = !self.zoomed,
            Command::Back if self.zoomed => self.zoomed = false,
            Command::Back => self.go_to(Focus::People),
            Command::Sort if self.focus == Focus::Exposure => {
                self.view = self.view.next();
                self.rolls[Focus::Exposure as usize] = ListState::default();
            }
            Command::Sort if self.focus == Focus::Assignments => {
                self.seats_view = self.seats_view.next();
                self.rolls[Focus::Assignments as usize] = ListState::default();
            }
            Command::Sort if self.focus == Focus::Inside => {
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
                    self.rolls[self.focus as usize].go(how);
                }
            }
        }
        self.follow(book)?;
        Ok(Step::Stay)
    }

    /// Takes a click or the wheel.
    pub(crate) fn mouse(&mut self, mouse: Mouse, book: &mut Book) -> Result<Step> {
        let (Mouse::Click(at) | Mouse::Wheel(at, _)) = mouse;
        let Some((focus, area)) = self.panes(self.body).hit(at) else { return Ok(Step::Stay) };
        let was_open = area.height > 1;
        self.go_to(focus);
        let above = 1 + self.head(focus, within(area).height) + 1;
        let roll = &mut self.rolls[focus as usize];
        match mouse {
            Mouse::Wheel(_, down) => {
                roll.go(if down { Move::Down } else { Move::Up });
            }
            Mouse::Click(at) if was_open => {
                let line = at.y.checked_sub(area.y + above).map(usize::from);
                if let Some(row) = line.and_then(|line| roll.row_at(line)) {
                    roll.select(row);
                }
            }
            Mouse::Click(_) => {}
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
        let area = self.panes(body).open(self.focus)?;
        let head = self.head(self.focus, within(area).height);
        self.rolls[self.focus as usize].line().map(|line| area.y + 2 + head + line)
    }

    /// The list in focus, for export.
    pub(crate) fn table(&self) -> Shown {
        let currency = self.currency.unwrap_or(Currency::EUR);
        let (titles, rows): (&[&str], Vec<Vec<String>>) = match self.focus {
            Focus::People => {
                let rows = self.people.as_ref().map(|people| people::exported(people, &self.order, currency));
                (&people::TITLES, rows.unwrap_or_default())
            }
            Focus::Exposure => {
                let rows = self.exposure.as_ref().map(|exposure| exposure::exported(exposure, currency));
                (&exposure::TITLES, rows.unwrap_or_default())
            }
            Focus::Assignments if self.seats_view == seats::View::Turnover => {
                let rows =
                    self.own_turnover.as_ref().map(|own_turnover| seats::exported_turnover(own_turnover, currency));
                (&seats::TURNOVER_TITLES, rows.unwrap_or_default())
            }
            Focus::Assignments => {
                let rows = self.seats_held.as_ref().map(|seats_held| seats::exported(seats_held, currency));
                (&seats::TITLES, rows.unwrap_or_default())
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
        self.focus = pane;
        if pane != Focus::People {
            self.below = Some(pane);
        }
    }

    fn panes(&self, body: Rect) -> Panes {
        Panes::new(body, self.focus, self.below.unwrap_or(Focus::Exposure), self.zoomed)
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
            return Step::Say(format!("{name} leads no account; Tab to Seats shows the seats they hold."));
        }
        let last = person.member.name.split_whitespace().last().unwrap_or_default();
        Step::Filter(format!("owner:{last}"))
    }
}
