//! From `FIELD=VALUE` to a filled form.

use crate::domain::day::Day;
use crate::domain::problem::{Problem, Result};
use crate::domain::text::fit;
use crate::domain::text::same_word;
use crate::form::Form;
use crate::form::field::{Field, Kind};

/// How many choices a refusal names.
const CHOICES: usize = 12;

/// One `FIELD=VALUE`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::cli) struct Pair {
    /// The field: its key, or its label in any dress.
    pub(in crate::cli) field: String,
    /// What is put there; empty: it is cleared.
    pub(in crate::cli) value: String,
}

impl Pair {
    /// This value in this field.
    pub(in crate::cli) fn of(field: &str, value: impl Into<String>) -> Self {
        Self { field: field.to_owned(), value: value.into() }
    }
}

/// The words before the fields, and the fields. A field is what has an equals sign after letters, `_` and `-`.
pub(in crate::cli) fn split(words: &[String]) -> (Vec<String>, Vec<Pair>) {
    let (mut names, mut pairs) = (Vec::new(), Vec::new());
    for word in words {
        match word.split_once('=').filter(|(field, _)| is_field(field)) {
            Some((field, value)) => pairs.push(Pair::of(field, value)),
            None => names.push(word.clone()),
        }
    }
    (names, pairs)
}

fn is_field(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|ch| ch.is_ascii_alphabetic() || matches!(ch, '_' | '-'))
}

/// Says which field there is none of, or which is given twice, and which there are.
pub(in crate::cli) fn unknown(form: &Form, pairs: &[Pair]) -> Option<String> {
    let known: Vec<&str> = form.fields.iter().map(|field| field.key).collect();
    for (place, pair) in pairs.iter().enumerate() {
        let Some(index) = place_of(form, &pair.field) else {
            let shown = fit(&pair.field, 40);
            return Some(format!("There is no field “{shown}” here; the fields are: {}.", known.join(", ")));
        };
        if pairs[..place].iter().any(|before| place_of(form, &before.field) == Some(index)) {
            return Some(format!("{}: This field is given twice; give it once.", form.fields[index].key));
        }
    }
    None
}

fn place_of(form: &Form, name: &str) -> Option<usize> {
    let exact = form.fields.iter().position(|field| same_word(field.key, name));
    let former = |field: &Field| field.also.iter().any(|also| same_word(also, name));
    let labelled = |field: &Field| same_word(field.label, name) || former(field);
    exact.or_else(|| form.fields.iter().position(labelled))
}

/// Puts the values into their fields and looks at the whole; the first field that is wrong refuses.
pub(in crate::cli) fn fill(form: &mut Form, pairs: &[Pair], today: Day) -> Result<()> {
    for pair in pairs {
        if let Some(index) = place_of(form, &pair.field) {
            form.fields[index].edit().set(pair.value.clone());
        }
    }
    if form.check(today) {
        return Ok(());
    }
    let wrong = form.fields.iter().find(|field| field.problem.is_some());
    Err(wrong.map_or_else(|| Problem::input("Something here is not right."), refusal))
}

/// What is wrong with a field, and what to do.
fn refusal(field: &Field) -> Problem {
    let sentence = match (&field.kind, field.text().trim()) {
        (_, "") => format!("{}; give it as {}=….", field.wanted(), field.key),
        (Kind::Choice { options, .. }, typed) => {
            let mut known: Vec<String> = options.iter().take(CHOICES).map(|option| fit(option, 40)).collect();
            if options.len() > CHOICES {
                known.push(format!("and {} more", options.len() - CHOICES));
            }
            let typed = fit(typed, 40);
            if known.is_empty() {
                format!(
                    "“{typed}” is none of the choices, because there are none yet; add them first, with “mainstay new”."
                )
            } else {
                format!("“{typed}” is none of the choices, or more than one; write one of: {}.", known.join(", "))
            }
        }
        _ => field.problem.clone().unwrap_or_default(),
    };
    Problem { field: None, ..Problem::input(format!("{}: {sentence}", field.key)) }
}

/// The same problem, with the field it is about before its sentence.
pub(in crate::cli) fn named(problem: Problem) -> Problem {
    match problem.field {
        Some(field) => Problem { field: None, sentence: format!("{field}: {}", problem.sentence), ..problem },
        None => problem,
    }
}
