//! A score of 0 to 100 over months, with the bands it passes through.
//!
//! A point or stretch is drawn in the style of its band; the rules where bands begin are dim and named at the right.

use super::axis::{self, Tick};
use super::braille::{DotGrid, Ink, place};
use crate::domain::day::Day;
use crate::domain::risk::points::Bands;
use crate::domain::risk::score::Band;
use crate::domain::text;
use crate::tui::canvas::Canvas;
use crate::tui::risk_mark;
use ratatui::layout::Rect;

/// One line of scores.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Line<'a> {
    /// What it is called, where there are several; empty for one alone.
    pub(crate) name: &'a str,
    /// A score for each of the months; none where there was none to give.
    pub(crate) scores: &'a [Option<u32>],
}

/// Scores over months.
pub(crate) struct ScoreChart<'a> {
    /// A day of each month, oldest first.
    pub(crate) months: &'a [Day],
    /// The lines, the most important one first.
    pub(crate) lines: &'a [Line<'a>],
    /// Where bands begin.
    pub(crate) bands: &'a Bands,
}

/// Scores up to this are drawn larger: few ever go beyond.
const USUAL: u32 = 60;
/// Months between labels below.
const LABELLED: usize = 6;
/// The least plot that says anything.
const LEAST: (u16, u16) = (6, 2);
/// Columns of the names of bands at the right.
const NAMES: u16 = 12;

