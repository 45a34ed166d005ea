//! The first minute: three questions over an empty book, and what an import says when it is done.

use super::{App, Desk, picture};
use crate::book::Book;
use crate::domain::day::Day;
use crate::domain::money::Currency;
use crate::tui::app::Effect;
use crate::tui::canvas::Charset;
use crate::tui::theme::ThemeName;
use ratatui::layout::Rect;

/// The cockpit on an empty book, as it opens.
fn fresh(size: (u16, u16)) -> Desk {
    let folder = tempfile::tempdir().unwrap();
    let book = Book::open(&folder.path().join("book.db"), true, Day::parse("2026-11-22").ok()).unwrap();
    Desk::with(size, book, folder)
}

#[test]
fn an_empty_book_asks_for_a_name_a_currency_and_data() {
    for size in [(80, 24), (120, 40)] {
        let mut desk = fresh(size);
        picture!(desk, "welcome");
    }
    let mut desk = fresh((80, 24));
    desk.press("Ana_Ruiz Enter");
    assert_eq!(desk.app.book.me().unwrap().unwrap().name, "Ana Ruiz", "{}", desk.screen());
    desk.press("EUX Enter");
    assert!(desk.screen().contains("EUX"), "{}", desk.screen());
    assert_ne!(desk.app.layers.len(), 0, "the refusal is read where it was typed");
    desk.press("usd Enter");
    assert_eq!(desk.app.book.currency(), Currency::parse("USD").unwrap(), "{}", desk.screen());
    desk.press("n Acme");
    assert!(desk.screen().contains("Ana Ruiz"), "the owner is proposed: {}", desk.screen());
    desk.press("Enter");
    assert!(desk.app.layers.is_empty(), "{}", desk.screen());
    assert_eq!(desk.app.book.all::<crate::domain::account::Account>().unwrap().len(), 1);
}

#[test]
fn esc_leaves_to_the_empty_cockpit_and_the_palette_asks_again() {
    let mut desk = fresh((80, 24));
    desk.press("Esc");
    assert!(desk.app.layers.is_empty());
    desk.press(": set_up Enter");
    assert!(desk.screen().contains("Your currency"), "{}", desk.screen());
    desk.press("Tab Tab");
    assert_eq!(desk.press("d"), Some(Effect::Demo));
    desk.app.open_demo().unwrap();
    assert!(desk.app.layers.is_empty() && desk.app.book.is_demo(), "{}", desk.screen());
}

#[test]
fn an_import_from_the_welcome_says_what_is_known_and_asks_who_you_are() {
    let mut desk = fresh((120, 40));
    let file = desk.app.book.path().with_file_name("us-accounts.csv");
    std::fs::write(&file, "Company,ARR,CSM\nAcme,1000,Ana Ruiz\nBeta,,Jo Osei\n").unwrap();
    desk.press("Tab Tab i");
    desk.app.paste(&file.display().to_string());
    desk.press("Enter");
    desk.press("Enter");
    desk.wait_for_work();
    assert!(desk.screen().contains("Which of these is you?"), "{}", desk.screen());
    desk.press("jo Enter");
    assert_eq!(desk.app.book.me().unwrap().unwrap().name, "Jo Osei", "{}", desk.screen());
    let screen = desk.screen();
    assert!(screen.contains("Known of your accounts"), "{screen}");
    assert!(screen.contains("Annual values  ■■■■■·····     1 of 2  a column ARR, or e on the account"), "{screen}");
    desk.press("Esc");
    assert!(desk.app.layers.is_empty(), "{}", desk.screen());
    assert!(desk.screen().contains("yours, f others"), "{}", desk.screen());
}

#[test]
fn a_book_with_accounts_is_not_welcomed() {
    let desk = Desk::new((80, 24));
    assert!(desk.app.layers.is_empty());
    let mut app = App::new(
        Book::open(desk.app.book.path(), false, Day::parse("2026-11-22").ok()).unwrap(),
        ThemeName::Dark,
        Charset::Full,
    );
    app.resize(Rect::new(0, 0, 80, 24));
    assert!(app.layers.is_empty());
}
