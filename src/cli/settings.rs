//! The `settings` command: the numbers a book goes by, listed and changed; pay and targets are changed in their forms.

use super::journal::told;
use super::out::{Exit, Out};
use crate::book::Book;
use crate::book::settings::Rule;
use crate::domain::problem::{Problem, Result};
use crate::domain::text::left;
use crate::domain::when;
use clap::Args;
use serde_json::{Value, json};

/// What `settings` takes.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  mainstay settings                        every number of the score, with what it means\n  \
    mainstay settings k1                     those whose key or meaning holds “k1”\n  \
    mainstay settings risk.k1.one_door 8     from today on\n  \
    mainstay settings risk.k1.one_door default\n  \
    mainstay settings currency USD           the currency that values and sums are in\n  \
    mainstay settings risk.t1.points 2,5,8,12 --since 2026-11-01\n  \
    mainstay edit pay pay_new=80 since=2026-11-01            pay and targets have forms"
)]
pub(super) struct SettingsArgs {
    /// Which number, or what to look for.
    key: Option<String>,
    /// Its new value; “default” for what ships.
    value: Option<String>,
    /// From which day it holds; left out: today.
    #[arg(long, value_name = "DATE")]
    since: Option<String>,
}

pub(super) fn run(book: &mut Book, args: &SettingsArgs, out: &mut Out) -> Result<Exit> {
    let (Some(key), Some(value)) = (&args.key, &args.value) else { return list(book, args.key.as_deref(), out) };
    let today = book.today();
    let since = args.since.as_deref().map_or(Ok(today), |text| when::read(text, today))?;
    let outcome = book.change_rule(key, value, since)?;
    told(out, "Done", &outcome);
    Ok(Exit::Done)
}

fn list(book: &Book, words: Option<&str>, out: &mut Out) -> Result<Exit> {
    let words = words.unwrap_or_default().to_lowercase();
    let rules: Vec<Rule> = book
        .every_rule()?
        .into_iter()
        .filter(|rule| rule.key.to_lowercase().contains(&words) || meaning(rule).to_lowercase().contains(&words))
        .collect();
    if rules.is_empty() {
        let shown = crate::domain::text::fit(&words, 40);
        return Err(Problem::not_found(format!("No number has “{shown}” in its key or meaning.")));
    }
    if out.json {
        out.value(&Value::Array(rules.iter().map(as_json).collect()));
        return Ok(Exit::Done);
    }
    for rule in rules {
        let ships = if rule.shipped == NONE || rule.shipped == rule.value {
            String::new()
        } else {
            format!("; ships as {}", rule.shipped)
        };
        let changed = rule.since.map_or(String::new(), |since| format!("  since {since}{ships}"));
        let value = if rule.value == NONE { "none" } else { rule.value.trim_matches('"') };
        out.line(format!("{} {} {}{changed}", left(&rule.key, 32), left(value, 16), meaning(&rule)).trim_end());
    }
    Ok(Exit::Done)
}

/// JSON for nothing said.
const NONE: &str = "null";

/// What it means, with what else is to be said.
fn meaning(rule: &Rule) -> String {
    if rule.more.is_empty() { rule.words.to_owned() } else { format!("{}, {}", rule.words, rule.more) }
}

fn as_json(rule: &Rule) -> Value {
    let number = |text: &str| serde_json::from_str::<Value>(text).unwrap_or(Value::Null);
    json!({
        "key": rule.key,
        "meaning": meaning(rule),
        "value": number(&rule.value),
        "shipped": number(&rule.shipped),
        "since": rule.since.map(|day| day.to_string()),
    })
}
