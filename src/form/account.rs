//! The form of an account.

use super::Form;
use super::draft::{Draft, Names, day_text, or_blank};
use super::field::{Field, Kind};
use crate::book::Book;
use crate::domain::account::{Account, delivered, with_delivered};
use crate::domain::id::Id;
use crate::domain::money::Money;
use crate::domain::problem::Result;
use crate::domain::stages::DEFAULT;

/// The fields.
pub(crate) fn form(it: Option<&Account>, names: &Names, book: &Book) -> Form {
    let stages: Vec<String> = book.stages().list.iter().map(|stage| stage.name.clone()).collect();
    let stage = book.stages().name(it.map_or(DEFAULT, |it| it.stage.as_str())).to_owned();
    let currency = it.map_or_else(|| book.currency(), |it| it.currency);
    let value = it.and_then(|it| it.value).map(|minor| Money::new(minor, currency).decimal()).unwrap_or_default();
    let title = it.map_or_else(|| "New account".to_owned(), |it| it.name.clone());
    let since = it.map_or_else(String::new, |it| day_text(it.customer_since));
    let text = |words: Option<&String>| or_blank(words);
    Form::new(
        title,
        vec![
            Field::text_of("name", "Name", it.map(|it| it.name.clone()).unwrap_or_default()).needed(),
            Field::new("value", "Value a year", Kind::Number, value).hint("Such as 240k or 1.2M"),
            Field::text_of("currency", "Currency", currency.code()),
            Field::choice("stage", "Stage", stages, stage),
            Field::new("customer_since", "Customer since", Kind::Day, since).hint("The day of the first signature"),
            Field::choice("owner", "Owner", names.our_names(), names.ours(it.and_then(|it| it.owner))),
            Field::text_of("industry", "Industry", text(it.and_then(|it| it.industry.as_ref()))),
            Field::text_of("channel", "Came by", text(it.and_then(|it| it.channel.as_ref()))),
            Field::text_of("offer", "Offer", text(it.and_then(|it| it.offer.as_ref()))),
            Field::text_of("why_bought", "Why they bought", text(it.and_then(|it| it.why_bought.as_ref()))),
            Field::choice("delivered", "Delivered?", vec!["yes".into(), "no".into()], delivered_word(it))
                .hint("Whether they have what they bought for; blank: nobody has said"),
            Field::text_of(
                "tags",
                "Tags",
                it.map(|it| with_delivered(it.tags.clone(), None).join(", ")).unwrap_or_default(),
            )
            .hint("Separated by commas; “strategic” makes it tier A"),
            Field::text_of("website", "Website", text(it.and_then(|it| it.website.as_ref()))),
            Field::new("notes", "Notes", Kind::Lines, text(it.and_then(|it| it.notes.as_ref()))),
        ],
    )
}

fn delivered_word(it: Option<&Account>) -> &'static str {
    match it.and_then(|it| delivered(&it.tags)) {
        Some(true) => "yes",
        Some(false) => "no",
        None => "",
    }
}

/// The account that the form describes.
pub(crate) fn record(before: Option<Account>, draft: &Draft<'_>, book: &Book) -> Result<Account> {
    let stage = draft.word("stage", |words| book.stages().read(words).map(|stage| stage.key.clone()))?;
    Ok(Account {
        id: before.as_ref().map_or(Id::NEW, |it| it.id),
        external_id: before.as_ref().and_then(|it| it.external_id.clone()),
        name: draft.words("name"),
        stage: stage.unwrap_or_else(|| DEFAULT.to_owned()),
        value: draft.amount("value")?,
        currency: draft.currency()?,
        customer_since: draft.day("customer_since")?,
        observed_since: before.as_ref().and_then(|it| it.observed_since),
        owner: draft.member("owner")?,
        industry: draft.text("industry"),
        channel: draft.text("channel"),
        offer: draft.text("offer"),
        why_bought: draft.text("why_bought"),
        tags: with_delivered(draft.several("tags"), draft.text("delivered").map(|said| said == "yes")),
        website: draft.text("website"),
        notes: draft.text("notes"),
        known_on: before.and_then(|it| it.known_on),
    })
}
