//! What becomes of one row.

use super::importer::RowOutcome;
use crate::exchange::table::Rejection;
use std::borrow::Cow;

/// What became of a row that could be read.
pub(super) enum Answer {
    RowOutcome(RowOutcome),
    /// Passed over on purpose, and why.
    Skipped(Cow<'static, str>),
}

impl Answer {
    /// The record that the row became.
    pub(super) fn record(&self) -> Option<i64> {
        match self {
            Self::RowOutcome(became) => Some(became.id()),
            Self::Skipped(_) => None,
        }
    }
}

/// What became of a row, or why it was refused.
pub(super) type Outcome = std::result::Result<Answer, Rejection>;
