//! The README says what the program does: its keys, its commands, its first screen.

use std::process::Command;

const README: &str = include_str!("../README.md");

#[test]
fn the_keys_are_those_of_the_program() {
    let keys = mainstay::tui::key_list();
    let said = README.split_once("<!-- keys -->").and_then(|(_, rest)| rest.split_once("<!-- /keys -->"));
    let (said, _) = said.expect("the README has a place for the keys");
    assert_eq!(said.trim(), keys.trim(), "put this between the two marks:\n\n{keys}");
}

#[test]
fn every_command_stands_there_with_an_example() {
    let help = Command::new(env!("CARGO_BIN_EXE_mainstay")).arg("--help").output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let commands = help.split_once("Commands:\n").and_then(|(_, rest)| rest.split_once("\n\n")).unwrap().0;
    let is_name = |line: &&str| line.starts_with("  ") && !line.starts_with("   ");
    let names: Vec<&str> = commands.lines().filter(is_name).filter_map(|line| line.split_whitespace().next()).collect();
    assert!(names.len() > 15, "{names:?}");
    for name in names.into_iter().filter(|name| *name != "help") {
        let row = README.lines().find(|line| line.starts_with(&format!("| `{name}` |")));
        assert!(row.is_some_and(|row| row.contains(&format!("`mainstay {name}"))), "the README does not show {name}");
    }
}
