//! Points that the book's own churned accounts propose (METHOD §5.4).
//!
//! A logistic regression of what came on what the score was made of, drawn to the points that hold (maximum a posteriori,
//! Newton's method): with few losses it stays where it is, with many it goes where they are. It is offered only where it
//! told later days better than the points that hold, learned from earlier days alone.

use super::sample::Sample;
use crate::domain::day::Day;
use crate::domain::risk::points::{Points, Tier};
use crate::domain::risk::signal::{COUNT, SIGNALS};
use crate::domain::risk::timing::Timing;
use crate::domain::statistics::clustered::{Seen, auc_within_days};
use crate::domain::statistics::map::{Prior, fit};
use std::collections::{BTreeMap, BTreeSet};

/// Fewer churned accounts teach nothing.
pub const LEAST: u64 = 10;
/// A label is asked about when so many account-snapshots have it.
const LABELLED: usize = 30;
/// At most so many labels are asked about.
const LABELS: usize = 12;
/// At most so many retained account-snapshots are learned from; of more, every n-th, with the weight of n.
const RETAINED: usize = 20_000;
/// How much better, in log-likelihood, the proposal must have told later days.
const MARGIN: f64 = 0.5;

/// Widths of the priors: of the weight of ten points, of the timing, of any other fact.
const PER_TEN: f64 = 0.3;
const OF_TIMING: f64 = 1.0;
const OF_FACT: f64 = 0.4;

/// What the book's churned accounts say of the points.
#[derive(Debug, Clone, PartialEq)]
pub struct Learned {
    /// Different accounts that decided to leave.
    pub lost: u64,
    /// The points they propose.
    pub points: Points,
    /// The settings that differ: their path below `risk.`, and their value as JSON.
    pub changes: Vec<(String, String)>,
    /// How both told later days; none: too little came after ten losses had been seen.
    pub check: Option<Check>,
}

/// How the points that hold, and those learned from earlier days, told later days.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Check {
    /// Accounts that decided to leave after those days.
    pub lost: u64,
    /// Log-likelihood of what came: of the points that hold, and of the learned ones.
    pub likelihood: (f64, f64),
    /// How many of the lost stood in the first fifth.
    pub found: (f64, f64),
    /// How often a lost account stood above a retained one.
    pub auc: Option<(f64, f64)>,
}

impl Learned {
    /// Whether it is offered: it told later days better.
    pub fn is_offered(&self) -> bool {
        !self.changes.is_empty() && self.check.is_some_and(|check| check.likelihood.1 > check.likelihood.0 + MARGIN)
    }
}

/// Learns from these samples; `label` names a label by its number. `None`: fewer than [`LEAST`] accounts were lost.
pub fn learn(
    samples: &[Sample],
    days: &[Day],
    horizon: i32,
    points: &Points,
    label: &dyn Fn(u32) -> Option<String>,
) -> Option<Learned> {
    let lost = accounts(samples.iter());
    if lost < LEAST {
        return None;
    }
    let shape = Shape::of(samples, days, horizon, points);
    let weights = shape.fit(samples.iter())?;
    let changes = shape.changes(&weights, points, label);
    let learned = points.clone().with(changes.iter().map(|(path, value)| (path.as_str(), value.as_str())));
    Some(Learned { lost, points: learned, changes, check: shape.check(samples, days, horizon) })
}

fn accounts<'a>(samples: impl Iterator<Item = &'a Sample>) -> u64 {
    samples.filter(|one| one.lost).map(|one| one.account).collect::<BTreeSet<u32>>().len() as u64
}

/// Which facts are asked about, and what is believed of them beforehand.
struct Shape {
    labels: Vec<u32>,
    prior: Vec<Prior>,
    /// Log-odds of who can decide on any day against who decides within the horizon.
    any_day: f64,
    /// The weight of one account-snapshot: overlapping ones say the same thing more than once.
    weight: f64,
}

/// The places of what is asked about beside the signals.
const LATER: usize = 1 + COUNT;
const YOUNG: usize = LATER + 1;
const UNBOUND: usize = LATER + 2;
const TIER_A: usize = LATER + 3;
const TIER_B: usize = LATER + 4;
const FACTS: usize = LATER + 5;

