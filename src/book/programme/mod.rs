//! The programme: what runs across all accounts. The charter, company updates, insights, the monthly huddle.

mod agenda;
pub mod charter;
pub mod company_updates;
pub mod huddle;
pub mod insights;
pub mod told;

use super::Book;
use crate::domain::problem::Result;
use company_updates::CompanyUpdates;
use huddle::Huddle;
use insights::Hearers;

/// What is read of the whole book.
#[derive(Debug, Clone, PartialEq)]
pub struct Programme {
    /// Company updates: who has heard what.
    pub updates: CompanyUpdates,
    /// Who should hear an insight.
    pub hearers: Hearers,
    /// The agenda of the huddle.
    pub huddle: Huddle,
}

impl Book {
    /// Everything that is read of the whole book, at one moment.
    pub fn programme(&self) -> Result<Programme> {
        let _reading = self.store.reading()?;
        Ok(Programme { updates: self.updates()?, hearers: self.hearers()?, huddle: self.huddle()? })
    }
}
