//! A record is declared once: `record!` with one line a field.
//!
//! From a declaration follow the table and what is written to and read from it (`store`), the columns of its file both
//! ways (`exchange`, `book::import`, `book::export`), its check, its form and the `FIELD=VALUE` of the command line
//! (`form`), its image in the journal, and what goes with it when it is removed. A field is its line, a migration and the
//! places that show it. `docs/CONTRIBUTING.md` has the recipes.

pub mod kind;
mod older;
mod value;

use super::day::Day;
use super::id::Id;
use super::member::Member;
use super::noun::Noun;
use super::problem::{Problem, Result};
pub use kind::Kind;
pub use older::Older;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::HashSet;
use std::fmt::Debug;
pub use value::{FieldType, Fields, Named, Value};

/// What a field of a record is.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Its name in code, tables, files and JSON.
    pub key: &'static str,
    /// What may stand in it.
    pub kind: Kind,
    /// What it is called on screens.
    pub label: &'static str,
    /// What helps while it is empty.
    pub hint: &'static str,
    /// Other names of its column in files.
    pub also: &'static [&'static str],
    /// Whether something must stand in it.
    pub needed: bool,
    /// Whether it helps to know a record without a key again.
    pub natural: bool,
    /// Whether the record is a part of the one that stands here, and goes with it even where the field may be blank.
    pub is_part: bool,
    /// Whether nothing may stand in it.
    pub is_optional: bool,
    /// When it stands in the form.
    pub shown: Shown,
}

/// When a field stands in the form of its record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// Always.
    Always,
    /// Once the record is in the book: what ends it.
    Later,
    /// Never: something else fills it.
    Never,
}

impl Field {
    /// Whether it is a column of the record's own table. Several other records stand in a table beside it.
    pub const fn is_column(&self) -> bool {
        !matches!(self.kind, Kind::ToMany(_))
    }

    /// Refuses a value that may not stand in it.
    pub fn check(&self, value: &Value) -> Result<()> {
        let is_blank = match value {
            Value::None => true,
            Value::Text(text) => text.trim().is_empty(),
            _ => false,
        };
        if self.needed && is_blank {
            return Err(Problem::field(self.key, format!("The {} is empty; give one.", self.key)));
        }
        self.kind.check(self.key, value)
    }
}

