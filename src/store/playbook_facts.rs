//! What playbooks are run on: the story of one account, and the accounts at which something may begin.

use super::Store;
use super::journal::Edit;
use super::record;
use super::renewals::deadline_of;
use super::touches::meaningful;
use crate::domain::account::Account;
use crate::domain::action::Action;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::playbook::{Playbook, Playbooks, Trigger};
use crate::domain::problem::{Problem, Result};
use crate::domain::record::Record;
use crate::domain::risk::points::{Points, Tier};
use crate::domain::schedule::{AHEAD, BACK};
use crate::domain::stages::Stages;
use crate::domain::trigger::AccountFacts;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeSet;

/// Days by which a rest may move an action, for the width of a window.
const REST: i32 = 10;

impl Edit<'_> {
    /// Everything at an account that can trigger a playbook, as this operation sees it; `None` when it is gone.
    pub fn story(&self, account: Id<Account>) -> Result<Option<AccountFacts>> {
        story(self.conn(), &self.rules().points, account)
    }

    /// The actions of playbooks at an account, open and closed.
    pub fn playbook_actions(&self, account: Id<Account>) -> Result<Vec<Action>> {
        let tail = "WHERE account = ?1 AND playbook_mark IS NOT NULL ORDER BY id";
        let mut actions: Vec<Action> = record::select(self.conn(), tail, [account.raw()])?;
        actions.retain(|action| action.key().is_some());
        Ok(actions)
    }

    /// See [`Store::may_begin`], as this operation sees it.
    pub fn may_begin(&self, playbooks: &Playbooks, stages: &Stages, today: Day) -> Result<Vec<Id<Account>>> {
        may_begin(self.conn(), &self.rules().points, playbooks, stages, (None, today))
    }

    /// Whether the standing of each of these accounts is known, and with it its tier.
    pub fn have_standings(&self, accounts: &[Id<Account>]) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM account_summary WHERE account = ?1)";
        let mut statement = self.conn().prepare_cached(sql)?;
        for account in accounts {
            if !statement.query_row([account.raw()], |row| row.get(0))? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Accounts with an open action of a playbook.
    pub fn with_open_playbooks(&self) -> Result<Vec<Id<Account>>> {
        let sql = "SELECT DISTINCT account FROM action
            WHERE outcome IS NULL AND playbook_mark IS NOT NULL AND account IS NOT NULL";
        let mut statement = self.conn().prepare_cached(sql)?;
        let rows = statement.query_map([], |row| row.get(0).map(Id::new))?;
        rows.collect::<rusqlite::Result<_>>().map_err(Problem::from)
    }
}

impl Edit<'_> {
    /// Accounts owned by somebody whose last day is near `today`, or known ahead.
    pub fn accounts_owned_by_leavers(&self, today: Day) -> Result<Vec<Id<Account>>> {
        let sql = "SELECT account.id FROM member JOIN account ON account.owner = member.id WHERE member.left_on >= ?1";
        let mut statement = self.conn().prepare_cached(sql)?;
        let rows = statement.query_map([today.number() - 365], |row| row.get(0).map(Id::new))?;
        rows.collect::<rusqlite::Result<_>>().map_err(Problem::from)
    }
}

impl Store {
    /// Accounts at which an occurrence of a playbook may begin on `today`: of those whose time came after the day `from`,
    /// when it is known, so that a day costs what happens on it.
    pub fn may_begin(
        &self,
        playbooks: &Playbooks,
        stages: &Stages,
        from: Option<Day>,
        today: Day,
    ) -> Result<Vec<Id<Account>>> {
        may_begin(&self.conn, self.points(), playbooks, stages, (from, today))
    }
}

fn may_begin(
    conn: &Connection,
    points: &Points,
    playbooks: &Playbooks,
    stages: &Stages,
    (from, today): (Option<Day>, Day),
) -> Result<Vec<Id<Account>>> {
    let mut search = Search { conn, points, stages, found: BTreeSet::new() };
    for playbook in &playbooks.list {
        if let Some(window) = Window::of(playbook, from, today) {
            search.look(playbook, window)?;
        }
    }
    Ok(search.found.into_iter().map(Id::new).collect())
}

