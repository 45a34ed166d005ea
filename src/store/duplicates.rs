//! What is looked at to find duplicates, and what each of two holds.

use super::Store;
use super::journal::Edit;
use super::record;
use crate::domain::account::Account;
use crate::domain::alias::Alias;
use crate::domain::contact::Contact;
use crate::domain::custom_field::CustomField;
use crate::domain::dismissed_duplicate::DismissedDuplicate;
use crate::domain::duplicate::{Apart, Company, Person};
use crate::domain::id::Id;
use crate::domain::problem::{Problem, Result};
use rusqlite::Connection;

/// What an account or a contact holds: what tells which of two is the one to keep.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Holds {
    /// Contacts of the account.
    pub contacts: u64,
    /// Its contracts.
    pub contracts: u64,
    /// Touches.
    pub touches: u64,
    /// Its annual value in minor units of the currency of the book; none: nobody knows.
    pub value: Option<i64>,
}

impl Store {
    /// What every account is compared by, oldest first.
    pub fn companies(&self) -> Result<Vec<Company>> {
        companies(&self.conn)
    }

    /// What every contact is compared by, oldest first.
    pub fn persons(&self) -> Result<Vec<Person>> {
        let mut statement = self.conn.prepare_cached("SELECT id, account, name, email FROM contact ORDER BY id")?;
        let rows = statement.query_map([], |row| {
            let (id, account) = (Id::new(row.get(0)?), Id::new(row.get(1)?));
            Ok(Person { id, account, name: row.get(2)?, email: row.get(3)? })
        })?;
        rows.collect::<rusqlite::Result<_>>().map_err(Problem::from)
    }

    /// Pairs of which somebody has said that they are two.
    pub fn dismissed(&self) -> Result<Apart> {
        dismissed(&self.conn)
    }

    /// What an account holds.
    pub fn held_by(&self, account: Id<Account>) -> Result<Holds> {
        let sql = "SELECT (SELECT count(*) FROM contact WHERE account = ?1), (SELECT count(*) FROM contract WHERE account = ?1),
            (SELECT count(*) FROM touch WHERE account = ?1), (SELECT value FROM account_summary WHERE account = ?1)";
        let mut statement = self.conn.prepare_cached(sql)?;
        let row = statement.query_row([account.raw()], |row| {
            let count = |at: usize| row.get::<_, i64>(at).map(|count| count as u64);
            Ok(Holds { contacts: count(0)?, contracts: count(1)?, touches: count(2)?, value: row.get(3)? })
        });
        row.map_err(Problem::from)
    }

    /// The contact with this key.
    pub fn contact_with_key(&self, key: &str) -> Result<Option<Id<Contact>>> {
        Ok(self.select::<Contact>("WHERE external_id = ?1", [key])?.pop().map(|contact| contact.id))
    }

    /// What a contact holds: the touches they took part in.
    pub fn held_by_contact(&self, contact: Id<Contact>) -> Result<Holds> {
        let sql = "SELECT count(*) FROM touch_contact WHERE contact = ?1";
        let mut statement = self.conn.prepare_cached(sql)?;
        let touches: i64 = statement.query_row([contact.raw()], |row| row.get(0))?;
        Ok(Holds { touches: touches as u64, ..Holds::default() })
    }
}

impl Edit<'_> {
    /// What every account is compared by, as this operation sees it.
    pub fn companies(&self) -> Result<Vec<Company>> {
        companies(self.conn())
    }

    /// Pairs of which somebody has said that they are two.
    pub fn dismissed(&self) -> Result<Apart> {
        dismissed(self.conn())
    }

    /// Custom fields that say what a record was called that was merged into another one.
    pub fn aliases(&self) -> Result<Vec<CustomField>> {
        let sql = "WHERE name >= ?1 AND name < ?2 ORDER BY id";
        let beyond = format!("{}\u{10ffff}", Alias::BEGINS);
        record::select(self.conn(), sql, (Alias::BEGINS, beyond))
    }
}

fn companies(conn: &Connection) -> Result<Vec<Company>> {
    let mut statement = conn.prepare_cached("SELECT id, name, website FROM account ORDER BY id")?;
    let rows = statement
        .query_map([], |row| Ok(Company { id: Id::new(row.get(0)?), name: row.get(1)?, website: row.get(2)? }))?;
    rows.collect::<rusqlite::Result<_>>().map_err(Problem::from)
}

fn dismissed(conn: &Connection) -> Result<Apart> {
    let all: Vec<DismissedDuplicate> = record::select(conn, "ORDER BY id", [])?;
    Ok(all.iter().filter_map(DismissedDuplicate::pair).collect())
}
