//! A page that is written to a file instead of being printed.

use super::out::{Out, may_replace};
use crate::book::Book;
use crate::book::export::pages::Saved;
use crate::domain::problem::Result;
use clap::Args;
use serde_json::json;
use std::path::PathBuf;

/// Where the page goes.
#[derive(Debug, Args)]
pub(super) struct PageFile {
    /// The file to write the page to: .txt, .html or .md.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace the file where it is there already.
    #[arg(long)]
    force: bool,
}

impl PageFile {
    /// Writes the page, where a file is named; says whether one was.
    pub(super) fn write(&self, what: Saved, book: &mut Book, out: &mut Out) -> Result<bool> {
        let Some(path) = &self.output else { return Ok(false) };
        book.save_page(what, path, may_replace(path, self.force))?;
        if out.json {
            out.value(&json!({"file": path.display().to_string()}));
        } else {
            out.line(&format!("Saved to {}.", path.display()));
        }
        Ok(true)
    }
}
