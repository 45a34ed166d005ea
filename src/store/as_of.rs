//! The book as it was: every account on many days of the past.

use super::filter::Filter;
use super::history_loader::{Entry, HistoryLoader, LABELS};
use super::revised::Revised;
use super::{Store, usual};
use crate::domain::account::Account;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::noun::Noun;
use crate::domain::problem::Result;
use crate::domain::risk::facts::{Company, Tenure};
use crate::domain::risk::history::History;
use crate::domain::risk::points::label_number;
use rusqlite::Connection;
use std::collections::HashMap;

/// Every account with its history, to be asked of any day from the earliest one on.
pub struct AsOf {
    list: Vec<Entry>,
    company: Company,
    /// What was said of members before it was changed: until which day, of whom, what; of one the earliest first.
    members: Vec<(Day, i64, Tenure)>,
}

impl AsOf {
    /// How many accounts there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The accounts with their histories, from the `from`-th to before the `to`-th.
    pub fn some(&self, from: usize, to: usize) -> impl Iterator<Item = (Id<Account>, &History)> {
        let some = self.list.get(from..to.min(self.list.len())).unwrap_or_default();
        some.iter().map(|entry| (entry.account, &entry.history))
    }

    /// What is the same for all accounts, as the book had it on `day`.
    pub fn company(&self, day: Day) -> Company {
        let mut company = self.company.clone();
        for (_, member, tenure) in self.members.iter().rev().filter(|(until, ..)| day < *until) {
            company.members.insert(*member, *tenure);
        }
        company
    }
}

/// What was said of members on days from `earliest` on, before it was changed.
fn members(conn: &Connection, earliest: Day) -> Result<Vec<(Day, i64, Tenure)>> {
    let mut all = Vec::new();
    for images in Revised::read(conn, [Noun::Members], earliest)?.rest(Noun::Members) {
        for (until, image) in images {
            let Member { id, started_on, left_on, .. } = Revised::record(conn, &image)?;
            all.push((until, id.raw(), Tenure { started: started_on, left: left_on }));
        }
    }
    Ok(all)
}

impl Store {
    /// The first day on which any account was watched; `None`: nobody knows of one.
    pub fn first_watched(&self) -> Result<Option<Day>> {
        let sql = "SELECT min(max(customer_since, coalesce(observed_since, customer_since))) FROM account";
        let first: Option<i32> = self.conn.prepare_cached(sql)?.query_row([], |row| row.get(0))?;
        Ok(first.and_then(Day::from_number))
    }

    /// The labels that accounts have, by their numbers: `industry=retail`.
    pub fn labels(&self) -> Result<HashMap<u32, String>> {
        let mut labels = HashMap::new();
        for field in LABELS {
            let sql = format!("SELECT DISTINCT {field} FROM account WHERE {field} IS NOT NULL");
            let mut statement = self.conn.prepare(&sql)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let name = format!("{field}={}", row.get::<_, String>(0)?);
                labels.insert(label_number(&name), name);
            }
        }
        Ok(labels)
    }

    /// Every account, to be asked of days from `earliest` to `today`.
    pub fn past(&self, earliest: Day, today: Day) -> Result<AsOf> {
        let frame = self.frame(today)?;
        let HistoryLoader { list, .. } = frame.past(Filter::All, earliest, self.beside())?;
        Ok(AsOf { list, company: frame.company().clone(), members: members(&self.conn, earliest)? })
    }

    /// The same of a few thousand accounts, spread over the book.
    pub fn past_of_some(&self, earliest: Day, today: Day) -> Result<AsOf> {
        let frame = self.frame(today)?;
        let mut list = Vec::new();
        for part in usual::parts(&self.conn)? {
            list.extend(frame.past(part, earliest, None)?.list);
        }
        Ok(AsOf { list, company: frame.company().clone(), members: members(&self.conn, earliest)? })
    }
}
