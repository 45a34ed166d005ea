//! A pane of the programme: sections of rows, one under the other, of which one row is selected.

use crate::domain::text::{clean, width};
use crate::form::request::FormRequest;
use crate::tui::canvas::Canvas;
use crate::tui::widget::pane::{Pane, inside};
use crate::tui::widget::roll::{ListState, Move};
use crate::tui::widget::row::{Ink, Row, piece};
use crate::tui::widget::table::{self, Column};
use ratatui::layout::Rect;

/// One line of a sheet.
#[derive(Debug, Clone)]
pub(super) enum Line {
    /// The heading of a section, and what is said beside it.
    Head(String, String),
    /// A row.
    Row(Box<Row>),
    /// Air.
    Space,
}

/// One column for a sentence.
const WHOLE: &[Column] = &[Column::words("", 20, 1, Column::KEEP)];

/// A sentence that stands where there are no rows; n puts one there.
pub(super) fn nothing(words: impl Into<String>, new: Option<FormRequest>) -> Line {
    let words = words.into();
    let row = Row {
        columns: WHOLE,
        pieces: vec![piece(Ink::Dim, words.clone())],
        new,
        detail: vec![words],
        ..Row::default()
    };
    Line::Row(Box::new(row))
}

/// A sentence that is read and leads nowhere.
pub(super) fn said(tone: Ink, words: impl Into<String>, new: Option<FormRequest>) -> Line {
    let words = words.into();
    let row =
        Row { columns: WHOLE, pieces: vec![piece(tone, words.clone())], new, detail: vec![words], ..Row::default() };
    Line::Row(Box::new(row))
}

/// Adds a section: its heading, its rows or what stands in their place.
pub(super) fn section(
    lines: &mut Vec<Line>,
    head: impl Into<String>,
    note: impl Into<String>,
    rows: Vec<Row>,
    empty: Line,
) {
    if !lines.is_empty() {
        lines.push(Line::Space);
    }
    lines.push(Line::Head(head.into(), note.into()));
    if rows.is_empty() {
        lines.push(empty);
    }
    lines.extend(rows.into_iter().map(|row| Line::Row(Box::new(row))));
}

/// A pane.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    answer: String,
    lines: Vec<Line>,
    roll: ListState,
    height: usize,
}

impl Sheet {
    /// Shows these lines; the selection stays on its record, or at its place.
    pub(super) fn show(&mut self, answer: String, lines: Vec<Line>) {
        let kept = self.selected().and_then(|row| row.record.clone().map(|record| (record, row.account)));
        let at = self.roll.at();
        (self.answer, self.lines) = (answer, lines);
        let same = |line: &Line| {
            matches!((line, &kept), (Line::Row(row), Some((record, account)))
            if row.record.as_ref() == Some(record) && row.account == *account)
        };
        let found = self.lines.iter().position(same);
        self.roll.settle(self.lines.len(), self.height);
        self.roll.select(found.unwrap_or(at));
        self.land(true);
    }

    /// Whether nothing was read yet.
    pub(super) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Tells how large it is.
    pub(super) fn settle(&mut self, area: Option<Rect>) {
        self.height = area.map_or(0, |area| usize::from(inside(area).height));
        self.roll.settle(self.lines.len(), self.height);
    }

    /// The selected row.
    pub(super) fn selected(&self) -> Option<&Row> {
        match self.lines.get(self.roll.at()) {
            Some(Line::Row(row)) => Some(row),
            _ => None,
        }
    }

    /// Moves, over headings and air.
    pub(super) fn go(&mut self, how: Move) {
        self.roll.go(how);
        self.land(matches!(how, Move::Down | Move::PageDown | Move::First));
        if how == Move::First || self.first_row().is_some_and(|first| first >= self.roll.at()) {
            // The heading above the first row comes in sight too.
            let at = self.roll.at();
            self.roll.select(0);
            self.roll.select(at);
        }
    }

    /// Selects the row on this line of the pane.
    pub(super) fn click(&mut self, line: u16) {
        if let Some(row) = self.roll.row_at(usize::from(line))
            && matches!(self.lines.get(row), Some(Line::Row(_)))
        {
            self.roll.select(row);
        }
    }

    /// The line of the pane the selection stands in.
    pub(super) fn line(&self) -> Option<u16> {
        self.selected().and(self.roll.line())
    }

    fn first_row(&self) -> Option<usize> {
        self.lines.iter().position(|line| matches!(line, Line::Row(_)))
    }

    /// Comes to stand on a row: the next one in this direction, else in the other.
    fn land(&mut self, down: bool) {
        let is_row = |at: &usize| matches!(self.lines.get(*at), Some(Line::Row(_)));
        let at = self.roll.at();
        let below = || (at..self.lines.len()).find(is_row);
        let above = || (0..=at).rev().find(is_row);
        let found = if down { below().or_else(above) } else { above().or_else(below) };
        if let Some(row) = found {
            self.roll.select(row);
        }
    }

    /// The rows as text, for export: section, then the cells.
    pub(super) fn table(&self) -> Vec<Vec<String>> {
        let (mut head, mut rows) = (String::new(), Vec::new());
        for line in &self.lines {
            match line {
                Line::Head(words, _) => head.clone_from(words),
                Line::Row(row) => {
                    let cells = row.pieces.iter().map(|(_, words)| words.clone());
                    rows.push(std::iter::once(head.clone()).chain(cells).collect());
                }
                Line::Space => {}
            }
        }
        rows
    }

    /// Draws it, open or shut.
    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, name: &str, focused: bool) {
        let pane = Pane {
            name,
            answer: self.answer.clone(),
            position: self.roll.position().filter(|_| focused),
            focused,
            ..Pane::default()
        };
        if area.height < 3 {
            pane.shut(canvas, area);
            return;
        }
        let inside = pane.draw(canvas, area);
        let list = Rect { x: inside.x.saturating_sub(1), width: inside.width + 2, ..inside };
        for (index, y) in self.roll.visible().zip(list.y..list.bottom()) {
            let row = Rect { y, height: 1, ..list };
            match &self.lines[index] {
                Line::Head(words, note) => head(canvas, row, words, note),
                Line::Row(it) => {
                    it.draw(canvas, row);
                    if focused && index == self.roll.at() {
                        table::select_row(canvas, row, true);
                    }
                }
                Line::Space => {}
            }
        }
    }
}

/// A heading, with what is said beside it at the right; that leaves first.
fn head(canvas: &mut Canvas<'_>, row: Rect, words: &str, note: &str) {
    let theme = canvas.theme();
    let used = canvas.text(row.x + 1, row.y, row.width.saturating_sub(2), words, theme.strong);
    let columns = width(&clean(note)) as u16;
    if columns > 0 && used + columns + 4 <= row.width {
        canvas.text(row.right() - columns - 1, row.y, columns, note, theme.dim);
    }
}
