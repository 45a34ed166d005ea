//! What the user says about a file: what its rows are, which column is what, how days and numbers are written.

use super::columns::column_at;
use super::date::Order;
use super::headers::{MapTo, Mapping};
use super::shape::Shape;
use super::table::short;
use crate::domain::amount::Style;
use crate::domain::problem::{Problem, Result};
use std::fmt;

/// How a column of days or numbers is to be read, said by the user.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hint {
    /// Days such as `05/06/2026` have this order.
    Days(Order),
    /// Numbers such as `1.234` have this style.
    Numbers(Style),
}

/// What the user says about one column: `COLUMN=FIELD`, `COLUMN=FIELD:dmy`, `COLUMN=custom` to keep it as it is, or
/// `COLUMN=-` to leave it out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnOverride {
    /// The column and its field.
    pub mapping: Mapping,
    /// How it is to be read.
    pub hint: Option<Hint>,
}

impl ColumnOverride {
    /// Reads `COLUMN=FIELD[:dmy|mdy|comma|point]`.
    pub fn parse(text: &str) -> Result<Self> {
        let malformed = || {
            Problem::input(format!(
                "“{}” does not map a column: write COLUMN=FIELD, with :dmy or :mdy behind it for days, :comma or :point for numbers.",
                short(text)
            ))
        };
        let (column, field) = text.rsplit_once('=').ok_or_else(malformed)?;
        let (field, hint) = match field.split_once(':') {
            Some((field, word)) => (field, Some(Hint::parse(word).ok_or_else(malformed)?)),
            None => (field, None),
        };
        let column = column.trim().to_owned();
        if column.is_empty() {
            return Err(malformed());
        }
        let target = match MapTo::read(field) {
            MapTo::AsRead if hint.is_none() => MapTo::Nothing,
            target => target,
        };
        Ok(Self { mapping: Mapping { column, target }, hint })
    }
}

impl ColumnOverride {
    /// Whether one of these columns is meant.
    pub fn is_about(&self, header: &[String]) -> bool {
        column_at(header, &self.mapping.column).is_some()
    }
}

/// As it is written: `COLUMN=FIELD:dmy`.
impl fmt::Display for ColumnOverride {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let field = match &self.mapping.target {
            MapTo::Field(field) => field.as_str(),
            MapTo::Custom => "custom",
            MapTo::Nothing => "-",
            MapTo::AsRead => "",
        };
        let hint = match self.hint {
            None => "",
            Some(Hint::Days(Order::DayFirst)) => ":dmy",
            Some(Hint::Days(Order::MonthFirst)) => ":mdy",
            Some(Hint::Numbers(Style::Comma)) => ":comma",
            Some(Hint::Numbers(Style::Point)) => ":point",
        };
        write!(f, "{}={field}{hint}", self.mapping.column)
    }
}

impl Hint {
    fn parse(word: &str) -> Option<Self> {
        match word.trim().to_ascii_lowercase().as_str() {
            "dmy" => Some(Hint::Days(Order::DayFirst)),
            "mdy" => Some(Hint::Days(Order::MonthFirst)),
            "comma" => Some(Hint::Numbers(Style::Comma)),
            "point" => Some(Hint::Numbers(Style::Point)),
            _ => None,
        }
    }
}

/// What the user says about a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Overrides {
    /// What its rows are; none: by its header.
    pub shape: Option<Shape>,
    /// Which column is what.
    pub columns: Vec<ColumnOverride>,
    /// The order of days that may have either, in any column.
    pub days: Option<Order>,
    /// The style of numbers that may have either, in any column.
    pub numbers: Option<Style>,
    /// Leave a `'` before a formula where it stands.
    pub raw: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wish_is_read_or_refused() {
        assert_eq!(ColumnOverride::parse("a=b=on:dmy").unwrap().mapping.column, "a=b");
        assert_eq!(ColumnOverride::parse("City=-").unwrap().mapping.target, MapTo::Nothing);
        assert_eq!(ColumnOverride::parse("City=custom").unwrap().mapping.target, MapTo::Custom);
        for text in ["a=b=on:dmy", "City=-", "City=custom", "Wert=:comma", "Wert=value"] {
            assert_eq!(ColumnOverride::parse(text).unwrap().to_string(), text);
        }
        assert!(ColumnOverride::parse("on:dmy").is_err());
        assert!(ColumnOverride::parse("on=on:ymd").is_err());
    }
}
