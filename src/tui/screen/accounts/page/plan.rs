//! Hand-off and Plan: what the book holds of them. They are filled by import until their own forms come.

use super::data::Data;
use super::row::{Role, Row};
use crate::domain::handoff::Handoff;
use crate::domain::risk::score::Band;
use crate::domain::words::HandoffState;

/// The rows of the Hand-off tab.
pub(crate) fn handoff_rows(data: &Data) -> Vec<Row> {
    if data.handoffs.is_empty() {
        return vec![Row::said(
            Role::Dim,
            "No hand-off is recorded. Import takes them in; offering one here is not built yet.",
        )];
    }
    data.handoffs.iter().flat_map(|handoff| handoff_lines(data, handoff)).collect()
}

fn handoff_lines(data: &Data, handoff: &Handoff) -> Vec<Row> {
    let (role, word) = match handoff.state {
        HandoffState::Offered => {
            let waited = handoff.offered_on.working_days_to(data.today);
            let role = if waited > 2 { Role::Risk(Band::AtRisk) } else { Role::Warning };
            (role, format!("offered, waiting {waited} working days"))
        }
        HandoffState::Accepted => (Role::Good, "accepted".to_owned()),
        HandoffState::Returned => (Role::Warning, "returned with gaps".to_owned()),
    };
    let from = handoff.from_member.map_or("nobody", |member| data.name(member));
    let to = handoff.to_member.map_or("nobody", |member| data.name(member));
    let head = Row::default()
        .column(Role::Dim, 12, &data.spoken(handoff.offered_on))
        .piece(Role::Strong, format!("{from} → {to}  "))
        .piece(role, word);
    let said = [
        ("Why they bought", &handoff.why_bought),
        ("Promised", &handoff.promises),
        ("Who is who", &handoff.people),
        ("Open", &handoff.open_points),
        ("Gaps", &handoff.gaps),
    ];
    let rest = said.into_iter().filter_map(|(what, words)| {
        let words = words.as_ref()?;
        Some(Row::default().column(Role::Dim, 18, what).piece(Role::Plain, words).full(words.clone()))
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
