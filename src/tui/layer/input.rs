//! One line of text, read as it is typed: what is understood stands below it, what is not is marked at its place, and
//! names are offered.

use super::{Canvas, Key, Reply, framed};
use crate::domain::text;
use crate::form::editor::Editor;
use crate::tui::purpose::InputPurpose;
use crate::tui::widget::editor::{draw, press};
use crate::tui::widget::table::select_row;
use crossterm::event::KeyCode;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use std::ops::Range;

/// A completion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Offer {
    /// The bytes it stands in for.
    pub(crate) range: Range<usize>,
    /// What would stand there.
    pub(crate) words: String,
    /// What it means.
    pub(crate) detail: String,
}

/// What is understood so far.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Reading {
    /// Field by field.
    pub(crate) lines: Vec<Line<'static>>,
    /// Which bytes were taken for what.
    pub(crate) inks: Vec<(Range<usize>, Style)>,
    /// What is wrong, in a sentence.
    pub(crate) problem: Option<String>,
    /// Completions for the word at the cursor.
    pub(crate) offers: Vec<Offer>,
}

/// A line being typed.
#[derive(Debug)]
pub(crate) struct Input {
    title: String,
    hint: &'static str,
    wish: InputPurpose,
    started: String,
    editor: Editor,
    reading: Reading,
    offered: usize,
    /// The row was chosen with the arrows, so Enter takes it.
    chosen: bool,
    precious: bool,
    /// A longer note that belongs to the line, written in an editor.
    note: String,
    /// Stands at the top, because what it is about stands at the foot.
    on_top: bool,
    /// The rows it may take without covering what it is about.
    room: u16,
}

/// How many completions are shown.
const OFFERS: usize = 6;
/// The most rows it takes: frame, line, completions, a problem and what is understood.
const TALLEST: u16 = 12;

impl Input {
    /// An empty line; `hint` is shown until something is typed.
    pub(crate) fn new(title: impl Into<String>, hint: &'static str, wish: InputPurpose) -> Self {
        Self {
            title: title.into(),
            hint,
            wish,
            started: String::new(),
            editor: Editor::line(""),
            reading: Reading::default(),
            offered: 0,
            chosen: false,
            precious: false,
            note: String::new(),
            on_top: false,
            room: TALLEST,
        }
    }

    /// The same, with `text` to go on from.
    pub(crate) fn with(mut self, text: impl Into<String>) -> Self {
        self.started = text.into();
        self.editor.set(self.started.clone());
        self
    }

    /// The same, but leaving asks first when something was typed.
    pub(crate) fn precious(mut self) -> Self {
        self.precious = true;
        self
    }

    /// What the line is for.
    pub(crate) fn wish(&self) -> &InputPurpose {
        &self.wish
    }

    /// What stood there at first.
    pub(crate) fn started(&self) -> &str {
        &self.started
    }

    /// What was typed.
    pub(crate) fn text(&self) -> &str {
        self.editor.text()
    }

    /// The longer note that belongs to the line.
    pub(crate) fn note(&self) -> &str {
        &self.note
    }

    /// Takes the longer note.
    pub(crate) fn set_note(&mut self, note: String) {
        self.note = note;
    }

    /// Whether a longer note can belong to the line.
    fn takes_note(&self) -> bool {
        matches!(self.wish, InputPurpose::Log(..))
    }

    /// Goes on with the words of another line that asks for the same.
    pub(crate) fn go_on_with(&mut self, other: Input) {
        self.editor = other.editor;
        self.note = other.note;
    }

    /// Where the cursor stands, in bytes.
    pub(crate) fn cursor(&self) -> usize {
        self.editor.at()
    }

    /// Shows what is understood now.
    pub(crate) fn read_as(&mut self, reading: Reading) {
        self.reading = reading;
        self.offered = 0;
        self.chosen = false;
    }

    /// Says what is wrong and keeps the words.
    pub(crate) fn refuse(&mut self, sentence: String) {
        self.reading.problem = Some(sentence);
    }

    /// Whether leaving asks first, because it would lose words.
    pub(crate) fn is_touched(&self) -> bool {
        self.precious && self.has_words()
    }

    /// Whether something was typed.
    pub(crate) fn has_words(&self) -> bool {
        let is_typed = self.editor.text() != self.started && !self.editor.text().trim().is_empty();
        is_typed || !self.note.is_empty()
    }

    /// Takes a key.
    pub(crate) fn press(&mut self, key: Key) -> Reply {
        let offers = self.reading.offers.len();
        match key.code {
            KeyCode::Esc if self.is_touched() => return Reply::AskDiscard,
            KeyCode::Esc => return Reply::Close,
            KeyCode::Char('c') if key.ctrl => return if self.is_touched() { Reply::AskDiscard } else { Reply::Close },
            KeyCode::Enter if self.chosen => return self.take_offer(),
            KeyCode::Enter => return Reply::Entered(self.wish.clone(), self.editor.text().to_owned()),
            KeyCode::Tab => return self.take_offer(),
            KeyCode::Char('e') if key.ctrl && self.takes_note() => return Reply::Write,
            KeyCode::Down if offers > 0 => {
                self.offered = if self.chosen { (self.offered + 1) % offers } else { 0 };
                self.chosen = true;
            }
            KeyCode::Up if offers > 0 => {
                self.offered = (self.offered + offers - 1) % offers;
                self.chosen = true;
            }
            _ if press(&mut self.editor, key) => return Reply::Changed,
            _ => {}
        }
        Reply::Stay
    }

    /// Takes pasted text.
    pub(crate) fn paste(&mut self, words: &str) -> Reply {
        self.editor.insert(words);
        Reply::Changed
    }

