//! The `log` command: one line from the words, or many from standard input.

use super::out::{Exit, Out, complain};
use crate::book::Book;
use crate::domain::log_line::Cadence;
use crate::domain::problem::{Problem, Result};
use crate::domain::words::EventKind;
use serde_json::json;
use std::io::BufRead;

pub(super) fn run(book: &mut Book, words: &[String], out: &mut Out) -> Result<Exit> {
    // Among words that may begin with a hyphen the one option that is written last by habit is known by itself.
    let words = match words.split_last() {
        Some((last, rest)) if last == "--json" => {
            out.json = true;
            rest
        }
        _ => words,
    };
    if !words.is_empty() {
        keep(book, &words.join(" "), out)?;
        return Ok(Exit::Done);
    }
    let mut refused = 0;
    for (number, line) in std::io::stdin().lock().lines().enumerate() {
        let line = line.map_err(|error| Problem::input(format!("Standard input cannot be read: {error}.")))?;
        if line.trim().is_empty() {
            continue;
        }
        if let Err(problem) = keep(book, &line, out) {
            complain(&format!("line {}: {}", number + 1, problem.sentence));
            refused += 1;
        }
        // Each line is answered once it is on disk, not when all are.
        out.flush();
        if out.is_gone() {
            break;
        }
    }
    Ok(if refused == 0 { Exit::Done } else { Exit::Failed })
}

fn keep(book: &mut Book, line: &str, out: &mut Out) -> Result<()> {
    let reading = book.read_log(line, None);
    let outcome = book.log(&reading, None)?;
    if out.json {
        out.value(&json!({
            "step": outcome.step,
            "account": reading.account.as_ref().map(|(_, name)| name),
            "kept": outcome.summary,
            "meaningful": reading.is_meaningful(),
            "next": reading.when.map(|day| day.to_string()),
        }));
        return Ok(());
    }
    out.line(&format!("Logged: {}.", outcome.summary));
    if !matches!(reading.cadence(), Cadence::Reset | Cadence::NoTouch) {
        out.line(&format!("  {}", reading.cadence().words()));
    }
    if let (Some((_, account)), true) = (&reading.account, reading.events.contains(&EventKind::SponsorLeft)) {
        for (_, name) in &reading.contacts {
            out.line(&format!("  If {name} left: mainstay edit contact \"{account}\" \"{name}\" left_on=today"));
        }
    }
    Ok(())
}
