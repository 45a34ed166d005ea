//! `backup`, `restore`, `check`, `completions`, `man`.

use super::out::{Exit, Out};
use crate::book::{Book, Depth, Restored};
use crate::domain::problem::{Problem, Result};
use serde_json::json;
use std::path::Path;

pub(super) fn backup(book: &mut Book, file: Option<&Path>, out: &mut Out) -> Result<Exit> {
    let path = book.backup(file)?;
    if out.json {
        out.value(&json!({"file": path.to_string_lossy()}));
    } else {
        out.line(&format!("The book is copied to {}.", path.display()));
    }
    Ok(Exit::Done)
}

pub(super) fn restore(file: &Path, target: &Path, out: &mut Out) -> Result<Exit> {
    let Restored { kept, is_repaired } = crate::book::restore(file, target)?;
    if out.json {
        out.value(&json!({
            "book": target.to_string_lossy(),
            "kept": kept.map(|kept| kept.to_string_lossy().into_owned()),
            "repaired": is_repaired,
        }));
        return Ok(Exit::Done);
    }
    out.line(&format!("The book is {} again.", file.display()));
    if is_repaired {
        out.line("The indexes of the backup did not agree with its tables; they were built anew from them.");
    }
    if let Some(kept) = kept {
        out.line(&format!("What was there is kept as {}.", kept.display()));
    }
    Ok(Exit::Done)
}

pub(super) fn check(book: &mut Book, quick: bool, out: &mut Out) -> Result<Exit> {
    let wrong = book.check(if quick { Depth::Quick } else { Depth::Full })?;
    if out.json {
        out.value(&json!({"sound": wrong.is_empty(), "wrong": wrong}));
    } else if wrong.is_empty() {
        out.line("The book is sound.");
    } else {
        for line in &wrong {
            out.line(line);
        }
    }
    Ok(if wrong.is_empty() { Exit::Done } else { Exit::Failed })
}

pub(super) fn completions(shell: clap_complete::Shell, out: &mut Out) -> Exit {
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut super::command(), "mainstay", &mut text);
    out.raw(&text);
    Exit::Done
}

pub(super) fn man(out: &mut Out) -> Result<Exit> {
    let mut text = Vec::new();
    clap_mangen::Man::new(super::command())
        .render(&mut text)
        .map_err(|error| Problem::internal(format!("The manual page could not be written: {error}.")))?;
    out.raw(&text);
    Ok(Exit::Done)
}
