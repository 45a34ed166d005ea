//! From points and timing to probability and money (METHOD §5.2).
//!
//! The question is: will they decide to leave within the horizon, 180 days unless the book says otherwise? Two things answer
//! it: the propensity, which the score tells, and the timing, whether a decision can fall into the horizon at all.

use super::points::{Points, Probability};
use super::timing::Timing;
use std::collections::BTreeMap;
use std::f64::consts::LN_2;

/// Days of a year.
const YEAR: f64 = 365.0;

/// What the probability of one account hangs on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Case {
    /// Its points, with the hundredths that order accounts of one score.
    pub score: f64,
    /// When it can decide.
    pub timing: Timing,
    /// Whether enough is known of it for its score to count.
    pub sure: bool,
}

impl Case {
    /// A case as it is kept: whole points, hundredths beside them, the place of the timing.
    pub fn kept(score: u32, fine: i32, timing: u8, sure: bool) -> Self {
        Self { score: f64::from(score) + f64::from(fine) / 100.0, timing: Timing::at(timing), sure }
    }

    /// The same with `removes` points fewer, never below none.
    #[must_use]
    pub fn less(self, removes: u32) -> Self {
        Self { score: (self.score - f64::from(removes)).max(0.0), ..self }
    }

    /// Where it stands among others, whatever the base rate is: the highest first to leave. Log-odds but for a constant.
    pub fn rank(self, points: &Points) -> f64 {
        let odds = &points.probability;
        match self.timing {
            Timing::Noticed => f64::from(i16::MAX),
            timing if self.sure => slope(odds) * self.score - held_back(odds, timing),
            // Of too little is known: after all others, by what is known of the timing.
            timing => -f64::from(i16::MAX) - held_back(odds, timing),
        }
    }
}

/// Log-odds a point adds.
fn slope(odds: &Probability) -> f64 {
    LN_2 / odds.doubling
}

/// Log-odds that the timing takes away: all of `later` where no decision falls into the horizon; of who can decide on any
/// day, the share of a year that the horizon is.
fn held_back(odds: &Probability, timing: Timing) -> f64 {
    match timing {
        Timing::Soon | Timing::Noticed => 0.0,
        Timing::AnyDay => (YEAR / f64::from(odds.horizon)).ln().max(0.0),
        Timing::Later => odds.later,
    }
}

/// What a book has seen: how many customers left, in how many account-years.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Seen {
    /// Whole accounts lost, but for those that could not be helped.
    pub defections: u64,
    /// Years for which accounts were watched, added up.
    pub account_years: f64,
}

impl Seen {
    /// The base rate of deciding to leave within a year, μ = (D + 2)/(Y + 20) with the points' own prior (METHOD §5.2), which
    /// alone holds where nothing was seen.
    pub fn base_rate(&self, points: &Points) -> f64 {
        let odds = &points.probability;
        let rate = (self.defections as f64 + odds.prior_defections) / (self.account_years.max(0.0) + odds.prior_years);
        rate.clamp(1e-6, odds.cap)
    }
}

/// The probability of deciding to leave within the horizon (METHOD §5.2):
/// p = logistic(α + slope·score − what the timing holds back), capped.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Odds {
    /// α of accounts of which enough is known.
    alpha: f64,
    /// α of the others, whose score does not count.
    plain: f64,
    slope: f64,
    any_day: f64,
    later: f64,
    noticed: f64,
    cap: f64,
    horizon: i32,
    /// The base rate within the horizon.
    rate: f64,
}

impl Odds {
    /// Anchored: α such that the mean probability of these accounts, given with how many there are of each, is the base rate of
    /// the book. Those who have given notice have decided, and are left out.
    pub fn anchored(points: &Points, cases: impl IntoIterator<Item = (Case, u64)>, seen: Seen) -> Self {
        let probability = &points.probability;
        let mut odds = Self {
            alpha: 0.0,
            plain: 0.0,
            slope: slope(probability),
            any_day: held_back(probability, Timing::AnyDay),
            later: probability.later,
            noticed: 1.0 - save_rate(points, 0, 0),
            cap: probability.cap,
            horizon: probability.horizon,
            rate: 1.0 - (1.0 - seen.base_rate(points)).powf(f64::from(probability.horizon) / YEAR),
        };
        let mut cells = Cells::default();
        cases.into_iter().for_each(|(case, count)| cells.take(case, count));
        // First as if nothing were known but the timing; then the score shares out what that expects of those it counts for.
        odds.plain = bisect(odds.rate, |alpha| cells.mean(false, |_, timing| odds.at(alpha, 0.0, timing)));
        if cells.sure > 0 {
            let expected = cells.mean(true, |_, timing| odds.at(odds.plain, 0.0, timing));
            odds.alpha = bisect(expected, |alpha| cells.mean(true, |score, timing| odds.at(alpha, score, timing)));
        } else {
            odds.alpha = odds.plain;
        }
        odds
    }

