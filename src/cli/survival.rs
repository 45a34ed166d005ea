//! The `survival` command.

use super::out::{Exit, Out};
use crate::book::Book;
use crate::book::survival::{Curve, FEW, Group, Half, Survival, is_sure};
use crate::domain::day::headed;
use crate::domain::problem::Result;
use crate::domain::survival::Field;
use crate::domain::survival::hazard::Bin;
use crate::domain::survival::life::Uncounted;
use crate::domain::text::{fit, grouped, right};
use clap::Args;
use serde_json::{Map, Value, json};

/// What `survival` takes.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  mainstay survival\n  mainstay survival --by tier\n  \
    mainstay survival --stage onboarding\n  mainstay survival --by offer --json | jq '.groups[] | {name, n, median}'")]
pub(super) struct SurvivalArgs {
    /// Losses from one stage, by days since it was entered.
    #[arg(long, value_name = "STAGE")]
    stage: Option<String>,
    /// What to compare: tier, stage, owner, offer, tag, channel, industry.
    #[arg(long, value_name = "FIELD")]
    by: Option<String>,
}

/// Days whose numbers are printed, as far as a curve reaches.
const MILESTONES: [i32; 12] = [30, 60, 90, 180, 365, 730, 1_095, 1_460, 1_825, 2_555, 3_650, 7_300];

/// How wide a curve is drawn, in characters.
const WIDE: i32 = 48;

const BLOCKS: [char; 9] = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

pub(super) fn run(book: &mut Book, args: &SurvivalArgs, out: &mut Out) -> Result<Exit> {
    let by = args.by.as_deref().map(Field::read).transpose()?;
    let drawn = book.survival(args.stage.as_deref(), by)?;
    if out.json {
        out.value(&as_json(&drawn));
    } else {
        print(book, &drawn, out);
    }
    Ok(Exit::Done)
}

fn print(book: &Book, drawn: &Survival, out: &mut Out) {
    let by = drawn.by.map_or(String::new(), |by| format!(", by {by}"));
    let what = match &drawn.stage {
        Some(key) => format!("Churned from {} before the next stage", book.stages().name(key)),
        None => "How long customers stay".to_owned(),
    };
    out.line(&format!("{what}{by} · {}", headed(drawn.as_of)));
    if drawn.groups.iter().all(|group| group.n() == 0) {
        out.line("No account can be counted yet.");
    }
    for group in drawn.groups.iter().filter(|group| group.n() > 0) {
        out.line("");
        print_group(book, drawn, group, out);
    }
    if let ([group], None) = (drawn.groups.as_slice(), drawn.by)
        && group.n() >= FEW
    {
        hazard(drawn, group, out);
    }
    out.line("");
    for note in notes(drawn) {
        out.line(&note);
    }
}

fn print_group(book: &Book, drawn: &Survival, group: &Group, out: &mut Out) {
    let name = match (&group.name, drawn.by) {
        (_, None) => "All".to_owned(),
        (Some(key), Some(Field::Stage)) => book.stages().name(key).to_owned(),
        (Some(name), _) => fit(name, 60),
        (None, Some(by)) => format!("No {by}"),
    };
    let (n, lost) = (count(group.n()), count(group.events()));
    let followed = match &group.curve {
        Curve::Staying(_) => format!("{n} customers, {lost} churned"),
        Curve::LostFrom(curve) => format!("{n} stays, {lost} churned, {} left it otherwise", count(curve.advanced)),
    };
    let half = match group.half() {
        Half::By(day) => format!("half churned by day {}", count(day as u64)),
        Half::NotReached => "fewer than half churned".to_owned(),
        Half::InDoubt => "too few at risk for a median".to_owned(),
    };
    if group.n() < FEW {
        out.line(&format!("{name} · {followed} · n = {} is too few for a curve", group.n()));
        return;
    }
    out.line(&format!("{name} · {followed} · {half}"));
    let Some(last) = group.last() else { return };
    picture(group, last, out);
    numbers(group, last, out);
    for bin in group.hazard.iter().filter(|bin| bin.measured && drawn.by.is_some()) {
        let (events, at_risk) = (count(bin.count.events), count(bin.count.at_risk));
        out.line(&format!("  More churn in days {} than expected: {events} of {at_risk}.", bin.count.days_told()));
    }
}

