//! Holds the import graph of `lib.rs`: arrows point down, nothing sideways, and each library has its one place.

#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Each layer with the layers it may use.
const MAY_USE: [(&str, &[&str]); 8] = [
    ("domain", &[]),
    ("store", &["domain"]),
    ("exchange", &["domain"]),
    ("book", &["domain", "store", "exchange"]),
    ("config", &["domain"]),
    ("form", &["domain", "book"]),
    ("tui", &["domain", "book", "config", "form"]),
    ("cli", &["domain", "book", "config", "form", "tui"]),
];

/// Libraries and the only layers that may name them.
const HOMES: [(&str, &[&str]); 10] = [
    ("rusqlite", &["store"]),
    ("ratatui", &["tui"]),
    ("crossterm", &["tui"]),
    ("signal_hook", &["tui"]),
    ("csv", &["exchange"]),
    ("calcard", &["exchange"]),
    ("clap", &["cli"]),
    ("statrs", &["domain"]),
    ("println!", &[]),
    ("Local::now", &["book"]),
];

fn sources() -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    let mut found = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    found
}

fn layer(path: &Path) -> String {
    let inside = path.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).unwrap();
    let first = inside.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

/// Code without comments and without its tests.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]").next().unwrap_or_default();
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

fn uses(text: &str) -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    for part in text.split("crate::").skip(1) {
        used.insert(part.chars().take_while(|ch| ch.is_alphanumeric() || *ch == '_').collect());
    }
    used
}

#[test]
fn arrows_point_down_only() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let from = layer(&path);
        let Some((_, allowed)) = MAY_USE.iter().find(|(name, _)| *name == from) else { continue };
        for used in uses(&code(&text)) {
            let known = MAY_USE.iter().any(|(name, _)| *name == used);
            if known && used != from && !allowed.contains(&used.as_str()) {
                wrong.push(format!("{} uses {used}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_layer_is_in_the_picture() {
    let layers: BTreeSet<String> = sources().iter().map(|(path, _)| layer(path)).collect();
    for layer in layers {
        let known = MAY_USE.iter().any(|(name, _)| *name == layer) || ["lib", "main"].contains(&layer.as_str());
        assert!(known, "{layer} is in no row of MAY_USE");
    }
}

#[test]
fn each_library_has_its_one_place() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let from = layer(&path);
        for (library, homes) in HOMES {
            let names_it = code(&text).lines().any(|line| {
                line.match_indices(library).any(|(at, _)| {
                    let before = line[..at].chars().next_back();
                    let after = line[at + library.len()..].chars().next();
                    let whole = !before.is_some_and(|ch| {
                        ch.is_alphanumeric() || ch == '_' || ch == '"' || ch == ':' && !line[..at].ends_with("::")
                    });
                    whole
                        && (library.ends_with('!')
                            || after == Some(':') && line[at + library.len()..].starts_with("::")
                            || library.contains("::"))
                })
            });
            if names_it && !homes.contains(&from.as_str()) {
                wrong.push(format!("{} names {library}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// No two modules of one layer import each other in a circle. Files that only gather others (`mod.rs`) stand for their
/// folder and are left out: a folder's parts may use what the folder itself defines.
#[test]
fn no_circle_between_the_files_of_a_layer() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut edges: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let files: Vec<(String, String)> = sources()
        .into_iter()
        .filter(|(path, _)| path.file_name().is_some_and(|name| name != "mod.rs"))
        .map(|(path, text)| {
            let inside = path.strip_prefix(&root).unwrap().with_extension("");
            (inside.to_string_lossy().replace(['/', '\\'], "::"), code(&text))
        })
        .collect();
    for (name, text) in &files {
        for (other, _) in &files {
            if name != other && text.contains(&format!("crate::{other}::")) {
                edges.entry(name.clone()).or_default().insert(other.clone());
            }
        }
    }
    for start in edges.keys() {
        let mut seen = BTreeSet::new();
        let mut todo: Vec<&String> = edges[start].iter().collect();
        while let Some(next) = todo.pop() {
            assert_ne!(next, start, "{start} imports itself through {seen:?}");
            if seen.insert(next.clone()) {
                todo.extend(edges.get(next).into_iter().flatten());
            }
        }
    }
}
