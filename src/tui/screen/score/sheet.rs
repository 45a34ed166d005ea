//! Lines to read under headings that can be found, as wide as the layer they are read in.

use crate::domain::text::{grouped, left, right, width, wrapped};
use crate::tui::layer::Layer;
use crate::tui::layer::text::TextLayer;
use crate::tui::lead::Lead;
use crate::tui::theme::Theme;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// Columns before the words of a figure.
const INDENT: usize = 27;
/// The fewest columns that words are broken to.
const NARROW: usize = 20;

/// What has been written.
pub(crate) struct Sheet<'a> {
    /// The colours.
    pub(super) theme: &'a Theme,
    /// The columns inside the frame.
    pub(super) columns: usize,
    lines: Vec<Line<'static>>,
    parts: Vec<usize>,
    leads: Vec<(usize, Lead)>,
}

impl<'a> Sheet<'a> {
    /// For a layer on a screen of this width: it leaves a column on each side, has at most 92, and its frame takes four.
    pub(crate) fn of(theme: &'a Theme, screen: u16) -> Self {
        let columns = usize::from(screen.saturating_sub(2).min(92)).saturating_sub(4);
        Self { theme, columns, lines: Vec::new(), parts: Vec::new(), leads: Vec::new() }
    }

    /// The lines that `write` adds lead there.
    pub(super) fn leading(&mut self, lead: Option<Lead>, write: impl FnOnce(&mut Self)) {
        let from = self.lines.len();
        write(self);
        let lead = lead.into_iter().flat_map(|lead| (from..self.lines.len()).map(move |line| (line, lead.clone())));
        self.leads.extend(lead);
    }

    /// Begins a part: a heading over a rule, after a blank line.
    pub(super) fn part(&mut self, heading: &str) {
        if !self.lines.is_empty() {
            self.lines.push(Line::default());
        }
        self.parts.push(self.lines.len());
        let rule = "─".repeat(self.columns.saturating_sub(width(heading) + 4));
        let spans = vec![
            Span::styled("── ", self.theme.dim),
            Span::styled(heading.to_owned(), self.theme.strong),
            Span::styled(format!(" {rule}"), self.theme.dim),
        ];
        self.lines.push(Line::from(spans));
    }

    /// Lines as they are.
    pub(super) fn extend(&mut self, lines: impl IntoIterator<Item = Line<'static>>) {
        self.lines.extend(lines);
    }

    /// A name, a figure and words, which go on below themselves where there is no room.
    pub(super) fn named(&mut self, name: &str, rate: &str, words: &str) {
        let theme = self.theme;
        let mut pieces = wrapped(words, self.columns.saturating_sub(INDENT).max(NARROW)).into_iter();
        let first = Span::raw(format!("  {}", pieces.next().unwrap_or_default()));
        self.lines.push(Line::from(vec![
            Span::styled(left(name, 16), theme.dim),
            Span::styled(right(rate, 9), theme.strong),
            first,
        ]));
        self.lines.extend(pieces.map(|piece| Line::from(format!("{}{piece}", " ".repeat(INDENT)))));
    }

    /// A name and words beside it, which go on below themselves.
    pub(super) fn beside(&mut self, name: &str, columns: usize, words: &str) {
        let pieces = wrapped(words, self.columns.saturating_sub(columns).max(NARROW)).into_iter().enumerate();
        for (at, piece) in pieces {
            let name = left(if at == 0 { name } else { "" }, columns);
            self.lines.push(Line::from(vec![Span::styled(name, self.theme.dim), Span::raw(piece)]));
        }
    }

    /// Words that go on below themselves, a little to the right.
    pub(super) fn words(&mut self, words: &str, style: Style) {
        let pieces = wrapped(words, self.columns.saturating_sub(2).max(NARROW)).into_iter().enumerate();
        self.lines.extend(pieces.map(|(at, piece)| {
            let indent = if at == 0 { "" } else { "  " };
            Line::from(Span::styled(format!("{indent}{piece}"), style))
        }));
    }

    /// How often each was counted, under a heading, each with the rows that it counts; nothing where nothing was.
    pub(super) fn counts(&mut self, heading: &str, rows: Vec<(u64, String, Option<Lead>)>) {
        if rows.is_empty() {
            return;
        }
        self.part(heading);
        for (count, words, lead) in rows {
            let line = Line::from(format!("{}  {words}", right(&grouped(&count.to_string()), 6)));
            self.leading(lead, |sheet| sheet.lines.push(line));
        }
    }

    /// The layer that all this is read in.
    pub(super) fn layer(self, title: String) -> Layer {
        Layer::Text(TextLayer::new(title, self.lines).with_parts(self.parts).with_leads(self.leads))
    }
}
