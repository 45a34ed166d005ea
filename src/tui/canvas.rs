//! The one edge where text reaches the screen.
//!
//! Everything is drawn through a [`Canvas`]: it cleans and fits every string, clips to the screen, and writes for terminals
//! with few characters what they can show. So no call site can send a control character or break a column.

use super::theme::Theme;
use crate::domain::day::Day;
use crate::domain::text;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Style};
use ratatui::text::{Line, Span};
use std::borrow::Cow;

/// Which characters the terminal can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Charset {
    /// All of them.
    #[default]
    Full,
    /// ASCII only: a locale that is not UTF-8, or a console with a small font.
    Ascii,
}

impl Charset {
    /// What the terminal of this environment can show.
    pub(crate) fn fitting(variable: impl Fn(&str) -> Option<String>) -> Self {
        if cfg!(windows) {
            return Self::Full;
        }
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|name| variable(name).filter(|v| !v.is_empty()));
        let utf8 = locale.is_none_or(|locale| {
            let locale = locale.to_ascii_lowercase();
            locale.contains("utf-8") || locale.contains("utf8")
        });
        let small = matches!(variable("TERM").as_deref(), Some("linux" | "dumb" | "vt100" | "vt220"));
        if utf8 && !small { Self::Full } else { Self::Ascii }
    }
}

/// What every view needs to know about how to look.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Look {
    /// Styles by role.
    pub(crate) theme: Theme,
    /// Characters that can be shown.
    pub(crate) charset: Charset,
    /// The day the program lives on.
    pub(crate) today: Day,
}

/// Draws on one frame.
pub(crate) struct Canvas<'a> {
    buffer: &'a mut Buffer,
    /// How to look.
    pub(crate) look: Look,
    cursor: Option<Position>,
}

impl<'a> Canvas<'a> {
    /// A pen for this frame.
    pub(crate) fn new(buffer: &'a mut Buffer, look: &Look) -> Self {
        Self { buffer, look: *look, cursor: None }
    }

    /// The styles.
    pub(crate) fn theme(&self) -> Theme {
        self.look.theme
    }

    /// Where the cursor should stand, if something is being typed.
    pub(crate) fn cursor(&self) -> Option<Position> {
        self.cursor
    }

    /// Shows the cursor here.
    pub(crate) fn put_cursor(&mut self, x: u16, y: u16) {
        let position = Position::new(x, y);
        self.cursor = self.buffer.area.contains(position).then_some(position);
    }

    /// Writes `words` from `x` on, at most `columns` wide; returns the columns used.
    pub(crate) fn text(&mut self, x: u16, y: u16, columns: u16, words: &str, style: Style) -> u16 {
        let area = self.buffer.area;
        if y < area.y || y >= area.bottom() || x < area.x || x >= area.right() || columns == 0 {
            return 0;
        }
        let room = columns.min(area.right() - x);
        let fitted = self.spell(text::fit(words, usize::from(room)));
        let (end, _) = self.buffer.set_stringn(x, y, &fitted, usize::from(room), Style::reset().patch(style));
        end - x
    }

    /// The same, ending at the right edge of `columns`: for numbers.
    pub(crate) fn text_right(&mut self, x: u16, y: u16, columns: u16, words: &str, style: Style) {
        let fitted = text::fit(words, usize::from(columns));
        let used = text::width(&fitted) as u16;
        self.text(x + columns.saturating_sub(used), y, used, &fitted, style);
    }

    /// Writes spans one after the other, at most `columns` wide; returns the columns used.
    pub(crate) fn line(&mut self, x: u16, y: u16, columns: u16, line: &Line<'_>) -> u16 {
        self.spans(x, y, columns, &line.spans)
    }

