//! Leaving what was typed.

use super::{Desk, Effect};

#[test]
fn esc_twice_leaves_whatever_is_typed_and_the_words_are_offered_again() {
    for open in ["3 l", "3 p", "3 n", "3 a", "4 n", "6 n", "1 s", "2 n"] {
        let mut desk = Desk::new((80, 24));
        desk.press(open);
        let empty = desk.screen();
        desk.press("xyz");
        let typed = desk.screen();
        desk.press("Esc Esc");
        assert!(desk.app.layers.is_empty(), "{open}: {}", desk.screen());
        desk.press(open);
        if typed == empty || !typed.contains("xyz") {
            continue;
        }
        assert!(desk.foot().contains("Ctrl-r brings back"), "{open}: {}", desk.screen());
        assert!(!desk.screen().contains("xyz"), "{open}: {}", desk.screen());
        desk.press("Ctrl-r");
        assert_eq!(desk.screen(), typed, "{open}");
        desk.press("Esc Esc");
        assert_eq!(desk.press("q"), Some(Effect::Quit), "{open}");
    }
}
