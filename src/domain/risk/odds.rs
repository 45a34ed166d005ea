//! From points to probability and money (METHOD §5.2).

use super::points::Points;

/// The odds double with every ten points.
const SLOPE: f64 = std::f64::consts::LN_2 / 10.0;

/// How many scores there are: 0 to 100.
const SCORES: usize = 101;

/// What a book has seen: how many customers left, in how many account-years.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Seen {
    /// Whole accounts lost, but for those that could not be helped.
    pub defections: u64,
    /// Years for which accounts were watched, added up.
    pub account_years: f64,
}

impl Seen {
    /// The base rate of leaving within a year, μ = (D + 2)/(Y + 20) with the points' own prior (METHOD §5.2); `None`: nothing
    /// was seen.
    pub fn base_rate(&self, points: &Points) -> Option<f64> {
        if self.defections == 0 && self.account_years <= 0.0 {
            return None;
        }
        let odds = &points.probability;
        let rate = (self.defections as f64 + odds.prior_defections) / (self.account_years.max(0.0) + odds.prior_years);
        Some(rate.clamp(1e-6, odds.cap))
    }
}

/// The probability of leaving within twelve months, by the score: p(S) = 1/(1 + e^−(α + B·S)), B = ln 2/10, capped.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Odds {
    alpha: f64,
    cap: f64,
}

impl Odds {
    /// Of a book without a history of its own.
    pub fn unanchored(points: &Points) -> Self {
        let base = points.probability.base;
        Self { alpha: (base / (1.0 - base)).ln(), cap: points.probability.cap }
    }

    /// Anchored: α such that the mean probability of these accounts, given as pairs of score and number, is the base rate
    /// of the book.
    pub fn anchored(points: &Points, accounts: impl IntoIterator<Item = (u32, u64)>, seen: Seen) -> Self {
        let mut counts = [0_u64; SCORES];
        for (score, count) in accounts {
            counts[(score as usize).min(SCORES - 1)] += count;
        }
        let all: u64 = counts.iter().sum();
        match seen.base_rate(points) {
            Some(rate) if all > 0 => {
                Self { alpha: bisect(&counts, all, rate, points.probability.cap), ..Self::unanchored(points) }
            }
            _ => Self::unanchored(points),
        }
    }

    /// α, the log-odds at a score of zero.
    pub const fn alpha(&self) -> f64 {
        self.alpha
    }

    /// The probability of leaving within twelve months at `score` points, 0 to the cap.
    pub fn within_a_year(&self, score: u32) -> f64 {
        at(self.alpha, score, self.cap)
    }

    /// The probability of leaving within `days`, at a constant hazard: 1 − (1 − p)^(days/365).
    pub fn within(&self, score: u32, days: i32) -> f64 {
        1.0 - (1.0 - self.within_a_year(score)).powf(f64::from(days) / 365.0)
    }

    /// Revenue at risk within twelve months: the probability times `value`, in the units of `value`.
    pub fn at_risk(&self, score: u32, value: i64) -> i64 {
        (self.within_a_year(score) * value as f64).round() as i64
    }

    /// What an action that truly removes `removes` points is worth: value times the fall in probability times the rate at
    /// which such actions save, in the units of `value`.
    pub fn worth(&self, score: u32, removes: u32, value: i64, save_rate: f64) -> i64 {
        let fall = self.within_a_year(score) - self.within_a_year(score.saturating_sub(removes));
        (value as f64 * fall * save_rate).round() as i64
    }

    /// The expected loss of a book of pairs of score and value, and its standard deviation if accounts leave
    /// independently, `ΣpV` and `√ΣV²p(1−p)`, in the units of the values.
    pub fn book(&self, accounts: impl IntoIterator<Item = (u32, i64)>) -> (f64, f64) {
        let (mut expected, mut variance) = (0.0, 0.0);
        for (score, value) in accounts {
            let (p, value) = (self.within_a_year(score), value as f64);
            expected += p * value;
            variance += value * value * p * (1.0 - p);
        }
        (expected, variance.sqrt())
    }
}

