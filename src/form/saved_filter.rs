//! The form of a saved filter: its name and its words.

use super::Form;
use super::field::Field;
use crate::book::{Book, Outcome};
use crate::domain::problem::{Problem, Result};
use crate::domain::saved_filter::SavedFilter;

/// The fields of the filter at `place`; beyond the last: a new one.
pub(crate) fn form(place: usize, book: &Book) -> Form {
    let filter = book.saved_filters().list.get(place).cloned();
    let title = if filter.is_some() { "Saved filter" } else { "New saved filter" };
    let (name, words) = filter.map(|filter| (filter.name, filter.words)).unwrap_or_default();
    Form::new(
        title,
        vec![
            Field::text_of("name", "Name", name).needed(),
            Field::text_of("words", "Filter", words).hint("As after f: tier:A unseen>30 by:touch").needed(),
        ],
    )
}

/// Keeps what the form says, from today on.
pub(crate) fn keep(place: usize, form: &Form, book: &mut Book) -> Result<Outcome> {
    let filter = SavedFilter { name: form.value("name").into(), words: form.value("words").into() };
    let what = format!("{}: {}", filter.name, filter.words);
    let changed = book.saved_filters().with(place, filter);
    book.change_saved_filters(&changed, &what)
}

/// Takes the filter at `place` out.
pub(crate) fn remove(place: usize, book: &mut Book) -> Result<Outcome> {
    let before = book.saved_filters().clone();
    let old = before.list.get(place).ok_or_else(|| Problem::not_found("This filter is gone; look again."))?;
    book.change_saved_filters(&before.without(place), &format!("taken out: {}", old.name))
}
