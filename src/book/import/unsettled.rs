//! What an import remembers until all files are in, because one row alone does not settle it.

use crate::domain::churn::Churn;
use crate::domain::day::Day;
use std::collections::{BTreeMap, BTreeSet};

/// A won deal whose title names nothing but the account, as a contract.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bare {
    pub(super) contract: i64,
    pub(super) start: Day,
    /// Whether it says until when it runs.
    pub(super) has_end: bool,
    /// Whether it says that it is more of what they have.
    pub(super) is_more: bool,
}

/// What an import remembers of customers who may have left, until all of it is in.
#[derive(Debug, Default)]
pub(super) struct Parting {
    /// Accounts of which a contract was lost, with the day on which they left where the file says one.
    pub(super) ended: BTreeMap<i64, Option<Day>>,
    /// Contracts of which a deal says that they were not renewed; whether that was all is seen at the end.
    pub(super) not_renewed: BTreeSet<i64>,
    /// Losses that a file of accounts tells beside a file of losses.
    pub(super) told: Vec<Churn>,
}
