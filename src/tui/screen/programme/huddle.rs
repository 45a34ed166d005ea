//! The monthly huddle: its agenda made from the book, and what was decided.

use super::sheet::{Line, nothing, said, section};
use crate::book::Book;
use crate::book::programme::charter::Charter;
use crate::book::programme::huddle::Huddle;
use crate::book::programme::told::Point;
use crate::domain::action::Action;
use crate::domain::day::{Day, month_told, spoken};
use crate::domain::huddle::{Block, MINUTES};
use crate::domain::planned::Progress;
use crate::domain::problem::Result;
use crate::domain::text::counted;
use crate::form::record_ref::RecordRef;
use crate::form::request::FormRequest;
use crate::tui::widget::row::{Ink, Row, piece};
use crate::tui::widget::table::Column;

const WHOLE: &[Column] = &[Column::words("", 20, 1, Column::KEEP)];

/// The answer in the frame, and the lines. Without an agenda it is still being read.
pub(super) fn lines(huddle: Option<&Huddle>, charter: &Charter, book: &mut Book) -> Result<(String, Vec<Line>)> {
    let month = book.today().month_start();
    let decided = book.decisions()?;
    let now = decided.iter().find(|(known, _)| *known == month).map_or(0, |(_, actions)| actions.len() as u64);
    let next = book.planned_huddle()?.map(|next| Progress::of(next.due, None, book.today()));
    let due = match next {
        None => String::new(),
        Some(Progress::Planned(day)) => format!(" · next {}, d once it is held", spoken(day, book.today())),
        Some(next) => format!(" · {}, d once it is held", next.words(book.today())),
    };
    let answer = format!("{} · {MINUTES} minutes · {}{due}", month_told(month), counted(now, "decision"));
    let mut lines = Vec::new();
    let new = Some(FormRequest::HuddleDecision(None));
    match huddle {
        None => section(&mut lines, "Agenda", "", Vec::new(), nothing("Reading the whole book …", new.clone())),
        Some(huddle) => {
            for (block, points) in book.huddle_parts(huddle, charter) {
                let rows = points.iter().map(|one| point(block, one)).collect();
                let note = if block == Block::Numbers { "n records a decision" } else { "" };
                section(&mut lines, format!("{} ({} min)", block.title(), block.minutes()), note, rows, Line::Space);
            }
        }
    }
    if now == 0 {
        let words = "No decision this month. n records one: what, owner, due.";
        section(&mut lines, format!("Decided in {}", month_told(month)), "", Vec::new(), nothing(words, new.clone()));
    }
    for (month, actions) in decided {
        let rows = actions.iter().map(|one| decision(one, month, book)).collect::<Result<Vec<Row>>>()?;
        section(&mut lines, format!("Decided in {}", month_told(month)), "", rows, said(Ink::Dim, "", new.clone()));
    }
    Ok((answer, lines))
}

fn point(block: Block, one: &Point) -> Row {
    let mut detail = vec![block.title().to_owned(), String::new(), one.words.clone()];
    if one.account.is_some() {
        detail.extend([String::new(), "b opens the brief; n records a decision about the account.".to_owned()]);
    }
    if let Some(topic) = one.topic {
        detail.extend([String::new(), format!("Whose pulses these were; n records an action on {topic}.")]);
        detail.extend(one.detail.iter().cloned());
    }
    let new = one.topic.map_or(FormRequest::HuddleDecision(one.account), FormRequest::TopicDecision);
    let tone = if one.warns { Ink::ALERT } else { Ink::Plain };
    let mark = if one.warns { "▲ " } else { "" };
    Row {
        columns: WHOLE,
        pieces: vec![piece(tone, format!("{mark}{}", one.words))],
        account: one.account,
        record: one.account.map(RecordRef::of),
        name: one.words.clone(),
        new: Some(new),
        is_title: false,
        detail,
    }
}

fn decision(it: &Action, month: Day, book: &mut Book) -> Result<Row> {
    let words = book.decision_words(it)?;
    let (mark, tone) = match it.outcome {
        Some(_) => ("✓", Ink::Good),
        None if it.due.is_some_and(|due| due < book.today()) => ("▲", Ink::ALERT),
        None => ("·", Ink::Plain),
    };
    Ok(Row {
        columns: WHOLE,
        pieces: vec![piece(tone, format!("{mark} {words}"))],
        record: Some(RecordRef::of(it.id)),
        account: it.account,
        name: it.title.clone(),
        new: Some(FormRequest::HuddleDecision(it.account)),
        is_title: false,
        detail: vec![format!("Decided at the huddle of {}", month_told(month)), String::new(), words],
    })
}
