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
    /// Days between talks with them inside, needed or not; none: no such habit.
    pub inside_days: Option<u32>,
    /// The last such talk.
    pub last_inside: Option<Day>,
    /// The day the book learned it; none: the fact's own day.
    pub known_on: Option<Day>,
}

impl Member {
    /// Whether they have not left by `day`; the last day is one of theirs, as with assignments and contacts.
    pub fn is_here(&self, day: Day) -> bool {
        self.left_on.is_none_or(|left| left >= day)
    }

    /// The day by which to talk with them again; none: no habit is set, or there was no talk yet.
    pub fn inside_due(&self) -> Option<Day> {
        Some(self.last_inside?.plus(self.inside_days? as i32))
    }
}
