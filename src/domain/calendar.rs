//! Working days: Monday to Friday, less the holidays that the book keeps.
//!
//! Days are calendar days without hours, so daylight saving cannot move them.

use super::day::Day;
use super::problem::Result;
use super::rule::Rule;
use chrono::Weekday;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Which days are worked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Calendar {
    holidays: BTreeSet<Day>,
}

/// No holidays last longer; beyond that a day is taken as it is, so that a list of nonsense ends no search never.
const LONGEST_REST: i32 = 60;

impl Rule for Calendar {
    const KEY: &'static str = "holidays";
    const WHAT: &'static str = "The holidays";
    const FIELD: &'static str = "holidays";

    fn shipped() -> Result<Self> {
        Ok(Self::default())
    }
}

impl Calendar {
    /// Monday to Friday, without these days.
    pub fn with(holidays: impl IntoIterator<Item = Day>) -> Self {
        Self { holidays: holidays.into_iter().collect() }
    }

    /// The holidays, in order.
    pub fn holidays(&self) -> impl Iterator<Item = Day> {
        self.holidays.iter().copied()
    }

    /// Whether `day` is worked.
    pub fn is_working(&self, day: Day) -> bool {
        !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !self.holidays.contains(&day)
    }

    /// `day`, or the last working day before it when it is a day of rest.
    pub fn working_day_before(&self, day: Day) -> Day {
        (0..LONGEST_REST).map(|back| day.plus(-back)).find(|day| self.is_working(*day)).unwrap_or(day)
    }

    /// `day`, or the first working day after it when it is a day of rest.
    pub fn working_day_after(&self, day: Day) -> Day {
        (0..LONGEST_REST).map(|ahead| day.plus(ahead)).find(|day| self.is_working(*day)).unwrap_or(day)
    }

    /// Working days after `from` up to and including `to`; zero when `to` does not lie after `from`.
    pub fn working_days(&self, from: Day, to: Day) -> i32 {
        (1..=from.days_to(to).max(0)).filter(|&ahead| self.is_working(from.plus(ahead))).count() as i32
    }

    /// The `count`th working day after `from`; `from` itself for a count of zero.
    pub fn plus_working_days(&self, from: Day, count: u32) -> Day {
        (0..count).fold(from, |day, _| {
            (1..LONGEST_REST).map(|ahead| day.plus(ahead)).find(|day| self.is_working(*day)).unwrap_or(day.plus(1))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn christmas() -> Calendar {
        Calendar::read(r#"["2026-12-25", "2026-12-28", "2027-01-01"]"#).unwrap()
    }

    #[test]
    fn days_of_rest_move_to_the_last_working_day_before() {
        let calendar = christmas();
        for (rest, worked) in [
            ("2026-11-22", "2026-11-20"), // a Sunday
            ("2026-11-20", "2026-11-20"),
            ("2026-12-28", "2026-12-24"), // a holiday after a weekend after a holiday
            ("2027-01-03", "2026-12-31"), // over the end of the year
            ("2028-02-29", "2028-02-29"), // a leap day that is worked
            ("2032-02-29", "2032-02-27"), // a leap day on a Sunday
        ] {
            assert_eq!(calendar.working_day_before(day(rest)), day(worked), "{rest}");
        }
    }

    #[test]
    fn working_days_are_counted_over_holidays_leap_days_and_the_end_of_the_year() {
        let calendar = christmas();
        assert_eq!(calendar.working_days(day("2026-12-23"), day("2027-01-04")), 5);
        assert_eq!(Calendar::default().working_days(day("2026-12-23"), day("2027-01-04")), 8);
        assert_eq!(Calendar::default().working_days(day("2028-02-28"), day("2028-03-01")), 2);
        assert_eq!(calendar.working_days(day("2026-11-24"), day("2026-11-20")), 0);
        assert_eq!(calendar.plus_working_days(day("2026-12-24"), 2), day("2026-12-30"));
        assert_eq!(calendar.plus_working_days(day("2026-11-22"), 0), day("2026-11-22"));
    }

    #[test]
    fn a_change_of_clocks_moves_no_day() {
        // Clocks change on these Sundays in Europe and America.
        for change in ["2026-03-29", "2026-10-25", "2026-03-08", "2026-11-01"] {
            let change = day(change);
            assert_eq!(Calendar::default().working_days(change.plus(-2), change.plus(1)), 1);
            assert_eq!(Calendar::default().working_day_before(change), change.plus(-2));
        }
    }

    #[test]
    fn a_list_that_is_none_is_refused() {
        for wrong in ["", "{}", "[1]", r#"["25.12.2026"]"#, r#"["2026-02-30"]"#] {
            let problem = Calendar::read(wrong).unwrap_err();
            assert!(problem.sentence.contains("holidays"), "{wrong}: {problem}");
        }
        assert_eq!(Calendar::read(&christmas().written().unwrap()).unwrap(), christmas());
    }

    proptest! {
        #[test]
        fn counting_and_stepping_agree(start in 18_000i32..24_000, count in 0u32..40, rest in prop::collection::vec(18_000i32..24_100, 0..60)) {
            let calendar = Calendar::with(rest.into_iter().filter_map(Day::from_number));
            let start = Day::from_number(start).unwrap();
            let end = calendar.plus_working_days(start, count);
            prop_assert_eq!(calendar.working_days(start, end), count as i32);
            let before = calendar.working_day_before(start);
            prop_assert!(before <= start && calendar.is_working(before));
        }
    }
}
