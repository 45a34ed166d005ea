//! What closeness is counted from, over the whole book; read beside the keys.

use super::Store;
use super::filter::{Filter, day};
use super::lead::lead_on;
use super::renewals::deadline_of;
use super::scoring_context::ScoringContext;
use super::touches::meaningful;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::problem::{Problem, Result};
use crate::domain::risk::points::Tier;
use crate::domain::role::Role;
use rusqlite::{Row, params};
use std::collections::HashMap;

/// One active account.
#[derive(Debug, Clone, Copy)]
pub struct Active {
    /// Its id.
    pub account: i64,
    /// Its tier.
    pub tier: Tier,
    /// A year of it, minor units of the book's currency.
    pub value: Option<i64>,
    /// The last meaningful touch.
    pub last_touch: Option<Day>,
    /// Contacts with a two-way touch within the active window.
    pub contacts: u32,
    /// Since when they are a customer.
    pub since: Option<Day>,
    /// The last pulse: its day and its score.
    pub pulse: Option<(Day, u8)>,
    /// Meaningful touches in the window.
    pub touches: u32,
    /// Commitments kept on time, and commitments due, in the window.
    pub commitments: (u32, u32),
}

/// One assignment planned with an account.
#[derive(Debug, Clone, Copy)]
pub struct Planned {
    /// The account.
    pub account: i64,
    /// The duty.
    pub role: Role,
    /// Days between touches it names itself.
    pub cadence: Option<i32>,
    /// The last two-way touch of its holder with them; none: there was none, or the assignment is empty.
    pub last: Option<Day>,
}

const ACTIVE: &str = "SELECT st.account, st.tier, st.value, st.last_touch, st.contacts, a.customer_since
    FROM account_summary st JOIN account a ON a.id = st.account WHERE st.open = 1 ORDER BY st.account";

const PULSES: &str = "SELECT account, max(\"on\"), score FROM pulse
    WHERE \"on\" <= ?2 AND coalesce(known_on, \"on\") <= ?2 AND ?1 <= ?2 GROUP BY account";

const TOUCHES: &str = concat!(
    "SELECT account, count(*), 0 FROM touch WHERE ",
    meaningful!("touch"),
    " AND \"on\" > ?1 AND \"on\" <= ?2 GROUP BY account"
);

const PROMISES: &str = "SELECT account, count(*), coalesce(sum(kept_on <= due), 0) FROM commitment
    WHERE account IS NOT NULL AND kind <> 'charter' AND due > ?1 AND due <= ?2 AND coalesce(known_on, due) <= ?2
    GROUP BY account";

const MET: &str = "SELECT t.account, m.member, max(t.\"on\") FROM touch t JOIN touch_member m ON m.touch = t.id
    WHERE t.two_way = 1 AND t.\"on\" > ?1 AND t.\"on\" <= ?2 GROUP BY 1, 2";

const SEATS: &str = "SELECT s.account, s.role, s.cadence_days, s.member FROM assignment s
    WHERE coalesce(s.until, ?1) >= ?1 AND coalesce(s.since, ?1) <= ?1 ORDER BY s.account, s.id";

/// The lead of the account of touch `t` on its day, else the owner of the account `a`.
macro_rules! lead {
    () => {
        lead_on!("t.account", "a.owner", "t.\"on\"")
    };
}

const LED_MINUTES: &str = concat!(
    "SELECT coalesce(sum(minutes), 0), coalesce(sum(minutes * coalesce(member = lead, 0)), 0) FROM (
        SELECT coalesce(t.prep_minutes, 0) + coalesce(t.contact_minutes, 0) + coalesce(t.followup_minutes, 0) AS minutes,
            m.member AS member, ",
    lead!(),
    " AS lead FROM touch t JOIN touch_member m ON m.touch = t.id JOIN account a ON a.id = t.account
        WHERE t.\"on\" > ?1 AND t.\"on\" <= ?2)"
);

