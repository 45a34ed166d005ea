//! The form of a pulse: who, how they feel, where it comes from, what it is about, their words.

use super::Form;
use super::draft::{Draft, Names, day_text, or_blank};
use super::field::{Field, Kind};
use crate::domain::account::Account;
use crate::domain::id::Id;
use crate::domain::problem::{Problem, Result};
use crate::domain::pulse::Pulse;
use crate::domain::words::{PulseSource, Topic};

/// What the numbers mean.
const SCORES: [&str; 5] = ["1 leaving", "2 unhappy", "3 lukewarm", "4 content", "5 would recommend"];

/// The fields.
pub(crate) fn form(it: Option<&Pulse>, names: &Names) -> Form {
    let theirs = names.their_names();
    let who = match (it, theirs.as_slice()) {
        (Some(it), _) => names.theirs(it.contact),
        (None, [only]) => only.clone(),
        (None, _) => String::new(),
    };
    let score = it.map_or("", |it| SCORES[usize::from(it.score.clamp(1, 5)) - 1]);
    let source = it.map_or(PulseSource::Said, |it| it.source);
    let said: Vec<&str> = it.map(|it| it.topics.iter().map(|topic| topic.word()).collect()).unwrap_or_default();
    let on = it.map_or_else(|| "today".to_owned(), |it| day_text(Some(it.on)));
    let sources = PulseSource::ALL.iter().map(|source| source.word().to_owned()).collect();
    let topics = Topic::ALL.iter().map(|topic| topic.word().to_owned()).collect();
    Form::new(
        format!("How does {} feel about staying", names.account),
        vec![
            Field::choice("contact", "Who", theirs, who).hint("Blank: the account at large"),
            Field::choice("score", "1 to 5", SCORES.map(str::to_owned).to_vec(), score).needed(),
            Field::choice("source", "Source", sources, source.word()),
            Field::new("topics", "Topics", Kind::Several { options: topics }, said.join(", "))
                .hint("At most three, or their words"),
            Field::text_of("quote", "Their words", or_blank(it.and_then(|it| it.quote.as_ref()))),
            Field::new("on", "When", Kind::Day, on),
        ],
    )
}

/// The pulse that the form describes.
pub(crate) fn record(before: Option<&Pulse>, account: Id<Account>, draft: &Draft<'_>) -> Result<Pulse> {
    let score = draft.words("score").chars().next().and_then(|digit| digit.to_digit(10));
    let topics = draft.several("topics").iter().map(|word| Topic::read(word)).collect::<Result<Vec<_>>>();
    Ok(Pulse {
        id: before.map_or(Id::NEW, |it| it.id),
        external_id: before.and_then(|it| it.external_id.clone()),
        account,
        contact: draft.contact("contact")?,
        on: draft.day_or_today("on")?,
        score: score.ok_or_else(|| Problem::field("score", "Say a number from 1 to 5."))? as u8,
        source: draft.word("source", PulseSource::read)?.unwrap_or(PulseSource::Said),
        topics: topics.map_err(|problem| Problem { field: Some("topics"), ..problem })?,
        quote: draft.text("quote"),
        known_on: before.and_then(|it| it.known_on),
    })
}
