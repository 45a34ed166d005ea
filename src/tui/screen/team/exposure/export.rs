//! The list in sight as text, for export.

use crate::book::team::exposure::{Exposed, Exposure};
use crate::domain::money::{Currency, Money};
use crate::domain::team::exposure::Hold;

/// The columns as text, for export.
pub(in super::super) const TITLES: [&str; 15] = [
    "account",
    "external_id",
    "value",
    "class",
    "key_person_risk",
    "multi_year",
    "rep",
    "since",
    "effective_people",
    "multi_thread",
    "thread_survival",
    "ours_left_12m",
    "loyal",
    "retainable",
    "next_step",
];

/// The top twenty percent as text, by [`TITLES`].
pub(in super::super) fn exported(exposure: &Exposure, currency: Currency) -> Vec<Vec<String>> {
    let yes = |said: bool| if said { "yes" } else { "no" }.to_owned();
    let mark = |mark: Option<bool>| mark.map(yes).unwrap_or_default();
    let row = |one: &Exposed| {
        vec![
            one.name.clone(),
            one.external_id.clone().unwrap_or_default(),
            one.value.map(|minor| Money::new(minor, currency).decimal()).unwrap_or_default(),
            one.holding.hold.map_or("unknown", Hold::word).to_owned(),
            yes(one.holding.real_risk),
            yes(one.holding.multi_year),
            one.who.clone(),
            one.since.map(|day| day.to_string()).unwrap_or_default(),
            one.effective.map(|people| format!("{people:.2}")).unwrap_or_default(),
            format!("{:.0}", one.threads.score()),
            format!("{:.3}", one.survival),
            one.gone.to_string(),
            mark(one.marks.loyal),
            mark(one.marks.retainable),
            one.step.clone(),
        ]
    };
    exposure.lines.iter().map(row).collect()
}
