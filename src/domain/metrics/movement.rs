//! Who came and who went in a period, in whole numbers.

use super::absence::Absence;
use super::ledger::Ledger;
use super::renewal::{Fate, fate};
use super::{Amount, Flow, Period};
use crate::domain::day::Day;

/// Customers that came, went and stayed on in a period, each dated by its own day (METHOD §6, guerrilla metrics).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Movement {
    /// Customers when it began.
    pub before: u64,
    /// Customers when it ended.
    pub after: u64,
    /// Customers who began.
    pub new: Flow,
    /// Customers who went, whole; one who went twice counts twice.
    pub lost: Flow,
    /// Customers who were gone, and came back.
    pub won_back: Flow,
    /// Of the new, those who were gone again at its end.
    pub came_and_went: u64,
    /// Losses dated before their customer began, which contradict themselves: in no count here.
    pub early: u64,
    /// Contract lines whose renewal was decided, at what they were renewed to.
    pub renewed: Flow,
    /// Accounts of which nobody knows when they began, in no count.
    pub undated: u64,
}

impl Movement {
    /// Counts an account in, by what is known on `today`. `lost_value`: a year of a loss as it was recorded.
    pub fn add(&mut self, ledger: &Ledger, period: Period, today: Day, lost_value: impl Fn(Absence) -> Amount) {
        let Some(begins) = ledger.begins() else {
            self.undated += u64::from(ledger.absences.is_empty());
            return;
        };
        self.before += u64::from(ledger.is_present(period.opening()));
        self.after += u64::from(ledger.is_present(period.to));
        let is_new = period.contains(begins);
        if is_new {
            self.new.add(ledger.first_worth(begins));
            self.came_and_went += u64::from(!ledger.is_present(period.to));
        }
        let is_early = |absence: &&Absence| absence.on < begins;
        self.early += ledger.absences.iter().filter(is_early).filter(|one| period.contains(one.on)).count() as u64;
        for absence in ledger.absences.iter().filter(|absence| !is_early(absence)) {
            if period.contains(absence.on) {
                self.lost.add(ledger.lost_worth(absence.on, lost_value(*absence)));
            }
            if let Some(back) = absence.back.filter(|back| period.contains(*back)) {
                self.won_back.add(ledger.first_worth(back));
            }
        }
        for one in renewals(ledger, today).filter(|one| period.contains(one.on)) {
            self.renewed.add(one.value);
        }
    }

    /// New and won back less lost, in customers.
    pub fn net(&self) -> i64 {
        (self.new.count + self.won_back.count) as i64 - self.lost.count as i64
    }

    /// New and won back less lost, in minor units.
    pub fn net_value(&self) -> i64 {
        self.new.value.saturating_add(self.won_back.value).saturating_sub(self.lost.value)
    }
}

/// A line that was renewed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Renewed<'a> {
    /// The day it was decided, else that of the line that follows, else of the end.
    pub on: Day,
    /// What it was renewed to.
    pub value: Amount,
    /// Why; none: nobody wrote it down.
    pub reason: Option<&'a str>,
}

/// The renewals of an account by what is known on `today`.
pub fn renewals(ledger: &Ledger, today: Day) -> impl Iterator<Item = Renewed<'_>> {
    ledger.lines.iter().filter_map(move |line| {
        let end = line.end?;
        let Fate::Renewed(value) = fate(ledger, line, end, today) else { return None };
        let followed = line.followed.map(|(from, _)| from);
        let on = line.outcome_on.or(followed).unwrap_or(end);
        Some(Renewed { on, value, reason: line.reason.as_deref() })
    })
}

#[cfg(test)]
mod tests {
    use super::super::absence::absences;
    use super::super::line::Line;
    use super::*;
    use crate::domain::survival::life::Loss;
    use crate::domain::words::ContractOutcome;
    use proptest::prelude::*;

