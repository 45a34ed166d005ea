//! The calendar of a field of days.

use super::*;

#[test]
fn a_day_is_taken_from_the_calendar_with_the_arrows() {
    let mut desk = Desk::new((80, 24));
    desk.press("3 a Tab");
    let mut steps = 0;
    while !desk.foot().contains("calendar") && steps < 8 {
        desk.press("Tab");
        steps += 1;
    }
    assert!(desk.foot().contains("calendar"), "{}", desk.screen());
    desk.press("Ctrl-u 2026-11-22 ↓");
    insta::assert_snapshot!("form_calendar_80x24", desk.screen());
    desk.press("→ ↓ PgDn");
    assert!(desk.screen().contains("Dec 2026") && desk.screen().contains("▌30"), "{}", desk.screen());
    desk.press("↑ ← Enter");
    assert!(desk.screen().contains("2026-12-22") && !desk.screen().contains("Mo  Tu"), "{}", desk.screen());
    desk.press("↓ PgUp Esc");
    assert!(
        desk.screen().contains("2026-12-22") && !desk.screen().contains("Mo  Tu"),
        "Esc takes nothing: {}",
        desk.screen()
    );
    for size in [(60, 16), (120, 40)] {
        desk.size = size;
        desk.app.resize(Rect::new(0, 0, size.0, size.1));
        desk.press("↓");
        assert!(desk.screen().contains("▌22"), "the day is in sight: {}", desk.screen());
        desk.press("Esc");
    }
}
