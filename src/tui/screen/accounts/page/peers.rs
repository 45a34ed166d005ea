//! The peer grid: our people × theirs, pairs live, pairs that are holes.

use super::data::Data;
use super::row::{Role, Row};
use crate::book::team::side::Sides;
use crate::domain::risk::score::Band;
use crate::domain::team::peers::{Meeting, Ours, Tie};
use crate::domain::text::short_name;
use crate::form::record_ref::RecordRef;

/// Columns that the names of ours take.
const NAMES: usize = 17;

/// The rows of the grid in a body of this width; `whole`: every one of theirs, block below block, with levels.
pub(crate) fn rows(data: &Data, sides: &Sides, width: usize, whole: bool) -> Vec<Row> {
    let grid = &sides.grid;
    let unnamed = match grid.unnamed() {
        0 => String::new(),
        count => format!(" · ○ {count} unnamed: e on a seat"),
    };
    let beside = format!("{} of {} wanted pairs live{unnamed}", grid.live(), grid.wanted);
    let mut rows = vec![Row::heading("Who met whom", beside)];
    if grid.ours.is_empty() || grid.theirs.is_empty() {
        let missing = if grid.ours.is_empty() { ": new seat names ours" } else { "n adds theirs" };
        rows.push(Row::said(Role::Dim, format!("The grid of ours and theirs would be here; {missing}.")));
        return rows;
    }
    let cell = if whole { 24 } else { 14 };
    let fit = (width.saturating_sub(NAMES) / cell).max(1);
    let blocks = if whole { grid.theirs.len().div_ceil(fit) } else { 1 };
    for block in 0..blocks {
        let columns = block * fit..grid.theirs.len().min((block + 1) * fit);
        rows.push(names(sides, columns.clone(), cell));
        for (one, cells) in grid.ours.iter().zip(&grid.rows) {
            rows.push(row(data, one, &cells[columns.clone()], cell, whole));
        }
    }
    let hidden = grid.theirs.len().saturating_sub(fit);
    let more = if hidden > 0 && !whole { format!(" · z shows {hidden} more") } else { String::new() };
    rows.push(Row::said(Role::Dim, format!("● live pair  ◐ longer ago  ○ hole  · met, no pair{more}")));
    rows
}

fn names(sides: &Sides, columns: std::ops::Range<usize>, cell: usize) -> Row {
    let mut row = Row::default().piece(Role::Dim, " ".repeat(NAMES));
    for contact in &sides.grid.theirs[columns] {
        let name = if cell > 14 { contact.name.clone() } else { short_name(&contact.name) };
        let role = if contact.left_on.is_some() { Role::Dim } else { Role::Strong };
        row = row.column(role, cell - 1, &name);
    }
    row
}

fn row(data: &Data, one: &Ours, cells: &[Meeting], cell: usize, whole: bool) -> Row {
    let role = one.role.map_or("–", |role| role.word());
    let mut row = Row::default().column(Role::Plain, NAMES - 1, &format!("{role:<2} {}", short_name(&one.name)));
    for meeting in cells {
        let (style, words) = said(data, *meeting, whole);
        row = row.column(style, cell - 1, &words);
    }
    row.of(RecordRef::Member(one.member))
}

/// `● 12 d`, `○ never`, `○ left`.
fn said(data: &Data, meeting: Meeting, whole: bool) -> (Role, String) {
    let ago = meeting.last.map_or_else(|| "never".to_owned(), |last| format!("{} d", last.days_to(data.today)));
    let level = meeting.level.filter(|_| whole).map_or_else(String::new, |level| format!(" {}", level.word()));
    match (meeting.tie, meeting.is_pair) {
        (Tie::Live, true) => (Role::Good, format!("● {ago}{level}")),
        (Tie::Faded, true) => (Role::Risk(Band::Watch), format!("◐ {ago}{level}")),
        (Tie::Hole, _) => (Role::Risk(Band::AtRisk), format!("○ never{level}")),
        (Tie::Left, true) => (Role::Risk(Band::AtRisk), "○ left".to_owned()),
        (Tie::Live, false) => (Role::Plain, format!("· {ago}{level}")),
        (Tie::Faded, false) => (Role::Dim, format!("· {ago}{level}")),
        (Tie::Left, false) => (Role::Dim, "left".to_owned()),
        (Tie::Apart, _) => (Role::Dim, String::new()),
    }
}
