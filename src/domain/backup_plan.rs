//! Which backups of a book are kept: of the last week every day's, of the last five weeks one a week, of the last year one a
//! month. Those made before something that cannot be walked back stay for a month.

use super::day::Day;
use std::collections::HashSet;

/// For how many days every day's backup is kept.
const DAILY: i32 = 7;
/// For how many days one backup a week is kept.
const WEEKLY: i32 = 35;
/// For how many days one backup a month is kept.
const MONTHLY: i32 = 365;
/// For how many days a backup before an import or the like is kept.
const OCCASIONAL: i32 = 30;

/// A backup, as the plan sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Made {
    /// The day it was made.
    pub on: Day,
    /// Whether it is the one of its day, and not one before an import or the like.
    pub is_daily: bool,
}

/// The places in `made`, newest first, of those that may go on `today`. The newest always stays.
pub fn to_spare(made: &[Made], today: Day) -> Vec<usize> {
    let (mut weeks, mut months) = (HashSet::new(), HashSet::new());
    let mut stays = |one: &Made| {
        let age = one.on.days_to(today);
        let is_first_of_week = weeks.insert(one.on.number().div_euclid(7));
        let is_first_of_month = months.insert(one.on.month_start());
        age < DAILY || age < WEEKLY && is_first_of_week || age < MONTHLY && is_first_of_month
    };
    let mut spare = Vec::new();
    for (place, one) in made.iter().enumerate() {
        let keeps = if one.is_daily { stays(one) } else { one.on.days_to(today) < OCCASIONAL };
        if !keeps && place > 0 {
            spare.push(place);
        }
    }
    spare
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(number: i32) -> Day {
        Day::from_number(20_000 + number).unwrap()
    }

    #[test]
    fn a_year_of_days_leaves_a_week_of_days_weeks_and_months() {
        let today = day(0);
        let mut kept: Vec<Made> = Vec::new();
        for number in -800..=0 {
            kept.insert(0, Made { on: day(number), is_daily: true });
            for place in to_spare(&kept, day(number)).into_iter().rev() {
                kept.remove(place);
            }
        }
        let ages: Vec<i32> = kept.iter().map(|one| one.on.days_to(today)).collect();
        assert_eq!(ages[..7], [0, 1, 2, 3, 4, 5, 6]);
        assert!((4..=5).contains(&ages.iter().filter(|age| (7..35).contains(*age)).count()), "{ages:?}");
        assert!((10..=12).contains(&ages.iter().filter(|age| **age >= 35).count()), "{ages:?}");
        assert!(ages.iter().all(|age| *age < 365), "{ages:?}");
    }

    #[test]
    fn one_before_an_import_stays_a_month_and_the_newest_stays_for_ever() {
        let made = [
            Made { on: day(-500), is_daily: true },
            Made { on: day(-520), is_daily: false },
            Made { on: day(-530), is_daily: true },
        ];
        assert_eq!(to_spare(&made, day(0)), [1, 2]);
        let recent = [Made { on: day(-1), is_daily: true }, Made { on: day(-29), is_daily: false }];
        assert!(to_spare(&recent, day(0)).is_empty());
        assert_eq!(to_spare(&recent, day(1)), [1]);
    }
}
