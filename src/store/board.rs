//! What the stage board counts: stays, moves and losses, and what became of accounts after playbooks ran.

use super::filter::day;
use super::ids::ById;
use super::{Edit, Store};
use crate::domain::account::Account;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::problem::{Problem, Result};
use crate::domain::save::Fate;
use rusqlite::{Row, params};

/// One open account on the board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The key of its stage.
    pub stage: String,
    /// Since when it is there.
    pub since: Option<Day>,
    /// Its value, in minor units of the book's currency.
    pub value: Option<i64>,
    /// Its score.
    pub score: u32,
    /// Whether enough is known of it for a band.
    pub sure: bool,
}

/// Accounts that came into a stage, or went on from it, in a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moves {
    /// The key of the stage.
    pub stage: String,
    /// How many.
    pub count: u64,
    /// Their value, in minor units of the book's currency.
    pub value: i64,
}

/// One account that was lost as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost {
    /// The account.
    pub account: Id<Account>,
    /// Its name.
    pub name: String,
    /// The key of the stage it was lost from.
    pub stage: String,
    /// The day it took effect.
    pub on: Day,
    /// The day they decided, where known.
    pub decided_on: Option<Day>,
    /// Why, in our words.
    pub reason: Option<String>,
    /// Its value, in minor units of the book's currency.
    pub value: Option<i64>,
}

/// One account that was lost as a whole and came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Returned {
    /// The account.
    pub account: Id<Account>,
    /// Its name.
    pub name: String,
    /// The day it came back.
    pub on: Day,
    /// Why it had been lost, in our words.
    pub reason: Option<String>,
    /// Its value, in minor units of the book's currency.
    pub value: Option<i64>,
}

/// An action of a playbook, as the record of the playbook counts it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked {
    /// The account.
    pub account: Id<Account>,
    /// The code of the playbook.
    pub playbook: String,
    /// What caused it.
    pub cause: String,
    /// The day it was done; none: it is open, or was dropped.
    pub done_on: Option<Day>,
}

