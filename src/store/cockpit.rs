//! The few indexed reads behind the first screen.

use super::Store;
use super::filter::day;
use crate::domain::account::Account;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::problem::{Problem, Result};
use crate::domain::risk::odds::{Case, Odds, Seen};
use crate::domain::risk::points::Tier;
use crate::domain::risk::signal::sentence;
use rusqlite::{Row, params};

/// Open accounts of one stage with one score.
#[derive(Debug, Clone, PartialEq)]
pub struct Tally {
    /// The key of the stage.
    pub stage: String,
    /// What their probability hangs on.
    pub case: Case,
    /// Their score.
    pub score: u32,
    /// How many accounts.
    pub accounts: u64,
    /// Their value, in minor units of the book's currency.
    pub value: i64,
}

/// What an open account adds to the risk of the book.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Worth {
    /// What its probability hangs on.
    pub case: Case,
    /// Its value in minor units of the book's currency; zero where it is not known.
    pub value: i64,
    /// The next day by which they decide.
    pub decision_on: Option<Day>,
}

/// What the list of open accounts holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ListCounts {
    /// Open accounts.
    pub accounts: u64,
    /// Different places on the list, of those with enough data.
    pub ranks: u64,
    /// Quiet for more than the longest step of silence: three usual gaps.
    pub quiet: u64,
    /// Without enough data for a band.
    pub unsure: u64,
    /// Without a notice deadline.
    pub without_deadline: u64,
    /// Without a meaningful touch.
    pub without_touch: u64,
    /// Without a value.
    pub without_value: u64,
    /// Without the day of the first signature.
    pub without_start: u64,
}

/// One loss.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    /// The day.
    pub on: Day,
    /// The stage it was lost from.
    pub stage: String,
    /// Its value in minor units of the book's currency, where known.
    pub value: Option<i64>,
}

/// The standing of one account, as lists show it.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranked {
    /// The account.
    pub account: Id<Account>,
    /// Its name.
    pub name: String,
    /// The key of its stage.
    pub stage: String,
    /// Since when it is there.
    pub stage_since: Option<Day>,
    /// How much it matters.
    pub tier: Tier,
    /// Its value, in minor units of the book's currency.
    pub value: Option<i64>,
    /// Its score, 0 to 100.
    pub score: u32,
    /// The score thirty days ago; none: it was no customer, or had not enough data.
    pub before: Option<u32>,
    /// What its probability hangs on.
    pub case: Case,
    /// The probability of deciding to leave within the horizon, 0 to 1.
    pub probability: f64,
    /// Known signals.
    pub known: u32,
    /// Signals that apply.
    pub applicable: u32,
    /// Whether enough is known for the score to count.
    pub sure: bool,
    /// Revenue at risk, in minor units of the book's currency; none: the value is not known.
    pub at_risk: Option<i64>,
    /// Points that the best remedy truly removes.
    pub removable: u32,
    /// Points that a meaningful touch removes.
    pub quiet: u32,
    /// The code of the strongest signal; empty: none.
    pub code: String,
    /// Its sentence.
    pub sentence: String,
    /// The last meaningful touch.
    pub last_touch: Option<Day>,
    /// The day by which the next is due.
    pub touch_due: Option<Day>,
    /// The account pulse, 1 to 5.
    pub pulse: Option<f64>,
    /// Its day.
    pub pulse_on: Option<Day>,
    /// The day by which the next is due.
    pub pulse_due: Option<Day>,
    /// The next day by which they decide.
    pub decision_on: Option<Day>,
    /// Active contacts of the account.
    pub contacts: u32,
    /// Active members of our team.
    pub members: u32,
    /// The day it was lost.
    pub lost_on: Option<Day>,
}

const RANKED: &str =
    "SELECT s.account, a.name, s.stage, s.stage_since, s.tier, s.value, s.score, s.known, s.applicable,
    s.sure, s.removable, s.unseen, s.code, s.sentence, s.last_touch, s.touch_due, s.pulse, s.pulse_on, s.pulse_due, s.decision_on,
    s.contacts, s.members, s.lost_on, s.fine, s.timing, s.before FROM account_summary s JOIN account a ON a.id = s.account";

