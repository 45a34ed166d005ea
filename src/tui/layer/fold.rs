//! Breaking styled lines that are wider than what they are read in.

use crate::domain::text::{clean, width};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// By how many columns what follows the first piece hangs under its beginning.
const HANGS: usize = 2;

/// A line in pieces of at most `columns` columns, broken at blanks; a word that is wider is broken where it must be. What
/// follows the first piece hangs under it.
pub(super) fn fold(line: &Line<'static>, columns: usize) -> Vec<Line<'static>> {
    if columns == 0 || line.width() <= columns {
        return vec![line.clone()];
    }
    // Cleaned before it is measured, so that nothing that is drawn as something else is counted as nothing.
    let clean = |span: &Span<'static>| clean(&span.content).chars().map(|ch| (ch, span.style)).collect::<Vec<_>>();
    let letters: Vec<(char, Style)> = line.spans.iter().flat_map(clean).collect();
    let indent = (letters.iter().take_while(|(ch, _)| *ch == ' ').count() + HANGS).min(columns / 2);
    let (mut pieces, mut rest) = (Vec::new(), letters.as_slice());
    while !rest.is_empty() {
        let margin = if pieces.is_empty() { 0 } else { indent };
        let taken = fits(rest, columns - margin);
        pieces.push(piece(&rest[..taken], margin));
        rest = &rest[taken..];
        let blanks = rest.iter().take_while(|(ch, _)| *ch == ' ').count();
        rest = &rest[blanks..];
    }
    pieces
}

/// How many letters stand in so many columns, up to the last blank where not all do; never none.
fn fits(letters: &[(char, Style)], columns: usize) -> usize {
    let (mut used, mut buffer) = (0, [0; 4]);
    for (at, (ch, _)) in letters.iter().enumerate() {
        used += width(ch.encode_utf8(&mut buffer));
        if used > columns {
            let blank = letters[..=at].iter().rposition(|(ch, _)| *ch == ' ').filter(|blank| *blank > 0);
            let is_margin = |blank: usize| letters[..blank].iter().all(|(ch, _)| *ch == ' ');
            return blank.filter(|blank| !is_margin(*blank)).unwrap_or(at).max(1);
        }
    }
    letters.len()
}

/// These letters with their styles, behind a margin.
fn piece(letters: &[(char, Style)], margin: usize) -> Line<'static> {
    let mut spans: Vec<Span<'static>> = Vec::new();
    if margin > 0 {
        spans.push(Span::raw(" ".repeat(margin)));
    }
    for run in letters.chunk_by(|one, other| one.1 == other.1) {
        spans.push(Span::styled(run.iter().map(|(ch, _)| *ch).collect::<String>(), run[0].1));
    }
    Line::from(spans)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::Color;

    fn texts(line: &Line<'static>, columns: usize) -> Vec<String> {
        fold(line, columns).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn lines_break_at_blanks_under_their_beginning_and_lose_no_word() {
        assert_eq!(texts(&Line::from("all of it fits"), 14), ["all of it fits"]);
        assert_eq!(texts(&Line::from("  what is wide goes on"), 12), ["  what is", "    wide", "    goes on"]);
        assert_eq!(texts(&Line::from("abcdefgh ij"), 5), ["abcde", "  fgh", "  ij"]);
        assert_eq!(texts(&Line::from("漢字漢字"), 5), ["漢字", "  漢", "  字"]);
        assert_eq!(texts(&Line::from(""), 5), [""]);
    }

    #[test]
    fn every_piece_keeps_its_style() {
        let red = Style::new().fg(Color::Red);
        let line = Line::from(vec![Span::raw("plain "), Span::styled("red and wide", red)]);
        let folded = fold(&line, 9);
        assert_eq!(folded.iter().map(ToString::to_string).collect::<Vec<_>>(), ["plain red", "  and", "  wide"]);
        assert!(folded[1].spans.iter().skip(1).all(|span| span.style == red));
    }
}
