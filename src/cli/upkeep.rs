//! `backup`, `restore`, `check` with its repair, `completions`, `man`.

use super::args::BackupArgs;
use super::out::{Exit, Out};
use crate::book::backups::{self, Kept};
use crate::book::{Book, Depth, Restored};
use crate::domain::problem::{Problem, ProblemKind, Result};
use crate::domain::text::grouped;
use serde_json::json;
use std::path::Path;

pub(super) fn backup(book: &mut Book, args: &BackupArgs, out: &mut Out) -> Result<Exit> {
    if args.list {
        return Ok(list(book, out));
    }
    let path = book.backup(args.file.as_deref())?;
    if out.json {
        out.value(&json!({"file": path.to_string_lossy()}));
    } else {
        out.line(&format!("The book is copied to {}.", path.display()));
    }
    Ok(Exit::Done)
}

/// The backups that the book made of itself, newest first, each with what was written since.
fn list(book: &Book, out: &mut Out) -> Exit {
    let all = book.backups();
    let since = |one: &Kept| book.since(&one.path).map_or_else(|problem| problem.sentence, |since| since.sentence());
    if out.json {
        let row = |one: &Kept| {
            json!({
                "file": one.path.to_string_lossy(), "on": one.on.to_string(), "at": one.at, "why": one.why.word(),
                "bytes": one.bytes, "since": since(one),
            })
        };
        out.value(&all.iter().map(row).collect());
        return Exit::Done;
    }
    if all.is_empty() {
        out.line("The book has made no backup of itself yet; it does before the first change of a day.");
    }
    for (place, one) in all.iter().enumerate() {
        let (number, size) = (place + 1, one.bytes.div_ceil(1024));
        out.line(&format!("{number:>3}  {} {}  {:<17} {size:>8} KiB  {}", one.on, one.at, one.why.word(), since(one)));
    }
    if !all.is_empty() {
        out.line("“mainstay restore NUMBER” puts one in the place of the book.");
    }
    Exit::Done
}

/// The problem of a damaged book, with the newest backup that it made of itself.
pub(super) fn with_newest_backup(problem: Problem, book: &Path) -> Problem {
    if problem.kind != ProblemKind::Damaged && problem.kind != ProblemKind::NotABook {
        return problem;
    }
    let Some((on, at)) = backups::newest(book) else { return problem };
    let sentence = format!("{} The newest backup is of {on}, {at}: “mainstay restore latest”.", problem.sentence);
    Problem { sentence, ..problem }
}

pub(super) fn restore(file: &Path, target: &Path, out: &mut Out) -> Result<Exit> {
    let file = &backups::meant(target, file)?;
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
        out.line("The indexes of the backup did not agree with its tables; they were rebuilt.");
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

/// Saves what can be read of the book; where that is all of it, it takes the place of the book.
pub(super) fn repair(book: &Path, out: &mut Out) -> Result<Exit> {
    let saved = backups::salvage(book)?;
    let path = saved.path.clone();
    let missing: Vec<String> = saved
        .missing
        .iter()
        .map(|(table, rows)| rows.map_or_else(|| format!("some of {table}"), |rows| format!("{rows} of {table}")))
        .collect();
    let rows = grouped(&saved.rows.to_string());
    if !missing.is_empty() {
        out.line(&format!("What could be read, {rows} rows, is saved in {}.", path.display()));
        out.line(&format!("Missing: {}.", missing.join(", ")));
        let shown = path.display();
        out.line(&format!(
            "Look at it: mainstay --book '{shown}' accounts. Then restore it, or a backup: mainstay restore '{shown}'."
        ));
        return Ok(Exit::Failed);
    }
    let Restored { kept, .. } = crate::book::restore(&path, book)?;
    let _ = std::fs::remove_file(&path);
    out.line(&format!("All {rows} rows could be read; indexes and summaries were rebuilt."));
    if let Some(kept) = kept {
        out.line(&format!("The damaged book is kept as {}.", kept.display()));
    }
    Ok(Exit::Done)
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
