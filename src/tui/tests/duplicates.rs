//! Pairs that may be one: gone through, merged after a question, told apart, taken back.

use super::Desk;
use crate::domain::account::Account;
use crate::domain::id::Id;
use crate::tui::testing::SIZES;

/// A desk on the list of pairs: one company that came twice.
fn list(size: (u16, u16)) -> Desk {
    let mut desk = Desk::new(size);
    for (name, website) in [("Zebra Stone Works Ltd", "zebra.example"), ("Zebra Stone Works", "www.zebra.example")] {
        let account = Account {
            id: Id::NEW,
            name: name.into(),
            website: Some(website.into()),
            stage: "steady".into(),
            ..Account::default()
        };
        desk.app.book.keep(account).unwrap();
    }
    desk.press(": duplicates Enter");
    desk
}

fn accounts(desk: &Desk) -> u64 {
    desk.app.book.count::<Account>().unwrap()
}

#[test]
fn a_pair_says_who_stays_why_and_what_each_holds() {
    let mut desk = list((120, 40));
    let screen = desk.screen();
    for words in ["Zebra Stone Works Ltd", "same name but for “Ltd”, same website", "Stays: 0 contacts, 0 contracts"]
    {
        assert!(screen.contains(words), "{words}: {screen}");
    }
    for size in SIZES.into_iter().chain([(60, 16), (1, 1)]) {
        list(size).screen();
    }
}

#[test]
fn the_selected_pair_is_merged_after_a_question_and_u_takes_it_back() {
    let mut desk = list((120, 40));
    let before = accounts(&desk);
    desk.press("s m");
    let screen = desk.screen();
    assert!(screen.contains("Zebra Stone Works stays."), "{screen}");
    desk.press("n");
    assert_eq!(accounts(&desk), before, "no is no");
    desk.press("Enter y");
    assert_eq!(accounts(&desk), before - 1);
    assert!(desk.app.book.account_exactly("Zebra Stone Works Ltd").unwrap().is_none(), "{}", desk.screen());
    desk.press("u");
    assert_eq!(accounts(&desk), before);
    assert!(desk.screen().contains("Zebra Stone Works Ltd"), "the pair is there again");
}

#[test]
fn a_pair_that_is_two_is_gone_from_the_list_until_that_is_undone() {
    let mut desk = list((120, 40));
    desk.press("a");
    let screen = desk.screen();
    assert!(!screen.contains("same name but for “Ltd”"), "{screen}");
    desk.press("u");
    assert!(desk.screen().contains("same name but for “Ltd”"));
    desk.press("a Esc : duplicates Enter");
    assert!(desk.foot().contains("looks like another one") || !desk.screen().contains("same name but for “Ltd”"));
}
