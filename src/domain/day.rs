//! Calendar days. A day is counted from 1970-01-01 and written as `YYYY-MM-DD`.
//!
//! Inside it is counted from the last day of 1899, so that zero is free to mean “no day”: an `Option<Day>` is four bytes,
//! of which a history of a million facts has several million.

use super::problem::{Problem, Result};
use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::num::NonZeroI32;

/// A calendar day from 1900-01-01 to 2199-12-31.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(NonZeroI32);

const FIRST: i32 = -25_567; // 1900-01-01
const LAST: i32 = 84_005; // 2199-12-31

impl Day {
    /// 1970-01-01.
    pub const ZERO: Day = Day::counted(0);

    /// 2199-12-31, the last day there is.
    pub const LAST: Day = Day::counted(LAST);

    /// The day `number` days after 1970-01-01, the nearest end of 1900–2199 beyond.
    const fn counted(number: i32) -> Self {
        let number = if number < FIRST { FIRST } else { number };
        let number = if number > LAST { LAST } else { number };
        match NonZeroI32::new(number - FIRST + 1) {
            Some(counted) => Self(counted),
            None => Self(NonZeroI32::MIN),
        }
    }

    /// The day `number` days after 1970-01-01, if it lies between 1900 and 2199.
    pub fn from_number(number: i32) -> Option<Self> {
        (FIRST..=LAST).contains(&number).then(|| Self::counted(number))
    }

    /// Days since 1970-01-01.
    pub const fn number(self) -> i32 {
        self.0.get() + FIRST - 1
    }

    /// The day of a calendar date; `None` outside 1900–2199.
    pub fn from_date(date: NaiveDate) -> Option<Self> {
        Self::from_number(date.num_days_from_ce() - 719_163)
    }

    /// The day with this year, month and day of the month, if there is one.
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day).and_then(Self::from_date)
    }

    /// Its calendar date.
    pub fn date(self) -> NaiveDate {
        NaiveDate::from_num_days_from_ce_opt(self.number() + 719_163).unwrap_or(NaiveDate::MIN)
    }

    /// Reads `YYYY-MM-DD`.
    pub fn parse(text: &str) -> Result<Self> {
        let date = || NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d").ok().and_then(Self::from_date);
        plain(text.as_bytes()).or_else(date).ok_or_else(|| {
            Problem::input(format!(
                "“{}” is not a day between 1900 and 2199; write it as 2026-12-31.",
                super::text::fit(text, 40)
            ))
        })
    }

    /// This day and `days` more (or fewer, when negative), kept within 1900–2199.
    #[must_use]
    pub fn plus(self, days: i32) -> Self {
        Self::counted(self.number().saturating_add(days))
    }

    /// The same day of the month `months` later, or the last one of a shorter month.
    #[must_use]
    pub fn plus_months(self, months: u32) -> Self {
        self.date().checked_add_months(Months::new(months)).and_then(Self::from_date).unwrap_or(Self::counted(LAST))
    }

    /// The same day of the month `months` earlier, or the last one of a shorter month.
    #[must_use]
    pub fn plus_months_back(self, months: u32) -> Self {
        self.date().checked_sub_months(Months::new(months)).and_then(Self::from_date).unwrap_or(Self::counted(FIRST))
    }

    /// Days from this day to `later`; negative when that lies before.
    pub fn days_to(self, later: Day) -> i32 {
        later.number() - self.number()
    }

    /// Its day of the week.
    pub fn weekday(self) -> Weekday {
        self.date().weekday()
    }

    /// The next `weekday` after this day, never this day itself.
    #[must_use]
    pub fn next(self, weekday: Weekday) -> Self {
        let ahead = (weekday.num_days_from_monday() + 7 - self.weekday().num_days_from_monday()) % 7;
        self.plus(if ahead == 0 { 7 } else { ahead as i32 })
    }

    /// This day, or the Friday before it when it falls on a weekend.
    #[must_use]
    pub fn working_day_before(self) -> Self {
        match self.weekday() {
            Weekday::Sat => self.plus(-1),
            Weekday::Sun => self.plus(-2),
            _ => self,
        }
    }

    /// Working days (Monday to Friday) after `self` up to and including `later`; zero when that lies before.
    pub fn working_days_to(self, later: Day) -> i32 {
        (1..=self.days_to(later).max(0))
            .filter(|&ahead| !matches!(self.plus(ahead).weekday(), Weekday::Sat | Weekday::Sun))
            .count() as i32
    }

    /// The first day of its month.
    #[must_use]
    pub fn month_start(self) -> Self {
        let date = self.date();
        date.checked_sub_days(Days::new(u64::from(date.day0()))).and_then(Self::from_date).unwrap_or(self)
    }
}

