//! What became of the lines that ended in a period.

use super::ledger::Ledger;
use super::line::{GRACE, Line};
use super::{Amount, Period, share};
use crate::domain::day::Day;
use crate::domain::words::ContractOutcome;

/// What became of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It goes on, as what it was renewed to.
    Renewed(Amount),
    /// It does not.
    Lost,
    /// Nobody has recorded it; true: though the days of grace are over.
    Pending(bool),
}

/// Lines by what became of them, each in the period in which it ended (METHOD §6).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Renewals {
    /// Renewed: as they were, smaller or grown, at the latest 30 days after the end.
    pub renewed: u64,
    /// Not renewed, or later than that.
    pub lost: u64,
    /// Not decided.
    pub pending: u64,
    /// Of the pending, those that ended more than 30 days ago.
    pub overdue: u64,
    /// Of the decided, those without a value, or without a rate for it, in no sum.
    pub unvalued: u64,
    /// Σ expiring of the decided, minor units.
    pub expiring: i128,
    /// Σ min(renewed, expiring) of them, minor units.
    pub held: i128,
}

impl Renewals {
    /// Counts in the lines of an account that ended in a period, by what is known on `today`.
    pub fn add(&mut self, ledger: &Ledger, period: Period, today: Day) {
        for line in &ledger.lines {
            if let Some(end) = line.end.filter(|end| period.contains(*end)) {
                self.take(line.value, fate(ledger, line, end, today));
            }
        }
    }

    fn take(&mut self, expiring: Amount, fate: Fate) {
        let renewed = match fate {
            Fate::Pending(overdue) => {
                self.pending += 1;
                self.overdue += u64::from(overdue);
                return;
            }
            Fate::Renewed(value) => {
                self.renewed += 1;
                value
            }
            Fate::Lost => {
                self.lost += 1;
                Amount::Known(0)
            }
        };
        match (expiring, renewed) {
            (Amount::Known(expiring), Amount::Known(renewed)) => {
                self.expiring += i128::from(expiring);
                self.held += i128::from(renewed.min(expiring));
            }
            _ => self.unvalued += 1,
        }
    }

    /// How many were decided.
    pub fn decided(&self) -> u64 {
        self.renewed + self.lost
    }

    /// Renewed ÷ decided, 0 to 1; `None`: none was decided.
    pub fn rate(&self) -> Option<f64> {
        share(self.renewed, self.decided())
    }

    /// Σ min(renewed, expiring) ÷ Σ expiring, 0 to 1; `None`: none with a value was decided.
    pub fn value_rate(&self) -> Option<f64> {
        (self.expiring > 0).then(|| self.held as f64 / self.expiring as f64)
    }
}

/// What became of a line that ends on `end`, by what is known on `today`.
///
/// A line of the same product that follows says that it was renewed, where nobody recorded it. Whoever is gone when the
/// days of grace are over has not renewed, whatever was recorded before.
pub fn fate(ledger: &Ledger, line: &Line, end: Day, today: Day) -> Fate {
    let last = end.plus(GRACE);
    let outcome = line.outcome.filter(|_| line.outcome_on.is_none_or(|on| on <= today));
    let gone = line.absences.iter().chain(&ledger.absences).any(|absence| absence.covers(last) && absence.on <= today);
    match outcome {
        Some(ContractOutcome::Churned) => Fate::Lost,
        _ if gone => Fate::Lost,
        Some(_) if line.outcome_on.is_some_and(|on| on > last) => Fate::Lost,
        Some(_) => Fate::Renewed(line.renewed_value()),
        None if line.followed.is_some_and(|(from, _)| from <= today) => Fate::Renewed(line.renewed_value()),
        None => Fate::Pending(last < today),
    }
}

#[cfg(test)]
mod tests {
    use super::super::absence::Absence;
    use super::*;
    use proptest::prelude::*;

