//! Plan: why they bought, what is aimed at with them or for them, what they have and could have, what we gave them.

use super::data::Data;
use crate::domain::day::Day;
use crate::domain::lines::{Line, split};
use crate::domain::plan::{Goal, Plan};
use crate::domain::risk::score::Band;
use crate::domain::team::giving::in_their_terms;
use crate::domain::words::{Formality, PlanKind};
use crate::form::record_ref::RecordRef;
use crate::tui::widget::row::{Ink, Row};

/// Columns of what a row is about.
const WHAT: usize = 17;

/// The rows of the Plan tab.
pub(crate) fn rows(data: &Data) -> Vec<Row> {
    let mut rows = vec![bought(data)];
    if data.plans.is_empty() {
        rows.push(Row::blank());
        rows.push(Row::said(Ink::Dim, "No success plan. n adds one, joint or internal."));
    }
    for (plan, goals) in &data.plans {
        rows.push(Row::blank());
        rows.extend(of_plan(data, plan, goals));
    }
    rows.push(Row::blank());
    rows.extend(lines(data));
    rows.push(Row::blank());
    rows.extend(given(data));
    rows
}

/// Why they bought, and whether they have it.
fn bought(data: &Data) -> Row {
    let account = &data.brief.account;
    let row = Row::default().column(Ink::Dim, WHAT, "Reason for buying").of(RecordRef::of(account.id));
    let Some(why) = &account.why_bought else {
        return row.piece(Ink::Dim, "– not recorded; e adds it");
    };
    let (role, words) = match account.delivered {
        Some(true) => (Ink::Good, "● value realised"),
        Some(false) => (Ink::Risk(Band::AtRisk), "▲ value not realised"),
        None => (Ink::Risk(Band::Watch), "○ value realised? e answers"),
    };
    row.piece(role, format!("{words}  ")).piece(Ink::Plain, why).full(format!("{why}  {words}"))
}

fn of_plan(data: &Data, plan: &Plan, goals: &[Goal]) -> Vec<Row> {
    let runs = plan.runs_on(data.today);
    let late = runs && plan.review_on.is_some_and(|day| day < data.today);
    let review = match plan.review_on {
        _ if !runs => plan.closed_on.map_or_else(String::new, |day| format!("ended {}", data.spoken(day))),
        Some(day) if late => format!("▲ review was due {}", data.spoken(day)),
        Some(day) => format!("review {}", data.spoken(day)),
        None => "no review set".to_owned(),
    };
    let kind = match plan.kind {
        PlanKind::Joint => "Joint plan",
        PlanKind::Internal => "Internal plan",
    };
    let held = match plan.formality {
        Formality::Formal => "",
        Formality::Informal => "informal, ",
    };
    let head = Row::heading(kind, format!("{held}since {} · ", data.spoken(plan.started_on)))
        .piece(if late { Ink::Warning } else { Ink::Dim }, review)
        .of(RecordRef::of(plan.id));
    let mut rows = vec![head, steps(data, plan)];
    rows.extend(goals.iter().map(|goal| of_goal(data, goal)));
    if goals.is_empty() && runs {
        rows.push(Row::said(Ink::Dim, "No goal yet. n adds one: objective, measure, an owner on each side."));
    }
    rows.extend(listed("Mutual wins", plan.mutual_wins.as_deref(), Ink::Plain, "", plan));
    rows.extend(listed("Risks (90 d)", plan.could_go_wrong.as_deref(), Ink::Warning, "▲ ", plan));
    rows
}

/// Invited, agreed, reviewed; of an internal plan the way to a joint one.
fn steps(data: &Data, plan: &Plan) -> Row {
    let said = |what: &str, day: Option<Day>| {
        day.map_or_else(|| format!("○ not {what}   "), |day| format!("● {what} {}   ", data.spoken(day)))
    };
    let row = Row::default().column(Ink::Dim, WHAT, "").piece(
        Ink::Plain,
        [said("invited", plan.invited_on), said("agreed", plan.agreed_on), said("reviewed", plan.reviewed_on)].concat(),
    );
    let hint = match (plan.invited_on, plan.agreed_on) {
        (None, _) => "suggest to plan together",
        (Some(_), None) => "ask the customer to join",
        (Some(_), Some(_)) => "",
    };
    row.piece(Ink::Dim, hint).of(RecordRef::of(plan.id))
}

