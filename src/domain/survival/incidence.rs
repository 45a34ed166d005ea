//! The share lost from a stage while others move on: cumulative incidence with advancing as competing event.
//!
//! One minus Kaplan–Meier, which takes who moved on for somebody who might still be lost from the stage, would say too
//! much.

use super::risk_set;
use super::{FROM_THE_START, Span};
use crate::domain::statistics::proportion::Z;

/// How a stay in a stage ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The account was lost from it.
    Defected,
    /// They moved on.
    Advanced,
    /// The account was lost from it, and nothing could have kept them: like moving on, no loss that counts against us.
    Unavoidable,
    /// It has not ended, or how is not decided yet.
    Censored,
}

/// One stay in a stage, in days since it was entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stay {
    /// The last day before it was watched; see [`Span::enter`].
    pub enter: i32,
    /// The last day of the stay that is known.
    pub exit: i32,
    /// How it ended on that day.
    pub end: End,
}

impl Stay {
    /// A stay that was watched from its first day on.
    pub const fn of(days: i32, end: End) -> Self {
        Self { enter: FROM_THE_START, exit: days, end }
    }

    /// The stay with being lost as the only event: for hazards.
    pub fn span(self) -> Span {
        Span { enter: self.enter, exit: self.exit, event: self.end == End::Defected }
    }
}

/// The curve on one day on which a stay ended; it is flat in between.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// The day.
    pub t: i32,
    /// How many were in the stage.
    pub at_risk: u64,
    /// How many were lost.
    pub events: u64,
    /// How many left it otherwise: moved on, or unavoidably.
    pub advanced: u64,
    /// The share still in the stage after this day.
    pub staying: f64,
    /// The share lost from it by the end of this day.
    pub incidence: f64,
    /// The lower end of its 95 % band.
    pub lower: f64,
    /// The upper end.
    pub upper: f64,
    /// The share that left it otherwise.
    pub advancing: f64,
}

/// The share lost from a stage, day by day.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Incidence {
    /// How many stays were followed.
    pub n: u64,
    /// How many ended in a loss.
    pub events: u64,
    /// How many ended otherwise.
    pub advanced: u64,
    /// The last day on which anybody was watched; none: nobody was.
    pub last: Option<i32>,
    /// The days on which a stay ended, in order.
    pub points: Vec<Point>,
}

/// By how much a sum of shares may miss what it is, for its last binary digits.
const LAST_DIGITS: f64 = 1e-12;

/// A share that is all but its last digits is all: of all there is no band, and nothing is more than all.
fn whole(share: f64) -> f64 {
    if share > 1.0 - LAST_DIGITS { 1.0 } else { share }
}

impl Incidence {
    /// The curve of these stays. O(n log n).
    ///
    /// F(t) = Σ S(tᵢ₋)·d₁ᵢ/nᵢ, S being the share still in the stage (METHOD §5.3.7; Aalen and Johansen 1978). The band is
    /// F^exp(±z·√V/(F·ln F)), log(−log) as for Kaplan–Meier, with the variance of the delta method (Marubini and
    /// Valsecchi 1995, §10.2): V(t) = Σ [F(t)−F(tᵢ)]²·dᵢ/(nᵢ(nᵢ−dᵢ)) + S(tᵢ₋)²·d₁ᵢ(nᵢ−d₁ᵢ)/nᵢ³ −
    /// 2·[F(t)−F(tᵢ)]·S(tᵢ₋)·d₁ᵢ/nᵢ², d counting all ends, d₁ losses. Where F is 0 or 1 there is no band.
    pub fn of(stays: &[Stay]) -> Self {
        let way = |end: End| match end {
            End::Censored => None,
            end => Some(end == End::Defected),
        };
        let days = risk_set::days(stays.iter().map(|stay| (stay.enter, stay.exit, way(stay.end))));
        let (mut staying, mut incidence, mut advancing) = (1.0, 0.0, 0.0);
        let mut variance = Variance::default();
        let mut points = Vec::with_capacity(days.len());
        for day in days {
            let (n, lost, moved) = (day.at_risk as f64, day.first as f64, day.other as f64);
            incidence = whole(incidence + staying * lost / n);
            advancing += staying * moved / n;
            variance.add(n, lost, lost + moved, staying, incidence);
            staying *= 1.0 - (lost + moved) / n;
            let (lower, upper) = band(incidence, variance.at(incidence));
            let (t, at_risk, events, advanced) = (day.t, day.at_risk, day.first, day.other);
            points.push(Point { t, at_risk, events, advanced, staying, incidence, lower, upper, advancing });
        }
        let watched = stays.iter().filter(|stay| stay.enter < stay.exit);
        Self {
            n: stays.len() as u64,
            events: points.iter().map(|point| point.events).sum(),
            advanced: points.iter().map(|point| point.advanced).sum(),
            last: watched.map(|stay| stay.exit).max(),
            points,
        }
    }

