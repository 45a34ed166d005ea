//! Where things are kept: the book in the platform's data folder, `config.toml` in its config folder, what the program notes
//! for itself in its state folder.

use crate::domain::problem::{Problem, Result};
use directories::ProjectDirs;
use serde::Deserialize;
use std::path::PathBuf;

/// What the user set in `config.toml`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The book, where it is not in the data folder.
    pub book: Option<PathBuf>,
    /// The name of a theme; not given: as the terminal says.
    pub theme: Option<String>,
    /// Plain characters instead of symbols, lines and blocks.
    pub ascii: Option<bool>,
}

fn folders() -> Result<ProjectDirs> {
    ProjectDirs::from("", "", "mainstay")
        .ok_or_else(|| Problem::input("There is no home folder; name the book with --book FILE."))
}

/// Where the book is when nothing else is said.
pub fn default_book() -> Result<PathBuf> {
    Ok(folders()?.data_dir().join("book.db"))
}

/// Where `config.toml` is.
pub fn config_file() -> Result<PathBuf> {
    Ok(folders()?.config_dir().join("config.toml"))
}

/// Where the program notes things for itself: rows that an import rejected, the list that was printed last.
pub fn state_folder() -> Result<PathBuf> {
    let folders = folders()?;
    Ok(folders.state_dir().unwrap_or_else(|| folders.data_local_dir()).to_owned())
}

impl Config {
    /// Reads `config.toml`; without one, nothing is set.
    pub fn read() -> Result<Self> {
        let Ok(path) = config_file() else { return Ok(Self::default()) };
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => {
                return Err(Problem::input(format!("{} cannot be read: {error}.", path.display())));
            }
        };
        toml::from_str(&text).map_err(|error| {
            Problem::input(format!("{} cannot be used: {}; correct or remove it.", path.display(), error.message()))
        })
    }
}
