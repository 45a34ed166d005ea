//! The form of a pulse: who, how they feel, where it comes from, what it is about, their words.

use super::Form;
use super::draft::{Draft, Names};
use super::field::{Field, Kind};
use crate::book::keep::unborn;
use crate::domain::account::Account;
use crate::domain::id::Id;
use crate::domain::problem::{Problem, Result};
use crate::domain::pulse::Pulse;
use crate::domain::words::{PulseSource, Topic};

/// What the numbers mean.
const SCORES: [&str; 5] = ["1 leaving", "2 unhappy", "3 lukewarm", "4 content", "5 would recommend"];

/// The fields.
pub(crate) fn form(names: &Names) -> Form {
    let only = if let [(_, name)] = names.contacts.as_slice() { name.as_str() } else { "" };
    let sources = PulseSource::ALL.iter().map(|source| source.word().to_owned()).collect();
    let topics = Topic::ALL.iter().map(|topic| topic.word().to_owned()).collect();
    Form::new(
        format!("How does {} feel about staying", names.account),
        vec![
            Field::choice("contact", "Who", names.their_names(), only).hint("Blank: the account at large"),
            Field::choice("score", "1 to 5", SCORES.map(str::to_owned).to_vec(), "").needed(),
            Field::choice("source", "Source", sources, PulseSource::Said.word()),
            Field::new("topics", "Topics", Kind::Several { options: topics }, "").hint("At most three, or their words"),
            Field::text_of("quote", "Their words", ""),
        ],
    )
}

/// The pulse that the form describes.
pub(crate) fn record(account: Id<Account>, draft: &Draft<'_>) -> Result<Pulse> {
    let score = draft.words("score").chars().next().and_then(|digit| digit.to_digit(10));
    let topics = draft.several("topics").iter().map(|word| Topic::read(word)).collect::<Result<Vec<_>>>();
    Ok(Pulse {
        id: unborn(),
        external_id: None,
        account,
        contact: draft.contact("contact")?,
        on: draft.today,
        score: score.ok_or_else(|| Problem::field("score", "Say a number from 1 to 5."))? as u8,
        source: draft.word("source", PulseSource::read)?.unwrap_or(PulseSource::Said),
        topics: topics.map_err(|problem| Problem { field: Some("topics"), ..problem })?,
        quote: draft.text("quote"),
        known_on: None,
    })
}
