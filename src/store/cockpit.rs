//! The few indexed reads behind the first screen.

use super::Store;
use super::error::Told;
use crate::domain::account::Account;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::problem::Result;
use crate::domain::risk::points::Tier;
use crate::domain::risk::score::Band;
use crate::domain::risk::signal::sentence;
use rusqlite::{Row, params};

/// Accounts in one stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageTally {
    /// The key of the stage.
    pub stage: String,
    /// How many accounts.
    pub accounts: u64,
    /// How many of them are at risk or critical.
    pub at_risk: u64,
    /// Their value, in minor units of the book's currency.
    pub value: i64,
    /// Their revenue at risk, likewise.
    pub expected: i64,
    /// The revenue of those at risk or critical, likewise.
    pub risky: i64,
}

/// One loss.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    /// The day.
    pub on: Day,
    /// The stage it was lost from.
    pub stage: String,
    /// Its value in minor units of the book's currency, where known.
    pub value: Option<i64>,
}

/// The standing of one account, as lists show it.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranked {
    /// The account.
    pub account: Id<Account>,
    /// Its name.
    pub name: String,
    /// The key of its stage.
    pub stage: String,
    /// Since when it is there.
    pub stage_since: Option<Day>,
    /// How much it matters.
    pub tier: Tier,
    /// Its value, in minor units of the book's currency.
    pub value: Option<i64>,
    /// Its score, 0 to 100.
    pub score: u32,
    /// Known signals.
    pub known: u32,
    /// Signals that apply.
    pub applicable: u32,
    /// Revenue at risk, in minor units of the book's currency.
    pub at_risk: i64,
    /// The code of the strongest signal; empty: none.
    pub code: String,
    /// Its sentence.
    pub sentence: String,
    /// The last meaningful touch.
    pub last_touch: Option<Day>,
    /// The day by which the next is due.
    pub touch_due: Option<Day>,
    /// The account pulse, 1 to 5.
    pub pulse: Option<f64>,
    /// Its day.
    pub pulse_on: Option<Day>,
    /// The day by which the next is due.
    pub pulse_due: Option<Day>,
    /// The next day by which they decide.
    pub decision_on: Option<Day>,
    /// Active contacts of theirs.
    pub contacts: u32,
    /// Active members of ours.
    pub members: u32,
    /// The day it was lost.
    pub lost_on: Option<Day>,
}

const RANKED: &str =
    "SELECT s.account, a.name, s.stage, s.stage_since, s.tier, s.value, s.score, s.known, s.applicable,
    s.at_risk, s.code, s.sentence, s.last_touch, s.touch_due, s.pulse, s.pulse_on, s.pulse_due, s.decision_on,
    s.contacts, s.members, s.lost_on FROM standing s JOIN account a ON a.id = s.account";

fn ranked(row: &Row<'_>, today: Day) -> rusqlite::Result<Ranked> {
    let day = |place| row.get::<_, Option<i32>>(place).map(|number| number.and_then(Day::from_number));
    let tier: String = row.get(4)?;
    Ok(Ranked {
        account: Id::new(row.get(0)?),
        name: row.get(1)?,
        stage: row.get(2)?,
        stage_since: day(3)?,
        tier: Tier::parse(&tier).unwrap_or(Tier::C),
        value: row.get(5)?,
        score: row.get(6)?,
        known: row.get(7)?,
        applicable: row.get(8)?,
        at_risk: row.get(9)?,
        code: row.get(10)?,
        sentence: sentence(row.get_ref(11)?.as_str()?, today),
        last_touch: day(12)?,
        touch_due: day(13)?,
        pulse: row.get(14)?,
        pulse_on: day(15)?,
        pulse_due: day(16)?,
        decision_on: day(17)?,
        contacts: row.get(18)?,
        members: row.get(19)?,
        lost_on: day(20)?,
    })
}

impl Store {
    /// Accounts, value and risk per stage, of open accounts.
    pub fn stage_tallies(&self) -> Result<Vec<StageTally>> {
        let sql =
            "SELECT stage, sum(accounts), sum(CASE WHEN band >= ?1 THEN accounts ELSE 0 END), sum(value), sum(at_risk),
            sum(CASE WHEN band >= ?1 THEN value ELSE 0 END) FROM tally GROUP BY stage HAVING sum(accounts) > 0";
        let mut statement = self.conn.prepare_cached(sql).told()?;
        let rows = statement
            .query_map([Band::AtRisk as i64], |row| {
                Ok(StageTally {
                    stage: row.get(0)?,
                    accounts: row.get::<_, i64>(1)? as u64,
                    at_risk: row.get::<_, i64>(2)? as u64,
                    value: row.get(3)?,
                    expected: row.get(4)?,
                    risky: row.get(5)?,
                })
            })
            .told()?;
        rows.collect::<rusqlite::Result<_>>().told()
    }

    /// Whole losses after `from`, up to and including `to`, that have not come back.
    pub fn losses(&self, from: Day, to: Day) -> Result<Vec<Loss>> {
        let sql = "SELECT lost_on, stage, value FROM standing WHERE lost_on > ?1 AND lost_on <= ?2";
        let mut statement = self.conn.prepare_cached(sql).told()?;
        let rows = statement
            .query_map(params![from.number(), to.number()], |row| {
                let on: i32 = row.get(0)?;
                Ok(Loss { on: Day::from_number(on).unwrap_or(to), stage: row.get(1)?, value: row.get(2)? })
            })
            .told()?;
        rows.collect::<rusqlite::Result<_>>().told()
    }

    /// Open accounts, the highest score first, the most valuable first among equals; sentences are those of `today`.
    pub fn ranked(&self, today: Day, limit: usize) -> Result<Vec<Ranked>> {
        self.standings(today, "WHERE s.open = 1 ORDER BY s.score DESC, s.value DESC LIMIT ?1", [limit as i64])
    }

    /// Open accounts whose touch or pulse is due on `today`, the most revenue at risk first.
    pub fn due_standings(&self, today: Day, limit: usize) -> Result<Vec<Ranked>> {
        let tail = "WHERE s.open = 1 AND s.due_on <= ?1 ORDER BY s.at_risk DESC LIMIT ?2";
        self.standings(today, tail, params![today.number(), limit as i64])
    }

    /// How many open accounts have a touch or a pulse due.
    pub fn due_count(&self, today: Day) -> Result<u64> {
        let sql = "SELECT coalesce(sum(accounts), 0) FROM due_tally WHERE due_on <= ?1";
        let mut statement = self.conn.prepare_cached(sql).told()?;
        statement.query_row([today.number()], |row| row.get::<_, i64>(0)).told().map(|count| count as u64)
    }

    /// The standing of one account.
    pub fn standing(&self, account: Id<Account>, today: Day) -> Result<Option<Ranked>> {
        Ok(self.standings(today, "WHERE s.account = ?1", [account.raw()])?.pop())
    }

    fn standings(&self, today: Day, tail: &str, params: impl rusqlite::Params) -> Result<Vec<Ranked>> {
        let mut statement = self.conn.prepare_cached(&format!("{RANKED} {tail}")).told()?;
        let rows = statement.query_map(params, |row| ranked(row, today)).told()?;
        rows.collect::<rusqlite::Result<_>>().told()
    }
}
