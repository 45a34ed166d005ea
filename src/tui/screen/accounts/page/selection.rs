//! What is selected on a tab: records and texts, never a heading.

use super::Page;
use crate::form::record_ref::RecordRef;
use crate::tui::widget::roll::Move;
use crate::tui::widget::row::Row;

impl Page {
    /// Whether the selection stands on a row that can be selected, or there is none.
    #[cfg(test)]
    pub(crate) fn is_on_row(&self) -> bool {
        self.is_selectable(self.roll.at()) || !self.rows.iter().any(Row::is_selectable)
    }

    /// Whether the tab holds a record.
    #[cfg(test)]
    pub(crate) fn has_records(&self) -> bool {
        self.rows.iter().any(|row| row.record.is_some())
    }

    pub(super) fn is_selectable(&self, row: usize) -> bool {
        self.rows.get(row).is_some_and(Row::is_selectable)
    }

    /// Selects the first record of the tab, else the first row that can be selected.
    pub(super) fn select_first(&mut self) {
        let first = |fits: fn(&Row) -> bool| self.rows.iter().position(fits);
        let record = first(|row| row.record.is_some());
        self.select(record.or_else(|| first(Row::is_selectable)).unwrap_or(0));
    }

    /// Selects the same record where it stands now, else what stands in its place.
    pub(super) fn select_again(&mut self, record: Option<&RecordRef>) {
        let at = self.roll.at();
        let is_same = |row: &Row| record.is_some() && row.record.as_ref() == record;
        if self.rows.get(at).is_some_and(is_same) {
            return;
        }
        match self.rows.iter().position(is_same) {
            Some(place) => self.select(place),
            None => self.select_near(at, true),
        }
    }

    /// Selects the row that says the same, where the rows were made for another size; else its record.
    pub(super) fn select_like(&mut self, before: Option<&Row>) {
        let same = before.and_then(|before| self.rows.iter().position(|row| row.pieces == before.pieces));
        match same {
            Some(row) => self.select(row),
            None => self.select_again(before.and_then(|row| row.record.as_ref())),
        }
    }

    /// Moves to a row that can be selected, headings are passed over.
    pub(super) fn go(&mut self, how: Move) {
        self.roll.go(how);
        self.select_near(self.roll.at(), matches!(how, Move::Down | Move::PageDown | Move::First));
    }

    /// Selects the row that can be selected at this one or nearest to it, looking downwards or upwards first.
    fn select_near(&mut self, at: usize, down: bool) {
        let below = (at..self.rows.len()).find(|row| self.is_selectable(*row));
        let above = (0..=at.min(self.rows.len().saturating_sub(1))).rev().find(|row| self.is_selectable(*row));
        let near = if down { below.or(above) } else { above.or(below) };
        self.select(near.unwrap_or(at));
    }

    /// Selects a row, with the headings above it and what is said below it in sight.
    fn select(&mut self, row: usize) {
        self.roll.select(row);
        let above = (0..row).rev().take_while(|above| !self.is_selectable(*above)).last();
        let below = (row + 1..self.rows.len()).take_while(|below| !self.is_selectable(*below)).last();
        self.roll.reveal(above.unwrap_or(row), below.unwrap_or(row));
    }
}
