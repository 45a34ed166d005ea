//! Who uses the book: one member of our team, by name.

use super::problem::Result;
use super::rule::Rule;
use super::text::same_word;
use serde::{Deserialize, Serialize};

/// The name of the member who uses the book; empty: nobody has said who they are.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Me {
    /// The member's name, as the book holds it.
    pub name: String,
}

impl Me {
    /// Whether these words mean whoever uses the book: `me` or `@me`, in any case.
    pub fn is_meant(words: &str) -> bool {
        let words = words.trim();
        words.strip_prefix('@').unwrap_or(words).eq_ignore_ascii_case("me")
    }

    /// Whether the member of this name uses the book.
    pub fn is(&self, name: &str) -> bool {
        !self.name.is_empty() && same_word(&self.name, name)
    }
}

/// What to do where nobody has said who they are.
pub const UNKNOWN: &str = "No team member “me” yet. Set yourself up: mainstay me \"Your Name\".";

impl Rule for Me {
    const KEY: &'static str = "me";
    const WHAT: &'static str = "Who you are";
    const FIELD: &'static str = "name";

    fn shipped() -> Result<Self> {
        Ok(Self::default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn me_is_meant_with_and_without_the_sign() {
        for words in ["me", "@me", " Me ", "@ME"] {
            assert!(Me::is_meant(words), "{words}");
        }
        for words in ["", "@", "m", "james", "me too"] {
            assert!(!Me::is_meant(words), "{words}");
        }
        assert!(Me { name: "Ana Ruiz".into() }.is("ana ruiz"));
        assert!(!Me::default().is(""));
    }
}
