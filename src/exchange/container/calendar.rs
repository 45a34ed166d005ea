//! Calendars (iCalendar): a row for each meeting, and for each day of one that repeats.

use super::lines::{Component, Components, Met};
use super::moment::{self, Moment};
use super::series::{self, AHEAD, SERIES_CAP};
use super::{Opening, is_own, made_up, people};
use crate::domain::problem::Result;
use crate::domain::text::counted;
use calcard::common::timezone::Tz;
use calcard::icalendar::{
    ICalendarComponent, ICalendarEntry, ICalendarParameterName, ICalendarProperty, ICalendarRecurrenceRule,
    ICalendarValue,
};
use calcard::{Entry, Parser};
use chrono::NaiveDateTime;
use std::collections::HashMap;
use std::io::BufRead;

/// The most meetings of series taken from one file.
const FILE_CAP: usize = 20_000;
/// The most meetings of one file.
const MEETINGS_CAP: usize = 500_000;
/// How many rules that lead to no day are followed.
const UNREAD_CAP: u64 = 50;
const KINDS: &[&str] = &["VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY"];
const COLUMNS: [&str; 10] =
    ["external_id", "kind", "title", "on", "minutes", "people", "place", "link", "status", "all_day"];
/// Where meetings are held online.
const HOSTS: [&str; 13] = [
    "zoom.us",
    "zoomgov.com",
    "teams.microsoft.com",
    "teams.live.com",
    "meet.google.com",
    "webex.com",
    "whereby.com",
    "gotomeeting.com",
    "meet.goto.com",
    "chime.aws",
    "bluejeans.com",
    "meet.jit.si",
    "meet.lync.com",
];

/// What a calendar says of one meeting.
struct Meeting {
    uid: String,
    start: Moment,
    minutes: Option<i64>,
    rule: Option<ICalendarRecurrenceRule>,
    further: Vec<Moment>,
    without: Vec<Moment>,
    /// Which meeting of a series it takes the place of.
    instead_of: Option<Moment>,
    title: String,
    people: String,
    place: String,
    link: String,
    status: &'static str,
}

/// Reads the meetings of a calendar.
pub(super) fn read(text: impl BufRead, opening: &mut Opening) -> Result<()> {
    let mut components = Components::new(text, KINDS);
    let (mut home, mut cancelled): (Option<Tz>, bool) = (None, false);
    let (mut meetings, mut others, mut dayless, mut size) = (Vec::new(), 0, 0, 0);
    loop {
        match components.next().map_err(|error| opening.unreadable(&error))? {
            Met::End => break,
            Met::Outside(line) => match line.split_once(':') {
                Some((name, zone)) if name.eq_ignore_ascii_case("X-WR-TIMEZONE") => home = moment::zone(zone),
                Some((name, method)) if name.eq_ignore_ascii_case("METHOD") => {
                    cancelled = method.trim().eq_ignore_ascii_case("CANCEL");
                }
                _ => {}
            },
            Met::Component(event) if event.kind == "VEVENT" => match meeting(&event, home, cancelled) {
                Some(meeting) => {
                    size += meeting.title.len() + meeting.people.len() + meeting.place.len() + meeting.link.len();
                    meetings.push(meeting);
                }
                None => dayless += 1,
            },
            Met::Component(_) => others += 1,
        }
        if size > opening.room || meetings.len() > MEETINGS_CAP {
            return Err(opening.refusal("holds more meetings than can be taken: export fewer years."));
        }
    }
    let shown = opening.shown.clone();
    if others > 0 {
        let others = counted(others, "item");
        opening.note(format!("{others} in {shown} left out: tasks, journals or free time, no meetings."));
    }
    if dayless > 0 {
        opening.note(format!("{} in {shown} left out: without a valid day.", counted(dayless, "meeting")));
    }
    write(&meetings, opening)
}

