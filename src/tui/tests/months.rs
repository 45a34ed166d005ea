//! Renewals month by month: what the bars say is what the list holds.

use super::desk::Desk;
use super::picture;
use crate::book::renewal_months::BEFORE;

#[test]
fn a_month_is_picked_with_the_arrows_and_shows_its_contracts_alone() {
    let mut desk = Desk::new((120, 40));
    desk.press("5");
    desk.shows(&["Next 12 months", "← → month"]);
    let months = desk.app.book.renewal_months().unwrap();
    assert!(months.iter().any(|month| month.contracts > 0));
    picture!(desk, "renewals_months");
    desk.press("→");
    for month in &months[BEFORE as usize..] {
        let name = month.first.date().format("%b %Y").to_string();
        let lines = desk.app.book.renewals_of_month(month).unwrap();
        assert_eq!(lines.len() as u64, month.contracts, "{name}");
        assert!(lines.iter().all(|line| month.first <= line.decision_on && line.decision_on <= month.last()), "{name}");
        let screen = desk.screen();
        assert!(screen.contains(&format!("Renewals ─ {name}")), "{screen}");
        for line in &lines {
            let account = desk.app.book.get(line.account).unwrap().name;
            let begins: String = account.chars().take(8).collect();
            assert!(desk.screen().contains(&begins), "{name}: {begins}: {}", desk.screen());
        }
        desk.press("→");
    }
    desk.press("Esc");
    desk.shows(&["Renewals ─", "renewals in 120 d"]);
    // The third column of bars is the present month.
    desk.click(2 + 16 + 3, 5);
    let name = months[BEFORE as usize].first.date().format("%b %Y").to_string();
    assert!(desk.screen().contains(&format!("Renewals ─ {name}")), "{}", desk.screen());
    desk.press("Esc");
    assert!(!desk.screen().contains("Esc shows all"), "{}", desk.screen());
}

#[test]
fn a_small_screen_has_no_bars_and_the_arrows_work() {
    let mut desk = Desk::new((80, 24));
    desk.press("5 ←");
    let months = desk.app.book.renewal_months().unwrap();
    let name = months[BEFORE as usize - 1].first.date().format("%b %Y").to_string();
    assert!(desk.screen().contains(&format!("Renewals ─ {name}")), "{}", desk.screen());
    assert!(!desk.screen().contains("Next 12 months"));
}
