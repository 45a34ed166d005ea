//! The time before and after the day on which something began: a layer of its own, and a part of the numbers of the year.

use super::sheet::Sheet;
use crate::book::Book;
use crate::book::metrics::aims::BeforeAfter;
use crate::domain::day::headed;
use crate::domain::metrics::Period;
use crate::domain::text::{left, right};
use crate::tui::layer::Layer;
use ratatui::text::{Line, Span};

/// Columns of a name, and of each number.
const NAME: usize = 18;
const NUMBER: usize = 13;

/// What stands over it.
pub(super) fn heading(both: &BeforeAfter) -> String {
    format!("Before and after {}", headed(both.since))
}

/// The layer.
pub(super) fn layer(both: &BeforeAfter, book: &Book, mut sheet: Sheet<'_>) -> Layer {
    write(both, book, &mut sheet);
    sheet.layer(heading(both))
}

/// Both times side by side, whole numbers first, then why a figure is missing.
pub(super) fn write(both: &BeforeAfter, book: &Book, sheet: &mut Sheet<'_>) {
    let theme = sheet.theme;
    let row = |name: &str, cells: [&str; 3]| {
        let cells = cells.map(|cell| right(cell, NUMBER));
        Line::from(vec![Span::styled(left(name, NAME), theme.dim), Span::raw(cells.concat())])
    };
    let span = |one: Period| format!("{} to {}", one.from, one.to);
    sheet.words(&format!("Before: {}. After: {}.", span(both.before), span(both.after)), theme.dim);
    sheet.extend([row("", ["before", "after", "difference"])]);
    sheet.extend(both.rows(book).iter().map(|one| row(one.name, [&one.closed, &one.recount, &one.by])));
    for note in both.notes() {
        sheet.words(&note, theme.dim);
    }
}
