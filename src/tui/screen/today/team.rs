//! Who of our team is on the selected account, when they last met, and how often they should.

use crate::domain::day::Day;
use crate::domain::risk::score::Band;
use crate::tui::canvas::Canvas;
use crate::tui::widget::pane::Pane;
use crate::tui::widget::roll::ListState;
use crate::tui::widget::table::{self, Column, cell};
use crate::view::Ink;
use ratatui::layout::Rect;

/// How an assignment stands against its commitment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Within its cadence.
    OnTime,
    /// Held, and nothing says how it stands.
    Unmeasured,
    /// Past it, or never.
    Late,
    /// Nobody holds the assignment.
    Empty,
}

/// One assignment.
#[derive(Debug, Clone)]
pub(crate) struct AssignmentRow {
    /// How it stands.
    pub(crate) standing: Standing,
    /// The duty.
    pub(crate) assignment: String,
    /// Who holds it.
    pub(crate) who: Option<String>,
    /// Their last touch with the account.
    pub(crate) last: Option<Day>,
    /// Days between touches.
    pub(crate) every: Option<u32>,
    /// Minutes logged in thirty days, and expected a month.
    pub(crate) minutes: Option<(u32, Option<u32>)>,
    /// Their counterpart.
    pub(crate) counterpart: Option<String>,
}

#[rustfmt::skip]
const COLUMNS: [Column; 7] = [
    Column::words ("",       1, 0, Column::KEEP),
    Column::words ("Role",  12, 1, Column::KEEP),
    Column::words ("Who",    9, 2, Column::KEEP),
    Column::number("Last",   5, 6),
    Column::number("Cadence", 7, 4),
    Column::number("Min/mo", 7, 3),
    Column::words ("Counterpart",11, 2, 2),
];

/// Draws the pane for the account called `account`.
pub(crate) fn draw(
    canvas: &mut Canvas<'_>,
    area: Rect,
    account: Option<&str>,
    rows: &[AssignmentRow],
    summary: &[String],
    roll: &ListState,
    focused: bool,
) {
    let answer = account.unwrap_or("none selected").to_owned();
    let pane = Pane { name: "Account team", answer, focused, position: roll.position(), ..Pane::default() };
    let inside = pane.draw(canvas, area);
    if inside.is_empty() || account.is_none() {
        return;
    }
    let foot = (summary.len() as u16).min(inside.height / 3);
    let list = Rect { x: inside.x - 1, width: inside.width + 2, height: inside.height - foot, ..inside };
    let body = table::heading(canvas, list, &COLUMNS, None);
    if rows.is_empty() && body.height > 0 {
        let words = "No assignment yet. n adds one.";
        canvas.text(body.x + 2, body.y, body.width.saturating_sub(2), words, canvas.theme().dim);
    }
    let (theme, today) = (canvas.theme(), canvas.look.today);
    table::rows(canvas, body, &COLUMNS, roll, table::Focus::own(focused), |index| match rows.get(index) {
        Some(row) => cells(row, today),
        None => Vec::new(),
    });
    for (line, y) in summary.iter().zip(inside.bottom() - foot..inside.bottom()) {
        canvas.text(inside.x + 1, y, inside.width.saturating_sub(1), line, theme.dim);
    }
}

/// How many assignments fit in an area of this height.
pub(crate) fn visible(area: Rect, summary: usize) -> usize {
    let inside = area.height.saturating_sub(2);
    usize::from((inside - (summary as u16).min(inside / 3)).saturating_sub(1))
}

fn cells(row: &AssignmentRow, today: Day) -> Vec<table::Cell> {
    let (symbol, ink) = match row.standing {
        Standing::OnTime => ("●", Ink::Good),
        Standing::Unmeasured => ("–", Ink::Dim),
        Standing::Late => ("◐", Ink::Risk(Band::Watch)),
        Standing::Empty => ("○", Ink::ALERT),
    };
    let last = row.last.map_or_else(|| "–".to_owned(), |last| format!("{} d", last.days_to(today)));
    let every = row.every.map_or_else(|| "–".to_owned(), |days| format!("{days} d"));
    let minutes = match row.minutes {
        Some((spent, Some(wanted))) => format!("{spent}/{wanted}"),
        Some((spent, None)) => spent.to_string(),
        None => "–".to_owned(),
    };
    let late = if row.standing == Standing::Late { Ink::Risk(Band::Watch) } else { Ink::Plain };
    vec![
        cell(symbol, ink),
        cell(row.assignment.clone(), Ink::Plain),
        match &row.who {
            Some(who) => cell(who.clone(), Ink::Strong),
            None => cell("nobody", Ink::ALERT),
        },
        cell(last, late),
        cell(every, Ink::Dim),
        cell(minutes, Ink::Dim),
        cell(row.counterpart.clone().unwrap_or_else(|| "–".to_owned()), Ink::Dim),
    ]
}
