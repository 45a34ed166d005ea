//! Yes or no, asked only where something would be lost.

use super::{Canvas, Key, Reply, framed, middle};
use crate::domain::text::wrapped;
use crate::tui::purpose::Question;
use crossterm::event::KeyCode;
use ratatui::layout::Rect;

/// A question.
#[derive(Debug)]
pub(crate) struct Confirm {
    /// What it is about, in two words.
    pub(crate) title: &'static str,
    /// The question, in a sentence.
    pub(crate) question: String,
    /// What yes does.
    pub(crate) ask: Question,
}

impl Confirm {
    /// Takes a key.
    pub(crate) fn press(&mut self, key: Key) -> Reply {
        match key.code {
            KeyCode::Char('y' | 'Y') | KeyCode::Enter if !key.ctrl => Reply::Confirmed(self.ask.clone()),
            // Esc leaves: a second one goes on leaving.
            KeyCode::Esc if self.ask == Question::Discard => Reply::Confirmed(Question::Discard),
            KeyCode::Char('c') if key.ctrl && self.ask == Question::Discard => Reply::Confirmed(Question::Discard),
            KeyCode::Char('n' | 'N' | 'q') | KeyCode::Esc => Reply::Close,
            KeyCode::Char('c') if key.ctrl => Reply::Close,
            _ => Reply::Stay,
        }
    }

    /// Draws it.
    pub(crate) fn view(&self, canvas: &mut Canvas<'_>, screen: Rect) {
        let width = 60.min(screen.width.saturating_sub(4));
        let lines = wrapped(&self.question, usize::from(width.saturating_sub(4)));
        let inside = framed(canvas, middle(screen, width, lines.len() as u16 + 4), self.title, String::new(), None);
        for (line, y) in lines.iter().zip(inside.y..inside.bottom()) {
            canvas.text(inside.x, y, inside.width, line, canvas.theme().plain);
        }
        let y = inside.y + lines.len() as u16 + 1;
        if y < inside.bottom() {
            let used = canvas.text(inside.x, y, inside.width, "y", canvas.theme().key);
            let used = used + canvas.text(inside.x + used, y, inside.width - used, " yes    ", canvas.theme().plain);
            let used = used + canvas.text(inside.x + used, y, inside.width - used, "n", canvas.theme().key);
            canvas.text(inside.x + used, y, inside.width - used, " no", canvas.theme().plain);
        }
    }
}
