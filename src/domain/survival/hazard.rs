//! In which days more are lost than the book loses anyway: hazards by days since the beginning.
//!
//! A falling hazard mostly shows who remains (METHOD §5.3): it never says that those who have been here long are safe.

use super::Span;
use crate::domain::statistics::proportion::Prior;
use crate::domain::statistics::proportion::{WEIGHT, weight_around};

/// The first days of the bins (METHOD §5.3.7): 0–30, 31–60, 61–90, 91–180, 181–365, more.
pub const BINS: [i32; 6] = [0, 31, 61, 91, 181, 366];

/// From so many losses on, a bin may be called hot (METHOD §5.3.9).
pub const HOT_EVENTS: u64 = 3;

/// So many times the rate of the book make it hot (METHOD §5.3.9).
pub const HOT_TIMES: f64 = 1.5;

/// What was seen in one bin of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// The first day of the bin.
    pub from: i32,
    /// The last; none: it has no end.
    pub to: Option<i32>,
    /// How many were watched on some day of it.
    pub at_risk: u64,
    /// How many of them were lost in it.
    pub events: u64,
    /// On how many days they were watched, together.
    pub days: u64,
}

impl Count {
    /// The days of the bin, as people write them: `31–60`, `>365`.
    pub fn days_told(&self) -> String {
        self.to.map_or_else(|| format!(">{}", self.from - 1), |to| format!("{}–{to}", self.from))
    }
}

/// The counts of all bins.
pub type Counts = [Count; BINS.len()];

/// Counts days, people and losses by bin.
pub fn count(spans: &[Span]) -> Counts {
    let mut counts = std::array::from_fn(|place| Count {
        from: BINS[place],
        to: BINS.get(place + 1).map(|next| next - 1),
        at_risk: 0,
        events: 0,
        days: 0,
    });
    for span in spans {
        for bin in &mut counts {
            let last = span.exit.min(bin.to.unwrap_or(i32::MAX));
            let days = last.saturating_sub(span.enter.max(bin.from - 1));
            if days > 0 {
                bin.at_risk += 1;
                bin.days += days as u64;
                bin.events += u64::from(span.event && last == span.exit);
            }
        }
    }
    counts
}

/// One bin, weighed against the book.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bin {
    /// What was seen.
    pub count: Count,
    /// Losses for each at risk; none: nobody was.
    pub rate: Option<f64>,
    /// What that would be if the book lost its customers evenly, day by day.
    pub expected: f64,
    /// The rate, drawn towards the expected one (METHOD §5.3.8).
    pub shrunk: f64,
    /// Whether it is a measured hot spot: [`HOT_EVENTS`] and [`HOT_TIMES`] (METHOD §5.3.9).
    pub measured: bool,
}

/// The rate of the book that bins are weighed against.
///
/// Bins differ in length, and a longer one loses more for that alone: so the rate of the book is one of losses a day, and
/// what a bin is expected to lose follows from the days its people were watched in it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Book {
    daily: f64,
    weight: f64,
}

impl Book {
    /// The rate of a book made of these groups (its stages, or itself as the only one).
    ///
    /// How far single bins differ from what is expected of them, over all bins of all groups, says how much the
    /// expectation weighs against a count: by moments, or [`WEIGHT`] where too few have anybody in them (METHOD §5.3.8).
    pub fn of(groups: &[Counts]) -> Self {
        let bins = || groups.iter().flatten();
        let events = bins().map(|bin| bin.events).sum::<u64>() as f64;
        let days = bins().map(|bin| bin.days).sum::<u64>() as f64;
        let mut book = Self { daily: if days > 0.0 { events / days } else { 0.0 }, weight: WEIGHT };
        let cells: Vec<_> = bins().map(|bin| (bin.events, bin.at_risk, book.expected(bin))).collect();
        book.weight = weight_around(&cells).unwrap_or(WEIGHT);
        book
    }

    /// The chance to be lost within the days that each was watched in the bin, at the rate of the book.
    fn expected(&self, bin: &Count) -> f64 {
        if bin.at_risk == 0 { 0.0 } else { -(-self.daily * bin.days as f64 / bin.at_risk as f64).exp_m1() }
    }

    /// Weighs the bins of one group against this book.
    pub fn weigh(&self, counts: &Counts) -> Vec<Bin> {
        counts.iter().map(|bin| self.bin(*bin)).collect()
    }

