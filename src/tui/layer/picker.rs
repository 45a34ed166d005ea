//! One of many, found by a few letters.
//!
//! Each further letter looks only at what fitted before, so the list of a large book narrows as fast as one types.

use super::palette::{choosing_key, with_hits};
use super::{Canvas, Key, Mouse, Reply, framed, middle};
use crate::form::editor::Editor;
use crate::form::fuzzy::{Fuzzy, rank};
use crate::tui::purpose::Choice;
use crate::tui::widget::editor::{draw, press};
use crate::tui::widget::roll::{ListState, Move};
use crate::tui::widget::table::select_row;
use crossterm::event::KeyCode;
use ratatui::layout::Rect;

/// Something to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Item {
    /// What is matched.
    pub(crate) name: Box<str>,
    /// What stands beside it.
    pub(crate) detail: Box<str>,
}

impl Item {
    /// A name with something beside it.
    pub(crate) fn new(name: impl Into<Box<str>>, detail: impl Into<Box<str>>) -> Self {
        Self { name: name.into(), detail: detail.into() }
    }
}

/// Items to choose from.
#[derive(Debug)]
pub(crate) struct Picker {
    title: &'static str,
    empty: &'static str,
    items: Vec<Item>,
    fitting: Vec<usize>,
    ranked: String,
    typed: Editor,
    roll: ListState,
    choice: Choice,
}

impl Picker {
    /// Choose one of `items` for `choice`; `empty` is said when there is nothing that fits.
    pub(crate) fn new(title: &'static str, empty: &'static str, items: Vec<Item>, choice: Choice) -> Self {
        let fitting = (0..items.len()).collect();
        let typed = Editor::line("");
        Self { title, empty, items, fitting, ranked: String::new(), typed, roll: ListState::default(), choice }
    }

    /// The same with this row selected.
    pub(crate) fn at(mut self, row: usize) -> Self {
        self.roll.settle(self.items.len(), 1);
        self.roll.select(row);
        self
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

    /// Takes a click on an item, or the wheel.
    pub(crate) fn mouse(&mut self, mouse: Mouse, screen: Rect) -> Reply {
        match mouse {
            Mouse::Wheel(_, down) => {
                self.roll.go(if down { Move::Down } else { Move::Up });
                Reply::Stay
            }
            Mouse::Click(at) if !self.area(screen).contains(at) => Reply::Close,
            Mouse::Click(at) => {
                let list = list(self.area(screen));
                match at.y.checked_sub(list.y).and_then(|line| self.roll.row_at(usize::from(line))) {
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
        self.roll.settle(self.fitting.len(), usize::from(list(self.area(screen)).height));
    }

    /// Draws it.
    pub(crate) fn view(&self, pen: &mut Canvas<'_>, screen: Rect) {
        let area = self.area(screen);
        let answer = format!("{} of {}", self.fitting.len(), self.items.len());
        let inside = framed(pen, area, self.title, answer, self.roll.position());
        let prompt = pen.text(inside.x, inside.y, inside.width, "/ ", pen.theme().key);
        let line = Rect { x: inside.x + prompt, width: inside.width.saturating_sub(prompt), height: 1, ..inside };
        draw(&self.typed, pen, line, pen.theme().plain, true, "");
        let list = list(area);
        let mut fuzzy = Fuzzy::new(self.typed.text());
        for (line, index) in self.roll.visible().enumerate() {
            let Some(item) = self.fitting.get(index).and_then(|&item| self.items.get(item)) else { break };
            let row = Rect { y: list.y + line as u16, height: 1, ..list };
            draw_item(pen, row, item, &fuzzy.hits(&item.name));
            if index == self.roll.at() {
                select_row(pen, row, true);
            }
        }
        if self.fitting.is_empty() && list.height > 0 {
            pen.text(list.x + 2, list.y, list.width.saturating_sub(3), self.empty, pen.theme().dim);
        }
    }

    fn area(&self, screen: Rect) -> Rect {
        let height = (self.items.len().min(40) as u16 + 3).clamp(6, 20);
        middle(screen, 72.min(screen.width.saturating_sub(2)), height.min(screen.height.saturating_sub(2)))
    }

    fn take(&self) -> Reply {
        match self.roll.selected().and_then(|at| self.fitting.get(at)) {
            Some(&item) => Reply::Chosen(self.choice.clone(), item),
            None => Reply::Stay,
        }
    }

    fn rank(&mut self) {
        let typed = self.typed.text();
        if typed == self.ranked {
            return;
        }
        let narrows = !self.ranked.is_empty() && typed.starts_with(&self.ranked) && !typed.contains(['!', '^', '$']);
        if narrows {
            let mut before = std::mem::take(&mut self.fitting);
            before.sort_unstable();
            let order = rank(typed, before.iter().map(|&item| &*self.items[item].name));
            self.fitting = order.into_iter().map(|index| before[index]).collect();
        } else {
            self.fitting = rank(typed, self.items.iter().map(|item| &*item.name));
        }
        typed.clone_into(&mut self.ranked);
        self.roll.settle(self.fitting.len(), self.roll.visible().len().max(1));
        self.roll.select(0);
    }
}

fn list(area: Rect) -> Rect {
    Rect {
        x: area.x.saturating_add(1),
        y: area.y.saturating_add(2),
        width: area.width.saturating_sub(2),
        height: area.height.saturating_sub(3),
    }
}

fn draw_item(pen: &mut Canvas<'_>, area: Rect, item: &Item, hits: &[usize]) {
    let theme = pen.theme();
    let spans = with_hits(&item.name, hits, theme.plain, theme.matched);
    let detail = crate::domain::text::width(&item.detail) as u16;
    let room = area.width.saturating_sub(3);
    let names = if detail > 0 && detail < room / 2 { room - detail - 2 } else { room };
    let used = pen.spans(area.x + 2, area.y, names, &spans);
    let left = room.saturating_sub(used + 2);
    pen.text_right(area.x + used + 4, area.y, left, &item.detail, theme.dim);
}
