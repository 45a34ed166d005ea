//! Days in words: `+7d`, `2w`, `fri`, `tomorrow`, `in 3 days`, `3 days ago`, `last fri`, `next week`, `eom`, `1 Dec`,
//! `15-Jan-27`, `31.3.2026`, `1/15/2027`, `2026-12-01`, and the last day of a quarter: `eoq`, `Q1`, `Q1 2027`.
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
        refused(text).unwrap_or_else(|| {
            Problem::input(format!(
                "“{}” is not a day; write +7d, fri, 1 Dec or 2026-12-01.",
                super::text::fit(text, 40)
            ))
        })
    })
}

/// What is asked where `text` is nearly a day: day or month first, or which day of a month.
fn refused(text: &str) -> Option<Problem> {
    let shown = super::text::fit(text.trim(), 40);
    if let Some([first, second, year]) = slashed(text.trim()) {
        let (one, other) = (Day::from_ymd(year as i32, first, second)?, Day::from_ymd(year as i32, second, first)?);
        return Some(Problem::input(format!("“{shown}”: day or month first? Write {one} or {other}.")));
    }
    let (year, month) = text.trim().split_once('-')?;
    let first = Day::from_ymd(year.parse().ok().filter(|_| year.len() == 4)?, month.parse().ok()?, 1)?;
    let last = first.plus_months(1).plus(-1);
    Some(Problem::input(format!("“{shown}” is a month; write a day of it, such as {first} or {last}.")))
}

/// The day that `text` means on `today`, if it means one. One without a year is the next such day.
pub fn understand(text: &str, today: Day) -> Option<Day> {
    let text = text.trim().to_lowercase();
    named(&text, today)
        .or_else(|| quarter(&text, today))
        .or_else(|| offset(&text, today))
        .or_else(|| last_weekday(&text, today))
        .or_else(|| weekday(text.strip_prefix("next ").unwrap_or(&text)).map(|day| today.next(day)))
        .or_else(|| Day::parse(&text).ok())
        .or_else(|| yearly(&text).and_then(|it| it.coming(today)))
}

/// The day on which `text` says that something happened, if it says one: a weekday is the last one there was, and so is a
/// day without a year. One that is written with its year may lie ahead all the same.
pub fn happened(text: &str, today: Day) -> Option<Day> {
    let text = text.trim().to_lowercase();
    let is_back = text.starts_with('-') || text.ends_with(" ago") || matches!(text.as_str(), "today" | "yesterday");
    if is_back {
        return understand(&text, today);
    }
    last_weekday(&text, today)
        .or_else(|| weekday(&text).map(|day| today.next(day).plus(-7)))
        .or_else(|| Day::parse(&text).ok())
        .or_else(|| yearly(&text).and_then(|it| it.gone(today)))
}

fn named(text: &str, today: Day) -> Option<Day> {
    Some(match text {
        "today" | "now" => today,
        "tomorrow" | "tmr" => today.plus(1),
        "yesterday" => today.plus(-1),
        "next week" => today.next(Weekday::Mon),
        "next month" => today.month_start().plus_months(1),
        "eow" | "end of week" => today.plus(-1).next(Weekday::Fri),
        "eom" | "end of month" => today.month_start().plus_months(1).plus(-1),
        "eoq" | "end of quarter" => quarter_end(today.date().year(), (today.date().month() - 1) / 3 + 1)?,
        "eoy" | "end of year" => Day::from_ymd(today.date().year(), 12, 31)?,
        _ => return None,
    })
}

/// `q1`: the last day of the next such quarter to end; `q1 2027`: of that one.
fn quarter(text: &str, today: Day) -> Option<Day> {
    let (name, year) = text.split_once(' ').map_or((text, None), |(name, year)| (name, Some(year.trim())));
    let quarter = name.strip_prefix('q')?.parse().ok().filter(|quarter| (1..=4).contains(quarter))?;
    if let Some(year) = year {
        return quarter_end(year.parse().ok().filter(|_| year.len() == 4)?, quarter);
    }
    let this = quarter_end(today.date().year(), quarter).filter(|end| *end >= today);
    this.or_else(|| quarter_end(today.date().year() + 1, quarter))
}

fn quarter_end(year: i32, quarter: u32) -> Option<Day> {
    Day::from_ymd(year, quarter * 3, 1).map(|first| first.plus_months(1).plus(-1))
}

