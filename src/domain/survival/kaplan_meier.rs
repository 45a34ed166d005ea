//! The curve of those who are still there, after Kaplan and Meier.

use super::Span;
use super::risk_set;
use crate::domain::statistics::proportion::Z;

/// The curve on one day on which somebody was lost; it is flat in between.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// The day.
    pub t: i32,
    /// How many were at risk.
    pub at_risk: u64,
    /// How many were lost.
    pub events: u64,
    /// The share still there after this day.
    pub survival: f64,
    /// The lower end of its 95 % band.
    pub lower: f64,
    /// The upper end.
    pub upper: f64,
}

/// The share still there, day by day.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct KaplanMeier {
    /// How many were followed, whether or not they were ever at risk.
    pub n: u64,
    /// How many of them were lost while watched.
    pub events: u64,
    /// The last day on which anybody was watched; none: nobody was.
    pub last: Option<i32>,
    /// The days on which somebody was lost, in order.
    pub points: Vec<Point>,
}

impl KaplanMeier {
    /// The curve of these spans. O(n log n).
    ///
    /// S = Π(1 − d/n) over the days with losses, at risk being who has `enter < t <= exit` (late entry), and the band
    /// exp(−exp(ln(−ln S) ± z·√G/|ln S|)) with Greenwood's G = Σ d/(n(n−d)) (METHOD §5.3.7). Where S is 0 there is no
    /// band: both ends are S.
    ///
    /// With late entry the first who come may all be lost while few are watched; the curve then stays at 0 for good.
    /// That is the estimator, not a fault; `at_risk` shows how few they were.
    pub fn of(spans: &[Span]) -> Self {
        let days = risk_set::days(spans.iter().map(|span| (span.enter, span.exit, span.event.then_some(true))));
        let (mut survival, mut greenwood) = (1.0, 0.0);
        let mut points = Vec::with_capacity(days.len());
        for day in days {
            let (n, d) = (day.at_risk as f64, day.first as f64);
            survival *= 1.0 - d / n;
            greenwood += d / (n * (n - d));
            let (lower, upper) = band(survival, greenwood);
            points.push(Point { t: day.t, at_risk: day.at_risk, events: day.first, survival, lower, upper });
        }
        let watched = spans.iter().filter(|span| span.enter < span.exit);
        Self {
            n: spans.len() as u64,
            events: points.iter().map(|point| point.events).sum(),
            last: watched.map(|span| span.exit).max(),
            points,
        }
    }

    /// The first day by the end of which half are gone, S(t) ≤ ½; `None`: that was not reached.
    pub fn median(&self) -> Option<i32> {
        // A product of shares may miss one half by its last digit.
        self.points.iter().find(|point| point.survival <= 0.5 + 1e-12).map(|point| point.t)
    }

    /// The curve on day `t`: the last point not after it; `None`: nobody was lost by then, all are still there.
    pub fn at(&self, t: i32) -> Option<&Point> {
        self.points[..self.points.partition_point(|point| point.t <= t)].last()
    }
}

/// The log-log band around a share still there.
fn band(survival: f64, greenwood: f64) -> (f64, f64) {
    if survival <= 0.0 || survival >= 1.0 {
        return (survival, survival);
    }
    let hazard = -survival.ln();
    let reach = Z * greenwood.sqrt() / hazard;
    let end = |sign: f64| (-(hazard.ln() + sign * reach).exp()).exp();
    (end(1.0), end(-1.0))
}

#[cfg(test)]
mod tests {
    use super::super::FROM_THE_START;
    use super::*;
    use proptest::prelude::*;

    fn spans(rows: &[(i32, i32, bool)]) -> Vec<Span> {
        rows.iter().map(|(enter, exit, event)| Span { enter: *enter, exit: *exit, event: *event }).collect()
    }

    fn near(got: f64, wanted: f64) {
        assert!((got - wanted).abs() < 1e-12, "{got} is not {wanted}");
    }

    fn is_curve(got: &KaplanMeier, wanted: &[(i32, u64, u64, f64, f64, f64)]) {
        assert_eq!(got.points.len(), wanted.len());
        for (point, (t, at_risk, events, survival, lower, upper)) in got.points.iter().zip(wanted) {
            assert_eq!((point.t, point.at_risk, point.events), (*t, *at_risk, *events));
            near(point.survival, *survival);
            near(point.lower, *lower);
            near(point.upper, *upper);
        }
    }

    #[test]
    fn who_came_late_is_at_risk_only_from_then_on() {
        let got = KaplanMeier::of(&spans(&[
            (0, 30, true),
            (0, 45, false),
            (0, 60, true),
            (10, 90, true),
            (20, 120, false),
            (100, 200, true),
            (0, 365, false),
        ]));
        #[rustfmt::skip]
        is_curve(&got, &[
            (30, 6, 1, 0.833_333_333_333_333_4, 0.273_122_849_928_355_84, 0.974_712_426_690_893_5),
            (60, 4, 1, 0.625, 0.141_853_389_931_655_03, 0.893_050_604_498_577_8),
            (90, 3, 1, 0.416_666_666_666_666_74, 0.055_991_864_852_052_84, 0.766_522_219_550_580_2),
            (200, 2, 1, 0.208_333_333_333_333_37, 0.008_737_474_148_689_858, 0.595_061_849_037_570_2),
        ]);
        assert_eq!((got.n, got.events, got.last, got.median()), (7, 4, Some(365), Some(90)));
    }

