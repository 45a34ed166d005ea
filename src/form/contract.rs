//! The form of a contract line: its term, and how it ended.

use super::draft::{Draft, Names, day_text, number_text, or_blank};
use super::field::{Field, Kind};
use super::{Form, proof};
use crate::book::Book;
use crate::domain::account::Account;
use crate::domain::contract::Contract;
use crate::domain::id::Id;
use crate::domain::money::Money;
use crate::domain::problem::Result;
use crate::domain::words::ContractOutcome;

/// The fields.
pub(crate) fn form(it: Option<&Contract>, names: &Names, book: &Book) -> Result<Form> {
    let outcomes = ContractOutcome::ALL.iter().map(|one| one.word().to_owned()).collect();
    let currency = it.map_or_else(|| names.currency.unwrap_or_else(|| book.currency()), |it| it.currency);
    let amount = |minor: Option<i64>| minor.map(|minor| Money::new(minor, currency).decimal()).unwrap_or_default();
    let day = |day: Option<crate::domain::day::Day>| day_text(day);
    let title = it.and_then(|it| it.product.clone()).unwrap_or_else(|| "New contract".to_owned());
    Ok(Form::new(
        format!("{title}, {}", names.account),
        vec![
            Field::text_of("product", "Product", or_blank(it.and_then(|it| it.product.as_ref()))),
            Field::new("value", "Value a year", Kind::Number, amount(it.and_then(|it| it.value))).hint("Such as 240k"),
            Field::text_of("currency", "Currency", currency.code()),
            Field::new("start", "Start", Kind::Day, day(it.and_then(|it| it.start))),
            Field::new("end", "End", Kind::Day, day(it.and_then(|it| it.end))),
            Field::new("notice_days", "Notice, days", Kind::Number, number_text(it.and_then(|it| it.notice_days)))
                .hint("They must decide so many days before the end"),
            Field::choice(
                "outcome",
                "Outcome",
                outcomes,
                it.and_then(|it| it.outcome).map_or("", ContractOutcome::word),
            )
            .hint("Blank while it is undecided"),
            Field::new("outcome_on", "Decided on", Kind::Day, day(it.and_then(|it| it.outcome_on))),
            Field::new("outcome_value", "Value after", Kind::Number, amount(it.and_then(|it| it.outcome_value))),
            Field::text_of("reason", "Reason", or_blank(it.and_then(|it| it.reason.as_ref()))),
            Field::choice("owner", "Owner", names.our_names(), names.ours(it.and_then(|it| it.owner)))
                .hint("Who answers for this line; blank: who leads the account"),
            Field::new("value_case", "Value case", Kind::Lines, or_blank(it.and_then(|it| it.value_case.as_ref())))
                .hint("What they gained from it, in their words"),
            proof::field(it.and_then(|it| it.proof.as_ref()), book)?,
        ],
    ))
}

/// The contract that the form describes.
pub(crate) fn record(before: Option<Contract>, account: Id<Account>, draft: &Draft<'_>) -> Result<Contract> {
    let outcome = draft.word("outcome", ContractOutcome::read)?;
    let decided = draft.day("outcome_on")?.or(outcome.map(|_| draft.today));
    Ok(Contract {
        id: before.as_ref().map_or(Id::NEW, |it| it.id),
        external_id: before.as_ref().and_then(|it| it.external_id.clone()),
        account,
        product: draft.text("product"),
        value: draft.amount("value")?,
        currency: draft.currency()?,
        start: draft.day("start")?,
        end: draft.day("end")?,
        notice_days: draft.number("notice_days")?,
        outcome,
        outcome_on: decided,
        outcome_value: draft.amount("outcome_value")?,
        reason: draft.text("reason"),
        owner: draft.member("owner")?,
        value_case: draft.text("value_case"),
        proof: draft.text("proof").filter(|_| outcome != Some(ContractOutcome::Lost)),
        known_on: before.and_then(|it| it.known_on),
    })
}
