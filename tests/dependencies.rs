//! What the program is built from: licences that may be given on, one place that packages come from, none that is not used.

#![allow(clippy::unwrap_used)]

use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Licences under which a program may be given on in any form. Of a package under several at once (`AND`), all; of one with a
/// choice (`OR`), one.
const LICENCES: [&str; 10] = [
    "MIT",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "Zlib",
    "Unicode-3.0",
    "Unicode-DFS-2016",
    "Unlicense",
    "WTFPL",
];

/// Under a licence that asks for more only where the package itself is changed, which is not done here.
const UNCHANGED: [&str; 2] = ["nucleo-matcher", "option-ext"];

/// Packages that must never come in: what this program does not do (a network), or a second way of doing it.
const BANNED: [&str; 8] = ["reqwest", "hyper", "tokio", "openssl-sys", "curl", "ureq", "native-tls", "libsqlite3-dev"];

const CRATES_IO: &str = "registry+https://github.com/rust-lang/crates.io-index";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every package that is built here, as cargo tells it without a network.
fn packages() -> Vec<Value> {
    let told = Command::new("rustc").arg("-vV").output().unwrap().stdout;
    let told = String::from_utf8(told).unwrap();
    let host = told.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    let asked = ["metadata", "--offline", "--locked", "--format-version", "1", "--filter-platform", host];
    let told = Command::new(env!("CARGO")).args(asked).current_dir(root()).output().unwrap();
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    let told: Value = serde_json::from_slice(&told.stdout).unwrap();
    let list = told["packages"].as_array().unwrap();
    assert!(list.len() > 100, "packages are seen");
    list.iter().filter(|one| one["name"] != "mainstay").cloned().collect()
}

fn may_be_given_on(licence: &str) -> bool {
    let plain = licence.replace(['(', ')'], " ").replace('/', " OR ");
    plain.split(" AND ").all(|all| all.split(" OR ").any(|one| LICENCES.contains(&one.trim())))
}

#[test]
fn every_package_may_be_given_on_and_comes_from_one_place() {
    let mut wrong = Vec::new();
    for package in packages() {
        let name = package["name"].as_str().unwrap();
        let licence = package["license"].as_str().unwrap_or("none");
        if !may_be_given_on(licence) && !UNCHANGED.contains(&name) {
            wrong.push(format!("{name} is under {licence}"));
        }
        if package["source"] != CRATES_IO {
            wrong.push(format!("{name} comes from {}", package["source"]));
        }
        if BANNED.contains(&name) {
            wrong.push(format!("{name} must not come in"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn licences_are_read_as_they_are_written() {
    for fine in ["MIT", "MIT/Apache-2.0", "(MIT OR Apache-2.0) AND Unicode-3.0", "GPL-3.0 OR MIT"] {
        assert!(may_be_given_on(fine), "{fine}");
    }
    for wrong in ["GPL-3.0", "MIT AND GPL-3.0", "none", ""] {
        assert!(!may_be_given_on(wrong), "{wrong}");
    }
}

/// The names below one heading of `Cargo.toml`.
fn named_under(manifest: &str, heading: &str) -> Vec<String> {
    let part = manifest.split(heading).nth(1).unwrap().split("\n[").next().unwrap();
    let names = part.lines().filter_map(|line| line.split_once(" = "));
    names.map(|(name, _)| name.trim().replace('-', "_")).collect()
}

/// All code in some folders, as one text.
fn code(folders: &[&str]) -> String {
    fn read(path: &Path, into: &mut String) {
        for entry in fs::read_dir(path).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                read(&path, into);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                into.push_str(&fs::read_to_string(&path).unwrap());
            }
        }
    }
    let mut all = String::new();
    for folder in folders {
        read(&root().join(folder), &mut all);
    }
    all
}

#[test]
fn every_package_that_is_asked_for_is_used() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let (own, with_tests) = (code(&["src"]), code(&["src", "tests", "benches"]));
    let unix = "[target.'cfg(unix)'.dependencies]";
    let asked = [("\n[dependencies]", &own), (unix, &own), ("[dev-dependencies]", &with_tests)];
    let mut unused = BTreeSet::new();
    for (heading, code) in asked {
        let names = named_under(&manifest, heading);
        assert!(!names.is_empty(), "{heading}");
        let is_used = |name: &String| {
            code.contains(&format!("{name}::"))
                || code.contains(&format!("use {name} as"))
                || code.contains(&format!("use {name};"))
        };
        unused.extend(names.into_iter().filter(|name| !is_used(name)));
    }
    assert!(unused.is_empty(), "not used: {unused:?}");
}