/// `YYYY-MM-DD` to the letter: what a book reads a million times needs no grammar of dates.
fn plain(text: &[u8]) -> Option<Day> {
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0_u32, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + u32::from(byte - b'0')))
    };
    if text.len() != 10 || text[4] != b'-' || text[7] != b'-' {
        return None;
    }
    Day::from_ymd(number(&text[..4])? as i32, number(&text[5..7])?, number(&text[8..])?)
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = self.date();
        write!(f, "{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Day::parse(&text).map_err(serde::de::Error::custom)
    }
}

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The month of a day as people write it: “Nov 2026”.
pub fn month_told(day: Day) -> String {
    day.date().format("%b %Y").to_string()
}

/// `day` as people say it on `today`: “today”, “in 3 d”, “12 d ago” within a fortnight, “12 Oct” within the year,
/// “12 Oct 2024” beyond.
pub fn spoken(day: Day, today: Day) -> String {
    let ahead = today.days_to(day);
    match ahead {
        0 => "today".into(),
        1..=14 => format!("in {ahead} d"),
        -14..=-1 => format!("{} d ago", -ahead),
        _ => written(day, today),
    }
}

/// `day` as “12 Oct”, with the year when it is not the year of `today`, or when the next such day is nearer than that one:
/// in December “1 Feb” is read as the one to come.
pub fn written(day: Day, today: Day) -> String {
    let date = day.date();
    let month = MONTHS[date.month0() as usize];
    if date.year() == today.date().year() && day.days_to(today) <= 183 {
        format!("{} {month}", date.day())
    } else {
        format!("{} {month} {}", date.day(), date.year())
    }
}

/// `day` as “Sun 22 Nov 2026”.
pub fn headed(day: Day) -> String {
    let date = day.date();
    format!("{} {} {} {}", date.weekday(), date.day(), MONTHS[date.month0() as usize], date.year())
}

/// How long something has been open on `today`: “34 d old”.
pub fn aged(since: Day, today: Day) -> String {
    format!("{} d old", since.days_to(today).max(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn days_are_counted_and_written() {
        assert_eq!(day("1970-01-01").number(), 0);
        assert_eq!(day("2026-11-22").to_string(), "2026-11-22");
        assert_eq!(Day::from_number(LAST).unwrap().to_string(), "2199-12-31");
        assert_eq!(Day::from_number(FIRST).unwrap().to_string(), "1900-01-01");
        assert_eq!(size_of::<Option<Day>>(), 4);
        for wrong in ["0000-00-00", "2026-06-31", "1899-12-31", "2200-01-01", "tomorrow", ""] {
            assert!(Day::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn days_are_said_as_people_say_them() {
        let today = day("2026-11-22");
        assert_eq!(spoken(today, today), "today");
        assert_eq!(spoken(day("2026-11-25"), today), "in 3 d");
        assert_eq!(spoken(day("2026-11-10"), today), "12 d ago");
        assert_eq!(spoken(day("2026-10-12"), today), "12 Oct");
        assert_eq!(spoken(day("2024-10-12"), today), "12 Oct 2024");
        assert_eq!(headed(today), "Sun 22 Nov 2026");
    }

    #[test]
    fn weekends_are_stepped_over() {
        assert_eq!(day("2026-11-22").working_day_before(), day("2026-11-20"));
        assert_eq!(day("2026-11-20").working_days_to(day("2026-11-24")), 2);
        assert_eq!(day("2026-11-22").next(Weekday::Fri), day("2026-11-27"));
        assert_eq!(day("2026-01-31").plus_months(1), day("2026-02-28"));
    }
}
