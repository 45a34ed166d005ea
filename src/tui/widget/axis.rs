//! The labelled edges of a chart: numbers at the left, a line below with its ticks.

use super::braille::place;
use crate::domain::text;
use crate::tui::canvas::Canvas;
use ratatui::layout::Rect;

/// A tick: where it stands, and what it says.
pub(crate) type Tick = (f64, String);

/// Columns that labels of the left edge and the edge itself take.
pub(crate) fn gutter(ticks: &[Tick]) -> u16 {
    ticks.iter().map(|(_, words)| text::width(words)).max().unwrap_or(0) as u16 + 1
}

/// Draws the left edge of `plot`, its labels before it. Labels that would fall on the row of another are left out.
pub(crate) fn left(canvas: &mut Canvas<'_>, plot: Rect, range: (f64, f64), ticks: &[Tick]) {
    let theme = canvas.theme();
    let edge = plot.x.saturating_sub(1);
    canvas.fill(Rect { x: edge, width: 1, ..plot }, '│', theme.frame);
    let columns = gutter(ticks) - 1;
    let mut taken = Vec::new();
    for (value, words) in ticks {
        let y = row_of(plot, range, *value);
        if taken.contains(&y) {
            continue;
        }
        taken.push(y);
        canvas.text_right(edge.saturating_sub(columns), y, columns, words, theme.dim);
        canvas.text(edge, y, 1, "┤", theme.frame);
    }
}

/// Draws the lower edge in the row below `plot` and its labels in the row below that: the first ones, and of the others
/// those that do not touch them.
pub(crate) fn below(canvas: &mut Canvas<'_>, plot: Rect, range: (f64, f64), ticks: &[Tick]) {
    let theme = canvas.theme();
    let y = plot.bottom();
    canvas.fill(Rect { x: plot.x, y, width: plot.width, height: 1 }, '─', theme.frame);
    canvas.text(plot.x.saturating_sub(1), y, 1, "╰", theme.frame);
    let mut taken: Vec<(u16, u16)> = Vec::new();
    for (value, words) in ticks {
        let x = plot.x + place(*value, range, usize::from(plot.width)) as u16;
        let columns = text::width(words) as u16;
        let last = plot.right().saturating_sub(columns).max(plot.x);
        // Under its tick, but never beyond the edges of the plot.
        let from = x.saturating_sub(columns.saturating_sub(1) / 2).clamp(plot.x, last);
        let touches = |(start, end): &(u16, u16)| from <= *end && from + columns >= *start;
        if columns > plot.width || taken.iter().any(touches) {
            continue;
        }
        canvas.text(x, y, 1, "┬", theme.frame);
        canvas.text(from, y + 1, columns, words, theme.dim);
        taken.push((from, from + columns));
    }
}

/// The row in which a value falls.
pub(crate) fn row_of(plot: Rect, (low, high): (f64, f64), value: f64) -> u16 {
    let dots = usize::from(plot.height) * super::braille::DOWN;
    let from_below = place(value, (low, high), dots);
    plot.y + ((dots.saturating_sub(1) - from_below.min(dots.saturating_sub(1))) / super::braille::DOWN) as u16
}
