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
mod what_if;

use super::move_of;
use crate::book::Book;
use crate::book::team::exposure::Exposure;
use crate::book::team::inside::Inside;
use crate::book::team::people::{People, Person};
use crate::book::team::what_if::WhatIf;
use crate::domain::account::Account;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::money::Currency;
use crate::domain::problem::{ProblemKind, Result};
use crate::domain::today::{Kind, LineId};
use crate::form::record_ref::RecordRef;
use crate::tui::command::{Command, Why};
use crate::tui::intake::Shown;
use crate::tui::layer::Mouse;
use crate::tui::step::{Step, Subject};
use crate::tui::widget::pane::inside as within;
use crate::tui::widget::roll::{Move, Roll};
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
    what_if: Option<Arc<WhatIf>>,
    inside: Option<Arc<Inside>>,
    order: Vec<usize>,
    by: By,
    view: View,
    rolls: [Roll; 4],
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
    roll: &'a Roll,
    selection: table::Focus,
    currency: Currency,
    today: Day,
}

impl TeamScreen {
    /// Whether this can be done here now.
    pub(crate) fn can(&self, command: Command) -> Result<(), Why> {
        match command {
            Command::Filter => Err(Why::so("Lists are filtered on screen 3; owner: shows whom somebody leads.")),
            Command::Sort if !matches!(self.focus, Focus::People | Focus::Exposure) => {
                Err(Why::so("This list stands in its own order; people and exposure can be sorted."))
            }
            Command::Mark | Command::ClearMarks => Err(Why::so("Accounts are marked on screens 2 and 3.")),
            Command::Left | Command::Right => Err(Why::so("There are no tabs here; Tab goes from pane to pane.")),
            Command::Open if self.account().is_none() && self.person().is_none() => {
                Err(Why::so("There is nothing to open here."))
            }
            Command::Done if self.quick_line().is_some() => Ok(()),
            Command::Done if self.focus == Focus::Exposure && self.view == View::Quick => {
                Err(Why::so("This step is not on the list yet; n puts it there."))
            }
            Command::Done if self.to_thank().is_none() && self.to_talk_to().is_none() => {
                Err(Why::so("d notes thanks and talks, on a line of the inside network that waits for them."))
            }
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
                self.rolls[Focus::Exposure as usize] = Roll::default();
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

    /// Whether a new record is a step for an exposed account; for which, and whether it is the quick one.
    pub(crate) fn step_for(&self) -> Option<(Id<Account>, bool)> {
        let quick = match self.view {
            View::Held => false,
            View::Quick => true,
            View::Veterans | View::Doubts => return None,
        };
        self.account().filter(|_| self.focus == Focus::Exposure).map(|account| (account, quick))
    }

    /// The quick step that is selected and stands on the list.
    pub(crate) fn quick_line(&self) -> Option<LineId> {
        let shown = self.focus == Focus::Exposure && self.view == View::Quick;
        let at = self.selected(Focus::Exposure).filter(|_| shown)?;
        let action = self.exposure.as_ref()?.quick_win(at)?.1.planned?;
        Some(LineId { kind: Kind::Action, raw: action.raw() })
    }

    /// What is selected.
    pub(crate) fn subject(&self) -> Subject {
        let (account, name) = self.row();
        let record = match self.focus {
            Focus::People => self.person().map(|one| RecordRef::Member(one.member.id)),
            Focus::Exposure => self.doubt().or(account.map(RecordRef::Marks)),
            Focus::WhatIf => self.what_if.as_ref().map(|what_if| RecordRef::Departure(what_if.member.id)),
            Focus::Inside => self.inside_row().map(|row| match row {
                inside::Row::Credit(one) => RecordRef::Credit(one.contribution.id),
                row => RecordRef::Member(row.member()),
            }),
        };
        Subject { account, name, record, ..Subject::default() }
    }

    /// Reads what is in sight again, beside the keys.
    pub(crate) fn reload(&mut self, book: &mut Book) -> Result<()> {
        self.currency = Some(book.currency());
        let kept = self.wanted.or_else(|| self.person().map(|one| one.member.id));
        self.people = book.people_soon()?;
        if let Some(people) = self.people.clone() {
            self.order = people::ordered(&people, self.by);
            people::keep_on(&mut self.rolls[0], &people, &self.order, kept.map(Id::raw));
            self.wanted = None;
        }
        self.follow(book)
    }

    /// Tells how large the body is, and reads what comes in sight.
    pub(crate) fn settle(&mut self, body: Rect, book: &mut Book) -> Result<()> {
        self.body = body;
        self.follow(book)
    }

    /// Reads what the open panes show: what belongs to the selected person, and what was not read yet.
    fn follow(&mut self, book: &mut Book) -> Result<()> {
        let panes = self.panes(self.body);
        let person = self.person().map(|one| one.member.id);
        if self.what_if.as_ref().map(|what_if| what_if.member.id) != person {
            self.what_if = None;
            self.rolls[Focus::WhatIf as usize] = Roll::default();
        }
        if let (Some(member), true) = (person, panes.open(Focus::WhatIf).is_some()) {
            // They may be gone since the list was read; the next one is without them.
            self.what_if = match book.what_if_soon(member) {
                Err(problem) if problem.kind == ProblemKind::NotFound => None,
                read => read?,
            };
        }
        // A shut pane tells its answer too, but is not read anew for it.
        if panes.open(Focus::Exposure).is_some() || self.exposure.is_none() {
            self.exposure = book.exposure_soon()?;
        }
        if panes.open(Focus::Inside).is_some() || self.inside.is_none() {
            self.inside = book.inside_soon()?;
        }
        for pane in Focus::ALL {
            let height = panes.of(pane).map_or(0, |area| within(area).height);
            let rows = height.saturating_sub(self.head(pane, height) + self.foot(pane, height) + 1);
            let len = self.len(pane);
            self.rolls[pane as usize].settle(len, usize::from(rows));
        }
        Ok(())
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
            Focus::WhatIf => {
                let rows = self.what_if.as_ref().map(|what_if| what_if::exported(what_if, currency));
                (&what_if::TITLES, rows.unwrap_or_default())
            }
            Focus::Inside => {
                (&inside::TITLES, self.inside.as_ref().map(|inside| inside::exported(inside)).unwrap_or_default())
            }
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
            Focus::People => 0,
            Focus::Exposure => exposure::head(self.view, height),
            Focus::WhatIf => what_if::head(height),
            Focus::Inside => self.inside.as_ref().map_or(0, |inside| inside::head(inside, height)),
        }
    }

    fn foot(&self, pane: Focus, height: u16) -> u16 {
        match pane {
            Focus::People => self.people.as_ref().map_or(0, |people| people::foot(people, height)),
            Focus::Exposure => exposure::foot(self.view, height),
            Focus::WhatIf => what_if::foot(height),
            Focus::Inside => 0,
        }
    }

    fn len(&self, pane: Focus) -> usize {
        match pane {
            Focus::People => self.order.len(),
            Focus::Exposure => self.exposure.as_ref().map_or(0, |one| exposure::len(one, self.view)),
            Focus::WhatIf => self.what_if.as_ref().map_or(0, |one| one.held.len()),
            Focus::Inside => self.inside.as_ref().map_or(0, |one| inside::len(one)),
        }
    }

    fn selected(&self, pane: Focus) -> Option<usize> {
        self.rolls[pane as usize].selected()
    }

    fn person(&self) -> Option<&Person> {
        let place = self.selected(Focus::People).and_then(|at| self.order.get(at))?;
        self.people.as_ref()?.list.get(*place)
    }

    fn account(&self) -> Option<Id<Account>> {
        self.row().0
    }

    /// The account of the selected row, and what the row is called.
    fn row(&self) -> (Option<Id<Account>>, String) {
        let at = self.selected(self.focus);
        let found = match self.focus {
            Focus::People => self.person().map(|one| (None, one.member.name.clone())),
            Focus::Exposure => at.zip(self.exposure.as_ref()).and_then(|(at, exposure)| match self.view {
                View::Held => exposure.lines.get(at).map(|one| (Some(one.account), one.name.clone())),
                View::Quick => exposure.quick_win(at).map(|(one, _)| (Some(one.account), one.name.clone())),
                View::Veterans => exposure.veterans.get(at).map(|one| (Some(one.account), one.name.clone())),
                View::Doubts => exposure.doubts.get(at).map(|one| (Some(one.account), one.name.clone())),
            }),
            Focus::WhatIf => at
                .zip(self.what_if.as_ref())
                .and_then(|(at, what_if)| what_if.held.get(at))
                .map(|one| (Some(one.account), one.name.clone())),
            Focus::Inside => self.inside_row().map(|row| match row {
                inside::Row::Credit(one) => (Some(one.contribution.account), one.account.clone()),
                inside::Row::Talk(one) => (None, one.member.name.clone()),
                inside::Row::Folk(one) => (None, one.name.clone()),
            }),
        };
        found.unwrap_or_default()
    }

    /// The question about one of theirs that is selected.
    fn doubt(&self) -> Option<RecordRef> {
        let shown = self.focus == Focus::Exposure && self.view == View::Doubts;
        let at = self.selected(Focus::Exposure).filter(|_| shown)?;
        let one = self.exposure.as_ref()?.doubts.get(at)?;
        Some(RecordRef::Doubt(one.account, one.doubt.contact))
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
            return Step::Say(format!("{name} leads no account; W shows the seats they hold, e changes them."));
        }
        let last = person.member.name.split_whitespace().last().unwrap_or_default();
        Step::Filter(format!("owner:{last}"))
    }
}
