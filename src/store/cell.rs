//! How the value of one field becomes one cell of a table, and back.

use crate::domain::day::Day;
use crate::domain::record::{Kind, Value};
use rusqlite::types::{FromSqlError, FromSqlResult, ToSqlOutput, Value as Sql, ValueRef};

/// What is stored of a value.
pub(super) fn out(value: &Value) -> ToSqlOutput<'_> {
    let number = |number: i64| ToSqlOutput::Owned(Sql::Integer(number));
    match value {
        Value::None | Value::Ids(_) => ToSqlOutput::Borrowed(ValueRef::Null),
        Value::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
        Value::Int(whole) => number(*whole),
        Value::Float(number) => ToSqlOutput::Owned(Sql::Real(*number)),
        Value::Flag(flag) => number(i64::from(*flag)),
        Value::Day(day) => number(i64::from(day.number())),
        Value::Words(words) if words.is_empty() => ToSqlOutput::Borrowed(ValueRef::Text(b"[]")),
        Value::Words(words) => {
            let json = serde_json::to_string(words).unwrap_or_else(|_| "[]".to_owned());
            ToSqlOutput::Owned(Sql::Text(json))
        }
    }
}

/// What a stored cell of a field of this kind says.
pub(super) fn read(kind: Kind, cell: ValueRef<'_>) -> FromSqlResult<Value> {
    if matches!(cell, ValueRef::Null) {
        return Ok(Value::None);
    }
    Ok(match kind {
        Kind::Text { .. } | Kind::Stage | Kind::Word(_) | Kind::Currency => Value::Text(cell.as_str()?.to_owned()),
        Kind::Amount | Kind::Whole(..) | Kind::To(_) => Value::Int(cell.as_i64()?),
        Kind::Number | Kind::Figure => Value::Float(cell.as_f64()?),
        Kind::Flag => Value::Flag(cell.as_i64()? != 0),
        Kind::Day => {
            let number = cell.as_i64()?;
            let day = i32::try_from(number).ok().and_then(Day::from_number);
            Value::Day(day.ok_or(FromSqlError::OutOfRange(number))?)
        }
        Kind::Tags | Kind::Words(_) => match cell.as_str()? {
            "[]" => Value::Words(Vec::new()),
            json => Value::Words(serde_json::from_str(json).map_err(FromSqlError::other)?),
        },
        Kind::ToMany(_) => Value::None,
    })
}
