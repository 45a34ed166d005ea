//! The lifecycle: seven stages, each in the customer's words, with its exit and its limit. Data, in `assets/stages.toml`.

use super::problem::{Problem, Result};
use super::words::same_word;
use serde::Deserialize;

/// One stage of the lifecycle.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// What records call it.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// What the customer says in it.
    pub words: String,
    /// When it is left.
    pub exit: String,
    /// After how many days it has stalled; none: it never does.
    pub stalled: Option<i32>,
}

/// The stages of a book, in order.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stages {
    /// In order.
    #[serde(rename = "stage")]
    pub list: Vec<Stage>,
}

/// The stage of an account that says nothing of its own.
pub const DEFAULT: &str = "steady";

/// The stage of those who gave notice: no place to be lost from, but the way out.
pub const NOTICE: &str = "notice";

impl Stages {
    /// The stages that ship with the program.
    pub fn shipped() -> Result<Self> {
        toml::from_str(include_str!("../../assets/stages.toml"))
            .map_err(|error| Problem::internal(format!("The stages cannot be read: {}.", error.message())))
    }

    /// The stage with this key or name, in any dress.
    pub fn find(&self, text: &str) -> Option<&Stage> {
        self.list.iter().find(|stage| same_word(&stage.key, text) || same_word(&stage.name, text))
    }

    /// The stage with this key or name, or which ones there are.
    pub fn read(&self, text: &str) -> Result<&Stage> {
        self.find(text).ok_or_else(|| {
            let names: Vec<_> = self.list.iter().map(|stage| stage.key.as_str()).collect();
            Problem::field(
                "stage",
                format!("“{}” is not a stage; use one of: {}.", super::text::fit(text, 40), names.join(", ")),
            )
        })
    }

    /// Its place in the order.
    pub fn place(&self, key: &str) -> Option<usize> {
        self.list.iter().position(|stage| stage.key == key)
    }

    /// The name of the stage with this key; the key itself when there is none.
    pub fn name<'a>(&'a self, key: &'a str) -> &'a str {
        self.place(key).map_or(key, |place| &self.list[place].name)
    }
}
