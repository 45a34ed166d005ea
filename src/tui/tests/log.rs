//! The log line: what it says it will do, what it does, and that typed words are not lost.

use super::*;
use crate::domain::contact::Contact;
use crate::domain::id::Id;
use crate::domain::touch::Touch;
use crate::domain::words::Channel;

/// A desk on the page of a made-up account with two contacts, Jane Doe and Bob Black, and of nobody else.
fn desk(size: (u16, u16)) -> (Desk, Id<Account>) {
    let mut desk = Desk::new(size);
    let (account, _) = desk
        .app
        .book
        .keep(Account { name: "Zora Mills".to_owned(), stage: "steady".into(), ..Account::default() })
        .unwrap();
    for name in ["Jane Doe", "Bob Black"] {
        let contact = Contact { account, name: name.to_owned(), ..Contact::default() };
        desk.app.book.keep(contact).unwrap();
    }
    desk.app.open_page(account).unwrap();
    (desk, account)
}

fn touches(desk: &Desk, account: Id<Account>) -> Vec<Touch> {
    desk.app.book.of_account(account).unwrap()
}

#[test]
fn the_preview_says_for_whom_on_which_day_and_tab_adds_what_the_cadence_lacks() {
    for size in [(80, 24), (120, 40)] {
        let (mut desk, account) = desk(size);
        desk.press("l call_went_well");
        let screen = desk.screen();
        for words in ["For Zora Mills", "today", "Does not reset the cadence: name the contact (@). Tab adds it."] {
            assert!(screen.contains(words), "{words}: {screen}");
        }
        desk.press("Tab");
        let screen = desk.screen();
        assert!(screen.contains("Resets the cadence.") && screen.contains("call with Jane Doe"), "{screen}");
        desk.press("Enter");
        let kept = touches(&desk, account);
        assert_eq!((kept.len(), kept[0].channel, kept[0].contacts.len()), (1, Channel::Call, 1));
        assert_eq!(kept[0].summary.as_deref(), Some("went well"));

        desk.press("l email_@Jane_sent_it");
        assert!(desk.screen().contains("until the contact answers: add <. Tab adds it."), "{}", desk.screen());
        desk.press("Tab");
        assert!(desk.screen().contains("Resets the cadence."), "{}", desk.screen());
        desk.press("Esc Esc l she_likes_it");
        assert!(desk.screen().contains("begin with call, meeting, video or visit."), "{}", desk.screen());
        desk.press("Tab");
        assert!(desk.screen().contains("› call she likes it"), "{}", desk.screen());
        desk.press("_a_lot");
        assert!(desk.screen().contains("› call she likes it a lot"), "the cursor stays: {}", desk.screen());
    }
}

#[test]
fn a_day_at_the_beginning_is_shown_and_kept() {
    let (mut desk, account) = desk((80, 24));
    desk.press("l last_tuesday_teams_call_@Bob_went_well_>_next_friday_send_it");
    let screen = desk.screen();
    assert!(screen.contains("on Tue 17 Nov 2026") && screen.contains("video with Bob Black"), "{screen}");
    assert!(screen.contains("next Fri 27 Nov 2026: send it"), "{screen}");
    desk.press("Enter");
    let kept = &touches(&desk, account)[0];
    assert_eq!((kept.on.to_string().as_str(), kept.channel), ("2026-11-17", Channel::Video));
    // An older touch than the last one counts, and does not move the cadence.
    desk.press("l -9d_call_@Jane_older");
    assert!(desk.screen().contains("Counts; the touch of Tue 17 Nov 2026 is newer."), "{}", desk.screen());
}

#[test]
fn only_for_at_the_beginning_changes_the_account() {
    let (mut desk, account) = desk((120, 40));
    let other = desk.account("Yarrow Foods");
    desk.press("l Yarrow_Foods_call_well");
    assert!(desk.screen().contains("For Zora Mills"), "{}", desk.screen());
    desk.press("Enter");
    assert_eq!((touches(&desk, account).len(), touches(&desk, other).len()), (1, 0));
    desk.press("l for_yarr");
    assert!(desk.screen().contains("Yarrow Foods  account"), "{}", desk.screen());
    desk.press("Tab call_well");
    assert!(desk.screen().contains("For Yarrow Foods"), "{}", desk.screen());
    desk.press("Enter");
    assert_eq!((touches(&desk, account).len(), touches(&desk, other).len()), (1, 1));
}

