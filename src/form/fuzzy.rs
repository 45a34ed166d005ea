//! Fuzzy matching: a few letters of a name find it, accents or not.

use crate::domain::text::fold;
use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

/// Matches names against what was typed.
pub(crate) struct Fuzzy {
    matcher: Matcher,
    pattern: Pattern,
    buffer: Vec<char>,
    indices: Vec<u32>,
}

impl Fuzzy {
    /// A matcher for these letters; case and accents do not matter, as in every comparison of names.
    pub(crate) fn new(typed: &str) -> Self {
        Self {
            matcher: Matcher::new(Config::DEFAULT),
            pattern: Pattern::parse(&fold(typed), CaseMatching::Ignore, Normalization::Smart),
            buffer: Vec::new(),
            indices: Vec::new(),
        }
    }

    /// A matcher for these letters as they stand, one behind the other.
    pub(crate) fn exact(typed: &str) -> Self {
        let pattern = Pattern::new(&fold(typed), CaseMatching::Ignore, Normalization::Smart, AtomKind::Substring);
        Self { pattern, ..Self::new("") }
    }

    /// How well `name` fits; `None` when it does not.
    pub(crate) fn score(&mut self, name: &str) -> Option<u32> {
        let (plain, _) = letters(name);
        self.pattern.score(Utf32Str::new(&plain, &mut self.buffer), &mut self.matcher)
    }

    /// Which characters of `name` were hit, in order.
    pub(crate) fn hits(&mut self, name: &str) -> Vec<usize> {
        self.indices.clear();
        let (plain, places) = letters(name);
        let haystack = Utf32Str::new(&plain, &mut self.buffer);
        if self.pattern.indices(haystack, &mut self.matcher, &mut self.indices).is_none() {
            return Vec::new();
        }
        self.indices.sort_unstable();
        self.indices.dedup();
        let mut hits: Vec<usize> =
            self.indices.iter().filter_map(|&index| places.get(index as usize).copied()).collect();
        hits.dedup();
        hits
    }
}

/// The letters of a name as they are compared, and of each the place of the character it comes from.
fn letters(name: &str) -> (String, Vec<usize>) {
    let (mut plain, mut places) = (String::new(), Vec::new());
    for (place, letter) in name.chars().enumerate() {
        let before = plain.len();
        match letter {
            blank if blank.is_whitespace() => plain.push(' '),
            ascii if ascii.is_ascii() => plain.push(ascii.to_ascii_lowercase()),
            other => plain.push_str(&fold(other.encode_utf8(&mut [0; 4]))),
        }
        places.extend(plain[before..].chars().map(|_| place));
    }
    (plain, places)
}

/// The rows whose names fit `typed`, best first; all of them, in order, when nothing is typed.
pub(crate) fn rank<'a>(typed: &str, names: impl Iterator<Item = &'a str>) -> Vec<usize> {
    if typed.trim().is_empty() {
        return (0..names.count()).collect();
    }
    let mut fuzzy = Fuzzy::new(typed);
    let mut fitting: Vec<(u32, usize, usize)> = names
        .enumerate()
        .filter_map(|(index, name)| fuzzy.score(name).map(|score| (score, name.len(), index)))
        .collect();
    fitting.sort_unstable_by_key(|&(score, len, index)| (std::cmp::Reverse(score), len, index));
    fitting.into_iter().map(|(_, _, index)| index).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_letters_find_a_name_and_accents_are_optional() {
        let names = ["Northwind Traders", "Müller & Söhne", "Contoso"];
        assert_eq!(rank("nwt", names.into_iter()), [0]);
        assert_eq!(rank("muller", names.into_iter()), [1]);
        assert_eq!(rank("", names.into_iter()), [0, 1, 2]);
        assert_eq!(Fuzzy::new("nt").hits("Northwind Traders"), [0, 10]);
        for (typed, name) in
            [("lodz", "Łódź Energy"), ("strasse", "Straße AG"), ("orby", "Ørby A/S"), ("cafe", "Cafe\u{301}")]
        {
            assert_eq!(rank(typed, [name].into_iter()), [0], "{typed}");
        }
        assert_eq!(Fuzzy::new("strasse").hits("Straße"), [0, 1, 2, 3, 4, 5]);
    }
}
