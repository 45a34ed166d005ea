//! Exchange rates.

use super::day::Day;
use super::id::Id;
use super::money::Currency;
use serde::{Deserialize, Serialize};

/// What one unit of a currency was worth in the currency of the book, from a day on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Rate {
    /// Its id.
    pub id: Id<Rate>,
    /// Its key in the file or program it came from.
    pub external_id: Option<String>,
    /// The foreign currency.
    pub currency: Currency,
    /// The first day it holds.
    pub on: Day,
    /// Units of the book currency for one of it; above zero.
    pub rate: f64,
    /// The day the book learned it; none: the fact's own day.
    pub known_on: Option<Day>,
}
