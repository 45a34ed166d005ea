//! What is due on a day: actions, commitments and hand-offs, thanks; pulse checks and touches; an insight worth sharing. Of
//! the whole book, or of what a team member has to do with customers.

use super::Store;
use super::cockpit::Ranked;
use super::lead::{held_on, lead_on};
use crate::domain::account::Account;
use crate::domain::action::Action;
use crate::domain::commitment::Commitment;
use crate::domain::contribution::Contribution;
use crate::domain::day::Day;
use crate::domain::handoff::Handoff;
use crate::domain::id::Id;
use crate::domain::insight::Insight;
use crate::domain::member::Member;
use crate::domain::problem::{Problem, Result};
use crate::domain::risk::odds::Odds;
use rusqlite::{OptionalExtension, params};
use std::collections::BTreeSet;

/// Records that are due.
pub struct Dated {
    /// Open actions, the longest due first.
    pub actions: Vec<Action>,
    /// Open commitments and next steps, the longest due first.
    pub commitments: Vec<Commitment>,
    /// Hand-offs that nobody has answered.
    pub handoffs: Vec<Handoff>,
    /// Contributions whose thanks are due, the longest due first.
    pub thanks: Vec<Contribution>,
    /// How many there are in all.
    pub count: u64,
}

/// Whose day it is: everybody's, or that of one team member.
pub type Whose = Option<Id<Member>>;

/// Days without an insight that are too long, tier by tier.
#[derive(Debug, Clone, Copy)]
pub struct InsightCadence {
    /// Of tier A.
    pub a: i32,
    /// Of tier B.
    pub b: i32,
    /// Of tier C.
    pub c: i32,
}

/// Among how many accounts one is looked for that an insight should reach: the first by weight.
const LOOKED_AT: usize = 500;

/// The accounts that ?2 leads on ?1: those of their assignments, and those of the owner where nobody else leads.
const LED: &str = concat!(
    "SELECT assignment.account FROM assignment WHERE assignment.member = ?2 AND assignment.role = 'AL' AND ",
    held_on!("assignment", "?1"),
    " AND ",
    lead_on!("assignment.account", "NULL", "?1"),
    " = ?2 UNION SELECT account.id FROM account WHERE account.owner = ?2 AND ",
    lead_on!("account.id", "account.owner", "?1"),
    " = ?2"
);

/// Who does a record without an owner: the lead of its account.
const LEAD_OF_ACTION: &str =
    lead_on!("action.account", "(SELECT owner FROM account WHERE account.id = action.account)", "?1");
const LEAD_OF_PROMISE: &str =
    lead_on!("commitment.account", "(SELECT owner FROM account WHERE account.id = commitment.account)", "?1");

const ACTIONS: &str = "outcome IS NULL AND due <= ?1";
const PROMISES: &str = "kept_on IS NULL AND broken_on IS NULL AND due <= ?1 AND kind <> 'charter'";
const HANDOFFS: &str = "state = 'offered' AND offered_on <= ?1 AND NOT EXISTS (SELECT 1 FROM snooze
    WHERE snooze.account = handoff.account AND task = 'handoff' AND until > ?1)";
/// Thanks later than two months are no thanks.
const THANKS: &str = "thanked_on IS NULL AND \"on\" <= ?1 AND \"on\" > ?1 - 60 AND NOT EXISTS (SELECT 1 FROM snooze
    WHERE snooze.account = contribution.account AND task = 'thanks' AND until > ?1)";
const STANDINGS: &str = "s.open = 1 AND s.due_on <= ?1";

/// `condition`, and that the record in `table` is for ?2 to do: by its owner, or where it has none as the lead of its
/// account. Without anybody in particular the condition alone.
pub(super) fn of(condition: &str, table: &str, whose: Whose) -> String {
    let owned = |owner: &str| {
        let led = format!("{table}.{owner} IS NULL AND {table}.account IN ({LED})");
        format!("{condition} AND ({table}.{owner} = ?2 OR {led})")
    };
    match (whose, table) {
        (None, _) => format!("{condition} AND ?2 IS NULL"),
        (Some(_), "action" | "commitment" | "opportunity") => owned("owner"),
        (Some(_), "company_update") => owned("member"),
        (Some(_), "returned") => owned("from_member"),
        (Some(_), "handoff") => format!("{condition} AND ?2 IN (to_member, from_member)"),
        (Some(_), _) => format!("{condition} AND {table}.account IN ({LED})"),
    }
}

