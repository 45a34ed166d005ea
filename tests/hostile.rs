//! Names and words that attack: whatever stands in a file, no command and no page lets it out as a control code, and no
//! page as markup.

#![allow(clippy::unwrap_used)]

mod desk;

use desk::evil::{EVIL, desk};

/// Whether a character is a command to a terminal, or turns text around.
fn commands(ch: char) -> bool {
    (ch.is_control() && ch != '\n')
        || matches!(ch, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}')
}

fn assert_harmless(what: &str, text: &str) {
    if let Some(at) = text.find(commands) {
        let near: String = text[..at].chars().rev().take(60).collect::<Vec<_>>().into_iter().rev().collect();
        panic!("{what} lets {:?} out after: {near}", text[at..].chars().next());
    }
}

#[test]
fn no_command_lets_a_control_code_out() {
    let desk = desk();
    for args in [
        &["today", "--all"][..],
        &["today", "--smallest"],
        &["accounts"],
        &["accounts", "--saved", "at risk or worse"],
        &["show", "A"],
        &["risk"],
        &["risk", "A"],
        &["pipeline"],
        &["survival"],
        &["survival", "--by", "channel"],
        &["backtest"],
        &["team"],
        &["team", "R"],
        &["what-if", "leave", "R"],
        &["renewals"],
        &["score"],
        &["huddle"],
        &["charter"],
        &["settings"],
        &["history"],
        &["edit", "contact", "A", "C"],
        &["edit", "insight", "I"],
        &["new", "action", "A"],
        &["export", "showcase"],
        &["export", "handover", "A"],
        &["export", "handover", "R"],
        &["act", "A"],
    ] {
        let text = desk.text(args);
        assert!(!text.trim().is_empty(), "{args:?} says nothing");
        assert_harmless(&args.join(" "), &text);
    }
    // What is refused is harmless, too.
    let nobody = format!("{EVIL} nobody");
    let nobody = nobody.as_str();
    for args in [
        &["show", nobody][..],
        &["today", "--owner", nobody],
        &["new", "action", "A", nobody],
        &["accounts", nobody, "x:y"],
    ] {
        let output = desk.run(args).assert().failure().get_output().clone();
        assert_harmless("a refusal", &String::from_utf8(output.stderr).unwrap());
    }
}

#[test]
fn no_page_lets_markup_out_and_no_card_or_event_a_line_of_its_own() {
    let desk = desk();
    for args in [
        &["export", "showcase", "--format", "html"][..],
        &["export", "handover", "A", "--format", "html"],
        &["export", "handover", "R", "--format", "html"],
        &["huddle", "--format", "html"],
        &["charter", "--format", "html"],
    ] {
        let Ok(text) = String::from_utf8(desk.run(args).output().unwrap().stdout) else { panic!("{args:?}") };
        if text.is_empty() {
            continue;
        }
        assert!(text.contains("Evil"), "{args:?} tells of somebody: {text}");
        assert!(!text.contains("<script"), "{args:?}");
        assert_harmless(&args.join(" "), &text);
    }
    for args in [&["export", "calendar"][..], &["export", "contacts"]] {
        let text = desk.text(args);
        assert!(text.contains("Evil"), "{args:?}");
        assert_harmless(&args.join(" "), &text.replace("\r\n", "\n"));
        // A name cannot begin a property: every line is one, or goes on with a blank.
        let is_line = |line: &str| {
            line.starts_with(' ')
                || line.split([':', ';']).next().is_some_and(|name| {
                    name.chars().all(|ch| ch.is_ascii_uppercase() || ch == '-' || ch.is_ascii_digit())
                })
        };
        assert!(text.lines().all(is_line), "{text}");
    }
}
