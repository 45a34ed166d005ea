//! The playbooks of a stage: their actions, and what came of them.

use super::board::Stop;
use crate::book::drop_off::{DropOffPoint, Marked};
use crate::book::pipeline::{Board, HotSpot};
use crate::domain::account::Account;
use crate::domain::id::Id;
use crate::domain::playbook::{Playbook, Task};
use crate::domain::save::Tally;
use crate::domain::text;
use crate::form::record_ref::RecordRef;
use crate::tui::canvas::Canvas;
use crate::tui::widget::pane::Pane;
use crate::tui::widget::roll::ListState;
use crate::tui::widget::table::select_row;
use ratatui::layout::Rect;
use ratatui::text::Span;
use std::fmt::Write;

/// One line of the pane.
#[derive(Debug, Clone)]
pub(crate) enum Line {
    /// A point that somebody marked.
    Point(DropOffPoint),
    /// One piece of its evidence.
    Evidence(Marked),
    /// A playbook, and whether it can come in any stage.
    Head(HotSpot, bool),
    /// One of its actions, with the code of the playbook.
    Task(String, Task),
}

impl Line {
    /// What is edited here.
    pub(crate) fn record(&self) -> Option<RecordRef> {
        Some(match self {
            Line::Point(point) => RecordRef::of(point.marks.last()?.id),
            Line::Evidence(mark) => RecordRef::of(mark.id),
            Line::Head(spot, _) => RecordRef::Playbook(spot.playbook.code.clone()),
            Line::Task(code, task) => RecordRef::Task(code.clone(), task.key.clone()),
        })
    }

    /// The account it is about.
    pub(crate) fn account(&self) -> Option<Id<Account>> {
        match self {
            Line::Evidence(mark) => mark.account.as_ref().map(|(account, _)| *account),
            Line::Point(_) | Line::Head(..) | Line::Task(..) => None,
        }
    }

    /// What it is called.
    pub(crate) fn name(&self) -> String {
        match self {
            Line::Point(point) => point.name.clone(),
            Line::Evidence(mark) => mark.told(),
            Line::Head(spot, _) => format!("{} {}", spot.playbook.code, spot.playbook.name),
            Line::Task(_, task) => task.title.clone(),
        }
    }
}

/// The lines of a stop: the playbooks of the stage, then those that can come in any. The playbooks are those of now; the
/// board, which may be a moment older, knows what came of them.
pub(crate) fn lines(board: &Board, stop: Stop, all: &[Playbook]) -> Vec<Line> {
    let here = match stop {
        Stop::Stage(place) => board.stages.get(place).map(|stage| stage.stage.key.as_str()),
        Stop::Lost | Stop::WonBack | Stop::Gaps => None,
    };
    let is_stage = |key: &str| board.stages.iter().any(|stage| stage.stage.key == key);
    let of_stage = |playbook: &Playbook| playbook.stage.as_deref().filter(|key| is_stage(key)).map(str::to_owned);
    let mut lines = Vec::new();
    let marked = match stop {
        Stop::Stage(place) => board.stages.get(place).map(|stage| stage.points.as_slice()).unwrap_or_default(),
        Stop::Lost | Stop::WonBack | Stop::Gaps => &[],
    };
    for point in marked {
        lines.push(Line::Point(point.clone()));
        lines.extend(point.marks.iter().filter(|mark| mark.evidence.is_some()).cloned().map(Line::Evidence));
    }
    for anywhere in [false, true] {
        for playbook in all {
            let stage = of_stage(playbook);
            if stage.is_none() == anywhere && (anywhere || stage.as_deref() == here) {
                add(&mut lines, HotSpot { playbook: playbook.clone(), tally: tally(board, &playbook.code) }, anywhere);
            }
        }
    }
    lines
}

fn add(lines: &mut Vec<Line>, spot: HotSpot, anywhere: bool) {
    // In the order in which they are done; two of one day as they stand in the playbook.
    let (code, mut tasks) = (spot.playbook.code.clone(), spot.playbook.tasks.clone());
    tasks.sort_by_key(|task| task.day);
    lines.push(Line::Head(spot, anywhere));
    lines.extend(tasks.into_iter().map(|task| Line::Task(code.clone(), task)));
}

/// What came of the playbook with this code.
fn tally(board: &Board, code: &str) -> Tally {
    let mut spots = board.stages.iter().flat_map(|stage| &stage.hot_spots).chain(&board.anywhere);
    spots.find(|spot| spot.playbook.code == code).map(|spot| spot.tally).unwrap_or_default()
}

/// From this width on, the record of a playbook is told in full.
const WIDE: u16 = 76;

