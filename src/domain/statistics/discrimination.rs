//! How well a score tells those who left from those who stayed.

use super::proportion::Z;

/// The area under the curve: how likely one who left had a higher score than one who stayed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Auc {
    /// 0.5: no better than a coin; 1: every one who left scored higher.
    pub value: f64,
    /// Its standard error.
    pub se: f64,
    /// The lower end of its 95 % interval, not below 0.
    pub lower: f64,
    /// The upper end, not above 1.
    pub upper: f64,
}

/// The area under the curve for the scores of those who left (`pos`) and of those who stayed (`neg`), ties counted half,
/// with the standard error of Hanley and `McNeil` (METHOD §5.3.3). O(n log n).
///
/// `None` when either is empty, or a score is no number. Where the two do not overlap at all, the formula knows no error:
/// the interval is the value itself, whatever n.
pub fn auc(pos: &[f64], neg: &[f64]) -> Option<Auc> {
    if pos.is_empty() || neg.is_empty() || pos.iter().chain(neg).any(|score| score.is_nan()) {
        return None;
    }
    let (left, stayed) = (pos.len() as f64, neg.len() as f64);
    let value = half_wins(pos, neg) as f64 / 2.0 / left / stayed;
    let squared = value * value;
    let (q1, q2) = (value / (2.0 - value), 2.0 * squared / (1.0 + value));
    let variance = value * (1.0 - value) + (left - 1.0) * (q1 - squared) + (stayed - 1.0) * (q2 - squared);
    let se = (variance.max(0.0) / left / stayed).sqrt();
    Some(Auc { value, se, lower: (value - Z * se).max(0.0), upper: (value + Z * se).min(1.0) })
}

/// Pairs in which `pos` is higher, counted twice, and pairs that tie, counted once: whole, so that no order of adding
/// matters.
fn half_wins(pos: &[f64], neg: &[f64]) -> u128 {
    let mut neg = neg.to_vec();
    let mut pos = pos.to_vec();
    neg.sort_unstable_by(f64::total_cmp);
    pos.sort_unstable_by(f64::total_cmp);
    let (mut below, mut not_above, mut wins) = (0, 0, 0);
    for score in pos {
        while below < neg.len() && neg[below] < score {
            below += 1;
        }
        while not_above < neg.len() && neg[not_above] <= score {
            not_above += 1;
        }
        wins += (below + not_above) as u128;
    }
    wins
}

/// What a rep finds who looks only at the highest scores.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lift {
    /// How many are looked at.
    pub taken: u64,
    /// How many of them left; a fraction where the cut falls among equal scores.
    pub hits: f64,
    /// How many times as often they left as everybody; none: nobody left.
    pub lift: Option<f64>,
    /// The share of all who left that is among them; none: nobody left.
    pub capture: Option<f64>,
}

