//! Team members who left an account, or the house: own turnover as a customer meets it.

use super::Store;
use super::filter::day;
use crate::domain::account::Account;
use crate::domain::day::{Day, spoken};
use crate::domain::id::Id;
use crate::domain::problem::{Problem, Result};
use std::collections::HashMap;

/// A team member who is gone from an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gone {
    /// Who.
    pub who: String,
    /// The last day they were on its team.
    pub on: Day,
    /// Whether they left the house, and not this account alone.
    pub left_us: bool,
}

/// An account that lost a team member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberAttrition {
    /// The account.
    pub account: Id<Account>,
    /// Its name.
    pub name: String,
    /// Its key in the program it came from.
    pub external_id: Option<String>,
    /// A year of it, minor units of the book's currency.
    pub value: Option<i64>,
    /// Who is gone, the latest first; each once.
    pub gone: Vec<Gone>,
    /// How many of our team hold an assignment there today.
    pub there: u32,
}

impl MemberAttrition {
    /// How many of our team it had within the time: those who are gone and those who are there.
    pub fn heads(&self) -> usize {
        self.gone.len() + self.there as usize
    }

    /// Who is gone and when: “Ben Okafor left us 3 Oct, Ana Ruiz left the team 2 Jun”.
    pub fn who(&self, today: Day) -> String {
        let word = |one: &Gone| {
            format!("{} {} {}", one.who, if one.left_us { "left us" } else { "left the team" }, spoken(one.on, today))
        };
        self.gone.iter().map(word).collect::<Vec<_>>().join(", ")
    }
}

/// Each of our team who held an assignment at an account, with the day on which they left it or the house, whichever came first.
const GONE: &str = "SELECT s.account, s.member,
        max(min(coalesce(s.until, m.left_on), coalesce(m.left_on, s.until))) AS gone,
        m.name, m.left_on
    FROM assignment s JOIN member m ON m.id = s.member
    GROUP BY s.account, s.member HAVING count(*) = count(coalesce(s.until, m.left_on))";

impl Store {
    /// How many of our team left each account, or the house, after `from` and before `today`.
    pub fn ours_gone(&self, from: Day, today: Day) -> Result<HashMap<Id<Account>, u32>> {
        let sql = format!("SELECT account, count(*) FROM ({GONE}) WHERE gone > ?1 AND gone < ?2 GROUP BY account");
        let mut statement = self.conn.prepare_cached(&sql)?;
        let rows =
            statement.query_map([from.number(), today.number()], |row| Ok((Id::new(row.get(0)?), row.get(1)?)))?;
        rows.collect::<rusqlite::Result<_>>().map_err(Problem::from)
    }

    /// The open accounts that a team member left, or the house, after `from` and before `today`: whoever lost most first, then
    /// the most valuable.
    pub fn member_attrition(&self, from: Day, today: Day) -> Result<Vec<MemberAttrition>> {
        let sql = format!(
            "SELECT g.account, a.name, a.external_id, s.value, g.name, g.gone, coalesce(g.left_on < ?2, 0),
                (SELECT count(DISTINCT e.member) FROM assignment e JOIN member m ON m.id = e.member WHERE e.account = g.account
                    AND coalesce(e.until, ?2) >= ?2 AND coalesce(m.left_on, ?2) >= ?2)
            FROM ({GONE}) g JOIN account a ON a.id = g.account JOIN account_summary s ON s.account = g.account AND s.open = 1
            WHERE g.gone > ?1 AND g.gone < ?2 ORDER BY g.account, g.gone DESC, g.member"
        );
        let mut statement = self.conn.prepare_cached(&sql)?;
        let mut rows = statement.query([from.number(), today.number()])?;
        let mut all: Vec<MemberAttrition> = Vec::new();
        while let Some(row) = rows.next()? {
            let account = Id::new(row.get(0)?);
            let gone = Gone { who: row.get(4)?, on: day(row, 5)?.unwrap_or(from), left_us: row.get(6)? };
            match all.last_mut().filter(|last| last.account == account) {
                Some(last) => last.gone.push(gone),
                None => all.push(MemberAttrition {
                    account,
                    name: row.get(1)?,
                    external_id: row.get(2)?,
                    value: row.get(3)?,
                    gone: vec![gone],
                    there: row.get(7)?,
                }),
            }
        }
        all.sort_by_key(|one| (std::cmp::Reverse(one.gone.len()), std::cmp::Reverse(one.value), one.account));
        Ok(all)
    }
}
