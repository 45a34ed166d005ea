//! The rules that hold in a book on a day: what ships, with the book's own settings in its place or laid over it.

use super::Store;
use crate::domain::calendar::Calendar;
use crate::domain::charter::Pledge;
use crate::domain::checklist::Checklist;
use crate::domain::connection::ConnectionPoints;
use crate::domain::day::Day;
use crate::domain::definition::Definitions;
use crate::domain::huddle_plan::HuddlePlan;
use crate::domain::me::Me;
use crate::domain::objections::Objections;
use crate::domain::playbook::{Playbook, Playbooks};
use crate::domain::problem::{Problem, Result};
use crate::domain::risk::points::Points;
use crate::domain::rule::Rule;
use crate::domain::saved_filter::SavedFilters;
use crate::domain::score_plan::{Began, Pay, Targets};
use crate::domain::setting::POINTS;
use crate::domain::stages::Stages;
use rusqlite::{Connection, OptionalExtension, params};
use std::sync::Arc;

/// A rule that holds in a book at any time.
pub trait Held: Rule {
    /// The one that holds.
    fn of(rules: &Rules) -> &Self;
}

macro_rules! rules {
    ($($(#[$meta:meta])* $field:ident: $type:ty,)+) => {
        /// What a book goes by.
        #[derive(Debug, Clone)]
        pub struct Rules {
            /// The points of the risk score, and the practice they are measured against.
            pub points: Points,
            $($(#[$meta])* pub $field: $type,)+
        }

        impl Rules {
            /// What ships with the program.
            pub fn shipped() -> Result<Self> {
                Ok(Self { points: Points::shipped()?, $($field: <$type>::shipped()?,)+ })
            }

            /// The rules of a book on `today`: of each setting the latest one that holds by then. A setting that cannot be
            /// read, out of a file that somebody wrote by hand, gives way to what ships: the book must open to be mended.
            pub(crate) fn read(conn: &Connection, today: Day) -> Result<Self> {
                let mut rules = Self::shipped()?;
                let changes = points(conn, today)?;
                rules.points = rules.points.with(changes.iter().map(|(path, value)| (path.as_str(), value.as_str())));
                $(
                let set = value(conn, <$type>::KEY, today)?;
                if let Some(rule) = set.and_then(|json| <$type as Rule>::read(&json).ok()) {
                    rules.$field = rule;
                }
                )+
                Ok(rules)
            }
        }

        $(impl Held for $type {
            fn of(rules: &Rules) -> &Self {
                &rules.$field
            }
        })+
    };
}

rules! {
    /// The lifecycle.
    stages: Stages,
    /// What is done at its hot spots.
    playbooks: Playbooks,
    /// Working days.
    calendar: Calendar,
    /// Where sales and service meet.
    connections: ConnectionPoints,
    /// What every new customer gets.
    checklist: Checklist,
    /// What the team stands for; none: nobody has signed.
    pledge: Option<Pledge>,
    /// What words mean.
    definitions: Definitions,
    /// Which fears of a prospect the showcase answers.
    fears: Objections,
    /// How winning and keeping are paid.
    pay: Pay,
    /// What the score is held against.
    targets: Targets,
    /// Filters of the account list that have a name.
    filters: SavedFilters,
    /// The day on which something began, before and after which the score is compared.
    began: Began,
    /// Who uses the book.
    me: Me,
    /// When the huddle is.
    huddle: HuddlePlan,
}

impl Rules {
    /// After how many days each stage has stalled, in their order.
    pub(crate) fn stalled(&self) -> Vec<Option<i32>> {
        self.stages.list.iter().map(|stage| stage.stalled).collect()
    }

    /// The codes of the playbooks that stand in one of the first stages.
    pub(crate) fn early_playbooks(&self) -> Vec<String> {
        let is_early = |playbook: &&Playbook| playbook.stage.as_ref().is_some_and(|stage| self.stages.is_early(stage));
        self.playbooks.list.iter().filter(is_early).map(|playbook| playbook.code.clone()).collect()
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
