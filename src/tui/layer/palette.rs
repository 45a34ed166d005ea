//! Every command by name, with its key; greyed with the reason where it cannot run.

use super::{Canvas, Key, Mouse, Reply, framed, middle};
use crate::domain::text;
use crate::form::editor::Editor;
use crate::form::fuzzy::{Fuzzy, rank};
use crate::tui::command::{Command, DisabledReason, Row, TABLE};
use crate::tui::widget::editor::{draw, press};
use crate::tui::widget::roll::{ListState, Move};
use crate::tui::widget::table::select_row;
use crossterm::event::KeyCode;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Span;

/// Commands to choose from.
#[derive(Debug)]
pub(crate) struct Palette {
    rows: Vec<(&'static Row, Option<DisabledReason>)>,
    fitting: Vec<usize>,
    typed: Editor,
    roll: ListState,
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
        let mut palette = Self { rows, fitting, typed: Editor::line(""), roll: ListState::default() };
        palette.rank();
        palette
    }

    /// Takes a key.
    pub(crate) fn press(&mut self, key: Key) -> Reply {
        match key.code {
            KeyCode::Esc => return Reply::Close,
            KeyCode::Char('c') if key.ctrl => return Reply::Close,
            KeyCode::Enter => return self.run(),
            _ => {}
        }
        match choosing_key(key) {
            Some(how) => {
                self.roll.go(how);
            }
            None if press(&mut self.typed, key) => self.rank(),
            None => {}
        }
        Reply::Stay
    }

    /// Takes pasted text.
    pub(crate) fn paste(&mut self, words: &str) -> Reply {
        self.typed.insert(words);
        self.rank();
        Reply::Stay
    }

    /// Takes a click on a command, or the wheel.
    pub(crate) fn mouse(&mut self, mouse: Mouse, screen: Rect) -> Reply {
        match mouse {
            Mouse::Wheel(_, down) => {
                self.roll.go(if down { Move::Down } else { Move::Up });
                Reply::Stay
            }
            Mouse::Click(at) if !area(screen).contains(at) => Reply::Close,
            Mouse::Click(at) => {
                let list = list(area(screen));
                match at.y.checked_sub(list.y).and_then(|line| self.roll.row_at(usize::from(line))) {
                    Some(row) => {
                        self.roll.select(row);
                        self.run()
                    }
                    None => Reply::Stay,
                }
            }
        }
    }

    /// Tells how large the screen is.
    pub(crate) fn settle(&mut self, screen: Rect) {
        self.roll.settle(self.fitting.len(), usize::from(list(area(screen)).height));
    }

    /// Draws it.
    pub(crate) fn view(&self, pen: &mut Canvas<'_>, screen: Rect) {
        let inside = framed(pen, area(screen), "Commands", String::new(), self.roll.position());
        let prompt = pen.text(inside.x, inside.y, inside.width, ": ", pen.theme().key);
        let line = Rect { x: inside.x + prompt, width: inside.width.saturating_sub(prompt), height: 1, ..inside };
        draw(&self.typed, pen, line, pen.theme().plain, true, "");
        let list = list(area(screen));
        let mut fuzzy = Fuzzy::new(self.typed.text());
        for (line, index) in self.roll.visible().enumerate() {
            let Some((row, why)) = self.fitting.get(index).and_then(|&row| self.rows.get(row)) else { break };
            let area = Rect { y: list.y + line as u16, height: 1, ..list };
            draw_row(pen, area, row, why.as_ref(), &fuzzy.hits(row.words));
            if index == self.roll.at() {
                select_row(pen, area, true);
            }
        }
        if self.fitting.is_empty() && list.height > 0 {
            pen.text(list.x + 2, list.y, list.width, "No command has these letters.", pen.theme().dim);
        }
    }

    fn run(&self) -> Reply {
        match self.roll.selected().and_then(|at| self.fitting.get(at)).and_then(|&row| self.rows.get(row)) {
            Some((row, None)) => Reply::Run(row.command),
            Some((_, Some(DisabledReason(reason)))) => Reply::Refused(reason.to_string()),
            None => Reply::Stay,
        }
    }

    /// Best first; what can run before what cannot while nothing is typed.
    fn rank(&mut self) {
        self.fitting = rank(self.typed.text(), self.rows.iter().map(|(row, _)| row.words));
        if self.typed.text().trim().is_empty() {
            self.fitting.sort_by_key(|&row| self.rows[row].1.is_some());
        }
        self.roll.settle(self.fitting.len(), self.roll.visible().len().max(1));
        self.roll.select(0);
    }
}

fn area(screen: Rect) -> Rect {
    middle(screen, 76.min(screen.width.saturating_sub(2)), 22.min(screen.height.saturating_sub(2)))
}

fn list(area: Rect) -> Rect {
    Rect {
        x: area.x.saturating_add(1),
        y: area.y.saturating_add(2),
        width: area.width.saturating_sub(2),
        height: area.height.saturating_sub(3),
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

/// How this key moves in a list that is filtered by typing: letters type, so only keys that type nothing move.
pub(crate) fn choosing_key(key: Key) -> Option<Move> {
    match key.code {
        KeyCode::Down => Some(Move::Down),
        KeyCode::Up => Some(Move::Up),
        KeyCode::PageDown => Some(Move::PageDown),
        KeyCode::PageUp => Some(Move::PageUp),
        KeyCode::Char('n' | 'j') if key.ctrl => Some(Move::Down),
        KeyCode::Char('p' | 'k') if key.ctrl => Some(Move::Up),
        KeyCode::Char('d') if key.ctrl => Some(Move::PageDown),
        _ => None,
    }
}
