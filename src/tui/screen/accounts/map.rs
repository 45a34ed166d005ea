//! The accounts of the list as a map: risk upwards, days to the notice deadline to the right, larger where they are worth
//! more, hollow where too little is known.
//!
//! What is drawn is kept by cell, so that a book of any size draws as fast as a screen has cells.

mod draw;

use crate::domain::risk::score::Band;
use ratatui::layout::{Position, Rect};
use std::collections::BTreeMap;

/// The farthest day that has a place of its own.
const REACH: i32 = 365;
/// Days within which a deadline is near.
const NEAR: i32 = 90;
/// The days that the axis names.
const TICKS: [(i32, &str); 6] = [(0, "now"), (7, "1 w"), (30, "1 mo"), (90, "3 mo"), (180, "6 mo"), (365, "1 y")];
/// Columns left of the map for scores, and right of it for those without a deadline.
const SCORES: u16 = 5;
const NO_DATE: u16 = 3;
/// Rows below it: the axis, its days, and what the marks mean.
const FOOT: u16 = 3;
/// From this width on a card stands beside the map, of so many columns; below it, of so many lines at the foot.
const WIDE: u16 = 110;
const CARD: u16 = 36;
const CARD_LINES: u16 = 2;
/// The map reaches at least so far up.
const TOP: u32 = 60;

/// One account of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Point {
    /// Days to the deadline; none: there is none.
    pub(super) days: Option<i32>,
    pub(super) score: u32,
    pub(super) band: Band,
    pub(super) value: Option<i64>,
}

/// Where to the nearest account is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Left,
    Right,
    Up,
    Down,
}

/// The map.
#[derive(Debug, Default)]
pub(super) struct AccountMap {
    points: Vec<Point>,
    /// The column of each point.
    columns: Vec<u16>,
    /// Whether no point has a deadline: those of one score stand side by side, the most valuable first.
    is_undated: bool,
    /// Values from which on a mark is larger.
    steps: [i64; 2],
    /// The points of each cell, the most valuable first.
    cells: BTreeMap<(u16, u16), Vec<u32>>,
    size: (u16, u16),
    top: u32,
}

/// Whether a card has a place beside the map.
pub(super) fn is_wide(inside: Rect) -> bool {
    inside.width >= WIDE - 4
}

/// Where the map and the card stand inside the frame.
fn parts(inside: Rect) -> (Rect, Rect) {
    if is_wide(inside) {
        let map = Rect { width: inside.width - CARD - 2, ..inside };
        (map, Rect { x: map.right() + 2, width: CARD, ..inside })
    } else {
        let map = Rect { height: inside.height.saturating_sub(CARD_LINES), ..inside };
        (map, Rect { y: map.bottom(), height: inside.height - map.height, ..inside })
    }
}

impl AccountMap {
    /// Takes the accounts of the list, in its order.
    pub(super) fn show(&mut self, points: Vec<Point>) {
        let mut values: Vec<i64> = points.iter().filter_map(|point| point.value).collect();
        let mut nth = |share: usize| {
            let at = values.len() * share / 100;
            if at >= values.len() { i64::MAX } else { *values.select_nth_unstable(at).1 }
        };
        self.steps = [nth(50), nth(85)];
        self.top = points.iter().map(|point| point.score).max().unwrap_or(0).max(TOP);
        self.is_undated = points.iter().all(|point| point.days.is_none());
        self.points = points;
        self.size = (0, 0);
    }

    /// Puts every account into its cell, where the size or the accounts changed.
    pub(super) fn settle(&mut self, inside: Rect) {
        let plot = plot(parts(inside).0);
        if self.size == (plot.width, plot.height) {
            return;
        }
        self.size = (plot.width, plot.height);
        self.cells.clear();
        if plot.width <= NO_DATE + 1 || plot.height == 0 {
            return;
        }
        self.columns = if self.is_undated { self.side_by_side() } else { self.by_deadline() };
        for at in 0..self.points.len() {
            self.cells.entry(self.cell_of(at)).or_default().push(at as u32);
        }
        for cell in self.cells.values_mut() {
            cell.sort_by_key(|at| std::cmp::Reverse(self.points[*at as usize].value));
        }
    }

