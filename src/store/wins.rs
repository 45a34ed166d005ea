//! What was won and kept: new customers, expansions, opportunities won, saves. A plain renewal is none, nor is a downsell.

use super::Store;
use super::filter::day;
use super::inside::RENEWED;
use crate::domain::account::Account;
use crate::domain::contract::Contract;
use crate::domain::contribution::Contribution;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::opportunity::Opportunity;
use crate::domain::problem::{Problem, Result};
use rusqlite::params;

/// The record that a win is: what a contribution belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WinOf {
    /// The account itself: it became a customer.
    Signature,
    /// A contract that was expanded, or renewed after notice.
    Contract(Id<Contract>),
    /// An opportunity that was won.
    Opportunity(Id<Opportunity>),
}

/// How something was won.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WinKind {
    /// A new customer.
    New,
    /// A contract worth more than before.
    Expanded,
    /// A contract renewed after the customer had given notice within 400 days before.
    Saved,
    /// An opportunity won.
    Won,
}

impl WinKind {
    /// Its name.
    pub const fn word(self) -> &'static str {
        match self {
            WinKind::New => "new",
            WinKind::Expanded => "expanded",
            WinKind::Saved => "saved",
            WinKind::Won => "won",
        }
    }
}

/// One win.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Win {
    /// The account.
    pub account: Id<Account>,
    /// Its name.
    pub name: String,
    /// The day it was won or decided.
    pub on: Day,
    /// How.
    pub kind: WinKind,
    /// Which record it is.
    pub of: WinOf,
    /// What was sold; empty: not said.
    pub title: String,
    /// Who is named for it, each once, and how many of them were thanked.
    pub helpers: Vec<Helper>,
}

impl Win {
    /// “new”, “expanded”, “saved”, “won”.
    pub fn word(&self) -> &'static str {
        self.kind.word()
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

/// Days before a win from which on a contribution that names no win may be for it, and days after it until which it still may:
/// it is often written down late.
pub const DEEDS: (i32, i32) = (180, 30);

fn wins() -> String {
    format!(
        "SELECT a.id, a.name, a.customer_since AS won_on, 'new', NULL, '' FROM account a
            WHERE a.customer_since > ?1 AND a.customer_since <= ?2
        UNION ALL
        SELECT c.account, a.name, c.outcome_on, CASE WHEN c.saved THEN 'saved' ELSE 'expanded' END, c.id, coalesce(c.product, '')
            FROM {RENEWED} c JOIN account a ON a.id = c.account
            WHERE c.outcome = 'expanded' OR c.saved AND c.outcome = 'renewed'
        UNION ALL
        SELECT o.account, a.name, o.closed_on, 'won', o.id, o.title FROM opportunity o JOIN account a ON a.id = o.account
            WHERE o.state = 'won' AND o.closed_on > ?1 AND o.closed_on <= ?2
        ORDER BY won_on DESC, 1"
    )
}

impl Store {
    /// Wins after `from`, up to `to`, the newest first. Nobody is named yet.
    pub fn wins(&self, from: Day, to: Day) -> Result<Vec<Win>> {
        let mut statement = self.conn.prepare_cached(&wins())?;
        let rows = statement.query_map(params![from.number(), to.number()], |row| {
            let (kind, id): (String, Option<i64>) = (row.get(3)?, row.get(4)?);
            let id = id.unwrap_or_default();
            let (kind, of) = match kind.as_str() {
                "new" => (WinKind::New, WinOf::Signature),
                "won" => (WinKind::Won, WinOf::Opportunity(Id::new(id))),
                "saved" => (WinKind::Saved, WinOf::Contract(Id::new(id))),
                _ => (WinKind::Expanded, WinOf::Contract(Id::new(id))),
            };
            Ok(Win {
                account: Id::new(row.get(0)?),
                name: row.get(1)?,
                on: day(row, 2)?.unwrap_or(to),
                kind,
                of,
                title: row.get(5)?,
                helpers: Vec::new(),
            })
        })?;
        rows.collect::<rusqlite::Result<_>>().map_err(Problem::from)
    }

    /// Contributions that may be for a win after `from`, up to `to`, the newest first.
    pub fn contributions_to_wins(&self, from: Day, to: Day) -> Result<Vec<Contribution>> {
        let tail = "WHERE contract IS NOT NULL OR opportunity IS NOT NULL OR \"on\" > ?1 AND \"on\" <= ?2 ORDER BY \"on\" DESC, id DESC";
        self.select(tail, params![from.plus(-DEEDS.0).number(), to.plus(DEEDS.1).number()])
    }
}
