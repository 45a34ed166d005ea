//! How the day stands in a few numbers, for a prompt: read from the book as it lies there. Nothing is written, neither the
//! turn of the day nor an older book brought up to date.

use super::Book;
use crate::domain::day::Day;
use crate::domain::problem::Result;
use crate::domain::text::grouped;
use crate::store::Store;
use std::path::Path;

/// How the day stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// Tasks of today's list that wait.
    pub due: u64,
    /// Tasks of today's list that are dealt with.
    pub done: u64,
    /// Tasks that are due beyond the list.
    pub more: u64,
    /// Actions and commitments that were due before today.
    pub late: u64,
    /// Accounts in the bands at risk and critical.
    pub at_risk: u64,
    /// Who uses the book; empty: nobody has said so.
    pub me: String,
    /// The day.
    pub day: Day,
}

/// What a format may name, and what it stands for.
pub const PLACEHOLDERS: [&str; 7] = ["due", "done", "more", "late", "at_risk", "me", "day"];

impl Status {
    /// The value of a placeholder; none: there is no such.
    pub fn value(&self, name: &str) -> Option<String> {
        let number = |count: u64| grouped(&count.to_string());
        Some(match name {
            "due" => number(self.due),
            "done" => number(self.done),
            "more" => number(self.more),
            "late" => number(self.late),
            "at_risk" => number(self.at_risk),
            "me" => self.me.clone(),
            "day" => self.day.to_string(),
            _ => return None,
        })
    }
}

impl Book {
    /// The book at `path` to be read only; none: there is none, or it is of an older shape that nobody opened since.
    pub fn peek(path: &Path, today: Option<Day>) -> Result<Option<Self>> {
        let Some(mut store) = Store::peek(path)? else { return Ok(None) };
        store.read_rules(today.unwrap_or_else(super::clock_today))?;
        Self::over(store, today).map(Some)
    }

    /// How the day of whoever uses the book stands, or of everybody where nobody has said who that is.
    pub fn status(&self) -> Result<Status> {
        let (whose, today) = (self.mine()?, self.today());
        let list = self.today_list(whose, false)?;
        Ok(Status {
            due: list.lines.len() as u64,
            done: list.closed.len() as u64,
            more: list.more,
            late: self.store.late_count(today, whose)?,
            at_risk: self.store.at_risk_count(today, whose)?,
            me: self.me()?.map(|me| me.name).unwrap_or_default(),
            day: today,
        })
    }
}
