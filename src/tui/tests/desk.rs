//! The cockpit at a desk: keys go in by name, what is shown comes out as text.

use crate::book::Book;
use crate::domain::account::Account;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::tui::app::{App, Effect};
use crate::tui::canvas::{Canvas, Charset};
use crate::tui::key::Key;
use crate::tui::testing::printed;
use crate::tui::theme::ThemeName;
use ratatui::layout::Rect;

/// A picture of a state at one size, and at the others what holds of every screen.
macro_rules! picture {
    ($desk:expr, $name:expr) => {{
        let screen = $desk.holds(&format!("{} at {:?}", $name, $desk.size));
        if $desk.size == (120, 40) {
            insta::assert_snapshot!(format!("{}_120x40", $name), screen);
        }
    }};
}
pub(super) use picture;

/// The cockpit on the book of the pictures; the folder lives as long as the test.
pub(super) struct Desk {
    pub(super) app: App,
    pub(super) size: (u16, u16),
    pub(super) folder: tempfile::TempDir,
}

impl Desk {
    pub(super) fn new(size: (u16, u16)) -> Self {
        let (folder, book) = Book::pictured();
        Self::with(size, book, folder)
    }

    pub(super) fn empty(size: (u16, u16)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let book = Book::open(&folder.path().join("book.db"), true, Day::parse("2026-11-22").ok()).unwrap();
        let mut desk = Self::with(size, book, folder);
        desk.press("Esc");
        desk
    }

    pub(super) fn with(size: (u16, u16), book: Book, folder: tempfile::TempDir) -> Self {
        let mut app = App::new(book, ThemeName::Dark, Charset::Full);
        app.resize(Rect::new(0, 0, size.0, size.1));
        app.settle();
        Self { app, size, folder }
    }

    /// Adds an account of this name to the book, in the stage where most are.
    pub(super) fn account(&mut self, name: &str) -> Id<Account> {
        let account = Account { name: name.to_owned(), stage: "steady".into(), ..Account::default() };
        self.app.book.keep(account).unwrap().0
    }

    /// Presses keys by name, separated by blanks; what is no key is typed letter by letter, `_` for a blank.
    pub(super) fn press(&mut self, keys: &str) -> Option<Effect> {
        let mut errand = None;
        for name in keys.split(' ') {
            match Key::named(name) {
                Some(key) => errand = self.app.press(key),
                None => {
                    for letter in name.chars() {
                        let name = if letter == '_' { "Space".to_owned() } else { letter.to_string() };
                        errand = self.app.press(Key::named(&name).unwrap());
                    }
                }
            }
        }
        errand
    }

    pub(super) fn wait_for_work(&mut self) {
        while self.app.is_working() {
            std::thread::sleep(std::time::Duration::from_millis(5));
            self.app.look_at_work();
        }
    }

    pub(super) fn screen(&mut self) -> String {
        self.app.settle();
        printed(self.size, &self.app.look(), |canvas: &mut Canvas<'_>, area| self.app.view(canvas, area))
    }

    /// What holds of every screen at every size: it fills the window and no more, a pane or a row has the keys, and no
    /// frame is broken.
    pub(super) fn holds(&mut self, name: &str) -> String {
        let screen = self.screen();
        let (wide, tall) = self.size;
        assert_eq!(screen.lines().count(), usize::from(tall), "{name}: {screen}");
        for line in screen.lines() {
            let width = crate::domain::text::width(line);
            assert!(width <= usize::from(wide), "{name}: {width} columns: {line}");
            let is_framed = line.starts_with('│');
            assert!(!is_framed || line.ends_with(['│', '╯', '╮']), "{name}: a frame is broken: {line}");
        }
        assert!(screen.contains(['▌', '╭']), "{name}: nothing has the keys: {screen}");
        screen
    }

    pub(super) fn foot(&mut self) -> String {
        self.screen().lines().last().unwrap_or_default().to_owned()
    }
}
