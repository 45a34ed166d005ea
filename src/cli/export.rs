//! The `export` command.

use super::out::{Exit, Out};
use crate::book::Book;
use crate::domain::problem::{Problem, Result};
use clap::Args;

/// What `export` takes.
#[derive(Debug, Args)]
pub struct ExportArgs {}

/// Runs the command.
pub fn run(_book: &mut Book, _args: &ExportArgs, _out: &mut Out) -> Result<Exit> {
    Err(Problem::internal("Not built yet."))
}
