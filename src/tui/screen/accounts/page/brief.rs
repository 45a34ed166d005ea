//! Brief: what to know before the call, the most pressing first.

use super::data::Data;
use super::strip::Room;
use super::{knows, people, risk, strip, timeline};
use crate::domain::reading::{Metric, figure, longest_spark};
use crate::domain::risk::score::{Band, SignalLine};
use crate::domain::text::{left, right, width};
use crate::domain::words::CommitmentKind;
use crate::form::record_ref::RecordRef;
use crate::tui::screen::today::record_of;
use crate::tui::widget::row::{Ink, Piece, Row};

/// From so many columns on, who knows whom stands beside the reasons.
const WIDE: usize = 96;
/// Columns of the bar of a reason.
const BAR: usize = 8;
/// In fewer rows the strip comes last.
const LOW: usize = 15;

/// The rows of the tab.
pub(crate) fn rows(data: &Data, room: Room) -> Vec<Row> {
    let mut rows = reasons(data, room);
    reach(data, &mut rows);
    let strip = strip::rows(data, room);
    if room.height >= LOW && !strip.is_empty() {
        if room.is_roomy() {
            rows.push(Row::blank());
        }
        rows.extend(strip);
        if room.is_roomy() {
            rows.push(Row::blank());
        }
        todo(data, &mut rows);
    } else {
        rows.push(Row::blank());
        todo(data, &mut rows);
        rows.extend(strip);
    }
    said(data, &mut rows);
    readings(data, &mut rows);
    touches(data, &mut rows);
    contacts(data, &mut rows);
    about(data, &mut rows);
    custom(data, &mut rows);
    rows
}

/// Why they may leave, with who knows whom beside it where there is room.
fn reasons(data: &Data, room: Room) -> Vec<Row> {
    let sides = data.sides.as_ref().filter(|_| room.width >= WIDE);
    let half = room.width * 55 / 100;
    let most = if room.is_roomy() { 5 } else { 3 };
    let mut rows = if room.is_roomy() { vec![Row::heading("Why", "")] } else { Vec::new() };
    let telling: Vec<_> = data.brief.lines.iter().filter(|one| one.points() > 0).take(most).collect();
    if telling.is_empty() {
        rows.push(Row::said(Ink::Good, "No signal adds points.").of(RecordRef::of(data.brief.account.id)));
    }
    for reading in &telling {
        rows.push(reason(data, reading, telling[0].points()));
        if room.is_roomy() {
            rows.push(remedy(data, reading));
        }
    }
    let Some(sides) = sides else { return rows };
    let lines = knows::lines(data, sides, rows.len().max(7));
    rows.resize_with(rows.len().max(lines.len()), Row::titles);
    for (row, line) in rows.iter_mut().zip(lines) {
        beside(row, half, line);
    }
    rows
}

fn reason(data: &Data, line: &SignalLine, most: i32) -> Row {
    let points = line.points();
    let bar = (points as usize * BAR).div_ceil(most.max(1) as usize).clamp(1, BAR);
    let full = format!("{} ({points} points)\n{}", line.sentence(data.today), line.remedy.words);
    let full = full + &worth(data, line).map_or_else(String::new, |worth| format!("\n{worth}"));
    Row::said(Ink::Risk(data.brief.score.band), format!("{points:>3} "))
        .column(Ink::Risk(data.brief.score.band), BAR, &"━".repeat(bar))
        .piece(Ink::Plain, line.sentence(data.today))
        .full(full)
        .of(RecordRef::of(data.brief.account.id))
}

/// What would be done about a reason, and what that is worth.
fn remedy(data: &Data, line: &SignalLine) -> Row {
    let row = Row::titles().piece(Ink::Dim, format!("{:13}→ {}", "", line.remedy.words));
    match worth(data, line) {
        Some(worth) => row.piece(Ink::Good, format!("  {worth}")),
        None => row,
    }
}

fn worth(data: &Data, line: &SignalLine) -> Option<String> {
    risk::worth(data, line).map(|worth| format!("est. {worth} saved"))
}

/// Cuts a row at a column and puts these pieces behind it.
fn beside(row: &mut Row, column: usize, pieces: Vec<Piece>) {
    let mut room = column;
    for (_, words) in &mut row.pieces {
        *words = crate::domain::text::fit(words, room);
        room -= width(words);
    }
    row.pieces.push((Ink::Plain, " ".repeat(room + 2)));
    row.pieces.extend(pieces);
}

