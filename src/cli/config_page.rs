//! `config`: what can be set in `config.toml`, and what is.

use super::out::{Exit, Out};
use crate::config::{self, Config};
use crate::domain::problem::Result;
use serde_json::json;

/// Prints a `config.toml` that sets what is set now; what is not set stands behind a `#` with what holds then.
pub(super) fn run(out: &mut Out) -> Result<Exit> {
    let (path, config) = (config::config_file()?, Config::read()?);
    if out.json {
        let book = config.book.as_ref().map(|book| book.to_string_lossy());
        out.value(&json!({
            "file": path.to_string_lossy(), "book": book, "theme": config.theme, "ascii": config.ascii,
        }));
        return Ok(Exit::Done);
    }
    let state = if path.exists() { "as it is set" } else { "not there yet; these are the defaults" };
    out.line(&format!("# {} ({state})", path.display()));
    let line = |out: &mut Out, what: &str, key: &str, set: Option<String>, otherwise: &str| {
        out.line("");
        out.line(&format!("# {what}"));
        out.line(&set.map_or_else(|| format!("# {key} = {otherwise}"), |set| format!("{key} = {set}")));
    };
    let quoted = |text: &str| toml::Value::from(text).to_string();
    let book = config.book.map(|book| quoted(&book.to_string_lossy()));
    let usual = quoted(&config::default_book()?.to_string_lossy());
    line(out, "The book that is opened where no --book is given.", "book", book, &usual);
    let theme = config.theme.map(|theme| quoted(&theme));
    let names = crate::tui::theme_names().join(", ");
    let what = format!(
        "Colours: {names}. Others than dark, light, 16 and none are in true colour and worn where\n# COLORTERM says \
         truecolor or 24bit. : theme picks one. Not set: as the terminal answers when it is asked for its ground."
    );
    line(out, &what, "theme", theme, "\"dark\"");
    let ascii = config.ascii.map(|ascii| ascii.to_string());
    let what = "Plain characters instead of symbols, lines and blocks. Not set: where the terminal shows no others.";
    line(out, what, "ascii", ascii, "false");
    Ok(Exit::Done)
}
