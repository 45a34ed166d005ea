//! Hand-off: what is missing since the signature, the offers with their packs, who was introduced, the checklist.

use super::data::{Data, Handed};
use crate::domain::checklist::ChecklistLine;
use crate::domain::risk::score::Band;
use crate::domain::role::Role;
use crate::domain::words::HandoffState;
use crate::form::record_ref::RecordRef;
use crate::tui::widget::row::{Ink, Row};

/// The rows of the Hand-off tab.
pub(crate) fn rows(data: &Data) -> Vec<Row> {
    let mut rows: Vec<Row> = data.handoffs.iter().flat_map(|one| handoff_lines(data, one)).collect();
    if rows.is_empty() {
        let words = "No hand-off is recorded. H offers one, with its context pack.";
        rows.extend([Row::said(Ink::Dim, words), Row::blank()]);
    }
    if !data.gaps.is_empty() {
        rows.splice(0..0, gaps(data));
    }
    rows.extend(introductions(data));
    rows.push(Row::blank());
    rows.extend(checklist(data));
    rows
}

/// What is missing since the signature.
fn gaps(data: &Data) -> Vec<Row> {
    let head = Row::heading(
        "Missing",
        if data.gaps.len() == 1 { "1 gap".into() } else { format!("{} gaps", data.gaps.len()) },
    );
    let rows = data.gaps.iter().map(|gap| {
        let words = [gap.what.clone(), gap.who.map(|who| data.name(who).to_owned())];
        let words = words.into_iter().flatten().collect::<Vec<_>>().join(", ");
        let role = gap.role.map(Role::title);
        let words = match role {
            Some(role) if !words.is_empty() => format!("{role}: {words}"),
            Some(role) => role.to_owned(),
            None => words,
        };
        Row::default()
            .column(Ink::Warning, 26, gap.step.word())
            .column(Ink::Dim, 17, &format!("since {}", data.spoken(gap.since)))
            .piece(Ink::Plain, words)
    });
    std::iter::once(head).chain(rows).chain(std::iter::once(Row::blank())).collect()
}

/// What they need to make the most of it: given, and confirmed by them.
fn checklist(data: &Data) -> Vec<Row> {
    let record = |line: &ChecklistLine| line.record.clone();
    let given = data.checklist.iter().filter_map(record).filter(|one| one.given_on.is_some()).count();
    let confirmed = data.checklist.iter().filter_map(record).filter(|one| one.confirmed_on.is_some()).count();
    let count = data.checklist.len();
    let head = Row::heading(
        "Checklist",
        format!("{given} of {count} given · {confirmed} confirmed · e ticks: given, then confirmed"),
    );
    if count == 0 {
        let words = "The onboarding checklist is empty; : and onboarding checklist adds items.";
        return vec![head, Row::said(Ink::Dim, words)];
    }
    let account = data.brief.account.id;
    let rows = data.checklist.iter().map(|line| {
        let (given, confirmed) = line.record.as_ref().map_or((None, None), |one| (one.given_on, one.confirmed_on));
        let by = line.record.as_ref().and_then(|one| one.confirmed_by);
        let (role, mark, words) = match (given, confirmed) {
            (_, Some(on)) => {
                let who = by.map_or("they", |contact| data.name(contact));
                (Ink::Good, "✓", format!("{who} confirmed it {}", data.spoken(on)))
            }
            (Some(on), None) => (Ink::Warning, "◐", format!("given {}", data.spoken(on))),
            (None, None) => (Ink::Dim, "○", "not given".to_owned()),
        };
        let row = Row::said(role, format!("{mark} ")).column(Ink::Plain, 49, &line.item).piece(role, words);
        row.of(RecordRef::ChecklistItem(account, line.item.clone()))
    });
    std::iter::once(head).chain(rows).collect()
}

/// Whom of our team the customer has met since the signature, by role.
fn introductions(data: &Data) -> Vec<Row> {
    let met = data.introductions.iter().filter(|one| one.on.is_some()).count();
    let head = Row::heading("Introduced", format!("{met} of {}", data.introductions.len()));
    let rows = data.introductions.iter().map(|one| {
        let who = one.member.map_or("nobody", |member| data.name(member));
        let (role, words) = match (one.member, one.on) {
            (None, _) => (Ink::Warning, "role unassigned".to_owned()),
            (Some(_), None) => (Ink::Warning, "no introduction yet".to_owned()),
            (Some(_), Some(on)) => (Ink::Good, format!("first in touch {}", data.spoken(on))),
        };
        Row::default().column(Ink::Dim, 20, one.role.title()).column(Ink::Plain, 22, who).piece(role, words)
    });
    std::iter::once(head).chain(rows).collect()
}

/// One hand-off with its pack.
fn handoff_lines(data: &Data, handed: &Handed) -> Vec<Row> {
    let Handed { handoff, waited, together } = handed;
    let waited = *waited;
    let days = if waited == 1 { "1 business day".to_owned() } else { format!("{waited} business days") };
    let (role, word) = match handoff.state {
        HandoffState::Offered => {
            let role = if waited > 2 { Ink::Risk(Band::AtRisk) } else { Ink::Warning };
            (role, format!("offered, waiting {days}"))
        }
        HandoffState::Accepted => (Ink::Good, format!("accepted after {days}")),
        HandoffState::Returned => (Ink::Warning, "sent back".to_owned()),
    };
    let from = handoff.from_member.map_or("nobody", |member| data.name(member));
    let to = handoff.to_member.map_or("nobody", |member| data.name(member));
    let head = Row::default()
        .column(Ink::Dim, 12, &data.spoken(handoff.offered_on))
        .piece(Ink::Strong, format!("{from} → {to}  "))
        .piece(role, word)
        .of(RecordRef::of(handoff.id));
    let told = handoff.told_on.map_or_else(
        || "the customer is not told yet; e notes the day".to_owned(),
        |day| format!("the customer was told {}", data.spoken(day)),
    );
    let interim = handoff.interim_contact.map(|member| format!("{}, {told}", data.name(member)));
    let seller = Some(handoff.seller_told(*together, |day| data.spoken(day)));
    let said = [
        ("Interim contact", &interim),
        ("Sales attended", &seller),
        ("Reason for buying", &handoff.why_bought),
        ("Commitments", &handoff.promises),
        ("Stakeholders", &handoff.people),
        ("Open items", &handoff.open_points),
        ("Missing", &handoff.gaps),
    ];
    let rest = said.into_iter().filter_map(|(what, words)| {
        let words = words.as_ref()?;
        let row = Row::default().column(Ink::Dim, 20, what).piece(Ink::Plain, words).full(words.clone());
        Some(row.of(RecordRef::of(handoff.id)))
    });
    std::iter::once(head).chain(rest).chain(std::iter::once(Row::blank())).collect()
}
