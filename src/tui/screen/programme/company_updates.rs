//! Company updates: five topics, who has heard what, what young customers hear next, gaps, and where it is too much.

use super::sheet::{Line, nothing, section};
use crate::book::Book;
use crate::book::programme::company_updates::{CompanyUpdates, Coverage, Listener, Message, Start, TooMuch, TopicLine};
use crate::domain::contact_guard::DAYS;
use crate::domain::day::{Day, spoken};
use crate::domain::noun::Noun;
use crate::domain::planned::Progress;
use crate::domain::text::{counted, grouped};
use crate::form::record_ref::RecordRef;
use crate::form::request::FormRequest;
use crate::tui::widget::row::{Ink, Piece, Row, piece};
use crate::tui::widget::table::Column;
use std::fmt::Write;

#[rustfmt::skip]
const TOPICS: &[Column] = &[
    Column::words("", 13, 0, Column::KEEP),
    Column::words("", 20, 1, Column::KEEP),
    Column::words("", 22, 2, 5),
    Column::words("", 17, 1, 6),
    Column::words("", 14, 1, 4),
];
#[rustfmt::skip]
const TIERS: &[Column] = &[
    Column::words("",  8, 0, Column::KEEP),
    Column::words("", 32, 2, Column::KEEP),
    Column::words("", 24, 1, 5),
];
#[rustfmt::skip]
const MESSAGES: &[Column] = &[
    Column::words("", 14, 0, Column::KEEP),
    Column::words("", 26, 4, Column::KEEP),
    Column::words("", 12, 0, 4),
    Column::words("", 16, 2, 6),
    Column::words("", 14, 1, 3),
];
#[rustfmt::skip]
const STARTS: &[Column] = &[
    Column::words("", 20, 2, Column::KEEP),
    Column::words("", 16, 0, 5),
    Column::words("", 30, 0, 4),
    Column::words("", 26, 3, Column::KEEP),
];
#[rustfmt::skip]
const ACCOUNTS: &[Column] = &[
    Column::words("", 24, 2, Column::KEEP),
    Column::words("",  7, 0, 5),
    Column::words("", 30, 3, Column::KEEP),
];

const NEW: Option<FormRequest> = Some(FormRequest::New(Noun::CompanyUpdates, None));

/// The answer in the frame, and the lines.
pub(super) fn lines(updates: &CompanyUpdates, book: &Book) -> (String, Vec<Line>) {
    let today = book.today();
    let (heard, of) = updates.heard();
    let number = |count: u64| grouped(&count.to_string());
    let mut answer = if of == 0 && updates.too_new() > 0 {
        "– none due yet".to_owned()
    } else if of == 0 {
        "– no customers to tell".to_owned()
    } else {
        format!("{} of {} reached on time", number(heard), number(of))
    };
    if updates.too_new() > 0 {
        let _ = write!(answer, " · {} too new", number(updates.too_new()));
    }
    if updates.too_many > 0 {
        let _ = write!(answer, " · {} too often", number(updates.too_many));
    }
    let mut lines = Vec::new();
    let topics = updates.topics.iter().map(|one| topic(one, today)).collect();
    section(&mut lines, "Topics, last sent", "n records one · a future day plans it", topics, Line::Space);
    let over = book.points().t3.over;
    let tiers = updates.coverage.iter().map(|one| {
        let Coverage { tier, heard, of, new, every } = *one;
        let mut words = match (of, new) {
            (0, 0) => "– none".to_owned(),
            (0, _) => "– none due yet".to_owned(),
            _ => format!("{} of {} heard", number(heard), number(of)),
        };
        if new > 0 {
            let _ = write!(words, ", {} too new", number(new));
        }
        let tone = if heard < of { Ink::ALERT } else { Ink::Plain };
        let cells = vec![
            piece(Ink::Strong, format!("Tier {tier}")),
            piece(tone, words),
            piece(Ink::Dim, format!("every {every} d, late after {:.0} d", f64::from(every) * over)),
        ];
        plain(TIERS, cells)
    });
    section(&mut lines, "Reached, by tier", "", tiers.collect(), Line::Space);
    let silent = updates.silent.iter().map(|one| listener(one, today)).collect::<Vec<_>>();
    if !silent.is_empty() {
        let more = of - heard;
        section(
            &mut lines,
            format!("Not in time: {}", counted(more, "account")),
            "n sends one · Enter shows what was sent",
            silent,
            Line::Space,
        );
    }
    starts(&mut lines, updates, book);
    let planned = updates.planned.iter().map(|one| message(one, today)).collect();
    let late = updates.planned.iter().filter(|one| one.it.on < today).count() as u64;
    let note = if late > 0 {
        format!("{} late · d once it is sent, s moves it", counted(late, "update"))
    } else {
        "d once it is sent, s moves it".to_owned()
    };
    section(&mut lines, "To send", note, planned, nothing("Nothing planned. n with a future day plans one.", NEW));
    let gaps = updates.gaps.iter().map(|one| gap(one, today)).collect();
    let none = nothing("No gap is recorded. Record one with the company update that closed it.", NEW);
    section(&mut lines, "Awareness gaps", counted(updates.gaps.len() as u64, "gap"), gaps, none);
    let most = updates.too_much.iter().map(too_much).collect();
    let fine = nothing(format!("No account was contacted more than twice the cadence in {DAYS} days."), NEW);
    section(&mut lines, "Too often", format!("over twice the cadence in {DAYS} d · warned, never scored"), most, fine);
    let sent = updates.sent.iter().map(|one| message(one, today)).collect();
    section(&mut lines, "Sent", "", sent, nothing("Nothing sent yet. n records one.", NEW));
    (answer, lines)
}

