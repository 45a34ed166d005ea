//! How well a score tells those who left from those who stayed, where one account is seen on several days: pairs are formed
//! within a day only, and accounts, not days, are what was drawn (METHOD §5.3.3).

use super::discrimination::Auc;
use super::proportion::Z;
use std::collections::BTreeMap;

/// One account on one day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Seen {
    /// The place of the day.
    pub day: u16,
    /// Whose: the same number, the same account.
    pub account: u32,
    /// The score: the higher, the likelier to leave.
    pub score: f64,
    /// Whether it left.
    pub left: bool,
}

/// The area under the curve over pairs of one day, ties counted half, with an interval on the logit scale from the spread
/// between accounts. `None` without a pair, or where a score is no number. O(n log n).
///
/// Pairs of two days compare what was recorded in one year with what was recorded in another, and are not formed.
pub fn auc_within_days(seen: &[Seen]) -> Option<Auc> {
    if seen.iter().any(|one| one.score.is_nan()) {
        return None;
    }
    let mut days: BTreeMap<u16, Vec<Seen>> = BTreeMap::new();
    for one in seen {
        days.entry(one.day).or_default().push(*one);
    }
    let (mut wins, mut pairs) = (0.0, 0.0);
    let mut shares: Vec<(u32, f64, f64)> = Vec::with_capacity(seen.len());
    for mut day in days.into_values() {
        let (won, of) = one_day(&mut day, &mut shares);
        (wins, pairs) = (wins + won, pairs + of);
    }
    if pairs == 0.0 {
        return None;
    }
    let value = wins / pairs;
    let mut influence: BTreeMap<u32, f64> = BTreeMap::new();
    for (account, won, of) in shares {
        *influence.entry(account).or_default() += won - value * of;
    }
    let se = influence.values().map(|sum| sum * sum).sum::<f64>().sqrt() / pairs;
    let (lower, upper) = interval(value, se, fewest(seen));
    Some(Auc { value, se, lower, upper })
}

/// Adds what each of one day won, and of how many pairs; answers both sums, each pair counted once.
fn one_day(day: &mut [Seen], shares: &mut Vec<(u32, f64, f64)>) -> (f64, f64) {
    day.sort_unstable_by(|one, other| one.score.total_cmp(&other.score));
    let left = day.iter().filter(|one| one.left).count() as f64;
    let stayed = day.len() as f64 - left;
    let (mut won, mut below_left, mut below_stayed) = (0.0, 0.0, 0.0);
    let mut rest = &*day;
    while let Some(first) = rest.first() {
        #[expect(clippy::float_cmp, reason = "a tie is the very same score")]
        let (tied, after) = rest.split_at(rest.iter().take_while(|one| one.score == first.score).count());
        rest = after;
        let tied_left = tied.iter().filter(|one| one.left).count() as f64;
        let tied_stayed = tied.len() as f64 - tied_left;
        for one in tied {
            if one.left {
                let wins = below_stayed + tied_stayed / 2.0;
                won += wins;
                shares.push((one.account, wins, stayed));
            } else {
                shares.push((one.account, left - below_left - tied_left / 2.0, left));
            }
        }
        (below_left, below_stayed) = (below_left + tied_left, below_stayed + tied_stayed);
    }
    (won, left * stayed)
}

/// How many different accounts there are on the smaller side.
fn fewest(seen: &[Seen]) -> f64 {
    let count = |left: bool| {
        let mut accounts: Vec<u32> = seen.iter().filter(|one| one.left == left).map(|one| one.account).collect();
        accounts.sort_unstable();
        accounts.dedup();
        accounts.len()
    };
    count(true).min(count(false)) as f64
}

/// The interval on the logit scale. An area of 0 or 1 has no spread of its own: it is moved inwards by half of what one
/// account more could change, and has the spread that so few accounts give.
fn interval(value: f64, se: f64, fewest: f64) -> (f64, f64) {
    let inwards = 0.5 / (fewest + 1.0);
    let inside = value.clamp(inwards, 1.0 - inwards);
    let least = (inside * (1.0 - inside) / (fewest + 1.0)).sqrt() / 2.0;
    let spread = Z * se.max(if se == 0.0 { least } else { 0.0 }) / (inside * (1.0 - inside));
    let logit = (inside / (1.0 - inside)).ln();
    let back = |logit: f64| 1.0 / (1.0 + (-logit).exp());
    (back(logit - spread).min(value), back(logit + spread).max(value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::statistics::discrimination::auc;
    use proptest::prelude::*;

    fn seen(day: u16, account: u32, score: i8, left: bool) -> Seen {
        Seen { day, account, score: f64::from(score), left }
    }

    #[test]
    fn pairs_of_two_days_are_not_formed() {
        // On each day the score knows nothing; pooled, the second day would look like knowledge.
        let day = |day: u16, up: i8, left: &[bool]| -> Vec<Seen> {
            let one = |(place, left): (usize, &bool)| {
                seen(day, u32::from(day) * 100 + place as u32, up + place as i8 % 2, *left)
            };
            left.iter().enumerate().map(one).collect()
        };
        let calm = day(0, 0, &[false, false, true, true, false, false, false, false]);
        let wild = day(1, 50, &[true, true, false, false, true, true, true, true]);
        let got = auc_within_days(&[calm, wild].concat()).unwrap();
        assert!((got.value - 0.5).abs() < 1e-12, "{got:?}");
        assert!(got.lower < 0.5 && got.upper > 0.5);
    }

    #[test]
    fn without_overlap_the_interval_is_still_wide() {
        let apart: Vec<Seen> = (0..20).map(|one| seen(0, one, one as i8, one >= 14)).collect();
        let got = auc_within_days(&apart).unwrap();
        assert!((got.value - 1.0).abs() < 1e-12 && got.lower < 0.95 && (got.upper - 1.0).abs() < 1e-12, "{got:?}");
        assert_eq!(auc_within_days(&apart[..14]), None, "nobody left");
    }

    proptest! {
        #[test]
        fn of_one_day_it_is_the_plain_area(pos in prop::collection::vec(0_i8..20, 1..30), neg in prop::collection::vec(0_i8..20, 1..30)) {
            let mut all: Vec<Seen> = pos.iter().enumerate().map(|(at, score)| seen(0, at as u32, *score, true)).collect();
            all.extend(neg.iter().enumerate().map(|(at, score)| seen(0, 100 + at as u32, *score, false)));
            let floats = |list: &[i8]| list.iter().map(|one| f64::from(*one)).collect::<Vec<_>>();
            let (got, plain) = (auc_within_days(&all).unwrap(), auc(&floats(&pos), &floats(&neg)).unwrap());
            prop_assert!((got.value - plain.value).abs() < 1e-12);
            prop_assert!(0.0 <= got.lower && got.lower <= got.value && got.value <= got.upper && got.upper <= 1.0);
        }
    }
}
