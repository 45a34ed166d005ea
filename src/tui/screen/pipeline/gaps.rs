//! What is missing between sale and service, step by step, and what fails over and over.

use crate::book::gaps::Gaps;
use crate::domain::gap::Repeat;
use crate::domain::text::grouped;
use crate::tui::canvas::Canvas;
use crate::tui::widget::pane::Pane;
use crate::tui::widget::roll::ListState;
use crate::tui::widget::table::{self, Cell, Column, cell};
use crate::view::Ink;
use ratatui::layout::Rect;

#[rustfmt::skip]
const STEPS: [Column; 2] = [
    Column::words ("Missing now",           24, 1, Column::KEEP),
    Column::number("Accounts",               8, Column::KEEP),
];

#[rustfmt::skip]
const REPEATS: [Column; 4] = [
    Column::words ("Recurring",         22, 1, Column::KEEP),
    Column::words ("Role",                  14, 0, 7),
    Column::words ("Team",                   9, 1, 5),
    Column::number("Times",                  5, Column::KEEP),
];

/// Draws the pane.
pub(crate) fn draw(canvas: &mut Canvas<'_>, area: Rect, gaps: Option<&Gaps>, focused: bool) {
    let answer =
        gaps.map_or_else(String::new, |gaps| format!("{} starts in 12 months", grouped(&gaps.starts.to_string())));
    let inside = Pane { name: "What is missing", answer, focused, ..Pane::default() }.draw(canvas, area);
    let Some(gaps) = gaps else {
        canvas.text(inside.x, inside.y, inside.width, "Reading every onboarding …", canvas.theme().dim);
        return;
    };
    let theme = canvas.theme();
    let now: Vec<Vec<Cell>> = gaps
        .by_step
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(step, count)| vec![cell(step.word(), Ink::Plain), cell(grouped(&count.to_string()), Ink::Strong)])
        .collect();
    let left = if now.is_empty() {
        canvas.text(inside.x, inside.y, inside.width, "Nothing is missing.", theme.good);
        below(inside, 2)
    } else {
        rows(canvas, inside, &STEPS, &now)
    };
    let ever: Vec<Vec<Cell>> = gaps.repeats.iter().map(repeat).collect();
    if ever.is_empty() {
        canvas.paragraph(left, "No recurring gap in twelve months.", theme.dim);
        return;
    }
    rows(canvas, left, &REPEATS, &ever);
}

fn repeat(one: &Repeat) -> Vec<Cell> {
    vec![
        cell(one.step.word(), Ink::Plain),
        cell(one.role.map_or("–", |role| role.title()), Ink::Dim),
        cell(one.team.clone().unwrap_or_else(|| "–".to_owned()), Ink::Dim),
        cell(grouped(&one.count.to_string()), Ink::Strong),
    ]
}

/// A small table; answers the room below it.
fn rows(canvas: &mut Canvas<'_>, area: Rect, columns: &[Column], cells: &[Vec<Cell>]) -> Rect {
    if area.height < 2 {
        return below(area, area.height);
    }
    let list = Rect { x: area.x.saturating_sub(1), width: area.width + 2, ..area };
    let inner = table::heading(canvas, list, columns, None);
    let mut roll = ListState::default();
    roll.settle(cells.len(), usize::from(inner.height));
    table::rows(canvas, inner, columns, &roll, table::Focus::Hidden, |index| {
        cells.get(index).cloned().unwrap_or_default()
    });
    below(area, cells.len() as u16 + 2)
}

fn below(area: Rect, lines: u16) -> Rect {
    let lines = lines.min(area.height);
    Rect { y: area.y + lines, height: area.height - lines, ..area }
}
