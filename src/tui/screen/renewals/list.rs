//! The lines, by the day on which they are decided.

use crate::tui::canvas::Canvas;
use crate::tui::widget::roll::ListState;
use crate::tui::widget::table::{self, Focus};
use crate::view::Around;
use crate::view::renewals::{LINES, Line};
use ratatui::layout::Rect;

/// Draws the visible lines.
pub(super) fn draw(pen: &mut Canvas<'_>, inside: Rect, seen: &[Line], roll: &ListState, around: &Around<'_>) {
    let list = Rect { x: inside.x.saturating_sub(1), width: inside.width + 2, ..inside };
    let first = roll.visible().start;
    table::list(pen, list, LINES, around, (roll, Focus::Here), None, |index| seen.get(index.checked_sub(first)?));
}
