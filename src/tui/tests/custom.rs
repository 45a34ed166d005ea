//! Custom fields and readings on the page of an account, and as words of the filter.

use super::Desk;
use crate::domain::account::Account;
use crate::domain::contact::Contact;
use crate::domain::custom_field::CustomField;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::reading::Reading;
use crate::tui::testing::SIZES;

/// A desk on the page of an account with fields of the customer's own, and the account.
fn page(size: (u16, u16)) -> (Desk, Id<Account>) {
    let mut desk = Desk::new(size);
    let account = desk.app.book.roster().unwrap().names().map(|(id, ..)| id).next().unwrap();
    let book = &mut desk.app.book;
    for (name, value) in [("Segment", "Enterprise"), ("Notes of the CSM", "one line\nand a second \u{1b}[31m one")] {
        book.keep(CustomField { account, name: name.into(), value: value.into(), ..CustomField::default() }).unwrap();
    }
    let contact =
        book.of_account::<Contact>(account).unwrap().into_iter().find(|one| one.left_on.is_none()).map(|one| one.id);
    let (name, value) = ("T-shirt size".to_owned(), "M".to_owned());
    book.keep(CustomField { account, contact, name, value, ..CustomField::default() }).unwrap();
    for (at, value) in [1200.0, 900.0, 1500.5, 1234.5].into_iter().enumerate() {
        let on = Day::parse("2026-08-01").unwrap().plus(30 * at as i32);
        book.keep(Reading { account, metric: "Logins".into(), on, value, ..Reading::default() }).unwrap();
    }
    book.keep(Reading {
        account,
        metric: "NPS".into(),
        value: -40.0,
        on: Day::parse("2026-11-02").unwrap(),
        ..Reading::default()
    })
    .unwrap();
    desk.app.open_page(account).unwrap();
    (desk, account)
}

/// The lines of the screen from the one that holds `first` on.
fn from(screen: &str, first: &str, count: usize) -> String {
    let lines: Vec<&str> = screen.lines().skip_while(|line| !line.contains(first)).take(count).collect();
    assert!(!lines.is_empty(), "{first}: {screen}");
    lines.iter().map(|line| line.trim_matches(['│', ' '])).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_page_has_a_section_for_each_where_there_is_something_to_show() {
    let (mut desk, _) = page((80, 40));
    let readings = from(&desk.screen(), "Readings", 3);
    assert_eq!(
        readings,
        "Readings\n\
         Logins                1,234.5  ▄▁█▅  30 Oct, −266 since 30 Sep\n\
         NPS                       −40        2 Nov"
    );
    desk.press("G");
    let custom = from(&desk.screen(), "Custom fields", 3);
    assert_eq!(
        custom,
        "Custom fields\n\
         Segment              Enterprise\n\
         ▌ Notes of the CSM     one line and a second \u{fffd}[31m one"
    );
    let mut plain = Desk::new((80, 60));
    plain.press("3 Enter");
    assert!(!plain.screen().contains("Custom fields") && !plain.screen().contains("Readings"), "{}", plain.screen());
}

#[test]
fn every_row_is_in_sight_at_every_size_and_read_whole_with_enter() {
    for size in SIZES.into_iter().chain([(60, 16)]) {
        let (mut desk, _) = page(size);
        desk.press("G");
        assert!(desk.screen().contains("Notes of the CSM"), "{}", desk.screen());
        desk.press("Enter");
        let whole = desk.screen();
        assert!(whole.contains("one line") && whole.contains("and a second"), "{whole}");
    }
    let (mut desk, _) = page((120, 40));
    desk.press("] ]");
    let there = (0..40).any(|_| {
        desk.press("j Enter");
        let is_there = desk.screen().contains("T-shirt size: M");
        if !is_there && desk.screen().contains("close") {
            desk.press("Esc");
        }
        is_there
    });
    assert!(there, "the field of a contact is read on People: {}", desk.screen());
}

#[test]
fn a_custom_field_is_changed_where_it_stands_and_made_by_the_palette() {
    let (mut desk, account) = page((80, 24));
    let values = |desk: &Desk| -> Vec<String> {
        desk.app
            .book
            .custom_fields(account)
            .unwrap()
            .into_iter()
            .map(|one| format!("{}={}", one.name, one.value))
            .collect()
    };
    let before = values(&desk);
    assert_eq!(before.len(), 2);
    desk.press("G k e Tab End _2 Enter");
    assert_eq!(values(&desk)[0], "Segment 2=Enterprise", "{}", desk.screen());
    desk.press("u");
    assert_eq!(values(&desk), before);
    desk.press(": new_custom Enter");
    assert!(desk.screen().contains("New custom field at"), "{}", desk.screen());
    desk.press("Tab region Enter");
    assert!(desk.screen().contains("Value"), "a value is needed: {}", desk.screen());
    desk.press("north Ctrl-s");
    assert_eq!(values(&desk)[2], "region=north", "{}", desk.screen());
    desk.press(": new_reading Enter");
    assert!(desk.screen().contains("New reading at"), "{}", desk.screen());
}

#[test]
fn the_list_is_filtered_by_what_the_book_calls_its_fields() {
    let (mut desk, _) = page((80, 24));
    desk.press("Esc 3 f segment:enterprise");
    assert!(desk.screen().contains("1 of 12"), "{}", desk.screen());
    desk.press("Enter f Ctrl-u logins>1k");
    assert!(desk.screen().contains("1 of 12"), "{}", desk.screen());
    desk.press("Enter f Ctrl-u size:big");
    assert!(desk.screen().contains("an unknown filter"), "{}", desk.screen());
}
