//! What runs across all accounts: the charter, company updates, insights, and what the huddle is made of.

use super::journal::Edit;
use super::{Store, record};
use crate::domain::account::Account;
use crate::domain::action::Action;
use crate::domain::commitment::Commitment;
use crate::domain::company_update::CompanyUpdate;
use crate::domain::contact_guard::Reached;
use crate::domain::contribution::Contribution;
use crate::domain::day::Day;
use crate::domain::huddle::Voice;
use crate::domain::id::Id;
use crate::domain::insight::InsightShare;
use crate::domain::problem::{Problem, Result};
use crate::domain::pulse::Pulse;
use crate::domain::referral::Referral;
use crate::domain::risk::points::Tier;
use crate::domain::role::ContactRole;
use rusqlite::params;
use std::collections::HashMap;

/// An open account, as far as the programme asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    /// The account.
    pub id: Id<Account>,
    /// Its name.
    pub name: String,
    /// How much it matters.
    pub tier: Tier,
    /// The key of its stage.
    pub stage: String,
    /// A year of it, in minor units of the book's currency.
    pub value: Option<i64>,
    /// Since when it is a customer.
    pub since: Option<Day>,
}

const CHARTER: &str = "WHERE kind = 'charter' ORDER BY id";

impl Edit<'_> {
    /// The actions of the charter that are active now.
    pub fn active_charter(&self) -> Result<Vec<Commitment>> {
        let tail = "WHERE kind = 'charter' AND kept_on IS NULL AND broken_on IS NULL ORDER BY id";
        record::select(self.conn(), tail, [])
    }
}

/// What reached accounts; see [`Store::reached`].
pub struct Reaches {
    single: HashMap<i64, Reached>,
    to_all: u64,
}

impl Reaches {
    /// What reached this account.
    pub fn of(&self, account: Id<Account>) -> Reached {
        let one = self.single.get(&account.raw()).copied().unwrap_or_default();
        Reached { messages: one.messages + self.to_all, ..one }
    }
}

impl Store {
    /// Every action of the charter, the oldest first.
    pub fn charter(&self) -> Result<Vec<Commitment>> {
        self.select(CHARTER, [])
    }

    /// What was decided at huddles, the newest first.
    pub fn huddle_actions(&self) -> Result<Vec<Action>> {
        self.select("WHERE huddle_month IS NOT NULL ORDER BY id DESC", [])
    }

    /// Company updates to all, the newest first; what is dated ahead is planned.
    pub fn updates_to_all(&self) -> Result<Vec<CompanyUpdate>> {
        self.select("WHERE account IS NULL ORDER BY \"on\" DESC, id DESC", [])
    }

    /// Company updates to single accounts after `from` and those that were never sent, the newest first.
    pub fn updates_to_some(&self, from: Day) -> Result<Vec<CompanyUpdate>> {
        self.select(
            "WHERE account IS NOT NULL AND (\"on\" > ?1 OR sent_on IS NULL) ORDER BY \"on\" DESC, id DESC",
            [from.number()],
        )
    }

    /// What customers had not known, the newest first.
    pub fn not_known(&self, limit: usize) -> Result<Vec<CompanyUpdate>> {
        self.select("WHERE gap IS NOT NULL AND gap <> '' ORDER BY \"on\" DESC, id DESC LIMIT ?1", [limit as i64])
    }

    /// Insights shared, the newest first.
    pub fn shares(&self, limit: usize) -> Result<Vec<InsightShare>> {
        self.select("ORDER BY \"on\" DESC, id DESC LIMIT ?1", [limit as i64])
    }

