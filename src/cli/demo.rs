//! The `demo` command: a made-up book, thrown away afterwards or kept as a file.

use super::args::{DemoArgs, Global};
use super::out::{Exit, Out};
use super::{Config, cockpit};
use crate::book::Book;
use crate::book::demo::Recipe;
use crate::domain::problem::{Problem, Result};

impl DemoArgs {
    const fn recipe(&self) -> Recipe {
        Recipe { accounts: self.accounts, seed: self.seed }
    }
}

/// Keeps a made-up book as the file that was named.
pub(super) fn save(args: &DemoArgs, global: &Global, out: &mut Out) -> Result<Exit> {
    let path = args.save.as_deref().ok_or_else(|| Problem::input("Name the file: mainstay demo --save FILE."))?;
    let book = Book::make_up(path, args.recipe(), global.day()?)?;
    out.line(&format!("{} made-up accounts are in {}.", args.accounts, book.path().display()));
    Ok(Exit::Done)
}

/// Opens the cockpit on a made-up book that is thrown away.
pub(super) fn open(args: &DemoArgs, global: &Global) -> Result<u8> {
    let (book, _folder) = Book::make_up_aside(args.recipe(), global.day()?)?;
    cockpit(book, &Config::read()?, args.tour)
}
