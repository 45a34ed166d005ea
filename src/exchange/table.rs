//! A file as a header and the rows of data below it.
//!
//! What is no data does not reach the caller: blank lines, and the lines that reports put below their table. What is
//! wrong with a row as a whole is told by line; the rows around it stand.

use super::dialect::{self, Dialect};
use super::encoding::Decoded;
use super::groups;
use super::layout;
use super::lexer::{CELL_CAP, Fault, Lexer, Met, Row};
use super::source::{Bytes, Source, shown, unreadable};
use crate::domain::problem::{Problem, Result};
use std::path::PathBuf;

/// How many lines at the top are looked at for headings of groups.
const GROUPED_WITHIN: usize = 1_000;

/// A row that cannot be taken, named so that it can be found and corrected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejection {
    /// The physical line of the file, from 1.
    pub line: u64,
    /// The name of the column; empty when the row as a whole is wrong.
    pub column: String,
    /// What stands there, cut to a readable length.
    pub value: String,
    /// What is wrong with it, and what to do.
    pub reason: String,
}

/// What [`Table::next`] met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// A row of data with as many cells as the header.
    Data,
    /// A row of data that cannot be taken.
    Bad(Rejection),
    /// A line that is no data though it looks like it, and why.
    Left(&'static str),
    /// No more rows.
    End,
}

/// A header, and the rows below it, read one at a time.
#[derive(Debug)]
pub struct Table {
    path: PathBuf,
    dialect: Dialect,
    header: Vec<String>,
    lexer: Lexer<Decoded<Bytes>>,
    after_blank: bool,
    /// How many lines of titles stand above the header.
    titles: usize,
    /// How many columns stand in the file; one more is made of the groups that its lines are in.
    width: usize,
    /// The group that the lines are in, where headings of groups stand between them.
    group: String,
    /// A row that was read to see whether there is one.
    ahead: Option<(Met, Row)>,
}

impl Table {
    /// Judges the dialect of `source` and reads its header.
    pub fn open(source: &Source) -> Result<Self> {
        let head = source.head(dialect::HEAD)?;
        let dialect = dialect::judge(&head);
        let mut table = Self {
            path: source.path().to_path_buf(),
            dialect,
            header: Vec::new(),
            lexer: Lexer::new(source.text()?, dialect.delimiter),
            after_blank: false,
            titles: 0,
            width: 0,
            group: String::new(),
            ahead: None,
        };
        table.read_header(&head)?;
        Ok(table)
    }

    /// What divides its cells.
    pub fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// The names of its columns, without blanks around them.
    pub fn header(&self) -> &[String] {
        &self.header
    }

    /// How many bytes of text were used up, for progress.
    pub fn taken(&self) -> u64 {
        self.lexer.taken()
    }

    /// How many lines of titles stand above the header.
    pub fn titles(&self) -> usize {
        self.titles
    }

    /// Reads the next row of data into `row`.
    pub fn next(&mut self, row: &mut Row) -> Result<Line> {
        loop {
            let met = match self.ahead.take() {
                Some((met, read)) => {
                    *row = read;
                    met
                }
                None => self.read(row)?,
            };
            match met {
                Met::End => return Ok(Line::End),
                Met::Faulty(fault) => return Ok(Line::Bad(self.faulty(row, fault))),
                Met::Row if row.is_blank() => self.after_blank = true,
                Met::Row if self.is_footer(row) => self.after_blank = true,
                Met::Row if layout::is_total(row) && (layout::has_gaps(row) || self.is_last()?) => {
                    return Ok(Line::Left("it is a line of totals"));
                }
                Met::Row if self.is_header(row) => return Ok(Line::Left("it is the header again")),
                Met::Row => {
                    self.after_blank = false;
                    if let Some(group) = groups::group(row, self.width) {
                        self.group = group.name;
                        return Ok(Line::Left("it is the heading of a group"));
                    }
                    return Ok(self.judged(row));
                }
            }
        }
    }

    fn read(&mut self, row: &mut Row) -> Result<Met> {
        self.lexer.read(row).map_err(|error| unreadable(&self.path, &error))
    }

    /// Whether nothing but blank lines and footers follows the row just read.
    fn is_last(&mut self) -> Result<bool> {
        let mut row = Row::default();
        loop {
            let met = self.read(&mut row)?;
            if met == Met::Row && (row.is_blank() || self.is_footer(&row)) {
                continue;
            }
            let is_last = met == Met::End;
            self.ahead = Some((met, row));
            return Ok(is_last);
        }
    }

