//! Days in words: `+7d`, `2w`, `fri`, `tomorrow`, `in 3 days`, `1 Dec`, `31.3.2026`, `2026-12-01`.
//!
//! A small grammar of our own, because the ready ones read the same words differently in different places. Whoever uses
//! it shows the day that was understood before it is kept.

use super::day::Day;
use super::problem::{Problem, Result};
use chrono::{Datelike, Weekday};

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const WEEKDAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Mon),
    ("tuesday", Weekday::Tue),
    ("wednesday", Weekday::Wed),
    ("thursday", Weekday::Thu),
    ("friday", Weekday::Fri),
    ("saturday", Weekday::Sat),
    ("sunday", Weekday::Sun),
];

/// The day that `text` means on `today`.
pub fn read(text: &str, today: Day) -> Result<Day> {
    understand(text, today).ok_or_else(|| {
        Problem::input(format!("“{}” is not a day; write +7d, fri, 1 Dec or 2026-12-01.", super::text::fit(text, 40)))
    })
}

/// The day that `text` means on `today`, if it means one.
pub fn understand(text: &str, today: Day) -> Option<Day> {
    let text = text.trim().to_lowercase();
    match text.as_str() {
        "today" | "now" => return Some(today),
        "tomorrow" | "tmr" => return Some(today.plus(1)),
        "yesterday" => return Some(today.plus(-1)),
        _ => {}
    }
    offset(&text, today)
        .or_else(|| weekday(&text).map(|day| today.next(day)))
        .or_else(|| Day::parse(&text).ok())
        .or_else(|| numeric(&text, today))
        .or_else(|| named_month(&text, today))
}

fn offset(text: &str, today: Day) -> Option<Day> {
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').or_else(|| text.strip_prefix("in ")).unwrap_or(text)),
    };
    let rest = rest.trim();
    let digits = rest.len() - rest.trim_start_matches(|ch: char| ch.is_ascii_digit()).len();
    let count: i32 = rest[..digits].parse().ok().filter(|count| *count <= 36_500)?;
    match rest[digits..].trim() {
        "d" | "day" | "days" => Some(today.plus(sign * count)),
        "w" | "week" | "weeks" => Some(today.plus(sign * count * 7)),
        "m" | "month" | "months" if sign > 0 => Some(today.plus_months(count as u32)),
        "y" | "year" | "years" if sign > 0 => Some(today.plus_months(count as u32 * 12)),
        _ => None,
    }
}

/// Whether it is the name of a weekday, or its first letters.
pub fn is_weekday(text: &str) -> bool {
    weekday(&text.to_lowercase()).is_some()
}

fn weekday(text: &str) -> Option<Weekday> {
    let word = text.strip_prefix("next ").unwrap_or(text);
    let fits = |name: &str| word.len() >= 3 && name.starts_with(word) || word.len() == 2 && name.starts_with(word);
    WEEKDAYS.iter().find(|(name, _)| fits(name)).map(|(_, day)| *day)
}

/// `31.3.2026`, `31.3.`, `31.3`: day first, as everywhere where dots are written.
fn numeric(text: &str, today: Day) -> Option<Day> {
    let mut parts = text.trim_end_matches('.').split('.');
    let day = parts.next()?.parse().ok()?;
    let month = parts.next()?.parse().ok()?;
    let year = match parts.next() {
        Some(year) if year.len() == 4 => year.parse().ok()?,
        Some(year) if year.len() == 2 => 2000 + year.parse::<i32>().ok()?,
        Some(_) => return None,
        None => return coming(today, month, day),
    };
    Day::from_ymd(year, month, day)
}

/// `1 dec`, `dec 1`, `1 december 2026`.
fn named_month(text: &str, today: Day) -> Option<Day> {
    let words: Vec<&str> = text.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let month_of = |word: &str| {
        let hits = |name: &&str| word.len() >= 3 && name.starts_with(word);
        MONTHS.iter().position(hits).map(|place| place as u32 + 1)
    };
    let (first, second) = (words.first()?, words.get(1)?);
    let (day, month) = match (month_of(first), month_of(second)) {
        (None, Some(month)) => (first, month),
        (Some(month), None) => (second, month),
        _ => return None,
    };
    let day = day.trim_end_matches(|ch: char| ch.is_alphabetic() || ch == '.').parse().ok()?;
    match words.get(2) {
        Some(year) => Day::from_ymd(year.parse().ok()?, month, day),
        None => coming(today, month, day),
    }
}

/// The next such day: this year's, or next year's when that has passed.
fn coming(today: Day, month: u32, day: u32) -> Option<Day> {
    let year = today.date().year();
    let this = Day::from_ymd(year, month, day);
    this.filter(|this| *this >= today).or_else(|| Day::from_ymd(year + 1, month, day)).or(this)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_words_are_understood() {
        let today = Day::parse("2026-11-22").unwrap(); // a Sunday
        for (text, day) in [
            ("+7d", "2026-11-29"),
            ("+2w", "2026-12-06"),
            ("in 3 days", "2026-11-25"),
            ("3d", "2026-11-25"),
            ("+1m", "2026-12-22"),
            ("-2d", "2026-11-20"),
            ("fri", "2026-11-27"),
            ("Friday", "2026-11-27"),
            ("next fri", "2026-11-27"),
            ("sun", "2026-11-29"),
            ("tomorrow", "2026-11-23"),
            ("31.3.2026", "2026-03-31"),
            ("31.3.", "2027-03-31"),
            ("1 Dec", "2026-12-01"),
            ("dec 1", "2026-12-01"),
            ("1st December 2027", "2027-12-01"),
            ("2026-12-01", "2026-12-01"),
        ] {
            assert_eq!(understand(text, today), Some(Day::parse(day).unwrap()), "{text}");
        }
        for wrong in ["", "soon", "31.6.2026", "2026-06-31", "0000-00-00", "+d", "99999999d", "f", "31/12/2026"] {
            assert_eq!(understand(wrong, today), None, "{wrong}");
        }
        assert!(read("soon", today).unwrap_err().sentence.contains("+7d"));
    }
}
