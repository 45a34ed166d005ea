//! The longer note in the editor of the environment.

use crate::tui::note::written;
use std::os::unix::fs::PermissionsExt;

/// An editor that does what this script says; `$1` is the file.
fn script(folder: &std::path::Path, does: &str) -> String {
    let path = folder.join("editor");
    std::fs::write(&path, format!("#!/bin/sh\n{does}\n")).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o700)).unwrap();
    path.display().to_string()
}

#[test]
fn what_is_written_in_the_editor_comes_back_without_control_codes() {
    let folder = tempfile::tempdir().unwrap();
    let editor = script(folder.path(), "stat -c %a \"$1\" >>\"$1\"; printf 'second\\033[31m line\\n\\n' >>\"$1\"");
    assert_eq!(written(&editor, "first\n").unwrap(), "first\n600\nsecond[31m line");
}

#[test]
fn an_editor_that_fails_or_is_missing_leaves_the_note_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    assert!(written(&script(folder.path(), "exit 1"), "kept").unwrap_err().sentence.contains("as it was"));
    assert!(written("/no/such/editor", "kept").unwrap_err().sentence.contains("set EDITOR"));
}
