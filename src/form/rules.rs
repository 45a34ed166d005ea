//! The form of a group of rules: the points of a signal, the bands, the practice of a tier.

use super::Form;
use super::field::{Field, Kind};
use crate::book::settings::Rule;
use crate::book::{Book, Outcome};
use crate::domain::problem::{Problem, Result};
use crate::domain::risk::signal::SIGNALS;

/// What a group of rules is called: “K1 Our door”, “Tier A”, “Bands”.
pub(crate) fn title(group: &str) -> String {
    if let Some(signal) = SIGNALS.iter().find(|signal| signal.code.eq_ignore_ascii_case(group)) {
        return format!("{} {}", signal.code, signal.title);
    }
    let words = group.replace('.', " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The fields: every number of the group.
pub(crate) fn form(group: &str, book: &Book) -> Result<Form> {
    let fields = rules(group, book)?.into_iter().map(|rule| {
        let field = Field::new(rule.name, rule.words, Kind::Text, shown(&rule.value)).needed();
        if rule.value == rule.shipped { field } else { field.hint("Changed; “default” brings back what ships") }
    });
    Ok(Form::new(format!("Rules ─ {}", title(group)), fields.collect()))
}

/// Keeps the numbers that were changed, from today on.
pub(crate) fn keep(group: &str, form: &Form, book: &mut Book) -> Result<Outcome> {
    let mut changes = Vec::new();
    for rule in rules(group, book)? {
        let typed = form.value(rule.name);
        if typed != shown(&rule.value) {
            changes.push((rule.key, typed.to_owned(), rule.name));
        }
    }
    let field = match changes.as_slice() {
        [(_, _, name)] => Some(*name),
        _ => None,
    };
    let changes: Vec<(String, String)> = changes.into_iter().map(|(key, value, _)| (key, value)).collect();
    let today = book.today();
    book.change_rules(&changes, today).map_err(|problem| Problem { field, ..problem })
}

fn rules(group: &str, book: &Book) -> Result<Vec<Rule>> {
    Ok(book.point_rules()?.into_iter().filter(|rule| rule.group == group).collect())
}

/// A number, or numbers with commas between them, as a person writes them.
fn shown(value: &str) -> String {
    match value {
        "null" => "none".to_owned(),
        list => list.trim_matches(['[', ']', '"']).replace(',', ", "),
    }
}
