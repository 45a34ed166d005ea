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
        ("save_the_charter", "c.md", "# Keeping customers: ten minutes"),
        ("save_the_pipeline", "p.html", "<!DOCTYPE html>"),
        ("save_the_pipeline", "p.txt", "The pipeline of "),
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
fn the_page_that_is_read_is_the_page_that_is_saved_and_printed_and_can_be_copied() {
    use crate::book::export::pages::{COLUMNS, Saved};
    for (command, what) in [("ten-minute", Saved::Charter), ("one_page_of_text", Saved::Pipeline(false))] {
        let mut desk = Desk::new((120, 40));
        let printed = desk.app.book.page_of(what).unwrap().text(COLUMNS).join("\n") + "\n";
        assert!(printed.lines().all(|line| crate::domain::text::width(line) <= COLUMNS), "{printed}");
        let copied = desk.press(&format!("6 : {command} Enter y"));
        assert_eq!(copied, Some(Effect::Copy(printed.clone())), "{}", desk.screen());
        let path = desk.folder.path().join("page.txt");
        desk.press("E Ctrl-u");
        desk.app.paste(path.to_str().unwrap());
        desk.press("Enter");
        assert_eq!(fs::read_to_string(&path).unwrap(), printed, "{}", desk.screen());
    }
}

#[test]
fn the_book_is_never_saved_over_and_an_ending_that_does_not_fit_is_refused_in_the_line() {
    let mut desk = Desk::new((120, 40));
    let book = desk.app.book.path().to_owned();
    desk.press("3 : save_the_charter Enter Ctrl-u");
    desk.app.paste("charter.csv");
    desk.press("Enter");
    assert!(desk.screen().contains("End the name of the file in .txt, .html or .md"), "{}", desk.screen());
    let link = desk.folder.path().join("link.md");
    fs::hard_link(&book, &link).unwrap();
    desk.press("Ctrl-u");
    desk.app.paste(link.to_str().unwrap());
    desk.press("Enter y");
    assert!(desk.screen().contains("is the book itself"), "{}", desk.screen());
}
