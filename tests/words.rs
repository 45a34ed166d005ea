//! Words that screens, messages, help and the README do not use any more, each with what is said instead (docs/GLOSSARY.md).

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// What is not said any more, in small letters, and what is said instead.
const OLD: &[(&str, &str)] = &[
    ("of ours", "a team member, our team"),
    ("of theirs", "a contact"),
    ("their people", "contacts"),
    ("our people", "our team"),
    ("our person", "team member"),
    ("unseen", "quiet"),
    ("out of sight", "gone quiet"),
    ("promise is", "target"),
    ("you promised", "commitment"),
    ("we promised", "commitment"),
    ("they wait for", "next step"),
    ("one-door", "single-threaded"),
    ("kept:", "saved, logged"),
    ("enter keep", "save"),
    ("take down", "record, log"),
    ("takes down", "records"),
    ("taken down", "recorded"),
    ("takes a pulse", "records a pulse"),
    ("done again", "redone"),
    ("does it again", "redoes it"),
    ("no step was needed", "nothing to change"),
    ("nothing was new", "already up to date"),
    ("taken in", "imported"),
    ("nothing was taken", "nothing was imported"),
    ("return it with gaps", "send back"),
    ("returned with gaps", "sent back"),
    ("return with gaps", "send back"),
    ("nobody replaces", "no successor"),
    ("nobody leads", "no account lead"),
    ("nobody holds", "not assigned"),
    ("complete a line", "complete a task"),
    ("drop a line", "dismiss a task"),
    ("put off", "snooze"),
    ("puts a line off", "snooze"),
    ("change a record", "edit"),
    ("has these letters", "no matches"),
    ("have these letters", "no matches"),
    ("none of the choices", "not a valid option"),
    ("lies ahead", "is in the future"),
    ("lies behind", "is in the past"),
    ("more wait", "more"),
    ("expected at risk", "revenue at risk"),
    ("they decide", "notice deadline"),
    ("what they decide", "renewal outcome"),
    ("how they feel", "sentiment"),
    ("about them", "profile"),
    ("came by", "source"),
    ("every … days", "cadence (days)"),
    ("peer pair", "counterparts"),
    ("real risk", "key-person risk"),
    ("own turnover", "attrition"),
    ("hot spot", "drop-off point"),
    ("where we lose them", "churn by days in stage"),
    ("went on", "advanced"),
    ("over and over", "recurring"),
    ("inside network", "internal network"),
    ("asks of leaders", "leadership requests"),
    ("company news", "company update"),
    ("customers kept", "logo retention"),
    ("abandoned sales", "dropped after the sale"),
    ("record of the score", "score track record"),
    ("not seen coming", "missed churns"),
    ("kept and lost", "retention"),
    ("smallest step", "quickest next action"),
    ("draw the screen anew", "redraw"),
    ("mend ", "fix"),
    ("lukewarm", "neutral"),
    ("contract line", "contract"),
    ("hangs on", "depends on"),
    ("hang on", "depend on"),
    ("by what the book knows", "no account is at risk"),
    ("words you typed", "discard what you typed?"),
    ("whoever", "a noun: the account lead, the successor"),
];

/// Where an old word has to stay, and why.
const STAYS: &[(&str, &str, &str)] = &[
    ("src/domain/filter.rs", "unseen", "filters that were saved before say it so"),
    ("assets/playbooks.toml", "our person", "a trigger as playbooks in books and files name it"),
    ("src/domain/playbook.rs", "our person", "a trigger as playbooks in books and files name it"),
    ("src/domain/words.rs", "our people", "a topic as pulses in books and files name it"),
];

/// A piece of text that people read, with the line it stands on.
struct Piece {
    line: usize,
    text: String,
}

