//! How far probabilities came true, and the line through what did.

/// Brier's score: the mean squared distance of a probability from what happened.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Brier {
    /// 0: always right and sure.
    pub score: f64,
    /// The score of somebody who says the share of all who left for everybody.
    pub reference: f64,
    /// How much better than that, 1 at best, below 0 when worse; none where all left or all stayed.
    pub skill: Option<f64>,
}

/// Brier's score of probabilities, each with whether it came true (METHOD §5.3.5); `None` when there are none.
pub fn brier(said: &[(f64, bool)]) -> Option<Brier> {
    if said.is_empty() {
        return None;
    }
    let n = said.len() as f64;
    let score = said.iter().map(|(p, gone)| (p - f64::from(*gone)).powi(2)).sum::<f64>() / n;
    let share = said.iter().filter(|(_, gone)| *gone).count() as f64 / n;
    let reference = share * (1.0 - share);
    let skill = (reference > 0.0).then(|| 1.0 - score / reference);
    Some(Brier { score, reference, skill })
}

/// The line that fits best: logit of the probability of leaving = alpha + slope · score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fit {
    /// The logit at a score of zero.
    pub alpha: f64,
    /// How much a point of the score adds to the logit.
    pub slope: f64,
}

/// So many steps of Newton's method are more than any overlap of scores needs.
const STEPS: usize = 100;

/// Fits a logistic regression of leaving on the score, by maximum likelihood with Newton's method.
///
/// `None` where no best line exists: without both some who left and some who stayed, when one threshold separates them
/// (Albert and Anderson 1984), when a score is no finite number, or when the steps do not settle.
pub fn refit(scored: &[(f64, bool)]) -> Option<Fit> {
    if !overlaps(scored) {
        return None;
    }
    // Centred and scaled, so that steps are well conditioned whatever the scores count.
    let n = scored.len() as f64;
    let centre = scored.iter().map(|(score, _)| score).sum::<f64>() / n;
    let scale = (scored.iter().map(|(score, _)| (score - centre).powi(2)).sum::<f64>() / n).sqrt();
    let scaled: Vec<(f64, bool)> = scored.iter().map(|(score, gone)| ((score - centre) / scale, *gone)).collect();
    let (alpha, slope) = climb(&scaled)?;
    Some(Fit { alpha: alpha - slope * centre / scale, slope: slope / scale })
}

/// Whether no threshold puts all who left on one side and all who stayed on the other.
fn overlaps(scored: &[(f64, bool)]) -> bool {
    let ends = |wanted: bool| {
        let those = scored.iter().filter(|(_, gone)| *gone == wanted).map(|(score, _)| *score);
        those.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), score| (low.min(score), high.max(score)))
    };
    let ((left_low, left_high), (stayed_low, stayed_high)) = (ends(true), ends(false));
    let finite = scored.iter().all(|(score, _)| score.is_finite());
    finite && left_high > stayed_low && stayed_high > left_low
}

/// Newton's steps uphill from the line that says one half for all, halved where they overshoot.
fn climb(scaled: &[(f64, bool)]) -> Option<(f64, f64)> {
    let (mut alpha, mut slope) = (0.0, 0.0);
    let mut height = likelihood(scaled, alpha, slope);
    for _ in 0..STEPS {
        let (up, along) = step(scaled, alpha, slope)?;
        let mut part = 1.0;
        loop {
            let next = likelihood(scaled, alpha + part * up, slope + part * along);
            // Near the top a full step may seem to lose what rounding takes.
            if next >= height - 1e-9 * (1.0 + height.abs()) || part < 1e-6 {
                height = next;
                break;
            }
            part /= 2.0;
        }
        alpha += part * up;
        slope += part * along;
        if up.abs().max(along.abs()) <= 1e-11 * (1.0 + alpha.abs().max(slope.abs())) {
            return Some((alpha, slope));
        }
    }
    None
}

fn probability(logit: f64) -> f64 {
    1.0 / (1.0 + (-logit).exp())
}

/// The logarithm of the likelihood, written so that it never overflows.
fn likelihood(scaled: &[(f64, bool)], alpha: f64, slope: f64) -> f64 {
    let log = |(score, gone): &(f64, bool)| {
        let logit = alpha + slope * score;
        let towards = if *gone { logit } else { -logit };
        towards.min(0.0) - (-towards.abs()).exp().ln_1p()
    };
    scaled.iter().map(log).sum()
}

