//! The programme: what runs across all accounts. The charter, company news, insights, the monthly huddle.

pub mod charter;
pub mod huddle;
pub mod insights;
pub mod news;
pub mod told;

use super::Book;
use crate::domain::problem::Result;
use huddle::Huddle;
use insights::Hearers;
use news::News;

/// What is read of the whole book.
#[derive(Debug, Clone, PartialEq)]
pub struct Programme {
    /// Company news: who has heard what.
    pub news: News,
    /// Who should hear an insight.
    pub hearers: Hearers,
    /// The agenda of the huddle.
    pub huddle: Huddle,
}

impl Book {
    /// Everything that is read of the whole book, at one moment.
    pub fn programme(&self) -> Result<Programme> {
        let _reading = self.store.reading()?;
        Ok(Programme { news: self.news()?, hearers: self.hearers()?, huddle: self.huddle()? })
    }
}
