//! A line to type in and a list below it: what find, the palette and every picker have in common.

use super::{Canvas, Key, Mouse, framed, middle};
use crate::form::editor::Editor;
use crate::tui::widget::editor::{draw, press};
use crate::tui::widget::roll::{ListState, Move};
use crate::tui::widget::table::select_row;
use crossterm::event::KeyCode;
use ratatui::layout::Rect;

/// The line, the place in the list, and the most room that both take.
#[derive(Debug)]
pub(crate) struct Chooser {
    pub(crate) typed: Editor,
    pub(crate) roll: ListState,
    most: (u16, u16),
}

/// What a key or a click asks of the layer.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Asked {
    Nothing,
    /// Take the layer away.
    Close,
    /// The typed letters are others now.
    Typed,
    /// Take the row that is selected.
    Take,
}

impl Chooser {
    pub(crate) fn new(width: u16, height: u16) -> Self {
        Self { typed: Editor::line(""), roll: ListState::default(), most: (width, height) }
    }

    pub(crate) fn press(&mut self, key: Key) -> Asked {
        match key.code {
            KeyCode::Esc => return Asked::Close,
            KeyCode::Char('c') if key.ctrl => return Asked::Close,
            KeyCode::Enter => return Asked::Take,
            _ => {}
        }
        match choosing_key(key) {
            Some(how) => {
                self.roll.go(how);
                Asked::Nothing
            }
            None if press(&mut self.typed, key) => Asked::Typed,
            None => Asked::Nothing,
        }
    }

    pub(crate) fn mouse(&mut self, mouse: Mouse, screen: Rect) -> Asked {
        match mouse {
            Mouse::Wheel(_, down) => {
                self.roll.go(if down { Move::Down } else { Move::Up });
                Asked::Nothing
            }
            Mouse::Click(at) | Mouse::Double(at) if !self.area(screen).contains(at) => Asked::Close,
            Mouse::Click(at) | Mouse::Double(at) => {
                let line = at.y.checked_sub(self.list(screen).y);
                let Some(row) = line.and_then(|line| self.roll.row_at(usize::from(line))) else {
                    return Asked::Nothing;
                };
                self.roll.select(row);
                Asked::Take
            }
        }
    }

    /// Begins at the first of so many rows that fit what is typed.
    pub(crate) fn rewind(&mut self, len: usize) {
        self.roll.settle(len, self.roll.visible().len().max(1));
        self.roll.select(0);
    }

    pub(crate) fn settle(&mut self, len: usize, screen: Rect) {
        self.roll.settle(len, usize::from(self.list(screen).height));
    }

    /// Draws the frame and the line; `row` draws what stands in one row, `empty` is said where there is none.
    pub(crate) fn draw(
        &self,
        canvas: &mut Canvas<'_>,
        screen: Rect,
        [title, answer, prompt, empty]: [&str; 4],
        mut row: impl FnMut(&mut Canvas<'_>, Rect, usize),
    ) {
        let inside = framed(canvas, self.area(screen), title, answer.to_owned(), self.roll.position());
        let used = canvas.text(inside.x, inside.y, inside.width, prompt, canvas.theme().key);
        let line = Rect { x: inside.x + used, width: inside.width.saturating_sub(used), height: 1, ..inside };
        draw(&self.typed, canvas, line, canvas.theme().plain, true, "");
        let list = self.list(screen);
        for (line, index) in self.roll.visible().enumerate() {
            let area = Rect { y: list.y + line as u16, height: 1, ..list };
            row(canvas, area, index);
            if index == self.roll.at() {
                select_row(canvas, area, true);
            }
        }
        if self.roll.len() == 0 && list.height > 0 {
            canvas.text(list.x + 2, list.y, list.width.saturating_sub(3), empty, canvas.theme().dim);
        }
    }

    fn area(&self, screen: Rect) -> Rect {
        let (width, height) = self.most;
        middle(screen, width.min(screen.width.saturating_sub(2)), height.min(screen.height.saturating_sub(2)))
    }

    fn list(&self, screen: Rect) -> Rect {
        let area = self.area(screen);
        Rect {
            x: area.x.saturating_add(1),
            y: area.y.saturating_add(2),
            width: area.width.saturating_sub(2),
            height: area.height.saturating_sub(3),
        }
    }
}

/// How this key moves in a list that is filtered by typing: letters type, so only keys that type nothing move.
fn choosing_key(key: Key) -> Option<Move> {
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
