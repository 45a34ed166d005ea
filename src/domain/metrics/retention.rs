//! What remained of the customers who were there when a period began.

use super::ledger::Ledger;
use super::{Amount, Period, share};

/// What remained of C₀, the accounts with V(t₀) > 0 (METHOD §6). Money is that of accounts valued at both ends.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Retention {
    /// #C₀: customers when the period began.
    pub customers: u64,
    /// Of them, those there when it ended.
    pub kept: u64,
    /// Of them, those whose value is known at both ends.
    pub valued: u64,
    /// Of the customers, those whose value is not known at one of the ends.
    pub unvalued: u64,
    /// Of the unvalued, those of whom a line ended and nobody has said what became of it.
    pub undecided: u64,
    /// Of the customers, those whose value has no exchange rate of the day before the period.
    pub unrated: u64,
    /// Of the valued, those worth more than before.
    pub grown: u64,
    /// Of the valued, those worth less than before and still there.
    pub shrunk: u64,
    /// ΣV₀, minor units.
    pub before: i128,
    /// ΣV₁, minor units.
    pub after: i128,
    /// Σ min(V₁, V₀), minor units.
    pub held: i128,
}

impl Retention {
    /// Counts an account in, if it was a customer when the period began. Only its two ends count: who was gone in between
    /// and is back is kept. Where nobody has said what became of a line, the account is in no rate of money.
    pub fn add(&mut self, ledger: &Ledger, period: Period) {
        let (start, end) = (period.opening(), period.to);
        if !ledger.is_customer(start) {
            return;
        }
        let before = ledger.worth(start);
        if !ledger.is_customer(end) {
            return self.take(before, Amount::Known(0));
        }
        if ledger.is_undecided(start, end) {
            self.undecided += 1;
            return self.take(Amount::Unknown, Amount::Unknown);
        }
        self.take(before, ledger.worth(end));
    }

    /// Counts a customer in by the value at both ends.
    pub fn take(&mut self, before: Amount, after: Amount) {
        self.customers += 1;
        self.kept += u64::from(after != Amount::Known(0));
        match (before, after) {
            (Amount::Known(before), Amount::Known(after)) => {
                self.valued += 1;
                self.grown += u64::from(after > before);
                self.shrunk += u64::from(0 < after && after < before);
                self.before += i128::from(before);
                self.after += i128::from(after);
                self.held += i128::from(before.min(after));
            }
            (Amount::Unrated, _) | (_, Amount::Unrated) => self.unrated += 1,
            _ => self.unvalued += 1,
        }
    }

    /// Gross revenue retention, Σ min(V₁, V₀) ÷ ΣV₀, 0 to 1; `None`: nobody with a value was there.
    pub fn grr(&self) -> Option<f64> {
        self.of_before(self.held)
    }

    /// Net revenue retention, ΣV₁ ÷ ΣV₀, 0 and up; `None`: nobody with a value was there.
    pub fn nrr(&self) -> Option<f64> {
        self.of_before(self.after)
    }

    /// Logo retention, the share of customers still there, 0 to 1; `None`: nobody was there.
    pub fn logo(&self) -> Option<f64> {
        share(self.kept, self.customers)
    }

