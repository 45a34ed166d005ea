//! The record of the score: what it said on past days, against the customers really lost (METHOD §5.3).
//!
//! On snapshot days, a quarter apart, every open account is scored from what was known then ([`sample`]); whether it decided
//! to leave within the horizon is the outcome. [`figures`] then tells how well the score, and plain rivals, told the churned
//! from the retained, and how far its probabilities came true, as far as the number of churned accounts allows ([`Gate`]).
//! [`learn`] asks which points would have told them better.

pub mod figures;
pub mod learn;
pub mod sample;

use crate::domain::account::Account;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::risk::score::Band;
use crate::domain::statistics::discrimination::Auc;
use crate::domain::statistics::proportion::Interval;
use crate::domain::text::counted;
use crate::domain::vocabulary::words;

words! {
    /// What the number of losses that were followed allows to be said (METHOD §5.3).
    Gate, "gate" {
        /// Fewer than five: counts only.
        Counts = "counts only",
        /// Five to nineteen: indicative.
        Indicative = "indicative",
        /// Twenty and more: the slope is refitted too.
        Refit = "refit",
        /// A hundred lost and a hundred kept: adequate by rule of thumb.
        Adequate = "adequate",
    }
}

impl Gate {
    /// The gate that so many churned accounts, and so many retained account-snapshots, earn.
    pub const fn of(lost: u64, kept: u64) -> Self {
        match (lost, kept) {
            (0..5, _) => Gate::Counts,
            (5..20, _) => Gate::Indicative,
            (100.., 100..) => Gate::Adequate,
            _ => Gate::Refit,
        }
    }
}

/// The record of the score.
#[derive(Debug, Clone, PartialEq)]
pub struct Backtest {
    /// Days for which accounts were followed from each snapshot.
    pub horizon: i32,
    /// The snapshot days, the earliest first.
    pub snapshots: Vec<Day>,
    /// Account-snapshots that were followed.
    pub n: u64,
    /// Of them, those followed by a decision to leave within the horizon.
    pub followed: u64,
    /// Different accounts that did.
    pub defections: u64,
    /// Accounts lost within the horizon that could not have been helped: neither hit nor miss, and not in `n`.
    pub unavoidable: u64,
    /// Account-snapshots left out because notice had been given.
    pub in_notice: u64,
    /// Of `n`, those without enough data for a band.
    pub unsure: u64,
    /// What may be said.
    pub gate: Gate,
    /// How well the score told the lost from the kept.
    pub score: Telling,
    /// In whole numbers: how many of the lost stood in the first fifth.
    pub found: Found,
    /// How well plain rivals did on the same snapshots.
    pub rivals: Vec<Rival>,
    /// Mean squared distance between probability and outcome; none below the gate, or without probabilities.
    pub brier: Option<f64>,
    /// What saying the base rate of the day of everybody would have been worth.
    pub flat: Option<Flat>,
    /// How much better that is than always saying the mean, 1 at best; none where it is undefined.
    pub skill: Option<f64>,
    /// Losses per loss expected.
    pub observed_to_expected: Option<f64>,
    /// How far the probabilities came true, by band.
    pub calibration: Vec<Calibrated>,
    /// The slope of what came on the log-odds that were said: 1 is right, below 1 they were too steep.
    pub calibration_slope: Option<f64>,
    /// The slope a refit gives, in log-odds per point, where the gate allows it.
    pub slope: Option<f64>,
    /// Losses that the score did not see coming, the most valuable first.
    pub surprises: Vec<Surprise>,
    /// How well the points told that held on each snapshot day, where they were others than those of today.
    pub as_held: Option<Telling>,
}

/// What one rate for everybody would have been worth, that of the book on each day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Flat {
    /// Its mean over all account-snapshots.
    pub rate: f64,
    /// The mean squared distance from what came.
    pub brier: f64,
}

/// How many of the lost accounts stood in the first fifth of the list before they decided.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Found {
    /// Accounts lost.
    pub lost: u64,
    /// Of them, in the first fifth; a fraction where the cut falls among equal ranks.
    pub first: f64,
    /// How many that would be by chance.
    pub by_chance: f64,
}

impl Found {
    /// In a sentence of whole numbers.
    pub fn sentence(&self) -> String {
        let (lost, first) = (counted(self.lost, "churned account"), self.first.round() as u64);
        format!("Of {lost}, {first} stood in the first fifth of the list; {:.1} by chance.", self.by_chance)
    }
}