    /// Keeps clear of this row of the screen, which it is about.
    pub(crate) fn keep_clear_of(&mut self, row: Option<u16>, screen: Rect) {
        let Some(row) = row else { return };
        let (above, below) = (row.saturating_sub(screen.y + 2), screen.bottom().saturating_sub(row + 2));
        self.on_top = below < TALLEST && above > below;
        self.room = if self.on_top { above } else { below };
    }

    /// How many completions are shown: what is understood stands below them, and has its place.
    fn offers_shown(&self) -> usize {
        let others = 3 + self.reading.lines.len() + usize::from(self.reading.problem.is_some());
        let room = usize::from(self.room).saturating_sub(others).clamp(1, OFFERS);
        self.reading.offers.len().min(room)
    }

    /// Draws it at the foot of the screen or, where what it is about stands there, below the head.
    pub(crate) fn view(&self, canvas: &mut Canvas<'_>, screen: Rect) {
        let offers = self.offers_shown();
        let problem = self.reading.problem.as_deref().unwrap_or_default();
        // A refusal is read to its end: it says what to do.
        let problem = text::wrapped(problem, usize::from(screen.width.saturating_sub(4)).max(1));
        let problem = if self.reading.problem.is_some() { problem } else { Vec::new() };
        let below = self.reading.lines.len() + offers + problem.len();
        let height = (3 + below.max(1) as u16).min(screen.height);
        let top = if self.on_top { screen.y + 1 } else { screen.bottom() - height };
        let area = Rect { y: top, height: height.min(screen.bottom().saturating_sub(top)), ..screen };
        let inside = framed(canvas, area, &self.title, String::new(), None);
        if inside.height == 0 {
            return;
        }
        self.draw_line(canvas, Rect { height: 1, ..inside });
        let mut y = inside.y + 1;
        for line in problem.iter().take(usize::from(inside.bottom().saturating_sub(y))) {
            canvas.text(inside.x, y, inside.width, line, canvas.theme().error);
            y += 1;
        }
        // As many as there is room for, the selected one among them.
        let first = (self.offered + 1).saturating_sub(offers);
        for (index, offer) in self.reading.offers.iter().enumerate().skip(first).take(offers) {
            if y < inside.bottom() {
                self.draw_offer(canvas, Rect { y, height: 1, ..inside }, index, offer);
                y += 1;
            }
        }
        for line in self.reading.lines.iter().take(usize::from(inside.bottom().saturating_sub(y))) {
            canvas.line(inside.x, y, inside.width, line);
            y += 1;
        }
        if below == 0 && inside.height > 1 {
            canvas.text(inside.x, inside.y + 1, inside.width, self.hint, canvas.theme().dim);
        }
    }

    /// Keys and words for the footer.
    pub(crate) fn hints(&self) -> &'static [(&'static str, &'static str)] {
        match (self.takes_note(), self.reading.offers.is_empty()) {
            (true, true) => &[("Enter", "log"), ("Ctrl-e", "longer note"), ("Esc", "cancel")],
            (true, false) => {
                &[("Enter", "log"), ("Tab", "add"), ("↑ ↓", "choose"), ("Ctrl-e", "longer note"), ("Esc", "cancel")]
            }
            (false, true) => &[("Enter", "save"), ("Esc", "cancel")],
            (false, false) => &[("Enter", "save"), ("Tab", "complete"), ("↑ ↓", "choose"), ("Esc", "cancel")],
        }
    }

    fn draw_line(&self, canvas: &mut Canvas<'_>, line: Rect) {
        let theme = canvas.theme();
        let prompt = canvas.text(line.x, line.y, line.width, "› ", theme.key);
        let room = Rect { x: line.x + prompt, width: line.width.saturating_sub(prompt), ..line };
        let at_end = self.editor.at() == self.editor.text().len();
        let ghost = self.ghost().filter(|_| at_end).unwrap_or_default();
        draw(&self.editor, canvas, room, theme.plain, true, &ghost);
        self.ink(canvas, room);
    }

    /// Writes each word again as what it was taken for, while the line is short enough not to scroll.
    fn ink(&self, canvas: &mut Canvas<'_>, room: Rect) {
        use crate::domain::text::{clean, width};
        let typed = self.editor.text();
        if width(&clean(typed)) >= usize::from(room.width) {
            return;
        }
        for (range, style) in &self.reading.inks {
            let (Some(before), Some(words)) = (typed.get(..range.start), typed.get(range.clone())) else { continue };
            let x = room.x + width(&clean(before)) as u16;
            canvas.text(x, room.y, room.right().saturating_sub(x), words, *style);
        }
    }

    fn draw_offer(&self, canvas: &mut Canvas<'_>, row: Rect, index: usize, offer: &Offer) {
        let theme = canvas.theme();
        let spans = [
            Span::styled(offer.words.trim_end().to_owned(), theme.plain),
            Span::styled(format!("  {}", offer.detail), theme.dim),
        ];
        canvas.spans(row.x + 2, row.y, row.width.saturating_sub(2), &spans);
        if index == self.offered {
            select_row(canvas, row, self.chosen);
        }
    }

    /// What completion would add to the word at the cursor; what begins a word of its own is only offered below.
    fn ghost(&self) -> Option<String> {
        let offer = self.reading.offers.get(self.offered).filter(|offer| !offer.range.is_empty())?;
        let typed = self.editor.text().get(offer.range.clone())?;
        let head = offer.words.get(..typed.len())?;
        (head.to_lowercase() == typed.to_lowercase()).then(|| offer.words[typed.len()..].to_owned())
    }

    fn take_offer(&mut self) -> Reply {
        match self.reading.offers.get(self.offered).cloned() {
            Some(offer) => {
                self.editor.replace(offer.range, &offer.words);
                Reply::Changed
            }
            None => Reply::Stay,
        }
    }
}
