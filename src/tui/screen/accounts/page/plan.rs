//! Hand-off and Plan: what the book holds of them. They are filled by import until their own forms come.

use super::data::Data;
use super::row::{Role, Row};
use crate::domain::handoff::Handoff;
use crate::domain::risk::score::Band;
use crate::domain::words::HandoffState;

/// The rows of the Hand-off tab.
pub(crate) fn handoff_rows(data: &Data) -> Vec<Row> {
    let mut rows: Vec<Row> =
        data.handoffs.iter().flat_map(|(handoff, waited)| handoff_lines(data, handoff, *waited)).collect();
    if rows.is_empty() {
        let words =
            "No hand-off is recorded. H offers one: to whom, whom they ask meanwhile, and what the receiver must know.";
        rows.extend([Row::said(Role::Dim, words), Row::blank()]);
    }
    rows.extend(introductions(data));
    rows
}

/// Whom of ours the customer has met since the signature, by role.
fn introductions(data: &Data) -> Vec<Row> {
    let met = data.introductions.iter().filter(|one| one.on.is_some()).count();
    let head = Row::heading("Introduced", format!("{met} of {}", data.introductions.len()));
    let rows = data.introductions.iter().map(|one| {
        let who = one.member.map_or("nobody", |member| data.name(member));
        let (role, words) = match (one.member, one.on) {
            (None, _) => (Role::Warning, "nobody holds this seat".to_owned()),
            (Some(_), None) => (Role::Warning, "not introduced yet".to_owned()),
            (Some(_), Some(on)) => (Role::Good, format!("first in touch {}", data.spoken(on))),
        };
        Row::default().column(Role::Dim, 20, one.role.title()).column(Role::Plain, 22, who).piece(role, words)
    });
    std::iter::once(head).chain(rows).collect()
}

/// One hand-off; `waited`: the working days from its offer to its answer, or to today.
fn handoff_lines(data: &Data, handoff: &Handoff, waited: i32) -> Vec<Row> {
    let days = if waited == 1 { "1 working day".to_owned() } else { format!("{waited} working days") };
    let (role, word) = match handoff.state {
        HandoffState::Offered => {
            let role = if waited > 2 { Role::Risk(Band::AtRisk) } else { Role::Warning };
            (role, format!("offered, waiting {days}"))
        }
        HandoffState::Accepted => (Role::Good, format!("accepted after {days}")),
        HandoffState::Returned => (Role::Warning, "returned with gaps".to_owned()),
    };
    let from = handoff.from_member.map_or("nobody", |member| data.name(member));
    let to = handoff.to_member.map_or("nobody", |member| data.name(member));
    let head = Row::default()
        .column(Role::Dim, 12, &data.spoken(handoff.offered_on))
        .piece(Role::Strong, format!("{from} → {to}  "))
        .piece(role, word);
    let told = handoff.told_on.map_or_else(|| "not told yet".to_owned(), |day| format!("told {}", data.spoken(day)));
    let interim = handoff.interim_contact.map(|member| format!("{}, {told}", data.name(member)));
    let said = [
        ("They ask meanwhile", &interim),
        ("Why they bought", &handoff.why_bought),
        ("Promised", &handoff.promises),
        ("Who is who", &handoff.people),
        ("Open", &handoff.open_points),
        ("Gaps", &handoff.gaps),
    ];
    let rest = said.into_iter().filter_map(|(what, words)| {
        let words = words.as_ref()?;
        Some(Row::default().column(Role::Dim, 20, what).piece(Role::Plain, words).full(words.clone()))
    });
    std::iter::once(head).chain(rest).chain(std::iter::once(Row::blank())).collect()
}

/// The rows of the Plan tab.
pub(crate) fn rows(data: &Data) -> Vec<Row> {
    if data.plans.is_empty() {
        return vec![Row::said(
            Role::Dim,
            "No plan is recorded. Import takes them in; writing one here is not built yet.",
        )];
    }
    let mut rows = Vec::new();
    for (plan, goals) in &data.plans {
        let review =
            plan.review_on.map_or_else(|| "no review set".to_owned(), |day| format!("review {}", data.spoken(day)));
        let late = plan.closed_on.is_none() && plan.review_on.is_some_and(|day| day < data.today);
        let role = if late { Role::Warning } else { Role::Dim };
        rows.push(
            Row::heading(plan.kind.word(), format!("since {}", data.spoken(plan.started_on)))
                .piece(role, format!(" · {review}")),
        );
        let said = [("Both gain", &plan.mutual_wins), ("Could go wrong", &plan.could_go_wrong)];
        rows.extend(said.into_iter().filter_map(|(what, words)| {
            let words = words.as_ref()?;
            Some(Row::default().column(Role::Dim, 18, what).piece(Role::Plain, words).full(words.clone()))
        }));
        for goal in goals {
            let (role, state) = match (goal.met_on, goal.due) {
                (Some(day), _) => (Role::Good, format!("met {}", data.spoken(day))),
                (None, Some(due)) if due < data.today => (Role::Warning, format!("was due {}", data.spoken(due))),
                (None, Some(due)) => (Role::Dim, format!("due {}", data.spoken(due))),
                (None, None) => (Role::Dim, "no date".to_owned()),
            };
            let measure = goal.measure.clone().map_or_else(String::new, |measure| format!("  {measure}"));
            let row = Row::default().column(role, 18, &state).piece(Role::Plain, &goal.objective);
            rows.push(row.piece(Role::Dim, measure).full(goal.objective.clone()));
        }
        rows.push(Row::blank());
    }
    rows
}