    /// How often an insight was shared.
    pub fn times_shared(&self) -> Result<HashMap<i64, u64>> {
        let sql = "SELECT insight, count(*) FROM insight_share GROUP BY insight";
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get::<_, i64>(1)? as u64)))?;
        rows.collect::<rusqlite::Result<_>>().map_err(Problem::from)
    }

    /// The names of what is sold, each once.
    pub fn products(&self) -> Result<Vec<String>> {
        let sql = "SELECT DISTINCT product FROM contract WHERE product IS NOT NULL AND product <> '' ORDER BY product";
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement.query_map([], |row| row.get(0))?;
        rows.collect::<rusqlite::Result<_>>().map_err(Problem::from)
    }

    /// The products that customers have, and how many customers have each, the most first; at most `limit`.
    pub fn products_held(&self, limit: usize) -> Result<Vec<(String, u64)>> {
        let sql = "SELECT product, count(DISTINCT account) FROM contract WHERE product IS NOT NULL AND product <> ''
            AND coalesce(outcome, '') <> 'churned' GROUP BY product COLLATE NOCASE ORDER BY 2 DESC, 1 LIMIT ?1";
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement.query_map([limit as i64], |row| Ok((row.get(0)?, row.get::<_, i64>(1)? as u64)))?;
        rows.collect::<rusqlite::Result<_>>().map_err(Problem::from)
    }

    /// Every open account, the most valuable first.
    pub fn open_accounts(&self) -> Result<Vec<Open>> {
        let sql = "SELECT s.account, a.name, s.tier, s.stage, s.value, a.customer_since FROM account_summary s
            JOIN account a ON a.id = s.account WHERE s.open = 1 ORDER BY s.value DESC, s.account";
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement.query_map([], |row| {
            let (tier, since): (String, Option<i32>) = (row.get(2)?, row.get(5)?);
            Ok(Open {
                id: Id::new(row.get(0)?),
                name: row.get(1)?,
                tier: Tier::parse(&tier).unwrap_or(Tier::C),
                stage: row.get(3)?,
                value: row.get(4)?,
                since: since.and_then(Day::from_number),
            })
        })?;
        rows.collect::<rusqlite::Result<_>>().map_err(Problem::from)
    }

    /// The last day by `today` on which each account was told company updates of its own.
    pub fn last_updates(&self, today: Day) -> Result<HashMap<i64, Day>> {
        self.last_days("SELECT account, max(sent_on) FROM company_update WHERE account IS NOT NULL AND sent_on <= ?1 GROUP BY account", today)
    }

    /// The last day by `today` on which an insight was shared with each account.
    pub fn last_shares(&self, today: Day) -> Result<HashMap<i64, Day>> {
        self.last_days("SELECT account, max(\"on\") FROM insight_share WHERE \"on\" <= ?1 GROUP BY account", today)
    }

    fn last_days(&self, sql: &str, today: Day) -> Result<HashMap<i64, Day>> {
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement.query_map([today.number()], |row| Ok((row.get(0)?, row.get::<_, i32>(1)?)))?;
        let days: Vec<(i64, i32)> = rows.collect::<rusqlite::Result<_>>()?;
        Ok(days.into_iter().filter_map(|(account, day)| Some((account, Day::from_number(day)?))).collect())
    }

    /// What reached each account after `from` by `today`, or only `account`; updates that went to all is in each of them.
    pub fn reached(&self, from: Day, today: Day, account: Option<Id<Account>>) -> Result<Reaches> {
        let one = account.map_or_else(String::new, |account| format!("AND account = {}", account.raw()));
        let sql = format!(
            "SELECT account, sum(messages), sum(touches) FROM (
            SELECT account, count(*) AS messages, 0 AS touches FROM company_update
                WHERE account IS NOT NULL AND sent_on > ?1 AND sent_on <= ?2 {one} GROUP BY account
            UNION ALL SELECT account, count(*), 0 FROM insight_share WHERE \"on\" > ?1 AND \"on\" <= ?2 {one} GROUP BY account
            UNION ALL SELECT account, sum(two_way = 0), sum(two_way) FROM touch
                WHERE \"on\" > ?1 AND \"on\" <= ?2 {one} GROUP BY account) GROUP BY account"
        );
        let days = params![from.number(), today.number()];
        let mut statement = self.conn.prepare_cached(&sql)?;
        let rows = statement.query_map(days, |row| {
            let (messages, touches): (i64, i64) = (row.get(1)?, row.get(2)?);
            Ok((row.get(0)?, Reached { messages: messages as u64, touches: touches as u64 }))
        })?;
        let single = rows.collect::<rusqlite::Result<_>>()?;
        let sql = "SELECT count(*) FROM company_update WHERE account IS NULL AND sent_on > ?1 AND sent_on <= ?2";
        let to_all = self.conn.prepare_cached(sql)?.query_row(days, |row| row.get::<_, i64>(0))?;
        Ok(Reaches { single, to_all: to_all as u64 })
    }

    /// The pulses after `from` by `today`.
    pub fn pulses_between(&self, from: Day, today: Day) -> Result<Vec<Pulse>> {
        self.select("WHERE \"on\" > ?1 AND \"on\" <= ?2 ORDER BY account, id", params![from.number(), today.number()])
    }

    /// The name and the role of a contact.
    pub fn voice(&self, pulse: Pulse) -> Result<Voice> {
        use rusqlite::OptionalExtension;
        let found = match pulse.contact {
            Some(contact) => {
                let mut statement = self.conn.prepare_cached("SELECT name, role FROM contact WHERE id = ?1")?;
                let read = |row: &rusqlite::Row<'_>| Ok((row.get::<_, String>(0)?, row.get::<_, Option<String>>(1)?));
                statement.query_row([contact.raw()], read).optional()?
            }
            None => None,
        };
        let (name, role) = found.unwrap_or_default();
        Ok(Voice { name, role: role.and_then(|role| ContactRole::parse(&role)), pulse })
    }

    /// Recommendations after `from` by `today`, the newest first.
    pub fn referrals_since(&self, from: Day, today: Day) -> Result<Vec<Referral>> {
        let tail = "WHERE \"on\" > ?1 AND \"on\" <= ?2 ORDER BY \"on\" DESC, id DESC";
        self.select(tail, params![from.number(), today.number()])
    }

    /// Who helped to win or keep after `from`, and whoever was not thanked, the newest first.
    pub fn credit(&self, from: Day, today: Day) -> Result<Vec<Contribution>> {
        let tail = "WHERE \"on\" <= ?2 AND (\"on\" > ?1 OR thanked_on IS NULL) ORDER BY \"on\" DESC, id DESC";
        self.select(tail, params![from.number(), today.number()])
    }
}
