//! The words of a filter: split at blanks, quotes keep blanks together.

use crate::domain::problem::{Problem, Result};

/// A word of a filter, its quotes taken off.
pub(super) struct Word<'t> {
    /// As it was typed.
    pub(super) raw: &'t str,
    pub(super) text: String,
    /// Where the sign between field and value stands in `text`; none: it is a word of the name.
    pub(super) sign: Option<usize>,
    /// Whether quotes stood in it.
    pub(super) is_quoted: bool,
}

impl<'t> Word<'t> {
    /// Splits at blanks that stand in no quotes.
    pub(super) fn split(text: &'t str) -> Result<Vec<Self>> {
        let mut words = Vec::new();
        let (mut from, mut open) = (None, false);
        for (at, ch) in text.char_indices().chain([(text.len(), ' ')]) {
            let is_end = at == text.len();
            open ^= is_quote(ch);
            if is_end && open {
                return Err(Problem::input("A quote is not closed; write it as in owner:\"Ana Ruiz\"."));
            }
            match from {
                None if !ch.is_whitespace() => from = Some(at),
                Some(start) if ch.is_whitespace() && (!open || is_end) => {
                    words.push(Self::of(&text[start..at]));
                    from = None;
                }
                _ => {}
            }
        }
        Ok(words)
    }

    /// Where the last word of a text begins that may not be finished; its end, behind a blank.
    pub(super) fn last_begins(text: &str) -> usize {
        let mut open = false;
        let mut from = 0;
        for (at, ch) in text.char_indices() {
            open ^= is_quote(ch);
            if ch.is_whitespace() && !open {
                from = at + ch.len_utf8();
            }
        }
        from
    }

    fn of(raw: &'t str) -> Self {
        let (mut text, mut sign, mut open) = (String::with_capacity(raw.len()), None, false);
        for ch in raw.chars() {
            if is_quote(ch) {
                open = !open;
                continue;
            }
            if sign.is_none() && !open && matches!(ch, ':' | '<' | '>' | '=') {
                sign = Some(text.len());
            }
            text.push(ch);
        }
        Self { raw, is_quoted: text.len() != raw.len(), text, sign }
    }

    /// Refuses words that would join terms otherwise than by “and”.
    pub(super) fn refuse_joining(&self, has_fields: bool) -> Result<()> {
        let always = ["OR", "AND", "NOT", "||", "&&"].contains(&&*self.text);
        let here = has_fields && ["or", "and", "not"].contains(&&*self.text.to_lowercase());
        if self.is_quoted || !(always || here) {
            return Ok(());
        }
        Err(Problem::input(format!(
            "“{}” is not understood: every term must hold. List twice, or put a name in quotes.",
            self.text
        )))
    }
}

pub(super) const fn is_quote(ch: char) -> bool {
    matches!(ch, '"' | '“' | '”' | '„')
}

/// A value as a filter writes it: in quotes where blanks would part it.
pub(super) fn quoted(value: &str) -> String {
    if value.contains(char::is_whitespace) { format!("\"{value}\"") } else { value.to_owned() }
}
