//! Typed text and the cursor in it: one line or many, whole characters as a person counts them.

use crate::domain::text;
use crate::tui::key::Key;
use crate::tui::pen::Pen;
use crossterm::event::KeyCode;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;

/// The longest text that can be typed or pasted, in bytes.
const LONGEST: usize = 20_000;

/// Text being typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Editor {
    text: String,
    at: usize,
    many_lines: bool,
}

impl Editor {
    /// One line with `text` in it and the cursor at its end.
    pub(crate) fn line(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { at: text.len(), text, many_lines: false }
    }

    /// Many lines with `text` in them.
    pub(crate) fn lines(text: impl Into<String>) -> Self {
        Self { many_lines: true, ..Self::line(text) }
    }

    /// What has been typed.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Where the cursor stands, in bytes.
    pub(crate) fn at(&self) -> usize {
        self.at
    }

    /// Replaces everything; the cursor goes to the end.
    pub(crate) fn set(&mut self, text: impl Into<String>) {
        self.text = text.into();
        self.at = self.text.len();
    }

    /// Replaces `range` (bytes) by `words`; the cursor goes behind them.
    pub(crate) fn replace(&mut self, range: std::ops::Range<usize>, words: &str) {
        if self.text.get(range.clone()).is_some() {
            self.at = range.start + words.len();
            self.text.replace_range(range, words);
        }
    }

    /// Types `words`, as pasted: line breaks become blanks on one line, other controls vanish.
    pub(crate) fn insert(&mut self, words: &str) {
        let words = words.replace("\r\n", "\n");
        let taken: String = words
            .chars()
            .filter_map(|ch| match ch {
                '\n' | '\r' if self.many_lines => Some('\n'),
                '\n' | '\r' | '\t' => Some(' '),
                _ if ch.is_control() => None,
                _ => Some(ch),
            })
            .collect();
        if self.text.len() + taken.len() <= LONGEST {
            self.text.insert_str(self.at, &taken);
            self.at += taken.len();
        }
    }

    /// Takes a key; `false` when it means nothing here.
    pub(crate) fn press(&mut self, key: Key) -> bool {
        if let Some(letter) = key.typed() {
            self.insert(letter.encode_utf8(&mut [0; 4]));
            return true;
        }
        match key.code {
            KeyCode::Enter if self.many_lines => self.insert("\n"),
            KeyCode::Backspace if key.ctrl || key.alt => self.delete_to(self.word_before()),
            KeyCode::Backspace => self.delete_to(self.before()),
            KeyCode::Delete => self.delete_to(self.after()),
            KeyCode::Left if key.ctrl || key.alt => self.at = self.word_before(),
            KeyCode::Right if key.ctrl || key.alt => self.at = self.word_after(),
            KeyCode::Left => self.at = self.before(),
            KeyCode::Right => self.at = self.after(),
            KeyCode::Up if self.many_lines => self.go_line(false),
            KeyCode::Down if self.many_lines => self.go_line(true),
            KeyCode::Home => self.at = self.line_start(),
            KeyCode::End => self.at = self.line_end(),
            KeyCode::Char('a') if key.ctrl => self.at = self.line_start(),
            KeyCode::Char('e') if key.ctrl => self.at = self.line_end(),
            KeyCode::Char('w') if key.ctrl => self.delete_to(self.word_before()),
            KeyCode::Char('u') if key.ctrl => self.delete_to(self.line_start()),
            KeyCode::Char('k') if key.ctrl => self.delete_to(self.line_end()),
            _ => return false,
        }
        true
    }

    fn delete_to(&mut self, other: usize) {
        let (start, end) = (self.at.min(other), self.at.max(other));
        self.text.replace_range(start..end, "");
        self.at = start;
    }

    fn before(&self) -> usize {
        self.text[..self.at].grapheme_indices(true).next_back().map_or(0, |(start, _)| start)
    }

    fn after(&self) -> usize {
        self.text[self.at..].graphemes(true).next().map_or(self.at, |grapheme| self.at + grapheme.len())
    }

