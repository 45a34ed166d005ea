//! Which delimiter divides the cells, judged by reading the beginning of the file with each.
//!
//! The header line speaks first, below whatever titles: a delimiter that does not occur in it is not the one. Among the others, the one wins
//! under which most rows have as many cells as the header. A `sep=;` line, which spreadsheets write, settles it.

use super::lexer::{Lexer, Met, Row};

/// How many bytes of text the judgement is made from.
pub const HEAD: usize = 128 * 1024;
const CANDIDATES: [u8; 4] = *b",;\t|";
const ROWS: usize = 200;

/// What divides cells, and whether a line at the top says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dialect {
    /// The byte between two cells.
    pub delimiter: u8,
    /// Whether the first line is a `sep=` line and no header.
    pub declared: bool,
}

impl Dialect {
    /// Its delimiter in words, for people.
    pub fn word(self) -> &'static str {
        match self.delimiter {
            b';' => "semicolon",
            b'\t' => "tab",
            b'|' => "bar",
            _ => "comma",
        }
    }
}

/// Judges by `head`, the beginning of the text.
pub fn judge(head: &[u8]) -> Dialect {
    if let Some(delimiter) = declared(head) {
        return Dialect { delimiter, declared: true };
    }
    let best = CANDIDATES
        .iter()
        .map(|&delimiter| (score(head, delimiter), delimiter))
        .reduce(|best, next| if next.0 > best.0 { next } else { best });
    Dialect { delimiter: best.map_or(b',', |(_, delimiter)| delimiter), declared: false }
}

fn declared(head: &[u8]) -> Option<u8> {
    let line = head.split(|byte| matches!(byte, b'\n' | b'\r')).next()?;
    let line = line.strip_prefix(b"\"").map_or(line, |open| open.strip_suffix(b"\"").unwrap_or(open));
    match line.get(..4).filter(|start| start.eq_ignore_ascii_case(b"sep=")) {
        Some(_) if line.len() == 5 => Some(line[4]),
        _ => None,
    }
}

/// How well `delimiter` fits, in thousandths of a column: by the header, wherever it stands, and the rows below it.
fn score(head: &[u8], delimiter: u8) -> usize {
    let mut lexer = Lexer::new(head, delimiter);
    let (mut row, mut rows) = (Row::default(), Vec::new());
    while rows.len() < ROWS && matches!(lexer.read(&mut row), Ok(Met::Row)) {
        if !row.is_blank() || row.len() > 1 {
            rows.push(row.clone());
        }
    }
    let at = super::layout::header_row(&rows);
    let header = rows.get(at).map_or(1, Row::len);
    let below = rows.get(at + 1..).unwrap_or_default();
    let alike = below.iter().filter(|row| row.len() == header).count();
    // Lines above the header speak against it, being titles that any delimiter leaves whole.
    let all = rows.len().max(1);
    (header - 1) * (1 + 1000 * (alike + 1) * (alike + 1) / (all * all))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn delimiter(text: &str) -> char {
        judge(text.as_bytes()).delimiter as char
    }

    #[test]
    fn the_delimiter_under_which_rows_are_alike_wins() {
        assert_eq!(delimiter("a,b,c\n1,2,3\n"), ',');
        assert_eq!(delimiter("name;value;on\nA;1,5;2\nB;2,5;3\n"), ';');
        assert_eq!(delimiter("name\tlist\nA\tx;y;z\nB\tp,q,r,s\n"), '\t');
        assert_eq!(delimiter("a|b\n1|2\n"), '|');
        assert_eq!(delimiter("name\nAcme\n"), ',');
        assert_eq!(delimiter("account,tags\nA,x;y;z\nB,x;y;z\n"), ',');
        assert_eq!(delimiter("\"a;b\",c\n\"1;2\",3\n"), ',');
        assert_eq!(delimiter("Renewals, Q1\nCreated 29.11.2026\n\nname;value;owner\nA;1,5;x\nB;2,5;y\n"), ';');
    }

    #[test]
    fn a_declared_delimiter_is_believed() {
        assert_eq!(judge(b"sep=;\r\na;b\n"), Dialect { delimiter: b';', declared: true });
        assert_eq!(judge(b"\"sep=|\"\na|b\n").delimiter, b'|');
    }
}
