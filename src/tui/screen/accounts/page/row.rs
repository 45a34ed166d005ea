//! One row of a tab: roles instead of styles, so that rows are made once and worn in every theme.

use crate::domain::risk::score::Band;
use crate::form::record_ref::RecordRef;
use crate::tui::canvas::{Canvas, Look};
use crate::tui::risk_mark;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// What a piece of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ink {
    /// Said.
    Plain,
    /// Named.
    Strong,
    /// A unit, a date, a hint.
    Dim,
    /// Good news.
    Good,
    /// Look at this.
    Warning,
    /// How worried to be.
    Risk(Band),
}

/// A row.
#[derive(Debug, Clone, Default)]
pub(crate) struct Row {
    /// What is drawn, piece by piece; a piece may be set in a column.
    pub(crate) pieces: Vec<(Ink, String)>,
    /// What `e` edits.
    pub(crate) record: Option<RecordRef>,
    /// Everything there is to read, where the line may be cut.
    pub(crate) full: Option<String>,
}

impl Row {
    /// An empty line.
    pub(crate) fn blank() -> Self {
        Self::default()
    }

    /// A heading, with a count or a hint beside it.
    pub(crate) fn heading(words: &str, beside: impl Into<String>) -> Self {
        Self::default().piece(Ink::Strong, words).piece(Ink::Dim, format!("  {}", beside.into()))
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
        self.full = Some(words.into());
        self
    }

    /// Draws it.
    pub(crate) fn draw(&self, pen: &mut Canvas<'_>, area: Rect, look: &Look) {
        pen.line(area.x, area.y, area.width, &self.as_line(look));
    }

    /// The row in the styles of a theme.
    pub(crate) fn as_line(&self, look: &Look) -> Line<'static> {
        self.pieces.iter().map(|(role, words)| Span::styled(words.clone(), style(*role, look))).collect()
    }
}

fn style(role: Ink, look: &Look) -> Style {
    let theme = &look.theme;
    match role {
        Ink::Plain => theme.plain,
        Ink::Strong => theme.strong,
        Ink::Dim => theme.dim,
        Ink::Good => theme.good,
        Ink::Warning => theme.warning,
        Ink::Risk(band) => risk_mark::style(band, theme),
    }
}