fn plain(columns: &'static [Column], pieces: Vec<Piece>) -> Row {
    let detail = vec![pieces.iter().map(|(_, words)| words.as_str()).collect::<Vec<_>>().join(" · ")];
    Row { columns, pieces, new: NEW, detail, ..Row::default() }
}

fn topic(one: &TopicLine, today: Day) -> Row {
    let to_all = match one.to_all {
        Some(day) => piece(Ink::Plain, format!("to all {}", spoken(day, today))),
        None => piece(Ink::ALERT, "▲ never to all"),
    };
    let single = match one.to_one {
        Some(day) => format!("to one {}, {}", spoken(day, today), counted(one.accounts, "account")),
        None => "none to one account".to_owned(),
    };
    let next = match one.planned.map(|day| Progress::of(day, None, today)) {
        None => piece(Ink::Dim, "nothing planned"),
        Some(Progress::Planned(day)) => piece(Ink::Dim, format!("next {}", spoken(day, today))),
        Some(next) => piece(Ink::ALERT, next.words(today)),
    };
    let who = if one.who.is_empty() { piece(Ink::ALERT, "▲ no owner") } else { piece(Ink::Dim, one.who.clone()) };
    let pieces = vec![piece(Ink::Strong, one.topic.word()), to_all, piece(Ink::Dim, single), next, who];
    let name = format!("Company update: {}", one.topic.word());
    Row { name, new: Some(FormRequest::UpdateOn(one.topic)), ..plain(TOPICS, pieces) }
}

fn listener(one: &Listener, today: Day) -> Row {
    let last = one.last.map_or_else(|| "never told anything".to_owned(), |day| format!("last {}", spoken(day, today)));
    account_row(
        one.id,
        &one.name,
        vec![
            piece(Ink::Strong, one.name.clone()),
            piece(Ink::Dim, format!("tier {}", one.tier)),
            piece(Ink::ALERT, format!("▲ {last}")),
        ],
    )
}

fn account_row(id: crate::domain::id::Id<crate::domain::account::Account>, name: &str, pieces: Vec<Piece>) -> Row {
    Row {
        columns: ACCOUNTS,
        pieces,
        record: Some(RecordRef::of(id)),
        account: Some(id),
        name: name.to_owned(),
        new: Some(FormRequest::New(Noun::CompanyUpdates, Some(id))),
        ..Row::default()
    }
}

fn starts(lines: &mut Vec<Line>, updates: &CompanyUpdates, book: &Book) {
    let today = book.today();
    let row = |one: &Start| {
        let next = match &one.next {
            Some((day, title)) => {
                let next = Progress::of(*day, None, today);
                piece(if next.is_due() { Ink::ALERT } else { Ink::Plain }, format!("{}: {title}", next.words(today)))
            }
            None => piece(Ink::ALERT, "▲ hears nothing next"),
        };
        let signed = one.signed.map_or_else(|| "signed –".to_owned(), |day| format!("signed {}", spoken(day, today)));
        let heard = format!("{}, {} heard, {} to come", book.stages().name(&one.stage), one.heard, one.planned);
        Row {
            columns: STARTS,
            pieces: vec![piece(Ink::Strong, one.name.clone()), piece(Ink::Dim, signed), piece(Ink::Dim, heard), next],
            ..account_row(one.id, &one.name, Vec::new())
        }
    };
    let (all, bare) = updates.starting;
    let note = format!("{} of {} hear nothing next", grouped(&bare.to_string()), grouped(&all.to_string()));
    let none = nothing("No account is in onboarding.", NEW);
    let note = if all == 0 { String::new() } else { note };
    section(lines, "Onboarding communications", note, updates.starts.iter().map(row).collect(), none);
}

fn message(one: &Message, today: Day) -> Row {
    let it = &one.it;
    let progress = it.progress(today);
    let when = progress.words(today);
    let who = if one.who.is_empty() { piece(Ink::ALERT, "▲ no owner") } else { piece(Ink::Dim, one.who.clone()) };
    let gap = it.gap.as_ref().map(|gap| format!("They did not know: {gap}")).unwrap_or_default();
    Row {
        columns: MESSAGES,
        pieces: vec![
            piece(if progress.is_due() { Ink::ALERT } else { Ink::Dim }, when.clone()),
            piece(Ink::Plain, it.title.clone()),
            piece(Ink::Dim, it.topic.map_or("no topic", crate::domain::words::UpdateTopic::word)),
            piece(Ink::Dim, format!("to {}", one.to)),
            who,
        ],
        record: Some(RecordRef::of(it.id)),
        account: it.account,
        name: it.title.clone(),
        new: Some(FormRequest::New(Noun::CompanyUpdates, it.account)),
        is_title: false,
        detail: vec![it.title.clone(), format!("{when} · to {} · {}", one.to, one.who), gap],
    }
}

fn gap(one: &Message, today: Day) -> Row {
    let said = one.it.gap.clone().unwrap_or_default();
    let pieces = vec![
        piece(Ink::Dim, spoken(one.it.on, today)),
        piece(Ink::Plain, said),
        piece(Ink::Dim, ""),
        piece(Ink::Strong, one.to.clone()),
        piece(Ink::Dim, one.who.clone()),
    ];
    Row { pieces, ..message(one, today) }
}

fn too_much(one: &TooMuch) -> Row {
    let words = format!(
        "▲ {} one-way (most {}), {} (most {})",
        one.reached.messages,
        one.most.messages,
        counted(one.reached.touches, "touch"),
        one.most.touches
    );
    account_row(
        one.id,
        &one.name,
        vec![
            piece(Ink::Strong, one.name.clone()),
            piece(Ink::Dim, format!("tier {}", one.tier)),
            piece(Ink::ALERT, words),
        ],
    )
}
