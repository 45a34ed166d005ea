//! A canvas of dots, two across and four down in every cell; on plain terminals a character per cell instead.
//!
//! A cell has one style, so it belongs to one ink: a higher rank takes it over from a lower one, the same rank adds its
//! dots. Shades lie under rules, rules under curves, and the curve that is selected lies on top.

use crate::tui::canvas::{Canvas, Charset};
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Dots across in a cell.
pub(crate) const ACROSS: usize = 2;
/// Dots down in a cell.
pub(crate) const DOWN: usize = 4;

/// What a dot is drawn with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Ink {
    /// Its style.
    pub(crate) style: Style,
    /// The higher one keeps the cell.
    pub(crate) rank: u8,
    /// What plain terminals show; none: a line that follows the dots.
    pub(crate) plain: Option<char>,
}

#[derive(Debug, Clone, Copy)]
struct Spot {
    dots: u8,
    ink: Ink,
}

/// Dots over an area of cells.
#[derive(Debug)]
pub(crate) struct DotGrid {
    columns: usize,
    rows: usize,
    spots: Vec<Option<Spot>>,
}

impl DotGrid {
    /// An empty canvas for this area.
    pub(crate) fn new(area: Rect) -> Self {
        let (columns, rows) = (usize::from(area.width), usize::from(area.height));
        Self { columns, rows, spots: vec![None; columns * rows] }
    }

    /// How many dots it is wide.
    pub(crate) fn width(&self) -> usize {
        self.columns * ACROSS
    }

    /// How many dots it is high.
    pub(crate) fn height(&self) -> usize {
        self.rows * DOWN
    }

    /// Puts a dot; outside of the canvas nothing happens.
    pub(crate) fn dot(&mut self, x: usize, y: usize, ink: Ink) {
        if x >= self.width() || y >= self.height() {
            return;
        }
        let bit = bit(x % ACROSS, y % DOWN);
        let spot = &mut self.spots[y / DOWN * self.columns + x / ACROSS];
        match spot {
            Some(there) if there.ink.rank > ink.rank => {}
            Some(there) if there.ink.rank == ink.rank => there.dots |= bit,
            _ => *spot = Some(Spot { dots: bit, ink }),
        }
    }

    /// Puts dots from `from` down to `to`, in either order.
    pub(crate) fn pillar(&mut self, x: usize, from: usize, to: usize, ink: Ink) {
        for y in from.min(to)..=from.max(to) {
            self.dot(x, y, ink);
        }
    }

    /// Draws what was put, its upper left corner in that of `area`.
    pub(crate) fn draw(&self, pen: &mut Canvas<'_>, area: Rect) {
        for (at, spot) in self.spots.iter().enumerate() {
            let Some(spot) = spot else { continue };
            let (x, y) = ((at % self.columns) as u16, (at / self.columns) as u16);
            let symbol = match pen.look.charset {
                Charset::Full => char::from_u32(0x2800 + u32::from(spot.dots)).unwrap_or(' '),
                Charset::Ascii => spot.ink.plain.unwrap_or_else(|| line_of(spot.dots)),
            };
            pen.text(area.x + x, area.y + y, 1, symbol.encode_utf8(&mut [0; 4]), spot.ink.style);
        }
    }
}

/// The bit of a dot in its braille character.
const fn bit(x: usize, y: usize) -> u8 {
    match (x, y) {
        (0, 3) => 0x40,
        (_, 3) => 0x80,
        (0, _) => 1 << y,
        (_, _) => 8 << y,
    }
}

/// The character that runs most like these dots.
fn line_of(dots: u8) -> char {
    let row = |y: usize| dots & (bit(0, y) | bit(1, y)) != 0;
    let rows = (0..DOWN).filter(|y| row(*y)).count();
    match rows {
        3.. => '|',
        _ if row(3) || row(2) => '_',
        _ => '-',
    }
}

/// Where `value` of the range `low` to `high` falls among so many dots; values outside fall on the ends.
pub(crate) fn place(value: f64, (low, high): (f64, f64), dots: usize) -> usize {
    if dots < 2 || high <= low || !value.is_finite() {
        return 0;
    }
    let share = ((value - low) / (high - low)).clamp(0.0, 1.0);
    (share * (dots - 1) as f64).round() as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::testing::drawn;

    const INK: Ink = Ink { style: Style::new(), rank: 1, plain: None };

    #[test]
    fn dots_make_braille_and_lines_on_plain_terminals() {
        let shown = |charset| {
            drawn((3, 1), charset, |pen, area| {
                let mut canvas = DotGrid::new(area);
                canvas.pillar(0, 3, 0, INK);
                canvas.dot(2, 0, INK);
                canvas.dot(3, 0, INK);
                canvas.dot(4, 3, INK);
                canvas.dot(99, 99, INK);
                canvas.draw(pen, area);
            })
        };
        assert_eq!(shown(Charset::Full), "⡇⠉⡀");
        assert_eq!(shown(Charset::Ascii), "|-_");
    }

    #[test]
    fn a_cell_belongs_to_the_higher_rank() {
        let mut canvas = DotGrid::new(Rect::new(0, 0, 1, 1));
        let over = Ink { rank: 2, ..INK };
        canvas.dot(0, 0, INK);
        canvas.dot(1, 1, over);
        canvas.dot(0, 2, INK);
        assert_eq!(canvas.spots[0].map(|spot| (spot.dots, spot.ink.rank)), Some((0x10, 2)));
    }

    #[test]
    fn nothing_is_too_small_or_too_odd_to_be_placed() {
        for (value, dots) in [(f64::NAN, 10), (1.0, 0), (1.0, 1), (f64::INFINITY, 4)] {
            assert_eq!(place(value, (0.0, 1.0), dots), 0);
        }
        assert_eq!((place(2.0, (0.0, 1.0), 10), place(-2.0, (0.0, 1.0), 10), place(0.5, (0.0, 1.0), 11)), (9, 0, 5));
        let mut canvas = DotGrid::new(Rect::ZERO);
        canvas.dot(0, 0, INK);
        drawn((0, 0), Charset::Full, |pen, area| canvas.draw(pen, area));
    }
}
