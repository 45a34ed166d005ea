//! Asks: what leaders are asked for, and how far each has come.

use super::check::{self, Check};
use super::day::Day;
use super::id::Id;
use super::problem::Result;
use serde::{Deserialize, Serialize};

/// Something one of the leaders is asked for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Ask {
    /// Its id.
    pub id: Id<Ask>,
    /// Its key in the file or program it came from.
    pub external_id: Option<String>,
    /// Who is asked.
    pub leader: String,
    /// What for.
    pub what: String,
    /// The day they were asked.
    pub asked_on: Day,
    /// The day for which it is set.
    pub scheduled_on: Option<Day>,
    /// The day it was held.
    pub held_on: Option<Day>,
    /// What came of it.
    pub outcome: Option<String>,
    /// The day the book learned it; none: the fact's own day.
    pub known_on: Option<Day>,
}

impl Check for Ask {
    fn check(&self) -> Result<()> {
        check::name("leader", &self.leader)?;
        check::name("what", &self.what)?;
        check::text("outcome", &self.outcome)?;
        check::order("scheduled_on", Some(self.asked_on), self.scheduled_on, ("the ask", "The day it is set for"))?;
        check::order("held_on", Some(self.asked_on), self.held_on, ("the ask", "The day it was held"))
    }
}
