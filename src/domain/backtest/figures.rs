//! From samples to the figures of the record.

use super::sample::{RIVAL_NAMES, Sample, Yield};
use super::{Backtest, Calibrated, Gate, Rival, Telling};
use crate::domain::day::Day;
use crate::domain::risk::odds::Odds;
use crate::domain::risk::points::Points;
use crate::domain::risk::score::Band;
use crate::domain::statistics::accuracy::{brier, refit};
use crate::domain::statistics::discrimination::{auc, lift};
use crate::domain::statistics::proportion::wilson;
use std::cmp::Reverse;

/// The share of accounts that lift and capture look at.
const FIRST: f64 = 0.2;

/// The figures of these samples; `odds`: the odds that held on each snapshot day, from what had been seen by then.
pub fn figures(days: Vec<Day>, horizon: i32, given: Yield, odds: &[Odds], points: &Points) -> Backtest {
    let samples = &given.samples;
    let defections = samples.iter().filter(|one| one.lost).count() as u64;
    let n = samples.len() as u64;
    let gate = Gate::of(defections, n - defections);
    let said = probabilities(samples, horizon, odds);
    let tells = gate != Gate::Counts;
    let brier = brier(&said).filter(|_| tells);
    let score = if tells { telling(samples, |one| f64::from(one.score)) } else { Telling::default() };
    let expected: f64 = said.iter().map(|(p, _)| p).sum();
    let came = said.iter().filter(|(_, lost)| *lost).count() as f64;
    let scored = || samples.iter().map(|one| (f64::from(one.score), one.lost)).collect::<Vec<_>>();
    let mut surprises = given.surprises;
    surprises.sort_by_key(|one| (Reverse(one.value), Reverse(one.lost_on), one.account));
    Backtest {
        horizon,
        n,
        defections,
        unavoidable: given.unavoidable,
        in_notice: given.in_notice,
        unsure: samples.iter().filter(|one| !one.sure).count() as u64,
        gate,
        rivals: if tells { rivals(samples, &score) } else { Vec::new() },
        score,
        brier: brier.as_ref().map(|brier| brier.score),
        skill: brier.and_then(|brier| brier.skill),
        observed_to_expected: (tells && expected > 0.0).then(|| came / expected),
        calibration: calibration(samples, horizon, odds, points),
        slope: match gate {
            Gate::Refit | Gate::Adequate => refit(&scored()).map(|fit| fit.slope),
            Gate::Counts | Gate::Indicative => None,
        },
        surprises,
        snapshots: days,
    }
}

fn probability(one: &Sample, horizon: i32, odds: &[Odds]) -> Option<f64> {
    let odds = odds.get(usize::from(one.snapshot)).filter(|_| one.sure)?;
    Some(odds.within(u32::from(one.score), horizon))
}

/// What was said, and what came, of those of whom enough was known.
fn probabilities(samples: &[Sample], horizon: i32, odds: &[Odds]) -> Vec<(f64, bool)> {
    samples.iter().filter_map(|one| probability(one, horizon, odds).map(|p| (p, one.lost))).collect()
}

fn telling(samples: &[Sample], rank: impl Fn(&Sample) -> f64) -> Telling {
    let of = |lost: bool| samples.iter().filter(move |one| one.lost == lost);
    let (pos, neg): (Vec<f64>, Vec<f64>) = (of(true).map(&rank).collect(), of(false).map(&rank).collect());
    let ranked: Vec<(f64, bool)> = samples.iter().map(|one| (rank(one), one.lost)).collect();
    let lift = lift(&ranked, FIRST);
    Telling {
        auc: auc(&pos, &neg),
        lift20: lift.as_ref().and_then(|lift| lift.lift),
        capture20: lift.and_then(|lift| lift.capture),
    }
}

fn rivals(samples: &[Sample], score: &Telling) -> Vec<Rival> {
    let rival = |(place, name): (usize, &&'static str)| {
        let telling = telling(samples, |one| f64::from(one.rivals[place]));
        let (area, to_beat) = (telling.area(), score.area());
        Rival { name, telling, beats: area > to_beat, beats_turned: telling.auc.is_some() && 1.0 - area > to_beat }
    };
    RIVAL_NAMES.iter().enumerate().map(rival).collect()
}

