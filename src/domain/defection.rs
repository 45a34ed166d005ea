//! Defections: what was lost, why, and what came back.

use super::account::Account;
use super::contract::Contract;
use super::day::Day;
use super::id::Id;
use super::money::Currency;
use super::words::LossType;
use serde::{Deserialize, Serialize};

/// A loss: whole, or of one contract line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Defection {
    /// Its id.
    pub id: Id<Defection>,
    /// Its key in the file or program it came from.
    pub external_id: Option<String>,
    /// The account it belongs to.
    pub account: Id<Account>,
    /// The line that was lost; none: the whole account.
    pub contract: Option<Id<Contract>>,
    /// The day it took effect.
    pub on: Day,
    /// The day they decided.
    pub decided_on: Option<Day>,
    /// Voluntary, partial or unavoidable.
    pub kind: Option<LossType>,
    /// Why, in our words.
    pub reason: Option<String>,
    /// Why, in theirs.
    pub quote: Option<String>,
    /// A year of what was lost, in minor units.
    pub value: Option<i64>,
    /// The currency of `value`.
    pub currency: Currency,
    /// The day they came back.
    pub won_back_on: Option<Day>,
    /// The day the book learned it; none: the fact's own day.
    pub known_on: Option<Day>,
}