/// The share drawn, with its band, how many were lost by day `t`, and how many were at risk on the last day of a loss.
fn at(group: &Group, t: i32) -> (f64, f64, f64, u64, u64) {
    match &group.curve {
        Curve::Staying(curve) => {
            let lost = curve.points.iter().take_while(|point| point.t <= t).map(|point| point.events).sum();
            let none = (1.0, 1.0, 1.0, 0, 0);
            curve.at(t).map_or(none, |point| (point.survival, point.lower, point.upper, lost, point.at_risk))
        }
        Curve::LostFrom(curve) => {
            let lost = curve.points.iter().take_while(|point| point.t <= t).map(|point| point.events).sum();
            let none = (0.0, 0.0, 0.0, 0, 0);
            curve.at(t).map_or(none, |point| (point.incidence, point.lower, point.upper, lost, point.at_risk))
        }
    }
}

fn picture(group: &Group, last: i32, out: &mut Out) {
    let shares: Vec<f64> = (0..WIDE).map(|column| at(group, (last * column + last) / WIDE).0).collect();
    let top = match &group.curve {
        Curve::Staying(_) => 1.0,
        Curve::LostFrom(_) => shares.iter().copied().fold(0.0, f64::max),
    };
    let height = |share: f64| if top > 0.0 { (share / top * 8.0).round() as usize } else { 0 };
    let drawn: String = shares.iter().map(|share| BLOCKS[height(*share).min(8)]).collect();
    out.line(&format!("  {drawn}  0 to {}, day 0 to {}", percent(top), count(last.max(0) as u64)));
}

fn numbers(group: &Group, last: i32, out: &mut Out) {
    let share = match &group.curve {
        Curve::Staying(_) => "still here",
        Curve::LostFrom(_) => "churned from it",
    };
    out.line(&format!("  {} {} {}   95 % sure", right("by day", 7), right("lost", 7), right(share, 13)));
    for day in MILESTONES.into_iter().filter(|day| *day < last).chain([last]) {
        let (share, lower, upper, lost, at_risk) = at(group, day);
        let sure = match lost {
            0 => String::new(),
            _ if is_sure(at_risk) => format!("{} to {}", percent(lower), percent(upper)),
            _ => format!("only {at_risk} at risk"),
        };
        let line = format!(
            "  {} {} {}   {sure}",
            right(&count(day.max(0) as u64), 7),
            right(&count(lost), 7),
            right(&percent(share), 13)
        );
        out.line(line.trim_end());
    }
}

/// Losses by days since the beginning, for one group.
fn hazard(drawn: &Survival, group: &Group, out: &mut Out) {
    let since = if drawn.stage.is_some() { "it was entered" } else { "the signature" };
    out.line("");
    out.line(&format!("Churned by days since {since}"));
    out.line(&format!(
        "  {} {} {} {} {}",
        right("days", 8),
        right("at risk", 8),
        right("lost", 7),
        right("rate", 8),
        right("expected", 9)
    ));
    for bin in &group.hazard {
        let enough = bin.count.at_risk >= FEW;
        let rate = bin.rate.filter(|_| enough).map_or_else(|| "–".to_owned(), percent);
        let expected = if enough { percent(bin.expected) } else { "–".to_owned() };
        let line = format!(
            "  {} {} {} {} {}  {}",
            right(&bin.count.days_told(), 8),
            right(&count(bin.count.at_risk), 8),
            right(&count(bin.count.events), 7),
            right(&rate, 8),
            right(&expected, 9),
            if bin.measured { "drop-off point" } else { "" }
        );
        out.line(line.trim_end());
    }
    out.line("Expected: the churn of those days at an even rate.");
    out.line("A rate that falls with time mostly shows who remains.");
}

