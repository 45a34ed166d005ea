//! A column of a list, and what stands in it.

use crate::book::Book;
use crate::domain::day::Day;
use crate::domain::member::Member;
use crate::domain::money::{Currency, Money};
use crate::domain::risk::score::Band;
use serde_json::{Value as Json, json};

/// What a cell is worked out from besides its row.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Around<'a> {
    pub(crate) today: Day,
    /// The currency of the book.
    pub(crate) currency: Currency,
    /// The team member whose list it is.
    pub(crate) member: Option<&'a Member>,
}

impl Around<'_> {
    /// A list of the whole book, today.
    pub(crate) fn of(book: &Book) -> Self {
        Self { today: book.today(), currency: book.currency(), member: None }
    }

    /// An amount in the currency of the book.
    pub(crate) fn money(&self, minor: Option<i64>) -> Value {
        minor.map_or(Value::None, |minor| Value::Money(Money::new(minor, self.currency)))
    }
}

/// What stands in a column, exactly.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    None,
    Text(String),
    Count(u64),
    Money(Money),
    Day(Day),
    Bool(bool),
    /// Several things, and how they are written in one cell.
    List(Json, String),
}

impl Value {
    /// Text that may be missing.
    pub(crate) fn text_of(text: Option<&str>) -> Self {
        text.map_or(Value::None, |text| Value::Text(text.to_owned()))
    }

    /// A day that may be missing.
    pub(crate) fn day(day: Option<Day>) -> Self {
        day.map_or(Value::None, Value::Day)
    }

    pub(crate) fn count(count: impl Into<u64>) -> Self {
        Value::Count(count.into())
    }

    /// As it is exported: amounts with all their decimals, yes and no, nothing for what is not known.
    pub(crate) fn text(self) -> String {
        match self {
            Value::None => String::new(),
            Value::Text(text) | Value::List(_, text) => text,
            Value::Count(count) => count.to_string(),
            Value::Money(money) => money.decimal(),
            Value::Day(day) => day.to_string(),
            Value::Bool(is) => if is { "yes" } else { "no" }.to_owned(),
        }
    }

    pub(crate) fn json(self) -> Json {
        match self {
            Value::None => Json::Null,
            Value::Text(text) => json!(text),
            Value::Count(count) => json!(count),
            Value::Money(money) => json!(money.major()),
            Value::Day(day) => json!(day.to_string()),
            Value::Bool(is) => json!(is),
            Value::List(list, _) => list,
        }
    }
}

/// What a piece of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ink {
    /// Said.
    Plain,
    /// Named.
    Strong,
    /// A unit, a date, a hint.
    Dim,
    /// Good news.
    Good,
    /// Look at this.
    Warning,
    /// Bad news.
    Bad,
    /// How worried to be.
    Risk(Band),
}

impl Ink {
    /// What puts an account at risk.
    pub(crate) const ALERT: Ink = Ink::Risk(Band::AtRisk);
}

/// What a screen shows in a column.
pub(crate) type Cell = (Ink, String);

/// To which side a column's text is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// How a column stands on a screen.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Heading {
    pub(crate) title: &'static str,
    /// To which side its text is set.
    pub(crate) side: Side,
    /// The least width that makes sense.
    pub(crate) width: u16,
    /// Its share of what is left over; 0 for a column that does not stretch.
    pub(crate) stretch: u16,
    /// How needed it is: the lowest leaves first; [`Heading::KEEP`] never leaves.
    pub(crate) need: u8,
}

impl Heading {
    /// Never leaves.
    pub(crate) const KEEP: u8 = u8::MAX;

    /// A column of words.
    pub(crate) const fn words(title: &'static str, width: u16, stretch: u16, need: u8) -> Self {
        Self { title, side: Side::Left, width, stretch, need }
    }

    /// A column of numbers.
    pub(crate) const fn number(title: &'static str, width: u16, need: u8) -> Self {
        Self { title, side: Side::Right, width, stretch: 0, need }
    }
}

/// Works out something of a row.
type Of<T, A> = fn(&T, &Around<'_>) -> A;

/// A field of a list, in all its outputs.
#[derive(Debug)]
pub(crate) struct Column<T> {
    /// Its name in files and JSON.
    pub(crate) key: &'static str,
    pub(crate) value: Of<T, Value>,
    /// On a screen, where it is shown there.
    pub(crate) screen: Option<(Heading, Of<T, Cell>)>,
    /// In a printed line, set to its width, where it is printed.
    pub(crate) print: Option<Of<T, String>>,
}

impl<T> Column<T> {
    /// A field of files and JSON.
    pub(crate) const fn new(key: &'static str, value: Of<T, Value>) -> Self {
        Self { key, value, screen: None, print: None }
    }

    /// The same, shown on the screen.
    pub(crate) const fn screen(self, heading: Heading, cell: Of<T, Cell>) -> Self {
        Self { screen: Some((heading, cell)), ..self }
    }

    /// The same, printed.
    pub(crate) const fn print(self, words: Of<T, String>) -> Self {
        Self { print: Some(words), ..self }
    }
}
