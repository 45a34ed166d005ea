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

#[test]
fn whoever_is_to_be_asked_stands_tier_by_tier_and_whoever_is_out_of_sight_by_the_days() {
    let mut desk = Desk::new((120, 40));
    desk.press("3 f");
    for name in ["Pulse checks due, by tier", "Out of sight", "Lost"] {
        assert!(desk.screen().contains(name), "{name}: {}", desk.screen());
    }
    // The first of the saved filters is a key away; its words stand in the line, to learn from.
    desk.press("Tab");
    assert!(desk.screen().contains("› pulse<1 by:tier"), "{}", desk.screen());
    desk.press("Enter");
    insta::assert_snapshot!("pulses_due_by_tier_120x40", desk.screen());
    let today = desk.app.book.today();
    let filter = crate::domain::filter::Filter::parse("pulse<1").unwrap();
    let lines = desk.app.book.accounts(&filter, crate::book::SortBy::Tier).unwrap();
    let roster = desk.app.book.roster().unwrap();
    let due: Vec<_> = lines.iter().map(|line| roster.at(*line).unwrap()).collect();
    assert!(due.iter().all(|one| one.pulse_due().is_some_and(|day| day <= today)));
    assert!(due.windows(2).all(|pair| pair[0].tier() <= pair[1].tier()), "A comes first");
    let not_due = roster.len() - due.len();
    assert!(!due.is_empty() && not_due > 0, "both kinds are in the demo");
    // By a few letters of its name; the longest unseen come first.
    desk.press("f Ctrl-u sight Tab Enter");
    let screen = desk.screen();
    assert!(screen.contains("by last touch") && screen.contains("unseen>30 by:touch"), "{screen}");
    let filter = crate::domain::filter::Filter::parse("unseen>30 by:touch").unwrap();
    let lines = desk.app.book.accounts(&filter, filter.order().unwrap()).unwrap();
    let roster = desk.app.book.roster().unwrap();
    let seen: Vec<_> =
        lines.iter().map(|line| roster.at(*line).unwrap()).map(|one| one.last_touch().or(one.since())).collect();
    assert!(seen.windows(2).all(|pair| pair[0] <= pair[1]), "{seen:?}");
    // What is picked to sort by takes the place of what the filter said.
    desk.press("o name Enter");
    assert!(desk.screen().contains("by name") && !desk.screen().contains("by:touch"), "{}", desk.screen());
}

#[test]
fn a_filter_is_kept_under_a_name_found_again_and_taken_out() {
    let mut desk = Desk::new((120, 40));
    let before = desk.app.book.saved_filters().clone();
    desk.press("3 f tier:A_risk>20 Enter : saved_fil Enter keep_another Enter");
    assert!(
        desk.screen().contains("New saved filter") && desk.screen().contains("tier:A risk>20"),
        "{}",
        desk.screen()
    );
    desk.press("Big_and_shaky Tab Ctrl-u size>3 Enter");
    assert!(desk.screen().contains("is no field to filter by"), "{}", desk.screen());
    desk.press("Ctrl-u tier:A_risk>25 Enter");
    assert!(desk.foot().contains("Big and shaky: tier:A risk>25"), "{}", desk.foot());
    desk.press("f Ctrl-u shaky Tab Enter");
    assert!(desk.screen().contains("· tier:A risk>25"), "{}", desk.screen());
    desk.press("u");
    assert_eq!(desk.app.book.saved_filters(), &before);
    desk.press("U");
    assert_eq!(desk.app.book.saved_filters().list.len(), before.list.len() + 1);
}