    /// The base rate for everybody, whatever the score and the timing say: where the probabilities were worse than that on
    /// the book's own churned accounts. Who has given notice has decided all the same.
    #[must_use]
    pub fn flat(self) -> Self {
        let alpha = (self.rate / (1.0 - self.rate)).ln();
        Self { alpha, plain: alpha, slope: 0.0, any_day: 0.0, later: 0.0, ..self }
    }

    /// The base rate of deciding to leave within the horizon.
    pub const fn rate(&self) -> f64 {
        self.rate
    }

    /// Why everybody gets the base rate, in a sentence; none: the probabilities tell more, as far as is known.
    pub fn why_flat(&self) -> Option<String> {
        (self.slope <= 0.0).then(|| {
            format!(
                "Its probabilities are not used: on this book's churned accounts they told less than one rate for everybody, \
                 {:.0} %, which is said instead; the order stays.",
                self.rate * 100.0
            )
        })
    }

    /// Of a book of which nothing is known: the prior's base rate for an account without points.
    pub fn unanchored(points: &Points) -> Self {
        let nobody = Case { score: 0.0, timing: Timing::Soon, sure: true };
        Self::anchored(points, [(nobody, 1)], Seen::default())
    }

    /// α, the log-odds at a score of zero where a decision falls into the horizon.
    pub const fn alpha(&self) -> f64 {
        self.alpha
    }

    /// The days within which they decide or not.
    pub const fn horizon(&self) -> i32 {
        self.horizon
    }

    fn at(&self, alpha: f64, score: f64, timing: Timing) -> f64 {
        let held_back = match timing {
            Timing::Soon => 0.0,
            Timing::AnyDay => self.any_day,
            Timing::Later => self.later,
            Timing::Noticed => return self.noticed,
        };
        (1.0 / (1.0 + (-(alpha + self.slope * score - held_back)).exp())).min(self.cap)
    }

    /// The probability of deciding to leave within the horizon, 0 to the cap. Of who has given notice: of not being saved.
    pub fn of(&self, case: Case) -> f64 {
        if case.sure { self.at(self.alpha, case.score, case.timing) } else { self.at(self.plain, 0.0, case.timing) }
    }

    /// The propensity: the probability if they had to decide within the horizon.
    pub fn propensity(&self, case: Case) -> f64 {
        let timing = if case.timing == Timing::Noticed { Timing::Noticed } else { Timing::Soon };
        self.of(Case { timing, ..case })
    }

    /// The probability of deciding to leave within `days`, at a constant hazard: 1 − (1 − p)^(days/horizon).
    pub fn within(&self, case: Case, days: i32) -> f64 {
        1.0 - (1.0 - self.of(case)).powf(f64::from(days) / f64::from(self.horizon))
    }

    /// Revenue at risk within the horizon: the probability times `value`, in the units of `value`.
    pub fn at_risk(&self, case: Case, value: i64) -> i64 {
        (self.of(case) * value as f64).round() as i64
    }

    /// What an action that truly removes `removes` points is worth: value times the fall in probability times the rate at
    /// which such actions save, in the units of `value`.
    pub fn worth(&self, case: Case, removes: u32, value: i64, save_rate: f64) -> i64 {
        let fall = self.of(case) - self.of(case.less(removes));
        (value as f64 * fall * save_rate).round() as i64
    }

    /// The expected loss of a book of cases with their value, and its standard deviation if accounts leave independently,
    /// `ΣpV` and `√ΣV²p(1−p)`, in the units of the values.
    pub fn book(&self, accounts: impl IntoIterator<Item = (Case, i64)>) -> (f64, f64) {
        let (mut expected, mut variance) = (0.0, 0.0);
        for (case, value) in accounts {
            let (p, value) = (self.of(case), value as f64);
            expected += p * value;
            variance += value * value * p * (1.0 - p);
        }
        (expected, variance.sqrt())
    }
}

/// How many accounts there are of each kind of case, in hundredths of a point.
#[derive(Default)]
struct Cells {
    counts: BTreeMap<(bool, u8, i32), u64>,
    sure: u64,
    all: u64,
}

impl Cells {
    fn take(&mut self, case: Case, count: u64) {
        if case.timing != Timing::Noticed {
            let hundredths = (case.score * 100.0).round() as i32;
            *self.counts.entry((case.sure, case.timing.place(), hundredths)).or_default() += count;
            self.all += count;
            self.sure += if case.sure { count } else { 0 };
        }
    }

    /// The mean of `of` over all accounts, or over those of which enough is known; 0 where there is none.
    fn mean(&self, sure_only: bool, of: impl Fn(f64, Timing) -> f64) -> f64 {
        let cells = self.counts.iter().filter(|((sure, ..), _)| *sure || !sure_only);
        let each = cells.map(|((_, timing, hundredths), count)| {
            *count as f64 * of(f64::from(*hundredths) / 100.0, Timing::at(*timing))
        });
        each.sum::<f64>() / (if sure_only { self.sure } else { self.all }).max(1) as f64
    }
}

