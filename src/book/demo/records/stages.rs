//! Where a made-up account was in its lifecycle.

use crate::book::demo::life::{Life, NOTICE};
use crate::book::demo::story::Story;
use crate::domain::day::Day;

/// Stages an account went through: key, first day, last day. Whoever gave notice is in it until the end, and nobody else.
pub(super) fn stays(life: &Life, today: Day, until: Day) -> Vec<(&'static str, Day, Option<Day>)> {
    let handoff = life.signed.plus(2);
    let onboarding = handoff.plus(if life.story == Story::HandoffReturned { 20 } else { 9 });
    let value = onboarding.plus(life.onboarding);
    let steady = value.plus(95);
    let mut marks = vec![
        ("signed", life.signed),
        ("hand-off", handoff),
        ("onboarding", onboarding),
        ("first-value", value),
        ("steady", steady),
    ];
    for end in (1..20).map(|year| life.signed.plus_months(12 * year).plus(-1)) {
        let (window, decided) = (end.plus(-NOTICE - 120), end.plus(if life.lets_dates_pass() { 0 } else { -NOTICE }));
        if window > steady && window <= today {
            marks.push(("renewal-window", window));
            marks.push(("steady", decided));
        }
    }
    if let Some(notice) = life.lost.as_ref().map(|loss| loss.decided).or(life.notice_on) {
        marks.retain(|(_, from)| *from < notice);
        marks.push(("notice", notice));
    }
    marks.retain(|(_, from)| *from <= until);
    let ends = marks.iter().skip(1).map(|(_, from)| Some(*from)).chain([life.lost.as_ref().map(|loss| loss.on)]);
    marks.iter().zip(ends).map(|((stage, from), to)| (*stage, *from, to)).collect()
}
