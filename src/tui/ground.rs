//! The ground of the terminal: asked once, with the first frame, and followed where nobody chose a theme.
//!
//! The answer comes in among the keys, so nothing waits for it: a terminal that gives none costs nothing.

use super::key::Key;
use crossterm::event::KeyCode;
use std::time::{Duration, Instant};

/// Asks for the colour of the ground (OSC 11).
pub(crate) const QUESTION: &str = "\x1b]11;?\x1b\\";

/// For how long an answer is expected; later the same keys are somebody's typing.
const PATIENCE: Duration = Duration::from_secs(2);

/// The longest answer there is, `11;rgba:` and four parts of four digits.
const LONGEST: usize = 32;

/// What a key is to the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Heard {
    /// No part of it.
    Key,
    /// A part of it.
    Part,
    /// Its end: whether the ground is light.
    Ground(bool),
}

/// Picks the answer out of the keys.
pub(crate) struct Ear {
    until: Instant,
    text: Option<String>,
}

impl Ear {
    /// Listens from now on.
    pub(crate) fn new() -> Self {
        Self { until: Instant::now() + PATIENCE, text: None }
    }

    /// What this key is to the answer.
    pub(crate) fn hear(&mut self, key: Key) -> Heard {
        if Instant::now() > self.until {
            return Heard::Key;
        }
        let Some(text) = &mut self.text else {
            if key.alt && key.code == KeyCode::Char(']') {
                self.text = Some(String::new());
                return Heard::Part;
            }
            return Heard::Key;
        };
        match key.code {
            KeyCode::Char('g') if key.ctrl => self.end(),
            KeyCode::Char('\\') if key.alt => self.end(),
            KeyCode::Char(letter) if !key.ctrl && !key.alt && text.len() < LONGEST => {
                text.push(letter);
                Heard::Part
            }
            _ => {
                self.text = None;
                Heard::Key
            }
        }
    }

    fn end(&mut self) -> Heard {
        let text = self.text.take().unwrap_or_default();
        self.until = Instant::now();
        is_light(&text).map_or(Heard::Part, Heard::Ground)
    }
}

/// Whether the colour of `11;rgb:ffff/ffff/ffff` is a light one, by its luma.
fn is_light(answer: &str) -> Option<bool> {
    let (kind, parts) = answer.strip_prefix("11;")?.split_once(':')?;
    if !kind.starts_with("rgb") {
        return None;
    }
    let part = |text: &str| {
        let most = (16_u32.checked_pow(text.len() as u32)?).checked_sub(1).filter(|most| *most > 0)?;
        Some(f64::from(u32::from_str_radix(text, 16).ok()?) / f64::from(most))
    };
    let parts: Vec<f64> = parts.split('/').take(3).map(part).collect::<Option<_>>()?;
    let [red, green, blue] = parts.try_into().ok()?;
    Some(0.299 * red + 0.587 * green + 0.114 * blue > 0.5)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(answer: &str) -> Vec<Heard> {
        let mut ear = Ear::new();
        let key = |code, ctrl, alt| Key { code: KeyCode::Char(code), ctrl, alt };
        let mut all = vec![ear.hear(key(']', false, true))];
        all.extend(answer.chars().map(|letter| match letter {
            '\x07' => ear.hear(key('g', true, false)),
            '\u{9c}' => ear.hear(key('\\', false, true)),
            letter => ear.hear(key(letter, false, false)),
        }));
        all
    }

    #[test]
    fn light_and_dark_grounds_are_told_apart_however_they_are_written() {
        for (answer, light) in [
            ("11;rgb:ffff/ffff/ffff\x07", true),
            ("11;rgb:fd/f6/e3\u{9c}", true),
            ("11;rgba:0000/2b2b/3636/ffff\x07", false),
            ("11;rgb:0/0/0\x07", false),
        ] {
            let all = heard(answer);
            assert_eq!(all.last(), Some(&Heard::Ground(light)), "{answer:?}");
            assert!(all[..all.len() - 1].iter().all(|one| *one == Heard::Part), "{answer:?}");
        }
    }

    #[test]
    fn what_is_no_answer_is_typing() {
        let mut ear = Ear::new();
        let plain = |code| Key { code, ctrl: false, alt: false };
        assert_eq!(ear.hear(plain(KeyCode::Char('1'))), Heard::Key);
        assert_eq!(heard("11;what\x07").last(), Some(&Heard::Part), "an answer to something else is swallowed");
        assert_eq!(ear.hear(Key { alt: true, ..plain(KeyCode::Char(']')) }), Heard::Part);
        assert_eq!(ear.hear(plain(KeyCode::Enter)), Heard::Key, "a key that is in no answer ends it");
        assert_eq!(ear.hear(plain(KeyCode::Char('x'))), Heard::Key);
        ear.until = Instant::now().checked_sub(Duration::from_millis(1)).unwrap();
        assert_eq!(ear.hear(Key { alt: true, ..plain(KeyCode::Char(']')) }), Heard::Key, "it is too late");
    }
}
