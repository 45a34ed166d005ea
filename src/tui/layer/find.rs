//! Find: any account, contact or person of ours by a few letters of its name, to jump there.

use super::choose::{Asked, Chooser};
use super::palette::with_hits;
use super::{Canvas, Key, Mouse, Reply};
use crate::book::Book;
use crate::book::find::{Finder, Hit, Target};
use crate::domain::text::grouped;
use crate::form::fuzzy::Fuzzy;
use ratatui::layout::Rect;

/// A search under way.
pub(crate) struct Find {
    finder: Finder,
    hits: Vec<Hit>,
    accounts: Vec<String>,
    chooser: Chooser,
}

/// More hits than anybody reads; further letters bring others up.
const MOST: usize = 40;

impl Find {
    /// A search through these names.
    pub(crate) fn new(finder: Finder) -> Self {
        let mut find = Self { finder, hits: Vec::new(), accounts: Vec::new(), chooser: Chooser::new(72, 20) };
        find.search();
        find
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

    fn answer(&mut self, asked: Asked) -> Reply {
        match asked {
            Asked::Nothing => Reply::Stay,
            Asked::Close => Reply::Close,
            Asked::Take => self.take(),
            Asked::Typed => {
                self.search();
                Reply::Changed
            }
        }
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
        let asked = self.chooser.mouse(mouse, screen);
        self.answer(asked)
    }

    /// Tells how large the screen is.
    pub(crate) fn settle(&mut self, screen: Rect) {
        self.chooser.settle(self.hits.len(), screen);
    }

    /// Draws it.
    pub(crate) fn view(&self, pen: &mut Canvas<'_>, screen: Rect) {
        let answer = format!("{} names", grouped(&self.finder.count().to_string()));
        let words = ["Find", &answer, "/ ", "No matches."];
        let (theme, mut fuzzy) = (pen.theme(), Fuzzy::new(self.chooser.typed.text()));
        self.chooser.draw(pen, screen, words, |pen, row, index| {
            let Some(hit) = self.hits.get(index) else { return };
            let spans = with_hits(&hit.name, &fuzzy.hits(&hit.name), theme.plain, theme.matched);
            let used = pen.spans(row.x + 2, row.y, row.width.saturating_sub(16), &spans);
            let beside = match self.accounts.get(index).map_or("", String::as_str) {
                "" if hit.lost => "churned account".to_owned(),
                "" => kind(hit.target).to_owned(),
                account => format!("at {account}"),
            };
            let room = row.width.saturating_sub(used + 5);
            pen.text_right(row.x + used + 4, row.y, room, &beside, theme.dim);
        });
    }

    fn take(&self) -> Reply {
        match self.chooser.roll.selected().and_then(|at| self.hits.get(at)) {
            Some(hit) => Reply::Found(hit.target),
            None => Reply::Stay,
        }
    }

    fn search(&mut self) {
        self.hits = self.finder.find(self.chooser.typed.text(), MOST);
        self.chooser.rewind(self.hits.len());
    }
}

fn kind(target: Target) -> &'static str {
    match target {
        Target::Account(_) => "account",
        Target::Contact(_) => "contact",
        Target::Member(_) => "team member",
    }
}
