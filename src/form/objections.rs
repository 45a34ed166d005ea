//! The form of the fears that the showcase answers.

use super::Form;
use super::draft::Draft;
use super::field::{Field, Kind};
use crate::book::{Book, Outcome};
use crate::domain::objections::Objections;
use crate::domain::problem::{Problem, Result};
use crate::domain::reference::Objection;

/// The field.
pub(crate) fn form(book: &Book) -> Form {
    let options = Objection::ALL.iter().map(|fear| fear.word().to_owned()).collect();
    let now = book.rule::<Objections>();
    let words: Vec<&str> = now.list().iter().map(|fear| fear.word()).collect();
    let field = Field::new("fears", "Objections", Kind::Several { options }, words.join(", ")).needed();
    let fields = vec![field.hint("Separated by commas")];
    Form { focus: 0, ..Form::new("What the showcase answers", fields) }
}

/// Keeps the fears from today on.
pub(crate) fn keep(draft: &Draft<'_>, book: &mut Book) -> Result<Outcome> {
    let fears = draft.several("fears").iter().map(|word| Objection::read(word)).collect::<Result<Vec<_>>>();
    let fears = fears.map_err(|problem| Problem { field: Some("fears"), ..problem })?;
    let fears = Objections::of(fears);
    let words: Vec<&str> = fears.list().iter().map(|fear| fear.word()).collect();
    book.change(&fears, &words.join(", "))
}
