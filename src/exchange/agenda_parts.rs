//! Days and moments as calendars and cards write them.

use crate::domain::day::Day;
use crate::domain::text::clean;
use calcard::common::PartialDateTime;
use chrono::{DateTime, Datelike, Timelike};

/// Text without control codes; its lines stay lines.
pub(super) fn plain(words: &str) -> String {
    words.lines().map(clean).collect::<Vec<_>>().join("\n")
}

/// A day.
pub(super) fn date(day: Day) -> PartialDateTime {
    let day = day.date();
    PartialDateTime {
        year: u16::try_from(day.year()).ok(),
        month: Some(day.month() as u8),
        day: Some(day.day() as u8),
        ..PartialDateTime::default()
    }
}

/// A moment in UTC, from milliseconds since 1970.
pub(super) fn stamp(ms: i64) -> PartialDateTime {
    let moment = DateTime::from_timestamp_millis(ms).unwrap_or_default();
    PartialDateTime {
        year: u16::try_from(moment.year()).ok(),
        month: Some(moment.month() as u8),
        day: Some(moment.day() as u8),
        hour: Some(moment.hour() as u8),
        minute: Some(moment.minute() as u8),
        second: Some(moment.second() as u8),
        tz_hour: Some(0),
        tz_minute: Some(0),
        tz_minus: false,
    }
}
