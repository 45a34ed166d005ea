//! Screens as text, for snapshots a reviewer can read.

use super::canvas::{Canvas, Charset, Look};
use super::theme::{Theme, ThemeName};
use crate::domain::day::Day;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::layout::Rect;
use ratatui::style::Color;

/// The sizes every screen is looked at in.
pub(crate) const SIZES: [(u16, u16); 4] = [(60, 16), (80, 24), (120, 40), (200, 60)];

/// The look of the tests: Sunday 22 November 2026.
pub(crate) fn look(charset: Charset) -> Look {
    Look { theme: Theme::named(ThemeName::Dark), charset, today: Day::parse("2026-11-22").unwrap() }
}

/// Red, green and blue of a colour; none: it is one of the first sixteen, which every terminal chooses itself.
pub(crate) fn rgb(colour: Color) -> Option<(u8, u8, u8)> {
    let index = match colour {
        Color::Rgb(red, green, blue) => return Some((red, green, blue)),
        Color::Indexed(index) => index,
        _ => return None,
    };
    let step = index.checked_sub(16)?;
    let level = |step: u8| if step == 0 { 0 } else { 55 + 40 * step };
    Some(match index.checked_sub(232) {
        Some(grey) => (8 + 10 * grey, 8 + 10 * grey, 8 + 10 * grey),
        None => (level(step / 36), level(step / 6 % 6), level(step % 6)),
    })
}

/// What `view` draws on a screen of this size, in the look of the tests.
pub(crate) fn drawn(size: (u16, u16), charset: Charset, view: impl FnOnce(&mut Canvas<'_>, Rect)) -> String {
    printed(size, &look(charset), view)
}

/// What `view` draws on a screen of this size.
pub(crate) fn printed(size: (u16, u16), look: &Look, view: impl FnOnce(&mut Canvas<'_>, Rect)) -> String {
    if size.0 == 0 || size.1 == 0 {
        // The test backend cannot print nothing; the pen must still survive it.
        let area = Rect::new(0, 0, size.0, size.1);
        view(&mut Canvas::new(&mut ratatui::buffer::Buffer::empty(area), look), area);
        return String::new();
    }
    let mut terminal = Terminal::new(TestBackend::new(size.0, size.1)).unwrap();
    terminal
        .draw(|frame| {
            let area = frame.area();
            view(&mut Canvas::new(frame.buffer_mut(), look), area);
        })
        .unwrap();
    let text = terminal.backend().to_string();
    let lines = text.lines().map(|line| line.trim_matches('"').trim_end());
    lines.collect::<Vec<_>>().join("\n")
}
