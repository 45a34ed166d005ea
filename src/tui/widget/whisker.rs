//! A share and how sure one is of it, on a line from 0 to 100 %: `├──■────┤  ×`.

use super::braille::place;
use crate::tui::canvas::Canvas;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// What is drawn on one line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Whisker {
    /// The share.
    pub(crate) value: f64,
    /// The ends of its interval.
    pub(crate) interval: (f64, f64),
    /// Where a mark stands: what was expected, or what chance alone would give.
    pub(crate) mark: Option<f64>,
}

/// The share itself.
pub(crate) const SHARE: &str = "■";
/// The mark.
pub(crate) const MARK: &str = "×";

impl Whisker {
    /// Draws it on the first row of `track`. The share lies over the mark where both fall on one column.
    pub(crate) fn draw(&self, canvas: &mut Canvas<'_>, track: Rect, style: Style) {
        if track.is_empty() {
            return;
        }
        let theme = canvas.theme();
        let at = |share: f64| track.x + place(share, (0.0, 1.0), usize::from(track.width)) as u16;
        let (from, to) = (at(self.interval.0), at(self.interval.1));
        for x in from..=to {
            canvas.text(x, track.y, 1, "─", style);
        }
        if from < to {
            canvas.text(from, track.y, 1, "├", style);
            canvas.text(to, track.y, 1, "┤", style);
        }
        if let Some(mark) = self.mark {
            canvas.text(at(mark), track.y, 1, MARK, theme.strong);
        }
        canvas.text(at(self.value), track.y, 1, SHARE, style);
    }
}
