//! The lines, by the day on which they are decided.

use crate::book::renewals::Renewal;
use crate::domain::day::{Day, spoken};
use crate::domain::money::Money;
use crate::domain::risk::score::Band;
use crate::domain::words::ContractOutcome;
use crate::tui::canvas::Canvas;
use crate::tui::risk_mark;
use crate::tui::theme::Theme;
use crate::tui::widget::roll::ListState;
use crate::tui::widget::table::{self, Cell, Column, Focus, cell};
use ratatui::layout::Rect;
use ratatui::text::Span;

#[rustfmt::skip]
const COLUMNS: [Column; 9] = [
    Column::words ("Risk",       5, 0, 6),
    Column::words ("Decides",   11, 0, Column::KEEP),
    Column::words ("Account",   12, 4, Column::KEEP),
    Column::words ("Line",      10, 2, 3),
    Column::number("Value",      7, 9),
    Column::words ("Outcome",    7, 0, Column::KEEP),
    Column::words ("Last said", 14, 0, 7),
    Column::number("Issues",     6, 8),
    Column::words ("Watch",     18, 3, 5),
];

/// The columns as text, for export.
pub(super) const TITLES: [&str; 14] = [
    "decides",
    "account",
    "product",
    "value",
    "currency",
    "outcome",
    "reason",
    "last_said_on",
    "last_pulse",
    "open_issues",
    "price_rise",
    "not_asked",
    "owner",
    "value_case",
];

/// A line as text, by those columns.
pub(super) fn exported(one: &Renewal) -> Vec<String> {
    let line = &one.contract;
    let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
    vec![
        one.decision_on.to_string(),
        one.standing.name.clone(),
        line.product.clone().unwrap_or_default(),
        line.value.map(|minor| Money::new(minor, line.currency).decimal()).unwrap_or_default(),
        line.currency.to_string(),
        line.outcome.map_or("", ContractOutcome::word).to_owned(),
        line.reason.clone().unwrap_or_default(),
        day(one.said.as_ref().map(|said| said.on)),
        one.said.as_ref().map(|said| said.score.to_string()).unwrap_or_default(),
        one.issues.len().to_string(),
        day(one.price),
        if one.unasked { "yes" } else { "no" }.to_owned(),
        one.answers.as_ref().map(|it| it.name.clone()).unwrap_or_default(),
        line.value_case.clone().unwrap_or_default(),
    ]
}

/// Draws the visible lines.
pub(super) fn draw(pen: &mut Canvas<'_>, inside: Rect, seen: &[(Renewal, Band)], roll: &ListState) {
    let list = Rect { x: inside.x.saturating_sub(1), width: inside.width + 2, ..inside };
    let rows = table::heading(pen, list, &COLUMNS, None);
    let (theme, today, first) = (pen.theme(), pen.look.today, roll.visible().start);
    table::rows(pen, rows, &COLUMNS, roll, Focus::Here, |index| {
        let one = index.checked_sub(first).and_then(|line| seen.get(line));
        one.map_or_else(Vec::new, |(one, band)| cells(one, *band, today, &theme))
    });
}

fn cells(one: &Renewal, band: Band, today: Day, theme: &Theme) -> Vec<Cell> {
    let line = &one.contract;
    let open = line.outcome.is_none();
    let late = open && one.decision_on < today;
    let risk = if open { risk_mark::style(band, theme) } else { theme.dim };
    let named = if open { theme.strong } else { theme.dim };
    let value = line.value.map_or_else(|| "–".to_owned(), |minor| Money::new(minor, line.currency).short());
    vec![
        vec![Span::styled(risk_mark::symbol(band), risk), Span::styled(format!(" {:>3}", one.standing.score), risk)],
        cell(spoken(one.decision_on, today), if late { theme.risk_at_risk } else { theme.plain }),
        cell(one.standing.name.clone(), named),
        cell(line.product.clone().unwrap_or_else(|| "contract".to_owned()), theme.dim),
        cell(value, theme.plain),
        outcome(line.outcome, late, theme),
        said(one, today, theme),
        cell(issues(one.issue_count()), if one.issue_count().1 > 0 { theme.risk_critical } else { theme.plain }),
        cell(
            watch(one, today),
            if open && (one.price.is_some() || one.plan.is_none()) { theme.risk_watch } else { theme.dim },
        ),
    ]
}

fn outcome(outcome: Option<ContractOutcome>, late: bool, theme: &Theme) -> Cell {
    match outcome {
        None if late => cell("overdue", theme.risk_at_risk),
        None => cell("open", theme.dim),
        Some(ContractOutcome::Churned) => cell("✗ churned", theme.risk_critical),
        Some(ContractOutcome::Downsell) => cell("↓ downsell", theme.risk_watch),
        Some(ContractOutcome::Expanded) => cell("↑ expanded", theme.good),
        Some(ContractOutcome::Renewed) => cell("✓ kept", theme.good),
    }
}

/// What they said last, and whether that came in time.
fn said(one: &Renewal, today: Day, theme: &Theme) -> Cell {
    let mark = if one.unasked { " ▲" } else { "" };
    match &one.said {
        None => cell(format!("never{mark}"), if one.unasked { theme.risk_at_risk } else { theme.dim }),
        Some(said) => {
            let style = if one.unasked { theme.risk_at_risk } else { theme.plain };
            cell(format!("{}/5 {}{mark}", said.score, spoken(said.on, today)), style)
        }
    }
}

fn issues((open, escalations): (u64, u64)) -> String {
    match (open, escalations) {
        (0, _) => String::new(),
        (open, 0) => open.to_string(),
        (open, _) => format!("◆ {open}"),
    }
}

/// What to watch, in a few words: a price rise, no plan; of a decided line, why.
fn watch(one: &Renewal, today: Day) -> String {
    if one.contract.outcome.is_some() {
        return one.contract.reason.clone().unwrap_or_default();
    }
    let mut words = Vec::new();
    if let Some(on) = one.price {
        words.push(format!("price rise {}", spoken(on, today)));
    }
    match &one.plan {
        None => words.push("no plan".to_owned()),
        Some(plan) => words.extend(plan.review_on.map(|on| format!("plan, review {}", spoken(on, today)))),
    }
    words.join(", ")
}
