//! The form of a loss: when, why in our words and in theirs.

use super::Form;
use super::draft::{Draft, Names, day_text, or_blank};
use super::field::{Field, Kind};
use crate::domain::account::Account;
use crate::domain::defection::Defection;
use crate::domain::id::Id;
use crate::domain::money::Money;
use crate::domain::problem::Result;
use crate::domain::words::LossType;

/// The fields.
pub(crate) fn form(it: Option<&Defection>, names: &Names) -> Form {
    let kind = it.map_or(LossType::Voluntary.word(), |it| it.kind.map_or("", LossType::word));
    let on = it.map_or_else(|| "today".to_owned(), |it| day_text(Some(it.on)));
    let value = it.and_then(|it| it.value.map(|minor| Money::new(minor, it.currency).decimal())).unwrap_or_default();
    let text = |words: Option<&String>| or_blank(words);
    let kinds = LossType::ALL.iter().map(|kind| kind.word().to_owned()).collect();
    Form::new(
        format!("{} is lost", names.account),
        vec![
            Field::text_of("reason", "Why", text(it.and_then(|it| it.reason.as_ref()))).needed().hint("In our words"),
            Field::text_of("quote", "Their words", text(it.and_then(|it| it.quote.as_ref()))),
            Field::choice("kind", "Type", kinds, kind),
            Field::new("on", "Lost on", Kind::Day, on),
            Field::new(
                "decided_on",
                "They decided on",
                Kind::Day,
                it.map_or_else(String::new, |it| day_text(it.decided_on)),
            ),
            Field::new("value", "Value a year", Kind::Number, value).hint("Blank: what the account was worth"),
        ],
    )
}

/// The loss that the form describes.
pub(crate) fn record(before: Option<&Defection>, account: Id<Account>, draft: &Draft<'_>) -> Result<Defection> {
    let currency = before.map_or_else(|| draft.currency(), |it| Ok(it.currency))?;
    Ok(Defection {
        id: before.map_or(Id::NEW, |it| it.id),
        external_id: before.and_then(|it| it.external_id.clone()),
        account,
        contract: before.and_then(|it| it.contract),
        on: draft.day_or_today("on")?,
        decided_on: draft.day("decided_on")?,
        kind: draft.word("kind", LossType::read)?,
        reason: draft.text("reason"),
        quote: draft.text("quote"),
        value: draft.amount_in("value", currency)?,
        currency,
        won_back_on: before.and_then(|it| it.won_back_on),
        known_on: before.and_then(|it| it.known_on),
    })
}
