//! How the screen is drawn, and where its panes stand.

use super::board::{self, Sight, Stop};
use super::panes::{self, Focus};
use super::sees::Sees;
use super::{PipelineScreen, gaps, losses, questions, river, spots};
use crate::domain::money::Currency;
use crate::tui::canvas::Canvas;
use crate::tui::widget::pane::{Pane, inside};
use crate::tui::widget::panes::Slots;
use crate::view::Around;
use ratatui::layout::Rect;

impl PipelineScreen {
    /// Draws it.
    pub(crate) fn view(&self, canvas: &mut Canvas<'_>, body: Rect) {
        let Some(board) = &self.board else {
            let inside = Pane { name: "Pipeline", focused: true, ..Pane::default() }.draw(canvas, body);
            canvas.text(inside.x, inside.y, inside.width, "Counting every stay, move and loss …", canvas.theme().dim);
            return;
        };
        let (slots, stop) = (self.slots(body), self.stop());
        let currency = self.currency.unwrap_or(Currency::EUR);
        let sight = Sight { board, gaps: self.gaps.as_deref() };
        let has = |pane| self.panes.focus == pane;
        if let Some(area) = slots.of(Focus::Board) {
            let frame = board::frame(
                canvas,
                area,
                sight,
                &self.stops,
                (currency, &self.left_out, self.sees),
                has(Focus::Board),
            );
            match self.sees {
                Sees::River => river::draw(canvas, frame, sight, &self.stops, currency),
                Sees::Table => board::draw(canvas, frame, sight, &self.stops, currency, has(Focus::Board)),
            }
        }
        if let Some(area) = slots.of(Focus::Members) {
            let is_whole = slots.of(Focus::Losses).is_some() && slots.of(Focus::Playbooks).is_some();
            let aside = if is_whole { "" } else { "Tab: losses, playbooks, questions" };
            let is_new = board.stages.iter().all(|stage| stage.here.count == 0) && board.lost.is_empty();
            let around = Around { today: canvas.look.today, currency, member: None };
            let focus = (has(Focus::Members), &around);
            self.members.draw(canvas, area, &self.stop_name(), focus, (aside, is_new));
        }
        if let Some(area) = slots.of(Focus::Losses) {
            match stop {
                Stop::Gaps => gaps::draw(canvas, area, self.gaps.as_deref(), has(Focus::Losses)),
                _ => losses::draw(canvas, area, board, stop, (currency, self.sees), has(Focus::Losses)),
            }
        }
        if let Some(area) = slots.of(Focus::Playbooks) {
            spots::draw(canvas, area, &self.spots, &self.spot_roll, has(Focus::Playbooks));
        }
        if let Some(area) = slots.of(Focus::Questions) {
            questions::draw(canvas, area, &self.questions, &self.question_roll, has(Focus::Questions));
        }
    }

    /// The row of the screen the selection stands in.
    pub(crate) fn cursor_row(&self, body: Rect) -> Option<u16> {
        let line = match self.panes.focus {
            Focus::Board if self.is_river(body) => Some(0),
            Focus::Board => self.stops.line().map(|line| line + u16::from(self.sees == Sees::Table)),
            Focus::Members => self.members.line(),
            Focus::Playbooks => self.spot_roll.line(),
            Focus::Questions => self.question_roll.line().map(|line| line * questions::TALL),
            Focus::Losses => None,
        };
        self.panes.row(&self.slots(body), line)
    }

    pub(super) fn slots(&self, body: Rect) -> Slots<Focus> {
        let rows = self.board.as_ref().map_or(9, |board| board::stops(board).len()) as u16;
        let rows = match self.sees {
            Sees::River if panes::river(body) > rows => panes::river(body),
            // Rows without a heading.
            Sees::River => rows - 1,
            Sees::Table => rows,
        };
        self.panes.slots(body, &panes::split(body, self.panes.focus, usize::from(rows)))
    }

    /// Whether the stages are drawn as a stream.
    pub(super) fn is_river(&self, body: Rect) -> bool {
        let board = self.slots(body).of(Focus::Board).map(inside);
        self.sees == Sees::River && board.is_some_and(river::has_room)
    }
}
