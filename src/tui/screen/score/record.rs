//! The record of the score: what it said of those who were lost, in words that need no manual.
//!
//! [`RecordView`] is what the pane draws and nothing else; [`record_of`] takes it from the backtest.

use super::survival::number;
use crate::book::Book;
use crate::domain::account::Account;
use crate::domain::backtest::{self, Backtest, Calibrated, Gate, Verdict};
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::money::Money;
use crate::domain::problem::Result;
use crate::domain::statistics::discrimination::Auc;
use crate::domain::text::counted;
use crate::tui::widget::calibration::{Row, percent};
use std::f64::consts::LN_2;

/// Points that double the odds of a loss, as the score assumes (METHOD §5.2).
const ASSUMED: f64 = 10.0;
/// How many losses that came as a surprise are named.
const NAMED: usize = 200;

/// A measure and the ends of its 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Measure {
    /// The measure.
    pub(crate) value: f64,
    /// The lower end.
    pub(crate) lower: f64,
    /// The upper end.
    pub(crate) upper: f64,
}

/// What the record of the score says.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct RecordView {
    /// How much it may be believed: `7 losses followed: indicative only.`
    pub(crate) gate: String,
    /// Days after each snapshot in which losses were looked for.
    pub(crate) horizon: u32,
    /// Days on which the book was looked at.
    pub(crate) snapshots: u64,
    /// Scores given on those days.
    pub(crate) n: u64,
    /// How many of them were followed by a loss.
    pub(crate) defections: u64,
    /// How often a lost account was put above a kept one; none: too few for it.
    pub(crate) auc: Option<Measure>,
    /// How many times its share of the losses the riskiest fifth held.
    pub(crate) lift20: Option<f64>,
    /// The share of all losses in the riskiest fifth.
    pub(crate) capture20: Option<f64>,
    /// The mean squared distance of its probabilities from what came.
    pub(crate) brier: Option<f64>,
    /// How much better that is than saying the same of everybody.
    pub(crate) skill: Option<f64>,
    /// For each band what was lost, and what was expected.
    pub(crate) calibration: Vec<Row>,
    /// By how much a point raises the log-odds of a loss, as measured; none: too few losses to measure it.
    pub(crate) slope: Option<f64>,
    /// Plain rules on the same snapshots.
    pub(crate) rivals: Vec<Rival>,
    /// Losses that the score did not see coming, the dearest first.
    pub(crate) surprises: Vec<Surprise>,
    /// How many there were; the dearest are named.
    pub(crate) surprised: u64,
    /// What the score comes to now, for the whole book; empty: it is not known yet.
    pub(crate) outlook: String,
    /// The newest operation it has seen.
    pub(crate) step: i64,
    /// Whether the book has changed since.
    pub(crate) is_old: bool,
}

/// A plain rule that ranks accounts on its own.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Rival {
    /// What it goes by: `days since the last touch`.
    pub(crate) name: String,
    /// How often it put a lost account above a kept one.
    pub(crate) auc: Option<Measure>,
    /// How many times its share of the losses its riskiest fifth held.
    pub(crate) lift20: Option<f64>,
    /// Whether it did better than the score.
    pub(crate) beats: bool,
}

/// A loss that came as a surprise.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Surprise {
    /// The account.
    pub(crate) account: Id<Account>,
    /// Its name.
    pub(crate) name: String,
    /// The day it was lost.
    pub(crate) lost_on: Day,
    /// What it was worth.
    pub(crate) value: Option<Money>,
    /// What the score said 90, 60 and 30 days before; none: not known then.
    pub(crate) scores: [Option<u32>; 3],
    /// Why they went, in the words of the account or our own.
    pub(crate) reason: Option<String>,
}

impl RecordView {
    /// The title's answer.
    pub(crate) fn answer(&self) -> String {
        let old = if self.is_old { " · the book changed since, r" } else { "" };
        match &self.auc {
            Some(auc) => format!("{} · AUC {}{old}", counted(self.defections, "loss"), range_words(auc)),
            None => format!("{} followed{old}", counted(self.defections, "loss")),
        }
    }

    /// What is said of the score, a sentence each, the most needed first.
    pub(crate) fn sentences(&self) -> Vec<String> {
        let mut said = vec![format!(
            "{} scores given on {} were followed for {} days; {} came before a loss.",
            number(self.n),
            counted(self.snapshots, "day"),
            self.horizon,
            number(self.defections)
        )];
        said.extend(self.auc.as_ref().map(auc_words));
        said.extend(self.capture20.zip(self.lift20).map(|(capture, lift)| {
            format!("The riskiest fifth held {} of the losses: {lift:.1} times its share.", percent(capture))
        }));
        said.extend(self.skill.map(skill_words));
        said.extend(self.slope.map(slope_words));
        said.extend(Some(self.outlook.clone()).filter(|words| !words.is_empty()));
        said
    }

