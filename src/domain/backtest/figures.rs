//! From samples to the figures of the track record.

use super::sample::{RIVAL_NAMES, Sample, Yield};
use super::{Backtest, Calibrated, Flat, Found, Gate, Rival, Telling};
use crate::domain::day::Day;
use crate::domain::risk::odds::Odds;
use crate::domain::risk::score::Band;
use crate::domain::statistics::accuracy::{brier, refit};
use crate::domain::statistics::clustered::{Seen, auc_within_days};
use crate::domain::statistics::discrimination::lift;
use crate::domain::statistics::proportion::wilson;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The share of accounts that lift and capture look at.
pub const FIRST: f64 = 0.2;

/// The figures of these samples; `odds`: the odds that held on each snapshot day, from what had been seen by then.
pub fn figures(days: Vec<Day>, horizon: i32, given: Yield, odds: &[Odds]) -> Backtest {
    let samples = &given.samples;
    let defections = accounts_lost(samples);
    let n = samples.len() as u64;
    let lost = samples.iter().filter(|one| one.lost).count() as u64;
    let gate = Gate::of(defections, n - lost);
    let said: Vec<(f64, bool)> = samples.iter().map(|one| (probability(one, horizon, odds), one.lost)).collect();
    let tells = gate != Gate::Counts;
    let brier = brier(&said).filter(|_| tells);
    let ranks: Vec<f64> = samples.iter().map(|one| rank(one, odds)).collect();
    let score = if tells { telling(samples, &ranks) } else { Telling::default() };
    let expected: f64 = said.iter().map(|(p, _)| p).sum();
    let logits = || said.iter().map(|(p, lost)| ((p / (1.0 - p)).ln(), *lost)).collect::<Vec<_>>();
    let scored = || samples.iter().map(|one| (one.case.score, one.lost)).collect::<Vec<_>>();
    let refits = matches!(gate, Gate::Refit | Gate::Adequate);
    let mut surprises = given.surprises;
    surprises.sort_by_key(|one| (Reverse(one.value), Reverse(one.lost_on), one.account));
    Backtest {
        horizon,
        n,
        followed: lost,
        defections,
        unavoidable: given.unavoidable,
        in_notice: given.in_notice,
        unsure: samples.iter().filter(|one| !one.case.sure).count() as u64,
        gate,
        rivals: if tells { rivals(samples, &score) } else { Vec::new() },
        found: found(samples, &ranks),
        score,
        brier: brier.as_ref().map(|brier| brier.score),
        skill: brier.and_then(|brier| brier.skill),
        flat: if tells { flat(samples, horizon, odds) } else { None },
        observed_to_expected: (tells && expected > 0.0).then(|| lost as f64 / expected),
        calibration: calibration(samples, horizon, odds),
        calibration_slope: refits.then(logits).and_then(|said| refit(&said)).map(|fit| fit.slope),
        slope: refits.then(scored).and_then(|scored| refit(&scored)).map(|fit| fit.slope),
        surprises,
        snapshots: days,
        as_held: None,
    }
}

/// What one rate for everybody would have been worth: the base rate that the book had on each day.
fn flat(samples: &[Sample], horizon: i32, odds: &[Odds]) -> Option<Flat> {
    let odds: Vec<Odds> = odds.iter().map(|odds| odds.flat()).collect();
    let said: Vec<(f64, bool)> = samples.iter().map(|one| (probability(one, horizon, &odds), one.lost)).collect();
    let rate = said.iter().map(|(p, _)| p).sum::<f64>() / said.len().max(1) as f64;
    brier(&said).map(|brier| Flat { rate, brier: brier.score })
}

/// How many different accounts were lost after a snapshot.
fn accounts_lost(samples: &[Sample]) -> u64 {
    let mut lost: Vec<u32> = samples.iter().filter(|one| one.lost).map(|one| one.account).collect();
    lost.sort_unstable();
    lost.dedup();
    lost.len() as u64
}

fn probability(one: &Sample, horizon: i32, odds: &[Odds]) -> f64 {
    odds.get(usize::from(one.snapshot)).map_or(0.0, |odds| odds.within(one.case, horizon))
}