impl Shape {
    fn of(samples: &[Sample], days: &[Day], horizon: i32, points: &Points) -> Self {
        let odds = &points.probability;
        let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
        samples.iter().flat_map(|one| &one.made_of.labels).for_each(|label| *counts.entry(*label).or_default() += 1);
        let most = samples.len().saturating_sub(LABELLED);
        let mut labels: Vec<(usize, u32)> =
            counts.into_iter().filter(|(_, n)| (LABELLED..most).contains(n)).map(|(label, n)| (n, label)).collect();
        labels.sort_by(|one, other| other.cmp(one));
        labels.truncate(LABELS);
        let per_ten = std::f64::consts::LN_2 / odds.doubling * 10.0;
        let mut prior = vec![Prior { mean: 0.0, width: 10.0 }];
        prior.extend([Prior { mean: per_ten, width: PER_TEN }; COUNT]);
        prior.push(Prior { mean: -odds.later, width: OF_TIMING });
        prior.extend(vec![Prior { mean: 0.0, width: OF_FACT }; FACTS - YOUNG + labels.len()]);
        let step = days.windows(2).map(|two| two[0].days_to(two[1])).min().unwrap_or(horizon);
        Self {
            labels: labels.into_iter().map(|(_, label)| label).collect(),
            prior,
            any_day: (f64::from(horizon) / 365.0).ln().min(0.0),
            weight: (f64::from(step) / f64::from(horizon)).min(1.0),
        }
    }

    /// What a sample says in each place, and what is added to its log-odds whatever is learned.
    fn row(&self, one: &Sample) -> (Vec<f64>, f64) {
        let mut row = vec![0.0; self.prior.len()];
        let flag = |is: bool| f64::from(u8::from(is));
        row[0] = 1.0;
        row[LATER] = flag(one.case.timing == Timing::Later);
        if one.case.sure {
            for (place, points) in one.made_of.signals.iter().enumerate() {
                row[1 + place] = f64::from(*points) / 10.0;
            }
            row[YOUNG] = flag(one.made_of.is_young);
            row[UNBOUND] = flag(one.made_of.is_unbound);
            row[TIER_A] = flag(one.made_of.tier == Tier::A);
            row[TIER_B] = flag(one.made_of.tier == Tier::B);
            for (place, label) in self.labels.iter().enumerate() {
                row[FACTS + place] = flag(one.made_of.labels.contains(label));
            }
        }
        (row, if one.case.timing == Timing::AnyDay { self.any_day } else { 0.0 })
    }

