//! The form of one of our people.

use super::Form;
use super::draft::{Draft, day_text, number_text, or_blank};
use super::field::{Field, Kind};
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::problem::Result;

/// The fields.
pub(crate) fn form(it: Option<&Member>) -> Form {
    let title = it.map_or_else(|| "New member of our team".to_owned(), |it| it.name.clone());
    let text = |words: Option<&String>| or_blank(words);
    Form::new(
        title,
        vec![
            Field::text_of("name", "Name", it.map(|it| it.name.clone()).unwrap_or_default()).needed(),
            Field::text_of("title", "Title", text(it.and_then(|it| it.title.as_ref()))),
            Field::text_of("function", "Function", text(it.and_then(|it| it.function.as_ref()))),
            Field::text_of("team", "Team", text(it.and_then(|it| it.team.as_ref()))),
            Field::text_of("place", "Place", text(it.and_then(|it| it.place.as_ref()))).hint("Where they sit"),
            Field::text_of("email", "Email", text(it.and_then(|it| it.email.as_ref()))),
            Field::new(
                "started_on",
                "Started on",
                Kind::Day,
                it.map_or_else(String::new, |it| day_text(it.started_on)),
            ),
            Field::new("left_on", "Left on", Kind::Day, it.map_or_else(String::new, |it| day_text(it.left_on)))
                .hint("Blank while they are here"),
            Field::new(
                "capacity_minutes",
                "Minutes a month",
                Kind::Number,
                number_text(it.and_then(|it| it.capacity_minutes)),
            )
            .hint("Time they have for customers"),
            Field::new("inside_days", "Talk every", Kind::Number, number_text(it.and_then(|it| it.inside_days)))
                .hint("Days between talks inside when you do not need them; blank: none"),
            Field::new("last_inside", "Last talk", Kind::Day, day_text(it.and_then(|it| it.last_inside)))
                .hint("When you last talked; d on screen 4 notes it"),
        ],
    )
}

/// The member that the form describes.
pub(crate) fn record(before: Option<Member>, draft: &Draft<'_>) -> Result<Member> {
    Ok(Member {
        id: before.as_ref().map_or(Id::NEW, |it| it.id),
        external_id: before.as_ref().and_then(|it| it.external_id.clone()),
        name: draft.words("name"),
        title: draft.text("title"),
        function: draft.text("function"),
        team: draft.text("team"),
        place: draft.text("place"),
        email: draft.text("email"),
        started_on: draft.day("started_on")?,
        left_on: draft.day("left_on")?,
        capacity_minutes: draft.number("capacity_minutes")?,
        inside_days: draft.number("inside_days")?,
        last_inside: draft.day("last_inside")?,
        known_on: before.and_then(|it| it.known_on),
    })
}
