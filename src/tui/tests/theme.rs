//! The theme: picked with a look at it, taken back with Esc, kept with Enter.

use super::Desk;
use crate::tui::theme::ThemeName;

#[test]
fn a_theme_is_looked_at_before_it_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("new/config.toml");
    let mut desk = Desk::new((80, 24));
    desk.app.true_colour = true;
    desk.app.config = Some(config.clone());
    desk.press(": theme Enter n o r d");
    assert_eq!(desk.app.theme, ThemeName::Nord);
    desk.press("Esc");
    assert_eq!((desk.app.theme, config.exists()), (ThemeName::Dark, false));
    desk.press(": theme Enter g r u v Enter");
    assert_eq!(desk.app.theme, ThemeName::Gruvbox);
    assert_eq!(std::fs::read_to_string(&config).unwrap(), "theme = \"gruvbox\"\n");
    assert!(desk.foot().contains("Theme: gruvbox"), "{}", desk.foot());
    desk.app.true_colour = false;
    desk.press(": theme Enter");
    assert!(!desk.screen().contains("nord") && desk.screen().contains("COLORTERM"), "{}", desk.screen());
}