/// `last fri`: never today.
fn last_weekday(text: &str, today: Day) -> Option<Day> {
    weekday(text.strip_prefix("last ")?).map(|day| today.plus(-1).next(day).plus(-7))
}

fn offset(text: &str, today: Day) -> Option<Day> {
    let (text, is_ago) = text.strip_suffix(" ago").map_or((text, false), |text| (text, true));
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None if is_ago => (-1, text),
        None => (1, text.strip_prefix('+').or_else(|| text.strip_prefix("in ")).unwrap_or(text)),
    };
    let rest = rest.trim();
    let digits = rest.len() - rest.trim_start_matches(|ch: char| ch.is_ascii_digit()).len();
    let (count, unit) = match rest.strip_prefix("a ") {
        Some(unit) => (1, unit),
        None => (rest[..digits].parse().ok().filter(|count| *count <= 36_500)?, &rest[digits..]),
    };
    match unit.trim() {
        "d" | "day" | "days" => Some(today.plus(sign * count)),
        "w" | "week" | "weeks" => Some(today.plus(sign * count * 7)),
        "m" | "month" | "months" if sign > 0 => Some(today.plus_months(count as u32)),
        "m" | "month" | "months" => Some(today.plus_months_back(count as u32)),
        "y" | "year" | "years" if sign > 0 => Some(today.plus_months(count as u32 * 12)),
        _ => None,
    }
}

fn weekday(word: &str) -> Option<Weekday> {
    // Two letters are words of a sentence, too: “we”, “so”.
    let fits = |name: &str| word.len() >= 3 && name.starts_with(word);
    WEEKDAYS.iter().find(|(name, _)| fits(name)).map(|(_, day)| *day)
}

/// A day of a month, with its year or without.
struct Yearly {
    year: Option<i32>,
    month: u32,
    day: u32,
}

impl Yearly {
    /// The next such day: this year's, or next year's when that has passed.
    fn coming(&self, today: Day) -> Option<Day> {
        let of = |year| Day::from_ymd(year, self.month, self.day);
        let this = today.date().year();
        match self.year {
            Some(year) => of(year),
            None => of(this).filter(|day| *day >= today).or_else(|| of(this + 1)).or_else(|| of(this)),
        }
    }

    /// The last such day: this year's, or last year's when that is still to come.
    fn gone(&self, today: Day) -> Option<Day> {
        let of = |year| Day::from_ymd(year, self.month, self.day);
        let this = today.date().year();
        match self.year {
            Some(year) => of(year),
            None => of(this).filter(|day| *day <= today).or_else(|| of(this - 1)),
        }
    }
}

fn yearly(text: &str) -> Option<Yearly> {
    numeric(text).or_else(|| slash_date(text)).or_else(|| named_month(text))
}

/// `31.3.2026`, `31.3.`, `31.3`: day first, as everywhere where dots are written.
fn numeric(text: &str) -> Option<Yearly> {
    let mut parts = text.trim_end_matches('.').split('.');
    let day = parts.next()?.parse().ok()?;
    let month = parts.next()?.parse().ok()?;
    let year = match parts.next() {
        Some(year) if year.len() == 4 => Some(year.parse().ok()?),
        Some(year) if year.len() == 2 => Some(2000 + year.parse::<i32>().ok()?),
        Some(_) => return None,
        None => None,
    };
    Some(Yearly { year, month, day })
}

/// The three numbers of `1/15/2027`, its year in full.
fn slashed(text: &str) -> Option<[u32; 3]> {
    let mut parts = text.split('/').map(|part| part.parse::<u32>().ok().map(|number| (number, part.len())));
    let ((first, _), (second, _), (year, digits)) = (parts.next()??, parts.next()??, parts.next()??);
    let year = if digits == 2 { 2000 + year } else { year };
    (parts.next().is_none() && matches!(digits, 2 | 4)).then_some([first, second, year])
}

/// `1/15/2027`, `31/12/2026`: only where one of the two can be no month, or both are the same.
fn slash_date(text: &str) -> Option<Yearly> {
    let [first, second, year] = slashed(text)?;
    let (day, month) = match (first, second) {
        (day, month) if day > 12 || day == month => (day, month),
        (month, day) if day > 12 => (day, month),
        _ => return None,
    };
    Some(Yearly { year: Some(year as i32), month, day })
}

