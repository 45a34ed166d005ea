//! Esc leads back to where one came from, with what was selected there.

use super::Desk;
use crate::tui::place::Place;

#[test]
fn esc_on_a_page_leads_back_to_the_line_of_today_it_was_opened_from() {
    let mut desk = Desk::new((120, 40));
    desk.press("Tab Tab j j j");
    let before = desk.app.screens.subject(Place::Today);
    let screen = desk.screen();
    desk.press("Enter ] ]");
    assert!(desk.app.screens.accounts.page().is_some(), "{}", desk.screen());
    desk.press("Esc");
    assert_eq!({ desk.app.here }, Place::Today, "{}", desk.screen());
    assert_eq!(desk.app.screens.subject(Place::Today), before);
    assert_eq!(desk.screen(), screen);
    desk.press("Esc");
    assert_eq!({ desk.app.here }, Place::Today, "there is nowhere else to go");
}

#[test]
fn esc_leads_back_from_a_page_to_team_renewals_pipeline_and_find() {
    for (keys, place) in [("5 j j Enter", Place::Renewals), ("4 Tab Tab j Enter", Place::Team), ("7", Place::Score)] {
        let mut desk = Desk::new((120, 40));
        desk.press(keys);
        if place == Place::Score {
            desk.press("/");
            desk.press("a Enter");
        }
        assert_eq!({ desk.app.here }, Place::Accounts, "{keys}: {}", desk.screen());
        desk.press("Esc");
        assert_eq!({ desk.app.here }, place, "{keys}: {}", desk.screen());
    }
}

#[test]
fn several_steps_are_gone_back_one_by_one() {
    let mut desk = Desk::new((120, 40));
    desk.press("Tab Tab Tab Enter ] 5 Enter");
    assert!(desk.app.screens.accounts.page().is_some());
    desk.press("Esc");
    assert_eq!({ desk.app.here }, Place::Renewals);
    desk.press("Esc");
    assert!(desk.app.screens.accounts.page().is_some(), "the page is there again: {}", desk.screen());
    desk.press("Esc");
    assert_eq!({ desk.app.here }, Place::Today);
}

#[test]
fn a_stage_of_the_lifecycle_is_left_for_its_accounts_and_come_back_to() {
    let mut desk = Desk::new((120, 40));
    desk.press("3 f tier:A Enter 1");
    for _ in 0..4 {
        desk.press("Tab Enter");
        if desk.app.screens.accounts.page().is_none() && desk.app.here == Place::Accounts {
            break;
        }
        desk.press("Esc");
    }
    assert!(desk.app.screens.accounts.list.filter().starts_with("stage:"), "{}", desk.screen());
    assert_eq!({ desk.app.here }, Place::Accounts);
    desk.press("Esc");
    assert_eq!({ desk.app.here }, Place::Today, "{}", desk.screen());
    assert_eq!(desk.app.screens.accounts.list.filter(), "tier:A", "the filter from before holds");
}

#[test]
fn the_list_of_accounts_is_come_back_to_from_a_page() {
    let mut desk = Desk::new((80, 24));
    desk.press("3 j j j");
    let selected = desk.app.screens.subject(Place::Accounts).account;
    desk.press("Enter Esc");
    assert_eq!({ desk.app.here }, Place::Accounts);
    assert!(desk.app.screens.accounts.page().is_none());
    assert_eq!(desk.app.screens.subject(Place::Accounts).account, selected);
    desk.press("Esc");
    assert_eq!({ desk.app.here }, Place::Today);
}
