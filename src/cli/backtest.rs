//! The `backtest` command: the record of the score against the customers really lost.

use super::out::{Exit, Out, Progress};
use crate::book::Book;
use crate::domain::account::Account;
use crate::domain::backtest::{Backtest, Calibrated, Gate, Surprise, Telling};
use crate::domain::problem::Result;
use crate::domain::statistics::discrimination::Auc;
use crate::domain::text::{fit, grouped, left, right};
use crate::domain::when;
use clap::Args;
use serde_json::{Value, json};

/// What `backtest` takes.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  mainstay backtest\n  mainstay backtest --horizon 365\n  \
    mainstay backtest --horizon 30 --from 2024-12-01\n  mainstay backtest --json | jq '.auc, .gate'\n\n\
    On days a quarter apart every account is scored from what was known then; whether it decided to leave within the \
    horizon is what came of it. “expected” is the mean probability said of a band, “lower” and “upper” the interval of \
    the share that left.")]
pub(super) struct BacktestArgs {
    /// Days for which accounts are followed; left out: those of the probability, 180.
    #[arg(long, value_name = "DAYS", allow_negative_numbers = true)]
    horizon: Option<i32>,
    /// Only snapshots on this day or later.
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
}

/// How many surprise losses are printed; JSON has all.
const SHOWN: usize = 12;

pub(super) fn run(book: &mut Book, args: &BacktestArgs, out: &mut Out) -> Result<Exit> {
    let from = args.from.as_deref().map(|text| when::read(text, book.today())).transpose()?;
    let progress = Progress::over(book.count::<Account>()?, "accounts");
    let told = book.backtest(args.horizon, from, &|done, _| {
        progress.tell(done);
        true
    })?;
    drop(progress);
    if out.json {
        out.value(&as_json(book, &told)?);
    } else {
        print(book, &told, out)?;
    }
    Ok(Exit::Done)
}

fn print(book: &Book, told: &Backtest, out: &mut Out) -> Result<()> {
    let (first, last) = (told.snapshots.first(), told.snapshots.last());
    let span = first.zip(last).map_or(String::new(), |(first, last)| format!(", {first} to {last}"));
    let n = grouped(&told.n.to_string());
    out.line(&format!(
        "{} snapshots{span}, each followed for {} days: {n} times an account was scored, {} times it decided to leave.",
        told.snapshots.len(),
        told.horizon,
        grouped(&told.followed.to_string()),
    ));
    out.line(&told.found.sentence());
    out.line(&told.allows());
    left_out(told, out);
    if told.gate != Gate::Counts {
        out.line("");
        telling("the score", &told.score, out);
        for rival in &told.rivals {
            telling(rival.name, &rival.telling, out);
        }
        if let Some(verdict) = told.verdict() {
            out.line(verdict.sentence());
        }
        match told.beaten_by() {
            Some(rival) => out.line(&format!("The plain order by {} does better than the score here.", rival.name)),
            None => out.line("No plain order does better."),
        }
        for rival in told.rivals.iter().filter(|rival| rival.beats_turned && !rival.beats) {
            out.line(&format!("Turned round, the order by {} would do better than the score here.", rival.name));
        }
        if let Some(held) = &told.as_held {
            telling("points as they held", held, out);
        }
        numbers(told, out);
        if let Some(why) = book.odds().why_flat() {
            out.line(&why);
        }
    }
    out.line("");
    told.calibration.iter().for_each(|band| calibrated(band, out));
    surprises(book, told, out)
}

/// “Once”, “4 times”.
fn times(count: u64) -> String {
    if count == 1 { "Once".to_owned() } else { format!("{} times", grouped(&count.to_string())) }
}

fn left_out(told: &Backtest, out: &mut Out) {
    for (count, why) in [
        (told.in_notice, "an account had given notice already, and was left out"),
        (told.unavoidable, "an account churned unavoidably: neither hit nor miss"),
        (told.unsure, "there was not enough data for a band"),
    ] {
        if count > 0 {
            out.line(&format!("{} {why}.", times(count)));
        }
    }
}

fn telling(name: &str, telling: &Telling, out: &mut Out) {
    let auc = telling
        .auc
        .map_or("AUC undefined".to_owned(), |auc| format!("AUC {:.2} ({:.2}–{:.2})", auc.value, auc.lower, auc.upper));
    let lift = telling.lift20.map_or(String::new(), |lift| format!("lift {lift:.1}"));
    let capture =
        telling.capture20.map_or(String::new(), |share| format!("{:.0} % of churn in its first fifth", share * 100.0));
    out.line(format!("  {} {auc}  {lift}  {capture}", left(name, 34)).trim_end());
}

fn numbers(told: &Backtest, out: &mut Out) {
    let two = |value: Option<f64>| value.map_or("undefined".to_owned(), |value| format!("{value:.3}"));
    out.line(&format!(
        "Brier {}, skill {}; {} left for each one expected.",
        two(told.brier),
        two(told.skill),
        told.observed_to_expected.map_or("–".to_owned(), |ratio| format!("{ratio:.2}"))
    ));
    told.probabilities().iter().for_each(|sentence| out.line(sentence));
    if let Some(slope) = told.calibration_slope {
        let word = if slope < 0.75 {
            "too steep"
        } else if slope > 1.3 {
            "too flat"
        } else {
            "about right"
        };
        out.line(&format!("Calibration slope {slope:.2} (1 is right): the probabilities are {word}."));
    }
}

