//! People: how many hold it together, whom to ask about, our seats, their people, who met whom, and how they feel by role.

use super::data::Data;
use super::peers;
use crate::book::cockpit::{SeatLine, SeatState};
use crate::book::team::side::{Sides, Their};
use crate::domain::contact::Contact;
use crate::domain::contact_guard::DAYS;
use crate::domain::day::Day;
use crate::domain::risk::score::Band;
use crate::domain::role::Role;
use crate::domain::team::doubt::Doubt;
use crate::domain::team::voices::{APART, Voice};
use crate::domain::text::{counted, wrapped};
use crate::form::record_ref::RecordRef;
use crate::tui::widget::row::{Ink, Row};

/// The rows of the tab, in a body of this width.
pub(crate) fn rows(data: &Data, width: usize) -> Vec<Row> {
    let Some(sides) = &data.sides else { return Vec::new() };
    let mut rows = summary(data, sides);
    rows.extend(sides.doubts.iter().flat_map(|doubt| asked(data, doubt, width)));
    rows.push(Row::blank());
    rows.extend(ours(data, sides));
    rows.push(Row::blank());
    rows.extend(theirs(data, sides));
    rows.push(Row::blank());
    rows.extend(peers::rows(data, sides, width, false));
    rows.push(Row::blank());
    rows.extend(voices(data, sides));
    rows.push(Row::blank());
    rows.extend(peers::insights(data, sides));
    rows
}

/// A question about one of theirs, with all of its evidence.
fn asked(data: &Data, doubt: &Doubt, width: usize) -> Vec<Row> {
    let (role, word) =
        if doubt.is_silence() { (Ink::Risk(Band::Watch), "◐ Ask") } else { (Ink::Risk(Band::AtRisk), "▲ Ask") };
    let record = RecordRef::Doubt(data.brief.account.id, doubt.contact);
    let lines = wrapped(&doubt.evidence(), width.saturating_sub(10).max(20));
    let row = |(at, line): (usize, String)| {
        Row::default().column(role, 9, if at == 0 { word } else { "" }).piece(Ink::Plain, line).of(record.clone())
    };
    lines.into_iter().enumerate().map(row).collect()
}

/// How many hold it together, who watches, who answers for keeping them.
fn summary(data: &Data, sides: &Sides) -> Vec<Row> {
    let threads = sides.threads;
    let decides = if threads.decision_maker { "decision maker met" } else { "no decision maker" };
    let parts = format!(
        "{:.0}/100: {}/3 contacts, {}/3 functions, {}/3 ours, {decides}",
        threads.score(),
        threads.contacts,
        threads.functions,
        threads.ours
    );
    let role = match threads.contacts {
        0 | 1 => Ink::Risk(Band::AtRisk),
        2 => Ink::Risk(Band::Watch),
        _ => Ink::Plain,
    };
    let survival = match sides.survival {
        None => format!("– nobody of theirs was met within {} days", sides.window),
        Some(share) => format!(
            "{:.1} % that {} stays: 1 − {}{}, assumes independence",
            share * 100.0,
            if threads.contacts == 1 { "the only one".to_owned() } else { format!("one of {}", threads.contacts) },
            sides.turnover,
            power(threads.contacts)
        ),
    };
    let full = "40·min(1, contacts/3) + 20·min(1, functions/3) + 20 where a decision maker is active + 20·min(1, ours/3). \
                12 months: 1 − q to the power of their active contacts, q the share who leave in a year; it assumes that \
                they leave independently of each other, which a reorganisation breaks.";
    let mut rows = vec![
        Row::default().column(Ink::Dim, 9, "Threads").piece(role, parts).full(full),
        Row::default().column(Ink::Dim, 9, "12 months").piece(role, survival).full(full),
        watch(data, sides),
        keeping(sides),
    ];
    rows.extend(sides.too_often.map(|(got, most)| {
        let (count, most, what) = if got.touches > most.touches {
            (got.touches, most.touches, "touches")
        } else {
            (got.messages, most.messages, "messages")
        };
        let words = format!("▲ {count} {what} in {DAYS} days; {most} is twice the cadence: do they still gain by it?");
        Row::default().column(Ink::Dim, 9, "Contact").piece(Ink::Warning, words)
    }));
    rows
}

fn watch(data: &Data, sides: &Sides) -> Row {
    let row = Row::default().column(Ink::Dim, 9, "Watch").of(RecordRef::Watching(data.brief.account.id));
    match sides.watchers.clone() {
        (who, _) if who.is_empty() => {
            row.piece(Ink::Warning, "○ nobody keeps an eye on them; e here names somebody and a cover")
        }
        (who, cover) if cover.is_empty() => {
            row.piece(Ink::Strong, who).piece(Ink::Warning, "  ○ no cover; e here names one")
        }
        (who, cover) => row.piece(Ink::Strong, who).piece(Ink::Dim, format!("  cover {cover}")),
    }
}