    fn by_deadline(&self) -> Vec<u16> {
        let width = self.size.0;
        let column = |point: &Point| point.days.map_or(width - 1, |days| column_of(days, width - NO_DATE));
        self.points.iter().map(column).collect()
    }

    /// The accounts of each row next to each other, with a gap while there is room, else evenly over the columns.
    fn side_by_side(&self) -> Vec<u16> {
        let (width, height) = self.size;
        let mut rows: BTreeMap<u16, Vec<u32>> = BTreeMap::new();
        for (at, point) in self.points.iter().enumerate() {
            rows.entry(row_of(point.score, self.top, height)).or_default().push(at as u32);
        }
        let mut columns = vec![0; self.points.len()];
        for row in rows.values_mut() {
            row.sort_by_key(|at| std::cmp::Reverse(self.points[*at as usize].value));
            let room = usize::from(width - NO_DATE);
            for (place, at) in row.iter().enumerate() {
                let x = if row.len() * 2 <= room { place * 2 } else { place * room / row.len() };
                columns[*at as usize] = x as u16;
            }
        }
        columns
    }

    fn cell_of(&self, at: usize) -> (u16, u16) {
        (self.columns[at], row_of(self.points[at].score, self.top, self.size.1))
    }

    /// The cell of the account at this place of the list.
    fn cell(&self, at: usize) -> Option<(u16, u16)> {
        (!self.cells.is_empty() && at < self.points.len()).then(|| self.cell_of(at))
    }

    /// The place in the list of the nearest account in a direction.
    pub(super) fn nearest(&self, from: usize, way: Way) -> Option<usize> {
        let (x, y) = self.cell(from)?;
        let far = |cell: &(u16, u16)| {
            // A row is about as high as two columns are wide.
            let (right, down) = (i32::from(cell.0) - i32::from(x), 2 * (i32::from(cell.1) - i32::from(y)));
            let (along, across) = match way {
                Way::Left => (-right, down),
                Way::Right => (right, down),
                Way::Up => (-down, right),
                Way::Down => (down, right),
            };
            (along > 0 && across.abs() <= 2 * along).then_some((along + 2 * across.abs(), cell.0, cell.1))
        };
        let near = self.cells.iter().filter_map(|(cell, all)| Some((far(cell)?, *all.first()?))).min();
        near.map(|(_, at)| at as usize)
    }

    /// The place in the list of the next account in the same cell.
    pub(super) fn next_in_cell(&self, from: usize) -> Option<usize> {
        let cell = self.cells.get(&self.cell(from)?)?;
        let at = cell.iter().position(|at| *at as usize == from)?;
        Some(cell[(at + 1) % cell.len()] as usize)
    }

    /// The place in the list of the account nearest to a click.
    pub(super) fn at(&self, inside: Rect, at: Position) -> Option<usize> {
        let plot = plot(parts(inside).0);
        let (x, y) = (at.x.checked_sub(plot.x)?, at.y.checked_sub(plot.y)?);
        let far = |cell: &(u16, u16)| u32::from(cell.0.abs_diff(x)) + 2 * u32::from(cell.1.abs_diff(y));
        let near = self.cells.iter().filter(|(cell, _)| far(cell) <= 4).min_by_key(|(cell, _)| far(cell));
        near.and_then(|(_, all)| all.first()).map(|at| *at as usize)
    }
}

/// Where the accounts stand.
fn plot(map: Rect) -> Rect {
    Rect {
        x: map.x + SCORES,
        y: map.y,
        width: map.width.saturating_sub(SCORES),
        height: map.height.saturating_sub(FOOT),
    }
}

