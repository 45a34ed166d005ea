//! The `show` command: the brief of an account, one page.

use super::out::{Exit, Out};
use crate::book::Book;
use crate::book::page::Brief;
use crate::domain::custom_field::json_number;
use crate::domain::day::{Day, spoken};
use crate::domain::money::Money;
use crate::domain::planned::Planned;
use crate::domain::problem::Result;
use crate::domain::reading::{Metric, figure, longest_spark};
use crate::domain::risk::signal::State;
use crate::domain::text::{fit, left, right};
use crate::view;
use serde_json::{Value, json};

pub(super) fn run(book: &mut Book, words: &str, out: &mut Out) -> Result<Exit> {
    let account = book.account_called(words)?;
    let brief = book.brief(account.id)?;
    if out.json {
        out.value(&as_json(book, &brief));
    } else {
        head(book, &brief, out);
        risk(&brief, book.today(), out);
        people(&brief, out);
        recent(&brief, book.today(), out);
        ahead(book, &brief, out);
        custom(&brief, out);
        readings(&brief, book.today(), out);
    }
    Ok(Exit::Done)
}

fn head(book: &Book, brief: &Brief, out: &mut Out) {
    let (account, today) = (&brief.account, book.today());
    let value = brief.standing.value.map_or("value unknown".to_owned(), |minor| book.money(minor).long());
    out.line(&format!(
        "{}  {} {}, {} points",
        account.name,
        brief.score.band.symbol(),
        brief.score.band,
        brief.score.points
    ));
    let since = account.customer_since.map_or(String::new(), |day| format!(" · customer since {day}"));
    let stage = book.stages().name(&account.stage);
    out.line(&format!("{value} · tier {} · {stage}{since} · lead {}", brief.standing.tier, brief.lead));
    if let Some(loss) = &brief.loss {
        out.line(&format!("Lost on {}: {}", loss.on, loss.reason.as_deref().unwrap_or("no reason recorded")));
    }
    if let Some(decision) = brief.facts.decision_on {
        out.line(&format!("Notice deadline {} ({decision}).", spoken(decision, today)));
    }
    if account.loyal.or(account.retainable).is_some() {
        let mark = |mark: Option<bool>| mark.map_or("not said", |mark| if mark { "yes" } else { "no" });
        out.line(&format!("Assumed: loyal {}, retainable {}.", mark(account.loyal), mark(account.retainable)));
    }
    if let Some(why) = &account.why_bought {
        out.line(&format!("Reason for buying: {}", fit(why, 100)));
    }
}

fn risk(brief: &Brief, today: Day, out: &mut Out) {
    out.line("Why it is at risk");
    for reading in brief.lines.iter().filter(|one| one.points() > 0) {
        let unknown = if matches!(reading.state, State::Unknown(_)) { " (not known)" } else { "" };
        out.line(&format!("  {:>3} {}  {}{unknown}", reading.points(), reading.code, reading.sentence(today)));
        out.line(&format!("          {}", reading.remedy.words));
    }
    out.line(&format!("  {} of {} signals known", brief.score.known, brief.score.applicable));
}

fn people(brief: &Brief, out: &mut Out) {
    out.line("Contacts");
    for contact in &brief.contacts {
        let role = contact.role.map_or(String::new(), |role| format!(", {role}"));
        let left = contact.left_on.map_or(String::new(), |day| format!(", left {day}"));
        let title = contact.title.as_deref().unwrap_or("");
        let reach = [&contact.phone, &contact.email].into_iter().flatten().cloned().collect::<Vec<_>>().join(" · ");
        let line = format!("  {}{role}  {}{left}  {reach}", contact.name, fit(title, 40));
        out.line(line.trim_end());
    }
    if brief.contacts.is_empty() {
        out.line("  nobody yet");
    }
}

fn recent(brief: &Brief, today: Day, out: &mut Out) {
    out.line("Last touches");
    for touch in &brief.touches {
        let said = touch.summary.as_deref().unwrap_or("");
        out.line(&format!("  {:>9}  {}  {}", spoken(touch.on, today), touch.channel, fit(said, 90)));
    }
    for pulse in &brief.pulses {
        let said = pulse.quote.as_deref().map_or(String::new(), |quote| format!("“{}”", fit(quote, 80)));
        out.line(&format!("  {:>9}  pulse {}/5  {said}", spoken(pulse.on, today), pulse.score));
    }
    if brief.touches.is_empty() && brief.pulses.is_empty() {
        out.line("  none yet");
    }
}