    fn day(number: i32) -> Day {
        Day::from_number(20_000 + number).unwrap()
    }

    const TODAY: i32 = 200;

    fn ledger(since: i32, losses: &[(i32, Option<i32>)]) -> Ledger {
        let losses: Vec<Loss> =
            losses.iter().map(|(on, back)| Loss { on: day(*on), kind: None, won_back_on: back.map(day) }).collect();
        Ledger {
            since: Some(day(since)),
            own: Amount::Known(5).into(),
            absences: absences(&losses, day(TODAY)),
            ..Ledger::default()
        }
    }

    fn of(ledgers: &[Ledger]) -> Movement {
        let mut all = Movement::default();
        for one in ledgers {
            all.add(one, Period { from: day(1), to: day(100) }, day(TODAY), |_| Amount::Unknown);
        }
        all
    }

    #[test]
    fn who_came_and_who_went_are_counted_by_their_day() {
        let got = of(&[
            ledger(-50, &[]),
            ledger(-50, &[(1, None)]),
            ledger(-50, &[(101, None)]),
            ledger(-50, &[(10, Some(39))]),
            ledger(-50, &[(10, Some(40))]),
            ledger(20, &[(90, None)]),
            ledger(20, &[(20, None)]),
            ledger(100, &[]),
            Ledger::default(),
        ]);
        assert_eq!((got.before, got.after, got.undated), (5, 5, 1));
        assert_eq!((got.new.count, got.lost.count, got.won_back.count, got.came_and_went), (3, 4, 1, 2));
        assert_eq!((got.net(), got.net_value(), got.lost.value), (0, 0, 20));
    }

    #[test]
    fn a_loss_is_worth_what_was_recorded_else_what_was_there() {
        let mut got = Movement::default();
        let period = Period { from: day(1), to: day(100) };
        got.add(&ledger(-50, &[(10, None)]), period, day(TODAY), |_| Amount::Known(3));
        got.add(&Ledger { own: Amount::Unknown.into(), ..ledger(-50, &[(10, None)]) }, period, day(TODAY), |_| {
            Amount::Unknown
        });
        assert_eq!(got.lost, Flow { count: 2, value: 3, unvalued: 1 });
    }

    #[test]
    fn a_renewal_counts_on_the_day_it_was_decided() {
        let line = |decided: Option<i32>, outcome| Line {
            value: Amount::Known(7),
            end: Some(day(150)),
            outcome: Some(outcome),
            outcome_on: decided.map(day),
            ..Line::default()
        };
        let lines = vec![
            line(Some(90), ContractOutcome::Renewed),
            line(None, ContractOutcome::Renewed),
            line(Some(90), ContractOutcome::Churned),
        ];
        assert_eq!(of(&[Ledger { lines, ..ledger(-50, &[]) }]).renewed, Flow { count: 1, value: 7, unvalued: 0 });
    }

    #[test]
    fn a_loss_before_the_beginning_is_told_and_not_counted() {
        let moved = of(&[ledger(50, &[(20, Some(50))]), ledger(10, &[(60, None)])]);
        assert_eq!((moved.early, moved.lost.count, moved.new.count), (1, 1, 2));
    }

    proptest! {
        #[test]
        fn who_is_there_is_who_was_there_and_came_less_who_went(
            list in prop::collection::vec((-60_i32..150, prop::collection::vec((-90_i32..190, prop::option::of(0_i32..90)), 0..4)), 0..40)
        ) {
            let ledgers: Vec<Ledger> = list.iter().map(|(since, losses)| {
                let losses: Vec<_> = losses.iter().map(|(on, gap)| (*on, gap.map(|gap| on + gap))).collect();
                ledger(*since, &losses)
            }).collect();
            let got = of(&ledgers);
            prop_assert_eq!(got.before as i64 + got.net(), got.after as i64);
            prop_assert!(got.came_and_went <= got.new.count && got.came_and_went <= got.lost.count);
        }
    }
}
