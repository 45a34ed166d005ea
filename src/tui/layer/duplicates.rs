//! Accounts and contacts that may be one, to be merged or told apart.

use super::{Canvas, Key, Mouse, Reply, framed, middle};
use crate::book::duplicates::Duplicate;
use crate::domain::noun::Noun;
use crate::domain::text::counted;
use crate::tui::widget::roll::{ListState, Move};
use crate::tui::widget::table::{self, Column, Focus, cell};
use crate::view::Ink;
use crossterm::event::KeyCode;
use ratatui::layout::Rect;

/// A pair, with what each of the two holds in words.
#[derive(Debug)]
pub(crate) struct Row {
    /// The pair.
    pub(crate) pair: Duplicate,
    /// What the one that stays holds, and the other one.
    pub(crate) held: (String, String),
}

/// Pairs to go through.
#[derive(Debug)]
pub(crate) struct DuplicatesLayer {
    rows: Vec<Row>,
    roll: ListState,
}

/// What is to be done with the selected pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DuplicatesWish {
    /// Make one of them.
    Merge,
    /// Take note that they are two.
    Apart,
    /// Take the last operation back.
    Undo,
}

#[rustfmt::skip]
const COLUMNS: [Column; 3] = [
    Column::words("Stays",          18, 2, Column::KEEP),
    Column::words("Goes into it",   18, 2, Column::KEEP),
    Column::words("Why",            20, 3, 3),
];

/// Lines below the pairs: what the two hold.
const FOOT: u16 = 3;

impl DuplicatesLayer {
    /// These pairs.
    pub(crate) fn new(rows: Vec<Row>) -> Self {
        let mut layer = Self { rows: Vec::new(), roll: ListState::default() };
        layer.renew(rows);
        layer
    }

    /// Shows other pairs at the same place.
    pub(crate) fn renew(&mut self, rows: Vec<Row>) {
        self.rows = rows;
        self.roll.settle(self.rows.len(), self.roll.visible().len().max(1));
    }

    /// The selected pair.
    pub(crate) fn selected(&self) -> Option<&Duplicate> {
        self.roll.selected().and_then(|at| self.rows.get(at)).map(|row| &row.pair)
    }

    /// Takes a key.
    pub(crate) fn press(&mut self, key: Key) -> Reply {
        if let Some(how) = super::text::scroll_key(key) {
            self.roll.go(how);
            return Reply::Stay;
        }
        let wish = |wish| if self.selected().is_some() { Reply::Duplicates(wish) } else { Reply::Stay };
        match key.code {
            KeyCode::Esc | KeyCode::Char('q') => Reply::Close,
            KeyCode::Char('c') if key.ctrl => Reply::Close,
            KeyCode::Enter | KeyCode::Char('m') => wish(DuplicatesWish::Merge),
            KeyCode::Char('a') => wish(DuplicatesWish::Apart),
            KeyCode::Char('u') => Reply::Duplicates(DuplicatesWish::Undo),
            KeyCode::Char('s') => self.swap(),
            _ => Reply::Stay,
        }
    }

    /// Takes a click on a pair, or the wheel.
    pub(crate) fn mouse(&mut self, mouse: Mouse, screen: Rect) -> Reply {
        match mouse {
            Mouse::Wheel(_, down) => {
                self.roll.go(if down { Move::Down } else { Move::Up });
            }
            Mouse::Click(at) | Mouse::Double(at) => {
                let top = area(screen).y + 2;
                if let Some(row) = at.y.checked_sub(top).and_then(|line| self.roll.row_at(usize::from(line))) {
                    self.roll.select(row);
                }
            }
        }
        Reply::Stay
    }

    /// Tells how large the screen is.
    pub(crate) fn settle(&mut self, screen: Rect) {
        self.roll.settle(self.rows.len(), usize::from(area(screen).height.saturating_sub(FOOT + 3)));
    }

    /// Draws it.
    pub(crate) fn view(&self, canvas: &mut Canvas<'_>, screen: Rect) {
        let theme = canvas.theme();
        let inside = framed(canvas, area(screen), "Duplicates", self.answer(), self.roll.position());
        if inside.height <= FOOT + 1 {
            return;
        }
        let list = Rect { x: inside.x - 1, width: inside.width + 2, height: inside.height - FOOT, ..inside };
        let rows = table::heading(canvas, list, &COLUMNS, None);
        table::rows(canvas, rows, &COLUMNS, &self.roll, Focus::Here, |index| match self.rows.get(index) {
            Some(Row { pair, .. }) => vec![
                cell(pair.kept.name.clone(), Ink::Strong),
                cell(pair.merged.name.clone(), Ink::Plain),
                cell(pair.reason(), Ink::Dim),
            ],
            None => Vec::new(),
        });
        if self.rows.is_empty() {
            let words = "No account and no contact looks like another one.";
            canvas.text(rows.x + 2, rows.y, rows.width.saturating_sub(3), words, theme.dim);
        }
        let Some(row) = self.roll.selected().and_then(|at| self.rows.get(at)) else { return };
        let foot = list.bottom() + 1;
        for (y, label, words) in [(foot, "Stays: ", &row.held.0), (foot + 1, "Goes:  ", &row.held.1)] {
            let used = canvas.text(inside.x, y, inside.width, label, theme.dim);
            canvas.text(inside.x + used, y, inside.width.saturating_sub(used), words, theme.plain);
        }
    }

    /// Lets the other one of the two stay.
    fn swap(&mut self) -> Reply {
        if let Some(row) = self.roll.selected().and_then(|at| self.rows.get_mut(at)) {
            row.pair = row.pair.clone().swapped();
            row.held = (row.held.1.clone(), row.held.0.clone());
        }
        Reply::Stay
    }

    fn answer(&self) -> String {
        let count = |noun: Noun| self.rows.iter().filter(|row| row.pair.noun == noun).count() as u64;
        let (accounts, contacts) = (count(Noun::Accounts), count(Noun::Contacts));
        format!("{} of accounts, {contacts} of contacts", counted(accounts, "pair"))
    }
}

fn area(screen: Rect) -> Rect {
    middle(screen, 110.min(screen.width.saturating_sub(2)), screen.height.saturating_sub(2).min(40))
}
