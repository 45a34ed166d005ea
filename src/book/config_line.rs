//! The one line of `config.toml` that the cockpit sets: the theme.

use crate::domain::problem::{Problem, Result};
use crate::exchange::atomic;
use std::io::ErrorKind;
use std::path::Path;

/// Sets the theme in this `config.toml`; every other line stays as it is.
pub fn keep_theme(path: &Path, theme: &str) -> Result<()> {
    let unusable = |error: std::io::Error| Problem::input(format!("{} cannot be read: {error}.", path.display()));
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
        Err(error) => return Err(unusable(error)),
    };
    if let Some(folder) = path.parent() {
        atomic::folder(folder)?;
    }
    atomic::write_bytes(path, with_theme(&text, theme).as_bytes())
}

/// `text` with this theme in the place of the one that it sets, or at its top.
fn with_theme(text: &str, theme: &str) -> String {
    let line = format!("theme = \"{theme}\"");
    let is_theme =
        |one: &str| one.trim_start().strip_prefix("theme").is_some_and(|rest| rest.trim_start().starts_with('='));
    let mut lines: Vec<&str> = text.lines().collect();
    match lines.iter().position(|one| is_theme(one)) {
        Some(at) => lines[at] = &line,
        None => lines.insert(0, &line),
    }
    lines.join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_line_of_the_theme_changes() {
        assert_eq!(with_theme("", "nord"), "theme = \"nord\"\n");
        assert_eq!(
            with_theme("# theme = \"dark\"\nascii = true\n", "nord"),
            "theme = \"nord\"\n# theme = \"dark\"\nascii = true\n"
        );
        assert_eq!(with_theme("ascii = true\ntheme=\"16\"\n", "nord"), "ascii = true\ntheme = \"nord\"\n");
    }
}
