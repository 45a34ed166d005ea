//! The `demo` command: a made-up book, thrown away afterwards or kept as a file.

use super::args::{DemoArgs, Global};
use super::out::Out;
use super::{Config, cockpit};
use crate::book::Book;
use crate::book::demo::Recipe;
use crate::domain::problem::{Problem, Result};

pub(super) fn run(args: &DemoArgs, global: &Global, out: &mut Out) -> Result<u8> {
    let recipe = Recipe { accounts: args.accounts, seed: args.seed };
    if let Some(path) = &args.save {
        let book = Book::make_up(path, recipe, global.day()?)?;
        out.line(&format!("{} made-up accounts are in {}.", args.accounts, book.path().display()));
        out.flush();
        return Ok(0);
    }
    let folder = tempfile::Builder::new()
        .prefix("mainstay-demo-")
        .tempdir()
        .map_err(|error| Problem::input(format!("No temporary folder could be made: {error}; use --save FILE.")))?;
    let book = Book::make_up(&folder.path().join("demo.db"), recipe, global.day()?)?;
    cockpit(book, &Config::read()?)
}
