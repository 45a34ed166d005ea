//! What there is to say beside the counts of a stage: how sure they are, why customers left, and what they said.

use crate::book::drop_off::DropOffPoint;
use crate::book::pipeline::{Board, Column as StageColumn};
use crate::book::survival::FEW;
use crate::domain::day::spoken;
use crate::domain::playbook::Playbook;
use crate::domain::said::Quoted;
use crate::domain::stages::Stage;
use crate::domain::text::fit;

/// The most columns of the words of a customer.
const QUOTE: usize = 70;

/// How many were lost from a stage since the book began.
pub(super) fn all(stage: &StageColumn) -> u64 {
    stage.losses.hazard.iter().map(|bin| bin.count.events).sum()
}

/// Whether the book knows of anybody since when they were in a stage.
pub(super) fn is_followed(stage: &StageColumn) -> bool {
    stage.losses.hazard.iter().any(|bin| bin.count.at_risk > 0)
}

/// What there is to say of a stage, most useful first; `loose`: the playbooks that come on no fixed day.
pub(super) fn remarks(board: &Board, stage: &StageColumn, loose: Option<&Vec<&Playbook>>) -> Vec<String> {
    let all = all(stage);
    let mut said = Vec::new();
    if !is_followed(stage) && stage.here.count + stage.lost.count > 0 {
        said.push("The day of entry is not known; moves with S record it from now on.".to_owned());
    } else if all < FEW {
        said.push(match all {
            0 => "No churn from this stage is recorded.".to_owned(),
            few => format!("Only {few} churned: too few to say on which days."),
        });
    } else if stage.losses.hazard.iter().any(|bin| bin.measured) {
        said.push("▲ More churn in these days than on average.".to_owned());
    }
    said.extend(stage.points.iter().map(DropOffPoint::sentence));
    said.extend(reasons(&stage.reasons));
    said.extend(heard(board, stage));
    said.extend(warning(board, |key| key == stage.stage.key));
    if let Some(playbooks) = loose {
        let names: Vec<&str> = playbooks.iter().map(|one| one.name.as_str()).collect();
        said.push(format!("On no fixed day: {}.", names.join(", ")));
    }
    said.push(told(&stage.stage));
    if all >= FEW {
        said.push("A rate that falls with time mostly shows who remains.".to_owned());
    }
    said
}

/// What was said in a stage: its pulses in whole numbers, and the newest words.
fn heard(board: &Board, stage: &StageColumn) -> Vec<String> {
    let pulses = stage.said.told().map(|told| format!("In 12 months {told}."));
    let quote = |one: &Quoted| {
        let words = fit(one.words.trim(), QUOTE);
        format!("“{words}” {}, {}", one.by(), spoken(one.on, board.today))
    };
    pulses.into_iter().chain(stage.said.quotes.iter().map(quote)).collect()
}

/// A stage in a sentence: “Get me working”, until checklist confirmed; stalls after 45 days.
fn told(stage: &Stage) -> String {
    let limit = stage.stalled.map_or_else(|| "never stalls".to_owned(), |days| format!("stalls after {days} days"));
    format!("{} is “{}” until {}; {limit}.", stage.name, stage.words, stage.exit)
}

/// Why they left, the most frequent first.
pub(super) fn reasons(reasons: &[(String, u64)]) -> Option<String> {
    let told: Vec<String> = reasons.iter().take(4).map(|(reason, count)| format!("{reason} ({count})")).collect();
    (!told.is_empty()).then(|| format!("Why, in 12 months: {}.", told.join(", ")))
}

/// How long before a loss was booked they had decided, of losses from the stages that `counts`.
pub(super) fn warning(board: &Board, counts: impl Fn(&str) -> bool) -> Option<String> {
    let mut days: Vec<i32> = board
        .lost
        .iter()
        .filter(|one| counts(&one.stage))
        .filter_map(|one| one.decided_on.map(|decided| decided.days_to(one.on)))
        .collect();
    days.sort_unstable();
    let median = days.get(days.len() / 2)?;
    let of = if days.len() == 1 { String::new() } else { format!(" (median of {})", days.len()) };
    Some(format!("Decided {median} days (median) before the churn was recorded{of}."))
}