fn of_account<R: Record>(conn: &Connection, account: Id<Account>) -> Result<Vec<R>> {
    record::select(conn, "WHERE account = ?1 ORDER BY id", [account.raw()])
}

fn story(conn: &Connection, points: &Points, id: Id<Account>) -> Result<Option<AccountFacts>> {
    let Some(account) = record::get::<Account>(conn, id)? else { return Ok(None) };
    let raw = id.raw();
    let members =
        "WHERE id IN (SELECT member FROM assignment WHERE account = ?1 UNION SELECT owner FROM account WHERE id = ?1)";
    let goals = "WHERE plan IN (SELECT id FROM plan WHERE account = ?1 AND closed_on IS NULL) ORDER BY id";
    let last = concat!(
        "SELECT \"on\" FROM touch WHERE account = ?1 AND ",
        meaningful!("touch"),
        " ORDER BY \"on\" DESC LIMIT 1"
    );
    let tier = "SELECT tier FROM account_summary WHERE account = ?1";
    let last: Option<i32> = conn.prepare_cached(last)?.query_row([raw], |row| row.get(0)).optional()?;
    let tier: Option<String> = conn.prepare_cached(tier)?.query_row([raw], |row| row.get(0)).optional()?;
    Ok(Some(AccountFacts {
        account,
        contracts: of_account(conn, id)?,
        events: of_account(conn, id)?,
        issues: of_account(conn, id)?,
        stays: of_account(conn, id)?,
        assignments: of_account(conn, id)?,
        members: record::select(conn, members, [raw])?,
        handoffs: of_account(conn, id)?,
        goals: record::select(conn, goals, [raw])?,
        defections: of_account(conn, id)?,
        invoices: of_account(conn, id)?,
        contacts: of_account(conn, id)?,
        last_touch: last.and_then(Day::from_number),
        cadence: cadence(points, tier.as_deref()),
    }))
}

/// Days between meaningful touches; an account whose standing is not worked out yet is in the last tier.
fn cadence(points: &Points, tier: Option<&str>) -> i32 {
    points.practice(tier.and_then(Tier::parse).unwrap_or(Tier::C)).touch
}

/// The days a trigger must fall on for its occurrence to begin.
#[derive(Clone, Copy)]
struct Window {
    from: i32,
    to: i32,
}

impl Window {
    fn of(playbook: &Playbook, from: Option<Day>, today: Day) -> Option<Self> {
        let (first, last) = playbook.span()?;
        // A trigger so many days ahead may begin.
        let ahead = if playbook.trigger.is_state() { 0 } else { AHEAD - first };
        let longest = today.number() - BACK - last - REST;
        let from = from.map_or(longest, |from| longest.max(from.number() + ahead + 1));
        Some(Self { from, to: today.number() + ahead })
    }

    fn less(self, days: i32) -> Self {
        Self { from: self.from.saturating_sub(days), to: self.to.saturating_sub(days) }
    }
}

/// A search for accounts at which something may begin.
struct Search<'a> {
    conn: &'a Connection,
    points: &'a Points,
    stages: &'a Stages,
    found: BTreeSet<i64>,
}

