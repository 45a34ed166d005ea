//! Every list, on every screen: sorted by each of its heads and back, filtered, and by the mouse.

use super::Desk;
use crate::domain::account::Account;
use crate::domain::money::Currency;
use crate::tui::place::Place;
use crate::tui::screen::Heads;
use crate::tui::screen::accounts::page::Page;
use crate::tui::shell::Message;
use std::collections::HashSet;

/// Goes to every pane of every screen, and to every view of it.
fn everywhere(size: (u16, u16), mut at: impl FnMut(&mut Desk, &str)) -> usize {
    let mut lists = 0;
    for place in ["1", "2", "3", "4", "5", "6", "7", "8"] {
        let mut desk = Desk::new(size);
        desk.press(place);
        for pane in 0..5 {
            for view in 0..4 {
                if desk.heads().is_some() {
                    at(&mut desk, &format!("screen {place}, pane {pane}, view {view}"));
                    lists += 1;
                }
                desk.press("v");
                if matches!(desk.app.message, Some(Message::NotHere(_))) {
                    break;
                }
            }
            desk.press("Tab");
            if matches!(desk.app.message, Some(Message::NotHere(_))) {
                break;
            }
        }
    }
    lists
}

impl Desk {
    fn heads(&self) -> Option<Heads> {
        self.app.screens.heads(self.app.here)
    }

    fn sort(&mut self, key: &'static str) {
        self.app.screens.sort(self.app.here, key, &mut self.app.book).unwrap();
    }

    /// The rows of the list in focus, as they are exported.
    fn rows(&mut self) -> Vec<Vec<String>> {
        self.app.screens.table(self.app.here, &mut self.app.book).unwrap().rows
    }
}

fn sorted(rows: &[Vec<String>]) -> Vec<Vec<String>> {
    let mut rows = rows.to_vec();
    rows.sort();
    rows
}

#[test]
fn every_list_is_sorted_by_each_of_its_heads_and_back() {
    let lists = everywhere((120, 40), |desk, what| {
        desk.press("j j");
        let (before, subject) = (desk.rows(), desk.app.screens.subject(desk.app.here).name);
        let heads = desk.heads().unwrap().heads;
        assert!(heads.len() > 2, "{what}");
        for head in heads {
            desk.sort(head.key);
            let (first, order) = (desk.rows(), desk.heads().unwrap().order.unwrap());
            assert_eq!(order.key, head.key, "{what}");
            // The ranking ends, in its own order, where nobody need worry.
            let is_ranking = desk.app.here == Place::Today;
            assert!(is_ranking || sorted(&first) == sorted(&before), "{what} by {}: other rows", head.title);
            assert_eq!(desk.app.screens.subject(desk.app.here).name, subject, "{what} by {}", head.title);
            let arrow = format!("{}{}", head.title, if order.down { '↓' } else { '↑' });
            let title = format!("by {}{}", head.title.to_lowercase(), if order.down { '↓' } else { '↑' });
            let screen = desk.screen();
            let is_default = is_ranking && head.key == "score" && order.down;
            assert!(is_default || screen.contains(&arrow) || screen.contains(&title), "{what}: {arrow} in {screen}");
            desk.sort(head.key);
            let (second, turned) = (desk.rows(), desk.heads().unwrap().order.unwrap());
            assert_eq!(turned.down, !order.down, "{what} by {}", head.title);
            assert!(is_ranking || sorted(&second) == sorted(&before), "{what} by {} turned", head.title);
            assert_eq!(desk.app.screens.subject(desk.app.here).name, subject, "{what} by {} turned", head.title);
            let is_told = first.first() != first.last() && first.len() > 2;
            assert!(!is_told || first != second || is_one_value(&first), "{what} by {} is no order", head.title);
        }
    });
    assert!(lists >= 15, "{lists}");
}

/// Whether so few rows differ that an order may show nothing.
fn is_one_value(rows: &[Vec<String>]) -> bool {
    let columns = rows.first().map_or(0, Vec::len);
    (0..columns).any(|at| rows.iter().all(|row| row[at] == rows[0][at]))
}

