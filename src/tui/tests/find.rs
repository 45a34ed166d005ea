//! Finding: names and what was written, filters and completion on screen 3, the order of the list.

use super::Desk;
use crate::domain::day::Day;
use crate::domain::touch::Touch;

#[test]
fn a_filter_finds_accounts_by_a_signal_and_completes_its_name() {
    let mut desk = Desk::new((120, 40));
    desk.press("3 f Ctrl-u champ");
    assert!(desk.screen().contains("signal:champion-left"), "{}", desk.screen());
    desk.press("Tab Enter");
    assert_eq!(desk.app.screens.accounts.list.filter(), "signal:champion-left");
    let found = desk.screen();
    assert!(found.contains("signal:champion-left") && !found.contains("No account passes"), "{found}");
    let filter = desk.app.book.filter("signal:champion-left").unwrap();
    let by = crate::domain::sort::SortBy::Risk;
    let listed = desk.app.book.accounts(&filter, by).unwrap();
    let mut speaking = Vec::new();
    for line in desk.app.book.accounts(&crate::domain::filter::Filter::default(), by).unwrap() {
        let account = desk.app.book.roster().unwrap().at(line).unwrap().id();
        let lines = desk.app.book.risk(account).unwrap().explained.lines;
        let left = lines.iter().find(|one| one.code == "X1").is_some_and(|one| one.points() > 0);
        speaking.extend(left.then_some(line));
    }
    assert!(!speaking.is_empty());
    assert_eq!(listed, speaking);
}

#[test]
fn the_same_order_again_is_turned_round_and_the_arrow_tells() {
    let mut desk = Desk::new((120, 40));
    desk.press("3 o value Enter g");
    assert!(desk.screen().contains("Value↓"), "{}", desk.screen());
    let first = desk.app.screens.accounts.subject().name;
    desk.press("o");
    assert!(desk.screen().contains("again: reverse"), "{}", desk.screen());
    desk.press("Enter");
    assert!(desk.screen().contains("Value↑"), "{}", desk.screen());
    desk.press("G");
    assert_eq!(desk.app.screens.accounts.subject().name, first);
    desk.press("o Enter");
    assert!(desk.screen().contains("Value↓"), "{}", desk.screen());
}

#[test]
fn find_looks_through_what_was_written_and_opens_the_touch() {
    let mut desk = Desk::new((80, 24));
    let account = desk.app.book.roster().unwrap().names().map(|(id, ..)| id).next().unwrap();
    let on = Day::parse("2026-10-02").unwrap();
    let summary = "They asked at length for the xylophone\u{1b}[31m discount".to_owned();
    desk.app.book.keep(Touch { account, on, summary: Some(summary), ..Touch::default() }).unwrap();
    desk.press("/ Xylophone");
    let screen = desk.screen();
    assert!(screen.contains("1 in notes and talks"), "{screen}");
    assert!(screen.contains("2026-10-02  …at length for the xylophone"), "{screen}");
    assert!(!screen.contains('\u{1b}'));
    desk.press("Enter");
    let screen = desk.screen();
    assert!(screen.contains("Timeline"), "{screen}");
    let subject = desk.app.screens.subject(desk.app.here);
    assert!(
        matches!(
            subject.record,
            Some(crate::form::record_ref::RecordRef::Record(crate::domain::noun::Noun::Touches, _))
        ),
        "{subject:?}"
    );
    let row = screen.lines().find(|line| line.contains("xylophone")).unwrap();
    assert!(row.contains("2 Oct"), "{row}");
    desk.press("/ xylophonist");
    assert!(desk.screen().contains("No matches"), "{}", desk.screen());
}
