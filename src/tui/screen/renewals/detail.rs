//! What one must know of one line before it is decided, in sentences.

use crate::book::renewals::Renewal;
use crate::domain::contract::Contract;
use crate::domain::day::{Day, aged, spoken, written};
use crate::domain::issue::Issue;
use crate::domain::money::Money;
use crate::domain::risk::score::Band;
use crate::domain::text::{with_article, wrapped};
use crate::domain::words::{ActionOutcome, ContractOutcome};
use crate::tui::canvas::Canvas;
use crate::tui::theme::Theme;
use crate::tui::widget::pane::Pane;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Draws the pane.
pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect, one: &Renewal, band: Band) {
    let answer = format!("{} {}", one.standing.score, band.word());
    let aside = match one.contract.outcome {
        None => "e records the outcome",
        Some(ContractOutcome::Churned) => "e records a win-back",
        Some(_) => "e corrects the contract",
    };
    let pane = Pane { name: &one.standing.name, answer, aside: aside.to_owned(), ..Pane::default() };
    let inside = pane.draw(canvas, area);
    let (theme, today) = (canvas.theme(), canvas.look.today);
    let mut rows = inside.y..inside.bottom();
    for (words, style) in sentences(one, today, &theme) {
        for (line, y) in wrapped(&words, usize::from(inside.width.max(1))).iter().zip(&mut rows) {
            canvas.text(inside.x, y, inside.width, line, style);
        }
    }
}

fn sentences(one: &Renewal, today: Day, theme: &Theme) -> Vec<(String, Style)> {
    let line = &one.contract;
    let mut said = vec![(term(line, one.decision_on, today), theme.plain)];
    said.extend(decided(line, today).map(|words| (words, theme.strong)));
    said.push((answers(one), theme.plain));
    said.extend(steps(one, today).map(|words| (words, theme.strong)));
    said.extend(every_step(one, today).map(|words| (words, theme.dim)));
    said.extend(
        one.issues
            .iter()
            .map(|it| (issue(it, today), if it.escalation { theme.risk_critical } else { theme.risk_watch })),
    );
    said.push(match &one.said {
        None => ("No pulse yet.".to_owned(), theme.dim),
        Some(pulse) => {
            let quote = pulse.quote.as_ref().map_or_else(String::new, |quote| format!(": “{quote}”"));
            (format!("Last said {}/5 {}{quote}", pulse.score, spoken(pulse.on, today)), theme.plain)
        }
    });
    if one.unasked {
        let words = "▲ Last quarter of the term, and no pulse before it. p records one.";
        said.push((words.to_owned(), theme.risk_at_risk));
    }
    said.extend(one.price.map(|on| (format!("Price rise {}.", spoken(on, today)), theme.risk_watch)));
    said.push((plan(one, today), theme.dim));
    said
}

/// Who answers for the line, and what they gained from it.
fn answers(one: &Renewal) -> String {
    let who = match &one.answers {
        Some(it) if it.as_lead => format!("lead: {}", it.name),
        Some(it) => format!("Owner: {}", it.name),
        None => "No owner".to_owned(),
    };
    match &one.contract.value_case {
        Some(words) => format!("{who} · outcome: “{words}”"),
        None => format!("{who} · no outcome recorded yet"),
    }
}

/// The step that is next, and how many are done.
fn steps(one: &Renewal, today: Day) -> Option<String> {
    let steps = one.steps.as_ref()?;
    let Some(next) = &steps.next else { return Some(format!("{}: {}.", steps.name, steps.count())) };
    let due = next.due.map_or_else(String::new, |due| format!(", {}", spoken(due, today)));
    let who = next.who.as_deref().unwrap_or("nobody");
    Some(format!("{}, {}; next {}: {who}{due}; d does it.", steps.name, steps.count(), next.title))
}

/// Every step with what became of it: `✓ Review the account · ○ 3 Dec Show the results`.
fn every_step(one: &Renewal, today: Day) -> Option<String> {
    let steps = one.steps.as_ref().filter(|steps| steps.all.len() > 1)?;
    let told = steps.all.iter().map(|step| {
        let mark = match step.outcome {
            Some(ActionOutcome::Done) => "✓",
            Some(_) => "–",
            None => "○",
        };
        let due = step.due.filter(|_| step.outcome.is_none());
        let due = due.map_or_else(String::new, |due| format!("{} ", spoken(due, today)));
        format!("{mark} {due}{}", step.title)
    });
    Some(told.collect::<Vec<_>>().join(" · "))
}

/// An issue by its title and age; an escalation with its mark.
fn issue(issue: &Issue, today: Day) -> String {
    let mark = if issue.escalation { "◆ Escalated" } else { "Open issue" };
    let owner = if issue.owner.is_none() { "; no owner" } else { "" };
    format!("{mark}: {}, {}{owner}", issue.title, aged(issue.opened_on, today))
}

/// “Suite, €120,000 a year, 1 Jan 2026 to 31 Dec 2026; they decide by 1 Nov, 60 days before the end.”
fn term(line: &Contract, decision_on: Day, today: Day) -> String {
    let product = line.product.as_deref().unwrap_or("Contract");
    let value =
        line.value.map_or_else(String::new, |minor| format!(", {} a year", Money::new(minor, line.currency).long()));
    let day = |day: Day| written(day, today);
    let start = line.start.map_or_else(String::new, |start| format!(", from {}", day(start)));
    let end = line.end.map_or_else(String::new, |end| format!(" to {}", day(end)));
    let notice = match line.notice_days {
        Some(days) if days > 0 => format!(", {days} days before the end"),
        _ => String::new(),
    };
    format!("{product}{value}{start}{end}; notice deadline {}{notice}.", day(decision_on))
}

fn decided(line: &Contract, today: Day) -> Option<String> {
    let outcome = line.outcome?;
    let on = line.outcome_on.map_or_else(String::new, |on| format!(" {}", spoken(on, today)));
    let value = line
        .outcome_value
        .map_or_else(String::new, |minor| format!(" for {} a year", Money::new(minor, line.currency).long()));
    let reason = line.reason.as_ref().map_or_else(String::new, |reason| format!(": {reason}"));
    Some(format!("{}{on}{value}{reason}.", crate::tui::layer::capital(outcome.word())))
}

fn plan(one: &Renewal, today: Day) -> String {
    match &one.plan {
        None => "No success plan.".to_owned(),
        Some(plan) => {
            let review = one.review_due.map_or_else(
                || "no review is dated".to_owned(),
                |on| {
                    let word = if on < today { "▲ its review was due" } else { "review" };
                    format!("{word} {}", spoken(on, today))
                },
            );
            format!("{} plan runs; {review}.", crate::tui::layer::capital(&with_article(plan.kind.word())))
        }
    }
}
