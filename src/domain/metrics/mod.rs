//! What was kept: customers and money over a period, from the dated facts of each account (METHOD §6).
//!
//! [`ledger`] says what an account was worth on a day, out of its [`mod@line`]s, its bills and its absences. From many of
//! them [`movement`] counts who came and who went, [`retention`] what remained of those who were there, [`renewal`]
//! what became of the lines that ended, [`abandonment`] which sales were let down after the signature, [`trend`] three years month by month;
//! [`cohort`] what became of each year's, channel's and offer's customers, [`closeness`] how well we stick close;
//! [`group`] what each group of customers brings;
//! [`figures`] is what stays of a month that was closed.
//!
//! All amounts are in minor units of one currency, by the rates of the day before the period, for both of its ends.

pub mod abandonment;
pub mod absence;
pub mod closeness;
pub mod cohort;
pub mod figures;
pub mod group;
pub mod ledger;
pub mod line;
pub mod movement;
pub mod ownership;
pub mod renewal;
pub mod retention;
pub mod trend;

use super::day::Day;
use super::problem::{Problem, Result};
use super::text::fit;

/// A period of whole days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// Its first day.
    pub from: Day,
    /// Its last day.
    pub to: Day,
}

impl Period {
    /// The twelve months that end with `today`.
    pub fn year_to(today: Day) -> Self {
        Self { from: today.plus_months_back(12).plus(1), to: today }
    }

    /// Whether these are twelve months.
    pub fn is_year(self) -> bool {
        self == Self::year_to(self.to)
    }

    /// The calendar month written as `2026-10`, as far as it has passed by `today`. Refused: a month that lies ahead.
    pub fn month(text: &str, today: Day) -> Result<Self> {
        let from = Day::parse(&format!("{}-01", text.trim())).map_err(|_| {
            let shown = fit(text, 40);
            Problem::field("month", format!("“{shown}” is not a month; write it as 2026-10."))
        })?;
        if from > today {
            return Err(Problem::field(
                "month",
                format!("{} is in the future; name a month that has begun.", text.trim()),
            ));
        }
        Ok(Self { from, to: from.plus_months(1).plus(-1).min(today) })
    }

    /// The day before the first: whoever is a customer at its end was there when the period began.
    pub fn opening(self) -> Day {
        self.from.plus(-1)
    }

    /// Whether a day lies in it.
    pub fn contains(self, day: Day) -> bool {
        (self.from..=self.to).contains(&day)
    }
}

/// An amount, or why there is none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Amount {
    /// Minor units of the currency that all are counted in.
    Known(i64),
    /// Nobody wrote it down.
    #[default]
    Unknown,
    /// It is in a currency for which there was no rate.
    Unrated,
}

impl Amount {
    /// The amount where it is known.
    pub fn known(self) -> Option<i64> {
        match self {
            Amount::Known(minor) => Some(minor),
            Amount::Unknown | Amount::Unrated => None,
        }
    }

    /// The two together; what is not known stays not known.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Amount::Known(one), Amount::Known(two)) => Amount::Known(one.saturating_add(two)),
            (Amount::Unrated, _) | (_, Amount::Unrated) => Amount::Unrated,
            _ => Amount::Unknown,
        }
    }
}

/// How many, and what those are worth of which it is known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Flow {
    /// How many.
    pub count: u64,
    /// Minor units.
    pub value: i64,
    /// How many of them have no known value, or none in a currency with a rate.
    pub unvalued: u64,
}

impl Flow {
    /// Counts one in.
    pub fn add(&mut self, value: Amount) {
        self.count += 1;
        match value.known() {
            Some(minor) => self.value = self.value.saturating_add(minor),
            None => self.unvalued += 1,
        }
    }
}

/// One count in another; `None` when nothing was counted, so that nothing is ever 0 % or 100 % of nothing (METHOD §6).
pub fn share(part: u64, of: u64) -> Option<f64> {
    (of > 0).then(|| part as f64 / of as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn periods_begin_and_end_where_they_should() {
        let today = day("2026-11-22");
        let year = Period::year_to(today);
        assert_eq!((year.opening(), year.from, year.to), (day("2025-11-22"), day("2025-11-23"), today));
        assert!(year.is_year() && !Period { from: year.from.plus(1), ..year }.is_year());
        let leap = Period::month("2028-02", day("2028-03-01")).unwrap();
        assert_eq!((leap.from, leap.to), (day("2028-02-01"), day("2028-02-29")));
        let running = Period::month("2026-11", today).unwrap();
        assert_eq!((running.from, running.to), (day("2026-11-01"), today));
        assert!(running.contains(today) && !running.contains(running.opening()));
        for wrong in ["2026-12", "2026-13", "2026", "November", ""] {
            assert!(Period::month(wrong, today).is_err(), "{wrong}");
        }
    }

    #[test]
    fn what_is_not_known_is_not_nothing() {
        assert_eq!(Amount::Known(2).and(Amount::Known(3)), Amount::Known(5));
        assert_eq!(Amount::Known(2).and(Amount::Unknown).known(), None);
        assert_eq!(Amount::Unknown.and(Amount::Unrated), Amount::Unrated);
        assert_eq!((share(0, 0), share(0, 4), share(4, 4)), (None, Some(0.0), Some(1.0)));
    }
}
