//! What was won and kept, and whether anybody is named for it.

use super::Store;
use super::filter::day;
use super::inside::RENEWED;
use crate::domain::account::Account;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::problem::{Problem, Result};
use crate::domain::words::ContractOutcome;
use rusqlite::params;

/// One opportunity won, or one contract line renewed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Win {
    /// The account.
    pub account: Id<Account>,
    /// Its name.
    pub name: String,
    /// The day it was won or decided.
    pub on: Day,
    /// How a line was renewed; none: an opportunity was won.
    pub outcome: Option<ContractOutcome>,
    /// Whether they had given notice within 400 days before.
    pub saved: bool,
    /// What was sold; empty: not said.
    pub title: String,
    /// Who is named for it, each once, and how many of them were thanked.
    pub helpers: Vec<Helper>,
}

impl Win {
    /// “saved”, “renewed”, “grown”, “smaller”, “won”.
    pub fn word(&self) -> &'static str {
        match self.outcome {
            _ if self.saved => "saved",
            Some(outcome) => outcome.word(),
            None => "won",
        }
    }
}

/// A team member who helped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Helper {
    /// Who.
    pub member: Id<Member>,
    /// Their name.
    pub name: String,
    /// Whether they were thanked.
    pub thanked: bool,
}

/// How many wins there are, and for how many of the late ones nobody is named.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct WinCount {
    /// All of them.
    pub all: u64,
    /// Those since a day for which nobody is named.
    pub nameless: u64,
}

/// Days before a win from which on what somebody did counts for it, and days after it until which it still does: a deed is
/// often written down late. A line is renewed once a year, so that no deed counts for two renewals of one line.
const DEEDS: (i32, i32) = (180, 30);

fn wins() -> String {
    let (before, after) = DEEDS;
    let deed = |on: &str, account: &str| {
        format!(
            "EXISTS (SELECT 1 FROM contribution k WHERE k.account = {account} AND k.account IS NOT NULL
                AND k.\"on\" BETWEEN {on} - {before} AND {on} + {after})"
        )
    };
    format!(
        "(SELECT c.account, c.outcome_on AS won_on, c.outcome, coalesce(c.product, '') AS title, c.saved, {} AS named
        FROM {RENEWED} c
        UNION ALL
        SELECT o.account, o.closed_on, NULL, o.title, 0, {}
        FROM opportunity o WHERE o.state = 'won' AND o.closed_on > ?1 AND o.closed_on <= ?2)",
        deed("c.outcome_on", "c.account"),
        deed("o.closed_on", "o.account")
    )
}

impl Store {
    /// Wins after `from`, up to `to`: those after `late` for which nobody is named first, then the newest; at most `limit`.
    pub fn wins(&self, from: Day, to: Day, late: Day, limit: usize) -> Result<Vec<Win>> {
        let sql = format!(
            "SELECT w.account, a.name, w.won_on, w.outcome, w.saved, w.title FROM {} w JOIN account a ON a.id = w.account
            ORDER BY (w.named = 0 AND w.won_on > ?3) DESC, w.won_on DESC, w.account LIMIT ?4",
            wins()
        );
        let mut statement = self.conn.prepare_cached(&sql)?;
        let days = params![from.number(), to.number(), late.number(), limit as i64];
        let rows = statement.query_map(days, |row| {
            let outcome: Option<String> = row.get(3)?;
            Ok(Win {
                account: Id::new(row.get(0)?),
                name: row.get(1)?,
                on: day(row, 2)?.unwrap_or(to),
                outcome: outcome.as_deref().and_then(ContractOutcome::parse),
                saved: row.get(4)?,
                title: row.get(5)?,
                helpers: Vec::new(),
            })
        })?;
        let mut all: Vec<Win> = rows.collect::<rusqlite::Result<_>>()?;
        for win in &mut all {
            win.helpers = self.helpers(win.account, win.on)?;
        }
        Ok(all)
    }

    /// How many wins there are after `from`, up to `to`, and for how many of those after `late` nobody is named.
    pub fn count_wins(&self, from: Day, to: Day, late: Day) -> Result<WinCount> {
        let sql = format!("SELECT count(*), coalesce(sum(named = 0 AND won_on > ?3), 0) FROM {}", wins());
        let mut statement = self.conn.prepare_cached(&sql)?;
        let count = statement.query_row(params![from.number(), to.number(), late.number()], |row| {
            Ok(WinCount { all: row.get::<_, i64>(0)? as u64, nameless: row.get::<_, i64>(1)? as u64 })
        });
        count.map_err(Problem::from)
    }

    /// Who did something for a win of an account on this day.
    fn helpers(&self, account: Id<Account>, on: Day) -> Result<Vec<Helper>> {
        let sql = "SELECT k.member, m.name, min(k.thanked_on IS NOT NULL) FROM contribution k JOIN member m ON m.id = k.member
            WHERE k.account = ?1 AND k.account IS NOT NULL AND k.\"on\" BETWEEN ?2 AND ?3 GROUP BY k.member ORDER BY max(k.\"on\") DESC, k.member";
        let mut statement = self.conn.prepare_cached(sql)?;
        let (before, after) = DEEDS;
        let rows = statement
            .query_map(params![account.raw(), on.plus(-before).number(), on.plus(after).number()], |row| {
                Ok(Helper { member: Id::new(row.get(0)?), name: row.get(1)?, thanked: row.get(2)? })
            })?;
        rows.collect::<rusqlite::Result<_>>().map_err(Problem::from)
    }
}
