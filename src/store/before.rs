//! What our people did together, and what had happened with a customer before it stayed or left. Descriptive: what came
//! before is told, not what caused it.

use super::Store;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::problem::{Problem, Result};
use rusqlite::{Row, params};

/// How often two of our team were with customers together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair {
    /// The one.
    pub one: Id<Member>,
    /// The other.
    pub other: Id<Member>,
    /// Touches with both.
    pub touches: u64,
    /// Its part of the touches that two or more shared: one of three people is a third of each of their three pairs.
    pub part: f64,
}

/// What can come before a renewal, a save or a loss, in the order in which it is told: a plan that ran, a pulse that was
/// said, a touch of an executive, the renewal playbook with every action that fell due done, an insight that was shared.
pub const SIGNS: [&str; 5] = ["plan", "said pulse", "executive", "playbook", "insight"];

/// How many customers it was, and before how many of them each of [`SIGNS`] stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Before {
    /// How many.
    pub count: u64,
    /// Of them, those with each sign.
    pub with: [u64; 5],
}

/// The same five questions of whatever happened at `account` on the day `at`, `?3` days back. That an account is not null
/// is said because only then are the indexes of what hangs on accounts taken.
const ASKED: &str = "count(*),
    sum(EXISTS (SELECT 1 FROM plan p WHERE p.account = it.account AND p.account IS NOT NULL AND p.started_on <= it.at
        AND coalesce(p.closed_on, it.at) >= it.at - ?3)),
    sum(EXISTS (SELECT 1 FROM pulse p WHERE p.account = it.account AND p.source = 'said'
        AND p.\"on\" BETWEEN it.at - ?3 AND it.at)),
    sum(EXISTS (SELECT 1 FROM assignment s CROSS JOIN touch t ON t.account = it.account AND t.\"on\" BETWEEN it.at - ?3 AND it.at
        CROSS JOIN touch_member m ON m.touch = t.id AND m.member = s.member
        WHERE s.account = it.account AND s.account IS NOT NULL AND s.role = 'ES' AND t.two_way = 1
        AND coalesce(s.since, t.\"on\") <= t.\"on\" AND coalesce(s.until, t.\"on\") >= t.\"on\")),
    sum(coalesce((SELECT min(coalesce(a.outcome, '') = 'done') FROM action a WHERE a.account = it.account AND a.account IS NOT NULL
        AND a.due BETWEEN it.at - ?3 AND it.at AND a.playbook = ?4 AND a.playbook_step IS NOT NULL), 0)),
    sum(EXISTS (SELECT 1 FROM insight_share h WHERE h.account = it.account AND h.account IS NOT NULL AND h.\"on\" BETWEEN it.at - ?3 AND it.at))";

/// Lines that were renewed, smaller and grown ones among them.
const RENEWED: &str = "SELECT account, outcome_on AS at FROM contract
    WHERE outcome IN ('renewed', 'downsell', 'expanded') AND outcome_on > ?1 AND outcome_on <= ?2";
/// Of them, those of customers who had given notice within 400 days.
const NOTICE: &str = "AND EXISTS (SELECT 1 FROM event e WHERE e.account = contract.account AND e.kind = 'notice'
    AND e.\"on\" BETWEEN outcome_on - 400 AND outcome_on)";
/// Losses that could have been helped, by the day they were decided.
const LOST: &str = "SELECT account, coalesce(decided_on, \"on\") AS at FROM churn
    WHERE coalesce(type, '') <> 'unavoidable' AND coalesce(decided_on, \"on\") > ?1 AND coalesce(decided_on, \"on\") <= ?2";

impl Store {
    /// Touches after `from` and up to `to` in which two or more of our team took part, by pair, most first.
    pub fn together(&self, from: Day, to: Day) -> Result<Vec<Pair>> {
        // Touches of several are few: they are found in one walk along the key, and only they are looked at closely.
        let sql = "SELECT m.member, n.member, count(*), sum(2.0 / (many.people * (many.people - 1)))
            FROM (SELECT touch, count(*) AS people FROM touch_member GROUP BY touch HAVING count(*) > 1) many
            JOIN touch t ON t.id = many.touch AND t.\"on\" > ?1 AND t.\"on\" <= ?2
            JOIN touch_member m ON m.touch = many.touch JOIN touch_member n ON n.touch = many.touch AND n.member > m.member
            GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2";
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement.query_map([from.number(), to.number()], |row| {
            Ok(Pair {
                one: Id::new(row.get(0)?),
                other: Id::new(row.get(1)?),
                touches: row.get::<_, i64>(2)? as u64,
                part: row.get(3)?,
            })
        })?;
        rows.collect::<rusqlite::Result<_>>().map_err(Problem::from)
    }

    /// What stood in the `days` before renewals, saves and losses after `from` and up to `to`; `playbook`: the code of the
    /// one that prepares a decision.
    pub fn came_before(&self, from: Day, to: Day, days: i32, playbook: &str) -> Result<[Before; 3]> {
        let mut told = [Before::default(); 3];
        let saved = format!("{RENEWED} {NOTICE}");
        for (before, happened) in told.iter_mut().zip([RENEWED, &saved, LOST]) {
            let sql = format!("SELECT {ASKED} FROM ({happened}) it");
            let mut statement = self.conn.prepare_cached(&sql)?;
            *before = statement.query_row(params![from.number(), to.number(), days, playbook], read)?;
        }
        Ok(told)
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Before> {
    let count = |place| row.get::<_, Option<i64>>(place).map(|count| count.unwrap_or(0) as u64);
    Ok(Before { count: count(0)?, with: [count(1)?, count(2)?, count(3)?, count(4)?, count(5)?] })
}
