//! Drawing the screen: five panes, open or shut, each with its answer in its frame.

use super::exposure::View;
use super::panes::Focus;
use super::{Shows, TeamScreen, exposure, inside, people, seats, what_if};
use crate::domain::day::Day;
use crate::domain::money::Currency;
use crate::domain::text::full_name;
use crate::tui::canvas::Canvas;
use crate::tui::widget::pane::Pane;
use crate::tui::widget::panes::PaneId;
use crate::tui::widget::table;
use ratatui::layout::Rect;

impl TeamScreen {
    /// Draws it.
    pub(crate) fn view(&self, pen: &mut Canvas<'_>, body: Rect) {
        let slots = self.slots(body);
        for pane in Focus::ALL.iter().copied() {
            if let Some(area) = slots.of(pane) {
                self.draw(pen, pane, area);
            }
        }
    }

    fn draw(&self, pen: &mut Canvas<'_>, pane: Focus, area: Rect) {
        let focused = self.panes.focus == pane;
        let position = self.listing(pane).roll.position();
        let aside = if focused { self.aside() } else { "" }.to_owned();
        let frame = Pane { name: pane.name(), answer: self.answer(pane, pen.look.today), aside, position, focused };
        if area.height < 2 {
            frame.shut(pen, area);
            return;
        }
        let inside = frame.draw(pen, area);
        if inside.height < 2 || inside.x == 0 {
            return;
        }
        match pane {
            Focus::People => match self.shows(pen, self.people.as_deref(), pane) {
                Some(shows) => people::draw(pen, inside, &shows),
                None => counting(pen, inside, "Counting assignments and minutes …"),
            },
            Focus::Exposure => match self.shows(pen, self.exposure.as_deref(), pane) {
                Some(shows) => exposure::draw(pen, inside, &shows, self.view),
                None => counting(pen, inside, "Counting who holds the most valuable customers …"),
            },
            Focus::Assignments => self.draw_seats(pen, inside),
            Focus::WhatIf => match self.shows(pen, self.what_if.as_deref(), pane) {
                Some(shows) => what_if::draw(pen, inside, &shows),
                None if self.has_nobody() => nobody(pen, inside, "then what depends on them is shown here."),
                None => counting(pen, inside, "Counting what depends on them …"),
            },
            Focus::Inside => match self.shows(pen, self.inside.as_deref(), pane) {
                Some(shows) => inside::draw(pen, inside, &shows, self.inside_view),
                None => counting(pen, inside, "Counting who was with the customers …"),
            },
        }
    }

    /// Whether the book is known to have nobody of ours.
    fn has_nobody(&self) -> bool {
        self.people.as_ref().is_some_and(|people| people.list.is_empty())
    }

    fn draw_seats(&self, pen: &mut Canvas<'_>, inside: Rect) {
        match self.seats_view {
            seats::View::Held => match self.shows(pen, self.seats_held.as_deref(), Focus::Assignments) {
                Some(shows) => seats::draw(pen, inside, &shows),
                None if self.has_nobody() => nobody(pen, inside, "then their assignments are shown here."),
                None => counting(pen, inside, "Reading the assignments and last touches …"),
            },
            seats::View::Turnover => match self.shows(pen, self.own_turnover.as_deref(), Focus::Assignments) {
                Some(shows) => seats::draw_turnover(pen, inside, &shows),
                None => counting(pen, inside, "Counting attrition …"),
            },
        }
    }

    fn shows<'a, T>(&'a self, pen: &Canvas<'_>, what: Option<&'a T>, pane: Focus) -> Option<Shows<'a, T>> {
        let focused = self.panes.focus == pane;
        let selection = if pane == Focus::People { people::selection(focused) } else { table::Focus::own(focused) };
        let currency = self.currency.unwrap_or(Currency::EUR);
        let (listing, today) = (self.listing(pane), pen.look.today);
        what.zip(self.table(pane)).map(|(what, table)| Shows { what, table, listing, selection, currency, today })
    }

    fn seats_answer(&self, today: Day) -> Option<String> {
        if self.seats_view == seats::View::Turnover {
            return self.own_turnover.as_ref().map(|own_turnover| seats::turnover_answer(own_turnover));
        }
        let seats_held = self.seats_held.as_ref().map(|seats_held| seats::answer(seats_held, today));
        seats_held.or_else(|| self.person().map(seats::unread_answer))
    }

    fn answer(&self, pane: Focus, today: Day) -> String {
        if let Some(told) = self.listing(pane).told() {
            return told;
        }
        let currency = self.currency.unwrap_or(Currency::EUR);
        let answer = match pane {
            Focus::People => self.people.as_ref().map(|people| people::answer(people)),
            Focus::Exposure => self.exposure.as_ref().map(|one| exposure::answer(one, self.view, currency)),
            Focus::Assignments => self.seats_answer(today),
            Focus::WhatIf => self
                .what_if
                .as_ref()
                .map(|what_if| what_if::answer(what_if, currency))
                .or_else(|| self.person().map(|one| format!("{} leaves?", full_name(&one.member.name)))),
            Focus::Inside => self.inside.as_ref().map(|inside| inside::answer(inside, self.inside_view, today)),
        };
        answer.unwrap_or_default()
    }

    fn aside(&self) -> &'static str {
        match (self.panes.focus, self.view) {
            (Focus::People, _) => "W what if · n e",
            (Focus::Exposure, View::Held) => "n step · e loyal? · v quick wins",
            (Focus::Exposure, View::Quick) => "n step · d done · v long-standing",
            (Focus::Exposure, View::Veterans) => "v who may have left",
            (Focus::Exposure, View::Doubts) => "Enter asks · v key-person risk",
            (Focus::Assignments, _) if self.seats_view == seats::View::Turnover => "v back to assignments",
            (Focus::Assignments, _) => "e role, purpose · n new · v turnover",
            (Focus::WhatIf, _) => "e carries it out",
            (Focus::Inside, _) => match self.inside_view {
                inside::View::Network => "d done · n e · v wins",
                inside::View::Wins => "n names who · v deals",
                inside::View::Deals => "n tells them · v network",
            },
        }
    }
}

fn nobody(pen: &mut Canvas<'_>, inside: Rect, then: &str) {
    let words = format!("No team member is known. n in the first pane adds one; {then}");
    pen.paragraph(inside, &words, pen.theme().dim);
}

fn counting(pen: &mut Canvas<'_>, inside: Rect, words: &str) {
    pen.text(inside.x, inside.y, inside.width, words, pen.theme().dim);
}
