//! JSON: a list of records, one record a line, or a tree that holds lists of records.

use super::keyed::{COLUMNS_CAP, Keyed};
use super::{MIB, Opening, Text, value};
use crate::domain::problem::Result;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use std::fmt;
use std::io::Read;

/// The most that is read of a JSON file, in bytes: as a tree it takes several times that.
const CAP: usize = 128 * MIB;
/// How far below the top lists of records are looked for.
const SEARCH: usize = 4;

/// A JSON value; the members of an object stay in their order.
enum Json {
    Null,
    Plain(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

/// Reads the values of a file.
pub(super) fn read(text: Text<'_>, opening: &mut Opening) -> Result<()> {
    let mut bytes = Vec::new();
    let mut text = text.take(CAP as u64 + 1);
    std::io::copy(&mut text, &mut bytes).map_err(|error| opening.unreadable(&error))?;
    if bytes.len() > CAP {
        return Err(opening.refusal(format!("is larger than {} MiB: split it, and import the pieces.", CAP / MIB)));
    }
    let mut values = Vec::new();
    for value in serde_json::Deserializer::from_slice(&bytes).into_iter::<Json>() {
        values.push(value.map_err(|error| broken(&error, opening))?);
    }
    drop(bytes);
    let mut lost = Lost::default();
    match <[Json; 1]>::try_from(values) {
        Ok([Json::Object(members)]) => tree(members, opening, &mut lost)?,
        Ok([Json::List(items)]) => table(opening.member.clone(), items, opening, &mut lost)?,
        Ok([_]) => return Err(opening.refusal("holds a single value and no records: export a list of records.")),
        Err(values) => table(opening.member.clone(), values, opening, &mut lost)?,
    }
    lost.tell(opening);
    Ok(())
}

fn broken(error: &serde_json::Error, opening: &Opening) -> crate::domain::problem::Problem {
    if error.to_string().starts_with("recursion limit") {
        return opening.refusal("is nested more than 100 levels deep: export it as a flat list of records.");
    }
    let line = error.line();
    if error.is_eof() {
        return opening.refusal(format!("breaks off on line {line}: export it again."));
    }
    opening.refusal(format!("is no valid JSON on line {line}: export it again."))
}

/// What of a file is in no table.
#[derive(Default)]
struct Lost {
    lists: Vec<String>,
    items: usize,
    beside: Vec<String>,
    cut: bool,
}

impl Lost {
    fn tell(self, opening: &mut Opening) {
        let shown = opening.shown.clone();
        let mut lists = self.lists;
        if !lists.is_empty() {
            lists.truncate(8);
            opening.note(format!("Lists within the records of {shown} were left out: {}.", lists.join(", ")));
        }
        if self.items > 0 {
            opening.note(format!("{shown} holds {} values that are no records: they were left out.", self.items));
        }
        if !self.beside.is_empty() {
            opening.note(format!("Beside its records {shown} holds {}: left out.", self.beside.join(", ")));
        }
        if self.cut {
            opening.note(format!("{shown} has more than {COLUMNS_CAP} columns: those beyond were left out."));
        }
    }
}

/// A tree: each list of records in it is a table of its own; without any it is one record.
fn tree(members: Vec<(String, Json)>, opening: &mut Opening, lost: &mut Lost) -> Result<()> {
    if !members.iter().any(|(_, value)| holds_records(value, SEARCH)) {
        return table(opening.member.clone(), vec![Json::Object(members)], opening, lost);
    }
    for (key, value) in members {
        match value {
            Json::List(items) if items.iter().any(Json::is_object) => table(Some(key), items, opening, lost)?,
            Json::Object(inner) if inner.iter().any(|(_, value)| holds_records(value, SEARCH)) => {
                tree(inner, opening, lost)?;
            }
            Json::Null => {}
            _ if lost.beside.len() < 8 => lost.beside.push(key),
            _ => {}
        }
    }
    Ok(())
}

fn holds_records(value: &Json, depth: usize) -> bool {
    match value {
        Json::List(items) => items.iter().any(Json::is_object),
        Json::Object(members) => depth > 0 && members.iter().any(|(_, value)| holds_records(value, depth - 1)),
        _ => false,
    }
}

/// A list of records, or of rows with the header first.
fn table(name: Option<String>, items: Vec<Json>, opening: &mut Opening, lost: &mut Lost) -> Result<()> {
    let mut grid = opening.grid();
    if items.len() > 1 && items.iter().all(|item| matches!(item, Json::List(_))) {
        for item in items {
            let Json::List(cells) = item else { continue };
            let cells: Vec<String> = cells.into_iter().take(COLUMNS_CAP).map(Json::into_plain).collect();
            grid.push(&cells)?;
        }
    } else {
        let mut rows = Keyed::with(&[]);
        for item in items {
            let Json::Object(members) = item else {
                lost.items += 1;
                continue;
            };
            let mut row = Vec::new();
            flatten("", members, &mut row, lost);
            rows.push(row);
        }
        lost.cut |= rows.cut;
        if rows.is_empty() {
            return Ok(());
        }
        rows.write(&mut grid, false)?;
    }
    opening.add(name, None, "json", grid);
    Ok(())
}

fn flatten(before: &str, members: Vec<(String, Json)>, row: &mut Vec<(String, String)>, lost: &mut Lost) {
    for (key, value) in members {
        let name = if before.is_empty() { key.clone() } else { format!("{before}.{key}") };
        match value {
            Json::Object(inner) if key == "attributes" && is_salesforce(&inner) => {}
            Json::Object(inner) => flatten(&name, inner, row, lost),
            Json::List(items) if items.iter().any(|item| matches!(item, Json::Object(_) | Json::List(_))) => {
                if !lost.lists.contains(&name) && lost.lists.len() < 100 {
                    lost.lists.push(name);
                }
            }
            plain => row.push((name, plain.into_plain())),
        }
    }
}

/// What Salesforce writes into each record about its own interface.
fn is_salesforce(members: &[(String, Json)]) -> bool {
    let has = |name: &str| members.iter().any(|(key, _)| key == name);
    has("type") && members.len() <= 3 && (has("url") || has("referenceId") || members.len() == 1)
}

impl Json {
    fn is_object(&self) -> bool {
        matches!(self, Self::Object(_))
    }

    fn into_plain(self) -> String {
        match self {
            Self::Plain(text) => text,
            Self::List(items) => {
                let items = items.into_iter().map(Self::into_plain).filter(|item| !item.is_empty());
                items.collect::<Vec<_>>().join("; ")
            }
            Self::Null | Self::Object(_) => String::new(),
        }
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Builder)
    }
}

struct Builder;

impl<'de> Visitor<'de> for Builder {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
        Ok(Json::Plain(value::truth(value).to_owned()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Json, E> {
        Ok(Json::Plain(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Json, E> {
        Ok(Json::Plain(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Json, E> {
        Ok(Json::Plain(value::number(value)))
    }

    fn visit_str<E>(self, value: &str) -> Result<Json, E> {
        Ok(Json::Plain(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Json, E> {
        Ok(Json::Plain(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Json, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = access.next_element()? {
            items.push(item);
        }
        Ok(Json::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Json, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = access.next_entry()? {
            members.push(member);
        }
        Ok(Json::Object(members))
    }
}
