//! An account of a stage on two lines, where one has no room for what comes next.

use crate::book::stage_members::StageMember;
use crate::domain::text::width;
use crate::tui::canvas::Canvas;
use crate::tui::widget::table::{self, Cell, Column as Heading};
use crate::view::members::{IN_STAGE, next, notice, pressing};
use crate::view::{self, Around};
use ratatui::layout::Rect;

/// Columns before the name of an account.
const INDENT: u16 = 9;

/// What stands on the first of two lines, by the keys of the columns; what presses stands in one of its own.
#[rustfmt::skip]
pub(super) const ABOVE_NEXT: [(&str, Heading); 5] = [
    ("score",    Heading::words ("Risk",        5, 0, 8)),
    ("account",  Heading::words ("Account",    16, 4, Heading::KEEP)),
    ("days",     Heading::number("Days",        6, Heading::KEEP)),
    ("",         Heading::words ("",           18, 1, 5)),
    ("value",    Heading::number("Value",       7, 6)),
];

/// The cells of the first of two lines.
pub(super) fn above(row: &StageMember, around: &Around<'_>) -> Vec<Cell> {
    let cell = |key: &str| if key.is_empty() { vec![pressing(row)] } else { view::cell_of(IN_STAGE, key, row, around) };
    ABOVE_NEXT.iter().map(|(key, _)| cell(key)).collect()
}

/// The second of two lines: the step below the name, at the right when they decide.
pub(super) fn draw_next(canvas: &mut Canvas<'_>, row: Rect, one: &StageMember, around: &Around<'_>) {
    let end = row.right().saturating_sub(1);
    let notice = notice(one, around);
    let words = if notice.is_empty() { notice } else { format!("notice {notice}") };
    let taken = width(&words) as u16;
    let room = end.saturating_sub(row.x + INDENT + taken + 2);
    table::set(canvas, row.x + INDENT, row.y, room, view::Side::Left, &next(one, around));
    canvas.text_right(end.saturating_sub(taken), row.y, taken, &words, canvas.theme().dim);
}
