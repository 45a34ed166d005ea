//! By what the schedule knows the actions of playbooks again.

use super::day::Day;
use super::vocabulary::words;

/// What an action of a playbook carries: five of its fields in one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// The code of the playbook.
    pub code: String,
    /// Which of its actions, from 1.
    pub number: usize,
    /// What became of it.
    pub mark: Mark,
    /// The day it was planned for; none: not known.
    pub planned_on: Option<Day>,
    /// The kind of record that caused it, and its key, or its code after `#`.
    pub cause: String,
}

words! {
    /// What became of an action of a playbook.
    Mark, "mark" {
        /// It stands as it was planned.
        Planned = "planned",
        /// Somebody changed it by hand: no playbook changes it again.
        ByHand = "by hand",
        /// Its cause was gone, so it was closed; it comes back with its cause.
        Withdrawn = "withdrawn",
    }
}

impl Key {
    /// Reads what stood in one field before there were five: `VP12:2@2026-12-01:contract:C-77`; `None` for any other words.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, ':');
        let (code, place, cause) = (parts.next()?, parts.next()?, parts.next()?);
        let (number, mark) = place.split_once('@')?;
        let (mark, planned_on) = match mark {
            "by-hand" => (Mark::ByHand, None),
            "withdrawn" => (Mark::Withdrawn, None),
            day => (Mark::Planned, Some(Day::parse(day).ok()?)),
        };
        Some(Self { code: code.to_owned(), number: number.parse().ok()?, mark, planned_on, cause: cause.to_owned() })
    }
}
