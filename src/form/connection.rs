//! The form of a connection point: a question and its answer in one line.

use super::Form;
use super::field::{Field, Kind};
use crate::book::{Book, Outcome};
use crate::domain::connection::ConnectionPoint;
use crate::domain::problem::{Problem, Result};

/// The fields of the point at `place`; beyond the last: a new one.
pub(crate) fn form(place: usize, book: &Book) -> Form {
    let point = book.connection_points().list.get(place).cloned();
    let (title, hint) = match point {
        Some(_) => ("Connection point", "Empty: this one is taken out"),
        None => ("New connection point", "What sales and service ask each other"),
    };
    let (question, answer) = point.map(|point| (point.question, point.answer)).unwrap_or_default();
    Form::new(
        title,
        vec![
            Field::new("question", "Question", Kind::Text, question).hint(hint),
            Field::new("answer", "Answer", Kind::Text, answer).hint("One line: who, and by when"),
        ],
    )
}

/// Takes the point at `place` out.
pub(crate) fn remove(place: usize, book: &mut Book) -> Result<Outcome> {
    let before = book.connection_points().clone();
    let old = before.list.get(place).ok_or_else(|| Problem::not_found("This question is gone; look again."))?;
    let what = format!("taken out: {}", old.question);
    book.change_connection_points(
        &before.with(place, ConnectionPoint { question: String::new(), answer: String::new() }),
        &what,
    )
}

/// Keeps what the form says, from today on.
pub(crate) fn keep(place: usize, form: &Form, book: &mut Book) -> Result<Outcome> {
    let point = ConnectionPoint { question: form.value("question").into(), answer: form.value("answer").into() };
    let before = book.connection_points().clone();
    if place >= before.list.len() && point.question.trim().is_empty() {
        return Err(Problem::field("question", "Say what is asked."));
    }
    let what = match (before.list.get(place), point.question.is_empty()) {
        (Some(old), true) => format!("taken out: {}", old.question),
        _ if point.answer.trim().is_empty() => point.question.clone(),
        _ => point.asked_and(&point.answer),
    };
    book.change_connection_points(&before.with(place, point), &what)
}
