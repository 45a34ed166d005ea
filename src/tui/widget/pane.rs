//! A frame whose title carries the answer.

use crate::domain::text;
use crate::tui::canvas::Canvas;
use ratatui::layout::Rect;
use ratatui::text::Span;

/// What stands in a frame.
#[derive(Debug, Clone, Default)]
pub(crate) struct Pane<'a> {
    /// What the pane is: `At risk`.
    pub(crate) name: &'a str,
    /// Its most useful number: `37 accounts · €1.1M`.
    pub(crate) answer: String,
    /// At the right of the upper edge; leaves first.
    pub(crate) aside: String,
    /// At the right of the lower edge: where one is.
    pub(crate) position: Option<String>,
    /// Whether the pane has the focus.
    pub(crate) focused: bool,
}

impl Pane<'_> {
    /// Draws the frame and returns what is inside.
    pub(crate) fn draw(&self, canvas: &mut Canvas<'_>, area: Rect) -> Rect {
        if area.width < 2 || area.height < 2 {
            return Rect::ZERO;
        }
        self.draw_edges(canvas, area);
        self.draw_title(canvas, area);
        if let Some(position) = &self.position {
            let columns = text::width(position) as u16 + 2;
            if columns + 4 <= area.width {
                let x = area.right() - columns - 2;
                canvas.text(x, area.bottom() - 1, columns, &format!(" {position} "), canvas.theme().dim);
            }
        }
        inside(area)
    }

    /// Draws it shut: one row with its title.
    pub(crate) fn shut(&self, canvas: &mut Canvas<'_>, area: Rect) {
        let row = Rect { height: area.height.min(1), ..area };
        canvas.fill(row, '─', canvas.theme().frame);
        if !row.is_empty() {
            self.draw_title(canvas, row);
        }
    }

    fn draw_edges(&self, canvas: &mut Canvas<'_>, area: Rect) {
        let style = if self.focused { canvas.theme().frame_focused } else { canvas.theme().frame };
        let (right, bottom) = (area.right() - 1, area.bottom() - 1);
        for y in [area.y, bottom] {
            canvas.fill(Rect::new(area.x, y, area.width, 1), '─', style);
        }
        for x in [area.x, right] {
            canvas.fill(Rect::new(x, area.y, 1, area.height), '│', style);
        }
        for (x, y, corner) in [(area.x, area.y, "╭"), (right, area.y, "╮"), (area.x, bottom, "╰"), (right, bottom, "╯")]
        {
            canvas.text(x, y, 1, corner, style);
        }
    }

    fn draw_title(&self, canvas: &mut Canvas<'_>, area: Rect) {
        let theme = canvas.theme();
        let room = area.width.saturating_sub(4);
        if room < 3 {
            return;
        }
        let name = if self.focused { theme.accent } else { theme.strong };
        let mut spans = vec![Span::raw(" "), Span::styled(self.name, name)];
        if !self.answer.is_empty() {
            let rule = if self.focused { theme.frame_focused } else { theme.frame };
            spans.extend([Span::styled(" ─ ", rule), Span::styled(self.answer.as_str(), theme.plain)]);
        }
        let used = canvas.spans(area.x + 2, area.y, room - 1, &spans);
        let used = used + canvas.text(area.x + 2 + used, area.y, 1, " ", theme.plain);
        // Its last parts stay longest.
        let mut words = self.aside.as_str();
        let mut columns = text::width(&text::clean(words)) as u16;
        while columns > 0 && used + columns + 4 > room {
            words = words.split_once(" ─ ").map_or("", |(_, rest)| rest);
            columns = text::width(&text::clean(words)) as u16;
        }
        if columns > 0 {
            let x = area.right() - columns - 4;
            canvas.text(x, area.y, columns + 2, &format!(" {words} "), theme.plain);
        }
    }
}

/// What is inside a frame of this area, with one column of air at each side.
pub(crate) fn inside(area: Rect) -> Rect {
    Rect {
        x: area.x.saturating_add(2),
        y: area.y.saturating_add(1),
        width: area.width.saturating_sub(4),
        height: area.height.saturating_sub(2),
    }
}
