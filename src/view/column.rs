//! A column of a list, and what stands in it.

use crate::book::Book;
use crate::domain::day::Day;
use crate::domain::member::Member;
use crate::domain::money::{Currency, Money};
use crate::domain::risk::score::Band;
use crate::domain::text::fold;
use serde_json::{Value as Json, json};
use std::cmp::Ordering;

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
    /// A count that may be negative.
    Change(i64),
    /// A share or an average, and with how many decimals it is exported.
    Number(f64, usize),
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
            Value::Change(change) => change.to_string(),
            Value::Number(number, decimals) => format!("{number:.decimals$}"),
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
            Value::Change(change) => json!(change),
            Value::Number(number, _) => json!(number),
            Value::Money(money) => json!(money.major()),
            Value::Day(day) => json!(day.to_string()),
            Value::Bool(is) => json!(is),
            Value::List(list, _) => list,
        }
    }

    /// Whether the largest comes first where a list is sorted by it: numbers do, words and days begin with the first.
    pub(crate) fn starts_down(&self) -> bool {
        matches!(self, Value::Count(_) | Value::Change(_) | Value::Number(..) | Value::Money(_) | Value::Bool(_))
    }

    /// Which of two values of one column comes first, upwards or downwards; what is not known comes last either way.
    pub(crate) fn order(&self, other: &Self, down: bool) -> Ordering {
        let order = match (self, other) {
            (Value::None, Value::None) => return Ordering::Equal,
            (Value::None, _) => return Ordering::Greater,
            (_, Value::None) => return Ordering::Less,
            (Value::Text(one) | Value::List(_, one), Value::Text(other) | Value::List(_, other)) => {
                fold(one).cmp(&fold(other))
            }
            (Value::Day(one), Value::Day(other)) => one.cmp(other),
            (Value::Bool(one), Value::Bool(other)) => one.cmp(other),
            (Value::Count(one), Value::Count(other)) => one.cmp(other),
            (Value::Change(one), Value::Change(other)) => one.cmp(other),
            (Value::Money(one), Value::Money(other)) => one.minor.cmp(&other.minor),
            (one, other) => one.float().total_cmp(&other.float()),
        };
        if down { order.reverse() } else { order }
    }

    fn float(&self) -> f64 {
        match self {
            Value::Number(number, _) => *number,
            Value::Count(count) => *count as f64,
            Value::Change(change) => *change as f64,
            _ => 0.0,
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
    /// Good updates.
    Good,
    /// Look at this.
    Warning,
    /// Bad updates.
    Bad,
    /// Where one is, and what is chosen.
    Accent,
    /// Dealt with.
    Struck,
    /// The length of a bar.
    Chart,
    /// How worried to be.
    Risk(Band),
}

impl Ink {
    /// What puts an account at risk.
    pub(crate) const ALERT: Ink = Ink::Risk(Band::AtRisk);
}

/// A piece of text, and what it is.
pub(crate) type Piece = (Ink, String);

/// What a screen shows in a column: pieces, one behind the other.
pub(crate) type Cell = Vec<Piece>;

/// A cell of one piece.
pub(crate) fn cell(words: impl Into<String>, ink: Ink) -> Cell {
    vec![(ink, words.into())]
}

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

/// How a column makes its cells: of one piece, as most do, or of several.
#[derive(Debug)]
pub(crate) enum Show<T> {
    One(Of<T, Piece>),
    Several(Of<T, Cell>),
}

impl<T> Show<T> {
    /// What stands in this row.
    pub(crate) fn cell(&self, row: &T, around: &Around<'_>) -> Cell {
        match self {
            Show::One(piece) => vec![piece(row, around)],
            Show::Several(cell) => cell(row, around),
        }
    }
}

/// A field of a list, in all its outputs.
#[derive(Debug)]
pub(crate) struct Column<T> {
    /// Its name in files and JSON.
    pub(crate) key: &'static str,
    pub(crate) value: Of<T, Value>,
    /// On a screen, where it is shown there.
    pub(crate) screen: Option<(Heading, Show<T>)>,
    /// What it is sorted by, where that is not its value.
    pub(crate) rank: Option<Of<T, Value>>,
    /// In a printed line, set to its width, where it is printed.
    pub(crate) print: Option<Of<T, String>>,
}

impl<T> Column<T> {
    /// A field of files and JSON.
    pub(crate) const fn new(key: &'static str, value: Of<T, Value>) -> Self {
        Self { key, value, screen: None, rank: None, print: None }
    }

    /// The same, shown on the screen.
    pub(crate) const fn screen(mut self, heading: Heading, piece: Of<T, Piece>) -> Self {
        self.screen = Some((heading, Show::One(piece)));
        self
    }

    /// The same, shown on the screen in several pieces.
    pub(crate) const fn pieces(mut self, heading: Heading, cell: Of<T, Cell>) -> Self {
        self.screen = Some((heading, Show::Several(cell)));
        self
    }

    /// The same, sorted by something else than its value.
    pub(crate) const fn ranked(mut self, rank: Of<T, Value>) -> Self {
        self.rank = Some(rank);
        self
    }

    /// The same, printed.
    pub(crate) const fn print(mut self, words: Of<T, String>) -> Self {
        self.print = Some(words);
        self
    }

    /// What a list is sorted by in this column.
    pub(crate) fn sorts_by(&self, row: &T, around: &Around<'_>) -> Value {
        self.rank.unwrap_or(self.value)(row, around)
    }
}
