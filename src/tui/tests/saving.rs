//! Pages saved from the palette.

use super::*;
use std::fs;

#[test]
fn every_page_is_saved_to_the_file_that_is_named_and_asks_before_it_replaces() {
    let mut desk = Desk::new((120, 40));
    let begins = [
        ("save_my_calendar", "x.ics", "BEGIN:VCALENDAR"),
        ("account_packet", "h.html", "<!DOCTYPE html>"),
        ("save_the_showcase", "s.md", "# "),
        ("save_the_huddle", "u.md", "# Huddle Nov 2026"),
        ("save_the_charter", "c.md", "# Charter"),
        ("save_the_pipeline", "p.html", "<!DOCTYPE html>"),
    ];
    desk.press("3");
    for (command, name, begin) in begins {
        let path = desk.folder.path().join(name);
        let before = desk.app.book.undoable();
        desk.press(&format!(": {command} Enter Ctrl-u"));
        desk.app.paste(path.to_str().unwrap());
        desk.press("Enter");
        assert!(desk.foot().contains("Saved to"), "{command}: {}", desk.screen());
        assert!(fs::read_to_string(&path).unwrap().starts_with(begin), "{command}");
        assert_eq!(desk.app.book.undoable(), before);
        fs::write(&path, "mine").unwrap();
        desk.press(&format!(": {command} Enter Ctrl-u"));
        desk.app.paste(path.to_str().unwrap());
        desk.press("Enter");
        assert!(desk.screen().contains("Replace it?"), "{command}: {}", desk.screen());
        desk.press("n");
        assert_eq!(fs::read_to_string(&path).unwrap(), "mine", "{command}");
        desk.press("Enter y");
        assert!(fs::read_to_string(&path).unwrap().starts_with(begin), "{command}: {}", desk.screen());
    }
}

#[test]
fn the_book_is_never_saved_over_and_an_ending_that_does_not_fit_is_refused_in_the_line() {
    let mut desk = Desk::new((120, 40));
    let book = desk.app.book.path().to_owned();
    desk.press("3 : save_the_charter Enter Ctrl-u");
    desk.app.paste("charter.csv");
    desk.press("Enter");
    assert!(desk.screen().contains("End the name of the file in .html or .md"), "{}", desk.screen());
    let link = desk.folder.path().join("link.md");
    fs::hard_link(&book, &link).unwrap();
    desk.press("Ctrl-u");
    desk.app.paste(link.to_str().unwrap());
    desk.press("Enter y");
    assert!(desk.screen().contains("is the book itself"), "{}", desk.screen());
}
