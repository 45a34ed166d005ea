//! Risk: every account with its points explained and in money, and the book as a whole.

use super::{Book, Explained};
use crate::domain::account::Account;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::problem::Result;
use crate::domain::risk::odds::Seen;
use crate::domain::risk::score::{Score, SignalLine};
use crate::domain::text::grouped;
use crate::store::cockpit::Worth;
use std::cmp::Reverse;

/// The risk of one account.
#[derive(Debug, Clone, PartialEq)]
pub struct Risk {
    /// The account.
    pub account: Account,
    /// Its score, with every line.
    pub explained: Explained,
    /// Of deciding to leave within the horizon, 0 to 1: the base rate where too little is known.
    pub probability: f64,
    /// The same if they had to decide within the horizon: how much they lean to leave.
    pub propensity: f64,
    /// Days of the horizon.
    pub horizon: i32,
    /// Why both are the base rate of everybody; none: they are not.
    pub unused: Option<String>,
    /// Revenue at risk within the horizon, minor units of the book's currency; none: the value is not known, or a rate is
    /// missing.
    pub at_risk: Option<i64>,
}

/// By what risks are ranked.
pub type Rank = (Reverse<i64>, Reverse<Option<i64>>, Id<Account>);

/// The risk of the whole book.
#[derive(Debug, Clone, PartialEq)]
pub struct Outlook {
    /// Open accounts with a value.
    pub counted: u64,
    /// Revenue expected to be lost by decisions within the horizon, minor units of the book's currency.
    pub expected: i64,
    /// Its standard deviation, if accounts leave independently.
    pub deviation: i64,
    /// The part of it of accounts that decide within this quarter.
    pub this_quarter: i64,
    /// Open accounts without enough data for a band; their probability is the base rate.
    pub unsure: u64,
    /// What the book has seen.
    pub seen: Seen,
    /// The base rate of a year that probabilities are anchored to.
    pub base_rate: f64,
}

/// The open accounts that are in no sum.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Those in currencies without a rate: each currency with its accounts.
    pub unrated: Vec<(String, u64)>,
    /// All whose value is not known in the currency of the book.
    pub unvalued: u64,
}

impl LeftOut {
    /// In the title of a sum: ` · 1 in USD, 2 without value in no sum`; nothing where every account is in it.
    pub fn words(&self) -> String {
        let rated: u64 = self.unrated.iter().map(|(_, count)| count).sum();
        let mut parts: Vec<String> = self
            .unrated
            .iter()
            .map(|(currency, count)| format!("{} in {currency}", grouped(&count.to_string())))
            .collect();
        if let Some(count @ 1..) = self.unvalued.checked_sub(rated) {
            parts.push(format!("{} without value", grouped(&count.to_string())));
        }
        if parts.is_empty() { String::new() } else { format!(" · {} in no sum", parts.join(", ")) }
    }
}

/// How many months the curve of a score goes back.
pub use crate::domain::strip::MONTHS;

impl Book {
    /// The risk of one account, every point explained.
    pub fn risk(&self, id: Id<Account>) -> Result<Risk> {
        let explained = self.store.score(id, self.today())?.ok_or_else(|| super::nothing("such account"))?;
        Ok(self.risk_of(self.get(id)?, explained))
    }

    /// The risk of every open account, the first of [`Risk::rank`] first.
    pub fn risks(&self) -> Result<Vec<Risk>> {
        let mut risks = Vec::new();
        self.each_risk(|risk| {
            risks.push(risk);
            Ok(())
        })?;
        risks.sort_by_key(|risk| self.rank(risk));
        Ok(risks)
    }

    /// Hands the risk of every open account to `take`, in no order, so that those of a large book are never held together.
    pub fn each_risk(&self, mut take: impl FnMut(Risk) -> Result<()>) -> Result<()> {
        let _reading = self.store.reading()?;
        self.store.each_score(self.today(), |explained| match self.store.get(explained.account)? {
            Some(account) => take(self.risk_of(account, explained)),
            None => Ok(()),
        })
    }

