//! Moments as calendars write them: a local time, and the zone in which it is meant.

use crate::domain::day::Day;
use calcard::common::PartialDateTime;
use calcard::common::timezone::Tz;
use calcard::icalendar::ICalendarEntry;
use chrono::{Datelike, NaiveDateTime, TimeZone, Timelike};
use std::str::FromStr;

/// A moment of a calendar.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Moment {
    /// What a clock in its zone shows.
    pub(super) local: NaiveDateTime,
    /// Its zone; none when it has none, or one that is not known: it is then taken as it is written.
    pub(super) zone: Option<Tz>,
    /// Whether it is a day without a time.
    pub(super) all_day: bool,
}

impl Moment {
    /// The moments of an entry. UTC is told in `home`, the calendar's own zone, where that is known: programs write UTC
    /// for a meeting at five in the afternoon in Denver, which is the next day in Greenwich.
    pub(super) fn all(entry: &ICalendarEntry, home: Option<Tz>) -> Vec<Self> {
        let zone = entry.tz_id().and_then(zone);
        let dates = entry.values.iter().filter_map(|value| value.as_partial_date_time());
        dates.filter_map(|date| Self::read(date, zone, home)).collect()
    }

    fn read(date: &PartialDateTime, zone: Option<Tz>, home: Option<Tz>) -> Option<Self> {
        let read = date.to_date_time()?;
        let all_day = date.hour.is_none();
        let (written, zone) = match read.offset {
            Some(offset) => (Self { local: read.date_time, zone: Some(Tz::Fixed(offset)), all_day }, zone.or(home)),
            None => return Some(Self { local: read.date_time, zone: zone.filter(|_| !all_day), all_day }),
        };
        Some(match zone {
            Some(zone) => Self { local: written.within(Some(zone)), zone: Some(zone), all_day },
            None => written,
        })
    }

    /// What a clock in `zone` shows at this moment; where one of the zones is unknown, what is written.
    pub(super) fn within(self, zone: Option<Tz>) -> NaiveDateTime {
        match (self.zone, zone) {
            (Some(own), Some(zone)) if own != zone => own
                .from_local_datetime(&self.local)
                .earliest()
                .map_or(self.local, |moment| moment.with_timezone(&zone).naive_local()),
            _ => self.local,
        }
    }

    /// Minutes from here to `end`; none when it is not later.
    pub(super) fn minutes_to(self, end: Self) -> Option<i64> {
        let minutes = match (self.utc(), end.utc()) {
            (Some(start), Some(end)) => end.signed_duration_since(start),
            _ => end.local.signed_duration_since(self.local),
        };
        Some(minutes.num_minutes()).filter(|minutes| *minutes > 0)
    }

    fn utc(self) -> Option<NaiveDateTime> {
        Some(self.zone?.from_local_datetime(&self.local).earliest()?.naive_utc())
    }
}

/// A zone by one of the names that programs give it.
pub(super) fn zone(name: &str) -> Option<Tz> {
    Tz::from_str(name.trim()).ok().filter(|zone| !zone.is_floating())
}

/// The day of a local time; none outside of the years that the program knows.
pub(super) fn day(local: NaiveDateTime) -> Option<Day> {
    Day::from_date(local.date())
}

/// A local time as the calendar library takes it.
pub(super) fn partial(local: NaiveDateTime) -> PartialDateTime {
    PartialDateTime {
        year: u16::try_from(local.year()).ok(),
        month: Some(local.month() as u8),
        day: Some(local.day() as u8),
        hour: Some(local.hour() as u8),
        minute: Some(local.minute() as u8),
        second: Some(local.second() as u8),
        ..PartialDateTime::default()
    }
}
