//! How the cockpit goes through the tour: it begins and ends it, and tells it what was done.

use super::app::{App, Effect};
use super::key::Key;
use super::place::Place;
use super::screen::accounts::page::{Page, Tab};
use super::shell::Message;
use super::step::Step;
use super::tour::{Deed, Passed, Tour};
use crate::book::op::Op;
use crate::domain::account::Account;
use crate::domain::id::Id;
use crossterm::event::KeyCode;

impl App {
    /// Begins the tour, or ends the one that runs. Over a book of one's own the demo is opened for it.
    pub(super) fn toggle_tour(&mut self) -> Step {
        if self.tour.take().is_some() {
            return Step::Say("Tour ended. : tour begins it again.".to_owned());
        }
        if self.is_made_up() {
            self.begin_tour();
        } else {
            self.errand = Some(Effect::Tour);
        }
        Step::Stay
    }

    /// Begins the tour at its first step, on the first screen.
    pub(crate) fn begin_tour(&mut self) {
        if !self.is_made_up() {
            return;
        }
        self.layers.clear();
        self.go(Place::Today);
        self.message = None;
        self.tour = Some(Tour::begin(self.screens.today.first_at_risk()));
    }

    /// Notes that a key is pressed: a second Esc with nothing open ends the tour.
    pub(super) fn tour_takes(&mut self, key: Key) {
        let is_esc = key.code == KeyCode::Esc && self.layers.is_empty();
        if self.tour.as_mut().is_some_and(|tour| tour.ends_with(is_esc)) {
            self.tour = None;
        }
    }

    /// Notes what was done.
    pub(super) fn tour_saw(&mut self, deed: Deed) {
        self.pass(|passed, _| passed == Passed::By(deed));
    }

    /// Notes an operation by its name, and whether it was taken back.
    pub(super) fn tour_saw_operation(&mut self, name: &str, undone: bool) {
        let log = Op::LogTouch.label();
        match undone {
            false if name == log => self.tour_saw(Deed::Logged),
            true if name == log => self.tour_saw(Deed::LogUndone),
            false if name == Op::RecordPulse.label() => self.tour_saw(Deed::Pulse),
            _ => {}
        }
    }

    /// Looks whether what is in sight passes the step.
    pub(super) fn tour_looks(&mut self) {
        let page = self.screens.accounts.page().filter(|_| self.here == Place::Accounts);
        let (account, tab) = (page.map(Page::account), page.map(Page::tab));
        let here = self.here;
        self.pass(|passed, top| match passed {
            Passed::Top => account.is_some() && (top.is_none() || top == account),
            Passed::Why => tab == Some(Tab::Risk),
            Passed::On(place) => place == here,
            Passed::By(_) => false,
        });
    }

    fn pass(&mut self, is_passed: impl Fn(Passed, Option<Id<Account>>) -> bool) {
        if self.tour.as_mut().is_some_and(|tour| tour.pass(is_passed)) {
            self.tour = None;
            let end = "End of the tour. ? explains a screen, : names every command, q quits.";
            self.message = Some(Message::Said(end.to_owned()));
        }
    }

    /// What the foot shows instead of keys: the step, while nothing is open and nothing was refused.
    pub(super) fn tour_in_foot(&self) -> Option<&Tour> {
        let is_refused = matches!(self.message, Some(Message::Refused(_) | Message::NotHere(_)));
        self.tour.as_ref().filter(|_| self.layers.is_empty() && !is_refused)
    }
}
