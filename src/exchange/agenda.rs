//! Dates for calendar programs (iCalendar, RFC 5545), as all-day events that block nobody's time. What identifies an event
//! stays the same, so that taking the file in again brings it up to date.

use super::agenda_parts::{date, plain, stamp};
use crate::domain::day::Day;
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarEntry, ICalendarParameter, ICalendarProperty,
    ICalendarTransparency, ICalendarValue, ICalendarValueType,
};

/// One thing on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated {
    /// What identifies it for good.
    pub uid: String,
    /// The day.
    pub on: Day,
    /// What it is, in a line.
    pub summary: String,
    /// Why, and whatever else there is to say.
    pub description: String,
    /// What kind of thing it is.
    pub category: &'static str,
}

/// A calendar called `name` of these; `now`: the moment of writing, in milliseconds since 1970.
pub fn calendar(name: &str, dated: &[Dated], now: i64) -> String {
    let mut whole = ICalendarComponent::new(ICalendarComponentType::VCalendar);
    let text = |words: &str| ICalendarValue::Text(plain(words));
    whole.add_property(ICalendarProperty::Version, text("2.0"));
    whole.add_property(ICalendarProperty::Prodid, text("-//mainstay//mainstay//EN"));
    whole.add_property(ICalendarProperty::Calscale, text("GREGORIAN"));
    whole.add_property(ICalendarProperty::Other("X-WR-CALNAME".to_owned()), text(name));
    whole.component_ids = (1..=dated.len() as u32).collect();
    let mut components = vec![whole];
    components.extend(dated.iter().map(|one| event(one, now)));
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = ICalendar { components }.write_to(&mut out);
    out
}

fn event(one: &Dated, now: i64) -> ICalendarComponent {
    let mut event = ICalendarComponent::new(ICalendarComponentType::VEvent);
    let text = |words: &str| ICalendarValue::Text(plain(words));
    event.add_uid(&one.uid);
    event.add_dtstamp(stamp(now));
    for (property, day) in [(ICalendarProperty::Dtstart, one.on), (ICalendarProperty::Dtend, one.on.plus(1))] {
        let value = ICalendarValue::PartialDateTime(Box::new(date(day)));
        let all_day = ICalendarParameter::value(ICalendarValueType::Date);
        event.entries.push(ICalendarEntry::new(property).with_param(all_day).with_value(value));
    }
    event.add_property(ICalendarProperty::Summary, text(&one.summary));
    if !one.description.is_empty() {
        event.add_property(ICalendarProperty::Description, text(&one.description));
    }
    event.add_property(ICalendarProperty::Categories, text(one.category));
    event.add_property(ICalendarProperty::Transp, ICalendarValue::Transparency(ICalendarTransparency::Transparent));
    event
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_calendar_has_its_lines_folded_and_its_texts_escaped() {
        let one = Dated {
            uid: "a-0d1xvkq8h2k4m@mainstay".into(),
            on: Day::parse("2028-02-29").unwrap(),
            summary: "Łódź Energy & Co: call; ask, and \\ listen".into(),
            description: format!("{}\nsecond line", "çæ€漢字".repeat(20)),
            category: "action",
        };
        let text = calendar("west", &[one.clone(), Dated { uid: "b".into(), ..one }], 1_795_336_200_000);
        assert!(
            text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n") && text.ends_with("END:VCALENDAR\r\n"),
            "{text}"
        );
        assert!(text.contains("DTSTART;VALUE=DATE:20280229\r\nDTEND;VALUE=DATE:20280301\r\n"), "{text}");
        assert!(text.contains("DTSTAMP:20261122T083000Z"), "{text}");
        assert!(text.contains("call\\; ask\\, and \\\\ listen"), "{text}");
        for line in text.split("\r\n") {
            assert!(line.len() <= 75 && !line.contains(['\n', '\r']), "{line}");
        }
        assert_eq!(text.replace("\r\n ", "").matches("\\nsecond line").count(), 2, "{text}");
        let read = ICalendar::parse(&text).unwrap();
        assert_eq!(read.components.len(), 3);
    }

    #[test]
    fn an_empty_calendar_is_one_all_the_same() {
        let text = calendar("west", &[], 1_795_336_200_000);
        assert_eq!(ICalendar::parse(&text).unwrap().components.len(), 1);
    }
}
