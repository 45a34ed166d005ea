//! The charter: what the company agreed to do so that customers stay, in at most five actions at a time, and the pledge
//! behind it.

use super::commitment::Commitment;
use super::day::Day;
use super::problem::{Problem, Result};
use super::record::kind::{NAME, TEXT};
use super::rule::Rule;
use super::words::CommitmentKind;
use serde::{Deserialize, Serialize};

/// The most actions that are active at a time: who does more does none of them.
pub const MOST: usize = 5;
/// Months for which an action is kept up before it may be called done.
pub const MONTHS: u32 = 6;
/// What the name of an action begins with that is an experiment.
const EXPERIMENT: &str = "Experiment: ";

/// Whether a commitment is an action of the charter that runs.
pub fn is_active(it: &Commitment) -> bool {
    it.kind == CommitmentKind::Charter && !it.is_closed()
}

/// The month of its track an action is in on `day`, from 1 on; it began on `from`.
pub fn month_of(from: Day, day: Day) -> u32 {
    (1..1200).find(|months| from.plus_months(*months) > day).unwrap_or(1)
}

/// For how many months an action runs: [`MONTHS`], or its own length.
pub fn length(it: &Commitment) -> u32 {
    it.months.unwrap_or(MONTHS)
}

/// Whether an action that began on `from` was called done before its `months` had passed.
pub fn is_early(from: Day, kept_on: Option<Day>, months: u32) -> bool {
    kept_on.is_some_and(|kept| kept < from.plus_months(months))
}

/// What is tried out, where an action is an experiment.
pub fn experiment(what: &str) -> Option<&str> {
    what.strip_prefix(EXPERIMENT)
}

/// The name of an action that is an experiment.
pub fn as_experiment(what: &str) -> String {
    format!("{EXPERIMENT}{what}")
}

/// Refuses more than [`MOST`] active actions, and says which stand in the way and what can be done.
pub fn check_room(active: &[Commitment]) -> Result<()> {
    if active.len() <= MOST {
        return Ok(());
    }
    let names: Vec<String> = active.iter().take(MOST).map(|it| super::text::fit(&it.what, 40)).collect();
    let sentence = format!(
        "{MOST} actions of the charter are active, which is the most ({}); name one of them under “Instead of” to give it \
         up for this one, or finish one first.",
        names.join("; ")
    );
    Err(Problem::field("instead_of", sentence))
}

/// That somebody stands for it: dated, signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pledge {
    /// What is promised.
    pub words: String,
    /// By whom.
    pub by: String,
    /// The day it was signed.
    pub on: Day,
}

/// None: nobody has signed.
impl Rule for Option<Pledge> {
    const KEY: &'static str = "pledge";
    const WHAT: &'static str = "The pledge";
    const FIELD: &'static str = "words";

    fn shipped() -> Result<Self> {
        Ok(None)
    }

    /// Refuses, at the field that is wrong, a pledge without words or without a name.
    fn check(&self) -> Result<()> {
        let Some(pledge) = self else { return Ok(()) };
        TEXT.needs("words", &pledge.words)?;
        NAME.needs("by", &pledge.by)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::Id;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn action(number: i64) -> Commitment {
        Commitment::open(Id::new(number), CommitmentKind::Charter, format!("Action {number}"), None)
    }

    #[test]
    fn the_track_has_six_months_and_done_before_is_early() {
        let from = day("2026-08-31");
        assert_eq!(month_of(from, from), 1);
        assert_eq!(month_of(from, day("2026-09-29")), 1);
        assert_eq!(month_of(from, day("2026-11-22")), 3);
        assert!(is_early(from, Some(day("2027-02-27")), MONTHS));
        assert!(!is_early(from, Some(day("2027-02-28")), MONTHS));
        assert!(!is_early(from, None, MONTHS));
        assert!(is_early(from, Some(day("2026-10-30")), 2) && !is_early(from, Some(day("2026-10-31")), 2));
    }

    #[test]
    fn the_sixth_is_refused_with_the_names_and_the_way() {
        let active: Vec<Commitment> = (1..=6).map(action).collect();
        check_room(&active[..5]).unwrap();
        let problem = check_room(&active).unwrap_err();
        assert_eq!(problem.field, Some("instead_of"));
        assert!(problem.sentence.contains("Action 5") && problem.sentence.contains("Instead of"), "{problem}");
        let kept = Commitment { kept_on: Some(day("2026-11-01")), ..action(1) };
        assert!(is_active(&action(1)) && !is_active(&kept));
    }

    #[test]
    fn an_experiment_is_told_by_its_name() {
        assert_eq!(experiment(&as_experiment("Call on day 3")), Some("Call on day 3"));
        assert_eq!(experiment("Call on day 3"), None);
    }

    #[test]
    fn a_pledge_has_words_and_a_name() {
        let pledge = Pledge { words: "Kept first".into(), by: "Ana Ruiz".into(), on: day("2026-11-02") };
        let signed = Some(pledge);
        assert_eq!(Option::<Pledge>::read(&signed.written().unwrap()).unwrap(), signed);
        for wrong in [
            r#"{"words": "", "by": "x", "on": "2026-11-02"}"#,
            r#"{"words": "x", "by": " ", "on": "2026-11-02"}"#,
            "{}",
        ] {
            assert!(Option::<Pledge>::read(wrong).is_err(), "{wrong}");
        }
    }
}