/// A kind of record that the book keeps; implemented by [`record!`] alone.
pub trait Record: Named + Clone + PartialEq + Debug + Send + Serialize + DeserializeOwned + 'static {
    /// Its fields without the id, in the order of forms and files.
    const FIELDS: &'static [Field];

    /// A new one of which nothing is said yet.
    fn blank() -> Self;
    /// Its id; [`Id::NEW`] until it is in the book.
    fn id(&self) -> Id<Self>;
    /// Gives it an id.
    fn set_id(&mut self, id: Id<Self>);
    /// Its key in the file or program it came from.
    fn external_id(&self) -> Option<&str>;
    /// What it is called in a sentence.
    fn title(&self) -> String;
    /// What stands in the field at this place of [`Self::FIELDS`].
    fn value(&self, at: usize) -> Value;
    /// What stands in its fields, in order.
    fn values(&self) -> Vec<Value>;
    /// Puts a value into the field at this place; false: it is of another type.
    #[must_use]
    fn set(&mut self, at: usize, value: Value) -> bool;
    /// The record that `next` tells field by field, in order.
    fn read<E>(id: Id<Self>, next: impl FnMut(&'static Field) -> Result<Value, E>) -> Result<Option<Self>, E>;
    /// Refuses what does not fit together, where each field by itself does.
    fn check_rules(&self) -> Result<()>;
    /// Takes note that the book learns it on `today`: what lies ahead is known before its own day.
    fn learned(&mut self, today: Day);
    /// Takes note that somebody types it on `today`: of what happened before, the book learns today.
    fn typed(&mut self, today: Day);
    /// Moves what older books, files and tags say in words into the fields that say it now.
    fn read_older(&mut self, older: &Older<'_>) -> Result<()>;

    /// Refuses, in one sentence at the field that is wrong, what may not be kept.
    fn check(&self) -> Result<()> {
        check_values(self, &self.values())
    }

    /// What stands in the field with this key.
    fn value_of(&self, key: &str) -> Value {
        Self::place(key).map_or(Value::None, |at| self.value(at))
    }

    /// The place of the field with this key, or of the one whose column had that name before.
    fn place(key: &str) -> Option<usize> {
        let named = |field: &Field| field.key == key || field.also.contains(&key);
        Self::FIELDS.iter().position(named)
    }

    /// The id of the account it belongs to, if it does.
    fn account_id(&self) -> Option<i64> {
        if Self::NOUN == Noun::Accounts {
            return Some(self.id().raw());
        }
        match self.value_of("account") {
            Value::Int(raw) => Some(raw),
            _ => None,
        }
    }
}

/// A record as JSON, as the journal keeps it.
pub fn image<R: Record>(record: &R) -> Result<String> {
    serde_json::to_string(record).map_err(|error| Problem::internal(format!("A record cannot be written: {error}.")))
}

/// The record that such a JSON tells. A field that it lacks, since it is younger, is blank, unless an older one says it in
/// words; one that it calls by a former name is known by it. `member`: who has a name.
pub fn of_image<R: Record>(json: &str, member: &dyn Fn(&str) -> Result<Option<Id<Member>>>) -> Result<R> {
    let wrong = |error| Problem::internal(format!("The journal holds a record that cannot be read: {error}."));
    let fields: serde_json::Map<String, serde_json::Value> = serde_json::from_str(json).map_err(wrong)?;
    let given: HashSet<String> = fields.keys().cloned().collect();
    let mut record: R = serde_json::from_value(fields.into()).map_err(wrong)?;
    record.read_older(&Older { given: &|key| given.contains(key), member })?;
    Ok(record)
}

/// Refuses a record whose fields hold `values` that may not be kept.
pub fn check_values<R: Record>(record: &R, values: &[Value]) -> Result<()> {
    R::FIELDS.iter().zip(values).try_for_each(|(field, value)| field.check(value))?;
    record.check_rules()
}

/// Two days in order, where both are known; `says` names them: (“the start”, “The end”).
pub fn order(field: &'static str, first: Option<Day>, then: Option<Day>, says: (&str, &str)) -> Result<()> {
    match (first, then) {
        (Some(first), Some(then)) if then < first => {
            let sentence = format!("{} {then} lies before {} {first}; correct one of them.", says.1, says.0);
            Err(Problem::field(field, sentence))
        }
        _ => Ok(()),
    }
}

/// Declares a record: its struct, and everything that [`Record`] says of it.
///
/// A field is `name: Type as KIND = "Label" [needed natural part hidden later] from "Old name" hint "Hint";` where everything from `as` to
/// the label and behind it may be left out. `kind("type")` is called `type` in tables and files. Every record has an `id`, a key of the program it came from, and the day the
/// book learned it, besides.
macro_rules! record {
    (
        $(#[$meta:meta])*
        $name:ident: $noun:ident {
            $($field:ident $(($key:literal))?: $type:ty $(as $kind:ident)? = $label:literal $([$($flag:ident)+])? $(from $($also:literal)+)? $(hint $hint:literal)?;)+
        }
        title $title:expr;
        $(ahead $ahead:expr;)?
        $(learns $learns:expr;)?
        $(happened $happened:expr;)?
        $(rules $rules:expr;)?
        $(older $older:expr;)?
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
        #[serde(default)] // What an older image in the journal lacks is blank.
        pub struct $name {
            /// Its id; [`Id::NEW`](crate::domain::id::Id::NEW) until it is in the book.
            pub id: $crate::domain::id::Id<$name>,
            /// Its key in the file or program it came from.
            pub external_id: Option<String>,
            $(#[doc = $label] $(#[serde(rename = $key)])? $($(#[serde(alias = $also)])+)? pub $field: $type,)+
            /// The day the book learned it; none: the fact's own day.
            pub known_on: Option<$crate::domain::day::Day>,
        }

        impl $crate::domain::record::Named for $name {
            const NOUN: $crate::domain::noun::Noun = $crate::domain::noun::Noun::$noun;
        }

        impl Default for $name {
            fn default() -> Self {
                $crate::domain::record::Record::blank()
            }
        }

        impl $crate::domain::record::Record for $name {
            const FIELDS: &'static [$crate::domain::record::Field] = &[
                $crate::domain::record::record!(@field external_id: Option<String> as KEY = "Key" [hidden];),
                $($crate::domain::record::record!(@field $field $(($key))?: $type $(as $kind)? = $label $([$($flag)+])? $(from $($also)+)? $(hint $hint)?;),)+
                $crate::domain::record::record!(@field known_on: Option<$crate::domain::day::Day> = "Known on" [hidden];),
            ];

            fn blank() -> Self {
                use $crate::domain::record::FieldType;
                Self {
                    id: $crate::domain::id::Id::NEW,
                    external_id: None,
                    $($field: <$type as FieldType>::blank(),)+
                    known_on: None,
                }
            }

            fn id(&self) -> $crate::domain::id::Id<Self> {
                self.id
            }

            fn set_id(&mut self, id: $crate::domain::id::Id<Self>) {
                self.id = id;
            }

            fn external_id(&self) -> Option<&str> {
                self.external_id.as_deref()
            }

            fn title(&self) -> String {
                let title: fn(&Self) -> String = $title;
                title(self)
            }

            fn value(&self, at: usize) -> $crate::domain::record::Value {
                use $crate::domain::record::FieldType;
                let fields: &[fn(&Self) -> $crate::domain::record::Value] =
                    &[|it| it.external_id.value(), $(|it| it.$field.value(),)+ |it| it.known_on.value()];
                fields.get(at).map_or($crate::domain::record::Value::None, |field| field(self))
            }

            fn values(&self) -> Vec<$crate::domain::record::Value> {
                use $crate::domain::record::FieldType;
                vec![self.external_id.value(), $(self.$field.value(),)+ self.known_on.value()]
            }

            fn set(&mut self, at: usize, value: $crate::domain::record::Value) -> bool {
                use $crate::domain::record::FieldType;
                type Set = fn(&mut $name, $crate::domain::record::Value) -> Option<()>;
                let fields: &[Set] = &[
                    |it, value| FieldType::take(value).map(|value| it.external_id = value),
                    $(|it, value| FieldType::take(value).map(|value| it.$field = value),)+
                    |it, value| FieldType::take(value).map(|value| it.known_on = value),
                ];
                fields.get(at).is_some_and(|field| field(self, value).is_some())
            }

            fn read<E>(
                id: $crate::domain::id::Id<Self>,
                mut next: impl FnMut(&'static $crate::domain::record::Field) -> Result<$crate::domain::record::Value, E>,
            ) -> Result<Option<Self>, E> {
                use $crate::domain::record::FieldType;
                let mut fields = Self::FIELDS.iter();
                macro_rules! next {
                    () => {
                        match fields.next() {
                            Some(field) => match FieldType::take(next(field)?) {
                                Some(value) => value,
                                None => return Ok(None),
                            },
                            None => return Ok(None),
                        }
                    };
                }
                Ok(Some(Self { id, external_id: next!(), $($field: next!(),)+ known_on: next!() }))
            }

            fn check_rules(&self) -> $crate::domain::problem::Result<()> {
                $(
                let rules: fn(&Self) -> $crate::domain::problem::Result<()> = $rules;
                rules(self)?;
                )?
                Ok(())
            }

            fn read_older(&mut self, older: &$crate::domain::record::Older<'_>) -> $crate::domain::problem::Result<()> {
                let _ = older;
                $(
                let read: fn(&mut Self, &$crate::domain::record::Older<'_>) -> $crate::domain::problem::Result<()> = $older;
                read(self, older)?;
                )?
                Ok(())
            }

            fn typed(&mut self, today: $crate::domain::day::Day) {
                let _ = today;
                $(
                let happened: fn(&Self) -> Option<$crate::domain::day::Day> = $happened;
                if happened(self).is_some_and(|day| day < today) {
                    self.known_on = self.known_on.or(Some(today));
                }
                )?
            }

            fn learned(&mut self, today: $crate::domain::day::Day) {
                let _ = today;
                $(
                let ahead: fn(&Self) -> Option<$crate::domain::day::Day> = $ahead;
                if ahead(self).is_some_and(|day| day > today) {
                    self.known_on = self.known_on.or(Some(today));
                }
                )?
                $(
                let learns: fn(&mut Self, $crate::domain::day::Day) = $learns;
                learns(self, today);
                )?
            }
        }
    };
    (@field $field:ident $(($key:literal))?: $type:ty $(as $kind:ident)? = $label:literal $([$($flag:ident)+])? $(from $($also:literal)+)? $(hint $hint:literal)?;) => {
        $crate::domain::record::Field {
            key: $crate::domain::record::record!(@key $field $($key)?),
            kind: $crate::domain::record::record!(@kind $type $(, $kind)?),
            label: $label,
            hint: concat!("", $($hint)?),
            also: &[$($($also),+)?],
            needed: false $($(|| $crate::domain::record::record!(@needed $flag))+)?,
            natural: false $($(|| $crate::domain::record::record!(@natural $flag))+)?,
            is_part: false $($(|| $crate::domain::record::record!(@part $flag))+)?,
            shown: $crate::domain::record::record!(@shown $($($flag)+)?),
            is_optional: <$type as $crate::domain::record::FieldType>::IS_OPTIONAL,
        }
    };
    (@key $field:ident) => { stringify!($field) };
    (@key $field:ident $key:literal) => { $key };
    (@kind $type:ty) => { <$type as $crate::domain::record::FieldType>::KIND };
    (@kind $type:ty, $kind:ident) => { $crate::domain::record::kind::$kind };
    (@needed needed) => { true };
    (@needed $other:ident) => { false };
    (@natural natural) => { true };
    (@natural $other:ident) => { false };
    (@part part) => { true };
    (@part $other:ident) => { false };
    (@shown) => { $crate::domain::record::Shown::Always };
    (@shown later $($rest:ident)*) => { $crate::domain::record::Shown::Later };
    (@shown hidden $($rest:ident)*) => { $crate::domain::record::Shown::Never };
    (@shown $other:ident $($rest:ident)*) => { $crate::domain::record::record!(@shown $($rest)*) };
}

pub(crate) use record;