fn ranked(row: &Row<'_>, today: Day, odds: &Odds) -> rusqlite::Result<Ranked> {
    let tier: String = row.get(4)?;
    let (value, score, sure): (Option<i64>, u32, bool) = (row.get(5)?, row.get(6)?, row.get(9)?);
    let case = Case::kept(score, row.get(23)?, row.get(24)?, sure);
    Ok(Ranked {
        account: Id::new(row.get(0)?),
        name: row.get(1)?,
        stage: row.get(2)?,
        stage_since: day(row, 3)?,
        tier: Tier::parse(&tier).unwrap_or(Tier::C),
        value,
        score,
        before: row.get(25)?,
        case,
        probability: odds.of(case),
        known: row.get(7)?,
        applicable: row.get(8)?,
        sure,
        at_risk: value.map(|value| odds.at_risk(case, value)),
        removable: row.get(10)?,
        quiet: row.get(11)?,
        code: row.get(12)?,
        sentence: sentence(row.get_ref(13)?.as_str()?, today),
        last_touch: day(row, 14)?,
        touch_due: day(row, 15)?,
        pulse: row.get(16)?,
        pulse_on: day(row, 17)?,
        pulse_due: day(row, 18)?,
        decision_on: day(row, 19)?,
        contacts: row.get(20)?,
        members: row.get(21)?,
        lost_on: day(row, 22)?,
    })
}

impl Ranked {
    /// By how many points its score rose (or, negative, fell) in thirty days; none: nobody can tell.
    pub fn moved(&self) -> Option<i32> {
        self.before.filter(|_| self.sure).map(|before| self.score as i32 - before as i32)
    }
}

impl Store {
    /// Open accounts and their value, by stage and score.
    pub fn tallies(&self) -> Result<Vec<Tally>> {
        let sql = "SELECT stage, score, fine, timing, sure, accounts, value FROM tally WHERE accounts > 0";
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement.query_map([], |row| {
            let (score, accounts) = (row.get(1)?, row.get::<_, i64>(5)? as u64);
            let case = Case::kept(score, row.get(2)?, row.get(3)?, row.get(4)?);
            Ok(Tally { stage: row.get(0)?, case, score, accounts, value: row.get(6)? })
        })?;
        rows.collect::<rusqlite::Result<_>>().map_err(Problem::from)
    }

