//! What readings of metrics say: a fall against the account's own norm, silence, a low level (METHOD §5.1, R1 to R3).

use super::Gather;
use crate::domain::day::Day;
use crate::domain::risk::facts::Usage;
use crate::domain::risk::history::ReadingFact;

/// Days that are lately: readings within them are compared with those before.
const LATELY: i32 = 28;
/// How far back the norm reaches, in days.
const NORM: i32 = 365;
/// Readings that make a norm, and a rhythm.
const ENOUGH: usize = 4;
/// Fewer days without a reading are no silence.
const LEAST_SILENCE: f64 = 21.0;

impl Gather<'_> {
    /// Reads the readings of every metric once.
    pub(super) fn usage(&self) -> Usage {
        let mut usage = Usage::default();
        let mut rest: &[ReadingFact] = &self.history.readings;
        while let Some(first) = rest.first() {
            let (mine, others) = rest.split_at(rest.partition_point(|one| one.metric <= first.metric));
            rest = others;
            let known: Vec<ReadingFact> = mine.iter().filter(|one| self.by_then(one.on, one.known)).copied().collect();
            self.metric(&known, &mut usage);
        }
        usage
    }

    /// One metric, its readings in the order of their days.
    fn metric(&self, known: &[ReadingFact], usage: &mut Usage) {
        let Some(newest) = known.last() else { return };
        usage.recorded = true;
        if let Some(level) = newest.level {
            let is_worse = usage.level.is_none_or(|(_, worst)| f64::from(level) < worst);
            if is_worse && self.within(newest.on, NORM) {
                usage.level = Some((newest.id, f64::from(level)));
            }
        }
        if known.len() < ENOUGH {
            return;
        }
        let gaps = self.silence(known, newest.on);
        if usage.silent.is_none_or(|(_, longest, _)| gaps > longest) {
            usage.silent = Some((newest.id, gaps, newest.on));
        }
        if let Some(share) = self.share_left(known)
            && usage.fallen.is_none_or(|(_, least)| share < least)
        {
            usage.fallen = Some((newest.id, share));
        }
    }

    /// Days since the last reading, in threes of the metric's own usual gap.
    fn silence(&self, known: &[ReadingFact], last: Day) -> f64 {
        let days = known[0].on.days_to(last);
        let usual = f64::from(days) / (known.len() - 1) as f64;
        f64::from(last.days_to(self.day)) / (3.0 * usual).max(LEAST_SILENCE)
    }

    /// The mean of the readings lately as a share of the median before; none: there are too few, or the norm is nothing.
    fn share_left(&self, known: &[ReadingFact]) -> Option<f64> {
        let is_late = |one: &ReadingFact| self.within(one.on, LATELY);
        let late: Vec<f64> = known.iter().filter(|one| is_late(one)).map(|one| one.value).collect();
        let before = known.iter().filter(|one| !is_late(one) && self.within(one.on, NORM));
        let mut before: Vec<f64> = before.map(|one| one.value).collect();
        if late.is_empty() || before.len() + 1 < ENOUGH || known.iter().any(|one| !one.grows) {
            return None;
        }
        before.sort_by(f64::total_cmp);
        let norm = before[before.len() / 2];
        (norm > 0.0).then(|| late.iter().sum::<f64>() / late.len() as f64 / norm)
    }
}
