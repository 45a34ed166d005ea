//! The score: points added up, their band, and what they mean in probability and money.

use super::facts::Facts;
use super::points::{Bands, Points, Tier};
use super::signal::{Reading, SIGNALS, Scene, State};
use crate::domain::id::Id;
use crate::domain::member::Member;
use crate::domain::words::words;

words! {
    /// How worried to be, in a word and a symbol.
    Band, "band" {
        /// Nothing to worry about.
        Steady = "steady",
        /// Keep an eye on it.
        Watch = "watch",
        /// Something has to be done.
        AtRisk = "at risk",
        /// Now.
        Critical = "critical",
    }
}

impl Band {
    /// The band of a score.
    pub fn of(score: u32, bands: &Bands) -> Self {
        match score {
            _ if score >= bands.critical => Band::Critical,
            _ if score >= bands.at_risk => Band::AtRisk,
            _ if score >= bands.watch => Band::Watch,
            _ => Band::Steady,
        }
    }
}

/// The odds double with every ten points (domain §5.2).
const SLOPE: f64 = std::f64::consts::LN_2 / 10.0;

/// A score with every line that makes it.
#[derive(Debug, Clone, PartialEq)]
pub struct Score {
    /// 0 to 100.
    pub points: u32,
    /// Its band.
    pub band: Band,
    /// How many signals are known.
    pub known: u32,
    /// How many apply.
    pub applicable: u32,
    /// Every line, most points first.
    pub readings: Vec<Reading>,
}

impl Score {
    /// The score of an account with these facts; `name_of` names our people in the sentences.
    pub fn of(facts: &Facts, points: &Points, name_of: &dyn Fn(Id<Member>) -> String) -> Self {
        let scene = Scene { facts, points, name_of };
        let mut readings: Vec<Reading> = SIGNALS.iter().map(|signal| signal(&scene)).collect();
        readings.sort_by_key(|reading| std::cmp::Reverse(reading.points()));
        let sum: u32 = readings.iter().map(Reading::points).sum();
        let applicable = readings.iter().filter(|one| one.state != State::NotApplicable).count() as u32;
        let known = readings.iter().filter(|one| matches!(one.state, State::Known(_))).count() as u32;
        let points_in_all = sum.min(100);
        Self { points: points_in_all, band: Band::of(points_in_all, &points.bands), known, applicable, readings }
    }

    /// Known signals among those that apply, 0 to 1; zero when none applies.
    pub fn completeness(&self) -> f64 {
        if self.applicable == 0 { 0.0 } else { f64::from(self.known) / f64::from(self.applicable) }
    }

    /// The strongest line.
    pub fn strongest(&self) -> Option<&Reading> {
        self.readings.first().filter(|reading| reading.points() > 0)
    }

    /// The points of the signal `code`.
    pub fn points_of(&self, code: &str) -> u32 {
        self.readings.iter().find(|reading| reading.code == code).map_or(0, Reading::points)
    }
}

/// The probability of leaving within twelve months at `score` points (domain §5.2), 0 to the cap.
pub fn probability(score: u32, points: &Points) -> f64 {
    let base = points.probability.base;
    let alpha = (base / (1.0 - base)).ln();
    let odds = (alpha + SLOPE * f64::from(score.min(100))).exp();
    (odds / (1.0 + odds)).min(points.probability.cap)
}

/// Revenue at risk within twelve months: the probability times `value`, in the units of `value`.
pub fn at_risk(score: u32, value: i64, points: &Points) -> i64 {
    (probability(score, points) * value as f64).round() as i64
}

/// What an action that can remove `removable` points is worth (domain §5.2), in the units of `value`: value times the
/// fall in probability times the save rate of its playbook, here still the prior.
pub fn worth(score: u32, removable: u32, value: i64, points: &Points) -> i64 {
    let fall = probability(score, points) - probability(score.saturating_sub(removable), points);
    let rate = f64::from(points.save.saved) / f64::from(points.save.tried.max(1));
    (value as f64 * fall * rate).round() as i64
}

/// The values from which on an account is in tiers A and B, of the `values` of all open accounts sorted descending:
/// the ⌈0.2·N⌉ most valuable are A, ties at the boundary included, the next 30 % B (domain §4).
pub fn tier_boundaries(count: usize, nth: impl Fn(usize) -> Option<i64>, points: &Points) -> (i64, i64) {
    let a = (points.shares.a * count as f64 - 1e-9).ceil() as usize;
    let b = ((points.shares.a + points.shares.b) * count as f64 - 1e-9).ceil() as usize;
    let boundary = |rank: usize| rank.checked_sub(1).and_then(&nth).unwrap_or(i64::MAX);
    (boundary(a), boundary(b))
}

/// The tier of an account of this `value` between these boundaries; `strategic` accounts are always A.
pub fn tier(value: Option<i64>, strategic: bool, boundaries: (i64, i64)) -> Tier {
    match value {
        _ if strategic => Tier::A,
        Some(value) if value > 0 && value >= boundaries.0 => Tier::A,
        Some(value) if value > 0 && value >= boundaries.1 => Tier::B,
        _ => Tier::C,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(left: f64, right: f64) {
        assert!((left - right).abs() < 1e-12, "{left} is not {right}");
    }

    #[test]
    fn probability_equals_the_golden_numbers() {
        let points = Points::shipped().unwrap();
        for (score, golden) in [
            (0, 0.040_000_000_000_000_015),
            (15, 0.105_426_498_228_712_3),
            (30, 0.25),
            (45, 0.485_281_374_238_570_4),
            (60, 0.727_272_727_272_727_3),
            (100, 0.95),
            (38, 0.367_235_602_047_513_5),
        ] {
            close(probability(score, &points), golden);
        }
    }

    #[test]
    fn money_equals_the_golden_numbers() {
        let points = Points::shipped().unwrap();
        assert_eq!(at_risk(38, 12_000_000, &points), 4_406_827);
        assert_eq!(worth(38, 8, 12_000_000, &points), 422_048);
    }

    #[test]
    fn tiers_take_ties_in() {
        let points = Points::shipped().unwrap();
        let values = [100, 90, 90, 50, 40, 30, 20, 10, 5, 1];
        let bounds = tier_boundaries(values.len(), |rank| values.get(rank).copied(), &points);
        assert_eq!(bounds, (90, 40));
        assert_eq!(tier(Some(90), false, bounds), Tier::A);
        assert_eq!(tier(Some(50), false, bounds), Tier::B);
        assert_eq!(tier(Some(10), false, bounds), Tier::C);
        assert_eq!(tier(None, true, bounds), Tier::A);
        assert_eq!(tier(None, false, tier_boundaries(0, |_| None, &points)), Tier::C);
    }
}