/// Draws the pane.
pub(crate) fn draw(canvas: &mut Canvas<'_>, area: Rect, lines: &[Line], roll: &ListState, focused: bool) {
    let own = lines.iter().filter(|line| matches!(line, Line::Head(_, false))).count();
    let marked = lines.iter().filter(|line| matches!(line, Line::Point(_))).count();
    let own = match own {
        0 => "those of any stage".to_owned(),
        1 => "1 for this stage".to_owned(),
        many => format!("{many} for this stage"),
    };
    let answer = if marked == 0 { own } else { format!("★ {marked} marked · {own}") };
    let aside = if focused { "D mark · e edit · n add".to_owned() } else { String::new() };
    let inside = Pane { name: "Playbooks", answer, aside, position: roll.position(), focused }.draw(canvas, area);
    if lines.is_empty() {
        canvas.paragraph(inside, "No playbook here. n adds one.", canvas.theme().dim);
        return;
    }
    for (row, index) in roll.visible().enumerate() {
        let line = Rect { x: inside.x.saturating_sub(1), y: inside.y + row as u16, width: inside.width + 2, height: 1 };
        match lines.get(index) {
            Some(Line::Point(point)) => draw_point(canvas, line, point),
            Some(Line::Evidence(mark)) => draw_evidence(canvas, line, mark),
            Some(Line::Head(spot, anywhere)) => draw_head(canvas, line, spot, *anywhere),
            Some(Line::Task(_, task)) => draw_task(canvas, line, task),
            None => break,
        }
        if focused && index == roll.at() {
            select_row(canvas, line, true);
        }
    }
}

fn draw_point(canvas: &mut Canvas<'_>, row: Rect, point: &DropOffPoint) {
    let (theme, told) = (canvas.theme(), point.told());
    let right = text::width(&told) as u16;
    let spans = [
        Span::styled("★ ", theme.risk_critical),
        Span::styled(point.name.clone(), theme.strong),
        Span::styled(format!(" {}", point.reasons.join("; ")), theme.dim),
    ];
    canvas.spans(row.x + 2, row.y, row.width.saturating_sub(4 + right), &spans);
    canvas.text_right(row.right().saturating_sub(right + 1), row.y, right, &told, theme.dim);
}

fn draw_evidence(canvas: &mut Canvas<'_>, row: Rect, mark: &Marked) {
    let theme = canvas.theme();
    canvas.text(row.x + 9, row.y, row.width.saturating_sub(10), &mark.told(), theme.plain);
}

fn draw_head(canvas: &mut Canvas<'_>, row: Rect, spot: &HotSpot, anywhere: bool) {
    let (theme, playbook) = (canvas.theme(), &spot.playbook);
    let record = record(spot, row.width < WIDE);
    let right = text::width(&record) as u16;
    let room = row.width.saturating_sub(4 + right);
    let place = if anywhere { " in any stage:" } else { ":" };
    let spans = [
        Span::styled(format!("{} ", playbook.code), theme.accent),
        Span::styled(playbook.name.clone(), theme.strong),
        Span::styled(format!("{place} {}", playbook.trigger.told(playbook.after)), theme.dim),
    ];
    canvas.spans(row.x + 2, row.y, room, &spans);
    canvas.text_right(row.right().saturating_sub(right + 1), row.y, right, &record, theme.dim);
}

/// What came of a playbook: “ran 9 of 12 · 2 saved · 1 lost”; `short`: without what never came.
fn record(spot: &HotSpot, short: bool) -> String {
    let tally = spot.tally;
    if tally.started == 0 {
        return "never triggered".to_owned();
    }
    let mut words = format!("triggered {} of {}", tally.ran, tally.started);
    for (count, what) in [(tally.saved, "saved"), (tally.lost, "lost")] {
        if count > 0 || tally.ran > 0 && !short {
            let _ = write!(words, " · {count} {what}");
        }
    }
    words
}

fn draw_task(canvas: &mut Canvas<'_>, row: Rect, task: &Task) {
    let theme = canvas.theme();
    let assignments: Vec<&str> = task.owners.iter().map(|role| role.word()).collect();
    canvas.text_right(row.x + 2, row.y, 5, &day(task.day), theme.plain);
    canvas.text(row.x + 9, row.y, 5, &assignments.join("+"), theme.strong);
    canvas.text(row.x + 15, row.y, 5, task.channel.word(), theme.dim);
    canvas.text(row.x + 21, row.y, row.width.saturating_sub(22), &task.title, theme.plain);
}

/// The day of an action from its trigger: `-90`, `0`, `+7`.
fn day(day: i32) -> String {
    if day > 0 { format!("+{day}") } else { day.to_string() }
}
