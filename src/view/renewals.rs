//! The contract lines by the day on which they are decided.

use super::{Around, Column, Heading, Ink, Piece, Value};
use crate::book::Book;
use crate::book::renewals::Renewal;
use crate::domain::day::{aged, spoken};
use crate::domain::money::Money;
use crate::domain::risk::score::Band;
use crate::domain::text::{counted, fit, left, right};
use crate::domain::words::ContractOutcome;
use serde_json::{Value as Json, json};

/// A contract line, and how much at risk its account is.
pub(crate) type Line = (Renewal, Band);

/// The same of a book.
pub(crate) fn line(book: &Book, one: Renewal) -> Line {
    let band = book.band_of(&one.standing);
    (one, band)
}

type Of = Column<Line>;

/// Every line that is decided within a time.
pub(crate) const LINES: &[Of] = &[
    Of::new("score", |(one, _), _| Value::count(one.standing.score))
        .screen(Heading::words("Risk", 5, 0, Heading::KEEP), |(one, band), _| {
            let role = if is_open(one) { Ink::Risk(*band) } else { Ink::Dim };
            (role, format!("{} {:>3}", band.symbol(), one.standing.score))
        })
        .print(|(one, band), _| format!("{} {:>3} ", band.symbol(), one.standing.score)),
    Of::new("band", |(_, band), _| Value::Text(band.word().to_owned())),
    Of::new("no_pulse_check", |(one, _), _| Value::Bool(one.unasked)).screen(
        Heading::words("Pulse", 10, 0, Heading::KEEP),
        |(one, _), _| {
            if one.unasked { (Ink::ALERT, "▲ no pulse".to_owned()) } else { (Ink::Dim, String::new()) }
        },
    ),
    Of::new("notice_by", |(one, _), _| Value::Day(one.decision_on))
        .screen(Heading::words("Notice by", 11, 0, Heading::KEEP), |(one, _), around| {
            (if is_late(one, around) { Ink::ALERT } else { Ink::Plain }, spoken(one.decision_on, around.today))
        })
        .print(|(one, _), around| left(&spoken(one.decision_on, around.today), 12)),
    Of::new("account", |(one, _), _| Value::Text(one.standing.name.clone()))
        .screen(Heading::words("Account", 12, 4, Heading::KEEP), |(one, _), _| {
            (if is_open(one) { Ink::Strong } else { Ink::Dim }, one.standing.name.clone())
        })
        .print(|(one, _), _| left(&one.standing.name, 28)),
    Of::new("account_external_id", |(one, _), _| Value::text_of(one.external_id.as_deref())),
    Of::new("product", |(one, _), _| Value::text_of(one.contract.product.as_deref()))
        .screen(Heading::words("Product", 10, 2, 3), |(one, _), _| (Ink::Dim, product(one).to_owned()))
        .print(|(one, _), _| left(&fit(product(one), 18), 18)),
    Of::new("value", |(one, _), _| money(one, one.contract.value))
        .screen(Heading::number("Value", 7, 9), |(one, _), _| (Ink::Plain, value(one)))
        .print(|(one, _), _| right(&value(one), 8)),
    Of::new("currency", |(one, _), _| Value::Text(one.contract.currency.to_string())),
    Of::new("end", |(one, _), _| Value::day(one.contract.end)),
    Of::new("outcome", |(one, _), _| Value::text_of(one.contract.outcome.map(ContractOutcome::word)))
        .screen(Heading::words("Outcome", 7, 0, Heading::KEEP), |(one, _), around| outcome(one, around))
        .print(|(one, _), around| {
            let late = if is_late(one, around) { "overdue" } else { "open" };
            left(one.contract.outcome.map_or(late, ContractOutcome::word), 8)
        }),
    Of::new("outcome_on", |(one, _), _| Value::day(one.contract.outcome_on)),
    Of::new("outcome_value", |(one, _), _| money(one, one.contract.outcome_value)),
    Of::new("reason", |(one, _), _| Value::text_of(one.contract.reason.as_deref())),
    Of::new("last_pulse.on", |(one, _), _| Value::day(one.said.as_ref().map(|said| said.on)))
        .screen(Heading::words("Last said", 14, 0, 7), |(one, _), around| said(one, around))
        .print(|(one, _), around| {
            let said = one.said.as_ref();
            let said = said.map(|said| format!("said {}/5 {}", said.score, spoken(said.on, around.today)));
            left(said.as_deref().unwrap_or("no pulse"), 22)
        }),
    Of::new("last_pulse.score", |(one, _), _| {
        one.said.as_ref().map_or(Value::None, |said| Value::count(u64::from(said.score)))
    }),
    Of::new("last_pulse.quote", |(one, _), _| Value::text_of(one.said.as_ref().and_then(|said| said.quote.as_deref()))),
    Of::new("open_issues", |(one, _), _| Value::count(one.issue_count().0))
        .screen(Heading::number("Issues", 6, 8), |(one, _), _| issues(one.issue_count()))
        .print(|(one, _), around| format!(" {}", notes(one, around))),
    Of::new("escalations", |(one, _), _| Value::count(one.issue_count().1)),
    Of::new("issues", |(one, _), _| {
        let each = one.issues.iter().map(|issue| {
            json!({"id": issue.id.code(), "title": issue.title, "opened_on": issue.opened_on.to_string(),
                "escalation": issue.escalation})
        });
        let titles: Vec<&str> = one.issues.iter().map(|issue| issue.title.as_str()).collect();
        Value::List(Json::Array(each.collect()), titles.join("; "))
    }),
    Of::new("price_rise_on", |(one, _), _| Value::day(one.price))
        .screen(Heading::words("Plan, price", 14, 3, 5), |(one, _), around| watch(one, around)),
    Of::new("plan_review_on", |(one, _), _| Value::day(one.review_due)),
    Of::new("playbook.code", |(one, _), _| Value::text_of(one.steps.as_ref().map(|steps| steps.code.as_str()))),
    Of::new("playbook.done", |(one, _), _| one.steps.as_ref().map_or(Value::None, |steps| Value::count(steps.done))),
    Of::new("playbook.of", |(one, _), _| one.steps.as_ref().map_or(Value::None, |steps| Value::count(steps.of))),
    Of::new("playbook.next.title", |(one, _), _| {
        Value::text_of(one.steps.as_ref().and_then(|steps| steps.next.as_ref()).map(|next| next.title.as_str()))
    }),
    Of::new("playbook.next.who", |(one, _), _| {
        one.steps
            .as_ref()
            .and_then(|steps| steps.next.as_ref())
            .map_or(Value::None, |next| Value::text_of(next.who.as_deref()))
    }),
    Of::new("playbook.next.due", |(one, _), _| {
        Value::day(one.steps.as_ref().and_then(|steps| steps.next.as_ref()).and_then(|next| next.due))
    }),
    Of::new("owner", |(one, _), _| Value::text_of(one.answers.as_ref().map(|it| it.name.as_str()))),
    Of::new("owner_is_lead", |(one, _), _| Value::Bool(one.answers.as_ref().is_some_and(|it| it.as_lead))),
    Of::new("value_case", |(one, _), _| Value::text_of(one.contract.value_case.as_deref())),
    Of::new("reference", |(one, _), _| Value::text_of(one.contract.reference.as_deref())),
    Of::new("id", |(one, _), _| Value::Text(one.contract.id.code())),
    Of::new("external_id", |(one, _), _| Value::text_of(one.contract.external_id.as_deref())),
];

