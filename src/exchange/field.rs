//! The columns of a file: those that fill a field, and those that are kept as they are.

use super::date::Order;
use super::headers::Unit;
use super::shape::Column;
use crate::domain::amount::Style;

/// What the cells of a column leave open: somebody has to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Question {
    /// Whether the day or the month stands first in a cell such as this one.
    Days(String),
    /// Whether a cell such as this one is the first of these numbers or the second.
    Numbers(String, [String; 2]),
}

/// A column that has no field and is kept as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Its place in the file.
    pub place: usize,
    /// What it is called.
    pub header: String,
    /// Whether its cells are numbers, so that they can be followed from day to day.
    pub is_numbers: bool,
}

/// A field of the records and the columns that fill it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// The field.
    pub column: Column,
    /// The places of its columns in the file, preferred first.
    pub places: Vec<usize>,
    /// What the preferred column is called in the file.
    pub header: String,
    /// The order of its days.
    pub order: Order,
    /// The style of its numbers.
    pub style: Style,
    /// Whether an amount such as `90.000` is refused: it may be 90 or 90,000, and the other cells do not tell.
    pub doubts_thousandths: bool,
    /// What nothing settles: somebody has to say.
    pub question: Option<Question>,
    /// The unit that the heading says.
    pub unit: Unit,
}