fn keeping(sides: &Sides) -> Row {
    let row = Row::default().column(Ink::Dim, 9, "Keeping");
    if sides.keepers.is_empty() {
        return row.piece(Ink::Warning, "○ nobody answers for keeping them; : new seat names a lead");
    }
    let named: Vec<String> = sides.keepers.iter().map(|(name, why)| format!("{name} ({why})")).collect();
    let named = named.join(", ");
    row.piece(Ink::Plain, &named).full(format!("Answer for keeping them: {named}"))
}

/// `²`; beyond the digits there are, `^12`.
fn power(count: u32) -> String {
    const RAISED: [&str; 10] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"];
    RAISED.get(count as usize).map_or_else(|| format!("^{count}"), |raised| (*raised).to_owned())
}

fn ours(data: &Data, sides: &Sides) -> Vec<Row> {
    let held = sides.seats.iter().filter(|seat| seat.state != SeatState::Empty).count();
    let late = sides.seats.iter().filter(|seat| seat.state == SeatState::Overdue).count();
    let late = if late == 0 { String::new() } else { format!(" · ◐ {late} overdue") };
    let beside = format!("{held} of {} held{late}", counted(sides.seats.len() as u64, "seat"));
    let titles = Row::titles()
        .column(Ink::Dim, 16, "  Seat")
        .column(Ink::Dim, 14, "Who")
        .column(Ink::Dim, 10, "Stands")
        .column(Ink::Dim, 12, "Last value")
        .column(Ink::Dim, 5, "Every")
        .column(Ink::Dim, 8, "Min/mo")
        .piece(Ink::Dim, "For");
    let mut rows = vec![Row::heading("Ours", beside), titles];
    rows.extend(sides.seats.iter().map(|seat| seat_row(data, seat)));
    rows
}

fn seat_row(data: &Data, seat: &SeatLine) -> Row {
    let executive = seat.role == Role::ExecutiveSponsor;
    let (symbol, role, stands) = match (seat.state, seat.last, seat.every) {
        (SeatState::Empty, ..) => ("○", Ink::Risk(Band::AtRisk), "empty".to_owned()),
        (SeatState::Overdue, None, _) if executive => ("▲", Ink::Risk(Band::AtRisk), "silent".to_owned()),
        (SeatState::Overdue, None, _) => ("◐", Ink::Risk(Band::Watch), "none yet".to_owned()),
        (SeatState::Overdue, Some(last), every) => {
            let late = last.days_to(data.today) - every.unwrap_or(0);
            let role = if executive { Ink::Risk(Band::AtRisk) } else { Ink::Risk(Band::Watch) };
            let (symbol, word) = if executive { ("▲", "silent") } else { ("◐", "late") };
            (symbol, role, format!("{word} {late} d"))
        }
        (SeatState::Unmeasured, ..) => ("–", Ink::Dim, "–".to_owned()),
        (SeatState::OnCadence, ..) => ("●", Ink::Good, "on time".to_owned()),
    };
    let who = if seat.who.is_empty() { "nobody" } else { &seat.who };
    let by = seat.channel.map_or_else(String::new, |channel| format!(" {channel}"));
    let last = seat.last.map_or_else(|| "–".to_owned(), |day| format!("{} d{by}", day.days_to(data.today)));
    let every = seat.every.map_or_else(|| "–".to_owned(), |days| format!("{days} d"));
    let expected = if seat.expected == 0 { "–".to_owned() } else { seat.expected.to_string() };
    let purpose = seat.aim().unwrap_or_else(|| if seat.who.is_empty() { String::new() } else { "–".to_owned() });
    let row = Row::said(role, format!("{symbol} "))
        .column(Ink::Plain, 14, seat.title())
        .column(if seat.who.is_empty() { role } else { Ink::Strong }, 14, who)
        .column(role, 10, &stands)
        .column(Ink::Plain, 12, &last)
        .column(Ink::Dim, 5, &every)
        .column(Ink::Dim, 8, &format!("{}/{expected}", seat.minutes))
        .piece(Ink::Dim, &purpose);
    match seat.seat {
        Some(id) => {
            let full = format!("{} – {who}: {purpose}. Last meaningful touch {last}.", seat.title());
            row.full(full).of(RecordRef::of(id))
        }
        None => row.of(RecordRef::Vacant(data.brief.account.id, seat.role, seat.leads)),
    }
}

fn theirs(data: &Data, sides: &Sides) -> Vec<Row> {
    let present = sides.theirs.iter().filter(|one| !has_left(&one.contact, data.today)).count();
    let beside = format!("{present} known · {} met within {} days", sides.threads.contacts, sides.window);
    let mut rows = vec![Row::heading("Theirs", beside)];
    if sides.theirs.is_empty() {
        rows.push(Row::said(Ink::Dim, "Nobody of theirs is known. n adds a contact."));
    }
    rows.extend(sides.theirs.iter().map(|one| with_custom(their_row(data, sides, one), data, &one.contact)));
    rows
}

/// The row of a contact with the contact's custom fields, where there are any, to be read whole.
fn with_custom(row: Row, data: &Data, contact: &Contact) -> Row {
    let custom = data.custom_lines(|field| field.contact == Some(contact.id));
    if custom.is_empty() {
        return row;
    }
    row.full(std::iter::once(contact.name.clone()).chain(custom).collect::<Vec<_>>().join("\n"))
}

