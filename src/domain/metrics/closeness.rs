//! How well we stick close, from logged two-way evidence and nothing else (METHOD §6): the index of one account, and of
//! the book weighted by value; who was touched within cadence, and which assignments keep the contacts.

use super::share;

/// Days back over which touches and commitments are counted.
pub const WINDOW: i32 = 90;

/// The weights of the index: touches, roles, contacts, pulse, executives, commitments. Judgement, not measured.
const WEIGHTS: [f64; 6] = [0.30, 0.20, 0.15, 0.15, 0.10, 0.10];
/// Contacts of the account that count as enough.
const CONTACTS: u32 = 3;

/// What is known of one account.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Evidence {
    /// Meaningful touches within [`WINDOW`] days.
    pub touches: u32,
    /// How many its cadence asks for in that time, or since it became a customer.
    pub due: f64,
    /// Assignments whose holder met them within its cadence, and assignments planned.
    pub assignments: (u32, u32),
    /// Contacts with a two-way touch within the active window.
    pub contacts: u32,
    /// Days since the last pulse, and for how many that one is valid; none: there is none.
    pub pulse: Option<(i32, i32)>,
    /// Days since an executive of our team met them, and within how many that is promised; none: promised to nobody there.
    pub executive: Option<(Option<i32>, i32)>,
    /// Commitments kept on time, and commitments that fell due, within [`WINDOW`] days.
    pub commitments: (u32, u32),
}

/// 1 within `valid` days, from there in a straight line to 0 at twice of them.
pub fn freshness(age: i32, valid: i32) -> f64 {
    if age <= valid {
        return 1.0;
    }
    let valid = f64::from(valid.max(1));
    ((2.0 * valid - f64::from(age)) / valid).clamp(0.0, 1.0)
}

impl Evidence {
    /// The six parts, each 0 to 1; none: not applicable, its weight is shared out among the others.
    pub fn parts(&self) -> [Option<f64>; 6] {
        let executive = |(age, every): (Option<i32>, i32)| age.map_or(0.0, |age| freshness(age, every));
        [
            (self.due > 0.0).then(|| (f64::from(self.touches) / self.due).min(1.0)),
            share(self.assignments.0.into(), self.assignments.1.into()),
            Some((f64::from(self.contacts) / f64::from(CONTACTS)).min(1.0)),
            Some(self.pulse.map_or(0.0, |(age, valid)| freshness(age, valid))),
            self.executive.map(executive),
            share(self.commitments.0.into(), self.commitments.1.into()),
        ]
    }

    /// The index, 0 to 100.
    pub fn index(&self) -> f64 {
        let known = || self.parts().into_iter().zip(WEIGHTS).filter_map(|(part, weight)| Some((part?, weight)));
        let all: f64 = known().map(|(_, weight)| weight).sum();
        100.0 * known().map(|(part, weight)| part * weight).sum::<f64>() / all
    }
}

/// The whole book.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Closeness {
    /// Active accounts.
    pub accounts: u64,
    /// Those with a meaningful touch within their cadence.
    pub touched: u64,
    /// Their value and the value of all, minor units.
    pub value: (i128, i128),
    /// Accounts without a known value: in no sum of value, and not in the index.
    pub unvalued: u64,
    /// Assignments whose holder met them within its cadence, and assignments planned.
    pub assignments: (u64, u64),
    weighted: f64,
}

impl Closeness {
    /// Counts an account in; `is_touched`: within its cadence.
    pub fn add(&mut self, evidence: &Evidence, is_touched: bool, value: Option<i64>) {
        self.accounts += 1;
        self.touched += u64::from(is_touched);
        self.assignments.0 += u64::from(evidence.assignments.0);
        self.assignments.1 += u64::from(evidence.assignments.1);
        let Some(value) = value.filter(|value| *value > 0) else {
            self.unvalued += 1;
            return;
        };
        self.value.0 += if is_touched { i128::from(value) } else { 0 };
        self.value.1 += i128::from(value);
        self.weighted += evidence.index() * value as f64;
    }

