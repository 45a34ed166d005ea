//! Holds the import graph of `lib.rs`: arrows point down, nothing sideways, and each library has its one place.

#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Each layer with the layers it may use.
const MAY_USE: [(&str, &[&str]); 9] = [
    ("domain", &[]),
    ("store", &["domain"]),
    ("exchange", &["domain"]),
    ("book", &["domain", "store", "exchange"]),
    ("config", &["domain"]),
    ("form", &["domain", "book"]),
    ("view", &["domain", "book"]),
    ("tui", &["domain", "book", "config", "form", "view"]),
    ("cli", &["domain", "book", "config", "form", "view", "tui"]),
];

/// Libraries and the only layers that may name them.
const HOMES: [(&str, &[&str]); 17] = [
    ("anyhow", &["cli"]),
    ("rusqlite", &["store"]),
    ("ratatui", &["tui"]),
    ("crossterm", &["tui"]),
    ("signal_hook", &["tui"]),
    ("csv", &["exchange"]),
    ("calcard", &["exchange"]),
    ("calamine", &["exchange"]),
    ("cfb", &["exchange"]),
    ("flate2", &["exchange"]),
    ("mail_parser", &["exchange"]),
    ("quick_xml", &["exchange"]),
    ("zip", &["exchange"]),
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
    let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
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

/// What a person is shown or given goes through one writer each: `Out` prints, `exchange::atomic` writes files, the store keeps
/// the book. Both report what did not arrive.
#[test]
fn nothing_is_printed_or_written_past_the_writers() {
    const WAYS: [&str; 8] =
        ["println!", "print!(", "eprintln!", "eprint!(", "fs::write(", "File::create", "OpenOptions::new", "stdout()"];
    let may = |path: &Path, way: &str| {
        let inside = path.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).unwrap();
        let file = inside.to_string_lossy().into_owned();
        let is_test = file.contains("tests") || file.ends_with("testing.rs");
        let homes: &[&str] = match way {
            "OpenOptions::new" => &["exchange/atomic.rs", "store/file.rs"],
            "stdout()" => &["cli/out.rs", "tui/terminal.rs"],
            _ => &[],
        };
        is_test || homes.contains(&file.as_str())
    };
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        for way in WAYS.iter().filter(|way| code(&text).contains(*way) && !may(&path, way)) {
            wrong.push(format!("{} uses {way}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// No two files import each other in a circle, however they name one another. Files that only gather others (`mod.rs`) stand
/// for their folder and are left out: a folder's parts may use what the folder itself defines.
#[test]
fn no_circle_between_files() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let module = |path: &Path| -> Vec<String> {
        let inside = path.strip_prefix(&root).unwrap().with_extension("");
        inside.iter().map(|part| part.to_string_lossy().into_owned()).collect()
    };
    let files: BTreeMap<Vec<String>, String> =
        sources().into_iter().map(|(path, text)| (module(&path), text)).collect();
    let mut edges: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (name, text) in files.iter().filter(|(name, _)| name.last().is_some_and(|last| last != "mod")) {
        for named in paths(&code(text)) {
            let Some(whole) = resolved(&named, name) else { continue };
            let file = (1..=whole.len()).rev().map(|depth| &whole[..depth]).find(|part| {
                files.contains_key(*part) || files.contains_key(&[part, &["mod".to_owned()][..]].concat())
            });
            if let Some(other) = file.filter(|other| files.contains_key(*other) && *other != name.as_slice()) {
                edges.entry(name.join("::")).or_default().insert(other.join("::"));
            }
        }
    }
    assert!(edges.len() > 100, "imports are seen");
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

/// Every path that code names from `crate`, `super` or `self`: those of `use` with their braces opened, and those in between.
fn paths(code: &str) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    for part in code.split("use ").skip(1) {
        open(part.split(';').next().unwrap_or_default(), &[], &mut found);
    }
    for start in ["crate::", "super::", "self::"] {
        for (at, _) in code.match_indices(start) {
            let path: String = code[at..].chars().take_while(|ch| ch.is_alphanumeric() || "_:".contains(*ch)).collect();
            found.push(split(&path));
        }
    }
    found
}

fn split(path: &str) -> Vec<String> {
    path.split("::").map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

/// Opens `a::{b, c::{d}}` into its paths.
fn open(tree: &str, before: &[String], found: &mut Vec<Vec<String>>) {
    let Some((head, rest)) = tree.split_once('{') else {
        let path = tree.split(" as ").next().unwrap_or_default();
        return found.push([before, &split(path)].concat());
    };
    let before = [before, &split(head)].concat();
    let (mut depth, mut from) = (0, 0);
    for (at, ch) in rest.char_indices() {
        match ch {
            '{' => depth += 1,
            ',' | '}' if depth == 0 => {
                open(&rest[from..at], &before, found);
                from = at + 1;
            }
            '}' => depth -= 1,
            _ => {}
        }
        if ch == '}' && depth < 0 {
            break;
        }
    }
}

/// The path from the root of what a file of this name calls so; none: it is not of this program.
fn resolved(path: &[String], file: &[String]) -> Option<Vec<String>> {
    let climbs = path.iter().take_while(|part| *part == "super").count();
    match path.first()?.as_str() {
        "crate" => Some(path[1..].to_vec()),
        "super" => Some([&file[..file.len().checked_sub(climbs)?], &path[climbs..]].concat()),
        "self" => Some([file, &path[1..]].concat()),
        _ => None,
    }
}

#[test]
fn paths_are_resolved_from_where_they_stand() {
    let words = |text: &str| -> Vec<String> { text.split(' ').map(str::to_owned).collect() };
    let code = "use super::a::{B, c::{D, e}};\nuse std::fs;\nfn f() { super::super::g::h(self::i::J) }";
    let here = words("book team x");
    let all: BTreeSet<String> =
        paths(code).iter().filter_map(|path| resolved(path, &here)).map(|path| path.join(" ")).collect();
    for want in ["book team a B", "book team a c D", "book team a c e", "book g h", "book team x i J"] {
        assert!(all.contains(want), "{want} of {all:?}");
    }
}