/// What the area under the curve comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The lost stood above the kept, and the interval leaves no doubt.
    Tells,
    /// Perhaps no better than a coin: the interval holds one half.
    Coin,
    /// The lost stood below the kept, and the interval leaves no doubt.
    WrongWay,
}

impl Verdict {
    /// What an area with this interval comes to.
    pub fn of(lower: f64, upper: f64) -> Self {
        match (lower > 0.5, upper < 0.5) {
            (true, _) => Verdict::Tells,
            (_, true) => Verdict::WrongWay,
            (false, false) => Verdict::Coin,
        }
    }

    /// In a sentence.
    pub const fn sentence(self) -> &'static str {
        match self {
            Verdict::Tells => "The list ranks churned accounts above retained ones, better than chance.",
            Verdict::Coin => "No better than chance here: the interval holds 0.50.",
            Verdict::WrongWay => "The list ranks the wrong way round here: do not trust it on this book.",
        }
    }
}

impl Backtest {
    /// What the score is worth by these losses; none below the gate, or where nobody was lost or kept.
    pub fn verdict(&self) -> Option<Verdict> {
        self.score.auc.as_ref().map(|auc| Verdict::of(auc.lower, auc.upper))
    }

    /// What the probabilities are worth, in a sentence; none below the gate.
    pub fn probabilities(&self) -> Option<String> {
        let (brier, flat) = (self.brier?, self.flat?);
        let how = if brier > flat.brier { "worse" } else { "better" };
        Some(format!(
            "The probabilities are {how} than saying {:.0} % of everybody, the base rate of those days (Brier {brier:.3} \
             against {:.3}).",
            flat.rate * 100.0,
            flat.brier
        ))
    }

    /// Whether enough churned accounts were followed to say that the probabilities are worse than one rate for everybody:
    /// then they are not used.
    pub fn is_worse_than_flat(&self) -> bool {
        let is_worse = self.brier.zip(self.flat).is_some_and(|(brier, flat)| brier > flat.brier);
        is_worse && matches!(self.gate, Gate::Refit | Gate::Adequate)
    }

    /// What the gate allows, in a sentence.
    pub fn allows(&self) -> String {
        let lost = counted(self.defections, "churned account");
        match self.gate {
            Gate::Counts => format!("{lost} followed: too few to say anything; here are the counts."),
            Gate::Indicative => format!("{lost} followed: indicative, no more."),
            Gate::Refit => format!("{lost} followed: enough for an interval and a refitted slope."),
            Gate::Adequate => {
                format!("{lost} followed: adequate by rule of thumb, which itself may be imprecise.")
            }
        }
    }

    /// The rival that told the lost from the kept best, if it did better than the score.
    pub fn beaten_by(&self) -> Option<&Rival> {
        let better = self.rivals.iter().filter(|rival| rival.beats);
        better.max_by(|left, right| left.telling.area().total_cmp(&right.telling.area()))
    }
}

/// How well something told the lost from the kept.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Telling {
    /// The chance that a lost account was ranked above a kept one.
    pub auc: Option<Auc>,
    /// Losses among the first fifth, against the mean.
    pub lift20: Option<f64>,
    /// Share of all losses that are in the first fifth.
    pub capture20: Option<f64>,
}

impl Telling {
    fn area(&self) -> f64 {
        self.auc.as_ref().map_or(0.0, |auc| auc.value)
    }
}

/// A plain way to rank accounts, beside the score.
#[derive(Debug, Clone, PartialEq)]
pub struct Rival {
    /// What it ranks by.
    pub name: &'static str,
    /// How well it did.
    pub telling: Telling,
    /// Whether it did better than the score.
    pub beats: bool,
    /// Whether its order, turned round, would have done better than the score.
    pub beats_turned: bool,
}

/// What was expected of a band and what came.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Calibrated {
    /// The band.
    pub band: Band,
    /// Account-snapshots in it.
    pub n: u64,
    /// Of them, lost.
    pub k: u64,
    /// The mean probability said of them; none: too little was known of all of them.
    pub expected: Option<f64>,
    /// The share lost, with its Wilson interval; none: nobody was in it.
    pub observed: Option<(f64, Interval)>,
}

/// A churn that the score did not see coming: never at risk 90, 60 or 30 days before the decision.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Surprise {
    /// Whose.
    pub account: Id<Account>,
    /// The day it took effect.
    pub lost_on: Day,
    /// The day they decided.
    pub decided: Day,
    /// What it was worth a year, in minor units of the book's currency.
    pub value: Option<i64>,
    /// The score 90, 60 and 30 days before; none: it was no customer, or had given notice.
    pub scores: [Option<u32>; 3],
}
