//! Plan: what is aimed at with them or for them, and who answers for it.

use super::data::Data;
use super::row::{Role, Row};

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
