//! The first minute of a book: who uses it, in which currency it counts, where its data come from.

use super::{Canvas, Key, Reply, framed, middle};
use crate::form::editor::Editor;
use crate::tui::widget::editor::{draw, press};
use crossterm::event::KeyCode;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Span;

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum WelcomeWish {
    /// Whoever uses the book is called so.
    Name(String),
    /// The book counts in this currency.
    Currency(String),
    /// Take in files.
    Import,
    /// Write the first account.
    First,
    /// Look around in a made-up book.
    Demo,
    /// The same, with the tour.
    Tour,
}

/// Which step has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Name,
    Currency,
    Data,
}

impl Step {
    const ALL: [Step; 3] = [Step::Name, Step::Currency, Step::Data];

    fn beside(self, forward: bool) -> Self {
        let at = self as usize;
        Self::ALL[if forward { (at + 1).min(2) } else { at.saturating_sub(1) }]
    }
}

/// The three steps.
#[derive(Debug)]
pub(crate) struct Welcome {
    step: Step,
    name: Editor,
    currency: Editor,
    /// Whether the name, and the currency, are settled.
    settled: [bool; 2],
    problem: Option<String>,
}

/// The ways to data: key, what it does, what that is good for.
const WAYS: [(&str, &str, &str); 4] = [
    ("i", "import a file", "a sheet, or an export of your CRM"),
    ("n", "write the first account", "its name is enough"),
    ("t", "take the tour", "eight steps in a made-up book"),
    ("d", "look at the demo", "made up; yours is not touched"),
];

const WIDTH: u16 = 72;
const HEIGHT: u16 = 16;

impl Welcome {
    /// The steps of a book; what is settled already stands there.
    pub(crate) fn new(me: Option<&str>, currency: &str, has_currency: bool) -> Self {
        let mut welcome = Self {
            step: Step::Name,
            name: Editor::line(me.unwrap_or_default()),
            currency: Editor::line(currency),
            settled: [me.is_some(), has_currency],
            problem: None,
        };
        welcome.go_on();
        welcome
    }

    /// The name is settled, as the book holds it.
    pub(crate) fn is_called(&mut self, name: &str) {
        self.name.set(name);
        self.settled[0] = true;
        self.go_on();
    }

    /// The currency is settled.
    pub(crate) fn counts_in(&mut self, code: &str) {
        self.currency.set(code);
        self.settled[1] = true;
        self.go_on();
    }

    /// Says what is wrong with what was typed.
    pub(crate) fn refuse(&mut self, sentence: String) {
        self.problem = Some(sentence);
    }

    fn go_on(&mut self) {
        self.problem = None;
        self.step = match self.settled {
            [false, _] => Step::Name,
            [true, false] => Step::Currency,
            [true, true] => Step::Data,
        };
    }

    /// Whether a key is for the cockpit behind: no name and no currency begins so.
    pub(crate) fn lets_through(&self, key: Key) -> bool {
        let is_begun = match self.step {
            Step::Name => !self.name.text().is_empty(),
            Step::Currency | Step::Data => false,
        };
        !is_begun && matches!(key.typed(), Some(':' | '/' | '?'))
    }

    /// Takes a key.
    pub(crate) fn press(&mut self, key: Key) -> Reply {
        match key.code {
            KeyCode::Esc => return Reply::Close,
            KeyCode::Char('c') if key.ctrl => return Reply::Close,
            KeyCode::Tab | KeyCode::Down => self.step = self.step.beside(true),
            KeyCode::BackTab | KeyCode::Up => self.step = self.step.beside(false),
            KeyCode::Enter => return self.enter(),
            _ => return self.type_or_choose(key),
        }
        self.problem = None;
        Reply::Stay
    }

    fn enter(&mut self) -> Reply {
        let typed = |editor: &Editor| editor.text().trim().to_owned();
        match self.step {
            Step::Name if typed(&self.name).is_empty() => {
                self.refuse("Type your name, or go on with Tab.".to_owned());
                Reply::Stay
            }
            Step::Name => Reply::Welcome(WelcomeWish::Name(typed(&self.name))),
            Step::Currency => Reply::Welcome(WelcomeWish::Currency(typed(&self.currency))),
            Step::Data => Reply::Welcome(WelcomeWish::Import),
        }
    }

