//! The page of an account: what is selected on its tabs, and that a key acts on that and on nothing else.

use super::*;
use crate::domain::contact::Contact;
use crate::domain::id::Id;
use crate::domain::pulse::Pulse;
use crate::domain::touch::Touch;
use crate::domain::words::Channel;
use crate::form::record_ref::RecordRef;

fn record(desk: &Desk) -> Option<RecordRef> {
    desk.app.screens.accounts.page().unwrap().subject().record
}

/// A desk on the Timeline of an account with one touch.
fn timeline() -> (Desk, Id<Account>, Id<Touch>) {
    let mut desk = Desk::new((80, 24));
    let account = desk.account("Zora Mills");
    let contact = desk.app.book.keep(Contact { account, name: "Jane Doe".to_owned(), ..Contact::default() }).unwrap().0;
    let touch = Touch {
        account,
        on: desk.app.book.today().plus(-3),
        channel: Channel::Call,
        contacts: vec![contact],
        two_way: true,
        summary: Some("price worry".to_owned()),
        ..Touch::default()
    };
    let touch = desk.app.book.keep(touch).unwrap().0;
    desk.app.open_page(account).unwrap();
    desk.press("]");
    (desk, account, touch)
}

#[test]
fn a_tab_opens_on_its_first_record_and_headings_are_passed_over() {
    for size in [(60, 16), (80, 24), (120, 40)] {
        let mut desk = Desk::new(size);
        let accounts: Vec<Account> = desk.app.book.all().unwrap();
        for account in accounts.iter().step_by(7) {
            desk.app.open_page(account.id).unwrap();
            for tab in ["Brief", "Timeline", "People", "Contracts", "Hand-off", "Plan", "Risk"] {
                desk.screen();
                let page = desk.app.screens.accounts.page().unwrap();
                assert_eq!(record(&desk).is_some(), page.has_records(), "{tab} of {}: {}", account.name, desk.screen());
                for _ in 0..60 {
                    let page = desk.app.screens.accounts.page().unwrap();
                    assert!(page.is_on_row(), "{tab} of {}: {}", account.name, desk.screen());
                    let is_account = record(&desk) == Some(RecordRef::of(account.id));
                    assert!(!is_account || ["Brief", "Plan"].contains(&tab), "{tab} of {}", account.name);
                    desk.press("j");
                }
                desk.press("]");
            }
        }
    }
}

#[test]
fn the_last_lines_of_a_tab_can_be_read() {
    let mut desk = Desk::new((60, 16));
    let accounts: Vec<Account> = desk.app.book.all().unwrap();
    desk.app.open_page(accounts[0].id).unwrap();
    for _ in 0..7 {
        desk.press("G");
        let last = desk.app.screens.accounts.page().unwrap().table().rows.pop().unwrap().remove(0);
        let last: String = last.chars().take(20).collect();
        assert!(desk.screen().contains(last.trim()), "{last}: {}", desk.screen());
        desk.press("]");
    }
}

#[test]
fn what_is_no_record_is_neither_edited_nor_removed() {
    let mut desk = Desk::new((80, 24));
    let account = desk.account("Zora Mills");
    desk.app.open_page(account).unwrap();
    desk.press("] ] ]");
    for key in ["e", "x", ": remove_the Enter"] {
        assert_eq!(record(&desk), None, "{}", desk.screen());
        desk.press(key);
        let foot = desk.foot();
        assert!(foot.contains("not a record") || desk.screen().contains("not a record"), "{key}: {}", desk.screen());
        desk.press("Esc");
        desk.app.open_page(account).unwrap();
        desk.press("] ] ]");
    }
    assert!(desk.app.book.get(account).is_ok());
    // By name the account is edited from everywhere on its page.
    desk.press(": edit_the_account Enter");
    assert!(desk.screen().contains("Customer since"), "{}", desk.screen());
}

