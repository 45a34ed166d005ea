//! The rules that hold in a book on a day: what ships, with the book's own settings in its place or laid over it.

use super::Store;
use crate::domain::calendar::Calendar;
use crate::domain::charter::Pledge;
use crate::domain::checklist::Checklist;
use crate::domain::connection::ConnectionPoints;
use crate::domain::day::Day;
use crate::domain::definition::Definitions;
use crate::domain::playbook::Playbooks;
use crate::domain::problem::{Problem, Result};
use crate::domain::risk::points::Points;
use crate::domain::saved_filter::SavedFilters;
use crate::domain::score_plan::{Pay, Targets, read_began};
use crate::domain::setting::{
    BEFORE_AFTER, CONNECTION_POINTS, DEFINITIONS, FILTERS, HOLIDAYS, KIT, PAY, PLAYBOOKS, PLEDGE, POINTS, STAGES,
    TARGETS,
};
use crate::domain::stages::Stages;
use rusqlite::{Connection, OptionalExtension, params};
use std::sync::Arc;

/// What a book goes by.
#[derive(Debug, Clone)]
pub struct Rules {
    /// The points of the risk score, and the practice they are measured against.
    pub points: Points,
    /// The lifecycle.
    pub stages: Stages,
    /// What is done at its hot spots.
    pub playbooks: Playbooks,
    /// Working days.
    pub calendar: Calendar,
    /// Where sales and service meet.
    pub connections: ConnectionPoints,
    /// What every new customer gets.
    pub kit: Checklist,
    /// What the team stands for; none: nobody has signed.
    pub pledge: Option<Pledge>,
    /// What words mean.
    pub definitions: Definitions,
    /// How winning and keeping are paid.
    pub pay: Pay,
    /// What the score is held against.
    pub targets: Targets,
    /// Filters of the account list that have a name.
    pub filters: SavedFilters,
    /// The day on which something began, before and after which the score is compared; none: nobody named one.
    pub began: Option<Day>,
}

impl Rules {
    /// What ships with the program.
    pub fn shipped() -> Result<Self> {
        Ok(Self {
            points: Points::shipped()?,
            stages: Stages::shipped()?,
            playbooks: Playbooks::shipped()?,
            calendar: Calendar::default(),
            connections: ConnectionPoints::shipped()?,
            kit: Checklist::shipped()?,
            pledge: None,
            definitions: Definitions::shipped()?,
            pay: Pay::default(),
            targets: Targets::default(),
            filters: SavedFilters::shipped()?,
            began: None,
        })
    }

    /// The rules of a book on `today`: of each setting the latest one that holds by then. A setting that cannot be read, out
    /// of a file that somebody wrote by hand, gives way to what ships: the book must open to be mended.
    pub(crate) fn read(conn: &Connection, today: Day) -> Result<Self> {
        let mut rules = Self::shipped()?;
        let changes = points(conn, today)?;
        rules.points = rules.points.with(changes.iter().map(|(path, value)| (path.as_str(), value.as_str())));
        let setting = |key| value(conn, key, today);
        if let Some(stages) = setting(STAGES)?.and_then(|json| Stages::read_setting(&json).ok()) {
            rules.stages = stages;
        }
        if let Some(playbooks) = setting(PLAYBOOKS)?.and_then(|json| Playbooks::read(&json).ok()) {
            rules.playbooks = playbooks;
        }
        if let Some(calendar) = setting(HOLIDAYS)?.and_then(|json| Calendar::read(&json).ok()) {
            rules.calendar = calendar;
        }
        if let Some(points) = setting(CONNECTION_POINTS)?.and_then(|json| ConnectionPoints::read(&json).ok()) {
            rules.connections = points;
        }
        if let Some(kit) = setting(KIT)?.and_then(|json| Checklist::read(&json).ok()) {
            rules.kit = kit;
        }
        rules.pledge = setting(PLEDGE)?.and_then(|json| Pledge::read(&json).ok());
        if let Some(definitions) = setting(DEFINITIONS)?.and_then(|json| Definitions::read(&json).ok()) {
            rules.definitions = definitions;
        }
        rules.pay = setting(PAY)?.and_then(|json| Pay::read(&json).ok()).unwrap_or_default();
        if let Some(filters) = setting(FILTERS)?.and_then(|json| SavedFilters::read(&json).ok()) {
            rules.filters = filters;
        }
        rules.targets = setting(TARGETS)?.and_then(|json| Targets::read(&json).ok()).unwrap_or_default();
        rules.began = setting(BEFORE_AFTER)?.and_then(|json| read_began(&json).ok()).flatten();
        Ok(rules)
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

/// The settings that change points: paths and values.
fn points(conn: &Connection, today: Day) -> Result<Vec<(String, String)>> {
    let sql = "SELECT substr(key, ?2), value FROM setting WHERE substr(key, 1, ?2 - 1) = ?3 AND since <= ?1
        AND NOT EXISTS (SELECT 1 FROM setting later WHERE later.key = setting.key
            AND later.since > setting.since AND later.since <= ?1) ORDER BY key";
    let mut statement = conn.prepare_cached(sql)?;
    let skip = POINTS.len() as i64 + 1;
    let rows = statement
        .query_map((today.number(), skip, POINTS), |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
    rows.collect::<rusqlite::Result<_>>().map_err(Problem::from)
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

/// The value of the setting `key` that holds on `day`; none: nobody set it.
pub(super) fn value(conn: &Connection, key: &str, day: Day) -> Result<Option<String>> {
    let sql = "SELECT value FROM setting WHERE key = ?1 AND since <= ?2 ORDER BY since DESC LIMIT 1";
    let mut statement = conn.prepare_cached(sql)?;
    statement.query_row(params![key, day.number()], |row| row.get(0)).optional().map_err(Problem::from)
}
