//! Help for the screen in sight: what the pane in focus answers, what its columns, symbols and words mean (the glossary),
//! and the keys, from the table of commands.

use super::text::{closes, scroll_key};
use super::{Canvas, Key, Mouse, Reply, framed, middle};
use crate::domain::text::{self, wrapped};
use crate::tui::command::{Command, DisabledReason, Row, Scope, TABLE, describe};
use crate::tui::glossary::{About, PARTS};
use crate::tui::widget::roll::{ListState, Move};
use ratatui::layout::Rect;
use ratatui::text::Span;

/// What is said, in order.
#[derive(Debug)]
pub(crate) struct Help {
    title: String,
    whole: Vec<Entry>,
    /// The same with what is wider than the box broken.
    lines: Vec<Entry>,
    columns: u16,
    roll: ListState,
}

#[derive(Debug, Clone)]
enum Entry {
    Heading(&'static str),
    Said(String),
    /// A name and what it means.
    Word(String, String),
    Row(&'static Row, Option<DisabledReason>),
    Blank,
}

/// Columns of the keys, and of the names of words.
const KEYS: u16 = 17;
const NAMES: usize = 22;

impl Help {
    /// Help for the pane that `about` tells of, whose own commands are `own`; `can` tells what runs now.
    pub(crate) fn new(about: &About, own: &[Command], can: impl Fn(Command) -> Result<(), DisabledReason>) -> Self {
        let mut lines = vec![Entry::Said(about.answers.clone())];
        for (heading, words) in PARTS.into_iter().zip(&about.parts).filter(|(_, words)| !words.is_empty()) {
            lines.extend([Entry::Blank, Entry::Heading(heading)]);
            lines.extend(words.iter().map(|(name, means)| Entry::Word(name.clone(), means.clone())));
        }
        let mut keys = |heading: &'static str, rows: Vec<&'static Row>| {
            lines.extend([Entry::Blank, Entry::Heading(heading)]);
            lines.extend(rows.into_iter().map(|row| Entry::Row(row, can(row.command).err())));
        };
        keys("Keys here", own.iter().filter_map(|command| describe(*command)).collect());
        for scope in Scope::ALL {
            let rows = TABLE.iter().filter(|row| row.scope == scope && !own.contains(&row.command));
            keys(scope.word(), rows.collect());
        }
        let title = format!("Help ─ {}", about.name);
        Self { title, whole: lines.clone(), lines, columns: 0, roll: ListState::default() }
    }

    /// Takes a key: moves or closes.
    pub(crate) fn press(&mut self, key: Key) -> Reply {
        match scroll_key(key) {
            Some(how) => {
                self.roll.go(how);
            }
            None if closes(key) => return Reply::Close,
            None => {}
        }
        Reply::Stay
    }

    /// Takes the wheel.
    pub(crate) fn mouse(&mut self, mouse: Mouse) -> Reply {
        if let Mouse::Wheel(_, down) = mouse {
            self.roll.go(if down { Move::Down } else { Move::Up });
        }
        Reply::Stay
    }

    /// Tells how large the screen is.
    pub(crate) fn settle(&mut self, screen: Rect) {
        let columns = self.area(screen).width.saturating_sub(2);
        if columns != self.columns {
            self.columns = columns;
            self.lines = self.whole.iter().flat_map(|entry| broken(entry, usize::from(columns))).collect();
        }
        let height = usize::from(self.area(screen).height.saturating_sub(2));
        self.roll.settle((self.lines.len() + 1).saturating_sub(height.max(1)), 1);
    }

    /// Draws it.
    pub(crate) fn view(&self, canvas: &mut Canvas<'_>, screen: Rect) {
        let position = (self.roll.len() > 1).then(|| format!("{}/{}", self.roll.at() + 1, self.roll.len()));
        let inside = framed(canvas, self.area(screen), &self.title, String::new(), position);
        let theme = canvas.theme();
        for (entry, y) in self.lines.iter().skip(self.roll.at()).zip(inside.y..inside.bottom()) {
            let area = Rect { y, height: 1, ..inside };
            match entry {
                Entry::Heading(words) => {
                    canvas.text(area.x, y, area.width, words, theme.strong);
                }
                Entry::Said(words) => {
                    canvas.text(area.x, y, area.width, words, theme.plain);
                }
                Entry::Word(name, means) => {
                    canvas.text(area.x, y, area.width, name, theme.key);
                    let x = NAMES.min(usize::from(area.width)) as u16;
                    canvas.text(area.x + x, y, area.width - x, means, theme.plain);
                }
                Entry::Row(row, why) => draw_row(canvas, area, row, why.as_ref()),
                Entry::Blank => {}
            }
        }
    }

    fn area(&self, screen: Rect) -> Rect {
        let height = (self.lines.len() as u16 + 2).min(screen.height.saturating_sub(2));
        middle(screen, 92.min(screen.width.saturating_sub(2)), height)
    }
}

/// An entry in lines of so many columns: a meaning goes on under its beginning, and begins below a name that is long.
fn broken(entry: &Entry, columns: usize) -> Vec<Entry> {
    match entry {
        Entry::Said(words) => wrapped(words, columns.max(1)).into_iter().map(Entry::Said).collect(),
        Entry::Word(name, means) => {
            let mut lines = Vec::new();
            let mut name = name.clone();
            if text::width(&name) + 1 >= NAMES {
                lines.push(Entry::Word(std::mem::take(&mut name), String::new()));
            }
            for piece in wrapped(means, columns.saturating_sub(NAMES).max(1)) {
                lines.push(Entry::Word(std::mem::take(&mut name), piece));
            }
            lines
        }
        other => vec![other.clone()],
    }
}

fn draw_row(canvas: &mut Canvas<'_>, area: Rect, row: &Row, why: Option<&DisabledReason>) {
    let theme = canvas.theme();
    let (key, words) = if why.is_some() { (theme.dim, theme.dim) } else { (theme.key, theme.plain) };
    canvas.text(area.x, area.y, KEYS - 1, &row.keys_shown(), key);
    let x = area.x + KEYS;
    let room = area.width.saturating_sub(KEYS);
    let mut spans = vec![Span::styled(row.words, words)];
    if let Some(DisabledReason(reason)) = why {
        let left = usize::from(room).saturating_sub(text::width(row.words) + 3);
        spans.push(Span::styled(format!("   {}", text::fit(reason, left)), theme.dim));
    }
    canvas.spans(x, area.y, room, &spans);
}
