//! The form of an opportunity: something more they might buy.

use super::draft::{Draft, Names, day_text, or_blank};
use super::field::{Field, Kind};
use super::{Form, proof};
use crate::book::Book;
use crate::domain::account::Account;
use crate::domain::id::Id;
use crate::domain::money::Money;
use crate::domain::opportunity::Opportunity;
use crate::domain::problem::Result;
use crate::domain::words::DealState;

/// The fields.
pub(crate) fn form(it: Option<&Opportunity>, names: &Names, book: &Book) -> Result<Form> {
    let states = DealState::ALL.iter().map(|one| one.word().to_owned()).collect();
    let currency = it.map_or_else(|| names.currency.unwrap_or_else(|| book.currency()), |it| it.currency);
    let value = it.and_then(|it| it.value).map(|minor| Money::new(minor, currency).decimal()).unwrap_or_default();
    let title = it.map_or_else(|| format!("On the radar at {}", names.account), |it| it.title.clone());
    let day = |day: Option<crate::domain::day::Day>| day_text(day);
    let form = Form::new(
        title,
        vec![
            Field::text_of("title", "What they might buy", it.map(|it| it.title.clone()).unwrap_or_default()).needed(),
            Field::new("value", "Value a year", Kind::Number, value).hint("Such as 24k"),
            Field::choice("owner", "Who pursues it", names.our_names(), names.ours(it.and_then(|it| it.owner)))
                .hint("Blank: who leads the account"),
            Field::new("expected_on", "When", Kind::Day, day(it.and_then(|it| it.expected_on))),
            Field::choice("state", "State", states, it.map_or(DealState::Open.word(), |it| it.state.word())),
            Field::new("closed_on", "Closed", Kind::Day, day(it.and_then(|it| it.closed_on)))
                .hint("Won or lost on; blank: today"),
            Field::text_of("reason", "Why", or_blank(it.and_then(|it| it.reason.as_ref()))),
            proof::field(it.and_then(|it| it.proof.as_ref()), book)?,
        ],
    );
    Ok(if it.is_some() { Form { focus: 0, ..form } } else { form })
}

/// The opportunity that the form describes; `lead`: who leads the account.
pub(crate) fn record(
    before: Option<Opportunity>,
    account: Id<Account>,
    draft: &Draft<'_>,
    book: &Book,
) -> Result<Opportunity> {
    let state = draft.word("state", DealState::read)?.unwrap_or(DealState::Open);
    let closed = draft.day("closed_on")?.or(Some(draft.today)).filter(|_| state != DealState::Open);
    Ok(Opportunity {
        id: before.as_ref().map_or(Id::NEW, |it| it.id),
        external_id: before.as_ref().and_then(|it| it.external_id.clone()),
        account,
        title: draft.words("title"),
        value: draft.amount("value")?,
        currency: before.as_ref().map_or_else(|| draft.currency(), |it| Ok(it.currency))?,
        owner: draft.member("owner")?.map_or_else(|| book.lead(account), |owner| Ok(Some(owner)))?,
        state,
        expected_on: draft.day("expected_on")?,
        closed_on: closed,
        reason: draft.text("reason"),
        proof: draft.text("proof"),
        known_on: before.map_or(Some(draft.today), |it| it.known_on),
    })
}