#[test]
fn every_list_of_accounts_is_filtered_by_the_words_of_screen_3_and_says_so() {
    let (mut filtered, mut cut) = (0, 0);
    everywhere((120, 40), |desk, what| {
        if desk.app.screens.filter(desk.app.here).is_none() {
            assert!(!desk.foot().contains(" f filter"), "{what}: {}", desk.foot());
            return;
        }
        let before = desk.rows();
        desk.press("f Ctrl-u tier:A Enter");
        let after = desk.rows();
        assert!(after.iter().all(|row| before.contains(row)) || desk.app.here == Place::Today, "{what}");
        cut += usize::from(after.len() < before.len());
        let title = format!("{} of ", after.len());
        assert!(desk.screen().contains(&title) && desk.screen().contains("tier:A"), "{what}: {}", desk.screen());
        desk.press("f Ctrl-u nosuchfield:3 Enter");
        assert!(desk.screen().contains("nosuchfield"), "{what}");
        desk.press("Esc");
        assert_eq!(desk.rows(), after, "{what}: the filter before it is back");
        desk.press("Esc");
        assert_eq!(desk.app.screens.filter(desk.app.here), Some(""), "{what}: Esc takes it away");
        filtered += 1;
    });
    assert!(filtered >= 13 && cut >= 8, "{filtered} lists, {cut} of them shorter");
}

#[test]
fn a_click_on_a_head_sorts_by_it_and_a_double_click_opens_the_row() {
    for (place, head) in [("2 v g ] Tab", "Account"), ("3", "Value"), ("4 Tab", "Account"), ("5", "Account")] {
        let mut desk = Desk::new((120, 40));
        desk.press(place);
        let shown = |arrow: char| format!("{head}{arrow}");
        let screen = desk.screen();
        let at = screen.lines().zip(0..).filter(|(line, _)| line.starts_with('│'));
        let heads = at.filter_map(|(line, y)| Some((line.split_once(head)?.0.chars().count() as u16, y)));
        // The list in focus is the last one whose head is at the left.
        let (x, y) = if place.contains("Tab") { heads.last().unwrap() } else { heads.into_iter().next().unwrap() };
        desk.click(x, y);
        let first = desk.screen();
        assert!(first.contains(&shown('↓')) || first.contains(&shown('↑')), "{place}: {first}");
        desk.click(x, y);
        let second = desk.screen();
        assert!(second.contains(&shown('↓')) != first.contains(&shown('↓')), "{place} turned: {second}");
        let rows = desk.rows();
        desk.click(x, y + 1);
        desk.click(x, y + 1);
        assert!(desk.app.screens.accounts.page().is_some(), "{place}: {}", desk.screen());
        let name = desk.app.screens.subject(desk.app.here).name;
        assert!(rows[0].contains(&name), "{place}: {name} in {:?}", rows[0]);
    }
}

#[test]
fn titles_of_sums_name_what_they_leave_out() {
    let mut desk = Desk::empty((120, 40));
    let (euro, dollar) = (Currency::EUR, Currency::parse("USD").unwrap());
    for (name, value, currency) in [("One", Some(100_000), euro), ("Two", Some(50_000), dollar), ("Three", None, euro)]
    {
        let account = Account { name: name.into(), stage: "steady".into(), value, currency, ..Account::default() };
        desk.app.book.keep(account).unwrap();
    }
    for place in ["1", "2"] {
        desk.press(place);
        desk.shows(&["1 in USD, 1 without value in no sum"]);
    }
}

#[test]
fn the_map_shows_the_accounts_of_the_list_and_moves_by_direction() {
    for size in [(80, 24), (120, 40)] {
        let mut desk = Desk::new(size);
        desk.press("3");
        let listed = desk.screen();
        desk.press("v");
        insta::assert_snapshot!(format!("accounts_map_{}x{}", size.0, size.1), desk.screen());
        let mut seen = HashSet::new();
        for key in ["→", "→", "↓", "←", "↑", "→", "↑", "↑", "Tab"] {
            desk.press(key);
            let account = desk.app.screens.accounts.subject();
            assert!(desk.screen().contains(&account.name), "{key}: {}", desk.screen());
            seen.insert(account.account);
        }
        assert!(seen.len() > 3, "{seen:?}");
        let chosen = desk.app.screens.accounts.subject().account;
        desk.press("Enter");
        assert_eq!(desk.app.screens.accounts.page().map(Page::account), chosen);
        desk.press("Esc g v g");
        assert_eq!(desk.screen().lines().nth(3), listed.lines().nth(3), "{}", desk.screen());
    }
}