    fn bin(&self, count: Count) -> Bin {
        let expected = self.expected(&count);
        let shrunk = Prior { mean: expected, weight: self.weight }.shrink(count.events, count.at_risk);
        Bin {
            count,
            rate: (count.at_risk > 0).then(|| count.events as f64 / count.at_risk as f64),
            expected,
            shrunk,
            measured: count.events >= HOT_EVENTS && shrunk >= HOT_TIMES * expected,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::FROM_THE_START;
    use super::*;
    use proptest::prelude::*;

    fn span(exit: i32, event: bool) -> Span {
        Span { enter: FROM_THE_START, exit, event }
    }

    /// `lost` lost on day `day` and `kept` watched for `until` days.
    fn people(lost: usize, day: i32, kept: usize, until: i32) -> Vec<Span> {
        [vec![span(day, true); lost], vec![span(until, false); kept]].concat()
    }

    #[test]
    fn days_people_and_losses_are_counted_where_they_fall() {
        let late = Span { enter: 45, exit: 70, event: true };
        let counts = count(&[span(0, true), span(30, true), span(31, false), late]);
        let seen: Vec<_> = counts.iter().map(|bin| (bin.from, bin.to, bin.at_risk, bin.events, bin.days)).collect();
        #[rustfmt::skip]
        assert_eq!(seen, [
            (0, Some(30), 3, 2, 63), (31, Some(60), 2, 0, 16), (61, Some(90), 1, 1, 10),
            (91, Some(180), 0, 0, 0), (181, Some(365), 0, 0, 0), (366, None, 0, 0, 0),
        ]);
        assert!(count(&[]).iter().all(|bin| bin.at_risk == 0));
        assert!(count(&[Span { enter: 9, exit: 9, event: true }]).iter().all(|bin| bin.events == 0));
    }

    #[test]
    fn a_bin_is_hot_when_it_loses_more_than_its_days_explain() {
        let counts = count(&people(12, 45, 88, 400));
        let bins = Book::of(&[counts]).weigh(&counts);
        let hot: Vec<bool> = bins.iter().map(|bin| bin.measured).collect();
        assert_eq!(hot, [false, true, false, false, false, false]);
        assert!((bins[1].rate.unwrap() - 0.12).abs() < 1e-12);
        assert!(bins[1].expected < bins[1].shrunk && bins[1].shrunk < 0.12, "{:?}", bins[1]);
        assert!(bins[4].expected > bins[0].expected, "the longer bin is expected to lose more");
    }

    #[test]
    fn two_losses_are_too_few_whatever_the_rate() {
        let counts = count(&people(2, 45, 3, 400));
        assert!(Book::of(&[counts]).weigh(&counts).iter().all(|bin| !bin.measured));
        let three = count(&people(3, 45, 40, 400));
        assert!(Book::of(&[three]).weigh(&three)[1].measured);
    }

    #[test]
    fn few_are_drawn_to_the_book_with_the_weight_of_twenty() {
        // Only the first bin has anybody in it: too few cells for moments.
        let counts = count(&people(2, 10, 8, 20));
        let bin = Book::of(&[counts]).weigh(&counts)[0];
        assert!((bin.shrunk - (2.0 + 20.0 * bin.expected) / 30.0).abs() < 1e-12);
        let days = 2.0 * 11.0 + 8.0 * 21.0;
        assert!((bin.expected - (1.0 - (-2.0_f64 / days * days / 10.0).exp())).abs() < 1e-12);
    }

    #[test]
    fn nobody_lost_and_nobody_there_are_no_rates_made_up() {
        let nobody = count(&[]);
        let bins = Book::of(&[nobody]).weigh(&nobody);
        assert!(bins.iter().all(|bin| bin.rate.is_none() && bin.shrunk == 0.0 && !bin.measured));
        let kept = count(&people(0, 0, 50, 400));
        let bins = Book::of(&[kept]).weigh(&kept);
        assert!(bins.iter().all(|bin| bin.rate == Some(0.0) && bin.shrunk == 0.0 && !bin.measured));
    }

    proptest! {
        #[test]
        fn nothing_is_lost_between_bins(list in prop::collection::vec((0_i32..800, any::<bool>()), 0..50)) {
            let spans: Vec<Span> = list.iter().map(|(exit, event)| span(*exit, *event)).collect();
            let counts = count(&spans);
            let lost = list.iter().filter(|(_, event)| *event).count() as u64;
            prop_assert_eq!(counts.iter().map(|bin| bin.events).sum::<u64>(), lost);
            let days: u64 = list.iter().map(|(exit, _)| *exit as u64 + 1).sum();
            prop_assert_eq!(counts.iter().map(|bin| bin.days).sum::<u64>(), days);
            for bin in Book::of(&[counts]).weigh(&counts) {
                prop_assert!((0.0..=1.0).contains(&bin.shrunk) && (0.0..=1.0).contains(&bin.expected));
            }
        }
    }
}
