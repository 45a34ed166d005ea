//! The form of a decision of the huddle: an action with an owner and a day.

use super::Form;
use super::draft::{Draft, Names};
use super::field::{Field, Kind};
use crate::domain::account::Account;
use crate::domain::action::Action;
use crate::domain::huddle::reason;
use crate::domain::id::Id;
use crate::domain::problem::Result;
use crate::domain::words::Topic;

/// The fields of a decision of this month's huddle; `topic`: what came up in pulses and is to get better.
pub(crate) fn form(topic: Option<Topic>, names: &Names) -> Form {
    let about = match topic {
        Some(topic) => format!(" about {topic}"),
        None if names.account.is_empty() => String::new(),
        None => format!(" about {}", names.account),
    };
    let begun = topic.map_or_else(String::new, |topic| format!("Improve {topic}: "));
    Form::new(
        format!("Decided at the huddle{about}"),
        vec![
            Field::text_of("title", "What is decided", begun).needed(),
            Field::choice("owner", "Who does it", names.our_names(), "").needed(),
            Field::new("due", "By when", Kind::Day, "+14d").needed().hint("+7d, fri, 1 Dec or 2026-12-01"),
        ],
    )
}

/// The action that a decision becomes.
pub(crate) fn record(account: Option<Id<Account>>, draft: &Draft<'_>) -> Result<Action> {
    Ok(Action {
        id: Id::NEW,
        account,
        title: draft.words("title"),
        owner: draft.member("owner")?,
        due: draft.day("due")?,
        reason: Some(reason(draft.today)),
        huddle_month: Some(draft.today.month_start()),
        known_on: Some(draft.today),
        ..Action::default()
    })
}
