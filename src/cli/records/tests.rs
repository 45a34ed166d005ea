//! Every kind of form has a command of its own.

use crate::cli::command;
use crate::form::kinds::{Kind, Way};
use std::collections::HashSet;

#[test]
fn every_kind_has_a_command_that_opens_its_form() {
    let program = command();
    for kind in Kind::ALL {
        let row = kind.row();
        let verb = row.verb.unwrap_or("edit");
        assert!(row.verb.is_some() || row.ways.contains(&Way::Edit), "{kind:?} cannot be reached");
        let mut found = &program;
        for word in verb.split(' ') {
            found = found.find_subcommand(word).unwrap_or_else(|| panic!("{kind:?}: there is no command {verb}"));
        }
        assert_eq!(row.ways.contains(&Way::New), row.ways.contains(&Way::Remove), "{kind:?}: made, but not taken out");
    }
}

#[test]
fn no_word_means_two_kinds() {
    let words = Kind::ALL.iter().flat_map(|kind| kind.row().also.iter().copied().chain([kind.row().word]));
    let mut seen = HashSet::new();
    for word in words {
        assert!(seen.insert(word), "{word} means two kinds");
        assert!(Kind::parse(word).is_some());
    }
}
