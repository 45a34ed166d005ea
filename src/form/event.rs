//! The form of an event.

use super::Form;
use super::draft::{Draft, Names, day_text, or_blank};
use super::field::{Field, Kind};
use crate::domain::account::Account;
use crate::domain::event::Event;
use crate::domain::id::Id;
use crate::domain::problem::{Problem, Result};
use crate::domain::words::EventKind;

/// The fields.
pub(crate) fn form(it: Option<&Event>, names: &Names) -> Form {
    let kinds = EventKind::ALL.iter().map(|kind| kind.word().to_owned()).collect();
    let on = it.map_or_else(|| "today".to_owned(), |it| day_text(Some(it.on)));
    Form::new(
        format!("What happened at {}", names.account),
        vec![
            Field::choice("kind", "What", kinds, it.map_or("", |it| it.kind.word())).needed(),
            Field::new("on", "When", Kind::Day, on),
            Field::new("detail", "More", Kind::Lines, or_blank(it.and_then(|it| it.detail.as_ref()))),
        ],
    )
}

/// The event that the form describes.
pub(crate) fn record(before: Option<Event>, account: Id<Account>, draft: &Draft<'_>) -> Result<Event> {
    let kind = draft.word("kind", EventKind::read)?;
    Ok(Event {
        id: before.as_ref().map_or(Id::NEW, |it| it.id),
        external_id: before.as_ref().and_then(|it| it.external_id.clone()),
        account,
        on: draft.day_or_today("on")?,
        kind: kind.ok_or_else(|| Problem::field("kind", "Say what happened."))?,
        detail: draft.text("detail"),
        known_on: before.and_then(|it| it.known_on),
    })
}