    /// The index of the book, weighted by value, 0 to 100; `None`: nobody has a value.
    pub fn index(&self) -> Option<f64> {
        (self.value.1 > 0).then(|| self.weighted / self.value.1 as f64)
    }

    /// Accounts touched within cadence; `None`: there are none.
    pub fn touch_coverage(&self) -> Option<f64> {
        share(self.touched, self.accounts)
    }

    /// The same, weighted by value; `None`: nobody has a value.
    pub fn value_coverage(&self) -> Option<f64> {
        (self.value.1 > 0).then(|| self.value.0 as f64 / self.value.1 as f64)
    }

    /// Assignments on cadence; `None`: none is planned.
    pub fn role_coverage(&self) -> Option<f64> {
        share(self.assignments.0, self.assignments.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn near(got: f64, wanted: f64) {
        assert!((got - wanted).abs() < 1e-9, "{got} is not {wanted}");
    }

    /// 3 of 6 touches, 2 of 4 assignments, 2 contacts, a pulse at one and a half of its validity, an executive in time, 1 of 2
    /// commitments.
    fn half() -> Evidence {
        Evidence {
            touches: 3,
            due: 6.0,
            assignments: (2, 4),
            contacts: 2,
            pulse: Some((135, 90)),
            executive: Some((Some(40), 90)),
            commitments: (1, 2),
        }
    }

    #[test]
    fn the_index_is_the_weighted_sum_and_what_does_not_apply_is_shared_out() {
        // 100 · (.30·.5 + .20·.5 + .15·2/3 + .15·.5 + .10·1 + .10·.5), counted by hand.
        near(half().index(), 57.5);
        let tier_c = Evidence { executive: None, commitments: (0, 0), assignments: (0, 0), ..half() };
        // (.30·.5 + .15·2/3 + .15·.5) ÷ .60
        near(tier_c.index(), 100.0 * 0.325 / 0.60);
        near(Evidence { due: 6.4, executive: Some((None, 90)), ..Evidence::default() }.index(), 0.0);
        let all = Evidence {
            touches: 9,
            assignments: (4, 4),
            contacts: 7,
            pulse: Some((90, 90)),
            commitments: (2, 2),
            ..half()
        };
        near(all.index(), 100.0);
    }

    #[test]
    fn what_was_fresh_fades_in_a_straight_line() {
        for (age, wanted) in [(0, 1.0), (90, 1.0), (99, 0.9), (135, 0.5), (180, 0.0), (1_000, 0.0)] {
            near(freshness(age, 90), wanted);
        }
    }

    #[test]
    fn the_book_is_weighted_by_value_and_nothing_of_nobody_is_none() {
        let mut book = Closeness::default();
        assert_eq!((book.index(), book.touch_coverage(), book.role_coverage()), (None, None, None));
        book.add(&half(), true, Some(300));
        book.add(&Evidence { due: 6.4, ..Evidence::default() }, false, Some(100));
        book.add(&half(), true, None);
        near(book.index().unwrap(), 57.5 * 0.75);
        near(book.touch_coverage().unwrap(), 2.0 / 3.0);
        near(book.value_coverage().unwrap(), 0.75);
        assert_eq!((book.assignments, book.unvalued), ((4, 8), 1));
    }

    proptest! {
        #[test]
        fn it_stays_between_none_and_all(touches in 0u32..99, due in 0f64..9.0, on in 0u32..9, more in 0u32..9,
            contacts in 0u32..9, age in 0i32..999, executive in proptest::option::of(0i32..999)) {
            let evidence = Evidence {
                touches, due, assignments: (on, on + more), contacts, pulse: Some((age, 30)),
                executive: executive.map(|age| (Some(age), 90)), commitments: (0, 0),
            };
            prop_assert!((0.0..=100.0 + 1e-9).contains(&evidence.index()));
            let more = Evidence { touches: touches + 1, contacts: contacts + 1, ..evidence };
            prop_assert!(more.index() >= evidence.index() - 1e-9);
        }
    }
}
