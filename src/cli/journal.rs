//! `undo`, `redo`, `history`.

use super::out::{Exit, Out};
use crate::book::{Book, Outcome, Step};
use crate::domain::problem::Result;
use serde_json::{Value, json};

pub(super) fn undo(book: &mut Book, out: &mut Out) -> Result<Exit> {
    let outcome = book.undo()?;
    told(out, "Undone", &outcome);
    Ok(Exit::Done)
}

pub(super) fn redo(book: &mut Book, out: &mut Out) -> Result<Exit> {
    let outcome = book.redo()?;
    told(out, "Redone", &outcome);
    Ok(Exit::Done)
}

/// Prints what an operation did.
pub(super) fn told(out: &mut Out, verb: &str, outcome: &Outcome) {
    if out.json {
        out.value(&json!({"step": outcome.step, "operation": outcome.name, "summary": outcome.summary}));
    } else if outcome.step == 0 {
        let said = if outcome.summary.is_empty() { "nothing changed" } else { &outcome.summary };
        out.line(&format!("Nothing to change: {said}."));
    } else {
        let summary = &outcome.summary;
        // The verb says what was done already, unless it is one for any operation.
        match verb {
            "Done" | "Undone" | "Redone" => out.line(&format!("{verb}: {} ({summary}).", outcome.name)),
            _ => out.line(&format!("{verb}: {summary}.")),
        }
    }
}

pub(super) fn history(book: &mut Book, limit: usize, out: &mut Out) -> Result<Exit> {
    let steps = book.history(None, limit)?;
    if out.json {
        out.value(&Value::Array(steps.iter().map(as_json).collect()));
        return Ok(Exit::Done);
    }
    if steps.is_empty() {
        out.line("Nothing was done in this book yet.");
    }
    for step in &steps {
        let mark = if step.undone { "undone  " } else { "" };
        out.line(&format!("{:>5}  {}  {mark}{}: {}", step.step, step.at.replace('T', " "), step.name, step.summary));
    }
    Ok(Exit::Done)
}

fn as_json(step: &Step) -> Value {
    let changes: serde_json::Map<String, Value> =
        step.changes.iter().map(|(noun, count)| (noun.word().to_owned(), json!(count))).collect();
    json!({
        "step": step.step,
        "at": step.at,
        "operation": step.name,
        "summary": step.summary,
        "changes": changes,
        "undone": step.undone,
    })
}
