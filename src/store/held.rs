//! What filters ask of the records of accounts: products of their contracts, roles of their contacts, tags.

use super::Store;
use crate::domain::day::Day;
use crate::domain::problem::{Problem, Result};
use crate::domain::role::ContactRole;
use crate::domain::text::fold;
use crate::domain::words::ContractOutcome;
use rusqlite::Params;
use std::collections::{BTreeSet, HashSet};

impl Store {
    /// The accounts with a contract of a product in whose name `letters`, folded as names are compared, stand; what was lost
    /// belongs to no account any more.
    pub fn with_product(&self, letters: &str) -> Result<HashSet<i64>> {
        let sql = "SELECT account, product FROM contract WHERE product IS NOT NULL AND outcome IS NOT ?1";
        let mut statement = self.conn.prepare_cached(sql)?;
        let mut rows = statement.query([ContractOutcome::Churned.word()])?;
        let mut accounts = HashSet::new();
        while let Some(row) = rows.next()? {
            if fold(row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?).contains(letters) {
                accounts.insert(row.get(0)?);
            }
        }
        Ok(accounts)
    }

    /// The accounts with a contact in this role who is there on `day`.
    pub fn with_contact(&self, role: ContactRole, day: Day) -> Result<HashSet<i64>> {
        let sql = "SELECT account FROM contact WHERE role = ?1 AND (left_on IS NULL OR left_on >= ?2)";
        self.set(sql, (role.word(), day.number()))
    }

    /// The accounts without one.
    pub fn without_contact(&self, role: ContactRole, day: Day) -> Result<HashSet<i64>> {
        let with = self.with_contact(role, day)?;
        let mut all: HashSet<i64> = self.set("SELECT id FROM account", [])?;
        all.retain(|account| !with.contains(account));
        Ok(all)
    }

    /// The products of contracts, each once, in the order of the alphabet.
    pub fn product_names(&self) -> Result<Vec<String>> {
        self.texts("SELECT DISTINCT product FROM contract WHERE product IS NOT NULL ORDER BY product")
    }

    /// The tags of accounts, each once, in the order of the alphabet.
    pub fn tag_names(&self) -> Result<Vec<String>> {
        let lists = self.texts("SELECT DISTINCT tags FROM account WHERE tags <> '[]'")?;
        let read = |list: &String| serde_json::from_str::<Vec<String>>(list).unwrap_or_default();
        Ok(lists.iter().flat_map(read).collect::<BTreeSet<String>>().into_iter().collect())
    }

    fn set(&self, sql: &str, params: impl Params) -> Result<HashSet<i64>> {
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement.query_map(params, |row| row.get(0))?;
        rows.collect::<rusqlite::Result<_>>().map_err(Problem::from)
    }

    fn texts(&self, sql: &str) -> Result<Vec<String>> {
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement.query_map([], |row| row.get(0))?;
        rows.collect::<rusqlite::Result<_>>().map_err(Problem::from)
    }
}
