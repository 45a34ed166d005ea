//! Members: our own people.

use super::day::Day;
use super::id::Id;
use serde::{Deserialize, Serialize};

/// One of our people.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Member {
    /// Its id.
    pub id: Id<Member>,
    /// Its key in the file or program it came from.
    pub external_id: Option<String>,
    /// Their name.
    pub name: String,
    /// Their title.
    pub title: Option<String>,
    /// Their part of the house.
    pub function: Option<String>,
    /// Their team.
    pub team: Option<String>,
    /// Where they sit.
    pub place: Option<String>,
    /// Their email.
    pub email: Option<String>,
    /// Their first day.
    pub started_on: Option<Day>,
    /// Their last day.
    pub left_on: Option<Day>,
    /// Minutes a month they have for customers.
    pub capacity_minutes: Option<u32>,
    /// The day the book learned it; none: the fact's own day.
    pub known_on: Option<Day>,
}
