//! The form of two assumptions about a customer that are easily taken for one.

use super::Form;
use super::draft::{Draft, Names};
use super::field::Field;
use crate::book::team::exposure::Marks;
use crate::domain::problem::{Problem, Result};

/// The fields.
pub(crate) fn form(it: Marks, names: &Names) -> Form {
    let said = |mark: Option<bool>| mark.map_or("", |mark| if mark { "yes" } else { "no" });
    let choice = |key, label, mark| Field::choice(key, label, vec!["yes".to_owned(), "no".to_owned()], said(mark));
    Form::new(
        format!("What we assume of {}", names.account),
        vec![
            choice("loyal", "Loyal", it.loyal).hint("Would the account stay against an equal offer? Blank: not known"),
            choice("retainable", "Retainable", it.retainable)
                .hint("Could we retain the account after notice? Blank: not known"),
        ],
    )
}

/// What the form says.
pub(crate) fn record(draft: &Draft<'_>) -> Result<Marks> {
    let mark = |key: &'static str| {
        draft.word(key, |word| match word {
            "yes" => Ok(true),
            "no" => Ok(false),
            _ => Err(Problem::field(key, "Say yes or no, or leave it blank.")),
        })
    };
    Ok(Marks { loyal: mark("loyal")?, retainable: mark("retainable")? })
}
