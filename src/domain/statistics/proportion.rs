//! Shares of small numbers: how sure one is, and what remains of it when it is drawn towards what is known of many.

/// The two-sided 95 % point of the normal distribution, used for every interval of the program.
pub const Z: f64 = 1.959_963_984_540_054;

/// The weight of a prior where there are too few groups to measure it: so many observations (METHOD §5.3.8).
pub const WEIGHT: f64 = 20.0;

/// With fewer groups than this their spread says nothing about the weight of a prior (METHOD §5.3.8).
pub const ENOUGH_GROUPS: usize = 5;

/// An interval at 95 %.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// Its lower end.
    pub lower: f64,
    /// Its upper end.
    pub upper: f64,
}

/// Wilson's interval for the share behind `k` of `n` (METHOD §5.3.6); `None` when nothing was counted.
///
/// Ends at exactly 0 when `k` is 0 and at exactly 1 when `k` is `n`. More hits than trials are read as all.
pub fn wilson(k: u64, n: u64) -> Option<Interval> {
    if n == 0 {
        return None;
    }
    let k = k.min(n);
    let n = n as f64;
    let share = k as f64 / n;
    let scale = 1.0 + Z * Z / n;
    let centre = (share + Z * Z / (2.0 * n)) / scale;
    let half = Z * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).sqrt() / scale;
    let lower = if k == 0 { 0.0 } else { (centre - half).max(0.0) };
    let upper = if share >= 1.0 { 1.0 } else { (centre + half).min(1.0) };
    Some(Interval { lower, upper })
}

/// What is known of a share before a group is looked at: that of many groups, and how many observations it weighs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Prior {
    /// The share among all.
    pub mean: f64,
    /// How many observations it weighs; infinite when groups differ no more than chance makes them.
    pub weight: f64,
}

impl Prior {
    /// The prior of a share that is known and of groups too few to compare: [`WEIGHT`] observations (METHOD §5.3.8).
    pub const fn fixed(mean: f64) -> Self {
        Self { mean, weight: WEIGHT }
    }

    /// The prior that the spread of these groups of (hits, trials) shows, by moments (METHOD §5.3.8).
    ///
    /// Groups without trials do not count. `None` with fewer than [`ENOUGH_GROUPS`] groups, or when each has a single
    /// trial, since their spread says nothing then.
    pub fn by_moments(groups: &[(u64, u64)]) -> Option<Self> {
        let (hits, trials) = groups.iter().fold((0, 0), |(hits, trials), (k, n)| (hits + k, trials + n));
        if trials == 0 {
            return None;
        }
        let mean = hits as f64 / trials as f64;
        let cells: Vec<(u64, u64, f64)> = groups.iter().map(|(k, n)| (*k, *n, mean)).collect();
        weight_around(&cells).map(|weight| Self { mean, weight })
    }

    /// The share behind `k` of `n`, drawn towards the mean: (k + mean·weight) ÷ (n + weight) (METHOD §5.3.8).
    pub fn shrink(&self, k: u64, n: u64) -> f64 {
        let observations = n as f64 + self.weight;
        if self.weight.is_infinite() || observations <= 0.0 {
            return self.mean;
        }
        (k as f64 + self.mean * self.weight) / observations
    }
}