    fn is_header(&self, row: &Row) -> bool {
        self.width > 1
            && row.len() == self.width
            && row.cells().zip(&self.header).all(|(cell, name)| cell.trim() == name)
    }

    fn read_header(&mut self, head: &[u8]) -> Result<()> {
        let shown = crate::domain::text::clean(&shown(&self.path)).into_owned();
        let mut row = Row::default();
        let above = self.lines_above(head);
        let mut to_skip = above;
        loop {
            match self.read(&mut row)? {
                Met::End => return Err(headless(&shown)),
                Met::Faulty(fault) => {
                    let why = self.faulty(&row, fault).reason;
                    return Err(Problem::input(format!("{shown}, line {}: {why}", row.line())));
                }
                Met::Row if to_skip > 0 => {
                    to_skip -= 1;
                    self.titles += usize::from(!row.is_blank());
                }
                Met::Row if row.is_blank() => {}
                Met::Row => break,
            }
        }
        self.titles -= usize::from(self.dialect.declared);
        self.header = row.cells().map(|cell| cell.trim().to_owned()).collect();
        self.width = self.header.len();
        self.header.extend(self.column_of_groups(head, above));
        if row.cells().any(looks_like_data) && !row.cells().any(looks_like_a_name) {
            return Err(headless(&shown));
        }
        Ok(())
    }

    /// What the column of groups is called, where the first lines have headings of groups between them.
    fn column_of_groups(&self, head: &[u8], above: usize) -> Option<String> {
        let mut lexer = Lexer::new(head, self.dialect.delimiter);
        let (mut row, mut groups, mut lines) = (Row::default(), Vec::new(), 0);
        while lines < GROUPED_WITHIN && matches!(lexer.read(&mut row), Ok(Met::Row)) {
            lines += 1;
            if lines > above + 1 {
                groups.extend(groups::group(&row, self.width).filter(|_| !row.is_blank()));
            }
        }
        groups::column(&groups, &self.header)
    }

    /// How many lines stand above the header, blank ones and that of the delimiter among them.
    fn lines_above(&self, head: &[u8]) -> usize {
        let mut lexer = Lexer::new(head, self.dialect.delimiter);
        let (mut row, mut rows) = (Row::default(), Vec::new());
        while rows.len() < 2 * layout::ABOVE && matches!(lexer.read(&mut row), Ok(Met::Row)) {
            rows.push(row.clone());
        }
        let declared = usize::from(self.dialect.declared);
        declared + layout::header_row(rows.get(declared..).unwrap_or_default())
    }

    fn judged(&self, row: &mut Row) -> Line {
        let (found, wanted) = (row.len(), self.width);
        if found == wanted || (found > wanted && (wanted..found).all(|place| row.cell(place).is_empty())) {
            if self.header.len() > wanted {
                row.append(wanted, &self.group);
            }
            return Line::Data;
        }
        let reason = format!(
            "the row has {found} cells where the header has {wanted}: a delimiter is missing, or one stands outside quotes."
        );
        Line::Bad(whole_row(row, reason))
    }

    fn faulty(&self, row: &Row, fault: Fault) -> Rejection {
        let column = |place: usize| self.header.get(place).cloned().unwrap_or_default();
        let (place, reason) = match fault {
            Fault::HugeCell(place) => {
                (Some(place), format!("the cell is larger than {} MiB: shorten it.", CELL_CAP / 1024 / 1024))
            }
            Fault::HugeRow => (None, "the row is larger than can be taken: is a quote or a line end missing?".into()),
            Fault::Unclosed(place, line) => (Some(place), {
                let swallowed = crate::domain::text::counted(row.last_line().saturating_sub(line), "line");
                format!(
                    "the quote opened on line {line} is never closed, so {swallowed} below it up to the end of the file are no rows: close it."
                )
            }),
            Fault::Astray(place, line) => (
                Some(place),
                format!(
                    "the quote opened on line {line} meets another within text on line {}: close it, or double the quotes inside.",
                    row.last_line()
                ),
            ),
            Fault::NotText => (None, "the row holds bytes that are no text in UTF-8: save the file as UTF-8.".into()),
            Fault::Zero => (None, "the row holds a zero byte: take it out.".into()),
        };
        let mut rejection = whole_row(row, reason);
        if let Some(place) = place {
            rejection.column = column(place);
            rejection.value = short(row.cell(place));
        }
        rejection
    }