    fn fit<'a>(&self, samples: impl Iterator<Item = &'a Sample> + Clone) -> Option<Vec<f64>> {
        let retained = samples.clone().filter(|one| !one.lost).count();
        let every = retained.div_ceil(RETAINED).max(1);
        let mut seen = 0;
        let mut rows = Vec::new();
        for one in samples {
            seen += usize::from(!one.lost);
            if !one.lost && seen % every != 0 {
                continue;
            }
            let (row, offset) = self.row(one);
            let weight = self.weight * if one.lost { 1.0 } else { every as f64 };
            rows.push((row, offset, weight, one.lost));
        }
        fit(&rows, &self.prior)
    }

    /// The weights of the points that hold: everything as believed beforehand, and the intercept that fits.
    fn held(&self, weights: &[f64], samples: &[&Sample]) -> Vec<f64> {
        let mut held: Vec<f64> = self.prior.iter().map(|prior| prior.mean).collect();
        let rows: Vec<_> = samples
            .iter()
            .map(|one| {
                let (row, offset) = self.row(one);
                (vec![1.0], offset + dot(&row, &held), self.weight, one.lost)
            })
            .collect();
        held[0] = fit(&rows, &[Prior { mean: 0.0, width: 10.0 }]).map_or(weights[0], |weights| weights[0]);
        held
    }

    /// Learns from the past of each snapshot day on which enough had been seen, and asks which told that day better.
    fn check(&self, samples: &[Sample], days: &[Day], horizon: i32) -> Option<Check> {
        let (mut tested, mut likelihood, mut found) = (BTreeSet::new(), (0.0, 0.0), (0.0, 0.0));
        let (mut by_held, mut by_learned) = (Vec::new(), Vec::new());
        for (place, day) in days.iter().enumerate() {
            let is_past = |one: &Sample| days[usize::from(one.snapshot)].plus(horizon) <= *day;
            if accounts(samples.iter().filter(|one| is_past(one))) < LEAST {
                continue;
            }
            let past: Vec<&Sample> = samples.iter().filter(|one| is_past(one)).collect();
            let Some(learned) = self.fit(past.iter().copied()) else { continue };
            let held = self.held(&learned, &past);
            let today: Vec<&Sample> = samples.iter().filter(|one| usize::from(one.snapshot) == place).collect();
            for (weights, told, ranks) in
                [(&held, &mut likelihood.0, &mut by_held), (&learned, &mut likelihood.1, &mut by_learned)]
            {
                for one in &today {
                    let (row, offset) = self.row(one);
                    let logit = offset + dot(&row, weights);
                    *told += self.weight * log_likelihood(logit, one.lost);
                    ranks.push(Seen { day: one.snapshot, account: one.account, score: logit, left: one.lost });
                }
            }
            tested.extend(today.iter().filter(|one| one.lost).map(|one| one.account));
        }
        found.0 += first_fifth(&by_held);
        found.1 += first_fifth(&by_learned);
        let auc = auc_within_days(&by_held).zip(auc_within_days(&by_learned));
        let auc = auc.map(|(held, learned)| (held.value, learned.value));
        (!tested.is_empty()).then_some(Check { lost: tested.len() as u64, likelihood, found, auc })
    }

    /// What is learned as settings: points of each signal in the same proportion, what a later deadline takes away, points of
    /// facts.
    fn changes(
        &self,
        weights: &[f64],
        points: &Points,
        label: &dyn Fn(u32) -> Option<String>,
    ) -> Vec<(String, String)> {
        let per_point = std::f64::consts::LN_2 / points.probability.doubling;
        let mut changes = Vec::new();
        for (place, signal) in SIGNALS.iter().enumerate() {
            // A signal that tells nothing has no points; none ever turns round.
            let times = (weights[1 + place] / (10.0 * per_point)).max(0.0);
            changes.extend(points.scaled(signal.code, times));
        }
        let later = (-weights[LATER]).clamp(0.0, 20.0);
        changes.push(("probability.later".to_owned(), format!("{later:.1}")));
        let worth = |place: usize| (weights[place] / per_point).round() as i32;
        for (name, place) in [("young", YOUNG), ("unbound", UNBOUND), ("tier_a", TIER_A), ("tier_b", TIER_B)] {
            changes.push((format!("factors.{name}"), worth(place).to_string()));
        }
        let named = self.labels.iter().enumerate().filter_map(|(place, number)| {
            let worth = worth(FACTS + place);
            label(*number).filter(|_| worth != 0).map(|name| (name, worth))
        });
        let named: BTreeMap<String, i32> = named.collect();
        changes.push(("factors.labels".to_owned(), serde_json::to_string(&named).unwrap_or_default()));
        changes.retain(|(path, value)| points.value(path).is_some_and(|now| now != *value));
        changes
    }
}

fn dot(row: &[f64], weights: &[f64]) -> f64 {
    row.iter().zip(weights).map(|(one, weight)| one * weight).sum()
}

/// The logarithm of the likelihood of what came, written so that it never overflows.
fn log_likelihood(logit: f64, lost: bool) -> f64 {
    let towards = if lost { logit } else { -logit };
    towards.min(0.0) - (-towards.abs()).exp().ln_1p()
}

/// How many lost accounts stood in the first fifth of their last day.
fn first_fifth(seen: &[Seen]) -> f64 {
    let mut days: BTreeMap<u16, Vec<&Seen>> = BTreeMap::new();
    for one in seen {
        days.entry(one.day).or_default().push(one);
    }
    let mut last: BTreeMap<u32, bool> = BTreeMap::new();
    for day in days.values_mut() {
        day.sort_by(|one, other| other.score.total_cmp(&one.score));
        let taken = (super::figures::FIRST * day.len() as f64).ceil() as usize;
        for (place, one) in day.iter().enumerate().filter(|(_, one)| one.left) {
            last.insert(one.account, place < taken);
        }
    }
    last.values().filter(|found| **found).count() as f64
}