/// How many observations it weighs that the share of each cell of (hits, trials, expected share) is the expected one.
///
/// The moments of METHOD §5.3.8, where the expected share is the same for every cell: s² = N/(N−1)·Σn(p−μ)²/Σn,
/// φ = \[s²/(μ(1−μ)) − 1/n̄\]/(1−1/n̄), weight = 1/φ − 1. With shares that differ, μ(1−μ) is their mean weighted by n. The
/// weight is infinite when the cells differ no more than chance makes them, and never below zero. `None` with fewer
/// than [`ENOUGH_GROUPS`] cells that have trials, or with one trial each.
pub fn weight_around(cells: &[(u64, u64, f64)]) -> Option<f64> {
    let cells: Vec<_> = cells.iter().filter(|(_, n, _)| *n > 0).collect();
    let trials = cells.iter().map(|(_, n, _)| *n).sum::<u64>() as f64;
    let groups = cells.len() as f64;
    if cells.len() < ENOUGH_GROUPS || trials <= groups {
        return None;
    }
    let mean = |of: &dyn Fn(f64, f64) -> f64| {
        let sum: f64 = cells.iter().map(|(k, n, expected)| *n as f64 * of(*k as f64 / *n as f64, *expected)).sum();
        sum / trials
    };
    let chance = mean(&|_, expected| expected * (1.0 - expected));
    if chance <= 0.0 {
        return Some(f64::INFINITY);
    }
    let spread = groups / (groups - 1.0) * mean(&|share, expected| (share - expected).powi(2));
    let alike = groups / trials;
    let phi = (spread / chance - alike) / (1.0 - alike);
    Some(if phi <= 0.0 { f64::INFINITY } else { (1.0 / phi - 1.0).max(0.0) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(got: f64, wanted: f64) {
        assert!((got - wanted).abs() < 1e-12, "{got} is not {wanted}");
    }

    #[test]
    fn wilson_is_the_published_formula() {
        for (k, n, lower, upper) in [
            (0, 10, 0.0, 0.277_532_799_862_889_2),
            (1, 10, 0.017_876_213_095_072_896, 0.404_150_026_795_238_5),
            (3, 12, 0.088_941_668_394_054_71, 0.532_305_334_933_565_7),
            (10, 10, 0.722_467_200_137_110_7, 1.0),
            (8, 100, 0.041_093_461_484_380_624, 0.149_981_077_009_487_35),
        ] {
            let got = wilson(k, n).unwrap();
            near(got.lower, lower);
            near(got.upper, upper);
        }
        assert_eq!(wilson(0, 0), None);
        assert_eq!(wilson(11, 10), wilson(10, 10));
    }

    const GROUPS: [(u64, u64); 5] = [(4, 12), (1, 30), (0, 18), (6, 25), (2, 40)];

    #[test]
    fn the_weight_of_a_prior_is_read_from_the_spread_of_groups() {
        let prior = Prior::by_moments(&GROUPS).unwrap();
        near(prior.mean, 0.104);
        near(prior.weight, 6.568_687_616_194_071_5);
        let shrunk = [
            0.252_206_489_165_121_9,
            0.046_026_905_032_786_04,
            0.027_805_453_948_378_58,
            0.211_701_658_090_337_3,
            0.057_616_902_030_778_54,
        ];
        for ((k, n), wanted) in GROUPS.into_iter().zip(shrunk) {
            near(prior.shrink(k, n), wanted);
        }
        let fixed = [0.19, 0.0616, 0.054_736_842_105_263_16, 0.179_555_555_555_555_55, 0.068];
        for ((k, n), wanted) in GROUPS.into_iter().zip(fixed) {
            near(Prior::fixed(0.104).shrink(k, n), wanted);
        }
    }

    #[test]
    fn groups_that_say_nothing_about_their_spread_give_no_prior_or_one_that_outweighs_them() {
        assert_eq!(Prior::by_moments(&GROUPS[..4]), None);
        assert_eq!(Prior::by_moments(&[]), None);
        assert_eq!(Prior::by_moments(&[(0, 0); 9]), None);
        assert_eq!(Prior::by_moments(&[(1, 1), (0, 1), (0, 1), (1, 1), (0, 1)]), None);
        let alike = Prior::by_moments(&[(2, 20); 6]).unwrap();
        assert!(alike.weight.is_infinite());
        near(alike.shrink(20, 20), 0.1);
        let nobody = Prior::by_moments(&[(0, 20); 6]).unwrap();
        near(nobody.shrink(3, 3), 0.0);
        let all_or_none = Prior::by_moments(&[(20, 20), (0, 20), (20, 20), (0, 20), (20, 20)]).unwrap();
        near(all_or_none.weight, 0.0);
        near(all_or_none.shrink(5, 20), 0.25);
        near(all_or_none.shrink(0, 0), 0.6);
    }
}
