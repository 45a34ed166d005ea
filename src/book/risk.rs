//! Risk: every account with its points explained and in money, and the book as a whole.

use super::{Book, Explained};
use crate::domain::account::Account;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::problem::Result;
use crate::domain::risk::odds::Seen;
use crate::domain::risk::score::{Reading, Score};
use crate::store::cockpit::Worth;
use std::cmp::Reverse;

/// The risk of one account.
#[derive(Debug, Clone, PartialEq)]
pub struct Risk {
    /// The account.
    pub account: Account,
    /// Its score, with every line.
    pub explained: Explained,
    /// Of leaving within twelve months, 0 to 1; none: too little is known.
    pub probability: Option<f64>,
    /// Revenue at risk within twelve months, minor units of the book's currency; none: too little is known, or the value is
    /// not, or a rate is missing.
    pub at_risk: Option<i64>,
}

/// By what risks are ranked.
pub type Rank = (Reverse<u32>, Reverse<Option<i64>>, Id<Account>);

impl Risk {
    /// Its place: the highest score first, the most valuable first among equals.
    pub fn rank(&self) -> Rank {
        (Reverse(self.explained.score.points), Reverse(self.explained.value), self.account.id)
    }
}

/// The risk of the whole book.
#[derive(Debug, Clone, PartialEq)]
pub struct Outlook {
    /// Open accounts with a probability and a value.
    pub counted: u64,
    /// Revenue expected to be lost within twelve months, minor units of the book's currency.
    pub expected: i64,
    /// Its standard deviation, if accounts leave independently.
    pub deviation: i64,
    /// The part of it of accounts that decide within this quarter.
    pub this_quarter: i64,
    /// Open accounts of which too little is known for a probability.
    pub unsure: u64,
    /// What the book has seen.
    pub seen: Seen,
    /// The base rate that probabilities are anchored to; none: nothing was seen, the points' own base holds.
    pub base_rate: Option<f64>,
}

/// How many months the curve of a score goes back.
pub const MONTHS: u32 = 24;

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
        risks.sort_by_key(Risk::rank);
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

    fn risk_of(&self, account: Account, explained: Explained) -> Risk {
        let (odds, score) = (self.odds(), explained.score.points);
        let sure = explained.score.is_sure(self.points());
        Risk {
            probability: sure.then(|| odds.within_a_year(score)),
            at_risk: explained.value.filter(|_| sure).map(|value| odds.at_risk(score, value)),
            account,
            explained,
        }
    }

    /// What doing the remedy of a line is worth, in minor units of the book's currency; none: it removes nothing, or too
    /// little is known.
    pub fn worth_of_remedy(&self, explained: &Explained, line: &Reading) -> Option<i64> {
        let value = explained.value.filter(|_| explained.score.is_sure(self.points()))?;
        let removes = line.remedy.removes.min(explained.score.points);
        let worth = self.odds().worth(explained.score.points, removes, value, self.save_rate());
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
        let sure = || rows.iter().filter(|row| row.sure);
        let (expected, deviation) = odds.book(sure().map(|row| (row.score, row.value)));
        let (from, to) = quarter_of(today);
        let deciding = sure().filter(|row| row.decision_on.is_some_and(|day| (from..=to).contains(&day)));
        let (this_quarter, _) = odds.book(deciding.map(|row| (row.score, row.value)));
        let seen = self.store.seen(today)?;
        Ok(Outlook {
            counted: sure().filter(|row| row.value > 0).count() as u64,
            expected: expected.round() as i64,
            deviation: deviation.round() as i64,
            this_quarter: this_quarter.round() as i64,
            unsure: rows.iter().filter(|row| !row.sure).count() as u64,
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
