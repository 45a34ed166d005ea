//! The foot: the keys of the pane in focus first, as many as fit, and none that only scolds.

use super::Desk;
use crate::tui::shell::Message;

#[test]
fn filter_and_sort_are_offered_where_they_work_and_nowhere_else() {
    for place in ["1", "2", "3", "4", "5", "6", "7", "8"] {
        for panes in 0..4 {
            for (key, hint) in [("f", " f filter"), ("o", " o ")] {
                let mut desk = Desk::new((200, 60));
                desk.press(place);
                for _ in 0..panes {
                    desk.press("Tab");
                }
                // A screen of one pane says so to Tab; the foot is what stands there before the next key.
                desk.app.message = None;
                let offered = desk.foot().contains(hint);
                desk.press(key);
                let refused = matches!(desk.app.message, Some(Message::NotHere(_)));
                assert_eq!(offered, !refused, "{key} on {place}, pane {panes}: {}", desk.screen());
            }
        }
    }
}

#[test]
fn the_keys_of_the_pane_come_first_and_fill_the_foot() {
    let mut desk = Desk::new((120, 40));
    assert!(desk.foot().starts_with(" d done  s snooze  l log"), "{}", desk.foot());
    desk.press("5");
    assert!(desk.foot().starts_with(" e edit  Enter open"), "{}", desk.foot());
    desk.press("3 Enter");
    assert!(desk.foot().starts_with(" l log  ] tab  ← back in time  n new  e edit"), "{}", desk.foot());
    for place in ["1", "2", "3", "4", "5"] {
        desk.press(place);
        let used = desk.foot().trim_end().chars().count();
        assert!(used > 80, "{used} of 120 on {place}: {}", desk.foot());
    }
}

#[test]
fn an_empty_book_offers_nothing_to_log_or_open() {
    let mut desk = Desk::empty((120, 40));
    let foot = desk.foot();
    assert!(!foot.contains("l log") && !foot.contains("Enter open"), "{foot}");
}