#[test]
fn a_touch_is_edited_redated_and_removed_where_it_stands() {
    let (mut desk, account, touch) = timeline();
    assert_eq!(record(&desk), Some(RecordRef::of(touch)));
    desk.press("e Ctrl-u -9d Enter");
    assert_eq!(desk.app.book.get(touch).unwrap().on.to_string(), "2026-11-13", "{}", desk.screen());
    desk.press("x");
    assert!(desk.screen().contains("Remove the touch of 13 Nov, “price worry”?"), "{}", desk.screen());
    desk.press("y");
    assert!(desk.app.book.of_account::<Touch>(account).unwrap().is_empty());
    assert!(desk.app.book.get(account).is_ok());
    desk.press("u");
    assert_eq!(desk.app.book.of_account::<Touch>(account).unwrap().len(), 1);
    // In the Brief, too.
    desk.press("[ ");
    for _ in 0..40 {
        if record(&desk) != Some(RecordRef::of(touch)) {
            desk.press("j");
        }
    }
    desk.press("x y");
    assert!(desk.app.book.of_account::<Touch>(account).unwrap().is_empty());
}

#[test]
fn a_touch_is_moved_to_the_account_it_was_with() {
    let (mut desk, account, touch) = timeline();
    let other = desk.account("Yarrow Foods");
    desk.press("e Shift-Tab Ctrl-u");
    desk.app.paste("Yarrow");
    desk.press("Ctrl-s");
    assert!(desk.screen().contains("Jane Doe"), "who is not there is not taken along in silence: {}", desk.screen());
    assert_eq!(desk.app.book.get(touch).unwrap().account, account);
    desk.app.book.keep(Contact { account: other, name: "Jane Doe".to_owned(), ..Contact::default() }).unwrap();
    desk.press("Ctrl-s");
    let moved = desk.app.book.get(touch).unwrap();
    assert_eq!(moved.account, other, "{}", desk.screen());
    let there: Vec<Contact> = desk.app.book.of_account(other).unwrap();
    assert_eq!(moved.contacts, [there[0].id]);
    desk.press("u u");
    assert_eq!(desk.app.book.get(touch).unwrap().account, account);
}

#[test]
fn a_hair_line_moves_through_two_years_and_one_line_says_what_was_known() {
    let mut desk = Desk::new((120, 40));
    let account = desk.account("Zora Mills");
    let today = desk.app.book.today();
    for (days, score) in [(-400, 4), (-100, 2)] {
        let pulse = Pulse { account, score, on: today.plus(days), quote: Some("so".to_owned()), ..Pulse::default() };
        desk.app.book.keep(pulse).unwrap();
    }
    let touch = Touch { account, on: today.plus(-90), channel: Channel::Call, two_way: true, ..Touch::default() };
    desk.app.book.keep(touch).unwrap();
    desk.app.open_page(account).unwrap();
    let told = |desk: &mut Desk| desk.screen().lines().find(|line| line.contains("Two years")).unwrap().to_owned();
    let now = told(&mut desk);
    assert!(now.contains("touch 90 d before · pulse 2/5"), "{}", desk.screen());
    let mut said = Vec::new();
    for _ in 0..110 {
        desk.press("←");
        said.push(told(&mut desk));
    }
    assert!(said.iter().any(|one| one.contains("no touch yet · pulse 2/5")), "{said:?}");
    assert!(said.iter().any(|one| one.contains("no touch yet · pulse 4/5")), "{said:?}");
    assert!(said.last().unwrap().contains("no touch yet · no pulse"), "{said:?}");
    assert_eq!(said[108], said[109], "it stops at the first day");
    for _ in 0..110 {
        desk.press("→");
    }
    assert_eq!(told(&mut desk), now);
    desk.press("]");
    assert!(!desk.screen().contains("Two years"), "the keys of the tabs are others: {}", desk.screen());
    desk.press("→");
    assert!(desk.screen().contains("Who met whom"), "where there is no strip, an arrow goes to the next tab");
}