    /// Writes `spans` one after the other, at most `columns` wide; returns the columns used.
    pub(crate) fn spans(&mut self, x: u16, y: u16, columns: u16, spans: &[Span<'_>]) -> u16 {
        let mut used = 0;
        for span in spans {
            if used >= columns {
                break;
            }
            used += self.text(x + used, y, columns - used, &span.content, span.style);
        }
        used
    }

    /// Writes `words` over as many lines as they need, as far as `area` has room.
    pub(crate) fn paragraph(&mut self, area: Rect, words: &str, style: Style) {
        for (line, y) in text::wrapped(words, usize::from(area.width.max(1))).iter().zip(area.y..area.bottom()) {
            self.text(area.x, y, area.width, line, style);
        }
    }

    /// Gives every cell of `area` this style and keeps what stands there.
    pub(crate) fn ground(&mut self, area: Rect, style: Style) {
        let theme = self.look.theme;
        for position in area.intersection(self.buffer.area).positions() {
            let cell = &mut self.buffer[position];
            let inked = theme.on(cell.style(), style);
            cell.set_style(Style::reset().patch(inked));
        }
    }

    /// Takes the colours of `area` back, and keeps what stands there: something else has the keys.
    pub(crate) fn recede(&mut self, area: Rect) {
        let style = Style::reset().patch(self.look.theme.dim);
        for position in area.intersection(self.buffer.area).positions() {
            self.buffer[position].set_style(style);
        }
    }

    /// Gives what has no ink or ground of its own those of the theme, where it has any.
    pub(crate) fn wear(&mut self, area: Rect) {
        let Some(worn) = self.look.theme.worn else { return };
        for position in area.intersection(self.buffer.area).positions() {
            let cell = &mut self.buffer[position];
            if let Some(ink) = worn.fg.filter(|_| cell.fg == Color::Reset) {
                cell.fg = ink;
            }
            if let Some(ground) = worn.bg.filter(|_| cell.bg == Color::Reset) {
                cell.bg = ground;
            }
        }
    }

    /// Empties `area`.
    pub(crate) fn clear(&mut self, area: Rect) {
        for position in area.intersection(self.buffer.area).positions() {
            self.buffer[position].reset();
        }
    }

    /// Fills `area` with one symbol.
    pub(crate) fn fill(&mut self, area: Rect, symbol: char, style: Style) {
        let spelled = self.spell(symbol.to_string());
        for position in area.intersection(self.buffer.area).positions() {
            self.buffer[position].set_symbol(&spelled).set_style(Style::reset().patch(style));
        }
    }

    fn spell(&self, words: String) -> String {
        match self.look.charset {
            Charset::Full => words,
            Charset::Ascii if words.is_ascii() => words,
            Charset::Ascii => in_ascii(&words).into_owned(),
        }
    }
}

/// `words` with every symbol of our own replaced by its plain counterpart and everything else unknown by `?`, as wide as
/// before.
fn in_ascii(words: &str) -> Cow<'_, str> {
    let mut out = String::with_capacity(words.len());
    for ch in words.chars() {
        match plain_symbol(ch) {
            Some(symbol) => out.push(symbol),
            None => out.extend(std::iter::repeat_n('?', text::width(ch.encode_utf8(&mut [0; 4])))),
        }
    }
    Cow::Owned(out)
}

/// Symbols and the plain character that stands in for each of them.
#[rustfmt::skip]
const PLAIN: [(&str, char); 25] = [
    ("●•òóôõöø", 'o'), ("◐", '~'), ("▲↑", '^'), ("◆■▪▆▇█▉▊▋", '#'), ("○◦·…", '.'),
    ("▌→›", '>'),     ("←‹", '<'), ("↓▼", 'v'), ("✓", '*'),       ("✗×", 'x'),
    ("─—–▔━", '-'),    ("│╵┊", '|'),  ("╭╮╰╯├┤┬┴┼", '+'),             ("“”", '"'),
    ("‘’", '\''),     ("▁▂▏▎", '_'), ("▃▄▅▍□", '='), ("€", 'E'),    ("£", 'L'),
    ("¥", 'Y'),       ("àáâãäå", 'a'), ("èéêë", 'e'), ("ìíîï", 'i'), ("ùúûü", 'u'),
    ("ñ", 'n'),
];

fn plain_symbol(ch: char) -> Option<char> {
    if (' '..='~').contains(&ch) {
        return Some(ch);
    }
    PLAIN.iter().find(|(symbols, _)| symbols.contains(ch)).map(|(_, plain)| *plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_terminals_get_plain_characters_of_the_same_width() {
        assert_eq!(in_ascii("◆ 58 Müller — 東"), "# 58 Muller - ??");
        let known = |pairs: &'static [(&str, &str)]| {
            Charset::fitting(move |name| pairs.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned()))
        };
        assert_eq!(known(&[("LANG", "C")]), Charset::Ascii);
        assert_eq!(known(&[("LANG", "en_GB.UTF-8")]), Charset::Full);
        assert_eq!(known(&[("LANG", "en_GB.UTF-8"), ("TERM", "linux")]), Charset::Ascii);
        assert_eq!(known(&[]), Charset::Full);
    }
}