fn is_open(one: &Renewal) -> bool {
    one.contract.outcome.is_none()
}

fn is_late(one: &Renewal, around: &Around<'_>) -> bool {
    is_open(one) && one.decision_on < around.today
}

fn product(one: &Renewal) -> &str {
    one.contract.product.as_deref().unwrap_or("contract")
}

/// An amount in the currency of the line.
fn money(one: &Renewal, minor: Option<i64>) -> Value {
    minor.map_or(Value::None, |minor| Value::Money(Money::new(minor, one.contract.currency)))
}

fn value(one: &Renewal) -> String {
    Money::short_or_unknown(one.contract.value, one.contract.currency)
}

fn outcome(one: &Renewal, around: &Around<'_>) -> Piece {
    let (role, words) = match one.contract.outcome {
        None if is_late(one, around) => (Ink::ALERT, "overdue"),
        None => (Ink::Dim, "open"),
        Some(ContractOutcome::Churned) => (Ink::Risk(Band::Critical), "✗ churned"),
        Some(ContractOutcome::Downsell) => (Ink::Risk(Band::Watch), "↓ downsell"),
        Some(ContractOutcome::Expanded) => (Ink::Good, "↑ expanded"),
        Some(ContractOutcome::Renewed) => (Ink::Good, "✓ renewed"),
    };
    (role, words.to_owned())
}

