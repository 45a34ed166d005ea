//! Where the parts of the layer stand.

use crate::tui::layer::middle;
use crate::tui::widget::pane::inside;
use ratatui::layout::Rect;

/// The parts, from above.
pub(super) struct Layout {
    /// The frame.
    pub(super) frame: Rect,
    /// The tables with their heading; empty where there is one only.
    pub(super) tables: Rect,
    /// What is said of the selected table.
    pub(super) said: Rect,
    /// Its columns with their heading, or what a dry run told.
    pub(super) list: Rect,
    /// What holds for all tables.
    pub(super) options: Rect,
}

/// Lines that the sentence about a table has, and the choices that hold for all.
const SAID: u16 = 2;
const OPTIONS: u16 = 2;

impl Layout {
    /// The parts of an import of so many tables.
    pub(super) fn of(screen: Rect, tables: usize) -> Self {
        let width = screen.width.saturating_sub(2).min(150);
        let frame = middle(screen, width, screen.height.saturating_sub(2).min(48));
        let room = inside(frame);
        let many = u16::try_from(tables).unwrap_or(u16::MAX);
        let shown = if many > 1 { many.min((room.height / 4).max(2)) + 1 } else { 0 };
        let options = OPTIONS.min(room.height.saturating_sub(SAID + 3));
        let mut y = room.y;
        let mut next = |height: u16| {
            let height = height.min(room.bottom().saturating_sub(y));
            let part = Rect { y, height, ..room };
            y += height;
            part
        };
        let wide = |area: Rect| Rect { x: area.x.saturating_sub(1), width: area.width + 2, ..area };
        let tables = wide(next(shown));
        let gap = u16::from(shown > 0 && room.height >= 18);
        next(gap);
        let said = next(SAID);
        let list = wide(next(room.height.saturating_sub(shown + gap + SAID + options)));
        Self { frame, tables, said, list, options: next(options) }
    }
}