/// The column of so many days: the next days have more room than later ones.
fn column_of(days: i32, columns: u16) -> u16 {
    let share = (f64::from(days.clamp(0, REACH)) / f64::from(REACH)).sqrt();
    (share * f64::from(columns.saturating_sub(1))).round() as u16
}

/// The row of a score, the highest at the top.
fn row_of(score: u32, top: u32, height: u16) -> u16 {
    let share = f64::from(score.min(top)) / f64::from(top.max(1));
    height.saturating_sub(1) - (share * f64::from(height.saturating_sub(1))).round() as u16
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::risk::points::Bands;
    use crate::tui::canvas::Canvas;

    const INSIDE: Rect = Rect { x: 2, y: 2, width: 76, height: 20 };

    fn map(points: &[(Option<i32>, u32)]) -> AccountMap {
        let point = |(at, &(days, score)): (usize, &(Option<i32>, u32))| Point {
            days,
            score,
            band: Band::Watch,
            value: Some(at as i64),
        };
        let mut map = AccountMap::default();
        map.show(points.iter().enumerate().map(point).collect());
        map.settle(INSIDE);
        map
    }

    #[test]
    fn arrows_go_to_the_nearest_account_in_their_direction() {
        let map = map(&[(Some(90), 30), (Some(20), 30), (Some(300), 32), (Some(90), 50), (Some(90), 5), (None, 30)]);
        assert_eq!(map.nearest(0, Way::Left), Some(1));
        assert_eq!(map.nearest(0, Way::Right), Some(2));
        assert_eq!(map.nearest(0, Way::Up), Some(3));
        assert_eq!(map.nearest(0, Way::Down), Some(4));
        assert_eq!(map.nearest(2, Way::Right), Some(5), "those without a deadline stand at the right");
        assert_eq!(map.nearest(5, Way::Right), None);
    }

    #[test]
    fn every_account_can_be_reached_where_several_share_a_cell() {
        let map = map(&[(Some(90), 30), (Some(90), 30), (Some(90), 30)]);
        let mut seen = vec![0];
        for _ in 0..2 {
            seen.push(map.next_in_cell(*seen.last().unwrap()).unwrap());
        }
        seen.sort_unstable();
        assert_eq!(seen, [0, 1, 2]);
    }

    #[test]
    fn without_any_deadline_accounts_stand_side_by_side() {
        let map = map(&[(None, 30), (None, 30), (None, 30), (None, 5)]);
        assert_eq!(map.cells.len(), 4, "each has a mark of its own");
        assert_eq!(map.nearest(2, Way::Right), Some(1), "the most valuable stands first");
        let many = (0..400).map(|_| (None, 30)).collect::<Vec<_>>();
        let map = self::map(&many);
        assert_eq!(map.cells.values().map(Vec::len).sum::<usize>(), 400);
        assert!(map.cells.len() > 50, "they fill the row");
    }

    #[test]
    fn a_large_book_is_kept_by_cell() {
        let points: Vec<_> = (0..100_000).map(|at| (Some(at % 500 - 30), (at % 101) as u32)).collect();
        let map = map(&points);
        let plot = plot(parts(INSIDE).0);
        assert!(map.cells.len() <= usize::from(plot.width) * usize::from(plot.height));
        assert_eq!(map.cells.values().map(Vec::len).sum::<usize>(), 100_000);
    }

    #[test]
    fn no_size_breaks_it() {
        let mut map = map(&[(Some(1), 99), (None, 0)]);
        for (width, height) in [(0, 0), (1, 1), (5, 3), (9, 4), (300, 80)] {
            let inside = Rect { width, height, ..INSIDE };
            map.settle(inside);
            let look = crate::tui::testing::look(crate::tui::canvas::Charset::Full);
            let mut buffer = ratatui::buffer::Buffer::empty(Rect::new(0, 0, 320, 90));
            map.view(
                &mut Canvas::new(&mut buffer, &look),
                inside,
                Some(0),
                &Bands { watch: 15, at_risk: 30, critical: 45 },
                &[],
            );
            map.nearest(0, Way::Down);
        }
    }
}
