//! Backups that make themselves: before the first write of a day, before an import, before an account is removed.

use super::Book;
use crate::domain::day::Day;
use crate::domain::problem::{Problem, Result};
use crate::store::backups::{self, Counts, Why};
use crate::store::salvage;
use std::path::{Path, PathBuf};

pub use crate::store::backups::Kept;

/// What the book holds more, or less, than a backup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Since {
    /// What the backup holds.
    pub held: Counts,
    /// What the book holds now.
    pub now: Counts,
}

impl Since {
    /// In words: “since then: 214 touches, 3 accounts”.
    pub fn sentence(&self) -> String {
        let parts = [
            (self.now.touches - self.held.touches, "touch", "touches"),
            (self.now.accounts - self.held.accounts, "account", "accounts"),
            (self.now.contacts - self.held.contacts, "contact", "contacts"),
        ];
        let said = |(more, one, many): (i64, &str, &str)| {
            let count = more.unsigned_abs();
            let fewer = if more < 0 { "fewer " } else { "" };
            (count > 0).then(|| format!("{count} {fewer}{}", if count == 1 { one } else { many }))
        };
        let parts: Vec<String> = parts.into_iter().filter_map(said).collect();
        match (parts.is_empty(), self.now.steps - self.held.steps) {
            (false, _) => format!("since then: {}", parts.join(", ")),
            (true, 0) => "nothing since then".to_owned(),
            (true, 1) => "since then: 1 step of the history".to_owned(),
            (true, steps) => format!("since then: {steps} steps of the history"),
        }
    }
}

impl Book {
    /// Copies the book to `target`, or beside itself under today's date.
    pub fn backup(&self, target: Option<&Path>) -> Result<PathBuf> {
        let target = target.map_or_else(|| self.backup_path(), Path::to_owned);
        self.store.backup(&target)?;
        Ok(target)
    }

    fn backup_path(&self) -> PathBuf {
        let stamp = self.now().stamp.replace(':', "");
        let stem = self.path().file_stem().unwrap_or_default().to_string_lossy().into_owned();
        self.path().with_file_name(format!("{stem}-{stamp}.backup.db"))
    }

    /// From here on the book makes backups of itself, in a folder beside it.
    pub fn keep_backups(&mut self) {
        self.backs_up = true;
    }

    /// Makes the backup of the day, where there is none yet. That none could be made, for want of room say, is told once and
    /// holds nobody's work up; see [`backup_trouble`](Self::backup_trouble).
    pub(super) fn back_up_daily(&mut self) {
        let today = self.today();
        // In the cockpit it is made beside the keys.
        if self.backs_up && self.backed_up != Some(today) && !self.is_reading() {
            self.backed_up = Some(today);
            let now = self.now();
            let made = self.store.end_look().and_then(|()| backups::of_day(&self.store, &now));
            self.note_backup(made);
        }
    }

    /// The same before something that can be undone, but that one may regret later.
    pub(super) fn try_back_up_before(&mut self, why: Why) {
        let made = self.back_up_before(why);
        self.note_backup(made);
    }

    fn note_backup(&mut self, made: Result<()>) {
        if let Err(problem) = made {
            let sentence = format!("No backup could be made first: {}", problem.sentence);
            self.backup_trouble = Some(Problem { sentence, ..problem });
        }
    }

    /// Why no backup could be made, once.
    pub fn backup_trouble(&mut self) -> Option<Problem> {
        self.backup_trouble.take()
    }

    /// Makes a backup before something that one may regret later.
    pub(super) fn back_up_before(&mut self, why: Why) -> Result<()> {
        self.store.end_look()?;
        let now = self.store.counts()?;
        let newest = || backups::list(self.path()).first().and_then(|one| backups::counts(&one.path).ok());
        if self.backs_up && now.steps > 0 && newest() != Some(now) {
            self.store.back_up(why, &self.now().stamp)?;
        }
        Ok(())
    }

    /// The backups that the book made of itself, newest first.
    pub fn backups(&self) -> Vec<Kept> {
        backups::list(self.path())
    }

    /// What the book holds more, or less, than a backup of it.
    pub fn since(&self, backup: &Path) -> Result<Since> {
        Ok(Since { held: backups::counts(backup)?, now: self.store.counts()? })
    }
}

/// The backup of the book at `book` that somebody means by `latest`, by its place in the list from 1, or by its file.
///
/// # Errors
///
/// There is no backup of that place.
pub fn meant(book: &Path, word: &Path) -> Result<PathBuf> {
    let text = word.to_string_lossy();
    let place = if text == "latest" { Some(1) } else { text.parse::<usize>().ok() };
    let Some(place) = place.filter(|_| !word.exists()) else { return Ok(word.to_owned()) };
    let all = backups::list(book);
    match place.checked_sub(1).and_then(|place| all.get(place)) {
        Some(one) => Ok(one.path.clone()),
        None if all.is_empty() => Err(Problem::not_found("The book has made no backup of itself yet; name a file.")),
        None => Err(Problem::not_found(format!(
            "There are {} backups, and none with the number {text}; “mainstay backup --list” shows them.",
            all.len()
        ))),
    }
}

/// The day and the time of the newest backup that the book at `book` made of itself.
pub fn newest(book: &Path) -> Option<(Day, String)> {
    backups::list(book).into_iter().next().map(|one| (one.on, one.at))
}

/// Saves what can be read of the book at `book` into a new one beside it.
///
/// # Errors
///
/// As [`salvage::save`].
pub fn salvage(book: &Path) -> Result<salvage::Saved> {
    salvage::save(book, &chrono::Local::now().format("%Y-%m-%dT%H%M%S").to_string())
}
