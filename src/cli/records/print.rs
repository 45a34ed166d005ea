//! Forms and kinds, printed.

use crate::cli::out::{Exit, Out};
use crate::domain::text::{fit, left, width};
use crate::form::Form;
use crate::form::field::{Field, Kind as Holds};
use crate::form::kinds::{Kind, Of, Row, Way};
use serde_json::{Value, json};

/// How many choices are printed on a line.
const CHOICES: usize = 12;

/// Prints the kinds with which this can be done.
pub(super) fn kinds(way: Way, out: &mut Out) -> Exit {
    let rows: Vec<Row> = Kind::ALL.iter().map(|kind| kind.row()).filter(|row| row.ways.contains(&way)).collect();
    if out.json {
        out.value(&Value::Array(rows.iter().map(kind_json).collect()));
        return Exit::Done;
    }
    let word = way.word();
    out.line(&format!("mainstay {word} KIND …: the kinds, and what is named before the fields"));
    for row in rows {
        out.line(&format!("  {} {} {}", left(row.word, 16), left(&place(row.of, way, row.word), 22), row.what));
    }
    let then = match way {
        Way::New => "Without FIELD=VALUE the form is printed: “mainstay new contact northwind”.",
        Way::Edit => "Without FIELD=VALUE the form is printed: “mainstay edit contact northwind jane”.",
        Way::Remove => "“mainstay undo” brings back what was removed.",
    };
    out.line(then);
    Exit::Done
}

/// What is named before the fields.
fn place(of: Of, way: Way, word: &str) -> String {
    let which = if way == Way::New { "" } else { " [WHICH]" };
    match of {
        Of::AnyAccount if way == Way::New => "[ACCOUNT]".to_owned(),
        Of::Account | Of::AnyAccount => format!("ACCOUNT{which}"),
        Of::Playbook => format!("PLAYBOOK{which}"),
        Of::Book if way == Way::New && matches!(word, "stage" | "playbook") => "[STAGE]".to_owned(),
        Of::Book if way == Way::New || matches!(word, "holidays" | "pledge" | "fears") => String::new(),
        Of::Book if word == "account" => "ACCOUNT".to_owned(),
        Of::Book => "WHICH".to_owned(),
    }
}

fn kind_json(row: &Row) -> Value {
    let needs = match row.of {
        Of::Book => Value::Null,
        Of::Account | Of::AnyAccount => json!("account"),
        Of::Playbook => json!("playbook"),
    };
    json!({
        "kind": row.word,
        "also": row.also,
        "of": needs,
        "ways": row.ways.iter().map(|way| way.word()).collect::<Vec<_>>(),
        "verb": row.verb,
        "meaning": row.what,
    })
}

/// Prints a form: its fields, what may stand in them and what does.
pub(super) fn form(form: &Form, kind: Kind, out: &mut Out) {
    if out.json {
        let fields: Vec<Value> = form.fields.iter().map(field_json).collect();
        out.value(&json!({"kind": kind.row().word, "title": form.title, "fields": fields}));
        return;
    }
    out.line(&form.title);
    let keys = form.fields.iter().map(|field| width(field.key)).max().unwrap_or(0);
    for field in &form.fields {
        let needed = if field.needed { "*" } else { " " };
        let mut lines = field.text().lines();
        out.line(format!("{needed} {}  {}", left(field.key, keys), lines.next().unwrap_or("")).trim_end());
        for more in lines {
            out.line(&format!("  {}  {more}", left("", keys)));
        }
        out.line(&format!("  {}  {}", left("", keys), help(field)));
    }
    out.line("* is needed. Put FIELD=VALUE behind the same command to save it; a bare FIELD= clears it.");
}

/// The label, what may stand there and the hint.
fn help(field: &Field) -> String {
    let mut parts = vec![field.label.to_owned()];
    match &field.kind {
        Holds::Choice { options, .. } if !options.is_empty() => parts.push(format!("one of: {}", choices(options))),
        Holds::Several { options } => parts.push(format!("some of: {}", choices(options))),
        Holds::Day => parts.push("a day".to_owned()),
        Holds::Number => parts.push("a number".to_owned()),
        Holds::Lines => parts.push("lines".to_owned()),
        Holds::Choice { .. } | Holds::Text => {}
    }
    if !field.hint.is_empty() {
        parts.push(field.hint.to_owned());
    }
    format!("({})", parts.join("; "))
}

fn choices(options: &[String]) -> String {
    let mut known: Vec<String> = options.iter().take(CHOICES).map(|option| fit(option, 40)).collect();
    if options.len() > CHOICES {
        known.push(format!("and {} more", options.len() - CHOICES));
    }
    known.join(", ")
}

fn field_json(field: &Field) -> Value {
    let (holds, choices) = match &field.kind {
        Holds::Text => ("text", None),
        Holds::Choice { options, .. } => ("choice", Some(options)),
        Holds::Several { options } => ("several", Some(options)),
        Holds::Day => ("day", None),
        Holds::Number => ("number", None),
        Holds::Lines => ("lines", None),
    };
    let value = Some(field.text()).filter(|text| !text.is_empty());
    json!({
        "field": field.key,
        "label": field.label,
        "holds": holds,
        "choices": choices,
        "hint": Some(field.hint).filter(|hint| !hint.is_empty()),
        "needed": field.needed,
        "value": value,
    })
}
