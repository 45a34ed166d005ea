//! The stages and the two ends: who is there, since when, who came, went on and was lost.

use super::sees::Sees;
use crate::book::gaps::Gaps;
use crate::book::pipeline::{Board, Column as StageColumn, Flow};
use crate::domain::money::{Currency, Money};
use crate::domain::risk::score::Band;
use crate::domain::text::{counted, grouped};
use crate::tui::canvas::Canvas;
use crate::tui::widget::pane::Pane;
use crate::tui::widget::roll::ListState;
use crate::tui::widget::table::{self, Cell, Column, cell};
use crate::view::Ink;
use ratatui::layout::Rect;
use std::fmt::Write;

/// Where one can stand on the board.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stop {
    /// The stage with this place in the lifecycle.
    Stage(usize),
    /// Those who were lost.
    Lost,
    /// Those who came back.
    WonBack,
    /// Those to whom something is owed since the sale.
    Gaps,
}

/// What the screen tells of.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sight<'a> {
    /// The stages and ends.
    pub(crate) board: &'a Board,
    /// The gaps; none: they are being read.
    pub(crate) gaps: Option<&'a Gaps>,
}

/// Every stop of a board.
pub(crate) fn stops(board: &Board) -> Vec<Stop> {
    (0..board.stages.len()).map(Stop::Stage).chain([Stop::Lost, Stop::WonBack, Stop::Gaps]).collect()
}

/// Columns of the board.
const MANY: usize = 12;

#[rustfmt::skip]
const COLUMNS: [Column; MANY] = [
    Column::words ("Stage",    14, 2, Column::KEEP),
    Column::number("Accounts",  8, Column::KEEP),
    Column::number("Value",      7, 9),
    Column::number("Days",       4, 8),
    Column::number("Stalled",   7, 7),
    Column::number("Entered",   7, 5),
    Column::number("",          7, 1),
    Column::number("Advanced",   8, 4),
    Column::number("",          7, 2),
    Column::number("Churned",    7, 6),
    Column::number("",          7, 3),
    Column::words ("Drop-off points", 15, 3, 3),
];

/// The table grows no wider.
const WIDEST: u16 = 140;
/// From this width on hot spots have a column; below it a star behind the stage tells of a measured one.
const HOT: u16 = 116;
/// From this width on that column has room for the days of a measured one.
const DAYS: u16 = 136;
/// The stage with its star.
const STARRED: u16 = 16;

/// The columns as text, for export.
pub(crate) const TITLES: [&str; MANY] = [
    "stage",
    "accounts",
    "value",
    "days",
    "stalled",
    "entered",
    "entered_value",
    "went_on",
    "went_on_value",
    "churned",
    "churned_value",
    "drop_off_points",
];

/// One line of the board: its words and numbers, by column.
pub(crate) fn words(sight: Sight<'_>, stop: Stop, money: &dyn Fn(i64) -> String) -> [String; MANY] {
    let board = sight.board;
    let count = |number: u64| if number == 0 { "–".to_owned() } else { grouped(&number.to_string()) };
    let worth = |flow: Flow| if flow.value == 0 { String::new() } else { money(flow.value) };
    let end = |name: &str, flow: Flow| {
        let mut words: [String; MANY] = Default::default();
        (words[0], words[1], words[2]) = (name.to_owned(), count(flow.count), worth(flow));
        words
    };
    match stop {
        Stop::Lost => end("Churned", board.all_lost()),
        Stop::WonBack => end("Won back", board.all_won_back()),
        Stop::Gaps => {
            let mut words = end("Onboarding gaps", sight.gaps.map_or_else(Flow::default, |gaps| gaps.worth));
            if sight.gaps.is_none() {
                "…".clone_into(&mut words[1]);
            }
            words
        }
        Stop::Stage(place) => match board.stages.get(place) {
            None => Default::default(),
            Some(one) => [
                one.stage.name.clone(),
                count(one.here.count),
                worth(one.here),
                one.days.map_or_else(String::new, |days| days.to_string()),
                if one.stalled == 0 { String::new() } else { format!("▲ {}", grouped(&one.stalled.to_string())) },
                count(one.entered.count),
                worth(one.entered),
                count(one.advanced.count),
                worth(one.advanced),
                count(one.lost.count),
                worth(one.lost),
                one.hot_words(false),
            ],
        },
    }
}

