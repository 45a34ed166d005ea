//! Days as people write them.
//!
//! `31.12.2026` and `2026-12-31` speak for themselves. `05/06/2026` does not: whether the day or the month stands first
//! is decided from the whole column by [`Evidence`], or asked. A time behind the date is passed over: the day that is
//! written is the day that counts, whatever the zone.

use crate::domain::day::Day;
use crate::domain::text::fold;

/// Which of two small numbers is the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// `31/12/2026`.
    DayFirst,
    /// `12/31/2026`.
    MonthFirst,
}

/// What the cells of a column say about the order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Evidence {
    day_first: bool,
    month_first: bool,
    open: bool,
}

/// What [`Evidence`] amounts to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finding {
    /// No cell needs to know.
    Needless,
    /// Every cell fits this order.
    Clear(Order),
    /// Cells fit both orders, or fit neither in common: somebody has to say.
    Open,
}

impl Evidence {
    /// Takes in one cell.
    pub fn see(&mut self, cell: &str) {
        // Most cells are ISO dates; they are passed over quickly.
        if cell.as_bytes().get(4) == Some(&b'-') || cell.len() < 6 {
            return;
        }
        if let Some(Parts { first, second, slashed: true, .. }) = parts(cell) {
            match (first, second) {
                (13.., _) => self.day_first = true,
                (_, 13..) => self.month_first = true,
                (first, second) if first != second => self.open = true,
                _ => {}
            }
        }
    }

    /// Whether cells speak for both orders.
    pub fn is_torn(self) -> bool {
        self.day_first && self.month_first
    }

    /// What the cells seen amount to.
    pub fn finding(self) -> Finding {
        match self {
            Self { day_first: true, month_first: true, .. } => Finding::Open,
            Self { day_first: true, .. } => Finding::Clear(Order::DayFirst),
            Self { month_first: true, .. } => Finding::Clear(Order::MonthFirst),
            Self { open: true, .. } => Finding::Open,
            _ => Finding::Needless,
        }
    }
}

/// Reads a day; `order` is needed for dates such as `05/06/2026` only. `None` for what is no day from 1900 to 2199.
pub fn read(cell: &str, order: Order) -> Option<Day> {
    let bytes = cell.as_bytes();
    if bytes.len() >= 10 && bytes[4] == b'-' && bytes[7] == b'-' {
        return iso(bytes);
    }
    let cell = cell.trim();
    if cell.len() != bytes.len() {
        return read(cell, order);
    }
    if cell.split('.').count() <= 2 && cell.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        return serial(cell);
    }
    match parts(cell) {
        Some(Parts { first, second, year, slashed }) => {
            let month_first = slashed && order == Order::MonthFirst;
            let (day, month) = if month_first { (second, first) } else { (first, second) };
            Day::from_ymd(year, month, day)
        }
        None => year_first(cell).or_else(|| spelled(cell)),
    }
}

fn iso(bytes: &[u8]) -> Option<Day> {
    let number = |range: std::ops::Range<usize>| {
        bytes[range]
            .iter()
            .try_fold(0_u32, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + u32::from(byte - b'0')))
    };
    match bytes.get(10) {
        None | Some(b'T' | b' ' | b't') => Day::from_ymd(number(0..4)? as i32, number(5..7)?, number(8..10)?),
        _ => None,
    }
}

/// A date of numbers with the year last.
struct Parts {
    first: u32,
    second: u32,
    year: i32,
    /// Divided by `/` or `-`, so that the order is a question; with `.` the day stands first.
    slashed: bool,
}

fn parts(cell: &str) -> Option<Parts> {
    let mut pieces = date_word(cell)?.split(['/', '.', '-']);
    let (first, second, year) = (pieces.next()?, pieces.next()?, pieces.next()?);
    if pieces.next().is_some_and(|rest| !rest.is_empty()) {
        return None;
    }
    let small = |text: &str| if (1..=2).contains(&text.trim().len()) { text.trim().parse().ok() } else { None };
    let year = match (year.trim().len(), year.trim().parse().ok()?) {
        (4, year) => year,
        (2, year @ 0..70) => 2000 + year,
        (2, year @ 70..100) => 1900 + year,
        _ => return None,
    };
    Some(Parts {
        first: small(first)?,
        second: small(second)?,
        year,
        slashed: !cell.contains('.') || cell.contains('/'),
    })
}

