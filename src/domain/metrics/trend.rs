//! Three years month by month: who came, who went, who stayed on, in whole numbers; it pays in years, not in months.

use super::ledger::Ledger;
use super::movement::renewals;
use crate::domain::day::Day;
use chrono::Datelike;

/// How many months the trend goes back, the running one among them.
pub const MONTHS: u32 = 36;

/// One month in whole numbers; each is what [`Movement`](super::movement::Movement) counts of that month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MonthFlow {
    /// Its first day.
    pub first: Day,
    /// Customers who began.
    pub new: u64,
    /// Customers who were gone, and came back.
    pub won_back: u64,
    /// Customers who went.
    pub lost: u64,
    /// Lines that were renewed.
    pub renewed: u64,
}

impl MonthFlow {
    /// New and won back less lost.
    pub fn net(&self) -> i64 {
        (self.new + self.won_back) as i64 - self.lost as i64
    }

    fn is_empty(&self) -> bool {
        self.new + self.won_back + self.lost + self.renewed == 0
    }
}

/// The months, the oldest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trend {
    list: Vec<MonthFlow>,
}

impl Trend {
    /// Nothing counted yet, in the months until the one of `today`.
    pub fn until(today: Day) -> Self {
        let running = today.month_start();
        let month =
            |back| MonthFlow { first: running.plus_months_back(back), new: 0, won_back: 0, lost: 0, renewed: 0 };
        Self { list: (0..MONTHS).rev().map(month).collect() }
    }

    /// Counts an account in, by what is known on `today`.
    pub fn add(&mut self, ledger: &Ledger, today: Day) {
        let Some(begins) = ledger.begins() else { return };
        self.count(begins, today, |month| month.new += 1);
        for absence in ledger.absences.iter().filter(|absence| absence.on >= begins) {
            self.count(absence.on, today, |month| month.lost += 1);
            if let Some(back) = absence.back {
                self.count(back, today, |month| month.won_back += 1);
            }
        }
        for one in renewals(ledger, today) {
            self.count(one.on, today, |month| month.renewed += 1);
        }
    }

    fn count(&mut self, on: Day, today: Day, how: impl Fn(&mut MonthFlow)) {
        let Some(first) = self.list.first().map(|month| month.first).filter(|first| *first <= on && on <= today) else {
            return;
        };
        let months = |day: Day| i64::from(day.date().year()) * 12 + i64::from(day.date().month0());
        let place = usize::try_from(months(on) - months(first)).ok();
        if let Some(month) = place.and_then(|place| self.list.get_mut(place)) {
            how(month);
        }
    }

    /// The months since the first in which anything happened, the oldest first: before it the book knows of nobody.
    pub fn months(&self) -> &[MonthFlow] {
        let first = self.list.iter().position(|month| !month.is_empty()).unwrap_or(self.list.len());
        &self.list[first..]
    }
}

#[cfg(test)]
mod tests {
    use super::super::absence::Absence;
    use super::super::movement::Movement;
    use super::super::{Amount, Period};
    use super::*;
    use proptest::prelude::*;

    fn day(number: i32) -> Day {
        Day::from_number(20_000 + number).unwrap()
    }

    proptest! {
        #[test]
        fn each_month_is_what_the_movement_of_that_month_counts(since in 0..1_300, off in 1..600, away in 31..400) {
            let today = day(1_100);
            let on = day(since).plus(off);
            let back = Some(on.plus(away)).filter(|back| *back <= today);
            let absences = if on <= today { vec![Absence { on, back }] } else { Vec::new() };
            let ledger = Ledger { since: Some(day(since)), own: Amount::Known(5).into(), absences, ..Ledger::default() };
            let mut trend = Trend::until(today);
            trend.add(&ledger, today);
            for month in &trend.list {
                let to = month.first.plus_months(1).plus(-1).min(today);
                let mut all = Movement::default();
                all.add(&ledger, Period { from: month.first, to }, today, |_| Amount::Unknown);
                let counted = (all.new.count, all.won_back.count, all.lost.count, all.net());
                prop_assert_eq!((month.new, month.won_back, month.lost, month.net()), counted);
            }
        }
    }

    #[test]
    fn it_ends_with_the_running_month_and_begins_with_the_first_that_is_known() {
        let today = Day::parse("2026-11-22").unwrap();
        let mut trend = Trend::until(today);
        assert_eq!((trend.list.len(), trend.list[0].first), (36, Day::parse("2023-12-01").unwrap()));
        assert!(trend.months().is_empty(), "nobody came and nobody went");
        let since = Some(Day::parse("2026-09-30").unwrap());
        trend.add(&Ledger { since, ..Ledger::default() }, today);
        let months: Vec<_> = trend.months().iter().map(|month| (month.first.to_string(), month.new)).collect();
        assert_eq!(months, [("2026-09-01".into(), 1), ("2026-10-01".into(), 0), ("2026-11-01".into(), 0)]);
    }
}
