//! Rows in columns: numbers to the right, names elastic, the least needed column leaves first.
//!
//! Widths follow from the columns and the room alone, never from the values, so nothing jumps when values change.

use super::roll::ListState;
use crate::domain::text;
use crate::tui::canvas::Canvas;
use crate::tui::theme::Theme;
use crate::view::{self, Around, Order};
pub(crate) use crate::view::{Cell, Heading as Column, Side, cell};
use ratatui::layout::{Position, Rect};
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

/// Draws the headings on the first line of `area` and returns the rest.
pub(crate) fn heading(canvas: &mut Canvas<'_>, area: Rect, columns: &[Column], sorted: Option<(usize, bool)>) -> Rect {
    if area.height == 0 {
        return area;
    }
    let theme = canvas.theme();
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
        set_spans(canvas, x, area.y, width, columns[index].side, &[Span::styled(title, style)]);
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
    canvas: &mut Canvas<'_>,
    area: Rect,
    columns: &[Column],
    roll: &ListState,
    focus: Focus,
    mut row: impl FnMut(usize) -> Vec<Cell>,
) {
    for (line, index) in roll.visible().enumerate().take(usize::from(area.height)) {
        let y = area.y + line as u16;
        self::row(canvas, Rect::new(area.x, y, area.width, 1), columns, &row(index));
        if roll.at() == index && focus != Focus::Hidden {
            select_row(canvas, Rect::new(area.x, y, area.width, 1), focus == Focus::Here);
        }
    }
}

/// How a list is drawn beside its declaration.
pub(crate) struct ListLook<'a> {
    pub(crate) around: &'a Around<'a>,
    pub(crate) roll: &'a ListState,
    pub(crate) focus: Focus,
    pub(crate) order: Option<Order>,
    /// The keys of columns that leave last, because the list is sorted or filtered by them.
    pub(crate) wanted: &'a [&'static str],
    /// Whether a row is marked.
    pub(crate) marked: &'a dyn Fn(usize) -> bool,
}

impl<'a> ListLook<'a> {
    /// Without marks.
    pub(crate) fn new(around: &'a Around<'a>, roll: &'a ListState, focus: Focus, order: Option<Order>) -> Self {
        Self { around, roll, focus, order, wanted: &[], marked: &|_| false }
    }
}

/// How much more a column is needed that the list is sorted or filtered by.
const WANTED: u8 = 100;