/// What a reader must know beside the curves.
fn notes(drawn: &Survival) -> Vec<String> {
    let mut notes = Vec::new();
    if let Some(test) = drawn.log_rank {
        let p = if test.p < 0.0001 { "below 0.0001".to_owned() } else { format!("{:.4}", test.p) };
        let verdict = if test.p < 0.05 { "the groups differ" } else { "chance alone may make them differ like this" };
        notes.push(format!("Log-rank test: χ² {:.2}, {} df, p {p}: {verdict}.", test.chi2, test.df));
    }
    if drawn.by == Some(Field::Tag) {
        notes.push("An account with several tags counts in each of their groups; they are not tested.".to_owned());
    }
    let mut tell = |n: u64, what: &str| {
        if n > 0 {
            notes.push(format!("{} {what}", count(n)));
        }
    };
    tell(drawn.unavoidable, "ended unavoidably (closed or bought): followed until then, no churn counted.");
    tell(drawn.won_back, "won back later: counted until they churned.");
    for (why, n) in &drawn.uncounted {
        tell(*n, why.sentence(drawn.stage.is_some()));
    }
    notes
}

fn count(number: u64) -> String {
    grouped(&number.to_string())
}

fn percent(share: f64) -> String {
    format!("{:.1} %", share * 100.0)
}

fn as_json(drawn: &Survival) -> Value {
    let groups: Vec<Value> = drawn.groups.iter().map(group_json).collect();
    let uncounted = |why| drawn.uncounted.get(&why).copied().unwrap_or(0);
    json!({
        "as_of": drawn.as_of.to_string(),
        "unit": "days",
        "stage": drawn.stage,
        "by": drawn.by.map(Field::word),
        "groups": groups,
        "logrank": drawn.log_rank.map(|test| json!({"chi2": test.chi2, "df": test.df, "p": test.p})),
        "unavoidable": drawn.unavoidable,
        "won_back": drawn.won_back,
        "uncounted": {
            "no_start": uncounted(Uncounted::NoStart),
            "not_yet": uncounted(Uncounted::NotYet),
            "lost_before": uncounted(Uncounted::LostBefore),
            "unwatched": uncounted(Uncounted::Unwatched),
        },
    })
}

fn group_json(group: &Group) -> Value {
    let mut value = Map::new();
    value.insert("name".into(), json!(group.name));
    value.insert("n".into(), json!(group.n()));
    value.insert("events".into(), json!(group.events()));
    value.insert("median".into(), json!(group.median()));
    if let Curve::LostFrom(curve) = &group.curve {
        value.insert("advanced".into(), json!(curve.advanced));
    }
    value.insert("curve".into(), curve_json(&group.curve));
    value.insert("hazard".into(), group.hazard.iter().map(bin_json).collect());
    Value::Object(value)
}

fn curve_json(curve: &Curve) -> Value {
    match curve {
        Curve::Staying(curve) => {
            let points = curve.points.iter();
            points
                .map(|point| {
                    let [lower, upper] = sure([point.lower, point.upper], point.at_risk);
                    json!({"t": point.t, "at_risk": point.at_risk, "events": point.events, "survival": point.survival,
                           "lower": lower, "upper": upper})
                })
                .collect()
        }
        Curve::LostFrom(curve) => {
            let points = curve.points.iter();
            points
                .map(|point| {
                    let [lower, upper] = sure([point.lower, point.upper], point.at_risk);
                    json!({"t": point.t, "at_risk": point.at_risk, "events": point.events, "advanced": point.advanced,
                           "incidence": point.incidence, "lower": lower, "upper": upper})
                })
                .collect()
        }
    }
}

/// The ends of a band; none where too few were at risk to be sure of them.
fn sure(ends: [f64; 2], at_risk: u64) -> [Option<f64>; 2] {
    ends.map(|end| Some(end).filter(|_| is_sure(at_risk)))
}

/// A bin as `pipeline` and `survival` tell it.
pub(super) fn bin_json(bin: &Bin) -> Value {
    json!({
        "from": bin.count.from,
        "to": bin.count.to,
        "at_risk": bin.count.at_risk,
        "events": bin.count.events,
        "rate": bin.rate,
        "expected": bin.expected,
        "shrunk": bin.shrunk,
        "measured": bin.measured,
    })
}
