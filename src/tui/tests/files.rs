//! Files taken in and written from the cockpit.

use super::*;

#[test]
fn the_table_shown_is_exported_and_no_file_is_written_over() {
    let mut desk = Desk::new((80, 24));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("accounts.csv");
    for expected in ["rows are in", "is there already"] {
        desk.press("3 E Ctrl-u");
        desk.app.paste(&file.to_string_lossy());
        desk.press("Enter");
        assert!(desk.screen().contains(expected), "{}", desk.screen());
    }
    let written = std::fs::read_to_string(&file).unwrap();
    assert!(written.starts_with("account,stage,tier,risk,value"), "{written}");
}

#[test]
fn the_files_of_a_folder_are_taken_in_together() {
    let mut desk = Desk::new((80, 24));
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [
        ("contacts.csv", "account,name\nZora Works,Zora Neale\n"),
        ("accounts.csv", "external_id,name,stage\nZ1,Zora Works,steady\n"),
        ("recipes.csv", "flour,butter\n500,250\n"),
    ] {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    for pattern in ["", "/*.csv"] {
        desk.app.run(crate::tui::command::Command::Import);
        desk.app.paste(&format!("{}{pattern}", folder.path().display()));
        desk.press("Enter");
        assert!(desk.screen().contains("accounts (1)") && desk.screen().contains("recipes.csv"), "{}", desk.screen());
        desk.press("y");
        desk.wait_for_work();
        assert!(desk.screen().contains("1  new"), "{}", desk.screen());
        desk.press("Esc u");
        assert!(desk.foot().contains("Undone: Import: 2 files: 2 new"), "{}", desk.foot());
    }
}