/// Whom to ask, with the number and the address.
fn reach(data: &Data, rows: &mut Vec<Row>) {
    let Some(contact) = data.brief.to_ask() else { return };
    let mut row = Row::said(Ink::Dim, "Ask  ").piece(Ink::Strong, &contact.name);
    for (key, words, none) in [("Y", &contact.phone, "no phone"), ("M", &contact.email, "no e-mail")] {
        row = match words {
            Some(words) => row.piece(Ink::Accent, format!("  {key} ")).piece(Ink::Plain, words),
            None => row.piece(Ink::Dim, format!("  {none}")),
        };
    }
    let role = contact.role.map(|role| format!("  {}", role.word())).unwrap_or_default();
    let row = row.piece(Ink::Dim, role);
    rows.extend([Row::blank(), row]);
}

fn todo(data: &Data, rows: &mut Vec<Row>) {
    let brief = &data.brief;
    let late = |due: Option<crate::domain::day::Day>| due.is_some_and(|due| due < data.today);
    let when = |due: Option<crate::domain::day::Day>| due.map_or_else(|| "no date".to_owned(), |due| data.spoken(due));
    let mut list = Vec::new();
    for commitment in &brief.commitments {
        let role = if late(commitment.due) { Ink::Risk(Band::AtRisk) } else { Ink::Dim };
        let row = Row::default()
            .column(role, 12, &when(commitment.due))
            .piece(Ink::Plain, if commitment.kind == CommitmentKind::NextStep { "next: " } else { "commitment: " });
        let who = commitment.owner.map_or("nobody", |owner| data.name(owner));
        let row = row.piece(Ink::Plain, &commitment.what).piece(Ink::Dim, format!("  {who}"));
        list.push(row.full(commitment.what.clone()).of(RecordRef::of(commitment.id)));
    }
    for action in &brief.actions {
        let role = if late(action.due) { Ink::Risk(Band::AtRisk) } else { Ink::Dim };
        let how = action.channel.map_or_else(String::new, |channel| format!("{channel}: "));
        let row = Row::default().column(role, 12, &when(action.due)).piece(Ink::Dim, how);
        list.push(row.piece(Ink::Plain, &action.title).of(RecordRef::of(action.id)));
    }
    for one in &brief.planned {
        let role = if late(Some(one.due)) { Ink::Risk(Band::AtRisk) } else { Ink::Dim };
        let row = Row::default().column(role, 12, &data.spoken(one.due)).piece(Ink::Dim, format!("{}: ", one.verb));
        let who = one.owner.map_or("nobody", |owner| data.name(owner));
        let row = row.piece(Ink::Plain, &one.title).piece(Ink::Dim, format!("  {who}"));
        list.push(match record_of(one.id) {
            Some(record) => row.full(format!("{}\n{}", one.title, one.why)).of(record),
            None => row,
        });
    }
    for issue in &brief.issues {
        let (word, role) =
            if issue.escalation { ("escalated ", Ink::Risk(Band::Critical)) } else { ("open issue ", Ink::Warning) };
        let row = Row::default().column(Ink::Dim, 12, &data.spoken(issue.opened_on)).piece(role, word);
        let row = row.piece(Ink::Plain, &issue.title);
        let row = match issue.owner {
            Some(owner) => row.piece(Ink::Dim, format!("  {}", data.name(owner))),
            None => row.piece(Ink::Warning, "  no owner; e names one"),
        };
        list.push(row.full(issue.title.clone()).of(RecordRef::of(issue.id)));
    }
    listed(rows, "Open items", "", list, "No open items. a adds an action.");
}

fn said(data: &Data, rows: &mut Vec<Row>) {
    let list = data.brief.pulses.iter().map(|pulse| {
        let who = pulse.contact.map_or("the account", |contact| data.name(contact));
        let row = timeline::pulse_row(data, pulse).piece(Ink::Dim, format!("  {who}, {}", data.spoken(pulse.on)));
        row.of(RecordRef::of(pulse.id))
    });
    section(rows, "Sentiment", "", list.collect(), "No pulse yet. p records one.");
}