    fn type_or_choose(&mut self, key: Key) -> Reply {
        let editor = match self.step {
            Step::Name => &mut self.name,
            Step::Currency => {
                // A code is replaced, not appended to.
                if self.currency.text().len() >= 3 && key.typed().is_some() {
                    self.currency.set("");
                }
                &mut self.currency
            }
            Step::Data => {
                return match key.typed() {
                    Some('i' | 'I') => Reply::Welcome(WelcomeWish::Import),
                    Some('n') => Reply::Welcome(WelcomeWish::First),
                    Some('t' | 'T') => Reply::Welcome(WelcomeWish::Tour),
                    Some('d' | 'D') => Reply::Welcome(WelcomeWish::Demo),
                    _ => Reply::Stay,
                };
            }
        };
        if press(editor, key) {
            self.problem = None;
        }
        Reply::Stay
    }

    /// Takes pasted text.
    pub(crate) fn paste(&mut self, words: &str) -> Reply {
        match self.step {
            Step::Name => self.name.insert(words),
            Step::Currency => self.currency.insert(words),
            Step::Data => {}
        }
        Reply::Stay
    }

    /// The hints of the foot.
    pub(crate) fn hints(&self) -> &'static [(&'static str, &'static str)] {
        match self.step {
            Step::Name | Step::Currency => &[("Enter", "save"), ("Tab", "next step"), ("Esc", "to the empty cockpit")],
            Step::Data => &[
                ("i", "import"),
                ("n", "new account"),
                ("t", "tour"),
                ("d", "demo"),
                ("↑", "back"),
                ("Esc", "to the empty cockpit"),
            ],
        }
    }

    /// Draws it.
    pub(crate) fn view(&self, canvas: &mut Canvas<'_>, screen: Rect) {
        let area = middle(screen, WIDTH.min(screen.width.saturating_sub(2)), HEIGHT);
        let inside = framed(canvas, area, "Welcome", "three steps".to_owned(), None);
        let theme = canvas.theme();
        let row = |line: u16| Rect { y: inside.y + line, height: 1, ..inside };
        canvas.paragraph(row(0), "mainstay shows which customers you may lose, and what to do today.", theme.dim);
        self.typed(canvas, row(2), Step::Name, "Your name", &self.name);
        self.typed(canvas, row(4), Step::Currency, "Your currency", &self.currency);
        self.label(canvas, row(6), Step::Data, "Your data");
        let is_here = self.step == Step::Data;
        for (line, (key, what, more)) in (7..).zip(WAYS) {
            let area = row(line);
            let (key_style, words) = if is_here { (theme.key, theme.plain) } else { (theme.dim, theme.dim) };
            canvas.spans(
                area.x + 6,
                area.y,
                area.width.saturating_sub(6),
                &[
                    Span::styled(key, key_style),
                    Span::styled(format!("  {what:<25}"), words),
                    Span::styled(more, theme.dim),
                ],
            );
        }
        if let Some(problem) = &self.problem {
            canvas.paragraph(Rect { height: 2, ..row(12) }, problem, theme.error);
        }
    }

    fn label(&self, canvas: &mut Canvas<'_>, area: Rect, step: Step, words: &str) {
        let theme = canvas.theme();
        let is_here = self.step == step;
        let is_done = self.settled.get(step as usize).is_some_and(|done| *done);
        let number = (step as usize + 1).to_string();
        let (mark, mark_style) = if is_done { ("✓", theme.good) } else { (number.as_str(), theme.key) };
        let style = if is_here { theme.strong } else { theme.plain };
        canvas.text(area.x + 1, area.y, 2, mark, mark_style);
        canvas.text(area.x + 4, area.y, 16, words, style);
    }

    fn typed(&self, canvas: &mut Canvas<'_>, area: Rect, step: Step, words: &str, editor: &Editor) {
        self.label(canvas, area, step, words);
        let field = Rect { x: area.x + 20, width: area.width.saturating_sub(21), ..area };
        let theme = canvas.theme();
        let is_here = self.step == step;
        let style: Style = if is_here { theme.strong } else { theme.plain };
        if editor.text().is_empty() && !is_here {
            canvas.text(field.x, field.y, field.width, "not set", theme.dim);
        }
        draw(editor, canvas, field, style, is_here, "");
    }
}