/// The date of a cell, without the time behind it.
fn date_word(cell: &str) -> Option<&str> {
    let cell = cell.trim();
    let word = match cell.split_once([' ', 'T', ',']) {
        // `31. 12. 2026` has blanks within.
        Some((word, _)) if !word.ends_with('.') || word.matches('.').count() > 2 => word,
        _ => cell,
    };
    word.starts_with(|first: char| first.is_ascii_digit()).then_some(word)
}

/// `2026/12/31`, `2026.12.31`, `2026-1-5`.
fn year_first(cell: &str) -> Option<Day> {
    let mut pieces = date_word(cell)?.split(['/', '.', '-']);
    let year = pieces.next().filter(|year| year.len() == 4)?.parse().ok()?;
    let day = Day::from_ymd(year, pieces.next()?.parse().ok()?, pieces.next()?.parse().ok()?)?;
    pieces.next().is_none().then_some(day)
}

/// A day as one number: `20261231`, the days of a spreadsheet, seconds or milliseconds since 1970.
fn serial(cell: &str) -> Option<Day> {
    let whole: i64 = cell.split('.').next()?.parse().ok()?;
    match cell.split('.').next()?.len() {
        5 | 6 => Day::from_number(i32::try_from(whole - 25_569).ok()?),
        8 => Day::from_ymd((whole / 10_000) as i32, (whole / 100 % 100) as u32, (whole % 100) as u32),
        9 | 10 => Day::from_number((whole / 86_400) as i32),
        12 | 13 => Day::from_number((whole / 86_400_000) as i32),
        _ => None,
    }
}

/// How the names of months begin in nine languages, small and without accents.
#[rustfmt::skip]
const MONTHS: [(&str, u32); 53] = [
    ("cervenec", 7), ("cervence", 7), ("cerven", 6), ("cervna", 6), ("juillet", 7), ("juil", 7), ("juin", 6), ("jan", 1), ("jaen", 1), ("ene", 1),
    ("gen", 1), ("led", 1), ("sty", 1), ("feb", 2), ("fev", 2), ("uno", 2), ("lut", 2), ("mar", 3), ("mrz", 3), ("maa", 3), ("mrt", 3), ("bre", 3),
    ("apr", 4), ("avr", 4), ("abr", 4), ("dub", 4), ("kwi", 4), ("may", 5), ("mai", 5), ("mei", 5), ("mag", 5), ("maj", 5), ("kve", 5), ("jun", 6),
    ("giu", 6), ("cze", 6), ("jul", 7), ("lug", 7), ("lip", 7), ("aug", 8), ("ago", 8), ("aou", 8), ("srp", 8), ("sie", 8), ("sep", 9), ("set", 9),
    ("zar", 9), ("wrz", 9), ("okt", 10), ("oct", 10), ("ott", 10), ("out", 10), ("rij", 10),
];
const LATE_MONTHS: [(&str, u32); 9] = [
    ("paz", 10),
    ("nov", 11),
    ("lis", 11),
    ("dec", 12),
    ("dez", 12),
    ("dic", 12),
    ("pro", 12),
    ("gru", 12),
    ("des", 12),
];

fn month(word: &str) -> Option<u32> {
    let word = fold(word);
    let known = MONTHS.iter().chain(&LATE_MONTHS);
    known.filter(|_| word.len() >= 3).find(|(start, _)| word.starts_with(start)).map(|(_, month)| *month)
}