#[test]
fn team_members_complete_as_ours_and_are_shown() {
    let (mut desk, account) = desk((120, 40));
    let member = desk.app.book.all::<Member>().unwrap().into_iter().find(|one| one.left_on.is_none()).unwrap();
    desk.press("l call_@Jane_@");
    desk.app.paste(&member.name[..4]);
    assert!(desk.screen().contains("our team"), "{}", desk.screen());
    desk.press("Tab well");
    assert!(desk.screen().contains(&format!("our team: {}", member.name)), "{}", desk.screen());
    desk.press("Enter");
    assert_eq!(touches(&desk, account)[0].members, [member.id]);
}

#[test]
fn a_longer_note_is_written_in_the_editor_of_the_environment() {
    let (mut desk, account) = desk((80, 24));
    desk.press("l call_@Jane_well");
    assert_eq!(desk.press("Ctrl-e"), None);
    assert!(desk.screen().contains("No editor is set; set EDITOR"), "{}", desk.screen());
    desk.app.editor = Some("nano -w".to_owned());
    assert_eq!(desk.press("Ctrl-e"), Some(Effect::Write("nano -w".to_owned(), String::new())));
    desk.app.take_note(Ok("budget is cut\nask again in May".to_owned()));
    assert!(desk.screen().contains("note of 2 lines"), "{}", desk.screen());
    // It goes with the words that are left, and is written on.
    desk.press("Esc Esc l Ctrl-r");
    assert_eq!(
        desk.press("Ctrl-e"),
        Some(Effect::Write("nano -w".to_owned(), "budget is cut\nask again in May".to_owned()))
    );
    desk.press("Enter");
    assert_eq!(touches(&desk, account)[0].summary.as_deref(), Some("well\nbudget is cut\nask again in May"));
}

#[test]
fn who_left_is_asked_and_marked_with_one_key() {
    let (mut desk, account) = desk((80, 24));
    let left = |desk: &Desk| -> Vec<String> {
        let contacts: Vec<Contact> = desk.app.book.of_account(account).unwrap();
        contacts.into_iter().filter(|one| one.left_on.is_some()).map(|one| one.name).collect()
    };
    desk.press("l call_she_leaves_!champion-left Enter");
    assert!(desk.screen().contains("Who left? Name the contact with @"), "{}", desk.screen());
    desk.press("_@Jane Enter");
    assert!(desk.screen().contains("Mark Jane Doe as left on Sun 22 Nov 2026?"), "{}", desk.screen());
    desk.press("n");
    assert!(left(&desk).is_empty());
    desk.press("l yesterday_call_@Jane_tells_that_@Bob_leaves_!sponsor-left Enter");
    assert!(desk.screen().contains("Who left?"), "{}", desk.screen());
    desk.press("Bob Enter");
    assert_eq!(left(&desk), ["Bob Black"]);
    let contacts: Vec<Contact> = desk.app.book.of_account(account).unwrap();
    let bob = contacts.iter().find(|one| one.name == "Bob Black").unwrap();
    assert_eq!(bob.left_on.unwrap().to_string(), "2026-11-21");
    desk.press("u");
    assert!(left(&desk).is_empty());
}

#[test]
fn words_that_were_left_are_offered_again_for_their_account() {
    let (mut desk, account) = desk((80, 24));
    let other = desk.account("Yarrow Foods");
    desk.press("l call_about_Zora Esc Esc");
    assert!(!desk.screen().contains("call about Zora"), "{}", desk.screen());
    desk.app.open_page(other).unwrap();
    desk.press("l");
    assert!(!desk.foot().contains("Ctrl-r"), "{}", desk.foot());
    desk.press("call_about_Yarrow Esc Esc");
    desk.app.open_page(account).unwrap();
    desk.press("l");
    assert!(desk.foot().contains("Ctrl-r brings back"), "{}", desk.foot());
    desk.press("Ctrl-r");
    assert!(
        desk.screen().contains("› call about Zora") && desk.screen().contains("For Zora Mills"),
        "{}",
        desk.screen()
    );
    desk.press("Enter");
    assert_eq!(touches(&desk, account)[0].summary.as_deref(), Some("about Zora"));
    desk.app.open_page(other).unwrap();
    desk.press("l Ctrl-r");
    assert!(desk.screen().contains("› call about Yarrow"), "{}", desk.screen());
}
