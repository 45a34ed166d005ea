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
    width: usize,
}

impl Grid {
    /// An empty table of the file called `shown`, which may take `room` bytes.
    pub(super) fn new(shown: &str, room: usize) -> Self {
        Self { shown: shown.to_owned(), room, text: Vec::new(), ends: Vec::new(), width: 0 }
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
        self.width = self.width.max(cells.len());
        if self.text.len() + self.ends.len() > self.room {
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

    /// Its text; none when no row has a word.
    pub(super) fn finish(self) -> Vec<u8> {
        if self.width == 0 {
            return Vec::new();
        }
        let (width, size) = self.fitting();
        let mut whole = Vec::with_capacity(size);
        let mut from = 0;
        for (end, cells) in self.ends {
            whole.extend_from_slice(&self.text[from..end]);
            whole.extend(std::iter::repeat_n(b',', width.saturating_sub(cells.max(1))));
            whole.push(b'\n');
            from = end;
        }
        whole
    }

    /// How wide all rows are made, and how large the text becomes: as wide as the widest, unless one astray in the last
    /// column would make thousands of blank cells of every row; it then stands out alone.
    fn fitting(&self) -> (usize, usize) {
        let mut rows_of = vec![0_usize; self.width + 1];
        for (_, cells) in &self.ends {
            rows_of[(*cells).max(1)] += 1;
        }
        let bare = self.text.len() + self.ends.len();
        let (mut rows, mut cells, mut best) = (0, 0, (1, bare));
        for (width, count) in rows_of.into_iter().enumerate() {
            let size = bare + rows * width - cells;
            if count > 0 && size <= self.room {
                best = (width, size);
            }
            rows += count;
            cells += count * width;
        }
        best
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
        let (_, size) = grid.fitting();
        let text = grid.finish();
        assert_eq!(String::from_utf8_lossy(&text), "Renewals,,\n,,\na,\"b,\"\"c\"\"\",de\n");
        assert_eq!(text.len(), size);
    }

    #[test]
    fn a_cell_astray_does_not_widen_every_row() {
        let mut grid = Grid::new("a", 10_000);
        for _ in 0..100 {
            grid.push(&["a", "b"]).unwrap();
        }
        let mut far = vec![""; 2000];
        far[1999] = "x";
        grid.push(&far).unwrap();
        let text = String::from_utf8(grid.finish()).unwrap();
        assert!(text.starts_with("a,b\na,b\n") && text.ends_with(",,x\n"));
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
