//! The cockpit: draws what the book says and turns keys into operations.
//!
//! A key goes to the top layer if there is one, else through the one table of commands to the screen in sight. Screens
//! and layers answer with what they want done; only the application does it. Views draw and change nothing.

mod answer;
mod app;
mod beside;
mod can;
mod canvas;
mod clicks;
mod command;
mod directory;
mod duplicates;
mod follow;
mod glossary;
mod ground;
mod head;
mod import_report;
mod inbox;
mod intake;
mod key;
mod known;
mod layer;
mod lead;
mod log;
mod log_preview;
mod note;
mod opening;
mod palette;
mod paths;
mod people;
mod place;
mod purpose;
mod reach;
mod record;
mod rehearsal;
mod risk_mark;
mod run;
mod saving;
mod screen;
mod shell;
mod signal;
mod spot;
mod stage_name;
mod step;
mod synonym;
mod terminal;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod theme;
mod tour;
mod touring;
mod trail;
mod typed_before;
mod update;
mod wear;
mod welcome;
mod widget;

use crate::book::Book;
use crate::domain::problem::Result;

pub use command::key_list;
pub use rehearsal::Rehearsal;

/// What a person may wish of the cockpit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// The theme by its name, one of [`theme_names`]; otherwise what fits the terminal.
    pub theme: Option<String>,
    /// Where a theme that is picked is kept.
    pub config: Option<std::path::PathBuf>,
    /// Plain characters instead of symbols, lines and blocks; otherwise what fits the terminal.
    pub ascii: Option<bool>,
    /// Begin with the tour, where the book is made up.
    pub tour: bool,
}

/// The names of the themes.
pub fn theme_names() -> Vec<&'static str> {
    theme::ThemeName::ALL.into_iter().map(theme::ThemeName::key).collect()
}

/// Opens the cockpit on a book; returns the exit code: 0, or 128 and the number of the signal that ended it.
///
/// # Errors
///
/// There is no terminal, or it cannot be used.
pub fn run(book: Book, options: &Options) -> Result<i32> {
    let variable = |name: &str| std::env::var(name).ok();
    let theme = theme::ThemeName::fitting(options.theme.as_deref(), variable);
    let charset = match options.ascii {
        Some(true) => canvas::Charset::Ascii,
        Some(false) => canvas::Charset::Full,
        None => canvas::Charset::fitting(variable),
    };
    let asks = theme::ThemeName::is_a_guess(options.theme.as_deref(), variable);
    let colours = run::Colours {
        theme,
        asks,
        is_true: theme::ThemeName::has_true_colour(variable),
        config: options.config.clone(),
    };
    run::run(book, charset, colours, options.tour)
}