    /// The first day by the end of which half of all stays ended in a loss; `None`: that was not reached.
    pub fn median(&self) -> Option<i32> {
        self.points.iter().find(|point| point.incidence >= 0.5 - LAST_DIGITS).map(|point| point.t)
    }

    /// The curve on day `t`: the last point not after it; `None`: nobody had left the stage by then.
    pub fn at(&self, t: i32) -> Option<&Point> {
        self.points[..self.points.partition_point(|point| point.t <= t)].last()
    }
}

/// The variance of the incidence, in one pass: the sums over squares of F(t) − F(tᵢ) are kept as weight, mean and rest,
/// so that no digits are lost when they are large and close to each other.
#[derive(Default)]
struct Variance {
    weight: f64,
    mean: f64,
    rest: f64,
    own: f64,
    cross: f64,
    cross_mean: f64,
}

impl Variance {
    fn add(&mut self, n: f64, lost: f64, ended: f64, staying: f64, incidence: f64) {
        // When the last one leaves, F changes no more and the term stays 0 for good.
        if ended < n {
            let weight = ended / (n * (n - ended));
            let off = incidence - self.mean;
            self.weight += weight;
            self.mean += off * weight / self.weight;
            self.rest += weight * off * (incidence - self.mean);
        }
        self.own += staying * staying * lost * (n - lost) / (n * n * n);
        let cross = staying * lost / (n * n);
        if cross > 0.0 {
            self.cross += cross;
            self.cross_mean += (incidence - self.cross_mean) * cross / self.cross;
        }
    }

    fn at(&self, incidence: f64) -> f64 {
        let squares = self.weight * (incidence - self.mean).powi(2) + self.rest;
        (squares + self.own - 2.0 * self.cross * (incidence - self.cross_mean)).max(0.0)
    }
}

/// The log(−log) band around a share.
fn band(share: f64, variance: f64) -> (f64, f64) {
    if share <= 0.0 || share >= 1.0 {
        return (share, share);
    }
    let reach = Z * variance.sqrt() / (share * share.ln().abs());
    (share.powf(reach.exp()), share.powf((-reach).exp()))
}

#[cfg(test)]
mod tests {
    use super::super::kaplan_meier::KaplanMeier;
    use super::*;
    use proptest::prelude::*;

    fn near(got: f64, wanted: f64) {
        assert!((got - wanted).abs() < 1e-12, "{got} is not {wanted}");
    }

    #[test]
    fn who_moves_on_can_no_longer_be_lost_from_the_stage() {
        use End::{Advanced, Censored, Defected};
        let stays = [
            (10, Advanced),
            (20, Defected),
            (25, Advanced),
            (30, Censored),
            (40, Advanced),
            (40, Defected),
            (60, Censored),
        ];
        let got = Incidence::of(&stays.map(|(days, end)| Stay::of(days, end)));
        #[rustfmt::skip]
        let wanted = [
            (10, 7, 0, 1, 0.857_142_857_142_857_2, 0.0, 0.142_857_142_857_142_85),
            (20, 6, 1, 0, 0.714_285_714_285_714_4, 0.142_857_142_857_142_88, 0.142_857_142_857_142_85),
            (25, 5, 0, 1, 0.571_428_571_428_571_5, 0.142_857_142_857_142_88, 0.285_714_285_714_285_7),
            (40, 3, 1, 1, 0.190_476_190_476_190_52, 0.333_333_333_333_333_37, 0.476_190_476_190_476_16),
        ];
        assert_eq!(got.points.len(), wanted.len());
        for (point, (t, at_risk, events, advanced, staying, incidence, advancing)) in got.points.iter().zip(wanted) {
            assert_eq!((point.t, point.at_risk, point.events, point.advanced), (t, at_risk, events, advanced));
            near(point.staying, staying);
            near(point.incidence, incidence);
            near(point.advancing, advancing);
        }
        assert_eq!((got.n, got.events, got.advanced, got.last, got.median()), (7, 2, 3, Some(60), None));
        assert_eq!(got.at(9), None);
        assert_eq!(got.at(39).map(|point| point.t), Some(25));
    }

