//! Every command by name, with its key; greyed with the reason where it cannot run.

use super::choose::{Asked, Chooser};
use super::{Canvas, Key, Mouse, Reply};
use crate::domain::text;
use crate::form::fuzzy::{Fuzzy, rank};
use crate::tui::command::{Command, DisabledReason, Row, TABLE};
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Span;

/// Commands to choose from.
#[derive(Debug)]
pub(crate) struct Palette {
    rows: Vec<(&'static Row, Option<DisabledReason>)>,
    fitting: Vec<usize>,
    chooser: Chooser,
}

impl Palette {
    /// All commands; `can` tells what runs now.
    pub(crate) fn new(can: impl Fn(Command) -> Result<(), DisabledReason>) -> Self {
        let rows: Vec<_> = TABLE
            .iter()
            .filter(|row| row.command != Command::Palette)
            .map(|row| (row, can(row.command).err()))
            .collect();
        let fitting = (0..rows.len()).collect();
        let mut palette = Self { rows, fitting, chooser: Chooser::new(76, 22) };
        palette.rank();
        palette
    }

    /// Takes a key.
    pub(crate) fn press(&mut self, key: Key) -> Reply {
        let asked = self.chooser.press(key);
        self.answer(asked)
    }

    /// Takes pasted text.
    pub(crate) fn paste(&mut self, words: &str) -> Reply {
        self.chooser.typed.insert(words);
        self.answer(Asked::Typed)
    }

    /// Takes a click on a command, or the wheel.
    pub(crate) fn mouse(&mut self, mouse: Mouse, screen: Rect) -> Reply {
        let asked = self.chooser.mouse(mouse, screen);
        self.answer(asked)
    }

    /// Tells how large the screen is.
    pub(crate) fn settle(&mut self, screen: Rect) {
        self.chooser.settle(self.fitting.len(), screen);
    }

    /// Draws it.
    pub(crate) fn view(&self, pen: &mut Canvas<'_>, screen: Rect) {
        let mut fuzzy = Fuzzy::new(self.chooser.typed.text());
        self.chooser.draw(pen, screen, ["Commands", "", ": ", "No matches."], |pen, area, index| {
            if let Some((row, why)) = self.fitting.get(index).and_then(|&row| self.rows.get(row)) {
                draw_row(pen, area, row, why.as_ref(), &fuzzy.hits(row.words));
            }
        });
    }

    fn answer(&mut self, asked: Asked) -> Reply {
        match asked {
            Asked::Nothing => Reply::Stay,
            Asked::Close => Reply::Close,
            Asked::Take => self.run(),
            Asked::Typed => {
                self.rank();
                Reply::Stay
            }
        }
    }

    fn run(&self) -> Reply {
        match self.chooser.roll.selected().and_then(|at| self.fitting.get(at)).and_then(|&row| self.rows.get(row)) {
            Some((row, None)) => Reply::Run(row.command),
            Some((_, Some(DisabledReason(reason)))) => Reply::Refused(reason.to_string()),
            None => Reply::Stay,
        }
    }

    /// Best first; what can run before what cannot while nothing is typed.
    fn rank(&mut self) {
        self.fitting = rank(self.chooser.typed.text(), self.rows.iter().map(|(row, _)| row.words));
        if self.chooser.typed.text().trim().is_empty() {
            self.fitting.sort_by_key(|&row| self.rows[row].1.is_some());
        }
        self.chooser.rewind(self.fitting.len());
    }
}

fn draw_row(pen: &mut Canvas<'_>, area: Rect, row: &Row, why: Option<&DisabledReason>, hits: &[usize]) {
    let theme = pen.theme();
    let style = if why.is_some() { theme.dim } else { theme.plain };
    let spans = with_hits(row.words, hits, style, theme.matched);
    let used = pen.spans(area.x + 2, area.y, area.width.saturating_sub(3), &spans);
    let room = area.width.saturating_sub(used + 5);
    match why {
        Some(DisabledReason(reason)) => pen.text_right(area.x + used + 4, area.y, room, reason, theme.dim),
        None => pen.text_right(area.x + used + 4, area.y, room, &row.keys_shown(), theme.key),
    }
}

/// `words` with the characters at `hits` set apart.
pub(crate) fn with_hits(words: &str, hits: &[usize], style: Style, matched: Style) -> Vec<Span<'static>> {
    let clean = text::clean(words);
    let mut spans: Vec<Span<'static>> = Vec::new();
    for (index, ch) in clean.chars().enumerate() {
        let style = if hits.binary_search(&index).is_ok() { style.patch(matched) } else { style };
        match spans.last_mut() {
            Some(last) if last.style == style => last.content.to_mut().push(ch),
            _ => spans.push(Span::styled(ch.to_string(), style)),
        }
    }
    spans
}