fn their_row(data: &Data, sides: &Sides, one: &Their) -> Row {
    let contact = &one.contact;
    let seat = contact.role.map_or("no part named", |seat| seat.word());
    let title = contact.title.clone().or_else(|| contact.function.clone()).unwrap_or_else(|| "–".to_owned());
    let row = Row::default().column(Ink::Dim, 19, seat);
    if let Some(left) = contact.left_on.filter(|_| !contact.is_here(data.today)) {
        let next =
            one.successor.as_ref().map_or_else(|| "nobody took over".to_owned(), |name| format!("{name} took over"));
        let role = if one.successor.is_some() || contact.role.is_none() { Ink::Dim } else { Ink::Warning };
        return row
            .column(Ink::Dim, 18, &contact.name)
            .piece(role, format!("○ left {}; {next}", data.spoken(left)))
            .of(RecordRef::of(contact.id));
    }
    let active = one.last.is_some_and(|last| last > data.today.plus(-sides.window));
    let last = one.last.map_or_else(
        || "○ never met".to_owned(),
        |last| format!("{} {} d", if active { "●" } else { "◐" }, last.days_to(data.today)),
    );
    let pulse = match one.pulse {
        Some((score, _)) if one.holds => format!("{score}/5"),
        Some((score, _)) => format!("{score}/5 old"),
        None => "no pulse".to_owned(),
    };
    let pulse_role = match one.pulse {
        Some((1 | 2, _)) if one.holds => Ink::Warning,
        Some(_) if one.holds => Ink::Plain,
        Some(_) | None => Ink::Dim,
    };
    let leaves = contact.left_on.map_or_else(String::new, |left| format!("leaves {}  ", data.spoken(left)));
    row.column(Ink::Strong, 18, &contact.name)
        .column(if active { Ink::Plain } else { Ink::Risk(Band::Watch) }, 12, &last)
        .column(pulse_role, 8, &pulse)
        .piece(Ink::Warning, leaves)
        .piece(Ink::Dim, title)
        .of(RecordRef::of(contact.id))
}

/// Whether one of theirs is gone.
fn has_left(contact: &Contact, today: Day) -> bool {
    !contact.is_here(today)
}

fn voices(data: &Data, sides: &Sides) -> Vec<Row> {
    let voices = &sides.voices;
    let beside = match voices.gap() {
        Some(gap) if gap >= APART => format!("▲ {gap} points apart: ask both, talk it over"),
        Some(_) => "● seen alike".to_owned(),
        None if voices.theirs.is_empty() => "no pulse holds; p takes one".to_owned(),
        None => "one role spoke; p asks another".to_owned(),
    };
    let mut rows = vec![Row::heading("Pulses by role", beside)];
    let said = |role: String, voice: (u8, Day, bool)| {
        let (score, on, apart) = voice;
        let (mark, style) = if apart { ("▲ ", Ink::Warning) } else { ("", Ink::Plain) };
        (style, format!("{mark}{role} {score}/5, {} d   ", on.days_to(data.today)))
    };
    let mut line = Row::default().column(Ink::Dim, 9, "They say");
    for one in &voices.theirs {
        let role = one.role.map_or_else(|| "no part named".to_owned(), |role| role.word().to_owned());
        let (style, words) = said(role, of(one));
        line = line.piece(style, words);
    }
    if !voices.theirs.is_empty() {
        rows.push(read(line));
    }
    let mut line = Row::default().column(Ink::Dim, 9, "Told to");
    for one in &voices.ours {
        let role = one.role.map_or_else(String::new, |role| role.title().to_owned());
        let (style, words) = said(role, of(one));
        line = line.piece(style, words);
    }
    if !voices.ours.is_empty() {
        rows.push(read(line));
    }
    rows
}

fn of<R>(voice: &Voice<R>) -> (u8, Day, bool) {
    (voice.reading.score, voice.reading.on, voice.is_apart)
}

/// The same row, to be read whole where it is cut.
fn read(row: Row) -> Row {
    let full: String = row.pieces.iter().map(|(_, words)| words.as_str()).collect();
    row.full(full.trim_end().to_owned())
}

/// One of theirs, on the brief.
pub(crate) fn contact_row(data: &Data, contact: &Contact) -> Row {
    let left = contact.left_on.map(|day| format!("left {}", data.spoken(day)));
    let role = contact.role.map_or("", |seat| seat.word());
    let reach = contact.email.clone().or_else(|| contact.phone.clone()).unwrap_or_default();
    let row = Row::default().column(if left.is_some() { Ink::Dim } else { Ink::Strong }, 22, &contact.name);
    let row = match left {
        Some(left) => row.column(Ink::Warning, 20, &left),
        None => row.column(Ink::Plain, 20, role),
    };
    let title = contact.title.clone().or_else(|| contact.function.clone()).unwrap_or_default();
    let row = row.column(Ink::Dim, 24, &title).piece(Ink::Dim, reach).of(RecordRef::of(contact.id));
    with_custom(row, data, contact)
}
