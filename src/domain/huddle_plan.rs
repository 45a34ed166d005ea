//! The huddle of a month as something planned: who calls it, by when, and that it was held.

use super::calendar::Calendar;
use super::day::Day;
use super::problem::Result;
use super::rule::Rule;
use serde::{Deserialize, Serialize};

/// The day of the month by which the huddle is held, or the next working day.
const BY: i32 = 20;

/// When the huddle is, and when the last one was held.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct HuddlePlan {
    /// Who calls it, by name; empty: whoever uses the book.
    pub owner: String,
    /// The day the next one is planned for; none: the usual one.
    pub on: Option<Day>,
    /// The day the last one was held.
    pub held_on: Option<Day>,
}

impl Rule for HuddlePlan {
    const KEY: &'static str = "huddle";
    const WHAT: &'static str = "The huddle";
    const FIELD: &'static str = "on";

    fn shipped() -> Result<Self> {
        Ok(Self::default())
    }
}

impl HuddlePlan {
    /// The month of the next huddle by its first day, and the day by which it is held. `decided`: the last month at whose huddle
    /// something was decided, which shows that it was held; `begun`: the day the book began, before which nothing was due.
    pub fn next(&self, today: Day, calendar: &Calendar, decided: Option<Day>, begun: Option<Day>) -> (Day, Day) {
        let held = self.held_on.map(Day::month_start).max(decided.map(Day::month_start));
        let present = today.month_start();
        let usual = |month: Day| calendar.working_day_from(month.plus(BY - 1));
        let first = |begun: Day| {
            let month = begun.month_start();
            if begun > usual(month) { month.plus_months(1) } else { month }
        };
        // One that was missed stays late for a month more; those of before are past mending.
        let owed = held.map(|held| held.plus_months(1)).max(begun.map(first));
        let month = owed.map_or(present, |owed| owed.max(present.plus_months_back(1)));
        let planned = self.on.filter(|on| *on >= today.month_start());
        (month, planned.filter(|on| on.month_start() >= month).unwrap_or_else(|| usual(month)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn a_month_has_a_huddle_until_it_was_held() {
        let calendar = Calendar::default();
        let next = |plan: &HuddlePlan, today: &str, decided: Option<&str>, begun: Option<&str>| {
            plan.next(day(today), &calendar, decided.map(day), begun.map(day))
        };
        let plan = HuddlePlan::default();
        assert_eq!(next(&plan, "2026-11-05", None, None), (day("2026-11-01"), day("2026-11-20")));
        assert_eq!(next(&plan, "2026-11-28", None, None), (day("2026-11-01"), day("2026-11-20")), "late, not done");
        assert_eq!(
            next(&plan, "2026-12-02", None, None),
            (day("2026-12-01"), day("2026-12-21")),
            "a Sunday is no day for it"
        );
        assert_eq!(next(&plan, "2026-11-28", Some("2026-11-01"), None).0, day("2026-12-01"), "it decided something");
        assert_eq!(
            next(&plan, "2026-11-22", None, Some("2026-11-22")).0,
            day("2026-12-01"),
            "the book began after its day"
        );
        assert_eq!(
            next(&plan, "2026-12-02", None, Some("2026-09-01")),
            (day("2026-11-01"), day("2026-11-20")),
            "one that was missed stays late"
        );
        let held = HuddlePlan { held_on: Some(day("2026-11-19")), ..HuddlePlan::default() };
        assert_eq!(next(&held, "2026-11-28", None, None), (day("2026-12-01"), day("2026-12-21")));
        let moved = HuddlePlan { on: Some(day("2026-11-27")), ..HuddlePlan::default() };
        assert_eq!(next(&moved, "2026-11-22", None, None), (day("2026-11-01"), day("2026-11-27")));
        assert_eq!(
            next(&moved, "2026-12-02", None, None).1,
            day("2026-12-21"),
            "what was not held in November is not held in December"
        );
    }
}