fn ahead(book: &Book, brief: &Brief, out: &mut Out) {
    let today = book.today();
    let when = |day: Option<Day>| day.map_or("no date".to_owned(), |day| spoken(day, today));
    out.line("Ahead");
    for commitment in &brief.commitments {
        out.line(&format!("  {:>9}  commitment: {}", when(commitment.due), fit(&commitment.what, 90)));
    }
    for action in &brief.actions {
        out.line(&format!("  {:>9}  {}", when(action.due), fit(&action.title, 90)));
    }
    for one in &brief.planned {
        out.line(&format!("  {:>9}  {}: {}", when(Some(one.due)), one.verb, fit(&one.title, 90)));
    }
    for issue in &brief.issues {
        out.line(&format!("  open since {}: {}", spoken(issue.opened_on, today), fit(&issue.title, 90)));
    }
    for contract in &brief.contracts {
        let value = contract.value.map_or(String::new(), |minor| Money::new(minor, contract.currency).long());
        let product = contract.product.as_deref().unwrap_or("contract");
        out.line(&format!("  {:>9}  {} ends, {value}", when(contract.end), fit(product, 60)));
    }
}

fn custom(brief: &Brief, out: &mut Out) {
    if brief.own_custom().next().is_none() {
        return;
    }
    out.line("Custom fields");
    for field in brief.own_custom() {
        out.line(&format!("  {}  {}", left(&field.name, 24), fit(&field.value, 90)));
    }
}

fn readings(brief: &Brief, today: Day, out: &mut Out) {
    if brief.metrics.is_empty() {
        return;
    }
    out.line("Readings");
    let bars = longest_spark(&brief.metrics);
    for metric in &brief.metrics {
        let value = metric.newest().map_or_else(String::new, |(_, value)| figure(value));
        let (name, spark) = (left(&metric.name, 24), left(&metric.spark(), bars));
        out.line(&format!("  {name} {}  {spark}  {}", right(&value, 10), metric.dated(today)));
    }
}

fn as_json(book: &Book, brief: &Brief) -> Value {
    let risk: Vec<Value> = brief
        .lines
        .iter()
        .filter(|one| one.points() > 0)
        .map(|one| json!({"code": one.code, "points": one.points(), "sentence": one.sentence(book.today()), "remedy": one.remedy.words}))
        .collect();
    json!({
        "id": brief.account.id.code(),
        "external_id": brief.account.external_id,
        "name": brief.account.name,
        "stage": brief.account.stage,
        "tier": brief.standing.tier.word(),
        "value": brief.standing.value.map(|minor| book.money(minor).major()),
        "currency": book.currency().code(),
        "lead": brief.lead,
        "score": brief.score.points,
        "band": brief.score.band.word(),
        "completeness": brief.score.completeness(),
        "drivers": risk,
        "notice_by": brief.facts.decision_on.map(|day| day.to_string()),
        "last_touch": brief.facts.last_touch.map(|day| day.to_string()),
        "pulse": brief.facts.pulse.as_ref().map(|pulse| pulse.score),
        "contacts": brief.contacts,
        "touches": brief.touches,
        "promises": brief.commitments,
        "actions": brief.actions,
        "planned": brief.planned.iter().map(planned_json).collect::<Vec<_>>(),
        "issues": brief.issues,
        "churned_on": brief.loss.as_ref().map(|loss| loss.on.to_string()),
        "custom": view::accounts::custom_json(brief.own_custom().map(|field| (&*field.name, &*field.value))),
        "readings": brief.metrics.iter().map(metric_json).collect::<Vec<_>>(),
    })
}

fn planned_json(one: &Planned) -> Value {
    json!({
        "id": one.id.to_string(),
        "kind": one.id.kind.word(),
        "title": one.title,
        "due": one.due.to_string(),
    })
}

fn metric_json(metric: &Metric) -> Value {
    let (on, value) = metric.newest().unzip();
    let history: Vec<Value> = metric.history.iter().map(|(_, value)| json_number(*value)).collect();
    json!({
        "metric": metric.name,
        "on": on.map(|day| day.to_string()),
        "value": value.map(json_number),
        "before": metric.before().map(|(_, value)| json_number(value)),
        "history": history,
    })
}
