//! The form of a watch: who keeps an eye on an account, and who does when they cannot.

use super::Form;
use super::draft::{Draft, Names, day_text};
use super::field::{Field, Kind};
use crate::domain::account::Account;
use crate::domain::id::Id;
use crate::domain::problem::{Problem, Result};
use crate::domain::watch::Watch;

/// The fields.
pub(crate) fn form(it: Option<&Watch>, names: &Names) -> Form {
    let since = it.map_or_else(|| "today".to_owned(), |it| day_text(Some(it.since)));
    let mut fields = vec![
        Field::choice("member", "Who watches", names.our_names(), names.ours(it.map(|it| it.member))).needed(),
        Field::choice("cover", "Cover", names.our_names(), names.ours(it.and_then(|it| it.cover)))
            .hint("Who does when they cannot"),
        Field::new("since", "Since", Kind::Day, since),
    ];
    if let Some(it) = it {
        fields.push(Field::new("until", "Until", Kind::Day, day_text(it.until)).hint("Blank while it goes on"));
    }
    let form = Form::new(format!("Who keeps an eye on {}", names.account), fields);
    if it.is_some() { Form { focus: 0, ..form } } else { form }
}

/// The watch that the form describes.
pub(crate) fn record(before: Option<Watch>, account: Id<Account>, draft: &Draft<'_>) -> Result<Watch> {
    let member = draft.member("member")?;
    Ok(Watch {
        id: before.as_ref().map_or(Id::NEW, |it| it.id),
        external_id: before.as_ref().and_then(|it| it.external_id.clone()),
        account,
        member: member.ok_or_else(|| Problem::field("member", "Name who watches."))?,
        cover: draft.member("cover")?,
        since: draft.day_or_today("since")?,
        until: draft.day("until")?,
        known_on: before.and_then(|it| it.known_on),
    })
}
