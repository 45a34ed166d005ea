//! Bytes to rows of cells.
//!
//! The rules are those of RFC 4180, read leniently: any line end, quotes within a cell doubled, a stray quote taken as
//! written. It is our own and not the `csv` crate's, because three things cannot be had from there: a cell of any size
//! is read in bounded memory (beyond [`CELL_CAP`] its bytes are dropped and the row is faulty), a quote that is never
//! closed is noticed and told by the line where it began, and a row knows its physical lines.

use std::io::{self, Read};

/// The largest cell taken, in bytes.
pub const CELL_CAP: usize = 1024 * 1024;
/// The largest row taken, in bytes.
const ROW_CAP: usize = 16 * CELL_CAP;
/// The most cells of a row.
const CELLS_CAP: usize = 16 * 1024;
const BUFFER: usize = 256 * 1024;

/// What is wrong with a row as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// A cell, counted from 0, is larger than [`CELL_CAP`].
    HugeCell(usize),
    /// The row as a whole is larger than can be taken.
    HugeRow,
    /// The file ends within the quotes of a cell, counted from 0, opened on this line.
    Unclosed(usize, u64),
    /// A quote opened in a cell, counted from 0, on this line is closed on a later one by one that stands within text:
    /// one of them is missing, and rows may have run together.
    Astray(usize, u64),
    /// The row is not valid UTF-8.
    NotText,
    /// A zero byte stands in it.
    Zero,
}

/// One row, reused from row to row.
#[derive(Debug, Default, Clone)]
pub struct Row {
    text: String,
    ends: Vec<usize>,
    line: u64,
    last_line: u64,
}

impl Row {
    /// The physical line of the file on which it begins, from 1.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// The physical line on which it ends.
    pub fn last_line(&self) -> u64 {
        self.last_line
    }

    /// How many cells it has.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether it has no cells; a blank line has one empty cell.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// How much text it holds.
    pub fn bytes(&self) -> usize {
        self.text.len()
    }

    /// The cell at `place`, counted from 0; empty beyond the last.
    pub fn cell(&self, place: usize) -> &str {
        let Some(&end) = self.ends.get(place) else { return "" };
        let start = if place == 0 { 0 } else { self.ends[place - 1] };
        self.text.get(start..end).unwrap_or("")
    }

    /// Its cells in order.
    pub fn cells(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|place| self.cell(place))
    }

    /// Writes into a blank cell.
    pub fn fill(&mut self, place: usize, text: &str) {
        let Some(start) = self.ends.get(place).copied() else { return };
        if self.cell(place).is_empty() {
            self.text.insert_str(start, text);
            self.ends[place..].iter_mut().for_each(|end| *end += text.len());
        }
    }

    /// Puts a cell behind the first `width`, whatever stands beyond them.
    pub fn append(&mut self, width: usize, text: &str) {
        self.ends.truncate(width);
        self.text.truncate(self.ends.last().copied().unwrap_or_default());
        self.ends.resize(width, self.text.len());
        self.text.push_str(text);
        self.ends.push(self.text.len());
    }

    /// Whether all of its cells are empty.
    pub fn is_blank(&self) -> bool {
        self.text.bytes().all(|byte| byte == b' ')
    }
}

/// What [`Lexer::read`] met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Met {
    /// A row.
    Row,
    /// A row that cannot be taken; what was kept of it is in the row.
    Faulty(Fault),
    /// The end of the file.
    End,
}

/// Reads rows from text in UTF-8.
pub struct Lexer<R> {
    inner: R,
    buffer: Box<[u8]>,
    from: usize,
    to: usize,
    line: u64,
    plain: [bool; 256],
    delimiter: u8,
    taken: u64,
}

/// The row being read.
struct Draft {
    bytes: Vec<u8>,
    cell_start: usize,
    fault: Option<Fault>,
}

impl<R: Read> Lexer<R> {
    /// Reads rows from `inner`, whose cells are divided by `delimiter`.
    pub fn new(inner: R, delimiter: u8) -> Self {
        let mut plain = [true; 256];
        for stop in [delimiter, b'\n', b'\r'] {
            plain[usize::from(stop)] = false;
        }
        Self { inner, buffer: vec![0; BUFFER].into(), from: 0, to: 0, line: 1, plain, delimiter, taken: 0 }
    }

    /// How many bytes of text were used up, for progress.
    pub fn taken(&self) -> u64 {
        self.taken - (self.to - self.from) as u64
    }

