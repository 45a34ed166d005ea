//! Who is in a stage, who was lost or came back, and to whom something is owed since the sale.

use super::accounts::risk;
use super::{Around, Cell, Column, Heading, Ink, Piece, Value};
use crate::book::pipeline::{Lost, Returned};
use crate::book::stage_members::{GappedAccount, StageMember};
use crate::domain::day::{Day, spoken};
use crate::domain::money::Money;
use crate::domain::role::Role;
use serde_json::{Value as Json, json};

type Left = Column<Lost>;
type Back = Column<Returned>;
type Gaps = Column<GappedAccount>;

type Of = Column<StageMember>;

/// The accounts of a stage.
pub(crate) const IN_STAGE: &[Of] = &[
    Of::new("score", |one, _| Value::count(one.standing.score))
        .screen(Heading::words("Risk", 5, 0, 8), |one, _| risk(one.band, one.standing.score)),
    Of::new("band", |one, _| Value::Text(one.band.word().to_owned())),
    Of::new("account", |one, _| Value::Text(one.standing.name.clone()))
        .screen(Heading::words("Account", 16, 3, Heading::KEEP), |one, _| (Ink::Strong, one.standing.name.clone())),
    Of::new("days", |one, around| days(one, around).map_or(Value::None, |days| Value::Change(days.into()))).screen(
        Heading::number("Days", 5, Heading::KEEP),
        |one, around| {
            let mark = if one.is_stalled { "▲ " } else { "" };
            (late(one), days(one, around).map_or_else(|| "–".to_owned(), |days| format!("{mark}{days}")))
        },
    ),
    Of::new("stalled", |one, _| Value::Bool(one.is_stalled)),
    Of::new("handoff_waits", |one, _| one.waits.map_or(Value::None, |days| Value::Change(days.into()))),
    Of::new("next_step", |one, _| Value::text_of(one.next.as_ref().map(|(what, _)| what.as_str())))
        .ranked(|one, _| Value::day(one.next.as_ref().and_then(|(_, due)| *due)))
        .pieces(Heading::words("Next step", 18, 4, 5), |one, around| match note(one) {
            Some(note) => vec![note],
            None => next(one, around),
        }),
    Of::new("next_step_due", |one, _| Value::day(one.next.as_ref().and_then(|(_, due)| *due))),
    Of::new("notice_by", |one, _| Value::day(one.standing.decision_on))
        .screen(Heading::words("Notice by", 11, 0, 6), |one, around| (Ink::Plain, notice(one, around))),
    Of::new("value", |one, around| around.money(one.standing.value))
        .screen(Heading::number("Value", 7, 4), |one, around| value(one.standing.value, around)),
    Of::new("currency", |_, around| Value::Text(around.currency.to_string())),
    Of::new("id", |one, _| Value::Text(one.standing.account.code())),
];

fn days(one: &StageMember, around: &Around<'_>) -> Option<i32> {
    one.standing.stage_since.map(|since| since.days_to(around.today))
}

/// What presses, where the next step has a line of its own.
pub(crate) fn pressing(one: &StageMember) -> Piece {
    note(one).unwrap_or_else(|| (late(one), if one.is_stalled { "stalled" } else { "" }.to_owned()))
}

fn late(one: &StageMember) -> Ink {
    if one.is_stalled || one.waits.is_some() { Ink::ALERT } else { Ink::Plain }
}

fn note(one: &StageMember) -> Option<Piece> {
    one.waits.map(|days| (Ink::ALERT, format!("▲ hand-off {days} w.d.")))
}

/// The step in a cell: `in 3 d: Send the comparison`.
pub(crate) fn next(one: &StageMember, around: &Around<'_>) -> Cell {
    let Some((what, due)) = &one.next else { return vec![(Ink::Dim, "no next step".to_owned())] };
    let due = due.map(|due| {
        let ink = if due < around.today { Ink::ALERT } else { Ink::Plain };
        (ink, format!("{}: ", spoken(due, around.today)))
    });
    due.into_iter().chain([(Ink::Dim, what.clone())]).collect()
}

/// When they decide; empty: on no day that is known.
pub(crate) fn notice(one: &StageMember, around: &Around<'_>) -> String {
    one.standing.decision_on.map(|day| spoken(day, around.today)).unwrap_or_default()
}

