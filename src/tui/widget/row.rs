//! The one row of what is read line by line: its pieces have roles instead of styles, so that it is made once and drawn in
//! every theme.

use super::table::{self, Cell, Column};
use crate::domain::account::Account;
use crate::domain::id::Id;
use crate::form::record_ref::RecordRef;
use crate::form::request::FormRequest;
use crate::tui::canvas::Canvas;
use crate::tui::risk_mark;
use crate::tui::theme::Theme;
pub(crate) use crate::view::{Ink, Piece};
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

impl Ink {
    /// Its style in a theme.
    pub(crate) fn style(self, theme: &Theme) -> Style {
        match self {
            Ink::Plain => theme.plain,
            Ink::Strong => theme.strong,
            Ink::Dim => theme.dim,
            Ink::Good => theme.good,
            Ink::Warning => theme.warning,
            Ink::Bad => theme.error,
            Ink::Accent => theme.accent,
            Ink::Struck => theme.dim.add_modifier(Modifier::CROSSED_OUT),
            Ink::Chart => theme.chart,
            Ink::Risk(band) => risk_mark::style(band, theme),
        }
    }
}

/// Short for a piece.
pub(crate) fn piece(role: Ink, words: impl Into<String>) -> Piece {
    (role, words.into())
}

/// A row.
#[derive(Debug, Clone, Default)]
pub(crate) struct Row {
    /// What is drawn: one piece a column or, without columns, piece behind piece.
    pub(crate) pieces: Vec<Piece>,
    /// Columns that give way to each other; none: a piece has its width in itself.
    pub(crate) columns: &'static [Column],
    /// What `e` edits.
    pub(crate) record: Option<RecordRef>,
    /// The account it is about.
    pub(crate) account: Option<Id<Account>>,
    /// What it is called.
    pub(crate) name: String,
    /// What `n` makes here.
    pub(crate) new: Option<FormRequest>,
    /// Whether it only says what the rows below it are: such a row is not selected.
    pub(crate) is_title: bool,
    /// Everything there is to read, line by line, where the row tells only a part.
    pub(crate) detail: Vec<String>,
}

impl Row {
    /// An empty line.
    pub(crate) fn blank() -> Self {
        Self::default()
    }

    /// A heading, with a count or a hint beside it.
    pub(crate) fn heading(words: &str, beside: impl Into<String>) -> Self {
        Self::titles().piece(Ink::Strong, words).piece(Ink::Dim, format!("  {}", beside.into()))
    }

    /// The titles of columns, which follow.
    pub(crate) fn titles() -> Self {
        Self { is_title: true, ..Self::default() }
    }

    /// Whether it can be selected: it is a record, or something to read.
    pub(crate) fn is_selectable(&self) -> bool {
        self.record.is_some() || !(self.is_title || self.pieces.is_empty())
    }

    /// Words without a record.
    pub(crate) fn said(role: Ink, words: impl Into<String>) -> Self {
        Self::default().piece(role, words)
    }

    /// The same with one more piece.
    pub(crate) fn piece(mut self, role: Ink, words: impl Into<String>) -> Self {
        self.pieces.push((role, words.into()));
        self
    }

    /// The same with one more piece, set in a column of this width.
    pub(crate) fn column(self, role: Ink, width: usize, words: &str) -> Self {
        self.piece(role, crate::domain::text::left(words, width) + " ")
    }

    /// The same with a record behind it.
    pub(crate) fn of(mut self, record: RecordRef) -> Self {
        self.record = Some(record);
        self
    }

    /// The same with everything there is to read.
    pub(crate) fn full(mut self, words: impl Into<String>) -> Self {
        self.detail = words.into().lines().map(str::to_owned).collect();
        self
    }

    /// Draws it.
    pub(crate) fn draw(&self, canvas: &mut Canvas<'_>, area: Rect) {
        if self.columns.is_empty() {
            let theme = canvas.theme();
            canvas.line(area.x, area.y, area.width, &self.as_line(&theme));
        } else {
            let cells: Vec<Cell> = self.pieces.iter().map(|piece| vec![piece.clone()]).collect();
            table::row(canvas, area, self.columns, &cells);
        }
    }

    /// The row in the styles of a theme.
    pub(crate) fn as_line(&self, theme: &Theme) -> Line<'static> {
        self.pieces.iter().map(|(role, words)| Span::styled(words.clone(), role.style(theme))).collect()
    }
}
