//! The form of a seat on an account team.

use super::Form;
use super::draft::{Draft, Names, day_text, number_text, or_blank};
use super::field::{Field, Kind};
use crate::domain::account::Account;
use crate::domain::id::Id;
use crate::domain::problem::{Problem, Result};
use crate::domain::role::{Leads, OurRole};
use crate::domain::seat::Seat;

/// The fields of a seat that the tier calls for and nobody set up.
pub(crate) fn vacant(role: OurRole, leads: Option<Leads>, names: &Names) -> Form {
    let mut form = form(None, names);
    let filled = [("role", role.title()), ("purpose", leads.map_or("", Leads::word))];
    for (key, words) in filled {
        if let Some(field) = form.fields.iter_mut().find(|field| field.key == key) {
            field.edit().set(words);
        }
    }
    form.focus = form.fields.iter().position(|field| field.key == "member").unwrap_or(0);
    form
}

/// The fields.
pub(crate) fn form(it: Option<&Seat>, names: &Names) -> Form {
    let roles = OurRole::ALL.iter().map(|role| role.title().to_owned()).collect();
    let title = it.map_or_else(
        || format!("New seat on the team of {}", names.account),
        |it| format!("{}, {}", it.role.title(), names.account),
    );
    let role = it.map_or("", |it| it.role.title());
    Form::new(
        title,
        vec![
            Field::choice("role", "Seat", roles, role).needed(),
            Field::choice("member", "Who", names.our_names(), names.ours(it.and_then(|it| it.member)))
                .hint("Blank: the seat is empty"),
            Field::new("cadence_days", "Every … days", Kind::Number, number_text(it.and_then(|it| it.cadence_days)))
                .hint("Blank: as the tier says"),
            Field::new(
                "minutes_month",
                "Minutes a month",
                Kind::Number,
                number_text(it.and_then(|it| it.minutes_month)),
            ),
            Field::choice("peer", "Counterpart", names.their_names(), names.theirs(it.and_then(|it| it.peer))),
            Field::text_of("purpose", "What it is for", or_blank(it.and_then(|it| it.purpose.as_ref())))
                .hint("Keep or renew: they answer for keeping. An executive: business, or sales"),
            Field::new("since", "Since", Kind::Day, it.map_or_else(String::new, |it| day_text(it.since))),
            Field::new("until", "Until", Kind::Day, it.map_or_else(String::new, |it| day_text(it.until))),
        ],
    )
}

/// The seat that the form describes.
pub(crate) fn record(before: Option<Seat>, account: Id<Account>, draft: &Draft<'_>) -> Result<Seat> {
    let role = draft.word("role", |words| {
        let titled = OurRole::ALL.iter().copied().find(|role| role.title().eq_ignore_ascii_case(words));
        titled.map_or_else(|| OurRole::read(words), Ok)
    })?;
    let (since, member) = (draft.day("since")?, draft.member("member")?);
    // Another holder begins today, unless the day was changed, too.
    let is_new = before.as_ref().is_none_or(|it| it.member != member && it.since == since);
    Ok(Seat {
        id: before.as_ref().map_or(Id::NEW, |it| it.id),
        external_id: before.as_ref().and_then(|it| it.external_id.clone()),
        account,
        member,
        role: role.ok_or_else(|| Problem::field("role", "Say which seat it is."))?,
        since: if is_new && (before.is_some() || since.is_none()) { Some(draft.today) } else { since },
        until: draft.day("until")?,
        cadence_days: draft.number("cadence_days")?,
        minutes_month: draft.number("minutes_month")?,
        purpose: draft.text("purpose"),
        peer: draft.contact("peer")?,
        known_on: before.and_then(|it| it.known_on),
    })
}
