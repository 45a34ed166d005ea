//! What the track record said of the probabilities, kept until the month, the points or the churned accounts change.

use super::{Store, set_meta};
use crate::domain::day::Day;
use crate::domain::problem::Result;
use crate::domain::risk::points::Points;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Where it is kept; not a part of the book's content.
const KEY: &str = "probabilities";

/// Whether the probabilities that some points give are used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// The month in which it was made: `2026-11`.
    month: String,
    /// How many accounts had churned by then.
    churned: u64,
    /// Of which points.
    mark: String,
    /// They told worse than one rate for everybody.
    pub is_flat: bool,
}

impl Judgement {
    /// Of these points, made on `day`, by which `churned` accounts had churned.
    pub fn new(points: &Points, day: Day, churned: u64, is_flat: bool) -> Self {
        Self { month: month(day), churned, mark: mark(points), is_flat }
    }

    /// Whether it is about these points.
    pub fn is_of(&self, points: &Points) -> bool {
        self.mark == mark(points)
    }

    /// Whether nothing has changed since: the month, the points and how many churned are the same.
    pub fn holds(&self, points: &Points, day: Day, churned: u64) -> bool {
        self.month == month(day) && self.churned == churned && self.is_of(points)
    }
}

fn month(day: Day) -> String {
    day.to_string().chars().take(7).collect()
}

/// A short mark of the points: others have another one. It need not be the same in another version of the program; then the
/// judgement is made anew.
fn mark(points: &Points) -> String {
    let mut hasher = DefaultHasher::new();
    serde_json::json!(points).to_string().hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

impl Store {
    /// What was judged last; none: nothing yet.
    pub fn judgement(&self) -> Result<Option<Judgement>> {
        let kept = self.meta(KEY)?;
        Ok(kept.and_then(|text| {
            let mut words = text.split(' ');
            let (month, mark, word) = (words.next()?.to_owned(), words.next()?.to_owned(), words.next()?);
            Some(Judgement { month, churned: words.next()?.parse().ok()?, mark, is_flat: word == "flat" })
        }))
    }

    /// Keeps what was judged; where the book is only looked at, for that look alone.
    pub fn judge(&mut self, kept: &Judgement) -> Result<()> {
        let word = if kept.is_flat { "flat" } else { "used" };
        set_meta(&self.conn, KEY, &format!("{} {} {word} {}", kept.month, kept.mark, kept.churned))
    }
}
