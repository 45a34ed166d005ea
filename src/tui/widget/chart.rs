//! A curve that falls or rises in steps, with a shaded band and labelled axes, the number beside its end.
//!
//! Several curves are told apart by how they are dashed and by the words at their ends, never by hue alone.

use super::axis::{self, Tick};
use super::braille::{DotGrid, Ink, place};
use crate::domain::text;
use crate::tui::canvas::Canvas;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Where a curve steps, and how sure one is of it from there on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Knot {
    /// Where.
    pub(crate) x: f64,
    /// Its value from there on.
    pub(crate) y: f64,
    /// The ends of the band around it.
    pub(crate) band: Option<(f64, f64)>,
}

/// One curve.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Curve {
    /// The words at its end: `92 %`, `A 92 %`.
    pub(crate) words: String,
    /// How many it was drawn from; of fewer than [`StepChart::few`] there is no curve.
    pub(crate) n: u64,
    /// Its value before the first step.
    pub(crate) start: f64,
    /// Its steps, by x.
    pub(crate) knots: Vec<Knot>,
    /// Where it ends.
    pub(crate) end: f64,
}

/// Curves in their axes.
pub(crate) struct StepChart<'a> {
    /// The curves, at most as many as there are dashes.
    pub(crate) curves: &'a [Curve],
    /// The one drawn on top with its band; none: the first, when it is alone.
    pub(crate) selected: Option<usize>,
    /// From where to where across.
    pub(crate) x: (f64, f64),
    /// From where to where upwards.
    pub(crate) y: (f64, f64),
    /// Where labels stand below, the most needed first: one that would touch an earlier one is left out.
    pub(crate) x_ticks: &'a [f64],
    /// What they say.
    pub(crate) x_words: &'a dyn Fn(f64) -> String,
    /// What a label at the left says.
    pub(crate) y_words: &'a dyn Fn(f64) -> String,
    /// Fewer than this are too few for a curve.
    pub(crate) few: u64,
}

/// How curves are dashed: so many dots on, so many off.
const DASHES: [(usize, usize); 4] = [(1, 0), (5, 3), (1, 2), (8, 2)];

/// What stands for each curve on plain terminals.
const PLAIN: [char; 4] = ['*', 'o', '+', 'x'];

/// The least plot that says anything.
const LEAST: (u16, u16) = (8, 2);

