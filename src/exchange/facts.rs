//! What the cells of a column look like: a vote, and a veto, beside the words of its heading.
//!
//! A column called “Customer” that says True in every row is no name, one that repeats a value is no key, and one of
//! mailboxes is no telephone.

use super::date::{self, Order};
use super::lexer::Row;
use super::words::{flag, is_blank_word};
use crate::domain::amount::{self, Style};
use crate::domain::text::fold;
use std::collections::HashSet;

/// How many rows are looked at.
pub const LOOKED_AT: usize = 1_000;

/// What the cells of one column look like, counted over the first [`LOOKED_AT`] rows.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// Cells with something in them, blank words such as “N/A” left out.
    pub filled: usize,
    /// Different ones among them.
    seen: HashSet<String>,
    /// Days that are written as days, and those that may as well be numbers: `46387` in a spreadsheet.
    days: usize,
    serials: usize,
    numbers: usize,
    flags: usize,
    mails: usize,
    addresses: usize,
    phones: usize,
    letters: usize,
    /// Spans of time: `90`, `3 months`.
    spans: usize,
    /// Cells of which a word stands before the @ of a mailbox of the same row: names of people.
    in_mailbox: usize,
}

impl Facts {
    /// The facts of every column of these rows.
    pub fn of(rows: &[Row], columns: usize) -> Vec<Self> {
        let mut facts = vec![Self::default(); columns];
        for row in rows {
            for (at, fact) in facts.iter_mut().enumerate() {
                fact.see(row.cell(at).trim());
            }
            see_people(row, &mut facts);
        }
        facts
    }

    /// Whether the cells are names of the people whose mailboxes stand beside them.
    pub fn are_people(&self) -> bool {
        self.in_mailbox > 0 && self.in_mailbox * 2 > self.filled
    }

    fn see(&mut self, cell: &str) {
        if is_blank_word(cell) {
            return;
        }
        self.filled += 1;
        self.seen.insert(cell.to_lowercase());
        let digits = cell.bytes().filter(u8::is_ascii_digit).count();
        let letters = cell.chars().filter(|ch| ch.is_alphabetic()).count();
        let is_day =
            digits >= 3 && [Order::DayFirst, Order::MonthFirst].iter().any(|order| date::read(cell, *order).is_some());
        let is_serial = is_day && digits == cell.len();
        let is_number = digits > 0
            && [Style::Point, Style::Comma]
                .iter()
                .any(|style| amount::read(cell.trim_end_matches('%'), *style).is_some());
        self.days += usize::from(is_day && !is_serial);
        self.serials += usize::from(is_serial);
        self.numbers += usize::from(is_number);
        self.flags += usize::from(flag(cell).is_some());
        self.mails += usize::from(cell.contains('@'));
        self.addresses += usize::from(cell.contains('.') && !cell.contains(['@', ' ']) && letters > 2);
        self.phones += usize::from((5..=20).contains(&digits) && digits > letters);
        self.spans +=
            usize::from(!is_day && (1..=4).contains(&digits) && cell.starts_with(|ch: char| ch.is_ascii_digit()));
        self.letters += usize::from(letters > 0 && !is_day && !cell.contains('@'));
    }

    /// Whether the cells only count the rows, as the first column of many a table does: each number is one more.
    pub fn is_index(&self) -> bool {
        let mut numbers: Vec<i64> = self.seen.iter().filter_map(|cell| cell.parse().ok()).collect();
        numbers.sort_unstable();
        let begins = numbers.first().is_some_and(|first| matches!(first, 0 | 1));
        begins && numbers.len() == self.filled && numbers.windows(2).all(|pair| pair[1] == pair[0] + 1)
    }

    /// Whether two columns have the same cells, as far as can be told.
    pub fn is_the_same(&self, other: &Self) -> bool {
        self.filled == other.filled && self.seen == other.seen
    }

    /// How many different values there are.
    pub fn different(&self) -> usize {
        self.seen.len()
    }

    /// Whether no two cells say the same.
    pub fn is_unique(&self) -> bool {
        self.different() == self.filled
    }

    /// Whether every cell is yes or no in words.
    pub fn is_yes_or_no(&self) -> bool {
        let words = self.seen.iter().all(|cell| cell.parse::<f64>().is_err());
        // One letter that never changes is a key or a name as well.
        let says_more = self.different() > 1 || self.seen.iter().any(|cell| cell.chars().count() > 1);
        self.filled > 0 && self.flags == self.filled && words && says_more
    }

