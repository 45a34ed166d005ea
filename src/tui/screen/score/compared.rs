//! The time before and after the day on which something began: a layer of its own, and a part of the numbers of the year.

use super::year::Hand;
use crate::book::Book;
use crate::book::metrics::aims::BeforeAfter;
use crate::domain::day::headed;
use crate::domain::metrics::Period;
use crate::domain::text::{left, right};
use crate::tui::layer::Layer;
use crate::tui::layer::text::TextLayer;
use ratatui::text::{Line, Span};

/// Columns of a name, and of each number.
const NAME: usize = 18;
const NUMBER: usize = 13;

/// The layer.
pub(super) fn layer(both: &BeforeAfter, book: &Book, hand: Hand<'_>) -> Layer {
    Layer::Text(TextLayer::new(format!("Before and after {}", headed(both.since)), lines(both, book, hand)))
}

/// Both times side by side, whole numbers first, then why a figure is missing.
pub(super) fn lines(both: &BeforeAfter, book: &Book, hand: Hand<'_>) -> Vec<Line<'static>> {
    let theme = hand.theme;
    let row = |name: &str, cells: [&str; 3]| {
        let cells = cells.map(|cell| right(cell, NUMBER));
        Line::from(vec![Span::styled(left(name, NAME), theme.dim), Span::raw(cells.concat())])
    };
    let span = |one: Period| format!("{} to {}", one.from, one.to);
    let spans = format!("Before: {}. After: {}.", span(both.before), span(both.after));
    let mut lines = hand.words(&spans, theme.dim);
    lines.push(row("", ["before", "after", "difference"]));
    lines.extend(both.rows(book).iter().map(|one| row(one.name, [&one.closed, &one.recount, &one.by])));
    lines.extend(both.notes().iter().flat_map(|note| hand.words(note, theme.dim)));
    lines
}