fn write(meetings: &[Meeting], opening: &mut Opening) -> Result<()> {
    let mut grid = opening.grid();
    grid.push(&COLUMNS)?;
    let mut instead: HashMap<(String, NaiveDateTime), usize> = HashMap::new();
    let zones: HashMap<&str, Option<Tz>> = meetings
        .iter()
        .filter(|meeting| meeting.instead_of.is_none())
        .map(|meeting| (meeting.uid.as_str(), meeting.start.zone))
        .collect();
    for (place, meeting) in meetings.iter().enumerate() {
        if let Some(moment) = meeting.instead_of {
            let zone = zones.get(meeting.uid.as_str()).copied().flatten();
            instead.insert((meeting.uid.clone(), moment.within(zone.or(moment.zone))), place);
        }
    }
    let mut left = FILE_CAP;
    let mut told = Told::default();
    for meeting in meetings.iter().filter(|meeting| meeting.instead_of.is_none()) {
        if meeting.rule.is_none() && meeting.further.is_empty() {
            grid.push(&row(meeting, &meeting.uid, meeting.start.local))?;
            continue;
        }
        if left == 0 {
            told.full = true;
            continue;
        }
        let (rule, further, without) = (meeting.rule.as_ref(), &meeting.further, &meeting.without);
        // Following a rule that leads to no day takes long: a file of such rules is not followed to its end.
        let followed = told.unread < UNREAD_CAP;
        let found = followed.then(|| series::starts(meeting.start, rule, further, without, opening.today)).flatten();
        let Some(found) = found else {
            told.unread += 1;
            grid.push(&row(meeting, &key(meeting, meeting.start.local), meeting.start.local))?;
            continue;
        };
        told.cut += u64::from(found.cut);
        let taken = found.locals.len().min(left);
        told.full |= taken < found.locals.len();
        left -= taken;
        // The latest ones count: they are what the account remembers.
        for local in &found.locals[found.locals.len() - taken..] {
            match instead.remove(&(meeting.uid.clone(), *local)) {
                Some(place) => grid.push(&row(&meetings[place], &key(meeting, *local), meetings[place].start.local))?,
                None => grid.push(&row(meeting, &key(meeting, *local), *local))?,
            }
        }
    }
    let mut loose: Vec<((String, NaiveDateTime), usize)> = instead.into_iter().collect();
    loose.sort_unstable_by_key(|(_, place)| *place);
    for ((_, local), place) in loose {
        let meeting = &meetings[place];
        grid.push(&row(meeting, &key_of(&meeting.uid, meeting.instead_of, local), meeting.start.local))?;
    }
    told.tell(opening);
    if !meetings.is_empty() {
        opening.add(opening.member.clone(), Some("activities"), "calendar", grid);
    }
    Ok(())
}

/// What of the series is in no row.
#[derive(Default)]
struct Told {
    unread: u64,
    cut: u64,
    full: bool,
}

impl Told {
    fn tell(self, opening: &mut Opening) {
        let shown = opening.shown.clone();
        if self.unread > 0 {
            let series = counted(self.unread, "repeating meeting");
            opening
                .note(format!("{series} in {shown} with a rule that cannot be followed: only the first day is taken."));
        }
        if self.cut > 0 {
            let series = counted(self.cut, "repeating meeting");
            opening.note(format!(
                "{series} in {shown} cut: of each the latest {SERIES_CAP} up to {AHEAD} days ahead are taken."
            ));
        }
        if self.full {
            opening.note(format!("{shown} repeats more than {FILE_CAP} meetings: those beyond are left out."));
        }
    }
}

fn key(meeting: &Meeting, local: NaiveDateTime) -> String {
    key_of(&meeting.uid, Some(meeting.start), local)
}

/// The key of one meeting of a series: it stays when the meeting is moved.
fn key_of(uid: &str, like: Option<Moment>, local: NaiveDateTime) -> String {
    let all_day = like.is_some_and(|moment| moment.all_day);
    format!("{uid}/{}", local.format(if all_day { "%Y-%m-%d" } else { "%Y-%m-%dT%H:%M" }))
}

fn row(meeting: &Meeting, key: &str, local: NaiveDateTime) -> [String; 10] {
    let on = moment::day(local).map(|day| day.to_string()).unwrap_or_default();
    let all_day = if meeting.start.all_day { "true" } else { "false" };
    [
        key.to_owned(),
        "meeting".into(),
        meeting.title.clone(),
        on,
        meeting.minutes.map(|minutes| minutes.to_string()).unwrap_or_default(),
        meeting.people.clone(),
        meeting.place.clone(),
        meeting.link.clone(),
        meeting.status.into(),
        all_day.into(),
    ]
}