    /// Whether every cell is a number and no day.
    pub fn is_numbers(&self) -> bool {
        self.filled > 0 && self.numbers == self.filled && self.days == 0
    }

    /// Whether at least half of the different cells are such; of a column without any, yes.
    pub fn are_mostly(&self, such: impl Fn(&str) -> bool) -> bool {
        self.seen.iter().filter(|cell| such(cell)).count() * 2 >= self.seen.len()
    }

    /// Whether the cells may be what `cells` says; a column without any may be anything.
    pub fn fit(&self, cells: &str) -> bool {
        let most = |count: usize| count * 2 >= self.filled;
        let are_days = self.filled > 0 && self.days == self.filled;
        match cells {
            "name" | "person" => most(self.letters) && !self.is_yes_or_no(),
            "key" => !(self.is_yes_or_no() || self.filled > 1 && most(self.mails) && !self.is_unique()),
            "day" => most(self.days + self.serials),
            "amount" | "number" => most(self.numbers) && !are_days,
            "span" => most(self.spans + self.serials),
            "mail" => most(self.mails),
            "phone" => most(self.phones),
            "address" => most(self.addresses),
            "flag" => most(self.flags),
            "company" => self.seen.iter().all(|cell| {
                matches!(
                    cell.as_str(),
                    "company" | "individual" | "person" | "contact" | "organization" | "organisation"
                )
            }),
            "text" => !are_days,
            _ => true,
        }
    }
}

impl Facts {
    /// Whether a quarter of the cells and more are days: enough where the heading says that they are.
    pub fn fit_a_heading_of_days(&self) -> bool {
        self.filled > 0 && (self.days + self.serials) * 4 >= self.filled
    }
}

/// Counts the cells of which a word stands before the @ of a mailbox in the row.
fn see_people(row: &Row, facts: &mut [Facts]) {
    let Some(mailbox) = row.cells().find(|cell| cell.contains('@')) else { return };
    let local = fold(mailbox.split('@').next().unwrap_or_default());
    for (cell, fact) in row.cells().zip(facts) {
        let is_named = |word: &str| word.len() >= 3 && local.contains(word);
        if !cell.contains('@') && fold(cell).split(|ch: char| !ch.is_alphabetic()).any(is_named) {
            fact.in_mailbox += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::lexer::{Lexer, Met};

    fn facts(cells: &str) -> Facts {
        let (mut lexer, mut rows) = (Lexer::new(cells.as_bytes(), b';'), Vec::new());
        let mut row = Row::default();
        while let Ok(Met::Row) = lexer.read(&mut row) {
            rows.push(row.clone());
        }
        Facts::of(&rows, 1).remove(0)
    }

    #[test]
    fn values_speak_against_a_heading() {
        assert!(!facts("True\nTrue\n").fit("name"));
        assert!(facts("Larkfield Foods\nOtter & Pine\n").fit("name"));
        assert!(!facts("2026-01-01\n2026-01-02\n").fit("name"));
        assert!(!facts("Green\nRed\n").fit("day"));
        assert!(facts("03/04/2026\n12.10.2026\n").fit("day"));
        assert!(facts("50000\n48600\n").fit("amount"), "amounts are not days, though they could be serials of days");
        assert!(facts("46387\n46388\n").fit("day"));
        assert!(facts("$1,200\n€3.400,50\n").fit("amount"));
        assert!(facts("3 Monate\n").fit("span") && facts("90\n").fit("span") && !facts("2026-12-31\n").fit("span"));
        assert!(facts("a@b.example\n").fit("mail") && !facts("555-0200\n").fit("mail"));
        assert!(facts("+44 20 7946 0001\n").fit("phone") && !facts("Vera\n").fit("phone"));
        assert!(facts("N/A\n-\n").fit("day"), "a column that says nothing may be anything");
    }

    #[test]
    fn blank_words_say_nothing() {
        let seen = facts("N/A\nTBD\n-\nInes\n");
        assert_eq!((seen.filled, seen.different()), (1, 1));
        assert!(!is_blank_word("Nadia") && !is_blank_word("0"));
    }
}
