//! Screen 6: the charter, company updates, insights, the huddle.

use super::*;

#[test]
fn the_panes_of_the_programme_look_as_they_should() {
    for size in SIZES {
        let mut desk = Desk::new(size);
        desk.press("6");
        for pane in ["news", "insights", "huddle"] {
            desk.press("Tab");
            picture!(desk, format!("programme_{pane}"));
        }
    }
}

#[test]
fn an_empty_book_says_what_would_be_there_and_which_key_puts_it_there() {
    let mut desk = Desk::empty((120, 40));
    desk.press("6");
    for pane in ["charter", "news", "insights", "huddle"] {
        insta::assert_snapshot!(format!("programme_empty_{pane}_120x40"), desk.screen());
        desk.press("Tab");
    }
}

#[test]
fn an_action_is_proposed_agreed_and_swapped_with_the_keys_of_the_screen() {
    let mut desk = Desk::new((120, 40));
    desk.press("6 n Visit_every_payer Tab ana Tab payers_seen Enter");
    assert!(desk.foot().contains("charter action Visit every payer"), "{}", desk.foot());
    assert!(desk.screen().contains("4 of 5 actions run") && desk.screen().contains("none yet"), "{}", desk.screen());
    // The place of the agreement stands below the action.
    desk.press("j j j j j j j n");
    assert!(desk.screen().contains("Who agreed, in their words"), "{}", desk.screen());
    desk.press("Head_of_service Tab gladly Enter");
    assert!(desk.screen().contains("✓ Head of service") && desk.screen().contains("“gladly”"), "{}", desk.screen());
    desk.press("g n The_fifth Tab ana Tab counted Enter");
    assert!(desk.screen().contains("5 of 5 actions run"), "{}", desk.screen());
    desk.press("n The_sixth Tab ana Tab counted Enter");
    assert!(
        desk.screen().contains("is the most (A second team member"),
        "the form stays and says why: {}",
        desk.screen()
    );
    desk.press("The_fifth Tab too_much Enter");
    assert!(desk.foot().contains("instead of The fifth (too much)"), "{}", desk.foot());
    assert!(desk.screen().contains("5 of 5 actions run"), "{}", desk.screen());
    desk.press("u");
    assert!(desk.foot().contains("Undone"), "{}", desk.foot());
    let runs = desk.app.book.charter().unwrap();
    let runs: Vec<&str> = runs.active().map(|one| one.it.what.as_str()).collect();
    assert!(runs.contains(&"The fifth") && !runs.contains(&"The sixth"), "{runs:?}");
}

#[test]
fn a_decision_is_taken_down_at_the_huddle_and_listed_under_it() {
    let mut desk = Desk::new((120, 40));
    desk.press("6 Shift-Tab n Call_every_payer Tab ana Enter");
    assert!(desk.foot().contains("action Call every payer"), "{}", desk.foot());
    desk.press("G");
    let screen = desk.screen();
    assert!(screen.contains("1 decision") && screen.contains("Decided in Nov 2026"), "{screen}");
    assert!(screen.contains("Call every payer – Ana Ruiz, due in 14 d"), "{screen}");
    desk.press("g j Enter");
    assert!(desk.screen().contains("Key numbers"), "{}", desk.screen());
}

#[test]
fn news_and_insights_go_to_the_account_that_is_selected() {
    let mut desk = Desk::new((120, 40));
    desk.press("6 Tab Tab j j j n");
    assert!(desk.screen().contains("Share an insight with"), "{}", desk.screen());
    desk.press("Enter");
    assert!(desk.foot().contains("Add a record: share"), "{}", desk.foot());
    desk.press("Shift-Tab n");
    assert!(desk.screen().contains("Company update to everybody"), "{}", desk.screen());
    desk.press("Our_new_site Tab growth Enter");
    assert!(desk.screen().contains("to all today"), "{}", desk.screen());
    desk.press("E Ctrl-u");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("news.csv");
    desk.app.paste(&file.to_string_lossy());
    desk.press("Enter");
    let written = std::fs::read_to_string(&file).unwrap();
    assert!(written.starts_with("section,column_1") && written.contains("Our new site"), "{written}");
}

