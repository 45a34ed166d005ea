//! Points, rates and the order of who is at risk.

use super::*;

#[test]
fn points_are_changed_where_they_stand_and_taken_back() {
    let mut desk = Desk::new((120, 40));
    let left = |desk: &Desk, id| {
        let lines = desk.app.book.risk(id).unwrap().explained.lines;
        lines.iter().any(|line| line.code == "X1" && line.points() > 0)
    };
    let accounts: Vec<Account> = desk.app.book.all().unwrap();
    let one = accounts.iter().find(|one| left(&desk, one.id)).expect("a sponsor left somewhere").id;
    desk.app.open_page(one).unwrap();
    desk.press("] ] ] ] ] ]");
    let down = |desk: &mut Desk| {
        desk.press("g");
        while !desk.screen().lines().any(|line| line.contains('▌') && line.contains("  X1  ")) {
            desk.press("j");
        }
    };
    down(&mut desk);
    let before = desk.screen();
    desk.press("Enter");
    assert!(desk.screen().contains("Done once it removes 8 points"), "{}", desk.screen());
    desk.press("Esc e");
    assert!(desk.screen().contains("Rules ─ X1 Champion"), "{}", desk.screen());
    desk.press("Ctrl-u -4 Enter");
    assert!(desk.screen().contains("Write 0 or more, like 16"), "{}", desk.screen());
    desk.press("Ctrl-u 3 Enter");
    assert!(desk.foot().contains("Change a setting: The champion left, no successor: 3"), "{}", desk.screen());
    assert_ne!(before, desk.screen());
    desk.press("u");
    down(&mut desk);
    let lines = |screen: &str| screen.lines().take(30).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(lines(&desk.screen()), lines(&before));
}

#[test]
fn a_rate_is_entered_where_one_is_missing() {
    let mut desk = Desk::new((120, 40));
    let mut account: Account = desk.app.book.all().unwrap().remove(0);
    account.currency = crate::domain::money::Currency::parse("USD").unwrap();
    let id = account.id;
    desk.app.book.keep(account).unwrap();
    for line in desk.app.book.of_account::<crate::domain::contract::Contract>(id).unwrap() {
        let currency = crate::domain::money::Currency::parse("USD").unwrap();
        desk.app.book.keep(crate::domain::contract::Contract { currency, ..line }).unwrap();
    }
    desk.app.open_page(id).unwrap();
    desk.press("[");
    assert!(desk.screen().contains("no rate for USD is known"), "{}", desk.screen());
    desk.press(": exchange Enter");
    assert!(desk.screen().contains("USD"), "{}", desk.screen());
    desk.press("Tab 0,5 Enter");
    assert!(desk.foot().contains("rate USD 0.5"), "{}", desk.screen());
    assert!(!desk.screen().contains("no rate for USD"), "{}", desk.screen());
    // Entered again for the same day it takes the place of the first.
    desk.press(": exchange Enter");
    desk.app.paste("usd");
    desk.press("Tab 0 Enter");
    assert!(desk.screen().contains("not above zero"), "{}", desk.screen());
    desk.press("Ctrl-u 0.25 Enter");
    assert_eq!(desk.app.book.all::<crate::domain::rate::Rate>().unwrap().len(), 1);
}

#[test]
fn at_risk_is_sorted_by_every_column_and_its_title_says_what_it_is() {
    let mut desk = Desk::new((120, 40));
    desk.press("Tab Tab");
    let pane = |desk: &mut Desk| desk.screen().lines().skip(7).take(4).map(str::to_owned).collect::<Vec<_>>();
    let life = desk.app.book.lifecycle().unwrap();
    let title = format!("─ At risk ─ {} of {} ranked · €", life.at_risk, life.accounts);
    assert!(pane(&mut desk)[0].contains(&title), "{:?}", pane(&mut desk));
    for (head, words, right) in
        [("at_risk", "by at risk↓", "€"), ("saved", "by saved↓", "€"), ("known", "by known↑", " %")]
    {
        desk.press("o");
        desk.press(head);
        desk.press("Enter g");
        let pane = pane(&mut desk);
        assert!(pane[0].contains(words) && pane[1].contains(right), "{head}: {}", pane.join("\n"));
    }
    desk.press("o Enter");
    assert!(pane(&mut desk)[0].contains("by known↓"), "the same again reverses");
    desk.press("f tier:A Enter");
    assert!(pane(&mut desk)[0].contains(&format!(" of {} ranked · tier:A", life.accounts)), "{:?}", pane(&mut desk));
    desk.press("Esc o risk Enter");
    assert!(pane(&mut desk)[0].contains(&title), "Esc takes the filter away");
}
