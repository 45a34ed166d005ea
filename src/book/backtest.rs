//! The track record of the score: the book as it was on past days, against the customers that really decided to leave since.
//!
//! The points that hold today are tested, for they are what a rep acts on, and beside them those that held on each day;
//! probabilities are those of the day, anchored to what the book had seen by then.

use super::Book;
use crate::domain::backtest::Backtest;
use crate::domain::backtest::figures::figures;
use crate::domain::backtest::learn::{LEAST, Learned, learn};
use crate::domain::backtest::sample::{Design, Yield};
use crate::domain::day::Day;
use crate::domain::problem::{Problem, ProblemKind, Result};
use crate::domain::risk::facts::{Company, Norms};
use crate::domain::risk::life::Life;
use crate::domain::risk::odds::{Odds, Seen};
use crate::domain::risk::points::Points;
use crate::domain::risk::score::tier_boundaries;
use crate::domain::setting::{POINTS, Setting};
use crate::store::Store;
use crate::store::as_of::AsOf;
use crate::store::judgement::Judgement;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::thread;

/// Days between two snapshots; fewer where the horizon is shorter.
const QUARTER: i32 = 91;

/// The shortest and the longest horizon.
const HORIZONS: std::ops::RangeInclusive<i32> = 7..=3_650;

/// At most so many snapshots are taken, the latest ones.
const SNAPSHOTS: usize = 240;

/// Fewer churned accounts do not judge the probabilities; the latest so many snapshots do.
const TO_JUDGE: u64 = 20;
const TO_JUDGE_BY: usize = 12;

/// How many accounts a thread takes at a time.
const SOME: usize = 256;

/// Told how many of how many accounts are done; says whether to go on.
pub type GoOn<'a> = &'a (dyn Fn(u64, u64) -> bool + Sync);

/// The past of the book, read once: the snapshot days, and what is asked of each.
struct LookBack {
    days: Vec<Day>,
    horizon: i32,
    today: Day,
    past: AsOf,
    bounds: Vec<(i64, i64)>,
    norms: Vec<Norms>,
}

impl LookBack {
    fn of(past: AsOf, days: Vec<Day>, horizon: i32, today: Day, points: &Points) -> Self {
        let bounds = days.iter().map(|day| bounds_on(&past, *day, points)).collect();
        let norms = days.iter().map(|day| norms_on(&past, *day)).collect();
        Self { days, horizon, today, past, bounds, norms }
    }

    /// Scores every account on every snapshot day by the points of that day.
    fn sampled(&self, points: &[Points], go_on: GoOn<'_>) -> Result<Yield> {
        let companies: Vec<Company> = self
            .norms
            .iter()
            .zip(points)
            .zip(&self.days)
            .map(|((norms, points), day)| Company {
                norms: *norms,
                labels: points.label_points(),
                ..self.past.company(*day)
            })
            .collect();
        let design = Design {
            days: &self.days,
            horizon: self.horizon,
            today: self.today,
            bounds: &self.bounds,
            points,
            companies: &companies,
        };
        sampled(&self.past, &design, go_on)
    }

    /// The odds as they would have been anchored on each snapshot day.
    fn odds(&self, given: &Yield, points: &[Points]) -> Vec<Odds> {
        let on_day = |(place, day): (usize, &Day)| {
            let mine = given.samples.iter().filter(|one| usize::from(one.snapshot) == place);
            Odds::anchored(&points[place], mine.map(|one| (one.case, 1)), self.seen(*day))
        };
        self.days.iter().enumerate().map(on_day).collect()
    }

    /// What the book had seen by a day.
    fn seen(&self, day: Day) -> Seen {
        let (mut defections, mut days) = (0_u64, 0_i64);
        for (_, history) in self.past.some(0, self.past.len()) {
            let (losses, watched) = history.as_known(day).seen(day);
            defections += u64::from(losses);
            let open = history.lost_on(day).is_none();
            days += watched.map_or(0, |watched| i64::from(if open { day.number() - watched } else { watched }));
        }
        Seen { defections, account_years: days.max(0) as f64 / 365.0 }
    }
}

impl Book {
    /// Works out the track record of the score over `horizon` days (those of the probability where none are given), from
    /// snapshots on `from` or later; `go_on` is told how far it is and says whether to go on.
    ///
    /// # Errors
    ///
    /// A horizon that is too short or too long; a book in which nobody knows since when anybody is a customer, or in which
    /// nobody has been one for a whole horizon; having been stopped.
    pub fn backtest(&self, horizon: Option<i32>, from: Option<Day>, go_on: GoOn<'_>) -> Result<Backtest> {
        let back = self.look_back(horizon, from)?;
        let now = vec![self.points().clone(); back.days.len()];
        let given = back.sampled(&now, go_on)?;
        let odds = back.odds(&given, &now);
        let mut told = figures(back.days.clone(), back.horizon, given, &odds);
        let held = self.points_over(&back.days)?;
        if held != now {
            let given = back.sampled(&held, go_on)?;
            let odds = back.odds(&given, &held);
            told.as_held = Some(figures(back.days.clone(), back.horizon, given, &odds).score);
        }
        Ok(told)
    }

    /// What the book's own churned accounts propose of the points; `None`: fewer than ten accounts decided to leave.
    ///
    /// # Errors
    ///
    /// As [`backtest`](Self::backtest).
    pub fn learn(&self, go_on: GoOn<'_>) -> Result<Option<Learned>> {
        let back = self.look_back(None, None)?;
        let now = vec![self.points().clone(); back.days.len()];
        let given = back.sampled(&now, go_on)?;
        let names = self.store.labels()?;
        let label = |number: u32| names.get(&number).cloned();
        Ok(learn(&given.samples, &back.days, back.horizon, self.points(), &label))
    }

