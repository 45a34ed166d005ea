//! Contract lines by the day on which they are decided, with what one must know of their accounts.

use super::Store;
use crate::domain::account::Account;
use crate::domain::action::Action;
use crate::domain::contract::Contract;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::issue::Issue;
use crate::domain::money::Currency;
use crate::domain::problem::{Problem, Result};
use crate::domain::pulse::Pulse;
use crate::domain::succession::with_successors;
use crate::domain::words::ContractOutcome;
use rusqlite::{Row, params};

/// The notice deadline of a contract in the table `$contract`, by the rule of
/// [`notice_deadline`](crate::domain::contract::notice_deadline).
macro_rules! deadline_of {
    ($contract:literal) => {
        concat!($contract, ".\"end\" - min(coalesce(", $contract, ".notice_days, 0), 10000)")
    };
}

pub(super) use deadline_of;

const DECISION: &str = deadline_of!("c");

/// A contract line, by the day on which it is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deciding {
    /// The line.
    pub id: Id<Contract>,
    /// Its account.
    pub account: Id<Account>,
    /// A year of it, in minor units of `currency`.
    pub value: Option<i64>,
    /// The currency of the value.
    pub currency: Currency,
    /// How it ended; none: undecided.
    pub outcome: Option<ContractOutcome>,
    /// The day by which they decide.
    pub decision_on: Day,
}

/// That the account of a line is a customer.
const OPEN: &str = "EXISTS (SELECT 1 FROM account_summary s WHERE s.account = c.account AND s.open = 1)";

/// That a line is not among those which another one has followed: `?3`, as JSON.
const TO_DECIDE: &str = "c.id NOT IN (SELECT value FROM json_each(?3))";

/// A contract by its deadline, from the first six columns of a row.
fn deciding(row: &Row<'_>) -> rusqlite::Result<Deciding> {
    Ok(Deciding {
        id: Id::new(row.get(0)?),
        account: Id::new(row.get(1)?),
        value: row.get(2)?,
        currency: Currency::parse(row.get_ref(3)?.as_str()?).unwrap_or(Currency::EUR),
        outcome: row.get_ref(4)?.as_str_or_null()?.and_then(ContractOutcome::parse),
        decision_on: Day::from_number(row.get(5)?).unwrap_or(Day::ZERO),
    })
}

