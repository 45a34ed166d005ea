//! Whether groups are lost at different rates, or differ no more than chance makes them: the log-rank test.

use super::Span;
use super::risk_set::Watch;
use statrs::distribution::{ChiSquared, ContinuousCDF};

/// With more groups than this, most have nobody to compare and the test is not made.
pub const MOST_GROUPS: usize = 100;

/// What the test says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LogRank {
    /// How far the groups are from what was expected of them.
    pub chi2: f64,
    /// Degrees of freedom: one less than the groups that could be compared.
    pub df: u32,
    /// How likely chance alone makes them differ that much.
    pub p: f64,
}

/// The log-rank test between groups, late entry taken into account (Mantel 1966; Klein and Moeschberger 2003, §7.3).
///
/// On each day with losses, d of n at risk, group j with nⱼ at risk expects d·nⱼ/n; the variance between j and k is
/// d(n−d)/(n−1)·nⱼ/n·(δⱼₖ−nₖ/n). A group nobody of whom was ever at risk beside somebody of another adds no degree of
/// freedom. `None` when no two groups could be compared, nobody was lost, or there are more than [`MOST_GROUPS`].
pub fn log_rank(groups: &[&[Span]]) -> Option<LogRank> {
    if groups.len() < 2 || groups.len() > MOST_GROUPS {
        return None;
    }
    let mut sums = Sums::of(groups);
    let (chi2, df) = sums.distance();
    if df == 0 {
        return None;
    }
    let p = ChiSquared::new(f64::from(df)).ok()?.sf(chi2);
    Some(LogRank { chi2, df, p })
}

/// Losses beyond what was expected, group by group, and their covariances.
struct Sums {
    beyond: Vec<f64>,
    variance: Vec<Vec<f64>>,
}

impl Sums {
    fn of(groups: &[&[Span]]) -> Self {
        let (mut watches, losses) = sorted(groups);
        let size = groups.len();
        let mut sums = Self { beyond: vec![0.0; size], variance: vec![vec![0.0; size]; size] };
        for same in losses.chunk_by(|left, right| left.0 == right.0) {
            let at_risk: Vec<f64> = watches.iter_mut().map(|watch| watch.at_risk(same[0].0) as f64).collect();
            sums.add(&at_risk, same.len() as f64);
            for (_, group) in same {
                sums.beyond[*group] += 1.0;
            }
        }
        sums
    }

    /// One day on which `lost` were lost.
    fn add(&mut self, at_risk: &[f64], lost: f64) {
        let all: f64 = at_risk.iter().sum();
        let spread = if all > 1.0 { lost * (all - lost) / (all - 1.0) } else { 0.0 };
        for (group, there) in at_risk.iter().enumerate().filter(|(_, there)| **there > 0.0) {
            let share = there / all;
            self.beyond[group] -= lost * share;
            for (other, beside) in at_risk.iter().enumerate() {
                self.variance[group][other] += spread * share * (f64::from(group == other) - beside / all);
            }
        }
    }

    /// The squared distance and its degrees of freedom, by elimination. The variances add up to zero in each row, so
    /// that at least the last group follows from the others: whatever is left of such a group is only rounding, and is
    /// passed over.
    fn distance(&mut self) -> (f64, u32) {
        let (mut chi2, mut df) = (0.0, 0);
        let scale: Vec<f64> = (0..self.beyond.len()).map(|group| self.variance[group][group]).collect();
        for (pivot, scale) in scale.into_iter().enumerate() {
            let left = self.variance[pivot][pivot];
            if left <= scale * 1e-9 {
                continue;
            }
            chi2 += self.beyond[pivot].powi(2) / left;
            df += 1;
            for row in pivot + 1..self.beyond.len() {
                let factor = self.variance[row][pivot] / left;
                self.beyond[row] -= factor * self.beyond[pivot];
                for column in pivot + 1..self.beyond.len() {
                    self.variance[row][column] -= factor * self.variance[pivot][column];
                }
            }
        }
        (chi2, df)
    }
}

/// Who is watched in each group, and the losses of all, by day, with their group.
fn sorted(groups: &[&[Span]]) -> (Vec<Watch>, Vec<(i32, usize)>) {
    let (mut watches, mut losses) = (Vec::new(), Vec::new());
    for (group, spans) in groups.iter().enumerate() {
        let mut watch = Watch::default();
        for span in spans.iter().filter(|span| span.enter < span.exit) {
            watch.add(span.enter, span.exit);
            losses.extend(span.event.then_some((span.exit, group)));
        }
        watch.sort();
        watches.push(watch);
    }
    losses.sort_unstable();
    (watches, losses)
}