    /// Reads the next row into `row`.
    pub fn read(&mut self, row: &mut Row) -> io::Result<Met> {
        row.ends.clear();
        row.line = self.line;
        let mut bytes = std::mem::take(&mut row.text).into_bytes();
        bytes.clear();
        let mut draft = Draft { bytes, cell_start: 0, fault: None };
        if self.peek()?.is_none() {
            return Ok(Met::End);
        }
        while self.cell(&mut draft, &mut row.ends)? {}
        row.last_line = (self.line - 1).max(row.line);
        Ok(draft.finish(row))
    }

    fn peek(&mut self) -> io::Result<Option<u8>> {
        while self.from == self.to {
            self.from = 0;
            self.to = match self.inner.read(&mut self.buffer) {
                Ok(0) => {
                    self.to = 0;
                    return Ok(None);
                }
                Ok(read) => read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => 0,
                Err(error) => return Err(error),
            };
            self.taken += self.to as u64;
        }
        Ok(Some(self.buffer[self.from]))
    }

    /// Reads one cell and the delimiter or line end behind it; `true` when the row goes on.
    fn cell(&mut self, draft: &mut Draft, ends: &mut Vec<usize>) -> io::Result<bool> {
        draft.cell_start = draft.bytes.len();
        if self.peek()? == Some(b'"') {
            self.from += 1;
            self.quoted(draft, ends.len())?;
        } else {
            self.unquoted(draft, ends.len())?;
        }
        if ends.len() < CELLS_CAP {
            ends.push(draft.bytes.len());
        } else {
            draft.fault.get_or_insert(Fault::HugeRow);
        }
        match self.peek()? {
            Some(stop) if stop == self.delimiter => {
                self.from += 1;
                Ok(true)
            }
            Some(stop) => {
                self.from += 1;
                self.line_end(stop)?;
                Ok(false)
            }
            None => Ok(false),
        }
    }

    /// Counts the line whose end `stop` was just passed, with the line feed behind a carriage return.
    fn line_end(&mut self, stop: u8) -> io::Result<()> {
        if stop == b'\r' && self.peek()? == Some(b'\n') {
            self.from += 1;
        }
        self.line += 1;
        Ok(())
    }

    fn unquoted(&mut self, draft: &mut Draft, place: usize) -> io::Result<()> {
        loop {
            let rest = &self.buffer[self.from..self.to];
            let length = rest.iter().position(|byte| !self.plain[usize::from(*byte)]).unwrap_or(rest.len());
            draft.push(&rest[..length], place);
            self.from += length;
            if self.from < self.to || self.peek()?.is_none() {
                return Ok(());
            }
        }
    }

    /// Reads up to and over the closing quote.
    fn quoted(&mut self, draft: &mut Draft, place: usize) -> io::Result<()> {
        let opened = self.line;
        loop {
            let rest = &self.buffer[self.from..self.to];
            let length = rest.iter().position(|byte| matches!(byte, b'"' | b'\n' | b'\r')).unwrap_or(rest.len());
            draft.push(&rest[..length], place);
            self.from += length;
            let Some(stop) = self.peek()? else {
                draft.fault.get_or_insert(Fault::Unclosed(place, opened));
                return Ok(());
            };
            match stop {
                b'"' => {
                    self.from += 1;
                    if self.closes(draft, place, opened)? {
                        return Ok(());
                    }
                }
                b'\n' | b'\r' => self.newline(draft, place, stop)?,
                _ => {}
            }
        }
    }

    fn newline(&mut self, draft: &mut Draft, place: usize, stop: u8) -> io::Result<()> {
        self.from += 1;
        draft.push(&[stop], place);
        if stop == b'\r' && self.peek()? == Some(b'\n') {
            self.from += 1;
            draft.push(b"\n", place);
        }
        self.line += 1;
        Ok(())
    }

    /// Whether the quote just passed closes its cell; a doubled or stray one belongs to the text.
    fn closes(&mut self, draft: &mut Draft, place: usize, opened: u64) -> io::Result<bool> {
        match self.peek()? {
            None => Ok(true),
            Some(b'"') => {
                self.from += 1;
                draft.push(b"\"", place);
                Ok(false)
            }
            Some(next) if !self.plain[usize::from(next)] => Ok(true),
            Some(_) => {
                if self.line > opened {
                    draft.fault.get_or_insert(Fault::Astray(place, opened));
                }
                draft.push(b"\"", place);
                Ok(false)
            }
        }
    }
}

