//! A passage: words that stand somewhere in the book, found by letters in them.

use super::account::Account;
use super::day::Day;
use super::event::Event;
use super::id::Id;
use super::pulse::Pulse;
use super::text::{clean, fold};
use super::touch::Touch;

/// Where a passage stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// The summary of a touch.
    Touch(Id<Touch>),
    /// What was said with a pulse.
    Pulse(Id<Pulse>),
    /// The detail of an event.
    Event(Id<Event>),
    /// The notes of the account.
    Notes,
    /// A custom field of the account.
    Field,
}

impl Source {
    /// What it is called.
    pub const fn word(self) -> &'static str {
        match self {
            Source::Touch(_) => "touch",
            Source::Pulse(_) => "pulse",
            Source::Event(_) => "event",
            Source::Notes => "notes",
            Source::Field => "custom field",
        }
    }
}

/// Words found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// At which account.
    pub account: Id<Account>,
    /// What it is called.
    pub name: String,
    /// Where.
    pub source: Source,
    /// Of which day; none: notes and fields have none.
    pub on: Option<Day>,
    /// The words around the hit, safe to show.
    pub words: String,
}

/// How many characters stand before the hit, at most.
const BEFORE: usize = 20;

/// The words of `text` around the first place where `letters` stand, folded as names are compared; without what could steer a
/// terminal. From the beginning where they stand nowhere.
pub fn around(text: &str, letters: &str) -> String {
    let text = clean(text);
    let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let longest = letters.chars().count() * 2 + 4;
    let is_here = |place: &usize| {
        let from = places[*place];
        let end = places.get(place + longest).copied().unwrap_or(text.len());
        !text[from..].starts_with(char::is_whitespace) && fold(&text[from..end]).starts_with(letters)
    };
    let hit = (0..places.len()).find(is_here).unwrap_or(0);
    if hit <= BEFORE {
        return text.into_owned();
    }
    // At the beginning of a word, where there is one so near.
    let near = &text[places[hit - BEFORE]..places[hit]];
    let blank = near.find(' ').map_or(0, |at| at + 1);
    format!("…{}", &text[places[hit - BEFORE] + blank..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_around_a_hit_begin_with_a_word_and_are_clean() {
        let long = "They asked about many things and then about the Rabatt für Łódź, again";
        for (text, letters, shown) in [
            ("a discount of ten", "discount", "a discount of ten"),
            (long, "rabatt", "…and then about the Rabatt für Łódź, again"),
            (long, "lodz", "…the Rabatt für Łódź, again"),
            ("one\u{1b}[31m red", "red", "one\u{fffd}[31m red"),
            ("", "x", ""),
        ] {
            assert_eq!(around(text, letters), shown, "{letters}");
        }
    }
}
