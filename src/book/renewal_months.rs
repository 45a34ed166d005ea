//! What is decided month by month: twelve months ahead and the two before, by the band of the account.

use super::Book;
use crate::domain::day::Day;
use crate::domain::problem::Result;
use crate::domain::risk::score::Band;
use crate::store::renewals::Deciding;

/// Months ahead that are told, the present one among them, and months before it.
pub const AHEAD: i32 = 12;
/// Months before the present one.
pub const BEFORE: i32 = 2;

/// The undecided contracts of one month, by the day on which they are decided.
#[derive(Debug, Clone, PartialEq)]
pub struct RenewalMonth {
    /// Its first day.
    pub first: Day,
    /// How many contracts.
    pub contracts: u64,
    /// What a year of them is worth by the band of the account, in the order of [`Band::ALL`]: minor units of the book's
    /// currency; contracts in others, or without a value, are in `contracts` only.
    pub by_band: [i64; Band::ALL.len()],
}

impl RenewalMonth {
    /// What a year of all of them is worth.
    pub fn value(&self) -> i64 {
        self.by_band.iter().sum()
    }

    /// Its last day.
    pub fn last(&self) -> Day {
        self.first.plus_months(1).plus(-1)
    }
}

impl Book {
    /// The months from [`BEFORE`] months ago on, [`AHEAD`] of them from the present one.
    pub fn renewal_months(&self) -> Result<Vec<RenewalMonth>> {
        let _reading = self.store.reading()?;
        let (today, bands, currency) = (self.today(), &self.points().bands, self.currency());
        let present = today.month_start();
        let firsts = (0..BEFORE).rev().map(|back| present.plus_months_back((back + 1) as u32));
        let firsts = firsts.chain((0..AHEAD).map(|ahead| present.plus_months(ahead as u32)));
        let mut months: Vec<RenewalMonth> =
            firsts.map(|first| RenewalMonth { first, contracts: 0, by_band: Default::default() }).collect();
        let (from, to) = (months[0].first, months[months.len() - 1].last());
        self.store.each_undecided(from, to, today, |line, score, sure| {
            let at = months.partition_point(|month| month.first <= line.decision_on);
            let month = &mut months[at.saturating_sub(1)];
            month.contracts += 1;
            let band = Band::of(score, sure, bands);
            let place = Band::ALL.iter().position(|one| *one == band).unwrap_or_default();
            month.by_band[place] += line.value.filter(|_| line.currency == currency).unwrap_or(0);
        })?;
        Ok(months)
    }

    /// The undecided contracts of a month, the soonest first.
    pub fn renewals_of_month(&self, month: &RenewalMonth) -> Result<Vec<Deciding>> {
        let _reading = self.store.reading()?;
        let mut lines = Vec::new();
        self.store.each_undecided(month.first, month.last(), self.today(), |line, _, _| lines.push(*line))?;
        Ok(lines)
    }
}
