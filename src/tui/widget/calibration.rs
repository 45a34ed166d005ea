//! Whether a score means what it says: for each band how many were lost, how sure that share is, and what was expected.

use super::axis;
use super::whisker::{MARK, SHARE, Whisker};
use crate::domain::risk::score::Band;
use crate::domain::text;
use crate::domain::text::grouped;
use crate::tui::canvas::Canvas;
use crate::tui::risk_mark;
use ratatui::layout::Rect;

/// One band.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Row {
    /// The band.
    pub(crate) band: Band,
    /// How many stood in it.
    pub(crate) n: u64,
    /// How many of them were lost.
    pub(crate) k: u64,
    /// The share that was expected to be lost.
    pub(crate) expected: Option<f64>,
    /// The interval around the share that was; none: counts only, nothing is drawn.
    pub(crate) interval: Option<(f64, f64)>,
}

/// Rows below the bands: the edge, its labels, what the marks mean.
const FOOT: u16 = 3;
/// The least columns of a line that is worth drawing.
const LEAST: u16 = 16;
/// Columns of the words before the counts: `▲ at risk   `.
const WORD: u16 = 12;

/// How many rows it wants.
pub(crate) fn height(rows: &[Row]) -> u16 {
    rows.len() as u16 + if rows.iter().any(|row| row.interval.is_some()) { FOOT } else { 0 }
}

/// Draws as much of it as there is room for: the counts first, then the lines, then the edge and what the marks mean.
pub(crate) fn draw(canvas: &mut Canvas<'_>, area: Rect, rows: &[Row]) {
    let counts = rows.iter().map(|row| text::width(&count(row))).max().unwrap_or(0) as u16;
    let before = WORD + counts + 8;
    let track = Rect { x: area.x + before.min(area.width), width: area.width.saturating_sub(before + 1), ..area };
    let has_track = track.width >= LEAST && rows.iter().any(|row| row.interval.is_some());
    for (row, y) in rows.iter().zip(area.y..area.bottom()) {
        draw_words(canvas, Rect { y, height: 1, ..area }, row, counts);
        if has_track {
            draw_track(canvas, Rect { y, height: 1, ..track }, row);
        }
    }
    let drawn = rows.len() as u16;
    if has_track && area.height >= drawn + 2 {
        let plot = Rect { height: drawn, ..track };
        let ticks: Vec<axis::Tick> = [0.0, 0.25, 0.5, 0.75, 1.0].map(|share| (share, percent(share))).to_vec();
        axis::below(canvas, plot, (0.0, 1.0), &ticks);
    }
    if has_track && area.height >= drawn + FOOT {
        let words = format!("{SHARE} lost  ├─┤ its 95 % interval  {MARK} what the score expected");
        canvas.text(area.x, area.y + drawn + 2, area.width, &words, canvas.theme().dim);
    }
}

fn draw_words(canvas: &mut Canvas<'_>, line: Rect, row: &Row, counts: u16) {
    let theme = canvas.theme();
    let style = risk_mark::style(row.band, &theme);
    let room = |from: u16, columns: u16| columns.min(line.width.saturating_sub(from));
    let words = format!("{} {}", row.band.symbol(), row.band);
    canvas.text(line.x, line.y, room(0, WORD), &words, style);
    let width = room(WORD, counts);
    canvas.text_right(line.x + WORD, line.y, width, &count(row), theme.plain);
    if row.interval.is_some() && row.n > 0 {
        let rate = percent(row.k as f64 / row.n as f64);
        let from = WORD + counts;
        canvas.text_right(line.x + from, line.y, room(from, 7), &rate, theme.strong);
    }
}

fn draw_track(canvas: &mut Canvas<'_>, track: Rect, row: &Row) {
    let theme = canvas.theme();
    canvas.text(track.x.saturating_sub(1), track.y, 1, "│", theme.frame);
    let Some(interval) = row.interval.filter(|_| row.n > 0) else { return };
    let value = row.k as f64 / row.n as f64;
    Whisker { value, interval, mark: row.expected }.draw(canvas, track, risk_mark::style(row.band, &theme));
}

fn count(row: &Row) -> String {
    format!("{} of {}", grouped(&row.k.to_string()), grouped(&row.n.to_string()))
}

/// A share in whole per cent; what is neither nothing nor all never reads as either.
pub(crate) fn percent(share: f64) -> String {
    match share * 100.0 {
        per if per > 0.0 && per < 0.5 => "<1 %".to_owned(),
        per if per < 100.0 && per > 99.5 => ">99 %".to_owned(),
        per => format!("{per:.0} %"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::canvas::Charset;
    use crate::tui::testing::drawn;

    fn row(band: Band, k: u64, n: u64, expected: f64) -> Row {
        let ends = crate::domain::statistics::proportion::wilson(k, n);
        Row { band, n, k, expected: Some(expected), interval: ends.map(|ends| (ends.lower, ends.upper)) }
    }

    fn rows() -> Vec<Row> {
        vec![
            row(Band::Steady, 3, 1_204, 0.04),
            row(Band::Watch, 11, 96, 0.14),
            row(Band::AtRisk, 9, 31, 0.31),
            row(Band::Critical, 0, 0, 0.5),
        ]
    }

    #[test]
    fn bands_and_what_was_expected_of_them() {
        for size in [(44, 7), (70, 7), (120, 10)] {
            let name = format!("calibration_{}x{}", size.0, size.1);
            insta::assert_snapshot!(name, drawn(size, Charset::Full, |canvas, area| draw(canvas, area, &rows())));
        }
        let plain = drawn((70, 7), Charset::Ascii, |canvas, area| draw(canvas, area, &rows()));
        assert!(plain.is_ascii(), "{plain}");
        insta::assert_snapshot!("calibration_ascii_70x7", plain);
    }

    #[test]
    fn counts_alone_draw_no_lines() {
        let rows = rows().into_iter().map(|row| Row { interval: None, expected: None, ..row }).collect::<Vec<_>>();
        assert_eq!(height(&rows), 4);
        insta::assert_snapshot!(drawn((70, 5), Charset::Full, |canvas, area| draw(canvas, area, &rows)));
    }

    #[test]
    fn no_size_breaks_it() {
        for size in [(0, 0), (1, 1), (13, 2), (40, 3), (41, 4), (300, 60)] {
            drawn(size, Charset::Full, |canvas, area| draw(canvas, area, &rows()));
            drawn(size, Charset::Full, |canvas, area| draw(canvas, area, &[]));
        }
    }

    #[test]
    fn what_is_neither_nothing_nor_all_never_reads_as_either() {
        let said = [0.0, 0.002, 0.126, 0.999, 1.0].map(percent);
        assert_eq!(said, ["0 %", "<1 %", "13 %", ">99 %", "100 %"]);
    }
}