impl Store {
    /// What is due on `day` or was before, at most `limit` of each kind.
    pub fn due_dated(&self, day: Day, whose: Whose, limit: usize) -> Result<Dated> {
        let bounds = params![day.number(), whose.map(Id::raw), limit as i64];
        let tail = |condition, table, by| format!("WHERE {} ORDER BY {by}, id LIMIT ?3", of(condition, table, whose));
        let counts = [("action", ACTIONS), ("commitment", PROMISES), ("handoff", HANDOFFS), ("contribution", THANKS)];
        let counts = counts.into_iter().map(|(table, condition)| self.count_where(table, condition, day, whose));
        Ok(Dated {
            actions: self.select(&tail(ACTIONS, "action", "due"), bounds)?,
            commitments: self.select(&tail(PROMISES, "commitment", "due"), bounds)?,
            handoffs: self.select(&tail(HANDOFFS, "handoff", "offered_on"), bounds)?,
            thanks: self.select(&tail(THANKS, "contribution", "\"on\""), bounds)?,
            count: counts.sum::<Result<u64>>()?,
        })
    }

    /// Open accounts whose touch or pulse is due on `today`, the most weight first: value by the points' own odds.
    pub fn due_standings(&self, today: Day, whose: Whose, odds: &Odds, limit: usize) -> Result<Vec<Ranked>> {
        let tail = format!("WHERE {} ORDER BY s.weight DESC LIMIT ?3", of(STANDINGS, "s", whose));
        self.standings(today, odds, &tail, params![today.number(), whose.map(Id::raw), limit as i64])
    }

    /// How many open accounts have a touch or a pulse due.
    pub fn due_count(&self, today: Day, whose: Whose) -> Result<u64> {
        if whose.is_some() {
            return self.count_where("account_summary s", STANDINGS, today, whose);
        }
        let sql = "SELECT coalesce(sum(accounts), 0) FROM due_tally WHERE due_on <= ?1";
        let mut statement = self.conn.prepare_cached(sql)?;
        statement
            .query_row([today.number()], |row| row.get::<_, i64>(0))
            .map_err(Problem::from)
            .map(|count| count as u64)
    }

    /// How many actions and commitments were due before `day`.
    pub fn late_count(&self, day: Day, whose: Whose) -> Result<u64> {
        let actions = self.count_where("action", "outcome IS NULL AND due < ?1", day, whose)?;
        let commitments = PROMISES.replace("due <= ?1", "due < ?1");
        Ok(actions + self.count_where("commitment", &commitments, day, whose)?)
    }

    /// How many open accounts are in the bands at risk and critical.
    pub fn at_risk_count(&self, day: Day, whose: Whose) -> Result<u64> {
        let from = self.points().bands.at_risk;
        let condition = format!("s.open = 1 AND s.sure = 1 AND s.score >= {from} AND ?1 IS NOT NULL");
        self.count_where("account_summary s", &condition, day, whose)
    }

    /// The accounts that a member leads on `day`.
    pub fn led_by(&self, member: Id<Member>, day: Day) -> Result<BTreeSet<Id<Account>>> {
        let mut statement = self.conn.prepare_cached(LED)?;
        let rows = statement.query_map(params![day.number(), member.raw()], |row| row.get(0).map(Id::new))?;
        rows.collect::<rusqlite::Result<_>>().map_err(Problem::from)
    }

