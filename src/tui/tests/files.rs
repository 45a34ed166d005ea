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
    assert!(written.starts_with("risk,band,risk_change_30_days,name,stage,tier,value,revenue_at_risk"), "{written}");
}