const LED: &str = concat!(
    "SELECT count(*), coalesce(sum(EXISTS (SELECT 1 FROM touch_member m WHERE m.touch = t.id AND m.member = ",
    lead!(),
    ")), 0)
    FROM touch t JOIN account a ON a.id = t.account
    WHERE t.two_way = 1 AND t.\"on\" > ?1 AND t.\"on\" <= ?2 AND t.\"on\" >= coalesce(a.customer_since, t.\"on\")
        AND EXISTS (SELECT 1 FROM touch_member m WHERE m.touch = t.id)"
);

const MET_BY: &str =
    "SELECT count(*), coalesce(sum(EXISTS (SELECT 1 FROM touch_member m WHERE m.touch = t.id AND m.member = ?3)), 0)
    FROM touch t JOIN account a ON a.id = t.account
    WHERE t.two_way = 1 AND t.\"on\" > ?1 AND t.\"on\" <= ?2 AND t.\"on\" >= coalesce(a.customer_since, t.\"on\")
        AND EXISTS (SELECT 1 FROM touch_member m WHERE m.touch = t.id)";

const CALM: &str = concat!(
    "SELECT count(*), coalesce(sum(
        NOT EXISTS (SELECT 1 FROM contract c WHERE c.account = p.account
            AND ",
    deadline_of!("c"),
    " BETWEEN p.\"on\" AND p.\"on\" + ?3)
        AND NOT EXISTS (SELECT 1 FROM event e WHERE e.account = p.account AND e.kind = 'price-increase'
            AND p.\"on\" BETWEEN e.\"on\" - ?4 AND e.\"on\" + ?5)
        AND NOT EXISTS (SELECT 1 FROM issue i WHERE i.account = p.account AND i.escalation = 1
            AND i.opened_on <= p.\"on\" AND coalesce(i.closed_on, p.\"on\" + 1) > p.\"on\")), 0)
    FROM pulse p WHERE p.\"on\" > ?1 AND p.\"on\" <= ?2 AND coalesce(p.known_on, p.\"on\") <= ?2"
);

fn pair(row: &Row<'_>) -> rusqlite::Result<(u64, u64)> {
    Ok((row.get::<_, i64>(1)?.max(0) as u64, row.get::<_, i64>(0)?.max(0) as u64))
}

impl Store {
    /// The active accounts with their touches and commitments after `from` up to `today`.
    pub fn active(&self, from: Day, today: Day) -> Result<Vec<Active>> {
        let mut statement = self.conn.prepare_cached(ACTIVE)?;
        let rows = statement.query_map([], |row| {
            Ok(Active {
                account: row.get(0)?,
                tier: Tier::parse(row.get_ref(1)?.as_str()?).unwrap_or(Tier::C),
                value: row.get(2)?,
                last_touch: day(row, 3)?,
                contacts: row.get(4)?,
                since: day(row, 5)?,
                pulse: None,
                touches: 0,
                commitments: (0, 0),
            })
        })?;
        self.with_evidence(rows.collect::<rusqlite::Result<Vec<_>>>()?, from, today)
    }

    /// The same of a day of the past, by what was known then: nothing of that day is kept, so it is worked out anew.
    pub fn active_then(&self, from: Day, then: Day) -> Result<Vec<Active>> {
        let mut frame = ScoringContext::new(&self.conn, self.rules(), then, (0, 0))?;
        frame.bounds = frame.draw_bounds(&[Filter::All])?;
        let loader = frame.loader(Filter::All, then, self.beside())?;
        let open = loader.list.iter().filter(|entry| entry.history.is_open(then));
        let active = open.map(|entry| {
            let (facts, _) = frame.score(entry);
            Active {
                account: entry.account.raw(),
                tier: facts.tier,
                value: entry.history.value_on(then),
                last_touch: facts.last_touch,
                contacts: facts.contacts,
                since: entry.history.origin().since,
                pulse: None,
                touches: 0,
                commitments: (0, 0),
            }
        });
        self.with_evidence(active.collect(), from, then)
    }

    /// What was logged of each account after `from` up to `today`.
    fn with_evidence(&self, mut active: Vec<Active>, from: Day, today: Day) -> Result<Vec<Active>> {
        let pulses = self.by_account(PULSES, from, today)?;
        let touches = self.by_account(TOUCHES, from, today)?;
        let commitments = self.by_account(PROMISES, from, today)?;
        for one in &mut active {
            let count = |map: &HashMap<i64, (i32, i32)>| map.get(&one.account).copied().unwrap_or_default();
            let (due, kept) = count(&commitments);
            let pulse = pulses.get(&one.account).and_then(|(on, score)| Some((Day::from_number(*on)?, *score as u8)));
            (one.touches, one.commitments, one.pulse) = (count(&touches).0 as u32, (kept as u32, due as u32), pulse);
        }
        Ok(active)
    }

    fn by_account(&self, sql: &str, from: Day, today: Day) -> Result<HashMap<i64, (i32, i32)>> {
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement
            .query_map([from.number(), today.number()], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?))))?;
        rows.collect::<rusqlite::Result<_>>().map_err(Problem::from)
    }

    /// The assignments planned on `today`, in the order of accounts, each with the last time after `from` that its holder
    /// met them.
    pub fn planned_assignments(&self, from: Day, today: Day) -> Result<Vec<Planned>> {
        let mut statement = self.conn.prepare_cached(MET)?;
        let rows = statement.query_map([from.number(), today.number()], |row| {
            Ok(((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?), row.get::<_, i32>(2)?))
        })?;
        let met: HashMap<(i64, i64), i32> = rows.collect::<rusqlite::Result<_>>()?;
        let mut statement = self.conn.prepare_cached(SEATS)?;
        let rows = statement.query_map([today.number()], |row| {
            let account: i64 = row.get(0)?;
            let member: Option<i64> = row.get(3)?;
            let last = member.and_then(|member| met.get(&(account, member)).copied()).and_then(Day::from_number);
            let role = Role::parse(row.get_ref(1)?.as_str()?);
            let cadence = row.get(2)?;
            Ok(role.map(|role| Planned { account, role, cadence, last }))
        })?;
        let assignments: Vec<Option<Planned>> = rows.collect::<rusqlite::Result<_>>()?;
        Ok(assignments.into_iter().flatten().collect())
    }

    /// Two-way touches of our team after a signature, after `from` and up to `today`: how many the lead of the account took
    /// part in, and how many there were.
    pub fn led(&self, from: Day, today: Day) -> Result<(u64, u64)> {
        let mut statement = self.conn.prepare_cached(LED)?;
        statement.query_row([from.number(), today.number()], pair).map_err(Problem::from)
    }

    /// The same touches: those that one team member took part in, and all.
    pub fn met_by(&self, member: Id<Member>, from: Day, today: Day) -> Result<(u64, u64)> {
        let mut statement = self.conn.prepare_cached(MET_BY)?;
        statement.query_row(params![from.number(), today.number(), member.raw()], pair).map_err(Problem::from)
    }

    /// Minutes of preparation, contact and follow-up that our team logged after `from` and up to `today`: those of the lead of
    /// the account, and all.
    pub fn led_minutes(&self, from: Day, today: Day) -> Result<(u64, u64)> {
        let mut statement = self.conn.prepare_cached(LED_MINUTES)?;
        statement.query_row([from.number(), today.number()], pair).map_err(Problem::from)
    }

    /// Pulses after `from` and up to `today`: how many were taken in calm times, and how many there were. Not calm: a line
    /// is decided within `renewal` days, a price rise lies at most `before` days ahead or `after` days back, an escalation
    /// is open.
    pub fn calm_pulses(&self, from: Day, today: Day, renewal: i32, (before, after): (i32, i32)) -> Result<(u64, u64)> {
        let mut statement = self.conn.prepare_cached(CALM)?;
        statement.query_row(params![from.number(), today.number(), renewal, before, after], pair).map_err(Problem::from)
    }

    /// Whether any two-way touch was logged of `today` or before.
    pub fn has_touches(&self, today: Day) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM touch WHERE two_way = 1 AND \"on\" <= ?1)";
        self.conn.prepare_cached(sql)?.query_row([today.number()], |row| row.get(0)).map_err(Problem::from)
    }
}
