//! Typed text and the cursor in it: one line or many, whole characters as a person counts them.

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

/// Where the cursor can go, or up to where text is deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Motion {
    Before,
    After,
    WordBefore,
    WordAfter,
    LineStart,
    LineEnd,
    LineUp,
    LineDown,
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

    /// Whether it holds more than one line.
    pub(crate) fn has_lines(&self) -> bool {
        self.many_lines
    }

    /// The line the cursor stands in, counted from 0, and the text of that line before the cursor.
    pub(crate) fn cursor(&self) -> (usize, &str) {
        (self.text[..self.at].matches('\n').count(), &self.text[self.line_start()..self.at])
    }

    /// Replaces everything; the cursor goes to the end.
    pub(crate) fn set(&mut self, text: impl Into<String>) {
        self.text = text.into();
        self.at = self.text.len();
    }

    /// Replaces `range` (bytes) by `words`; the cursor goes behind them, or stays where it is in the text behind the range.
    pub(crate) fn replace(&mut self, range: std::ops::Range<usize>, words: &str) {
        if self.text.get(range.clone()).is_some() {
            let beyond = self.at.saturating_sub(range.end);
            self.at = range.start + words.len() + beyond;
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

    /// Moves the cursor.
    pub(crate) fn go(&mut self, motion: Motion) {
        self.at = self.place(motion);
    }

    /// Deletes what lies between the cursor and where `motion` would take it.
    pub(crate) fn delete(&mut self, motion: Motion) {
        let other = self.place(motion);
        let (start, end) = (self.at.min(other), self.at.max(other));
        self.text.replace_range(start..end, "");
        self.at = start;
    }

    fn place(&self, motion: Motion) -> usize {
        match motion {
            Motion::Before => self.before(),
            Motion::After => self.after(),
            Motion::WordBefore => self.word_before(),
            Motion::WordAfter => self.word_after(),
            Motion::LineStart => self.line_start(),
            Motion::LineEnd => self.line_end(),
            Motion::LineUp => self.other_line(false),
            Motion::LineDown => self.other_line(true),
        }
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

    /// The same column in the line below or above; where there is none, where the cursor stands.
    fn other_line(&self, down: bool) -> usize {
        let column = self.text[self.line_start()..self.at].graphemes(true).count();
        let start = if down {
            let end = self.line_end();
            if end == self.text.len() {
                return self.at;
            }
            end + 1
        } else {
            let start = self.line_start();
            if start == 0 {
                return self.at;
            }
            self.text[..start - 1].rfind('\n').map_or(0, |newline| newline + 1)
        };
        let line = self.text[start..].split('\n').next().unwrap_or("");
        start + line.graphemes(true).take(column).map(str::len).sum::<usize>()
    }
}
