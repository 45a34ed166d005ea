//! The questions that sales and service ask each other, each with its answer below it.

use crate::domain::connection::{ConnectionPoint, MOST};
use crate::tui::canvas::Canvas;
use crate::tui::widget::pane::Pane;
use crate::tui::widget::roll::ListState;
use crate::tui::widget::table::select_row;
use ratatui::layout::Rect;

/// Rows of a question with its answer.
pub(super) const TALL: u16 = 2;

/// Draws the pane.
pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect, list: &[ConnectionPoint], roll: &ListState, focused: bool) {
    let open = list.iter().filter(|point| point.answer.trim().is_empty()).count();
    let answer = match (list.len(), open) {
        (0, _) => "none yet".to_owned(),
        (many, 0) => format!("{many} of {MOST}, all answered"),
        (many, open) => format!("{many} of {MOST} · {open} without an answer"),
    };
    let aside = if focused { "e answer · n add".to_owned() } else { String::new() };
    let pane = Pane { name: "Sales-service questions", answer, aside, position: roll.position(), focused };
    let inside = pane.draw(canvas, area);
    if list.is_empty() {
        canvas.paragraph(
            inside,
            "No question yet. n adds one: what sales and service ask each other.",
            canvas.theme().dim,
        );
        return;
    }
    let theme = canvas.theme();
    for (row, index) in roll.visible().enumerate() {
        let (Some(point), y) = (list.get(index), inside.y + row as u16 * TALL) else { break };
        if y >= inside.bottom() {
            break;
        }
        canvas.text(inside.x + 1, y, inside.width.saturating_sub(1), &point.question, theme.strong);
        if y + 1 < inside.bottom() {
            let (words, style) = match point.answer.trim() {
                "" => ("no answer yet", theme.warning),
                answer => (answer, theme.plain),
            };
            canvas.text(inside.x + 3, y + 1, inside.width.saturating_sub(3), words, style);
        }
        if focused && index == roll.at() {
            let height = TALL.min(inside.bottom() - y);
            let row = Rect { x: inside.x.saturating_sub(1), y, width: inside.width + 2, height };
            select_row(canvas, row, true);
        }
    }
}
