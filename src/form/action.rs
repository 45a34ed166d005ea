//! The form of an action.

use super::Form;
use super::draft::{Draft, Names, day_text, number_text, or_blank};
use super::field::{Field, Kind};
use crate::book::keep::unborn;
use crate::domain::account::Account;
use crate::domain::action::Action;
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::problem::Result;
use crate::domain::words::Channel;

/// The fields.
pub(crate) fn form(it: Option<&Action>, names: &Names) -> Form {
    let channels = Channel::ALL.iter().map(|one| one.word().to_owned()).collect();
    let title = match (it, names.account.as_str()) {
        (Some(it), _) => it.title.clone(),
        (None, "") => "New action".to_owned(),
        (None, account) => format!("New action for {account}"),
    };
    let due = it.map_or_else(|| "today".to_owned(), |it| day_text(it.due));
    Form::new(
        title,
        vec![
            Field::text_of("title", "What to do", it.map(|it| it.title.clone()).unwrap_or_default()).needed(),
            Field::new("due", "Due", Kind::Day, due).hint("+7d, fri, 1 Dec or 2026-12-01"),
            Field::choice("channel", "How", channels, it.and_then(|it| it.channel).map_or("", Channel::word)),
            Field::choice("owner", "Who", names.our_names(), names.ours(it.and_then(|it| it.owner))),
            Field::new("minutes", "Minutes", Kind::Number, number_text(it.and_then(|it| it.minutes))),
            Field::text_of("reason", "Why", or_blank(it.and_then(|it| it.reason.as_ref()))),
        ],
    )
}

/// The fields of the action that asks one of ours in; `owner`: who does it, unless somebody else is named.
pub(crate) fn ask_in_form(member: &Member, owner: Option<Id<Member>>, names: &Names) -> Form {
    Form::new(
        format!("Ask {} in", member.name),
        vec![
            Field::text_of("title", "What to do", format!("Ask {} in to the huddle", member.name)).needed(),
            Field::choice("owner", "Who", names.our_names(), names.ours(owner)).needed(),
            Field::new("due", "By when", Kind::Day, "+7d").needed().hint("+7d, fri, 1 Dec or 2026-12-01"),
        ],
    )
}

/// The action that the form describes.
pub(crate) fn record(before: Option<Action>, account: Option<Id<Account>>, draft: &Draft<'_>) -> Result<Action> {
    Ok(Action {
        id: before.as_ref().map_or(unborn(), |it| it.id),
        external_id: before.as_ref().and_then(|it| it.external_id.clone()),
        account,
        title: draft.words("title"),
        channel: draft.word("channel", Channel::read)?,
        owner: draft.member("owner")?,
        due: draft.day("due")?,
        done_on: before.as_ref().and_then(|it| it.done_on),
        outcome: before.as_ref().and_then(|it| it.outcome),
        reason: draft.text("reason"),
        playbook: before.as_ref().and_then(|it| it.playbook.clone()),
        minutes: draft.number("minutes")?,
        huddle_month: before.as_ref().and_then(|it| it.huddle_month),
        known_on: before.map_or(Some(draft.today), |it| it.known_on),
    })
}