fn calibrated(band: &Calibrated, out: &mut Out) {
    let percent = |share: f64| format!("{:.0} %", share * 100.0);
    let expected = band.expected.map_or("no probability".to_owned(), |p| format!("expected {}", percent(p)));
    let came = match &band.observed {
        Some((_, interval)) if band.n < 10 => format!(
            "{} of {} left (too few for a rate; {}–{})",
            band.k,
            band.n,
            percent(interval.lower),
            percent(interval.upper)
        ),
        Some((share, interval)) => {
            format!(
                "{} of {} left: {} ({}–{})",
                band.k,
                band.n,
                percent(*share),
                percent(interval.lower),
                percent(interval.upper)
            )
        }
        None => "nobody".to_owned(),
    };
    out.line(&format!("  {} {}  {came}", left(band.band.word(), 15), left(&expected, 16)));
}

fn surprises(book: &Book, told: &Backtest, out: &mut Out) -> Result<()> {
    if told.surprises.is_empty() {
        return Ok(());
    }
    out.line("");
    out.line(&format!(
        "{} churned without having been at risk 90, 60 or 30 days before the decision:",
        told.surprises.len()
    ));
    for surprise in told.surprises.iter().take(SHOWN) {
        let (account, reason) = whose(book, surprise)?;
        let scores = surprise.scores.map(|score| score.map_or("–".to_owned(), |score| score.to_string()));
        let value = surprise.value.map_or("–".to_owned(), |minor| book.money(minor).short());
        out.line(&format!(
            "  {}  {} {}  {}  {}",
            surprise.lost_on,
            left(&account.name, 28),
            right(&value, 7),
            left(&scores.join(", "), 12),
            fit(reason.as_deref().unwrap_or("no reason recorded"), 60),
        ));
    }
    Ok(())
}

fn whose(book: &Book, surprise: &Surprise) -> Result<(Account, Option<String>)> {
    let account = book.get(surprise.account)?;
    Ok((account, book.loss_on(surprise.account, surprise.lost_on)?.and_then(|loss| loss.reason)))
}

fn as_json(book: &Book, told: &Backtest) -> Result<Value> {
    let surprises: Vec<Value> = told
        .surprises
        .iter()
        .map(|surprise| {
            let (account, reason) = whose(book, surprise)?;
            let [at_90, at_60, at_30] = surprise.scores;
            Ok(json!({
                "id": account.id.code(),
                "external_id": account.external_id,
                "account": account.name,
                "churned_on": surprise.lost_on.to_string(),
                "decided_on": surprise.decided.to_string(),
                "value": surprise.value.map(|minor| book.money(minor).major()),
                "currency": book.currency().code(),
                "reason": reason,
                "scores": {"90": at_90, "60": at_60, "30": at_30},
            }))
        })
        .collect::<Result<_>>()?;
    let rivals: Vec<Value> = told
        .rivals
        .iter()
        .map(|rival| {
            json!({
                "name": rival.name,
                "auc": auc(rival.telling.auc),
                "lift20": rival.telling.lift20,
                "capture20": rival.telling.capture20,
                "beats": rival.beats,
                "beats_turned": rival.beats_turned,
            })
        })
        .collect();
    Ok(json!({
        "horizon": told.horizon,
        "snapshots": told.snapshots.len(),
        "from": told.snapshots.first().map(ToString::to_string),
        "to": told.snapshots.last().map(ToString::to_string),
        "n": told.n,
        "churns": told.defections,
        "unavoidable": told.unavoidable,
        "in_notice": told.in_notice,
        "without_probability": 0,
        "not_enough_data": told.unsure,
        "followed_by_churn": told.followed,
        "first_fifth": {"churned": told.found.lost, "found": told.found.first, "by_chance": told.found.by_chance},
        "as_held": told.as_held.map(|held| auc(held.auc)),
        "gate": told.gate.word(),
        "auc": auc(told.score.auc),
        "lift20": told.score.lift20,
        "capture20": told.score.capture20,
        "brier": told.brier,
        "skill": told.skill,
        "observed_to_expected": told.observed_to_expected,
        "slope": told.slope,
        "calibration_slope": told.calibration_slope,
        "calibration": told.calibration.iter().map(band).collect::<Vec<_>>(),
        "rivals": rivals,
        "missed_churns": surprises,
    }))
}

fn auc(auc: Option<Auc>) -> Value {
    auc.map_or(Value::Null, |auc| json!({"value": auc.value, "se": auc.se, "lower": auc.lower, "upper": auc.upper}))
}

fn band(band: &Calibrated) -> Value {
    let (observed, interval) = band.observed.as_ref().map(|(share, interval)| (share, interval)).unzip();
    json!({
        "band": band.band.word(),
        "n": band.n,
        "k": band.k,
        "expected": band.expected,
        "observed": observed,
        "lower": interval.map(|interval| interval.lower),
        "upper": interval.map(|interval| interval.upper),
    })
}