    /// The place of an account on the list: the likeliest to leave first, the most valuable first among equals.
    pub fn rank(&self, risk: &Risk) -> Rank {
        let place = risk.explained.score.case(self.points()).rank(self.points());
        (Reverse((place * 1e6) as i64), Reverse(risk.explained.value), risk.account.id)
    }

    fn risk_of(&self, account: Account, explained: Explained) -> Risk {
        let (odds, case) = (self.odds(), explained.score.case(self.points()));
        Risk {
            probability: odds.of(case),
            horizon: odds.horizon(),
            unused: odds.why_flat(),
            propensity: odds.propensity(case),
            at_risk: explained.value.map(|value| odds.at_risk(case, value)),
            account,
            explained,
        }
    }

    /// What doing the remedy of a line is worth, in minor units of the book's currency; none: it removes nothing, or too
    /// little is known.
    pub fn worth_of_remedy(&self, explained: &Explained, line: &SignalLine) -> Option<i64> {
        let value = explained.value.filter(|_| explained.score.is_sure(self.points()))?;
        let removes = line.remedy.removes.min(explained.score.points);
        let worth = self.odds().worth(explained.score.case(self.points()), removes, value, self.save_rate());
        (worth > 0).then_some(worth)
    }

    /// The score of an account at the end of each of the last [`MONTHS`] months and today, the earliest first, by the
    /// points that hold today; none before it was a customer.
    pub fn score_over_time(&self, id: Id<Account>) -> Result<Vec<(Day, Option<Score>)>> {
        let today = self.today();
        let days: Vec<Day> = (0..=MONTHS).rev().map(|back| today.plus_months_back(back)).collect();
        let scores = self.store.score_over(id, &days)?;
        Ok(days.into_iter().zip(scores).collect())
    }

    /// Open accounts in currencies without a rate, and so in no sum: each currency with its accounts.
    pub fn unrated(&self) -> Result<Vec<(String, u64)>> {
        self.store.unrated()
    }

    /// The open accounts that are in no sum.
    pub fn left_out(&self) -> Result<LeftOut> {
        let _reading = self.store.reading()?;
        Ok(LeftOut { unrated: self.unrated()?, unvalued: self.store.unvalued()? })
    }

    /// The risk of the book as a whole; `None` while every account is still being read beside the keys.
    pub fn outlook(&self) -> Result<Option<Outlook>> {
        let rows = match &self.roster {
            Some(roster) => roster.worths(),
            None if self.is_reading() => return Ok(None),
            None => self.store.worths()?,
        };
        self.outlook_of(&rows).map(Some)
    }

    fn outlook_of(&self, rows: &[Worth]) -> Result<Outlook> {
        let (today, odds) = (self.today(), self.odds());
        let (expected, deviation) = odds.book(rows.iter().map(|row| (row.case, row.value)));
        let (from, to) = quarter_of(today);
        let deciding = rows.iter().filter(|row| row.decision_on.is_some_and(|day| (from..=to).contains(&day)));
        let (this_quarter, _) = odds.book(deciding.map(|row| (row.case, row.value)));
        let seen = self.store.seen(today)?;
        Ok(Outlook {
            counted: rows.iter().filter(|row| row.value > 0).count() as u64,
            expected: expected.round() as i64,
            deviation: deviation.round() as i64,
            this_quarter: this_quarter.round() as i64,
            unsure: rows.iter().filter(|row| !row.case.sure).count() as u64,
            base_rate: seen.base_rate(self.points()),
            seen,
        })
    }
}

/// The first and the last day of the quarter `day` lies in.
fn quarter_of(day: Day) -> (Day, Day) {
    use chrono::Datelike;
    let into = day.date().month0() % 3;
    let from = day.month_start().plus_months_back(into);
    (from, from.plus_months(3).plus(-1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quarters_begin_and_end_where_they_should() {
        let day = |text| Day::parse(text).unwrap();
        assert_eq!(quarter_of(day("2026-11-22")), (day("2026-10-01"), day("2026-12-31")));
        assert_eq!(quarter_of(day("2028-02-29")), (day("2028-01-01"), day("2028-03-31")));
    }
}