/// The save rate of a playbook that was tried `tried` times and saved `saved`, with the points' own prior.
pub fn save_rate(points: &Points, saved: u32, tried: u32) -> f64 {
    f64::from(saved + points.save.saved) / f64::from((tried + points.save.tried).max(1))
}

/// The α at which `mean`, which grows with it, is `rate`: sixty-four halvings reach the last bit.
fn bisect(rate: f64, mean: impl Fn(f64) -> f64) -> f64 {
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

    const fn case(score: f64, timing: Timing) -> Case {
        Case { score, timing, sure: true }
    }

    /// 9 churns in 100 account-years, and nothing assumed.
    fn seen() -> (Points, Seen) {
        let mut points = Points::shipped().unwrap();
        (points.probability.prior_defections, points.probability.prior_years) = (0.0, 1e-9);
        (points, Seen { defections: 9, account_years: 100.0 })
    }

    #[test]
    fn the_mean_of_all_is_the_base_rate_of_the_horizon() {
        let (points, seen) = seen();
        let unsure = |timing| Case { score: 0.0, timing, sure: false };
        let cases = [
            (case(5.0, Timing::Soon), 3),
            (case(38.0, Timing::Later), 4),
            (case(50.0, Timing::AnyDay), 1),
            (unsure(Timing::Soon), 2),
            (unsure(Timing::Later), 5),
            (case(70.0, Timing::Noticed), 9),
        ];
        let odds = Odds::anchored(&points, cases, seen);
        let mean: f64 = cases[..5].iter().map(|(case, count)| odds.of(*case) * *count as f64).sum::<f64>() / 15.0;
        let rate = 1.0 - 0.91_f64.powf(180.0 / 365.0);
        assert!((mean - rate).abs() < 1e-12, "{mean} is not {rate}");
        assert!((odds.of(cases[5].0) - 0.7).abs() < 1e-12, "three of ten who gave notice are saved");
    }

    #[test]
    fn twenty_points_double_the_odds_and_a_later_deadline_divides_them() {
        let (points, seen) = seen();
        let odds = Odds::anchored(&points, [(case(0.0, Timing::Soon), 1)], seen);
        let ratio = |p: f64| p / (1.0 - p);
        let at = |score, timing| ratio(odds.of(case(score, timing)));
        assert!((at(20.0, Timing::Soon) / at(0.0, Timing::Soon) - 2.0).abs() < 1e-9);
        assert!((at(30.0, Timing::Later) / at(30.0, Timing::Soon) - (-2.8_f64).exp()).abs() < 1e-9);
        assert!((at(0.0, Timing::AnyDay) / at(0.0, Timing::Soon) - 180.0 / 365.0).abs() < 1e-9);
        let propensity = odds.propensity(case(30.0, Timing::Later));
        assert!((propensity - odds.of(case(30.0, Timing::Soon))).abs() < 1e-12);
    }

    #[test]
    fn money_is_probability_times_value() {
        let (points, seen) = seen();
        let odds = Odds::anchored(&points, [(case(10.0, Timing::Soon), 1)], seen);
        let one = case(38.0, Timing::Soon);
        let p = odds.of(one);
        assert_eq!(odds.at_risk(one, 12_000_000), (p * 12_000_000.0).round() as i64);
        let fall = p - odds.of(case(30.0, Timing::Soon));
        let worth = odds.worth(one, 8, 12_000_000, save_rate(&points, 0, 0));
        assert_eq!(worth, (12_000_000.0 * fall * 0.3).round() as i64);
        let (expected, deviation) = odds.book([(one, 100), (one, 100)]);
        assert!((expected - 200.0 * p).abs() < 1e-9 && (deviation - (20_000.0 * p * (1.0 - p)).sqrt()).abs() < 1e-9);
        assert!((odds.within(one, 360) - (1.0 - (1.0 - p).powi(2))).abs() < 1e-12);
    }

    #[test]
    fn a_book_without_a_history_goes_by_the_prior() {
        let points = Points::shipped().unwrap();
        assert!((Seen::default().base_rate(&points) - 0.1).abs() < 1e-12);
        let odds = Odds::unanchored(&points);
        let rate = 1.0 - 0.9_f64.powf(180.0 / 365.0);
        assert!((odds.of(case(0.0, Timing::Soon)) - rate).abs() < 1e-12);
        let nobody = Odds::anchored(&points, [], Seen::default());
        assert!(nobody.of(case(0.0, Timing::Soon)).is_finite());
    }

    #[test]
    fn notice_stands_first_and_too_little_known_last() {
        let points = Points::shipped().unwrap();
        let unsure = Case { score: 0.0, timing: Timing::Soon, sure: false };
        let order = [
            case(0.0, Timing::Noticed),
            case(30.5, Timing::Soon),
            case(30.0, Timing::Soon),
            case(30.0, Timing::AnyDay),
            case(60.0, Timing::Later),
            unsure,
            Case { timing: Timing::Later, ..unsure },
        ];
        assert!(order.windows(2).all(|two| two[0].rank(&points) > two[1].rank(&points)));
    }
}