/// Reads a meeting; none when it has no day.
fn meeting(event: &Component, home: Option<Tz>, cancelled: bool) -> Option<Meeting> {
    let Entry::ICalendar(read) = Parser::new(&event.text).entry() else { return None };
    let event = read.components.into_iter().next()?;
    let moments = |property: ICalendarProperty| -> Vec<Moment> {
        event.properties(&property).flat_map(|entry| Moment::all(entry, home)).collect()
    };
    let instead_of = moments(ICalendarProperty::RecurrenceId).first().copied();
    let mut start = moments(ICalendarProperty::Dtstart).first().copied().or(instead_of)?;
    moment::day(start.local)?;
    start.all_day |= text(&event, &other("X-MICROSOFT-CDO-ALLDAYEVENT")).eq_ignore_ascii_case("true");
    let end = moments(ICalendarProperty::Dtend).first().copied();
    let length = event.property(&ICalendarProperty::Duration).and_then(|entry| match entry.values.first() {
        Some(ICalendarValue::Duration(length)) => Some(length.as_seconds() / 60).filter(|minutes| *minutes > 0),
        _ => None,
    });
    let minutes = end.and_then(|end| start.minutes_to(end)).or(length).filter(|_| !start.all_day);
    let rule = event.property(&ICalendarProperty::Rrule).and_then(|entry| match entry.values.first() {
        Some(ICalendarValue::RecurrenceRule(rule)) => Some((**rule).clone()),
        _ => None,
    });
    let title = text(&event, &ICalendarProperty::Summary);
    let mut uid = text(&event, &ICalendarProperty::Uid);
    if uid.is_empty() {
        uid = made_up("event", &[&start.local.to_string(), &title]);
    }
    Some(Meeting {
        start,
        minutes,
        rule,
        further: moments(ICalendarProperty::Rdate),
        without: moments(ICalendarProperty::Exdate),
        instead_of,
        title,
        people: attending(&event),
        place: text(&event, &ICalendarProperty::Location),
        link: link(&event),
        status: status(&event, &uid, cancelled),
        uid,
    })
}

fn other(name: &str) -> ICalendarProperty {
    ICalendarProperty::Other(name.to_owned())
}

fn text(event: &ICalendarComponent, property: &ICalendarProperty) -> String {
    let first = event.property(property).and_then(|entry| entry.values.first());
    first.and_then(ICalendarValue::as_text).unwrap_or_default().trim().to_owned()
}

fn status(event: &ICalendarComponent, uid: &str, cancelled: bool) -> &'static str {
    let class = text(event, &ICalendarProperty::Class).to_uppercase();
    if is_own(uid) {
        "own"
    } else if cancelled || text(event, &ICalendarProperty::Status).eq_ignore_ascii_case("cancelled") {
        "cancelled"
    } else if ["PRIVATE", "CONFIDENTIAL"].contains(&class.as_str()) {
        "private"
    } else {
        ""
    }
}

/// Who takes part: neither rooms nor those who declined.
fn attending(event: &ICalendarComponent) -> String {
    let mut found = Vec::new();
    let organizers = event.properties(&ICalendarProperty::Organizer);
    for entry in organizers.chain(event.properties(&ICalendarProperty::Attendee)) {
        let said = |name: ICalendarParameterName| {
            entry.parameters(&name).find_map(|value| value.as_text()).unwrap_or_default().to_uppercase()
        };
        let kind = said(ICalendarParameterName::Cutype);
        let declined = said(ICalendarParameterName::Partstat) == "DECLINED";
        let mailbox = mailbox(entry);
        let shared = ["@resource.calendar.google.com", "@group.calendar.google.com", "@import.calendar.google.com"];
        let is_room = ["RESOURCE", "ROOM"].contains(&kind.as_str())
            || shared.iter().any(|end| mailbox.to_ascii_lowercase().ends_with(end));
        if !declined && !is_room {
            let name = entry.parameters(&ICalendarParameterName::Cn).find_map(|value| value.as_text());
            people::add(&mut found, name, &mailbox);
        }
    }
    found.join("; ")
}

/// The mailbox of somebody; some programs write a path or a number for it, and the mailbox beside it.
fn mailbox(entry: &ICalendarEntry) -> String {
    let written = entry.calendar_address().unwrap_or_default().trim();
    let beside = || entry.parameters(&ICalendarParameterName::Email).find_map(|value| value.as_text());
    if written.contains('@') { written.to_owned() } else { beside().unwrap_or_default().to_owned() }
}

/// Where the meeting is held online: what is said to be the link, else an address of a known service.
fn link(event: &ICalendarComponent) -> String {
    let mut said = vec![ICalendarProperty::Conference];
    said.extend(
        ["X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL", "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK"].map(other),
    );
    let stated =
        said.iter().map(|property| text(event, property)).find_map(|text| addresses(&text).next().map(str::to_owned));
    let within = [ICalendarProperty::Location, ICalendarProperty::Url, ICalendarProperty::Description];
    stated.unwrap_or_else(|| {
        let found = within.iter().map(|property| text(event, property)).find_map(|text| {
            let known = |address: &&str| HOSTS.iter().any(|host| address.contains(host));
            addresses(&text).find(known).map(str::to_owned)
        });
        found.unwrap_or_default()
    })
}

fn addresses(text: &str) -> impl Iterator<Item = &str> {
    let starts = text.match_indices("http").map(|(at, _)| &text[at..]);
    starts.filter(|rest| rest.starts_with("https://") || rest.starts_with("http://")).map(|rest| {
        let end = rest.find(|ch: char| ch.is_whitespace() || "<>\"'\\".contains(ch)).unwrap_or(rest.len());
        rest[..end].trim_end_matches(['.', ',', ';', ')'])
    })
}