#[test]
fn what_changed_of_the_rules_stands_on_the_charter_with_its_day_and_opens() {
    let mut desk = Desk::new((120, 40));
    let (today, earlier) = (desk.app.book.today(), desk.app.book.today().plus(-30));
    let before = desk.app.book.changed_rules().unwrap().len();
    desk.app.book.change_rule("risk.k1.one_door", "9", earlier).unwrap();
    let changed = desk.app.book.changed_rules().unwrap();
    assert_eq!(changed.len(), before + 1);
    let one = changed.iter().find(|one| one.since == earlier && one.what == "scoring").unwrap();
    assert!(one.lines[0].ends_with("→ 9") && !one.lines[0].contains("k1"), "{:?}", one.lines);
    let line = one.lines[0].clone();
    desk.press("6 z G");
    let words = format!("Rules changed: {} since", before + 1);
    for _ in 0..40 {
        if desk.app.screens.subject(desk.app.here).name.starts_with(&words) {
            break;
        }
        desk.press("k");
    }
    assert!(desk.screen().contains(&words), "{}", desk.screen());
    desk.press("Enter");
    let screen = desk.screen();
    assert!(screen.contains(&line), "{line}: {screen}");
    // A definition that says something else holds from that day on, the others from the contacts.
    let mut definitions = desk.app.book.definitions().clone();
    let held = desk.app.book.definitions_since().unwrap();
    "Whole customers, by name".clone_into(&mut definitions.list[0].ours);
    desk.app.book.change(&definitions, "test").unwrap();
    let now = desk.app.book.definitions_since().unwrap();
    assert_eq!((now[0], &now[1..]), (Some(today), &held[1..]));
}

#[test]
fn a_topic_of_the_news_has_its_title_and_fills_the_form() {
    let mut desk = Desk::new((120, 40));
    desk.press("6 Tab j Enter");
    assert!(desk.screen().contains("Company update: growth"), "{}", desk.screen());
    desk.press("Esc n We_grow Enter");
    let updates: Vec<crate::domain::company_update::CompanyUpdate> = desk.app.book.all().unwrap();
    let told = updates.iter().find(|one| one.title == "We grow").unwrap();
    assert_eq!(told.topic.map(crate::domain::words::UpdateTopic::word), Some("growth"));
}

#[test]
fn an_insight_that_sells_is_not_proposed() {
    let mut desk = Desk::new((120, 40));
    let product = {
        let lines: Vec<crate::domain::contract::Contract> = desk.app.book.all().unwrap();
        lines.iter().find_map(|one| one.product.clone()).unwrap()
    };
    let typed = product.replace(' ', "_");
    desk.press(&format!("6 Tab Tab n Steel_tariffs_change Tab Order_our_{typed}_now Enter"));
    assert!(desk.screen().contains("reads like selling"), "{}", desk.screen());
    while !matches!(desk.app.screens.programme.new_in_focus(), crate::form::request::FormRequest::InsightShareOf(..)) {
        desk.press("j");
    }
    desk.press("n");
    let screen = desk.screen();
    let proposed = screen.lines().find(|line| line.contains("Insight  ")).unwrap().to_owned();
    assert!(!proposed.contains("Steel tariffs"), "{proposed}");
}

#[test]
fn a_hot_topic_says_whose_pulses_it_was_and_is_carried_into_the_decision() {
    let mut desk = Desk::new((120, 40));
    desk.press("6 Shift-Tab");
    while !desk.app.screens.subject(desk.app.here).name.contains(" low in thirty days") {
        desk.press("j");
    }
    let topic = desk.app.screens.subject(desk.app.here).name.split(':').next().unwrap().to_owned();
    desk.press("Enter");
    let screen = desk.screen();
    assert!(screen.contains("Whose pulses these were") && screen.contains("/5  "), "{screen}");
    desk.press("Esc n");
    assert!(desk.screen().contains(&format!("Improve {topic}: ")), "{}", desk.screen());
    desk.press("show_it Tab ana Enter");
    let actions: Vec<crate::domain::action::Action> = desk.app.book.all().unwrap();
    assert!(actions.iter().any(|one| one.title == format!("Improve {topic}: show it")), "{}", desk.screen());
}
