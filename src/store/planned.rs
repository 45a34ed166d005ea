//! What is planned and not confirmed, as far as its day has come: company updates, reviews of plans, opportunities, hand-offs
//! that were sent back. The rule is [`crate::domain::planned`].

use super::Store;
use super::due::{Whose, of};
use crate::domain::company_update::CompanyUpdate;
use crate::domain::day::Day;
use crate::domain::handoff::Handoff;
use crate::domain::id::Id;
use crate::domain::opportunity::Opportunity;
use crate::domain::plan::Plan;
use crate::domain::problem::{Problem, Result};
use crate::domain::record::Record;
use crate::domain::risk::points::Tier;
use rusqlite::params;
use std::collections::HashSet;

/// Records that are due, the longest due first.
pub struct PlannedRecords {
    /// Company updates.
    pub updates: Vec<CompanyUpdate>,
    /// Plans to be reviewed.
    pub reviews: Vec<Plan>,
    /// Opportunities that were to be decided.
    pub opportunities: Vec<Opportunity>,
    /// Hand-offs that were sent back and not offered again.
    pub returned: Vec<Handoff>,
    /// How many there are in all.
    pub count: u64,
}

const UPDATES: &str = "sent_on IS NULL AND \"on\" <= ?1 AND (company_update.account IS NULL OR EXISTS (
    SELECT 1 FROM account_summary s WHERE s.account = company_update.account AND s.open = 1))";
const OPPORTUNITIES: &str = "state = 'open' AND expected_on IS NOT NULL AND expected_on <= ?1 AND EXISTS (
    SELECT 1 FROM account_summary s WHERE s.account = opportunity.account AND s.open = 1)";
const RETURNED: &str = "returned.state = 'returned' AND returned.answered_on <= ?1 AND NOT EXISTS (
        SELECT 1 FROM handoff later WHERE later.account = returned.account AND later.id > returned.id)
    AND EXISTS (SELECT 1 FROM account_summary s WHERE s.account = returned.account AND s.open = 1)
    AND NOT EXISTS (SELECT 1 FROM snooze WHERE snooze.account = returned.account AND task = 'handoff' AND until > ?1)";

impl Store {
    /// What is planned for `day` or was before, and nobody has confirmed; at most `limit` of each kind.
    pub fn planned(&self, day: Day, whose: Whose, limit: usize) -> Result<PlannedRecords> {
        let reviews = self.reviews_due();
        let bounds = params![day.number(), whose.map(Id::raw), limit as i64];
        let tail = |condition: &str, table: &str, by: &str| {
            format!("WHERE {} ORDER BY {by}, {table}.id LIMIT ?3", of(condition, table, whose))
        };
        let counts = [
            ("company_update", UPDATES),
            ("plan", reviews.as_str()),
            ("opportunity", OPPORTUNITIES),
            ("handoff returned", RETURNED),
        ];
        let counts = counts.into_iter().map(|(table, condition)| self.count_where(table, condition, day, whose));
        Ok(PlannedRecords {
            updates: self.select(&tail(UPDATES, "company_update", "\"on\""), bounds)?,
            reviews: self.select(&tail(&reviews, "plan", "coalesce(review_on, reviewed_on, started_on)"), bounds)?,
            opportunities: self.select(&tail(OPPORTUNITIES, "opportunity", "expected_on"), bounds)?,
            returned: self.select(&format!("returned {}", tail(RETURNED, "returned", "answered_on")), bounds)?,
            count: counts.sum::<Result<u64>>()?,
        })
    }

    /// That the review of a plan is due: [`crate::domain::plan::review_after`], of the newest plan of an account that runs.
    fn reviews_due(&self) -> String {
        let days = |tier| self.points().practice(tier).review;
        let (a, b, c) = (days(Tier::A), days(Tier::B), days(Tier::C));
        let least = a.min(b).min(c);
        format!(
            "(review_on <= ?1 OR review_on IS NULL AND coalesce(reviewed_on, started_on) <= ?1 - {least})
             AND started_on <= ?1 AND coalesce(closed_on, ?1 + 1) > ?1
             AND EXISTS (SELECT 1 FROM account_summary s WHERE s.account = plan.account AND s.open = 1
                AND (review_on IS NOT NULL OR coalesce(reviewed_on, started_on)
                    + CASE s.tier WHEN 'A' THEN {a} WHEN 'B' THEN {b} ELSE {c} END <= ?1))
             AND NOT EXISTS (SELECT 1 FROM plan later WHERE later.account = plan.account
                AND coalesce(later.closed_on, ?1 + 1) > ?1 AND (later.started_on, later.id) > (plan.started_on, plan.id))"
        )
    }

    /// The last month at whose huddle something was decided.
    pub fn huddle_decided(&self) -> Result<Option<Day>> {
        self.one_day("SELECT max(huddle_month) FROM action WHERE huddle_month IS NOT NULL")
    }

    /// The day on which the book began; none: nothing was written yet.
    pub fn begun(&self) -> Result<Option<Day>> {
        let sql = "SELECT substr(at, 1, 10) FROM op ORDER BY step LIMIT 1";
        let mut statement = self.conn.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        Ok(match rows.next()? {
            Some(row) => row.get::<_, String>(0).ok().and_then(|day| Day::parse(&day).ok()),
            None => None,
        })
    }

    fn one_day(&self, sql: &str) -> Result<Option<Day>> {
        let mut statement = self.conn.prepare_cached(sql)?;
        let number: Option<i32> = statement.query_row([], |row| row.get(0))?;
        Ok(number.and_then(Day::from_number))
    }

    /// The records of a kind that somebody made on `day` by hand, one at a time.
    pub fn made_on<R: Record>(&self, day: Day) -> Result<HashSet<i64>> {
        let sql = "SELECT c.id, c.count FROM op JOIN change c ON c.step = op.step WHERE op.at >= ?1 AND op.at < ?2
            AND op.state = 0 AND op.name = 'Add a record' AND c.noun = ?3 AND c.before IS NULL";
        let mut statement = self.conn.prepare_cached(sql)?;
        let days = params![day.to_string(), day.plus(1).to_string(), R::NOUN.word()];
        let rows = statement.query_map(days, |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)))?;
        let runs: Vec<(i64, i64)> = rows.collect::<rusqlite::Result<_>>().map_err(Problem::from)?;
        Ok(runs.into_iter().flat_map(|(first, count)| first..first + count).collect())
    }

    /// Whether the record behind a returned hand-off is for `whose` to complete.
    pub fn is_returned_to(&self, id: i64, whose: Whose, day: Day) -> Result<bool> {
        let condition = format!("returned.id = {id} AND ?1 IS NOT NULL");
        Ok(whose.is_none() || self.count_where("handoff returned", &condition, day, whose)? > 0)
    }
}
