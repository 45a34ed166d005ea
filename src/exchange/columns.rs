//! What the columns of a file are called, so that each can be told from the others and spoken of.

use super::facts::Facts;

/// A header without what does not matter: case, blanks, underscores, the star that marks a mandatory one.
pub(super) fn plain(header: &str) -> String {
    header.chars().filter(|ch| !matches!(ch, ' ' | '_' | '*' | '\u{feff}')).flat_map(char::to_lowercase).collect()
}

/// The columns by what they are called: those without a name by their letter, as in a spreadsheet, and the second of one
/// name as such. A column without a name stays without one where nothing stands in it, or where it only counts the rows.
pub(super) fn called(header: &[String], facts: &[Facts]) -> Vec<String> {
    let mut all: Vec<String> = Vec::with_capacity(header.len());
    let mut met: std::collections::HashMap<String, usize> = std::collections::HashMap::new();
    for (at, name) in header.iter().enumerate() {
        let times = met.entry(plain(name)).or_default();
        *times += 1;
        let says = facts.get(at).is_some_and(|facts| facts.filled > 0 && !facts.is_index());
        all.push(match name.as_str() {
            "" if says => format!("Column {}", letters(at)),
            name if *times > 1 && !name.is_empty() => format!("{name} ({times})"),
            name => name.to_owned(),
        });
    }
    all
}

/// The place of the column that somebody means: by its name, whatever its case and blanks, by `#3` or by `#C`.
pub(super) fn column_at(called: &[String], said: &str) -> Option<usize> {
    let said = said.trim();
    let exact = called.iter().position(|name| name == said);
    let alike = || called.iter().position(|name| !name.is_empty() && plain(name) == plain(said));
    let counted = || {
        let mark = said.strip_prefix('#')?.trim();
        let by_number = mark.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        by_number.or_else(|| place(mark)).filter(|at| *at < called.len())
    };
    exact.or_else(alike).or_else(counted)
}

/// The letters of a column in a spreadsheet, counted from 0: A, B … Z, AA.
fn letters(at: usize) -> String {
    let (mut at, mut letters) = (at + 1, Vec::new());
    while at > 0 {
        letters.insert(0, char::from(b'A' + ((at - 1) % 26) as u8));
        at = (at - 1) / 26;
    }
    letters.into_iter().collect()
}

/// The place of a column by its letters.
fn place(letters: &str) -> Option<usize> {
    let is_short = (1..=3).contains(&letters.len()) && letters.bytes().all(|letter| letter.is_ascii_alphabetic());
    let number = letters.bytes().fold(0, |sum, letter| sum * 26 + usize::from(letter.to_ascii_uppercase() - b'A' + 1));
    is_short.then(|| number - 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::lexer::{Lexer, Met, Row};

    fn facts(text: &str, columns: usize) -> Vec<Facts> {
        let (mut lexer, mut rows, mut row) = (Lexer::new(text.as_bytes(), b','), Vec::new(), Row::default());
        while let Ok(Met::Row) = lexer.read(&mut row) {
            rows.push(row.clone());
        }
        Facts::of(&rows, columns)
    }

    #[test]
    fn every_column_with_something_in_it_has_a_name_of_its_own() {
        let header = ["", "Name", "", "Notes", "notes", ""].map(str::to_owned);
        let all = called(&header, &facts("0,Acme,x,a,b,\n1,Beta,y,c,d,\n", 6));
        assert_eq!(all, ["", "Name", "Column C", "Notes", "notes (2)", ""], "the first column only counts the rows");
        for (said, at) in [("name", 1), ("#3", 2), ("#C", 2), ("Column C", 2), ("Notes (2)", 4), ("#5", 4)] {
            assert_eq!(column_at(&all, said), Some(at), "{said}");
        }
        assert_eq!((column_at(&all, "#9"), column_at(&all, "Colour")), (None, None));
        assert_eq!((letters(25), letters(26), place("AA")), ("Z".to_owned(), "AA".to_owned(), Some(26)));
    }
}
