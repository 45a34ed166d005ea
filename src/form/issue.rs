//! The form of an issue.

use super::Form;
use super::draft::{Draft, Names, day_text, or_blank};
use super::field::{Field, Kind};
use crate::domain::account::Account;
use crate::domain::id::Id;
use crate::domain::issue::Issue;
use crate::domain::problem::Result;

/// The fields.
pub(crate) fn form(it: Option<&Issue>, names: &Names) -> Form {
    let title = it.map_or_else(|| format!("New issue at {}", names.account), |it| it.title.clone());
    let escalated = if it.is_some_and(|it| it.escalation) { "yes" } else { "no" };
    let opened = it.map_or_else(|| "today".to_owned(), |it| day_text(Some(it.opened_on)));
    Form::new(
        title,
        vec![
            Field::text_of("title", "What it is", it.map(|it| it.title.clone()).unwrap_or_default()).needed(),
            Field::choice("escalation", "Escalated", vec!["no".into(), "yes".into()], escalated),
            Field::new("opened_on", "Opened", Kind::Day, opened),
            Field::new("closed_on", "Settled", Kind::Day, it.map_or_else(String::new, |it| day_text(it.closed_on)))
                .hint("Blank while it is open"),
            Field::new("summary", "More", Kind::Lines, or_blank(it.and_then(|it| it.summary.as_ref()))),
        ],
    )
}

/// The issue that the form describes.
pub(crate) fn record(before: Option<Issue>, account: Id<Account>, draft: &Draft<'_>) -> Result<Issue> {
    Ok(Issue {
        id: before.as_ref().map_or(Id::NEW, |it| it.id),
        external_id: before.as_ref().and_then(|it| it.external_id.clone()),
        account,
        title: draft.words("title"),
        opened_on: draft.day_or_today("opened_on")?,
        closed_on: draft.day("closed_on")?,
        escalation: draft.words("escalation") == "yes",
        summary: draft.text("summary"),
        known_on: before.and_then(|it| it.known_on),
    })
}