    /// What the book has seen by `today`: whole accounts lost, in how many account-years.
    pub fn seen(&self, today: Day) -> Result<Seen> {
        let sql = "SELECT coalesce(sum(losses), 0), coalesce(sum(CASE open
            WHEN 1 THEN accounts * ?1 - watched ELSE watched END), 0) FROM seen_tally";
        let mut statement = self.conn.prepare_cached(sql)?;
        let seen = statement.query_row([today.number()], |row| {
            let (losses, days): (i64, i64) = (row.get(0)?, row.get(1)?);
            Ok(Seen { defections: losses.max(0) as u64, account_years: days.max(0) as f64 / 365.0 })
        });
        seen.map_err(Problem::from)
    }

    /// From points to probability, anchored to what this book has seen by `today`: the base rate for everybody where these
    /// points were judged to tell worse than that.
    pub fn odds(&self, today: Day) -> Result<Odds> {
        let cases = self.tallies()?.into_iter().map(|tally| (tally.case, tally.accounts));
        let odds = Odds::anchored(self.points(), cases, self.seen(today)?);
        let is_flat = self.judgement()?.is_some_and(|kept| kept.is_flat && kept.is_of(self.points()));
        Ok(if is_flat { odds.flat() } else { odds })
    }

    /// What each open account adds to the risk of the book.
    pub fn worths(&self) -> Result<Vec<Worth>> {
        let sql =
            "SELECT score, fine, timing, sure, coalesce(value, 0), decision_on FROM account_summary WHERE open = 1";
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement.query_map([], |row| {
            let case = Case::kept(row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
            Ok(Worth { case, value: row.get(4)?, decision_on: day(row, 5)? })
        })?;
        rows.collect::<rusqlite::Result<_>>().map_err(Problem::from)
    }

    /// What the list of open accounts holds.
    pub fn list_counts(&self) -> Result<ListCounts> {
        let longest = self.points().t1.points.last().copied().unwrap_or(0).max(1);
        let sql = "SELECT count(*), count(DISTINCT CASE WHEN s.sure = 1 THEN s.place END), sum(s.unseen >= ?1),
                sum(s.sure = 0), sum(s.decision_on IS NULL), sum(s.last_touch IS NULL), sum(s.value IS NULL),
                sum(a.customer_since IS NULL)
            FROM account_summary s JOIN account a ON a.id = s.account WHERE s.open = 1";
        let mut statement = self.conn.prepare_cached(sql)?;
        let counts = statement.query_row([longest], |row| {
            let count = |place| row.get::<_, Option<i64>>(place).map(|count| count.unwrap_or(0).max(0) as u64);
            Ok(ListCounts {
                accounts: count(0)?,
                ranks: count(1)?,
                quiet: count(2)?,
                unsure: count(3)?,
                without_deadline: count(4)?,
                without_touch: count(5)?,
                without_value: count(6)?,
                without_start: count(7)?,
            })
        });
        counts.map_err(Problem::from)
    }

    /// Values that are in a currency without a rate, and so in no sum: each currency with its accounts.
    pub fn unrated(&self) -> Result<Vec<(String, u64)>> {
        let sql = "SELECT currency, count(DISTINCT account) FROM (
                SELECT id AS account, currency FROM account WHERE value IS NOT NULL
                UNION SELECT account, currency FROM contract WHERE value IS NOT NULL AND outcome IS NULL) valued
            JOIN account_summary s USING (account) WHERE s.open = 1 AND s.value IS NULL GROUP BY currency ORDER BY currency";
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get::<_, i64>(1)? as u64)))?;
        let mut all = rows.collect::<rusqlite::Result<Vec<(String, u64)>>>()?;
        let book = self.currency()?;
        all.retain(|(currency, _)| currency != book.code());
        Ok(all)
    }

    /// Open accounts whose value is not known in the currency of the book.
    pub fn unvalued(&self) -> Result<u64> {
        let sql = "SELECT count(*) FROM account_summary WHERE open = 1 AND value IS NULL";
        Ok(self.conn.prepare_cached(sql)?.query_row([], |row| row.get::<_, i64>(0))? as u64)
    }

    /// Whole losses after `from`, up to and including `to`, that have not come back.
    pub fn losses(&self, from: Day, to: Day) -> Result<Vec<Loss>> {
        let sql = "SELECT lost_on, stage, value FROM account_summary WHERE lost_on > ?1 AND lost_on <= ?2";
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement.query_map(params![from.number(), to.number()], |row| {
            let on: i32 = row.get(0)?;
            Ok(Loss { on: Day::from_number(on).unwrap_or(to), stage: row.get(1)?, value: row.get(2)? })
        })?;
        rows.collect::<rusqlite::Result<_>>().map_err(Problem::from)
    }

    /// Open accounts, the likeliest to leave first, the most valuable first among equals; sentences are those of `today`.
    pub fn ranked(&self, today: Day, odds: &Odds, limit: usize) -> Result<Vec<Ranked>> {
        self.standings(today, odds, "WHERE s.open = 1 ORDER BY s.place DESC, s.value DESC LIMIT ?1", [limit as i64])
    }

    /// The standing of one account.
    pub fn standing(&self, account: Id<Account>, today: Day, odds: &Odds) -> Result<Option<Ranked>> {
        Ok(self.standings(today, odds, "WHERE s.account = ?1", [account.raw()])?.pop())
    }

    pub(super) fn standings(
        &self,
        today: Day,
        odds: &Odds,
        tail: &str,
        params: impl rusqlite::Params,
    ) -> Result<Vec<Ranked>> {
        let mut statement = self.conn.prepare_cached(&format!("{RANKED} {tail}"))?;
        let rows = statement.query_map(params, |row| ranked(row, today, odds))?;
        rows.collect::<rusqlite::Result<_>>().map_err(Problem::from)
    }
}
