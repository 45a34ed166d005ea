//! Our people over the whole book: who holds what, what they logged, who met whom. Read beside the keys.

use super::Store;
use super::filter::{Filter, day};
use super::scoring_context::ScoringContext;
use crate::domain::account::Account;
use crate::domain::contact::Contact;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::problem::{Problem, Result};
use crate::domain::risk::facts::Facts;
use crate::domain::risk::points::Tier;
use crate::domain::risk::score::Score;
use crate::domain::risk::signal::{SIGNALS, Scene, sentence};
use crate::domain::role::{ContactRole, Role};
use crate::domain::team::exposure::Holding;
use crate::domain::team::load::Logged;
use crate::domain::team::thread::Threads;
use rusqlite::{Row, params};
use std::collections::{BTreeMap, HashMap};

/// One open account and who of our team holds it today.
#[derive(Debug, Clone, Default)]
pub struct Held {
    /// The account.
    pub account: i64,
    /// Its tier.
    pub tier: Option<Tier>,
    /// A year of it, minor units of the book's currency.
    pub value: Option<i64>,
    /// Who answers for it.
    pub owner: Option<Id<Member>>,
    /// Their trade; empty: not known.
    pub trade: String,
    /// The assignments of today, empty ones included.
    pub assignments: Vec<HeldAssignment>,
}

/// One assignment of today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeldAssignment {
    /// Who holds it.
    pub member: Option<Id<Member>>,
    /// The duty.
    pub role: Role,
    /// Minutes a month it names.
    pub minutes: Option<u32>,
}

impl Held {
    /// Who leads: the holder of the lead assignment, else the owner.
    pub fn lead(&self) -> Option<Id<Member>> {
        let seated = self
            .assignments
            .iter()
            .filter(|assignment| assignment.role == Role::AccountLead)
            .find_map(|assignment| assignment.member);
        seated.or(self.owner)
    }

    /// The assignments that somebody holds; an owner without a lead assignment holds one that names no minutes.
    pub fn held(&self) -> Vec<HeldAssignment> {
        let mut held: Vec<HeldAssignment> =
            self.assignments.iter().copied().filter(|assignment| assignment.member.is_some()).collect();
        if !held.iter().any(|assignment| assignment.role == Role::AccountLead) && self.owner.is_some() {
            held.push(HeldAssignment { member: self.owner, role: Role::AccountLead, minutes: None });
        }
        held
    }
}

const HELD: &str = "SELECT st.account, st.tier, st.value, a.owner, a.industry, s.role, s.member, s.minutes_month
    FROM account_summary st JOIN account a ON a.id = st.account
    LEFT JOIN assignment s ON s.account = st.account AND coalesce(s.until, ?1) >= ?1 AND coalesce(s.since, ?1) <= ?1";

fn held(row: &Row<'_>) -> rusqlite::Result<Held> {
    let tier: String = row.get(1)?;
    Ok(Held {
        account: row.get(0)?,
        tier: Tier::parse(&tier),
        value: row.get(2)?,
        owner: row.get::<_, Option<i64>>(3)?.map(Id::new),
        trade: row.get::<_, Option<String>>(4)?.unwrap_or_default(),
        assignments: Vec::new(),
    })
}

fn assignment(row: &Row<'_>) -> rusqlite::Result<Option<HeldAssignment>> {
    let role = row.get_ref(5)?.as_str_or_null()?.and_then(Role::parse);
    let (member, minutes) = (row.get::<_, Option<i64>>(6)?.map(Id::new), row.get(7)?);
    Ok(role.map(|role| HeldAssignment { member, role, minutes }))
}

/// One of the most valuable accounts, and what is known of who holds it.
#[derive(Debug, Clone)]
pub struct Top {
    /// The account.
    pub account: Id<Account>,
    /// Its name.
    pub name: String,
    /// Its key in the program it came from.
    pub external_id: Option<String>,
    /// Whether it is loyal; none: nobody has said.
    pub loyal: Option<bool>,
    /// Whether it could be kept if it thought of leaving; none: nobody has said.
    pub retainable: Option<bool>,
    /// A year of it, minor units of the book's currency.
    pub value: Option<i64>,
    /// What is known of it.
    pub facts: Facts,
    /// Its score.
    pub score: Score,
    /// What the signal of our door says.
    pub sentence: String,
}

/// A customer of long standing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Veteran {
    /// The account.
    pub account: Id<Account>,
    /// Its name.
    pub name: String,
    /// The first signature.
    pub since: Day,
    /// A year of it, minor units of the book's currency.
    pub value: Option<i64>,
    /// The last time we gave them something without selling.
    pub last: Option<Day>,
}

