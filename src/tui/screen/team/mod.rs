//! Screen 4: our people, which of the best customers hang on one of them, what if one leaves, and who helped whom.
//!
//! The person selected in the first pane is the one whom “what if” asks of. All of it is counted over the whole book, beside
//! the keys; what was read last stays meanwhile.

mod assignments;
mod before;
mod draw;
mod exposure;
mod inside;
mod lists;
mod matrix;
pub(crate) mod panes;
mod people;
mod reading;
mod selection;
mod what_if;

use super::move_of;
use crate::book::Book;
use crate::book::team::assignments::{AssignmentsHeld, MemberAttrition};
use crate::book::team::exposure::Exposure;
use crate::book::team::inside::Inside;
use crate::book::team::matrix::{Matrix, TopAccount};
use crate::book::team::people::People;
use crate::book::team::what_if::WhatIf;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::money::Currency;
use crate::domain::problem::Result;
use crate::tui::canvas::Canvas;
use crate::tui::command::{Command, DisabledReason};
use crate::tui::intake::Shown;
use crate::tui::layer::Mouse;
use crate::tui::step::Step;
use crate::tui::widget::listing::{AnyTable, Listing};
use crate::tui::widget::pane::inside as within;
use crate::tui::widget::panes::{Meant, PaneHost, Slots};
use crate::tui::widget::table;
use exposure::View;
pub(crate) use inside::WordsFor;
use lists::List;
use panes::Focus;
use ratatui::layout::Rect;
use std::sync::Arc;

/// The Team screen.
#[derive(Debug, Default)]
pub(crate) struct TeamScreen {
    people: Option<Arc<People>>,
    matrix: Option<Arc<Matrix>>,
    exposure: Option<Arc<Exposure>>,
    assignments_held: Option<Arc<AssignmentsHeld>>,
    member_attrition: Option<Arc<Vec<MemberAttrition>>>,
    what_if: Option<Arc<WhatIf>>,
    inside: Option<Arc<Inside>>,
    people_view: people::View,
    /// The column of the matrix in which the cursor stands.
    column: usize,
    view: View,
    assignments_view: assignments::View,
    inside_view: inside::View,
    lists: [Listing; List::COUNT],
    pub(crate) panes: PaneHost<Focus>,
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
    table: Box<dyn AnyTable + 'a>,
    listing: &'a Listing,
    selection: table::Focus,
    currency: Currency,
    today: Day,
}

impl<T> Shows<'_, T> {
    /// Draws the list between `head` rows above it and `foot` rows below it; answers the row below.
    fn list(&self, canvas: &mut Canvas<'_>, inside: Rect, head: u16, foot: u16) -> u16 {
        let area = list_area(inside, head, foot);
        if self.listing.len() == 0 {
            let words = "No row passes this filter. f changes it, Esc takes it away.";
            canvas.paragraph(Rect { x: inside.x, width: inside.width, ..area }, words, canvas.theme().dim);
        } else {
            self.table.draw(canvas, area, self.listing, self.selection);
        }
        area.bottom()
    }

    /// Whether nothing is in the list, whatever the filter.
    fn is_empty(&self) -> bool {
        self.table.len() == 0
    }
}

/// Where a list stands between what is above and below it, with a column for the marker.
fn list_area(inside: Rect, head: u16, foot: u16) -> Rect {
    let height = inside.height.saturating_sub(head + foot);
    Rect { x: inside.x.saturating_sub(1), y: inside.y + head, width: inside.width + 2, height }
}

impl TeamScreen {
    /// Whether this can be done here now.
    pub(crate) fn can(&self, command: Command) -> Result<(), DisabledReason> {
        match command {
            Command::Mark | Command::ClearMarks => Err(DisabledReason::so("Accounts are marked on screens 2 and 3.")),
            Command::Left | Command::Right if self.is_matrix() => Ok(()),
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
            Command::Done
                if self.to_thank().is_none()
                    && self.to_talk_to().is_none()
                    && !matches!(self.words_for(), Some(WordsFor::Helpers(_))) =>
            {
                Err(DisabledReason::so("d records thanks, 1:1s and who was told, in the internal network."))
            }
            _ => Ok(()),
        }
    }