impl Store {
    /// The ids, as a JSON array, of the lines decided by `to` that another one has followed by what is known on `day`. The
    /// rule is [`successors`](crate::domain::succession::successors); SQL narrows the lines to those of accounts that can have
    /// such a pair with a line that was undecided on `day`: of decided ones nobody asks.
    fn followed(&self, to: Day, day: Day) -> Result<String> {
        let sql = format!(
            "WHERE account IN (SELECT account FROM contract c WHERE {DECISION} <= ?1
                AND (c.outcome IS NULL OR c.outcome_on > ?2)
                AND EXISTS (SELECT 1 FROM contract o WHERE o.account = c.account AND o.start > coalesce(c.start, -1000000)))
             ORDER BY account, id"
        );
        let lines: Vec<Contract> = self.select(&sql, [to.number(), day.number()])?;
        let pairs = lines.chunk_by(|one, two| one.account == two.account).flat_map(|lines| with_successors(lines, day));
        let ids: Vec<String> =
            pairs.filter(|(_, next)| next.is_some()).map(|(line, _)| line.id.raw().to_string()).collect();
        Ok(format!("[{}]", ids.join(",")))
    }

    /// Contract lines that are decided from `from` to `to`, both included, and undecided ones of before; the soonest first. A
    /// line that another one has followed by `today` is no longer to be decided.
    pub fn lines_deciding(&self, from: Day, to: Day, today: Day) -> Result<Vec<Deciding>> {
        let sql = format!(
            "SELECT id, account, value, currency, outcome, {DECISION} FROM contract c
             WHERE {DECISION} <= ?2 AND ({DECISION} >= ?1 OR outcome IS NULL) AND (outcome IS NOT NULL OR {OPEN})
                AND (outcome IS NOT NULL OR {TO_DECIDE})
             ORDER BY {DECISION}, id"
        );
        let followed = self.followed(to, today)?;
        let mut statement = self.conn.prepare_cached(&sql)?;
        let rows = statement.query_map(params![from.number(), to.number(), followed], deciding)?;
        rows.collect::<rusqlite::Result<_>>().map_err(Problem::from)
    }

    /// Hands every contract of an open account that is undecided today and decided from `from` to `to` to `take`, the soonest
    /// first, with the score of the account and whether enough is known for a band.
    pub fn each_undecided(
        &self,
        from: Day,
        to: Day,
        today: Day,
        mut take: impl FnMut(&Deciding, u32, bool),
    ) -> Result<()> {
        let sql = format!(
            "SELECT c.id, c.account, c.value, c.currency, c.outcome, {DECISION}, s.score, s.sure
             FROM contract c JOIN account_summary s ON s.account = c.account AND s.open = 1
             WHERE c.outcome IS NULL AND {DECISION} BETWEEN ?1 AND ?2 AND {TO_DECIDE} ORDER BY {DECISION}, c.id"
        );
        let followed = self.followed(to, today)?;
        let mut statement = self.conn.prepare_cached(&sql)?;
        let mut rows = statement.query(params![from.number(), to.number(), followed])?;
        while let Some(row) = rows.next()? {
            take(&deciding(row)?, row.get(6)?, row.get(7)?);
        }
        Ok(())
    }

    /// How many lines of open accounts that are decided by `to` and are not decided yet had no pulse before the last
    /// quarter of their term, which has begun by `today`; see [`Contract::last_quarter`].
    pub fn unasked(&self, to: Day, today: Day) -> Result<u64> {
        let sql = format!(
            "SELECT count(*) FROM (
                SELECT account, start, \"end\" - max(coalesce(\"end\" - start, 365), 0) / 4 AS last FROM contract c
                WHERE outcome IS NULL AND {DECISION} <= ?1 AND {OPEN} AND {TO_DECIDE}) line
             WHERE last <= ?2 AND NOT EXISTS (SELECT 1 FROM pulse p WHERE p.account = line.account
                AND p.\"on\" > coalesce(line.start, line.last - 365) AND p.\"on\" <= line.last)"
        );
        let mut statement = self.conn.prepare_cached(&sql)?;
        let count = statement
            .query_row(params![to.number(), today.number(), self.followed(to, today)?], |row| row.get::<_, i64>(0));
        Ok(count? as u64)
    }

    /// Pulse coverage before renewal (METHOD §6): of the open accounts with a line that is undecided and is decided by `to`,
    /// how many said how it goes after the day `since`, and how many there are.
    pub fn coverage(&self, to: Day, since: Day, today: Day) -> Result<(u64, u64)> {
        let sql = format!(
            "SELECT coalesce(sum(EXISTS (SELECT 1 FROM pulse p WHERE p.account = line.account AND p.source = 'said'
                AND p.\"on\" > ?2)), 0), count(*)
             FROM (SELECT DISTINCT account FROM contract c WHERE outcome IS NULL AND {DECISION} <= ?1 AND {OPEN}
                AND {TO_DECIDE}) line"
        );
        let mut statement = self.conn.prepare_cached(&sql)?;
        let bounds = params![to.number(), since.number(), self.followed(to, today)?];
        let counts =
            statement.query_row(bounds, |row| Ok((row.get::<_, i64>(0)? as u64, row.get::<_, i64>(1)? as u64)));
        counts.map_err(Problem::from)
    }

    /// The accounts with a line that was undecided on `then` and is decided by `to`, by what was known then, and whether
    /// they said how it goes after the day `since`.
    pub fn asked_then(&self, then: Day, to: Day, since: Day) -> Result<Vec<(i64, bool)>> {
        let sql = format!(
            "SELECT account, EXISTS (SELECT 1 FROM pulse p WHERE p.account = line.account AND p.source = 'said'
                AND p.\"on\" > ?3 AND p.\"on\" <= ?1 AND coalesce(p.known_on, p.\"on\") <= ?1)
             FROM (SELECT DISTINCT account FROM contract c WHERE (outcome IS NULL OR outcome_on > ?1) AND {DECISION} <= ?2
                AND coalesce(start, ?1) <= ?1 AND coalesce(known_on, ?1) <= ?1
                AND id NOT IN (SELECT value FROM json_each(?4))) line"
        );
        let mut statement = self.conn.prepare_cached(&sql)?;
        let bounds = params![then.number(), to.number(), since.number(), self.followed(to, then)?];
        let rows = statement.query_map(bounds, |row| Ok((row.get(0)?, row.get(1)?)))?;
        rows.collect::<rusqlite::Result<_>>().map_err(Problem::from)
    }

    /// The last pulse that a contact said themselves.
    pub fn last_said(&self, account: Id<Account>) -> Result<Option<Pulse>> {
        let tail = "WHERE account = ?1 AND source = 'said' ORDER BY \"on\" DESC, id DESC LIMIT 1";
        Ok(self.select(tail, [account.raw()])?.pop())
    }

    /// Whether a pulse of any source was taken after `from`, up to and including `to`.
    pub fn has_pulse(&self, account: Id<Account>, from: Day, to: Day) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM pulse WHERE account = ?1 AND \"on\" > ?2 AND \"on\" <= ?3)";
        let mut statement = self.conn.prepare_cached(sql)?;
        statement.query_row(params![account.raw(), from.number(), to.number()], |row| row.get(0)).map_err(Problem::from)
    }

    /// The issues of an account that are open on `day`: escalations first, then the oldest.
    pub fn open_issues(&self, account: Id<Account>, day: Day) -> Result<Vec<Issue>> {
        let tail = "WHERE account = ?1 AND opened_on <= ?2 AND (closed_on IS NULL OR closed_on > ?2)
            ORDER BY escalation DESC, opened_on, id";
        self.select(tail, [account.raw(), i64::from(day.number())])
    }

    /// The actions at an account that came from this playbook, oldest first.
    pub fn actions_of_playbook(&self, account: Id<Account>, code: &str) -> Result<Vec<Action>> {
        let tail = "WHERE account = ?1 AND playbook = ?2 AND playbook_step IS NOT NULL ORDER BY id";
        self.select(tail, params![account.raw(), code])
    }
}