    #[test]
    fn edges_are_read_as_they_are() {
        assert_eq!(Incidence::of(&[]), Incidence::default());
        let all = Incidence::of(&[Stay::of(0, End::Defected); 3]);
        let point = all.points[0];
        assert_eq!((point.t, point.incidence, point.lower, point.upper), (0, 1.0, 1.0, 1.0));
        assert_eq!(all.median(), Some(0));
        assert!(Incidence::of(&[Stay::of(5, End::Censored)]).points.is_empty());
    }

    /// Fifths do not add up to one in binary digits: it was one and a last digit too many, with a band beyond all of them.
    #[test]
    fn who_were_all_lost_one_by_one_are_all_and_no_more() {
        for count in 2..40 {
            let stays: Vec<Stay> = (1..=count).map(|days| Stay::of(days, End::Defected)).collect();
            let last = *Incidence::of(&stays).points.last().unwrap();
            assert_eq!((last.incidence, last.lower, last.upper), (1.0, 1.0, 1.0), "{count} stays");
        }
    }

    prop_compose! {
        fn stay()(enter in -1_i32..20, length in 1_i32..60, way in 0..4) -> Stay {
            let end = [End::Defected, End::Advanced, End::Censored, End::Unavoidable][way as usize];
            Stay { enter, exit: enter + length, end }
        }
    }

    proptest! {
        #[test]
        fn shares_rise_and_add_up_to_one(list in prop::collection::vec(stay(), 0..60)) {
            let mut before = 0.0;
            for point in Incidence::of(&list).points {
                prop_assert!((point.incidence + point.advancing + point.staying - 1.0).abs() < 1e-12);
                prop_assert!(point.incidence >= before);
                prop_assert!(0.0 <= point.lower && point.lower <= point.incidence + 1e-12);
                prop_assert!(point.incidence <= point.upper + 1e-12 && point.upper <= 1.0);
                before = point.incidence;
            }
        }

        /// Without a competing event it is one minus Kaplan–Meier, and the variance is Greenwood's.
        #[test]
        fn without_anybody_moving_on_it_is_the_other_side_of_kaplan_meier(list in prop::collection::vec(stay(), 0..60)) {
            let list: Vec<Stay> = list.into_iter().filter(|stay| matches!(stay.end, End::Defected | End::Censored)).collect();
            let spans: Vec<Span> = list.iter().map(|stay| stay.span()).collect();
            let (here, there) = (Incidence::of(&list), KaplanMeier::of(&spans));
            prop_assert_eq!(here.points.len(), there.points.len());
            let mut greenwood = 0.0;
            for (one, other) in here.points.iter().zip(&there.points) {
                prop_assert!((1.0 - one.incidence - other.survival).abs() < 1e-12);
                let (n, d) = (other.at_risk as f64, other.events as f64);
                if d < n {
                    greenwood += d / (n * (n - d));
                    let (lower, upper) = band(one.incidence, other.survival.powi(2) * greenwood);
                    prop_assert!((one.lower - lower).abs() < 1e-9 && (one.upper - upper).abs() < 1e-9);
                } else {
                    break;
                }
            }
        }

        /// Where every stay is followed to its end the variance is that of a plain share.
        #[test]
        fn without_censoring_the_variance_is_that_of_a_share(list in prop::collection::vec((0_i32..40, any::<bool>()), 1..60)) {
            let end = |lost: bool| if lost { End::Defected } else { End::Advanced };
            let stays: Vec<Stay> = list.iter().map(|(days, lost)| Stay::of(*days, end(*lost))).collect();
            let n = stays.len() as f64;
            for point in Incidence::of(&stays).points {
                let share = list.iter().filter(|(days, lost)| *lost && *days <= point.t).count() as f64 / n;
                prop_assert!((point.incidence - share).abs() < 1e-12);
                let (lower, upper) = band(share, share * (1.0 - share) / n);
                prop_assert!((point.lower - lower).abs() < 1e-9 && (point.upper - upper).abs() < 1e-9);
            }
        }
    }
}