/// The save rate of a playbook that was tried `tried` times and saved `saved`, with the points' own prior.
pub fn save_rate(points: &Points, saved: u32, tried: u32) -> f64 {
    f64::from(saved + points.save.saved) / f64::from((tried + points.save.tried).max(1))
}

fn at(alpha: f64, score: u32, cap: f64) -> f64 {
    (1.0 / (1.0 + (-(alpha + SLOPE * f64::from(score.min(100)))).exp())).min(cap)
}

fn bisect(counts: &[u64; SCORES], all: u64, rate: f64, cap: f64) -> f64 {
    let mean = |alpha: f64| {
        let sum: f64 = counts
            .iter()
            .enumerate()
            .filter(|(_, count)| **count > 0)
            .map(|(score, count)| *count as f64 * at(alpha, score as u32, cap))
            .sum();
        sum / all as f64
    };
    // The mean grows with α; sixty halvings of the interval reach the last bit.
    let (mut low, mut high) = (-24.0, 12.0);
    for _ in 0..64 {
        let middle = f64::midpoint(low, high);
        if mean(middle) < rate {
            low = middle;
        } else {
            high = middle;
        }
    }
    f64::midpoint(low, high)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(left: f64, right: f64) {
        assert!((left - right).abs() < 1e-12, "{left} is not {right}");
    }

    #[test]
    fn probability_equals_the_golden_numbers() {
        let odds = Odds::unanchored(&Points::shipped().unwrap());
        for (score, golden) in [
            (0, 0.040_000_000_000_000_015),
            (15, 0.105_426_498_228_712_3),
            (30, 0.25),
            (45, 0.485_281_374_238_570_4),
            (60, 0.727_272_727_272_727_3),
            (100, 0.95),
            (38, 0.367_235_602_047_513_5),
        ] {
            close(odds.within_a_year(score), golden);
        }
        close(odds.within(38, 90), 0.106_712_643_782_058_69);
    }

    #[test]
    fn money_equals_the_golden_numbers() {
        let points = Points::shipped().unwrap();
        let odds = Odds::unanchored(&points);
        assert_eq!(odds.at_risk(38, 12_000_000), 4_406_827);
        assert_eq!(odds.worth(38, 8, 12_000_000, save_rate(&points, 0, 0)), 422_048);
        let book = [(5, 50_000), (12, 80_000), (38, 120_000), (50, 40_000), (0, 200_000)];
        let (expected, deviation) = odds.book(book);
        assert!((expected - 84_696.713_872_720_85).abs() < 1e-6, "{expected}");
        assert!((deviation - 76_913.352_452_081_05).abs() < 1e-6, "{deviation}");
    }

    #[test]
    fn the_anchor_equals_the_golden_numbers() {
        let mut points = Points::shipped().unwrap();
        // Nothing assumed: the base rate is what was seen, 9 in 100 account-years.
        points.probability.prior_defections = 0.0;
        points.probability.prior_years = 1e-9;
        let seen = Seen { defections: 9, account_years: 100.0 };
        let odds = Odds::anchored(&points, [(5, 1), (12, 1), (38, 1), (50, 1), (0, 1)], seen);
        assert!((odds.alpha() + 4.493_344_582_841_21).abs() < 1e-9, "{}", odds.alpha());
        for (score, golden) in [
            (5, 0.015_569_169_498_091_682),
            (12, 0.025_048_641_996_795_108),
            (38, 0.134_774_716_713_619_1),
            (50, 0.263_547_973_999_969_5),
            (0, 0.011_059_497_791_524_566),
        ] {
            assert!((odds.within_a_year(score) - golden).abs() < 1e-9);
        }
    }

    #[test]
    fn a_book_without_a_history_keeps_the_shipped_base() {
        let points = Points::shipped().unwrap();
        let nothing = Odds::anchored(&points, [(30, 4)], Seen::default());
        assert_eq!(nothing, Odds::unanchored(&points));
        let nobody = Odds::anchored(&points, [], Seen { defections: 3, account_years: 10.0 });
        assert_eq!(nobody, Odds::unanchored(&points));
        let rate = Seen { defections: 3, account_years: 30.0 }.base_rate(&points).unwrap();
        close(rate, 0.1);
    }
}
