//! Reads over the touches of an account, and over the goals of its plans.

use super::Store;
use crate::domain::account::Account;
use crate::domain::contact::Contact;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::plan::Goal;
use crate::domain::problem::{Problem, Result};
use crate::domain::touch::Touch;
use crate::domain::words::Channel;
use rusqlite::{OptionalExtension, params};
use std::collections::BTreeMap;

/// In SQL: whether the touch `$touch` is meaningful (METHOD §4.4): two-way, and with a named contact or a value tag. The same as
/// [`TouchFact`](crate::domain::risk::meetings::TouchFact) says of one that is read.
macro_rules! meaningful {
    ($touch:literal) => {
        concat!(
            "(",
            $touch,
            ".two_way = 1 AND (",
            $touch,
            ".value_tag IS NOT NULL OR EXISTS (SELECT 1 FROM touch_contact named WHERE named.touch = ",
            $touch,
            ".id)))"
        )
    };
}
pub(super) use meaningful;

impl Store {
    /// The goals of all plans of an account, oldest first.
    pub fn goals_of(&self, account: Id<Account>) -> Result<Vec<Goal>> {
        self.select("WHERE plan IN (SELECT id FROM plan WHERE account = ?1) ORDER BY id", [account.raw()])
    }

    /// The touches of an account after `from`, newest first.
    pub fn touches_since(&self, account: Id<Account>, from: Day) -> Result<Vec<Touch>> {
        self.select(
            "WHERE account = ?1 AND \"on\" > ?2 ORDER BY \"on\" DESC, id DESC",
            params![account.raw(), from.number()],
        )
    }

    /// The newest touches of an account, at most `limit`, older than the first `skip`.
    pub fn touches(&self, account: Id<Account>, skip: usize, limit: usize) -> Result<Vec<Touch>> {
        self.select(
            "WHERE account = ?1 ORDER BY \"on\" DESC, id DESC LIMIT ?2 OFFSET ?3",
            params![account.raw(), limit as i64, skip as i64],
        )
    }

    /// The last day a team member had a two-way touch with an account.
    pub fn last_touch_of(&self, account: Id<Account>, member: Id<Member>) -> Result<Option<Day>> {
        let sql = "SELECT max(t.\"on\") FROM touch t JOIN touch_member m ON m.touch = t.id AND m.member = ?2
            WHERE t.account = ?1 AND t.two_way = 1";
        let mut statement = self.conn.prepare_cached(sql)?;
        let day: Option<i32> = statement.query_row([account.raw(), member.raw()], |row| row.get(0))?;
        Ok(day.and_then(Day::from_number))
    }

    /// The first day, from `since` to `today`, on which a team member had a two-way touch with an account.
    pub fn first_touch_of(
        &self,
        account: Id<Account>,
        member: Id<Member>,
        since: Option<Day>,
        today: Day,
    ) -> Result<Option<Day>> {
        let sql = "SELECT min(t.\"on\") FROM touch t JOIN touch_member m ON m.touch = t.id AND m.member = ?2
            WHERE t.account = ?1 AND t.two_way = 1 AND t.\"on\" >= coalesce(?3, t.\"on\") AND t.\"on\" <= ?4";
        let mut statement = self.conn.prepare_cached(sql)?;
        let days = params![account.raw(), member.raw(), since.map(Day::number), today.number()];
        let day: Option<i32> = statement.query_row(days, |row| row.get(0))?;
        Ok(day.and_then(Day::from_number))
    }

    /// The first two-way touch in which two of our team took part together, from `since` on up to `today`.
    pub fn first_touch_together(
        &self,
        account: Id<Account>,
        (one, other): (Id<Member>, Id<Member>),
        since: Day,
        today: Day,
    ) -> Result<Option<Day>> {
        let sql = "SELECT min(t.\"on\") FROM touch t JOIN touch_member m ON m.touch = t.id AND m.member = ?2
            JOIN touch_member n ON n.touch = t.id AND n.member = ?3
            WHERE t.account = ?1 AND t.two_way = 1 AND t.\"on\" BETWEEN ?4 AND ?5";
        let mut statement = self.conn.prepare_cached(sql)?;
        let with = params![account.raw(), one.raw(), other.raw(), since.number(), today.number()];
        let day: Option<i32> = statement.query_row(with, |row| row.get(0))?;
        Ok(day.and_then(Day::from_number))
    }
}

