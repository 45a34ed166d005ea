//! The day's list. It ends: what fits in ten minutes, and a count of what waits.

use crate::domain::risk::score::Band;
use crate::domain::today::LineState;
use crate::tui::canvas::Canvas;
use crate::tui::widget::pane::Pane;
use crate::tui::widget::roll::ListState;
use crate::tui::widget::table::{self, Cell, Column, cell};
use crate::view::Ink;
use ratatui::layout::Rect;

/// One line of the day.
#[derive(Debug, Clone)]
pub(crate) struct DayLine {
    /// How far it is.
    pub(crate) state: LineState,
    /// The band of its account, when it is not steady.
    pub(crate) band: Option<Band>,
    /// The account.
    pub(crate) account: String,
    /// How: `call`.
    pub(crate) how: String,
    /// Why, in words.
    pub(crate) reason: String,
    /// When it is due or what it is worth.
    pub(crate) right: String,
    /// Whether it is overdue.
    pub(crate) late: bool,
    /// Minutes it takes.
    pub(crate) minutes: Option<u32>,
    /// Whether it is marked.
    pub(crate) marked: bool,
}

#[rustfmt::skip]
const COLUMNS: [Column; 6] = [
    Column::words ("",       1, 0, Column::KEEP),
    Column::words ("Account",14, 1, Column::KEEP),
    Column::words ("",      10, 0, 3),
    Column::words ("Why",   24, 5, Column::KEEP),
    Column::number("",      16, 5),
    Column::number("",       4, 1),
];

/// Draws the pane; `row` tells the visible lines, `calm` what stands where there is none, `end` what stands below the last
/// one.
pub(crate) fn draw<'a>(
    canvas: &mut Canvas<'_>,
    area: Rect,
    [answer, aside, calm, end]: [&str; 4],
    roll: &ListState,
    focused: bool,
    row: impl Fn(usize) -> Option<&'a DayLine>,
) {
    let (answer, aside) = (answer.to_owned(), aside.to_owned());
    let pane = Pane { name: "Today", answer, aside, focused, position: roll.position() };
    let inside = pane.draw(canvas, area);
    if inside.is_empty() {
        return;
    }
    let list = Rect { x: inside.x - 1, width: inside.width + 2, ..inside };
    if roll.len() == 0 {
        canvas.paragraph(inside, calm, canvas.theme().dim);
        return;
    }
    let theme = canvas.theme();
    table::rows(canvas, list, &COLUMNS, roll, table::Focus::shared(focused), |index| match row(index) {
        Some(line) => cells(line),
        None => Vec::new(),
    });
    let below = inside.y + roll.visible().len() as u16;
    if below < inside.bottom() {
        canvas.text(inside.x + 1, below, inside.width.saturating_sub(1), end, theme.good);
    }
}

fn cells(line: &DayLine) -> Vec<Cell> {
    if line.state != LineState::Open {
        return closed(line);
    }
    let mark = match line.band {
        _ if line.marked => cell("■", Ink::Accent),
        Some(band) => cell(band.symbol(), Ink::Risk(band)),
        None => cell(" ", Ink::Plain),
    };
    vec![
        mark,
        cell(line.account.clone(), Ink::Strong),
        cell(line.how.clone(), Ink::Dim),
        cell(line.reason.clone(), Ink::Plain),
        cell(line.right.clone(), if line.late { Ink::ALERT } else { Ink::Dim }),
        cell(line.minutes.map(|minutes| format!("{minutes}m")).unwrap_or_default(), Ink::Dim),
    ]
}

/// What was dealt with: ticked where it was done, struck through, and dim.
fn closed(line: &DayLine) -> Vec<Cell> {
    let mark = if line.state == LineState::Done { cell("✓", Ink::Good) } else { cell("·", Ink::Dim) };
    vec![
        mark,
        cell(line.account.clone(), Ink::Struck),
        cell(line.how.clone(), Ink::Dim),
        cell(line.reason.clone(), Ink::Struck),
        cell(line.right.clone(), Ink::Dim),
        cell("", Ink::Dim),
    ]
}
