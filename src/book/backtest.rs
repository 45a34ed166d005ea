//! The record of the score: the book as it was on past days, against the customers really lost since.
//!
//! The points that hold today are tested, for they are what a rep acts on; probabilities are those of the day, anchored
//! to what the book had seen by then.

use super::Book;
use crate::domain::backtest::Backtest;
use crate::domain::backtest::figures::figures;
use crate::domain::backtest::sample::{Design, Yield};
use crate::domain::day::Day;
use crate::domain::problem::{Problem, ProblemKind, Result};
use crate::domain::risk::life::Life;
use crate::domain::risk::odds::{Odds, Seen};
use crate::domain::risk::score::tier_boundaries;
use crate::store::as_of::AsOf;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::thread;

/// Days for which accounts are followed, unless somebody says otherwise.
pub const HORIZON: i32 = 365;

/// The shortest and the longest horizon.
const HORIZONS: std::ops::RangeInclusive<i32> = 7..=3_650;

/// At most so many snapshots are taken, the latest ones.
const SNAPSHOTS: usize = 240;

/// How many accounts a thread takes at a time.
const SOME: usize = 256;

/// Told how many of how many accounts are done; says whether to go on.
pub type GoOn<'a> = &'a (dyn Fn(u64, u64) -> bool + Sync);

impl Book {
    /// Works out the record of the score over `horizon` days, from snapshots on `from` or later; `go_on` is told how far
    /// it is and says whether to go on.
    ///
    /// # Errors
    ///
    /// A horizon that is too short or too long; a book in which nobody knows since when anybody is a customer, or in which
    /// nobody has been one for a whole horizon; having been stopped.
    pub fn backtest(&self, horizon: i32, from: Option<Day>, go_on: GoOn<'_>) -> Result<Backtest> {
        if !HORIZONS.contains(&horizon) {
            let (least, most) = (HORIZONS.start(), HORIZONS.end());
            return Err(Problem::field("horizon", format!("The horizon is {least} to {most} days, not {horizon}.")));
        }
        let today = self.today();
        let days = self.snapshot_days(horizon, from)?;
        let past = self.store.past(Design::earliest(&days, today), today)?;
        let bounds: Vec<_> = days.iter().map(|day| self.bounds_on(&past, *day)).collect();
        let design =
            Design { days: &days, horizon, today, bounds: &bounds, points: self.points(), company: past.company() };
        let given = sampled(&past, &design, go_on)?;
        let odds: Vec<Odds> = (0..days.len()).map(|place| self.odds_on(&past, &given, place, days[place])).collect();
        Ok(figures(days.clone(), horizon, given, &odds, self.points()))
    }

    /// The snapshot days, one horizon apart, back from the last one that can be followed until today.
    fn snapshot_days(&self, horizon: i32, from: Option<Day>) -> Result<Vec<Day>> {
        let today = self.today();
        let Some(first) = self.store.first_watched()? else {
            return Err(Problem::not_found(
                "Nobody knows since when anybody is a customer; give accounts their customer_since.",
            ));
        };
        let first = from.map_or(first, |from| from.max(first));
        let back = (1..).map(|times| today.plus(-horizon * times)).take_while(|day| *day >= first);
        let mut days: Vec<Day> = back.take(SNAPSHOTS).collect();
        days.reverse();
        if days.is_empty() {
            return Err(Problem::not_found(format!(
                "Nobody has been a customer for {horizon} days yet, so there is nothing to look back on; \
                 try a shorter --horizon."
            )));
        }
        Ok(days)
    }

    /// The boundaries of tiers among the accounts open on `day`.
    fn bounds_on(&self, past: &AsOf, day: Day) -> (i64, i64) {
        let open = past.some(0, past.len()).filter(|(_, history)| matches!(history.life(day), Life::Open { .. }));
        let mut values: Vec<i64> = open.map(|(_, history)| history.value_on(day).unwrap_or(0)).collect();
        values.sort_unstable_by(|left, right| right.cmp(left));
        tier_boundaries(values.len(), |rank| values.get(rank).copied(), self.points())
    }

    /// The odds as they would have been anchored on a snapshot day.
    fn odds_on(&self, past: &AsOf, given: &Yield, place: usize, day: Day) -> Odds {
        let (mut defections, mut days) = (0_u64, 0_i64);
        for (_, history) in past.some(0, past.len()) {
            let (losses, watched) = history.seen(day);
            defections += u64::from(losses);
            let open = history.lost_on(day).is_none();
            days += watched.map_or(0, |watched| i64::from(if open { day.number() - watched } else { watched }));
        }
        let sure = given.samples.iter().filter(|one| usize::from(one.snapshot) == place && one.sure);
        let seen = Seen { defections, account_years: days.max(0) as f64 / 365.0 };
        Odds::anchored(self.points(), sure.map(|one| (u32::from(one.score), 1)), seen)
    }
}

/// Samples every account, on all cores.
fn sampled(past: &AsOf, design: &Design<'_>, go_on: GoOn<'_>) -> Result<Yield> {
    let (next, done, stopped) = (AtomicUsize::new(0), AtomicU64::new(0), AtomicBool::new(false));
    let total = past.len() as u64;
    let work = || {
        let mut parts = Vec::new();
        while !stopped.load(Ordering::Relaxed) {
            let from = next.fetch_add(SOME, Ordering::Relaxed);
            if from >= past.len() {
                break;
            }
            let to = (from + SOME).min(past.len());
            let mut given = Yield::default();
            past.some(from, to).for_each(|(account, history)| design.take(account, history, &mut given));
            parts.push((from, given));
            let done = done.fetch_add((to - from) as u64, Ordering::Relaxed) + (to - from) as u64;
            if !go_on(done, total) {
                stopped.store(true, Ordering::Relaxed);
            }
        }
        parts
    };
    let cores = thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let mut parts = thread::scope(|scope| {
        let threads: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
        let mut parts = Vec::new();
        for thread in threads {
            parts.extend(thread.join().map_err(|_| Problem::internal("A thread of the backtest broke down."))?);
        }
        Ok::<_, Problem>(parts)
    })?;
    if stopped.load(Ordering::Relaxed) {
        return Err(Problem::new(ProblemKind::Cancelled, "The backtest was stopped; nothing was kept of it."));
    }
    // In the order of accounts, whichever thread was faster, so that sums come out the same to the last digit.
    parts.sort_by_key(|(from, _)| *from);
    Ok(parts.into_iter().map(|(_, given)| given).fold(Yield::default(), joined))
}

fn joined(mut all: Yield, part: Yield) -> Yield {
    all.samples.extend(part.samples);
    all.unavoidable += part.unavoidable;
    all.in_notice += part.in_notice;
    all.surprises.extend(part.surprises);
    all
}
