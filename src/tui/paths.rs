//! Files as a person types them: a path, a folder, a pattern; and what completes it.

use super::layer::input::Offer;
use crate::domain::problem::{Problem, Result};
use std::path::{Path, PathBuf};

/// Endings of files that hold tables, people, meetings or mail.
const ENDINGS: [&str; 20] = [
    "csv", "tsv", "txt", "xlsx", "xlsm", "xlsb", "xls", "ods", "vcf", "ics", "json", "jsonl", "ndjson", "zip", "gz",
    "eml", "mbox", "tab", "psv", "dat",
];

/// The path, or the files that a pattern such as `export/*.csv` fits. A folder stands for itself.
pub(super) fn named(path: &Path) -> Result<Vec<PathBuf>> {
    let name = name_of(path);
    let Some((start, end)) = name.split_once('*').filter(|_| !path.exists()) else { return Ok(vec![path.to_owned()]) };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let entries = std::fs::read_dir(folder)
        .map_err(|error| Problem::input(format!("{} cannot be read ({error}).", folder.display())))?;
    let fits = |path: &PathBuf| {
        let name = name_of(path);
        let is_meant = name.len() >= start.len() + end.len() && name.starts_with(start) && name.ends_with(end);
        is_meant && !name.starts_with('.') && !name.ends_with(".rejected.csv") && path.is_file()
    };
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).filter(fits).collect();
    files.sort();
    if files.is_empty() {
        return Err(Problem::input(format!("{} has no file called {name}.", folder.display())));
    }
    Ok(files)
}

/// The last part of a path.
pub(super) fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// A path with `~` for the home folder.
pub(super) fn expanded(words: &str) -> PathBuf {
    match (words.strip_prefix("~/"), std::env::var_os("HOME")) {
        (Some(rest), Some(home)) => PathBuf::from(home).join(rest),
        _ => PathBuf::from(words),
    }
}

/// Folders and files to import that begin with what is typed.
pub(super) fn completions(words: &str) -> Vec<Offer> {
    let (folder, start) = words.rfind('/').map_or(("", words), |slash| words.split_at(slash + 1));
    let place = if folder.is_empty() { PathBuf::from(".") } else { expanded(folder) };
    let Ok(entries) = std::fs::read_dir(place) else { return Vec::new() };
    let mut found: Vec<(bool, String)> = entries
        .filter_map(|entry| {
            let entry = entry.ok()?;
            let name = entry.file_name().into_string().ok()?;
            let is_folder = entry.path().is_dir();
            let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
            let is_table = ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()));
            let fits = name.to_lowercase().starts_with(&start.to_lowercase())
                && (!name.starts_with('.') || start.starts_with('.'));
            (fits && (is_folder || is_table)).then_some((is_folder, name))
        })
        .collect();
    found.sort();
    found.truncate(50);
    let range = words.len() - start.len()..words.len();
    let offer = |(is_folder, name): (bool, String)| Offer {
        range: range.clone(),
        words: if is_folder { format!("{name}/") } else { name },
        detail: if is_folder { "folder".to_owned() } else { String::new() },
    };
    found.into_iter().map(offer).collect()
}
