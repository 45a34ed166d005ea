//! The form of a connection point: a question and its answer in one line.

use super::Form;
use super::field::{Field, Kind};
use crate::book::{Book, Outcome};
use crate::domain::connection::ConnectionPoint;
use crate::domain::problem::{Problem, Result};

/// The fields of the point with this key; none: a new one.
pub(crate) fn form(key: Option<&str>, book: &Book) -> Result<Form> {
    let point = key.map(|key| book.connection_points().of_key(key).cloned()).transpose()?;
    let (title, hint) = match point {
        Some(_) => ("Connection point", "Empty: this one is taken out"),
        None => ("New connection point", "What sales and service ask each other"),
    };
    // One that is asked already is answered.
    let focus = usize::from(point.is_some());
    let point = point.unwrap_or_default();
    let form = Form::new(
        title,
        vec![
            Field::new("question", "Question", Kind::Text, point.question).hint(hint),
            Field::new("answer", "Answer", Kind::Text, point.answer).hint("One line: who, and by when"),
        ],
    );
    Ok(Form { focus, ..form })
}

/// Takes the point with this key out.
pub(crate) fn remove(key: &str, book: &mut Book) -> Result<Outcome> {
    let before = book.connection_points();
    let what = format!("taken out: {}", before.of_key(key)?.question);
    let fewer = before.without(key)?;
    book.change(&fewer, &what)
}

/// Keeps what the form says, from today on.
pub(crate) fn keep(key: Option<&str>, form: &Form, book: &mut Book) -> Result<Outcome> {
    let (question, answer) = (form.value("question").to_owned(), form.value("answer").to_owned());
    let point = ConnectionPoint { question, answer, ..ConnectionPoint::default() };
    match key {
        Some(key) if point.question.trim().is_empty() => return remove(key, book),
        None if point.question.trim().is_empty() => return Err(Problem::field("question", "Say what is asked.")),
        _ => {}
    }
    let what = if point.answer.trim().is_empty() { point.question.clone() } else { point.asked_and(&point.answer) };
    let changed = book.connection_points().with(key, point)?;
    book.change(&changed, &what)
}