    /// Whether the row is one of the lines that reports put below their table.
    fn is_footer(&self, row: &Row) -> bool {
        const PHRASES: [&str; 5] =
            ["grand totals", "confidential information", "copyright", "generated by", "total records"];
        if self.header.len() < 2 || !(self.after_blank || row.len() == 1) {
            return false;
        }
        let first = row.cell(0).trim_start().to_lowercase();
        PHRASES.iter().any(|phrase| first.starts_with(phrase)) && row.cells().skip(1).all(str::is_empty)
    }
}

fn headless(shown: &str) -> Problem {
    Problem::input(format!("{shown} has no header: put a line with the names of its columns above the rows."))
}

fn whole_row(row: &Row, reason: String) -> Rejection {
    Rejection { line: row.line(), column: String::new(), value: short(row.cell(0)), reason }
}

/// A cell for a report: at most 80 characters.
pub fn short(cell: &str) -> String {
    match cell.char_indices().nth(80) {
        Some((end, _)) => format!("{}…", &cell[..end]),
        None => cell.to_owned(),
    }
}

/// Whether a cell of the first line cannot be the name of a column: a number, a date, an address.
fn looks_like_data(cell: &str) -> bool {
    let cell = cell.trim();
    let starts_like_a_number = cell.starts_with(|first: char| first.is_ascii_digit() || "+-€$£(".contains(first));
    (starts_like_a_number && cell.bytes().any(|byte| byte.is_ascii_digit()))
        || (cell.contains('@') && cell.contains('.') && !cell.contains(' '))
}

/// Whether a cell of the first line may well be the name of a column: a word that is no data, with a letter in it.
fn looks_like_a_name(cell: &str) -> bool {
    let known = super::headers::is_known(cell);
    known && !looks_like_data(cell)
}

#[cfg(test)]
mod tests {
    use super::*;

    type Seen = (Vec<String>, Vec<(u64, Vec<String>)>, Vec<Rejection>);

    fn read(text: &str) -> Result<Seen> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        std::fs::write(&path, text).unwrap();
        let mut table = Table::open(&Source::open(&path)?)?;
        let (mut row, mut data, mut bad) = (Row::default(), Vec::new(), Vec::new());
        loop {
            match table.next(&mut row)? {
                Line::End => return Ok((table.header().to_vec(), data, bad)),
                Line::Data => data.push((row.line(), row.cells().map(str::to_owned).collect())),
                Line::Bad(rejection) => bad.push(rejection),
                Line::Left(_) => {}
            }
        }
    }

    #[test]
    fn the_lines_below_a_report_are_no_data() {
        let text = "\"Account Name\",\"Amount\"\n\"Acme\",\"1\"\n\n\n\"Grand Totals (1 records)\"\n\n\"Confidential \
                    Information - Do Not Distribute\"\n\"Copyright © 2000-2026 salesforce.com, inc.\"\n";
        let (_, data, bad) = read(text).unwrap();
        assert_eq!((data.len(), bad), (1, vec![]));
        let (_, data, _) = read("name,city\nCopyright Clearance Center,\n").unwrap();
        assert_eq!(data.len(), 1, "a name is not a footer");
    }

    #[test]
    fn ragged_rows_are_named_by_line() {
        let (_, data, bad) = read("a,b\n1,2\n1,2,3\n\n4\n5,6,,\n").unwrap();
        assert_eq!(data.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [2, 6]);
        assert_eq!(bad.iter().map(|bad| bad.line).collect::<Vec<_>>(), [3, 5]);
        assert!(bad[0].reason.contains("3 cells where the header has 2"));
    }

    #[test]
    fn a_file_without_header_is_refused() {
        assert!(read("Acme,2024-01-01,12\nBeta,2024-02-01,13\n").unwrap_err().sentence.contains("no header"));
        assert!(read("\n\n \n").unwrap_err().sentence.contains("is empty"));
    }

    #[test]
    fn an_unclosed_quote_costs_no_row_before_it() {
        let (_, data, bad) = read("a,b\n1,2\n3,\"oops\n4,5\n").unwrap();
        assert_eq!(data.len(), 1);
        assert_eq!((bad[0].line, bad[0].column.as_str()), (3, "b"));
        assert!(bad[0].reason.contains("opened on line 3 is never closed"));
    }

    #[test]
    fn a_declared_delimiter_is_no_header() {
        let (header, data, _) = read("sep=;\nname;value\nA;1,5\n").unwrap();
        assert_eq!((header, data.len()), (vec!["name".to_owned(), "value".to_owned()], 1));
    }
}
