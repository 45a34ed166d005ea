//! The form of the three questions with which a day starts.

use super::Form;
use super::draft::Draft;
use super::field::Field;
use crate::book::{Book, Outcome};
use crate::domain::morning::Morning;
use crate::domain::problem::Result;

/// The fields.
pub(crate) fn form(book: &Book) -> Result<Form> {
    let it = book.morning()?;
    let said = |ticked: bool| if ticked { "yes" } else { "no" };
    let choice = |key, label, ticked| Field::choice(key, label, vec!["yes".into(), "no".into()], said(ticked));
    Ok(Form::new(
        "The start of the day",
        vec![
            choice("strategy", "Plan for today?", it.strategy).hint("Which account, and why"),
            choice("build", "First step set?", it.build).hint("Its first step has an owner and a day"),
            choice("pulse", "Who will you check in with?", it.pulse).hint("The contact of the pulse check"),
        ],
    ))
}

/// Keeps what the form says.
pub(crate) fn keep(draft: &Draft<'_>, book: &mut Book) -> Result<Outcome> {
    let yes = |key: &str| draft.words(key) == "yes";
    book.start_day(Morning { strategy: yes("strategy"), build: yes("build"), pulse: yes("pulse") })
}
