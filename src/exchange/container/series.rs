//! The days of a meeting that repeats.

use super::moment::{Moment, partial};
use crate::domain::day::Day;
use calcard::common::timezone::Tz;
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarEntry, ICalendarFrequency, ICalendarProperty,
    ICalendarRecurrenceRule, ICalendarValue,
};
use chrono::{NaiveDateTime, NaiveTime};

/// The most meetings taken of one series.
pub(super) const SERIES_CAP: usize = 2000;
/// How many days ahead of today a series is followed.
pub(super) const AHEAD: i32 = 60;
/// How many repetitions are worked out to find the latest: a daily series of a hundred years.
const STEPS: usize = 40_000;

/// The starts of a series.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Starts {
    /// In order, at most [`SERIES_CAP`], the latest.
    pub(super) locals: Vec<NaiveDateTime>,
    /// Whether there are more.
    pub(super) cut: bool,
}

/// When a meeting that first starts at `start` takes place up to [`AHEAD`] days after `today`, by its rule, its further
/// dates and the dates that are taken out. None: the rule cannot be followed.
pub(super) fn starts(
    start: Moment,
    rule: Option<&ICalendarRecurrenceRule>,
    further: &[Moment],
    without: &[Moment],
    today: Day,
) -> Option<Starts> {
    let horizon = today.plus(AHEAD).date().and_time(last_second());
    let mut locals = match rule {
        Some(rule) => by_rule(start, rule, horizon)?,
        None => vec![start.local],
    };
    locals.extend(further.iter().map(|moment| moment.within(start.zone)));
    locals.sort_unstable();
    locals.dedup();
    let is_out = |local: &NaiveDateTime| {
        without.iter().any(|moment| {
            let out = moment.within(start.zone);
            out == *local || (moment.all_day && out.date() == local.date())
        })
    };
    locals.retain(|local| *local <= horizon || *local == start.local);
    if !without.is_empty() {
        locals.retain(|local| !is_out(local));
    }
    let cut = locals.len() > SERIES_CAP;
    Some(Starts { locals: locals.split_off(locals.len().saturating_sub(SERIES_CAP)), cut })
}

/// Works the rule out in local time, so that a meeting at nine stays at nine when the clocks change.
fn by_rule(start: Moment, rule: &ICalendarRecurrenceRule, horizon: NaiveDateTime) -> Option<Vec<NaiveDateTime>> {
    if rule.freq > ICalendarFrequency::Daily {
        return None;
    }
    let mut until = horizon;
    if let Some(written) = &rule.until {
        let end = written.to_date_time()?;
        let moment = Moment { local: end.date_time, zone: end.offset.map(Tz::Fixed), all_day: written.hour.is_none() };
        let local =
            if moment.all_day { end.date_time.date().and_time(last_second()) } else { moment.within(start.zone) };
        until = until.min(local);
    }
    if until <= start.local {
        return Some(vec![start.local]);
    }
    let mut rule = rule.clone();
    rule.until = Some(partial(until));
    let mut whole = ICalendarComponent::new(ICalendarComponentType::VCalendar);
    whole.component_ids = vec![1];
    let mut event = ICalendarComponent::new(ICalendarComponentType::VEvent);
    let begun = ICalendarValue::PartialDateTime(Box::new(partial(start.local)));
    event.entries.push(ICalendarEntry::new(ICalendarProperty::Dtstart).with_value(begun));
    let rule = ICalendarValue::RecurrenceRule(Box::new(rule));
    event.entries.push(ICalendarEntry::new(ICalendarProperty::Rrule).with_value(rule));
    let found = ICalendar { components: vec![whole, event] }.expand_dates(Tz::Floating, STEPS);
    let locals: Vec<NaiveDateTime> = found.events.iter().map(|event| event.start.naive_local()).collect();
    (!locals.is_empty()).then_some(locals)
}

fn last_second() -> NaiveTime {
    NaiveTime::from_hms_opt(23, 59, 59).unwrap_or_default()
}
