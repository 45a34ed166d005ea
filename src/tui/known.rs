//! What is known of the accounts, as bars to read after an import.

use super::theme::Theme;
use crate::book::known::KnownFact;
use crate::domain::text::{left, right};
use ratatui::text::{Line, Span};

const BAR: u64 = 10;

/// A line for each thing to know: how much of it is there, and which file or key gives the rest.
pub(super) fn lines(facts: &[KnownFact], theme: &Theme) -> Vec<Line<'static>> {
    let mut lines: Vec<Line<'static>> = facts.iter().map(|fact| line(fact, theme)).collect();
    if !lines.is_empty() {
        lines.insert(0, Line::from(Span::styled("Known of your accounts", theme.strong)));
        lines.push(Line::default());
    }
    lines
}

fn line(fact: &KnownFact, theme: &Theme) -> Line<'static> {
    // A bar is full only where nothing is missing, and empty only where nothing is known.
    let full = (fact.known * BAR / fact.of.max(1)).max(u64::from(fact.known > 0)) as usize;
    let style = if fact.is_whole() {
        theme.good
    } else if fact.known == 0 {
        theme.warning
    } else {
        theme.plain
    };
    let gives = match (fact.is_whole(), fact.file) {
        (true, _) => String::new(),
        (false, "") => fact.key.to_owned(),
        (false, file) => format!("{file}, or {}", fact.key),
    };
    Line::from(vec![
        Span::styled(format!("  {} ", left(fact.what, 14)), theme.plain),
        Span::styled("■".repeat(full), style),
        Span::styled("·".repeat(BAR as usize - full), theme.dim),
        Span::styled(format!(" {}  ", right(&fact.count(), 10)), style),
        Span::styled(gives, theme.dim),
    ])
}
