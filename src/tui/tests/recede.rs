//! What lies below a layer recedes: nothing of it shows a focus, but for the row that a line is typed about.

use super::desk::Desk;
use crate::tui::canvas::Canvas;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// The styles of the cells at the left edge, which no layer covers at this size; but for the foot.
fn at_the_edge(desk: &mut Desk) -> Vec<Style> {
    desk.app.settle();
    let screen = Rect::new(0, 0, 120, 40);
    let mut buffer = Buffer::empty(screen);
    desk.app.view(&mut Canvas::new(&mut buffer, &desk.app.look()), screen);
    (1..39).map(|y| buffer[(0, y)].style()).collect()
}

#[test]
fn below_a_layer_nothing_shows_a_focus() {
    let mut desk = Desk::new((120, 40));
    let theme = desk.app.look().theme;
    let focused = |styles: &[Style]| styles.iter().any(|style| style.fg == theme.frame_focused.fg);
    let receded = |styles: &[Style]| {
        styles.iter().all(|style| style.fg == theme.dim.fg && style.bg == Some(ratatui::style::Color::Reset))
    };
    assert!(focused(&at_the_edge(&mut desk)));
    for keys in ["?", ":", "3 n", "3 o"] {
        desk.press(keys);
        assert!(receded(&at_the_edge(&mut desk)), "{keys}");
        desk.press("Esc Esc");
    }
    // A line is typed about a row, which stays as it is; themes are looked at on what is below.
    for keys in ["l", ": theme Enter"] {
        desk.press(keys);
        assert!(!receded(&at_the_edge(&mut desk)), "{keys}");
        desk.press("Esc Esc");
    }
}