impl StepChart<'_> {
    /// Draws it; where there is no room for a picture, the numbers alone.
    pub(crate) fn draw(&self, pen: &mut Canvas<'_>, area: Rect) {
        if area.is_empty() {
            return;
        }
        if self.curves.iter().all(|curve| self.is_few(curve)) {
            pen.paragraph(area, &self.too_few(), pen.theme().dim);
            return;
        }
        let (plot, gutter) = self.plot(area);
        if plot.width < LEAST.0 || plot.height < LEAST.1 {
            self.draw_words(pen, area);
            return;
        }
        axis::left(pen, plot, self.y, &self.y_ticks(plot));
        let ticks: Vec<Tick> = self.x_ticks.iter().map(|x| (*x, (self.x_words)(*x))).collect();
        axis::below(pen, plot, self.x, &ticks);
        self.draw_curves(pen, plot);
        self.draw_ends(pen, plot, gutter);
    }

    /// How the curve with this number is dashed, as a legend shows it.
    pub(crate) fn sample(index: usize, pen: &Canvas<'_>) -> String {
        match pen.look.charset {
            crate::tui::canvas::Charset::Full => ["⠤⠤⠤", "⠤⠄⠤", "⠄⠄⠄", "⠤⠤⠠"][index % DASHES.len()].to_owned(),
            crate::tui::canvas::Charset::Ascii => PLAIN[index % PLAIN.len()].to_string().repeat(3),
        }
    }

    /// The style of the curve with this number.
    pub(crate) fn style(&self, index: usize, pen: &Canvas<'_>) -> Style {
        let theme = pen.theme();
        match self.top() {
            Some(top) if top == index && self.curves.len() > 1 => theme.accent,
            Some(top) if top == index => theme.chart,
            _ => [theme.chart, theme.plain, theme.dim, theme.chart][index % DASHES.len()],
        }
    }

    fn is_few(&self, curve: &Curve) -> bool {
        curve.n < self.few
    }

    fn top(&self) -> Option<usize> {
        self.selected.or((self.curves.len() == 1).then_some(0))
    }

    /// Where the curves stand, and how many columns their words have.
    fn plot(&self, area: Rect) -> (Rect, u16) {
        let left = axis::gutter(&[(0.0, (self.y_words)(self.y.1)), (0.0, (self.y_words)(self.y.0))]).min(area.width);
        let words = self.curves.iter().filter(|curve| !self.is_few(curve)).map(|curve| text::width(&curve.words));
        let right = (words.max().unwrap_or(0) as u16 + 1).min(area.width / 3);
        let width = area.width.saturating_sub(left + right);
        (Rect { x: area.x + left, y: area.y, width, height: area.height.saturating_sub(2) }, right)
    }

    /// The ends, the middle, and where there is room the quarters, or the fifths where those come out rounder.
    fn y_ticks(&self, plot: Rect) -> Vec<Tick> {
        let (low, high) = self.y;
        let quarter = (high - low) * 25.0;
        let shares: &[f64] = match plot.height {
            ..5 => &[1.0, 0.0],
            5..9 => &[1.0, 0.0, 0.5],
            _ if (quarter - quarter.round()).abs() < 0.01 => &[1.0, 0.0, 0.5, 0.75, 0.25],
            11.. => &[1.0, 0.0, 0.8, 0.6, 0.4, 0.2],
            _ => &[1.0, 0.0, 0.5],
        };
        let at = |share: f64| low + (high - low) * share;
        shares.iter().map(|share| (at(*share), (self.y_words)(at(*share)))).collect()
    }

    fn draw_curves(&self, pen: &mut Canvas<'_>, plot: Rect) {
        let mut canvas = DotGrid::new(plot);
        let top = self.top();
        for (index, curve) in self.curves.iter().enumerate().filter(|(_, curve)| !self.is_few(curve)) {
            let is_top = top == Some(index);
            if is_top {
                self.shade(&mut canvas, curve, Ink { style: pen.theme().frame, rank: 0, plain: Some(':') });
            }
            let plain = (self.curves.len() > 1).then(|| PLAIN[index % PLAIN.len()]);
            let rank = if is_top { u8::MAX } else { index as u8 + 1 };
            self.trace(&mut canvas, curve, index, Ink { style: self.style(index, pen), rank, plain });
        }
        canvas.draw(pen, plot);
    }

    /// The curve itself, from dot to dot.
    fn trace(&self, canvas: &mut DotGrid, curve: &Curve, index: usize, ink: Ink) {
        let (on, off) = DASHES[index % DASHES.len()];
        let mut before = None;
        for x in 0..canvas.width() {
            let at = self.x_at(canvas, x);
            if at > curve.end {
                break;
            }
            let y = self.y_dot(canvas, curve.at(at).map_or(curve.start, |knot| knot.y));
            if let Some(before) = before.filter(|before| *before != y) {
                canvas.pillar(x, before, y, ink);
            }
            if x % (on + off) < on {
                canvas.dot(x, y, ink);
            }
            before = Some(y);
        }
    }

    /// The band, as a raster of dots.
    fn shade(&self, canvas: &mut DotGrid, curve: &Curve, ink: Ink) {
        for x in 0..canvas.width() {
            let at = self.x_at(canvas, x);
            let band = curve.at(at).filter(|_| at <= curve.end).and_then(|knot| knot.band);
            let Some((lower, upper)) = band else { continue };
            for y in self.y_dot(canvas, upper)..=self.y_dot(canvas, lower) {
                if (x + y).is_multiple_of(2) {
                    canvas.dot(x, y, ink);
                }
            }
        }
    }

    /// The words at the ends of the curves, the selected one first where rows are short.
    fn draw_ends(&self, pen: &mut Canvas<'_>, plot: Rect, gutter: u16) {
        let mut ends: Vec<(f64, usize)> = Vec::new();
        for (index, curve) in self.curves.iter().enumerate().filter(|(_, curve)| !self.is_few(curve)) {
            let value = curve.at(curve.end).map_or(curve.start, |knot| knot.y);
            ends.push((value, index));
        }
        ends.sort_by(|left, right| right.0.total_cmp(&left.0));
        let room = ends.len() as u16;
        let mut free = plot.y;
        for (place, (value, index)) in ends.into_iter().enumerate() {
            // Those below still need a row each.
            let last = plot.bottom().saturating_sub(room - place as u16);
            let y = axis::row_of(plot, self.y, value).min(last).max(free);
            if y >= plot.bottom() {
                return;
            }
            free = y + 1;
            let words = &self.curves[index].words;
            pen.text(plot.right() + 1, y, gutter.saturating_sub(1), words, self.style(index, pen));
        }
    }

    /// The numbers alone.
    fn draw_words(&self, pen: &mut Canvas<'_>, area: Rect) {
        for (curve, y) in self.curves.iter().filter(|curve| !self.is_few(curve)).zip(area.y..area.bottom()) {
            pen.text(area.x, y, area.width, &curve.words, pen.theme().plain);
        }
    }

    fn too_few(&self) -> String {
        let most = self.curves.iter().map(|curve| curve.n).max().unwrap_or(0);
        format!("n = {most} is too few for a curve.")
    }

    fn x_at(&self, canvas: &DotGrid, dot: usize) -> f64 {
        let (from, to) = self.x;
        from + (to - from) * dot as f64 / (canvas.width().max(2) - 1) as f64
    }

    fn y_dot(&self, canvas: &DotGrid, value: f64) -> usize {
        (canvas.height().saturating_sub(1)).saturating_sub(place(value, self.y, canvas.height()))
    }
}

impl Curve {
    /// The last step not after `x`.
    fn at(&self, x: f64) -> Option<&Knot> {
        self.knots[..self.knots.partition_point(|knot| knot.x <= x)].last()
    }
}

#[cfg(test)]
mod tests;