    fn day(number: i32) -> Day {
        Day::from_number(20_000 + number).unwrap()
    }

    fn line(outcome: Option<ContractOutcome>, on: i32, next: i64) -> Line {
        Line {
            value: Amount::Known(10),
            end: Some(day(100)),
            outcome,
            outcome_on: outcome.map(|_| day(on)),
            next_value: Amount::Known(next),
            ..Line::default()
        }
    }

    fn of(lines: Vec<Line>, absences: Vec<Absence>, today: i32) -> Renewals {
        let mut all = Renewals::default();
        let ledger = Ledger { lines, absences, ..Ledger::default() };
        all.add(&ledger, Period { from: day(90), to: day(110) }, day(today));
        all
    }

    const RENEWED: Option<ContractOutcome> = Some(ContractOutcome::Renewed);

    #[test]
    fn a_line_counts_where_it_ended_and_growth_keeps_no_more_than_all() {
        let lines = vec![
            line(RENEWED, 40, 10),
            line(Some(ContractOutcome::Expanded), 130, 30),
            line(Some(ContractOutcome::Downsell), 99, 4),
            line(Some(ContractOutcome::Churned), 99, 0),
            line(None, 0, 0),
            Line { end: Some(day(111)), ..line(RENEWED, 100, 10) },
        ];
        let got = of(lines, Vec::new(), 400);
        assert_eq!((got.renewed, got.lost, got.pending, got.overdue), (3, 1, 1, 1));
        assert_eq!((got.rate(), got.value_rate()), (Some(0.75), Some(0.6)));
    }

    #[test]
    fn grace_is_thirty_days_and_what_lies_ahead_has_not_happened() {
        assert_eq!(of(vec![line(RENEWED, 130, 10)], Vec::new(), 400).renewed, 1);
        assert_eq!(of(vec![line(RENEWED, 131, 10)], Vec::new(), 400).lost, 1);
        assert_eq!(of(vec![line(RENEWED, 120, 10)], Vec::new(), 119).pending, 1);
        assert_eq!(of(vec![line(None, 0, 0)], Vec::new(), 130).overdue, 0);
        let got = of(vec![line(None, 0, 0)], Vec::new(), 131);
        assert_eq!((got.overdue, got.rate(), got.value_rate()), (1, None, None));
    }

    #[test]
    fn who_is_gone_has_not_renewed_and_who_follows_has() {
        let gone = Absence { on: day(95), back: None };
        assert_eq!(of(vec![line(RENEWED, 40, 10)], vec![gone], 400).lost, 1);
        assert_eq!(of(vec![line(RENEWED, 40, 10)], vec![Absence { on: day(131), back: None }], 400).renewed, 1);
        let followed =
            Line { followed: Some((day(101), Amount::Known(8))), next_value: Amount::Unknown, ..line(None, 0, 0) };
        let got = of(vec![followed], Vec::new(), 400);
        assert_eq!((got.renewed, got.value_rate()), (1, Some(0.8)));
        let unknown = Line { next_value: Amount::Unknown, ..line(Some(ContractOutcome::Downsell), 99, 0) };
        assert_eq!(of(vec![unknown], Vec::new(), 400).unvalued, 1);
    }

    proptest! {
        #[test]
        fn all_lines_are_counted_once(list in prop::collection::vec((0_usize..5, 0_i32..200, 0_i64..40), 0..40), today in 0_i32..300) {
            let outcomes = [None, RENEWED, Some(ContractOutcome::Downsell), Some(ContractOutcome::Expanded), Some(ContractOutcome::Churned)];
            let lines: Vec<Line> = list.iter().map(|(outcome, on, next)| line(outcomes[*outcome], *on, *next)).collect();
            let got = of(lines, Vec::new(), today);
            prop_assert_eq!(got.decided() + got.pending, list.len() as u64);
            prop_assert!(got.overdue <= got.pending && got.held <= got.expiring && got.held >= 0);
        }
    }
}
