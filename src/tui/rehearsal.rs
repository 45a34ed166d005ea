//! The cockpit without a terminal: keys in, screen out, every frame really drawn. For benchmarks and for pictures.

use super::app::App;
use super::canvas::{Canvas, Charset};
use super::key::Key;
use super::theme::ThemeName;
use crate::book::Book;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::layout::Rect;

/// A cockpit that draws into memory.
pub struct Rehearsal {
    app: App,
    terminal: Terminal<TestBackend>,
}

impl Rehearsal {
    /// Opens the cockpit on a book, on a screen of so many columns and rows, and draws its first frame.
    pub fn open(book: Book, columns: u16, rows: u16) -> Option<Self> {
        let mut app = App::new(book, ThemeName::Dark, Charset::Full);
        app.resize(Rect::new(0, 0, columns, rows));
        let terminal = Terminal::new(TestBackend::new(columns, rows)).ok()?;
        let mut rehearsal = Self { app, terminal };
        rehearsal.draw();
        Some(rehearsal)
    }

    /// Presses keys by name, separated by blanks, drawing a frame after each; what is no key is typed letter by letter,
    /// `_` for a blank.
    pub fn press(&mut self, keys: &str) {
        for name in keys.split(' ') {
            if let Some(key) = Key::named(name) {
                self.press_one(key);
                continue;
            }
            for letter in name.chars() {
                let name = if letter == '_' { "Space".to_owned() } else { letter.to_string() };
                if let Some(key) = Key::named(&name) {
                    self.press_one(key);
                }
            }
        }
    }

    fn press_one(&mut self, key: Key) {
        self.app.press(key);
        self.draw();
    }

    fn draw(&mut self) {
        self.app.settle();
        let app = &self.app;
        // Memory takes every frame.
        let _ = self.terminal.draw(|frame| {
            let area = frame.area();
            app.view(&mut Canvas::new(frame.buffer_mut(), &app.look()), area);
        });
    }

    /// What is on the screen, line by line.
    pub fn screen(&self) -> String {
        let text = self.terminal.backend().to_string();
        let lines = text.lines().map(|line| line.trim_matches('"').trim_end());
        lines.collect::<Vec<_>>().join("\n")
    }
}
