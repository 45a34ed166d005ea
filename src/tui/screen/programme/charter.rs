//! The charter: at most five actions with who agreed, the pledge, what leaders are asked for, what words mean.

use super::sheet::{Line, nothing, section};
use crate::book::Book;
use crate::book::programme::charter::{Charter, CharterAction, ask_state};
use crate::book::rules_since::Changed;
use crate::domain::agreement::Agreement;
use crate::domain::charter::{MONTHS, MOST, experiment};
use crate::domain::day::{Day, spoken, written};
use crate::domain::leadership_request::LeadershipRequest;
use crate::domain::noun::Noun;
use crate::domain::problem::Result;
use crate::domain::text::grouped;
use crate::form::record_ref::RecordRef;
use crate::form::request::FormRequest;
use crate::tui::widget::row::{Ink, Piece, Row, piece};
use crate::tui::widget::table::Column;
use std::fmt::Write;

#[rustfmt::skip]
const ACTIONS: &[Column] = &[
    Column::words("",  26, 3, Column::KEEP),
    Column::words("",  14, 1, 8),
    Column::words("",  17, 0, Column::KEEP),
    Column::words("",  16, 0, 6),
    Column::words("",  46, 2, 5),
    Column::words("",  16, 2, 4),
    Column::words("",  22, 2, 3),
];
#[rustfmt::skip]
const AGREED: &[Column] = &[
    Column::words("",  22, 1, Column::KEEP),
    Column::words("",  12, 0, 5),
    Column::words("",  30, 4, Column::KEEP),
];
#[rustfmt::skip]
const ASKS: &[Column] = &[
    Column::words("",  16, 1, Column::KEEP),
    Column::words("",  26, 4, Column::KEEP),
    Column::words("",  20, 0, Column::KEEP),
    Column::words("",  20, 2, 4),
];
#[rustfmt::skip]
const WORDS: &[Column] = &[
    Column::words("",  18, 1, Column::KEEP),
    Column::words("",  24, 3, Column::KEEP),
    Column::words("",  20, 2, 3),
    Column::words("",  12, 1, 4),
    Column::words("",  12, 0, 5),
];
#[rustfmt::skip]
const RULES: &[Column] = &[
    Column::words("",  30, 1, Column::KEEP),
    Column::words("",  30, 4, 5),
];

/// The answer in the frame, and the lines.
pub(super) fn lines(charter: &Charter, book: &Book) -> Result<(String, Vec<Line>)> {
    let today = book.today();
    let active = charter.active().count();
    let early = charter.actions.iter().filter(|one| one.early).count();
    let open = charter.asks.iter().filter(|ask| ask.held_on.is_none()).count();
    let mut answer = format!("{active} of {MOST} actions run · {open} requests open");
    if early > 0 {
        let _ = write!(answer, " · {early} done too early");
    }
    let mut lines = Vec::new();
    let new = Some(FormRequest::Charter);
    let rows: Vec<Row> = charter.active().flat_map(|one| with_agreements(one, today)).collect();
    let empty = nothing("No action yet. n adds one: what, owner, measure.", new);
    section(&mut lines, "Actions", format!("at most {MOST} · {MONTHS} months each · n new · e change"), rows, empty);
    let pledge = book.pledge().map(|pledge| Row {
        columns: AGREED,
        pieces: vec![
            piece(Ink::Strong, pledge.by.clone()),
            piece(Ink::Dim, format!("since {}", written(pledge.on, today))),
            piece(Ink::Plain, format!("“{}”", pledge.words)),
        ],
        record: Some(RecordRef::Pledge),
        name: "the pledge".to_owned(),
        new: Some(FormRequest::Pledge),
        detail: vec![format!("“{}”", pledge.words), format!("{}, {}", pledge.by, written(pledge.on, today))],
        ..Row::default()
    });
    let unsigned = nothing("No pledge yet. n signs one.", Some(FormRequest::Pledge));
    section(&mut lines, "Pledge", "", pledge.into_iter().collect(), unsigned);
    let asks = charter.asks.iter().map(|ask| of_ask(ask, today)).collect();
    let none = nothing(
        "No leadership request. n adds one: a call, a visit.",
        Some(FormRequest::New(Noun::LeadershipRequests, None)),
    );
    section(&mut lines, "Leadership requests", "n new", asks, none);
    words(&mut lines, book)?;
    if let Some(row) = rules(book)? {
        section(&mut lines, "Rules", "Enter: what changed, before and after", vec![row], Line::Space);
    }
    let past: Vec<Row> = charter.actions.iter().filter(|one| !one.is_active()).map(|one| action(one, today)).collect();
    if !past.is_empty() {
        section(&mut lines, "Ended", "", past, Line::Space);
    }
    Ok((answer, lines))
}