    /// How many accounts must have decided to leave before the book learns from them.
    pub const fn least_to_learn() -> u64 {
        LEAST
    }

    fn look_back(&self, horizon: Option<i32>, from: Option<Day>) -> Result<LookBack> {
        let horizon = horizon.unwrap_or(self.points().probability.horizon);
        if !HORIZONS.contains(&horizon) {
            let (least, most) = (HORIZONS.start(), HORIZONS.end());
            return Err(Problem::field("horizon", format!("The horizon is {least} to {most} days, not {horizon}.")));
        }
        let today = self.today();
        let days = snapshot_days(&self.store, today, horizon, from)?;
        let past = self.store.past(Design::earliest(&days, today), today)?;
        Ok(LookBack::of(past, days, horizon, today, self.points()))
    }

    /// The points as they held on each of these days.
    fn points_over(&self, days: &[Day]) -> Result<Vec<Points>> {
        let mut settings: Vec<Setting> = self.store.all()?;
        settings.retain(|one| one.key.starts_with(POINTS));
        settings.sort_by_key(|one| (one.since, one.id));
        let shipped = Points::shipped()?;
        let held = |day: &Day| {
            let changes = settings.iter().filter(|one| one.since <= *day);
            shipped.clone().with(changes.map(|one| (&one.key[POINTS.len()..], one.value.as_str())))
        };
        Ok(days.iter().map(held).collect())
    }
}

/// Judges, once a month, for new points and for accounts that churned since, whether the probabilities tell more than one rate for everybody; where they tell
/// less, they are not used. Of a large book a few thousand accounts are asked. Says whether something else holds now.
pub(super) fn judge_probabilities(store: &mut Store, today: Day) -> Result<bool> {
    if !is_to_be_judged(store, today)? {
        return Ok(false);
    }
    let kept = store.judgement()?;
    let churned = store.seen(today)?.defections;
    let is_flat = churned >= TO_JUDGE && are_probabilities_worse(store, today)?;
    let judged = Judgement::new(store.points(), today, churned, is_flat);
    store.judge(&judged)?;
    Ok(is_flat || kept.is_some_and(|kept| kept.is_flat))
}

/// Whether the probabilities were not judged this month, by other points or by fewer churned accounts, though there is
/// something to judge them by (or no longer).
pub(super) fn is_to_be_judged(store: &Store, today: Day) -> Result<bool> {
    let churned = store.seen(today)?.defections;
    Ok(match store.judgement()? {
        Some(kept) if kept.holds(store.points(), today, churned) => false,
        kept => churned >= TO_JUDGE || kept.is_some_and(|kept| kept.is_flat),
    })
}

fn are_probabilities_worse(store: &Store, today: Day) -> Result<bool> {
    let horizon = store.points().probability.horizon;
    let days = match snapshot_days(store, today, horizon, None) {
        Ok(days) => days[days.len().saturating_sub(TO_JUDGE_BY)..].to_vec(),
        // Nobody has been a customer for a whole horizon: there is nothing to judge by.
        Err(problem) if problem.kind == ProblemKind::NotFound => return Ok(false),
        Err(problem) => return Err(problem),
    };
    let past = store.past_of_some(Design::earliest(&days, today), today)?;
    let points = vec![store.points().clone(); days.len()];
    let back = LookBack::of(past, days, horizon, today, store.points());
    let given = back.sampled(&points, &|_, _| true)?;
    let odds = back.odds(&given, &points);
    Ok(figures(back.days.clone(), horizon, given, &odds).is_worse_than_flat())
}

/// The snapshot days, a quarter apart, back from the last one that can be followed until today.
fn snapshot_days(store: &Store, today: Day, horizon: i32, from: Option<Day>) -> Result<Vec<Day>> {
    let Some(first) = store.first_watched()? else {
        return Err(Problem::not_found("No account has a start date; give accounts their customer_since."));
    };
    let first = from.map_or(first, |from| from.max(first));
    let step = horizon.min(QUARTER);
    let back = (0..).map(|times| today.plus(-horizon - step * times)).take_while(|day| *day >= first);
    let mut days: Vec<Day> = back.take(SNAPSHOTS).collect();
    days.reverse();
    if days.is_empty() {
        return Err(Problem::not_found(format!(
            "No account has been a customer for {horizon} days yet, so there is nothing to test; \
             try a shorter --horizon."
        )));
    }
    Ok(days)
}

/// The boundaries of tiers among the accounts open on `day`.
fn bounds_on(past: &AsOf, day: Day, points: &Points) -> (i64, i64) {
    let then = past.some(0, past.len()).map(|(_, history)| history.as_known(day));
    let open = then.filter(|history| matches!(history.life(day), Life::Open { .. }));
    let mut values: Vec<i64> = open.map(|history| history.value_on(day).unwrap_or(0)).collect();
    values.sort_unstable_by(|left, right| right.cmp(left));
    tier_boundaries(values.len(), |rank| values.get(rank).copied(), points)
}

/// What was usual in the book on `day`.
fn norms_on(past: &AsOf, day: Day) -> Norms {
    let mut norms = Norms::counting(day);
    past.some(0, past.len()).for_each(|(_, history)| norms.take(history));
    norms.done()
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
            for (place, (account, history)) in past.some(from, to).enumerate() {
                design.take(account, (from + place) as u32, history, &mut given);
            }
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
        return Err(Problem::new(ProblemKind::Cancelled, "The backtest was stopped; nothing was saved."));
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