fn of_goal(data: &Data, goal: &Goal) -> Row {
    let (role, state) = match (goal.met_on, goal.due) {
        (Some(day), _) => (Ink::Good, format!("● met {}", data.spoken(day))),
        (None, Some(due)) if due < data.today => (Ink::Warning, format!("▲ due {}", data.spoken(due))),
        (None, Some(due)) => (Ink::Plain, format!("○ due {}", data.spoken(due))),
        (None, None) => (Ink::Dim, "○ no date".to_owned()),
    };
    let ours = goal.our_owner.map_or("nobody", |member| data.name(member));
    let theirs = goal.their_owner.map_or("nobody", |contact| data.name(contact));
    let measure = goal.measure.clone().unwrap_or_else(|| "no measure".to_owned());
    let row = Row::default().column(role, WHAT, &state).piece(Ink::Strong, &goal.objective);
    row.piece(Ink::Dim, format!("  {measure} · {ours} / {theirs}"))
        .full(format!("{}. Measured by: {measure}. Our owner: {ours}; customer's owner: {theirs}.", goal.objective))
        .of(RecordRef::of(goal.id))
}

/// What stands in a field of the plan, a row a line.
fn listed<'a>(
    what: &'a str,
    words: Option<&'a str>,
    role: Ink,
    mark: &'a str,
    plan: &'a Plan,
) -> impl Iterator<Item = Row> + 'a {
    split(words.unwrap_or_default()).enumerate().map(move |(at, line)| {
        let what = if at == 0 { what } else { "" };
        let row = Row::default().column(Ink::Dim, WHAT, what).piece(role, mark).piece(Ink::Plain, line);
        row.full(line.to_owned()).of(RecordRef::of(plan.id))
    })
}

/// What they have and could have.
pub(super) fn lines(data: &Data) -> Vec<Row> {
    let Some(offer) = &data.offer else { return Vec::new() };
    let doors: Vec<String> = [
        offer.our_door.as_ref().map(|name| format!("only {name} on our side")),
        offer.their_door.as_ref().map(|name| format!("only {name} on their side")),
    ]
    .into_iter()
    .flatten()
    .collect();
    let (lines, one_door) = (&offer.lines, !doors.is_empty());
    let counts = if lines.unsold.is_empty() {
        format!("{} owned · nobody has said what more they could have", lines.sold.len())
    } else {
        format!("{} owned · {} whitespace", lines.sold.len(), lines.unsold.len())
    };
    let mut head = Row::heading("Products", counts);
    if one_door {
        head = head.piece(Ink::Risk(Band::AtRisk), format!("  ▲ single-threaded: {}", doors.join(", ")));
    }
    let mut rows = vec![head];
    let row = |what: &str, line: &Line| {
        let door = if one_door { "▲ single-threaded" } else { "" };
        let row = Row::default().column(Ink::Dim, WHAT, what).column(Ink::Plain, 32, &line.what);
        row.column(Ink::Dim, 16, &line.source.word()).piece(Ink::Risk(Band::AtRisk), door)
    };
    rows.extend(lines.sold.iter().map(|line| row("● owned", line)));
    rows.extend(lines.unsold.iter().map(|line| row("○ whitespace", line)));
    if lines.sold.is_empty() && lines.unsold.is_empty() {
        rows.push(Row::said(Ink::Dim, "Neither contracts nor opportunities; : new contract, : new opportunity."));
    }
    rows
}

/// What each of our roles gave them, in their terms.
fn given(data: &Data) -> Vec<Row> {
    let mut rows = vec![Row::heading("Value delivered", "in 12 months, by role")];
    for (role, tags) in &data.given {
        let role = role.map_or("no role", |role| role.title());
        let told: Vec<String> = tags.iter().map(|(tag, count)| in_their_terms(*tag, *count)).collect();
        let told = told.join(" · ");
        rows.push(Row::default().column(Ink::Dim, WHAT, role).piece(Ink::Plain, &told).full(told));
    }
    if data.given.is_empty() {
        rows.push(Row::said(Ink::Dim, "No touch has a value tag; l with ~solved, ~informed, ~listened adds one."));
    }
    rows
}
