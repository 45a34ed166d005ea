//! The form of a stage of the lifecycle.

use super::Form;
use super::draft::Draft;
use super::field::{Field, Kind};
use crate::book::{Book, Outcome};
use crate::domain::problem::{Problem, Result};
use crate::domain::stages::{Stage, Stages};

/// Which stage a form is about, by its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Which {
    /// This one.
    At(usize),
    /// A new one behind this one.
    Behind(usize),
}

/// The fields.
pub(crate) fn form(which: Which, book: &Book) -> Result<Form> {
    let (it, title) = match which {
        Which::At(place) => {
            let it = book.stages().list.get(place).ok_or_else(gone)?;
            (Some(it), format!("Stage: {}", it.name))
        }
        Which::Behind(place) => {
            let before = book.stages().list.get(place).ok_or_else(gone)?;
            (None, format!("New stage after {}", before.name))
        }
    };
    let limit = it.and_then(|it| it.stalled).map(|days| days.to_string()).unwrap_or_default();
    let form = Form::new(
        title,
        vec![
            Field::text_of("name", "Name", it.map(|it| it.name.clone()).unwrap_or_default()).needed(),
            Field::text_of("words", "Their words", it.map(|it| it.words.clone()).unwrap_or_default())
                .hint("What the customer says in it"),
            Field::text_of("exit", "Left when", it.map(|it| it.exit.clone()).unwrap_or_default())
                .hint("What is true when they go on"),
            Field::new("stalled", "Stalls after", Kind::Number, limit).hint("Days; blank: it never does"),
            Field::new("place", "Place", Kind::Number, place_of(which).to_string())
                .hint("Its number on the board, from 1"),
        ],
    );
    // A limit may stay empty: whoever edits a stage has come for its first fields.
    Ok(Form { focus: 0, ..form })
}

/// The number a stage has, or a new one gets.
fn place_of(which: Which) -> usize {
    match which {
        Which::At(place) => place + 1,
        Which::Behind(place) => place + 2,
    }
}

/// Keeps what the form says.
pub(crate) fn keep(which: Which, draft: &Draft<'_>, book: &mut Book) -> Result<Outcome> {
    let mut stages = book.stages().clone();
    let mut stage = match which {
        Which::At(place) if place < stages.list.len() => stages.list.remove(place),
        Which::At(_) => return Err(gone()),
        Which::Behind(_) => {
            let (key, blank) = (free_key(&draft.words("name"), &stages), String::new);
            Stage { key, name: blank(), words: blank(), exit: blank(), stalled: None }
        }
    };
    stage.name = draft.words("name");
    stage.words = draft.words("words");
    stage.exit = draft.words("exit");
    stage.stalled = draft.whole("stalled")?;
    let place = draft.whole("place")?.and_then(|place| usize::try_from(place).ok()).unwrap_or(place_of(which));
    let place = place.saturating_sub(1).min(stages.list.len());
    let what = match stage.stalled {
        Some(days) => format!("{}, stalls after {days} days", stage.name),
        None => stage.name.clone(),
    };
    stages.list.insert(place, stage);
    book.change_stages(&stages, &what)
}

/// Retires a stage; refused while accounts are in it.
pub(crate) fn remove(place: usize, book: &mut Book) -> Result<Outcome> {
    let mut stages = book.stages().clone();
    if place >= stages.list.len() {
        return Err(gone());
    }
    let retired = stages.list.remove(place);
    book.change_stages(&stages, &format!("without {}", retired.name))
}

/// A key for a stage of this name that no other has.
fn free_key(name: &str, stages: &Stages) -> String {
    let plain = |ch: char| if ch.is_alphanumeric() { ch.to_ascii_lowercase() } else { '-' };
    let key: String = name.trim().chars().map(plain).take(60).collect();
    let taken = |key: &str| stages.find(key).is_some();
    if !taken(&key) {
        return key;
    }
    (2..=stages.list.len() + 2).map(|number| format!("{key}-{number}")).find(|key| !taken(key)).unwrap_or(key)
}

fn gone() -> Problem {
    Problem::not_found("The stages were changed meanwhile; look again.")
}