/// One step of Newton's method; `None` where the likelihood is flat.
fn step(scaled: &[(f64, bool)], alpha: f64, slope: f64) -> Option<(f64, f64)> {
    let (mut g0, mut g1, mut h00, mut h01, mut h11) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for (score, gone) in scaled {
        let p = probability(alpha + slope * score);
        let (miss, weight) = (f64::from(*gone) - p, p * (1.0 - p));
        g0 += miss;
        g1 += miss * score;
        h00 += weight;
        h01 += weight * score;
        h11 += weight * score * score;
    }
    let det = h00 * h11 - h01 * h01;
    (det > 0.0).then(|| ((h11 * g0 - h01 * g1) / det, (h00 * g1 - h01 * g0) / det))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn near(got: f64, wanted: f64) {
        assert!((got - wanted).abs() < 1e-12, "{got} is not {wanted}");
    }

    #[test]
    fn brier_compares_with_who_says_the_share_of_all() {
        let scores = [38.0, 50.0, 22.0, 5.0, 12.0, 0.0, 22.0, 30.0, 8.0, 3.0];
        let chance = |score: f64| probability((0.04_f64 / 0.96).ln() + std::f64::consts::LN_2 / 10.0 * score);
        let said: Vec<(f64, bool)> =
            scores.iter().enumerate().map(|(place, score)| (chance(*score), place < 3)).collect();
        let got = brier(&said).unwrap();
        near(got.score, 0.139_611_636_443_932_93);
        near(got.reference, 0.21);
        near(got.skill.unwrap(), 0.335_182_683_600_319_33);
        assert_eq!(brier(&[]), None);
        assert_eq!(brier(&[(0.3, false); 4]).unwrap().skill, None);
        assert_eq!(brier(&[(0.3, true); 4]).unwrap().skill, None);
    }

    /// `k` of `n` at one score.
    fn at(score: f64, k: usize, n: usize) -> impl Iterator<Item = (f64, bool)> {
        (0..n).map(move |place| (score, place < k))
    }

    #[test]
    fn a_line_through_two_scores_meets_both_shares() {
        let logit = |p: f64| (p / (1.0 - p)).ln();
        for (low, high, few, many) in [(0.0, 10.0, 2, 9), (15.0, 60.0, 1, 19), (-3.0, 4.0, 12, 5)] {
            let scored: Vec<_> = at(low, few, 20).chain(at(high, many, 20)).collect();
            let fit = refit(&scored).unwrap();
            let slope = (logit(many as f64 / 20.0) - logit(few as f64 / 20.0)) / (high - low);
            assert!((fit.slope - slope).abs() < 1e-10, "{fit:?}");
            assert!((fit.alpha - (logit(few as f64 / 20.0) - slope * low)).abs() < 1e-9, "{fit:?}");
        }
    }

    #[test]
    fn where_no_best_line_exists_none_is_given() {
        assert_eq!(refit(&[]), None);
        assert_eq!(refit(&[(1.0, true), (2.0, true)]), None);
        assert_eq!(refit(&[(1.0, false), (2.0, true)]), None, "one threshold separates them");
        assert_eq!(refit(&[(1.0, false), (2.0, true), (2.0, false), (3.0, true)]), None, "but for a tie");
        assert_eq!(refit(&[(5.0, true), (5.0, false)]), None, "one score for all");
        assert_eq!(refit(&[(f64::INFINITY, true), (0.0, false), (1.0, true), (2.0, false)]), None);
        assert!(refit(&[(1.0, true), (2.0, false), (3.0, true), (4.0, false)]).is_some());
    }

    proptest! {
        #[test]
        fn what_is_fitted_expects_as_many_as_left(scored in prop::collection::vec((0_u8..100, any::<bool>()), 5..80)) {
            let scored: Vec<(f64, bool)> = scored.into_iter().map(|(score, gone)| (f64::from(score), gone)).collect();
            let left = scored.iter().filter(|(_, gone)| *gone).count() as f64;
            match refit(&scored) {
                Some(fit) => {
                    let expected: f64 = scored.iter().map(|(score, _)| probability(fit.alpha + fit.slope * score)).sum();
                    prop_assert!((expected - left).abs() < 1e-6, "{} of {}", expected, left);
                }
                None => prop_assert!(!overlaps(&scored)),
            }
        }
    }
}
