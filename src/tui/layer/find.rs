//! Find: any account, contact or person of ours by a few letters of its name, to jump there.

use super::palette::{choosing_key, with_hits};
use super::{Canvas, Key, Mouse, Reply, framed, middle};
use crate::book::Book;
use crate::book::find::{Finder, Hit, Target};
use crate::domain::text::grouped;
use crate::form::editor::Editor;
use crate::form::fuzzy::Fuzzy;
use crate::tui::widget::editor::{draw, press};
use crate::tui::widget::roll::{ListState, Move};
use crate::tui::widget::table::select_row;
use crossterm::event::KeyCode;
use ratatui::layout::Rect;

/// A search under way.
pub(crate) struct Find {
    finder: Finder,
    hits: Vec<Hit>,
    accounts: Vec<String>,
    typed: Editor,
    roll: ListState,
}

/// More hits than anybody reads; further letters bring others up.
const MOST: usize = 40;

impl Find {
    /// A search through these names.
    pub(crate) fn new(finder: Finder) -> Self {
        let mut find = Self {
            finder,
            hits: Vec::new(),
            accounts: Vec::new(),
            typed: Editor::line(""),
            roll: ListState::default(),
        };
        find.search();
        find
    }

    /// Takes a key.
    pub(crate) fn press(&mut self, key: Key) -> Reply {
        match key.code {
            KeyCode::Esc => return Reply::Close,
            KeyCode::Char('c') if key.ctrl => return Reply::Close,
            KeyCode::Enter => return self.take(),
            _ => {}
        }
        match choosing_key(key) {
            Some(how) => {
                self.roll.go(how);
            }
            None if press(&mut self.typed, key) => {
                self.search();
                return Reply::Changed;
            }
            None => {}
        }
        Reply::Stay
    }

    /// Takes pasted text.
    pub(crate) fn paste(&mut self, words: &str) -> Reply {
        self.typed.insert(words);
        self.search();
        Reply::Changed
    }

    /// Tells at which account each contact found is.
    pub(crate) fn name_accounts(&mut self, book: &Book) {
        let name = |hit: &Hit| match hit.target {
            Target::Contact(account) => book.get(account).map(|account| account.name).unwrap_or_default(),
            Target::Account(_) | Target::Member(_) => String::new(),
        };
        self.accounts = self.hits.iter().map(name).collect();
    }

    /// Takes a click on a name, or the wheel.
    pub(crate) fn mouse(&mut self, mouse: Mouse, screen: Rect) -> Reply {
        match mouse {
            Mouse::Wheel(_, down) => {
                self.roll.go(if down { Move::Down } else { Move::Up });
                Reply::Stay
            }
            Mouse::Click(at) if !area(screen).contains(at) => Reply::Close,
            Mouse::Click(at) => {
                let line = at.y.checked_sub(list(area(screen)).y);
                match line.and_then(|line| self.roll.row_at(usize::from(line))) {
                    Some(row) => {
                        self.roll.select(row);
                        self.take()
                    }
                    None => Reply::Stay,
                }
            }
        }
    }

    /// Tells how large the screen is.
    pub(crate) fn settle(&mut self, screen: Rect) {
        self.roll.settle(self.hits.len(), usize::from(list(area(screen)).height));
    }

    /// Draws it.
    pub(crate) fn view(&self, pen: &mut Canvas<'_>, screen: Rect) {
        let area = area(screen);
        let answer = format!("{} names", grouped(&self.finder.count().to_string()));
        let inside = framed(pen, area, "Find", answer, None);
        let prompt = pen.text(inside.x, inside.y, inside.width, "/ ", pen.theme().key);
        let line = Rect { x: inside.x + prompt, width: inside.width.saturating_sub(prompt), height: 1, ..inside };
        draw(&self.typed, pen, line, pen.theme().plain, true, "");
        let list = list(area);
        let theme = pen.theme();
        let mut fuzzy = Fuzzy::new(self.typed.text());
        for (line, index) in self.roll.visible().enumerate() {
            let Some(hit) = self.hits.get(index) else { break };
            let row = Rect { y: list.y + line as u16, height: 1, ..list };
            let spans = with_hits(&hit.name, &fuzzy.hits(&hit.name), theme.plain, theme.matched);
            let used = pen.spans(row.x + 2, row.y, row.width.saturating_sub(16), &spans);
            let beside = match self.accounts.get(index).map_or("", String::as_str) {
                "" if hit.lost => "lost account".to_owned(),
                "" => kind(hit.target).to_owned(),
                account => format!("at {account}"),
            };
            let room = row.width.saturating_sub(used + 5);
            pen.text_right(row.x + used + 4, row.y, room, &beside, theme.dim);
            if index == self.roll.at() {
                select_row(pen, row, true);
            }
        }
        if self.hits.is_empty() && list.height > 0 {
            let words = "No account, contact or person has these letters.";
            pen.text(list.x + 2, list.y, list.width.saturating_sub(3), words, theme.dim);
        }
    }

    fn take(&self) -> Reply {
        match self.roll.selected().and_then(|at| self.hits.get(at)) {
            Some(hit) => Reply::Found(hit.target),
            None => Reply::Stay,
        }
    }

    fn search(&mut self) {
        self.hits = self.finder.find(self.typed.text(), MOST);
        self.roll.settle(self.hits.len(), self.roll.visible().len().max(1));
        self.roll.select(0);
    }
}

fn kind(target: Target) -> &'static str {
    match target {
        Target::Account(_) => "account",
        Target::Contact(_) => "contact",
        Target::Member(_) => "our person",
    }
}

fn area(screen: Rect) -> Rect {
    middle(screen, 72.min(screen.width.saturating_sub(2)), 20.min(screen.height.saturating_sub(2)))
}

fn list(area: Rect) -> Rect {
    Rect {
        x: area.x.saturating_add(1),
        y: area.y.saturating_add(2),
        width: area.width.saturating_sub(2),
        height: area.height.saturating_sub(3),
    }
}