impl ScoreChart<'_> {
    /// Draws it; where there is no room for a picture, the newest score in words.
    pub(crate) fn draw(&self, pen: &mut Canvas<'_>, area: Rect) {
        let known = self.lines.iter().flat_map(|line| line.scores).any(Option::is_some);
        if area.is_empty() || !known {
            let words = "No score is known of these months.";
            pen.paragraph(area, words, pen.theme().dim);
            return;
        }
        let range = (0.0, f64::from(self.top()));
        let ticks = self.y_ticks();
        let left = axis::gutter(&ticks).min(area.width);
        let right = if area.width >= 48 { NAMES } else { 0 };
        let width = area.width.saturating_sub(left + right);
        let plot = Rect { x: area.x + left, width, height: area.height.saturating_sub(2), ..area };
        if plot.width < LEAST.0 || plot.height < LEAST.1 {
            self.draw_words(pen, area);
            return;
        }
        axis::left(pen, plot, range, &ticks);
        axis::below(pen, plot, (0.0, (self.months.len().max(2) - 1) as f64), &self.x_ticks());
        let mut canvas = DotGrid::new(plot);
        self.rule(&mut canvas, pen, range);
        for (index, line) in self.lines.iter().enumerate().rev() {
            self.trace(&mut canvas, pen, range, line, self.lines.len() - index);
        }
        canvas.draw(pen, plot);
        if right > 0 {
            self.draw_names(pen, plot, range);
        }
    }

    /// The highest score drawn.
    fn top(&self) -> u32 {
        let most = self.lines.iter().flat_map(|line| line.scores).flatten().max().copied().unwrap_or(0);
        if most <= USUAL { USUAL.max(self.bands.critical) } else { 100.max(most) }
    }

    fn starts(&self) -> [(Band, u32); 3] {
        [(Band::Critical, self.bands.critical), (Band::AtRisk, self.bands.at_risk), (Band::Watch, self.bands.watch)]
    }

    fn y_ticks(&self) -> Vec<Tick> {
        let starts = self.starts().map(|(_, from)| from);
        std::iter::once(0).chain(starts).map(|score| (f64::from(score), score.to_string())).collect()
    }

    /// A label twice a year, the newest month first.
    fn x_ticks(&self) -> Vec<Tick> {
        let last = self.months.len().saturating_sub(1);
        let labelled =
            self.months.iter().enumerate().rev().filter(|(index, _)| (last - index).is_multiple_of(LABELLED));
        labelled.map(|(index, day)| (index as f64, month_of(*day))).collect()
    }

    fn rule(&self, canvas: &mut DotGrid, pen: &Canvas<'_>, range: (f64, f64)) {
        let ink = Ink { style: pen.theme().frame, rank: 0, plain: Some('.') };
        for (_, from) in self.starts() {
            let y = dot_of(canvas, range, from);
            for x in (0..canvas.width()).step_by(3) {
                canvas.dot(x, y, ink);
            }
        }
    }

    /// One line: from known month to known month. The newest score is a point, and so is one alone.
    fn trace(&self, canvas: &mut DotGrid, pen: &Canvas<'_>, range: (f64, f64), line: &Line<'_>, rank: usize) {
        let scores = &line.scores[..line.scores.len().min(self.months.len())];
        let months = (0.0, (self.months.len().max(2) - 1) as f64);
        let at = |canvas: &DotGrid, month: usize| place(month as f64, months, canvas.width());
        let known = |month: usize| scores.get(month).copied().flatten();
        for month in 0..scores.len() {
            let Some(score) = known(month) else { continue };
            let (x, ink) = (at(canvas, month), self.ink(pen, score, rank));
            let y = dot_of(canvas, range, score);
            match month.checked_sub(1).and_then(known) {
                Some(start) => self.stretch(canvas, pen, range, (at(canvas, month - 1), start), (x, score), rank),
                None => canvas.dot(x, y, ink),
            }
            let is_alone = known(month + 1).is_none() && month.checked_sub(1).and_then(known).is_none();
            if is_alone || month + 1 == scores.len() {
                canvas.pillar(x, y, y.saturating_sub(1), ink);
                canvas.pillar(x.saturating_sub(1), y, y.saturating_sub(1), ink);
            }
        }
    }

    /// The line from one month's score to the next one's, without gaps where it is steep.
    fn stretch(
        &self,
        canvas: &mut DotGrid,
        pen: &Canvas<'_>,
        range: (f64, f64),
        (from, start): (usize, u32),
        (to, end): (usize, u32),
        rank: usize,
    ) {
        let mut before = dot_of(canvas, range, start);
        for x in from..=to {
            let share = if to == from { 1.0 } else { (x - from) as f64 / (to - from) as f64 };
            let score = (f64::from(start) + (f64::from(end) - f64::from(start)) * share).round() as u32;
            let y = dot_of(canvas, range, score);
            // A steep step leaves no gap.
            let near = if y > before { (before + 1).min(y) } else { before.saturating_sub(1).max(y) };
            canvas.pillar(x, near, y, self.ink(pen, score, rank));
            before = y;
        }
    }

    /// Each band has a rank of its own, so that a cell is never half in one hue and half in another.
    fn ink(&self, pen: &Canvas<'_>, score: u32, rank: usize) -> Ink {
        let band = Band::of(score, true, self.bands);
        let style = if band == Band::Steady { pen.theme().chart } else { risk_mark::style(band, &pen.theme()) };
        Ink { style, rank: (rank * 4 + band as usize).min(255) as u8, plain: Some('*') }
    }

    /// The names of the bands at the right, and the newest score of each line.
    fn draw_names(&self, pen: &mut Canvas<'_>, plot: Rect, range: (f64, f64)) {
        let theme = pen.theme();
        let x = plot.right() + 1;
        let mut taken = Vec::new();
        for line in self.lines {
            let Some(score) = line.scores.last().copied().flatten() else { continue };
            let y = axis::row_of(plot, range, f64::from(score));
            if !taken.contains(&y) {
                taken.push(y);
                pen.text(x, y, NAMES - 1, &self.said(line.name, score), self.style_of(pen, score));
            }
        }
        for (band, from) in self.starts() {
            let y = axis::row_of(plot, range, f64::from(from));
            if !taken.contains(&y) {
                taken.push(y);
                pen.text(x, y, NAMES - 1, &format!("{} {band}", band.symbol()), theme.dim);
            }
        }
    }

    fn style_of(&self, pen: &Canvas<'_>, score: u32) -> ratatui::style::Style {
        risk_mark::style(Band::of(score, true, self.bands), &pen.theme())
    }

    /// `38 now`, `38 Contoso`.
    fn said(&self, name: &str, score: u32) -> String {
        let symbol = Band::of(score, true, self.bands).symbol();
        let name = if name.is_empty() { "now" } else { name };
        text::fit(&format!("{symbol} {score} {name}"), usize::from(NAMES - 1))
    }

    fn draw_words(&self, pen: &mut Canvas<'_>, area: Rect) {
        for (line, y) in self.lines.iter().zip(area.y..area.bottom()) {
            if let Some(score) = line.scores.last().copied().flatten() {
                pen.text(area.x, y, area.width, &self.said(line.name, score), self.style_of(pen, score));
            }
        }
    }
}

fn dot_of(canvas: &DotGrid, range: (f64, f64), score: u32) -> usize {
    canvas.height().saturating_sub(1).saturating_sub(place(f64::from(score), range, canvas.height()))
}

/// `Nov 26`.
fn month_of(day: Day) -> String {
    day.date().format("%b %y").to_string()
}

#[cfg(test)]
mod tests;
