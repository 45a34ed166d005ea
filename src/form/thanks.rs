//! The form that thanks whoever helped: the words are prepared, and kept with the day.

use super::Form;
use super::draft::Draft;
use super::field::{Field, Kind};
use crate::book::{Book, Outcome};
use crate::domain::contribution::Contribution;
use crate::domain::id::Id;
use crate::domain::problem::Result;

/// The fields.
pub(crate) fn form(it: &Contribution, book: &Book) -> Result<Form> {
    let who = book.get(it.member)?.name;
    Ok(Form::new(
        format!("Thank {who}"),
        vec![
            Field::choice("how", "Then", vec![COPY.to_owned(), ONLY.to_owned()], COPY)
                .hint("Enter notes it for today; M on the row writes a mail with the words"),
            Field::new("words", "What to say", Kind::Lines, book.thanks_words(it)?).needed(),
        ],
    ))
}

/// What is done with the words besides.
const COPY: &str = "copy the words";
const ONLY: &str = "only note it";

/// The words to be copied; none: they are only kept.
pub(crate) fn copied(form: &Form) -> Option<String> {
    (form.value("how") != ONLY).then(|| form.value("words").to_owned())
}

/// Notes that they were thanked.
pub(crate) fn keep(id: Id<Contribution>, draft: &Draft<'_>, book: &mut Book) -> Result<Outcome> {
    book.thank(id, Some(&draft.words("words")))
}