const VETERANS: &str = "SELECT st.account, a.name, a.customer_since, st.value, nullif(max(
        coalesce((SELECT max(\"on\") FROM touch t WHERE t.account = a.id AND t.two_way = 1
            AND t.value_tag IN ('solved', 'informed', 'listened') AND \"on\" <= ?2), -1000000),
        coalesce((SELECT max(\"on\") FROM insight_share WHERE account = a.id AND \"on\" <= ?2), -1000000)), -1000000) AS last
    FROM account_summary st JOIN account a ON a.id = st.account
    WHERE st.open = 1 AND a.customer_since <= ?1 ORDER BY last, st.value DESC, st.account";

/// An account and a year of it.
type MostValuable = (Id<Account>, Option<i64>);

impl Store {
    /// Hands every open account with its assignments of `today` to `take`.
    pub fn each_held(&self, today: Day, mut take: impl FnMut(&Held)) -> Result<()> {
        let sql = format!("{HELD} WHERE st.open = 1 ORDER BY st.account, s.since DESC, s.id");
        let mut statement = self.conn.prepare_cached(&sql)?;
        let mut rows = statement.query([today.number()])?;
        let mut open: Option<Held> = None;
        while let Some(row) = rows.next()? {
            let account: i64 = row.get(0)?;
            if open.as_ref().is_none_or(|one| one.account != account)
                && let Some(one) = open.replace(held(row)?)
            {
                take(&one);
            }
            if let (Some(one), Some(assignment)) = (&mut open, assignment(row)?) {
                one.assignments.push(assignment);
            }
        }
        if let Some(one) = open {
            take(&one);
        }
        Ok(())
    }

    /// Open accounts that a team member answers for, or holds an assignment of that has not ended by `today`.
    pub fn accounts_of(&self, member: Id<Member>, today: Day) -> Result<Vec<Id<Account>>> {
        let sql = "SELECT account FROM account_summary WHERE +open = 1 AND account IN (
            SELECT account FROM assignment WHERE member = ?1 AND coalesce(until, ?2) >= ?2 AND coalesce(since, ?2) <= ?2
            UNION SELECT id FROM account WHERE owner = ?1) ORDER BY value DESC, account";
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement.query_map(params![member.raw(), today.number()], |row| row.get(0).map(Id::new))?;
        rows.collect::<rusqlite::Result<_>>().map_err(Problem::from)
    }

    /// Minutes that each team member logged after `from`, up to `to`.
    pub fn logged(&self, from: Day, to: Day) -> Result<HashMap<Id<Member>, Logged>> {
        let sql = "SELECT m.member, sum(coalesce(prep_minutes, 0)), sum(coalesce(contact_minutes, 0)),
            sum(coalesce(followup_minutes, 0)) FROM touch t JOIN touch_member m ON m.touch = t.id
            WHERE t.\"on\" > ?1 AND t.\"on\" <= ?2 GROUP BY m.member";
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement.query_map([from.number(), to.number()], |row| {
            Ok((Id::new(row.get(0)?), Logged { prep: row.get(1)?, contact: row.get(2)?, followup: row.get(3)? }))
        })?;
        rows.collect::<rusqlite::Result<_>>().map_err(Problem::from)
    }

    /// Hands to `take` how each account of the top twenty percent is held, and what a year of it is worth.
    pub fn each_top_held(&self, mut take: impl FnMut(Holding, Option<i64>)) -> Result<()> {
        let sql = "SELECT held, members, value FROM account_summary WHERE open = 1 AND tier = 'A'";
        let mut statement = self.conn.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            take(Holding::kept(row.get(0)?, row.get(1)?), row.get(2)?);
        }
        Ok(())
    }

    /// The accounts of the top twenty percent with who holds them on `today`, in no order.
    pub fn tops(&self, today: Day) -> Result<Vec<Top>> {
        let sql = "SELECT st.account, a.name, a.external_id, a.loyal, a.retainable
            FROM account_summary st JOIN account a ON a.id = st.account WHERE st.open = 1 AND st.tier = 'A'";
        let mut statement = self.conn.prepare_cached(sql)?;
        let read = |row: &Row<'_>| Ok((Id::new(row.get(0)?), row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?));
        let rows = statement.query_map([], read)?;
        let frame = self.frame(today)?;
        let mut tops = Vec::new();
        for row in rows {
            let (account, name, external_id, loyal, retainable) = row?;
            tops.extend(top(&frame, account, today)?.map(|top| Top { name, external_id, loyal, retainable, ..top }));
        }
        Ok(tops)
    }

    /// The most valuable of the top twenty percent with their values, the most valuable first; and how many of those there are.
    pub fn most_valuable(&self, most: u32) -> Result<(Vec<MostValuable>, u64)> {
        let sql = "SELECT account, value, count(*) OVER () FROM account_summary WHERE open = 1 AND tier = 'A'
            ORDER BY value DESC, account LIMIT ?1";
        let mut statement = self.conn.prepare_cached(sql)?;
        let mut whole: u32 = 0;
        let rows = statement.query_map([most], |row| {
            whole = row.get(2)?;
            Ok((Id::new(row.get(0)?), row.get(1)?))
        })?;
        let list = rows.collect::<rusqlite::Result<_>>()?;
        Ok((list, u64::from(whole)))
    }

    /// One account with who holds it, whatever its tier; none: it is gone.
    pub fn top(&self, account: Id<Account>, today: Day) -> Result<Option<Top>> {
        top(&self.frame(today)?, account, today)
    }

    /// Open accounts that are customers since `before` or earlier, those first for whom nothing was done longest except
    /// selling: a two-way touch that solved, informed or listened, or an insight shared with them, is such a thing.
    pub fn veterans(&self, before: Day, today: Day) -> Result<Vec<Veteran>> {
        let mut statement = self.conn.prepare_cached(VETERANS)?;
        let rows = statement.query_map([before.number(), today.number()], |row| {
            Ok(Veteran {
                account: Id::new(row.get(0)?),
                name: row.get(1)?,
                since: day(row, 2)?.unwrap_or(before),
                value: row.get(3)?,
                last: day(row, 4)?,
            })
        })?;
        rows.collect::<rusqlite::Result<_>>().map_err(Problem::from)
    }

    /// Team members who met an account after `from`, and when last.
    pub fn known_by(&self, account: Id<Account>, from: Day, today: Day) -> Result<BTreeMap<Id<Member>, Day>> {
        let sql = "SELECT m.member, max(t.\"on\") FROM touch t JOIN touch_member m ON m.touch = t.id
            WHERE t.account = ?1 AND t.two_way = 1 AND t.\"on\" > ?2 AND t.\"on\" <= ?3 GROUP BY m.member";
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement.query_map(params![account.raw(), from.number(), today.number()], |row| {
            Ok((Id::new(row.get(0)?), day(row, 1)?.unwrap_or(from)))
        })?;
        rows.collect::<rusqlite::Result<_>>().map_err(Problem::from)
    }

    /// Contacts of an account whom a team member met, and nobody else of our team who is still here on `today`.
    pub fn sole_contacts(&self, account: Id<Account>, member: Id<Member>, today: Day) -> Result<Vec<Contact>> {
        let tail = "WHERE account = ?1 AND coalesce(left_on, ?3) >= ?3 AND id IN (
            SELECT c.contact FROM touch t JOIN touch_contact c ON c.touch = t.id JOIN touch_member m ON m.touch = t.id
                JOIN member ours ON ours.id = m.member
            WHERE t.account = ?1 AND t.two_way = 1 AND t.\"on\" <= ?3 GROUP BY c.contact
            HAVING max(m.member = ?2) = 1 AND max(m.member <> ?2 AND coalesce(ours.left_on, ?3) >= ?3) = 0)
            ORDER BY id";
        self.select(tail, params![account.raw(), member.raw(), today.number()])
    }
}

impl Store {
    /// How many hold an account after `from` and up to `today`: the contacts and our team with a two-way touch, and the minutes of
    /// each team member.
    pub fn threads(&self, account: Id<Account>, from: Day, today: Day) -> Result<(Threads, Vec<u32>)> {
        let sql = "SELECT count(DISTINCT c.id), count(DISTINCT c.function), coalesce(max(c.role = ?4), 0)
            FROM touch t JOIN touch_contact tc ON tc.touch = t.id JOIN contact c ON c.id = tc.contact
            WHERE t.account = ?1 AND t.\"on\" > ?2 AND t.\"on\" <= ?3 AND t.two_way = 1
                AND coalesce(c.left_on, ?3) >= ?3";
        let days = params![account.raw(), from.number(), today.number(), ContactRole::DecisionMaker.word()];
        let mut statement = self.conn.prepare_cached(sql)?;
        let (contacts, functions, decision_maker) =
            statement.query_row(days, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let sql =
            "SELECT sum(coalesce(prep_minutes, 0) + coalesce(contact_minutes, 0) + coalesce(followup_minutes, 0)),
            max(t.two_way) FROM touch t JOIN touch_member m ON m.touch = t.id
            WHERE t.account = ?1 AND t.\"on\" > ?2 AND t.\"on\" <= ?3 GROUP BY m.member";
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement
            .query_map(params![account.raw(), from.number(), today.number()], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let ours: Vec<(u32, bool)> = rows.collect::<rusqlite::Result<_>>()?;
        let active = ours.iter().filter(|(_, two_way)| *two_way).count() as u32;
        let threads = Threads { contacts, functions, decision_maker, ours: active };
        Ok((threads, ours.into_iter().map(|(minutes, _)| minutes).collect()))
    }
}

fn top(frame: &ScoringContext<'_>, account: Id<Account>, today: Day) -> Result<Option<Top>> {
    let Some(entry) = frame.loader(Filter::one(account), today, None)?.list.pop() else { return Ok(None) };
    let (facts, score) = frame.score(&entry);
    let scene = Scene { facts: &facts, points: &frame.rules.points };
    let said = SIGNALS.iter().find(|signal| signal.code == "K1").map(|door| door.say(scene, frame));
    let sentence = sentence(&said.unwrap_or_default(), today);
    let value = entry.history.value_on(today);
    let name = String::new();
    Ok(Some(Top { account, name, external_id: None, loyal: None, retainable: None, value, facts, score, sentence }))
}
