//! Where in a sheet the table begins, and which of its lines are no data: titles above it, totals below it.

use super::lexer::Row;
use crate::domain::amount::{self, Style};

/// How many rows from the top may stand above the header.
pub const ABOVE: usize = 40;

/// Cells of a row with something in them.
fn filled(row: &Row) -> usize {
    row.cells().filter(|cell| !cell.trim().is_empty()).count()
}

/// Which of these rows, the first of a file, is the header: the first one that is as full as the rows below it.
///
/// Titles, dates of reports and notes above a table fill one cell or two where the table fills many.
pub fn header_row(rows: &[Row]) -> usize {
    let full: Vec<usize> = rows.iter().map(filled).collect();
    let first = full.iter().position(|count| *count > 0).unwrap_or(0);
    for at in first..full.len().min(ABOVE) {
        let mut below: Vec<usize> = full[at + 1..].iter().copied().filter(|count| *count > 0).take(12).collect();
        if full[at] == 0 || below.is_empty() {
            continue;
        }
        below.sort_unstable();
        let typical = below[below.len() / 2];
        if full[at] * 2 > typical && (full[at] > 1 || typical == 1) {
            return at;
        }
    }
    first
}

/// Whether the row is a line of totals: its first words say so, and nothing but numbers stands beside them, if anything.
pub fn is_total(row: &Row) -> bool {
    #[rustfmt::skip]
    const WORDS: [&str; 38] = [
        "total", "totals", "grand total", "grand totals", "sub total", "subtotal", "sum", "summe", "gesamt", "gesamtsumme", "zwischensumme",
        "somme", "total general", "suma", "totaal", "totale", "soma", "celkem", "soucet", "razem", "average", "mean", "total geral", "totale generale",
        "eindtotaal", "subtotaal", "lacznie", "celkovy soucet", "insgesamt", "endsumme", "sous total", "sous-total", "summe gesamt", "totali", "total arr",
        "subtotale", "somma", "suma total",
    ];
    let mut cells = row.cells().map(str::trim).filter(|cell| !cell.is_empty());
    let Some(first) = cells.next() else { return false };
    // Most rows are told apart by their first letter; this is asked of every row of a file.
    let begins = |letter: char| letter.to_lowercase().any(|letter| "tgszcrameilnł".contains(letter));
    if first.len() > 40 || !first.starts_with(begins) || first.as_bytes().get(1).is_some_and(u8::is_ascii_digit) {
        return false;
    }
    let words = crate::domain::text::fold(first);
    let words = words.split(['(', ':', '=']).next().unwrap_or_default().trim();
    let is_number = |cell: &str| {
        [Style::Point, Style::Comma]
            .iter()
            .any(|style| amount::read(cell.trim_end_matches('%').trim(), *style).is_some())
    };
    let mut others = 0;
    let plain = cells.all(|cell| {
        others += 1;
        is_number(cell)
    });
    WORDS.contains(&words) && plain && (others > 0 || row.len() > 1)
}

/// Whether some cell of the row is blank, as the name of an owner is in a line of totals.
pub fn has_gaps(row: &Row) -> bool {
    let filled = row.cells().filter(|cell| !cell.trim().is_empty()).count();
    filled > 1 && row.cells().skip(1).any(|cell| cell.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::lexer::{Lexer, Met};

    fn rows(text: &str) -> Vec<Row> {
        let (mut lexer, mut rows, mut row) = (Lexer::new(text.as_bytes(), b','), Vec::new(), Row::default());
        while let Ok(Met::Row) = lexer.read(&mut row) {
            rows.push(row.clone());
        }
        rows
    }

    #[test]
    fn the_header_is_the_first_row_as_full_as_those_below() {
        assert_eq!(header_row(&rows("a,b,c\n1,2,3\n")), 0);
        assert_eq!(header_row(&rows("Renewals Q1\nCreated 29.11.2026\n\na,b,c\n1,2,3\n4,5,6\n")), 3);
        assert_eq!(header_row(&rows("Notes:\n\"A long text\"\n\na,b,c,d\n1,,3,4\n")), 3);
        assert_eq!(header_row(&rows("Report,2026,,,\n,,,,\na,b,c,d,e\n1,2,3,4,5\n1,2,,4,5\n")), 2);
        assert_eq!(header_row(&rows("name\nAcme\nBeta\n")), 0);
        assert_eq!(header_row(&rows("\n\nname,city\nAcme,\n")), 2);
        assert_eq!(header_row(&rows("a,b,c\n")), 0);
    }

    #[test]
    fn totals_are_told_from_companies() {
        let is = |text: &str| is_total(&rows(text)[0]);
        assert!(is("Total,75000,\n") && is(",Grand total,75000\n") && is("Summe:,1.234,50\n") && is("Total (2),3\n"));
        assert!(!is("Total Wine Ltd,75000\n") && !is("Total,75000,Ines Amaro\n") && !is("Total\n"));
        assert!(is("Total,,\n") && is("Total geral,1,\n") && is("Łącznie,5\n"));
    }
}
