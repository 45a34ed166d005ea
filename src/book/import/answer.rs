//! What becomes of one row.

use super::take::Taken;
use crate::exchange::table::Rejection;

/// What became of a row that could be read.
pub(super) enum Answer {
    Taken(Taken),
    /// Passed over on purpose, and why.
    Skipped(&'static str),
}

/// What became of a row, or why it was refused.
pub(super) type Outcome = std::result::Result<Answer, Rejection>;