impl Draft {
    fn push(&mut self, piece: &[u8], place: usize) {
        if self.bytes.len() + piece.len() - self.cell_start > CELL_CAP {
            self.fault.get_or_insert(Fault::HugeCell(place));
        } else if self.bytes.len() + piece.len() > ROW_CAP {
            self.fault.get_or_insert(Fault::HugeRow);
        } else {
            self.bytes.extend_from_slice(piece);
        }
    }

    fn finish(mut self, row: &mut Row) -> Met {
        if self.bytes.contains(&0) {
            self.fault.get_or_insert(Fault::Zero);
        }
        row.text = match String::from_utf8(self.bytes) {
            Ok(text) => text,
            Err(error) => {
                // The ends no longer fit what is shown instead: the row keeps one cell.
                let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
                self.fault.get_or_insert(Fault::NotText);
                row.ends.clear();
                row.ends.push(text.len());
                text
            }
        };
        self.fault.map_or(Met::Row, Met::Faulty)
    }
}

impl<R> std::fmt::Debug for Lexer<R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Lexer").field("line", &self.line).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &[u8]) -> Vec<(u64, Vec<String>, Option<Fault>)> {
        let mut lexer = Lexer::new(text, b',');
        let mut row = Row::default();
        let mut all = Vec::new();
        loop {
            let fault = match lexer.read(&mut row).unwrap() {
                Met::End => return all,
                Met::Row => None,
                Met::Faulty(fault) => Some(fault),
            };
            all.push((row.line(), row.cells().map(str::to_owned).collect(), fault));
        }
    }

    fn cells(text: &str) -> Vec<Vec<String>> {
        rows(text.as_bytes()).into_iter().map(|(_, cells, fault)| (cells, assert_eq!(fault, None)).0).collect()
    }

    #[test]
    fn any_line_end_ends_a_row() {
        let wanted = [["a", "b"], ["1", ""]];
        for text in ["a,b\n1,\n", "a,b\r\n1,\r\n", "a,b\r1,\r", "a,b\n1,"] {
            assert_eq!(cells(text), wanted, "{text:?}");
        }
    }

    #[test]
    fn quotes_hold_what_they_hold() {
        assert_eq!(cells("\"a,b\",\"say \"\"hi\"\"\",\"\"\n"), [["a,b", "say \"hi\"", ""]]);
        assert_eq!(cells("\"two\r\nlines\",x\n"), [["two\r\nlines", "x"]]);
        assert_eq!(cells("5\" pipe,\"Hey \" it\",x\n"), [["5\" pipe", "Hey \" it", "x"]]);
    }

    #[test]
    fn rows_know_their_physical_line() {
        let lines: Vec<_> = rows(b"h\r\n\"a\r\nb\"\r\n\r\nlast").iter().map(|row| row.0).collect();
        assert_eq!(lines, [1, 2, 4, 5]);
    }

    #[test]
    fn an_unclosed_quote_is_told_by_the_line_where_it_began() {
        let all = rows(b"a,b\n1,2\n3,\"oops\n4,5\n6,7\n");
        assert_eq!(all.len(), 3);
        assert_eq!((all[2].0, all[2].2), (3, Some(Fault::Unclosed(1, 3))));
    }

    #[test]
    fn rows_run_together_by_a_missing_quote_are_noticed() {
        let all = rows(b"a,b\n1,\"oops\n2,\"fine\"\n3,4\n");
        assert_eq!(all[1].2, Some(Fault::Astray(1, 2)));
    }

    #[test]
    fn a_huge_cell_is_not_held() {
        let mut text = b"a,b\n1,\"".to_vec();
        text.extend(vec![b'x'; 3 * CELL_CAP]);
        text.extend(b"\"\n2,fine\n");
        let all = rows(&text);
        assert_eq!(all[1].2, Some(Fault::HugeCell(1)));
        assert!(all[1].1[1].len() <= CELL_CAP);
        assert_eq!(all[2].1, ["2", "fine"]);
    }

    #[test]
    fn broken_characters_and_zeros_are_faults_of_their_row() {
        let all = rows(b"a\n\xe9\n\0\nfine\n");
        assert_eq!(all[1].2, Some(Fault::NotText));
        assert_eq!(all[2].2, Some(Fault::Zero));
        assert_eq!(all[3].2, None);
    }
}