    fn of_before(&self, part: i128) -> Option<f64> {
        (self.before > 0).then(|| part as f64 / self.before as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::super::absence::Absence;
    use super::super::line::Line;
    use super::*;
    use crate::domain::day::Day;
    use proptest::prelude::*;

    fn near(got: Option<f64>, wanted: f64) {
        assert!((got.unwrap() - wanted).abs() < 1e-12, "{got:?} is not {wanted}");
    }

    fn of(cohort: &[(i64, i64)]) -> Retention {
        let mut all = Retention::default();
        for (before, after) in cohort {
            all.take(Amount::Known(*before), Amount::Known(*after));
        }
        all
    }

    fn day(number: i32) -> Day {
        Day::from_number(20_000 + number).unwrap()
    }

    #[test]
    fn the_published_cohort_comes_out_as_published() {
        let got = of(&[(100, 120), (80, 60), (50, 0), (70, 70)]);
        near(got.grr(), 0.766_666_666_666_666_7);
        near(got.nrr(), 0.833_333_333_333_333_4);
        near(got.logo(), 0.75);
        assert_eq!((got.customers, got.kept, got.grown, got.shrunk), (4, 3, 1, 1));
    }

    #[test]
    fn nobody_is_no_share_of_nobody() {
        let nobody = Retention::default();
        assert_eq!((nobody.grr(), nobody.nrr(), nobody.logo()), (None, None, None));
        let mut unvalued = Retention::default();
        unvalued.take(Amount::Unknown, Amount::Known(5));
        unvalued.take(Amount::Unrated, Amount::Known(0));
        assert_eq!((unvalued.grr(), unvalued.logo()), (None, Some(0.5)));
        assert_eq!((unvalued.unvalued, unvalued.unrated), (1, 1));
    }

    #[test]
    fn only_the_two_ends_count_and_who_came_later_was_not_there() {
        let period = Period { from: day(1), to: day(100) };
        let customer = Ledger { since: Some(day(-50)), own: Amount::Known(9).into(), ..Ledger::default() };
        let mut all = Retention::default();
        all.add(&customer, period);
        let away = |on, back: Option<i32>| Ledger {
            absences: vec![Absence { on: day(on), back: back.map(day) }],
            ..customer.clone()
        };
        all.add(&away(10, Some(60)), period);
        assert_eq!((all.customers, all.kept, all.held), (2, 2, 18), "back at the end");
        all.add(&away(-20, Some(0)), period);
        all.add(&away(101, None), period);
        all.add(&away(10, None), period);
        assert_eq!((all.customers, all.kept), (5, 4));
        for nobody in [away(0, None), Ledger { since: Some(day(1)), ..customer.clone() }, Ledger::default()] {
            let mut none = Retention::default();
            none.add(&nobody, period);
            assert_eq!(none, Retention::default(), "came and went, or came, or never began");
        }
        let line = Line { value: Amount::Known(4), end: Some(day(50)), ..Line::default() };
        let over = crate::domain::words::ContractOutcome::Churned;
        let lines = vec![Line { outcome: Some(over), ..line }];
        let mut ended = Retention::default();
        ended.add(&Ledger { lines, ..customer }, period);
        assert_eq!((ended.customers, ended.kept, ended.nrr()), (1, 0, Some(0.0)));
    }

    proptest! {
        #[test]
        fn gross_is_at_most_net_and_at_most_all(cohort in prop::collection::vec((1_i64..1_000_000, 0_i64..1_000_000), 1..60)) {
            let got = of(&cohort);
            let (grr, nrr, logo) = (got.grr().unwrap(), got.nrr().unwrap(), got.logo().unwrap());
            prop_assert!((0.0..=1.0).contains(&grr) && grr <= nrr && (0.0..=1.0).contains(&logo));
            prop_assert_eq!(logo == 0.0, nrr == 0.0);
            let mut turned = cohort.clone();
            turned.reverse();
            prop_assert_eq!(of(&turned), got);
        }

        #[test]
        fn nobody_leaving_and_nobody_shrinking_keeps_all(cohort in prop::collection::vec((1_i64..1_000_000, 0_i64..1_000_000), 1..60)) {
            let grown: Vec<(i64, i64)> = cohort.iter().map(|(before, more)| (*before, before + more)).collect();
            let got = of(&grown);
            prop_assert_eq!((got.grr(), got.logo(), got.shrunk), (Some(1.0), Some(1.0), 0));
        }

        #[test]
        fn the_largest_amounts_do_not_run_over(n in 1_usize..300) {
            let most = crate::domain::money::LARGEST;
            let got = of(&vec![(most, most); n]);
            prop_assert_eq!((got.grr(), got.nrr()), (Some(1.0), Some(1.0)));
        }
    }
}