/// `1 dec`, `dec 1`, `1 december 2026`, `15-jan`, `15-jan-27`.
fn named_month(text: &str) -> Option<Yearly> {
    let is_joined = text.contains('-');
    let words: Vec<&str> = text.split([' ', ',', '-']).filter(|word| !word.is_empty()).collect();
    let month_of = |word: &str| {
        let hits = |name: &&str| word.len() >= 3 && name.starts_with(word);
        MONTHS.iter().position(hits).map(|place| place as u32 + 1)
    };
    let (first, second) = (words.first()?, words.get(1)?);
    let (day, month) = match (month_of(first), month_of(second)) {
        (None, Some(month)) => (first, month),
        // “jan-25” is a month of a year as often as a day.
        (Some(month), None) if !is_joined => (second, month),
        _ => return None,
    };
    let day = day.trim_end_matches(|ch: char| ch.is_alphabetic() || ch == '.').parse().ok()?;
    let year = match words.as_slice() {
        [_, _] => None,
        [_, _, year] if year.len() == 4 => Some(year.parse().ok()?),
        [_, _, year] if is_joined && year.len() == 2 => Some(2000 + year.parse::<i32>().ok()?),
        _ => return None,
    };
    Some(Yearly { year, month, day })
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
        for (text, day) in [
            ("last friday", "2026-11-20"),
            ("last sun", "2026-11-15"),
            ("3 days ago", "2026-11-19"),
            ("a week ago", "2026-11-15"),
            ("a month ago", "2026-10-22"),
            ("in a week", "2026-11-29"),
            ("in 2 weeks", "2026-12-06"),
            ("next week", "2026-11-23"),
            ("next tuesday", "2026-11-24"),
            ("next month", "2026-12-01"),
            ("eow", "2026-11-27"),
            ("eom", "2026-11-30"),
            ("end of year", "2026-12-31"),
            ("eoq", "2026-12-31"),
            ("Q1", "2027-03-31"),
            ("q4", "2026-12-31"),
            ("Q1 2028", "2028-03-31"),
            ("next friday", "2026-11-27"),
            ("last monday", "2026-11-16"),
            ("15-Jan", "2027-01-15"),
            ("15-Jan-25", "2025-01-15"),
            ("15-jan-2025", "2025-01-15"),
            ("15 Jan 2025", "2025-01-15"),
            ("1/15/2027", "2027-01-15"),
            ("31/12/2026", "2026-12-31"),
            ("3/3/27", "2027-03-03"),
        ] {
            assert_eq!(understand(text, today), Some(Day::parse(day).unwrap()), "{text}");
        }
        for wrong in [
            "we",
            "so",
            "last",
            "ago",
            "24 nov 20",
            "1 dec 2026 5",
            "",
            "soon",
            "31.6.2026",
            "2026-06-31",
            "0000-00-00",
            "+d",
            "99999999d",
            "f",
            "3/4/2027",
            "13/13/2027",
            "24/7",
            "2025-01",
            "jan-25",
            "q5",
            "q1 27",
        ] {
            assert_eq!(understand(wrong, today), None, "{wrong}");
        }
        for (text, said) in [
            ("soon", "+7d"),
            ("3/4/2027", "day or month first? Write 2027-03-04 or 2027-04-03."),
            ("3/4/27", "Write 2027-03-04 or 2027-04-03."),
            ("13/13/2027", "+7d"),
            ("2025-01", "is a month; write a day of it, such as 2025-01-01 or 2025-01-31."),
            ("2025-13", "+7d"),
        ] {
            let sentence = read(text, today).unwrap_err().sentence;
            assert!(sentence.contains(said), "{text}: {sentence}");
        }
    }

    #[test]
    fn what_happened_is_read_backwards() {
        let today = Day::parse("2026-11-22").unwrap(); // a Sunday
        for (text, day) in [
            ("yesterday", "2026-11-21"),
            ("today", "2026-11-22"),
            ("tue", "2026-11-17"),
            ("Sunday", "2026-11-22"),
            ("last sunday", "2026-11-15"),
            ("-2d", "2026-11-20"),
            ("2 weeks ago", "2026-11-08"),
            ("24 nov", "2025-11-24"),
            ("nov 20", "2026-11-20"),
            ("20.11.", "2026-11-20"),
            ("24.12.2026", "2026-12-24"),
            ("2026-11-02", "2026-11-02"),
        ] {
            assert_eq!(happened(text, today), Some(Day::parse(day).unwrap()), "{text}");
        }
        for ahead in ["tomorrow", "+7d", "3d", "in 2 weeks", "next tuesday", "eom", "next week", "we", "now"] {
            assert_eq!(happened(ahead, today), None, "{ahead}");
        }
    }
}
