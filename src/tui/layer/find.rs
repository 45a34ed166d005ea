//! Find: any account, contact or person of our team by a few letters of its name, and below them what was written that holds these
//! letters, to jump there.

use super::choose::{Asked, Chooser};
use super::palette::with_hits;
use super::{Canvas, Key, Mouse, Reply};
use crate::book::Book;
use crate::book::find::{Finder, Hit, Target};
use crate::book::passages::{Passages, Written};
use crate::domain::passage::Passage;
use crate::domain::text::{fit, grouped};
use crate::form::fuzzy::Fuzzy;
use ratatui::layout::Rect;
use std::sync::Arc;

/// A search under way.
pub(crate) struct Find {
    finder: Finder,
    hits: Vec<Hit>,
    accounts: Vec<String>,
    /// What was written that holds the letters; none: it is being looked for, or too little is typed.
    written: Option<Arc<Passages>>,
    chooser: Chooser,
}

/// More hits than anybody reads; further letters bring others up.
const MOST: usize = 40;
/// So many names leave room for what was written.
const BESIDE_WRITTEN: usize = 6;

impl Find {
    /// A search through these names.
    pub(crate) fn new(finder: Finder) -> Self {
        let mut find =
            Self { finder, hits: Vec::new(), accounts: Vec::new(), written: None, chooser: Chooser::new(72, 20) };
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

    /// What to look for in what was written; none: too little is typed.
    pub(crate) fn wanted(&self) -> Option<Written> {
        Written::of(self.chooser.typed.text())
    }

    /// Takes what was found there; none: it is still being looked for.
    pub(crate) fn take_written(&mut self, found: Option<Arc<Passages>>) {
        self.written = found;
        let few = !self.passages().is_empty();
        self.hits.truncate(if few { BESIDE_WRITTEN } else { MOST });
    }

    fn passages(&self) -> &[Passage] {
        self.written.as_ref().map_or(&[], |found| &found.list)
    }

    /// Tells at which account each contact found is.
    pub(crate) fn name_accounts(&mut self, book: &Book) {
        let name = |hit: &Hit| match hit.target {
            Target::Contact(account) => book.get(account).map(|account| account.name).unwrap_or_default(),
            Target::Account(_) | Target::Member(_) | Target::Passage(..) => String::new(),
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
        self.chooser.settle(self.hits.len() + self.passages().len(), screen);
    }

    /// Draws it.
    pub(crate) fn view(&self, canvas: &mut Canvas<'_>, screen: Rect) {
        let answer = self.answer_shown();
        let words = ["Find", &answer, "/ ", "No matches."];
        let (theme, mut fuzzy) = (canvas.theme(), Fuzzy::new(self.chooser.typed.text()));
        self.chooser.draw(canvas, screen, words, |canvas, row, index| {
            let Some(hit) = self.hits.get(index) else {
                return self.draw_passage(canvas, row, index - self.hits.len());
            };
            let spans = with_hits(&hit.name, &fuzzy.hits(&hit.name), theme.plain, theme.matched);
            let used = canvas.spans(row.x + 2, row.y, row.width.saturating_sub(16), &spans);
            let beside = match self.accounts.get(index).map_or("", String::as_str) {
                "" if hit.lost => "churned account".to_owned(),
                "" => kind(hit.target).to_owned(),
                account => format!("at {account}"),
            };
            let room = row.width.saturating_sub(used + 5);
            canvas.text_right(row.x + used + 4, row.y, room, &beside, theme.dim);
        });
    }

    fn answer_shown(&self) -> String {
        let names = format!("{} names", grouped(&self.finder.count().to_string()));
        match (&self.written, self.wanted()) {
            (_, None) => names,
            (None, Some(_)) => format!("{names} · looking through notes and talks"),
            (Some(found), Some(_)) => {
                let older = if found.is_whole { "" } else { ", the newest" };
                format!("{names} · {} in notes and talks{older}", found.list.len())
            }
        }
    }

    fn draw_passage(&self, canvas: &mut Canvas<'_>, row: Rect, place: usize) {
        let Some(passage) = self.passages().get(place) else { return };
        let theme = canvas.theme();
        let day = passage.on.map_or_else(String::new, |on| on.to_string());
        let column = |columns: u16, from: u16| Rect {
            x: row.x + from,
            width: columns.min(row.width.saturating_sub(from)),
            ..row
        };
        let (name, when) = (column(18, 2), column(10, 21));
        canvas.text(name.x, row.y, name.width, &fit(&passage.name, 18), theme.plain);
        canvas.text(when.x, row.y, when.width, if day.is_empty() { passage.source.word() } else { &day }, theme.dim);
        let words = column(row.width, 33);
        let mut exact = Fuzzy::exact(self.chooser.typed.text());
        let shown = fit(&passage.words, usize::from(words.width.saturating_sub(1)));
        canvas.spans(words.x, row.y, words.width, &with_hits(&shown, &exact.hits(&shown), theme.dim, theme.matched));
    }

    fn take(&self) -> Reply {
        let Some(at) = self.chooser.roll.selected() else { return Reply::Stay };
        if let Some(hit) = self.hits.get(at) {
            return Reply::Found(hit.target);
        }
        let passage = self.passages().get(at - self.hits.len());
        passage.map_or(Reply::Stay, |one| Reply::Found(Target::Passage(one.account, one.source)))
    }

    fn search(&mut self) {
        self.hits = self.finder.find(self.chooser.typed.text(), MOST);
        self.written = None;
        self.chooser.rewind(self.hits.len());
    }
}

fn kind(target: Target) -> &'static str {
    match target {
        Target::Account(_) => "account",
        Target::Contact(_) => "contact",
        Target::Member(_) => "team member",
        Target::Passage(_, source) => source.word(),
    }
}
