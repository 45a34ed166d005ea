//! In which order a list stands: by one of its columns, one way or the other.

use super::{Around, Column, Heading, Value};

/// By which column a list is sorted, and which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Order {
    pub(crate) key: &'static str,
    pub(crate) down: bool,
}

impl Order {
    pub(crate) const fn up(key: &'static str) -> Self {
        Self { key, down: false }
    }

    pub(crate) const fn down(key: &'static str) -> Self {
        Self { key, down: true }
    }

    /// The order after `key` is chosen: the same column again turns it round.
    pub(crate) fn choose(before: Option<Self>, key: &'static str, starts_down: bool) -> Self {
        match before {
            Some(before) if before.key == key => Self { key, down: !before.down },
            _ => Self { key, down: starts_down },
        }
    }
}

/// The title of a column by which a list can be sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Head {
    pub(crate) key: &'static str,
    pub(crate) title: &'static str,
}

/// The titles of all columns of a list that have one.
pub(crate) fn heads<T>(columns: &[Column<T>]) -> Vec<Head> {
    let shown = columns.iter().filter_map(|column| Some((column.key, column.screen.as_ref()?.0.title)));
    shown.filter(|(_, title)| !title.is_empty()).map(|(key, title)| Head { key, title }).collect()
}

/// The headings of the columns that a screen shows, with their keys.
pub(crate) fn headings<T>(columns: &[Column<T>]) -> Vec<(&'static str, Heading)> {
    columns.iter().filter_map(|column| Some((column.key, column.screen.as_ref()?.0))).collect()
}

/// Whether a list that is sorted by this column begins with the largest.
pub(crate) fn starts_down<T>(columns: &[Column<T>], key: &str, rows: &[T], around: &Around<'_>) -> bool {
    let Some(column) = columns.iter().find(|column| column.key == key) else { return false };
    let known = rows.iter().map(|row| column.sorts_by(row, around)).find(|value| *value != Value::None);
    known.is_some_and(|value| value.starts_down())
}

/// Puts the places of these rows in order; those that are equal stay as they stood.
pub(crate) fn sort<T>(places: &mut [usize], columns: &[Column<T>], order: Order, rows: &[T], around: &Around<'_>) {
    let Some(column) = columns.iter().find(|column| column.key == order.key) else { return };
    let values: Vec<Value> = rows.iter().map(|row| column.sorts_by(row, around)).collect();
    sort_values(places, &values, order.down);
}

/// Puts places in the order of the values that stand there.
pub(crate) fn sort_values(places: &mut [usize], values: &[Value], down: bool) {
    places.sort_by(|one, other| values[*one].order(&values[*other], down));
}
