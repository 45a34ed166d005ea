//! The `import` command.

use super::out::{Exit, Out};
use crate::book::Book;
use crate::domain::problem::{Problem, Result};
use clap::Args;

/// What `import` takes.
#[derive(Debug, Args)]
pub struct ImportArgs {}

/// Runs the command.
pub fn run(_book: &mut Book, _args: &ImportArgs, _out: &mut Out) -> Result<Exit> {
    Err(Problem::internal("Not built yet."))
}
