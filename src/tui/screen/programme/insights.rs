//! Insights: the library with what each means for them, who waits for one, and what was shared with whom.

use super::sheet::{Line, nothing, section};
use crate::book::programme::insights::{Hearer, Hearers, Known, Library, Shared};
use crate::domain::day::{Day, spoken};
use crate::domain::noun::Noun;
use crate::domain::text::{counted, grouped};
use crate::form::record_ref::RecordRef;
use crate::form::request::FormRequest;
use crate::tui::widget::row::{Ink, Row, piece};
use crate::tui::widget::table::Column;
use std::fmt::Write;

#[rustfmt::skip]
const LIBRARY: &[Column] = &[
    Column::words("", 26, 3, Column::KEEP),
    Column::words("", 26, 4, Column::KEEP),
    Column::words("", 12, 1, 3),
    Column::words("", 10, 0, 5),
    Column::words("", 20, 2, 6),
];
#[rustfmt::skip]
const WAITING: &[Column] = &[
    Column::words("", 24, 2, Column::KEEP),
    Column::words("",  7, 0, 5),
    Column::words("", 24, 2, Column::KEEP),
];
#[rustfmt::skip]
const SHARED: &[Column] = &[
    Column::words("", 11, 0, Column::KEEP),
    Column::words("", 20, 2, Column::KEEP),
    Column::words("", 22, 3, Column::KEEP),
    Column::words("", 26, 2, 5),
    Column::words("", 20, 2, 6),
];

const NEW: Option<FormRequest> = Some(FormRequest::New(Noun::Insights, None));

/// The answer in the frame, and the lines.
pub(super) fn lines(library: &Library, hearers: Option<&Hearers>, today: Day) -> (String, Vec<Line>) {
    let fresh = library.list.iter().filter(|one| !one.expired).count() as u64;
    let sells = library.list.iter().filter(|one| !one.expired && one.sells.is_some()).count();
    let mut answer = format!("{} to share", counted(fresh, "insight"));
    if sells > 0 {
        let _ = write!(answer, " · ▲ {sells} read like selling");
    }
    let mut lines = Vec::new();
    let rows = library.list.iter().map(|one| known(one, today)).collect();
    let empty = nothing("No insight yet. n adds one: industry news, and why it matters.", NEW);
    section(&mut lines, "Library", "insight · why it matters to them", rows, empty);
    if let Some(hearers) = hearers {
        let waiting = hearers.waiting.iter().map(|one| hearer(one, fresh_one(library), today)).collect();
        let none = nothing("No insight is due.", NEW);
        section(&mut lines, "Insight due", coverage(hearers), waiting, none);
    }
    let rows = library.shares.iter().map(|one| shared(one, today)).collect();
    let none = nothing("No share yet. Select an account above and press n.", NEW);
    section(&mut lines, "Shared", "", rows, none);
    (answer, lines)
}

/// The newest insight to share: not stale, and nothing in it sells.
fn fresh_one(library: &Library) -> Option<crate::domain::id::Id<crate::domain::insight::Insight>> {
    library.list.iter().find(|one| !one.expired && one.sells.is_none()).map(|one| one.it.id)
}

fn coverage(hearers: &Hearers) -> String {
    let told = hearers.coverage.iter().filter(|(_, _, of, _)| *of > 0).map(|(tier, heard, of, every)| {
        format!("{tier} {} of {} in {every} d", grouped(&heard.to_string()), grouped(&of.to_string()))
    });
    told.collect::<Vec<_>>().join(" · ")
}

fn known(one: &Known, today: Day) -> Row {
    let it = &one.it;
    let mark = match (&one.sells, one.expired, it.expires_on) {
        (_, true, Some(day)) => piece(Ink::Dim, format!("✗ stale since {}", spoken(day, today))),
        (Some(why), ..) => piece(Ink::ALERT, format!("▲ {why}")),
        (None, _, Some(day)) => piece(Ink::Dim, format!("until {}", spoken(day, today))),
        (None, ..) => piece(Ink::Dim, ""),
    };
    let times =
        if one.shared == 0 { "unshared".to_owned() } else { format!("{}× told", grouped(&one.shared.to_string())) };
    let named = if one.expired { Ink::Dim } else { Ink::Strong };
    let mut detail = vec![
        it.title.clone(),
        format!("Why it matters    {}", it.so_what),
        format!("Source            {}", it.source.as_deref().unwrap_or("–")),
        format!("Of                {}", spoken(it.on, today)),
        format!("Told              {times}"),
    ];
    if let Some(why) = &one.sells {
        detail.push(format!("▲ It reads like selling: {why}. An insight is useful without buying."));
    }
    Row {
        columns: LIBRARY,
        pieces: vec![
            piece(named, it.title.clone()),
            piece(if one.expired { Ink::Dim } else { Ink::Plain }, it.so_what.clone()),
            piece(Ink::Dim, it.source.clone().unwrap_or_default()),
            piece(Ink::Dim, times),
            mark,
        ],
        record: Some(RecordRef::of(it.id)),
        name: it.title.clone(),
        new: NEW,
        is_title: false,
        detail,
        ..Row::default()
    }
}

fn hearer(one: &Hearer, what: Option<crate::domain::id::Id<crate::domain::insight::Insight>>, today: Day) -> Row {
    let last = one.last.map_or_else(|| "never".to_owned(), |day| format!("last one {}", spoken(day, today)));
    Row {
        columns: WAITING,
        pieces: vec![
            piece(Ink::Strong, one.name.clone()),
            piece(Ink::Dim, format!("tier {}", one.tier)),
            piece(Ink::Plain, last),
        ],
        record: Some(RecordRef::of(one.id)),
        account: Some(one.id),
        name: one.name.clone(),
        new: Some(FormRequest::share(one.id, what)),
        ..Row::default()
    }
}

fn shared(one: &Shared, today: Day) -> Row {
    let (us, them) = (&one.member, &one.contact);
    let pair = match (us.is_empty(), them.is_empty(), one.is_pair) {
        (false, false, true) => piece(Ink::Good, format!("{us} ↔ {them}")),
        (false, false, false) => piece(Ink::Dim, format!("{us} to {them}")),
        (true, false, _) => piece(Ink::Dim, format!("to {them}")),
        (false, true, _) => piece(Ink::Dim, format!("by {us}")),
        (true, true, _) => piece(Ink::Dim, "not named"),
    };
    let said = one.it.reaction.clone().map_or_else(|| "no reaction yet".to_owned(), |words| format!("“{words}”"));
    let tone = if one.it.reaction.is_some() { Ink::Plain } else { Ink::Dim };
    Row {
        columns: SHARED,
        pieces: vec![
            piece(Ink::Dim, spoken(one.it.on, today)),
            piece(Ink::Strong, one.account.clone()),
            piece(Ink::Plain, one.title.clone()),
            pair.clone(),
            piece(tone, said.clone()),
        ],
        record: Some(RecordRef::of(one.it.id)),
        account: Some(one.it.account),
        name: one.account.clone(),
        new: Some(FormRequest::InsightShareOf(one.it.account, one.it.insight)),
        is_title: false,
        detail: vec![one.title.clone(), format!("{}, {}", one.account, spoken(one.it.on, today)), pair.1, said],
    }
}