    /// Does what was asked.
    pub(crate) fn update(&mut self, command: Command, book: &mut Book) -> Result<Step> {
        match command {
            _ if self.panes.update(command) => self.go_to(self.panes.focus),
            Command::Back if !self.listing(self.panes.focus).filter().is_empty() => {
                self.listing_mut(self.panes.focus).set_filter("");
            }
            Command::Back if self.panes.focus == Focus::People => return Ok(Step::Back),
            Command::Back => self.go_to(Focus::People),
            Command::View => match self.panes.focus {
                Focus::Exposure => self.view = self.view.next(),
                Focus::Assignments => self.assignments_view = self.assignments_view.next(),
                Focus::Inside => self.inside_view = self.inside_view.next(),
                Focus::People => self.people_view = self.people_view.next(),
                Focus::WhatIf => {}
            },
            Command::Left if self.is_matrix() => self.column = self.column.saturating_sub(1),
            Command::Right if self.is_matrix() => self.column += 1,
            Command::Open => return self.open(book),
            _ => {
                if let Some(how) = move_of(command) {
                    self.listing_mut(self.panes.focus).roll.go(how);
                }
            }
        }
        self.follow(book)?;
        Ok(Step::Stay)
    }

    /// Whether the pane in focus has several views.
    pub(crate) fn has_views(&self) -> bool {
        self.panes.focus != Focus::WhatIf
    }

    /// Takes a click or the wheel.
    pub(crate) fn mouse(&mut self, mouse: Mouse, book: &mut Book) -> Result<Step> {
        let meant = self.panes.mouse(mouse, &self.slots(self.panes.body));
        self.go_to(self.panes.focus);
        let (pane, mut is_row) = (self.panes.focus, false);
        match meant {
            Some(Meant::Go(how)) => {
                self.listing_mut(pane).roll.go(how);
            }
            Some(Meant::Line(line, area)) => {
                let head = self.head(pane, within(area).height);
                if line == head {
                    self.sort_at(pane, area, mouse.at().x, book)?;
                } else {
                    is_row = self.listing_mut(pane).roll.click(line, head + 1);
                }
            }
            Some(Meant::Pane) | None => {}
        }
        self.follow(book)?;
        Ok(Step::open_on(mouse, is_row))
    }

    /// Whether the keys go to the matrix.
    fn is_matrix(&self) -> bool {
        self.panes.focus == Focus::People && self.people_view == people::View::Matrix
    }

    /// The account of the matrix in which the cursor stands.
    fn met(&self) -> Option<&TopAccount> {
        self.matrix.as_ref()?.accounts.get(self.column)
    }

    /// Sorts by the column whose title was clicked at `x`.
    fn sort_at(&mut self, pane: Focus, area: Rect, x: u16, book: &mut Book) -> Result<()> {
        if self.is_matrix() {
            return Ok(());
        }
        let inside = within(area);
        let list = list_area(inside, self.head(pane, inside.height), self.foot(pane, inside.height));
        let table = self.table(pane).filter(|_| self.listing(pane).len() > 0);
        let key = table.and_then(|table| table.head_at(self.listing(pane), list, x));
        key.map_or(Ok(()), |key| self.sort(key, book))
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
        self.panes.row(&slots, self.listing(self.panes.focus).roll.line().map(|line| 1 + head + line))
    }

    /// The list in focus, for export.
    pub(crate) fn shown(&self) -> Shown {
        let pane = self.panes.focus;
        let none = Shown { columns: Vec::new(), rows: Vec::new() };
        self.table(pane).map_or(none, |table| table.exported(self.listing(pane)))
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
            Focus::People => matrix::head(self.people_view, height),
            Focus::Assignments => 0,
            Focus::Exposure => exposure::head(self.view, height),
            Focus::WhatIf => what_if::head(height),
            Focus::Inside => self.inside.as_ref().map_or(0, |inside| inside::head(inside, self.inside_view, height)),
        }
    }

    fn foot(&self, pane: Focus, height: u16) -> u16 {
        match pane {
            Focus::People if self.people_view == people::View::Matrix => matrix::foot(height),
            Focus::People => self.people.as_ref().map_or(0, |people| people::foot(people, height)),
            Focus::Exposure => exposure::foot(self.view, height),
            Focus::Assignments => assignments::foot(height),
            Focus::WhatIf => what_if::foot(height),
            Focus::Inside => inside::foot(self.inside_view, height),
        }
    }

    fn open(&self, book: &mut Book) -> Result<Step> {
        if let Some(doubt) = self.doubt() {
            return Step::form(doubt, book);
        }
        Ok(self.open_account())
    }

    fn open_account(&self) -> Step {
        let met = self.met().filter(|_| self.is_matrix()).map(|one| one.account);
        if let Some(account) = self.account().or(met) {
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