#[cfg(test)]
mod tests {
    use super::super::FROM_THE_START;
    use super::*;
    use proptest::prelude::*;

    fn spans(rows: &[(i32, bool)]) -> Vec<Span> {
        rows.iter().map(|(exit, event)| Span { enter: FROM_THE_START, exit: *exit, event: *event }).collect()
    }

    /// Weeks in remission, Freireich and others 1963: with 6-MP, then without.
    fn leukemia() -> (Vec<Span>, Vec<Span>) {
        let lost = [6, 6, 6, 7, 10, 13, 16, 22, 23].map(|weeks| (weeks, true));
        let kept = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35].map(|weeks| (weeks, false));
        let without = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23];
        (spans(&[&lost[..], &kept[..]].concat()), spans(&without.map(|weeks| (weeks, true))))
    }

    #[test]
    fn a_textbook_test_comes_out_as_printed() {
        let (with, without) = leukemia();
        let got = log_rank(&[&with, &without]).unwrap();
        assert!((got.chi2 - 16.793).abs() < 5e-4, "{got:?}");
        assert_eq!(got.df, 1);
        assert!((got.p - 4.17e-5).abs() < 5e-8, "{got:?}");
    }

    #[test]
    fn three_groups_have_two_degrees_of_freedom() {
        let (with, without) = leukemia();
        let (some, rest) = without.split_at(9);
        let got = log_rank(&[&with, some, rest]).unwrap();
        let turned = log_rank(&[rest, &with, some]).unwrap();
        assert_eq!((got.df, turned.df), (2, 2));
        assert!((got.chi2 - turned.chi2).abs() < 1e-9);
        // With two degrees of freedom the tail is exp(−x/2).
        assert!((got.p / (-got.chi2 / 2.0).exp() - 1.0).abs() < 1e-9);
    }

    #[test]
    fn groups_that_cannot_be_compared_are_not() {
        let (with, _) = leukemia();
        assert_eq!(log_rank(&[]), None);
        assert_eq!(log_rank(&[&with]), None);
        assert_eq!(log_rank(&[&with, &[]]), None);
        assert_eq!(log_rank(&[&spans(&[(5, false)]), &spans(&[(9, false)])]), None, "nobody was lost");
        let later = [Span { enter: 100, exit: 120, event: true }];
        assert_eq!(log_rank(&[&with, &later]), None, "never at risk side by side");
        let (with, without) = leukemia();
        let two = log_rank(&[&with, &without]).unwrap();
        assert_eq!(log_rank(&[&with, &[], &without]), Some(two), "an empty group changes nothing");
        let one: Vec<&[Span]> = vec![&with; MOST_GROUPS + 1];
        assert_eq!(log_rank(&one), None);
    }

    #[test]
    fn groups_alike_do_not_differ() {
        let (with, _) = leukemia();
        let got = log_rank(&[&with, &with, &with]).unwrap();
        assert!(got.chi2.abs() < 1e-9 && (got.p - 1.0).abs() < 1e-9 && got.df == 2, "{got:?}");
    }

    prop_compose! {
        fn group()(rows in prop::collection::vec((-1_i32..30, 1_i32..60, any::<bool>()), 1..30)) -> Vec<Span> {
            rows.into_iter().map(|(enter, length, event)| Span { enter, exit: enter + length, event }).collect()
        }
    }

    proptest! {
        #[test]
        fn neither_the_order_of_groups_nor_of_rows_matters(mut one in group(), two in group(), three in group()) {
            let got = log_rank(&[&one, &two, &three]);
            one.reverse();
            let turned = log_rank(&[&three, &one, &two]);
            prop_assert_eq!(got.map(|test| test.df), turned.map(|test| test.df));
            if let (Some(got), Some(turned)) = (got, turned) {
                prop_assert!((got.chi2 - turned.chi2).abs() < 1e-6 * (1.0 + got.chi2));
                prop_assert!(got.chi2 >= 0.0 && (0.0..=1.0).contains(&got.p));
            }
        }
    }
}