fn value(minor: Option<i64>, around: &Around<'_>) -> Piece {
    (Ink::Dim, Money::short_or_unknown(minor, around.currency))
}

/// The accounts that were lost.
pub(crate) const LOST: &[Column<Lost>] = &[
    Left::new("account", |one, _| Value::Text(one.name.clone()))
        .screen(Heading::words("Account", 20, 2, Heading::KEEP), |one, _| (Ink::Strong, one.name.clone())),
    Left::new("churned_on", |one, _| Value::Day(one.on))
        .screen(Heading::words("When", 11, 0, Heading::KEEP), |one, around| when(one.on, around)),
    Left::new("churn_reason", |one, _| Value::text_of(one.reason.as_deref()))
        .screen(Heading::words("Why", 13, 3, 8), |one, _| why(one.reason.as_deref())),
    Left::new("stage", |one, _| Value::Text(one.stage.clone())),
    Left::new("value", |one, around| around.money(one.value))
        .screen(Heading::number("Value", 7, 6), |one, around| value(one.value, around)),
    Left::new("currency", |_, around| Value::Text(around.currency.to_string())),
    Left::new("id", |one, _| Value::Text(one.account.code())),
];

/// The accounts that came back.
pub(crate) const WON_BACK: &[Column<Returned>] = &[
    Back::new("account", |one, _| Value::Text(one.name.clone()))
        .screen(Heading::words("Account", 20, 2, Heading::KEEP), |one, _| (Ink::Strong, one.name.clone())),
    Back::new("won_back_on", |one, _| Value::Day(one.on))
        .screen(Heading::words("When", 11, 0, Heading::KEEP), |one, around| when(one.on, around)),
    Back::new("churn_reason", |one, _| Value::text_of(one.reason.as_deref()))
        .screen(Heading::words("Why", 13, 3, 8), |one, _| why(one.reason.as_deref())),
    Back::new("value", |one, around| around.money(one.value))
        .screen(Heading::number("Value", 7, 6), |one, around| value(one.value, around)),
    Back::new("currency", |_, around| Value::Text(around.currency.to_string())),
    Back::new("id", |one, _| Value::Text(one.account.code())),
];

fn when(on: Day, around: &Around<'_>) -> Piece {
    (Ink::Plain, spoken(on, around.today))
}

fn why(reason: Option<&str>) -> Piece {
    (Ink::Plain, reason.unwrap_or("no reason recorded").to_owned())
}

/// The accounts to which something is owed since the sale.
pub(crate) const GAPPED: &[Column<GappedAccount>] = &[
    Gaps::new("account", |one, _| Value::Text(one.account.name.clone()))
        .screen(Heading::words("Account", 18, 1, Heading::KEEP), |one, _| (Ink::Strong, one.account.name.clone())),
    Gaps::new("customer_since", |one, _| Value::day(one.account.customer_since)).screen(
        Heading::number("Signed", 11, 5),
        |one, around| {
            let since = one.account.customer_since;
            (Ink::Plain, since.map_or_else(|| "–".to_owned(), |day| spoken(day, around.today)))
        },
    ),
    Gaps::new("gaps", |one, _| Value::List(gaps(one), missing(one, "; ")))
        .ranked(|one, _| Value::count(one.gapped.gaps.len() as u64))
        .screen(Heading::words("Missing", 24, 3, Heading::KEEP), |one, _| (Ink::Plain, missing(one, ", "))),
    Gaps::new("value", |one, around| around.money(one.value))
        .screen(Heading::number("Value", 7, 6), |one, around| value(one.value, around)),
    Gaps::new("external_id", |one, _| Value::text_of(one.account.external_id.as_deref())),
];

/// What is missing, the longest missing first.
fn missing(one: &GappedAccount, between: &str) -> String {
    let mut words: Vec<&str> = one.gapped.gaps.iter().map(|gap| gap.step.word()).collect();
    words.dedup();
    words.join(between)
}

fn gaps(one: &GappedAccount) -> Json {
    let gap = |gap: &crate::domain::gap::Gap| {
        json!({
            "step": gap.step.word(),
            "role": gap.role.map(Role::word),
            "what": gap.what,
            "since": gap.since.to_string(),
        })
    };
    one.gapped.gaps.iter().map(gap).collect()
}
