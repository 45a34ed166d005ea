//! How the map is drawn: zones, marks, the account that is selected, and its card.

use super::{AccountMap, NEAR, NO_DATE, Point, SCORES, TICKS, column_of, parts, plot, row_of};
use crate::domain::risk::points::Bands;
use crate::domain::risk::score::Band;
use crate::domain::text::fit;
use crate::domain::text::grouped;
use crate::domain::text::width;
use crate::tui::canvas::Canvas;
use crate::tui::risk_mark;
use crate::tui::widget::row::Piece;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

impl AccountMap {
    /// Draws it, with the card of the account that is selected.
    pub(in super::super) fn view(
        &self,
        canvas: &mut Canvas<'_>,
        inside: Rect,
        selected: Option<usize>,
        bands: &Bands,
        card: &[Vec<Piece>],
    ) {
        let (map, beside) = parts(inside);
        let plot = plot(map);
        if self.size != (plot.width, plot.height) || plot.width <= NO_DATE + 1 {
            return;
        }
        self.draw_zones(canvas, plot, bands);
        if self.is_undated {
            let words = fit("No notice deadlines yet: most valuable first. Import end dates.", plot.width.into());
            canvas.fill(Rect { y: plot.bottom(), height: 1, ..plot }, '─', canvas.theme().frame);
            canvas.text(plot.x, plot.bottom() + 1, plot.width, &words, canvas.theme().warning);
        } else {
            draw_days(canvas, plot);
        }
        let theme = canvas.theme();
        for ((x, y), all) in &self.cells {
            let Some(point) = all.first().map(|at| self.points[*at as usize]) else { continue };
            let style = risk_mark::style(point.band, &theme);
            let style = if all.len() > 1 { style.add_modifier(Modifier::BOLD) } else { style };
            canvas.text(plot.x + x, plot.y + y, 1, self.mark(point), style);
        }
        let marks = "larger: worth more · bold: several · ○ not enough data";
        canvas.text(map.x, plot.bottom() + 2, map.width, marks, theme.dim);
        if let Some((x, y)) = selected.and_then(|at| self.cell(at)) {
            self.draw_selected(canvas, plot, (x, y), selected.unwrap_or(0), card);
        }
        for (line, y) in card.iter().zip(beside.y..beside.bottom()) {
            let mut used = 0;
            for (ink, words) in line {
                used +=
                    canvas.text(beside.x + used, y, beside.width - used.min(beside.width), words, ink.style(&theme));
            }
        }
    }

    fn mark(&self, point: Point) -> &'static str {
        let size = self.steps.iter().filter(|step| point.value.is_some_and(|value| value >= **step)).count();
        match (point.band, size) {
            (Band::Unknown, 0) => "◦",
            (Band::Unknown, _) => "○",
            (_, 0) => "·",
            (_, 1) => "•",
            (band, _) => band.symbol(),
        }
    }

    /// The account that is selected between brackets, with its name where that has room.
    fn draw_selected(&self, canvas: &mut Canvas<'_>, plot: Rect, (x, y): (u16, u16), at: usize, card: &[Vec<Piece>]) {
        let theme = canvas.theme();
        let (x, y) = (plot.x + x, plot.y + y);
        canvas.text(x, y, 1, self.mark(self.points[at]), theme.accent);
        canvas.ground(Rect { x, y, width: 1, height: 1 }, theme.selected);
        canvas.text(x.saturating_sub(1), y, 1, "[", theme.accent);
        canvas.text(x + 1, y, 1, "]", theme.accent);
        let here = self.cell(at).and_then(|cell| self.cells.get(&cell)).map_or(0, Vec::len);
        let more = if here > 1 { format!(" 1 of {}, Tab next", grouped(&here.to_string())) } else { String::new() };
        let name = card.first().and_then(|line| line.first()).map_or("", |(_, words)| words.as_str());
        let words = format!(" {name}{more} ");
        let columns = width(&words) as u16;
        let from = if x + 2 + columns <= plot.right() { x + 2 } else { x.saturating_sub(1 + columns).max(plot.x) };
        canvas.text(from, y, columns, &fit(&words, usize::from(columns)), theme.selected);
    }

    fn draw_zones(&self, canvas: &mut Canvas<'_>, plot: Rect, bands: &Bands) {
        let theme = canvas.theme();
        let starts = [(Band::Critical, bands.critical), (Band::AtRisk, bands.at_risk), (Band::Watch, bands.watch)];
        for (band, from) in starts {
            let y = plot.y + row_of(from, self.top, plot.height);
            canvas.text_right(
                plot.x - SCORES,
                y,
                SCORES - 1,
                &format!("{} {from}", band.symbol()),
                risk_mark::style(band, &theme),
            );
            for x in (plot.x..plot.right()).step_by(2) {
                canvas.text(x, y, 1, "·", theme.frame);
            }
        }
        if self.is_undated {
            return;
        }
        let near = plot.x + column_of(NEAR, plot.width - NO_DATE);
        let risky = row_of(bands.at_risk, self.top, plot.height);
        for y in plot.y..plot.bottom() {
            canvas.text(near, y, 1, "┊", theme.frame);
        }
        let (high, low) = (plot.y, plot.y + (risky + 1).min(plot.height - 1));
        for (x, y, words) in [
            (plot.x + 1, high, "act now"),
            (near + 2, high, "act early"),
            (plot.x + 1, low, "ask"),
            (near + 2, plot.bottom() - 1, "keep going"),
        ] {
            // A mark would cut the words.
            let columns = x - plot.x..x - plot.x + width(words) as u16;
            if !self.cells.keys().any(|(column, row)| *row == y - plot.y && columns.contains(column)) {
                canvas.text(x, y, plot.right().saturating_sub(x), words, theme.strong);
            }
        }
    }
}

fn draw_days(canvas: &mut Canvas<'_>, plot: Rect) {
    let theme = canvas.theme();
    canvas.fill(Rect { y: plot.bottom(), height: 1, ..plot }, '─', theme.frame);
    let columns = plot.width - NO_DATE;
    let mut free = 0;
    for (days, words) in TICKS {
        let at = column_of(days, columns);
        canvas.text(plot.x + at, plot.bottom(), 1, "┬", theme.frame);
        let from = at.min(columns.saturating_sub(width(words) as u16));
        if from >= free {
            canvas.text(plot.x + from, plot.bottom() + 1, NO_DATE + 2, words, theme.dim);
            free = from + width(words) as u16 + 1;
        }
    }
    canvas.text_right(plot.x, plot.bottom() + 1, plot.width, "–", theme.dim);
}
