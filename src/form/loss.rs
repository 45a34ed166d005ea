//! The form of a loss: when, why in our words and in theirs.

use super::Form;
use super::draft::{Draft, Names};
use super::field::{Field, Kind};
use crate::book::keep::unborn;
use crate::domain::account::Account;
use crate::domain::defection::Defection;
use crate::domain::id::Id;
use crate::domain::problem::Result;
use crate::domain::words::LossType;

/// The fields.
pub(crate) fn form(names: &Names) -> Form {
    let kinds = LossType::ALL.iter().map(|kind| kind.word().to_owned()).collect();
    Form::new(
        format!("{} is lost", names.account),
        vec![
            Field::text_of("reason", "Why", "").needed().hint("In our words"),
            Field::text_of("quote", "Their words", ""),
            Field::choice("kind", "Type", kinds, LossType::Voluntary.word()),
            Field::new("on", "Lost on", Kind::Day, "today"),
            Field::new("decided_on", "They decided on", Kind::Day, ""),
            Field::new("value", "Value a year", Kind::Number, "").hint("Blank: what the account was worth"),
        ],
    )
}

/// The loss that the form describes.
pub(crate) fn record(account: Id<Account>, draft: &Draft<'_>) -> Result<Defection> {
    Ok(Defection {
        id: unborn(),
        external_id: None,
        account,
        contract: None,
        on: draft.day_or_today("on")?,
        decided_on: draft.day("decided_on")?,
        kind: draft.word("kind", LossType::read)?,
        reason: draft.text("reason"),
        quote: draft.text("quote"),
        value: draft.amount("value")?,
        currency: draft.currency()?,
        won_back_on: None,
        known_on: None,
    })
}
