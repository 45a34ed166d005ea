//! The tour of the demo is played by the keys it names, and passed by nothing else.

use super::Desk;
use crate::book::Book;
use crate::book::demo::Recipe;
use crate::domain::day::Day;
use crate::domain::touch::Touch;
use crate::tui::app::Effect;

/// The demo, as the tour begins.
fn demo(size: (u16, u16)) -> Desk {
    let folder = tempfile::tempdir().unwrap();
    let day = Day::parse("2026-11-22").ok();
    let book = Book::make_up(&folder.path().join("demo.db"), Recipe::default(), day).unwrap();
    let mut desk = Desk::with(size, book, folder);
    desk.app.begin_tour();
    desk
}

fn touches(book: &Book) -> usize {
    book.all::<Touch>().unwrap().len()
}

fn is_at(desk: &mut Desk, step: u32) {
    let foot = desk.foot();
    assert!(foot.contains(&format!("Tour {step}/8")), "step {step}: {}", desk.screen());
}

#[test]
fn the_whole_tour_is_played_by_its_keys() {
    for size in [(60, 16), (80, 24), (120, 40)] {
        let mut desk = demo(size);
        is_at(&mut desk, 1);
        let name = desk.app.screens.today.first_at_risk().map(|one| desk.app.book.get(one).unwrap().name).unwrap();
        desk.press("Tab Tab g Enter");
        is_at(&mut desk, 2);
        assert!(desk.screen().contains(&name), "{}", desk.screen());
        desk.press("[");
        is_at(&mut desk, 3);
        let before = touches(&desk.app.book);
        desk.press("l called,_went_through_the_open_points Enter");
        is_at(&mut desk, 4);
        desk.press("u");
        is_at(&mut desk, 5);
        assert_eq!(touches(&desk.app.book), before, "what was logged is gone");
        desk.press("p Tab 4 Enter");
        assert!(desk.screen().contains("A pulse needs a reason"), "{}", desk.screen());
        desk.press("val Enter");
        is_at(&mut desk, 6);
        desk.press("2");
        is_at(&mut desk, 7);
        desk.press("4 W");
        is_at(&mut desk, 8);
        desk.press("/ que Enter");
        assert!(desk.foot().contains("End of the tour"), "{}", desk.screen());
        desk.press("1");
        assert!(!desk.foot().contains("Tour"), "{}", desk.foot());
    }
}

#[test]
fn a_step_is_passed_by_doing_it_and_by_nothing_else() {
    let mut desk = demo((120, 40));
    desk.press("2 3 j j Enter 4 W 1");
    is_at(&mut desk, 1);
    desk.press("l called Enter u");
    is_at(&mut desk, 1);
    desk.press("Tab Tab g Enter");
    is_at(&mut desk, 2);
    // What was refused is read, and the step is there again with the next key.
    desk.press("Space");
    desk.press("j");
    is_at(&mut desk, 2);
}

#[test]
fn esc_twice_or_its_name_in_the_palette_ends_the_tour() {
    let mut desk = demo((120, 40));
    desk.press("l Esc");
    is_at(&mut desk, 1);
    desk.press("Esc");
    is_at(&mut desk, 1);
    desk.press("Esc");
    assert!(!desk.foot().contains("Tour"), "{}", desk.foot());
    desk.press(": tour Enter");
    is_at(&mut desk, 1);
    desk.press(": tour Enter");
    assert!(desk.foot().contains("Tour ended"), "{}", desk.foot());
}

#[test]
fn over_a_book_of_ones_own_the_tour_opens_the_demo_and_writes_nothing() {
    let mut desk = Desk::new((120, 40));
    let own = desk.app.book.path().to_owned();
    let before = touches(&desk.app.book);
    assert_eq!(desk.press(": tour Enter"), Some(Effect::Tour));
    assert!(!desk.foot().contains("Tour 1/8"), "no step stands over one's own book");
    desk.app.open_demo().unwrap();
    desk.app.begin_tour();
    is_at(&mut desk, 1);
    desk.press("Tab Tab g Enter [ l called Enter");
    is_at(&mut desk, 4);
    let book = Book::open(&own, false, Day::parse("2026-11-22").ok()).unwrap();
    assert_eq!(touches(&book), before);
}

#[test]
fn the_welcome_offers_the_tour() {
    let folder = tempfile::tempdir().unwrap();
    let book = Book::open(&folder.path().join("book.db"), true, Day::parse("2026-11-22").ok()).unwrap();
    let mut desk = Desk::with((80, 24), book, folder);
    desk.press("Tab Tab");
    assert!(desk.screen().contains("take the tour"), "{}", desk.screen());
    assert_eq!(desk.press("t"), Some(Effect::Tour));
}
