//! Spans of time as people write them: `90`, `90 days`, `3 Monate`, `6 weeks`.

use crate::domain::day::Day;
use crate::domain::text::fold;

/// A span of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    /// So many days.
    Days(u32),
    /// So many months.
    Months(u32),
}

#[rustfmt::skip]
const DAYS: [&str; 13] =
    ["d", "day", "tag", "jour", "dia", "dag", "giorn", "den", "dni", "dnu", "dny", "kalendertag", "calendar"];
#[rustfmt::skip]
const WEEKS: [&str; 9] = ["w", "week", "woche", "semaine", "semana", "weken", "settiman", "tyden", "tyg"];
#[rustfmt::skip]
const MONTHS: [&str; 11] = ["m", "mo", "month", "monat", "mois", "mes", "maand", "mese", "mesi", "mesic", "miesi"];
const YEARS: [&str; 8] = ["y", "year", "jahr", "an", "jaar", "rok", "roky", "let"];

impl Span {
    /// Reads a span; a number alone is of the unit in the heading, else of days.
    pub fn read(text: &str, heading: &str) -> Option<Self> {
        let text = fold(text.trim());
        let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
        let number: u32 = digits.parse().ok()?;
        let rest = text[digits.len()..].trim_start_matches([' ', '-', '.']);
        if let Some(decimals) = text[digits.len()..].strip_prefix('.')
            && decimals.chars().all(|ch| ch == '0')
        {
            return Self::of(number, &fold(heading)).or(Some(Self::Days(number)));
        }
        if rest.is_empty() {
            return Self::of(number, &fold(heading)).or(Some(Self::Days(number)));
        }
        let unit: String = rest.chars().take_while(|ch| ch.is_alphabetic()).collect();
        Self::unit(number, &unit)
    }

    /// The unit that a heading says.
    fn of(number: u32, heading: &str) -> Option<Self> {
        heading
            .split(|ch: char| !ch.is_alphabetic())
            .filter(|word| word.len() > 2)
            .find_map(|word| Self::unit(number, word))
    }

    fn unit(number: u32, word: &str) -> Option<Self> {
        // A short one is the word itself, a longer one its beginning: “Monate”, “months”.
        let is = |units: &[&str]| units.iter().any(|unit| word == *unit || unit.len() > 2 && word.starts_with(unit));
        match () {
            () if is(&MONTHS) => Some(Self::Months(number)),
            () if is(&WEEKS) => number.checked_mul(7).map(Self::Days),
            () if is(&DAYS) => Some(Self::Days(number)),
            () if is(&YEARS) => number.checked_mul(12).map(Self::Months),
            () => None,
        }
    }

    /// How many days before `end` it begins; a month is thirty days where the end is not known.
    pub fn days_before(self, end: Option<Day>) -> Option<u32> {
        match self {
            Self::Days(days) => Some(days),
            Self::Months(months) => match end.filter(|_| months <= 240) {
                Some(end) => u32::try_from(end.plus_months_back(months).days_to(end)).ok(),
                None => months.checked_mul(30),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notice_is_read_in_the_words_that_contracts_have() {
        for (text, heading, wanted) in [
            ("90", "Notice period", Some(Span::Days(90))),
            ("90 days", "Notice", Some(Span::Days(90))),
            ("3 Monate", "Kündigungsfrist", Some(Span::Months(3))),
            ("3 Monate zum Vertragsende", "Kündigungsfrist", Some(Span::Months(3))),
            ("3", "Kündigungsfrist (Monate)", Some(Span::Months(3))),
            ("3.0", "Notice (months)", Some(Span::Months(3))),
            ("6 Wochen", "Frist", Some(Span::Days(42))),
            ("60d", "Notice", Some(Span::Days(60))),
            ("3 mesi", "Preavviso", Some(Span::Months(3))),
            ("2 mois", "Préavis", Some(Span::Months(2))),
            ("1 year", "Notice", Some(Span::Months(12))),
            ("soon", "Notice", None),
            ("3 apples", "Notice", None),
        ] {
            assert_eq!(Span::read(text, heading), wanted, "{text} under {heading}");
        }
    }

    #[test]
    fn months_are_counted_back_from_the_end() {
        let end = Day::parse("2027-03-31").ok();
        assert_eq!(Span::Months(3).days_before(end), Some(90), "from 31 December");
        assert_eq!(Span::Months(3).days_before(None), Some(90));
        assert_eq!(Span::Days(45).days_before(end), Some(45));
    }
}
