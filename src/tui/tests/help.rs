//! Help is about the pane that has the keys; the glossary has every word.

use super::*;

#[test]
fn help_says_what_the_pane_answers_then_its_columns_and_symbols_then_its_keys() {
    let mut desk = Desk::new((120, 40));
    desk.press("5 ?");
    picture!(desk, "help_of_renewals");
    let screen = desk.screen();
    let at = |words: &str| screen.find(words).unwrap_or_else(|| panic!("{words}: {screen}"));
    assert!(at("Which contracts are decided next") < at("Notice by"));
    assert!(at("Notice deadline: contract end minus notice period") < at("Symbols"));
    assert!(at("Symbols") < at("Keys here"));
    desk.press("Esc 4 Tab ?");
    assert!(desk.screen().contains("depend on one person"), "another pane, another help: {}", desk.screen());
}

#[test]
fn every_head_of_the_list_in_focus_is_in_its_help() {
    let mut desk = Desk::new((120, 200));
    let mut lists = 0;
    for screen in ["1", "2", "3", "4", "5"] {
        desk.press(screen);
        for _ in 0..5 {
            let heads = desk.app.screens.heads(desk.app.here);
            let titles: Vec<&str> = heads.iter().flat_map(|list| &list.heads).map(|head| head.title).collect();
            lists += usize::from(!titles.is_empty());
            desk.press("?");
            let help = desk.screen();
            for title in titles {
                assert!(help.contains(&format!("│ {title}")), "{screen}: no line for {title}: {help}");
            }
            desk.press("Esc Tab");
        }
    }
    assert!(lists >= 6, "{lists} lists");
}

#[test]
fn the_glossary_is_narrowed_by_typing_and_changes_nothing() {
    let mut desk = Desk::new((120, 40));
    for word in ["glossary", "terms", "meaning", "words"] {
        desk.press(&format!(": {word} Enter"));
        assert!(desk.screen().contains("─ Glossary ─"), "{word}: {}", desk.screen());
        desk.press("counterp");
        assert!(desk.screen().contains("The contact a member matches"), "{}", desk.screen());
        desk.press("Enter");
    }
    assert!(!desk.screen().contains("Glossary"), "{}", desk.screen());
}
