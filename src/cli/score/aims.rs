//! What the score is held against, as it is printed: pay and cost, targets, three questions, before and after a day.

use super::NAME;
use super::figure::number;
use crate::book::Book;
use crate::book::metrics::Metrics;
use crate::book::metrics::aims::{Aim, BeforeAfter};
use crate::book::metrics::recent::LATELY;
use crate::cli::out::{Exit, Out};
use crate::domain::day::{Day, headed};
use crate::domain::metrics::Period;
use crate::domain::metrics::figures::Correction;
use crate::domain::problem::Result;
use crate::domain::score_plan::Pay;
use crate::domain::text::{left, right};
use serde_json::{Map, Value, json};

/// Pay and cost, targets, and the three questions.
pub(super) fn print(book: &Book, metrics: &Metrics, out: &mut Out) -> Result<()> {
    out.line("");
    out.line("New business and retention");
    super::rows(&book.pay_told(metrics)?, out);
    out.line("");
    out.line("Targets");
    let aims = book.aims(metrics)?;
    if aims.is_empty() {
        out.line("None yet; mainstay new target measure=grr target=92 owner=… consequence=… sets one.");
    }
    for aim in aims {
        out.line(&aim.words());
    }
    if let Some(recent) = &metrics.recent {
        let wins = recent.told(book.today());
        if !wins.is_empty() {
            out.line("");
            out.line(&format!("Won, renewed and saved in {LATELY} days: {}", recent.won));
        }
        for win in wins {
            out.line(&win);
        }
    }
    if let Some(both) = &metrics.compared {
        out.line("");
        table(book, both, out);
    }
    Ok(())
}

/// The same stretch of time before and after a day, in whole numbers.
pub(super) fn before_after(book: &Book, since: Day, out: &mut Out) -> Result<Exit> {
    let both = book.before_after(since)?;
    if out.json {
        out.value(&compared(book, &both));
    } else {
        table(book, &both, out);
    }
    Ok(Exit::Done)
}

/// Both times as JSON.
pub(super) fn compared(book: &Book, both: &BeforeAfter) -> Value {
    let period = |one: Period| json!({"from": one.from.to_string(), "to": one.to.to_string()});
    let pair = |one: &Correction| {
        let pair = json!({"before": number(book, one.closed.figure), "after": number(book, one.recount)});
        (one.closed.key.to_owned(), pair)
    };
    let figures: Map<String, Value> = both.figures.iter().map(pair).collect();
    json!({
        "since": both.since.to_string(), "before": period(both.before), "after": period(both.after), "days": both.days,
        "currency": book.currency().code(), "figures": figures,
    })
}

/// Both times as people read them.
fn table(book: &Book, both: &BeforeAfter, out: &mut Out) {
    out.line(&format!("Before and after {}", headed(both.since)));
    let span = |one: Period| format!("{} to {}", one.from, one.to);
    out.line(&format!("Before: {}. After: {}.", span(both.before), span(both.after)));
    out.line("");
    out.line(&format!("{} {} {} {}", left("", NAME), right("before", 12), right("after", 12), right("difference", 12)));
    for row in both.rows(book) {
        let [before, after, by] = [row.closed, row.recount, row.by].map(|text| right(&text, 12));
        out.line(format!("{} {before} {after} {by}", left(row.name, NAME)).trim_end());
    }
    for note in both.notes() {
        out.line(&note);
    }
}

/// Pay, cost and targets as JSON.
pub(super) fn as_json(book: &Book, metrics: &Metrics, all: &mut Map<String, Value>) -> Result<()> {
    let pay = book.pay_on(metrics.period.to)?;
    // What a year cost says nothing of each customer of a month.
    let cost = if metrics.period.is_year() { pay } else { Pay::default() };
    let (winning, keeping, ratio) = cost.own_cost(metrics.movement.new.count, metrics.retention.kept);
    let major = |minor: Option<i64>| minor.map(|minor| book.money(minor).major());
    let each = |minor: Option<f64>| minor.map(|minor| book.money(minor as i64).major());
    all.insert("reward_parity".to_owned(), json!(pay.parity()));
    all.insert(
        "pay".to_owned(),
        json!({
            "pay_new": major(pay.pay_new), "pay_renewed": major(pay.pay_renewed),
            "cost_of_winning": major(pay.cost_of_winning), "cost_of_keeping": major(pay.cost_of_keeping),
            "cost_of_each_won": each(winning), "cost_of_each_kept": each(keeping), "own_cost_ratio": ratio,
        }),
    );
    let target = |aim: &Aim| {
        let mut target = json!({
            "measure": aim.measure.word(), "target": aim.target, "figure": aim.figure, "met": aim.is_met(),
            "owner": aim.owner, "consequence": aim.consequence,
        });
        if aim.last.is_some() {
            target["days_since_last"] = json!(metrics.days_since_abandonment());
        }
        target
    };
    all.insert("targets".to_owned(), book.aims(metrics)?.iter().map(target).collect());
    let both = metrics.compared.as_ref().map_or(Value::Null, |both| compared(book, both));
    all.insert("before_after".to_owned(), both);
    Ok(())
}
