//! People: how many hold it together, whom to ask about, our assignments, their people, who met whom, and how they feel by role.

use super::counterparts;
use super::data::Data;
use crate::book::cockpit::{AssignmentLine, AssignmentState};
use crate::book::team::side::{Sides, Their};
use crate::domain::contact::Contact;
use crate::domain::contact_guard::DAYS;
use crate::domain::day::Day;
use crate::domain::risk::score::Band;
use crate::domain::role::Role;
use crate::domain::team::departure::SuspectedDeparture;
use crate::domain::team::voices::{APART, Voice};
use crate::domain::text::{counted, wrapped};
use crate::form::record_ref::RecordRef;
use crate::tui::widget::row::{Ink, Row};

/// The rows of the tab, in a body of this width.
pub(crate) fn rows(data: &Data, width: usize) -> Vec<Row> {
    let Some(sides) = &data.sides else { return Vec::new() };
    let mut rows = summary(data, sides);
    rows.extend(sides.suspected_departures.iter().flat_map(|doubt| asked(data, doubt, width)));
    rows.push(Row::blank());
    rows.extend(ours(data, sides));
    rows.push(Row::blank());
    rows.extend(theirs(data, sides));
    rows.push(Row::blank());
    rows.extend(counterparts::rows(data, sides, width, false));
    rows.push(Row::blank());
    rows.extend(voices(data, sides));
    rows.push(Row::blank());
    rows.extend(counterparts::insights(data, sides));
    rows
}

/// A question about a contact, with all of its evidence.
fn asked(data: &Data, doubt: &SuspectedDeparture, width: usize) -> Vec<Row> {
    let (role, word) =
        if doubt.is_silence() { (Ink::Risk(Band::Watch), "◐ Ask") } else { (Ink::Risk(Band::AtRisk), "▲ Ask") };
    let record = RecordRef::SuspectedDeparture(data.brief.account.id, doubt.contact);
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
        "{:.0}/100: {}/3 contacts, {}/3 functions, {}/3 members, {decides}",
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
        None => format!("– no contact was met within {} days", sides.window),
        Some(share) => format!(
            "{:.1} % chance that {} stays a year (if they leave independently)",
            share * 100.0,
            if threads.contacts == 1 { "the only one".to_owned() } else { format!("one of {}", threads.contacts) }
        ),
    };
    let full = format!(
        "40·min(1, contacts/3) + 20·min(1, functions/3) + 20 where a decision maker is active + 20·min(1, members/3). \
         12 months: 1 − q to the power of the active contacts, where q = {}, the share who leave in a year. It assumes that \
         they leave independently of each other, which a reorganisation breaks.",
        sides.attrition
    );
    let mut rows = vec![
        Row::default().column(Ink::Dim, 15, "Multithreading").piece(role, parts).full(full.clone()),
        Row::default().column(Ink::Dim, 15, "12 months").piece(role, survival).full(full),
        watch(data, sides),
        keeping(data, sides),
    ];
    rows.extend(sides.too_often.map(|(got, most)| {
        let (count, most, what) = if got.touches > most.touches {
            (got.touches, most.touches, "touches")
        } else {
            (got.messages, most.messages, "messages")
        };
        let words = format!("▲ {count} {what} in {DAYS} days; {most} is twice the cadence: is each of value?");
        Row::default().column(Ink::Dim, 15, "Contact").piece(Ink::Warning, words)
    }));
    rows
}

fn watch(data: &Data, sides: &Sides) -> Row {
    let row = Row::default().column(Ink::Dim, 15, "Watch").of(RecordRef::Watching(data.brief.account.id));
    match sides.watchers.clone() {
        (who, _) if who.is_empty() => row.piece(Ink::Warning, "○ not assigned; e assigns a member and a backup"),
        (who, cover) if cover.is_empty() => {
            row.piece(Ink::Strong, who).piece(Ink::Warning, "  ○ no backup; e assigns one")
        }
        (who, cover) => row.piece(Ink::Strong, who).piece(Ink::Dim, format!("  backup {cover}")),
    }
}

fn keeping(data: &Data, sides: &Sides) -> Row {
    let row = Row::default().column(Ink::Dim, 15, "Retention").of(RecordRef::Keepers(data.brief.account.id));
    if sides.keepers.is_empty() {
        return row.piece(Ink::Warning, "○ no owner of retention; e names one");
    }
    let named: Vec<String> = sides.keepers.iter().map(|(name, why)| format!("{name} ({why})")).collect();
    let named = named.join(", ");
    row.piece(Ink::Plain, &named).full(format!("Owners of retention: {named}"))
}

fn ours(data: &Data, sides: &Sides) -> Vec<Row> {
    let held = sides.assignments.iter().filter(|assignment| assignment.state != AssignmentState::Empty).count();
    let late = sides.assignments.iter().filter(|assignment| assignment.state == AssignmentState::Overdue).count();
    let late = if late == 0 { String::new() } else { format!(" · ◐ {late} overdue") };
    let beside = format!("{held} of {} assigned{late}", counted(sides.assignments.len() as u64, "role"));
    let titles = Row::titles()
        .column(Ink::Dim, 16, "  Role")
        .column(Ink::Dim, 14, "Who")
        .column(Ink::Dim, 10, "Status")
        .column(Ink::Dim, 12, "Last value")
        .column(Ink::Dim, 8, "Cadence")
        .column(Ink::Dim, 8, "Min/mo")
        .piece(Ink::Dim, "Purpose");
    let mut rows = vec![Row::heading("Our team", beside), titles];
    rows.extend(sides.assignments.iter().map(|assignment| assignment_row(data, assignment)));
    rows
}

