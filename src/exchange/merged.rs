//! Merged cells: a company that stands once, above rows that are about it too.

use super::lexer::Row;

/// Looks for them, row by row.
pub(super) struct Merged {
    /// The column of companies, where it is the first of the table.
    place: Option<usize>,
    last: String,
    named: u64,
    blank: u64,
    /// A name that stands twice in a row is not merged.
    repeats: bool,
}

impl Merged {
    /// Looks at this column, where it may have merged cells.
    pub(super) fn of(place: Option<usize>) -> Self {
        Self { place, last: String::new(), named: 0, blank: 0, repeats: false }
    }

    pub(super) fn see(&mut self, row: &Row) {
        let Some(place) = self.place else { return };
        let cell = row.cell(place).trim();
        if cell.is_empty() {
            self.blank += 1;
            // Nothing stands above the first row.
            self.repeats |= self.named == 0;
            return;
        }
        self.named += 1;
        self.repeats |= cell == self.last;
        if cell != self.last {
            cell.clone_into(&mut self.last);
        }
    }

    /// The column, and how many rows have what stands above them: not where a name here and there was forgotten.
    pub(super) fn found(self) -> Option<(usize, u64)> {
        let are_many = self.blank * 5 >= self.named;
        self.place.filter(|_| self.blank > 0 && are_many && !self.repeats).map(|place| (place, self.blank))
    }
}
