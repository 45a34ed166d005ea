//! The counterpart grid: our people × the contacts, pairs live, pairs that are holes.

use super::data::Data;
use crate::book::programme::insights::Shared;
use crate::book::team::side::Sides;
use crate::domain::risk::score::Band;
use crate::domain::team::counterparts::{Meeting, Ours, Tie};
use crate::domain::text::short_name;
use crate::form::record_ref::RecordRef;
use crate::tui::widget::row::{Ink, Row};

/// Columns that the names of our team take.
const NAMES: usize = 17;

/// The rows of the grid in a body of this width; `whole`: every a contact, block below block, with levels.
pub(crate) fn rows(data: &Data, sides: &Sides, width: usize, whole: bool) -> Vec<Row> {
    let grid = &sides.grid;
    let unnamed = match grid.unnamed() {
        0 => String::new(),
        count => format!(" · ○ {count} not assigned: e on a role"),
    };
    let beside = format!("Counterparts {} of {} active{unnamed}", grid.live(), grid.wanted);
    let mut rows = vec![Row::heading("Who met whom", beside)];
    if grid.ours.is_empty() || grid.theirs.is_empty() {
        let missing = if grid.ours.is_empty() { ": new assignment adds a member" } else { "n adds a contact" };
        rows.push(Row::said(Ink::Dim, format!("The grid of our team and contacts needs both; {missing}.")));
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
    rows.push(Row::said(Ink::Dim, format!("● active  ◐ longer ago  ○ gap  · met, not matched{more}")));
    rows
}

/// The insights that went between the two sides, each with its pair.
pub(crate) fn insights(data: &Data, sides: &Sides) -> Vec<Row> {
    let paired = sides.shared.iter().filter(|one| one.is_pair).count();
    let beside = format!("{} shared · {paired} between counterparts", sides.shared.len());
    let mut rows = vec![Row::heading("Insights", beside)];
    if sides.shared.is_empty() {
        rows.push(Row::said(Ink::Dim, "No insight was shared. : share records one, with its counterparts."));
    }
    rows.extend(sides.shared.iter().map(|one| shared(data, one)));
    rows
}

fn shared(data: &Data, one: &Shared) -> Row {
    let (us, them) = (short_name(&one.member), short_name(&one.contact));
    let pair = match (us.is_empty(), them.is_empty()) {
        (false, false) => format!("{us} {} {them}", if one.is_pair { "↔" } else { "→" }),
        (false, true) => us,
        (true, false) => format!("→ {them}"),
        (true, true) => "not named".to_owned(),
    };
    let reaction = one.it.reaction.as_ref().map_or_else(String::new, |words| format!("  “{words}”"));
    Row::default()
        .column(Ink::Dim, 12, &data.spoken(one.it.on))
        .column(if one.is_pair { Ink::Good } else { Ink::Plain }, 25, &pair)
        .piece(Ink::Strong, &one.title)
        .piece(Ink::Plain, &reaction)
        .full(format!("{}\n{pair}{reaction}", one.title))
        .of(RecordRef::of(one.it.id))
}

fn names(sides: &Sides, columns: std::ops::Range<usize>, cell: usize) -> Row {
    let mut row = Row::default().piece(Ink::Dim, " ".repeat(NAMES));
    for contact in &sides.grid.theirs[columns] {
        let name = if cell > 14 { contact.name.clone() } else { short_name(&contact.name) };
        let role = if contact.left_on.is_some() { Ink::Dim } else { Ink::Strong };
        row = row.column(role, cell - 1, &name);
    }
    row
}

fn row(data: &Data, one: &Ours, cells: &[Meeting], cell: usize, whole: bool) -> Row {
    let role = one.role.map_or("–", |role| role.word());
    let mut row = Row::default().column(Ink::Plain, NAMES - 1, &format!("{role:<2} {}", short_name(&one.name)));
    for meeting in cells {
        let (style, words) = said(data, *meeting, whole);
        row = row.column(style, cell - 1, &words);
    }
    row.of(RecordRef::of(one.member))
}

/// `● 12 d`, `○ never`, `○ left`.
fn said(data: &Data, meeting: Meeting, whole: bool) -> (Ink, String) {
    let ago = meeting.last.map_or_else(|| "never".to_owned(), |last| format!("{} d", last.days_to(data.today)));
    let level = meeting.level.filter(|_| whole).map_or_else(String::new, |level| format!(" {}", level.word()));
    match (meeting.tie, meeting.is_pair) {
        (Tie::Live, true) => (Ink::Good, format!("● {ago}{level}")),
        (Tie::Faded, true) => (Ink::Risk(Band::Watch), format!("◐ {ago}{level}")),
        (Tie::Hole, _) => (Ink::Risk(Band::AtRisk), format!("○ never{level}")),
        (Tie::Left, true) => (Ink::Risk(Band::AtRisk), "○ left".to_owned()),
        (Tie::Live, false) => (Ink::Plain, format!("· {ago}{level}")),
        (Tie::Faded, false) => (Ink::Dim, format!("· {ago}{level}")),
        (Tie::Left, false) => (Ink::Dim, "left".to_owned()),
        (Tie::Apart, _) => (Ink::Dim, String::new()),
    }
}