/// What is measured of the account: the newest reading, its change, the history.
fn readings(data: &Data, rows: &mut Vec<Row>) {
    let bars = longest_spark(&data.brief.metrics);
    let list = data.brief.metrics.iter().map(|metric| {
        let value = metric.newest().map_or_else(String::new, |(_, value)| figure(value));
        let row = Row::default().column(Ink::Dim, 18, &metric.name).piece(Ink::Plain, right(&value, 10) + "  ");
        let row = row.piece(Ink::Dim, left(&metric.spark(), bars) + "  ").piece(Ink::Dim, metric.dated(data.today));
        row.full(full(metric, data)).of(RecordRef::of(metric.newest_id))
    });
    optional(rows, "Readings", list.collect());
}

/// Every reading of a metric that is looked back on, the newest first.
fn full(metric: &Metric, data: &Data) -> String {
    let lines = metric.history.iter().rev().map(|(on, value)| format!("{:>14}  {}", data.spoken(*on), figure(*value)));
    std::iter::once(metric.name.clone()).chain(lines).collect::<Vec<_>>().join("\n")
}

/// What the customer's file says beyond the fields that an account has.
fn custom(data: &Data, rows: &mut Vec<Row>) {
    let list = data.brief.own_custom().map(|field| {
        let row = Row::default().column(Ink::Dim, 20, &field.name).piece(Ink::Plain, &field.value);
        row.full(format!("{}\n{}", field.name, field.value)).of(RecordRef::of(field.id))
    });
    optional(rows, "Custom fields", list.collect());
}

fn touches(data: &Data, rows: &mut Vec<Row>) {
    let list = data.brief.touches.iter().map(|touch| timeline::touch_row(data, touch, touch.on));
    section(rows, "Last touches", "", list.collect(), "No touch is recorded. l logs one.");
}

fn contacts(data: &Data, rows: &mut Vec<Row>) {
    let list: Vec<Row> = data.brief.contacts.iter().take(5).map(|contact| people::contact_row(data, contact)).collect();
    let more = data.brief.contacts.len().saturating_sub(list.len());
    let beside = if more > 0 { format!("{more} more on People") } else { String::new() };
    section(rows, "Contacts", &beside, list, "No contact yet. n on People adds one.");
}

fn about(data: &Data, rows: &mut Vec<Row>) {
    let account = &data.brief.account;
    let said = [
        ("Reason for buying", account.why_bought.clone()),
        ("Customer since", account.customer_since.map(|day| data.spoken(day))),
        ("Industry", account.industry.clone()),
        ("Source", account.channel.clone()),
        ("Offer", account.offer.clone()),
        ("Tags", Some(account.words().join(", ")).filter(|tags| !tags.is_empty())),
        ("Website", account.website.clone()),
        ("Notes", account.notes.clone()),
    ];
    let list = said.into_iter().filter_map(|(what, words)| {
        let words = words?;
        let row = Row::default().column(Ink::Dim, 16, what).piece(Ink::Plain, &words).full(words);
        Some(row.of(RecordRef::of(account.id)))
    });
    let mut list: Vec<Row> = list.collect();
    let mark = |mark: Option<bool>| mark.map_or("not said", |mark| if mark { "yes" } else { "no" });
    let marks = format!("loyal: {} · retainable: {}", mark(account.loyal), mark(account.retainable));
    let row = Row::default().column(Ink::Dim, 16, "Assumed").piece(Ink::Plain, &marks);
    list.push(
        row.full(format!("{marks}\ne says whether they are loyal, and whether they can be kept."))
            .of(RecordRef::Marks(account.id)),
    );
    if list.is_empty() {
        list.push(Row::said(Ink::Dim, "No other details. e adds them.").of(RecordRef::of(account.id)));
    }
    section(rows, "Profile", "", list, "");
}

/// A section that is there only when something is in it.
fn optional(rows: &mut Vec<Row>, title: &str, list: Vec<Row>) {
    if !list.is_empty() {
        section(rows, title, "", list, "");
    }
}

fn section(rows: &mut Vec<Row>, title: &str, beside: &str, list: Vec<Row>, empty: &str) {
    rows.push(Row::blank());
    listed(rows, title, beside, list, empty);
}

fn listed(rows: &mut Vec<Row>, title: &str, beside: &str, list: Vec<Row>, empty: &str) {
    rows.push(Row::heading(title, beside));
    if list.is_empty() {
        rows.push(Row::said(Ink::Dim, empty));
    }
    rows.extend(list);
}