fn with_agreements(one: &CharterAction, today: Day) -> Vec<Row> {
    let agreed = one.agreements.iter().map(|agreement| of_agreement(agreement, today));
    let nobody = one.agreements.is_empty().then(|| unagreed(one));
    std::iter::once(action(one, today)).chain(agreed).chain(nobody).collect()
}

fn action(one: &CharterAction, today: Day) -> Row {
    let it = &one.it;
    let or = |words: Option<&String>, none: &str| words.cloned().unwrap_or_else(|| none.to_owned());
    let track: Piece = match (one.month, one.is_active(), one.early) {
        (_, false, true) => piece(Ink::ALERT, format!("▲ {}", one.state())),
        (_, false, false) => piece(Ink::Dim, one.state()),
        (None, ..) => piece(Ink::Dim, "– no start known"),
        (Some(month), ..) if month > one.length => piece(Ink::Good, format!("month {month}, kept up")),
        (Some(month), ..) => piece(Ink::Plain, format!("month {month} of {}", one.length)),
    };
    let ended = it.kept_on.or(it.broken_on);
    let due = match (ended, it.due) {
        (Some(day), _) => piece(Ink::Dim, spoken(day, today)),
        (None, Some(due)) if due < today => piece(Ink::ALERT, format!("▲ was {}", spoken(due, today))),
        (None, Some(due)) => piece(Ink::Dim, format!("due {}", spoken(due, today))),
        (None, None) => piece(Ink::Dim, "no date"),
    };
    let owner =
        if it.owner.is_some() { piece(Ink::Plain, one.owner.clone()) } else { piece(Ink::ALERT, "▲ no owner") };
    let state = if one.is_active() && one.agreements.is_empty() { " (proposed)" } else { "" };
    Row {
        columns: ACTIONS,
        pieces: vec![
            piece(Ink::Strong, format!("{}{state}", it.what)),
            owner,
            track,
            due,
            match &it.result {
                Some(result) => piece(Ink::Plain, format!("result: {result}")),
                None => piece(Ink::Dim, format!("measure: {}", or(it.measure.as_ref(), "none"))),
            },
            piece(Ink::Dim, format!("target: {}", or(it.target.as_ref(), "none"))),
            piece(Ink::Dim, format!("if missed: {}", or(it.consequence.as_ref(), "nothing said"))),
        ],
        record: Some(RecordRef::of(it.id)),
        name: it.what.clone(),
        new: Some(FormRequest::Charter),
        detail: detail(one, today),
        ..Row::default()
    }
}

fn detail(one: &CharterAction, today: Day) -> Vec<String> {
    let it = &one.it;
    let or = |words: Option<&String>| words.cloned().unwrap_or_else(|| "–".to_owned());
    let day = |day: Option<Day>| day.map_or_else(|| "–".to_owned(), |day| written(day, today));
    let mut lines = vec![
        it.what.clone(),
        format!("Where it stands  {}", one.state()),
        format!("Owner            {}", one.owner),
        format!(
            "Track            since {}, month {} of {}",
            day(one.from),
            one.month.map_or_else(|| "–".to_owned(), |month| month.to_string()),
            one.length
        ),
        format!("Due              {}", day(it.due)),
        format!("Measure          {}", or(it.measure.as_ref())),
        format!("Target           {}", or(it.target.as_ref())),
        format!("Consequence      {}", or(it.consequence.as_ref())),
    ];
    if experiment(&it.what).is_some() || it.result.is_some() {
        lines.push(format!("Result           {}", or(it.result.as_ref())));
    }
    if it.broken_on.is_some() {
        lines.push(format!("Given up         {}: {}", day(it.broken_on), or(it.reason.as_ref())));
    }
    if one.early {
        lines.push(format!(
            "Done on {}, before its {} months had passed: keep it up, or say what replaced it.",
            day(it.kept_on),
            one.length
        ));
    }
    lines.push(String::new());
    for agreement in &one.agreements {
        let words = agreement.words.as_ref().map(|words| format!(": “{words}”")).unwrap_or_default();
        lines.push(format!("{} agreed on {}{words}", agreement.who, written(agreement.on, today)));
    }
    if one.agreements.is_empty() {
        lines.push("No agreement yet. : and new agreement adds one.".to_owned());
    }
    lines
}

/// The place where an agreement would stand.
fn unagreed(one: &CharterAction) -> Row {
    let words = "proposed: no agreement yet; n adds one";
    Row {
        columns: AGREED,
        pieces: vec![piece(Ink::Dim, "  ○ none yet"), piece(Ink::Dim, ""), piece(Ink::Dim, words)],
        new: Some(FormRequest::AgreementTo(one.it.id)),
        name: one.it.what.clone(),
        detail: vec![one.it.what.clone(), words.to_owned()],
        ..Row::default()
    }
}