impl Search<'_> {
    fn look(&mut self, playbook: &Playbook, window: Window) -> Result<()> {
        match playbook.trigger {
            Trigger::Signature => {
                let window = window.less(playbook.after);
                self.days("SELECT id FROM account WHERE customer_since BETWEEN ?1 AND ?2", window)?;
                self.days("SELECT account FROM churn WHERE won_back_on BETWEEN ?1 AND ?2", window)
            }
            Trigger::HandoffGap => self.add("SELECT account FROM handoff WHERE state = 'offered'", []),
            Trigger::Stall => self.stalls(playbook, window),
            Trigger::FirstInvoice => {
                self.days("SELECT account FROM invoice WHERE issued_on BETWEEN ?1 AND ?2", window)?;
                self.events("first-invoice", window)
            }
            Trigger::PriceIncrease => self.events("price-increase", window),
            Trigger::SponsorLeft => {
                self.days("SELECT account FROM contact WHERE role = 'champion' AND left_on BETWEEN ?1 AND ?2", window)?;
                self.events("sponsor-left", window)
            }
            Trigger::EscalationClosed => {
                self.days("SELECT account FROM issue WHERE escalation = 1 AND closed_on BETWEEN ?1 AND ?2", window)?;
                self.events("resolved", window)
            }
            Trigger::MemberLeft => {
                const LEFT: &str = "(SELECT id FROM member WHERE left_on BETWEEN ?1 AND ?2)";
                self.days("SELECT account FROM assignment WHERE until BETWEEN ?1 AND ?2", window)?;
                self.days(&format!("SELECT account FROM assignment WHERE member IN {LEFT}"), window)?;
                self.days(&format!("SELECT id FROM account WHERE owner IN {LEFT}"), window)?;
                self.events("member-left", window)
            }
            Trigger::Reorganisation => self.events("reorg", window),
            Trigger::Quiet => self.quiet(playbook, window),
            Trigger::Decision => {
                const SQL: &str = concat!(
                    "SELECT account FROM contract c WHERE outcome IS NULL AND ",
                    deadline_of!("c"),
                    " BETWEEN ?1 AND ?2"
                );
                self.days(SQL, window)
            }
            Trigger::NoticeOrLoss => {
                self.days("SELECT account FROM churn WHERE coalesce(decided_on, \"on\") BETWEEN ?1 AND ?2", window)?;
                let stage = playbook.stage.as_deref().unwrap_or_default();
                let sql = "SELECT account FROM stage_period WHERE stage = ?1 AND entered_on BETWEEN ?2 AND ?3";
                self.add(sql, params![stage, window.from, window.to])?;
                self.events("notice", window)
            }
        }
    }

    fn add(&mut self, sql: &str, params: impl rusqlite::Params) -> Result<()> {
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement.query_map(params, |row| row.get::<_, i64>(0))?;
        for row in rows {
            self.found.insert(row?);
        }
        Ok(())
    }

    fn days(&mut self, sql: &str, window: Window) -> Result<()> {
        self.add(sql, params![window.from, window.to])
    }

    fn events(&mut self, kind: &str, window: Window) -> Result<()> {
        let sql = "SELECT account FROM event WHERE kind = ?1
            AND (\"on\" BETWEEN ?2 AND ?3 OR known_on BETWEEN ?2 AND ?3)";
        self.add(sql, params![kind, window.from, window.to])
    }

    fn stalls(&mut self, playbook: &Playbook, window: Window) -> Result<()> {
        let Some(stage) = playbook.stage.as_deref().and_then(|key| self.stages.find(key)) else { return Ok(()) };
        if let Some(limit) = stage.stalled {
            let window = window.less(limit + 1);
            let sql = "SELECT account FROM stage_period WHERE left_on IS NULL AND stage = ?1
                AND entered_on BETWEEN ?2 AND ?3";
            self.add(sql, params![stage.key, window.from, window.to])?;
        }
        let window = window.less(playbook.after + 1);
        let sql = "SELECT plan.account FROM goal JOIN plan ON plan.id = goal.plan
            WHERE goal.met_on IS NULL AND goal.due BETWEEN ?1 AND ?2";
        self.days(sql, window)
    }

    fn quiet(&mut self, playbook: &Playbook, window: Window) -> Result<()> {
        let sql = concat!(
            "SELECT account.id, account_summary.tier, coalesce((SELECT \"on\" FROM touch WHERE touch.account = account.id AND ",
            meaningful!("touch"),
            " ORDER BY \"on\" DESC LIMIT 1), customer_since)
            FROM account LEFT JOIN account_summary ON account_summary.account = account.id WHERE coalesce(account_summary.open, 1) = 1"
        );
        let mut statement = self.conn.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let Some(last) = row.get::<_, Option<i32>>(2)? else { continue };
            let tier = row.get_ref(1)?.as_str_or_null().map_err(rusqlite::Error::from)?;
            let on = last + cadence(self.points, tier).saturating_mul(playbook.after) + 1;
            if (window.from..=window.to).contains(&on) {
                self.found.insert(row.get(0)?);
            }
        }
        Ok(())
    }
}
