//! Cells that a spreadsheet would run as a formula get a leading `'` on the way out, and lose it on the way in.
//!
//! A text that itself begins with a `'` that reading would take off gets one more, so that every text comes back exactly.

use std::borrow::Cow;

fn runs(ch: char) -> bool {
    matches!(ch, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n')
}

/// `text` as it is written to a file: with a leading `'` if a spreadsheet would run it.
pub fn put_on(text: &str) -> Cow<'_, str> {
    let mut chars = text.chars();
    let guarded = match chars.next() {
        Some('\'') => chars.next().is_some_and(|second| runs(second) || second == '\''),
        Some(first) => runs(first),
        None => false,
    };
    if guarded { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// `cell` without the leading `'` that stands before a formula.
pub fn take_off(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(|second| runs(second) || second == '\'') => rest,
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn formulas_are_guarded_and_words_are_not() {
        assert_eq!(put_on("=1+2"), "'=1+2");
        assert_eq!(put_on("'tis"), "'tis");
        assert_eq!(put_on("'=1"), "''=1");
        assert_eq!(take_off("'-5 %"), "-5 %");
        assert_eq!(take_off("'tis"), "'tis");
        assert_eq!(take_off("'"), "'");
    }

    proptest! {
        #[test]
        fn every_text_comes_back_exactly(text in "['=+@\\-\t\r\na]{0,4}.*") {
            let written = put_on(&text);
            prop_assert_eq!(take_off(&written), text.as_str());
        }
    }
}
