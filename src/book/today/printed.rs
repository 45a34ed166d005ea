//! The list that was printed last: a number means a row of it, however the list of the day has changed since. It is kept
//! outside the book, for printing a list is reading.

use super::super::Book;
use crate::domain::problem::{Problem, Result};
use crate::domain::today::{Line, TaskId};
use crate::exchange::atomic;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::PathBuf;

/// The fewest letters by which the end of an id is known.
const FEWEST: usize = 3;

impl Book {
    /// From here on notes about this book are kept in `folder`: lists that were printed, rows that were rejected.
    pub fn keep_notes_in(&mut self, folder: PathBuf) {
        self.notes = Some(folder);
    }

    /// Where rows go that an import rejected; none: nothing is noted.
    pub fn rejects_folder(&self) -> Option<PathBuf> {
        self.notes.as_ref().map(|folder| folder.join("rejected"))
    }

    /// Notes that these lines were printed, in this order.
    pub fn note_printed(&self, lines: &[Line]) -> Result<()> {
        let Some((file, path)) = self.printed_file() else { return Ok(()) };
        let Some(folder) = file.parent() else { return Ok(()) };
        let ids = lines.iter().map(|line| line.id.to_string());
        let text: Vec<String> = std::iter::once(path).chain(ids).collect();
        // A number must not mean a row of an older list.
        let _ = std::fs::remove_file(&file);
        atomic::folder(folder)?;
        atomic::write_bytes(&file, text.join("\n").as_bytes())
    }

    /// The lines that were printed last; none: none were.
    fn printed(&self) -> Option<Vec<TaskId>> {
        let (file, path) = self.printed_file()?;
        let text = std::fs::read_to_string(file).ok()?;
        let mut lines = text.lines();
        // Another book may have the same sum of its name.
        (lines.next()? == path).then(|| lines.filter_map(|line| TaskId::parse(line).ok()).collect())
    }

    /// The file of this book's list, and the book's own path, which heads it.
    fn printed_file(&self) -> Option<(PathBuf, String)> {
        let folder = self.notes.as_ref()?.join("lists");
        let path = std::fs::canonicalize(self.path()).ok()?.to_string_lossy().into_owned();
        let mut sum = DefaultHasher::new();
        path.hash(&mut sum);
        Some((folder.join(format!("{:016x}.txt", sum.finish())), path))
    }

    /// The line that is meant: by its number in the list printed last, its id, or the end of its id.
    pub fn line_meant(&mut self, text: &str) -> Result<TaskId> {
        let text = text.trim();
        if let Ok(number) = text.parse::<usize>() {
            return self.numbered(number);
        }
        if let Ok(id) = TaskId::parse(text)
            && self.line(id).is_ok()
        {
            return Ok(id);
        }
        self.refuse_looked_at(text)?;
        let end = text.split_once('-').map_or(text, |(_, end)| end);
        let kind = text.split_once('-').map(|(letter, _)| letter);
        let mut found: Vec<TaskId> = self.printed().unwrap_or_default();
        found.extend(self.today_list(None, true)?.lines.iter().map(|line| line.id));
        found.retain(|id| id.to_string().ends_with(end) && kind.is_none_or(|kind| id.kind.letter() == kind));
        found.sort_by_key(ToString::to_string);
        found.dedup();
        match found.as_slice() {
            [one] if end.len() >= FEWEST => Ok(*one),
            [_, _, ..] if end.len() >= FEWEST => {
                Err(Problem::input(format!("More than one task ends in “{end}”; write more of its id.")))
            }
            _ => TaskId::parse(text),
        }
    }

    /// Refuses a line that only the look at another day brings: it is not in the book to be closed.
    fn refuse_looked_at(&mut self, text: &str) -> Result<()> {
        if !self.is_look {
            return Ok(());
        }
        let missing = TaskId::parse(text).ok().filter(|id| self.line(*id).is_err());
        let known: Vec<TaskId> = self.today_list(None, true)?.lines.iter().map(|line| line.id).collect();
        self.begin_day()?;
        let mut brought = self.today_list(None, true)?.lines.into_iter().map(|line| line.id);
        let is_brought = missing.is_some_and(|id| self.line(id).is_ok())
            || brought.any(|id| id.short() == text && !known.contains(&id));
        if is_brought {
            let day = self.today();
            let sentence = format!("A playbook adds this task on {day}; until then there is nothing to close.");
            return Err(Problem::input(sentence));
        }
        Ok(())
    }

    /// The line with this number. Where no list was printed, today's is the one that is meant, from here on.
    fn numbered(&mut self, number: usize) -> Result<TaskId> {
        let ids = if let Some(ids) = self.printed() {
            ids
        } else {
            self.begin_day()?;
            let lines = self.today_list(None, false)?.lines;
            self.note_printed(&lines)?;
            lines.iter().map(|line| line.id).collect()
        };
        let found = ids.get(number.wrapping_sub(1)).copied();
        if let Some(id) = found.filter(|id| self.line(*id).is_err()) {
            self.refuse_looked_at(&id.to_string())?;
        }
        found.ok_or_else(|| {
            let sentence = format!("The list printed last has no task {number}; “mainstay today” prints it again.");
            Problem::not_found(sentence)
        })
    }
}