    fn word_before(&self) -> usize {
        let head = self.text[..self.at].trim_end();
        head.rfind(char::is_whitespace)
            .map_or(0, |blank| blank + head[blank..].chars().next().map_or(1, char::len_utf8))
    }

    fn word_after(&self) -> usize {
        let tail = &self.text[self.at..];
        let word = tail.len() - tail.trim_start().len();
        tail[word..].find(char::is_whitespace).map_or(self.text.len(), |blank| self.at + word + blank)
    }

    fn line_start(&self) -> usize {
        self.text[..self.at].rfind('\n').map_or(0, |newline| newline + 1)
    }

    fn line_end(&self) -> usize {
        self.text[self.at..].find('\n').map_or(self.text.len(), |newline| self.at + newline)
    }

    fn go_line(&mut self, down: bool) {
        let column = self.text[self.line_start()..self.at].graphemes(true).count();
        let start = if down {
            let end = self.line_end();
            if end == self.text.len() {
                return;
            }
            end + 1
        } else {
            let start = self.line_start();
            if start == 0 {
                return;
            }
            self.text[..start - 1].rfind('\n').map_or(0, |newline| newline + 1)
        };
        let line = self.text[start..].split('\n').next().unwrap_or("");
        self.at = start + line.graphemes(true).take(column).map(str::len).sum::<usize>();
    }

    /// Draws the text in `area`, scrolled so that the cursor is visible; `ghost` is what completion would add behind it.
    pub(crate) fn draw(&self, pen: &mut Pen<'_>, area: Rect, style: Style, focused: bool, ghost: &str) {
        if area.is_empty() {
            return;
        }
        let row = self.text[..self.at].matches('\n').count();
        let top = row.saturating_sub(usize::from(area.height) - 1);
        for (line, y) in self.text.split('\n').skip(top).zip(area.y..area.bottom()) {
            let is_current = usize::from(y - area.y) + top == row;
            let column = if is_current { text::width(&text::clean(&self.text[self.line_start()..self.at])) } else { 0 };
            let skip = column.saturating_sub(usize::from(area.width) - 1);
            let shown = skip_columns(line, skip);
            let used = pen.text(area.x, y, area.width, &shown, style);
            if is_current && focused {
                pen.text(area.x + used, y, area.width - used, ghost, pen.theme().on(pen.theme().ghost, style));
                pen.put_cursor(area.x + (column - skip) as u16, y);
            }
        }
    }
}

/// `line` without its first `columns` columns.
fn skip_columns(line: &str, columns: usize) -> String {
    let line = text::clean(line);
    let mut skipped = 0;
    line.graphemes(true)
        .skip_while(|grapheme| {
            let skip = skipped < columns;
            skipped += text::width(grapheme);
            skip
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(editor: &mut Editor, keys: &str) -> String {
        for name in keys.split(' ') {
            editor.press(Key::named(name).unwrap());
        }
        editor.text().to_owned()
    }

    #[test]
    fn whole_characters_are_moved_over_and_deleted() {
        let mut editor = Editor::line("e\u{301}👩‍👩‍👧");
        assert_eq!(typed(&mut editor, "Backspace"), "e\u{301}");
        assert_eq!(typed(&mut editor, "← x →"), "xe\u{301}");
        assert_eq!(typed(&mut editor, "Backspace Backspace Backspace"), "");
    }

    #[test]
    fn words_and_lines_are_deleted() {
        let mut editor = Editor::line("price worry today");
        assert_eq!(typed(&mut editor, "Ctrl-w"), "price worry ");
        assert_eq!(typed(&mut editor, "Ctrl-← a"), "price aworry ");
        assert_eq!(typed(&mut editor, "Ctrl-u"), "worry ");
    }

    #[test]
    fn a_paste_stays_on_one_line_and_brings_no_controls() {
        let mut editor = Editor::line("");
        editor.insert("two\r\nlines\u{1b}[31m\tand a tab");
        assert_eq!(editor.text(), "two lines[31m and a tab");
        let mut many = Editor::lines("one");
        many.insert("\r\ntwo");
        assert_eq!(typed(&mut many, "↑ x"), "onex\ntwo");
    }
}
