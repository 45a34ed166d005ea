//! What the screen reads, and when: what comes in sight, beside the keys.

use super::TeamScreen;
use super::assignments;
use super::lists::List;
use super::panes::Focus;
use super::people;
use crate::book::Book;
use crate::book::cache::query;
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::problem::{ProblemKind, Result};
use crate::tui::widget::listing::Listing;
use crate::tui::widget::pane::inside as within;
use crate::tui::widget::panes::{PaneId, Slots};
use ratatui::layout::Rect;

impl TeamScreen {
    /// Reads what is in sight again, beside the keys.
    pub(crate) fn reload(&mut self, book: &mut Book) -> Result<()> {
        (self.currency, self.today) = (Some(book.currency()), Some(book.today()));
        self.people = book.cached(query::People)?;
        self.lists.iter_mut().for_each(Listing::forget);
        if let Some(wanted) = self.wanted.filter(|_| self.people.is_some()) {
            self.arrange(book)?;
            self.lists[List::People as usize].select(wanted.raw());
            self.wanted = None;
        }
        self.arrange(book)?;
        self.follow(book)
    }

    /// Tells how large the body is, and reads what comes in sight.
    pub(crate) fn settle(&mut self, body: Rect, book: &mut Book) -> Result<()> {
        self.panes.body = body;
        self.follow(book)
    }

    /// Reads what the open panes show: what belongs to the selected person, and what was not read yet.
    pub(super) fn follow(&mut self, book: &mut Book) -> Result<()> {
        let slots = self.slots(self.panes.body);
        let person = self.person().map(|one| one.member.id);
        if self.what_if.as_ref().map(|what_if| what_if.member.id) != person {
            self.what_if = None;
            self.lists[List::WhatIf as usize].restart();
        }
        self.follow_assignments(person, &slots, book)?;
        if let (Some(member), true) = (person, slots.open(Focus::WhatIf).is_some()) {
            // They may be gone since the list was read; the next one is without them.
            self.what_if = match book.cached(query::WhatIf(member)) {
                Err(problem) if problem.kind == ProblemKind::NotFound => None,
                read => read?,
            };
        }
        if self.people_view == people::View::Matrix && slots.open(Focus::People).is_some() {
            self.matrix = book.cached(query::Matrix)?;
            let last = self.matrix.as_ref().map_or(0, |matrix| matrix.accounts.len().saturating_sub(1));
            self.column = self.column.min(last);
        }
        // A shut pane tells its answer too, but is not read anew for it.
        if slots.open(Focus::Exposure).is_some() || self.exposure.is_none() {
            self.exposure = book.cached(query::Exposure)?;
        }
        if slots.open(Focus::Inside).is_some() || self.inside.is_none() {
            self.inside = book.cached(query::Inside)?;
        }
        self.arrange(book)?;
        for pane in Focus::ALL.iter().copied() {
            let height = slots.of(pane).map_or(0, |area| within(area).height);
            let rows = height.saturating_sub(self.head(pane, height) + self.foot(pane, height) + 1);
            let listing = self.listing_mut(pane);
            listing.roll.settle(listing.len(), usize::from(rows));
        }
        Ok(())
    }

    /// Reads the assignments of the selected person, or what each account lost of our team, where the pane is open.
    fn follow_assignments(&mut self, person: Option<Id<Member>>, slots: &Slots<Focus>, book: &mut Book) -> Result<()> {
        if self.assignments_held.as_ref().map(|assignments_held| assignments_held.member.id) != person {
            self.assignments_held = None;
            self.lists[List::Assignments as usize].restart();
        }
        if slots.open(Focus::Assignments).is_none() {
            return Ok(());
        }
        match (self.assignments_view, person) {
            (assignments::View::Attrition, _) => self.member_attrition = book.cached(query::MemberAttrition)?,
            (assignments::View::Held, Some(member)) => {
                self.assignments_held = match book.cached(query::AssignmentsHeld(member)) {
                    Err(problem) if problem.kind == ProblemKind::NotFound => None,
                    read => read?,
                };
            }
            (assignments::View::Held, None) => {}
        }
        Ok(())
    }
}
