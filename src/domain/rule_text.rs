//! How a rule of the book is kept in words: TOML in the file that ships, JSON in the setting that takes its place.

use super::problem::{Problem, Result};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Reads the file that ships; `what` begins the sentence of an error: “The checklist”.
pub(crate) fn shipped<T: DeserializeOwned>(what: &str, toml: &str) -> Result<T> {
    toml::from_str(toml).map_err(|error| Problem::internal(format!("{what} cannot be read: {}.", error.message())))
}

/// Reads a setting; an error stands at `field` of the form that changes it.
pub(crate) fn read<T: DeserializeOwned>(what: &str, field: &'static str, json: &str) -> Result<T> {
    serde_json::from_str(json).map_err(|error| Problem::field(field, format!("{what} cannot be read ({error}).")))
}

/// As a setting keeps it.
pub(crate) fn written<T: Serialize>(what: &str, rule: &T) -> Result<String> {
    serde_json::to_string(rule).map_err(|error| Problem::internal(format!("{what} cannot be written: {error}.")))
}
