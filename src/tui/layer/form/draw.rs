//! How the fields of a form and what stands below them look.

use super::{FormLayer, Part};
use crate::domain::text;
use crate::form::field::Field;
use crate::tui::canvas::Canvas;
use crate::tui::widget::editor::draw;
use crate::tui::widget::table::select_row;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

impl FormLayer {
    pub(super) fn draw_part(&self, canvas: &mut Canvas<'_>, row: Rect, part: &Part<'_>) {
        let theme = canvas.theme();
        let indent = self.label_width();
        let value = Rect { x: row.x + indent, width: row.width.saturating_sub(indent), ..row };
        match part {
            Part::Week(line) => {
                if let Some(month) = &self.month {
                    month.draw_line(canvas, value, *line, self.today);
                }
            }
            Part::Field(index, field, _) => self.draw_field(canvas, row, value, *index, field),
            Part::Wrong(problem) => {
                canvas.text(value.x, row.y, value.width, problem, theme.error);
            }
            Part::More(more) => {
                let words = format!("… {more} more: ↓ goes through them, letters narrow them");
                canvas.text(value.x + 2, row.y, value.width.saturating_sub(2), &words, theme.dim);
            }
            Part::Offer(index, offer) => {
                canvas.text(value.x + 2, row.y, value.width.saturating_sub(2), offer, theme.plain);
                if self.offered == Some(*index) {
                    select_row(canvas, Rect { height: 1, ..value }, true);
                }
            }
        }
    }

    fn draw_field(&self, canvas: &mut Canvas<'_>, row: Rect, value: Rect, index: usize, field: &Field) {
        let theme = canvas.theme();
        let focused = index == self.form.focus;
        let label = match (&field.problem, focused) {
            (Some(_), _) => theme.error,
            (None, true) => theme.accent,
            (None, false) => theme.dim,
        };
        canvas.text(row.x, row.y, self.label_width(), field.label, label);
        let is_replaced = focused && self.is_fresh && field.starts_anew() && !field.text().is_empty();
        let input = if is_replaced { theme.input.add_modifier(Modifier::REVERSED) } else { theme.input };
        let style = if focused { input } else { theme.plain };
        if focused {
            canvas.ground(value, theme.input);
        }
        if field.needed && field.text().trim().is_empty() && field.problem.is_none() {
            let style = if focused { theme.on(theme.warning, theme.input) } else { theme.warning };
            canvas.text_right(value.x, value.y, value.width - 1, "required", style);
        }
        let ghost = if focused { field.ghost() } else { String::new() };
        if field.has_lines() && !focused {
            // What nobody types in is read from its beginning.
            let lines = field.text().split('\n').flat_map(|line| text::wrapped(line, usize::from(value.width.max(1))));
            for (line, y) in lines.zip(value.y..value.bottom()) {
                canvas.text(value.x, y, value.width, &line, style);
            }
        } else {
            draw(field.editor(), canvas, value, style, focused, &ghost);
        }
        if let Some(reading) = field.reading(self.today) {
            let columns = text::width(&reading) as u16 + 2;
            if text::width(field.text()) as u16 + columns < value.width {
                let style = if focused { theme.on(theme.good, theme.input) } else { theme.good };
                canvas.text_right(value.x, value.y, value.width - 1, &reading, style);
            }
        }
    }
}