    #[test]
    fn a_median_that_was_not_reached_is_not_made_up() {
        let rows = [1, 2, 4].map(|day| (0, day, true)).into_iter().chain([9, 12, 15, 20].map(|day| (0, day, false)));
        let got = KaplanMeier::of(&spans(&rows.collect::<Vec<_>>()));
        #[rustfmt::skip]
        is_curve(&got, &[
            (1, 7, 1, 0.857_142_857_142_857_2, 0.334_053_879_292_221_8, 0.978_561_058_526_175_6),
            (2, 6, 1, 0.714_285_714_285_714_4, 0.258_153_665_458_794_87, 0.919_797_456_044_858_4),
            (4, 5, 1, 0.571_428_571_428_571_5, 0.171_866_015_528_775_03, 0.837_082_780_349_180_7),
        ]);
        assert_eq!(got.median(), None);
    }

    /// Weeks in remission, Freireich and others 1963, as printed in every textbook; `true`: it came back.
    const SIX_MP: [(i32, bool); 21] = [
        (6, true),
        (6, true),
        (6, true),
        (7, true),
        (10, true),
        (13, true),
        (16, true),
        (22, true),
        (23, true),
        (6, false),
        (9, false),
        (10, false),
        (11, false),
        (17, false),
        (19, false),
        (20, false),
        (25, false),
        (32, false),
        (32, false),
        (34, false),
        (35, false),
    ];

    #[test]
    fn a_textbook_curve_comes_out_as_printed() {
        let rows: Vec<_> = SIX_MP.iter().map(|(weeks, event)| (FROM_THE_START, *weeks, *event)).collect();
        let got = KaplanMeier::of(&spans(&rows));
        let printed = [0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482];
        let weeks: Vec<i32> = got.points.iter().map(|point| point.t).collect();
        assert_eq!(weeks, [6, 7, 10, 13, 16, 22, 23]);
        for (point, wanted) in got.points.iter().zip(printed) {
            assert!((point.survival - wanted).abs() < 5e-5, "{point:?}");
        }
        assert_eq!((got.n, got.events, got.median(), got.last), (21, 9, Some(23), Some(35)));
        assert_eq!(got.at(5), None);
        assert_eq!(got.at(12).map(|point| point.t), Some(10));
    }

    #[test]
    fn edges_are_read_as_they_are() {
        assert_eq!(KaplanMeier::of(&[]), KaplanMeier::default());
        let nobody_lost = KaplanMeier::of(&spans(&[(-1, 10, false), (-1, 20, false)]));
        assert_eq!((nobody_lost.n, nobody_lost.events, nobody_lost.median()), (2, 0, None));
        let all_at_once = KaplanMeier::of(&spans(&[(-1, 0, true); 3]));
        is_curve(&all_at_once, &[(0, 3, 3, 0.0, 0.0, 0.0)]);
        assert_eq!(all_at_once.median(), Some(0));
        let never_watched = KaplanMeier::of(&spans(&[(5, 5, true), (9, 3, true), (-1, 8, true)]));
        assert_eq!((never_watched.n, never_watched.events, never_watched.points.len()), (3, 1, 1));
    }

    #[test]
    fn exactly_half_is_half_whatever_the_rounding() {
        for half in 1..40 {
            let rows: Vec<_> = (0..2 * half).map(|exit| (FROM_THE_START, exit, true)).collect();
            assert_eq!(KaplanMeier::of(&spans(&rows)).median(), Some(half - 1), "of {}", 2 * half);
        }
    }

    prop_compose! {
        fn late()(enter in -1_i32..60, length in 0_i32..60, event: bool) -> Span {
            Span { enter, exit: enter + length, event }
        }
    }

    proptest! {
        #[test]
        fn curves_fall_within_their_band_and_within_one(list in prop::collection::vec(late(), 0..60)) {
            let mut before = 1.0;
            for point in KaplanMeier::of(&list).points {
                prop_assert!(point.events >= 1 && point.at_risk >= point.events);
                prop_assert!(point.survival <= before && point.survival >= 0.0);
                prop_assert!(0.0 <= point.lower && point.lower <= point.survival);
                prop_assert!(point.survival <= point.upper && point.upper <= 1.0);
                before = point.survival;
            }
        }

        #[test]
        fn at_risk_is_who_was_there(list in prop::collection::vec(late(), 0..60)) {
            for point in KaplanMeier::of(&list).points {
                let there = list.iter().filter(|span| span.enter < point.t && point.t <= span.exit).count();
                prop_assert_eq!(point.at_risk, there as u64);
            }
        }

        #[test]
        fn where_all_are_followed_to_the_end_it_is_the_plain_share(exits in prop::collection::vec(0_i32..90, 1..60)) {
            let list: Vec<Span> = exits.iter().map(|exit| Span { enter: -1, exit: *exit, event: true }).collect();
            for point in KaplanMeier::of(&list).points {
                let there = exits.iter().filter(|exit| **exit > point.t).count();
                prop_assert!((point.survival - there as f64 / exits.len() as f64).abs() < 1e-12);
            }
        }

        #[test]
        fn the_order_of_rows_does_not_matter(mut list in prop::collection::vec(late(), 0..60)) {
            let one = KaplanMeier::of(&list);
            list.reverse();
            prop_assert_eq!(&one, &KaplanMeier::of(&list));
            let middle = list.len() / 2;
            list.rotate_left(middle);
            prop_assert_eq!(one, KaplanMeier::of(&list));
        }
    }
}
