//! People: theirs with their part in staying or leaving, ours with their seats, and who is whose counterpart.

use super::data::Data;
use super::row::{Role, Row};
use crate::book::cockpit::{SeatLine, SeatState};
use crate::domain::contact::Contact;
use crate::domain::risk::score::Band;
use crate::form::record_ref::RecordRef;

/// The rows of the tab.
pub(crate) fn rows(data: &Data) -> Vec<Row> {
    let contacts = &data.brief.contacts;
    let present = contacts.iter().filter(|contact| contact.left_on.is_none()).count();
    let active = data.brief.facts.contacts;
    let beside = format!("{present} known · {active} met within {} days", data.brief.facts.practice.window);
    let mut rows = vec![Row::heading("Theirs", beside)];
    if contacts.is_empty() {
        rows.push(Row::said(Role::Dim, "Nobody of theirs is known. n adds a contact."));
    }
    rows.extend(contacts.iter().map(|contact| contact_row(data, contact)));
    if let Some(team) = &data.team {
        let (live, wanted) = team.peers;
        rows.push(Row::blank());
        rows.push(Row::heading("Ours", format!("{live} of {wanted} peer pairs live")));
        rows.extend(team.seats.iter().map(|seat| seat_row(data, seat)));
    }
    rows
}

/// One of theirs.
pub(crate) fn contact_row(data: &Data, contact: &Contact) -> Row {
    let left = contact.left_on.map(|day| format!("left {}", data.spoken(day)));
    let role = contact.seat.map_or("", |seat| seat.word());
    let reach = contact.email.clone().or_else(|| contact.phone.clone()).unwrap_or_default();
    let row = Row::default().column(if left.is_some() { Role::Dim } else { Role::Strong }, 22, &contact.name);
    let row = match left {
        Some(left) => row.column(Role::Warning, 20, &left),
        None => row.column(Role::Plain, 20, role),
    };
    let title = contact.title.clone().or_else(|| contact.function.clone()).unwrap_or_default();
    row.column(Role::Dim, 24, &title).piece(Role::Dim, reach).of(RecordRef::Contact(contact.id))
}

fn seat_row(data: &Data, seat: &SeatLine) -> Row {
    let (symbol, role) = match seat.state {
        SeatState::OnCadence => ("●", Role::Good),
        SeatState::Overdue => ("◐", Role::Risk(Band::Watch)),
        SeatState::Empty => ("○", Role::Risk(Band::AtRisk)),
    };
    let who = if seat.who.is_empty() { "nobody" } else { &seat.who };
    let last = seat.last.map_or_else(|| "never met".to_owned(), |day| format!("met {}", data.spoken(day)));
    let every = seat.every.map_or_else(String::new, |days| format!("every {days} d"));
    let peer = seat.peer.clone().map_or_else(String::new, |peer| format!("with {peer}"));
    let row = Row::said(role, format!("{symbol} "))
        .column(Role::Plain, 20, seat.role.title())
        .column(if seat.who.is_empty() { role } else { Role::Strong }, 20, who)
        .column(Role::Plain, 17, &last)
        .column(Role::Dim, 11, &every)
        .piece(Role::Dim, peer);
    match seat.seat {
        Some(id) => row.of(RecordRef::Seat(id)),
        None => row,
    }
}