fn assignment_row(data: &Data, assignment: &AssignmentLine) -> Row {
    let executive = assignment.role == Role::ExecutiveSponsor;
    let (symbol, role, stands) = match (assignment.state, assignment.last, assignment.every) {
        (AssignmentState::Empty, ..) => ("○", Ink::Risk(Band::AtRisk), "empty".to_owned()),
        (AssignmentState::Overdue, None, _) if executive => ("▲", Ink::Risk(Band::AtRisk), "silent".to_owned()),
        (AssignmentState::Overdue, None, _) => ("◐", Ink::Risk(Band::Watch), "none yet".to_owned()),
        (AssignmentState::Overdue, Some(last), every) => {
            let late = last.days_to(data.today) - every.unwrap_or(0);
            let role = if executive { Ink::Risk(Band::AtRisk) } else { Ink::Risk(Band::Watch) };
            let (symbol, word) = if executive { ("▲", "silent") } else { ("◐", "late") };
            (symbol, role, format!("{word} {late} d"))
        }
        (AssignmentState::Unmeasured, ..) => ("–", Ink::Dim, "–".to_owned()),
        (AssignmentState::OnCadence, ..) => ("●", Ink::Good, "on time".to_owned()),
    };
    let who = if assignment.who.is_empty() { "not assigned" } else { &assignment.who };
    let by = assignment.channel.map_or_else(String::new, |channel| format!(" {channel}"));
    let last = assignment.last.map_or_else(|| "–".to_owned(), |day| format!("{} d{by}", day.days_to(data.today)));
    let every = assignment.every.map_or_else(|| "–".to_owned(), |days| format!("{days} d"));
    let expected = if assignment.expected == 0 { "–".to_owned() } else { assignment.expected.to_string() };
    let purpose =
        assignment.aim().unwrap_or_else(|| if assignment.who.is_empty() { String::new() } else { "–".to_owned() });
    let row = Row::said(role, format!("{symbol} "))
        .column(Ink::Plain, 14, assignment.title())
        .column(if assignment.who.is_empty() { role } else { Ink::Strong }, 14, who)
        .column(role, 10, &stands)
        .column(Ink::Plain, 12, &last)
        .column(Ink::Dim, 8, &every)
        .column(Ink::Dim, 8, &format!("{}/{expected}", assignment.minutes))
        .piece(Ink::Dim, &purpose);
    match assignment.assignment {
        Some(id) => {
            let full = format!("{} – {who}: {purpose}. Last meaningful touch {last}.", assignment.title());
            row.full(full).of(RecordRef::of(id))
        }
        None => row.of(RecordRef::Vacant(data.brief.account.id, assignment.role, assignment.leads)),
    }
}

fn theirs(data: &Data, sides: &Sides) -> Vec<Row> {
    let present = sides.theirs.iter().filter(|one| !has_left(&one.contact, data.today)).count();
    let beside = format!("{present} known · {} met within {} days", sides.threads.contacts, sides.window);
    let mut rows = vec![Row::heading("Contacts", beside)];
    if sides.theirs.is_empty() {
        rows.push(Row::said(Ink::Dim, "No contact yet. n adds one."));
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
    let role = contact.role.map_or("no role", |role| role.word());
    let title = contact.title.clone().or_else(|| contact.function.clone()).unwrap_or_else(|| "–".to_owned());
    let row = Row::default().column(Ink::Dim, 19, role);
    if let Some(left) = contact.left_on.filter(|_| !contact.is_here(data.today)) {
        let next = one.successor.as_ref().map_or_else(|| "no successor".to_owned(), |name| format!("successor {name}"));
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

/// Whether a contact is gone.
fn has_left(contact: &Contact, today: Day) -> bool {
    !contact.is_here(today)
}

fn voices(data: &Data, sides: &Sides) -> Vec<Row> {
    let voices = &sides.voices;
    let beside = match voices.gap() {
        Some(gap) if gap >= APART => format!("▲ {gap} points apart: talk to both"),
        Some(_) => "● aligned".to_owned(),
        None if voices.theirs.is_empty() => "no current pulse; p records one".to_owned(),
        None => "only one role surveyed; p adds one".to_owned(),
    };
    let mut rows = vec![Row::heading("Pulses by role", beside)];
    let said = |role: String, voice: (u8, Day, bool)| {
        let (score, on, apart) = voice;
        let (mark, style) = if apart { ("▲ ", Ink::Warning) } else { ("", Ink::Plain) };
        (style, format!("{mark}{role} {score}/5, {} d   ", on.days_to(data.today)))
    };
    let mut line = Row::default().column(Ink::Dim, 15, "Quotes");
    for one in &voices.theirs {
        let role = one.role.map_or_else(|| "no role".to_owned(), |role| role.word().to_owned());
        let (style, words) = said(role, of(one));
        line = line.piece(style, words);
    }
    if !voices.theirs.is_empty() {
        rows.push(read(line));
    }
    let mut line = Row::default().column(Ink::Dim, 15, "Told to");
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

/// A contact, on the brief.
pub(crate) fn contact_row(data: &Data, contact: &Contact) -> Row {
    let left = contact.left_on.map(|day| format!("left {}", data.spoken(day)));
    let role = contact.role.map_or("", |role| role.word());
    let reach = [&contact.phone, &contact.email].into_iter().flatten().cloned().collect::<Vec<_>>().join(" · ");
    let row = Row::default().column(if left.is_some() { Ink::Dim } else { Ink::Strong }, 22, &contact.name);
    let row = match left {
        Some(left) => row.column(Ink::Warning, 20, &left),
        None => row.column(Ink::Plain, 20, role),
    };
    let title = contact.title.clone().or_else(|| contact.function.clone()).unwrap_or_default();
    let row = row.column(Ink::Dim, 24, &title).piece(Ink::Dim, reach).of(RecordRef::of(contact.id));
    with_custom(row, data, contact)
}
