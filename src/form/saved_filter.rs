//! The form of a saved filter: its name and its words.

use super::Form;
use super::field::Field;
use crate::book::{Book, Outcome};
use crate::domain::problem::{Problem, Result};
use crate::domain::saved_filter::SavedFilter;

/// The fields of the filter with this key; none: a new one.
pub(crate) fn form(key: Option<&str>, book: &Book) -> Result<Form> {
    let filter = key.map(|key| book.saved_filters().of_key(key).cloned()).transpose()?;
    let title = if filter.is_some() { "Saved filter" } else { "New saved filter" };
    let (name, words) = filter.map(|filter| (filter.name, filter.words)).unwrap_or_default();
    Ok(Form::new(
        title,
        vec![
            Field::text_of("name", "Name", name).needed(),
            Field::text_of("words", "Filter", words).hint("As after f: tier:A quiet>30 by:touch").needed(),
        ],
    ))
}

/// Keeps what the form says, from today on.
pub(crate) fn keep(key: Option<&str>, form: &Form, book: &mut Book) -> Result<Outcome> {
    let (name, words) = (form.value("name").to_owned(), form.value("words").to_owned());
    // Which custom fields there are the book alone knows.
    book.filter(&words).map_err(|problem| Problem { field: Some("words"), ..problem })?;
    let what = format!("{name}: {words}");
    let changed = book.saved_filters().with(key, SavedFilter { key: String::new(), name, words })?;
    book.change(&changed, &what)
}

/// Takes the filter with this key out.
pub(crate) fn remove(key: &str, book: &mut Book) -> Result<Outcome> {
    let before = book.saved_filters();
    let (what, fewer) = (format!("taken out: {}", before.of_key(key)?.name), before.without(key)?);
    book.change(&fewer, &what)
}
