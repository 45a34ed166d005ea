//! The start of a day: three questions, and the last weeks of a quarter, in which customers are forgotten over numbers.

use super::day::Day;
use super::problem::Result;
use super::rule::Rule;
use chrono::Datelike;
use serde::{Deserialize, Serialize};

/// The questions with which a day starts, each ticked or not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "[bool; 3]", into = "[bool; 3]")]
pub struct Morning {
    /// Whether there is a strategy for keeping customers today.
    pub strategy: bool,
    /// Whether it is known how to build on it: its first step.
    pub build: bool,
    /// Whether somebody's pulse is taken today.
    pub pulse: bool,
}

impl From<[bool; 3]> for Morning {
    fn from([strategy, build, pulse]: [bool; 3]) -> Self {
        Self { strategy, build, pulse }
    }
}

impl From<Morning> for [bool; 3] {
    fn from(it: Morning) -> Self {
        [it.strategy, it.build, it.pulse]
    }
}

impl Rule for Morning {
    const KEY: &'static str = "start_of_day";
    const WHAT: &'static str = "The start of the day";
    const FIELD: &'static str = "strategy";

    fn shipped() -> Result<Self> {
        Ok(Self::default())
    }
}

impl Morning {
    /// How many are ticked.
    pub fn ticked(self) -> u32 {
        [self.strategy, self.build, self.pulse].map(u32::from).iter().sum()
    }
}

/// Days before the end of a quarter in which pulses are not given up for this quarter's numbers.
pub const LAST_WEEKS: i32 = 21;

/// Days until the quarter ends, today being the last: 0; `None`: its last weeks have not begun.
pub fn quarter_ends_in(today: Day) -> Option<i32> {
    let date = today.date();
    let first_of_next = Day::from_date(date.with_day(1)?)?.plus_months(3 - date.month0() % 3);
    let left = today.days_to(first_of_next) - 1;
    (left < LAST_WEEKS).then_some(left)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_weeks_of_every_quarter_are_known() {
        let left = |day: &str| quarter_ends_in(Day::parse(day).unwrap());
        assert_eq!(left("2026-12-31"), Some(0));
        assert_eq!(left("2026-12-11"), Some(20));
        assert_eq!(left("2026-12-10"), None);
        assert_eq!(left("2027-01-01"), None);
        assert_eq!(left("2028-03-31"), Some(0));
        assert_eq!(left("2026-06-15"), Some(15));
        assert_eq!(left("2026-09-30"), Some(0));
    }

    #[test]
    fn what_is_ticked_is_read_again() {
        let morning = Morning { strategy: true, build: false, pulse: true };
        assert_eq!(Morning::read(&morning.written().unwrap()).unwrap(), morning);
        assert_eq!((morning.ticked(), Morning::default().ticked()), (2, 0));
        assert!(Morning::read("[true]").is_err());
    }
}
