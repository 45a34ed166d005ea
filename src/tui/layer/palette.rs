//! Every command by name, with its key; greyed with the reason where it cannot run.

use super::choose::{Asked, Chooser};
use super::{Canvas, Key, Mouse, Reply};
use crate::domain::text::{self, fold};
use crate::form::fuzzy::{Fuzzy, rank};
use crate::tui::command::{Command, DisabledReason, Row, TABLE};
use crate::tui::synonym;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Span;

/// Commands to choose from.
#[derive(Debug)]
pub(crate) struct Palette {
    rows: Vec<(&'static Row, Option<DisabledReason>)>,
    fitting: Vec<usize>,
    /// What was run before, newest first.
    recent: Vec<Command>,
    chooser: Chooser,
}

impl Palette {
    /// All commands; `can` tells what runs now, `recent` what was run before, newest first.
    pub(crate) fn new(recent: Vec<Command>, can: impl Fn(Command) -> Result<(), DisabledReason>) -> Self {
        let rows: Vec<_> = TABLE
            .iter()
            .filter(|row| row.command != Command::Palette)
            .map(|row| (row, can(row.command).err()))
            .collect();
        let fitting = (0..rows.len()).collect();
        let mut palette = Self { rows, fitting, recent, chooser: Chooser::new(76, 22) };
        palette.rank();
        palette
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

    /// Takes a click on a command, or the wheel.
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
        let mut fuzzy = Fuzzy::new(self.chooser.typed.text());
        self.chooser.draw(canvas, screen, ["Commands", "", ": ", "No matches."], |canvas, area, index| {
            if let Some((row, why)) = self.fitting.get(index).and_then(|&row| self.rows.get(row)) {
                draw_row(canvas, area, row, why.as_ref(), &fuzzy.hits(row.words));
            }
        });
    }

    fn answer(&mut self, asked: Asked) -> Reply {
        match asked {
            Asked::Nothing => Reply::Stay,
            Asked::Close => Reply::Close,
            Asked::Take => self.run(),
            Asked::Typed => {
                self.rank();
                Reply::Stay
            }
        }
    }

    fn run(&self) -> Reply {
        match self.chooser.roll.selected().and_then(|at| self.fitting.get(at)).and_then(|&row| self.rows.get(row)) {
            Some((row, None)) => Reply::Run(row.command),
            Some((_, Some(DisabledReason(reason)))) => Reply::Refused(reason.to_string()),
            None => Reply::Stay,
        }
    }

    /// By whole words, then by their beginnings, what was run lately first; scattered letters only where no word fits. What
    /// cannot run now comes last.
    fn rank(&mut self) {
        let typed: Vec<String> = parts(&fold(self.chooser.typed.text())).map(str::to_owned).collect();
        let fit: Vec<Option<u8>> = self.rows.iter().map(|(row, _)| fitness(&typed, row)).collect();
        let mut fitting: Vec<usize> = (0..self.rows.len()).filter(|&row| fit[row].is_some()).collect();
        if fitting.is_empty() {
            fitting = rank(self.chooser.typed.text(), self.rows.iter().map(|(row, _)| row.words));
        }
        let used = |row: usize| self.recent.iter().position(|one| *one == self.rows[row].0.command);
        fitting.sort_by_key(|&row| (self.rows[row].1.is_some(), fit[row], used(row).unwrap_or(usize::MAX)));
        self.fitting = fitting;
        self.chooser.rewind(self.fitting.len());
    }
}

/// The words of a text, without what stands between them.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(|ch: char| !ch.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// How well a command fits the words typed, best 0: its first word, another word, another word for it, each whole or begun;
/// none: a word fits nowhere.
fn fitness(typed: &[String], row: &Row) -> Option<u8> {
    let plain = fold(row.words);
    let words = || parts(&plain);
    let one = |typed: &String| {
        let whole = |word: &str| word == typed.as_str();
        let begins = |word: &str| word.starts_with(typed.as_str());
        let is_first = |fits: &dyn Fn(&str) -> bool| fits(row.short) || words().next().is_some_and(fits);
        let mut also = synonym::of(row.command).split(' ');
        match () {
            () if is_first(&whole) => Some(0),
            () if words().any(whole) => Some(1),
            () if also.clone().any(whole) => Some(2),
            () if is_first(&begins) => Some(3),
            () if words().any(begins) => Some(4),
            () if also.any(|word| !word.is_empty() && begins(word)) => Some(5),
            () => None,
        }
    };
    typed.iter().map(one).try_fold(0, |worst, fit| fit.map(|fit| worst.max(fit)))
}

fn draw_row(canvas: &mut Canvas<'_>, area: Rect, row: &Row, why: Option<&DisabledReason>, hits: &[usize]) {
    let theme = canvas.theme();
    let style = if why.is_some() { theme.dim } else { theme.plain };
    let spans = with_hits(row.words, hits, style, theme.matched);
    let used = canvas.spans(area.x + 2, area.y, area.width.saturating_sub(3), &spans);
    let room = area.width.saturating_sub(used + 5);
    match why {
        Some(DisabledReason(reason)) => canvas.text_right(area.x + used + 4, area.y, room, reason, theme.dim),
        None => canvas.text_right(area.x + used + 4, area.y, room, &row.keys_shown(), theme.key),
    }
}

/// `words` with the characters at `hits` set apart.
pub(crate) fn with_hits(words: &str, hits: &[usize], style: Style, matched: Style) -> Vec<Span<'static>> {
    let clean = text::clean(words);
    let mut spans: Vec<Span<'static>> = Vec::new();
    for (index, ch) in clean.chars().enumerate() {
        let style = if hits.binary_search(&index).is_ok() { style.patch(matched) } else { style };
        match spans.last_mut() {
            Some(last) if last.style == style => last.content.to_mut().push(ch),
            _ => spans.push(Span::styled(ch.to_string(), style)),
        }
    }
    spans
}
