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

/// The words before the fields, and the fields. A field is what has an equals sign after a name: letters first, then
/// digits, blanks, `_` and `-` as well.
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
    text.starts_with(char::is_alphabetic)
        && text.chars().all(|ch| ch.is_alphanumeric() || matches!(ch, '_' | '-' | ' '))
}

/// Takes the custom fields out of the pairs that are given for an account, by the names that the book spells: those that no
/// field of the form is called. The form keeps them with the account.
pub(in crate::cli) fn take_custom(form: &mut Form, pairs: &[Pair], names: &[String]) -> Vec<Pair> {
    let mut rest = Vec::new();
    for pair in pairs {
        let known =
            names.iter().find(|name| same_word(name, &pair.field)).filter(|_| place_of(form, &pair.field).is_none());
        match known.filter(|name| form.custom.iter().all(|(taken, _)| taken != *name)) {
            Some(name) => form.custom.push((name.clone(), pair.value.clone())),
            None => rest.push(pair.clone()),
        }
    }
    rest
}

/// Says which field there is none of, or which is given twice, and which there are; `custom`: the custom fields besides.
pub(in crate::cli) fn unknown(form: &Form, pairs: &[Pair], custom: &[String]) -> Option<String> {
    let known: Vec<&str> = form.fields.iter().map(|field| field.key).collect();
    for (place, pair) in pairs.iter().enumerate() {
        let Some(index) = place_of(form, &pair.field) else {
            if form.custom.iter().any(|(name, _)| same_word(name, &pair.field)) {
                return Some(format!("{}: This field is given twice; give it once.", fit(&pair.field, 40)));
            }
            let shown = fit(&pair.field, 40);
            let mut fields = known.join(", ");
            if !custom.is_empty() {
                let some: Vec<String> = custom.iter().take(CHOICES).map(|name| fit(name, 40)).collect();
                fields = format!("{fields}; custom fields: {}", some.join(", "));
            }
            return Some(format!("There is no field “{shown}” here; the fields are: {fields}."));
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
                format!("“{typed}” is not available: there is none yet. Add one with “mainstay new”.")
            } else {
                format!("“{typed}” is not a valid option; write one of: {}.", known.join(", "))
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