/// Draws the frame of the pane; answers what is inside.
pub(crate) fn frame(
    canvas: &mut Canvas<'_>,
    area: Rect,
    sight: Sight<'_>,
    roll: &ListState,
    (currency, left_out, sees): (Currency, &str, Sees),
    focused: bool,
) -> Rect {
    let board = sight.board;
    let pane = Pane {
        name: "Pipeline",
        answer: answer(board, currency, left_out),
        aside: match sees {
            Sees::River => leak(board, currency),
            Sees::Table => aside(board, area.width),
        },
        position: roll.position(),
        focused,
    };
    pane.draw(canvas, area)
}

/// Draws the stages as rows of numbers.
pub(crate) fn draw(
    canvas: &mut Canvas<'_>,
    inside: Rect,
    sight: Sight<'_>,
    roll: &ListState,
    currency: Currency,
    focused: bool,
) {
    let board = sight.board;
    // Numbers far from their stage are not read.
    let list = Rect { x: inside.x.saturating_sub(1), width: (inside.width + 2).min(WIDEST), ..inside };
    let mut columns = COLUMNS;
    if list.width < HOT {
        columns[0].width = STARRED;
    }
    let rows = table::heading(canvas, list, &columns, None);
    let stops = stops(board);
    let money = |minor| Money::new(minor, currency).short();
    table::rows(canvas, rows, &columns, roll, table::Focus::shared(focused), |index| {
        let Some(stop) = stops.get(index) else { return Vec::new() };
        let mut cells = cells(words(sight, *stop, &money), *stop);
        if let Stop::Stage(place) = stop
            && let Some(stage) = board.stages.get(*place)
        {
            mark_hot(&mut cells, stage, list.width);
        }
        cells
    });
}

/// Tells of the hot spots of a stage: in their column, or where there is none by a star behind the stage.
fn mark_hot(cells: &mut [Cell], stage: &StageColumn, width: u16) {
    let is_measured = stage.measured().next().is_some();
    if width < HOT && is_measured {
        cells[0].push((Ink::Risk(Band::Critical), " *".to_owned()));
    }
    let words = stage.hot_words(width < DAYS);
    let (measured, assumed) =
        if is_measured { words.split_at(words.find('·').unwrap_or(words.len())) } else { ("", words.as_str()) };
    cells[MANY - 1] = vec![(Ink::Risk(Band::Critical), measured.to_owned()), (Ink::Accent, assumed.to_owned())];
}

/// What was lost in the period, and from which stage most.
fn leak(board: &Board, currency: Currency) -> String {
    let lost = board.all_lost();
    if lost.count == 0 {
        return "nobody churned in 12 months".to_owned();
    }
    let value = if lost.value > 0 { format!(", {}", Money::new(lost.value, currency).short()) } else { String::new() };
    let most = board.stages.iter().max_by_key(|one| (one.lost.count, one.lost.value)).filter(|one| one.lost.count > 0);
    let most = most.map_or_else(String::new, |one| format!(", most from {}", one.stage.name));
    format!("{} churned in 12 months{value}{most}", grouped(&lost.count.to_string()))
}

/// What the counts are of; where a star stands for hot spots, what that is.
fn aside(board: &Board, width: u16) -> String {
    let is_starred = width < HOT && board.stages.iter().any(|stage| stage.measured().next().is_some());
    let words = if is_starred { "* drop-off · moves: 12 months" } else { "entered, advanced, churned: in 12 months" };
    words.to_owned()
}

fn answer(board: &Board, currency: Currency, left_out: &str) -> String {
    let open = Flow::of(board.stages.iter().map(|one| Some(one.here.value)));
    let customers: u64 = board.stages.iter().map(|one| one.here.count).sum();
    let stalled: u64 = board.stages.iter().map(|one| one.stalled).sum();
    let mut answer = counted(customers, "customer");
    if open.value > 0 {
        let _ = write!(answer, " · {}{left_out}", Money::new(open.value, currency).short());
    }
    if stalled > 0 {
        let _ = write!(answer, " · ▲ {} stalled", grouped(&stalled.to_string()));
    }
    answer
}

fn cells(words: [String; MANY], stop: Stop) -> Vec<Cell> {
    let is_end = !matches!(stop, Stop::Stage(_));
    let style = |column: usize, text: &str| match column {
        _ if text == "–" => Ink::Dim,
        0 if is_end => Ink::Dim,
        0 => Ink::Strong,
        4 => Ink::ALERT,
        2 | 3 | 6 | 8 | 10 => Ink::Dim,
        _ => Ink::Plain,
    };
    words
        .into_iter()
        .enumerate()
        .map(|(column, text)| {
            let style = style(column, &text);
            cell(text, style)
        })
        .collect()
}