/// What they said last.
fn said(one: &Renewal, around: &Around<'_>) -> Piece {
    let alert = one.unasked.then_some(Ink::ALERT);
    match &one.said {
        None => (alert.unwrap_or(Ink::Dim), "never".to_owned()),
        Some(said) => (alert.unwrap_or(Ink::Plain), format!("{}/5 {}", said.score, spoken(said.on, around.today))),
    }
}

fn issues((open, escalations): (u64, u64)) -> Piece {
    match (open, escalations) {
        (0, _) => (Ink::Plain, String::new()),
        (open, 0) => (Ink::Plain, open.to_string()),
        (open, _) => (Ink::Risk(Band::Critical), format!("◆ {open}")),
    }
}

/// What to watch, in a few words: a review that is late, a price rise, no plan; of a decided line, why.
fn watch(one: &Renewal, around: &Around<'_>) -> Piece {
    if !is_open(one) {
        return (Ink::Dim, one.contract.reason.clone().unwrap_or_default());
    }
    let mut words = Vec::new();
    let late = one.review_due.filter(|due| *due < around.today);
    if let Some(due) = late {
        words.push(format!("▲ plan review due {}", spoken(due, around.today)));
    }
    if let Some(on) = one.price {
        words.push(format!("price rise {}", spoken(on, around.today)));
    }
    match &one.plan {
        None => words.push("no plan".to_owned()),
        Some(_) if late.is_some() => {}
        Some(_) => words.extend(one.review_due.map(|on| format!("plan, review {}", spoken(on, around.today)))),
    }
    let is_watched = one.price.is_some() || one.plan.is_none() || late.is_some();
    (if is_watched { Ink::Risk(Band::Watch) } else { Ink::Dim }, words.join(", "))
}

/// Open issues that are told by their titles.
const ISSUES: usize = 2;

fn notes(one: &Renewal, around: &Around<'_>) -> String {
    let mut notes = Vec::new();
    if one.unasked {
        notes.push("no pulse before the last quarter".to_owned());
    }
    notes.extend(one.issues.iter().take(ISSUES).map(|issue| {
        let mark = if issue.escalation { "◆ " } else { "" };
        format!("{mark}{}, {}", fit(&issue.title, 40), aged(issue.opened_on, around.today))
    }));
    if one.issues.len() > ISSUES {
        notes.push(format!("{} more", counted((one.issues.len() - ISSUES) as u64, "open issue")));
    }
    notes.extend(one.steps.as_ref().map(|steps| {
        let next = steps.next.as_ref().map_or_else(String::new, |next| format!(", next {}", next.title));
        format!("{}: {}{next}", steps.name, steps.count())
    }));
    notes.extend(one.answers.as_ref().map(|it| {
        let part = if it.as_lead { "lead" } else { "owner" };
        format!("{part}: {}", it.name)
    }));
    notes.extend(one.price.map(|on| format!("price rise {}", spoken(on, around.today))));
    notes.join(", ")
}