/// Where it stood on the list of its day.
fn rank(one: &Sample, odds: &[Odds]) -> f64 {
    odds.get(usize::from(one.snapshot)).map_or(0.0, |odds| odds.of(one.case))
}

fn telling(samples: &[Sample], ranks: &[f64]) -> Telling {
    let seen =
        |(one, rank): (&Sample, &f64)| Seen { day: one.snapshot, account: one.account, score: *rank, left: one.lost };
    let seen: Vec<Seen> = samples.iter().zip(ranks).map(seen).collect();
    let (mut hits, mut by_chance, mut all) = (0.0, 0.0, 0.0);
    for day in by_day(samples, ranks).values() {
        let ranked: Vec<(f64, bool)> = day.iter().map(|(_, rank, lost)| (*rank, *lost)).collect();
        let Some(first) = lift(&ranked, FIRST) else { continue };
        let lost = ranked.iter().filter(|(_, lost)| *lost).count() as f64;
        hits += first.hits;
        by_chance += lost * first.taken as f64 / ranked.len() as f64;
        all += lost;
    }
    Telling {
        auc: auc_within_days(&seen),
        lift20: (by_chance > 0.0).then(|| hits / by_chance),
        capture20: (all > 0.0).then(|| hits / all),
    }
}

type Ranked = (u32, f64, bool);

fn by_day(samples: &[Sample], ranks: &[f64]) -> BTreeMap<u16, Vec<Ranked>> {
    let mut days: BTreeMap<u16, Vec<Ranked>> = BTreeMap::new();
    for (one, rank) in samples.iter().zip(ranks) {
        days.entry(one.snapshot).or_default().push((one.account, *rank, one.lost));
    }
    days
}

/// Of the accounts that were lost, how many stood in the first fifth on the last snapshot before they decided, and how many
/// would by chance. Equal ranks at the cut count by the share of them that is in it.
fn found(samples: &[Sample], ranks: &[f64]) -> Found {
    let mut last: BTreeMap<u32, f64> = BTreeMap::new();
    let mut chance: BTreeMap<u32, f64> = BTreeMap::new();
    for day in by_day(samples, ranks).values() {
        let taken = (FIRST * day.len() as f64 - 1e-9).ceil().max(1.0);
        for (account, rank, _) in day.iter().filter(|(_, _, lost)| *lost) {
            let above = day.iter().filter(|(_, other, _)| other > rank).count() as f64;
            #[expect(clippy::float_cmp, reason = "a tie is the very same rank")]
            let tied = day.iter().filter(|(_, other, _)| other == rank).count() as f64;
            last.insert(*account, ((taken - above) / tied).clamp(0.0, 1.0));
            chance.insert(*account, taken / day.len() as f64);
        }
    }
    Found { lost: last.len() as u64, first: last.values().sum(), by_chance: chance.values().sum() }
}

fn rivals(samples: &[Sample], score: &Telling) -> Vec<Rival> {
    let rival = |(place, name): (usize, &&'static str)| {
        let ranks: Vec<f64> = samples.iter().map(|one| f64::from(one.rivals[place])).collect();
        let telling = telling(samples, &ranks);
        let (area, to_beat) = (telling.area(), score.area());
        Rival { name, telling, beats: area > to_beat, beats_turned: telling.auc.is_some() && 1.0 - area > to_beat }
    };
    RIVAL_NAMES.iter().enumerate().map(rival).collect()
}

fn calibration(samples: &[Sample], horizon: i32, odds: &[Odds]) -> Vec<Calibrated> {
    let mut bands = Vec::new();
    for band in Band::ALL {
        let mine = || samples.iter().filter(|one| one.band == *band);
        let (n, k) = (mine().count() as u64, mine().filter(|one| one.lost).count() as u64);
        let said: f64 = mine().map(|one| probability(one, horizon, odds)).sum();
        let expected = (n > 0).then(|| said / n as f64);
        let observed = wilson(k, n).map(|interval| (k as f64 / n as f64, interval));
        bands.push(Calibrated { band: *band, n, k, expected, observed });
    }
    bands
}
