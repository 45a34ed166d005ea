//! One of many, found by a few letters.
//!
//! Each further letter looks only at what fitted before, so the list of a large book narrows as fast as one types.

use super::choose::{Asked, Chooser};
use super::palette::with_hits;
use super::{Canvas, Key, Mouse, Reply};
use crate::form::fuzzy::{Fuzzy, rank};
use crate::tui::purpose::Choice;
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
    chooser: Chooser,
    choice: Choice,
    /// The details are what is read, in a column of their own.
    is_read: bool,
}

impl Picker {
    /// Choose one of `items` for `choice`; `empty` is said when there is nothing that fits.
    pub(crate) fn new(title: &'static str, empty: &'static str, items: Vec<Item>, choice: Choice) -> Self {
        let fitting = (0..items.len()).collect();
        let chooser = Chooser::new(72, (items.len().min(40) as u16 + 3).clamp(6, 20));
        Self { title, empty, items, fitting, ranked: String::new(), chooser, choice, is_read: false }
    }

    /// The same for lines that are read, beginning on the left behind the names.
    pub(crate) fn wide(mut self) -> Self {
        self.chooser = Chooser::new(98, 24);
        self.is_read = true;
        self
    }

    /// The same with this row selected.
    pub(crate) fn at(mut self, row: usize) -> Self {
        self.chooser.roll.settle(self.items.len(), 1);
        self.chooser.roll.select(row);
        self
    }

    /// What is chosen, and for what.
    pub(crate) fn choice(&self) -> &Choice {
        &self.choice
    }

    /// The item that is selected.
    pub(crate) fn selected(&self) -> Option<usize> {
        self.chooser.roll.selected().and_then(|at| self.fitting.get(at)).copied()
    }

    /// Takes a key.
    pub(crate) fn press(&mut self, key: Key) -> Reply {
        let asked = self.chooser.press(key);
        self.answer(asked)
    }

    /// Takes pasted text.
    pub(crate) fn paste(&mut self, words: &str) -> Reply {
        self.chooser.typed.insert(words);
        self.answer(Asked::Typed)
    }

    /// Takes a click on an item, or the wheel.
    pub(crate) fn mouse(&mut self, mouse: Mouse, screen: Rect) -> Reply {
        let asked = self.chooser.mouse(mouse, screen);
        self.answer(asked)
    }

    /// Tells how large the screen is.
    pub(crate) fn settle(&mut self, screen: Rect) {
        self.chooser.settle(self.fitting.len(), screen);
    }

    /// Draws it.
    pub(crate) fn view(&self, canvas: &mut Canvas<'_>, screen: Rect) {
        let answer = format!("{} of {}", self.fitting.len(), self.items.len());
        let mut fuzzy = Fuzzy::new(self.chooser.typed.text());
        self.chooser.draw(canvas, screen, [self.title, &answer, "/ ", self.empty], |canvas, row, index| {
            if let Some(item) = self.fitting.get(index).and_then(|&item| self.items.get(item)) {
                let hits = fuzzy.hits(&item.name);
                if self.is_read { draw_read(canvas, row, item, &hits) } else { draw_item(canvas, row, item, &hits) }
            }
        });
    }

    fn answer(&mut self, asked: Asked) -> Reply {
        match asked {
            Asked::Nothing => Reply::Stay,
            Asked::Close => Reply::Close,
            Asked::Take => self.take(),
            Asked::Typed => {
                self.rank();
                Reply::Stay
            }
        }
    }

    fn take(&self) -> Reply {
        match self.selected() {
            Some(item) => Reply::Chosen(self.choice.clone(), item),
            None => Reply::Stay,
        }
    }

    fn rank(&mut self) {
        let typed = self.chooser.typed.text();
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
        self.chooser.rewind(self.fitting.len());
    }
}

/// Columns of the names where the details are read.
const NAMES: u16 = 31;

fn draw_read(canvas: &mut Canvas<'_>, area: Rect, item: &Item, hits: &[usize]) {
    let theme = canvas.theme();
    let names = NAMES.min(area.width / 3);
    let spans = with_hits(&item.name, hits, theme.strong, theme.matched);
    canvas.spans(area.x + 2, area.y, names.saturating_sub(1), &spans);
    canvas.text(area.x + 2 + names, area.y, area.width.saturating_sub(names + 3), &item.detail, theme.plain);
}

fn draw_item(canvas: &mut Canvas<'_>, area: Rect, item: &Item, hits: &[usize]) {
    let theme = canvas.theme();
    let spans = with_hits(&item.name, hits, theme.plain, theme.matched);
    let detail = crate::domain::text::width(&item.detail) as u16;
    let room = area.width.saturating_sub(3);
    let names = if detail > 0 && detail < room / 2 { room - detail - 2 } else { room };
    let used = canvas.spans(area.x + 2, area.y, names, &spans);
    let left = room.saturating_sub(used + 2);
    canvas.text_right(area.x + used + 4, area.y, left, &item.detail, theme.dim);
}
