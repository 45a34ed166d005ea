//! Something to read, over what it is about.

use super::fold::fold;
use super::{Canvas, Key, Mouse, Reply, framed, middle};
use crate::book::export::pages::Saved;
use crate::tui::command::{Command, find};
use crate::tui::lead::Lead;
use crate::tui::widget::pane::inside as within;
use crate::tui::widget::roll::{ListState, Move};
use crate::tui::widget::table::select_row;
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
    /// Where lines lead to, by the lines as they were given; empty: it is only read.
    leads: Vec<(usize, Lead)>,
    /// For each broken line the line it is of.
    of: Vec<usize>,
    /// The page that it shows, which can be copied and saved.
    saved: Option<Saved>,
    /// Whether a row was selected to begin with.
    has_begun: bool,
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
            leads: Vec::new(),
            of: Vec::new(),
            saved: None,
            has_begun: false,
        }
    }

    /// The same with lines that lead somewhere: one of the lines is selected, and Enter opens it.
    pub(crate) fn with_leads(self, leads: Vec<(usize, Lead)>) -> Self {
        Self { leads, ..self }
    }

    /// The same as a page that can be copied and saved.
    pub(crate) fn of_page(self, page: Saved) -> Self {
        Self { saved: Some(page), ..self }
    }

    /// What it is called, and the line on which one stands.
    pub(crate) fn read_at(&self) -> (String, usize) {
        (self.title.clone(), self.roll.at())
    }

    /// Stands on this line, once it is as large as the screen.
    pub(crate) fn stand_on(&mut self, line: usize) {
        self.roll.settle(self.lines.len().max(line + 1), 1);
        self.roll.select(line);
        self.has_begun = true;
    }

    /// The same with parts that begin at these lines, to be gone to.
    pub(crate) fn with_parts(self, parts: Vec<usize>) -> Self {
        Self { headings: parts.clone(), parts, ..self }
    }

    /// The hints of the foot.
    pub(crate) fn hints(&self) -> &'static [(&'static str, &'static str)] {
        match (self.saved.is_some(), self.leads.is_empty(), self.headings.is_empty()) {
            (true, ..) => &[("j k", "scroll"), ("y", "copy"), ("E", "save"), ("Esc", "close")],
            (_, false, false) => {
                &[("Enter", "open what it counts"), ("← →", "section"), ("j k PgDn", "move"), ("Esc", "close")]
            }
            (_, false, true) => &[("Enter", "open"), ("j k PgDn", "move"), ("Esc", "close")],
            (_, true, false) => &[("j k PgDn", "scroll"), ("← →", "heading to heading"), ("Esc", "close")],
            (_, true, true) => &[("j k", "scroll"), ("Esc", "close")],
        }
    }

    /// Takes a key: moves or closes.
    pub(crate) fn press(&mut self, key: Key) -> Reply {
        match (scroll_key(key), find(key)) {
            (Some(how), _) => self.scroll(how),
            (None, Some(Command::Copy)) if self.saved.is_some() => return Reply::Copy(self.words()),
            (None, Some(Command::Export)) if self.saved.is_some() => {
                return self.saved.map_or(Reply::Stay, Reply::SavePage);
            }
            (None, Some(Command::Open)) if self.is_list() => return self.lead().map_or(Reply::Stay, Reply::Lead),
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
        if self.is_list() {
            self.roll.settle(self.lines.len(), height);
            // One begins on the first row that leads somewhere, with its heading in sight.
            let first = || (0..self.lines.len()).find(|line| self.lead_of(*line).is_some());
            if let Some(first) = first().filter(|_| !self.has_begun) {
                self.roll.select(first);
                self.has_begun = true;
            }
        } else {
            let pages = (self.lines.len() + 1).saturating_sub(height.max(1));
            self.roll.settle(pages, 1);
        }
        self.page = height.saturating_sub(1).max(1);
    }

    /// Draws it.
    pub(crate) fn view(&self, canvas: &mut Canvas<'_>, screen: Rect) {
        let position = (self.roll.len() > 1).then(|| format!("{}/{}", self.roll.at() + 1, self.roll.len()));
        let position = if self.is_list() { self.roll.position() } else { position };
        let inside = framed(canvas, area(screen, self.lines.len()), &self.title, String::new(), position);
        let top = if self.is_list() { self.roll.visible().start } else { self.roll.at() };
        for ((at, line), y) in self.lines.iter().enumerate().skip(top).zip(inside.y..inside.bottom()) {
            canvas.line(inside.x, y, inside.width, line);
            if !self.is_list() {
                continue;
            }
            let is_first = at == 0 || self.of.get(at) != self.of.get(at - 1);
            if is_first && self.lead_of(at).is_some() {
                canvas.text(inside.right(), y, 1, "›", canvas.theme().accent);
            }
            if at == self.roll.at() {
                select_row(canvas, Rect { x: inside.x - 1, y, width: inside.width + 2, height: 1 }, true);
            }
        }
    }

    /// Whether a line is selected.
    fn is_list(&self) -> bool {
        !self.leads.is_empty()
    }

    /// Where the selected line leads to.
    fn lead(&self) -> Option<Lead> {
        self.lead_of(self.roll.at())
    }

    fn lead_of(&self, line: usize) -> Option<Lead> {
        let of = self.of.get(line)?;
        self.leads.iter().find(|(at, _)| at == of).map(|(_, lead)| lead.clone())
    }

    /// All of it as plain text.
    fn words(&self) -> String {
        self.whole.iter().map(|line| line.to_string() + "\n").collect()
    }

    /// Breaks the lines to the columns they are read in.
    fn fold(&mut self) {
        self.lines.clear();
        self.parts.clear();
        self.of.clear();
        for (at, line) in self.whole.iter().enumerate() {
            if self.headings.contains(&at) {
                self.parts.push(self.lines.len());
            }
            self.lines.extend(fold(line, usize::from(self.columns)));
            self.of.resize(self.lines.len(), at);
        }
    }

    /// Brings a line to the top, as far as there are lines below it.
    fn go_to(&mut self, line: Option<usize>) {
        if let Some(line) = line {
            if self.is_list() {
                self.roll.select(self.roll.len());
            }
            self.roll.select(line.min(self.roll.len().saturating_sub(1)));
        }
    }

    fn scroll(&mut self, how: Move) {
        if self.is_list() {
            self.roll.go(how);
            let is_blank = |at: usize| self.lines.get(at).is_some_and(|line| line.width() == 0);
            if is_blank(self.roll.at()) {
                self.roll.go(if matches!(how, Move::Up | Move::PageUp) { Move::Up } else { Move::Down });
            }
            return;
        }
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
