//! The day as it goes, and what changed since somebody looked.

use super::*;

#[test]
fn the_day_tells_how_it_goes_and_what_changed_since_somebody_looked() {
    let mut desk = Desk::new((120, 40));
    let aside = |desk: &mut Desk| desk.screen().lines().find(|line| line.contains("─ Today ─")).unwrap().to_owned();
    assert!(!aside(&mut desk).contains('✓'), "{}", aside(&mut desk));
    desk.press(": start_of_the_day Enter yes Tab Tab yes Enter");
    assert!(aside(&mut desk).contains("start 2/3"), "{}", desk.screen());
    desk.press("l call_they_like_it_~listened Enter");
    assert!(aside(&mut desk).contains("✓ 1 touch"), "{}", desk.screen());
    desk.press("u");
    assert!(!aside(&mut desk).contains('✓'), "what is taken back was not done");
    // Quit, and somebody else works on the book meanwhile.
    desk.app.take_leave();
    desk.press(": what_changed Enter");
    assert!(desk.foot().contains("Nothing changed"), "{}", desk.foot());
    desk.press("l call_they_like_it_~listened_!escalation Enter");
    let Desk { app, _folder: folder, .. } = desk;
    drop(app);
    let path = folder.path().join("book.db");
    let book = Book::open(&path, false, Day::parse("2026-12-20").ok()).unwrap();
    let mut later = Desk::with((120, 40), book, folder);
    let foot = later.foot();
    assert!(foot.contains("Since Sun 22 Nov:") || foot.contains("Since 22 Nov:"), "{foot}");
    assert!(foot.contains("1 touch new") && foot.contains("1 event new"), "{foot}");
    assert!(aside(&mut later).contains("quarter 11 d: pulses first"), "{}", later.screen());
    let pulses = later.app.book.today_list(false).unwrap().lines;
    let pulses = pulses.iter().filter(|line| line.id.kind == crate::domain::today::Kind::Pulse).count();
    assert_eq!(pulses, crate::domain::today::PULSES, "pulses hold their place");
}
