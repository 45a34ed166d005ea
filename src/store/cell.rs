//! How one field of a record becomes one cell of a table, and back.

use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::money::Currency;
use crate::domain::role::{OurRole, TheirRole};
use crate::domain::story::Fear;
use crate::domain::words::{
    ActionOutcome, Channel, CommitmentKind, CommsTopic, ContractOutcome, ContributionKind, DealState, EventKind,
    Formality, HandoffState, HintKind, LineKind, LossType, PlanKind, PulseSource, Topic, ValueTag,
};
use rusqlite::types::{FromSqlError, FromSqlResult, ToSqlOutput, Value, ValueRef};

/// A type that fills one cell.
pub(crate) trait Cell: Sized {
    /// What is stored.
    fn out(&self) -> ToSqlOutput<'_>;
    /// What was stored.
    fn read(value: ValueRef<'_>) -> FromSqlResult<Self>;
}

impl Cell for String {
    fn out(&self) -> ToSqlOutput<'_> {
        ToSqlOutput::Borrowed(ValueRef::Text(self.as_bytes()))
    }
    fn read(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_str().map(str::to_owned)
    }
}

impl<C: Cell> Cell for Option<C> {
    fn out(&self) -> ToSqlOutput<'_> {
        self.as_ref().map_or(ToSqlOutput::Borrowed(ValueRef::Null), Cell::out)
    }
    fn read(value: ValueRef<'_>) -> FromSqlResult<Self> {
        match value {
            ValueRef::Null => Ok(None),
            some => C::read(some).map(Some),
        }
    }
}

fn number(number: i64) -> ToSqlOutput<'static> {
    ToSqlOutput::Owned(Value::Integer(number))
}

impl Cell for i64 {
    fn out(&self) -> ToSqlOutput<'_> {
        number(*self)
    }
    fn read(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_i64()
    }
}

impl Cell for u32 {
    fn out(&self) -> ToSqlOutput<'_> {
        number(i64::from(*self))
    }
    fn read(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let number = value.as_i64()?;
        u32::try_from(number).map_err(|_| FromSqlError::OutOfRange(number))
    }
}

impl Cell for u8 {
    fn out(&self) -> ToSqlOutput<'_> {
        number(i64::from(*self))
    }
    fn read(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let number = value.as_i64()?;
        u8::try_from(number).map_err(|_| FromSqlError::OutOfRange(number))
    }
}

impl Cell for f64 {
    fn out(&self) -> ToSqlOutput<'_> {
        ToSqlOutput::Owned(Value::Real(*self))
    }
    fn read(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_f64()
    }
}

impl Cell for bool {
    fn out(&self) -> ToSqlOutput<'_> {
        number(i64::from(*self))
    }
    fn read(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Ok(value.as_i64()? != 0)
    }
}

impl Cell for Day {
    fn out(&self) -> ToSqlOutput<'_> {
        number(i64::from(self.number()))
    }
    fn read(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let number = value.as_i64()?;
        i32::try_from(number).ok().and_then(Day::from_number).ok_or(FromSqlError::OutOfRange(number))
    }
}

impl<T> Cell for Id<T> {
    fn out(&self) -> ToSqlOutput<'_> {
        number(self.raw())
    }
    fn read(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_i64().map(Id::new)
    }
}

impl Cell for Currency {
    fn out(&self) -> ToSqlOutput<'_> {
        ToSqlOutput::Borrowed(ValueRef::Text(self.code().as_bytes()))
    }
    fn read(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Currency::parse(value.as_str()?).map_err(FromSqlError::other)
    }
}

fn json<T: serde::Serialize>(list: &T) -> ToSqlOutput<'static> {
    ToSqlOutput::Owned(Value::Text(serde_json::to_string(list).unwrap_or_else(|_| "[]".to_owned())))
}

impl Cell for Vec<String> {
    fn out(&self) -> ToSqlOutput<'_> {
        if self.is_empty() { ToSqlOutput::Borrowed(ValueRef::Text(b"[]")) } else { json(self) }
    }
    fn read(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let text = value.as_str()?;
        if text == "[]" { Ok(Vec::new()) } else { serde_json::from_str(text).map_err(FromSqlError::other) }
    }
}

impl Cell for Vec<Topic> {
    fn out(&self) -> ToSqlOutput<'_> {
        if self.is_empty() { ToSqlOutput::Borrowed(ValueRef::Text(b"[]")) } else { json(self) }
    }
    fn read(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let text = value.as_str()?;
        if text == "[]" { Ok(Vec::new()) } else { serde_json::from_str(text).map_err(FromSqlError::other) }
    }
}

macro_rules! word_cells {
    ($($name:ident)+) => {$(
        impl Cell for $name {
            fn out(&self) -> ToSqlOutput<'_> {
                ToSqlOutput::Borrowed(ValueRef::Text(self.word().as_bytes()))
            }
            fn read(value: ValueRef<'_>) -> FromSqlResult<Self> {
                let text = value.as_str()?;
                $name::ALL.iter().copied().find(|one| one.word() == text).ok_or(FromSqlError::InvalidType)
            }
        }
    )+};
}

word_cells!(ActionOutcome Channel CommitmentKind CommsTopic ContractOutcome ContributionKind DealState EventKind
    Fear Formality HandoffState HintKind LineKind LossType OurRole PlanKind PulseSource TheirRole ValueTag);
