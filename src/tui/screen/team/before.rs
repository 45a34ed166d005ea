//! Joint work, and what stood before renewals, saves and losses: “before, not because”.

use crate::book::team::inside::{BEFORE, Before, Inside, PRECEDED, SIGNS};
use crate::domain::text::{counted, grouped, short_name};
use crate::tui::canvas::Canvas;
use crate::tui::theme::Theme;
use ratatui::layout::Rect;

/// Pairs that are named.
const PAIRS: usize = 4;

/// Rows it takes.
pub(super) const HEIGHT: u16 = 5;

/// Draws it.
pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect, inside: &Inside, theme: &Theme) {
    canvas.text(area.x, area.y, area.width, &joint(inside), theme.plain);
    let heading = format!("In the {BEFORE} days before (before, not because):");
    canvas.text(area.x, area.y + 1, area.width, &heading, theme.dim);
    for ((what, before), y) in PRECEDED.iter().zip(&inside.preceded).zip(area.y + 2..area.bottom()) {
        canvas.text(area.x + 1, y, 16, &counted(before.count, what), theme.strong);
        canvas.text(area.x + 18, y, area.width.saturating_sub(18), &signs(before), theme.plain);
    }
}

/// “Together: 34 touches of two or more of our team: A. Ruiz + P. Osei 12”.
fn joint(inside: &Inside) -> String {
    if inside.pairs.is_empty() {
        return "Together: no touch of two or more members in 12 months.".to_owned();
    }
    let pairs = inside.pairs.iter().take(PAIRS);
    let pairs: Vec<String> = pairs
        .map(|(one, other, touches)| {
            format!("{} + {} {}", short_name(one), short_name(other), grouped(&touches.to_string()))
        })
        .collect();
    format!("Together: {} of two or more members: {}", counted(inside.joint, "touch"), pairs.join(", "))
}

/// “plan 3/12 · said pulse 9/12”.
fn signs(before: &Before) -> String {
    if before.count == 0 {
        return "–".to_owned();
    }
    let told = SIGNS.iter().zip(before.with).map(|(sign, with)| format!("{sign} {with}/{}", before.count));
    told.collect::<Vec<_>>().join(" · ")
}
