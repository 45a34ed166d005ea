//! The `score` command.

use super::out::{Exit, Out};
use crate::book::Book;
use crate::book::metrics::Metrics;
use crate::domain::account::Account;
use crate::domain::day::{Day, headed};
use crate::domain::metrics::abandonment::{Case, Cause};
use crate::domain::metrics::{Flow, Period};
use crate::domain::money::grouped;
use crate::domain::problem::Result;
use crate::domain::statistics::proportion::wilson;
use crate::domain::text::{counted, left, right};
use clap::Args;
use serde_json::{Map, Value, json};

/// What `score` takes.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  mainstay score\n  mainstay score --month 2026-10\n  \
    mainstay score --json | jq '{new, lost, net, grr}'")]
pub(super) struct ScoreArgs {
    /// The calendar month, such as 2026-10; left out: the last twelve months.
    #[arg(long, value_name = "YYYY-MM")]
    month: Option<String>,
}

/// How many abandoned sales are listed.
const LISTED: usize = 10;

pub(super) fn run(book: &Book, args: &ScoreArgs, out: &mut Out) -> Result<Exit> {
    let today = book.today();
    let period = match &args.month {
        Some(month) => Period::month(month, today)?,
        None => Period::year_to(today),
    };
    let metrics = book.metrics(period)?;
    if out.json {
        out.value(&as_json(book, &metrics)?);
    } else {
        print(book, &metrics, out)?;
    }
    Ok(Exit::Done)
}

fn print(book: &Book, metrics: &Metrics, out: &mut Out) -> Result<()> {
    let Period { from, to } = metrics.period;
    out.line(&format!("Score · {} to {}", headed(from), headed(to)));
    out.line("");
    if metrics.is_empty() {
        out.line("No customers in this time, so nothing to count.");
    } else {
        numbers(book, metrics, out);
        rates(book, metrics, out);
        reasons(metrics, out);
        abandoned(book, metrics, out)?;
    }
    let notes = metrics.notes();
    if !notes.is_empty() {
        out.line("");
    }
    for note in notes {
        out.line(&note);
    }
    Ok(())
}

/// Whole numbers first: who came, who stayed, who went.
fn numbers(book: &Book, metrics: &Metrics, out: &mut Out) {
    let movement = &metrics.movement;
    let mut row = |name: &str, count: &str, value: i64, what: &str| {
        let value = if value == 0 { String::new() } else { book.money(value).short() };
        out.line(format!("{} {} {}  {what}", left(name, 10), right(count, 8), right(&value, 9)).trim_end());
    };
    let number = |flow: &Flow| grouped(&flow.count.to_string());
    let (new, renewed, lost, back) = (&movement.new, &movement.renewed, &movement.lost, &movement.won_back);
    row("New", &number(new), new.value, "customers");
    row("Renewed", &number(renewed), renewed.value, "lines");
    row("Lost", &number(lost), lost.value, "customers");
    if back.count > 0 {
        row("Won back", &number(back), back.value, "customers");
    }
    row("Net", &signed(movement.net()), movement.net_value(), "customers");
    row("Referrals", &grouped(&metrics.referrals.to_string()), 0, "");
    let words = format!(
        "{} when it began, {} when it ended; {} worth more than then, {} less.",
        counted(movement.before, "customer"),
        grouped(&movement.after.to_string()),
        grouped(&metrics.retention.grown.to_string()),
        grouped(&metrics.retention.shrunk.to_string()),
    );
    out.line(&words);
}

fn rates(book: &Book, metrics: &Metrics, out: &mut Out) {
    out.line("");
    for told in metrics.told(book.currency()) {
        out.line(&format!("{} {}  {}", left(told.name, 16), right(&told.rate, 8), told.words));
    }
    out.line(&format!("{}           {}", left("Hand-offs", 16), metrics.acceptance_words()));
}

fn reasons(metrics: &Metrics, out: &mut Out) {
    if metrics.reasons.is_empty() {
        return;
    }
    out.line("");
    out.line("Why they left");
    for (reason, count) in &metrics.reasons {
        let reason = if reason.is_empty() { "no reason written down" } else { reason };
        out.line(&format!("{}  {reason}", right(&grouped(&count.to_string()), 6)));
    }
}

/// Which sales were let down, and how.
fn abandoned(book: &Book, metrics: &Metrics, out: &mut Out) -> Result<()> {
    let cases = &metrics.abandonment.cases;
    if cases.is_empty() {
        return Ok(());
    }
    out.line("");
    out.line("Abandoned after the sale");
    for (cause, count) in metrics.causes() {
        out.line(&format!("{}  {}", right(&grouped(&count.to_string()), 6), cause.title()));
    }
    for case in cases.iter().take(LISTED) {
        let account: Account = book.get(case.account)?;
        let causes: Vec<&str> = case.causes.iter().map(|(cause, _)| cause.title()).collect();
        out.line(&format!("  {} {} {}", case.sale.on, left(&account.name, 28), causes.join("; ")));
    }
    if cases.len() > LISTED {
        out.line(&format!("  and {} more; --json lists them all.", grouped(&(cases.len() - LISTED).to_string())));
    }
    Ok(())
}

