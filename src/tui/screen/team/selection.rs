//! What is selected on the screen, and what a key would do with it.

use super::TeamScreen;
use super::exposure::View;
use super::panes::Focus;
use super::{assignments, inside};
use crate::book::team::assignments::AssignmentAt;
use crate::book::team::people::Person;
use crate::domain::account::Account;
use crate::domain::id::Id;
use crate::domain::today::{Kind, TaskId};
use crate::form::record_ref::RecordRef;
use crate::tui::step::Subject;

impl TeamScreen {
    /// Whether a new record is a step for an exposed account; for which, and whether it is the quick one.
    pub(crate) fn step_for(&self) -> Option<(Id<Account>, bool)> {
        let quick = match self.view {
            View::Held => false,
            View::Quick => true,
            View::Veterans | View::Doubts => return None,
        };
        self.account().filter(|_| self.panes.focus == Focus::Exposure).map(|account| (account, quick))
    }

    /// Whether the keys go to the assignments.
    pub(crate) fn is_on_assignments(&self) -> bool {
        self.panes.focus == Focus::Assignments
    }

    /// The quick step that is selected and stands on the list.
    pub(crate) fn quick_line(&self) -> Option<TaskId> {
        let shown = self.panes.focus == Focus::Exposure && self.view == View::Quick;
        let at = self.selected(Focus::Exposure).filter(|_| shown)?;
        let action = self.exposure.as_ref()?.quick_win(at)?.1.planned?;
        Some(TaskId { kind: Kind::Action, raw: action.raw() })
    }

    /// What is selected.
    pub(crate) fn subject(&self) -> Subject {
        let (account, name) = self.row();
        let record = match self.panes.focus {
            Focus::People => self.person().map(|one| RecordRef::of(one.member.id)),
            Focus::Exposure => self.doubt().or(account.map(RecordRef::Marks)),
            Focus::Assignments => self.assignment_at().map(|assignment_at| match assignment_at.line.assignment {
                Some(assignment) => RecordRef::of(assignment),
                None => RecordRef::Vacant(assignment_at.account, assignment_at.line.role, None),
            }),
            Focus::WhatIf => self.what_if.as_ref().map(|what_if| RecordRef::Departure(what_if.member.id)),
            Focus::Inside => self.inside_row().and_then(inside::Row::record),
        };
        Subject { account, name, record, ..Subject::default() }
    }

    /// The assignment that is selected.
    fn assignment_at(&self) -> Option<&AssignmentAt> {
        let at = self.selected(Focus::Assignments).filter(|_| self.assignments_view == assignments::View::Held)?;
        self.assignments_held.as_ref()?.list.get(at)
    }

    pub(super) fn selected(&self, pane: Focus) -> Option<usize> {
        self.listing(pane).selected()
    }

    pub(super) fn person(&self) -> Option<&Person> {
        self.people.as_ref()?.list.get(self.selected(Focus::People)?)
    }

    pub(super) fn account(&self) -> Option<Id<Account>> {
        self.row().0
    }

    /// The account of the selected row, and what the row is called.
    pub(super) fn row(&self) -> (Option<Id<Account>>, String) {
        let at = self.selected(self.panes.focus);
        let found = match self.panes.focus {
            Focus::People => self.person().map(|one| (None, one.member.name.clone())),
            Focus::Exposure => at.zip(self.exposure.as_ref()).and_then(|(at, exposure)| match self.view {
                View::Held => exposure.lines.get(at).map(|one| (Some(one.account), one.name.clone())),
                View::Quick => exposure.quick_win(at).map(|(one, _)| (Some(one.account), one.name.clone())),
                View::Veterans => exposure.veterans.get(at).map(|one| (Some(one.account), one.name.clone())),
                View::Doubts => exposure.suspected_departures.get(at).map(|one| (Some(one.account), one.name.clone())),
            }),
            Focus::Assignments if self.assignments_view == assignments::View::Attrition => at
                .zip(self.member_attrition.as_ref())
                .and_then(|(at, member_attrition)| member_attrition.get(at))
                .map(|one| (Some(one.account), one.name.clone())),
            Focus::Assignments => self.assignment_at().map(|one| (Some(one.account), one.name.clone())),
            Focus::WhatIf => at
                .zip(self.what_if.as_ref())
                .and_then(|(at, what_if)| what_if.held.get(at))
                .map(|one| (Some(one.account), one.name.clone())),
            Focus::Inside => self.inside_row().map(inside::Row::whose),
        };
        found.unwrap_or_default()
    }

    /// The question about a contact that is selected.
    pub(super) fn doubt(&self) -> Option<RecordRef> {
        let shown = self.panes.focus == Focus::Exposure && self.view == View::Doubts;
        let at = self.selected(Focus::Exposure).filter(|_| shown)?;
        let one = self.exposure.as_ref()?.suspected_departures.get(at)?;
        Some(RecordRef::SuspectedDeparture(one.account, one.doubt.contact))
    }
}