fn calibration(samples: &[Sample], horizon: i32, odds: &[Odds], points: &Points) -> Vec<Calibrated> {
    let mut bands = Vec::new();
    for band in Band::ALL {
        let mine = || samples.iter().filter(|one| Band::of(u32::from(one.score), &points.bands) == *band);
        let (n, k) = (mine().count() as u64, mine().filter(|one| one.lost).count() as u64);
        let said: Vec<f64> = mine().filter_map(|one| probability(one, horizon, odds)).collect();
        let expected = (!said.is_empty()).then(|| said.iter().sum::<f64>() / said.len() as f64);
        let observed = wilson(k, n).map(|interval| (k as f64 / n as f64, interval));
        bands.push(Calibrated { band: *band, n, k, expected, observed });
    }
    bands
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::risk::odds::Seen;

    fn sample(score: u8, lost: bool) -> Sample {
        Sample { snapshot: 0, score, sure: true, lost, rivals: [f32::from(score) * 2.0, 0.0, -f32::from(score)] }
    }

    fn of(samples: Vec<Sample>) -> Backtest {
        let points = Points::shipped().unwrap();
        let odds = [Odds::anchored(&points, [(0, 1)], Seen::default())];
        figures(vec![Day::ZERO], 365, Yield { samples, ..Yield::default() }, &odds, &points)
    }

    #[test]
    fn gates_open_with_the_number_of_losses() {
        let gates = [(0, 9), (4, 9), (5, 9), (19, 9), (20, 9), (99, 500), (100, 99), (100, 100)];
        let words: Vec<_> = gates.map(|(lost, kept)| Gate::of(lost, kept).word()).into();
        let [counts, indicative, refit] = ["counts only", "indicative", "refit"];
        assert_eq!(words, [counts, counts, indicative, indicative, refit, refit, refit, "adequate"]);
    }

    #[test]
    fn below_the_gate_there_are_counts_only() {
        let told = of(vec![sample(50, true), sample(10, false), sample(40, true)]);
        assert_eq!((told.n, told.defections, told.gate), (3, 2, Gate::Counts));
        assert_eq!((told.score, told.brier, told.skill, told.slope), (Telling::default(), None, None, None));
        assert!(told.rivals.is_empty());
        assert_eq!(told.calibration[2].k, 1);
    }

    #[test]
    fn the_golden_accounts_give_the_golden_figures() {
        // Twice the golden sample, so that the gate opens; ratios stay, counts double.
        let pos = [38, 50, 22];
        let neg = [5, 12, 0, 22, 30, 8, 3];
        let once = pos.map(|score| sample(score, true)).into_iter().chain(neg.map(|score| sample(score, false)));
        let once: Vec<Sample> = once.collect();
        let told = of([once.clone(), once].concat());
        assert_eq!(told.gate, Gate::Indicative);
        assert!((told.score.auc.unwrap().value - 0.928_571_428_571_428_6).abs() < 1e-12);
        assert!((told.score.lift20.unwrap() - 3.333_333_333_333_333_5).abs() < 1e-12);
        assert!((told.score.capture20.unwrap() - 0.666_666_666_666_666_6).abs() < 1e-12);
        assert!((told.brier.unwrap() - 0.139_611_636_443_932_53).abs() < 1e-12);
        assert!((told.skill.unwrap() - 0.335_182_683_600_319_33).abs() < 1e-12);
        // One rival ranks as the score does, one not at all, one the other way round.
        let areas: Vec<f64> = told.rivals.iter().map(|rival| rival.telling.area()).collect();
        assert!((areas[0] - areas[2] - 0.857_142_857_142_857_2).abs() < 1e-12 && (areas[1] - 0.5).abs() < 1e-12);
        assert!(told.beaten_by().is_none());
    }

    #[test]
    fn nobody_and_only_the_lost_panic_nowhere() {
        assert_eq!(of(Vec::new()).gate, Gate::Counts);
        let lost = of((0..30).map(|score| sample(score, true)).collect());
        assert_eq!((lost.score.auc, lost.skill, lost.slope), (None, None, None));
        assert_eq!(lost.gate, Gate::Refit);
    }
}