/// The string literals of Rust code, and its doc comments where `help` says that they are shown.
fn literals(code: &str, help: bool) -> Vec<Piece> {
    let chars: Vec<char> = code.chars().collect();
    let (mut found, mut at, mut line) = (Vec::new(), 0, 1);
    while at < chars.len() {
        match chars[at] {
            '\n' => line += 1,
            '/' if chars.get(at + 1) == Some(&'/') => {
                let end = (at..chars.len()).find(|it| chars[*it] == '\n').unwrap_or(chars.len());
                let text: String = chars[at..end].iter().collect();
                if help && text.starts_with("///") {
                    found.push(Piece { line, text });
                }
                at = end;
                continue;
            }
            '\'' if chars.get(at + 1) == Some(&'"') && chars.get(at + 2) == Some(&'\'') => at += 2,
            '\'' if chars.get(at + 1) == Some(&'\\') => at += 3,
            '"' => {
                let (text, end) = literal(&chars, at);
                let lines = chars[at..end].iter().filter(|ch| **ch == '\n').count();
                found.push(Piece { line, text });
                line += lines;
                at = end;
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    found
}

/// The literal that begins at `start`, on one line, and where it ends.
fn literal(chars: &[char], start: usize) -> (String, usize) {
    let marks = chars[..start].iter().rev().take_while(|ch| **ch == '#').count();
    let raw = start > marks && chars[start - marks - 1] == 'r';
    let (mut text, mut at) = (String::new(), start + 1);
    while at < chars.len() {
        match chars[at] {
            '"' if !raw || chars[at + 1..].iter().take_while(|ch| **ch == '#').count() >= marks => break,
            '\\' if !raw => {
                at += 1;
                if chars.get(at) == Some(&'\n') {
                    while chars.get(at + 1).is_some_and(|ch| ch.is_whitespace()) {
                        at += 1;
                    }
                } else {
                    text.push(' ');
                }
            }
            ch => text.push(ch),
        }
        at += 1;
    }
    (text, at + 1)
}

/// Code outside of tests, and outside of the store, whose literals are SQL.
fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() && !["tests", "store"].contains(&name.as_str()) {
            sources(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs")
            && !["tests.rs", "testing.rs"].contains(&name.as_str())
        {
            found.push(path);
        }
    }
}

/// Everything that people read, with the file it stands in.
fn read_by_people() -> Vec<(String, Piece)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (mut files, mut all) = (Vec::new(), Vec::new());
    sources(&root.join("src"), &mut files);
    for path in files {
        let file = path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
        all.extend(literals(code, file.starts_with("src/cli")).into_iter().map(|piece| (file.clone(), piece)));
    }
    // What ships as data is read by people too, but for the words of other programs' files.
    let assets = fs::read_dir(root.join("assets")).unwrap().map(|entry| entry.unwrap().path());
    let foreign = ["crm_headers.toml", "meanings.toml"];
    for path in assets.filter(|path| path.extension().is_some_and(|end| end == "toml")) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if !foreign.contains(&name.as_str()) {
            let text = fs::read_to_string(&path).unwrap();
            let lines = text.lines().enumerate().map(|(at, line)| Piece { line: at + 1, text: line.to_owned() });
            all.extend(lines.map(|piece| (format!("assets/{name}"), piece)));
        }
    }
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    let lines = readme.lines().enumerate().map(|(at, line)| Piece { line: at + 1, text: line.to_owned() });
    all.extend(lines.map(|piece| ("README.md".to_owned(), piece)));
    all
}

/// Whether `old` stands in `text` as words of its own.
fn says(text: &str, old: &str) -> bool {
    let text = text.to_lowercase();
    text.match_indices(old).any(|(at, _)| !text[..at].chars().next_back().is_some_and(char::is_alphanumeric))
}

#[test]
fn old_words_are_said_nowhere() {
    let (mut wrong, mut needed) = (Vec::new(), BTreeSet::new());
    for (file, piece) in read_by_people() {
        for (old, new) in OLD.iter().filter(|(old, _)| says(&piece.text, old)) {
            match STAYS.iter().position(|(path, word, _)| *path == file && word == old) {
                Some(place) => drop(needed.insert(place)),
                None => wrong.push(format!("{file}:{}: “{old}” is said as: {new}", piece.line)),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let idle: Vec<_> = (0..STAYS.len()).filter(|place| !needed.contains(place)).map(|place| STAYS[place]).collect();
    assert!(idle.is_empty(), "no exception is needed for {idle:?}");
}

#[test]
fn literals_are_found_with_their_lines() {
    let code = "// \"no\"\nlet a = \"one \\\n    two\"; let b = '\"';\nlet c = r#\"say \"this\"\"#;\n/// Help.\n";
    let found: Vec<(usize, String)> = literals(code, true).into_iter().map(|piece| (piece.line, piece.text)).collect();
    let wanted = [(2, "one two"), (4, "say \"this\""), (5, "/// Help.")];
    assert_eq!(found, wanted.map(|(line, text)| (line, text.to_owned())));
    assert!(says("One of ours", "of ours") && !says("proof ours", "of ours"));
}
