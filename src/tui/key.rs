//! Keys by name: `j`, `G`, `Ctrl-d`, `Shift-Tab`, `PgDn`. The command table names keys so, and so are they shown.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use std::fmt;

/// One key press, without what terminals disagree about (Shift on letters).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Key {
    /// Which key.
    pub(crate) code: KeyCode,
    /// With Ctrl held.
    pub(crate) ctrl: bool,
    /// With Alt held.
    pub(crate) alt: bool,
}

/// Names of keys that are not a letter.
#[rustfmt::skip]
const NAMES: [(&str, KeyCode); 17] = [
    ("Enter",     KeyCode::Enter),
    ("Esc",       KeyCode::Esc),
    ("Tab",       KeyCode::Tab),
    ("Shift-Tab", KeyCode::BackTab),
    ("Space",     KeyCode::Char(' ')),
    ("↑",         KeyCode::Up),
    ("↓",         KeyCode::Down),
    ("←",         KeyCode::Left),
    ("→",         KeyCode::Right),
    ("Home",      KeyCode::Home),
    ("End",       KeyCode::End),
    ("PgUp",      KeyCode::PageUp),
    ("PgDn",      KeyCode::PageDown),
    ("Backspace", KeyCode::Backspace),
    ("Del",       KeyCode::Delete),
    ("Ins",       KeyCode::Insert),
    ("F1",        KeyCode::F(1)),
];

impl Key {
    /// The key with this name; `None` for a name that is none.
    pub(crate) fn named(name: &str) -> Option<Self> {
        if let Some(rest) = name.strip_prefix("Ctrl-") {
            return Self::named(rest).map(|key| Self { ctrl: true, ..key });
        }
        if let Some(rest) = name.strip_prefix("Alt-") {
            return Self::named(rest).map(|key| Self { alt: true, ..key });
        }
        if let Some((_, code)) = NAMES.iter().find(|(known, _)| *known == name) {
            return Some(Self { code: *code, ctrl: false, alt: false });
        }
        let mut chars = name.chars();
        match (chars.next(), chars.next()) {
            (Some(letter), None) => Some(Self { code: KeyCode::Char(letter), ctrl: false, alt: false }),
            _ => None,
        }
    }

    /// The character it types, if it types one.
    pub(crate) fn typed(self) -> Option<char> {
        match self.code {
            KeyCode::Char(letter) if !self.ctrl && !self.alt => Some(letter),
            _ => None,
        }
    }

    /// Whether it is this key with nothing held.
    pub(crate) fn is(self, code: KeyCode) -> bool {
        self.code == code && !self.ctrl && !self.alt
    }

    /// Whether it is Ctrl and this letter.
    pub(crate) fn is_ctrl(self, letter: char) -> bool {
        self.ctrl && self.code == KeyCode::Char(letter)
    }
}

impl From<KeyEvent> for Key {
    fn from(event: KeyEvent) -> Self {
        let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
        let shift = event.modifiers.contains(KeyModifiers::SHIFT);
        // AltGr arrives as Ctrl and Alt on Windows and types a character.
        let alt_gr = ctrl && event.modifiers.contains(KeyModifiers::ALT) && cfg!(windows);
        let code = match event.code {
            KeyCode::Tab if shift => KeyCode::BackTab,
            KeyCode::Char(letter) if ctrl => KeyCode::Char(letter.to_ascii_lowercase()),
            other => other,
        };
        Self { code, ctrl: ctrl && !alt_gr, alt: event.modifiers.contains(KeyModifiers::ALT) && !alt_gr }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            f.write_str("Ctrl-")?;
        }
        if self.alt {
            f.write_str("Alt-")?;
        }
        match (NAMES.iter().find(|(_, code)| *code == self.code), self.code) {
            (Some((name, _)), _) => f.write_str(name),
            (None, KeyCode::Char(letter)) => write!(f, "{letter}"),
            (None, other) => write!(f, "{other}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_back() {
        for name in ["j", "G", "Ctrl-d", "Shift-Tab", "PgDn", "Space", "←", "["] {
            assert_eq!(Key::named(name).map(|key| key.to_string()).as_deref(), Some(name));
        }
        assert_eq!(Key::named("Nonsense"), None);
    }
}