    /// The rivals in one sentence; empty without any.
    pub(crate) fn rivals_in_short(&self) -> String {
        let said = |rival: &Rival| {
            let auc = rival.auc.as_ref().map_or_else(|| "unknown".to_owned(), |auc| percent(auc.value));
            format!("{} {auc}", rival.name)
        };
        let (better, worse): (Vec<&Rival>, Vec<&Rival>) = self.rivals.iter().partition(|rival| rival.beats);
        let list = |rivals: &[&Rival]| rivals.iter().map(|rival| said(rival)).collect::<Vec<_>>().join(", ");
        match (better.as_slice(), worse.as_slice()) {
            ([], []) => String::new(),
            ([], worse) => format!("No simple rule beats it: {}.", list(worse)),
            (better, []) => format!("Beaten by simple rules: {}.", list(better)),
            (better, worse) => format!("Beaten by a simple rule: {}. Not by {}.", list(better), list(worse)),
        }
    }
}

/// What is drawn of a record; names and reasons are read from the book.
pub(crate) fn record_of(told: &Backtest, book: &Book) -> Result<RecordView> {
    let surprises = told.surprises.iter().take(NAMED).map(|one| surprise_of(one, book)).collect::<Result<_>>()?;
    let tells = told.gate != Gate::Counts;
    Ok(RecordView {
        gate: told.allows(),
        horizon: told.horizon.max(0) as u32,
        snapshots: told.snapshots.len() as u64,
        n: told.n,
        defections: told.defections,
        auc: told.score.auc.as_ref().map(measure_of),
        lift20: told.score.lift20,
        capture20: told.score.capture20,
        brier: told.brier,
        skill: told.skill,
        calibration: told.calibration.iter().map(|band| row_of(band, tells)).collect(),
        slope: told.slope,
        rivals: told.rivals.iter().map(rival_of).collect(),
        surprises,
        surprised: told.surprises.len() as u64,
        outlook: outlook(book)?,
        step: book.newest_step()?,
        is_old: false,
    })
}

/// What the score comes to now, for the whole book, in a sentence or two; empty while that is not known yet.
pub(crate) fn outlook(book: &Book) -> Result<String> {
    let Some(all) = book.outlook()? else { return Ok(String::new()) };
    let money = |minor| book.money(minor).short();
    let anchor = format!(
        "Base rate {:.1} % a year: {} decided to leave in {} account-years, and the prior.",
        all.base_rate * 100.0,
        number(all.seen.defections),
        number(all.seen.account_years.round() as u64)
    );
    if all.counted == 0 {
        return Ok(format!("No account has a value, so nothing can be said in money. {anchor}"));
    }
    Ok(format!(
        "Revenue at risk by decisions within {} days: {}, give or take {}; {} of it decides this quarter. {anchor}",
        book.odds().horizon(),
        money(all.expected),
        money(all.deviation),
        money(all.this_quarter)
    ) + &book.odds().why_flat().map(|why| format!(" {why}")).unwrap_or_default())
}

fn measure_of(auc: &Auc) -> Measure {
    Measure { value: auc.value, lower: auc.lower, upper: auc.upper }
}

/// Below the gate there are counts and nothing else.
fn row_of(band: &Calibrated, tells: bool) -> Row {
    let observed = band.observed.as_ref().filter(|_| tells);
    Row {
        band: band.band,
        n: band.n,
        k: band.k,
        expected: band.expected.filter(|_| tells),
        interval: observed.map(|(_, interval)| (interval.lower, interval.upper)),
    }
}

fn rival_of(rival: &backtest::Rival) -> Rival {
    let telling = &rival.telling;
    let auc = telling.auc.as_ref().map(measure_of);
    Rival { name: rival.name.to_owned(), auc, lift20: telling.lift20, beats: rival.beats }
}

fn surprise_of(one: &backtest::Surprise, book: &Book) -> Result<Surprise> {
    Ok(Surprise {
        account: one.account,
        name: book.get(one.account)?.name,
        lost_on: one.lost_on,
        value: one.value.map(|minor| book.money(minor)),
        scores: one.scores,
        reason: book.loss_on(one.account, one.lost_on)?.and_then(|loss| loss.reason),
    })
}

/// What an area says, and whether it says anything at all.
fn auc_words(auc: &Measure) -> String {
    let verdict = match Verdict::of(auc.lower, auc.upper) {
        Verdict::WrongWay => "worse than chance, 50 %",
        Verdict::Coin => "chance is 50 %, so this may be chance",
        Verdict::Tells => "chance is 50 %",
    };
    format!("AUC {}: a churned account above a retained one; {verdict}.", range_words(auc))
}

fn slope_words(slope: f64) -> String {
    if slope > 0.0 {
        format!("Measured, {:.0} points double the odds of a loss; {ASSUMED:.0} are assumed.", LN_2 / slope)
    } else {
        "Measured, more points came with fewer losses: the score is wrong for this book.".to_owned()
    }
}

fn skill_words(skill: f64) -> String {
    let share = percent(skill.abs());
    if skill > 0.0 {
        format!("Its probabilities are {share} more accurate than one flat rate.")
    } else {
        format!("Its probabilities are {share} less accurate than one flat rate.")
    }
}

/// `71 % (58–84 %)`.
pub(crate) fn range_words(measure: &Measure) -> String {
    let bare = |share: f64| format!("{:.0}", share * 100.0);
    format!("{} ({}–{} %)", percent(measure.value), bare(measure.lower), bare(measure.upper))
}
