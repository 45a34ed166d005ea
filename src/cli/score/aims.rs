//! What the score is held against, as it is printed: pay and cost, targets, three questions, before and after a day.

use super::json::number;
use crate::book::Book;
use crate::book::metrics::Metrics;
use crate::book::metrics::aims::{Aim, caution};
use crate::cli::out::{Exit, Out};
use crate::domain::day::{Day, headed};
use crate::domain::metrics::Period;
use crate::domain::problem::Result;
use crate::domain::text::{left, right};
use serde_json::{Map, Value, json};

/// Pay and cost, targets, and the three questions.
pub(super) fn print(book: &Book, metrics: &Metrics, out: &mut Out) {
    out.line("");
    out.line("Winning and keeping");
    for told in book.pay_told(metrics) {
        out.line(&format!("{} {}  {}", left(told.name, 16), right(&told.rate, 12), told.words));
    }
    out.line("");
    out.line("Targets");
    let aims = book.aims(metrics);
    if aims.is_empty() {
        out.line("None yet; mainstay new target measure=grr target=92 owner=… consequence=… sets one.");
    }
    for aim in aims {
        out.line(&aim.words());
    }
    if let Some(recent) = &metrics.recent {
        out.line("");
        out.line("Three questions");
        for (question, answer) in recent.answers(book.today()) {
            out.line(&format!("{} {answer}", left(question, 18)));
        }
    }
}

/// The same stretch of time before and after a day, in whole numbers.
pub(super) fn before_after(book: &Book, since: Day, out: &mut Out) -> Result<Exit> {
    let both = book.before_after(since)?;
    let period = |one: Period| json!({"from": one.from.to_string(), "to": one.to.to_string()});
    if out.json {
        let pair = |one: &crate::domain::metrics::figures::Correction| {
            let pair = json!({"before": number(book, one.closed.figure), "after": number(book, one.recount)});
            (one.closed.key.to_owned(), pair)
        };
        let figures: Map<String, Value> = both.figures.iter().map(pair).collect();
        let (before, after) = (period(both.before), period(both.after));
        out.value(&json!({
            "since": since.to_string(), "before": before, "after": after, "days": both.days,
            "currency": book.currency().code(), "figures": figures,
        }));
        return Ok(Exit::Done);
    }
    out.line(&format!("Before and after {}", headed(since)));
    let span = |one: Period| format!("{} to {}", one.from, one.to);
    out.line(&format!("Before: {}. After: {}.", span(both.before), span(both.after)));
    out.line("");
    out.line(&format!("{} {} {} {}", left("", 16), right("before", 12), right("after", 12), right("difference", 12)));
    for row in both.rows(book) {
        let [before, after, by] = [row.closed, row.recount, row.by].map(|text| right(&text, 12));
        out.line(format!("{} {before} {after} {by}", left(row.name, 16)).trim_end());
    }
    out.line(&caution(&both));
    Ok(Exit::Done)
}

/// Pay, cost and targets as JSON.
pub(super) fn as_json(book: &Book, metrics: &Metrics, all: &mut Map<String, Value>) {
    let pay = book.pay();
    let (winning, keeping, ratio) = pay.own_cost(metrics.movement.new.count, metrics.retention.kept);
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
        json!({
            "measure": aim.measure.word(), "target": aim.target, "figure": aim.figure, "met": aim.is_met(),
            "owner": aim.owner, "consequence": aim.consequence,
        })
    };
    all.insert("targets".to_owned(), book.aims(metrics).iter().map(target).collect());
}
