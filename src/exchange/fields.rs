//! A record as its fields, without the detour over JSON text or maps: what an export does a million times.

use super::record::{Fields, Value};
use serde::Serialize;
use serde::ser::{Error as _, Impossible, SerializeSeq, SerializeStruct, Serializer};
use std::fmt;

/// Why a record cannot be taken apart; does not happen with the types of the domain.
#[derive(Debug)]
pub struct Unfit(String);

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unfit {}

impl serde::ser::Error for Unfit {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

/// The fields of `record`, in the order of its type.
pub fn fields_of<R: Serialize>(record: &R) -> Result<Fields, String> {
    record.serialize(Struct).map_err(|error| error.to_string())
}

struct Struct;
struct Collected(Fields);
struct One;
struct Items {
    words: Vec<String>,
    ids: Vec<i64>,
}

macro_rules! refuse {
    ($($method:ident($($type:ty),*) -> $answer:ty;)*) => {$(
        fn $method(self, $(_: $type),*) -> Result<$answer, Unfit> {
            Err(Unfit::custom("the record has a field of an unknown kind"))
        }
    )*};
}

macro_rules! no_compounds {
    () => {
        type SerializeTuple = Impossible<Self::Ok, Unfit>;
        type SerializeTupleStruct = Impossible<Self::Ok, Unfit>;
        type SerializeTupleVariant = Impossible<Self::Ok, Unfit>;
        type SerializeMap = Impossible<Self::Ok, Unfit>;
        type SerializeStructVariant = Impossible<Self::Ok, Unfit>;
        type Error = Unfit;

        fn serialize_newtype_variant<T: ?Sized + Serialize>(
            self,
            _: &'static str,
            _: u32,
            _: &'static str,
            _: &T,
        ) -> Result<Self::Ok, Unfit> {
            Err(Unfit::custom("the record has a field of an unknown kind"))
        }

        refuse! {
            serialize_bytes(&[u8]) -> Self::Ok;
            serialize_tuple(usize) -> Self::SerializeTuple;
            serialize_tuple_struct(&'static str, usize) -> Self::SerializeTupleStruct;
            serialize_tuple_variant(&'static str, u32, &'static str, usize) -> Self::SerializeTupleVariant;
            serialize_map(Option<usize>) -> Self::SerializeMap;
            serialize_struct_variant(&'static str, u32, &'static str, usize) -> Self::SerializeStructVariant;
        }
    };
}

impl Serializer for Struct {
    type Ok = Fields;
    type SerializeStruct = Collected;
    type SerializeSeq = Impossible<Fields, Unfit>;
    no_compounds!();

    fn serialize_struct(self, _: &'static str, fields: usize) -> Result<Collected, Unfit> {
        Ok(Collected(Fields::with_capacity(fields)))
    }

    fn serialize_some<T: ?Sized + Serialize>(self, value: &T) -> Result<Fields, Unfit> {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: ?Sized + Serialize>(self, _: &'static str, value: &T) -> Result<Fields, Unfit> {
        value.serialize(self)
    }

    refuse! {
        serialize_bool(bool) -> Fields;
        serialize_i8(i8) -> Fields;
        serialize_i16(i16) -> Fields;
        serialize_i32(i32) -> Fields;
        serialize_i64(i64) -> Fields;
        serialize_u8(u8) -> Fields;
        serialize_u16(u16) -> Fields;
        serialize_u32(u32) -> Fields;
        serialize_u64(u64) -> Fields;
        serialize_f32(f32) -> Fields;
        serialize_f64(f64) -> Fields;
        serialize_char(char) -> Fields;
        serialize_str(&str) -> Fields;
        serialize_none() -> Fields;
        serialize_unit() -> Fields;
        serialize_unit_struct(&'static str) -> Fields;
        serialize_unit_variant(&'static str, u32, &'static str) -> Fields;
        serialize_seq(Option<usize>) -> Self::SerializeSeq;
    }
}

impl SerializeStruct for Collected {
    type Ok = Fields;
    type Error = Unfit;

    fn serialize_field<T: ?Sized + Serialize>(&mut self, name: &'static str, value: &T) -> Result<(), Unfit> {
        self.0.push((name, value.serialize(One)?));
        Ok(())
    }

    fn end(self) -> Result<Fields, Unfit> {
        Ok(self.0)
    }
}

macro_rules! whole_numbers {
    ($($method:ident: $type:ty),*) => {$(
        fn $method(self, number: $type) -> Result<Value, Unfit> {
            Ok(Value::Int(number.into()))
        }
    )*};
}

impl Serializer for One {
    type Ok = Value;
    type SerializeStruct = Impossible<Value, Unfit>;
    type SerializeSeq = Items;
    no_compounds!();

    whole_numbers!(serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64);
    whole_numbers!(serialize_u8: u8, serialize_u16: u16, serialize_u32: u32);

    fn serialize_u64(self, number: u64) -> Result<Value, Unfit> {
        i64::try_from(number).map(Value::Int).map_err(Unfit::custom)
    }

    fn serialize_bool(self, flag: bool) -> Result<Value, Unfit> {
        Ok(Value::Flag(flag))
    }

    fn serialize_f32(self, number: f32) -> Result<Value, Unfit> {
        Ok(Value::Float(f64::from(number)))
    }

    fn serialize_f64(self, number: f64) -> Result<Value, Unfit> {
        Ok(Value::Float(number))
    }

    fn serialize_char(self, ch: char) -> Result<Value, Unfit> {
        Ok(Value::Text(ch.to_string()))
    }

    fn serialize_str(self, text: &str) -> Result<Value, Unfit> {
        Ok(Value::Text(text.to_owned()))
    }

    fn serialize_none(self) -> Result<Value, Unfit> {
        Ok(Value::None)
    }

    fn serialize_unit(self) -> Result<Value, Unfit> {
        Ok(Value::None)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<Value, Unfit> {
        Ok(Value::None)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, word: &'static str) -> Result<Value, Unfit> {
        Ok(Value::Text(word.to_owned()))
    }

    fn serialize_some<T: ?Sized + Serialize>(self, value: &T) -> Result<Value, Unfit> {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: ?Sized + Serialize>(self, _: &'static str, value: &T) -> Result<Value, Unfit> {
        value.serialize(self)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Items, Unfit> {
        Ok(Items { words: Vec::new(), ids: Vec::new() })
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeStruct, Unfit> {
        Err(Unfit::custom("a field of the record is a record itself"))
    }
}

impl SerializeSeq for Items {
    type Ok = Value;
    type Error = Unfit;

    fn serialize_element<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), Unfit> {
        match value.serialize(One)? {
            Value::Text(word) => self.words.push(word),
            Value::Int(id) => self.ids.push(id),
            _ => return Err(Unfit::custom("a list holds something else than words or ids")),
        }
        Ok(())
    }

    fn end(self) -> Result<Value, Unfit> {
        Ok(if self.ids.is_empty() { Value::Words(self.words) } else { Value::Ids(self.ids) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::day::Day;
    use crate::domain::id::Id;
    use crate::domain::money::Currency;
    use crate::domain::rate::Rate;

    #[test]
    fn a_record_is_its_fields() {
        let on = Day::from_ymd(2026, 1, 2).unwrap();
        let currency = Currency::parse("USD").unwrap();
        let rate = Rate { id: Id::new(7), external_id: None, currency, on, rate: 1.25, known_on: None };
        let fields = fields_of(&rate).unwrap();
        assert_eq!(fields[0], ("id", Value::Int(7)));
        assert!(fields.contains(&("currency", Value::Text("USD".into()))));
        assert!(fields.contains(&("on", Value::Text("2026-01-02".into()))));
        assert_eq!(super::super::record::assemble::<Rate>(fields).unwrap(), rate);
    }
}
