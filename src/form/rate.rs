//! The form of an exchange rate.

use super::Form;
use super::draft::{Draft, day_text};
use super::field::{Field, Kind};
use crate::book::Book;
use crate::book::keep::unborn;
use crate::domain::money::Currency;
use crate::domain::problem::{Problem, Result};
use crate::domain::rate::Rate;

/// What a rate says.
const WORTH: &str = "What one of it is worth in the book's currency: 0.92";

/// The fields. The first currency without a rate is proposed.
pub(crate) fn form(it: Option<&Rate>, book: &Book) -> Result<Form> {
    if let Some(it) = it {
        return Ok(Form::new(
            format!("Rate of {} into {}", it.currency, book.currency()),
            vec![
                Field::text_of("currency", "Currency", it.currency.code()).needed().hint("Three letters, such as USD"),
                Field::text_of("rate", "Worth", it.rate.to_string()).needed().hint(WORTH),
                Field::new("on", "From", Kind::Day, day_text(Some(it.on))).needed(),
            ],
        ));
    }
    let missing = book.unrated()?.first().map(|(currency, _)| currency.clone()).unwrap_or_default();
    Ok(Form::new(
        format!("New rate into {}", book.currency()),
        vec![
            Field::text_of("currency", "Currency", missing).needed().hint("Three letters, such as USD"),
            Field::text_of("rate", "Worth", "").needed().hint(WORTH),
            Field::new("on", "From", Kind::Day, "today"),
        ],
    ))
}

/// The rate that the form describes: a new one, or another for a day that has one.
pub(crate) fn record(it: Option<Rate>, draft: &Draft<'_>, book: &Book) -> Result<Rate> {
    let rate = draft.decimal("rate")?;
    let currency = Currency::parse(&draft.words("currency"))?;
    let on = draft.day_or_today("on")?;
    let before = book.all::<Rate>()?.into_iter().find(|one| one.currency == currency && one.on == on);
    if let Some(it) = it {
        if before.is_some_and(|before| before.id != it.id) {
            let sentence = format!("{currency} has a rate from {on} already; change that one, or give another day.");
            return Err(Problem::field("on", sentence));
        }
        return Ok(Rate { currency, on, rate, ..it });
    }
    Ok(match before {
        Some(before) => Rate { rate, ..before },
        None => Rate { id: unborn(), external_id: None, currency, on, rate, known_on: None },
    })
}
