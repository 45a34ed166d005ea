//! What whoever helped was told of the deals that are open or were just closed.

use super::super::Shows;
use crate::book::team::inside::Inside;
use crate::domain::day::written;
use crate::domain::text::counted;
use crate::tui::canvas::Canvas;
use ratatui::layout::Rect;

/// “9 with helpers · 4 to be told how it stands”.
pub(super) fn answer(inside: &Inside) -> String {
    if inside.tells.is_empty() {
        return "no deal with helpers".to_owned();
    }
    let due = inside.to_tell();
    let all = counted(inside.tells.len() as u64, "customer");
    match due {
        0 => format!("deals of {all} with helpers · all helpers are up to date"),
        _ => format!("deals of {all} with helpers · {} due", counted(due as u64, "update")),
    }
}

/// Rows below the list: what they were told last.
pub(super) fn foot(height: u16) -> u16 {
    u16::from(height >= 8)
}

/// Draws them.
pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect, shows: &Shows<'_, Inside>) {
    let (inside, theme) = (shows.what, canvas.theme());
    if inside.tells.is_empty() {
        let words =
            "No open or recent deal with helpers. : and new opportunity adds one, : and give credit names who helped.";
        canvas.paragraph(area, words, theme.dim);
        return;
    }
    let foot = foot(area.height);
    let below = shows.list(canvas, area, 0, foot);
    if let Some(one) = shows.listing.selected().and_then(|at| inside.tells.get(at)).filter(|_| foot > 0) {
        let words = match &one.told {
            Some((on, words)) => format!("Told {}: {words}", written(*on, shows.today)),
            None => format!("{}. n prepares the words.", one.stands),
        };
        canvas.text(area.x, below, area.width, &words, theme.dim);
    }
}
