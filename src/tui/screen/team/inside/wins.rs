//! Every win of twelve months with who helped; nobody wins alone.

use super::super::Shows;
use crate::book::team::inside::Inside;
use crate::domain::text::{counted, grouped};
use crate::tui::canvas::Canvas;
use ratatui::layout::Rect;

/// “139 wins in 12 months · 3 late ones without a name”.
pub(super) fn answer(inside: &Inside) -> String {
    let won = inside.won;
    let shown = inside.wins.len() as u64;
    let cut =
        if shown < won.all { format!(", the newest {} listed", grouped(&shown.to_string())) } else { String::new() };
    let nameless = match won.nameless {
        0 => String::new(),
        some => format!(" · ▲ {} of 90 days without a name", grouped(&some.to_string())),
    };
    format!("{} in 12 months{cut}{nameless}", counted(won.all, "win"))
}

/// Draws them.
pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect, shows: &Shows<'_, Inside>) {
    if shows.is_empty() {
        let words = "No win or renewal in twelve months. e on screen 5 records an outcome.";
        canvas.paragraph(area, words, canvas.theme().dim);
        return;
    }
    shows.list(canvas, area, 0, 0);
}
