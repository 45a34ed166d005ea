//! A row as the fields of a record: what stands between the cells of a file and the types of the domain.

use crate::domain::day::Day;
use serde::de::value::{Error, MapDeserializer, SeqDeserializer, StringDeserializer};
use serde::de::{DeserializeOwned, Deserializer, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

/// The value of one field.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing.
    None,
    /// Words.
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
    /// Words, or nothing.
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

/// Puts `fields` together to a record; an error names what does not fit.
pub fn assemble<R: DeserializeOwned>(fields: Fields) -> Result<R, String> {
    R::deserialize(MapDeserializer::new(fields.into_iter())).map_err(|error: Error| error.to_string())
}

impl IntoDeserializer<'_, Error> for Value {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for Value {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Value::None => visitor.visit_unit(),
            Value::Text(text) => visitor.visit_string(text),
            Value::Int(number) => visitor.visit_i64(number),
            Value::Float(number) => visitor.visit_f64(number),
            Value::Flag(flag) => visitor.visit_bool(flag),
            Value::Day(day) => visitor.visit_string(day.to_string()),
            Value::Words(words) => SeqDeserializer::new(words.into_iter()).deserialize_any(visitor),
            Value::Ids(ids) => SeqDeserializer::new(ids.into_iter()).deserialize_any(visitor),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.is_none() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self {
            Value::Text(text) => {
                let inner: StringDeserializer<Error> = text.into_deserializer();
                inner.deserialize_enum(name, variants, visitor)
            }
            other => other.deserialize_any(visitor),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    /// A missing list is an empty one.
    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Value::None => SeqDeserializer::new(std::iter::empty::<i64>()).deserialize_any(visitor),
            other => other.deserialize_any(visitor),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct tuple
        tuple_struct map struct identifier ignored_any
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::touch::Touch;
    use crate::domain::words::{Channel, ValueTag};

    #[test]
    fn fields_make_a_record() {
        let touch: Touch = assemble(vec![
            ("id", Value::Int(7)),
            ("account", Value::Int(3)),
            ("on", Value::Text("2026-01-02".into())),
            ("channel", Value::Text("call".into())),
            ("members", Value::Ids(vec![1, 2])),
            ("contacts", Value::None),
            ("two_way", Value::Flag(true)),
            ("value_tag", Value::Text("solved".into())),
        ])
        .unwrap();
        assert_eq!((touch.id.raw(), touch.channel, touch.members.len()), (7, Channel::Call, 2));
        assert_eq!((touch.value_tag, touch.summary), (Some(ValueTag::Solved), None));
        assert!(assemble::<Touch>(vec![("id", Value::Int(7))]).unwrap_err().contains("account"));
    }
}