/// `31 Dec 2026`, `Dec 31, 2026`, `31-Dec-26`, `31. Dezember 2026`, `1er mars 2027`, `15 de marzo de 2027`.
fn spelled(cell: &str) -> Option<Day> {
    let mut words = cell
        .split([' ', '-', ',', '.', '/'])
        .filter(|word| !word.is_empty() && !matches!(*word, "de" | "del" | "of" | "do" | "di"));
    let (first, second, year) = (words.next()?, words.next()?, words.next()?);
    let (day, month) = match month(first) {
        Some(month) => (second, month),
        None => (first, month(second)?),
    };
    let year = match (year.len(), year.parse().ok()?) {
        (4, year) => year,
        (2, year @ 0..70) => 2000 + year,
        _ => return None,
    };
    // `1er`, `2nd`: the number of the day with its ending.
    let digits = day.trim_end_matches(|ch: char| ch.is_alphabetic() || matches!(ch, 'º' | '°'));
    Day::from_ymd(year, month, digits.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(cell: &str) -> Option<String> {
        read(cell, Order::DayFirst).map(|day| day.to_string())
    }

    #[test]
    fn one_day_in_many_dresses() {
        for cell in [
            "2026-12-31",
            "2026-12-31T23:59:59.000+0000",
            "2026-12-31 23:59",
            "2026-12-31T23:59:59Z",
            " 2026-12-31 ",
            "31/12/2026",
            "31.12.2026",
            "31. 12. 2026",
            "31.12.2026 10:15",
            "31/12/26",
            "31-12-2026",
            "2026/12/31",
            "20261231",
            "46387",
            "46387.75",
            "1798675200000",
            "1798675200",
            "31 Dec 2026",
            "Dec 31, 2026",
            "31-Dec-26",
            "December 31, 2026 8:00 AM",
        ] {
            assert_eq!(day(cell).as_deref(), Some("2026-12-31"), "{cell}");
        }
        assert_eq!(day("45631").as_deref(), Some("2024-12-05"));
        let american = |cell| read(cell, Order::MonthFirst).map(|day| day.to_string());
        assert_eq!(american("02/23/26 08:55 PM").as_deref(), Some("2026-02-23"));
        assert_eq!(american("3/4/1995").as_deref(), Some("1995-03-04"));
        assert_eq!(american("31.12.2026").as_deref(), Some("2026-12-31"));
    }

    #[test]
    fn months_have_names_in_many_languages() {
        for cell in [
            "15. März 2027",
            "15 mars 2027",
            "15 de marzo de 2027",
            "15 maart 2027",
            "15 marzo 2027",
            "15 de março de 2027",
            "15. března 2027",
            "15 marca 2027",
            "March 15th, 2027",
        ] {
            assert_eq!(day(cell).as_deref(), Some("2027-03-15"), "{cell}");
        }
        assert_eq!(day("1er juillet 2027").as_deref(), Some("2027-07-01"));
        assert_eq!(day("31. Dezember 2026").as_deref(), Some("2026-12-31"));
        assert_eq!(day("1. července 2027").as_deref(), Some("2027-07-01"));
    }

    #[test]
    fn what_is_no_day_is_none() {
        for cell in [
            "0000-00-00",
            "2026-06-31",
            "31/06/2026",
            "1899-12-31",
            "2200-01-01",
            "2026",
            "soon",
            "-",
            "12",
            "1.5",
            "2026-13-01",
            "99999999999999",
            "2026-12-31x",
            "12/2026",
            "٣١/١٢/٢٠٢٦",
            "1/2/3/4",
        ] {
            assert_eq!(day(cell), None, "{cell}");
        }
    }

    fn finding(cells: &[&str]) -> Finding {
        let mut evidence = Evidence::default();
        for cell in cells {
            evidence.see(cell);
        }
        evidence.finding()
    }

    #[test]
    fn the_whole_column_decides_the_order() {
        assert_eq!(finding(&["05/06/2026", "31/12/2026"]), Finding::Clear(Order::DayFirst));
        assert_eq!(finding(&["05/06/2026", "12/31/26 08:55 PM"]), Finding::Clear(Order::MonthFirst));
        assert_eq!(finding(&["05/06/2026", "06/05/2026"]), Finding::Open);
        assert_eq!(finding(&["31/12/2026", "12/31/2026"]), Finding::Open);
        assert_eq!(finding(&["2026-06-05", "05.06.2026", "05/05/2026", "", "x"]), Finding::Needless);
    }
}
