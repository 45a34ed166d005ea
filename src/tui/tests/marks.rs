//! What is marked is what is meant: a command acts on all of it, or refuses.

use super::desk::Desk;
use crate::domain::event::Event;
use crate::domain::noun::Noun;
use crate::form::request::FOR_MANY;
use crate::tui::command::{Command, TABLE};

#[test]
fn an_event_and_an_action_are_made_at_every_marked_account_and_at_no_other() {
    for screen in ["3", "2 Tab"] {
        let mut desk = Desk::new((120, 40));
        let before: Vec<Event> = desk.app.book.all().unwrap();
        desk.press(&format!("{screen} Space Space"));
        let subject = desk.app.screens.subject(desk.app.here);
        assert_eq!(subject.accounts.len(), 2, "{}", desk.screen());
        let beside = subject.account.filter(|account| !subject.accounts.contains(account));
        desk.press(": new_event Enter");
        assert!(desk.screen().contains("New event at 2 accounts"), "{}", desk.screen());
        desk.press("price-increase Tab +60d Enter");
        let after: Vec<Event> = desk.app.book.all().unwrap();
        let new: Vec<_> = after.iter().filter(|one| !before.contains(one)).map(|one| one.account).collect();
        assert!(new.len() == 2 && subject.accounts.iter().all(|one| new.contains(one)), "{new:?}");
        assert!(beside.is_none_or(|beside| !new.contains(&beside)));
        desk.press("a");
        assert!(desk.screen().contains("New action at 2 accounts"), "{}", desk.screen());
        desk.press("Esc u");
        assert_eq!(desk.app.book.all::<Event>().unwrap(), before, "one step made them");
    }
}

#[test]
fn what_is_done_for_one_account_refuses_while_others_are_marked() {
    for screen in ["1", "3", "2 Tab"] {
        let mut desk = Desk::new((120, 40));
        desk.press(&format!("{screen} Space Space"));
        for key in ["p", "H", "e", "l"] {
            desk.press(key);
            assert!(desk.foot().contains("2 are marked"), "{screen} {key}: {}", desk.screen());
        }
        for row in TABLE {
            if let Command::NewRecord(noun) = row.command
                && noun.fields().iter().any(|field| field.needed && field.key == "account")
            {
                let refused = desk.app.can(row.command).is_err();
                assert_eq!(refused, !FOR_MANY.contains(&noun), "{screen}: {noun:?}");
            }
        }
        desk.press("Esc p");
        assert!(desk.screen().contains("Pulse of"), "{screen}: {}", desk.screen());
    }
}

#[test]
fn the_one_marked_account_is_meant_wherever_the_cursor_stands() {
    let mut desk = Desk::new((120, 40));
    desk.press("3 Space");
    let marked = desk.app.screens.subject(desk.app.here).accounts[0];
    let name = desk.app.book.get(marked).unwrap().name;
    desk.press("a");
    assert!(desk.screen().contains(&format!("New action for {name}")), "{}", desk.screen());
    assert!(FOR_MANY.contains(&Noun::Actions));
}
