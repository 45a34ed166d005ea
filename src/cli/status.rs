//! `status`: one line for a prompt or a status bar.

use super::out::{Exit, Out, complain};
use crate::book::Book;
use crate::book::status::{PLACEHOLDERS, Status};
use crate::domain::day::Day;
use crate::domain::problem::Result;
use serde_json::json;
use std::path::Path;

/// What `status` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  mainstay status\n  mainstay status --format '{due}/{late}'\n  \
    set -g status-right '#(mainstay status)'      in tmux.conf\n\n\
    Placeholders: {due} {done} {more} {late} {at_risk} {me} {day}")]
pub(super) struct StatusArgs {
    /// The line, with names in braces for the numbers.
    #[arg(long, value_name = "TEXT", default_value = "{due} due · {late} late · {at_risk} at risk")]
    format: String,
}

/// Prints the line; an empty one where there is no book.
pub(super) fn run(args: &StatusArgs, path: &Path, day: Option<Day>, out: &mut Out) -> Result<Exit> {
    let format = args.format.as_str();
    if let Some(name) = unknown(format) {
        let names = PLACEHOLDERS.map(|name| format!("{{{name}}}")).join(" ");
        complain(&format!("There is no placeholder {{{name}}}; there are {names}."));
        return Ok(Exit::Usage);
    }
    let status = Book::peek(path, day)?.map(|book| book.status()).transpose()?;
    match (status, out.json) {
        (Some(status), true) => out.value(&json!({
            "date": status.day.to_string(),
            "due": status.due,
            "done": status.done,
            "more": status.more,
            "late": status.late,
            "at_risk": status.at_risk,
            "me": Some(status.me).filter(|me| !me.is_empty()),
        })),
        (None, true) => out.value(&serde_json::Value::Null),
        (Some(status), false) => out.line(&filled(format, &status)),
        (None, false) => out.line(""),
    }
    Ok(Exit::Done)
}

/// The parts of a format: plain text, and the names in braces.
fn parts(format: &str) -> Vec<(&str, Option<&str>)> {
    let mut parts = Vec::new();
    let mut rest = format;
    while let Some((before, after)) = rest.split_once('{') {
        match after.split_once('}') {
            Some((name, behind)) => {
                parts.push((before, Some(name)));
                rest = behind;
            }
            None => break,
        }
    }
    parts.push((rest, None));
    parts
}

fn unknown(format: &str) -> Option<&str> {
    parts(format).into_iter().filter_map(|(_, name)| name).find(|name| !PLACEHOLDERS.contains(name))
}

fn filled(format: &str, status: &Status) -> String {
    let part = |(text, name): (&str, Option<&str>)| {
        text.to_owned() + &name.and_then(|name| status.value(name)).unwrap_or_default()
    };
    parts(format).into_iter().map(part).collect()
}
