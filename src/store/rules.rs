//! The rules that hold in a book on a day: what ships, with the book's own settings laid over it.

use super::Store;
use super::error::Told;
use crate::domain::day::Day;
use crate::domain::problem::Result;
use crate::domain::risk::points::Points;
use crate::domain::stages::Stages;
use rusqlite::Connection;
use std::sync::Arc;

/// What a book goes by.
#[derive(Debug, Clone)]
pub struct Rules {
    /// The points of the risk score.
    pub points: Points,
    /// The lifecycle.
    pub stages: Stages,
}

/// What the keys of settings that change points begin with.
pub const POINTS: &str = "risk.";

impl Rules {
    /// What ships with the program.
    pub fn shipped() -> Result<Self> {
        Ok(Self { points: Points::shipped()?, stages: Stages::shipped()? })
    }

    /// The rules of a book on `today`: of each setting the latest one that holds by then.
    pub(crate) fn read(conn: &Connection, today: Day) -> Result<Self> {
        let sql = "SELECT substr(key, ?2), value FROM setting WHERE substr(key, 1, ?2 - 1) = ?3 AND since <= ?1
            AND NOT EXISTS (SELECT 1 FROM setting later WHERE later.key = setting.key
                AND later.since > setting.since AND later.since <= ?1) ORDER BY key";
        let mut statement = conn.prepare_cached(sql).told()?;
        let skip = POINTS.len() as i64 + 1;
        let rows = statement
            .query_map((today.number(), skip, POINTS), |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))
            .told()?;
        let changes = rows.collect::<rusqlite::Result<Vec<_>>>().told()?;
        let shipped = Self::shipped()?;
        let points = shipped.points.with(changes.iter().map(|(path, value)| (path.as_str(), value.as_str())));
        Ok(Self { points, ..shipped })
    }

    /// After how many days each stage has stalled, in their order.
    pub(crate) fn stalled(&self) -> Vec<Option<i32>> {
        self.stages.list.iter().map(|stage| stage.stalled).collect()
    }

    /// The keys of the stages in order.
    pub(crate) fn stage_keys(&self) -> Vec<String> {
        self.stages.list.iter().map(|stage| stage.key.clone()).collect()
    }
}

impl Store {
    /// Reads the rules that hold on `today`; until then, those that ship.
    pub fn read_rules(&mut self, today: Day) -> Result<()> {
        self.rules = Arc::new(Rules::read(&self.conn, today)?);
        Ok(())
    }

    /// The rules that hold.
    pub fn rules(&self) -> &Rules {
        &self.rules
    }

    /// The points of the risk score that hold in this book.
    pub fn points(&self) -> &Points {
        &self.rules.points
    }
}