impl Store {
    /// Hands every open account's place on the board to `take`.
    pub fn each_on_board(&self, mut take: impl FnMut(Standing)) -> Result<()> {
        let sql = "SELECT stage, stage_since, value, score, sure FROM account_summary WHERE +open = 1";
        let mut statement = self.conn.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (stage, since, value) = (row.get(0)?, day(row, 1)?, row.get(2)?);
            take(Standing { stage, since, value, score: row.get(3)?, sure: row.get(4)? });
        }
        Ok(())
    }

    /// Accounts that came into each stage after `from`, up to and including `to`.
    pub fn entered(&self, from: Day, to: Day) -> Result<Vec<Moves>> {
        let sql = "SELECT e.stage, count(*), coalesce(sum(s.value), 0) FROM stage_period e
            JOIN account_summary s ON s.account = e.account
            WHERE e.entered_on > ?1 AND e.entered_on <= ?2 GROUP BY e.stage";
        self.moves(sql, from, to, "")
    }

    /// Accounts that went on from each stage to another one, but not to `exit`, in the same way.
    pub fn advanced(&self, from: Day, to: Day, exit: &str) -> Result<Vec<Moves>> {
        let sql = "SELECT e.stage, count(*), coalesce(sum(s.value), 0) FROM stage_period e
            JOIN account_summary s ON s.account = e.account
            WHERE e.left_on > ?1 AND e.left_on <= ?2 AND EXISTS (SELECT 1 FROM stage_period n
                WHERE n.account = e.account AND n.id <> e.id AND n.entered_on = e.left_on AND n.stage <> ?3)
            GROUP BY e.stage";
        self.moves(sql, from, to, exit)
    }

    /// From which stage to which accounts went after `from`, up to and including `to`, and how many.
    pub fn passages_between(&self, from: Day, to: Day) -> Result<Vec<(String, String, u64)>> {
        let sql = "SELECT e.stage, n.stage, count(*) FROM stage_period e
            JOIN stage_period n ON n.account = e.account AND n.id <> e.id AND n.entered_on = e.left_on
            WHERE e.left_on > ?1 AND e.left_on <= ?2 GROUP BY e.stage, n.stage";
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement.query_map(params![from.number(), to.number()], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get::<_, i64>(2)? as u64))
        })?;
        rows.collect::<rusqlite::Result<_>>().map_err(Problem::from)
    }

    fn moves(&self, sql: &str, from: Day, to: Day, exit: &str) -> Result<Vec<Moves>> {
        let mut statement = self.conn.prepare_cached(sql)?;
        let read =
            |row: &Row<'_>| Ok(Moves { stage: row.get(0)?, count: row.get::<_, i64>(1)? as u64, value: row.get(2)? });
        let rows = if exit.is_empty() {
            statement.query_map(params![from.number(), to.number()], read)?.collect::<rusqlite::Result<_>>()
        } else {
            let bounds = params![from.number(), to.number(), exit];
            statement.query_map(bounds, read)?.collect::<rusqlite::Result<_>>()
        };
        rows.map_err(Problem::from)
    }

    /// Accounts that were lost after `from`, up to and including `to`, and have not come back; newest first.
    pub fn lost(&self, from: Day, to: Day) -> Result<Vec<Lost>> {
        let sql = "SELECT s.account, a.name, s.stage, s.lost_on, max(d.decided_on), max(d.reason), s.value
            FROM account_summary s JOIN account a ON a.id = s.account
            LEFT JOIN churn d ON d.account = s.account AND d.contract IS NULL AND d.\"on\" = s.lost_on
            WHERE s.lost_on > ?1 AND s.lost_on <= ?2 GROUP BY s.account ORDER BY s.lost_on DESC, s.account";
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement.query_map(params![from.number(), to.number()], |row| {
            Ok(Lost {
                account: Id::new(row.get(0)?),
                name: row.get(1)?,
                stage: row.get(2)?,
                on: day(row, 3)?.unwrap_or(to),
                decided_on: day(row, 4)?,
                reason: row.get(5)?,
                value: row.get(6)?,
            })
        })?;
        rows.collect::<rusqlite::Result<_>>().map_err(Problem::from)
    }

    /// Accounts that came back after `from`, up to and including `to`, newest first.
    pub fn won_back(&self, from: Day, to: Day) -> Result<Vec<Returned>> {
        let sql = "SELECT d.account, a.name, d.won_back_on, d.reason, s.value
            FROM churn d JOIN account_summary s ON s.account = d.account JOIN account a ON a.id = d.account
            WHERE d.contract IS NULL AND d.won_back_on > ?1 AND d.won_back_on <= ?2
            ORDER BY d.won_back_on DESC, d.id";
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement.query_map(params![from.number(), to.number()], |row| {
            Ok(Returned {
                account: Id::new(row.get(0)?),
                name: row.get(1)?,
                on: day(row, 2)?.unwrap_or(to),
                reason: row.get(3)?,
                value: row.get(4)?,
            })
        })?;
        rows.collect::<rusqlite::Result<_>>().map_err(Problem::from)
    }

    /// The open accounts in a stage, those who are in it longest first; since nobody knows when: last.
    pub fn in_stage(&self, stage: &str) -> Result<Vec<Id<Account>>> {
        // Without an index: to read most of a table row by row through one takes far longer than to walk through it.
        let sql = "SELECT account FROM account_summary WHERE +open = 1 AND stage = ?1
            ORDER BY stage_since IS NULL, stage_since, account";
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement.query_map([stage], |row| row.get(0).map(Id::new))?;
        rows.collect::<rusqlite::Result<_>>().map_err(Problem::from)
    }

    /// The codes of the playbooks that actions came from.
    pub fn playbook_codes(&self) -> Result<Vec<String>> {
        let sql = "SELECT DISTINCT playbook FROM action WHERE playbook IS NOT NULL AND playbook_step IS NOT NULL";
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement.query_map([], |row| row.get(0))?;
        rows.collect::<rusqlite::Result<_>>().map_err(Problem::from)
    }

    /// Every action of a playbook, whatever became of it.
    pub fn marked_actions(&self) -> Result<Vec<Marked>> {
        let sql = "SELECT account, playbook, cause, CASE WHEN outcome = 'done' THEN done_on END FROM action
            WHERE playbook IS NOT NULL AND playbook_step IS NOT NULL AND cause IS NOT NULL AND account IS NOT NULL ORDER BY id";
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement.query_map([], |row| {
            let account = Id::new(row.get(0)?);
            Ok(Marked { account, playbook: row.get(1)?, cause: row.get(2)?, done_on: day(row, 3)? })
        })?;
        rows.collect::<rusqlite::Result<_>>().map_err(Problem::from)
    }

    /// What became of every account that renewed, gave notice by an event or by coming into the stage `exit`, or was lost.
    pub fn fates(&self, exit: &str) -> Result<Fates> {
        let mut fates = ById::<Fate>::default();
        let renewed = "SELECT account, outcome_on FROM contract WHERE outcome <> 'churned' AND outcome_on IS NOT NULL";
        self.fate(renewed, [], |fate, day| fate.renewed.push(day), &mut fates)?;
        let noticed = "SELECT account, \"on\" FROM event WHERE kind = 'notice'
            UNION ALL SELECT account, entered_on FROM stage_period WHERE stage = ?1";
        self.fate(noticed, [exit], |fate, day| fate.noticed.push(day), &mut fates)?;
        let lost = "SELECT account, \"on\" FROM churn";
        self.fate(lost, [], |fate, day| fate.lost.push(day), &mut fates)?;
        Ok(Fates(fates))
    }

    fn fate(
        &self,
        sql: &str,
        params: impl rusqlite::Params,
        take: impl Fn(&mut Fate, Day),
        fates: &mut ById<Fate>,
    ) -> Result<()> {
        let mut statement = self.conn.prepare_cached(sql)?;
        let mut rows = statement.query(params)?;
        while let Some(row) = rows.next()? {
            if let Some(on) = day(row, 1)? {
                take(fates.entry(row.get(0)?).or_default(), on);
            }
        }
        Ok(())
    }
}

