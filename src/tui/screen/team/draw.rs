//! Drawing the screen: five panes, open or shut, each with its answer in its frame.

use super::exposure::View;
use super::panes::Focus;
use super::{Shows, TeamScreen, assignments, exposure, inside, matrix, people, what_if};
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
    pub(crate) fn view(&self, canvas: &mut Canvas<'_>, body: Rect) {
        let slots = self.slots(body);
        for pane in Focus::ALL.iter().copied() {
            if let Some(area) = slots.of(pane) {
                self.draw(canvas, pane, area);
            }
        }
    }

    fn draw(&self, canvas: &mut Canvas<'_>, pane: Focus, area: Rect) {
        let focused = self.panes.focus == pane;
        let position = self.listing(pane).roll.position();
        let aside = if focused { self.aside() } else { "" }.to_owned();
        let frame = Pane { name: pane.name(), answer: self.answer(pane, canvas.look.today), aside, position, focused };
        if area.height < 2 {
            frame.shut(canvas, area);
            return;
        }
        let inside = frame.draw(canvas, area);
        if inside.height < 2 || inside.x == 0 {
            return;
        }
        match pane {
            Focus::People if self.people_view == people::View::Matrix => self.draw_matrix(canvas, inside),
            Focus::People => match self.shows(canvas, self.people.as_deref(), pane) {
                Some(shows) => people::draw(canvas, inside, &shows),
                None => counting(canvas, inside, "Counting assignments and minutes …"),
            },
            Focus::Exposure => match self.shows(canvas, self.exposure.as_deref(), pane) {
                Some(shows) => exposure::draw(canvas, inside, &shows, self.view),
                None => counting(canvas, inside, "Counting who holds the most valuable customers …"),
            },
            Focus::Assignments => self.draw_assignments(canvas, inside),
            Focus::WhatIf => match self.shows(canvas, self.what_if.as_deref(), pane) {
                Some(shows) => what_if::draw(canvas, inside, &shows),
                None if self.has_nobody() => nobody(canvas, inside, "then what depends on them is shown here."),
                None => counting(canvas, inside, "Counting what depends on them …"),
            },
            Focus::Inside => match self.shows(canvas, self.inside.as_deref(), pane) {
                Some(shows) => inside::draw(canvas, inside, &shows, self.inside_view),
                None => counting(canvas, inside, "Counting who was with the customers …"),
            },
        }
    }

    fn draw_matrix(&self, canvas: &mut Canvas<'_>, inside: Rect) {
        match self.shows(canvas, self.people.as_deref(), Focus::People).zip(self.matrix.as_deref()) {
            Some((shows, matrix)) => matrix::draw(canvas, inside, &shows, matrix, self.column),
            None => counting(canvas, inside, "Counting who met the most valuable accounts …"),
        }
    }

    /// Whether the book is known to have nobody of our team.
    fn has_nobody(&self) -> bool {
        self.people.as_ref().is_some_and(|people| people.list.is_empty())
    }

    fn draw_assignments(&self, canvas: &mut Canvas<'_>, inside: Rect) {
        match self.assignments_view {
            assignments::View::Held => match self.shows(canvas, self.assignments_held.as_deref(), Focus::Assignments) {
                Some(shows) => assignments::draw(canvas, inside, &shows),
                None if self.has_nobody() => nobody(canvas, inside, "then their assignments are shown here."),
                None => counting(canvas, inside, "Reading the assignments and last touches …"),
            },
            assignments::View::Attrition => {
                match self.shows(canvas, self.member_attrition.as_deref(), Focus::Assignments) {
                    Some(shows) => assignments::draw_attrition(canvas, inside, &shows),
                    None => counting(canvas, inside, "Counting attrition …"),
                }
            }
        }
    }

    fn shows<'a, T>(&'a self, canvas: &Canvas<'_>, what: Option<&'a T>, pane: Focus) -> Option<Shows<'a, T>> {
        let focused = self.panes.focus == pane;
        let selection = if pane == Focus::People { people::selection(focused) } else { table::Focus::own(focused) };
        let currency = self.currency.unwrap_or(Currency::EUR);
        let (listing, today) = (self.listing(pane), canvas.look.today);
        what.zip(self.table(pane)).map(|(what, table)| Shows { what, table, listing, selection, currency, today })
    }

    fn assignments_answer(&self, today: Day) -> Option<String> {
        if self.assignments_view == assignments::View::Attrition {
            return self
                .member_attrition
                .as_ref()
                .map(|member_attrition| assignments::attrition_answer(member_attrition));
        }
        let assignments_held =
            self.assignments_held.as_ref().map(|assignments_held| assignments::answer(assignments_held, today));
        assignments_held.or_else(|| self.person().map(assignments::unread_answer))
    }

    fn answer(&self, pane: Focus, today: Day) -> String {
        if let Some(told) = self.listing(pane).told() {
            return told;
        }
        let currency = self.currency.unwrap_or(Currency::EUR);
        let answer = match pane {
            Focus::People if self.people_view == people::View::Matrix => {
                self.matrix.as_ref().map(|matrix| matrix::answer(matrix))
            }
            Focus::People => self.people.as_ref().map(|people| people::answer(people)),
            Focus::Exposure => self.exposure.as_ref().map(|one| exposure::answer(one, self.view, currency)),
            Focus::Assignments => self.assignments_answer(today),
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
            (Focus::People, _) if self.people_view == people::View::Matrix => "← → account · v load",
            (Focus::People, _) => "W what if · n e · v who met whom",
            (Focus::Exposure, View::Held) => "n step · e loyal? · v quick wins",
            (Focus::Exposure, View::Quick) => "n step · d done · v long-standing",
            (Focus::Exposure, View::Veterans) => "v who may have left",
            (Focus::Exposure, View::Doubts) => "Enter asks · v key-person risk",
            (Focus::Assignments, _) if self.assignments_view == assignments::View::Attrition => "v back to assignments",
            (Focus::Assignments, _) => "e role, purpose · n new · v turnover",
            (Focus::WhatIf, _) => "e carries it out",
            (Focus::Inside, _) => match self.inside_view {
                inside::View::Network => "d done · y M words · v wins",
                inside::View::Wins => "n names who · v deals",
                inside::View::Deals => "d tells them · y M words · v network",
            },
        }
    }
}

fn nobody(canvas: &mut Canvas<'_>, inside: Rect, then: &str) {
    let words = format!("No team member is known. n in the first pane adds one; {then}");
    canvas.paragraph(inside, &words, canvas.theme().dim);
}

fn counting(canvas: &mut Canvas<'_>, inside: Rect, words: &str) {
    canvas.text(inside.x, inside.y, inside.width, words, canvas.theme().dim);
}
