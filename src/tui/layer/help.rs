//! Help for the screen in sight, from the table of commands.

use super::text::{closes, scroll_key};
use super::{Canvas, Key, Mouse, Reply, framed, middle};
use crate::domain::text;
use crate::tui::command::{Command, DisabledReason, Row, Scope, TABLE};
use crate::tui::widget::roll::{ListState, Move};
use ratatui::layout::Rect;
use ratatui::text::Span;

/// Keys, what they do, and why some cannot be used now.
#[derive(Debug)]
pub(crate) struct Help {
    title: String,
    lines: Vec<Entry>,
    roll: ListState,
}

#[derive(Debug)]
enum Entry {
    Heading(&'static str),
    Row(&'static Row, Option<DisabledReason>),
    Blank,
}

const KEYS: u16 = 17;

impl Help {
    /// Help for the screen called `place`; `can` tells what runs now.
    pub(crate) fn new(place: &str, can: impl Fn(Command) -> Result<(), DisabledReason>) -> Self {
        let mut lines = Vec::new();
        for scope in Scope::ALL {
            if !lines.is_empty() {
                lines.push(Entry::Blank);
            }
            lines.push(Entry::Heading(scope.word()));
            let rows = TABLE.iter().filter(|row| row.scope == scope);
            lines.extend(rows.map(|row| Entry::Row(row, can(row.command).err())));
        }
        Self { title: format!("Help for {place}"), lines, roll: ListState::default() }
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
        let height = usize::from(self.area(screen).height.saturating_sub(2));
        self.roll.settle((self.lines.len() + 1).saturating_sub(height.max(1)), 1);
    }

    /// Draws it.
    pub(crate) fn view(&self, pen: &mut Canvas<'_>, screen: Rect) {
        let position = (self.roll.len() > 1).then(|| format!("{}/{}", self.roll.at() + 1, self.roll.len()));
        let inside = framed(pen, self.area(screen), &self.title, String::new(), position);
        for (entry, y) in self.lines.iter().skip(self.roll.at()).zip(inside.y..inside.bottom()) {
            match entry {
                Entry::Heading(words) => {
                    pen.text(inside.x, y, inside.width, words, pen.theme().strong);
                }
                Entry::Row(row, why) => draw_row(pen, Rect { y, height: 1, ..inside }, row, why.as_ref()),
                Entry::Blank => {}
            }
        }
    }

    fn area(&self, screen: Rect) -> Rect {
        let height = (self.lines.len() as u16 + 2).min(screen.height.saturating_sub(2));
        middle(screen, 84.min(screen.width.saturating_sub(2)), height)
    }
}

fn draw_row(pen: &mut Canvas<'_>, area: Rect, row: &Row, why: Option<&DisabledReason>) {
    let theme = pen.theme();
    let (key, words) = if why.is_some() { (theme.dim, theme.dim) } else { (theme.key, theme.plain) };
    pen.text(area.x, area.y, KEYS - 1, &row.keys_shown(), key);
    let x = area.x + KEYS;
    let room = area.width.saturating_sub(KEYS);
    let mut spans = vec![Span::styled(row.words, words)];
    if let Some(DisabledReason(reason)) = why {
        let left = usize::from(room).saturating_sub(text::width(row.words) + 3);
        spans.push(Span::styled(format!("   {}", text::fit(reason, left)), theme.dim));
    }
    pen.spans(x, area.y, room, &spans);
}