/// A touch of the two sides, as the page of an account counts them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Met {
    /// Of our team.
    pub member: Id<Member>,
    /// Of the contacts.
    pub contact: Id<Contact>,
    /// The last day both took part in a two-way touch.
    pub last: Day,
}

impl Store {
    /// Who of our team met whom of the account, and when last.
    pub fn met(&self, account: Id<Account>, today: Day) -> Result<Vec<Met>> {
        let sql = "SELECT m.member, c.contact, max(t.\"on\") FROM touch t JOIN touch_member m ON m.touch = t.id
            JOIN touch_contact c ON c.touch = t.id
            WHERE t.account = ?1 AND t.two_way = 1 AND t.\"on\" <= ?2 GROUP BY m.member, c.contact";
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement.query_map([account.raw(), i64::from(today.number())], |row| {
            let last: i32 = row.get(2)?;
            let last = Day::from_number(last).unwrap_or(today);
            Ok(Met { member: Id::new(row.get(0)?), contact: Id::new(row.get(1)?), last })
        })?;
        rows.collect::<rusqlite::Result<_>>().map_err(Problem::from)
    }

    /// The last day each of the account took part in a two-way touch, whoever of our team did.
    pub fn last_with(&self, account: Id<Account>, today: Day) -> Result<BTreeMap<Id<Contact>, Day>> {
        let sql = "SELECT c.contact, max(t.\"on\") FROM touch t JOIN touch_contact c ON c.touch = t.id
            WHERE t.account = ?1 AND t.two_way = 1 AND t.\"on\" <= ?2 GROUP BY c.contact";
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement.query_map([account.raw(), i64::from(today.number())], |row| {
            let last: i32 = row.get(1)?;
            Ok((Id::new(row.get(0)?), Day::from_number(last).unwrap_or(today)))
        })?;
        rows.collect::<rusqlite::Result<_>>().map_err(Problem::from)
    }

    /// The last touch of a team member with an account that was meaningful, from `since` to `until`, and its channel.
    pub fn last_meaningful(
        &self,
        account: Id<Account>,
        member: Id<Member>,
        (since, until): (Option<Day>, Day),
    ) -> Result<Option<(Day, Channel)>> {
        let sql = concat!(
            "SELECT t.\"on\", t.channel FROM touch t JOIN touch_member m ON m.touch = t.id AND m.member = ?2
            WHERE t.account = ?1 AND ",
            meaningful!("t"),
            " AND t.\"on\" >= coalesce(?3, t.\"on\") AND t.\"on\" <= ?4 ORDER BY t.\"on\" DESC, t.id DESC LIMIT 1"
        );
        let days = params![account.raw(), member.raw(), since.map(Day::number), until.number()];
        let mut statement = self.conn.prepare_cached(sql)?;
        let touch =
            statement.query_row(days, |row| Ok((row.get::<_, i32>(0)?, row.get::<_, String>(1)?))).optional()?;
        Ok(touch.and_then(|(on, channel)| Some((Day::from_number(on)?, Channel::parse(&channel)?))))
    }

    /// Open accounts in which valid pulses may lie apart: two or more since `from`, and two points or more between them.
    pub fn pulses_apart(&self, from: Day, today: Day, points: u8) -> Result<Vec<Id<Account>>> {
        let sql = "SELECT account FROM pulse WHERE \"on\" > ?1 AND \"on\" <= ?2
                AND account IN (SELECT account FROM account_summary WHERE open = 1)
            GROUP BY account HAVING max(score) - min(score) >= ?3 ORDER BY account";
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows =
            statement.query_map(params![from.number(), today.number(), points], |row| row.get(0).map(Id::new))?;
        rows.collect::<rusqlite::Result<_>>().map_err(Problem::from)
    }
}
