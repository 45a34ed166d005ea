//! Reads over the touches of an account.

use super::Store;
use super::error::Told;
use crate::domain::account::Account;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::problem::Result;
use crate::domain::touch::Touch;
use rusqlite::params;

impl Store {
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

    /// The last day one of ours had a two-way touch with an account.
    pub fn last_touch_of(&self, account: Id<Account>, member: Id<Member>) -> Result<Option<Day>> {
        let sql = "SELECT max(t.\"on\") FROM touch t JOIN touch_member m ON m.touch = t.id AND m.member = ?2
            WHERE t.account = ?1 AND t.two_way = 1";
        let mut statement = self.conn.prepare_cached(sql).told()?;
        let day: Option<i32> = statement.query_row([account.raw(), member.raw()], |row| row.get(0)).told()?;
        Ok(day.and_then(Day::from_number))
    }

    /// The first day, from `since` to `today`, on which one of ours had a two-way touch with an account.
    pub fn first_touch_of(
        &self,
        account: Id<Account>,
        member: Id<Member>,
        since: Option<Day>,
        today: Day,
    ) -> Result<Option<Day>> {
        let sql = "SELECT min(t.\"on\") FROM touch t JOIN touch_member m ON m.touch = t.id AND m.member = ?2
            WHERE t.account = ?1 AND t.two_way = 1 AND t.\"on\" >= coalesce(?3, t.\"on\") AND t.\"on\" <= ?4";
        let mut statement = self.conn.prepare_cached(sql).told()?;
        let days = params![account.raw(), member.raw(), since.map(Day::number), today.number()];
        let day: Option<i32> = statement.query_row(days, |row| row.get(0)).told()?;
        Ok(day.and_then(Day::from_number))
    }
}
