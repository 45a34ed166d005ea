//! Rows in columns: numbers to the right, names elastic, the least needed column leaves first.
//!
//! Widths follow from the columns and the room alone, never from the values, so nothing jumps when values change.

use super::roll::ListState;
use crate::domain::text;
use crate::tui::canvas::Canvas;
use crate::tui::theme::Theme;
use crate::view::{self, Around};
pub(crate) use crate::view::{Heading as Column, Side};
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Span;

/// Blank columns between two columns.
const GAP: u16 = 2;

/// The width of each column in `room`; 0 for one that has left.
pub(crate) fn widths(columns: &[Column], room: u16) -> Vec<u16> {
    let mut widths: Vec<u16> = columns.iter().map(|column| column.width).collect();
    while total(&widths) > room {
        let leaving = (0..columns.len())
            .filter(|&index| widths[index] > 0 && columns[index].need < Column::KEEP)
            .min_by_key(|&index| columns[index].need);
        match leaving {
            Some(index) => widths[index] = 0,
            None => break,
        }
    }
    let spare = room.saturating_sub(total(&widths));
    let shares: u16 = (0..columns.len()).filter(|&i| widths[i] > 0).map(|i| columns[i].stretch).sum();
    let mut left = spare;
    for index in 0..columns.len() {
        if shares > 0 && widths[index] > 0 && columns[index].stretch > 0 {
            let more = (u32::from(spare) * u32::from(columns[index].stretch) / u32::from(shares)) as u16;
            widths[index] += more.min(left);
            left -= more.min(left);
        }
    }
    widths
}

fn total(widths: &[u16]) -> u16 {
    let shown = widths.iter().filter(|&&width| width > 0).count() as u16;
    widths.iter().sum::<u16>() + GAP * shown.saturating_sub(1)
}

/// One cell: spans set in their column.
pub(crate) type Cell = Vec<Span<'static>>;

/// A cell of one span.
pub(crate) fn cell(words: impl Into<String>, style: Style) -> Cell {
    vec![Span::styled(words.into(), style)]
}

/// Draws the headings on the first line of `area` and returns the rest.
pub(crate) fn heading(pen: &mut Canvas<'_>, area: Rect, columns: &[Column], sorted: Option<(usize, bool)>) -> Rect {
    if area.height == 0 {
        return area;
    }
    let theme = pen.theme();
    let mut x = area.x + MARKER;
    for (index, width) in widths(columns, area.width.saturating_sub(MARKER + 1)).into_iter().enumerate() {
        if width == 0 {
            continue;
        }
        let (title, style) = match sorted {
            Some((by, down)) if by == index => {
                (format!("{}{}", columns[index].title, if down { "↓" } else { "↑" }), theme.accent)
            }
            _ => (columns[index].title.to_owned(), theme.dim),
        };
        set(pen, x, area.y, width, columns[index].side, &[Span::styled(title, style)]);
        x += width + GAP;
    }
    Rect { y: area.y + 1, height: area.height - 1, ..area }
}

/// Columns before the first one: the marker of the selected row and a blank.
const MARKER: u16 = 2;

/// How the selected row of a table shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Focus {
    /// The keys go here.
    Here,
    /// The keys go elsewhere, but the selection counts there too.
    Elsewhere,
    /// The keys go elsewhere, and the selection means nothing there.
    Hidden,
}

impl Focus {
    /// Of a selection that only this pane knows.
    pub(crate) fn own(focused: bool) -> Self {
        if focused { Focus::Here } else { Focus::Hidden }
    }

    /// Of a selection that other panes follow.
    pub(crate) fn shared(focused: bool) -> Self {
        if focused { Focus::Here } else { Focus::Elsewhere }
    }
}

/// Draws the visible rows. `row` makes the cells of one row; it is asked for visible rows only.
pub(crate) fn rows(
    pen: &mut Canvas<'_>,
    area: Rect,
    columns: &[Column],
    roll: &ListState,
    focus: Focus,
    mut row: impl FnMut(usize) -> Vec<Cell>,
) {
    for (line, index) in roll.visible().enumerate().take(usize::from(area.height)) {
        let y = area.y + line as u16;
        self::row(pen, Rect::new(area.x, y, area.width, 1), columns, &row(index));
        if roll.at() == index && focus != Focus::Hidden {
            select_row(pen, Rect::new(area.x, y, area.width, 1), focus == Focus::Here);
        }
    }
}

/// Draws a list by its declaration: headings and visible rows. `sorted`: the key of a column, and whether it goes down.
pub(crate) fn list<'a, T: 'a>(
    pen: &mut Canvas<'_>,
    area: Rect,
    columns: &[view::Column<T>],
    around: &Around<'_>,
    (roll, focus): (&ListState, Focus),
    sorted: Option<(&str, bool)>,
    row: impl Fn(usize) -> Option<&'a T>,
) {
    let shown = || columns.iter().filter_map(|column| column.screen.map(|screen| (column.key, screen)));
    let headings: Vec<Column> = shown().map(|(_, (heading, _))| heading).collect();
    let by = sorted.and_then(|(by, down)| shown().position(|(key, _)| key == by).map(|at| (at, down)));
    let rest = heading(pen, area, &headings, by);
    let theme: Theme = pen.theme();
    let cells = |one: &T| shown().map(|(_, (_, cell))| cell(one, around)).map(|piece| styled(piece, &theme)).collect();
    rows(pen, rest, &headings, roll, focus, |index| row(index).map_or_else(Vec::new, cells));
}

fn styled((role, words): view::Cell, theme: &Theme) -> Cell {
    cell(words, role.style(theme))
}

/// Draws the cells of one row.
pub(crate) fn row(pen: &mut Canvas<'_>, area: Rect, columns: &[Column], cells: &[Cell]) {
    let mut x = area.x + MARKER;
    let widths = widths(columns, area.width.saturating_sub(MARKER + 1));
    for ((cell, width), column) in cells.iter().zip(widths).zip(columns) {
        if width > 0 {
            set(pen, x, area.y, width, column.side, cell);
            x += width + GAP;
        }
    }
}

/// Marks one row as the selected one: the ground, and a marker that shows without colour.
pub(crate) fn select_row(pen: &mut Canvas<'_>, row: Rect, focused: bool) {
    let theme = pen.theme();
    let ground = if focused { theme.selected } else { theme.selected_elsewhere };
    pen.ground(row, ground);
    for y in row.y..row.bottom() {
        let style = theme.on(if focused { theme.accent } else { theme.dim }, ground);
        pen.text(row.x, y, 1, "▌", style);
    }
}

fn set(pen: &mut Canvas<'_>, x: u16, y: u16, width: u16, side: Side, spans: &[Span<'_>]) {
    match side {
        Side::Left => {
            pen.spans(x, y, width, spans);
        }
        Side::Right => {
            let used: usize = spans.iter().map(|span| text::width(&text::clean(&span.content))).sum();
            let used = (used as u16).min(width);
            pen.spans(x + width - used, y, used, spans);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_least_needed_column_leaves_first_and_names_stretch() {
        let columns = [
            Column::words("Account", 12, 1, Column::KEEP),
            Column::number("Value", 6, 5),
            Column::words("Owner", 8, 0, 1),
        ];
        assert_eq!(widths(&columns, 40), [22, 6, 8]);
        assert_eq!(widths(&columns, 24), [16, 6, 0]);
        assert_eq!(widths(&columns, 15), [15, 0, 0]);
        assert_eq!(widths(&columns, 4), [12, 0, 0], "clipped when drawn");
    }
}
