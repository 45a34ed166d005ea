//! Rows gathered as CSV text: all as wide as the widest, within the room that is left.

use crate::domain::problem::{Problem, Result};

/// The most blank rows kept where a sheet has a gap: enough for a report to be told from its title.
const GAP: usize = 50;

/// A table while its rows come in.
pub(super) struct Grid {
    shown: String,
    room: usize,
    text: Vec<u8>,
    /// Where each row ends, and how many cells it has.
    ends: Vec<(usize, usize)>,
    cells: usize,
    width: usize,
}

impl Grid {
    /// An empty table of the file called `shown`, which may take `room` bytes.
    pub(super) fn new(shown: &str, room: usize) -> Self {
        Self { shown: shown.to_owned(), room, text: Vec::new(), ends: Vec::new(), cells: 0, width: 0 }
    }

    /// Adds a row; blank cells at its end do not count.
    pub(super) fn push<T: AsRef<str>>(&mut self, cells: &[T]) -> Result<()> {
        let last = cells.iter().rposition(|cell| !cell.as_ref().trim().is_empty());
        let cells = &cells[..last.map_or(0, |last| last + 1)];
        for (place, cell) in cells.iter().enumerate() {
            if place > 0 {
                self.text.push(b',');
            }
            self.cell(cell.as_ref());
        }
        self.ends.push((self.text.len(), cells.len()));
        self.cells += cells.len().max(1);
        self.width = self.width.max(cells.len());
        if self.size() > self.room {
            return Err(Problem::input(format!(
                "{} holds more than {} MiB of text: split it, and import the pieces.",
                self.shown,
                super::ROOM / super::MIB
            )));
        }
        Ok(())
    }

    /// Adds blank rows where the sheet has some.
    pub(super) fn gap(&mut self, rows: usize) -> Result<()> {
        (0..rows.min(GAP)).try_for_each(|_| self.push::<&str>(&[]))
    }

    /// Whether no row has a word in it.
    pub(super) fn is_blank(&self) -> bool {
        self.width == 0
    }

    /// Its text; none when no row has a word.
    pub(super) fn finish(self) -> Vec<u8> {
        if self.is_blank() {
            return Vec::new();
        }
        let mut whole = Vec::with_capacity(self.size());
        let mut from = 0;
        for (end, cells) in self.ends {
            whole.extend_from_slice(&self.text[from..end]);
            whole.extend(std::iter::repeat_n(b',', self.width - cells.max(1)));
            whole.push(b'\n');
            from = end;
        }
        whole
    }

    /// How large its text becomes, in bytes.
    fn size(&self) -> usize {
        self.text.len() + self.ends.len() + self.ends.len() * self.width.max(1) - self.cells
    }

    /// Writes a cell without zero bytes, which no table may hold.
    fn cell(&mut self, cell: &str) {
        let bare = !cell.contains([',', '"', '\n', '\r']);
        if !bare {
            self.text.push(b'"');
        }
        for byte in cell.bytes().filter(|byte| *byte != 0) {
            if byte == b'"' {
                self.text.push(b'"');
            }
            self.text.push(byte);
        }
        if !bare {
            self.text.push(b'"');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_become_as_wide_as_the_widest() {
        let mut grid = Grid::new("a", 1000);
        grid.push(&["Renewals", " "]).unwrap();
        grid.gap(1).unwrap();
        grid.push(&["a", "b,\"c\"", "d\0e"]).unwrap();
        let size = grid.size();
        let text = grid.finish();
        assert_eq!(String::from_utf8_lossy(&text), "Renewals,,\n,,\na,\"b,\"\"c\"\"\",de\n");
        assert_eq!(text.len(), size);
    }

    #[test]
    fn a_table_without_a_word_is_empty_and_a_huge_one_is_refused() {
        let mut grid = Grid::new("a", 50);
        grid.gap(1_000_000).unwrap();
        assert!(grid.finish().is_empty());
        let mut grid = Grid::new("a.xlsx", 50);
        let told = grid.push(&["x".repeat(60)]).unwrap_err().sentence;
        assert!(told.contains("a.xlsx holds more than 256 MiB"), "{told}");
    }
}