fn signed(number: i64) -> String {
    let digits = grouped(&number.unsigned_abs().to_string());
    match number {
        1.. => format!("+{digits}"),
        0 => digits,
        _ => format!("-{digits}"),
    }
}

fn as_json(book: &Book, metrics: &Metrics) -> Result<Value> {
    let mut all = Map::new();
    let mut put = |key: &str, value: Value| all.insert(key.to_owned(), value);
    put("from", metrics.period.from.to_string().into());
    put("to", metrics.period.to.to_string().into());
    put("currency", book.currency().code().into());
    let movement = &metrics.movement;
    for (key, flow) in [
        ("new", &movement.new),
        ("lost", &movement.lost),
        ("renewed", &movement.renewed),
        ("won_back", &movement.won_back),
    ] {
        put(key, flow.count.into());
        put(&format!("{key}_value"), book.money(flow.value).major().into());
    }
    put("came_and_went", movement.came_and_went.into());
    put("net", movement.net().into());
    put("net_value", book.money(movement.net_value()).major().into());
    put("referrals", metrics.referrals.into());
    put("customers_before", movement.before.into());
    put("customers_after", movement.after.into());
    put("undated", movement.undated.into());
    put("unavoidable", metrics.unavoidable.into());
    put("grr", json!(metrics.retention.grr()));
    put("nrr", json!(metrics.retention.nrr()));
    put("logo_retention", json!(metrics.retention.logo()));
    put("renewal_rate", json!(metrics.renewals.rate()));
    put("renewal_value_rate", json!(metrics.renewals.value_rate()));
    put("abandonment", json!(metrics.abandonment.rate()));
    put("retention", retention_json(book, metrics));
    put("renewals", renewals_json(book, metrics));
    put("abandonments", abandonments_json(book, metrics)?);
    put("handoff_acceptance", acceptance_json(metrics));
    let reason =
        |(reason, count): &(String, u64)| json!({"reason": Some(reason).filter(|it| !it.is_empty()), "count": count});
    put("loss_reasons", metrics.reasons.iter().map(reason).collect());
    Ok(Value::Object(all))
}

/// An amount in major units: a sum may be larger than any single amount.
fn major(book: &Book, minor: i128) -> f64 {
    minor as f64 / 10f64.powi(book.currency().digits() as i32)
}

fn retention_json(book: &Book, metrics: &Metrics) -> Value {
    let all = &metrics.retention;
    json!({
        "customers": all.customers, "kept": all.kept, "valued": all.valued, "unvalued": all.unvalued,
        "unrated": all.unrated, "grown": all.grown, "shrunk": all.shrunk,
        "value_before": major(book, all.before), "value_after": major(book, all.after), "value_held": major(book, all.held),
    })
}

fn renewals_json(book: &Book, metrics: &Metrics) -> Value {
    let all = &metrics.renewals;
    json!({
        "renewed": all.renewed, "lost": all.lost, "pending": all.pending, "overdue": all.overdue,
        "unvalued": all.unvalued, "value_expiring": major(book, all.expiring), "value_renewed": major(book, all.held),
    })
}

fn abandonments_json(book: &Book, metrics: &Metrics) -> Result<Value> {
    let all = &metrics.abandonment;
    let ends = wilson(all.abandoned(), all.judged);
    let causes: Map<String, Value> =
        Cause::ALL.iter().map(|cause| (cause.word().to_owned(), all.of_cause(*cause).into())).collect();
    let cases = all.cases.iter().map(|case| case_json(book, case)).collect::<Result<Vec<Value>>>()?;
    Ok(json!({
        "judged": all.judged, "abandoned": all.abandoned(),
        "lower": ends.map(|ends| ends.lower), "upper": ends.map(|ends| ends.upper),
        "unwatched": all.unwatched, "last_on": all.last.map(|last| last.to_string()),
        "days_since_last": metrics.days_since_abandonment(), "causes": causes, "cases": cases,
    }))
}

fn case_json(book: &Book, case: &Case) -> Result<Value> {
    let account: Account = book.get(case.account)?;
    let cause = |(cause, on): &(Cause, Day)| json!({"cause": cause.word(), "on": on.to_string()});
    Ok(json!({
        "account": account.name, "external_id": account.external_id, "sold_on": case.sale.on.to_string(),
        "expansion": case.sale.expansion, "causes": case.causes.iter().map(cause).collect::<Vec<_>>(),
    }))
}

fn acceptance_json(metrics: &Metrics) -> Value {
    let all = &metrics.acceptance;
    json!({"offered": all.n, "accepted": all.events, "median_working_days": all.median()})
}