fn of_agreement(it: &Agreement, today: Day) -> Row {
    let words = it.words.as_ref().map_or_else(|| "no quote".to_owned(), |words| format!("“{words}”"));
    Row {
        columns: AGREED,
        pieces: vec![
            piece(Ink::Good, format!("  ✓ {}", it.who)),
            piece(Ink::Dim, written(it.on, today)),
            piece(Ink::Plain, words.clone()),
        ],
        record: Some(RecordRef::of(it.id)),
        name: it.who.clone(),
        new: Some(FormRequest::AgreementTo(it.commitment)),
        detail: vec![format!("{} agreed on {}", it.who, written(it.on, today)), words],
        ..Row::default()
    }
}

fn of_ask(it: &LeadershipRequest, today: Day) -> Row {
    let state = match (it.held_on, it.scheduled_on) {
        (Some(day), _) => piece(Ink::Good, format!("✓ held {}", spoken(day, today))),
        (None, Some(day)) if day < today => piece(Ink::ALERT, format!("▲ was set {}", spoken(day, today))),
        (None, Some(day)) => piece(Ink::Plain, format!("set: {}", spoken(day, today))),
        (None, None) => piece(Ink::Dim, format!("asked {}", spoken(it.asked_on, today))),
    };
    let came = it.outcome.clone().unwrap_or_default();
    Row {
        columns: ASKS,
        pieces: vec![
            piece(Ink::Strong, it.leader.clone()),
            piece(Ink::Plain, it.what.clone()),
            state,
            piece(Ink::Dim, came.clone()),
        ],
        record: Some(RecordRef::of(it.id)),
        name: it.what.clone(),
        new: Some(FormRequest::New(Noun::LeadershipRequests, None)),
        detail: vec![format!("{}: {}", it.leader, it.what), ask_state(it).to_owned(), came],
        ..Row::default()
    }
}

fn words(lines: &mut Vec<Line>, book: &Book) -> Result<()> {
    let (today, since) = (book.today(), book.definitions_since()?);
    let list = &book.definitions().list;
    let new = Some(FormRequest::Definition(None));
    let row = |(place, it): (usize, &crate::domain::definition::Definition)| {
        let or = |words: &str, none: &str| if words.is_empty() { none.to_owned() } else { words.to_owned() };
        let held = since.get(place).copied().flatten();
        let owner = if it.owner.is_empty() { String::new() } else { format!("● {}", it.owner) };
        Row {
            columns: WORDS,
            pieces: vec![
                piece(Ink::Strong, it.word.clone()),
                piece(if it.ours.is_empty() { Ink::Dim } else { Ink::Plain }, or(&it.ours, "– nothing agreed yet")),
                piece(
                    Ink::Dim,
                    if it.theirs.is_empty() { String::new() } else { format!("customers: “{}”", it.theirs) },
                ),
                piece(Ink::Good, owner),
                piece(Ink::Dim, held.map_or_else(String::new, |day| format!("since {}", written(day, today)))),
            ],
            record: Some(RecordRef::Definition(it.key.clone())),
            name: it.word.clone(),
            new: new.clone(),
            detail: vec![
                it.word.clone(),
                format!("Our definition   {}", or(&it.ours, "–")),
                format!("Customer's words {}", or(&it.theirs, "–")),
                format!("Owner            {}", or(&it.owner, "–")),
                format!(
                    "Holds since      {}",
                    held.map_or_else(|| "the beginning, as it ships".to_owned(), |day| written(day, today))
                ),
            ],
            ..Row::default()
        }
    };
    let note = format!("{} of {} agreed · ● on: meaning and owner", book.definitions().agreed(), list.len());
    let none = nothing("No definition yet. n adds one: ours, and the customer's words.", new.clone());
    section(lines, "Definitions", note, list.iter().enumerate().map(row).collect(), none);
    Ok(())
}

/// How many changes of rules there were, the newest in words; opened, all of them. None: what ships holds.
fn rules(book: &Book) -> Result<Option<Row>> {
    let (today, changed) = (book.today(), book.changed_rules()?);
    let (Some(newest), Some(first)) = (changed.first(), changed.last()) else { return Ok(None) };
    let count = grouped(&changed.len().to_string());
    let words = format!("Rules changed: {count} since {}", written(first.since, today));
    let line = newest.lines.first().map_or("", String::as_str);
    let last = format!("last on {}: {}: {line}", written(newest.since, today), newest.what);
    let told = |one: &Changed| {
        let head = format!("{}  {}", written(one.since, today), one.what);
        let lines: Vec<String> = one.lines.iter().map(|line| format!("    {line}")).collect();
        std::iter::once(head).chain(lines).collect::<Vec<_>>()
    };
    Ok(Some(Row {
        columns: RULES,
        pieces: vec![piece(Ink::Plain, words.clone()), piece(Ink::Dim, last)],
        name: words,
        detail: changed.iter().flat_map(told).collect(),
        ..Row::default()
    }))
}
