//! The form of the days on which nobody works.

use super::Form;
use super::draft::Draft;
use super::field::{Field, Kind};
use crate::book::{Book, Outcome};
use crate::domain::calendar::Calendar;
use crate::domain::problem::{Problem, Result};
use crate::domain::when;

/// The fields: one day on each line.
pub(crate) fn form(book: &Book) -> Form {
    let days: Vec<String> = book.calendar().holidays().map(|day| day.to_string()).collect();
    let field = Field::new("holidays", "Holidays", Kind::Lines, days.join("\n"))
        .hint("One day a line, such as 2026-12-25 or 25 Dec; Saturdays and Sundays are free anyway");
    Form::new("Holidays: actions of playbooks move to the business day before", vec![field])
}

/// Keeps what the form says.
pub(crate) fn keep(draft: &Draft<'_>, book: &mut Book) -> Result<Outcome> {
    let words = draft.words("holidays");
    let days = words.split(['\n', ',', ';']).map(str::trim).filter(|word| !word.is_empty());
    let days = days.map(|word| when::read(word, draft.today)).collect::<Result<Vec<_>>>();
    let days = days.map_err(|problem| Problem { field: Some("holidays"), ..problem })?;
    let calendar = Calendar::with(days);
    book.change(&calendar, &format!("{} holidays", calendar.holidays().count()))
}
