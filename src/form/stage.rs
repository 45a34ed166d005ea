//! The form of a stage of the lifecycle.

use super::Form;
use super::draft::Draft;
use super::field::{Field, Kind};
use crate::book::{Book, Outcome};
use crate::domain::problem::Result;
use crate::domain::rule::{self, place_of};
use crate::domain::stages::{Stage, Stages};

/// Which stage a form is about, by its key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Which {
    /// This one.
    Itself(String),
    /// A new one behind this one.
    Behind(String),
}

/// The fields.
pub(crate) fn form(which: &Which, book: &Book) -> Result<Form> {
    let number = number_of(which, book.stages())?;
    let it = &book.stages().list[place_of(&book.stages().list, which.key())?];
    let (it, title) = match which {
        Which::Itself(_) => (Some(it), format!("Stage: {}", it.name)),
        Which::Behind(_) => (None, format!("New stage after {}", it.name)),
    };
    let limit = it.and_then(|it| it.stalled).map(|days| days.to_string()).unwrap_or_default();
    let form = Form::new(
        title,
        vec![
            Field::text_of("name", "Name", it.map(|it| it.name.clone()).unwrap_or_default()).needed(),
            Field::text_of("words", "Quote", it.map(|it| it.words.clone()).unwrap_or_default())
                .hint("What the customer says in it"),
            Field::text_of("exit", "Left when", it.map(|it| it.exit.clone()).unwrap_or_default())
                .hint("What is true when they go on"),
            Field::new("stalled", "Stalls after", Kind::Number, limit).hint("Days; blank: it never does"),
            Field::new("place", "Place", Kind::Number, number.to_string()).hint("Its number on the board, from 1"),
        ],
    );
    // A limit may stay empty: whoever edits a stage has come for its first fields.
    Ok(form)
}

impl Which {
    fn key(&self) -> &str {
        match self {
            Which::Itself(key) | Which::Behind(key) => key,
        }
    }
}

/// The number a stage has, or a new one gets.
fn number_of(which: &Which, stages: &Stages) -> Result<usize> {
    let place = place_of(&stages.list, which.key())?;
    Ok(if matches!(which, Which::Itself(_)) { place + 1 } else { place + 2 })
}

/// Keeps what the form says.
pub(crate) fn keep(which: &Which, draft: &Draft<'_>, book: &mut Book) -> Result<Outcome> {
    let mut stages = book.stages().clone();
    let number = number_of(which, &stages)?;
    let mut stage = match which {
        Which::Itself(_) => stages.list.remove(number - 1),
        Which::Behind(_) => {
            let (key, blank) = (free_key(&draft.words("name"), &stages), String::new);
            Stage { key, name: blank(), words: blank(), exit: blank(), stalled: None }
        }
    };
    stage.name = draft.words("name");
    stage.words = draft.words("words");
    stage.exit = draft.words("exit");
    stage.stalled = draft.whole("stalled")?;
    let place = draft.whole("place")?.and_then(|place| usize::try_from(place).ok()).unwrap_or(number);
    let place = place.saturating_sub(1).min(stages.list.len());
    let what = match stage.stalled {
        Some(days) => format!("{}, stalls after {days} days", stage.name),
        None => stage.name.clone(),
    };
    stages.list.insert(place, stage);
    book.change_stages(&stages, &what)
}

/// Retires a stage; refused while accounts are in it.
pub(crate) fn remove(key: &str, book: &mut Book) -> Result<Outcome> {
    let mut stages = book.stages().clone();
    let retired = stages.list.remove(place_of(&stages.list, key)?);
    book.change_stages(&stages, &format!("without {}", retired.name))
}

/// A key for a stage of this name that no other has, nor is called.
fn free_key(name: &str, stages: &Stages) -> String {
    let mut taken = stages.list.clone();
    taken.extend(stages.list.iter().map(|stage| Stage { key: stage.name.clone(), ..stage.clone() }));
    rule::free_key(name, &taken)
}
