//! The `learn` command: points that the book's own churned accounts propose, and taking them.

use super::journal::told;
use super::out::{Exit, Out, Progress};
use crate::book::Book;
use crate::domain::account::Account;
use crate::domain::backtest::learn::{Check, Learned};
use crate::domain::problem::{Problem, Result};
use clap::Args;
use serde_json::{Value, json};

/// What `learn` takes.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  mainstay learn            what the churned accounts say of the points\n  \
    mainstay learn --take     go by them from today on; undo takes it back\n\n\
    The proposal is offered only where points learned from earlier days told later days better than those that hold.")]
pub(super) struct LearnArgs {
    /// Go by the proposed points from today on.
    #[arg(long)]
    take: bool,
}

pub(super) fn run(book: &mut Book, args: &LearnArgs, out: &mut Out) -> Result<Exit> {
    let progress = Progress::over(book.count::<Account>()?, "accounts");
    let learned = book.learn(&|done, _| {
        progress.tell(done);
        true
    })?;
    drop(progress);
    if args.take {
        let learned = learned.filter(Learned::is_offered).ok_or_else(|| {
            Problem::not_found("No points are proposed that told later days better; “mainstay learn” says why.")
        })?;
        let outcome = book.take_learned(&learned)?;
        told(out, "Learned", &outcome);
        return Ok(Exit::Done);
    }
    if out.json {
        out.value(&as_json(learned.as_ref()));
        return Ok(Exit::Done);
    }
    for line in book.learned_words(learned.as_ref()) {
        out.line(&line);
    }
    Ok(Exit::Done)
}

fn as_json(learned: Option<&Learned>) -> Value {
    let Some(learned) = learned else {
        return json!({"offered": false, "churned": null, "changes": [], "check": null});
    };
    let changes: Vec<Value> = learned
        .changes
        .iter()
        .map(|(path, value)| json!({"key": format!("risk.{path}"), "value": number(value)}))
        .collect();
    let check = |check: Check| {
        json!({
            "churned": check.lost,
            "log_likelihood": {"held": check.likelihood.0, "learned": check.likelihood.1},
            "first_fifth": {"held": check.found.0, "learned": check.found.1},
            "auc": check.auc.map(|(held, learned)| json!({"held": held, "learned": learned})),
        })
    };
    json!({
        "offered": learned.is_offered(),
        "churned": learned.lost,
        "changes": changes,
        "check": learned.check.map(check),
    })
}

fn number(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or(Value::Null)
}