/// The headings of a list, where those that it is sorted or filtered by leave last.
fn wanted_headings<T>(
    columns: &[view::Column<T>],
    order: Option<Order>,
    wanted: &[&'static str],
) -> Vec<(&'static str, Column)> {
    let is_wanted = |key: &str| wanted.contains(&key) || order.is_some_and(|order| order.key == key);
    let mut headings = view::order::headings(columns);
    for (key, heading) in headings.iter_mut().filter(|(key, _)| is_wanted(key)) {
        heading.need = heading.need.saturating_add(WANTED);
        if order.is_some_and(|order| order.key == *key) {
            // The arrow has room behind the title.
            heading.width = heading.width.max(text::width(heading.title) as u16 + 1);
        }
    }
    headings
}

/// Draws a list by its declaration: headings and visible rows.
pub(crate) fn list<'a, T: 'a>(
    canvas: &mut Canvas<'_>,
    area: Rect,
    columns: &[view::Column<T>],
    look: &ListLook<'_>,
    row: impl Fn(usize) -> Option<&'a T>,
) {
    let shown = wanted_headings(columns, look.order, look.wanted);
    let headings: Vec<Column> = shown.iter().map(|(_, heading)| *heading).collect();
    let by = look.order.and_then(|by| shown.iter().position(|(key, _)| *key == by.key).map(|at| (at, by.down)));
    let rest = heading(canvas, area, &headings, by);
    rows(canvas, rest, &headings, look.roll, look.focus, |index| {
        row(index).map_or_else(Vec::new, |one| cells(columns, one, look.around))
    });
    for (y, _) in (rest.y..rest.bottom()).zip(look.roll.visible()).filter(|(_, index)| (look.marked)(*index)) {
        mark_row(canvas, Rect { y, height: 1, ..rest });
    }
}

/// The cells of a row by its declaration.
pub(crate) fn cells<T>(columns: &[view::Column<T>], row: &T, around: &Around<'_>) -> Vec<Cell> {
    columns.iter().filter_map(|column| column.screen.as_ref()).map(|(_, show)| show.cell(row, around)).collect()
}

/// Shows that a row is marked, in a column of its own.
pub(crate) fn mark_row(canvas: &mut Canvas<'_>, row: Rect) {
    let theme = canvas.theme();
    canvas.text(row.x + 1, row.y, 1, "✓", theme.accent);
}

/// The key of the column whose title stands at `x`, where the headings of a list stand in `area`.
pub(crate) fn head_at<T>(
    columns: &[view::Column<T>],
    order: Option<Order>,
    wanted: &[&'static str],
    area: Rect,
    x: u16,
) -> Option<&'static str> {
    heading_at(&wanted_headings(columns, order, wanted), area, x)
}

/// The key of the heading that stands at `x`.
pub(crate) fn heading_at(shown: &[(&'static str, Column)], area: Rect, x: u16) -> Option<&'static str> {
    let headings: Vec<Column> = shown.iter().map(|(_, heading)| *heading).collect();
    let mut from = area.x + MARKER;
    for ((key, heading), width) in shown.iter().zip(widths(&headings, area.width.saturating_sub(MARKER + 1))) {
        if width > 0 && (from..from + width).contains(&x) {
            return Some(key).copied().filter(|_| !heading.title.is_empty());
        }
        from += if width > 0 { width + GAP } else { 0 };
    }
    None
}

/// Draws the cells of one row.
pub(crate) fn row(canvas: &mut Canvas<'_>, area: Rect, columns: &[Column], cells: &[Cell]) {
    let mut x = area.x + MARKER;
    let widths = widths(columns, area.width.saturating_sub(MARKER + 1));
    for ((cell, width), column) in cells.iter().zip(widths).zip(columns) {
        if width > 0 {
            set(canvas, x, area.y, width, column.side, cell);
            x += width + GAP;
        }
    }
}

/// Marks one row as the selected one: the ground, and a marker that shows without colour.
pub(crate) fn select_row(canvas: &mut Canvas<'_>, row: Rect, focused: bool) {
    let theme = canvas.theme();
    let ground = if focused { theme.selected } else { theme.selected_elsewhere };
    canvas.ground(row, ground);
    for y in row.y..row.bottom() {
        let style = theme.on(if focused { theme.accent } else { theme.dim }, ground);
        canvas.text(row.x, y, 1, "▌", style);
    }
}

/// Selects the row of a list under its headings that a click meant; false where it meant none.
pub(crate) fn click(roll: &mut ListState, at: Position, list: Rect) -> bool {
    let row = at.y.checked_sub(list.y + 1).and_then(|line| roll.row_at(usize::from(line)));
    row.inspect(|row| roll.select(*row)).is_some()
}

/// Draws one cell.
pub(crate) fn set(canvas: &mut Canvas<'_>, x: u16, y: u16, width: u16, side: Side, cell: &Cell) {
    let theme: Theme = canvas.theme();
    let spans: Vec<Span<'_>> =
        cell.iter().map(|(ink, words)| Span::styled(words.as_str(), ink.style(&theme))).collect();
    set_spans(canvas, x, y, width, side, &spans);
}

fn set_spans(canvas: &mut Canvas<'_>, x: u16, y: u16, width: u16, side: Side, spans: &[Span<'_>]) {
    match side {
        Side::Left => {
            canvas.spans(x, y, width, spans);
        }
        Side::Right => {
            let used: usize = spans.iter().map(|span| text::width(&text::clean(&span.content))).sum();
            let used = (used as u16).min(width);
            canvas.spans(x + width - used, y, used, spans);
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
