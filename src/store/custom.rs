//! Custom fields of accounts, and readings of their metrics.

use super::Store;
use crate::domain::account::Account;
use crate::domain::custom_field::CustomField;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::noun::Noun;
use crate::domain::problem::{Problem, Result};
use crate::domain::reading::{HISTORY, Metric};
use rusqlite::Params;
use std::collections::{BTreeMap, HashMap};

/// A field of the account itself, as the partial index over names says it; see [`CustomField::is_of_account`].
const OF_ACCOUNT: &str =
    "contact IS NULL AND contract IS NULL AND opportunity IS NULL AND issue IS NULL AND touch IS NULL";

impl Store {
    /// The custom fields of an account itself, in the order in which they came.
    pub fn custom_fields(&self, account: Id<Account>) -> Result<Vec<CustomField>> {
        self.select(&format!("WHERE account = ?1 AND {OF_ACCOUNT} ORDER BY id"), [account.raw()])
    }

    /// The names and values of the custom fields of every account, by account; empty, at the cost of one look, where no
    /// account has any.
    pub fn custom_of_all(&self) -> Result<BTreeMap<i64, Vec<(String, String)>>> {
        let sql = format!("SELECT account, name, value FROM custom_field WHERE {OF_ACCOUNT} ORDER BY id");
        let mut fields: BTreeMap<i64, Vec<(String, String)>> = BTreeMap::new();
        let mut statement = self.conn.prepare_cached(&sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            fields.entry(row.get(0)?).or_default().push((row.get(1)?, row.get(2)?));
        }
        Ok(fields)
    }

    /// The ids of the records of a kind other than accounts that have custom fields of their own, each once.
    pub fn with_custom_fields(&self, noun: Noun) -> Result<Vec<i64>> {
        let owner = noun.table();
        let sql = format!("SELECT DISTINCT {owner} FROM custom_field WHERE {owner} IS NOT NULL");
        let mut statement = self.conn.prepare_cached(&sql)?;
        let rows = statement.query_map([], |row| row.get(0))?;
        rows.collect::<rusqlite::Result<_>>().map_err(Problem::from)
    }

    /// The names of the custom fields that accounts have, each once, in the order of the alphabet.
    pub fn custom_names(&self) -> Result<Vec<String>> {
        // From one name to the next along the index: a book has many fields of few names.
        let sql = format!(
            "WITH RECURSIVE known (name) AS (
                SELECT min(name) FROM custom_field WHERE {OF_ACCOUNT}
                UNION ALL
                SELECT (SELECT min(f.name) FROM custom_field f WHERE f.name > known.name AND {OF_ACCOUNT})
                FROM known WHERE known.name IS NOT NULL)
            SELECT name FROM known WHERE name IS NOT NULL"
        );
        self.column(&sql, [])
    }

    /// What accounts have in the custom field that is called exactly so: the account and the value, in no order.
    pub fn custom_values(&self, name: &str, mut take: impl FnMut(i64, &str)) -> Result<()> {
        let sql = format!("SELECT account, value FROM custom_field WHERE name = ?1 AND {OF_ACCOUNT}");
        let mut statement = self.conn.prepare_cached(&sql)?;
        let mut rows = statement.query([name])?;
        while let Some(row) = rows.next()? {
            take(row.get(0)?, row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?);
        }
        Ok(())
    }

    /// What is measured of accounts, each metric once, in the order of the alphabet.
    pub fn metric_names(&self) -> Result<Vec<String>> {
        self.column("SELECT DISTINCT metric FROM reading ORDER BY metric", [])
    }

    /// The newest reading of the metric that is called exactly so, of every account that has one.
    pub fn newest_readings(&self, metric: &str, mut take: impl FnMut(i64, f64)) -> Result<()> {
        // Unsorted: to sort a million readings takes longer than to compare each with the newest so far.
        let sql = "SELECT account, \"on\", id, value FROM reading WHERE metric = ?1";
        let mut statement = self.conn.prepare_cached(sql)?;
        let mut rows = statement.query([metric])?;
        let mut newest: HashMap<i64, ((i32, i64), f64)> = HashMap::new();
        while let Some(row) = rows.next()? {
            let (when, value) = ((row.get(1)?, row.get(2)?), row.get(3)?);
            let known = newest.entry(row.get(0)?).or_insert((when, value));
            if known.0 < when {
                *known = (when, value);
            }
        }
        for (account, (_, value)) in newest {
            take(account, value);
        }
        Ok(())
    }

    /// The metrics of an account, by name, each with its newest readings.
    pub fn metrics_of(&self, account: Id<Account>) -> Result<Vec<Metric>> {
        let sql = "SELECT DISTINCT metric FROM reading WHERE account = ?1 ORDER BY metric";
        let names = self.column(sql, [account.raw()])?;
        names.into_iter().map(|name| self.metric(account, name)).collect()
    }

    fn metric(&self, account: Id<Account>, name: String) -> Result<Metric> {
        let sql = "SELECT \"on\", value, id FROM reading WHERE account = ?1 AND metric = ?2
            ORDER BY \"on\" DESC, id DESC LIMIT ?3";
        let mut statement = self.conn.prepare_cached(sql)?;
        let mut rows = statement.query((account.raw(), &name, HISTORY as i64))?;
        let (mut history, mut newest_id) = (Vec::new(), Id::NEW);
        while let Some(row) = rows.next()? {
            if history.is_empty() {
                newest_id = Id::new(row.get(2)?);
            }
            if let Some(on) = Day::from_number(row.get(0)?) {
                history.push((on, row.get(1)?));
            }
        }
        history.reverse();
        Ok(Metric { name, newest_id, history })
    }

    fn column(&self, sql: &str, params: impl Params) -> Result<Vec<String>> {
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement.query_map(params, |row| row.get(0))?;
        rows.collect::<rusqlite::Result<_>>().map_err(Problem::from)
    }
}
