//! A click means the row that is drawn where it is, at every height.

use super::Desk;
use crate::domain::account::Account;
use crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

impl Desk {
    pub(super) fn click(&mut self, column: u16, row: u16) {
        let kind = MouseEventKind::Down(MouseButton::Left);
        self.app.mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE });
    }

    /// The line and the column where these words are drawn last.
    fn at(&mut self, words: &str) -> (u16, u16) {
        let screen = self.screen();
        let found = screen.lines().zip(0..).filter_map(|(line, y)| {
            let before = line.split_once(words)?.0;
            Some((before.chars().count() as u16, y))
        });
        found.last().unwrap_or_else(|| panic!("{words} in {screen}"))
    }

    /// Turns the wheel over these words.
    pub(super) fn wheel(&mut self, words: &str, down: bool) {
        let (column, row) = self.at(words);
        let kind = if down { MouseEventKind::ScrollDown } else { MouseEventKind::ScrollUp };
        self.app.mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE });
    }

    pub(super) fn click_on(&mut self, words: &str) {
        let (x, y) = self.at(words);
        self.click(x, y);
    }
}

#[test]
fn a_click_on_a_row_of_a_layer_is_a_click_on_that_row() {
    let mut desk = Desk::new((80, 24));
    for height in 20..44 {
        desk.size = (80, height);
        desk.app.resize(ratatui::layout::Rect::new(0, 0, 80, height));
        for title in ["Tier", "Value", "Owner"] {
            desk.press("3 o");
            desk.click_on(title);
            assert!(
                desk.screen().contains(&format!("by {} ", title.to_lowercase())),
                "sort by {title} at {height}: {}",
                desk.screen()
            );
        }
        for (words, number) in
            [("Renewals: contracts by notice deadline", 5), ("Score: retention", 7), ("Team: members", 4)]
        {
            desk.press("8 :");
            desk.press(&words[..4]);
            desk.click_on(words);
            assert_eq!(desk.app.here.number(), number, "{words} at {height}");
        }
        desk.press("8 /");
        let names: Vec<String> =
            desk.app.book.all::<Account>().unwrap().into_iter().map(|account| account.name).collect();
        let shown: Vec<String> = names.into_iter().filter(|name| desk.screen().contains(name.as_str())).collect();
        for name in shown.iter().rev().take(2) {
            desk.press("Esc 8 /");
            desk.click_on(name);
            assert!(desk.screen().contains(&format!("─ {name} ─")), "{name} at {height}: {}", desk.screen());
            desk.press("Esc");
        }
    }
}

#[test]
fn a_click_on_a_field_of_a_form_goes_to_that_field() {
    for height in [20, 24, 25, 37, 44] {
        let mut desk = Desk::new((80, height));
        desk.press("3 n");
        let Some(crate::tui::layer::Layer::Form(form)) = desk.app.layers.last() else { panic!("a form") };
        let labels: Vec<(usize, &str)> = form.form.fields.iter().map(|field| field.label).enumerate().take(5).collect();
        for (index, label) in labels {
            desk.click_on(label);
            let Some(crate::tui::layer::Layer::Form(form)) = desk.app.layers.last() else { panic!("a form") };
            assert_eq!(form.form.focus, index, "{label} at {height}");
        }
    }
}

/// The lines that are drawn as selected at the left edge.
fn marked(screen: &str) -> Vec<usize> {
    screen.lines().enumerate().filter(|(_, line)| line.starts_with("│▌")).map(|(at, _)| at).collect()
}

#[test]
fn a_click_in_a_pane_selects_the_row_under_it() {
    for size in [(80, 24), (100, 31), (120, 40), (200, 60)] {
        // The bars of the months above the renewals are no rows: a click there picks a month.
        for place in ["1", "2 v", "3", "4", "5 z", "6"] {
            let mut desk = Desk::new(size);
            desk.press(place);
            let (mut before, mut selected) = (desk.screen(), 0);
            for y in 2..size.1 - 2 {
                let within = |screen: &str, y: u16| screen.lines().nth(usize::from(y)).unwrap().starts_with('│');
                if !within(&before, y) {
                    continue;
                }
                desk.click(4, y);
                let after = desk.screen();
                let same_pane = within(&before, y - 1) && within(&after, y - 1);
                if same_pane && marked(&after) != marked(&before) {
                    assert!(marked(&after).contains(&usize::from(y)), "{place} at {size:?}, line {y}: {after}");
                    selected += 1;
                }
                before = after;
            }
            assert!(selected > 2, "{place} at {size:?}: {selected}");
        }
    }
}

#[test]
fn a_click_on_a_title_gives_the_pane_the_keys_and_then_the_whole_body() {
    for size in [(80, 24), (120, 40), (200, 60)] {
        for (place, title) in
            [("1", "─ Today"), ("2", "─ Churn by"), ("4", "─ Exposure"), ("6", "─ Insights"), ("7", "─ Survival")]
        {
            let mut desk = Desk::new(size);
            desk.press(place);
            if !desk.screen().contains(title) {
                continue;
            }
            if place == "1" {
                desk.press("Tab");
            }
            desk.click_on(title);
            let before = desk.screen();
            desk.click_on(title);
            assert!(desk.screen().lines().nth(1).unwrap().contains(title), "{}", desk.screen());
            desk.click_on(title);
            assert_eq!(desk.screen(), before);
        }
    }
}