    /// Who of our team has something to do after a sale that is due: actions and commitments, by how many.
    pub fn due_by_owner(&self, day: Day) -> Result<Vec<(Id<Member>, u64)>> {
        let sql = format!(
            "SELECT who, count(*) FROM (
                SELECT coalesce(action.owner, {LEAD_OF_ACTION}) AS who FROM action WHERE {ACTIONS} AND account IS NOT NULL
                UNION ALL SELECT coalesce(commitment.owner, {LEAD_OF_PROMISE}) FROM commitment WHERE {PROMISES} AND account IS NOT NULL)
             WHERE who IS NOT NULL GROUP BY who ORDER BY count(*) DESC, who"
        );
        let mut statement = self.conn.prepare_cached(&sql)?;
        let rows =
            statement.query_map([day.number()], |row| Ok((Id::new(row.get(0)?), row.get::<_, i64>(1)? as u64)))?;
        rows.collect::<rusqlite::Result<_>>().map_err(Problem::from)
    }

    /// The open account with the most weight that no insight has reached within the cadence of its tier while one that is
    /// not stale waits for it, and that insight, the newest. None where one was shared today already.
    pub fn insight_due(
        &self,
        today: Day,
        whose: Whose,
        every: InsightCadence,
    ) -> Result<Option<(Id<Account>, Id<Insight>)>> {
        let fitting = "SELECT insight.id FROM insight WHERE insight.\"on\" <= ?1
            AND (insight.expires_on IS NULL OR insight.expires_on >= ?1)
            AND NOT EXISTS (SELECT 1 FROM insight_share WHERE insight_share.account = s.account AND insight_share.insight = insight.id)
            ORDER BY insight.\"on\" DESC, insight.id DESC LIMIT 1";
        let waits = "NOT EXISTS (SELECT 1 FROM insight_share WHERE \"on\" = ?1)
            AND NOT EXISTS (SELECT 1 FROM insight_share WHERE insight_share.account = s.account AND insight_share.\"on\" <= ?1
                AND insight_share.\"on\" >= ?1 - CASE s.tier WHEN 'A' THEN ?3 WHEN 'B' THEN ?4 ELSE ?5 END)
            AND NOT EXISTS (SELECT 1 FROM snooze WHERE snooze.account = s.account AND task = 'insight' AND until > ?1)";
        let first = of("s.open = 1 AND EXISTS (SELECT 1 FROM insight)", "s", whose);
        let sql = format!(
            "SELECT s.account, ({fitting}) AS it
             FROM (SELECT account AS id FROM account_summary s INDEXED BY account_summary_money WHERE {first} ORDER BY weight DESC
                LIMIT {LOOKED_AT}) CROSS JOIN account_summary s ON s.account = id
             WHERE {waits} AND it IS NOT NULL ORDER BY s.weight DESC LIMIT 1"
        );
        let mut statement = self.conn.prepare_cached(&sql)?;
        let bounds = params![today.number(), whose.map(Id::raw), every.a, every.b, every.c];
        statement
            .query_row(bounds, |row| Ok((Id::new(row.get(0)?), Id::new(row.get(1)?))))
            .optional()
            .map_err(Problem::from)
    }

    /// The open account that was seen longest ago: whom to ask on a calm day.
    pub fn longest_quiet(&self, today: Day, whose: Whose, odds: &Odds) -> Result<Option<Ranked>> {
        let tail = format!(
            "WHERE {} ORDER BY coalesce(s.last_touch, a.customer_since), s.weight DESC LIMIT 1",
            of("s.open = 1 AND coalesce(a.customer_since, ?1) <= ?1", "s", whose)
        );
        Ok(self.standings(today, odds, &tail, params![today.number(), whose.map(Id::raw)])?.pop())
    }

    /// How many commitments to an account are overdue on `today`, next steps among them.
    pub fn overdue_commitments(&self, account: Id<Account>, today: Day) -> Result<u64> {
        let sql = "SELECT count(*) FROM commitment WHERE account = ?1 AND due < ?2 AND kept_on IS NULL
            AND broken_on IS NULL AND kind <> 'charter'";
        let mut statement = self.conn.prepare_cached(sql)?;
        let count: i64 = statement.query_row([account.raw(), i64::from(today.number())], |row| row.get(0))?;
        Ok(count as u64)
    }

    /// Whether the record with this id in `table` is for `whose` to do; of accounts by their summary.
    pub fn is_for(&self, table: &str, id: i64, whose: Whose, day: Day) -> Result<bool> {
        let key = if table == "account_summary s" { "s.account".to_owned() } else { format!("{table}.id") };
        // The day is bound by every such question; here it asks nothing.
        let condition = format!("{key} = {id} AND ?1 IS NOT NULL");
        Ok(whose.is_none() || self.count_where(table, &condition, day, whose)? > 0)
    }

    pub(super) fn count_where(&self, table: &str, condition: &str, day: Day, whose: Whose) -> Result<u64> {
        let alias = table.split(' ').next_back().unwrap_or(table);
        let sql = format!("SELECT count(*) FROM {table} WHERE {}", of(condition, alias, whose));
        let mut statement = self.conn.prepare_cached(&sql)?;
        let bounds = params![day.number(), whose.map(Id::raw)];
        statement.query_row(bounds, |row| row.get::<_, i64>(0)).map_err(Problem::from).map(|count| count as u64)
    }
}
