//! Something to read, over what it is about.

use super::fold::fold;
use super::{Canvas, Key, Mouse, Reply, framed, middle};
use crate::tui::command::{Command, find};
use crate::tui::widget::pane::inside as within;
use crate::tui::widget::roll::{ListState, Move};
use crossterm::event::KeyCode;
use ratatui::layout::Rect;
use ratatui::text::Line;

/// Lines to read.
#[derive(Debug)]
pub(crate) struct TextLayer {
    title: String,
    /// The lines as they were given.
    whole: Vec<Line<'static>>,
    /// The same, broken to the columns they are read in.
    lines: Vec<Line<'static>>,
    columns: u16,
    roll: ListState,
    /// Lines that a page is further: as many as are seen, but one that stays in sight.
    page: usize,
    /// The lines as they were given at which its parts begin; empty: it has none.
    headings: Vec<usize>,
    /// The same among the broken lines.
    parts: Vec<usize>,
}

impl TextLayer {
    /// These lines under this title.
    pub(crate) fn new(title: impl Into<String>, lines: Vec<Line<'static>>) -> Self {
        Self {
            title: title.into(),
            whole: lines.clone(),
            lines,
            columns: 0,
            roll: ListState::default(),
            page: 1,
            headings: Vec::new(),
            parts: Vec::new(),
        }
    }

    /// The same with parts that begin at these lines, to be gone to.
    pub(crate) fn with_parts(self, parts: Vec<usize>) -> Self {
        Self { headings: parts.clone(), parts, ..self }
    }

    /// The hints of the foot.
    pub(crate) fn hints(&self) -> &'static [(&'static str, &'static str)] {
        if self.parts.is_empty() {
            &[("j k", "scroll"), ("Esc", "close")]
        } else {
            &[("j k PgDn", "scroll"), ("← →", "heading to heading"), ("Esc", "close")]
        }
    }

    /// Takes a key: moves or closes.
    pub(crate) fn press(&mut self, key: Key) -> Reply {
        match (scroll_key(key), find(key)) {
            (Some(how), _) => self.scroll(how),
            (None, Some(Command::Right | Command::Later)) => {
                self.go_to(self.parts.iter().find(|part| **part > self.roll.at()).copied());
            }
            (None, Some(Command::Left | Command::Earlier)) => {
                self.go_to(self.parts.iter().rfind(|part| **part < self.roll.at()).copied().or(Some(0)));
            }
            (None, _) if closes(key) => return Reply::Close,
            (None, _) => {}
        }
        Reply::Stay
    }

    /// Takes the wheel.
    pub(crate) fn mouse(&mut self, mouse: Mouse) -> Reply {
        if let Mouse::Wheel(_, down) = mouse {
            self.scroll(if down { Move::Down } else { Move::Up });
        }
        Reply::Stay
    }

    /// Tells how large the screen is.
    pub(crate) fn settle(&mut self, screen: Rect) {
        let columns = within(area(screen, self.whole.len())).width;
        if columns != self.columns {
            self.columns = columns;
            self.fold();
        }
        let height = usize::from(area(screen, self.lines.len()).height.saturating_sub(2));
        let pages = (self.lines.len() + 1).saturating_sub(height.max(1));
        self.roll.settle(pages, 1);
        self.page = height.saturating_sub(1).max(1);
    }

    /// Draws it.
    pub(crate) fn view(&self, canvas: &mut Canvas<'_>, screen: Rect) {
        let position = (self.roll.len() > 1).then(|| format!("{}/{}", self.roll.at() + 1, self.roll.len()));
        let inside = framed(canvas, area(screen, self.lines.len()), &self.title, String::new(), position);
        for (line, y) in self.lines.iter().skip(self.roll.at()).zip(inside.y..inside.bottom()) {
            canvas.line(inside.x, y, inside.width, line);
        }
    }

    /// Breaks the lines to the columns they are read in.
    fn fold(&mut self) {
        self.lines.clear();
        self.parts.clear();
        for (at, line) in self.whole.iter().enumerate() {
            if self.headings.contains(&at) {
                self.parts.push(self.lines.len());
            }
            self.lines.extend(fold(line, usize::from(self.columns)));
        }
    }

    /// Brings a line to the top, as far as there are lines below it.
    fn go_to(&mut self, line: Option<usize>) {
        if let Some(line) = line {
            self.roll.select(line.min(self.roll.len().saturating_sub(1)));
        }
    }

    fn scroll(&mut self, how: Move) {
        let (step, times) = match how {
            Move::PageDown => (Move::Down, self.page),
            Move::PageUp => (Move::Up, self.page),
            how => (how, 1),
        };
        for _ in 0..times {
            self.roll.go(step);
        }
    }
}

fn area(screen: Rect, lines: usize) -> Rect {
    middle(screen, 92.min(screen.width.saturating_sub(2)), (lines as u16 + 2).min(screen.height.saturating_sub(2)))
}

/// How this key scrolls what is read.
pub(crate) fn scroll_key(key: Key) -> Option<Move> {
    match find(key) {
        Some(Command::Down) => Some(Move::Down),
        Some(Command::Up) => Some(Move::Up),
        Some(Command::First) => Some(Move::First),
        Some(Command::Last) => Some(Move::Last),
        Some(Command::PageDown) => Some(Move::PageDown),
        Some(Command::PageUp) => Some(Move::PageUp),
        _ => None,
    }
}

/// Whether this key closes what is read.
pub(crate) fn closes(key: Key) -> bool {
    matches!(key.code, KeyCode::Esc | KeyCode::Enter | KeyCode::Char('q' | '?' | 'b')) || key.is_ctrl('c')
}
