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

/// What became of a row, or why it was refused.
pub(super) type Outcome = std::result::Result<Answer, Rejection>;
