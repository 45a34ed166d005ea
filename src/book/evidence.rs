//! What can be the evidence of a drop-off point: a churn, something said, a note; each with the stage it was seen in.

use super::Book;
use super::pipeline::Board;
use super::quotes::Source;
use crate::domain::account::Account;
use crate::domain::churn::Churn;
use crate::domain::day::{Day, written};
use crate::domain::drop_off::Evidence;
use crate::domain::event::Event;
use crate::domain::id::Id;
use crate::domain::problem::Result;
use crate::domain::pulse::Pulse;
use crate::domain::stage_period::StagePeriod;
use crate::domain::touch::Touch;

/// Something that can be the evidence of a point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// The key of the stage it was seen in.
    pub stage: String,
    /// Whose customer.
    pub account: Id<Account>,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: Evidence,
    /// In words.
    pub words: String,
}

impl Seen {
    /// As it stands in a list to choose from.
    pub fn told(&self) -> String {
        format!("{}: {}", self.name, self.words)
    }
}

impl Book {
    /// What was lost from a stage and said in it within twelve months, as far as the board has been read.
    pub fn seen_in(&self, board: &Board, stage: &str) -> Vec<Seen> {
        let today = self.today();
        let lost = board.lost.iter().filter(|one| one.stage == stage).map(|one| {
            let reason = one.reason.as_deref().unwrap_or("no reason recorded");
            let words = format!("churned {}: {reason}", written(one.on, today));
            Seen { stage: stage.to_owned(), account: one.account, name: one.name.clone(), kind: Evidence::Churn, words }
        });
        let column = board.stages.iter().find(|one| one.stage.key == stage);
        let said = column.into_iter().flat_map(|one| &one.said.quotes).map(|one| {
            let score = one.score.map_or_else(|| "when they left".to_owned(), |score| format!("{score}/5"));
            let words = format!("{score}, “{}”", one.words.trim());
            let kind = if one.score.is_some() { Evidence::Pulse } else { Evidence::Churn };
            Seen { stage: stage.to_owned(), account: one.account, name: one.name.clone(), kind, words }
        });
        lost.chain(said).collect()
    }

    /// What a pulse or a churn says, as evidence of the stage the account was in that day.
    pub fn seen_from(&mut self, source: Source) -> Result<Option<Seen>> {
        match source {
            Source::Pulse(id) => {
                let it: Pulse = self.get(id)?;
                let words = it.quote.map_or_else(String::new, |quote| format!(", “{}”", quote.trim()));
                self.seen(it.account, it.on, Evidence::Pulse, format!("{}/5{words}", it.score))
            }
            Source::Loss(id) => {
                let it: Churn = self.get(id)?;
                let reason = it.reason.unwrap_or_else(|| "no reason recorded".to_owned());
                let words = format!("churned {}: {reason}", written(it.on, self.today()));
                self.seen(it.account, it.on, Evidence::Churn, words)
            }
            Source::InsightShare(_) | Source::Reference(_) => match self.quote(source)? {
                Some(quote) => {
                    self.seen(quote.account, quote.on, Evidence::Note, format!("“{}”, {}", quote.words, quote.who))
                }
                None => Ok(None),
            },
        }
    }

    /// What was noted with a touch, as evidence.
    pub fn seen_at_touch(&self, id: Id<Touch>) -> Result<Option<Seen>> {
        let it: Touch = self.get(id)?;
        let words = it.summary.unwrap_or_else(|| it.channel.word().to_owned());
        self.seen(it.account, it.on, Evidence::Note, words)
    }

    /// The same of an event.
    pub fn seen_at_event(&self, id: Id<Event>) -> Result<Option<Seen>> {
        let it: Event = self.get(id)?;
        let more = it.detail.map_or_else(String::new, |detail| format!(": {detail}"));
        self.seen(it.account, it.on, Evidence::Note, format!("{}{more}", it.kind.word()))
    }

    fn seen(&self, account: Id<Account>, on: Day, kind: Evidence, words: String) -> Result<Option<Seen>> {
        let it = self.get(account)?;
        let stage = self.stage_of(account, on)?.unwrap_or(it.stage);
        Ok(Some(Seen { stage, account, name: it.name, kind, words }))
    }

    /// The stage an account was in on a day; the last one of it where two meet on that day.
    fn stage_of(&self, account: Id<Account>, on: Day) -> Result<Option<String>> {
        let mut stays: Vec<StagePeriod> = self.of_account(account)?;
        stays.retain(|stay| stay.entered_on <= on && stay.left_on.is_none_or(|left| left >= on));
        Ok(stays.into_iter().max_by_key(|stay| (stay.entered_on, stay.id)).map(|stay| stay.stage))
    }
}
