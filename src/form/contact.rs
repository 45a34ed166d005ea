//! The form of a contact.

use super::Form;
use super::draft::{Draft, Names, day_text, or_blank};
use super::field::{Field, Kind};
use crate::domain::account::Account;
use crate::domain::contact::Contact;
use crate::domain::id::Id;
use crate::domain::problem::Result;
use crate::domain::role::TheirRole;

/// The fields.
pub(crate) fn form(it: Option<&Contact>, names: &Names) -> Form {
    let roles = TheirRole::ALL.iter().map(|role| role.word().to_owned()).collect();
    let title = it
        .map_or_else(|| format!("New contact at {}", names.account), |it| format!("{} at {}", it.name, names.account));
    let text = |words: Option<&String>| or_blank(words);
    let seat = it.and_then(|it| it.seat).map_or("", TheirRole::word);
    Form::new(
        title,
        vec![
            Field::text_of("name", "Name", it.map(|it| it.name.clone()).unwrap_or_default()).needed(),
            Field::choice("seat", "Part they play", roles, seat),
            Field::text_of("title", "Title", text(it.and_then(|it| it.title.as_ref()))),
            Field::text_of("function", "Function", text(it.and_then(|it| it.function.as_ref()))),
            Field::text_of("email", "Email", text(it.and_then(|it| it.email.as_ref()))),
            Field::text_of("phone", "Phone", text(it.and_then(|it| it.phone.as_ref()))),
            Field::new("left_on", "Left on", Kind::Day, it.map_or_else(String::new, |it| day_text(it.left_on)))
                .hint("Blank while they are there"),
        ],
    )
}

/// The contact that the form describes.
pub(crate) fn record(before: Option<Contact>, account: Id<Account>, draft: &Draft<'_>) -> Result<Contact> {
    Ok(Contact {
        id: before.as_ref().map_or(Id::NEW, |it| it.id),
        external_id: before.as_ref().and_then(|it| it.external_id.clone()),
        account,
        name: draft.words("name"),
        title: draft.text("title"),
        function: draft.text("function"),
        seat: draft.word("seat", TheirRole::read)?,
        email: draft.text("email"),
        phone: draft.text("phone"),
        left_on: draft.day("left_on")?,
        known_on: before.and_then(|it| it.known_on),
    })
}
