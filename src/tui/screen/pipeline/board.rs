//! The stages and the two ends: who is there, since when, who came, went on and was lost.

use crate::book::gaps::Gaps;
use crate::book::pipeline::{Board, Flow};
use crate::domain::money::{Currency, Money, grouped};
use crate::tui::pen::Pen;
use crate::tui::theme::Theme;
use crate::tui::widget::pane::Pane;
use crate::tui::widget::roll::Roll;
use crate::tui::widget::table::{self, Cell, Column, cell};
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

#[rustfmt::skip]
const COLUMNS: [Column; 11] = [
    Column::words ("Stage",    14, 2, Column::KEEP),
    Column::number("Accounts",  8, Column::KEEP),
    Column::number("Value",      7, 9),
    Column::number("Days",       4, 8),
    Column::number("Stalled",   7, 7),
    Column::number("Entered",   7, 5),
    Column::number("",          7, 1),
    Column::number("Went on",   7, 4),
    Column::number("",          7, 2),
    Column::number("Lost",      5, 6),
    Column::number("",          7, 3),
];

/// The table grows no wider.
const WIDEST: u16 = 140;

/// The columns as text, for export.
pub(crate) const TITLES: [&str; 11] = [
    "stage",
    "accounts",
    "value",
    "days",
    "stalled",
    "entered",
    "entered_value",
    "went_on",
    "went_on_value",
    "lost",
    "lost_value",
];

/// One line of the board: its words and numbers, by column.
pub(crate) fn words(sight: Sight<'_>, stop: Stop, money: &dyn Fn(i64) -> String) -> [String; 11] {
    let board = sight.board;
    let count = |number: u64| if number == 0 { "–".to_owned() } else { grouped(&number.to_string()) };
    let worth = |flow: Flow| if flow.value == 0 { String::new() } else { money(flow.value) };
    let end = |name: &str, flow: Flow| {
        let mut words: [String; 11] = Default::default();
        (words[0], words[1], words[2]) = (name.to_owned(), count(flow.count), worth(flow));
        words
    };
    match stop {
        Stop::Lost => end("Lost", board.all_lost()),
        Stop::WonBack => end("Won back", board.all_won_back()),
        Stop::Gaps => {
            let mut words = end("Gaps", sight.gaps.map_or_else(Flow::default, |gaps| gaps.worth));
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
            ],
        },
    }
}

/// Draws the pane.
pub(crate) fn draw(pen: &mut Pen<'_>, area: Rect, sight: Sight<'_>, roll: &Roll, currency: Currency, focused: bool) {
    let board = sight.board;
    let pane = Pane {
        name: "Pipeline",
        answer: answer(board, currency),
        aside: "entered, went on, lost: in 12 months".to_owned(),
        position: roll.position(),
        focused,
    };
    let inside = pane.draw(pen, area);
    // Numbers far from their stage are not read.
    let list = Rect { x: inside.x.saturating_sub(1), width: (inside.width + 2).min(WIDEST), ..inside };
    let rows = table::heading(pen, list, &COLUMNS, None);
    let (theme, stops) = (pen.theme(), stops(board));
    let money = |minor| Money::new(minor, currency).short();
    table::rows(pen, rows, &COLUMNS, roll, table::Focus::shared(focused), |index| {
        stops.get(index).map_or_else(Vec::new, |stop| cells(words(sight, *stop, &money), *stop, &theme))
    });
}

fn answer(board: &Board, currency: Currency) -> String {
    let open = Flow::of(board.stages.iter().map(|one| Some(one.here.value)));
    let customers: u64 = board.stages.iter().map(|one| one.here.count).sum();
    let stalled: u64 = board.stages.iter().map(|one| one.stalled).sum();
    let mut answer = format!("{} customers", grouped(&customers.to_string()));
    if open.value > 0 {
        let _ = write!(answer, " · {}", Money::new(open.value, currency).short());
    }
    if stalled > 0 {
        let _ = write!(answer, " · ▲ {} stalled", grouped(&stalled.to_string()));
    }
    answer
}

fn cells(words: [String; 11], stop: Stop, theme: &Theme) -> Vec<Cell> {
    let is_end = !matches!(stop, Stop::Stage(_));
    let style = |column: usize, text: &str| match column {
        _ if text == "–" => theme.dim,
        0 if is_end => theme.dim,
        0 => theme.strong,
        4 => theme.risk_at_risk,
        2 | 3 | 6 | 8 | 10 => theme.dim,
        _ => theme.plain,
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
