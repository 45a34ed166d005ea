//! Everybody in a stage, one mark each, by the days for which they have been in it; the days in which the stage measurably
//! loses them are shaded.

use crate::book::pipeline::Column;
use crate::domain::risk::score::Band;
use crate::domain::text::{grouped, width};
use crate::tui::canvas::Canvas;
use crate::tui::risk_mark;
use ratatui::layout::Rect;

/// The fewest rows that say something: the axis, its days, and marks.
pub(super) const LEAST: u16 = 6;
/// The days that the axis names.
const TICKS: [i32; 7] = [0, 7, 30, 60, 90, 180, 365];
/// Rows of the axis, its days, and the share that is lost between them.
const FOOT: u16 = 3;
/// The axis reaches at least so far.
const REACH: i32 = 60;

/// Draws the marks, the axis and its days.
pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect, stage: &Column) {
    let last = stage.crowd.iter().map(|(days, ..)| *days).max().unwrap_or(0).max(REACH);
    let columns = usize::from(area.width);
    let rows = area.height.saturating_sub(FOOT);
    if columns < 20 || rows == 0 {
        return;
    }
    shade(canvas, Rect { height: rows, ..area }, stage, last);
    let piles = piles(stage, last, columns);
    let most = piles.iter().map(Vec::len).max().unwrap_or(0);
    // Where a mark for each would not fit, each stands for several.
    let each = most.div_ceil(usize::from(rows)).max(1);
    for (column, pile) in piles.iter().enumerate() {
        for (row, band) in pile.iter().step_by(each).enumerate().take(usize::from(rows)) {
            let y = area.y + rows - 1 - row as u16;
            let style = risk_mark::style(*band, &canvas.theme());
            canvas.text(area.x + column as u16, y, 1, band.symbol(), style);
        }
    }
    let foot = Rect { y: area.y + rows, height: FOOT, ..area };
    axis(canvas, foot, last);
    rates(canvas, foot, stage, last);
    if each > 1 {
        let words = format!("a mark is {} accounts", grouped(&each.to_string()));
        canvas.text_right(area.x, area.y, area.width, &words, canvas.theme().dim);
    }
}

/// The column of a day: the first days have more room than the later ones.
fn column_of(day: i32, last: i32, columns: usize) -> usize {
    let share = (f64::from(day.max(0)) / f64::from(last.max(1))).sqrt();
    ((share * (columns - 1) as f64).round() as usize).min(columns - 1)
}

/// The bands that stand at each column, the gravest at the bottom.
fn piles(stage: &Column, last: i32, columns: usize) -> Vec<Vec<Band>> {
    let mut piles: Vec<Vec<Band>> = vec![Vec::new(); columns];
    for (days, band, count) in &stage.crowd {
        let pile = &mut piles[column_of(*days, last, columns)];
        pile.extend(std::iter::repeat_n(*band, *count as usize));
    }
    for pile in &mut piles {
        pile.sort_by_key(|band| std::cmp::Reverse(*band));
    }
    piles
}

fn shade(canvas: &mut Canvas<'_>, area: Rect, stage: &Column, last: i32) {
    let columns = usize::from(area.width);
    for bin in stage.measured() {
        let from = column_of(bin.count.from, last, columns);
        let to = bin.count.to.map_or(columns - 1, |to| column_of(to, last, columns));
        let part = Rect { x: area.x + from as u16, width: (to + 1).saturating_sub(from) as u16, ..area };
        canvas.fill(part, '░', canvas.theme().risk_critical);
    }
}

fn axis(canvas: &mut Canvas<'_>, area: Rect, last: i32) {
    let theme = canvas.theme();
    canvas.fill(Rect { height: 1, ..area }, '─', theme.frame);
    let mut free = 0;
    for day in TICKS.into_iter().filter(|day| *day <= last) {
        let column = column_of(day, last, usize::from(area.width)) as u16;
        canvas.text(area.x + column, area.y, 1, "┬", theme.frame);
        let words = match day {
            0 => "day 0".to_owned(),
            365 => "1 year".to_owned(),
            day => day.to_string(),
        };
        let columns = width(&words) as u16;
        let from = column.saturating_sub(columns / 2).min(area.width.saturating_sub(columns));
        if from >= free {
            canvas.text(area.x + from, area.y + 1, columns, &words, theme.dim);
            free = from + columns + 1;
        }
    }
}

/// Below the axis the share that is lost in each span of days, of all who were ever in the stage.
fn rates(canvas: &mut Canvas<'_>, area: Rect, stage: &Column, last: i32) {
    let theme = canvas.theme();
    let columns = usize::from(area.width);
    let mut free = 0;
    for bin in stage.losses.hazard.iter().filter(|bin| bin.count.from <= last) {
        let Some(rate) = bin.rate.filter(|_| bin.count.events > 0) else { continue };
        let from = column_of(bin.count.from, last, columns);
        let to = bin.count.to.map_or(columns - 1, |to| column_of(to, last, columns));
        let words = format!("{:.1} % leave", 100.0 * rate);
        let words = if width(&words) > to - from { format!("{:.1} %", 100.0 * rate) } else { words };
        let style = if bin.measured { theme.risk_critical } else { theme.dim };
        let wide = width(&words);
        let x = ((from + to).saturating_sub(wide) / 2).max(free).min(columns.saturating_sub(wide));
        if x >= free {
            canvas.text(area.x + x as u16, area.y + 2, wide as u16, &words, style);
            free = x + wide + 1;
        }
    }
}
