//! The `renewals` command.

use super::lines::symbol;
use super::out::{Exit, Out};
use crate::book::Book;
use crate::book::renewals::{FRESH, Renewal, WITHIN};
use crate::domain::day::{aged, spoken};
use crate::domain::money::Money;
use crate::domain::problem::{Problem, Result};
use crate::domain::risk::score::Band;
use crate::domain::text::{counted, fit, grouped, left, right};
use crate::domain::words::ContractOutcome;
use serde_json::{Value, json};

/// Open issues that are told by their titles.
const ISSUES: usize = 2;

pub(super) fn run(book: &mut Book, within: Option<i32>, out: &mut Out) -> Result<Exit> {
    let days = within.unwrap_or(WITHIN);
    if !(0..=3_660).contains(&days) {
        return Err(Problem::input(format!("{days} is no number of days to look ahead; give one from 0 to 3660.")));
    }
    if out.json {
        let (covered, accounts) = book.coverage(days)?;
        let coverage = json!({"covered": covered, "accounts": accounts});
        let left_out = super::sums::left_out(book)?;
        let around = json!({
            "date": book.today().to_string(), "within": days, "pulse_coverage": coverage, "left_out": left_out,
        });
        out.rows_in(&around, "contracts", |row| book.each_renewal(days, |book, one| row(&as_json(book, &one))))?;
        return Ok(Exit::Done);
    }
    let renewals = book.renewals(days)?;
    let mut told_decided = false;
    for renewal in &renewals {
        if renewal.contract.outcome.is_some() && !told_decided {
            told_decided = true;
            out.line(&format!("Decided, of the terms within {days} days:"));
        }
        print(book, renewal, out);
        if out.is_gone() {
            break;
        }
    }
    let open = renewals.iter().filter(|one| one.contract.outcome.is_none());
    let unasked = open.clone().filter(|one| one.unasked).count();
    out.line(&format!(
        "{} lines to be decided within {days} days or overdue; {} of them without a pulse before their last quarter.",
        grouped(&open.count().to_string()),
        grouped(&unasked.to_string())
    ));
    super::sums::tell_left_out(book, out)?;
    let (covered, accounts) = book.coverage(days)?;
    if accounts > 0 {
        let (covered, accounts) = (grouped(&covered.to_string()), grouped(&accounts.to_string()));
        out.line(&format!("Pulse coverage: {covered} of {accounts} accounts said how it goes in {FRESH} days."));
    }
    Ok(Exit::Done)
}

fn print(book: &Book, one: &Renewal, out: &mut Out) {
    let today = book.today();
    let band = Band::of(one.standing.score, &book.points().bands);
    let value = one.contract.value.map(|minor| Money::new(minor, one.contract.currency).short());
    let outcome = match one.contract.outcome {
        Some(outcome) => outcome.word().to_owned(),
        None if one.decision_on < today => "overdue".to_owned(),
        None => "open".to_owned(),
    };
    let said = one.said.as_ref();
    let said =
        said.map_or_else(|| "never asked".to_owned(), |it| format!("said {}/5 {}", it.score, spoken(it.on, today)));
    let mut notes = Vec::new();
    if one.unasked {
        notes.push("no pulse before the last quarter".to_owned());
    }
    notes.extend(one.issues.iter().take(ISSUES).map(|issue| {
        let mark = if issue.escalation { "◆ " } else { "" };
        format!("{mark}{}, {}", fit(&issue.title, 40), aged(issue.opened_on, today))
    }));
    if one.issues.len() > ISSUES {
        notes.push(format!("{} more", counted((one.issues.len() - ISSUES) as u64, "open issue")));
    }
    notes.extend(one.steps.as_ref().map(|steps| {
        let next = steps.next.as_ref().map_or_else(String::new, |next| format!(", next {}", next.title));
        format!("{} {}{next}", steps.code, steps.count())
    }));
    notes.extend(one.answers.as_ref().map(|it| answers(&it.name, it.as_lead)));
    notes.extend(one.price.map(|on| format!("price rise {}", spoken(on, today))));
    let line = format!(
        "{} {:>3}  {} {} {} {} {} {}  {}",
        symbol(band),
        one.standing.score,
        left(&spoken(one.decision_on, today), 12),
        left(&one.standing.name, 28),
        left(&fit(one.contract.product.as_deref().unwrap_or("contract"), 18), 18),
        right(&value.unwrap_or_else(|| "–".to_owned()), 8),
        left(&outcome, 8),
        left(&said, 22),
        notes.join(", "),
    );
    out.line(line.trim_end());
}

/// “lead: Ana Ruiz” where the line names nobody.
fn answers(name: &str, as_lead: bool) -> String {
    if as_lead { format!("lead: {name}") } else { format!("owner: {name}") }
}

fn as_json(book: &Book, one: &Renewal) -> Value {
    let contract = &one.contract;
    let (open, escalations) = one.issue_count();
    let money = |minor: Option<i64>| minor.map(|minor| Money::new(minor, contract.currency).major());
    json!({
        "id": contract.id.code(),
        "external_id": contract.external_id,
        "account": one.standing.name,
        "account_external_id": one.external_id,
        "product": contract.product,
        "value": money(contract.value),
        "currency": contract.currency.code(),
        "notice_by": one.decision_on.to_string(),
        "end": contract.end.map(|day| day.to_string()),
        "outcome": contract.outcome.map(ContractOutcome::word),
        "outcome_on": contract.outcome_on.map(|day| day.to_string()),
        "outcome_value": money(contract.outcome_value),
        "reason": contract.reason,
        "score": one.standing.score,
        "band": Band::of(one.standing.score, &book.points().bands).word(),
        "last_pulse": one.said.as_ref().map(|said| json!({
            "on": said.on.to_string(), "score": said.score, "quote": said.quote,
        })),
        "owner": one.answers.as_ref().map(|it| &it.name),
        "owner_is_lead": one.answers.as_ref().is_some_and(|it| it.as_lead),
        "value_case": contract.value_case,
        "reference": contract.reference,
        "open_issues": open,
        "escalations": escalations,
        "issues": one.issues.iter().map(|issue| json!({
            "id": issue.id.code(), "title": issue.title, "opened_on": issue.opened_on.to_string(),
            "escalation": issue.escalation,
        })).collect::<Vec<_>>(),
        "playbook": one.steps.as_ref().map(|steps| json!({
            "code": steps.code, "done": steps.done, "of": steps.of,
            "next": steps.next.as_ref().map(|next| json!({
                "title": next.title, "who": next.who, "due": next.due.map(|due| due.to_string()),
            })),
        })),
        "plan_review_on": one.plan.as_ref().and_then(|plan| plan.review_on).map(|day| day.to_string()),
        "price_rise_on": one.price.map(|day| day.to_string()),
        "no_pulse_check": one.unasked,
    })
}