impl Edit<'_> {
    /// Open accounts in the stage `from` whose decision is at most `days` ahead, with its day, and that were not in the
    /// stage `to` for this decision before.
    pub fn before_window(&self, from: &str, to: &str, days: i32) -> Result<Vec<(Id<Account>, Day)>> {
        self.windows("", params![from, to, self.today().number(), days])
    }

    /// See [`before_window`](Self::before_window), of one account.
    pub fn before_window_of(
        &self,
        account: Id<Account>,
        from: &str,
        to: &str,
        days: i32,
    ) -> Result<Vec<(Id<Account>, Day)>> {
        self.windows("AND s.account = ?5", params![from, to, self.today().number(), days, account.raw()])
    }

    fn windows(&self, of: &str, params: impl rusqlite::Params) -> Result<Vec<(Id<Account>, Day)>> {
        let sql = format!(
            "SELECT s.account, s.decision_on FROM account_summary s WHERE s.open = 1 AND s.stage = ?1
            AND s.decision_on <= ?3 + ?4 AND NOT EXISTS (SELECT 1 FROM stage_period e WHERE e.account = s.account
                AND e.stage = ?2 AND coalesce(e.left_on, ?3) >= s.decision_on - ?4)
            {of} ORDER BY s.account"
        );
        let mut statement = self.conn().prepare_cached(&sql)?;
        let rows =
            statement.query_map(params, |row| Ok((Id::new(row.get(0)?), day(row, 1)?.unwrap_or(self.today()))))?;
        rows.collect::<rusqlite::Result<_>>().map_err(Problem::from)
    }
}

/// What became of accounts; see [`Store::fates`].
pub struct Fates(ById<Fate>);

impl Fates {
    /// What became of one.
    pub fn of(&self, account: Id<Account>) -> Option<&Fate> {
        self.0.get(&account.raw())
    }
}
