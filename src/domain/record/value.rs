//! What stands in a field, whatever its type: the common coin of tables, files, forms and JSON.

use super::kind::{self, Kind};
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::money::Currency;
use crate::domain::noun::Noun;

/// The value of one field.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing.
    None,
    /// Text, a fixed word, a currency code.
    Text(String),
    /// A whole number, an id, an amount in minor units.
    Int(i64),
    /// A number with decimals.
    Float(f64),
    /// Yes or no.
    Flag(bool),
    /// A day.
    Day(Day),
    /// Several words.
    Words(Vec<String>),
    /// Several ids.
    Ids(Vec<i64>),
}

impl Value {
    /// Text, or nothing.
    pub fn text(text: Option<&str>) -> Self {
        text.map_or(Value::None, |text| Value::Text(text.to_owned()))
    }

    /// Whether it is nothing.
    pub fn is_none(&self) -> bool {
        matches!(self, Value::None)
    }
}

/// Fields by name, in no order.
pub type Fields = Vec<(&'static str, Value)>;

/// A type of which the book keeps records of one kind.
pub trait Named {
    /// Which kind.
    const NOUN: Noun;
}

/// A type that a field of a record may have: it says how such a field is kept, limited, read and shown.
pub trait FieldType: Sized {
    /// What such a field is, unless its declaration says it more closely.
    const KIND: Kind;
    /// Whether nothing may stand in it.
    const IS_OPTIONAL: bool = false;

    /// What stands in it before anything is said.
    fn blank() -> Self;
    /// What stands in it.
    fn value(&self) -> Value;
    /// Takes a value; none: the value is of another type.
    fn take(value: Value) -> Option<Self>;
}

impl<F: FieldType> FieldType for Option<F> {
    const KIND: Kind = F::KIND;
    const IS_OPTIONAL: bool = true;

    fn blank() -> Self {
        None
    }
    fn value(&self) -> Value {
        self.as_ref().map_or(Value::None, F::value)
    }
    fn take(value: Value) -> Option<Self> {
        if value.is_none() { Some(None) } else { F::take(value).map(Some) }
    }
}

impl FieldType for String {
    const KIND: Kind = kind::TEXT;

    fn blank() -> Self {
        String::new()
    }
    fn value(&self) -> Value {
        Value::Text(self.clone())
    }
    fn take(value: Value) -> Option<Self> {
        if let Value::Text(text) = value { Some(text) } else { None }
    }
}

impl FieldType for bool {
    const KIND: Kind = Kind::Flag;

    fn blank() -> Self {
        false
    }
    fn value(&self) -> Value {
        Value::Flag(*self)
    }
    fn take(value: Value) -> Option<Self> {
        if let Value::Flag(flag) = value { Some(flag) } else { None }
    }
}

impl FieldType for Day {
    const KIND: Kind = Kind::Day;

    fn blank() -> Self {
        Day::ZERO
    }
    fn value(&self) -> Value {
        Value::Day(*self)
    }
    fn take(value: Value) -> Option<Self> {
        if let Value::Day(day) = value { Some(day) } else { None }
    }
}

impl FieldType for f64 {
    const KIND: Kind = Kind::Number;

    fn blank() -> Self {
        0.0
    }
    fn value(&self) -> Value {
        Value::Float(*self)
    }
    fn take(value: Value) -> Option<Self> {
        if let Value::Float(number) = value { Some(number) } else { None }
    }
}

impl FieldType for Currency {
    const KIND: Kind = Kind::Currency;

    fn blank() -> Self {
        Currency::EUR
    }
    fn value(&self) -> Value {
        Value::Text(self.code().to_owned())
    }
    fn take(value: Value) -> Option<Self> {
        if let Value::Text(code) = value { Currency::parse(&code).ok() } else { None }
    }
}

macro_rules! whole_numbers {
    ($($type:ty = $kind:expr;)+) => {$(
        impl FieldType for $type {
            const KIND: Kind = $kind;

            fn blank() -> Self {
                0
            }
            fn value(&self) -> Value {
                Value::Int(i64::from(*self))
            }
            fn take(value: Value) -> Option<Self> {
                if let Value::Int(number) = value { Self::try_from(number).ok() } else { None }
            }
        }
    )+};
}

whole_numbers! {
    i64 = Kind::Amount;
    u32 = kind::MINUTES;
    u8 = kind::SCORE;
}

impl<R: Named> FieldType for Id<R> {
    const KIND: Kind = Kind::To(R::NOUN);

    fn blank() -> Self {
        Id::NEW
    }
    fn value(&self) -> Value {
        Value::Int(self.raw())
    }
    fn take(value: Value) -> Option<Self> {
        if let Value::Int(raw) = value { Some(Id::new(raw)) } else { None }
    }
}

impl<R: Named> FieldType for Vec<Id<R>> {
    const KIND: Kind = Kind::ToMany(R::NOUN);

    fn blank() -> Self {
        Vec::new()
    }
    fn value(&self) -> Value {
        Value::Ids(self.iter().map(|id| id.raw()).collect())
    }
    fn take(value: Value) -> Option<Self> {
        match value {
            Value::None => Some(Vec::new()),
            Value::Ids(ids) => Some(ids.into_iter().map(Id::new).collect()),
            // An empty list does not say of what.
            Value::Words(words) if words.is_empty() => Some(Vec::new()),
            _ => None,
        }
    }
}

impl FieldType for Vec<String> {
    const KIND: Kind = Kind::Tags;

    fn blank() -> Self {
        Vec::new()
    }
    fn value(&self) -> Value {
        Value::Words(self.clone())
    }
    fn take(value: Value) -> Option<Self> {
        match value {
            Value::None => Some(Vec::new()),
            Value::Words(words) => Some(words),
            _ => None,
        }
    }
}