/// Lift and capture in the highest `fraction` of the scores, each with whether it left (METHOD §5.3.4).
///
/// At least one is looked at. Where the cut falls among equal scores, these count with the share of them that is taken.
/// `None` when there are no scores or one of them is no number.
pub fn lift(scored: &[(f64, bool)], fraction: f64) -> Option<Lift> {
    if scored.is_empty() || scored.iter().any(|(score, _)| score.is_nan()) {
        return None;
    }
    let n = scored.len();
    // A fifth of ten is two, also where the product comes out a hair above.
    let taken = ((fraction * n as f64 - 1e-9).ceil().max(1.0) as usize).min(n);
    let mut order: Vec<f64> = scored.iter().map(|(score, _)| *score).collect();
    let (_, cut, _) = order.select_nth_unstable_by(taken - 1, |left, right| right.total_cmp(left));
    let cut = *cut;
    let count = |of: &dyn Fn(f64) -> bool| {
        let those = scored.iter().filter(|(score, _)| of(*score));
        those.fold((0_u64, 0_u64), |(all, left), (_, gone)| (all + 1, left + u64::from(*gone)))
    };
    let (above, above_left) = count(&|score| score > cut);
    #[expect(clippy::float_cmp, reason = "a tie is the very same score")]
    let (tied, tied_left) = count(&|score| score == cut);
    let hits = above_left as f64 + (taken as u64 - above) as f64 * tied_left as f64 / tied as f64;
    let left = scored.iter().filter(|(_, gone)| *gone).count() as f64;
    let per_left = |share: f64| (left > 0.0).then_some(share / left);
    Some(Lift { taken: taken as u64, hits, lift: per_left(hits / taken as f64 * n as f64), capture: per_left(hits) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn near(got: f64, wanted: f64) {
        assert!((got - wanted).abs() < 1e-12, "{got} is not {wanted}");
    }

    const POS: [f64; 3] = [38.0, 50.0, 22.0];
    const NEG: [f64; 7] = [5.0, 12.0, 0.0, 22.0, 30.0, 8.0, 3.0];

    #[test]
    fn the_area_counts_pairs_and_half_of_ties() {
        let got = auc(&POS, &NEG).unwrap();
        near(got.value, 0.928_571_428_571_428_6);
        near(got.se, 0.112_711_187_037_505_36);
        near(got.lower, 0.928_571_428_571_428_6 - Z * 0.112_711_187_037_505_36);
        near(got.upper, 1.0);
        let turned = auc(&NEG, &POS).unwrap();
        near(turned.value, 1.0 - 0.928_571_428_571_428_6);
        near(turned.lower, 0.0);
    }

    #[test]
    fn the_area_has_edges() {
        assert_eq!(auc(&[], &NEG), None);
        assert_eq!(auc(&POS, &[]), None);
        assert_eq!(auc(&[f64::NAN], &NEG), None);
        near(auc(&[7.0; 4], &[7.0; 9]).unwrap().value, 0.5);
        let apart = auc(&[2.0, 3.0], &[0.0, 1.0]).unwrap();
        assert_eq!((apart.value, apart.se, apart.lower, apart.upper), (1.0, 0.0, 1.0, 1.0));
        near(auc(&[0.0], &[-0.0]).unwrap().value, 0.5);
    }

    #[test]
    fn lift_and_capture_are_of_the_highest_fifth() {
        let scored: Vec<(f64, bool)> =
            POS.iter().map(|score| (*score, true)).chain(NEG.iter().map(|score| (*score, false))).collect();
        let got = lift(&scored, 0.2).unwrap();
        assert_eq!(got.taken, 2);
        near(got.hits, 2.0);
        near(got.lift.unwrap(), 3.333_333_333_333_333_5);
        near(got.capture.unwrap(), 0.666_666_666_666_666_6);
    }

    #[test]
    fn ties_at_the_cut_count_by_their_share() {
        let tied: Vec<(f64, bool)> = (0..10).map(|place| (0.2, place < 3)).collect();
        let got = lift(&tied, 0.2).unwrap();
        assert_eq!(got.taken, 2);
        near(got.hits, 0.6);
        near(got.lift.unwrap(), 1.0);
        near(got.capture.unwrap(), 0.2);
    }

    #[test]
    fn lift_has_edges() {
        assert_eq!(lift(&[], 0.2), None);
        assert_eq!(lift(&[(f64::NAN, true)], 0.2), None);
        let nobody = lift(&[(1.0, false), (2.0, false)], 0.2).unwrap();
        assert_eq!((nobody.taken, nobody.lift, nobody.capture), (1, None, None));
        assert_eq!(lift(&[(1.0, true), (2.0, false)], 7.0).unwrap().taken, 2);
        assert_eq!(lift(&[(1.0, true), (2.0, false)], 0.0).unwrap().taken, 1);
    }

    proptest! {
        #[test]
        fn ranks_count_what_pairs_count(
            pos in prop::collection::vec(0_i8..20, 1..40),
            neg in prop::collection::vec(0_i8..20, 1..40),
        ) {
            let mut wins = 0.0;
            for left in &pos {
                for stayed in &neg {
                    wins += 0.5 * (f64::from(left >= stayed) + f64::from(left > stayed));
                }
            }
            let floats = |list: &[i8]| list.iter().map(|one| f64::from(*one)).collect::<Vec<_>>();
            let got = auc(&floats(&pos), &floats(&neg)).unwrap();
            prop_assert!((got.value - wins / (pos.len() * neg.len()) as f64).abs() < 1e-12);
            prop_assert!(0.0 <= got.lower && got.lower <= got.value && got.value <= got.upper && got.upper <= 1.0);
        }

        #[test]
        fn everybody_is_captured_by_looking_at_all(scored in prop::collection::vec((0_i8..9, any::<bool>()), 1..50)) {
            let scored: Vec<(f64, bool)> = scored.into_iter().map(|(score, left)| (f64::from(score), left)).collect();
            let all = lift(&scored, 1.0).unwrap();
            for figure in [all.lift, all.capture].into_iter().flatten() {
                prop_assert!((figure - 1.0).abs() < 1e-12);
            }
        }
    }
}
