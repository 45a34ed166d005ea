//! The form of a story: what a customer says of us, and what they consented to.

use super::Form;
use super::draft::{Draft, Names, day_text};
use super::field::{Field, Kind};
use crate::domain::account::Account;
use crate::domain::id::Id;
use crate::domain::problem::Result;
use crate::domain::story::Fear;
use crate::domain::story::Story;

/// The fields.
pub(crate) fn form(it: Option<&Story>, names: &Names) -> Form {
    let fears = Fear::ALL.iter().map(|fear| fear.word().to_owned()).collect();
    let title = it.map_or_else(|| format!("What {} can be quoted with", names.account), |it| it.words.clone());
    let named = if it.is_some_and(|it| it.named) { "yes" } else { "no" };
    let on = it.map_or_else(|| "today".to_owned(), |it| day_text(Some(it.on)));
    Form::new(
        title,
        vec![
            Field::text_of("words", "Their words", it.map(|it| it.words.clone()).unwrap_or_default()).needed(),
            Field::choice("contact", "Who said it", names.their_names(), names.theirs(it.and_then(|it| it.contact))),
            Field::choice("fear", "Answers the fear", fears, it.and_then(|it| it.fear).map_or("", Fear::word))
                .hint("What a prospect may fear, and this answers"),
            Field::new("consent_on", "Consent", Kind::Day, day_text(it.and_then(|it| it.consent_on)))
                .hint("The day they agreed to be quoted; blank: it is told to nobody"),
            Field::choice("named", "By name", vec!["no".to_owned(), "yes".to_owned()], named)
                .hint("Whether they agreed to be named"),
            Field::new("on", "When", Kind::Day, on),
        ],
    )
}

/// The story that the form describes.
pub(crate) fn record(before: Option<Story>, account: Id<Account>, draft: &Draft<'_>) -> Result<Story> {
    Ok(Story {
        id: before.as_ref().map_or(Id::NEW, |it| it.id),
        external_id: before.as_ref().and_then(|it| it.external_id.clone()),
        account,
        contact: draft.contact("contact")?,
        on: draft.day_or_today("on")?,
        fear: draft.word("fear", Fear::read)?,
        words: draft.words("words"),
        consent_on: draft.day("consent_on")?,
        named: draft.words("named") == "yes",
        known_on: before.and_then(|it| it.known_on),
    })
}
